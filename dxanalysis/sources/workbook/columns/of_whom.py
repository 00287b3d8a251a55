"""Of whom figures are, told by the table around them: of adults or of all, of which teams, of what.

"Số người có tài khoản thanh toán" beside adults and all people is of those whose share the sheet
itself gives; "Số thành viên" is of any team unless something says of which.
"""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.columns.in_percent import numbers_of
from dxanalysis.sources.workbook.words.headings import Meaning
from dxanalysis.sources.workbook.words.slots import parse_level, slot_words, without_numbering
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.words.headings import Column

    Path = tuple[str, ...]
    Numbers = Mapping[int, float]

_TEAMS: Final = re.compile(
    r"\bto (?:cong nghe so(?! lieu)|cns\w{0,3})\b|\bcong nghe so cong dong\b|\bcnsc ?d\b"
    r"|\bcommunity digital\b|\bdigital (?:technology )?teams?\b"
)
_MEMBERS: Final = "team_members"
_ACCOUNTS, _WITH_ACCOUNT, _ELIGIBLE = "eid_accounts", "people_with_eid", "people_eligible_for_eid"
_OF_VILLAGES: Final = frozenset({"villages_with_team", "villages_team_pct"})
_ALL_PEOPLE: Final = re.compile(r"\bdan so\b|\bpopulation\b")
_DEVICES: Final = re.compile(
    r"\W*(?:tong )?(?:so )?(?:luong )?(?:may |dien thoai )+4g (?:da |duoc )+(?:ho tro|cap)"
    r"(?: chuyen doi|(?: cho)? (?:(?:nguoi )?dan|nguoi dung|khach hang|thue bao))?"
    r"\W*(?:(?:luy ke|cong don)(?: den nay)?)?\W*"
)
"""Handsets supplied. The order tells: "Số máy có hỗ trợ 4G" are those that could use it."""
_ACTIVATED: Final = re.compile(r"\bkich hoat\b")
_NEAR: Final = 0.6
"""So far shares may be from what they are, for they are rounded."""

_MOST: Final = 0.8
"""In this share of the rows a share must be of one base."""


def of_whom(
    paths: Mapping[int, Path],
    resolved: Mapping[int, Meaning],
    known: Mapping[str, Column],
    cells: tuple[Sheet, Sequence[int]],
    around: Iterable[str],
) -> dict[int, Meaning]:
    """Understand columns by whom those beside them, and the titles, are about.

    Parameters
    ----------
    paths, resolved
        Column to heading, and to what it is understood as.
    known
        The quantities by id.
    cells
        The sheet, and the table's rows.
    around
        The titles, and what else is said of all columns.

    Returns
    -------
    dict
        The columns that are understood otherwise, or not read for nothing says of whom they are.
    """
    around = [*around]
    made = _of_adults(paths, resolved, known, cells) | _of_an_age(paths, resolved, known, around)
    made |= _of_eligible(paths, resolved, known, cells)
    said = [*around, *(level for path in paths.values() for level in path)]
    named = any(_TEAMS.search(plain_text(line)) for line in said)
    for column, meaning in resolved.items():
        ids = {one.id for one in meaning.columns}
        if meaning.how == "given":
            continue
        if ids & _OF_VILLAGES and _teams_first(paths[column]):
            made[column] = _refused(meaning, "subjects_several")
        elif _MEMBERS in ids and not named:
            made[column] = _refused(meaning, "teams_unclear")
        elif not ids and _DEVICES.fullmatch(
            plain_text(" ".join(map(without_numbering, paths[column])))
        ):
            handsets = (known["devices_supplied"],)
            made[column] = replace(meaning, columns=handsets, how="exact", personal=False)
    return made


def _teams_first(path: Path) -> bool:
    """Tell teams of villages, "Số tổ CNSCĐ thôn", from the villages that have one.

    A village may have several, and the commune one of its own, so that they are neither all teams.
    """
    for plain in map(plain_text, path):
        teams, village = _TEAMS.search(plain), _village_words().search(plain)
        if teams and village:
            return teams.start() < village.start()
    return False


