"""Headings of how many there are to one of another thing: "Số thành viên/tổ", "Số tổ/thôn"."""

from __future__ import annotations

import functools
import re
from typing import Final

from dxanalysis.sources.workbook.words.slots import slot_words
from dxanalysis.vietnamese import normalise, strip_tones

_MEMBERS: Final = ("thành viên", "tv", "học viên", "cán bộ", "members", "member", "trainees")
_TEAMS: Final = ("tổ", "tổ công nghệ số", "tổ công nghệ số cộng đồng", "tổ cnscđ", "tổ cnsc đ",
                 "tổ cns", "tổ cns cộng đồng", "team", "teams")  # fmt: skip
_RANKS: Final = {
    "people": 0, "members": 0, "stations": 0, "households": 1, "teams": 2, "villages": 3,
    "communes": 4,
}  # fmt: skip
"""What belongs to what: people to homes and teams, all of them to villages."""

_OPEN: Final = -1
"""Of things not known: accounts and subscriptions belong to people and homes."""

_COUNTED: Final = (
    ("people_", "people"),
    ("pop_", "people"),
    ("population", "people"),
    ("households", "households"),
    ("villages", "villages"),
    ("stations_", "stations"),
    ("teams", "teams"),
    ("team_members", "members"),
)
"""Begins of quantities' names, and what they count."""

_STROKE: Final = re.compile(r"(?P<before>[^(/,;:|]+)/\s*(?P<behind>[^()/,;:|]+)")
_ONE: Final = re.compile(r"^(?:mỗi|một|từng|each|a|per|0?1)\s+")
_SUM: Final = re.compile(r"^(?:tổng|tong|total|all)\b")


def ratio_of(heading: str) -> str:
    """Find the words by which a heading counts things to one of another thing.

    Parameters
    ----------
    heading
        One level of it.

    Returns
    -------
    str
        Both things as written, ``""`` where there are none: names that stand for each other,
        "thôn/bản", and a part and its whole, "số thôn có sóng/tổng số thôn", are no ratio; nor is
        what is counted of a commune, which each row is.

    Examples
    --------
    >>> ratio_of("Số thành viên/tổ CNSCĐ"), ratio_of("Tổ CNSCĐ / thôn")
    ('Số thành viên/tổ CNSCĐ', 'Tổ CNSCĐ / thôn')
    >>> ratio_of("Số thôn, bản/khu phố"), ratio_of("Số trạm 4G/xã"), ratio_of("4G/LTE")
    ('', '', '')
    """
    if "/" not in heading:
        return ""
    text = " ".join(normalise(heading).split())
    for found in _STROKE.finditer(text):
        behind = found["behind"].strip().lower()
        if _SUM.match(behind):
            continue
        to = thing_of(_ONE.sub("", behind))
        before = found["before"].strip().lower()
        if to in {"", "communes", "stations", "members"} or _another_name(before, to):
            continue
        if _belongs(_first(before), to):
            return found[0].strip()
    return ""


def _another_name(before: str, to: str) -> bool:
    """Tell whether what stands before the stroke is another name of the same: "tổ ở thôn/bản"."""
    words = before.split()
    ends = (" ".join(words[start:]) for start in range(len(words)))
    return to != "teams" and any(thing_of(end) == to for end in ends)


def _belongs(of: str, to: str) -> bool:
    """Tell whether things of one kind are counted to one of another."""
    if not of:
        return _OPEN < _RANKS[to] < _RANKS["villages"]
    return _RANKS[of] < _RANKS[to]


def _first(text: str) -> str:
    """Name the kind of the first thing that a text names."""
    found = [
        (match.start(), -len(match[0]), kind)
        for kind, pattern in _patterns(lost=text.isascii()).items()
        if (match := pattern.search(text))
    ]
    return min(found)[2] if found else ""


def thing_of(text: str) -> str:
    """Name the kind of the thing that a text names, and nothing else.

    Parameters
    ----------
    text
        In small letters.

    Returns
    -------
    str
        ``people``, ``members``, ``teams``, ``households``, ``villages`` and so on; ``""`` where it
        names none, or says more of it.
    """
    patterns = _patterns(lost=text.isascii())
    return next((kind for kind, pattern in patterns.items() if pattern.fullmatch(text)), "")


def thing_counted(quantity: str) -> str:
    """Name the kind of the thing that a quantity counts.

    Parameters
    ----------
    quantity
        Its name in tables.

    Returns
    -------
    str
        As :func:`thing_of` gives it; ``""`` for what is of no such kind.

    Examples
    --------
    >>> thing_counted("people_4g"), thing_counted("team_members"), thing_counted("files_online")
    ('people', 'members', '')
    """
    return next((thing for start, thing in _COUNTED if quantity.startswith(start)), "")


def words_for(kind: str) -> list[str]:
    """List the words for a kind of thing.

    Parameters
    ----------
    kind
        As :func:`thing_of` gives it.

    Returns
    -------
    list of str
        The words with their tones.
    """
    return {"members": [*_MEMBERS], "teams": [*_TEAMS]}.get(kind) or slot_words("subject", kind)


@functools.cache
def _patterns(*, lost: bool) -> dict[str, re.Pattern[str]]:
    """Make a pattern of the words for each kind of thing, with their tones or without."""
    words = {kind: words_for(kind) for kind in _RANKS}
    return {
        kind: re.compile(
            r"\b(?:"
            + "|".join(
                re.escape(strip_tones(one) if lost else normalise(one).lower())
                for one in sorted(some, key=len, reverse=True)
            )
            + r")\b"
        )
        for kind, some in words.items()
    }
