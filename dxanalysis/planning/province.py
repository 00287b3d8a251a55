"""A province's plan of sites: from its analysis and files to the plan and all that qualifies it."""

from __future__ import annotations

import difflib
import importlib.util
from dataclasses import dataclass, field, replace
from pathlib import Path
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
    reach_over_terrain,
)
from dxanalysis.planning.plan_files import PlanFiles, read_plan_files
from dxanalysis.planning.promises import follow_up
from dxanalysis.planning.sites import SitePlan, plan_curve, plan_sites, price_of_floor
from dxanalysis.planning.stability import rank_stability
from dxanalysis.units.parsing import split_kind
from dxanalysis.vietnamese import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dxanalysis.analysis import Analysis
    from dxanalysis.planning.costs import Assumption
    from dxanalysis.planning.demand import Note
    from dxanalysis.sources.place_lists import PlaceList
    from dxanalysis.sources.promise_lists import PromiseList
    from dxanalysis.terrain.elevation import Elevation

DRAWS: Final = 100
"""Plans that the stability of a choice is measured with; fewer where there are many candidates."""

_MANY: Final = 300
_FEW_DRAWS: Final = 50
_CURVE: Final = 40
_NAMED: Final = 5
_FLOORS: Final = (20.0, 40.0, 60.0, 80.0, 90.0, 95.0)
"""Percentages of people in every commune whose price is told, where some commune is below."""


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
        Candidates that are chosen in any case, or may not be: names, names with their commune
        ("Buôn Ea Tul 1, Xã Cư Pui"), or ids as in the table of sites.
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
class TerrainUsed:
    """The terrain that a plan was computed over.

    Attributes
    ----------
    files
        Names of the elevation files.
    findings
        What was wrong with them.
    people_low, people_high
        People whom the chosen sites newly cover in the least and in the most favourable case.
    """

    files: tuple[str, ...]
    findings: pd.DataFrame
    people_low: int
    people_high: int


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
    terrain
        The terrain that was computed over; None where reach is a circle.
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
    terrain: TerrainUsed | None = None

    @property
    def used(self) -> list[str]:
        """The assumptions that a plan of sites rests on."""
        band = f"reach_{self.asked.technology}_{self.asked.band}"
        kinds = set(self.candidates["kind"])
        reach = [] if self.terrain else [band]
        names = ["station_new", "station_upgrade", "solar", "station_yearly", "years", *reach]
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


