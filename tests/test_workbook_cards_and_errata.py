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
