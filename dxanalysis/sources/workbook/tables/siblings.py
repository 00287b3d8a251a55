"""Columns that are something else because of those beside them."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from dxanalysis.indicators import indicators
from dxanalysis.sources.workbook.words.headings import FROM_TO
from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.sources.workbook.words.vetoes import names_result
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dxanalysis.sources.workbook.words.headings import Meaning
    from dxanalysis.sources.workbook.words.slots import Level

    Path = tuple[str, ...]

_COPPER: Final = re.compile(
    r"\b(?:cap dong|[ax]?dsl|dong truc|cap truyen hinh|catv|docsis|cmts|hfc|coax(?:ial)?|copper)\b"
)
"""Cables that are no fibre."""

_OF_LEVEL: Final = re.compile(r"(?:cap|tuyen) (?:tinh|huyen|xa|phuong|co so|thon|ban|ap|khu|to)\b")
"""One level of administration."""

_HIGHEST: Final = re.compile(
    r"\b(?:cong nghe|the he|mang|song|chuan|technology|generation)\b.{0,30}\bcao nhat\b"
    r"|\bhighest (?:technology|generation|network)\b|\bbest (?:available )?technology\b"
)
"""Each is counted once, by the best it has."""

_GENERATION: Final = re.compile(r"(?<![0-9a-z])([2-6])g\b")

_WHOLE_PROVINCE: Final = re.compile(
    r"(?:(?:binh quan|trung binh|so|muc|chung) )*(?:toan|ca|chung) "
    r"(?:tinh|thanh pho|tp|huyen|thi xa|nuoc|quoc|vung|mien|khu vuc)\b(?:\W.{0,20})?"
)
"""All that the lowest level of a heading says where a column is no commune's."""


_OF_PROVINCE: Final = re.compile(
    r"(?:\bso(?: sanh)?(?: voi)?|\btrong|\btren|\bcua|\bchiem|%|/)"
    r"(?: (?:tong|tong so|tong cong|so|\w{1,5}))? ?(?:toan|ca) (?:tinh|thanh pho|tp)\b"
    r"|^\W*(?:% )?(?:ty|ti) (?:le|trong) (?:toan|ca) (?:tinh|thanh pho|tp)\b"
    r"|\bshare of (?:the )?(?:province|provincial)\b|\bof (?:the )?(?:whole )?province\b"
)
_WEIGHT: Final = re.compile(
    r"\W*(?:(?:chiem )?(?:ty|ti) trong|co cau|chiem(?: ty le| ti le)?)\W*(?:phan tram\W*)?"
)
_PERIOD: Final = re.compile(
    r"\W*(?:(?:so lieu|thuc hien|th|so|luy ke) )*(?:(?:ky|thang|quy|nam|tuan) (?:truoc|nay|bao cao)"
    r"|(?:thang|t|quy|q) ?(?:\d{1,2}|i{1,3}|iv)|dau (?:ky|nam)|cuoi (?:ky|nam))\W*"
)


def residents_of_all(paths: Mapping[int, Path], found: Mapping[int, Meaning]) -> Iterator[int]:
    """Find the permanent residents beside all of them: "Thường trú", "Tạm trú", "Tổng".

    Parameters
    ----------
    paths
        Column to heading.
    found
        What each is understood as.

    Yields
    ------
    int
        The columns.
    """
    said = {column: plain_text(paths[column][-1]) for column in found}
    permanent = {one for one in said if re.search(r"\bthuong tru\b(?!.*tam tru)", said[one])}
    for column in permanent:
        alike = [one for one in found if above(paths[one]) == above(paths[column])]
        quantity = found[column].composed.quantity
        if (
            any("tam tru" in said[one] for one in alike)
            and any(found[one].composed.quantity == quantity for one in set(alike) - permanent)
            and found[column].how != "given"
        ):
            yield column


