"""Lists of villages: where they are, how many people live there, and whether they are declared."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pandas as pd

from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources.findings import Findings
from dxanalysis.sources.measurements.locator import OUTSIDE, make_locator
from dxanalysis.terrain.place_tables import figures_of, read_places, words_of
from dxanalysis.units.parsing import toneless

if TYPE_CHECKING:
    import geopandas as gpd

_HEADINGS: Final = {
    "name": ("ten thon", "ten ban", "thon ban", "thon", "ban", "ten", "name", "village"),
    "people": ("dan so", "so dan", "so nguoi", "nhan khau", "so nhan khau", "people", "population"),
    "declared": (
        *("co song", "phu song", "da phu song", "co 4g", "co song 4g", "covered", "declared"),
        *("tinh trang phu song", "song 4g"),
    ),
}
_YES: Final = frozenset({"co", "x", "1", "yes", "true", "da phu", "da phu song", "co song", "v"})
_NO: Final = frozenset({"khong", "0", "no", "false", "chua", "chua phu song", "khong co", "lom",
                        "chua co", "khong co song", "trang", "trang song", "lom song"})  # fmt: skip
_MOST_PEOPLE: Final = 100_000.0


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


def read_villages(path: str | Path, *, units: gpd.GeoDataFrame) -> VillagesReading:
    """Read a list of villages.

    Parameters
    ----------
    path
        Workbook or csv with headings for latitude and longitude and, where known, name, people and
        whether the village is declared covered.
    units
        Polygons, EPSG:4326, indexed by ``unit_code``.

    Returns
    -------
    VillagesReading
        Those that lie in one of the units.

    Raises
    ------
    FileUnreadableError
        If the file cannot be read, or no village lies in any of the units.

    Examples
    --------
    >>> import geopandas as gpd
    >>> from shapely import box
    >>> units = gpd.GeoDataFrame(index=["03646"], geometry=[box(103, 21, 104, 22)], crs=4326)
    >>> read_villages("none.xlsx", units=units)
    Traceback (most recent call last):
    ...
    dxanalysis.errors.FileUnreadableError: ...
    """
    path = Path(path)
    note = Findings(path.name)
    rows = read_places(path, headings=_HEADINGS, note=note)
    lon, lat = (rows[name].to_numpy(dtype="float64") for name in ("lon", "lat"))
    unit = make_locator(units).find(lon, lat)
    note.counted("terrain.village_outside", int((unit == OUTSIDE).sum()), severity="note")
    people = figures_of(rows.assign(people=_joined(rows)), "people", least=0, most=_MOST_PEOPLE)
    declared = words_of(rows, "declared").map(_is_declared).astype("float64")
    table = pd.DataFrame(
        {
            "lon": lon,
            "lat": lat,
            "name": words_of(rows, "name"),
            "people": people,
            "declared": declared,
            "unit_code": units.index.to_numpy(dtype=object)[unit],
        }
    )[unit != OUTSIDE].reset_index(drop=True)
    if table.empty:
        raise FileUnreadableError("terrain.no_villages", where=path)
    note.counted("terrain.village_people", int(table["people"].isna().sum()))
    return VillagesReading(table, note.table(), path.name)


def _joined(rows: pd.DataFrame) -> pd.Series:
    """Take dots and commas for thousands out of numbers of people."""
    return words_of(rows, "people").str.replace(r"(?<=\d)[.,\s](?=\d{3}(?!\d))", "", regex=True)


def _is_declared(written: str) -> float:
    """Read whether a village is declared covered; missing where it is not clear."""
    words = toneless(written)
    if words in _YES:
        return 1.0
    if words in _NO:
        return 0.0
    return float("nan")
