"""A province's plan of sites: from its analysis and files to the plan and all that qualifies it."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from dxanalysis.errors import ParameterError
from dxanalysis.planning import costs
from dxanalysis.planning.demand import (
    BANDS,
    TECHNOLOGIES,
    Demand,
    find_candidates,
    find_demand,
    reach_of,
)
from dxanalysis.planning.promises import follow_up
from dxanalysis.planning.sites import SitePlan, plan_curve, plan_sites, price_of_floor
from dxanalysis.planning.stability import rank_stability
from dxanalysis.sources.place_lists import TOLERANCE_M, PlaceList, read_place_list
from dxanalysis.sources.promise_lists import PromiseList, read_promises

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from dxanalysis.analysis import Analysis
    from dxanalysis.planning.costs import Assumption
    from dxanalysis.planning.demand import Note

DRAWS: Final = 100
"""Plans that the stability of a choice is measured with; fewer where there are many candidates."""

_MANY: Final = 300
_FEW_DRAWS: Final = 50
_CURVE: Final = 40
_FLOORS: Final = (0.0, 20.0, 40.0, 60.0, 80.0)


@dataclass(frozen=True)
class Asked:
    """What a plan is asked for.

    Attributes
    ----------
    sites, budget_vnd
        The limits; at least one.
    floor_pct
        In every commune at least this percentage of people shall be covered.
    technology
        ``4g`` or ``5g``.
    band
        Band in megahertz; empty for the usual one.
    name
        What the scenario is called; empty for a name made of its limits.
    must, never
        Names of candidates that are chosen in any case, or may not be.
    """

    sites: int | None = None
    budget_vnd: float | None = None
    floor_pct: float = 0.0
    technology: str = "4g"
    band: str = ""
    name: str = ""
    must: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlanFiles:
    """The lists that a plan is made of, as they were read."""

    villages: PlaceList | None = None
    candidates: PlaceList | None = None
    stations: PlaceList | None = None
    promises: PromiseList | None = None

    @property
    def findings(self) -> pd.DataFrame:
        """What is wrong with them."""
        tables = [one.findings for one in self.all]
        if self.promises is not None:
            tables.append(self.promises.findings)
        known = [table for table in tables if len(table)]
        return pd.concat(known, ignore_index=True) if known else pd.DataFrame()

    @property
    def all(self) -> list[PlaceList]:
        """The lists that there are."""
        return [one for one in (self.villages, self.candidates, self.stations) if one is not None]


@dataclass(frozen=True)
class ProvincePlan:
    """A plan of sites, and all that a reader needs to judge it.

    Attributes
    ----------
    asked
        What was asked for.
    demand, candidates
        What it was made of.
    plan
        The plan.
    sites
        The chosen sites in building order: ``order``, ``candidate``, ``kind``, ``name``,
        ``commune``, ``located``, ``latitude``, ``longitude``, ``electricity``, ``people_gained``,
        ``villages_reached``, the cost to build and over the years (``cost_…``, ``years_…``; low,
        base, high), ``chosen_pct``.
    curve
        Best plans of 1, 2, 3 … sites, without floor and budget.
    floors
        The price of floors.
    stability
        As of :func:`~dxanalysis.planning.stability.rank_stability`.
    radius_km
        Low, base and high reach of a site.
    known
        The assumptions.
    notes
        What a reader has to know of the demand.
    files
        The lists that were read.
    illustrative
        Whether any of it is made up.
    target_pct
        The workspace's target of people covered; None where it has none.
    followed
        Promises with their states (:func:`~dxanalysis.planning.promises.follow_up`); None where
        there is no list of them.
    """

    asked: Asked
    demand: Demand
    candidates: pd.DataFrame
    plan: SitePlan
    sites: pd.DataFrame
    curve: pd.DataFrame
    floors: pd.DataFrame
    stability: pd.DataFrame
    radius_km: tuple[float, float, float]
    known: Mapping[str, Assumption]
    notes: tuple[Note, ...]
    files: PlanFiles = field(default_factory=PlanFiles)
    illustrative: bool = False
    target_pct: float | None = None
    followed: pd.DataFrame | None = None

    @property
    def used(self) -> list[str]:
        """The assumptions that a plan of sites rests on."""
        band = f"reach_{self.asked.technology}_{self.asked.band}"
        kinds = set(self.candidates["kind"])
        names = ["station_new", "station_upgrade", "solar", "station_yearly", "years", band]
        return [one for one in names if one != "station_upgrade" or "upgrade" in kinds]

    @property
    def chosen(self) -> tuple[int, int]:
        """How many sites the plan has, and how many people they newly cover."""
        return len(self.sites), self.plan.people_gained

    def cost(self, what: str = "cost") -> dict[str, float]:
        """Add up what the sites cost: ``cost`` to build, ``years`` over the years of the plan."""
        return {end: float(self.sites[f"{what}_{end}_vnd"].sum()) for end in costs.ENDS}


def require_solver() -> None:
    """Check that the extra ``plan`` is installed.

    Raises
    ------
    ParameterError
        If it is not.
    """
    missing = [name for name in ("highspy", "scipy") if importlib.util.find_spec(name) is None]
    if missing:
        raise ParameterError("planning.no_solver", found=", ".join(missing))


def read_plan_files(analysis: Analysis) -> PlanFiles:
    """Read the lists that a workspace names in ``[plan]``.

    Parameters
    ----------
    analysis
        Of the workspace.

    Returns
    -------
    PlanFiles
        The lists; those that are not named are None.

    Raises
    ------
    FileUnreadableError
        If one cannot be read.
    """
    entry = analysis.workspace.plan
    paths = (entry.villages, entry.candidates, entry.stations)
    promises = None
    if entry.promises is not None:
        workspace = analysis.workspace
        promises = read_promises(
            entry.promises, province=workspace.province, vintage=workspace.vintage
        )
    villages, candidates, stations = (place_list(analysis, path) for path in paths)
    return PlanFiles(villages, candidates, stations, promises)


def place_list(analysis: Analysis, path: Path | None) -> PlaceList | None:
    """Read one list of places of a workspace.

    Parameters
    ----------
    analysis
        Of the workspace.
    path
        The list; None for none.

    Returns
    -------
    PlaceList or None
        The list. Near a border of approximate boundaries a place is not taken to lie elsewhere.

    Raises
    ------
    FileUnreadableError
        If it cannot be read.
    """
    if path is None:
        return None
    return read_place_list(
        path,
        units=analysis.communes,
        province=analysis.workspace.province,
        vintage=analysis.workspace.vintage,
        tolerance_m=TOLERANCE_M[analysis.boundaries.kind],
    )


def plan_province(
    analysis: Analysis,
    asked: Asked,
    *,
    files: PlanFiles | None = None,
    draws: int | None = None,
    time_limit_s: float = 60.0,
) -> ProvincePlan:
    """Plan a province's next sites.

    Parameters
    ----------
    analysis
        The province.
    asked
        What is asked for.
    files
        Its lists; by default those of ``[plan]``.
    draws
        How many plans the stability is measured with; by default 100, or 50 of many candidates.
    time_limit_s
        When the solver stops; the plan then says what its bound is.

    Returns
    -------
    ProvincePlan
        The plan.

    Raises
    ------
    ParameterError
        If nothing can be planned; the sentence says what is lacking.

    Examples
    --------
    >>> import dxanalysis as dx
    >>> province = dx.analyse(dx.open_workspace("data/son-la"))
    >>> plan = plan_province(province, Asked(sites=3), draws=0)
    >>> len(plan.sites), bool(plan.plan.people_after > plan.plan.people_before)
    (3, True)
    """
    require_solver()
    if asked.technology not in BANDS:
        raise ParameterError(
            "planning.no_such_technology", found=asked.technology, expected=", ".join(BANDS)
        )
    bands = BANDS[asked.technology]
    if asked.band and asked.band not in bands:
        raise ParameterError("planning.no_such_band", found=asked.band, expected=", ".join(bands))
    asked = replace(asked, band=asked.band or bands[0])
    files = read_plan_files(analysis) if files is None else files
    known = costs.assumptions(analysis.workspace.plan.costs)
    reach = known[f"reach_{asked.technology}_{asked.band}"]
    radius = (reach.low, reach.base, reach.high)
    demand = find_demand(analysis, technology=asked.technology, listed=_places(files.villages))
    candidates = find_candidates(
        demand, known=known, own=_places(files.candidates), stations=_places(files.stations)
    )
    matrix = reach_of(demand, candidates, radius_km=radius[1])
    limits: dict[str, Any] = {
        "sites": asked.sites,
        "budget_vnd": asked.budget_vnd,
        "floor_pct": asked.floor_pct,
        "must": _labels(candidates, asked.must),
        "never": _labels(candidates, asked.never),
    }
    plan = plan_sites(demand.places, candidates, reach=matrix, time_limit_s=time_limit_s, **limits)
    times = DRAWS if len(candidates) <= _MANY else _FEW_DRAWS
    stability = rank_stability(
        demand, candidates, radius_km=radius, draws=times if draws is None else draws, **limits
    )
    floors = price_of_floor(
        demand.places, candidates, reach=matrix, sites=asked.sites, budget_vnd=asked.budget_vnd,
        floors_pct=sorted({*_FLOORS, asked.floor_pct}),
    )  # fmt: skip
    most = min(_CURVE, len(candidates))
    entry = analysis.workspace.plan
    target = analysis.workspace.targets.get(TECHNOLOGIES[asked.technology])
    return ProvincePlan(
        asked,
        demand,
        candidates,
        plan,
        _sites(plan, candidates, matrix, demand, known, stability),
        plan_curve(demand.places, candidates, reach=matrix, counts=range(1, most + 1)),
        floors,
        stability,
        radius,
        known,
        demand.notes,
        files,
        analysis.is_illustrative or (bool(files.all) and entry.evidence == "illustrative"),
        None if target is None else target.value_pct,
        _followed(analysis, files.promises),
    )


def _followed(analysis: Analysis, listed: PromiseList | None) -> pd.DataFrame | None:
    """Set the promises beside the latest list of villages without a signal, on its day."""
    if listed is None or analysis.as_of is None:
        return None
    silent = analysis.villages[["unit_code", "village"]]
    return follow_up(listed.promises, silent, on=analysis.as_of)


def _places(one: PlaceList | None) -> pd.DataFrame | None:
    """Take the rows of a list."""
    return None if one is None else one.places


def _labels(candidates: pd.DataFrame, wanted: tuple[str, ...]) -> list[object]:
    """Find candidates by their label or their name."""
    found: list[object] = []
    for one in wanted:
        named = candidates.index[(candidates["name"] == one) | (candidates.index == one)]
        if len(named) != 1:
            raise ParameterError("planning.no_such_candidate", found=one)
        found.append(named[0])
    return found


def _sites(
    plan: SitePlan,
    candidates: pd.DataFrame,
    matrix: Any,
    demand: Demand,
    known: Mapping[str, Assumption],
    stability: pd.DataFrame,
) -> pd.DataFrame:
    """Tell of each chosen site where it is, whom it reaches first, and what it costs."""
    chosen = plan.sites.set_index("candidate")
    rows = candidates.loc[chosen.index].drop(columns=["cost_vnd"]).copy()
    rows["people_gained"] = chosen["people_gained"]
    village = (demand.places["kind"] == "village").to_numpy()
    open_places = village.copy()
    reached = []
    for place in candidates.index.get_indexer(rows.index):
        mine = np.zeros(len(open_places), dtype=bool)
        mine[matrix.indices[matrix.indptr[place] : matrix.indptr[place + 1]]] = True
        reached.append(int((mine & open_places).sum()))
        open_places &= ~mine
    rows["villages_reached"] = reached
    rows["cost_base_vnd"] = candidates.loc[rows.index, "cost_vnd"]
    for end in costs.ENDS:
        rows[f"years_{end}_vnd"] = [
            costs.over_years_vnd(known, end, build) for build in rows[f"cost_{end}_vnd"]
        ]
    rows["chosen_pct"] = stability["chosen_pct"]
    rows.insert(0, "order", np.arange(1, len(rows) + 1))
    return rows.reset_index()