def plan_province(
    analysis: Analysis,
    asked: Asked,
    *,
    files: PlanFiles | None = None,
    elevation: Sequence[str | Path] = (),
    draws: int | None = None,
    time_limit_s: float = 60.0,
    progress: bool = False,
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
    elevation
        GeoTIFF files or SRTM tiles: reach is computed over the terrain, in the least favourable
        case, in place of a circle.
    draws
        How many plans the stability is measured with; by default 100, or 50 of many candidates.
    time_limit_s
        When the solver stops; the plan then says what its bound is.
    progress
        Whether a bar is shown, where there is a terminal.

    Returns
    -------
    ProvincePlan
        The plan.

    Raises
    ------
    ParameterError
        If nothing can be planned; the sentence says what is lacking.
    FileUnreadableError
        If an elevation file cannot be read, or lies elsewhere.

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
    demand = find_demand(
        analysis, technology=asked.technology, listed=_places(files.villages), silent=files.silent
    )
    candidates = find_candidates(
        demand, known=known, own=_places(files.candidates), stations=_places(files.stations)
    )
    ground = _ground(analysis, elevation)
    ends = None
    if ground is not None:
        ends = reach_over_terrain(
            demand, candidates, ground=ground, band_mhz=float(asked.band), progress=progress
        )
    matrix = ends[0] if ends else reach_of(demand, candidates, radius_km=radius[1])
    limits: dict[str, Any] = {
        "sites": asked.sites,
        "budget_vnd": asked.budget_vnd,
        "floor_pct": asked.floor_pct,
        "must": _labels(analysis, candidates, asked.must),
        "never": _labels(analysis, candidates, asked.never),
    }
    plan = plan_sites(demand.places, candidates, reach=matrix, time_limit_s=time_limit_s, **limits)
    times = DRAWS if len(candidates) <= _MANY else _FEW_DRAWS
    stability = rank_stability(
        demand, candidates, radius_km=radius, ends=ends,
        draws=times if draws is None else draws, **limits,
    )  # fmt: skip
    floors = price_of_floor(
        demand.places, candidates, reach=matrix, sites=asked.sites, budget_vnd=asked.budget_vnd,
        floors_pct=_floors(demand.places, asked.floor_pct),
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
        _terrain(elevation, ground, ends, candidates, plan, demand),
    )


def _ground(analysis: Analysis, elevation: Sequence[str | Path]) -> Elevation | None:
    """Read the ground of a province and around it."""
    from dxanalysis.terrain.elevation_files import read_elevation

    if not elevation:
        return None
    communes = analysis.communes.to_crs(4326)
    west, south, east, north = (float(edge) for edge in communes.total_bounds)
    return read_elevation(list(elevation), bounds=(west, south, east, north))


def _terrain(
    elevation: Sequence[str | Path],
    ground: Elevation | None,
    ends: tuple[Any, Any] | None,
    candidates: pd.DataFrame,
    plan: SitePlan,
    demand: Demand,
) -> TerrainUsed | None:
    """Count whom the chosen sites cover in either case."""
    if ground is None or ends is None:
        return None
    chosen = candidates.index.get_indexer(plan.sites["candidate"].array)
    uncovered = ~demand.places["covered"].to_numpy(dtype=bool)
    people = demand.places["people"].to_numpy()
    low, high = (
        int(people[(np.asarray(one[chosen].sum(axis=0)).ravel() > 0) & uncovered].sum())
        for one in ends
    )
    names = tuple(Path(one).name for one in elevation)
    return TerrainUsed(names, ground.findings, low, high)


def _followed(analysis: Analysis, listed: PromiseList | None) -> pd.DataFrame | None:
    """Set the promises beside the latest list of villages without a signal, on its day."""
    if listed is None or analysis.as_of is None:
        return None
    silent = analysis.villages[["unit_code", "village"]]
    return follow_up(listed.promises, silent, on=analysis.as_of)


def _places(one: PlaceList | None) -> pd.DataFrame | None:
    """Take the rows of a list."""
    return None if one is None else one.places


def _labels(analysis: Analysis, candidates: pd.DataFrame, wanted: tuple[str, ...]) -> list[object]:
    """Find candidates by their id, their name, or their name and commune."""
    names = candidates["name"].map(lambda name: fold(str(name)))
    communes = candidates["commune"].map(analysis.communes["unit_name"]).fillna("").astype("str")
    written = [
        pd.Series(candidates.index, index=candidates.index).map(str),
        candidates["name"],
        names,
        (names + " " + communes.map(fold)).str.strip(),
        (names + " " + communes.map(lambda name: fold(split_kind(name)[1]))).str.strip(),
    ]
    found: list[object] = []
    for one in wanted:
        matches = (list(form.index[(form == one) | (form == fold(one))]) for form in written)
        named: list[Any] = next((labels for labels in matches if labels), [])
        if len(named) == 1:
            found.append(named[0])
            continue
        if not named:
            key = next(iter(difflib.get_close_matches(fold(one), list(names), n=1)), None)
            near = None if key is None else str(candidates.loc[names == key, "name"].iloc[0])
            raise ParameterError("planning.no_such_candidate", found=one, expected=near)
        listed = [
            f"{candidates.loc[label, 'name']!s}, {communes.loc[label]!s} ({label})"
            for label in named[:_NAMED]
        ]
        more = ["…"] if len(named) > _NAMED else []
        raise ParameterError(
            "planning.ambiguous_candidate", found=one, n=len(named),
            expected="; ".join(listed + more),
        )  # fmt: skip
    return found


def _floors(places: pd.DataFrame, asked: float) -> list[float]:
    """Choose the floors to compare with none: those that some commune is below, and one asked for.

    Where every commune is above all of them the highest is shown, which costs nothing.
    """
    people = places["people"].groupby(places["commune"]).sum()
    with_it = places["people"].where(places["covered"], 0).groupby(places["commune"]).sum()
    lowest = (100 * with_it / people[people > 0]).min()
    above = [floor for floor in _FLOORS if floor > lowest] or [_FLOORS[-1]]
    return sorted({0.0, *above, asked})


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
