"""Which list of units a table was made with, and what joining two lists would do.

A join by code across July 2025 matches every row and is wrong in most: the codes are the same, the
places are not. Nothing here guesses silently. What was found is given with its evidence, and tables
of mixed or of different lists are refused.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from dxanalysis import units
from dxanalysis.errors import ParameterError, VintageError
from dxanalysis.units import names as _names
from dxanalysis.units import registry
from dxanalysis.units.name_index import exact_key
from dxanalysis.units.parsing import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True)
class VintageEvidence:
    """What a table's codes and names say about the list they were taken from.

    Attributes
    ----------
    vintage
        The only list that fits; None where none does, or where several do.
    fitting
        The lists that all rows fit which fit any list.
    table
        Indexed by ``vintage``: ``rows_fitting``, ``rows`` (that have a code or a name),
        ``units_named`` (different units), ``units_listed`` (in the list) and ``complete``
        (share of the list that the table names, 0–1).
    """

    vintage: str | None
    fitting: tuple[str, ...]
    table: pd.DataFrame


def detect_vintage(
    *,
    province: str,
    codes: Sequence[object] | pd.Series | None = None,
    names: Sequence[object] | pd.Series | None = None,
) -> VintageEvidence:
    """Find the list that a table's codes and names were taken from.

    A row fits a list if its code is in it and its name, where there is one, is that unit's; or, if
    it has no code, if its name is one unit's. Of several lists that fit, the one is taken that the
    table names nearly all of (nine tenths), if it names as much of no other.

    Parameters
    ----------
    province
        Code or name of the province since July 2025.
    codes, names
        One value for each row; at least one of the two.

    Returns
    -------
    VintageEvidence
        The list, and the counts it rests on.

    Raises
    ------
    VintageError
        If some rows fit only one list and others only another: the table mixes them.
    ParameterError
        If neither codes nor names are given, or their lengths differ.
    """
    given = codes if codes is not None else names
    if given is None:
        raise ParameterError("crosswalk.nothing_to_detect")
    written = [None] * len(given) if names is None else list(names)
    fits: dict[str, pd.Series] = {}
    rows = []
    for vintage in units.SUPPORTED_VINTAGES:
        listed = units.same_ground(province, vintage=units.LATEST_VINTAGE, other=vintage)
        if listed.empty:
            continue
        fits[vintage] = _fits(written, codes, listed=listed, vintage=vintage)
        named = fits[vintage].dropna().nunique()
        rows.append(
            {
                "vintage": vintage,
                "rows_fitting": int(fits[vintage].notna().sum()),
                "rows": _filled(written, codes),
                "units_named": named,
                "units_listed": len(listed),
                "complete": named / len(listed),
            }
        )
    table = pd.DataFrame(rows).set_index("vintage")
    fitting = _common(pd.DataFrame(fits).notna(), written, codes)
    return VintageEvidence(_chosen(table.loc[list(fitting)]), fitting, table)


def require_vintage(
    *,
    province: str,
    codes: pd.Series | None = None,
    names: pd.Series | None = None,
    where: str = "–",
) -> str:
    """Find the list that a table was made with, or refuse the table.

    Parameters
    ----------
    province, codes, names
        As for :func:`detect_vintage`.
    where
        Name of the table, for the error.

    Returns
    -------
    str
        The vintage.

    Raises
    ------
    VintageError
        If no list, or more than one, fits, or the table mixes several.
    """
    evidence = detect_vintage(province=province, codes=codes, names=names)
    if evidence.vintage is None:
        fitting = ", ".join(evidence.fitting) or "–"
        raise VintageError("crosswalk.no_vintage", where=where, found=fitting)
    return evidence.vintage


def _fits(
    written: list[object],
    codes: Sequence[object] | pd.Series | None,
    *,
    listed: pd.DataFrame,
    vintage: str,
) -> pd.Series:
    """Give the unit that each row fits in one list, missing where it fits none."""
    found = pd.Series(pd.NA, index=range(len(written)), dtype="object")
    for province in listed["province_code"].unique():
        match = _names.match_units(written, province=str(province), vintage=vintage, codes=codes)
        # A name with its marks lost, or unknown, says nothing about the list.
        sure = match["how"].isin(["code", "exact", "alias"]) & (match["reason"] == "")
        found = found.where(found.notna() | ~sure, match["unit_code"])
        # A name that two units of this list really have is in the list, though it picks neither.
        shared = match[(match["reason"] == "names.ambiguous") & found.isna()]
        for row, name, candidates in zip(
            shared.index, shared["name"], shared["candidates"], strict=True
        ):
            spelt = {exact_key(reading.name) for reading in read(name).readings}
            if exact_key(listed["short_name"][candidates[0]]) in spelt:
                found[row] = candidates[0]
    return found


def _filled(written: list[object], codes: Sequence[object] | pd.Series | None) -> int:
    """Count the rows with a code or a name."""
    both = pd.DataFrame({"name": pd.Series(written, dtype="object")})
    both["code"] = None if codes is None else list(codes)
    return int(both.notna().any(axis=1).sum())


def _common(
    fits: pd.DataFrame, written: list[object], codes: Sequence[object] | pd.Series | None
) -> tuple[str, ...]:
    """Find the lists that all rows fit which fit any; refuse rows that exclude one another."""
    some = fits[fits.any(axis=1)]
    common = some.columns[some.all(axis=0)] if len(some) else some.columns[:0]
    if len(some) and common.empty:
        examples = []
        for vintage in some.columns:
            others = some.drop(columns=vintage)
            only = some.index[some[vintage] & ~others.all(axis=1)]
            if len(only):
                shown = written[only[0]] if codes is None else list(codes)[only[0]]
                examples.append(f"{vintage}: {shown}")
        raise VintageError("crosswalk.mixed_vintages", found="; ".join(examples))
    return tuple(str(vintage) for vintage in common)


def _chosen(table: pd.DataFrame, *, complete: float = 0.9) -> str | None:
    """Choose a list: the only one that fits, or the only one that is nearly complete."""
    if len(table) == 1:
        return str(table.index[0])
    near = table.index[table["complete"] >= complete]
    return str(near[0]) if len(near) == 1 else None


@functools.lru_cache(maxsize=8)
def _unchanged(before: str) -> frozenset[str]:
    """List the codes that stand for the same ground before and after July 2025."""
    links = registry.links(before)
    parts = links.groupby("to_code")["from_code"].transform("size")
    same = (links["from_code"] == links["to_code"]) & (links["basis"] == "whole") & (parts == 1)
    return frozenset(links.loc[same, "from_code"])


def changed_codes(codes: Iterable[str], *, before: str, after: str) -> pd.DataFrame:
    """List the codes that two lists share but that mean different ground in each.

    Parameters
    ----------
    codes
        Unit codes, five digits.
    before, after
        Two vintages, in any order.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``unit_code``, for the codes that are in both lists: ``name_before``,
        ``name_after`` and ``changed`` (whether the ground differs).
    """
    first, second = units.load_units(vintage=before), units.load_units(vintage=after)
    shared = pd.Index(sorted(set(codes) & set(first.index) & set(second.index)), dtype="str")
    table = pd.DataFrame(
        {
            "name_before": first["unit_name"].reindex(shared),
            "name_after": second["unit_name"].reindex(shared),
        },
        index=shared.rename("unit_code"),
    )
    if before == after:
        same = shared
    elif units.LATEST_VINTAGE in (before, after):
        same = shared[shared.isin(_unchanged(min(before, after)))]
    else:
        moved = registry.catalogue_table("son_la_2024_12")["unit_code"]
        same = shared[~shared.isin(moved)]
    return table.assign(changed=~table.index.isin(same))


def require_same_vintage(
    table: str, other: str, *, codes: Iterable[str], what: str | None = None
) -> None:
    """Refuse to bring units of two lists together without the crosswalk.

    Parameters
    ----------
    table
        Vintage of the table.
    other
        Vintage of the boundaries or table it is to be joined to.
    codes
        Codes on the other side, to count those that changed meaning.
    what
        File or layer that the table is joined to, to be named in the error.

    Raises
    ------
    VintageError
        If the vintages differ. Its ``params`` have ``changed`` and ``shared``: for Sơn La's table
        of February 2025 on today's boundaries, 68 of 75.
    """
    if table == other:
        return
    compared = changed_codes(codes, before=table, after=other)
    raise VintageError(
        "crosswalk.different_vintages",
        found=table,
        expected=other,
        where=what or "–",
        changed=int(compared["changed"].sum()),
        shared=len(compared),
    )
