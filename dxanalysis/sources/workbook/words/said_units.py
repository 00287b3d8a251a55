"""Units of measure that titles state, and columns that count something else.

"(ĐVT: km2)" above "Dân số được phủ sóng 4G": the figures are no people, whatever the heading says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.words.headings import Meaning
from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.vietnamese import plain_text, strip_tones

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dxanalysis.sources.workbook.words.compose import Context

    Path = tuple[str, ...]

_STATED: Final = re.compile(
    r"(?i)(?<!\w)(?:(?:đvt|dvt|đơn vị tính|don vi tinh|đơn vị đo|unit of measure"
    r"|(?<=\()(?:tính|tinh|đếm|dem)(?: theo| bằng| bang| là))\s*[:;.-]*"
    r"|(?P<office>đơn vị|don vi|units?)\s*:)\s*([^()\[\]\n]*[^()\[\]\n\s])"
)
"""A statement of units up to the end of its bracket or line; "Đơn vị: Sở A" is one of an office."""

_NOTED: Final = re.compile(
    r"\W*(?:(?:ghi chu|luu y|chu thich|chu y|notes?|\d(?=[.)\]]))\W+)?"
    r"(?P<of>(?:[^\W\d]+\W+){0,9}?)"
    r"(?:(?:(?:duoc|deu|la|ghi) )?"
    r"(?:tinh|the hien|bieu thi|quy(?: doi)?(?: ve)?|thong ke|don vi|dvt)"
    r"(?: (?:bang|theo|la|ra|tinh|do|don vi|(?:cua|trong) (?:bieu|bang|so lieu)))*"
    r"|(?:are |is )?(?:given |expressed )?in)[ :]+"
    r"(?P<unit>[^:;]{3,30}?)[\s.)]*"
)
"""A note, without tones, that says in which unit figures are: "Số liệu tính bằng trăm người"."""

_ALL_FIGURES: Final = re.compile(
    r"(?:\W|\b(?:cac|tat ca|toan bo|moi|nhung|so lieu|con so|so|gia tri|chi tieu|figures?|all"
    r"|data|the|ve|cua|trong|tai|o|tren|bieu|bang|phu luc|nay|cot|dong|ghi)\b)*"
)
_SHARES: Final = re.compile(r"(?i)[(\[]\s*(?:(?:tỷ|tỉ|ty|ti) (?:lệ|le)\s*)?%\s*[)\]]\W*$")
_IN_BRACKETS: Final = re.compile(r"[(\[]([^()\[\]]*:[^()\[\]]*)[)\]]")
_PARTS: Final = re.compile(r"\s*(?:[,;/+&]|\bvà\b|\bhoặc\b|\band\b)\s*", re.IGNORECASE)
_COUNTED: Final = (
    ("people_", "people"),
    ("population", "people"),
    ("adults", "people"),
    ("households", "households"),
    ("villages", "villages"),
    ("stations_", "stations"),
)
_PEOPLE: Final = ("people_", "population", "adults", "working_age", "possible_users", "eid_")
"""How quantities of people begin, and of what each of them has one of."""

_FOREIGN: Final = re.compile(
    r"(?:(?:nghin|ngan|trieu|ty|tram|chuc|so|x?1\.?000) )*"
    r"(?:vi tri(?! tram)|diem(?! dan cu)|cells?|sectors?|cong(?: \w+)?|ports?|km ?[2²]?|ha"
    r"|m ?[2²]|met"
    r"|(?:viet nam )?dong|vnd|usd|trieu|[mgk]bps|[mgt]b|may|thiet bi|sim|luot|phieu|cot(?: anten)?"
    r"|trx|carriers?|dbm|kenh|tuyen(?: cap)?|soi|nut|thu hang)"
)
"""Without tones: units of what is no person, household, village or station."""

_SUBSCRIBERS: Final = re.compile(r"\b(?:thue bao|tb|khach hang|kh|subscribers?|hop dong|duong)\b")
_ANY: Final = re.compile(
    r"\W*(?:(?:so luong|don vi|cai|chiec|so|nguyen|1|tung|theo|cot|muc|ghi|o|trong|xem|chi tieu"
    r"|tieu chi|bieu|bang|dong|nhu|tai|moi|khac(?: nhau)?|loai|noi dung|tren|duoi|rieng)\W*)*"
)
_PERCENT: Final = re.compile(r"%|\b(?:phan tram|percent|ty le|ti le|phan nghin)\b|‰")
_OF_ALL: Final = re.compile(
    r"(?:(?:ty|ti) le )?(?:%|phan tram|percent) (?:(?:tren|so voi|trong|cua|of) (?:the )?)?"
    r"(?:tong|total)\b.+"
)
"""Percentages of all of something: "% trên tổng số văn bản phát hành trong tháng"."""

_OF_OTHERS: Final = re.compile(
    r"\b(?:so voi(?! tong)|ke hoach|chi tieu|muc tieu|cung ky|(?:ky|thang|quy|nam) truoc"
    r"|tang|giam|of plan|target|tong(?: so)?(?: cac)? (?:xa|phuong|don vi|dia phuong)|(?:toan|ca) "
    r"tinh)\b"
)
"""In a unit of percentages: not of all that a commune has, but of a plan, of before, of others."""

_SHORT: Final = 60
_LONGEST_NOTE: Final = 200


@dataclass(frozen=True)
class SaidUnit:
    """One unit of measure that a title states.

    Attributes
    ----------
    text
        As written.
    counts
        The subjects that it counts; empty where it is one of something else, or of anything.
    of
        The subject of the columns that it is said of; ``""`` for all.
    scale
        What is a multiple of it.
    foreign
        Whether it is one of something else: km², cells, ports.
    percent
        Whether it is a share.
    unknown
        Whether nothing is known of it.
    """

    text: str
    counts: frozenset[str] = frozenset()
    of: str = ""
    scale: int = 1
    foreign: bool = False
    percent: bool = False
    unknown: bool = False


def said_units(lines: Sequence[str]) -> tuple[SaidUnit, ...]:
    """Find the units of measure that titles state.

    Parameters
    ----------
    lines
        The titles.

    Returns
    -------
    tuple of SaidUnit
        Each as it stands there.

    Examples
    --------
    >>> [(one.text, one.foreign) for one in said_units(["Phủ sóng 4G (ĐVT: km2)"])]
    [('km2', True)]
    >>> [(one.of, one.scale) for one in said_units(["(dân số: nghìn người; hộ: chục hộ)"])]
    [('people', 1000), ('households', 10)]
    """
    found: list[SaidUnit] = []
    for line in lines:
        stated = [
            unit
            for match in _STATED.finditer(line)
            for part in _PARTS.split(match[2])
            if (unit := _unit(part, alone=bool(match["office"])))
        ]
        stated += [SaidUnit("%", percent=True)] if not stated and _SHARES.search(line) else []
        found += stated
        for bracket in () if stated else _IN_BRACKETS.findall(line):
            some = [_unit(part) for part in re.split(r"[;,]", bracket)]
            if all(one and one.of and (one.of in one.counts or one.foreign) for one in some):
                found += [one for one in some if one]
    return tuple(found)


def _unit(text: str, *, alone: bool = False) -> SaidUnit | None:
    """Read one unit, "hộ: chục hộ"; None where it is no unit that is known, and, alone, no more."""
    label, _, written = text.rpartition(":")
    written, plain = written.strip(" ."), plain_text(written).strip(" .")
    subjects = parse_level(label).subjects if label else ()
    of = subjects[0] if len(subjects) == 1 else ""
    level = parse_level(written)
    foreign = bool(_FOREIGN.fullmatch(plain))
    strange = not foreign and (level.unknown or level.vetoes or re.search(r"\d", plain))
    shares = level.measure == "percent" or bool(_PERCENT.search(plain))
    of_others = shares and bool(_OF_OTHERS.search(plain))
    of_all = not of and bool(_OF_ALL.fullmatch(plain))
    if not (of_others or of_all) and (not written or len(written) > _SHORT or (alone and strange)):
        return None
    counts = frozenset((*level.subjects, level.unit)) - {""}
    if shares:
        return SaidUnit(written, of=of, percent=not of_others, unknown=of_others)
    if _SUBSCRIBERS.search(plain):
        counts |= {"households"}
    if counts - {"communes"}:
        return SaidUnit(written, counts, of, level.scale)
    if _ANY.fullmatch(plain):
        return None
    other = foreign or any(kind == "other_measure" for kind, _ in level.vetoes)
    return SaidUnit(written, of=of, foreign=other, unknown=not other)


def noted_units(line: str) -> list[str]:
    """Give the units of many people or homes that a note says figures are in.

    Parameters
    ----------
    line
        A line above or below a table.

    Returns
    -------
    list of str
        Each as a title would state it, where all of the note says nothing else.

    Examples
    --------
    >>> noted_units("Ghi chú: Số liệu trong biểu tính bằng trăm người.")
    ['ĐVT: trăm người']
    >>> noted_units("Dân số tính theo nghìn người; hộ tính theo chục hộ")
    ['ĐVT: people: nghìn người', 'ĐVT: households: chục hộ']
    >>> noted_units("Số liệu tính theo hộ khẩu thường trú")
    []
    """
    found: list[str] = []
    for clause in re.split(r"\s*;\s*", " ".join(line.split())[:_LONGEST_NOTE]):
        match = _NOTED.fullmatch(plain := strip_tones(clause).lower())
        if match is None or len(plain) != len(clause):
            return []
        unit = clause[slice(*match.span("unit"))]
        level, of = parse_level(unit), parse_level(clause[slice(*match.span("of"))])
        counted = {*level.subjects, level.unit} - {""}
        named = {*of.subjects} - {"communes"}
        strange = level.unknown or level.vetoes or level.dates or level.relations
        if len(counted) != 1 or strange:
            return []
        if level.scale == 1 and counted == named:
            continue  # "trạm tính theo trạm"
        if level.scale == 1 or counted - {"people", "households"}:
            return []
        if _ALL_FIGURES.fullmatch(match["of"]):
            found.append(f"ĐVT: {unit}")
        elif named == counted and not (of.unknown or of.vetoes or of.technologies):
            found.append(f"ĐVT: {named.pop()}: {unit}")
        else:
            return []
    return found


def against_units(
    units: Sequence[SaidUnit], paths: Mapping[int, Path], resolved: Mapping[int, Meaning]
) -> dict[int, Meaning]:
    """Refuse columns of counts that the stated units of measure do not fit.

    Parameters
    ----------
    units
        What titles state.
    paths, resolved
        Column to heading, and to what it is understood as.

    Returns
    -------
    dict
        The columns that are not read. Where the units fit another column of the table, they are
        of that; a heading with a unit of its own needs none.
    """
    if not units:
        return {}
    subjects = {
        column: subject
        for column, meaning in resolved.items()
        if meaning.how != "given" and (subject := _subject(meaning)) and not _has_own(paths[column])
    }
    rates = any(one.kind == "rate" for meaning in resolved.values() for one in meaning.columns)
    whole = [one for one in units if not one.of]
    fits = set(subjects.values()) & {count for one in whole for count in one.counts}
    settled = bool(fits) or any(one.percent for one in whole) or (rates and not whole)
    refused: dict[int, Meaning] = {}
    for column, subject in subjects.items():
        named = [one for one in units if one.of == subject]
        own = named or ([] if settled else whole)
        # "ĐVT: hồ sơ" above files is none of the people beside them.
        is_base = any(one.base for one in resolved[column].columns)
        own = [one for one in own if not (one.unknown and is_base)]
        if own and not any(subject in one.counts or one.percent for one in own):
            meaning = resolved[column]
            composed = replace(
                meaning.composed, quantity="", reason="unit_differs", word=own[0].text
            )
            refused[column] = Meaning((), composed=composed)
    return refused


def with_said_scales(
    context: Context, paths: Mapping[int, Path], resolved: Mapping[int, Meaning]
) -> dict[int, Meaning]:
    """Multiply the counts of headings that the catalogue has word for word by what titles say.

    Parameters
    ----------
    context
        What titles say: "ĐVT: nghìn người".
    paths, resolved
        Column to heading, and to what it is understood as.

    Returns
    -------
    dict
        The columns of people and of homes that are multiples; a heading with a unit of its own
        needs none.
    """
    made: dict[int, Meaning] = {}
    for column, meaning in resolved.items():
        if meaning.how != "exact" or meaning.scale > 1 or _has_own(paths[column]):
            continue
        count = meaning.of_kind("count")
        of_people = count is not None and count.id.startswith(_PEOPLE)
        subject = "people" if of_people else _subject(meaning)
        scale = context.scale_of(subject)
        if subject in {"people", "households"} and scale > 1:
            made[column] = replace(meaning, scale=scale)
    return made


def _subject(meaning: Meaning) -> str:
    """Give what a column of counts counts, of people, households, villages and stations."""
    count = meaning.of_kind("count")
    name = count.id if count else ""
    return next((subject for start, subject in _COUNTED if name.startswith(start)), "")


def _has_own(path: Path) -> bool:
    """Tell whether a heading states a unit itself."""
    return any(level.unit or level.scale > 1 for level in map(parse_level, path))
