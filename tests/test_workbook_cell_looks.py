"""What is seen of cells beside their values: formats, struck and raised runs, comments, merges."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from dxanalysis import read_workbook
from dxanalysis.findings import sentence
from dxanalysis.lang import LANGUAGES
from dxanalysis.units import load_units

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from dxanalysis.sources.workbook import WorkbookReading

pytestmark = pytest.mark.usefixtures("read_here")

UNITS = {code: load_units(province=code)["unit_name"] for code in ("20", "96")}
FIRST_ROW = 3

Change = "Callable[[Worksheet], object]"


def read(
    folder: Path,
    headings: Sequence[str],
    rows: Sequence[Sequence[object]],
    change: Change = lambda _: None,
    *,
    province: str = "20",
    title: str = "Số liệu đến 30/9/2025",
) -> WorkbookReading:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([title])
    sheet.append(["STT", "Xã, phường", *headings])
    for number, (name, row) in enumerate(zip(UNITS[province], rows, strict=False), start=1):
        sheet.append([number, name, *row])
    change(sheet)
    book.save(folder / "a.xlsx")
    return read_workbook(folder / "a.xlsx", operator="viettel", province=province)


def figures(reading: WorkbookReading, indicator: str, of: str = "numerator") -> list[float | None]:
    rows = reading.observations[reading.observations["indicator"] == indicator]
    return [None if one != one else round(float(one), 6) for one in rows[of]]  # noqa: PLR0124


def said(reading: WorkbookReading, rule: str) -> list[str]:
    found = reading.findings[reading.findings["rule"] == rule].to_dict("records")
    assert all(sentence(one, lang) for one in found for lang in LANGUAGES)
    return [sentence(one, "vi") for one in found]


def formatted(form: str) -> Change:
    def change(sheet: Worksheet) -> None:
        for row in sheet.iter_rows(min_row=FIRST_ROW, min_col=3):
            for cell in row:
                cell.number_format = form

    return change


# ---- formats -------------------------------------------------------------------------------------
@pytest.mark.parametrize("form", ['0.0"%"', r"0.0\%", r"0.0\ \%", '0.0" %"', '#,##0.00"%";-0"%"'])
@pytest.mark.parametrize("province", UNITS)
def test_a_percent_sign_in_quotes_multiplies_nothing(
    tmp_path: Path, form: str, province: str
) -> None:
    for heading in ("Tỷ lệ dân số được phủ sóng 5G (%)", "Tỷ lệ dân số được phủ sóng 5G"):
        rows = [[0.9], [0.4], [0.7]]
        reading = read(tmp_path, [heading], rows, formatted(form), province=province)
        assert figures(reading, "pop_5g", "rate") == [0.009, 0.004, 0.007]
    rows = [[97.3], [96.4], [98.7]]
    reading = read(tmp_path, ["Tỷ lệ dân số được phủ sóng 4G"], rows, formatted(form))
    assert figures(reading, "pop_4g", "rate") == [0.973, 0.964, 0.987]


@pytest.mark.parametrize("form", ["0.0%", '"≈"0%', "[Red]0.00%;-0.0%", "0.0%_)"])
def test_a_percent_sign_of_the_format_multiplies(tmp_path: Path, form: str) -> None:
    rows = [[0.9], [0.4], [0.7]]
    reading = read(tmp_path, ["Tỷ lệ dân số được phủ sóng 5G (%)"], rows, formatted(form))
    assert figures(reading, "pop_5g", "rate") == [0.9, 0.4, 0.7]


def test_a_count_shown_with_a_percent_sign_is_none(tmp_path: Path) -> None:
    rows = [[97, 9], [96, 8], [98, 7]]
    reading = read(tmp_path, ["Số hộ", "Trạm 4G"], rows, formatted('0"%"'))
    assert figures(reading, "households") in ([], [None, None, None])
    assert said(reading, "count_is_share")


@pytest.mark.parametrize("form", ["#,##0.0,", '0.00,"k"', "#,##0,;-#,##0,"])
def test_thousands_of_a_format_are_about_what_is_shown(tmp_path: Path, form: str) -> None:
    rows = [[5830], [6634], [4499]]
    for heading in ("Dân số (nghìn người)", "Dân số"):
        reading = read(tmp_path, [heading], rows, formatted(form))
        assert figures(reading, "population") == [5830, 6634, 4499]
    reading = read(tmp_path, ["Dân số (nghìn người)"], [[5.83], [6.634], [4.499]],
                   formatted("#,##0.0"))  # fmt: skip
    assert figures(reading, "population") == [5830, 6634, 4499]


@pytest.mark.parametrize("form", [";;;", '"";""', ";;;@"])
def test_figures_that_nobody_sees_are_named(tmp_path: Path, form: str) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet["C4"].number_format = form

    reading = read(tmp_path, ["Trạm 4G", "Trạm 5G"], [[9, 2], [6, 1], [12, 3]], hide)
    assert "C4" in said(reading, "figures_unseen")[0]
    plain = read(tmp_path, ["Trạm 4G"], [[9], [0], [12]], formatted("#,##0;-#,##0;"))
    assert not said(plain, "figures_unseen")


def test_white_figures_are_named_only_on_white(tmp_path: Path) -> None:
    def paint(sheet: Worksheet) -> None:
        sheet["C4"].font = Font(color="FFFFFF")
        sheet["D2"].font = Font(color="FFFFFF")
        for cell in (sheet["C5"], sheet["D5"]):
            cell.font = Font(color="FFFFFF")
            cell.fill = PatternFill("solid", fgColor="1F4E78")

    reading = read(tmp_path, ["Trạm 4G", "Trạm 5G"], [[9, 2], [6, 1], [12, 3]], paint)
    (sentence_said,) = said(reading, "figures_unseen")
    assert "Có 1 ô" in sentence_said
    assert "C4" in sentence_said


# ---- struck and raised ---------------------------------------------------------------------------
def as_shared(path: Path) -> None:
    """Write texts as Excel does, in one part that cells refer to."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    head, sheet = "xl/worksheets/sheet1.xml", parts["xl/worksheets/sheet1.xml"].decode()
    texts: list[str] = []
    while (start := sheet.find("<is>")) >= 0:
        end = sheet.index("</is>")
        texts.append(sheet[start + 4 : end])
        sheet = sheet[:start] + f"<v>{len(texts) - 1}</v>" + sheet[end + 5 :]
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    written = "".join(f"<si>{one}</si>" for one in texts)
    parts[head] = sheet.replace('t="inlineStr"', 't="s"').encode()
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{main}">{written}</sst>'.encode()
    listed = parts["[Content_Types].xml"].decode()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    entry = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    parts["[Content_Types].xml"] = listed.replace("</Types>", entry).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