def parts_beside_total(paths: Mapping[int, Path], found: Mapping[int, Meaning]) -> Iterator[int]:
    """Find columns that are a part of the sum beside them: "Cấp xã", "Cấp thôn", "Cộng".

    Parameters
    ----------
    paths
        Column to heading.
    found
        What each is understood as.

    Yields
    ------
    int
        The columns that were understood as the very quantity whose sum stands in their group, or
        that are of one level of administration beside one of another.
    """
    groups: dict[Path, list[int]] = {}
    for column in found:
        if len(paths[column]) > 1:
            groups.setdefault(above(paths[column]), []).append(column)
    for columns in groups.values():
        sums = {
            key
            for column in columns
            if _is_sum(paths[column][-1])
            for key in _counted(found[column])
        }
        levels = {
            column: match[0]
            for column in columns
            if (match := _OF_LEVEL.match(plain_text(paths[column][-1])))
        }
        several = len(set(levels.values())) > 1
        for column in columns:
            is_part = sums & _counted(found[column])
            if _is_sum(paths[column][-1]) or found[column].how == "given":
                continue
            if is_part or (several and column in levels):
                yield column


def beside_cumulative(paths: Mapping[int, Path], found: Mapping[int, Meaning]) -> Iterator[int]:
    """Find columns of one period beside the sum of all: "Kỳ báo cáo", "Lũy kế".

    Parameters
    ----------
    paths
        Column to heading.
    found
        What each is understood as.

    Yields
    ------
    int
        The columns that were understood as the very quantity whose sum stands in their group.
    """
    sums = {
        (above(paths[column]), key)
        for column in found
        for key in _counted(found[column])
        if _CUMULATIVE.search(plain_text(paths[column][-1]))
    }
    for column, meaning in found.items():
        beside = {(above(paths[column]), key) for key in _counted(meaning)}
        if beside & sums and meaning.how != "given" and len(paths[column]) > 1:
            said = plain_text(paths[column][-1])
            if _PERIOD.fullmatch(said) or _WITHIN_PERIOD.fullmatch(said):
                yield column


def periods_begun_apart(paths: Mapping[int, Path], found: Mapping[int, Meaning]) -> Iterator[int]:
    """Find columns of periods of which one does not begin with the other: two quarters.

    Parameters
    ----------
    paths
        Column to heading.
    found
        What each is understood as.

    Yields
    ------
    int
        The columns, of which none is of all that came; the longest of some that begin on one day
        is.
    """
    begun = {
        column: [one and one.lstrip("0").lower() for one in first.groups()]
        for column in found
        if (first := FROM_TO.search(" / ".join(paths[column])))
    }
    if len(set(map(tuple, begun.values()))) > 1:
        yield from begun


_CUMULATIVE: Final = re.compile(r"\b(?:luy ke|cong don|tu dau nam)\b")
_WITHIN_PERIOD: Final = re.compile(r"\W*(?:so )?(?:phat sinh|thuc hien)(?: trong (?:ky|thang))?\W*")


def _counted(meaning: Meaning) -> set[tuple[object, ...]]:
    """Tell what a column can be, of whom, and of which days."""
    said = meaning.composed
    return {(one.id, said.operator, said.dates) for one in meaning.columns}


_ADDENDS: Final = re.compile(r"[(\[][^()\[\]]*\+[^()\[\]]*[)\]]")
"""In brackets: what a sum is of, "(mức 1 + mức 2)"."""


def _is_sum(text: str) -> bool:
    """Tell whether a level of a heading says no more than that its column is the sum of others."""
    level = parse_level(_ADDENDS.sub(" ", text))
    return level.total and level.is_bare


def by_highest_technology(
    paths: Mapping[int, Path], found: Mapping[int, Meaning], titles: Sequence[str]
) -> Iterator[int]:
    """Find columns of those who have one technology and none that is better.

    Parameters
    ----------
    paths
        Column to heading.
    found
        What each is understood as.
    titles
        The lines above the table.

    Yields
    ------
    int
        The columns, where a heading or a title says "theo công nghệ cao nhất": all but those of the
        highest technology there is.
    """
    of_all = any(_HIGHEST.search(plain_text(line)) for line in titles)
    chosen = {
        column: generation
        for column, path in paths.items()
        if column in found
        and (of_all or any(_HIGHEST.search(plain_text(level)) for level in path))
        and (
            generation := max(map(int, _GENERATION.findall(plain_text(" ".join(path)))), default=0)
        )
    }
    top = max(chosen.values(), default=0)
    for column, generation in chosen.items():
        if generation < top and found[column].how != "given":
            yield column


