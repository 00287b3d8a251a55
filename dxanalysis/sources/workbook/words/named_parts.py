"""Names of the figures in a cell: "Viettel: 4; VNPT: 5", "4G 7, 5G 3", "KH: 8; TH: 7"."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    Key = tuple[str, str]

PLAN: Final = ("plan", "")
RESULT: Final = ("result", "")

_LONGEST: Final = 200
_UNITS: Final = re.compile(r"(?<=\d) ?(?:trạm(?: BTS)?|BTS|hộ|người|thuê bao)\b", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\s*[\n;|]\s*|,\s*(?=[^\W\d]|[2-5]G)|(?<=[\d%]) +(?=[^\W\d])")
_NAMED: Final = re.compile(
    r"(?:[-–•+*] ?)?([^\W\d_][^\W_]*(?: [^\W_]+){0,3}|[2-5]G)"
    r"(?: ?[:=] ?| [-–] | )(\d+(?:\.\d+)*(?:,\d+)?%?|(?<=[:=] )[-–]|(?<=[:=])[-–])\.?",
    re.IGNORECASE,
)
_PLAN_WORDS: Final = (
    *("kh", "ke hoach", "ke hoach giao", "giao", "duoc giao", "chi tieu", "chi tieu giao"),
    *("ct giao", "kh giao", "muc tieu", "plan", "planned", "target"),
)
_RESULT_WORDS: Final = (
    *("th", "thuc hien", "da thuc hien", "dat", "dat duoc", "da dat", "ket qua", "kq"),
    *("ket qua thuc hien", "ket qua dat duoc", "thuc te", "result", "actual", "achieved"),
)
_YEAR: Final = re.compile(r"\s*(?:nam )?((?:19|20)\d\d)$")
_MARKS: Final = r"(?:\s*[,;/|+&]\s*|\s+(?:và|and)\s+)"
_EACH: Final = re.compile(
    r"[(,;–-]?\s*(?:(?:chi tiết|chia|phân|tách|tính|ghi)\s+)?\b(?:(?:theo|của|từng|mỗi|các)\s+)+"
    r"(?:nhà mạng|doanh nghiệp(?: viễn thông)?|DN(?:VT)?|công nghệ|loại mạng|mạng)\s*\)?\s*$",
    re.IGNORECASE,
)
_MOST: Final = 8


@functools.lru_cache(maxsize=4096)
def name_key(name: str) -> Key | None:
    """Tell whose, or of which technology, a figure is by its name.

    Parameters
    ----------
    name
        What stands before a figure, or in the list of a heading.

    Returns
    -------
    tuple of str or None
        Operator and technology, one of them perhaps ``""``; :data:`PLAN` or :data:`RESULT`; None
        where the name says anything else.

    Examples
    --------
    >>> name_key("VinaPhone"), name_key("5G"), name_key("TH"), name_key("Thôn Nà Pó")
    (('vnpt', ''), ('', '5g'), ('result', ''), None)
    """
    plain = _YEAR.sub("", plain_text(name))
    if plain in _PLAN_WORDS:
        return PLAN
    if plain in _RESULT_WORDS:
        return RESULT
    level = parse_level(name)
    more = level.unknown or level.vetoes or level.relations or level.dates or level.measure
    if more or "any" in level.operators or set(level.subjects) - {"stations"}:
        return None
    if max(len(level.operators), len(level.technologies)) != 1:
        return None
    return "".join(level.operators), "".join(level.technologies)


def are_alike(keys: Sequence[Key | None]) -> bool:
    """Tell whether all names of a list are operators, or all technologies, or plan and result.

    Parameters
    ----------
    keys
        Of each name (:func:`name_key`).

    Returns
    -------
    bool
        Whether they are, each another.
    """
    known = [key for key in keys if key is not None]
    if len(known) < max(2, len(keys)) or len(set(known)) != len(known) or len(known) > _MOST:
        return False
    if {PLAN, RESULT} & set(known):
        return {PLAN, RESULT} == set(known)
    return all(len({bool(key[place]) for key in known}) == 1 for place in (0, 1))


def worded(name: str, key: Key | None) -> str:
    """Give the words that a heading says a name with.

    Parameters
    ----------
    name, key
        As written, and what it is (:func:`name_key`).

    Returns
    -------
    str
        Plan and result in full: "(kế hoạch 2025)".
    """
    if key not in {PLAN, RESULT}:
        return name
    year = _YEAR.search(plain_text(name))
    said = "kế hoạch" if key == PLAN else "thực hiện"
    return f"({said}{f' năm {year[1]}' if year else ''})"


def named_parts(value: object) -> dict[Key, tuple[str, str]]:
    """Take the figures of a cell apart where each has a name.

    Parameters
    ----------
    value
        What the cell holds.

    Returns
    -------
    dict
        What each is (:func:`name_key`) to its name and figure as written; empty where any of it
        is anything else.

    Examples
    --------
    >>> named_parts("Viettel: 4, VNPT: 1.205")
    {('viettel', ''): ('Viettel', '4'), ('vnpt', ''): ('VNPT', '1.205')}
    >>> named_parts("Viettel: 4, ngừng 2")
    {}
    """
    if not isinstance(value, str) or not 3 <= len(value) <= _LONGEST:  # noqa: PLR2004 - "4G7"
        return {}
    text = _UNITS.sub("", "\n".join(" ".join(line.split()) for line in value.split("\n")))
    found: dict[Key, tuple[str, str]] = {}
    for part in filter(None, _BETWEEN.split(text)):
        match = _NAMED.fullmatch(part.strip())
        key = name_key(match[1]) if match else None
        if match is None or key is None or key in found:
            return {}
        found[key] = (match[1], match[2])
    return found


def without_names(heading: str, names: Mapping[Key, str], above: Collection[str]) -> str | None:
    """Take what the cells name themselves out of the heading above them.

    Parameters
    ----------
    heading
        As written: "Số trạm (4G, 5G)", "Số trạm 4G theo nhà mạng".
    names
        The names of the figures, by what they are.
    above
        The levels of the heading further up.

    Returns
    -------
    str or None
        The rest; None where it says one of what the names say, as "Số trạm của Viettel".
    """
    some = "|".join(sorted(map(re.escape, names.values()), key=len, reverse=True))
    listed = rf"[(\[]?\s*(?<!\w)(?:{some})(?:{_MARKS}(?:{some}))+(?!\w)\s*[)\]]?"
    rest = _EACH.sub(" ", re.sub(listed, " ", heading, flags=re.IGNORECASE))
    levels = [parse_level(text) for text in (rest, *above)]
    operators, technologies = (any(key[place] for key in names) for place in (0, 1))
    if {PLAN, RESULT} & set(names):
        planned = any(kind == "plan" for level in levels for kind, _ in level.vetoes)
        return None if planned else rest.strip()
    if operators and any(level.operators for level in levels):
        return None
    if technologies and any(level.technologies for level in levels):
        return None
    return rest.strip()
