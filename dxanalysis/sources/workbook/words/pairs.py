"""Headings of two quantities: "Số tổ CNSCĐ/số thành viên", over cells such as "21/84"."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Final

from dxanalysis.indicators import indicators
from dxanalysis.sources.workbook.words.heading_catalogue import load_headings
from dxanalysis.sources.workbook.words.slots import parse_level

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Texts = tuple[str, ...]

_MARKS: Final = (r"/", r";", r"\|", r",", r"\b(?:và|and)\b", r"&", r"\+", r"(?<=\s)[–-](?=\s)")
"""What may stand between two quantities, the surest first."""

_BRACKET: Final = re.compile(r"[(\[]([^()\[\]]*)[)\]]\s*$")
_UNITS: Final = re.compile(r"\s*(?:[-–,;]\s*)?(?:đvt|đơn vị tính|dvt)\s*[:;].*$", re.IGNORECASE)
_OWN: Final = re.compile(r"\W*(?:tổng số|số lượng|số|sl|ts|number)\b", re.IGNORECASE)
_BASES: Final = frozenset({"population", "households", "villages"})
_LONGEST: Final = 150


@functools.lru_cache(maxsize=4096)
def paired(levels: Texts, heading: str, parts: int) -> tuple[Texts, Texts] | None:
    """Tell what each of the figures is that stand in one cell below a heading.

    Parameters
    ----------
    levels
        The heading's levels further up.
    heading
        Its last level, which names one quantity after the other.
    parts
        How many figures each cell holds.

    Returns
    -------
    tuple or None
        The quantities, and for each a heading of its own, in order; None where the heading does
        not tell every one, or may mean another: "Số thôn/hộ có cáp quang".

    Examples
    --------
    >>> paired((), "Tổ CNSCĐ (số tổ/số thành viên)", 2)[0]
    ('teams', 'team_members')
    >>> paired((), "Số thôn/hộ có cáp quang", 2) is None
    True
    """
    if len(heading) > _LONGEST:
        return None
    for base, named in _split(" ".join(heading.split()), parts):
        if found := _told(levels, base, named):
            return found
    return None


def is_part_of(part: str, whole: str) -> bool:
    """Tell whether one quantity is a part of another, of which it gives a share.

    Parameters
    ----------
    part, whole
        Ids of quantities.

    Returns
    -------
    bool
        Whether an indicator is the share of one in the other.

    Examples
    --------
    >>> is_part_of("people_4g", "population"), is_part_of("teams", "team_members")
    (True, False)
    """
    return any(
        (entry.numerator, entry.denominator) == (part, whole)
        for entry in indicators().values()
        if entry.is_rate
    )


def lists_several(heading: str) -> bool:
    """Tell whether a heading names one number after another: "Số thôn/số tổ CNSCĐ".

    Parameters
    ----------
    heading
        Its last level.

    Returns
    -------
    bool
        Whether it does, and one is not a part of the other, "Số thôn có sóng/số thôn", nor
        another word for it, "Số thôn/bản".
    """
    told = paired((), heading, 2)
    if told is not None:
        one, other = told[0]
        return not (is_part_of(one, other) or is_part_of(other, one))
    for base, named in _split(" ".join(heading.split()), 2):
        if all(map(_OWN.match, named)) and not _is_total(*named):
            known = {name for text in named if (name := _quantity(((), base), text))}
            return len(known) > 1 or bool(known - _BASES)
    return False


def fits_names(titles: Sequence[str], words: Sequence[str]) -> bool:
    """Tell whether words behind the figures of a cell leave these in the order of the heading.

    Parameters
    ----------
    titles
        A heading for each figure (:func:`paired`).
    words
        What stands behind each, ``""`` for nothing.

    Returns
    -------
    bool
        False where one names what another figure should be.

    Examples
    --------
    >>> fits_names(("Số tổ", "số thành viên"), ("tổ", "người"))
    True
    >>> fits_names(("Số thành viên", "số tổ"), ("tổ", "người"))
    False
    """
    split = [title.lower().split() for title in titles]
    same = next(
        (at for at, some in enumerate(zip(*split, strict=False)) if len(set(some)) > 1),
        min(map(len, split)),
    )
    own = [_OWN.sub("", " ".join(some[same:] or some)).strip() for some in split]
    return not any(
        word and not own[at].startswith(word) and any(name.startswith(word) for name in own)
        for at, word in enumerate(one.lower() for one in words)
    )


def _is_total(part: str, whole: str) -> bool:
    """Tell a number of all of those that stand before it: "Tổng số", "Tổng số trạm"."""
    one, other = parse_level(part), parse_level(whole)
    return other.total and (other.is_bare or bool(set(one.subjects) & set(other.subjects)))


def _split(heading: str, parts: int) -> Iterator[tuple[str, Texts]]:
    """Give what a heading names, with what stands before a list in brackets."""
    plain = _UNITS.sub("", heading)
    bracket = _BRACKET.search(plain)
    outer = plain[: bracket.start()].strip() if bracket else plain
    for base, text in (("", outer), (outer, bracket[1])) if bracket else (("", outer),):
        for mark in _MARKS:
            named = tuple(part.strip(" .:") for part in re.split(mark, text))
            if len(named) == parts and all(re.search(r"[^\W\d_]", part) for part in named):
                yield base, named
    if bracket and outer and parts == 2:  # noqa: PLR2004 - "Số tổ (số thành viên)"
        yield "", (outer, bracket[1].strip())


def _told(levels: Texts, base: str, named: Texts) -> tuple[Texts, Texts] | None:
    """Find the quantity that each of the names says, with words of the others where it is short."""
    path = (levels, base)
    alone = [_quantity(path, text) for text in named]
    found: list[str] = []
    titles: list[str] = []
    for place, (text, own) in enumerate(zip(named, alone, strict=True)):
        others = {one for at, one in enumerate(alone) if at != place}
        fuller = [
            (name, longer)
            for longer in _completed(named, place)
            if (name := _quantity(path, longer)) and name not in others
        ]
        if own and own not in _BASES:
            fuller = [(own, text)]
        elif own and any(name != own for name, _ in fuller):
            return None  # "Số thôn/hộ có cáp quang": all villages, or those that have it, too?
        elif own:
            fuller = [(own, text)]
        if not fuller:
            return None
        found.append(fuller[0][0])
        titles.append(f"{base} {fuller[0][1]}".strip())
    bases = len(_BASES.intersection(found))
    whole = len(found) == 2 and is_part_of(*sorted(found, key=_BASES.__contains__))  # noqa: PLR2004
    if len(set(found)) < len(found) or (bases not in {0, len(found)} and not whole):
        return None  # "Số lớp tập huấn/số người": not all people
    return tuple(found), tuple(titles)


def _completed(named: Sequence[str], place: int) -> Iterator[str]:
    """Add to a name that is cut short what the first begins with, or the last ends with."""
    text = named[place]
    first, last = named[0].split(), named[-1].split()
    if place:
        for length in range(1, len(first) + 1):
            yield " ".join([*first[:length], text])
    if place < len(named) - 1:
        words = load_headings().words
        for length in range(1, len(last)):
            if words(" ".join(last[:-length])):
                yield " ".join([text, *last[-length:]])


def _quantity(path: tuple[Texts, str], text: str) -> str:
    """Name what one heading counts; "" where it says none, or more than one."""
    levels, base = path
    said = load_headings().meaning((*levels, f"{base} {text}".strip())).columns
    return next((one.id for one in said if one.kind == "count"), "")