def shares_of_plans(paths: Mapping[int, Path], found: Mapping[int, Meaning]) -> Iterator[int]:
    """Find percentages beside a plan in one group: "KH 2025", "Thực hiện", "Đạt (%)".

    Parameters
    ----------
    paths
        Column to heading.
    found
        What each is understood as.

    Yields
    ------
    int
        The columns; where nothing stands above them, those that say as little as the plan does.
    """
    planned = {
        above(paths[column])
        for column in found
        for level in [parse_level(paths[column][-1])]
        if any(kind == "plan" for kind, _ in level.vetoes)
        and (len(paths[column]) > 1 or not _counts(level))
    }
    for column, meaning in found.items():
        # "Tỷ lệ dân số có 4G": "Chỉ tiêu (%)", "Kết quả (%)" are shares of the same people.
        is_result = names_result(paths[column][-1]) and any(
            parse_level(level).measure == "percent" for level in above(paths[column])
        )
        if (
            above(paths[column]) in planned
            and _is_bare_share(paths[column], meaning)
            and not is_result
        ):
            yield column


def shares_of_other_days(paths: Mapping[int, Path], found: Mapping[int, Meaning]) -> Iterator[int]:
    """Find percentages beside counts of several days in one group: "Tháng 8", "Tháng 9", "Tỷ lệ".

    Parameters
    ----------
    paths
        Column to heading.
    found
        What each is understood as.

    Yields
    ------
    int
        The columns, which may be of the earlier figure; not where the table has what they are else
        shares of, for then the figures tell.
    """
    days: dict[Path, set[str]] = {}
    for column in found:
        level = parse_level(paths[column][-1])
        if level.measure != "percent" and not _counts(level) and _whens(level):
            days.setdefault(above(paths[column]), set()).add(plain_text(level.text))
    for column, meaning in found.items():
        several = len(days.get(above(paths[column]), ())) > 1
        if several and _is_bare_share(paths[column], meaning) and not _has_whole(meaning, found):
            yield column


def shares_of_province(paths: Mapping[int, Path], found: Mapping[int, Meaning]) -> Iterator[int]:
    """Find what each commune has of the province's: "Số lượng", "Tỷ trọng (%)", "So toàn tỉnh".

    Parameters
    ----------
    paths
        Column to heading.
    found
        What each is understood as.

    Yields
    ------
    int
        The columns that say so, and those of a weight beside its count, unless the table has what
        they are else shares of, for then the figures tell.
    """
    counted = {
        above(paths[column])
        for column, meaning in found.items()
        if any(one.kind == "count" for one in meaning.columns)
    }
    for column, meaning in found.items():
        plain = plain_text(paths[column][-1])
        if meaning.how == "given" or not any(one.kind == "rate" for one in meaning.columns):
            continue
        weight = (
            len(paths[column]) > 1
            and _WEIGHT.fullmatch(plain)
            and above(paths[column]) in counted
            and not _has_whole(meaning, found)
        )
        if weight or _OF_PROVINCE.search(plain):
            yield column


def _is_bare_share(path: Path, meaning: Meaning) -> bool:
    """Tell a column of which the lowest level says no more than that it is a share."""
    level = parse_level(path[-1])
    is_share = level.measure == "percent" and not _counts(level)
    return is_share and bool(meaning.columns) and meaning.how != "given"


def _counts(level: Level) -> bool:
    """Tell whether a level says what is counted, or what of it."""
    return bool(level.subjects or level.technologies or level.relations or level.unit)


def _whens(level: Level) -> bool:
    """Tell whether a level says of which day or period its figures are."""
    named = bool(level.dates) or _PERIOD.fullmatch(plain_text(level.text)) is not None
    return named or any(kind in {"old", "period"} for kind, _ in level.vetoes)


def _has_whole(meaning: Meaning, found: Mapping[int, Meaning]) -> bool:
    """Tell whether a table has what a rate would be a share of."""
    ids = {one.id for other in found.values() for one in other.columns}
    wholes = {indicators()[name].denominator for one in meaning.columns
              if (name := one.id.removesuffix("_pct")) in indicators()}  # fmt: skip
    return bool(wholes & ids)


