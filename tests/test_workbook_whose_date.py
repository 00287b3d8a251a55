"""Of what a date around a table is, and of what a share or a count in it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dxanalysis.sources.workbook.compose import Context, compose
from tests.test_workbook import figure
from tests.test_workbook_around import DATE, LISTED, NAMES, Rows, read, table

if TYPE_CHECKING:
    from pathlib import Path


def rules(reading: object, rule: str) -> list[str]:
    findings = reading.findings  # type: ignore[attr-defined]
    return [str(cell) for cell in findings.loc[findings["rule"] == rule, "cell"]]


# ---- counts of those who have a network ----------------------------------------------------------
@pytest.mark.parametrize(
    "path",
    [
        ["Số thôn phủ sóng di động"],
        ["Dân số phủ sóng di động"],
        ["Số hộ có mạng"],
        ["Tổng số bản có mạng di động"],
        ["Ấp có dịch vụ di động"],
        ["Số thôn", "Phủ sóng di động"],
        ["Villages with mobile coverage"],
    ],
)
def test_those_with_a_network_are_not_all(path: list[str]) -> None:
    assert compose(path).reason == "technology_unclear"
    assert not compose(path, Context(technology="fibre")).quantity
    assert compose(path, Context(technology="4g")).quantity in {
        "villages_with_4g", "people_4g", "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("path", "quantity"),
    [
        (["Số thôn đến 30/9/2025"], "villages"),
        (["Tổng số hộ hiện có trên địa bàn"], "households"),
        (["Số thôn có mạng 4G"], "villages_with_4g"),
    ],
)
def test_all_of_a_commune_are_read(path: list[str], quantity: str) -> None:
    assert compose(path).quantity == quantity


def test_a_count_of_those_with_any_network_is_no_base(tmp_path: Path) -> None:
    reading = read(tmp_path, [DATE, [], *table("Số thôn phủ sóng di động", "Số hộ", "Trạm 4G")])
    assert set(reading.observations["indicator"]) == {"households", "stations_4g"}
    assert rules(reading, "technology_unclear") == ["C3"]


# ---- shares of something else --------------------------------------------------------------------
@pytest.mark.parametrize(
    "below",
    [
        ["Số lượng", "Tỷ trọng (%)"],
        ["Số hộ", "Cơ cấu (%)"],
        ["Số lượng", "Tỷ lệ % so toàn tỉnh"],
        ["Số lượng", "Tỷ lệ trong tổng số toàn tỉnh (%)"],
        ["Tháng 8", "Tháng 9", "Tỷ lệ (%)"],
        ["Kỳ trước", "Kỳ này", "Tỷ lệ (%)"],
        ["Quý II/2025", "Quý III/2025", "Đạt tỷ lệ (%)"],
    ],
)
def test_a_share_of_the_province_or_of_another_day_is_no_rate(
    tmp_path: Path, below: list[str]
) -> None:
    rows: Rows = [DATE, [], ["STT", "Xã, phường", "Hộ thuê bao cáp quang"], [None, None, *below]]
    rows += [[n, name, *[800 + n] * (len(below) - 1), 6.5] for n, name in enumerate(NAMES, start=1)]
    reading = read(tmp_path, rows)
    found = figure(reading, LISTED.index[0], "households_fibre_subscribed")
    assert (found["numerator"], found["rate"] == found["rate"]) == (801, False)


@pytest.mark.parametrize("whole", [None, "Số hộ"])
def test_a_rate_beside_its_count_is_read(tmp_path: Path, whole: str | None) -> None:
    head: list[object] = ["STT", "Xã, phường", *([whole] if whole else []), "Hộ thuê bao cáp quang"]
    below = [*[None] * (len(head) - 1), "Số lượng", "Tỷ trọng (%)" if whole else "Tỷ lệ (%)"]
    rows: Rows = [DATE, [], head, below]
    rows += [
        [n, name, *([1000] if whole else []), 600 + 10 * n, 60 + n]
        for n, name in enumerate(NAMES, 1)
    ]
    reading = read(tmp_path, rows)
    found = figure(reading, LISTED.index[0], "households_fibre_subscribed")
    assert pytest.approx(0.61) in [found["rate"], found["numerator"] / found["denominator"]]
    assert not rules(reading, "share_unclear")


def test_a_share_of_a_plan_beneath_each_commune_is_no_rate(tmp_path: Path) -> None:
    rows: Rows = [DATE, [], ["STT", "Nội dung", "Kế hoạch", "Thực hiện", "Tỷ lệ (%)"]]
    for number, name in enumerate(NAMES, start=1):
        rows += [[number, name], [None, "Hộ thuê bao cáp quang", 900, 800, 89]]
    reading = read(tmp_path, rows)
    found = figure(reading, LISTED.index[0], "households_fibre_subscribed")
    assert (found["numerator"], found["rate"] == found["rate"]) == (800, False)
    assert rules(reading, "measure_unclear") == ["E3"]
