"""Sheets that show how a form is filled in, beside the one that is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxanalysis.sources.spreadsheets.sheet import Sheet

_SAID: Final = re.compile(
    r"\b(?:minh hoa|vi du|bai tap|mau dien|huong dan (?:dien|nhap)|examples?|demo)\b"
)
_FOR_TRAINING: Final = re.compile(
    r"\((?:tap huan|training)\)"
    r"|\b(?:phuc vu|dung (?:cho|de|tai|trong)|bai|ban|file) (?:cac )?"
    r"(?:(?:lop|buoi|dot|hoi nghi) )?tap huan\b"
    r"|\b(?:for|used in) (?:the )?training\b(?! (?:sessions?|courses?|class))"
    r"|\btraining (?:copy|file|sheet|material)s?\b"
)
"""What is made for a training; what counts trainings, "Số lớp tập huấn", is a figure."""

_NAMED: Final = re.compile(r"(?:^|[\s(_-])(?:vd|vi du|mau|minh hoa|example|demo)(?:$|[\s)_-])")
_TOP: Final = 12
_ALIKE: Final = 0.6
_LONGEST: Final = 200


def examples_beside(sheets: Sequence[Sheet]) -> dict[str, str]:
    """Find the sheets that say to be an example of another sheet of the workbook.

    Parameters
    ----------
    sheets
        The sheets.

    Returns
    -------
    dict
        Name of the sheet to what says so: its name or a line at its top has "ví dụ", "minh họa" or
        "tập huấn", and another sheet, which says nothing of the kind, has most of its texts. Where
        all sheets are illustrative, none is left out.
    """
    said = {sheet.name: _says(sheet) for sheet in sheets}
    return {
        sheet.name: said[sheet.name]
        for sheet in sheets
        if said[sheet.name]
        and any(not said[other.name] and _is_like(sheet, other) for other in sheets)
    }


def _says(sheet: Sheet) -> str:
    """Give what says that a sheet is an example."""
    if _NAMED.search(plain_text(sheet.name)):
        return sheet.name
    lines = (line for row, line in _top(sheet) if len(line) <= _LONGEST)
    return next((line for line in lines if _is_example(plain_text(line))), "")


def _is_example(plain: str) -> bool:
    """Tell whether a line says that what it stands on is an example, or made for a training."""
    return bool(_SAID.search(plain) or _FOR_TRAINING.search(plain))


def _top(sheet: Sheet) -> list[tuple[int, str]]:
    """List the texts of a sheet's first rows."""
    return [(row, text) for row in list(sheet.rows)[:_TOP] for text in sheet.lines[row]]


def _is_like(sheet: Sheet, other: Sheet) -> bool:
    """Tell whether another sheet has most of the texts at a sheet's top."""
    own, theirs = ({text for _, text in _top(one)} for one in (sheet, other))
    return len(own & theirs) >= _ALIKE * len(own)
