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
    import openpyxl  # noqa: PLC0415 - only here

    from dxanalysis import read_workbook  # noqa: PLC0415 - only here

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