@functools.cache
def _village_words() -> re.Pattern[str]:
    """Make a pattern of the words for a village."""
    words = map(plain_text, slot_words("subject", "villages"))
    return re.compile(rf"\b(?:{'|'.join(sorted(words, key=len, reverse=True))})\b")


def _of_eligible(
    paths: Mapping[int, Path],
    resolved: Mapping[int, Meaning],
    known: Mapping[str, Column],
    cells: tuple[Sheet, Sequence[int]],
) -> dict[int, Meaning]:
    """Take accounts beside the number of those who may have one for a part of these."""
    of = {
        name: [
            at for at, some in resolved.items()
            if some.how != "given" and name in {one.id for one in some.columns}
        ]
        for name in (_ACCOUNTS, _WITH_ACCOUNT, _ELIGIBLE)
    }  # fmt: skip
    if (len(of[_ACCOUNTS]), len(of[_WITH_ACCOUNT]), len(of[_ELIGIBLE])) != (1, 0, 1):
        return {}
    column, base = of[_ACCOUNTS][0], of[_ELIGIBLE][0]
    if any(
        path[:1] == paths[base][:1] and _ACTIVATED.search(plain_text(" ".join(path)))
        for at, path in paths.items()
        if len(path) > 1 and at not in {column, base}
    ):
        return {}  # those who may have one have a part of their own
    part, whole = numbers_of(cells, column), numbers_of(cells, base)
    beside = [row for row in part if row in whole]
    if not beside or any(part[row] > whole[row] for row in beside):
        return {}
    return {column: replace(resolved[column], columns=(known[_WITH_ACCOUNT],), how="exact")}


def _of_adults(
    paths: Mapping[int, Path],
    resolved: Mapping[int, Meaning],
    known: Mapping[str, Column],
    cells: tuple[Sheet, Sequence[int]],
) -> dict[int, Meaning]:
    """Tell people from adults where a table has the number of adults, by the sheet's own shares."""
    places = {one.id: column for column, some in resolved.items() for one in some.columns}
    made: dict[int, Meaning] = {}
    if "adults" not in places:
        return made
    adults = numbers_of(cells, places["adults"])
    people = numbers_of(cells, places["population"]) if "population" in places else {}
    for column, meaning in resolved.items():
        one = _of_people(meaning, known)
        if one is None or meaning.how == "given":
            continue
        part = numbers_of(cells, column)
        shares = [numbers_of(cells, place) for place in _shares_of(column, one, paths, resolved)]
        beside = places.get(one.id.replace(*_TURNED))
        # Where adults have a column of their own, these are all people.
        of_all = bool(people and beside) and _are_more(part, numbers_of(cells, beside or 0))
        if of_all or any(_confirms(share, part, people) for share in shares):
            continue
        if any(_confirms(share, part, adults) for share in shares):
            other = known[one.id.replace(*_TURNED)]
            made[column] = replace(meaning, columns=(other,))
            rate = places.get(_rate(one))
            if rate is not None:
                made[rate] = replace(resolved[rate], columns=(known[_rate(other)],))
        elif not _says_all(paths[column]):
            made[column] = _refused(meaning, "adults_or_all")
    for column, meaning in resolved.items():
        alone = _share_alone(meaning, known, places) and meaning.how != "given"
        if alone and column not in made and not _says_all(paths[column]):
            made[column] = _refused(meaning, "adults_or_all")
    return made


