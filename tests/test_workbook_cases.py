"""What a reader of operators' workbooks must cope with: the seventeen known cases, one test each.

Each case is here by its number, in one small file whose figures are known by hand. Variants of the
same cases are in ``test_workbook.py``, ``test_workbook_formats.py``, ``test_numbers.py`` and
``test_names.py``.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import TYPE_CHECKING, Any

import openpyxl
import pandas as pd
import pytest

from dxanalysis import checks
from dxanalysis.errors import FileUnreadableError
from dxanalysis.findings import verdict
from dxanalysis.rates import any_operator_bounds, compute_rates
from dxanalysis.snapshot import take_snapshot
from tests.test_workbook import (
    BODY,
    HEADING,
    STANDARD,
    TITLES,
    changed,
    figure,
    read,
    rules,
    write,
)
from tests.test_workbook_formats import as_csv, write_ods, write_xls

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

pytestmark = pytest.mark.usefixtures("read_here")

AS_OF = dt.date(2025, 9, 30)


def small(path: Path, *rows: list[object], **options: Any) -> Any:
    return read(write(path, rows), as_of=AS_OF, **options)


def test_case_01_headings_over_three_merged_rows(tmp_path: Path) -> None:
    rows = [
        ["TT", "Tên xã", "Hạ tầng viễn thông", None, None, None],
        [None, None, "Số trạm BTS", None, "Số thôn có sóng", None],
        [None, None, "4G", "5G", "4G", "5G"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
        [1, "Xã Bó Sinh", 6, 1, 26, 3],
    ]
    spans = ["C1:F1", "C2:D2", "E2:F2", "A1:A3", "B1:B3"]
    reading = read(write(tmp_path / "v.xlsx", rows, merge=spans), as_of=AS_OF)
    found = reading.observations.set_index("indicator")["numerator"].to_dict()
    assert found == {"stations_4g": 6, "stations_5g": 1, "villages_4g": 26, "villages_5g": 3}
    assert reading.rows == 1  # the row of column numbers is none


def test_case_02_sums_and_signatures_are_dropped_then_used_as_a_check(tmp_path: Path) -> None:
    right = read(write(tmp_path / "v.xlsx", STANDARD))
    assert right.rows == 3
    assert "Nguyễn Văn A" not in right.observations.to_csv() + right.findings.to_csv()
    wrong = read(write(tmp_path / "w.xlsx", changed(STANDARD, E13=71001)))
    finding = wrong.findings.iloc[0]
    assert (finding["rule"], finding["cell"]) == ("total_differs", "E13")
    assert (finding["value"], finding["expected"]) == (71001, 71000)


@pytest.mark.parametrize(
    ("people", "rate"),
    [
        ("9.412", "97,3"),
        ("9,412", "97.3"),
        ("9 412", "97,3%"),
        ("9\N{NO-BREAK SPACE}412", "97.3 %"),
        (9412, 97.3),
    ],
)
def test_case_03_numbers_by_their_column(tmp_path: Path, people: object, rate: object) -> None:
    reading = small(
        tmp_path / "v.xlsx",
        ["Tên xã", "Dân số", "Tỷ lệ dân số phủ sóng 4G (%)"],
        ["Xã Bó Sinh", people, rate],
    )
    found = figure(reading, "04171", "pop_4g")
    assert (found["numerator"], found["denominator"]) == (pytest.approx(0.973 * 9412), 9412)


def test_case_03_an_ambiguous_column_is_refused(tmp_path: Path) -> None:
    reading = small(
        tmp_path / "v.xlsx",
        ["Tên xã", "Dân số", "Tỷ lệ dân số phủ sóng 4G (%)"],
        ["Xã Bó Sinh", 9412, "1.234"],
    )
    assert ("number_ambiguous", "C2") in rules(reading, "error")
    assert figure(reading, "04171", "pop_4g")[["numerator", "rate"]].isna().all()


def test_case_04_blank_dash_zero_none_and_x_are_five_things(tmp_path: Path) -> None:
    codes = ["04171", "04195", "03646", "03664"]
    reading = small(
        tmp_path / "v.xlsx",
        ["Mã xã", "Số thôn có sóng 4G", "Số trạm BTS 5G", "Xã có cáp quang"],
        *([code, *cells] for code, cells in zip(
            codes, ([None, "-", "x"], ["-", 0, "Không"], [0, 2, "x"], ["Không", 1, "x"]),
            strict=True,
        )),
    )  # fmt: skip
    villages = [figure(reading, code, "villages_4g")["numerator"] for code in codes]
    assert [pd.isna(value) for value in villages] == [True, True, False, False]
    assert villages[2:] == [0, 0]
    assert figure(reading, "04171", "stations_5g")["numerator"] == 0  # "-" stations are none
    marks = [figure(reading, code, "communes_fibre")["numerator"] for code in codes]
    assert marks == [1, 0, 1, 1]


def test_case_05_percents_by_their_column(tmp_path: Path) -> None:
    heading = ["Tên xã", "Dân số", "Tỷ lệ dân số phủ sóng 4G"]
    names = ["Xã Bó Sinh", "Xã Chiềng Sơ"]
    shares = small(tmp_path / "a.xlsx", heading, [names[0], 1000, 0.973], [names[1], 1000, 0.01])
    assert figure(shares, "04195", "pop_4g")["numerator"] == pytest.approx(10)
    assert rules(shares, "note") == [("percent_as_fraction", "C1")]
    percents = small(tmp_path / "b.xlsx", heading, [names[0], 1000, 97.3], [names[1], 1000, 0.5])
    assert figure(percents, "04195", "pop_4g")["numerator"] == pytest.approx(5)
    beyond = small(tmp_path / "c.xlsx", heading, [names[0], 1000, 104], [names[1], 1000, -2])
    assert rules(beyond, "error") == [
        ("percent_out_of_range", "C2"),
        ("percent_out_of_range", "C3"),
    ]
    # "%" in the heading fixes the scale; where that would be next to nothing, it is asked.
    heading[2] = "Tỷ lệ dân số phủ sóng 5G (%)"
    little = small(tmp_path / "d.xlsx", heading, [names[0], 1000, 0.9], [names[1], 1000, 0.2])
    assert figure(little, "04171", "pop_5g")["numerator"] == pytest.approx(9)
    heading[2] = "Tỷ lệ dân số phủ sóng 4G (%)"
    asked = small(tmp_path / "e.xlsx", heading, [names[0], 1000, 0.973], [names[1], 1000, 0.01])
    assert rules(asked, "error") == [("percent_scale_unclear", "C1")]


@pytest.mark.parametrize(
    "name",
    [
        unicodedata.normalize("NFD", "Phường Tô Hiệu"),
        "Phường\N{NO-BREAK SPACE}Tô\u200b Hiệu",
        "PHƯỜNG TÔ HIỆU",
    ],
)
def test_case_06_unicode_in_every_form(tmp_path: Path, name: str) -> None:
    reading = small(tmp_path / "v.xlsx", ["Tên xã", "Dân số"], [name, 51000])
    assert figure(reading, "03646", "population")["numerator"] == 51000
    old = small(
        tmp_path / "w.xlsx",
        ["Tên xã", "Dân số"],
        ["Xã Liên Hoà", 1],
        ["Thị trấn Ðông Sang", 2],  # the letter eth; and of another kind than it says
        ["Xã Mường é", 3],
        vintage="2024-12",
    )
    assert sorted(old.observations["numerator"]) == [1, 3]
    assert [rule for rule, _ in rules(old, "error")] == ["unit_kind_differs"]


def test_case_07_prefixes_say_the_kind(tmp_path: Path) -> None:
    rows = [["Tên xã", "Dân số"], ["X. Bó Sinh", 1], ["P. Tô Hiệu", 2], ["Phường Bó Sinh", 3]]
    reading = small(tmp_path / "v.xlsx", *rows)
    assert set(reading.observations["unit_code"]) == {"04171", "03646"}
    assert rules(reading, "error") == [("unit_kind_differs", "A4")]
    # "Mai Sơn" alone is a commune of today; with its prefix it is the former district.
    district = small(
        tmp_path / "w.xlsx",
        ["TT", "Tên xã", "Dân số"],
        ["I", "Huyện Mai Sơn (cũ)", 9],
        [1, "Xã Mai Sơn", 9],
    )
    assert list(district.observations["numerator"]) == [9]


def test_case_08_code_first_then_names_never_a_guess(tmp_path: Path) -> None:
    reading = small(
        tmp_path / "v.xlsx",
        ["Tên xã", "Mã xã", "Dân số"],
        [None, "04171", 1],
        ["Chiềng Sơ", None, 2],
        ["to hieu", None, 3],
        ["Xã Bó Sinhh", None, 4],
    )
    assert set(reading.observations["unit_code"]) == {"04171", "04195", "03646"}
    finding = reading.findings[reading.findings["rule"] == "unit_unknown"].iloc[0]
    assert (finding["cell"], finding["expected"]) == ("A5", "Xã Bó Sinh (04171)")
    old = small(
        tmp_path / "w.xlsx", ["Tên xã", "Dân số"], ["Chieng An", 1], vintage="2024-12"
    )  # Chiềng An or Chiềng Ân
    assert [rule for rule, _ in rules(old, "error")] == ["unit_ambiguous"]


def test_case_09_code_and_name_of_two_units(tmp_path: Path) -> None:
    reading = small(
        tmp_path / "v.xlsx",
        ["Tên xã", "Mã xã", "Dân số"],
        ["Xã Bó Sinh", 4171.0, 1],
        ["Xã Chiềng Sơ", "04171", 2],
    )
    assert rules(reading, "error") == [("unit_code_name_disagree", "A3")]
    assert list(reading.observations["unit_code"]) == ["04171"]


def test_case_10_vintages_are_found_and_not_mixed(tmp_path: Path) -> None:
    old = ["Chiềng Đen", "Chiềng Xôm", "Chiềng Ngần", "Hua La", "Chiềng Cọ"]
    rows = [["Tên xã", "Dân số"], *([f"Xã {name}", 1] for name in old)]
    reading = small(tmp_path / "v.xlsx", *rows)
    assert [rule for rule, _ in rules(reading, "error")] == ["vintage_differs"]
    today = small(tmp_path / "w.xlsx", ["Tên xã", "Dân số"], ["Xã Bó Sinh", 1]).observations
    both = pd.concat([today, today.assign(vintage="2024-12")])
    assert "mixed_vintage" in set(checks.check_observations(both)["rule"])


def test_case_11_operators_are_bounded_never_added(tmp_path: Path) -> None:
    heading: list[object] = ["Tên xã", "Dân số", "Tỷ lệ dân số phủ sóng 4G (%)"]
    tables = [
        small(tmp_path / f"{who}.xlsx", heading, ["Xã Bó Sinh", 1000, rate], operator=who)
        for who, rate in {"viettel": 70, "vnpt": 50}.items()
    ]
    both = pd.concat([table.observations for table in tables], ignore_index=True)
    both = both[both["indicator"] == "pop_4g"]
    groups = pd.Series({"04171": "04171"}).rename_axis("unit_code")
    bounds = any_operator_bounds(take_snapshot(both), groups).iloc[0]
    assert (bounds["low_pct"], bounds["high_pct"]) == (pytest.approx(70), pytest.approx(100))
    assert not bounds["exact"]


def test_case_12_rates_add_up_by_weight(tmp_path: Path) -> None:
    rows = [
        ["Tên xã", "Dân số", "Tỷ lệ dân số phủ sóng 4G (%)"],
        ["Xã Bó Sinh", 9000, 90],
        ["Xã Chiềng Sơ", 1000, 10],
    ]
    groups = pd.Series({"04171": "14", "04195": "14"}).rename_axis("unit_code")
    table = small(tmp_path / "v.xlsx", *rows).observations
    found = compute_rates(take_snapshot(table[table["indicator"] == "pop_4g"]), groups)
    assert list(found["rate_pct"]) == [pytest.approx(82)]  # not 50
    bare = small(tmp_path / "w.xlsx", *([row[0], row[2]] for row in rows)).observations
    assert compute_rates(take_snapshot(bare), groups)["rate_pct"].isna().all()


def test_case_13_units_twice_and_merged_bodies(tmp_path: Path) -> None:
    heading: list[object] = ["Tên xã", "Dân số"]
    twice = small(tmp_path / "v.xlsx", heading, ["Xã Bó Sinh", 1], ["Bó Sinh", 2])
    assert rules(twice, "error") == [("unit_twice", "A3")]
    rows = [heading, ["Xã Bó Sinh", 20000], ["Xã Chiềng Sơ", None]]
    merged = read(write(tmp_path / "w.xlsx", rows, merge=["B2:B3"]), as_of=AS_OF)
    assert rules(merged, "error") == [("figure_merged", "B2")]
    assert merged.observations["numerator"].isna().all()


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Tính đến ngày 30/9/2025", dt.date(2025, 9, 30)),
        ("Số liệu 9 tháng 2025", dt.date(2025, 9, 30)),
        ("Quý III/2024", dt.date(2024, 9, 30)),
        ("Tính đến nay", None),
    ],
)
def test_case_14_dates_as_they_are_written(tmp_path: Path, line: str, day: dt.date | None) -> None:
    reading = read(write(tmp_path / "v.xlsx", changed([*TITLES, *HEADING, *BODY], A4=line)))
    assert reading.as_of == day
    assert (("as_of_unknown", "") in rules(reading)) == (day is None)


def test_case_15_figures_against_each_other(tmp_path: Path) -> None:
    reading = small(
        tmp_path / "v.xlsx",
        ["Tên xã", "Dân số", "Số thôn", "Số thôn có sóng 4G", "Tỷ lệ dân số phủ sóng 4G (%)",
         "Tỷ lệ dân số phủ sóng 5G (%)", "Dân số phủ sóng 4G", "Số trạm BTS 4G"],
        ["Xã Bó Sinh", 1000, 28, 29, 50, 60, 500, 3],
        ["Xã Chiềng Sơ", 1000, 30, 30, 80, 10, 790, 3],
        ["Phường Tô Hiệu", 1000, 10, 0, 0, 0, 0, 3],
    )  # fmt: skip
    assert rules(reading) == [("covered_above_base", "D2"), ("rate_differs", "E3")]
    assert figure(reading, "04171", "villages_4g")[["numerator"]].isna().all()
    found = checks.check_observations(reading.observations)
    assert set(zip(found["rule"], found["cell"], strict=True)) == {
        ("missing_share", "D2"),  # the cell that its whole contradicts is no figure
        ("missing_share", "G3"),  # nor is the one that its rate contradicts
        ("five_above_four", "F2"),
        ("stations_without_coverage", "H4"),
    }


def test_case_16_old_files_hidden_parts_filters_formulas_and_apostrophes(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.auto_filter.ref = "A7:O12"
        sheet.row_dimensions[10].hidden = True  # as a filter leaves it
        sheet["E9"].value, sheet["E9"].quotePrefix = "'9000", True
        assert sheet.parent is not None
        sheet.parent.create_sheet("Ghi chú").append(["Số liệu sơ bộ"])

    reading = read(write(tmp_path / "v.xlsx", STANDARD, change=change))
    assert reading.rows == 3
    assert figure(reading, "04171", "population")["numerator"] == 9000
    assert rules(reading) == [("rows_hidden", "")]
    assert read(write_xls(tmp_path / "v.xls", STANDARD)).rows == 3
    (tmp_path / "v.csv").write_bytes(as_csv(STANDARD).encode("utf-8-sig"))
    assert read(tmp_path / "v.csv").rows == 3
    with pytest.raises(FileUnreadableError):
        read(write_ods(tmp_path / "v.ods"))  # no sheet at all


def test_case_17_persons_are_not_kept(tmp_path: Path) -> None:
    reading = small(
        tmp_path / "v.xlsx",
        ["Tên xã", "Dân số", "Họ và tên tổ trưởng", "Số điện thoại", "CCCD", "Email"],
        ["Xã Bó Sinh", 9000, "Lò Văn Mẫu", "0912345678", "014088000001", "mau@example.vn"],
    )
    assert [rule for rule, _ in rules(reading)] == ["column_personal"] * 4
    kept = reading.observations.to_csv() + reading.findings.to_csv() + reading.villages.to_csv()
    assert not any(word in kept for word in ("Lò Văn", "0912345678", "014088", "mau@"))


# ---- faults planted in the sample ----------------------------------------------------------------
NAME, CODE, PEOPLE, STATIONS_4G, VILLAGES_4G, POP_4G, POP_5G = "BCEIKMN"
"""Columns of the sample's workbooks of operators."""


