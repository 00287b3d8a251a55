"""One operator's stations, the terrain and the declared figures of a province, brought together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from dxanalysis.errors import ParameterError
from dxanalysis.indicators import OPERATORS
from dxanalysis.sources.place_lists import TOLERANCE_M
from dxanalysis.studies import reach
from dxanalysis.terrain.coverage import Assumptions, coverage
from dxanalysis.terrain.elevation_files import add_clutter, read_elevation
from dxanalysis.terrain.place_tables import Area
from dxanalysis.terrain.sharing import shareable
from dxanalysis.terrain.sites import read_stations
from dxanalysis.terrain.unit_shares import reach_by_unit
from dxanalysis.terrain.villages import read_villages

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from dxanalysis.analysis import Analysis
    from dxanalysis.terrain.coverage import Coverage

CLAIMS: Final = {"4g": "pop_4g", "5g": "pop_5g"}
"""The indicator that is declared for each technology."""

FOREST_M: Final = 0.0
"""Height of forest and buildings where the planner names none: nothing stands in the way."""


@dataclass(frozen=True, eq=False)
class CoverageCheck:
    """What was found. Holds places of stations: for the desk, never to be shared as it is.

    Attributes
    ----------
    operator, technology
        Whose stations of which technology.
    table
        One row for each commune, indexed by ``unit_code``: ``unit_name``, ``claim_pct`` with its
        date ``as_of``, what is reached (see :func:`dxanalysis.terrain.unit_shares.reach_by_unit`),
        ``expected_pct``, ``beyond_points``, ``verdict`` and ``cause``
        (:mod:`dxanalysis.studies.reach`). Without a list of villages no claim is judged: the
        verdicts are missing, for people do not live where the area is.
    groups
        What may be shared (:func:`dxanalysis.terrain.sharing.shareable`), with ``unit_name``.
    shadowed
        Villages that are declared covered and that no station of the list can reach.
    findings
        What was exchanged, left out or assumed about stations, elevation and villages.
    reached
        Levels of every cell.
    """

    operator: str
    technology: str
    table: pd.DataFrame
    groups: pd.DataFrame
    shadowed: pd.DataFrame
    findings: pd.DataFrame
    reached: Coverage

    @property
    def indicator(self) -> str:
        """The indicator that is declared."""
        return CLAIMS[self.technology]


def check_coverage(
    analysis: Analysis,
    *,
    stations: str | Path,
    elevation: Sequence[str | Path],
    villages: str | Path | None = None,
    operator: str = "any",
    technology: str = "4g",
    land_cover: str | Path | float = FOREST_M,
    assumptions: Assumptions | None = None,
    progress: bool = False,
) -> CoverageCheck:
    """Set declared coverage against what stations can reach.

    Parameters
    ----------
    analysis
        The province: its declared figures, its communes and their groups.
    stations
        A list of stations (:func:`dxanalysis.terrain.sites.read_stations`). Of several operators
        only the one that is asked for counts.
    elevation
        GeoTIFF files or SRTM tiles.
    villages
        Villages with coordinates, people and, where known, whether they are declared covered.
    operator
        Whose stations and claims; ``any`` takes all stations and the claims of any operator.
    technology
        ``4g`` or ``5g``.
    land_cover
        A raster of land cover, or one height in metres of forest and buildings.
    assumptions
        What makes the interval.
    progress
        Whether a bar is shown, where there is a terminal.

    Returns
    -------
    CoverageCheck
        The communes of the province, those without anything to say included.

    Raises
    ------
    ParameterError
        If the operator or technology is not known, or the list has no such station.
    FileUnreadableError
        If a file cannot be used.
    """
    indicator = _claim_of(technology)
    if operator not in OPERATORS:
        raise ParameterError("reach.operator", found=operator, expected=", ".join(OPERATORS))
    communes = analysis.communes.to_crs(4326)
    # A station outside may reach in: ground is read as far around as stations are computed.
    given = assumptions or Assumptions()
    west, south, east, north = (float(edge) for edge in communes.total_bounds)
    workspace = analysis.workspace
    listed = read_stations(
        stations,
        operator=operator,
        technology=technology,
        on=analysis.as_of,
        area=Area(communes, workspace.province, workspace.vintage),
    )
    ours = listed.stations[listed.stations["technology"] == technology]
    if operator != "any":
        ours = ours[ours["operator"] == operator]
    if ours.empty:
        raise ParameterError(
            "reach.no_station_of", where=listed.source, found=operator, expected=technology
        )
    ground = read_elevation(
        list(elevation), bounds=(west, south, east, north), margin_km=given.radius_km
    )
    if land_cover:
        ground = add_clutter(ground, land_cover)
    found = coverage(ours, ground, assumptions=given, progress=progress)
    read = None
    if villages is not None:
        read = read_villages(
            villages,
            units=communes,
            province=analysis.workspace.province,
            vintage=analysis.workspace.vintage,
            technology=technology,
            tolerance_m=TOLERANCE_M[analysis.boundaries.kind],
        )
    shares = reach_by_unit(found, communes, villages=None if read is None else read.villages)
    figures = _claims(analysis, indicator, operator)
    table = figures.join(shares)
    shadowed = pd.DataFrame(columns=["name", "unit_code", "people"])
    judged = ["expected_pct", "beyond_points", "verdict", "cause"]
    if read is None:
        table = table.assign(**dict.fromkeys(judged))
    else:
        study = reach.judge_claims(table["claim_pct"], found, villages=read.villages)
        table = table.join(study.table[judged[:3]])
        if read.villages["declared"].notna().any():
            causes = reach.explain_doubts(study, found, villages=read.villages, stations=ours)
            table = table.join(causes["cause"])
            shadowed = reach.shadowed_villages(read.villages, found)
        else:
            table["cause"] = None
    return CoverageCheck(
        operator=operator,
        technology=technology,
        table=table,
        groups=_shared(analysis, communes, shares, ours),
        shadowed=shadowed,
        findings=_together(listed.findings, ground.findings, *([read.findings] if read else [])),
        reached=found,
    )


def _together(*findings: pd.DataFrame) -> pd.DataFrame:
    """Put tables of findings below each other; one of no rows would change types."""
    some = [table for table in findings if len(table)]
    return pd.concat(some or findings[:1], ignore_index=True)


def _claim_of(technology: str) -> str:
    """Name the indicator that is declared for a technology."""
    if technology not in CLAIMS:
        raise ParameterError("terrain.technology", found=technology, expected=", ".join(CLAIMS))
    return CLAIMS[technology]


def _claims(analysis: Analysis, indicator: str, operator: str) -> pd.DataFrame:
    """List the communes with what is declared of each; missing where nothing is."""
    names = analysis.communes["unit_name"]
    rows = analysis.gaps[
        (analysis.gaps["level"] == "commune")
        & (analysis.gaps["indicator"] == indicator)
        & (analysis.gaps["operator"] == operator)
    ].set_index("unit_code")
    return pd.DataFrame(
        {
            "unit_name": names,
            "claim_pct": rows["rate_pct"].reindex(names.index),
            "as_of": rows["as_of"].reindex(names.index),
        }
    )


def _shared(
    analysis: Analysis, communes: pd.DataFrame, shares: pd.DataFrame, stations: pd.DataFrame
) -> pd.DataFrame:
    """Reduce what was computed to groups of communes that may be shared."""
    areas = [area for area in analysis.areas.values() if area.level in {"district", "group"}]
    areas = areas or [analysis.whole]
    group_of = pd.Series({code: area.code for area in areas for code in area.communes}, dtype="str")
    shared = shareable(shares, communes, groups=group_of, stations=stations)
    names = {area.code: area.name for area in areas}
    shared.insert(0, "unit_name", [names.get(str(code), str(code)) for code in shared.index])
    return shared.rename_axis("unit_code")