@pytest.mark.parametrize("shared", [False, True])
def test_struck_runs_are_left_out_and_raised_ones_are_marks(
    tmp_path: Path, *, shared: bool
) -> None:
    struck, above = InlineFont(strike=True), InlineFont(vertAlign="superscript")

    def write(sheet: Worksheet) -> None:
        sheet["C3"] = CellRichText(TextBlock(struck, "12"), "9")
        sheet["C4"] = CellRichText("7", TextBlock(above, "1"))
        sheet["C5"] = CellRichText("1", TextBlock(InlineFont(b=True), "4"))

    reading = read(tmp_path, ["Trạm 4G"], [[0], [0], [0]], write)
    if shared:
        as_shared(tmp_path / "a.xlsx")
        reading = read_workbook(tmp_path / "a.xlsx", operator="viettel", province="20")
    assert figures(reading, "stations_4g") == [9, 7, 14]
    assert "C3;" in said(reading, "cells_struck")[0]
    assert "¹" in said(reading, "figure_signed")[0]


def test_struck_rows_and_cells_are_not_read(tmp_path: Path) -> None:
    def strike(sheet: Worksheet) -> None:
        for cell in (*sheet[4], sheet["D5"]):
            cell.font = Font(strike=True)

    reading = read(tmp_path, ["Trạm 4G", "Trạm 5G"], [[9, 2], [6, 1], [12, 3]], strike)
    assert figures(reading, "stations_4g") == [9, 12]
    assert figures(reading, "stations_5g") == [2, None]
    assert "A4:D4, D5" in said(reading, "cells_struck")[0]


# ---- comments ------------------------------------------------------------------------------------
def test_comments_of_what_is_read_are_quoted_without_who_wrote_them(tmp_path: Path) -> None:
    def comment(sheet: Worksheet) -> None:
        sheet["C2"].comment = Comment("Số trạm theo kế hoạch năm 2026", "A")
        sheet["C4"].comment = Comment("Trần Văn Bình:\nĐính chính: số đúng là 5, gọi 0912345678",
                                      "Trần Văn Bình")  # fmt: skip
        sheet["H40"].comment = Comment("không liên quan", "A")

    reading = read(tmp_path, ["Trạm 4G", "Trạm 5G"], [[9, 2], [6, 1], [12, 3]], comment)
    (found,) = said(reading, "cells_commented")
    assert "C2 “Số trạm theo kế hoạch năm 2026”" in found
    assert "số đúng là 5" in found
    assert not any(one in found for one in ("Bình", "0912345678", "không liên quan"))
    assert figures(reading, "stations_4g") == [9, None, 12]  # C4 is said to be wrong
    without = read(tmp_path, ["Trạm 4G"], [[9], [6], [12]])
    assert not said(without, "cells_commented")


THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
RELATION = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"


def with_thread(path: Path, thread: str) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = (
        f'<Relationships xmlns="{relations}"><Relationship Id="t" Type="{RELATION}"'
        ' Target="../threadedComments/threadedComment1.xml"/></Relationships>'
    ).encode()
    parts["xl/threadedComments/threadedComment1.xml"] = thread.encode()
    parts["xl/persons/person.xml"] = (
        f'<personList xmlns="{THREADS}"><person displayName="Lê Thị Hoa" id="p"/></personList>'
    ).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def thread_of(*texts: str, cell: str = "C4") -> str:
    written = "".join(
        f'<threadedComment ref="{cell}" personId="p"><text>{text}</text></threadedComment>'
        for text in texts
    )
    return f'<ThreadedComments xmlns="{THREADS}">{written}</ThreadedComments>'


def test_threads_are_quoted_with_their_answers(tmp_path: Path) -> None:
    read(tmp_path, ["Trạm 4G"], [[9], [6], [12]])
    with_thread(tmp_path / "a.xlsx", thread_of("Số này sai, Lê Thị Hoa xem lại", "Số đúng: 5"))
    reading = read_workbook(tmp_path / "a.xlsx", operator="viettel", province="20")
    (found,) = said(reading, "cells_commented")
    assert "Số này sai" in found
    assert "/ Số đúng: 5" in found
    assert "Hoa" not in found


@pytest.mark.parametrize(
    "thread",
    [
        "<ThreadedComments>",
        "no XML",
        thread_of("x", cell="A" * 400),
        thread_of("x", cell="ZZZZZZZZ9999999999"),
        thread_of(*["x " * 5000] * 300),
        thread_of('<mentions><mention startIndex="9e9" length="-1"/></mentions>'),
    ],
)
def test_hostile_comments_do_no_harm(tmp_path: Path, thread: str) -> None:
    read(tmp_path, ["Trạm 4G"], [[9], [6], [12]])
    with_thread(tmp_path / "a.xlsx", thread)
    reading = read_workbook(tmp_path / "a.xlsx", operator="viettel", province="20")
    assert figures(reading, "stations_4g") == [9, 6, 12]
    assert all(len(one) < 1000 for one in said(reading, "cells_commented"))


# ---- fractions among percents --------------------------------------------------------------------
@pytest.mark.parametrize("odd", [0.962, 1, 0.97, 0.9655])
@pytest.mark.parametrize("heading", ["Tỷ lệ dân số được phủ sóng 4G (%)", "Phủ sóng 4G (% dân số)"])
def test_what_may_be_a_fraction_among_percents_is_not_read(
    tmp_path: Path, odd: float, heading: str
) -> None:
    reading = read(tmp_path, [heading], [[97.3], [odd], [98.4], [96.1]])
    assert figures(reading, "pop_4g", "rate") == [0.973, None, 0.984, 0.961]
    assert "C4" in said(reading, "rate_may_be_fraction")[0]


def test_a_column_of_fractions_with_one_percent_is_asked_about(tmp_path: Path) -> None:
    rows = [[0.97], [0.95], [98], [0.96], [0.91]]
    reading = read(tmp_path, ["Tỷ lệ dân số được phủ sóng 4G"], rows)
    assert set(figures(reading, "pop_4g", "rate")) <= {None}
    assert len(said(reading, "percent_scale_mixed")) == 1


@pytest.mark.parametrize(
    "values", [[12.3, 0.5, 30.1, 7.7], [45.2, 0, 0.6, 60.1], [2.1, 0.9, 0.4, 88.0], [55.3, 0.1, 70]]
)
def test_small_shares_of_5g_are_read(tmp_path: Path, values: list[float]) -> None:
    rows = [[one] for one in values]
    reading = read(tmp_path, ["Tỷ lệ dân số được phủ sóng 5G (%)"], rows)
    assert figures(reading, "pop_5g", "rate") == [round(one / 100, 6) for one in values]


