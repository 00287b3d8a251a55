"""Lists of villages: where they are, how many people live there, and whether they are declared."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources.findings import Findings
from dxanalysis.sources.place_lists import USED, read_place_list

if TYPE_CHECKING:
    import geopandas as gpd


@dataclass(frozen=True)
class VillagesReading:
    """Villages of a file.

    Attributes
    ----------
    villages
        ``lon``, ``lat``, ``name``, ``people`` (missing where not said), ``declared`` (1 covered, 0
        not, missing where not said) and ``unit_code``.
    findings
        What was exchanged or left out, and how often.
    source
        The file's name.
    """

    villages: pd.DataFrame
    findings: pd.DataFrame
    source: str


def read_villages(
    path: str | Path,
    *,
    units: gpd.GeoDataFrame,
    province: str | None,
    vintage: str,
    technology: str = "4g",
    tolerance_m: float = 500.0,
) -> VillagesReading:
    """Read a list of villages.

    Parameters
    ----------
    path
        A table or a layer of points as :func:`dxanalysis.sources.place_lists.read_place_list`
        takes it: coordinates and, where known, commune, name, people and whether the village is
        declared covered.
    units
        Polygons, EPSG:4326, indexed by ``unit_code``.
    province, vintage
        Of the units; for names of communes.
    technology
        4g or 5g. Where the list has no column of it, one that says no technology counts.
    tolerance_m
        How near to its commune a village may lie.

    Returns
    -------
    VillagesReading
        Those whose coordinates can be used.

    Raises
    ------
    FileUnreadableError
        If the file cannot be read, or no village has coordinates in one of the units.

    Examples
    --------
    >>> import geopandas as gpd
    >>> from shapely import box
    >>> units = gpd.GeoDataFrame(index=["03646"], geometry=[box(103, 21, 104, 22)], crs=4326)
    >>> read_villages("none.xlsx", units=units, province="14", vintage="2025-07")
    Traceback (most recent call last):
    ...
    dxanalysis.errors.FileUnreadableError: ...
    """
    path = Path(path)
    listed = read_place_list(
        path, units=units, province=province, vintage=vintage, tolerance_m=tolerance_m
    )
    places = listed.places
    placed = places["position"].isin(USED) & places["unit_code"].isin(units.index)
    used = places[placed].reset_index(drop=True)
    if used.empty:
        raise FileUnreadableError("terrain.no_villages", where=path)
    declared = used[f"has_{technology}"].fillna(used["covered"])
    table = pd.DataFrame(
        {
            "lon": used["longitude"],
            "lat": used["latitude"],
            "name": used["name"],
            "people": used["people"],
            "declared": declared.astype("Float64").to_numpy(dtype="float64", na_value=float("nan")),
            "unit_code": used["unit_code"].astype(object),
        }
    )
    note = Findings(path.name)
    note.counted("terrain.village_people", int(table["people"].isna().sum()))
    findings = [one for one in (listed.findings, note.table()) if len(one)]
    said = pd.concat(findings, ignore_index=True) if findings else listed.findings
    return VillagesReading(table, said, path.name)
