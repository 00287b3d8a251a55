"""Cards beside each other, figures said to be unchanged, and tables of corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dxanalysis.errors import FileUnreadableError
from tests.test_workbook_around import DATE, LISTED, NAMES, read

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from dxanalysis.sources.workbook import WorkbookReading
    from tests.test_workbook_around import Rows

pytestmark = pytest.mark.usefixtures("read_here")

CODES = dict(zip(NAMES, LISTED.index[:8], strict=True))
ASKED = ("Dân số (người)", "Trạm 4G", "Trạm 5G")
QUANTITIES = ("population", "stations_4g", "stations_5g")


def held(rows: pd.DataFrame, indicator: str) -> dict[str, float]:
    """Give the figures of an indicator by the name of the unit."""
    chosen = rows[(rows["indicator"] == indicator) & rows["numerator"].notna()]
    return {
        str(LISTED[code]): float(number)
        for code, number in zip(chosen["unit_code"], chosen["numerator"], strict=True)
    }


def rules(reading: WorkbookReading) -> set[str]:
    return set(reading.findings["rule"])


# ---- cards ---------------------------------------------------------------------------------------


def number(card: int, line: int) -> int:
    """Give another figure for each line of each card."""
    return [1000, 10, 0][line] + card


def card(
    at: int, *, name_at: int, before: list[object], after: list[object], head: list[object]
) -> Rows:
    """Write a card: its name, perhaps a heading, and its lines."""
    width = len(before) + 2 + len(after)
    name: list[object] = [None] * width
    name[name_at] = NAMES[at]
    rows: Rows = [name, *([head] if head else [])]
    rows += [[*before, ASKED[line], *after, number(at, line)] for line in range(3)]
    return rows


def board(cards: list[Rows], *, across: int, gap: int = 1, apart: int = 1) -> Rows:
    """Put cards beside each other, and the next line of them below."""
    rows: Rows = []
    for first in range(0, len(cards), across):
        for parts in zip(*cards[first : first + across], strict=True):
            row: list[object] = []
            for part in parts:
                row += [*part, *[None] * gap]
            rows.append(row)
        rows += [[] for _ in range(apart)]
    return rows


def plain(*, name_at: int = 0, head: tuple[object, ...] = (), between: bool = False) -> list[Rows]:
    after: list[object] = ["ĐVT"] if between else []
    return [card(at, name_at=name_at, before=[], after=after, head=list(head)) for at in range(8)]


@pytest.mark.parametrize(
    "rows",
    [
        board(plain(), across=3),
        board(plain(), across=3, gap=0),
        board(plain(), across=2, gap=2),
        board(plain(), across=3, apart=0),
        board(plain(), across=7),  # the last line has one card
        board(plain(), across=8),
        board(plain(head=("Chỉ tiêu", "Số liệu")), across=3),
        board(plain(between=True), across=3),
        [*board(plain(), across=4), ["Người lập biểu", None, None, "Lãnh đạo"]],
    ],
)
def test_cards_beside_each_other_are_read(tmp_path: Path, rows: Rows) -> None:
    reading = read(tmp_path, [DATE, [], *rows])
    for line, indicator in enumerate(QUANTITIES):
        wanted = {name: float(number(at, line)) for at, name in enumerate(NAMES)}
        assert held(reading.observations, indicator) == wanted
    assert "forms_gathered" in rules(reading)


def test_cards_name_their_cells_as_they_stand_in_the_file(tmp_path: Path) -> None:
    reading = read(tmp_path, [DATE, [], *board(plain(), across=3)])
    found = reading.observations.query("indicator == 'stations_4g'").set_index("unit_code")
    for name, cell in ((NAMES[1], "E5"), (NAMES[4], "E10"), (NAMES[6], "B15")):
        assert str(found.loc[CODES[name], "source"]).endswith(f"|{cell}")


def refused(folder: Path, rows: Rows) -> None:
    """See that nothing is read."""
    with pytest.raises(FileUnreadableError):
        read(folder, [DATE, [], *rows])


def test_cards_that_ask_for_different_things_are_left(tmp_path: Path) -> None:
    cards = plain()
    for at in range(1, 8, 2):
        for line, other in enumerate(("Số hộ", "Trạm 3G", "Trạm 2G"), start=1):
            cards[at][line][0] = other
    refused(tmp_path, board(cards, across=2))


def test_numbers_before_the_labels_are_no_figures(tmp_path: Path) -> None:
    cards = plain()
    for each in cards:
        for line, row in enumerate(each):
            row.insert(0, line or None)
    refused(tmp_path, board(cards, across=3))


def test_a_cell_of_two_cards_leaves_them(tmp_path: Path) -> None:
    import openpyxl

    from dxanalysis import read_workbook

    book = openpyxl.Workbook()
    for row in [DATE, [], *board(plain(), across=4, gap=0)]:
        book.active.append(row)
    book.active["B5"], book.active["C5"] = 7, None
    book.active.merge_cells("B5:C5")
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(FileUnreadableError):
        read_workbook(tmp_path / "a.xlsx", operator="viettel", province="20")


@pytest.mark.parametrize("step", [1, 2])
def test_communes_across_stay_a_table(tmp_path: Path, step: int) -> None:
    rows: Rows = [["Chỉ tiêu", *[None] * (8 * step)]]
    rows += [[text, *[None] * (8 * step)] for text in ASKED]
    for at, name in enumerate(NAMES):
        rows[0][1 + at * step] = name
        for line in range(3):
            rows[1 + line][1 + at * step] = number(at, line)
    reading = read(tmp_path, [DATE, [], *rows])
    assert "forms_gathered" not in rules(reading)
    assert held(reading.observations, "stations_4g") == {
        name: float(number(at, 1)) for at, name in enumerate(NAMES)
    }


def test_words_beneath_communes_across_make_no_cards(tmp_path: Path) -> None:
    rows: Rows = [["Quý", *[one for name in NAMES for one in (name, None)]]]
    for quarter, kind in (("I", "Trạm 4G"), ("II", "Trạm 5G"), ("III", "Dân số")):
        rows.append([f"Quý {quarter}", *[one for at in range(8) for one in (kind, 10 + at)]])
    refused(tmp_path, rows)


# ---- unchanged -----------------------------------------------------------------------------------


def dated(word: str, *, days: tuple[str, ...] = ("30/6/2025", "30/9/2025")) -> Rows:
    """Write stations of several days; in the last column two cells are words."""
    rows: Rows = [["STT", "Xã, phường", *["Trạm 4G", *[None] * (len(days) - 1)]]]
    rows.append([None, None, *days])
    for at, name in enumerate(NAMES):
        figures: list[object] = [10 + at + 100 * one for one in range(len(days))]
        rows.append([at + 1, name, *figures])
    rows[3][-1] = rows[5][-1] = word
    return rows


@pytest.mark.parametrize(
    ("word", "days"),
    [
        ("không đổi", ("30/6/2025", "30/9/2025")),
        ("Không thay đổi.", ("31/12/2024", "30/9/2025")),
        ("ko đổi", ("Quý II/2025", "Quý III/2025")),
        ("như kỳ trước", ("Đến 31/3/2025", "Đến 30/9/2025")),
        ("Như quý trước", ("30/6/2025", "30/9/2025")),
        ("(giữ nguyên)", ("30/6/2025", "30/9/2025")),
        ("không đổi so với quý trước", ("30/6/2025", "30/9/2025")),
        ("như tháng trước", ("31/8/2025", "30/9/2025")),
        ("Unchanged", ("30/6/2025", "30/9/2025")),
        ("same as last quarter", ("30/6/2025", "30/9/2025")),
    ],
)
def test_what_is_unchanged_is_taken_from_before(
    tmp_path: Path, word: str, days: tuple[str, str]
) -> None:
    reading = read(tmp_path, [DATE, [], *dated(word, days=days)])
    wanted = {name: 110.0 + at for at, name in enumerate(NAMES)}
    wanted |= {NAMES[1]: 11.0, NAMES[3]: 13.0}
    assert held(reading.observations, "stations_4g") == wanted
    said = reading.findings[reading.findings["rule"] == "figure_unchanged"]
    assert [(one.severity, one.cell, one.value) for one in said.itertuples()] == [("note", "D6", 2)]


@pytest.mark.parametrize(
    ("word", "days"),
    [
        ("không đổi", ("31/3/2025", "30/6/2025", "30/9/2025")),  # since which of them
        ("như quý trước", ("31/12/2024", "30/9/2025")),  # a quarter that is not there
        ("như năm trước", ("30/6/2025", "30/9/2025")),
        ("như trên", ("30/6/2025", "30/9/2025")),
        ("không đổi được", ("30/6/2025", "30/9/2025")),
        ("thay đổi", ("30/6/2025", "30/9/2025")),
        ("tăng nhẹ", ("30/6/2025", "30/9/2025")),
        ("không đổi", ("30/9/2025",)),
    ],
)
def test_what_may_be_of_another_time_is_asked(
    tmp_path: Path, word: str, days: tuple[str, ...]
) -> None:
    reading = read(tmp_path, [DATE, [], *dated(word, days=days)])
    assert not {NAMES[1], NAMES[3]} & set(held(reading.observations, "stations_4g"))
    assert "number_unreadable" in rules(reading)
    assert "figure_unchanged" not in rules(reading)


def test_unchanged_needs_a_figure_of_the_same_heading(tmp_path: Path) -> None:
    rows = dated("không đổi")
    rows[3][2], rows[5][2] = "không đổi", None
    reading = read(tmp_path, [DATE, [], *rows])
    assert not {NAMES[1], NAMES[3]} & set(held(reading.observations, "stations_4g"))
    rows = dated("không đổi")
    rows[0] = ["STT", "Xã, phường", "Trạm 5G", "Trạm 4G"]
    reading = read(tmp_path, [DATE, [], *rows])
    assert not {NAMES[1], NAMES[3]} & set(held(reading.observations, "stations_4g"))


def test_unchanged_shares_are_read_as_they_are_written(tmp_path: Path) -> None:
    rows = dated("không đổi")
    rows[0][2] = "Tỷ lệ dân số có sóng 4G (%)"
    for at, row in enumerate(rows[2:]):
        row[2], row[3] = f"{80 + at},5", row[3] if isinstance(row[3], str) else f"{90 + at},5"
    found = read(tmp_path, [DATE, [], *rows]).observations
    shares = found[found["indicator"] == "pop_4g"].set_index("unit_code")["rate"]
    assert shares[CODES[NAMES[1]]] == pytest.approx(0.815)
    assert shares[CODES[NAMES[2]]] == pytest.approx(0.925)


# ---- corrections ---------------------------------------------------------------------------------

HEADS: Rows = [["STT", "Xã, phường", "Trạm 4G", "Trạm 5G"]]
MAIN: Rows = [*HEADS, *([at + 1, name, 10 + at, 5 + at] for at, name in enumerate(NAMES))]


def errata(head: list[object], *rows: list[object]) -> Rows:
    return [["ĐÍNH CHÍNH BIỂU 1"], [], ["TT", "Xã, phường", *head], *rows]


FULL: list[list[object]] = [
    [1, NAMES[1], "Trạm 4G", 11, 31],
    [2, NAMES[3], "Trạm 5G", 8, 38],
]


def as_written(reading: WorkbookReading, **changed: dict[str, float]) -> None:
    """See that all figures are as the table has them, but for those that are named."""
    for indicator, first in (("stations_4g", 10), ("stations_5g", 5)):
        wanted = {name: float(first + at) for at, name in enumerate(NAMES)}
        wanted |= changed.get(indicator, {})
        wanted = {name: one for name, one in wanted.items() if one >= 0}
        assert held(reading.observations, indicator) == wanted


@pytest.mark.parametrize(
    "head",
    [
        ["Chỉ tiêu", "Đã ghi tại Biểu 1", "Đính chính lại là"],
        ["Nội dung", "Số cũ", "Số đúng"],
        ["Tên chỉ tiêu", "Số đã báo cáo", "Sửa thành"],
        ["Nội dung đính chính", "Đã gửi", "Nay sửa lại là"],
        ["Chỉ tiêu", "Đã nhập nhầm", "Điều chỉnh lại là"],
        ["Cột", "Đã ghi", "Sửa thành"],
        ["Biểu, cột", "Ghi là", "Nay đọc là"],
        ["Cột cần sửa", "Trước khi sửa", "Sau khi sửa"],
        ["Nội dung", "Giá trị cũ", "Giá trị mới"],
        ["Chỉ tiêu", "Sai", "Đúng"],
        ["Mục", "Từ", "Thành"],
    ],
)
@pytest.mark.parametrize("below", [False, True])
def test_a_table_of_corrections_replaces_figures(
    tmp_path: Path, head: list[object], *, below: bool
) -> None:
    table = errata(head, *FULL)
    main: Rows = [DATE, [], *MAIN]
    reading = read(tmp_path, *([[*main, [], *table]] if below else [main, table]))
    as_written(reading, stations_4g={NAMES[1]: 31}, stations_5g={NAMES[3]: 38})
    said = reading.findings[reading.findings["rule"] == "figure_corrected"]
    assert list(said["cell"]) == ["C5", "D7"]
    assert list(said["unit_name"]) == [NAMES[1], NAMES[3]]
    assert "column_twice" not in rules(reading)


@pytest.mark.parametrize("heads", [("Đã ghi", "Số đúng"), ("Số cũ", "Sửa lại là")])
@pytest.mark.parametrize("line", ["Sửa lại số liệu của các xã sau:", "SO SÁNH HAI KỲ"])
def test_corrections_beneath_the_quantity_replace_figures(
    tmp_path: Path, heads: tuple[str, str], line: str
) -> None:
    table: Rows = [
        [line], ["TT", "Tên xã", "Trạm 4G", None, "Trạm 5G", None], [None, None, *heads, *heads],
        [1, NAMES[1], 11, 31, None, None], [2, NAMES[3], None, None, 8, 38],
        [], [None, None, None, "Người lập"],
    ]  # fmt: skip
    reading = read(tmp_path, [DATE, [], *MAIN, [], *table])
    if line.startswith("SO"):
        assert "figure_corrected" not in rules(reading)
        return
    as_written(reading, stations_4g={NAMES[1]: 31}, stations_5g={NAMES[3]: 38})
    assert [*reading.findings.query("rule == 'figure_corrected'")["cell"]] == ["C5", "D7"]
    assert "correction_unclear" not in rules(reading)


AGAIN: Rows = [[1, NAMES[1], "03654", 31, 6], [2, NAMES[3], None, 13, 38]]


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("ĐÍNH CHÍNH SỐ LIỆU", ""),
        ("Các xã sau nhập nhầm, đề nghị lấy số dưới đây", " (đã sửa)"),
        ("Số liệu dưới đây thay cho số ở biểu trên", " đúng"),
        ("Sửa lại số liệu của hai xã", " - sửa lại"),
    ],
)
def test_rows_written_again_below_their_table_replace_its_figures(
    tmp_path: Path, line: str, mark: str
) -> None:
    head = ["TT", "Xã, phường", "Mã xã", f"Trạm 4G{mark}", f"Trạm 5G{mark}"]
    main: Rows = [DATE, [], *MAIN, [], [None, "Người lập", None, "Giám đốc"], []]
    reading = read(tmp_path, [*main, [line], head, *AGAIN])
    as_written(reading, stations_4g={NAMES[1]: 31}, stations_5g={NAMES[3]: 38})
    said = reading.findings[reading.findings["rule"] == "figure_corrected"]
    assert list(said["cell"]) == ["C5", "D7"]


def test_rows_written_again_on_another_sheet_or_with_a_sum(tmp_path: Path) -> None:
    head = ["TT", "Xã, phường", "Mã xã", "Trạm 4G (đúng)", "Trạm 5G (đúng)"]
    table: Rows = [["ĐÍNH CHÍNH BIỂU 1"], [], head, *AGAIN, [None, "Cộng", None, 44, 44]]
    main: Rows = [DATE, [], *MAIN]
    for sheets in ([main, table], [[*main, [], *table]]):
        reading = read(tmp_path, *sheets)
        as_written(reading, stations_4g={NAMES[1]: 31}, stations_5g={NAMES[3]: 38})
        assert rules(reading) == {"figure_corrected"}


def test_a_table_of_most_units_on_another_sheet_corrects_nothing(tmp_path: Path) -> None:
    table: Rows = [
        ["ĐÍNH CHÍNH"],
        [],
        *HEADS,
        *([n, name, 30, 30] for n, name in enumerate(NAMES[1:])),
    ]
    reading = read(tmp_path, [DATE, [], *MAIN], table)
    assert "figure_corrected" not in rules(reading)
    assert set(held(reading.observations, "stations_4g")) == {NAMES[0]}


def test_rows_written_again_beside_the_old_figure(tmp_path: Path) -> None:
    head = ["TT", "Xã, phường", "Mã xã", "Trạm 4G (đã ghi)", "Trạm 4G (đúng)"]
    rows: Rows = [[1, NAMES[1], "03654", 11, 31], [2, NAMES[3], None, 77, 38]]
    reading = read(tmp_path, [DATE, [], *MAIN, [], ["ĐÍNH CHÍNH"], head, *rows])
    as_written(reading, stations_4g={NAMES[1]: 31, NAMES[3]: -1})  # 13 was written
    assert "correction_differs" in rules(reading)


@pytest.mark.parametrize(
    "line", ["TRẠM SỬA CHỮA TRONG QUÝ III", "Thay thế thiết bị", "Danh sách sử dụng"]
)
def test_other_tables_of_some_units_below_correct_nothing(tmp_path: Path, line: str) -> None:
    head = ["TT", "Xã, phường", "Mã xã", "Trạm 4G", "Trạm 5G"]
    reading = read(tmp_path, [DATE, [], *MAIN, [], [line], head, *AGAIN])
    assert "figure_corrected" not in rules(reading)
    assert held(reading.observations, "stations_4g").get(NAMES[1], 11) == 11


def test_corrections_without_the_old_figure_and_with_blank_rows(tmp_path: Path) -> None:
    rows: Rows = [[1, NAMES[1], "Trạm 4G", 31], [], [2, NAMES[3], "Số trạm BTS 5G", 38]]
    rows.append([None, None, "Trạm 4G", 33])  # of the same commune
    reading = read(tmp_path, [DATE, [], *MAIN], errata(["Chỉ tiêu", "Đính chính là"], *rows))
    as_written(reading, stations_4g={NAMES[1]: 31, NAMES[3]: 33}, stations_5g={NAMES[3]: 38})


def test_a_correction_can_name_the_cell(tmp_path: Path) -> None:
    rows: Rows = [[1, NAMES[1], "C5", 11, 31], [2, NAMES[3], "ô D7", 8, 38]]
    main: Rows = [DATE, [], *MAIN]
    reading = read(tmp_path, main, errata(["Ô cần sửa", "Đã ghi", "Sửa thành"], *rows))
    as_written(reading, stations_4g={NAMES[1]: 31}, stations_5g={NAMES[3]: 38})


def test_a_cell_in_the_row_of_another_unit_is_asked_about(tmp_path: Path) -> None:
    rows: Rows = [[1, NAMES[1], "C9", 11, 31]]
    main: Rows = [DATE, [], *MAIN]
    reading = read(tmp_path, main, errata(["Ô", "Đã ghi", "Sửa thành"], *rows))
    assert "correction_unclear" in rules(reading)
    assert NAMES[1] not in held(reading.observations, "stations_4g")


@pytest.mark.parametrize(
    ("line", "is_asked"),
    [
        ("{}: Trạm 4G ghi 11, nay sửa thành 31", True),
        ("Trạm 4G của {}: số đúng là 31", True),
        ("Tại {}, trạm 4G xin đọc là 31 thay vì 11", True),
        ("{}: đã đối chiếu, 11 trạm 4G", False),
    ],
)
def test_what_a_sheet_corrects_in_sentences_is_asked_about(
    tmp_path: Path, line: str, *, is_asked: bool
) -> None:
    words: Rows = [["ĐÍNH CHÍNH"], [line.format(NAMES[1])]]
    reading = read(tmp_path, [DATE, [], *MAIN], words)
    said = reading.findings[reading.findings["rule"] == "correction_unclear"]
    assert [*said["unit_name"]] == [NAMES[1]] * is_asked
    assert (NAMES[1] in held(reading.observations, "stations_4g")) is not is_asked
    assert held(reading.observations, "stations_4g")[NAMES[2]] == 12


def test_old_and_new_figures_correct_nothing_where_the_sheet_does_not_say_so(
    tmp_path: Path,
) -> None:
    table = errata(["Chỉ tiêu", "Số cũ", "Số mới"], *FULL)
    table[0] = ["SO SÁNH"]
    reading = read(tmp_path, [DATE, [], *MAIN], table)
    assert not {"figure_corrected", "correction_differs", "correction_unclear"} & rules(reading)


def test_a_correction_that_does_not_fit_takes_the_figure_out(tmp_path: Path) -> None:
    head: list[object] = ["Chỉ tiêu", "Số cũ", "Số đúng"]
    rows: Rows = [
        [1, NAMES[1], "Trạm 4G", 12, 31],  # 11 was written
        [2, NAMES[3], "Trạm 5G", 8, "xem lại"],
        [3, NAMES[4], "Trạm 5G", None, 38],  # 9 was written
        [4, NAMES[5], "Trạm 4G", 14, 15],  # put right in the table, too
    ]
    reading = read(tmp_path, [DATE, [], *MAIN], errata(head, *rows))
    as_written(reading, stations_4g={NAMES[1]: -1}, stations_5g={NAMES[3]: -1, NAMES[4]: -1})
    said = reading.findings[reading.findings["rule"] == "correction_differs"]
    assert [(one.severity, one.cell) for one in said.itertuples()] == [
        ("error", "C5"), ("error", "D7"), ("error", "D8"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "left_out"),
    [
        ([1, NAMES[1], "Số lượng thứ khác", 11, 31], {"stations_4g": {NAMES[1]: -1}}),
        ([1, NAMES[1], None, 11, 31], {"stations_4g": {NAMES[1]: -1}}),
        ([1, "Xã Không Có", "Trạm 4G", 12, 31], {"stations_4g": {NAMES[2]: -1}}),
    ],
)
def test_a_correction_that_is_not_understood_is_asked(
    tmp_path: Path, row: list[object], left_out: dict[str, dict[str, float]]
) -> None:
    table = errata(["Chỉ tiêu", "Số cũ", "Số đúng"], row, FULL[1])
    reading = read(tmp_path, [DATE, [], *MAIN], table)
    as_written(reading, stations_5g={NAMES[3]: 38}, **left_out)
    said = reading.findings[reading.findings["rule"] == "correction_unclear"]
    assert list(said["cell"]) == ["E4"]
    assert list(said["expected"]) == ["31"]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (["Chỉ tiêu", "Năm 2024", "Kế hoạch"], "KẾ HOẠCH"),
        (["Ghi chú", "Số cũ", "Số đúng"], "GHI CHÚ"),
        (["Chỉ tiêu", "Đơn vị tính", "Giá trị"], "DANH MỤC"),
    ],
)
def test_other_tables_with_indicators_in_rows_correct_nothing(
    tmp_path: Path, head: list[object], title: str
) -> None:
    table = errata(head, *FULL)
    table[0] = [title]
    reading = read(tmp_path, [DATE, [], *MAIN], table)
    assert not {"figure_corrected", "correction_differs", "correction_unclear"} & rules(reading)
    assert held(reading.observations, "stations_4g").get(NAMES[1], 11) == 11


RIGHT: Rows = [[1, NAMES[1], 11, 31], [2, NAMES[3], 13, 38]]
BY_ITSELF: dict[str, tuple[Rows, list[str]]] = {
    "pairs": (
        [["STT", "Xã, phường", "Số trạm 4G đã báo cáo", "Số trạm 4G đính chính"], *RIGHT],
        ["D4", "D5"],
    ),
    "units behind marks": (
        [["STT", "Tên xã", "Số trạm 4G (đã gửi) (trạm)", "Số trạm 4G nay sửa (trạm)"], *RIGHT],
        ["D4", "D5"],
    ),
    "below the quantity": (
        [["STT", "Xã, phường", "Số trạm 4G", None], [None, None, "Đã ghi", "Số đúng"], *RIGHT],
        ["D5", "D6"],
    ),
    "rows": (
        [
            ["STT", "Xã, phường", "Chỉ tiêu", "Đã ghi", "Đính chính lại là"],
            *([at, name, "Số trạm 4G", old, new] for at, name, old, new in RIGHT),
        ],
        ["E4", "E5"],
    ),
}


@pytest.mark.parametrize("form", BY_ITSELF)
def test_corrections_of_another_file_are_read_by_themselves(tmp_path: Path, form: str) -> None:
    rows, cells = BY_ITSELF[form]
    reading = read(tmp_path, [["BẢNG ĐÍNH CHÍNH SỐ LIỆU TRẠM BTS"], DATE, *rows])
    assert held(reading.observations, "stations_4g") == {NAMES[1]: 31, NAMES[3]: 38}
    assert held(reading.earlier, "stations_4g") == {NAMES[1]: 11, NAMES[3]: 13}
    assert reading.earlier["as_of"].equals(reading.observations["as_of"])
    assert [one.rsplit("|", 1)[1] for one in reading.observations["source"]] == cells
    assert not (rules(reading) & {"correction_unclear", "note_quoted"})


def test_two_columns_of_a_quantity_correct_nothing_where_nothing_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadableError):
        read(tmp_path, [["BẢNG SO SÁNH SỐ TRẠM BTS"], DATE, *BY_ITSELF["pairs"][0]])
