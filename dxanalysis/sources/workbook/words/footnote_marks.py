"""The marks of footnotes: behind a heading, "Số hộ (1)", and before what is said of it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MARKED: Final = re.compile(
    r"\s*(?:[^\W\d_]+ [^\W\d_]+:?\s*)?"
    r"(\(\*+\)|\*+|[(\[]\d{1,2}[)\]]|\d{1,2}[.)/:](?=\s*[^\W\d])|[¹²³⁰-⁹†‡])\s*:?\s*"
)
_SIGN: Final = re.compile(r"\S\s*([(\[](?:\*+|\d{1,2})[)\]]|\*+|[¹²³⁰-⁹†‡])$")
"""A footnote's mark behind a heading; below the table "(1)" may be written "1."."""
_NEXT_MARK: Final = re.compile(r"(?<=[.;])\s+(?=\((?:\d|\*+)\)|\*+\)? |[¹²³⁴-⁹])")
"""Where one line explains several marks: "(1) Nguồn: Sở Nội vụ. (2) Chỉ tính …"."""


def without_mark(note: str) -> str:
    """Take the mark off the beginning of a footnote.

    Parameters
    ----------
    note
        As written.

    Returns
    -------
    str
        What it says; all of it where it begins with no mark.
    """
    mark = _MARKED.match(note)
    return note[mark.end() :] if mark else note


def footnote_mark(note: str) -> str:
    """Give the mark that a footnote begins with.

    Parameters
    ----------
    note
        A line.

    Returns
    -------
    str
        "1" of "(1)", "1." and "¹"; "" where it begins with none.
    """
    mark = _MARKED.match(note)
    return _mark(mark[1]) if mark else ""


def sign_of(heading: str) -> tuple[str, str]:
    """Part a heading from the mark of a footnote behind it.

    Parameters
    ----------
    heading
        As written: "Số hộ (1)".

    Returns
    -------
    mark, heading : str
        "1" and "Số hộ"; no mark where none stands behind it.
    """
    sign = _SIGN.search(heading)
    return (_mark(sign[1]), heading[: sign.start(1)].strip()) if sign else ("", heading)


def _mark(written: str) -> str:
    """Give a mark without what is around it: "1" of "(1)", "[1]", "1." and "¹"."""
    return unicodedata.normalize("NFKC", written).strip("()[].:/ ")


def footnotes(notes: Iterable[str]) -> Iterator[str]:
    """Part notes where one line explains several marks.

    Parameters
    ----------
    notes
        The lines around a table.

    Yields
    ------
    str
        Each footnote, or the line as it is.
    """
    for note in dict.fromkeys(notes):
        yield from _NEXT_MARK.split(note)