def _of_an_age(
    paths: Mapping[int, Path],
    resolved: Mapping[int, Meaning],
    known: Mapping[str, Column],
    around: Iterable[str],
) -> dict[int, Meaning]:
    """Doubt "Tổng số người" below a title of people of an age, where no heading says which it is.

    Beside "Người từ 15 tuổi", or as "Dân số", it is of all.
    """
    headings = (level for path in paths.values() for level in path)
    of_some = {one.id for meaning in resolved.values() for one in meaning.columns}
    if (
        not any(map(_AGE.search, map(plain_text, around)))
        or any(map(_AGE.search, map(plain_text, headings)))
        or of_some & {"adults", _ELIGIBLE}
    ):
        return {}
    return {
        column: _refused(meaning, "adults_or_all")
        for column, meaning in resolved.items()
        if meaning.how != "given"
        and not any(map(_RESIDENTS.search, map(plain_text, paths[column])))
        and (
            any(one.id == "population" for one in meaning.columns)
            or _of_people(meaning, known)
            or _share_alone(meaning, known, {})
        )
    }


_RESIDENTS: Final = re.compile(
    r"\b(?:dan so|so dan|nhan khau|so khau|(?:thuong|cu) tru|population|residents)\b"
)
_AGE: Final = re.compile(
    r"\b(?:tu|du|tren|duoi|aged)(?: du| tu)? \d\d(?: (?:den|to) \d\d)? (?:tuoi|years|and over)\b"
    r"|\b\d\d tuoi tro len\b|\b(?:nguoi lon|truong thanh|adults)\b"
)


def _are_more(part: Numbers, adults: Numbers) -> bool:
    """Tell whether no row has fewer people than adults of the same kind."""
    rows = [row for row in part if row in adults]
    return bool(rows) and all(part[row] >= adults[row] for row in rows)


def _share_alone(meaning: Meaning, known: Mapping[str, Column], places: Mapping[str, int]) -> bool:
    """Tell a share of people that has no count beside it, and that may be one of adults."""
    for one in meaning.columns:
        whose, _, what = one.id.partition("_")
        count = f"people_with_{what.removesuffix('_pct')}"
        if one.kind == "rate" and whose == "population" and count not in places:
            return f"adults_{what}" in known
    return False


_TURNED: Final = ("people_", "adults_")


def _of_people(meaning: Meaning, known: Mapping[str, Column]) -> Column | None:
    """Give the count of people of which there is one of adults, too; None for any other column."""
    for one in meaning.columns:
        if one.kind == "count" and one.id.startswith(_TURNED[0]):
            return one if one.id.replace(*_TURNED) in known else None
    return None


def _rate(count: Column) -> str:
    """Name the share that belongs to a count of people or of adults."""
    whose, _, what = count.id.partition("_with_")
    return f"{'population' if whose == 'people' else whose}_{what}_pct"


def _shares_of(
    column: int, count: Column, paths: Mapping[int, Path], resolved: Mapping[int, Meaning]
) -> list[int]:
    """Find the columns that may be the shares of a count: its own rate, what is behind it."""
    found = [
        place
        for place, some in resolved.items()
        if any(one.id == _rate(count) for one in some.columns)
    ]
    behind = min((place for place in paths if place > column), default=0)
    if behind and parse_level(paths[behind][-1]).measure == "percent":
        found.append(behind)
    return found


def _confirms(shares: Numbers, part: Numbers, whole: Numbers) -> bool:
    """Tell whether shares are those of a part of a whole, in nearly all rows."""
    rows = [row for row in shares if row in part and whole.get(row)]
    times = 100 if rows and max(shares[row] for row in rows) <= 1 else 1
    near = sum(abs(times * shares[row] - 100 * part[row] / whole[row]) <= _NEAR for row in rows)
    return bool(rows) and near >= _MOST * len(rows)


def _says_all(path: Path) -> bool:
    """Tell whether a heading itself says that it is of the whole population."""
    return any(_ALL_PEOPLE.search(plain_text(level)) for level in path)


def _refused(meaning: Meaning, reason: str) -> Meaning:
    """Take a column's quantity away."""
    return Meaning((), composed=replace(meaning.composed, quantity="", reason=reason, word=""))