def test_ten_faults_planted_in_the_sample_are_named_by_their_cells(
    son_la: Path, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(son_la / "workbooks" / "viettel.xlsx")
    sheet = book["Biểu 01"]
    rows = [cell.row for cell in sheet[CODE] if str(cell.value).isdigit()]
    assert len(rows) == 75
    faults: list[tuple[str, int, object, str, str]] = [
        (CODE, 3, "99999", "unit_code_unknown", NAME),
        (NAME, 7, "Xã Không Đâu Cả", "unit_name_unknown", NAME),
        (NAME, 11, sheet[f"{NAME}{rows[40]}"].value, "unit_code_name_disagree", NAME),
        (POP_4G, 15, "104,2", "percent_out_of_range", POP_4G),
        (POP_4G, 19, "nhiều", "number_unreadable", POP_4G),
        (VILLAGES_4G, 23, 9999, "covered_above_base", VILLAGES_4G),
        (VILLAGES_4G, 27, -3, "negative", VILLAGES_4G),
        (STATIONS_4G, 31, 1.5, "count_not_whole", STATIONS_4G),
        (POP_5G, 35, 100, "five_above_four", POP_5G),
        (PEOPLE, 44, "12.34.5", "number_unreadable", PEOPLE),
    ]
    for column, place, value, _, _ in faults:
        sheet[f"{column}{rows[place]}"].value = value
    book.save(tmp_path / "viettel.xlsx")
    reading = read(tmp_path / "viettel.xlsx", evidence="illustrative")
    findings = pd.concat([reading.findings, checks.check_observations(reading.observations)])
    found = set(zip(findings["rule"], findings["cell"], strict=True))
    expected = {(rule, f"{told}{rows[place]}") for _, place, _, rule, told in faults}
    assert len(expected) == 10
    assert expected <= found, expected - found
    # Beside them nothing but what follows from them, and from saving without Excel.
    follows = {"total_differs", "total_rate_differs", "units_absent", "five_above_four"}
    saved = {"formula_without_value", "dash_is_zero", "column_unknown", "sheet_without_table"}
    assert {rule for rule, _ in found - expected} <= follows | saved
    assert verdict(findings) == "fail"
