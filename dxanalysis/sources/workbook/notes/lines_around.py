"""The lines around a table: titles above, notes below, among its rows and merged over them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.spreadsheets.numbers import is_mark, looks_like_figure
from dxanalysis.sources.workbook.notes.row_notes import without
from dxanalysis.sources.workbook.sheets.turned import Turned
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Collection

    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.tables.grid import Block

_HEAD: Final = re.compile(
    r"\b(?:cong hoa xa hoi|doc lap(?=\W{0,5}(?:tu do|$))"
    r"|so ke hoach|phong ke hoach|ban quan ly du an|kinh gui"
    r"|noi nhan|kem theo|ban hanh kem|can cu|theo ke hoach)\b"
    r"|^(?:ubnd|uy ban nhan dan|ban quan ly|so \D{3,60}$|chi cuc|cuc thong ke|tap doan"
    r"|tong cong ty)"
)
_COUNTS: Final = re.compile(
    r"so (?:lieu|luong|tram|bts|ho|thon|ban|ap|dan|nguoi|thue bao|xa|phuong|vi tri|vung|to|khach"
    r"|lan|van ban|tai khoan|hoc|[2-5]g|dang|uoc)\b"
)
"""Where tones are lost, these are "số", of what is counted, and no office."""

_REMARKS: Final = re.compile(r"(?:ghi chu|chu thich|luu y|dien giai|notes?|remarks?)?\W*")
_NOTE: Final = re.compile(r"\W*(?:ghi chu|chu thich|luu y|chu y|rieng|notes?|remarks?)\b")
MIXED_UP: Final = (
    r"\b(?:dao (?:cho nhau|nguoc|lon|cot|dong)|hoan doi|doi cho cho nhau|ghi nham"
    r"|bi (?:nham|lech|dao)|swapped|mixed up"
    r"|(?<!da )(?<!lieu )dinh chinh(?=\W*:|,? (?:lai )?(?:cot|xa|phuong|dong|so)))\b"
)
"""By these a note says that figures stand where others belong."""

_OF_SOME_ROWS: Final = re.compile(
    r"\W*(?:(?:so lieu|du lieu|cua|cac|hai|ba|[23]) )*(?:xa|phuong|dac khu|stt|dong|communes?"
    r"|wards?)\b[^:]{2,80}?(?::| [-–] |\b(?:lay|la|dung|chua|tinh|tam|uoc|su dung)\b)"
    rf"|.*{MIXED_UP}"
)
"""What a line above a table that is no title begins with, or says."""

_UNIT_ALONE: Final = re.compile(r"\W*(?:don vi(?: tinh)?|dvt|unit)\W+\w+(?: \w+)?\W*")
_LAST: Final = 5
_RIGHT_ABOVE: Final = 2
"""Rows above tables side by side in which each has its own title."""

_BELOW: Final = 100
"""Rows below a table in which notes on it are looked for."""

_SHORTEST: Final = 15
"""Letters of a line among a table's rows that may be a note."""


@dataclass(frozen=True)
class LinesAround:
    """The lines around a table, each kind from the top down.

    Attributes
    ----------
    own
        The titles of the table, and what is merged over most of its rows.
    common
        What stands above all tables of the sheet.
    of_others
        What stands right above tables beside this one.
    below
        All that stands below the table.
    rows_below
        The texts of each row below it, as far as notes on it may stand.
    within
        The longer texts of its rows.
    foot, short_foot
        The lines that stand alone in its last rows, notes, sources, the date: those long enough
        for a note, and all.
    last
        The texts of its last rows: legends stand there.
    """

    own: list[str]
    common: list[str]
    of_others: frozenset[str]
    below: list[str]
    rows_below: list[set[str]]
    within: list[str]
    foot: list[str]
    short_foot: list[str]
    last: list[str]

    @property
    def marked(self) -> list[str]:
        """The notes above the table."""
        return [line for line in (*self.own, *self.common) if is_note(line)]

    @property
    def alone(self) -> list[str]:
        """The lines below it that stand alone in their rows."""
        return [text for texts in self.rows_below if len(texts) == 1 for text in texts]

    @property
    def right_below(self) -> list[str]:
        """Those of them above the next table; what stands right above that is its own."""
        found: list[str] = []
        run: list[str] = []
        for texts in self.rows_below:
            if len(texts) > 2:  # noqa: PLR2004 - a line, and perhaps its mark
                return [line for line in found if not _UNIT_ALONE.fullmatch(plain_text(line))]
            if not texts:
                found += run
                run = []
            run += texts if len(texts) == 1 else []
        return found + run

    def without_texts(self, texts: Collection[str]) -> LinesAround:
        """Leave out lines that have been heard as a whole."""
        own, common, below, within, foot, short = (
            [line for line in some if " ".join(line.split()) not in texts]
            for some in (
                self.own, self.common, self.below, self.within, self.foot, self.short_foot
            )
        )  # fmt: skip
        rows = [row.difference(texts) for row in self.rows_below]
        return replace(
            self, own=own, common=common, below=below, within=within, foot=foot, short_foot=short,
            rows_below=rows,
        )  # fmt: skip

    def without_sentences(self, sentences: Collection[str]) -> LinesAround:
        """Cut out sentences that have been heard."""
        own, common, below, within, foot, last = (
            [rest for line in some if (rest := without(line, sentences))]
            for some in (self.own, self.common, self.below, self.within, self.foot, self.last)
        )
        return replace(
            self, own=own, common=common, below=below, within=within, foot=foot, last=last
        )