def fixed_beside_copper(paths: Mapping[int, Path], found: Mapping[int, Meaning]) -> Iterator[int]:
    """Find fixed lines that need not be fibre, for the table has some of copper or coaxial cable.

    Parameters
    ----------
    paths
        Column to heading.
    found
        What each is understood as.

    Yields
    ------
    int
        The columns whose headings say no more than that their lines are fixed ones.
    """
    if any(_COPPER.search(plain_text(level)) for path in paths.values() for level in path):
        for column, meaning in found.items():
            if "fixed_is_fibre" in meaning.composed.why and meaning.how != "given":
                yield column


def of_whole_province(paths: Mapping[int, Path]) -> Iterator[int]:
    """Find columns that repeat one figure of the province or of a district beside each commune.

    Parameters
    ----------
    paths
        Column to heading.

    Yields
    ------
    int
        The columns whose lowest level says no more than that: "Toàn tỉnh (chung)".
    """
    for column, path in paths.items():
        if path and _WHOLE_PROVINCE.fullmatch(plain_text(path[-1])):
            yield column


def known_by_unit_alone(paths: Mapping[int, Path], found: Mapping[int, Meaning]) -> Iterator[int]:
    """Find what only its unit makes all people or homes: "Học viên lớp tập huấn", "Người".

    Parameters
    ----------
    paths
        Column to heading.
    found
        What each is understood as.

    Yields
    ------
    int
        The columns whose lowest level is a unit, and whose levels above say something that is not
        understood, and that no other column lies under.
    """
    groups = Counter(path[:-1] for path in paths.values())
    for column, meaning in found.items():
        path, said = paths[column], meaning.composed
        if len(path) < 2 or meaning.how == "given" or not said.quantity:  # noqa: PLR2004 - a unit below
            continue
        is_unit = _A_UNIT.fullmatch(plain_text(path[-1])) is not None
        named = any(parse_level(level).subjects for level in path[:-1])
        passed_over = "words_passed_over" in said.why
        if is_unit and passed_over and not named and groups[path[:-1]] == 1:
            yield column


_A_UNIT: Final = re.compile(
    r"\W*(?:nguoi(?: dan)?|dan|khau|nhan khau|ho(?: dan| gia dinh)?|thon|ban|ap|xom|khu pho|to"
    r"|to dan pho|buon|people|persons?|households?|villages?)(?:\W+(?:thon|ban|ap|xom|khu pho|to"
    r"|to dan pho|buon|khom|tieu khu))*\W*"
)
"""What a column of units has for things counted."""


def one_of_several_accounts(
    paths: Mapping[int, Path], found: Mapping[int, Meaning]
) -> Iterator[int]:
    """Find columns set apart from those beside them by words of no list alone.

    "Thôn có sóng 4G" above "Viettel báo cáo", "Sở rà soát" and "Hai bên thống nhất" is three
    accounts of one figure; that only one of them has words that may be passed over makes it no
    better than the others.

    Parameters
    ----------
    paths
        Column to heading.
    found
        What each is understood as.

    Yields
    ------
    int
        The columns.
    """
    vague = {column for column in found if len(paths[column]) > 1 and _is_vague(paths[column][-1])}
    unread = {above(paths[one]) for one in vague if found[one].composed.reason == "column_unknown"}
    for column in vague:
        passed_over = "words_passed_over" in found[column].composed.why
        if passed_over and found[column].how == "composed" and above(paths[column]) in unread:
            yield column


def _is_vague(text: str) -> bool:
    """Tell whether a level of a heading has words of no list, and none that say what is counted."""
    level = parse_level(text)
    counted = (*level.subjects, *level.technologies, *level.relations, *level.vetoes)
    return bool(level.unknown) and not (counted or level.measure or level.dates or level.unit)


def above(path: Path) -> Path:
    """Give the levels above a heading's lowest, a row of units such as "hộ" left out.

    Parameters
    ----------
    path
        The heading.

    Returns
    -------
    tuple of str
        Its upper levels.
    """
    last = parse_level(path[-1])
    unit = bool(last.subjects or last.measure) and not (
        last.technologies or last.relations or last.total or last.unknown
    )
    return path[:-2] if unit and len(path) > 2 and len(path[-1].split()) <= 2 else path[:-1]  # noqa: PLR2004
