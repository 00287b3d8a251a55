"""Workbooks as operators send them, each made here with a layout whose figures are known."""

from __future__ import annotations

import datetime as dt
import random
import re
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import xlsxwriter

from dxanalysis.errors import FileUnreadableError, ParameterError
from dxanalysis.findings import sentence, verdict
from dxanalysis.indicators import indicators
from dxanalysis.lang import LANGUAGES
from dxanalysis.observations import COLUMNS, KEY
from dxanalysis.sources import workbook
from dxanalysis.sources.spreadsheets.formats import open_sheets
from dxanalysis.sources.workbook import read_workbook
from dxanalysis.sources.workbook.tables import row_kinds
from dxanalysis.sources.workbook.words.heading_catalogue import load_headings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import pandas as pd
    from openpyxl.worksheet.worksheet import Worksheet

    from dxanalysis.sources.workbook import WorkbookReading

TITLES: list[list[object]] = [
    ["TẬP ĐOÀN VIỄN THÔNG"],
    ["BIỂU TỔNG HỢP HIỆN TRẠNG PHỦ SÓNG"],
    ["(Kèm theo Công văn số 15/SKHCN-VT ngày 5/10/2025)"],
    ["Tính đến ngày 30/9/2025"],
]
HEADING: list[list[object]] = [
    ["STT", "Tên xã", "Mã xã", "Số thôn/bản", "Dân số (người)", "Số hộ", "Số trạm BTS", None,
     "Số thôn có sóng", None, "Tỷ lệ dân số phủ sóng (%)", None, "Cáp quang", None, "Ghi chú"],
    [None, None, None, None, None, None, "4G", "5G", "4G", "5G", "4G", "5G",
     "Số thôn có cáp quang", "Số hộ thuê bao", None],
    [f"({number})" for number in range(1, 16)],
]  # fmt: skip
BODY: list[list[object]] = [
    ["I", "Huyện Sông Mã (cũ)", None, 58, 20000, 4200, 15, 0, 54, 0, 95, 0, 40, 1100, None],
    [1, "Xã Bó Sinh", "04171", 28, 9000, 1900, 6, 0, 26, 0, 94.0, 0, 19, 500, None],
    [2, "Xã Chiềng Sơ", "04195", 30, 11000, 2300, 9, 0, 28, 0, 95.81818181818181, 0, 21, 600, None],
    ["II", "Thành phố Sơn La (cũ)", None, 66, 51000, 12700, 20, 4, 66, 40, 100, 50, 66, 8000, None],
    [1, "Phường Tô Hiệu", "03646", 66, 51000, 12700, 20, 4, 66, 40, 100, 50, 66, 8000, None],
    [None, "Tổng cộng", None, 124, 71000, 16900, 35, 4, 120, 40, 98.59154929577464, 35.91549, 106,
     9100, None],
    [],
    [*[None] * 10, "Sơn La, ngày 05 tháng 10 năm 2025"],
    [None, "NGƯỜI LẬP BIỂU", None, None, None, None, None, None, None, None, "KT. GIÁM ĐỐC"],
    [None, "Nguyễn Văn A"],
]  # fmt: skip
FIRST = len(TITLES) + len(HEADING) + 1  # the sheet's row of the first subtotal


