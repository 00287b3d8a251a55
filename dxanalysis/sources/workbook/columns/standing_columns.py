"""Columns that are the state of today, whatever the title of their table says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.spreadsheets.numbers import Cell, read_counts
from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.sources.workbook.words.vetoes import names_result
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from dxanalysis.sources.workbook.words.headings import Meaning
    from dxanalysis.sources.workbook.words.vetoes import Veto

    Path = tuple[str, ...]

_DEVICE: Final = re.compile(r"điện thoại|smartphone|máy tính")
"""What somebody has, and no people of a kind."""

_OWN: Final = re.compile(r"\b(?:da|co|duoc|with|has|having|covered)\b")


def stands_alone(
    veto: Veto,
    column: int,
    meanings: Mapping[int, Meaning],
    paths: Mapping[int, Path],
    today: dt.date,
) -> bool:
    """Tell whether a column says itself that it is the state of today, whatever its title says.

    Parameters
    ----------
    veto
        What the title says.
    column
        The column.
    meanings, paths
        What all columns of the table mean, and their headings.
    today
        The day after which no figure can be.

    Returns
    -------
    bool
        Whether it does. A base does where other columns of its table do: they are about the same
        communes; so do stations in a table of those without a signal. What a heading itself says
        is lacking is what such a table counts.
    """
    if veto.kind in _BY_COLUMN:
        own_thing = veto.kind == "part" and _is_title_s_own(veto, column, meanings, paths)
        return own_thing or _BY_COLUMN[veto.kind](column, meanings, paths)
    if veto.kind not in {"plan", "new", "out", "lacks"}:
        return False
    own = _has if veto.kind == "lacks" else _is_now
    if veto.kind == "plan" and not _tells_states_apart(meanings, paths):
        own = _is_now_by_itself
    counts_lacking = veto.kind == "lacks" and _is_lack(paths[column])
    if counts_lacking or own(paths[column], meanings[column], today):
        return True
    quantity = meanings[column].composed.quantity
    is_base = quantity in _BASES
    if not is_base and not (veto.kind == "lacks" and quantity.startswith("stations_")):
        return False
    if meanings[column].composed.dates and not _is_now(paths[column], meanings[column], today):
        return False
    return any(
        own(paths[other], meaning, today) or (veto.kind == "lacks" and _is_lack(paths[other]))
        for other, meaning in meanings.items()
        if other != column
    )


def _is_of_all(column: int, meanings: Mapping[int, Meaning], paths: Mapping[int, Path]) -> bool:
    """Tell whether a column says that it counts all, beside others that say of whom they are."""
    if any(re.search(r"\bsuy rong\b", plain_text(level)) for level in paths[column]):
        return True  # worked out for the whole commune from those who were asked
    levels = {one: [parse_level(level) for level in path] for one, path in paths.items()}
    if not any(level.total for level in levels[column]):
        return False
    base = meanings[column].composed.quantity in _BASES
    # "Số thôn có sóng 4G" over "Tổng số" and "Trong đó: DTTS": the parts stand in its own group.
    within = [one for one in paths if base or paths[one][:-1] == paths[column][:-1] != ()]
    return any(
        kind == "part" and not _DEVICE.search(words) for one in within if one != column
        for level in levels[one] for kind, words in level.vetoes
    )  # fmt: skip


_BASES: Final = frozenset({"population", "households", "villages"})
_INSTITUTIONS: Final = re.compile(r"truong hoc|co so y te|tram y te")
_OF_INSTITUTIONS: Final = re.compile(
    r"(?:schools|clinics|health_stations|smart_classrooms|smart_hospitals)(?:_|$)"
)
_SOME_STATIONS: Final = re.compile(r"cells?|sectors?|dung chung|chia se|doi thu|thue")
"""Of which stations a title is: no people, homes or villages are counted by it."""

_SITES: Final = re.compile(
    r"(?:khu|cum) (?:cong nghiep|cong nghe cao|che xuat|kinh te)|kcn|ccn|nha ga|cang|san bay"
)
_WORKING: Final = re.compile(r"(?:trong )?(?:(?:do )?tuoi )?lao dong")
_OF_WORKING: Final = re.compile(r"working_age|teams?(?:_|$)|training_sessions$")
_OF_SITES: Final = re.compile(r"places(?:_|$)")
_CELLS: Final = re.compile(r"cells?\b")
_OF_CELLS: Final = re.compile(r"cells_")
_NAMES_CELLS: Final = re.compile(r"\bcells?\b")
_WITH_RECORD: Final = frozenset({"people_with_health_record", "population_health_record_pct"})
"""What health stations report of all people of their commune."""


def _is_title_s_own(
    veto: Veto, column: int, meanings: Mapping[int, Meaning], paths: Mapping[int, Path]
) -> bool:
    """Tell whether a column counts the very things that its title is about, and no part.

    "HẠ TẦNG SỐ TRƯỜNG HỌC" over "Số trường có sóng 4G"; not over "Số hộ dùng cáp quang". Nor are
    people, homes or villages a part where the title is of some stations, or of the communes of a
    region, "VÙNG DÂN TỘC THIỂU SỐ", and a column beside says which of them are of whom; nor
    stations where it is of cells, and other columns are those.
    """
    words, own = plain_text(veto.words), {one.id for one in meanings[column].columns}
    if _CELLS.match(words):
        cells = {one for one, path in paths.items() if _NAMES_CELLS.search(plain_text(str(path)))}
        if cells and column not in cells:
            return True
    if _REGION.match(words) and _counts_peoples(paths):
        return True
    for title, counted in (
        (_INSTITUTIONS, _OF_INSTITUTIONS),
        (_CELLS, _OF_CELLS),
        (_SITES, _OF_SITES),
        (_WORKING, _OF_WORKING),
    ):
        if title.match(words) and own and all(map(counted.match, own)):
            return True
    if _SOME_STATIONS.fullmatch(words) and meanings[column].composed.quantity in _BASES:
        return True
    records = any(one.id in _WITH_RECORD for some in meanings.values() for one in some.columns)
    of_record = bool(own) and own <= {*_WITH_RECORD, "population"}
    return bool(records and of_record and re.search(r"y te", words))


_REGION: Final = re.compile(r"vung (?:co )?(?:dong bao )?(?:dan toc|dtts)")
_PEOPLES: Final = re.compile(r"\b(?:dtts|dan toc)\b")


def _counts_peoples(paths: Mapping[int, Path]) -> bool:
    """Tell whether a heading says that it counts those of ethnic minorities, and no other does."""
    return any(_PEOPLES.search(plain_text(path[-1])) for path in paths.values() if path)


def _is_no_station(column: int, meanings: Mapping[int, Meaning], paths: Mapping[int, Path]) -> bool:
    """Tell whether a column counts no stations: only those are meant by who paid for them."""
    del paths
    return not meanings[column].composed.quantity.startswith("stations_")


_MOST_POINTS: Final = 100
"""More than a commune gets for anything; and of ranks there are no more than rows."""


def beyond_points(values: Iterable[object]) -> bool:
    """Tell whether most figures of a column are whole, and more than points or ranks would be.

    Parameters
    ----------
    values
        Its cells in the rows of units.

    Returns
    -------
    bool
        Whether it counts, then, whatever its title says: "XẾP HẠNG KẾT QUẢ CẤP CHỮ KÝ SỐ".
    """
    counts = list(read_counts(dict(enumerate(map(Cell, values)))).numbers.values())
    most = max(_MOST_POINTS, len(counts))
    return 2 * sum(one > most for one in counts) > len(counts)


def is_no_part_of_lacking(
    column: int, paths: Mapping[int, Path], held: Mapping[int, Sequence[object]]
) -> bool:
    """Tell whether a column says what there is, and counts more than all that is lacking.

    Parameters
    ----------
    column
        The column.
    paths, held
        The headings of all columns of the table, and their cells in the rows of units.

    Returns
    -------
    bool
        Whether it is of all, then, though the title is of those that lack it: "Số bản có điện"
        beside "Số bản lõm sóng". One that is never more may be a part of those.
    """
    lacking = [one for one, path in paths.items() if _is_lack(path)]
    if (
        not lacking
        or _is_lack(paths[column])
        or not any(map(_OWN.search, map(plain_text, paths[column])))
    ):
        return False
    numbers = {
        one: read_counts(dict(enumerate(map(Cell, held[one])))).numbers
        for one in (column, *lacking)
    }
    return all(
        any(number > numbers[one].get(row, number) for row, number in numbers[column].items())
        for one in lacking
    )


def _has_unit(column: int, meanings: Mapping[int, Meaning], paths: Mapping[int, Path]) -> bool:
    """Tell whether a heading says itself what its figures are in."""
    del meanings
    return any(parse_level(level).unit for level in paths[column])


def _is_no_score(column: int, meanings: Mapping[int, Meaning], paths: Mapping[int, Path]) -> bool:
    """Tell whether a column says that it is no points: by a unit of its own, or as a whole."""
    plain = " ".join(map(plain_text, paths[column]))
    if re.search(r"\bdiem\b", plain) is None and re.search(
        r"[%‰]|phan tram|\bso (?:lieu|luong)\b", plain
    ):
        return True
    bases = {one.id for one in meanings[column].columns if one.base}
    of_points = any(one.id in _OF_POINTS for one in meanings[column].columns)
    return bool(bases) or of_points or _has_unit(column, meanings, paths)


_OF_POINTS: Final = frozenset(
    {"points_scored", "points_possible", "points_evaluation_pct", "dti_scored", "dti_possible"}
    | {"points_dti_pct", "dii_scored", "dii_possible", "points_dii_pct", "holes"}
    | {"villages_without_signal", "people_in_holes", "holes_with_electricity"}
)
"""What a table of points, or of places that are points on a map, is about."""

_BY_COLUMN: Final = {
    "part": _is_of_all, "paid": _is_no_station, "money": _has_unit, "points": _is_no_score,
}  # fmt: skip
"""What a column must be to stand under a title of such a kind."""


def _is_now(path: Path, meaning: Meaning, today: dt.date) -> bool:
    """Tell whether a heading names the state of today, or a day that is past."""
    dates = meaning.composed.dates
    if dates:
        last = dates[-1]
        return (
            last.precision in {"day", "month", "quarter"}
            and last.day is not None
            and last.day <= today
        )
    return any(map(names_result, path))


def _is_now_by_itself(path: Path, meaning: Meaning, today: dt.date) -> bool:
    """Tell the same of a heading without the verbs of what it counts.

    Below "Giao chỉ tiêu năm 2026" even "Số hộ đang sử dụng cáp quang" is to be reached.
    """
    return _is_now(tuple(_VERBS.sub(" ", plain_text(level)) for level in path), meaning, today)


_VERBS: Final = re.compile(
    r"\b(?:da co|da phat song|dang (?:hoat dong|phat song|khai thac|su dung)|on ?air|in service)\b"
)


def _tells_states_apart(meanings: Mapping[int, Meaning], paths: Mapping[int, Path]) -> bool:
    """Tell whether headings beside those of today name what is planned, new, or simply there."""
    return any(
        not any(map(names_result, paths[column]))
        for column, meaning in meanings.items()
        if meaning.composed.quantity not in _BASES
        and not any(one.kind in {"place", "note"} for one in meaning.columns)
    )


def _has(path: Path, meaning: Meaning, today: dt.date) -> bool:
    """Tell whether a heading says by itself that it counts those that have coverage."""
    del today
    if not meaning.composed.quantity or "technology_from_title" in meaning.composed.why:
        return False
    return any(parse_level(level).relations and _OWN.search(plain_text(level)) for level in path)


def _is_lack(path: Path) -> bool:
    """Tell whether a heading says that it counts those that have none."""
    return any(kind == "lacks" for level in path for kind, _ in parse_level(level).vetoes)
