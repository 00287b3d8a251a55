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
