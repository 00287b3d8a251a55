"""Tables of one workbook: those that differ, of several months, of others, on others' masts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pandas as pd
import pytest

from dxanalysis import read_workbook
from dxanalysis.units import load_units

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from dxanalysis.sources.workbook import WorkbookReading

    Rows = list[list[object]]

pytestmark = pytest.mark.usefixtures("read_here")

PROVINCES = ("20", "25", "91")
NAMES = {
    each: [str(one) for one in load_units(province=each)["unit_name"][:6]] for each in PROVINCES
}
DATE: list[object] = ["Số liệu đến 30/9/2025"]
HEAD: list[object] = ["STT", "Xã, phường", "Số trạm 4G"]


def read(
    folder: Path, sheets: dict[str, Rows], *, operator: str = "viettel", province: str = "20"
) -> WorkbookReading:
    book = openpyxl.Workbook()
    del book[book.sheetnames[0]]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(folder / "a.xlsx")
    return read_workbook(folder / "a.xlsx", operator=operator, province=province)


def table(start: int, names: Sequence[str] = NAMES["20"]) -> Rows:
    return [HEAD, *([n, name, start + n] for n, name in enumerate(names, start=1))]


def given(rows: pd.DataFrame, day: str | None = None) -> list[float]:
    chosen = rows if day is None else rows[rows["as_of"] == pd.Timestamp(day)]
    return [float(one) for one in chosen["numerator"].dropna()]


def rules(reading: WorkbookReading) -> list[str]:
    return list(reading.findings["rule"])


# ---- tables that differ -------------------------------------------------------------------------
@pytest.mark.parametrize("province", PROVINCES)
@pytest.mark.parametrize("count", [2, 3, 4])
def test_of_tables_that_differ_none_is_used(tmp_path: Path, count: int, province: str) -> None:
    names = NAMES[province]
    sheets = {f"Lần {n}": table(10 * n, names) for n in range(count)}
    reading = read(tmp_path, sheets, province=province)
    assert given(reading.observations) == []
    assert rules(reading).count("tables_differ") == (count - 1) * len(names)


def test_a_table_that_agrees_with_one_of_two_revives_none(tmp_path: Path) -> None:
    reading = read(tmp_path, {"A": table(0), "B": table(10), "C": table(0), "D": table(10)})
    assert given(reading.observations) == []


def test_tables_that_agree_are_one(tmp_path: Path) -> None:
    reading = read(tmp_path, {name: [DATE, *table(0)] for name in "ABC"})
    assert given(reading.observations) == [1, 2, 3, 4, 5, 6]
    assert "tables_differ" not in rules(reading)


def test_of_earlier_figures_that_differ_none_is_history(tmp_path: Path) -> None:
    june: list[object] = ["Số liệu đến 30/6/2025"]
    sheets = {"A": [DATE, *table(10)], "B": [june, *table(0)], "C": [june, *table(1)]}
    reading = read(tmp_path, sheets)
    assert given(reading.observations) == [11, 12, 13, 14, 15, 16]
    assert given(reading.earlier) == []
    assert "error" not in set(reading.findings["severity"])
    assert rules(reading).count("tables_differ") == 6


# ---- months without a year ----------------------------------------------------------------------
@pytest.mark.parametrize("names", [("T9", "T8", "T7"), ("Tháng 7", "Tháng 8", "Tháng 9")])
@pytest.mark.parametrize("where", ["title", "sheet"])
def test_the_year_of_the_workbook_dates_tabs_of_months(
    tmp_path: Path, names: tuple[str, ...], where: str
) -> None:
    titles: Rows = [["TRẠM BTS NĂM 2025"]] if where == "title" else []
    sheets = {name: [*titles, *table(int(name[-1]))] for name in names}
    if where == "sheet":
        sheets |= {"Hướng dẫn": [["Số liệu năm 2025"], ["Kèm theo Công văn ngày 5/1/2026"]]}
    reading = read(tmp_path, sheets)
    assert given(reading.observations, "2025-09-30") == [10, 11, 12, 13, 14, 15]
    assert given(reading.earlier, "2025-08-31") == [9, 10, 11, 12, 13, 14]
    assert given(reading.earlier, "2025-07-31") == [8, 9, 10, 11, 12, 13]
    assert "tables_differ" not in rules(reading)


@pytest.mark.parametrize("form", ["{:02}2025", "T{:02}2025", "thang {:02}2025"])
def test_tabs_of_a_month_and_year_run_together(tmp_path: Path, form: str) -> None:
    reading = read(tmp_path, {form.format(month): table(month) for month in (7, 9)})
    assert given(reading.observations, "2025-09-30") == [10, 11, 12, 13, 14, 15]
    assert given(reading.earlier, "2025-07-31") == [8, 9, 10, 11, 12, 13]


@pytest.mark.parametrize(
    ("names", "more"),
    [
        (("T9", "T8", "T7"), "Ghi chú"),
        # From December to January, one year is not that of all.
        (("T10", "T11", "T12", "T1"), "Số liệu năm 2025"),
        (("T9", "T8"), "Số liệu năm 2024 và năm 2025"),
    ],
)
def test_months_of_no_certain_year_contradict_each_other(
    tmp_path: Path, names: tuple[str, ...], more: str
) -> None:
    sheets = {name: table(n) for n, name in enumerate(names)}
    reading = read(tmp_path, {**sheets, "Khác": [[more]]})
    assert given(reading.observations) == []
    assert rules(reading).count("tables_differ") == 6 * (len(names) - 1)


def test_numbers_of_tables_are_no_months(tmp_path: Path) -> None:
    fibre = [["STT", "Xã, phường", "Hộ thuê bao cáp quang"], *table(0)[1:]]
    reading = read(tmp_path, {"T1": table(0), "T2": fibre, "Năm 2025": [["x"]]})
    assert reading.as_of is None
    assert len(given(reading.observations)) == 12


@pytest.mark.parametrize(
    "months", [("T9", "T7", "T8"), (9, 7, 8), ("Tháng 9", "Tháng 7", "Tháng 8")]
)
@pytest.mark.parametrize("title", ["TRẠM BTS NĂM 2025", ""])
def test_rows_of_a_month_are_of_the_year_that_is_said(
    tmp_path: Path, months: Sequence[object], title: str
) -> None:
    rows: Rows = [["Tháng", "Xã, phường", "Số trạm 4G"]]
    rows += [
        [m, name, 10 * k + n] for k, m in enumerate(months) for n, name in enumerate(NAMES["20"])
    ]
    reading = read(tmp_path, {"S": [[title], *rows] if title else rows})
    if title:
        assert given(reading.observations, "2025-09-30") == [0, 1, 2, 3, 4, 5]
        assert given(reading.earlier, "2025-08-31") == [20, 21, 22, 23, 24, 25]
        assert given(reading.earlier, "2025-07-31") == [10, 11, 12, 13, 14, 15]
    else:
        assert given(reading.observations) == []
        assert rules(reading).count("tables_differ") == 12


def test_a_month_after_the_table_s_day_is_of_the_year_before(tmp_path: Path) -> None:
    rows: Rows = [["Số liệu đến 31/1/2026"], ["Tháng", "Xã, phường", "Số trạm 4G"]]
    rows += [[m, name, m + n] for m in (12, 1) for n, name in enumerate(NAMES["20"])]
    reading = read(tmp_path, {"S": rows})
    assert given(reading.observations, "2026-01-31") == [1, 2, 3, 4, 5, 6]
    assert given(reading.earlier, "2025-12-31") == [12, 13, 14, 15, 16, 17]


def test_tables_below_each_other_are_of_the_month_above_them(tmp_path: Path) -> None:
    rows: Rows = [["TRẠM BTS NĂM 2025"]]
    for month in (9, 8, 7):
        rows += [[f"Tháng {month}"], *table(month), []]
    reading = read(tmp_path, {"S": rows})
    assert given(reading.observations, "2025-09-30") == [10, 11, 12, 13, 14, 15]
    assert given(reading.earlier, "2025-07-31") == [8, 9, 10, 11, 12, 13]


# ---- an earlier date for some -------------------------------------------------------------------
@pytest.mark.parametrize("province", PROVINCES)
@pytest.mark.parametrize("heading", [True, False], ids=["table", "rows"])
@pytest.mark.parametrize(
    "title",
    ["II. Các xã có số liệu đến 30/6/2025", "Tháng 6/2025", "Quý II/2025", "B. Đến 30/6/2025"],
)
def test_communes_of_an_earlier_date_are_read_and_named(
    tmp_path: Path, title: str, province: str, *, heading: bool
) -> None:
    names = NAMES[province]
    rows: Rows = [DATE, *table(0, names[:3]), [title], *table(10, names[3:])[0 if heading else 1 :]]
    reading = read(tmp_path, {"S": rows}, province=province)
    assert given(reading.observations, "2025-09-30") == [1, 2, 3]
    assert given(reading.earlier, "2025-06-30") == [11, 12, 13]
    said = reading.findings[reading.findings["rule"] == "rows_of_date"]
    assert list(said["expected"]) == ["2025-06-30"]


@pytest.mark.parametrize("title", ["II. Các xã vùng cao", "III. Các xã sáp nhập"])
def test_other_lines_date_no_rows(tmp_path: Path, title: str) -> None:
    rows: Rows = [DATE, *table(0)[:4], [title], *table(0)[4:]]
    reading = read(tmp_path, {"S": rows})
    assert given(reading.observations, "2025-09-30") == [1, 2, 3, 4, 5, 6]
    assert "rows_of_date" not in rules(reading)


def test_history_of_the_same_communes_needs_no_word(tmp_path: Path) -> None:
    reading = read(tmp_path, {"Q2.2025": table(0), "Q3.2025": table(10)})
    assert given(reading.earlier, "2025-06-30") == [1, 2, 3, 4, 5, 6]
    assert rules(reading) == []


# ---- whose the mast is, and who is in no catalogue ----------------------------------------------
def two_rows_each(heading: str) -> Rows:
    rows: Rows = [["SỐ TRẠM"], DATE, ["Xã, phường", heading, "Số trạm 4G"]]
    return rows + [[n, who, k] for n in NAMES["20"] for k, who in ((3, "Viettel"), (1, "VNPT"))]


@pytest.mark.parametrize(
    "heading",
    ["Chủ cột", "Đơn vị sở hữu cột", "Chủ hạ tầng", "Cột của", "Bên cho thuê", "Thuê hạ tầng của",
     "Tower owner"],
)  # fmt: skip
@pytest.mark.parametrize("operator", ["viettel", "any"])
def test_the_owner_of_a_mast_is_not_the_station_s(
    tmp_path: Path, heading: str, operator: str
) -> None:
    reading = read(tmp_path, {"S": two_rows_each(heading)}, operator=operator)
    assert given(reading.observations) == []
    assert "rows_of_parts" in rules(reading)


@pytest.mark.parametrize("heading", ["Nhà mạng", "Doanh nghiệp", "Chủ đầu tư"])
def test_the_operator_of_a_row_is_whose_its_figures_are(tmp_path: Path, heading: str) -> None:
    reading = read(tmp_path, {"S": two_rows_each(heading)}, operator="any")
    figures = reading.observations.dropna(subset="numerator").groupby("operator", observed=True)
    assert {who: set(some["numerator"]) for who, some in figures} == {"viettel": {3}, "vnpt": {1}}


@pytest.mark.parametrize(
    "title",
    ["FPT TELECOM", "CÔNG TY CP VIỄN THÔNG FPT", "GTEL MOBILE – TRẠM PHÁT SÓNG", "Trạm của iTel",
     "Nhà mạng khác", "TẬP ĐOÀN CMC"],
)  # fmt: skip
@pytest.mark.parametrize("place", ["title", "tab"])
def test_figures_of_an_operator_of_no_catalogue_are_nobody_else_s(
    tmp_path: Path, title: str, place: str
) -> None:
    rows = [[title], DATE, *table(0)] if place == "title" else [DATE, *table(0)]
    for operator in ("any", "viettel"):
        sheets = {"A" if place == "title" else title: rows}
        reading = read(tmp_path, sheets, operator=operator)
        assert given(reading.observations) == []
        said = reading.findings[reading.findings["rule"] == "table_operator_unlisted"]
        assert list(said["value"]) == [title]


@pytest.mark.parametrize(
    "title", ["CÁC CHỈ TIÊU KHÁC", "Xuất từ phần mềm FPT", "TRẠM VIETTEL, FPT"]
)
def test_a_title_that_is_of_no_such_operator_changes_nothing(tmp_path: Path, title: str) -> None:
    reading = read(tmp_path, {"S": [[title], DATE, *table(0)]})
    assert given(reading.observations) == [1, 2, 3, 4, 5, 6]


def test_a_short_name_above_a_table_parts_it_from_the_one_before(tmp_path: Path) -> None:
    names = NAMES["20"]
    rows: Rows = [DATE, ["VNPT"], *table(0, names[:3]), ["FPT"], *table(10, names[3:])]
    reading = read(tmp_path, {"S": rows}, operator="any")
    assert given(reading.observations) == [1, 2, 3]
    assert set(reading.observations["operator"]) == {"vnpt"}
    assert "table_operator_unlisted" in rules(reading)


# ---- no row with figures of a commune is passed over in silence ---------------------------------
def long(key: str, *, unsaid: bool) -> Rows:
    rows: Rows = [DATE, ["Xã, phường", key, "Số trạm"]]
    words = ("4G", "5G") if key == "Công nghệ" else ("Viettel", "VNPT")
    rows += [[name, word, 3] for name in NAMES["20"][:4] for word in words]
    return [*rows, *([name, None, 7] for name in NAMES["20"][4:] if unsaid)]


@pytest.mark.parametrize("key", ["Công nghệ", "Nhà mạng"])
def test_rows_that_say_less_than_the_others_are_named(tmp_path: Path, key: str) -> None:
    title: Rows = [["SỐ TRẠM 4G"]] if key == "Nhà mạng" else []
    reading = read(tmp_path, {"S": [*title, *long(key, unsaid=True)]}, operator="any")
    said = reading.findings[reading.findings["rule"] == "rows_without_key"]
    assert list(said["expected"]) == [key]
    assert [int(one) for one in said["value"]] == [2]
    assert set(given(reading.observations)) == {3}
    reading = read(tmp_path, {"S": [*title, *long(key, unsaid=False)]}, operator="any")
    assert "rows_without_key" not in rules(reading)


def test_a_sum_above_its_parts_needs_no_word(tmp_path: Path) -> None:
    rows: Rows = [DATE, ["Xã, phường", "Công nghệ", "Số trạm"]]
    for name in NAMES["20"]:
        rows += [[name, None, 8], [name, "4G", 5], [name, "5G", 3]]
    assert "rows_without_key" not in rules(read(tmp_path, {"S": rows}))


LOW, HIGH = NAMES["20"][:3], NAMES["20"][3:]
JUNE: list[object] = ["Số liệu đến 30/6/2025"]


@pytest.mark.parametrize(
    "sheets",
    [
        {"S": [DATE, *table(0, LOW), [], JUNE, *table(10, HIGH)]},
        {"S": [DATE, *table(0, LOW), JUNE, *table(10, HIGH)[1:]]},
        {"A": [DATE, *table(0, LOW)], "B": [JUNE, *table(10, HIGH)]},
        {"T9": table(0), "T8": table(10), "T7": table(20)},
        {"A": [DATE, *table(0, LOW)], "FPT": [DATE, *table(10, HIGH)]},
        {"A": [DATE, *table(0, LOW)], "B": [["KẾ HOẠCH NĂM 2026"], *table(10, HIGH)]},
        {"A": [DATE, *table(0, LOW)], "B": [["TRẠM MẤT LIÊN LẠC"], *table(10, HIGH)]},
        {"S": [*two_rows_each("Chủ cột")]},
        {"S": long("Công nghệ", unsaid=True)},
    ],
)
def test_every_table_of_communes_is_read_or_named(tmp_path: Path, sheets: dict[str, Rows]) -> None:
    reading = read(tmp_path, sheets)
    figures = pd.concat([reading.observations, reading.earlier]).dropna(subset="numerator")
    sources = {tuple(str(one).split("|")[1:]) for one in figures["source"]}
    said = set(reading.findings.loc[reading.findings["severity"] != "note", "sheet"].dropna())
    for sheet, rows in sheets.items():
        for number, row in enumerate(rows, start=1):
            if row and isinstance(row[-1], int):
                assert (sheet, f"C{number}") in sources or sheet in said, (sheet, row)


def test_rows_of_columns_for_each_operator_are_counted_once(tmp_path: Path) -> None:
    heads: list[object] = ["STT", "Xã, phường", "4G Viettel", "4G VNPT", "4G MobiFone"]
    rows: Rows = [["SỐ TRẠM BTS"], DATE, heads]
    rows += [[n, name, n, n + 1, n + 2] for n, name in enumerate(NAMES["20"], start=1)]
    reading = read(tmp_path, {"S": rows}, operator="any")
    assert set(reading.observations["operator"]) == {"viettel", "vnpt", "mobifone"}
    assert reading.rows == len(NAMES["20"])