def write(path: Path, rows: Sequence[Sequence[object]], **options: Any) -> Path:
    """Write one sheet of rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = options.get("sheet", "Biểu 01")
    for row in rows:
        sheet.append(list(row))
    for span in options.get("merge", ()):
        sheet.merge_cells(span)
    change: Callable[[Worksheet], object] | None = options.get("change")
    if change is not None:
        change(sheet)
    book.save(path)
    return path


def read(path: Path, **options: Any) -> WorkbookReading:
    return read_workbook(path, **{"operator": "viettel", "province": "14", **options})


def changed(rows: Sequence[Sequence[object]], **cells: object) -> list[list[object]]:
    """Change cells of the standard table, by their address."""
    table = [list(row) for row in rows]
    for place, value in cells.items():
        match = re.fullmatch(r"([A-Z])(\d+)", place)
        assert match
        table[int(match[2]) - 1][ord(match[1]) - ord("A")] = value
    return table


STANDARD = [*TITLES, *HEADING, *BODY]


def figure(reading: WorkbookReading, unit: str, indicator: str) -> pd.Series[Any]:
    table = reading.observations.set_index(["unit_code", "indicator"])
    assert table.index.is_unique
    return table.loc[unit, indicator]


def rules(reading: WorkbookReading, *severities: str) -> list[tuple[str, str]]:
    findings = reading.findings
    chosen = findings[findings["severity"].isin(severities or ("error", "warning"))]
    return [
        (row.rule, row.cell if isinstance(row.cell, str) else "") for row in chosen.itertuples()
    ]


# ---- the layout ----------------------------------------------------------------------------------
def test_the_usual_layout(tmp_path: Path) -> None:
    merge = [
        "G5:H5",
        "I5:J5",
        "K5:L5",
        "M5:N5",
        *[f"{c}5:{c}6" for c in "ABCDEFO"],
        "A1:O1",
        "A2:O2",
    ]
    reading = read(write(tmp_path / "v.xlsx", STANDARD, merge=merge))
    assert rules(reading, "error", "warning", "note") == []
    assert reading.as_of == dt.date(2025, 9, 30)
    assert reading.sheets == ("Biểu 01",)
    assert reading.rows == 3
    assert list(reading.observations.columns) == list(COLUMNS)
    assert set(reading.observations["unit_code"]) == {"04171", "04195", "03646"}

    covered = figure(reading, "04171", "pop_4g")
    assert (covered["numerator"], covered["denominator"]) == (pytest.approx(8460), 9000)
    assert covered["source"] == "v.xlsx|Biểu 01|K9"
    villages = figure(reading, "04195", "villages_4g")
    assert (villages["numerator"], villages["denominator"]) == (28, 30)
    assert villages["source"] == "v.xlsx|Biểu 01|I10"
    assert figure(reading, "03646", "stations_5g")["numerator"] == 4
    assert figure(reading, "03646", "households_fibre_subscribed")["denominator"] == 12700
    assert figure(reading, "03646", "population")["numerator"] == 51000
    assert not reading.observations.duplicated(list(KEY)).any()
    assert (reading.observations["operator"] == "viettel").all()


def test_headings_that_are_not_merged_and_three_deep(tmp_path: Path) -> None:
    rows = [
        ["Đơn vị", "Mã ĐVHC", "Mạng di động", None, None, None, None, None, "Mạng cố định",
         "Dân số"],
        [None, None, "Số trạm thu phát sóng", None, "Số bản có sóng", None,
         "Tỷ lệ dân số phủ sóng", None, "Số bản có cáp quang", None],
        [None, None, "4G", "5G", "4G", "5G", "4G", "5G", None, None],
        [None, None, "trạm", "trạm", "bản", "bản", "%", "%", "bản", "người"],
        ["A", "B", 1, 2, 3, 4, 5, 6, 7, 8],
        ["Xã Bó Sinh", "04171", 6, 1, 26, 3, 94, 10, 19, 9000],
    ]  # fmt: skip
    reading = read(write(tmp_path / "v.xlsx", rows), as_of=dt.date(2025, 9, 30))
    assert rules(reading) == []
    found = {
        name: figure(reading, "04171", name)["numerator"]
        for name in ("stations_4g", "stations_5g", "villages_4g", "villages_5g", "villages_fibre")
    }
    assert found == {
        "stations_4g": 6, "stations_5g": 1,
        "villages_4g": 26, "villages_5g": 3, "villages_fibre": 19,
    }  # fmt: skip
    assert figure(reading, "04171", "pop_5g")["numerator"] == pytest.approx(900)


@pytest.mark.parametrize(
    ("heading", "quantity"),
    [
        ("TY LE DAN SO DUOC PHU SONG 4G (%)", "pop_4g_pct"),
        ("4G population coverage (%)", "pop_4g_pct"),
        ("Tỉ lệ dân số phủ sóng / 5G", "pop_5g_pct"),
        ("Villages with 4G", "villages_with_4g"),
        ("Số bản, tiểu khu, tổ dân phố có sóng 5G", "villages_with_5g"),
        ("Dân số tính đến 31/12/2024 (người)", "population"),
        ("Số hộ có thể kết nối cáp quang", "households_passed"),
        ("Households subscribing to fibre", "households_subscribed"),
        ("Cáp quang FTTH / Số hộ đang sử dụng", "households_subscribed"),
        ("Số hộ có điện thoại thông minh", "households_with_smartphone"),
        ("Số hồ sơ nộp trực tuyến", "files_online"),
        ("Xã có cáp quang đến trung tâm", "communes_with_fibre"),
        ("Trạm BTS đang hoạt động / 4G", "stations_4g"),
        ("Số TK mức 2 đã kích hoạt", "eid_accounts"),
        ("Tài khoản mức 2 đã kích hoạt / Cộng các độ tuổi", "eid_accounts"),
        ("Tài khoản mức 2 đã kích hoạt / Lũy kế từ khi triển khai", "eid_accounts"),
        ("Tổng số hồ sơ tiếp nhận (trực tuyến và trực tiếp)", "files"),
        ("Kết quả TTHC trong kỳ / Đã số hóa", "results_digitised"),
        ("Số người dân sinh sống tại điểm lõm sóng", "people_in_holes"),
        # What would be read wrongly if any word could be left over:
        ("Số hộ nghèo", None),
        ("Dân số nam", None),
        ("Tài khoản mức 2 đã kích hoạt / Dưới 14 tuổi", None),
        ("Tài khoản mức 2 đã kích hoạt / Trong tuần", None),
        ("Kết quả các năm trước còn hiệu lực / Đã số hóa", None),
        ("Dân số phủ sóng 4G / Cộng lượt", None),
        ("Dân số nông thôn", None),
        ("Mạng di động / Số hộ", None),
        ("Dân số dân tộc thiểu số", None),
    ],
)
def test_headings_mean_one_thing_or_nothing(heading: str, quantity: str | None) -> None:
    meaning = load_headings().meaning(heading.split(" / "))
    assert [column.id for column in meaning.columns] == ([quantity] if quantity else [])


def test_every_quantity_of_the_catalogue_has_a_heading() -> None:
    known = {column.id for columns in load_headings().columns.values() for column in columns}
    # These come from measurements and maps, not from what operators and agencies fill in.
    measured = re.compile(r"(?:speed_tests|cells)_\w+|health_stations|offices")
    for name, entry in indicators().items():
        if measured.fullmatch(name):
            continue
        assert entry.numerator in known
        assert entry.denominator in {None, "communes"} | known
        if entry.is_rate and name != "communes_fibre":
            assert f"{name}_pct" in known


def test_a_planner_adds_headings(tmp_path: Path) -> None:
    rows = [["Xã", "Điểm thu phát LTE"], ["Bó Sinh", 6]]
    path = write(tmp_path / "v.xlsx", rows)
    with pytest.raises(FileUnreadableError):
        read(path)
    extra = tmp_path / "ours.toml"
    extra.write_text('[columns.stations_4g]\nnames = ["Điểm thu phát LTE"]\n', encoding="utf-8")
    assert figure(read(path, headings=extra), "04171", "stations_4g")["numerator"] == 6
    extra.write_text("[columns.new]\nnames = 3\n", encoding="utf-8")
    with pytest.raises(FileUnreadableError, match=r"ours\.toml"):
        read(path, headings=extra)


# ---- numbers -------------------------------------------------------------------------------------
def test_text_numbers_dashes_and_blanks(tmp_path: Path) -> None:
    rows = changed(
        STANDARD, E9="9.000", E10="11.000", E12="51.000", K9="94,0", K10="95,8", K12="100",
        H9="-", H10="–", I9=None, J9="-",
    )  # fmt: skip
    reading = read(write(tmp_path / "v.xlsx", rows))
    assert figure(reading, "04171", "population")["numerator"] == 9000
    assert figure(reading, "04195", "pop_4g")["numerator"] == pytest.approx(0.958 * 11000)
    assert figure(reading, "04171", "stations_5g")["numerator"] == 0
    missing = figure(reading, "04171", "villages_4g")
    assert missing[["numerator"]].isna().all()
    assert missing["denominator"] == 28
    assert figure(reading, "04171", "villages_5g")[["numerator"]].isna().all()
    assert rules(reading, "note") == [("dash_is_zero", "H7"), ("dash_is_missing", "J7")]
    assert rules(reading) == []


def test_fractions_and_cells_shown_as_percent(tmp_path: Path) -> None:
    fractions = changed(
        STANDARD, K8=0.95, K9=0.94, K10=0.958, K12=1, K11=1, K13=0.986, L12=0.5, L11=0.5, L13=0.36
    )
    fractions[4][10] = "Tỷ lệ dân số phủ sóng"
    reading = read(write(tmp_path / "v.xlsx", fractions))
    assert figure(reading, "04171", "pop_4g")["numerator"] == pytest.approx(8460)
    assert figure(reading, "03646", "pop_5g")["numerator"] == pytest.approx(25500)
    assert [rule for rule, _ in rules(reading, "note")] == ["percent_as_fraction"] * 2

    def show(sheet: Worksheet) -> None:
        for row in range(8, 14):
            for column in (11, 12):
                sheet.cell(row, column).number_format = "0.0%"

    shown = read(write(tmp_path / "w.xlsx", fractions, change=show))
    assert figure(shown, "04171", "pop_4g")["numerator"] == pytest.approx(8460)
    assert rules(shown, "error", "warning", "note") == []


def test_a_percent_above_100_names_its_cell(tmp_path: Path) -> None:
    reading = read(write(tmp_path / "v.xlsx", changed(STANDARD, K10=104.2)))
    finding = reading.findings.iloc[0]
    assert (finding["severity"], finding["rule"], finding["cell"]) == (
        "error", "percent_out_of_range", "K10",
    )  # fmt: skip
    assert (finding["unit_code"], finding["value"]) == ("04195", 104.2)
    assert "ô K10" in sentence(finding, "vi")
    assert "104,2" in sentence(finding, "vi")
    assert figure(reading, "04195", "pop_4g")[["numerator"]].isna().all()


def test_rates_without_a_base_stay_rates(tmp_path: Path) -> None:
    rows = [["Tên xã", "Tỷ lệ dân số phủ sóng 4G (%)"], ["Xã Bó Sinh", 94]]
    found = figure(read(write(tmp_path / "v.xlsx", rows)), "04171", "pop_4g")
    assert found["rate"] == pytest.approx(0.94)
    assert found[["numerator", "denominator"]].isna().all()


def test_counts_and_rates_that_disagree(tmp_path: Path) -> None:
    rows = [
        ["Tên xã", "Dân số", "Dân số phủ sóng 4G", "Tỷ lệ dân số phủ sóng 4G (%)"],
        ["Xã Bó Sinh", 9000, 8460, 94.4],
        ["Xã Chiềng Sơ", 10000, 8000, 81],
    ]
    reading = read(write(tmp_path / "v.xlsx", rows), as_of=dt.date(2025, 9, 30))
    assert rules(reading) == [("rate_differs", "D3")]
    (found,) = reading.findings.to_dict("records")
    assert (found["severity"], found["other"]) == ("error", "C3 / B3")
    assert figure(reading, "04195", "pop_4g")[["numerator", "rate"]].isna().all()
    assert figure(reading, "04195", "pop_4g")["denominator"] == 10000


def test_a_rate_that_does_not_say_of_what(tmp_path: Path) -> None:
    rows = [["Tên xã", "Dân số", "Tỷ lệ phủ sóng 4G (%)"], ["Xã Bó Sinh", 9000, 94]]
    reading = read(write(tmp_path / "v.xlsx", rows), as_of=dt.date(2025, 9, 30))
    assert rules(reading) == [("basis_unclear", "C1")]
    assert set(reading.observations["indicator"]) == {"population"}


def test_two_columns_for_one_thing(tmp_path: Path) -> None:
    rows = [["Tên xã", "Số hộ", "Tổng số hộ", "Dân số"], ["Xã Bó Sinh", 1900, 1900, 9000]]
    same = read(write(tmp_path / "v.xlsx", rows), as_of=dt.date(2025, 9, 30))
    assert rules(same) == []
    assert figure(same, "04171", "households")["numerator"] == 1900
    rows[1][2] = 1901
    other = read(write(tmp_path / "w.xlsx", rows), as_of=dt.date(2025, 9, 30))
    assert rules(other) == [("column_twice", "C1")]
    assert "households" not in set(other.observations["indicator"])


def test_marks_of_fibre(tmp_path: Path) -> None:
    rows = [["Tên xã", "Xã có cáp quang"], ["Xã Bó Sinh", "x"], ["Xã Chiềng Sơ", "Không"]]
    reading = read(write(tmp_path / "v.xlsx", rows))
    found = reading.observations[["unit_code", "numerator", "denominator"]].to_numpy().tolist()
    assert found == [["04171", 1, 1], ["04195", 0, 1]]


def test_a_row_that_nobody_filled_in_says_nothing_of_fibre(tmp_path: Path) -> None:
    """A blank cell in a column of crosses is a no only where somebody filled in the row."""
    rows = [
        ["Tên xã", "Số thôn", "Xã có cáp quang"],
        ["Xã Bó Sinh", 12, "x"], ["Xã Chiềng Sơ", 20, None], ["Xã Huổi Một", None, None],
    ]  # fmt: skip
    reading = read(write(tmp_path / "v.xlsx", rows))
    fibre = reading.observations.query("indicator == 'communes_fibre'")
    assert fibre["numerator"].tolist()[:2] == [1, 0]
    assert fibre["numerator"].iloc[2:].isna().all()


# ---- totals --------------------------------------------------------------------------------------
def test_totals_are_checked(tmp_path: Path) -> None:
    reading = read(write(tmp_path / "v.xlsx", changed(STANDARD, D8=59, I13=121, K8=99)))
    assert sorted(rules(reading)) == [
        ("total_differs", "D8"),
        ("total_differs", "I13"),
        ("total_rate_differs", "K8"),
    ]
    finding = reading.findings[reading.findings["cell"] == "D8"].iloc[0]
    assert (finding["value"], finding["expected"]) == (59, 58)
    assert "Huyện Sông Mã (cũ)" in sentence(finding, "en")


def test_totals_below_their_rows_and_on_top(tmp_path: Path) -> None:
    heading = ["TT", "Tên đơn vị", "Số thôn", "Dân số"]
    total = [None, "Toàn tỉnh", 124, 71000]
    rows = [
        heading, total,
        [1, "Xã Bó Sinh", 28, 9000], [2, "Xã Chiềng Sơ", 30, 11000],
        [None, "Cộng huyện Sông Mã", 58, 20000],
        [3, "Phường Tô Hiệu", 66, 51000],
        [None, "Cộng thành phố Sơn La", 67, 51000],
    ]  # fmt: skip
    reading = read(write(tmp_path / "v.xlsx", rows), as_of=dt.date(2025, 9, 30))
    assert rules(reading) == [("total_differs", "C7")]
    assert reading.rows == 3


def test_a_total_may_count_what_a_row_lacks(tmp_path: Path) -> None:
    assert rules(read(write(tmp_path / "v.xlsx", changed(STANDARD, D9=None)))) == []
    # But it cannot be less than what the rows have.
    lower = read(write(tmp_path / "w.xlsx", changed(STANDARD, D9=None, D8=29, D13=130)))
    assert rules(lower) == [("total_differs", "D8")]


@pytest.mark.parametrize(
    ("name", "order", "code", "kind"),
    [
        ("Tổng cộng", "", "", "total"),
        ("TONG CONG", "", "", "total"),
        ("Cộng toàn tỉnh:", "", "", "total"),
        ("Tỉnh Sơn La", "", "", "total"),
        ("", "Tổng số", "", "total"),
        ("Huyện Sông Mã (cũ)", "I", "", "subtotal"),
        ("I. Khu vực thành phố Sơn La", "", "", "subtotal"),
        ("Huyện Sông Mã", "", "119", "subtotal"),
        ("TP. Sơn La", "", "", "subtotal"),
        ("Cộng huyện Sông Mã", "", "", "subtotal"),
        ("Cộng 3 cụm", "", "", "subtotal"),
        ("Cả chi nhánh", "", "", "subtotal"),
        ("Mai Sơn", "II", "", "subtotal"),
        ("Mai Sơn", "2", "", "unit"),
        ("Xã Sông Mã", "I", "", "unit"),
        ("X. Bó Sinh", "1", "", "unit"),
        ("Quan Sơn", "3", "", "unit"),
        ("Quảng Lạc", "3", "", "unit"),
        ("Tĩnh Túc", "4", "", "unit"),
        ("Tinh Tuc", "4", "", "unit"),
        ("Cộng Hòa", "5", "", "unit"),
        ("Tổng Cọt", "6", "", "unit"),
    ],
)
def test_units_and_what_adds_them_up(name: str, order: str, code: str, kind: str) -> None:
    assert row_kinds._kind(name, order, code) == kind


# ---- units ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Xa\u0303 Bo\u0301 Sinh", None),
        ("X. Bó\N{NO-BREAK SPACE}Sinh", None),
        ("bo sinh", None),
        ("Xã Bó\u200b Sinh", "04171"),
        ("Bó Sinh", 4171),
        (None, 4171.0),
        ("Xã Bó Sinh", "4171"),
    ],
)
def test_names_and_codes_in_every_form(tmp_path: Path, name: object, code: object) -> None:
    rows = [["Tên xã", "Mã xã", "Dân số"], [name, code, 9000], ["Xã Chiềng Sơ", "04195", 1]]
    reading = read(write(tmp_path / "v.xlsx", rows), as_of=dt.date(2025, 9, 30))
    assert figure(reading, "04171", "population")["numerator"] == 9000
    assert rules(reading) == []


@pytest.mark.parametrize(
    ("name", "code", "severity", "rule"),
    [
        ("Xã Không Đâu Cả", None, "error", "unit_unknown"),
        ("Xã Không Đâu Cả", "04171", "warning", "unit_name_unknown"),
        ("Xã Chiềng Sơ", "04171", "error", "unit_code_name_disagree"),
        ("Xã Bó Sinh", "99999", "error", "unit_code_unknown"),
        ("{{ 7*7 }}<img src=x onerror=alert(1)>", None, "error", "unit_unknown"),
    ],
)
def test_rows_that_are_no_unit_are_listed(
    tmp_path: Path, name: str, code: str | None, severity: str, rule: str
) -> None:
    reading = read(write(tmp_path / "v.xlsx", changed(STANDARD, B9=name, C9=code)))
    finding = reading.findings[reading.findings["severity"].isin(["error", "warning"])].iloc[0]
    assert (finding["severity"], finding["rule"], finding["cell"]) == (severity, rule, "B9")
    assert finding["unit_name"] == name
    for lang in LANGUAGES:
        assert name in sentence(finding, lang)
    assert ("04171" in set(reading.observations["unit_code"])) == (severity == "warning")
    # The sums still hold: a row without a unit is a row of the table.
    assert not (reading.findings["rule"] == "total_differs").any()


def test_a_misspelt_name_is_suggested_not_matched(tmp_path: Path) -> None:
    reading = read(write(tmp_path / "v.xlsx", changed(STANDARD, B9="Xã Bó Sinhh", C9=None)))
    finding = reading.findings.iloc[0]
    assert finding["rule"] == "unit_unknown"
    assert finding["expected"] == "Xã Bó Sinh (04171)"
    assert finding.isna()["unit_code"]


def test_a_row_without_any_name(tmp_path: Path) -> None:
    reading = read(write(tmp_path / "v.xlsx", changed(STANDARD, B9=None, C9=None)))
    assert rules(reading) == [("unit_empty", "B9")]


def test_a_unit_without_figures_stays(tmp_path: Path) -> None:
    empty = {f"{column}9": None for column in "DEFGHIJKLMN"}
    reading = read(write(tmp_path / "v.xlsx", changed(STANDARD, **empty)))
    rows = reading.observations[reading.observations["unit_code"] == "04171"]
    assert len(rows) > 5
    assert rows["numerator"].isna().all()


def test_units_twice(tmp_path: Path) -> None:
    other = changed(STANDARD, B10="Xã Bó Sinh", C10="04171")
    reading = read(write(tmp_path / "v.xlsx", other))
    assert ("unit_twice", "B10") in rules(reading, "error")
    # Which of the two is right nobody can tell: neither is taken.
    assert "04171" not in set(reading.observations["unit_code"])
    rows = [["Tên xã", "Dân số"], ["Xã Bó Sinh", 9000], ["Xã Bó Sinh", 9000]]
    same = read(write(tmp_path / "w.xlsx", rows), as_of=dt.date(2025, 9, 30))
    assert rules(same) == [("row_twice", "A3")]
    # What was understood counts each unit as it is read: once, or not at all.
    rows += [["Xã Chiềng Sơ", 500], ["Xã Chiềng Sơ", 700], ["Xã Mường Bám", 800]]
    shown = read(write(tmp_path / "x.xlsx", rows), as_of=dt.date(2025, 9, 30)).understood
    told = shown.loc[shown["meaning"] == "population", ["sum", "units"]]
    assert told.to_numpy().tolist() == [[9800, 2]]


def test_another_list_of_units_is_recognised(tmp_path: Path) -> None:
    old = [
        "Xã Chiềng Đen",
        "Xã Chiềng Xôm",
        "Xã Chiềng Ngần",
        "Xã Hua La",
        "Xã Chiềng Cọ",
        "Phường Quyết Thắng",
    ]
    rows = [["Tên xã", "Dân số"], *([name, 1000 + place] for place, name in enumerate(old))]
    path = write(tmp_path / "v.xlsx", rows)
    reading = read(path, as_of=dt.date(2024, 12, 31))
    assert [rule for rule, _ in rules(reading, "error")] == ["vintage_differs"]
    declared = str(reading.findings.iloc[0]["value"])
    again = read(path, vintage=declared, as_of=dt.date(2024, 12, 31))
    assert rules(again, "error") == []
    assert len(again.observations) == len(old)


def test_missing_units_are_named(tmp_path: Path, son_la: Path) -> None:
    book = openpyxl.load_workbook(son_la / "workbooks" / "viettel.xlsx")
    sheet = book["Biểu 01"]
    gone = next(cell for cell in sheet["B"] if cell.value == "Xã Bó Sinh")
    sheet.delete_rows(gone.row)
    book.save(tmp_path / "v.xlsx")
    reading = read(tmp_path / "v.xlsx")
    finding = reading.findings[reading.findings["rule"] == "units_absent"].iloc[0]
    assert (finding["value"], finding["expected"]) == (1, "Xã Bó Sinh (04171)")


# ---- sheets, dates, persons ----------------------------------------------------------------------
def test_dates_given_found_and_unknown(tmp_path: Path) -> None:
    path = write(tmp_path / "v.xlsx", STANDARD)
    given = read(path, as_of=dt.date(2025, 6, 30))
    assert given.as_of == dt.date(2025, 6, 30)
    assert rules(given) == [("as_of_differs", "")]
    assert "30/9/2025" in sentence(given.findings.iloc[0], "vi")
    unknown = read(write(tmp_path / "w.xlsx", changed(STANDARD, A4="Tính đến nay")))
    assert unknown.as_of is None
    assert unknown.observations["as_of"].isna().all()
    assert rules(unknown) == [("as_of_unknown", "")]


def test_persons_are_left_out(tmp_path: Path) -> None:
    rows = [
        ["Tên xã", "Số tổ công nghệ số cộng đồng", "Họ và tên tổ trưởng", "SĐT", "Ghi chú"],
        ["Xã Bó Sinh", 12, "Lò Văn Mẫu", "0912345678", None],
    ]
    reading = read(write(tmp_path / "v.xlsx", rows), operator="any", as_of=dt.date(2025, 9, 30))
    assert rules(reading) == [("column_personal", "C1"), ("column_personal", "D1")]
    everything = "".join(
        table.to_csv() for table in (reading.observations, reading.villages, reading.findings)
    )
    assert "Lò Văn Mẫu" not in everything
    assert "0912345678" not in everything
    assert figure(reading, "04171", "teams")["numerator"] == 12


def test_hidden_rows_columns_and_sheets(tmp_path: Path) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[10].hidden = True
        sheet.column_dimensions["I"].hidden = True
        assert sheet.parent is not None
        copy = sheet.parent.copy_worksheet(sheet)
        copy.title = "Cũ"
        copy.sheet_state = "hidden"
        sheet.parent.create_sheet("Nháp").append(["Tổng số trạm", 412])
        sheet.parent.create_sheet("Ghi chú").append(["Số liệu sơ bộ"])  # words alone: not said

    reading = read(write(tmp_path / "v.xlsx", STANDARD, change=hide))
    assert figure(reading, "04195", "villages_4g")["numerator"] == 28
    assert sorted(rules(reading)) == [
        ("column_hidden", "I7"),
        ("rows_hidden", ""),
        ("sheet_hidden", ""),
    ]
    assert rules(reading, "note") == [("sheet_without_table", "")]
    assert reading.sheets == ("Biểu 01",)


def test_merged_figures_belong_to_nobody(tmp_path: Path) -> None:
    reading = read(write(tmp_path / "v.xlsx", changed(STANDARD, E10=None), merge=["E9:E10"]))
    assert ("figure_merged", "E9") in rules(reading, "error")
    assert figure(reading, "04171", "population")[["numerator"]].isna().all()
    assert figure(reading, "04195", "population")[["numerator"]].isna().all()


def test_formulas_by_their_stored_result(tmp_path: Path) -> None:
    path = tmp_path / "v.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Biểu 01")
    for place, row in enumerate([["Tên xã", "Dân số"], ["Xã Bó Sinh"], ["Xã Chiềng Sơ"]]):
        sheet.write_row(place, 0, row)
    sheet.write_formula("B2", "=4000+5000", None, 9000)
    sheet.write_formula("B3", "=1/0", None, "#DIV/0!")
    book.close()
    reading = read(path, as_of=dt.date(2025, 9, 30))
    assert figure(reading, "04171", "population")["numerator"] == 9000
    assert rules(reading) == [("cell_error", "B3")]
    # openpyxl stores no results, as programs do that write formulas and never calculate.
    uncached = read(write(tmp_path / "w.xlsx", changed(STANDARD, E9="=4000+5000")))
    assert rules(uncached, "warning") == [("formula_without_value", "E9")]
    assert rules(uncached, "error") == []
    assert figure(uncached, "04171", "population")[["numerator"]].isna().all()


def test_a_whole_column_of_formulas_without_results_is_said_once(tmp_path: Path) -> None:
    path = write(tmp_path / "v.xlsx", changed(STANDARD, E9="=1+1", E10="=2+2"))
    found = read(path).findings.query("rule == 'formula_without_value'")
    assert list(found["value"]) == [2]
    assert list(found["cell"]) == ["E9"]


def test_a_list_of_villages(tmp_path: Path) -> None:
    rows = [
        ["DANH SÁCH THÔN, BẢN TRẮNG SÓNG 4G"],
        ["TT", "Xã", "Thôn, bản", "Số hộ", "Số người", "Điện lưới", "Trưởng bản"],
        [1, "Xã Bó Sinh", "Bản Phiêng", 40, 200, "Có", "Lò Thị Mẫu"],
        [2, None, "Bản Huổi", 30, 150, "Không", "Lò Thị Mẫu"],
        [None, "Tổng cộng", None, 71, 350, None, None],
    ]

    def add(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        villages = sheet.parent.create_sheet("Thôn bản")
        for row in rows:
            villages.append(row)
        villages.merge_cells("B3:B4")

    reading = read(write(tmp_path / "v.xlsx", changed(STANDARD, I9=27), change=add), operator="any")
    villages = reading.villages
    assert list(villages.columns) == list(workbook.VILLAGE_COLUMNS)
    assert villages["unit_code"].tolist() == ["04171", "04171"]
    assert villages["village"].tolist() == ["Bản Phiêng", "Bản Huổi"]
    assert villages["electricity"].tolist() == [True, False]
    assert villages["people"].sum() == 350
    assert villages["source"].iloc[0] == "v.xlsx|Thôn bản|C3"
    found = [rule for rule, _ in rules(reading)]
    assert found.count("village_list_differs") == 2  # 28 - 27 is not 2; Chiềng Sơ has 2 and none
    differ = reading.findings[reading.findings["rule"] == "village_list_differs"]
    assert set(differ["unit_name"]) == {"Xã Bó Sinh", "Xã Chiềng Sơ"}  # not by code alone
    assert ("total_differs", "D5") in rules(reading)
    assert "column_personal" in found
    assert "Lò Thị Mẫu" not in villages.to_csv()


# ---- what cannot be used -------------------------------------------------------------------------
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
BOOK = "Workbook".encode("utf-16-le")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(210):
                part.write(b"<v>" + b" " * 1_000_000)


def wide_merge(path: Path) -> None:
    whole = write(path.with_name("whole.xlsx"), STANDARD)
    merge = b'</sheetData><mergeCells count="1"><mergeCell ref="Q1:XFD1000"/></mergeCells>'
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as archive:
        for name in source.namelist():
            archive.writestr(name, source.read(name).replace(b"</sheetData>", merge))


def entities(path: Path) -> None:
    write(path, STANDARD)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/extra.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')


def other_archive(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "a")


def cut(path: Path) -> None:
    write(path, STANDARD)
    path.write_bytes(path.read_bytes()[:-300])


@pytest.mark.parametrize(
    ("make", "key"),
    [
        (lambda _: None, "workbook.missing"),
        (lambda path: path.write_text(""), "workbook.empty_file"),
        (lambda path: path.write_text("Kính gửi các đồng chí,\n"), "workbook.no_header"),
        (lambda path: path.write_text("<html><table><tr><td>Tên xã"), "workbook.web_page"),
        (lambda path: path.write_bytes(b"%PDF-1.7"), "workbook.not_a_workbook"),
        (lambda path: path.write_bytes(OLE + b"\0" * 600), "workbook.not_a_workbook"),
        (lambda path: path.write_bytes(OLE + BOOK + b"\0" * 600), "workbook.damaged"),
        (lambda path: path.write_bytes(OLE + ENCRYPTED), "workbook.encrypted"),
        (other_archive, "workbook.not_a_workbook"),
        (bomb, "workbook.too_large"),
        (wide_merge, "workbook.too_large"),
        (entities, "workbook.damaged"),
        (cut, "workbook.damaged"),
        (lambda path: write(path, [["Họ tên", "Lớp"], ["A", 1]]), "workbook.no_header"),
        (lambda path: write(path, [["Tên xã", "Ghi chú"], ["Bó Sinh", ""]]), "workbook.no_header"),
        (lambda path: write(path, []), "workbook.no_header"),
    ],
)  # fmt: skip
def test_files_that_cannot_be_used(
    tmp_path: Path, make: Callable[[Path], object], key: str
) -> None:
    path = tmp_path / "v.xlsx"
    make(path)
    with pytest.raises(FileUnreadableError) as caught:
        read(path)
    assert caught.value.key == key
    for lang in LANGUAGES:
        assert "v.xlsx" in caught.value.sentence(lang)


def test_a_stray_cell_far_away_is_one_cell(tmp_path: Path) -> None:
    def stray(sheet: Worksheet) -> None:
        sheet["XFD1048576"] = "."

    path = write(tmp_path / "v.xlsx", STANDARD, change=stray)
    assert read(path).rows == 3
    plain = write(tmp_path / "w.xlsx", STANDARD)
    assert len(open_sheets(path)[0].cells) == len(open_sheets(plain)[0].cells) + 1


def test_unknown_choices_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "v.xlsx", STANDARD)
    with pytest.raises(ParameterError, match="beeline"):
        read(path, operator="beeline")
    with pytest.raises(ParameterError, match="hearsay"):
        read(path, evidence="hearsay")


def test_broken_files_end_in_a_reading_or_a_sentence(tmp_path: Path) -> None:
    whole = write(tmp_path / "whole.xlsx", STANDARD).read_bytes()
    path = tmp_path / "v.xlsx"
    chance = random.Random(14)  # noqa: S311 - not a secret
    with zipfile.ZipFile(tmp_path / "whole.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for turn in range(24):
        if turn % 2:
            data = bytearray(whole)
            for _ in range(chance.randint(1, 20)):
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            path.write_bytes(bytes(data))
        else:
            # Whole as an archive, damaged within.
            with zipfile.ZipFile(path, "w") as archive:
                for name, content in parts.items():
                    part = bytearray(content)
                    if "sheet" in name or "Strings" in name:
                        for _ in range(3):
                            part[chance.randrange(len(part))] = chance.randrange(32, 127)
                    archive.writestr(name, bytes(part))
        try:
            reading = read(path)
        except FileUnreadableError as error:
            assert error.sentence("vi")  # noqa: PT017 - either outcome is right
        else:
            for _, finding in reading.findings.iterrows():
                assert sentence(finding, "vi")


# ---- the embedded sample -------------------------------------------------------------------------
SAMPLE = {
    "viettel": "viettel",
    "vnpt": "vnpt",
    "mobifone": "mobifone",
    "so-khcn": "any",
    "dich-vu-nguoi-dan": "any",
}


@pytest.fixture(scope="module")
def sample(son_la: Path) -> dict[str, WorkbookReading]:
    return {
        name: read(
            son_la / "workbooks" / f"{name}.xlsx", operator=operator, evidence="illustrative"
        )
        for name, operator in SAMPLE.items()
    }


def test_the_sample_has_no_faults(sample: dict[str, WorkbookReading]) -> None:
    for reading in sample.values():
        assert rules(reading) == []
        assert verdict(reading.findings) == "pass"
        assert reading.as_of == dt.date(2025, 9, 30)
        assert reading.observations["unit_code"].nunique() == 75


def test_the_sample_adds_up_to_the_published_figures(sample: dict[str, WorkbookReading]) -> None:
    coverage = (
        sample["so-khcn"].observations.groupby("indicator")[["numerator", "denominator"]].sum()
    )
    share = 100 * coverage["numerator"] / coverage["denominator"]
    assert round(share["pop_4g"], 2) == 97.25
    assert round(share["pop_5g"], 2) == 10.14
    assert round(share["villages_fibre"], 2) == 80.03
    assert share["communes_fibre"] == 100
    assert coverage.loc["communes_fibre", "denominator"] == 75
    services = sample["dich-vu-nguoi-dan"].observations.groupby("indicator")["numerator"].sum()
    assert services[["teams", "team_members", "eid_accounts"]].tolist() == [2448, 15101, 539304]
    without = coverage.loc["villages_4g", "denominator"] - coverage.loc["villages_4g", "numerator"]
    assert len(sample["so-khcn"].villages) == without


def test_every_figure_names_its_cell(sample: dict[str, WorkbookReading]) -> None:
    reading = sample["vnpt"]
    book = openpyxl.load_workbook(reading.path, data_only=True)
    rows = reading.observations[reading.observations["indicator"] == "stations_4g"]
    for row in rows.head(20).itertuples():
        file, sheet, cell = str(row.source).split("|")
        assert file == "vnpt.xlsx"
        value = str(book[sheet][cell].value)
        assert (0 if value == "-" else int(value.replace(".", ""))) == row.numerator


def test_a_date_may_stand_in_a_cell_of_its_own(tmp_path: Path) -> None:
    def date(sheet: Worksheet) -> None:
        sheet["A4"] = None
        sheet["A2"] = "Số liệu tính đến"
        sheet["D2"] = dt.date(2025, 6, 30)
        sheet["A3"], sheet["D3"] = "Ngày ký", dt.date(2025, 7, 9)

    assert read(write(tmp_path / "v.xlsx", STANDARD, change=date)).as_of == dt.date(2025, 6, 30)


def test_a_form_that_came_back_empty_is_told_in_one_sentence(tmp_path: Path) -> None:
    def clear(sheet: Worksheet) -> None:
        for row in sheet.iter_rows(min_row=8):
            for cell in row[3:]:
                cell.value = None

    reading = read(write(tmp_path / "v.xlsx", STANDARD, change=clear))
    assert [rule for rule, _ in rules(reading)] == ["figures_absent"]
    assert reading.observations.empty
