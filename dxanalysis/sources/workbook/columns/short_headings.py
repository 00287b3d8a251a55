"""Headings that leave out what stands beside them, or above: "Số quầy", "Điểm tối đa"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dxanalysis.sources.workbook.words.headings import Headings, Meaning, Short

    Path = tuple[str, ...]


def short_headings(
    paths: Mapping[int, Path],
    resolved: Mapping[int, Meaning],
    headings: Headings,
    around: Iterable[str],
) -> dict[int, Meaning]:
    """Understand columns whose headings are known only beside others, or below a title.

    Parameters
    ----------
    paths, resolved
        Column to heading, and to what it is understood as.
    headings
        What columns are called.
    around
        The titles, and what else is said of all columns.

    Returns
    -------
    dict
        The columns that are understood now. No two are the same quantity of the same operator
        and day, and none is what another column is by a heading of its own.
    """
    titles = [plain_text(line) for line in around]
    made: dict[int, Meaning] = {}
    while found := _beside({**resolved, **made}, paths, headings, titles):
        made |= found  # beside which others may be known
    return made


def _beside(
    resolved: Mapping[int, Meaning],
    paths: Mapping[int, Path],
    headings: Headings,
    titles: list[str],
) -> dict[int, Meaning]:
    """Understand the columns that are known beside those that are understood already."""
    own = {one.id for some in resolved.values() for one in some.columns}
    choices: dict[tuple[str, object], list[int]] = {}
    for column, meaning in resolved.items():
        if meaning.columns or meaning.how == "given":
            continue
        path, composed = paths[column], meaning.composed
        said = [*titles, *map(plain_text, path[:-1])]
        known = list(_meant(headings.short_of(path, composed), own, said))
        if not known and len(path) > 1:
            # "Tài khoản định danh / Đã kích hoạt", and beside it "… / Người đủ điều kiện".
            group = (some for at, some in resolved.items() if paths[at][:-1] == path[:-1])
            beside = {one.id for some in group for one in some.columns}
            known = list(_meant(headings.short_of(path[-1:], composed), beside, []))
        for name in known:
            choices.setdefault((name, (composed.operator, composed.dates)), []).append(column)
    return {
        columns[0]: replace(
            resolved[columns[0]], columns=(headings.by_id[name],), how="exact", personal=False,
            scale=headings.scale_of(paths[columns[0]]),
        )
        for (name, _), columns in choices.items()
        if len(columns) == 1 and name not in own
    }  # fmt: skip


def _meant(known: Iterable[Short], own: set[str], titles: list[str]) -> Iterable[str]:
    """Name the quantities that are meant beside those of a table's own headings."""
    for one in known:
        if not one.beside.isdisjoint(own) or any(
            words in line for words in one.titles for line in titles
        ):
            yield one.column