def lines_around(
    sheet: Sheet, block: Block, *, first: Block, beside: Collection[int] = ()
) -> LinesAround:
    """Gather the lines around a table.

    Parameters
    ----------
    sheet
        The sheet.
    block
        The table.
    first
        The sheet's first table: what stands above it is said of all.
    beside
        The columns of tables beside the first: what stands above those is no title of its own.

    Returns
    -------
    LinesAround
        The lines; of a sheet that was turned, titles stand left of the first table.
    """
    own = _lines(sheet, range(block.top, block.first), block.columns)
    of_others: set[str] = set()
    common = _lines(sheet, range(1, first.first))
    if block is first:
        columns = set(sheet.columns) - set(beside)
        own = _lines(sheet, range(1, block.first), columns) if beside else common
        right_above = range(max(1, block.first - _RIGHT_ABOVE), block.first)
        of_others = set(_lines(sheet, right_above, beside)) - set(own)
    below = _lines(sheet, range(max(block.body, default=0) + 1, sheet.last_row + 1))
    if isinstance(sheet, Turned):
        before = [column for column in sheet.columns if column < first.columns[0]]
        own = _lines(sheet, range(1, sheet.last_row + 1), before)
        last = _last_of_figures(sheet, block)
        common = _lines(sheet, range(1, first.first), range(1, last + 1))
        below += _lines(sheet, range(1, first.first), range(last + 1, sheet.columns[-1] + 1))
    alone = _alone_at_end(sheet, block)
    return LinesAround(
        own=[*own, *_over_all_rows(sheet, block)],
        common=common,
        of_others=frozenset(of_others),
        below=below,
        rows_below=_rows_below(sheet, block),
        within=_notes_within(sheet, block),
        foot=[line for line in alone if len(line) >= _SHORTEST],
        short_foot=alone,
        last=[text for row in block.body[-_LAST:] for text in sheet.lines.get(row, ())],
    )


def is_head(line: str) -> bool:
    """Tell whether a line names an office or is of a letter's head; "Số trạm" is not "Sở".

    Parameters
    ----------
    line
        A line above or below a table.

    Returns
    -------
    bool
        Whether it does.
    """
    plain = plain_text(line)
    counts = unicodedata.normalize("NFC", line).strip().lower().startswith("số ")
    return bool(_HEAD.search(plain)) and not (counts or (line.isascii() and _COUNTS.match(plain)))


def is_note(line: str) -> bool:
    """Tell a note above a table from a title: "Lưu ý: …", "Xã A: số liệu năm 2024".

    Parameters
    ----------
    line
        A line above a table.

    Returns
    -------
    bool
        Whether it is one.

    Examples
    --------
    >>> is_note("Phường Chiềng Sinh: số liệu năm 2024"), is_note("SỐ TRẠM CỦA XÃ, PHƯỜNG")
    (True, False)
    """
    plain = plain_text(line)
    if _NOTE.match(plain):
        return True
    no_title = ": " in plain or not (line.isupper() or is_head(line))
    return no_title and _OF_SOME_ROWS.match(plain) is not None


def _lines(sheet: Sheet, rows: range, columns: Collection[int] | None = None) -> list[str]:
    """Give the texts of some rows, or of some columns of them."""
    held = rows if len(rows) < len(sheet.rows) else [row for row in sheet.rows if row in rows]
    if columns is None:
        return [text for row in held for text in sheet.lines.get(row, ())]
    return [text for row in held for text in sheet.line(row, columns)]


def _last_of_figures(sheet: Sheet, block: Block) -> int:
    """Give the last column of a table that holds a figure."""
    return max(
        (
            column
            for column in block.columns
            if any(looks_like_figure(sheet.cells.get((row, column))) for row in block.body)
        ),
        default=block.columns[-1],
    )


def _rows_below(sheet: Sheet, block: Block) -> list[set[str]]:
    """Give the texts of each row below a table, as far as notes on it may stand."""
    last = max(block.body, default=0)
    below = range(last + 1, min(last + _BELOW, sheet.last_row) + 1)
    return [{sheet.text(row, column) for column in sheet.columns} - {""} for row in below]


def _notes_within(sheet: Sheet, block: Block) -> list[str]:
    """Give the longer texts of a table's rows: its last may be notes on it."""
    held = (sheet.cells.get((row, column)) for row in block.body for column in block.columns)
    return [value for value in held if isinstance(value, str) and len(value) > _SHORTEST]


def _alone_at_end(sheet: Sheet, block: Block) -> list[str]:
    """Give the lines of more than a letter that stand alone in a table's last rows.

    Who signs stands between them, side by side.
    """
    found: list[str] = []
    for row in reversed(block.body):
        texts = {text for column in block.columns if (text := sheet.text(row, column))}
        alone = len(texts) == 1
        if any(looks_like_figure(text) or (is_mark(text) and not alone) for text in texts):
            break
        if alone and len(min(texts)) < 2:  # noqa: PLR2004 - a letter
            break
        found += texts if alone else ()
    return found[::-1]


def _over_all_rows(sheet: Sheet, block: Block) -> list[str]:
    """Give what a remark says that is merged over most rows of a table: it is said of all."""
    over: Counter[tuple[int, int]] = Counter(
        first
        for row in block.body
        for column in block.columns
        if column not in {block.names, block.codes}
        and (first := sheet.merged.get((row, column), (row, 0)))[1] == column
    )
    return [
        text
        for (row, column), count in over.items()
        if 2 * count >= len(block.body) > 1
        and _REMARKS.fullmatch(plain_text(sheet.text(block.last, column)))
        and (text := sheet.text(row, column))
    ]
