"""Notes around a table that may change what its figures are, and that no rule has heard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.dates.written import find_dates
from dxanalysis.sources.workbook.notes.doubts import (
    is_legend_of_styles,
    is_of_another_day,
    is_unsettled,
    may_change,
)
from dxanalysis.sources.workbook.notes.harmless import is_harmless_line
from dxanalysis.sources.workbook.notes.lines_around import MIXED_UP, is_head
from dxanalysis.sources.workbook.notes.missing_codes import (
    dash_means,
    missing_codes,
    zero_is_missing,
)
from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.vietnamese import normalise, plain_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable

_CHANGING: Final = re.compile(
    r"\b(?:so lieu|so (?:ho|dan|nguoi|thon|ban|tram|thue bao)|cot|dong|bieu|bang|figures?|data)\b"
    r".*\b(?:chua|khong|chi|tru|tam|uoc|rieng|ngoai|bao gom|tinh ca|luy ke|quy doi|lam tron|theo"
    r"|du kien|ke hoach|thay the|not|only|except|without|excluding|estimated)\b"
    r"|^\W*(?:(?:ghi chu|luu y|chu thich|notes?)\W+)?(?:(?:cac|tong|so) )*"
    r"(?:tram|ho|dan so|nguoi|thon|ban|ap|thue bao|ty le|don vi(?: tinh)?|dvt|stations"
    r"|households)\b.*\b(?:la|tinh|gom|don vi|nghin|ngan|trieu|tram ho|chuc|cong don|theo|cua"
    r"|quy hoach|thousand|per|counted)\b"
    rf"|{MIXED_UP}"
)
"""Words that a note has which may make figures something else."""

_SOURCE: Final = re.compile(
    r"\W*(?:(?:ghi chu|luu y|chu thich)\W+)?(?:dan so|so (?:ho|dan|nguoi))(?: va so ho)?"
    r" (?:duoc )?(?:lay )?theo (?:(?:so lieu|nguon|cua|tu|chi|cuc|nien giam) )*"
    r"(?:thong ke|cong an)\b"
)
"""Who counted the people, and not what of them is counted."""

_IS_TITLE: Final = re.compile(
    r"\W*(?:[ivx]+|\d{1,2}|[a-d])[.)/] |(?:bieu|bang|phu luc|phan|muc)\b \W*[\divx]"
    r"|\W*(?:\(?\*+\)?|\(\d{1,2}\)|[¹²³⁴-⁹†‡])|(?:nguoi )?(?:lap|tong hop) bieu|.*\bminh hoa\b"
)
"""The title of a further table, a footnote's mark, which is looked up where it stands, whoever
signs, and that all is illustrative."""

_DOUBT_ALONE: Final = re.compile(
    r"\W*(?:so lieu|so|ban|chua|du thao|draft|uoc|tam|cho|dang)\b.{0,30}$"
)
_OF_LETTERS: Final = re.compile(
    r"\b(?:kinh gui|noi nhan|luu ?:|nhu tren|kt\.|tm\.|tl\.|giam doc|chu tich|ky ten|lap bieu)"
    r"|\bo (?:de )?(?:trong|trang)\b|\bde trong\b|\bblank\b"
    r"|\b(?:phong|so|ban|bo|van phong) (?:[\w,]+ ){0,3}(?:ke hoach|tai chinh|dau tu)\b"
)
"""What stands below a table in a letter, and what its empty cells are."""

_LONGEST_NOTE: Final = 500
_OF_SIGNS: Final = (zero_is_missing, dash_means, missing_codes)
"""What a note tells of signs and numbers has been heard."""


def unheard_notes(
    notes: Iterable[str], heard: Collection[str], as_of: dt.date | None
) -> tuple[str, ...]:
    """Give the notes that may change what figures are, without those that were heard.

    Parameters
    ----------
    notes
        The lines around a table that may be notes on it.
    heard
        What rules have heard, or have taken for an explanation.
    as_of
        The date of the table, if known.

    Returns
    -------
    tuple of str
        Those notes, each once.
    """
    return tuple(
        note
        for note in dict.fromkeys(one for one in notes if len(one) <= _LONGEST_NOTE)
        if (_CHANGING.search(plain := plain_text(note)) or _is_doubt(note, as_of))
        and not _IS_TITLE.match(plain)
        and not (_SOURCE.match(plain) and is_harmless_line(note))
        and not any(one in note or note in one for one in heard)
        and not any(explains([note]) for explains in _OF_SIGNS)
    )


def _is_doubt(note: str, as_of: dt.date | None) -> bool:
    """Tell whether a line below a table says that figures are something else than they seem."""
    counts = normalise(note).lower().startswith("số ") or parse_level(note).technologies
    if not counts and (is_head(note) or _OF_LETTERS.search(plain_text(note))):
        return False
    if is_legend_of_styles(note):
        return True
    if as_of is None and is_of_another_day(note, None):
        return False  # it may give the only date that there is
    return may_change(note, as_of) or not is_harmless_line(note)


def says_only_doubt(line: str, as_of: dt.date | None) -> bool:
    """Tell whether a line above a table says no more than that its figures are in doubt.

    A whole date is that of this table or of another one, and is heard as such.

    Parameters
    ----------
    line
        The line.
    as_of
        The date of the table, if known.

    Returns
    -------
    bool
        Whether it says no more.
    """
    if not _DOUBT_ALONE.match(plain_text(line)) or is_head(line):
        return False
    of_another = as_of is not None and not find_dates(line) and is_of_another_day(line, as_of)
    return of_another or is_unsettled(line)
