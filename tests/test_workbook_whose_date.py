"""Of what a date around a table is, and of what a share or a count in it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dxanalysis.findings import sentence
from dxanalysis.sources.workbook.words.compose import Context, compose
from tests.test_workbook import figure
from tests.test_workbook_around import DATE, LISTED, NAMES, Rows, read, table

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("read_here")


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


# ---- dates of something else ---------------------------------------------------------------------
def days(reading: object) -> dict[str, str]:
    found = reading.observations  # type: ignore[attr-defined]
    return {name: str(some.iloc[0])[:10] for name, some in found.groupby("indicator")["as_of"]}


OF_OTHERS = [
    "So với ngày 31/12/2024",
    "Tăng so với cùng kỳ 30/9/2024",
    "Kỳ trước: 30/6/2025",
    "Mục tiêu đến 31/12/2025 phủ 100%",
    "Phấn đấu đến hết 31/12/2025: 100% thôn có sóng",
    "Phiên bản biểu mẫu: 15/01/2024",
    "Cập nhật danh mục xã: 01/7/2025",
    "Danh mục đơn vị hành chính tính đến 01/7/2025",
    "Địa giới hành chính có hiệu lực từ 01/7/2025",
    "Căn cứ Luật Viễn thông ngày 24/11/2023",
    "Ngày kiểm định: 05/8/2025",
    "Biểu đã được phê duyệt ngày 15/10/2025",
]


@pytest.mark.parametrize("line", OF_OTHERS)
def test_the_date_of_something_else_is_none_of_the_figures(tmp_path: Path, line: str) -> None:
    rows = table("Số trạm 4G", "Số trạm 5G")
    for above, below in (([line, *DATE], []), ([*DATE, line], []), (DATE, [[], [line]])):
        reading = read(tmp_path, [["TRẠM"], *[[one] for one in above], *rows, *below])
        assert set(days(reading).values()) == {"2025-09-30"}
    alone = read(tmp_path, [["TRẠM"], [line], *rows])
    assert set(days(alone).values()) == {"NaT"}
    assert rules(alone, "as_of_unknown")


@pytest.mark.parametrize(
    "line",
    [
        "Kết quả thực hiện mục tiêu phủ sóng đến 30/9/2025",
        "Số liệu 30/9/2025 (so với 30/6/2025)",
        "Danh sách xã, phường có trạm 5G tính đến 30/9/2025",
        "Số liệu đã được kiểm tra, tính đến 30/9/2025",
        "Biểu mẫu 02: số trạm BTS tính đến ngày 30/9/2025",
        "So với kỳ trước, tính đến 30/9/2025",
        "Quý III/2025",
        "Ngày báo cáo số liệu: đến hết 30/9/2025",
    ],
)
def test_a_date_of_the_figures_is_found_beside_other_words(tmp_path: Path, line: str) -> None:
    reading = read(tmp_path, [["TRẠM"], [line], *table("Số trạm 4G")])
    assert days(reading) == {"stations_4g": "2025-09-30"}


def test_the_line_that_speaks_of_figures_wins_whatever_its_place(tmp_path: Path) -> None:
    for lines in (["Cập nhật 05/8/2025", *DATE], [*DATE, "Cập nhật 05/8/2025"]):
        reading = read(tmp_path, [["TRẠM"], *[[one] for one in lines], *table("Số trạm 4G")])
        assert days(reading) == {"stations_4g": "2025-09-30"}


@pytest.mark.parametrize(
    "line",
    [
        "Dân số tính đến 31/12/2024",
        "Số liệu dân số cập nhật ngày 31/12/2024",
        "Ghi chú: dân số, số hộ lấy theo Công an tỉnh đến 31/12/2024",
        "(Dân số chốt ngày 31/12/2024)",
    ],
)
def test_a_date_of_people_is_theirs_alone(tmp_path: Path, line: str) -> None:
    rows = table("Dân số", "Dân số được phủ sóng 4G", "Số trạm 4G")
    for above, below in (([line, *DATE], []), ([*DATE, line], []), (DATE, [[], [line]])):
        reading = read(tmp_path, [["TRẠM"], *[[one] for one in above], *rows, *below])
        found = days(reading)
        assert (found["population"], found["stations_4g"]) == ("2024-12-31", "2025-09-30")
        assert len(rules(reading, "column_of_date")) == 1
    for above, below in (([line], []), ([], [[], [line]])):
        reading = read(tmp_path, [["TRẠM"], *[[one] for one in above], *rows, *below])
        found = days(reading)
        assert (found["population"], found["stations_4g"]) == ("2024-12-31", "NaT")
        assert rules(reading, "as_of_unknown")


def test_a_column_with_a_date_is_set_against_the_table_that_has_one(tmp_path: Path) -> None:
    rows = table("Số trạm 4G 30/6/2025", "Số trạm 5G")
    for above, said in (([DATE], "bảng có ngày 30/9/2025"), ([], "")):
        found = read(tmp_path, [["TRẠM"], *above, *rows]).findings
        (own,) = found[found["rule"] == "column_of_date"].to_dict("records")
        own = sentence(own, "vi")
        assert "là số liệu ngày 30/6/2025" in own
        assert ("bảng có ngày" in own) == bool(said)
        assert said in own


def test_a_date_of_all_columns_is_the_tables(tmp_path: Path) -> None:
    rows = table("Dân số", "Số hộ")
    for line in ("Dân số, số hộ tính đến 30/6/2025", "BIỂU DÂN SỐ CÁC XÃ ĐẾN 30/6/2025"):
        reading = read(tmp_path, [["TỈNH"], [line], *rows])
        assert set(days(reading).values()) == {"2025-06-30"}
        assert not rules(reading, "column_of_date")


@pytest.mark.parametrize(
    "line",
    [
        "Trạm 5G: số liệu đến ngày 30/6/2025",
        "Riêng 5G số liệu quý II",
        "Riêng trạm 5G lấy số liệu đến 30/6/2025",
        "Số liệu trạm 5G đến 30/6/2025",
        "Trạm 5G: số liệu đến 30/6/2025, so với 31/12/2024",
        "(2) Số liệu đến ngày 30/6/2025",
        "Cột “Số trạm 5G (2)”: số liệu quý II/2025",
        "Cột (4): số liệu đến 30/6/2025",
    ],
)
def test_a_line_can_date_one_column(tmp_path: Path, line: str) -> None:
    rows = table("Số trạm 4G (1)", "Số trạm 5G (2)")
    for sheet in ([["TRẠM"], DATE, [line], *rows], [["TRẠM"], DATE, *rows, [], [line]]):
        reading = read(tmp_path, sheet)
        assert days(reading) == {"stations_4g": "2025-09-30", "stations_5g": "2025-06-30"}
        assert len(rules(reading, "column_of_date")) == 1


@pytest.mark.parametrize(
    "line",
    [
        "Riêng 5G khai trương ngày 15/10/2024",
        "Riêng 5G: số liệu tăng so với 31/12/2024",
        "Trạm 5G: theo Quyết định số 12 ngày 15/10/2024",
        "Số liệu trạm 4G, trạm 5G đến 30/9/2025",
    ],
)
def test_other_lines_about_a_column_give_it_no_date(tmp_path: Path, line: str) -> None:
    rows = table("Số trạm 4G", "Số trạm 5G")
    reading = read(tmp_path, [["TRẠM"], DATE, [line], *rows])
    assert set(days(reading).values()) == {"2025-09-30"}


# ---- notes on some rows or columns, above a table ------------------------------------------------
@pytest.mark.parametrize(
    ("line", "rule"),
    [
        (f"{NAMES[1]}: số liệu 4G của năm 2024", "note_on_rows"),
        (f"Số liệu {NAMES[1]} và {NAMES[2]} bị đảo cho nhau", "row_said_wrong"),
        (f"Đính chính: {NAMES[1]} có 12 trạm 4G", "row_said_wrong"),
        ("Cột trạm 4G và cột trạm 5G bị đảo cho nhau", "note_quoted"),
    ],
)
def test_what_is_said_of_some_above_a_table_is_heard(tmp_path: Path, line: str, rule: str) -> None:
    rows = table("Số trạm 4G", "Số trạm 5G")
    for sheet in ([["TRẠM"], DATE, [line], *rows], [["TRẠM"], DATE, *rows, [], [line]]):
        assert rules(read(tmp_path, sheet), rule)


@pytest.mark.parametrize(
    "line",
    ["Xã, phường: 65 đơn vị", "BÁO CÁO CỦA XÃ, PHƯỜNG - ĐÍNH CHÍNH", "Các xã sau sắp xếp"],
)
def test_a_title_is_no_note_on_rows(tmp_path: Path, line: str) -> None:
    reading = read(tmp_path, [["TRẠM"], DATE, [line], *table("Số trạm 4G")])
    assert len(reading.observations) == len(NAMES)
    assert not reading.findings["rule"].isin(["note_on_rows", "note_quoted"]).any()


@pytest.mark.parametrize("title", ["Kỳ trước: 30/6/2025", "So với quý trước (30/6/2025)"])
def test_a_second_table_can_be_of_the_state_before(tmp_path: Path, title: str) -> None:
    first = table("Số trạm 4G")
    second = [[*row[:2], 7] if row[0] != "STT" else row for row in first]
    reading = read(tmp_path, [["TRẠM"], DATE, *first, [], [title], *second])
    found = reading.observations
    assert set(found["numerator"]) == {100 * n for n in range(1, len(NAMES) + 1)}
    assert days(reading) == {"stations_4g": "2025-09-30"}


@pytest.mark.parametrize(
    "title", ["Bảng 2. Biến động so với 31/12/2024", "II. TĂNG, GIẢM SO VỚI NGÀY 30/6/2025"]
)
def test_a_table_of_what_figures_rose_by_is_no_state(tmp_path: Path, title: str) -> None:
    first = table("Số trạm 4G")
    second = [[*row[:2], 7] if row[0] != "STT" else row for row in first]
    below = [["TRẠM"], DATE, ["I. HIỆN TRẠNG"], *first, [], [title], *second]
    gap: list[object] = [None] * 2
    right = [[*one, *gap, *two] for one, two in zip(first, second, strict=True)]
    beside: Rows = [["TRẠM"], DATE, ["Hiện trạng", None, None, *gap, title], *right]
    for sheet in (below, beside):
        found = read(tmp_path, sheet).observations
        assert set(found["numerator"]) == {100 * n for n in range(1, len(NAMES) + 1)}


def test_a_state_beside_its_rise_is_read(tmp_path: Path) -> None:
    rows: Rows = [["BIẾN ĐỘNG TRẠM TRONG QUÝ III NĂM 2025"], DATE, []]
    rows += [["STT", "Xã, phường", "Trạm 4G", "Trạm 4G"]]
    rows += [[None, None, "Số lượng", "Tăng (giảm)"]]
    rows += [[n, name, 7 + n, 2] for n, name in enumerate(NAMES, start=1)]
    found = read(tmp_path, rows).observations["numerator"]
    assert set(found) == {7 + n for n in range(1, len(NAMES) + 1)}


def test_the_day_from_which_the_list_of_communes_holds_dates_no_figures(tmp_path: Path) -> None:
    line = (
        "Mọi nhà mạng: 65 xã, phường theo danh mục từ 01/7/2025"
        " · Any operator: 65 communes of the list since 1 July 2025"
    )
    rows = [[line], ["Tính đến ngày · As of", None], [], *table("Số trạm 4G")]
    reading = read(tmp_path, rows)
    assert reading.as_of is None
    assert rules(reading, "as_of_unknown")
    rows[1][1] = "30/9/2025"
    assert set(days(read(tmp_path, rows)).values()) == {"2025-09-30"}
