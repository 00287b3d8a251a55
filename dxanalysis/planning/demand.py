"""Who lacks a technology, and where a site could help: demand and candidates of a plan.

A commune's people are parted into those who are covered, those of the villages that lack it, and
the rest: people whom the commune's figure says to be without, and no list names. Nobody knows where
the rest live, so no plan reaches them; and the three always add up to the commune's people.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from dxanalysis.errors import ParameterError
from dxanalysis.planning import costs
from dxanalysis.planning.reach import reach_by_radius, reach_by_terrain
from dxanalysis.sources.place_lists import USED
from dxanalysis.vietnamese import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dxanalysis.analysis import Analysis
    from dxanalysis.planning.costs import Assumption
    from dxanalysis.terrain.elevation import Elevation

TECHNOLOGIES: Final = {"4g": "pop_4g", "5g": "pop_5g", "fibre": "villages_fibre"}
"""What can be planned, and the indicator whose figures say what is lacking."""

BANDS: Final = {"4g": ("1800", "700"), "5g": ("2600", "3500")}
"""Bands of each technology, the usual one first; megahertz."""

PLACE_COLUMNS: Final = (
    "kind", "name", "commune", "people", "households", "electricity", "latitude", "longitude",
    "located", "covered",
)  # fmt: skip
"""``kind`` is ``village``, ``rest`` or ``covered``; ``located`` is ``point`` or ``centre``."""

CANDIDATE_COLUMNS: Final = (
    "kind", "name", "commune", "electricity", "latitude", "longitude", "located", "place",
    "cost_vnd", "cost_low_vnd", "cost_high_vnd",
)  # fmt: skip
"""``kind`` is ``village``, ``own`` (the planner's) or ``upgrade``; ``place`` the row of demand that
it stands in."""

Note = tuple[str, dict[str, Any]]

LIST_OVER_FIGURE: Final = "planning.note_list_over_figure"
"""The note that villages' lists have more people without coverage than the communes' figures: the
key of its sentence, and ``n`` communes, ``people`` more, and the share ``reported`` (percent)."""

WITHOUT_PLACE: Final = "planning.note_centre"
"""The note that ``n`` of ``of`` villages have no usable coordinates."""

WARNINGS: Final = (
    "planning.warn_list_of_4g", "planning.warn_villages_twice", "planning.warn_villages_more",
)  # fmt: skip
"""The notes that no reader may overlook: villages are those of another technology, stand twice
under different names, or are more than the communes' figures say. Each names both numbers."""


@dataclass(frozen=True)
class Demand:
    """Who lacks a technology.

    Attributes
    ----------
    technology
        One of :data:`TECHNOLOGIES`.
    places
        Covered people, villages that lack it, and the rest (:data:`PLACE_COLUMNS`).
    unknown
        Villages that lack it and whose number of people nobody knows: no plan counts them.
    notes
        What a reader has to know: keys of sentences, and what they name.
    """

    technology: str
    places: pd.DataFrame
    unknown: pd.DataFrame
    notes: tuple[Note, ...] = field(default=())

    @property
    def villages(self) -> pd.DataFrame:
        """The villages that lack it and whose people are known."""
        return self.places[self.places["kind"] == "village"]


def find_demand(
    analysis: Analysis,
    *,
    technology: str = "4g",
    listed: pd.DataFrame | None = None,
    silent: pd.DataFrame | None = None,
) -> Demand:
    """Part the people of every commune into covered, listed without, and the rest.

    Parameters
    ----------
    analysis
        The province.
    technology
        One of :data:`TECHNOLOGIES`.
    listed
        Villages of the planner's own list (:data:`dxanalysis.sources.place_lists.COLUMNS`): their
        coordinates, and which of them lack the technology.
    silent
        The villages without a signal of the workbooks, their coordinates judged
        (:func:`dxanalysis.sources.place_lists.place_villages`); by default those of the analysis,
        without coordinates. A sound place in the planner's own list counts before theirs.

    Returns
    -------
    Demand
        Coordinates only where a list has sound ones; else the commune's centre, so marked.

    Raises
    ------
    ParameterError
        If the technology is unknown, or no list names villages that lack it.
    """
    if technology not in TECHNOLOGIES:
        raise ParameterError(
            "planning.no_such_technology", found=technology, expected=", ".join(TECHNOLOGIES)
        )
    notes: list[Note] = []
    if silent is None:
        silent = analysis.villages.assign(position="")
    villages = _villages(analysis, silent, technology, listed, notes)
    if villages.empty:
        raise no_villages(analysis, technology)
    notes += _warnings(analysis, villages, technology, listed, notes)
    known = villages["people"].notna() & villages["commune"].isin(analysis.communes.index)
    unknown = villages[~known]
    if len(unknown):
        notes.append(("planning.note_unknown_people", {"n": len(unknown)}))
    villages = villages[known]
    parts = [villages.assign(kind="village", covered=False)]
    if technology != "fibre":
        parts += _people_of_communes(analysis, villages, TECHNOLOGIES[technology], notes)
    places = pd.concat(parts, ignore_index=True)[list(PLACE_COLUMNS)]
    places["people"] = places["people"].round().astype("int64")
    places["covered"] = places["covered"].astype(bool)
    centred = villages["located"] == "centre"
    if centred.any():
        notes.append((WITHOUT_PLACE, {"n": int(centred.sum()), "of": len(villages)}))
    return Demand(technology, places, unknown.reset_index(drop=True), tuple(notes))


def _villages(
    analysis: Analysis,
    silent: pd.DataFrame,
    technology: str,
    listed: pd.DataFrame | None,
    notes: list[Note],
) -> pd.DataFrame:
    """List the villages that lack a technology, with the best position that is known of each."""
    rows = pd.DataFrame(
        {
            "name": silent["village"],
            "commune": silent["unit_code"],
            "people": silent["people"],
            "households": silent["households"],
            "electricity": silent["electricity"],
            **{
                one: silent[one].where(silent["position"].isin(USED))
                for one in ("latitude", "longitude")
            },
        }
    )
    if technology == "fibre":
        rows = rows[:0]  # no signal does not say that there is no fibre
    rows["key"] = _keys(rows["commune"], rows["name"])
    # Several operators may list a village, and one of them know of it what another does not.
    rows = rows.groupby("key", sort=False, as_index=False).first()
    if listed is not None:
        own = listed.rename(columns={"unit_code": "commune"})
        own = own.assign(key=_keys(own["commune"], own["name"]))
        own = own[own["commune"].notna()].drop_duplicates("key")
        places = ["latitude", "longitude"]
        own[places] = own[places].where(own["position"].isin(USED))
        lacks = own[f"has_{technology}"].eq(other=False).fillna(value=False).astype(bool)
        more = own[lacks & ~own["key"].isin(rows["key"])]
        if len(more) and len(rows):
            notes.append(("planning.note_more_villages", {"n": len(more)}))
        rows = pd.concat([rows, more[rows.columns]], ignore_index=True)
        full = own.set_index("key")
        for column in places:
            rows[column] = rows["key"].map(full[column]).fillna(rows[column])
        for column in ("people", "households"):
            rows[column] = rows[column].fillna(rows["key"].map(full[column]))
    rows["located"] = np.where(rows["latitude"].notna(), "point", "centre")
    for column, source in (("latitude", "lat"), ("longitude", "lon")):
        rows[column] = rows[column].fillna(rows["commune"].map(analysis.communes[source]))
    rows["electricity"] = rows["electricity"].astype("boolean")
    return rows.drop(columns="key").reset_index(drop=True)


def _warnings(
    analysis: Analysis,
    villages: pd.DataFrame,
    technology: str,
    listed: pd.DataFrame | None,
    notes: list[Note],
) -> list[Note]:
    """Set the number of listed villages beside the communes' own figures."""
    figures = analysis.gaps
    figures = figures[figures["indicator"] == f"villages_{technology}"]
    figures = figures[(figures["operator"] == "any") & (figures["level"] == "commune")]
    lacking = (
        (figures["denominator"] - figures["numerator"]).set_axis(figures["unit_code"]).dropna()
    )
    counted = villages.groupby("commune").size().reindex(lacking.index).fillna(0)
    said: list[Note] = []
    if technology == "5g" and (listed is None or not listed["has_5g"].notna().any()):
        reported = int(lacking.sum()) if len(lacking) else None
        said.append((WARNINGS[0], {"n": len(villages), "reported": reported}))
    over = counted > lacking
    if over.any():
        both = any(key == "planning.note_more_villages" for key, _ in notes)
        numbers = {"n": int(counted[over].sum()), "reported": int(lacking[over].sum())}
        about = {"technology": technology, "communes": int(over.sum())}
        said.append((WARNINGS[1 if both else 2], numbers | about))
    return said


def no_villages(analysis: Analysis, technology: str) -> ParameterError:
    """Make the error that no list names a village that lacks a technology."""
    if technology == "fibre":
        return ParameterError("planning.no_villages_fibre", where=analysis.whole.name)
    return ParameterError(
        "planning.no_villages", found=technology.upper(), where=analysis.whole.name
    )


def _keys(communes: pd.Series, names: pd.Series) -> list[str]:
    """Make what a village is known by: its commune and its folded name."""
    return [f"{code}|{fold(str(name))}" for code, name in zip(communes, names, strict=True)]


def _people_of_communes(
    analysis: Analysis, villages: pd.DataFrame, indicator: str, notes: list[Note]
) -> list[pd.DataFrame]:
    """Make the rows of the covered people and of the rest of each commune."""
    figures = analysis.gaps
    figures = figures[(figures["indicator"] == indicator) & (figures["operator"] == "any")]
    figures = figures[figures["level"] == "commune"].set_index("unit_code")
    known = figures[figures["numerator"].notna() & figures["denominator"].notna()]
    total, with_it = known["denominator"].round(), known["numerator"].round()
    named = villages.groupby("commune")["people"].sum().reindex(known.index).fillna(0.0)
    # A village that is listed is without, whatever the commune's figure says.
    rest = (total - with_it - named).clip(lower=0)
    covered = (total - named - rest).clip(lower=0)
    over = named - (total - with_it)
    over = over[(over > 0) & (named > 0)]
    if len(over):
        excess = {"n": len(over), "people": int(over.sum())}
        notes.append((LIST_OVER_FIGURE, {**excess, "reported": with_it.sum() / total.sum() * 100}))
    missing = len(analysis.communes) - len(known)
    if missing:
        notes.append(("planning.note_no_figure", {"n": missing, "of": len(analysis.communes)}))
    if rest.sum():
        notes.append(("planning.note_rest", {"n": int(rest.sum())}))
    made = []
    for kind, people in (("covered", covered), ("rest", rest)):
        rows = pd.DataFrame({"commune": people.index, "people": people.to_numpy()})
        rows = rows[rows["people"] > 0]
        centre = analysis.communes.loc[rows["commune"]]
        rows["latitude"], rows["longitude"] = centre["lat"].to_numpy(), centre["lon"].to_numpy()
        made.append(
            rows.assign(
                kind=kind, name="", located="centre", covered=kind == "covered",
                households=np.nan, electricity=pd.array([pd.NA] * len(rows), dtype="boolean"),
            )
        )  # fmt: skip
    return made


# ---- candidates ----------------------------------------------------------------------------------
def find_candidates(
    demand: Demand,
    *,
    known: Mapping[str, Assumption],
    own: pd.DataFrame | None = None,
    stations: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """List where a site could be built or upgraded.

    Parameters
    ----------
    demand
        Who lacks the technology.
    known
        The assumptions.
    own
        The planner's candidates (:data:`dxanalysis.sources.place_lists.COLUMNS`), with their cost
        where it is known. Those without sound coordinates are left out.
    stations
        Existing stations, in the same form; those that lack the technology can be upgraded. They
        count and are never moved.

    Returns
    -------
    pandas.DataFrame
        One row per candidate (:data:`CANDIDATE_COLUMNS`), labelled ``village-1``, ``own-1``,
        ``upgrade-1`` …: every village that lacks it, the planner's, and the upgrades.
    """
    villages = demand.villages
    parts = [_in_villages(villages)]
    if own is not None:
        parts.append(_of_list(own, "own"))
    if stations is not None:
        lacks = stations[f"has_{demand.technology}"].eq(other=False).fillna(value=False)
        parts.append(_of_list(stations[lacks.astype(bool)], "upgrade"))
    table = pd.concat([part for part in parts if len(part)], ignore_index=True)
    solar = table["electricity"].eq(other=False).fillna(value=False).to_numpy(dtype=bool)
    upgrade = (table["kind"] == "upgrade").to_numpy()
    for end, column in zip(costs.ENDS, ("cost_low_vnd", "cost_vnd", "cost_high_vnd"), strict=True):
        made = [
            costs.station_vnd(known, end, upgrade=bool(is_up), solar=bool(dark))
            for is_up, dark in zip(upgrade, solar, strict=True)
        ]
        table[column] = table["given_vnd"].fillna(pd.Series(made, index=table.index))
    number = table.groupby("kind").cumcount() + 1
    table.index = pd.Index(table["kind"] + "-" + number.astype(str), name="candidate")
    return table[list(CANDIDATE_COLUMNS)]


def _in_villages(villages: pd.DataFrame) -> pd.DataFrame:
    """Make a candidate of each village."""
    rows = villages.assign(kind="village", place=villages.index, given_vnd=np.nan)
    return rows.reset_index(drop=True)


def _of_list(rows: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Make candidates of a list of places with sound coordinates."""
    sound = rows[rows["position"].isin(USED)].reset_index(drop=True)
    return sound.rename(columns={"unit_code": "commune", "cost_vnd": "given_vnd"}).assign(
        kind=kind, located="point", place=-1
    )


def reach_of(demand: Demand, candidates: pd.DataFrame, *, radius_km: float) -> Any:
    """Say whom each candidate reaches.

    Parameters
    ----------
    demand
        Who lacks the technology.
    candidates
        As of :func:`find_candidates`.
    radius_km
        How far a site reaches.

    Returns
    -------
    scipy.sparse.csr_array
        Candidates × places. A village whose coordinates nobody knows is reached only by a site in
        it: a circle around the commune's centre would count people of whom nothing is known.
    """

    def near(places: pd.DataFrame, sites: pd.DataFrame) -> list[Any]:
        return [reach_by_radius(places, sites, radius_m=1000 * radius_km)]

    return _reached(demand, candidates, near)[0]


def reach_over_terrain(
    demand: Demand,
    candidates: pd.DataFrame,
    *,
    ground: Elevation,
    band_mhz: float,
    progress: bool = False,
) -> tuple[Any, Any]:
    """Say whom each candidate reaches over the terrain.

    Parameters
    ----------
    demand, candidates
        As for :func:`reach_of`.
    ground, band_mhz, progress
        As for :func:`~dxanalysis.planning.reach.reach_by_terrain`.

    Returns
    -------
    low, high : scipy.sparse.csr_array
        As of :func:`reach_of`, in the least and in the most favourable case.
    """

    def near(places: pd.DataFrame, sites: pd.DataFrame) -> list[Any]:
        return [
            *reach_by_terrain(places, sites, ground=ground, band_mhz=band_mhz, progress=progress)
        ]

    low, high = _reached(demand, candidates, near)
    return low, high


def _reached(
    demand: Demand,
    candidates: pd.DataFrame,
    near: Callable[[pd.DataFrame, pd.DataFrame], list[Any]],
) -> list[Any]:
    """Make the matrices of what sites with coordinates reach, and of villages with a site in them.

    A site in a village reaches it whatever the terrain.
    """
    from scipy.sparse import csr_array

    places = demand.places
    shown = np.flatnonzero((places["kind"] == "village") & (places["located"] == "point"))
    sites = np.flatnonzero(candidates["located"] == "point")
    inside = np.flatnonzero(candidates["place"] >= 0)
    own = candidates["place"].to_numpy()[inside]
    shape = (len(candidates), len(places))
    empty = csr_array((0, 0))
    found = near(places.iloc[shown], candidates.iloc[sites]) if len(shown) else [empty, empty]
    made = []
    for reached in found:
        pairs = reached.tocoo()
        rows = np.concatenate([sites[pairs.row], inside]).astype(np.int64)
        columns = np.concatenate([shown[pairs.col], own]).astype(np.int64)
        matrix = csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)
        matrix.sum_duplicates()
        matrix.data[:] = 1.0
        made.append(matrix)
    return made
