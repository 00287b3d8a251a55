"""Layers of another list of units, told by their codes, by their names and by where they lie.

Since July 2025 most communes bear the code and the name of a smaller one before: an old layer joins
most of today's list by either, and wrongly. Its other codes and names give it away; where only
those that both lists share are left, the places do, for of each unit a point is published.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
import shapely

from dxanalysis.errors import ParameterError, VintageError
from dxanalysis.units import names
from dxanalysis.units.lists import SUPPORTED_VINTAGES, load_units, same_ground
from dxanalysis.units.name_index import toneless_key
from dxanalysis.units.parsing import read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import geopandas as gpd

_FEWEST: Final = 10
"""Units by whose places it can be told which list a layer follows."""

_MOST: Final = 2 / 3
"""Share of them that must lie nearer to the other list's unit."""


def refuse_other_codes(
    attributes: pd.DataFrame,
    path: Path,
    *,
    units: pd.DataFrame,
    province: str | None,
    vintage: str,
) -> None:
    """Refuse a file whose codes fit the list of another vintage better.

    Parameters
    ----------
    attributes
        The file's columns without the shapes.
    path
        The file, for the error.
    units, province, vintage
        As for :func:`dxanalysis.sources.boundaries.read_boundaries`.

    Raises
    ------
    VintageError
        If they do.
    """
    known = {vintage: set(units.index)}
    for other in SUPPORTED_VINTAGES:
        if other != vintage:
            try:
                known[other] = set(load_units(vintage=other, province=province).index)
            except ParameterError:  # that vintage has no such province
                continue
    columns = [
        set(column.map(names.clean_code).astype("str").dropna()) for _, column in attributes.items()
    ]
    fits = {
        label: max((len(column & codes) for column in columns), default=0)
        for label, codes in known.items()
    }
    # Ties go to the vintage asked for: lists of two vintages may share all of one's codes.
    best = max(fits, key=lambda label: (fits[label], label == vintage))
    if best != vintage:
        raise VintageError(
            "boundaries.other_vintage",
            where=path,
            found=best,
            fitting=fits[best],
            expected=vintage,
            of=len(units),
        )


def refuse_other_names(
    named: pd.Series, path: Path, *, units: pd.DataFrame, province: str | None, vintage: str
) -> None:
    """Refuse a file whose names are more of another vintage's list than of the one needed.

    Parameters
    ----------
    named
        The file's column of names. It may be of more provinces than the one needed: counted is
        what of each list it names, not how many of its rows a list has.
    path
        The file, for the error.
    units, province, vintage
        As for :func:`dxanalysis.sources.boundaries.read_boundaries`.

    Raises
    ------
    VintageError
        If they are.
    """
    written = {
        (reading.kind, toneless_key(reading.name))
        for name in named.dropna().astype("str").unique()
        for reading in read(name).readings
    }
    own = _named_of(units, written)
    fits = {vintage: own}
    for other, listed in _other_lists(province, vintage):
        fits[other] = _named_of(listed, written)
    best = max(fits, key=lambda label: (fits[label].mean(), label == vintage))
    if best != vintage:
        raise VintageError(
            "boundaries.other_names",
            where=path,
            found=best,
            fitting=int(fits[best].sum()),
            listed=len(fits[best]),
            expected=vintage,
            n=int(own.sum()),
            of=len(units),
        )


def refuse_other_places(
    whole: gpd.GeoDataFrame, path: Path, *, units: pd.DataFrame, province: str | None, vintage: str
) -> None:
    """Refuse a layer that lies where the units of another vintage do that are called the same.

    Parameters
    ----------
    whole
        One shape for each unit, indexed by ``unit_code``, EPSG:4326.
    path
        The file, for the error.
    units, province, vintage
        As for :func:`dxanalysis.sources.boundaries.read_boundaries`.

    Raises
    ------
    VintageError
        If most of the units that have a namesake, or a unit of the same code, in the other list
        lie much nearer to it than to where they are known to be themselves.
    """
    middles = shapely.get_coordinates(shapely.centroid(whole.geometry.to_numpy()))
    home = units.loc[whole.index, ["lon", "lat"]].to_numpy(dtype="float64")
    shrink = np.array([np.cos(np.radians(middles[:, 1].mean())) if len(middles) else 1.0, 1.0])
    own = np.hypot(*((middles - home) * shrink).T)
    keys = [toneless_key(name) for name in units.loc[whole.index, "short_name"]]
    # The later of two older lists first: they differ by a few units.
    for other, listed in reversed([*_other_lists(province, vintage)]):
        points = listed[["lon", "lat"]].to_numpy(dtype="float64")
        places: dict[str, list[int]] = {}
        for place, (code, name) in enumerate(listed["short_name"].items()):
            for key in (str(code), toneless_key(name)):
                places.setdefault(key, []).append(place)
        there = np.full(len(whole), np.nan)
        for row, (code, key) in enumerate(zip(whole.index, keys, strict=True)):
            if near := [*places.get(str(code), ()), *places.get(key, ())]:
                there[row] = np.hypot(*((middles[row] - points[near]) * shrink).T).min()
        known = np.isfinite(there) & np.isfinite(own)
        nearer = int((2 * there[known] < own[known]).sum())
        if nearer >= max(_FEWEST, _MOST * int(known.sum())):
            raise VintageError(
                "boundaries.other_places",
                where=path,
                found=other,
                fitting=nearer,
                of=int(known.sum()),
                expected=vintage,
            )


def _other_lists(province: str | None, vintage: str) -> Iterator[tuple[str, pd.DataFrame]]:
    """Give the other lists of the same ground."""
    for other in SUPPORTED_VINTAGES:
        if other != vintage:
            listed = same_ground(province, vintage=vintage, other=other)
            # Of the country, a list of one province alone says nothing.
            if len(listed) and (province is not None or len(set(listed["province_code"])) > 1):
                yield other, listed


def _named_of(listed: pd.DataFrame, written: set[tuple[str | None, str]]) -> pd.Series[bool]:
    """Tell which units of a list are named, with their kind or with none."""
    keys = listed["short_name"].map(toneless_key)
    named = [
        (kind, key) in written or (None, key) in written
        for kind, key in zip(listed["kind"], keys, strict=True)
    ]
    return pd.Series(named, index=listed.index, dtype="bool")
