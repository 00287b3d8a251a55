"""A province's plan of fibre: from its analysis and files to the tree and all that qualifies it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from dxanalysis.planning import costs
from dxanalysis.planning.closing import GapCosts, close_gap
from dxanalysis.planning.demand import no_villages
from dxanalysis.planning.fibre import FibrePlan, plan_fibre
from dxanalysis.planning.plan_files import PlanFiles, place_list, read_plan_files
from dxanalysis.planning.province import require_solver
from dxanalysis.sources.place_lists import USED, PlaceList
from dxanalysis.sources.road_files import read_roads

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxanalysis.analysis import Analysis
    from dxanalysis.planning.costs import Assumption

FIBRE_USED: Final = (
    "fibre_km", "fibre_village", "fibre_household", "fibre_yearly", "fibre_farthest", "detour",
    "satellite_terminal", "satellite_month", "satellite_life", "satellite_terminals", "years",
)  # fmt: skip
"""The assumptions that a plan of fibre rests on."""


@dataclass(frozen=True)
class FibreProvince:
    """A plan of fibre, and all that a reader needs to judge it.

    Attributes
    ----------
    plan
        The plan; its villages have ``name`` and ``commune``.
    costs
        Fibre beside satellite terminals, for every village without fibre.
    budget_vnd
        What building may cost; None for no limit.
    sources
        How many places with fibre it starts from.
    centres
        How many of those are only centres of communes that have fibre; the others are villages
        that have it, or places of a file.
    known
        The assumptions.
    files
        The lists that were read.
    illustrative
        Whether any of it is made up.
    """

    plan: FibrePlan
    costs: GapCosts
    budget_vnd: float | None
    sources: int
    centres: int
    known: Mapping[str, Assumption]
    files: PlanFiles
    illustrative: bool


def plan_province_fibre(
    analysis: Analysis, *, budget_vnd: float | None = None, files: PlanFiles | None = None
) -> FibreProvince:
    """Plan fibre to the villages of a province that lack it.

    Parameters
    ----------
    analysis
        The province. ``[plan]`` of its workspace names the list of villages (which of them have
        fibre, and where they are), the roads, and where fibre is. Without the last it is taken to
        be at the villages of the list that have it and at the centres of communes that have it.
    budget_vnd
        The most that building may cost (base).
    files
        Its lists; by default those of ``[plan]``.

    Returns
    -------
    FibreProvince
        The plan.

    Raises
    ------
    ParameterError
        If no list names villages without fibre, or fibre is nowhere.
    FileUnreadableError
        If a file cannot be read.
    """
    require_solver()
    entry = analysis.workspace.plan
    files = read_plan_files(analysis) if files is None else files
    known = costs.assumptions(entry.costs)
    villages = _villages(files.villages)
    if not villages["has_fibre"].eq(other=False).any():
        raise no_villages(analysis, "fibre")
    listed = place_list(analysis, entry.fibre)
    sources, centres = _sources(analysis, villages, listed)
    roads = None if entry.roads is None else read_roads(entry.roads)
    whole = plan_fibre(villages, sources, roads=roads, known=known)
    plan = whole
    if budget_vnd is not None:
        plan = plan_fibre(villages, sources, roads=roads, known=known, budget_vnd=budget_vnd)
    # What a village costs does not depend on when the money ends.
    without = whole.villages[whole.villages["state"] != "SERVED"]
    step = without.groupby("order")["km"].transform("size")
    priced = close_gap(without.assign(fibre_km=without["km"] / step), service="fixed", known=known)
    lists = [*files.all, *([listed] if listed is not None else [])]
    return FibreProvince(
        plan,
        priced,
        budget_vnd,
        len(sources),
        centres,
        known,
        files,
        analysis.is_illustrative or (bool(lists) and entry.evidence == "illustrative"),
    )


def _villages(listed: PlaceList | None) -> pd.DataFrame:
    """Take the villages of a list that says of them whether they have fibre."""
    columns = ["name", "commune", "people", "households", "electricity", "has_fibre"]
    if listed is None:
        return pd.DataFrame(columns=[*columns, "longitude", "latitude"])
    rows = listed.places.rename(columns={"unit_code": "commune"})
    rows = rows[rows["has_fibre"].notna() & rows["commune"].notna()]
    sound = rows["position"].isin(USED)
    places = rows[["longitude", "latitude"]].where(sound)
    return pd.concat([rows[columns], places], axis=1).reset_index(drop=True)


def _sources(
    analysis: Analysis, villages: pd.DataFrame, listed: PlaceList | None
) -> tuple[pd.DataFrame, int]:
    """Say where fibre is: by a file, else by the villages and communes (how many) that have it."""
    places = ["longitude", "latitude"]
    if listed is not None:
        rows = listed.places
        return rows.loc[rows["position"].isin(USED), places], 0
    wired = villages.loc[villages["has_fibre"].eq(other=True), places].dropna()
    figures = analysis.gaps
    figures = figures[(figures["indicator"] == "communes_fibre") & (figures["operator"] == "any")]
    figures = figures[(figures["level"] == "commune") & (figures["numerator"] > 0)]
    centre = analysis.communes.reindex(figures["unit_code"])[["lon", "lat"]]
    centre = centre.set_axis(places, axis="columns").dropna()
    return pd.concat([wired, centre], ignore_index=True), len(centre)