# ---- units, merges, shifts -----------------------------------------------------------------------
@pytest.mark.parametrize("count", [3, 40])
@pytest.mark.parametrize(
    ("heading", "title", "unit"),
    [
        ("Số hộ", "ĐVT: nghìn hộ", "nghìn hộ"),
        ("Số hộ (nghìn hộ)", "Số liệu đến 30/9/2025", "(nghìn hộ)"),
        ("Số hộ dùng cáp quang (trăm hộ)", "Số liệu đến 30/9/2025", "trăm hộ"),
    ],
)
def test_units_that_give_more_than_a_commune_has_are_refused(
    tmp_path: Path, heading: str, title: str, unit: str, count: int
) -> None:
    rows = [[2105 + 37 * n, 9] for n in range(count)]
    reading = read(tmp_path, [heading, "Trạm 4G"], rows, title=title)
    numbers = reading.observations[reading.observations["indicator"] != "stations_4g"]["numerator"]
    assert numbers.isna().all()
    (found,) = said(reading, "unit_beyond_belief")
    assert unit in found


def test_units_that_fit_are_obeyed(tmp_path: Path) -> None:
    rows = [[2.105, 21], [3.8, 38], [1.2, 12]]
    headings = ["Số hộ (nghìn hộ)", "Hộ thuê bao cáp quang (chục hộ)"]
    reading = read(tmp_path, headings, rows)
    assert figures(reading, "households") == [2105, 3800, 1200]
    assert figures(reading, "households_fibre_subscribed") == [210, 380, 120]
    mixed = read(tmp_path, headings[:1], [[2.105], [3800], [1.2], [1.5], [1.7]])
    assert figures(mixed, "households") == [2105, None, 1200, 1500, 1700]
    assert "3800" in said(mixed, "figure_beyond_belief")[0]


@pytest.mark.parametrize("value", [11, "11", 0])
def test_a_figure_merged_over_two_columns_is_of_none(tmp_path: Path, value: object) -> None:
    rows = [[9, 2], [value, None], [12, 3]]
    headings = ["Trạm 4G", "Trạm 5G"]
    reading = read(tmp_path, headings, rows, lambda sheet: sheet.merge_cells("C4:D4"))
    assert figures(reading, "stations_4g") == [9, None, 12]
    assert "“Trạm 5G”" in said(reading, "figure_merged_across")[0]


def test_a_figure_merged_with_its_heading_is_read(tmp_path: Path) -> None:
    def merge(sheet: Worksheet) -> None:
        for row in range(2, 6):
            sheet.merge_cells(start_row=row, end_row=row, start_column=3, end_column=4)

    rows = [[9, None, 2], [6, None, 1], [12, None, 3]]
    reading = read(tmp_path, ["Trạm 4G", "", "Trạm 5G"], rows, merge)
    assert figures(reading, "stations_4g") == [9, 6, 12]


SHIFTS = {
    "left": [1263, 11, 10, 4, None],
    "right": [None, 2105, 1263, 11, 10, 4],
}
IN_PLACE = [[3086, 1852, 14, 14, 9], [2301, 1284, 18, 17, 12], [2469, 1500, 12, 11, 7]]
COLUMNS = ["Số hộ", "Hộ thuê bao cáp quang", "Số thôn", "Số thôn có sóng 4G", "Trạm 4G"]


@pytest.mark.parametrize("side", SHIFTS)
@pytest.mark.parametrize("times", [1, 8])
@pytest.mark.parametrize("province", UNITS)
def test_a_row_that_stands_a_column_too_far_is_not_read(
    tmp_path: Path, side: str, times: int, province: str
) -> None:
    rows: list[list[object]] = [*IN_PLACE * times]
    rows.insert(1, list(SHIFTS[side]))
    reading = read(tmp_path, COLUMNS, rows, province=province)
    (found,) = said(reading, "row_shifted")
    assert str(UNITS[province].iloc[1]) in found
    moved = reading.observations[reading.observations["unit_code"] == UNITS[province].index[1]]
    assert moved["numerator"].isna().all()
    assert figures(reading, "households")[0] == 3086


@pytest.mark.parametrize(
    "row", [[1263, 611, 10, None, None], [210, 11, 3, 3, None], [None, 90, 8, 4, 1]]
)
def test_a_small_commune_or_a_gap_is_no_shift(tmp_path: Path, row: list[object]) -> None:
    reading = read(tmp_path, COLUMNS, [*IN_PLACE, row])
    assert not said(reading, "row_shifted")
    assert not said(reading, "figures_exchanged")
    assert figures(reading, "villages")[-1] == row[2]


def test_two_exchanged_figures_are_not_read(tmp_path: Path) -> None:
    rows = [*IN_PLACE, [13, 1300, 2105, 11, 6]]
    reading = read(tmp_path, COLUMNS, rows)
    assert "E6" in said(reading, "figures_exchanged")[0]
    assert figures(reading, "households")[-1] is None
    assert figures(reading, "stations_4g")[-1] == 6
