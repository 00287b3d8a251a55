"""What it costs to close the gap: the cheapest means for every village, with a range over years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from dxanalysis.errors import ParameterError
from dxanalysis.planning import costs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxanalysis.planning.costs import Assumption

MEANS: Final = ("station", "upgrade", "fibre", "satellite")
"""What can be built; a station and an upgrade give mobile service, the others fixed internet."""

MOBILE: Final = ("station", "upgrade")
FIXED: Final = ("fibre", "satellite")

ASSUMED: Final = {
    "station": ("station_new", "solar", "station_yearly", "years"),
    "upgrade": ("station_upgrade", "station_yearly", "years"),
    "fibre": ("fibre_km", "fibre_village", "fibre_household", "fibre_yearly", "years"),
    "satellite": (
        "satellite_terminal", "satellite_month", "satellite_life", "satellite_terminals", "years",
    ),
}  # fmt: skip
"""The assumptions that the cost of each means rests on."""


@dataclass(frozen=True)
class GapCosts:
    """What closing the gap costs.

    Attributes
    ----------
    villages
        One row per village: ``name``, ``commune``, ``people``, ``households``; for each means its
        cost over the years (``station_low``, ``station_base``, …; missing where it is not possible
        or not known); ``cheapest``, the means of the wanted service that costs least (base), its
        ``low``, ``base`` and ``high``; ``sure``, whether it stays cheapest at both ends of the
        ranges; ``people_per_bn``; ``solar``, whether solar power must be added.
    communes
        By commune: villages, people, how many villages by each means, ``low``, ``base``, ``high``.
    total
        The same for all.
    not_costed
        Villages whose cost is not known: nobody knows their households.
    """

    villages: pd.DataFrame
    communes: pd.DataFrame
    total: dict[str, float]
    not_costed: int


def close_gap(
    villages: pd.DataFrame,
    *,
    service: str,
    known: Mapping[str, Assumption] | None = None,
) -> GapCosts:
    """Find the cheapest means for every village that lacks a service.

    Parameters
    ----------
    villages
        ``name``, ``commune``, ``people``, ``households``, ``electricity``; for fibre ``fibre_km``,
        new cable to the village (of :func:`~dxanalysis.planning.fibre.plan_fibre`, missing where
        none is possible); for a station ``sharing``, how many villages of the list share it (1
        where missing); for an upgrade ``upgrade``, whether an existing site reaches the village.
    service
        ``mobile`` (a station or an upgrade) or ``fixed`` (fibre or satellite). A satellite terminal
        gives no mobile signal, and is never counted as one.
    known
        The assumptions; by default the catalogue's.

    Returns
    -------
    GapCosts
        Costs over the years of the assumptions, not discounted.

    Raises
    ------
    ParameterError
        If the service is unknown.
    """
    wanted = {"mobile": MOBILE, "fixed": FIXED}.get(service)
    if wanted is None:
        raise ParameterError("planning.no_such_service", found=service, expected="mobile, fixed")
    known = costs.assumptions() if known is None else known
    rows = villages.reset_index(drop=True)
    made = pd.DataFrame({name: rows[name] for name in ("name", "commune", "people", "households")})
    made["solar"] = rows["electricity"].eq(other=False).fillna(value=False).astype(bool)
    for end in costs.ENDS:
        for means, values in _over_years(rows, known, end).items():
            made[f"{means}_{end}"] = values
    base = made[[f"{means}_base" for means in wanted]].to_numpy(dtype=float)
    possible = np.isfinite(base).any(axis=1)
    place = np.where(possible, np.nanargmin(np.where(np.isfinite(base), base, np.inf), axis=1), 0)
    chosen = [wanted[at] if can else None for at, can in zip(place, possible, strict=True)]
    made["cheapest"] = pd.Series(chosen, index=made.index, dtype="str")
    made["sure"] = possible
    for end in costs.ENDS:
        table = made[[f"{means}_{end}" for means in wanted]].to_numpy(dtype=float)
        own = table[np.arange(len(table)), place]
        made[end] = np.where(possible, own, np.nan)
        made["sure"] &= ~(np.where(np.isfinite(table), table, np.inf).min(axis=1) < own)
    made["solar"] &= made["cheapest"] == "station"
    made["people_per_bn"] = made["people"] / (made["base"] / 1e9)
    counted = made[possible]
    return GapCosts(made, _by_commune(counted, wanted), _total(counted), int((~possible).sum()))


def _over_years(
    rows: pd.DataFrame, known: Mapping[str, Assumption], end: costs.End
) -> dict[str, Any]:
    """Compute what each means costs for each village over the years."""
    count = len(rows)
    dark = rows["electricity"].eq(other=False).fillna(value=False).to_numpy(dtype=bool)
    homes = rows["households"].to_numpy(dtype=float, na_value=np.nan)

    def column(name: str, default: float) -> Any:
        if name not in rows:
            return np.full(count, default)
        return rows[name].to_numpy(dtype=float, na_value=np.nan)

    sharing = np.maximum(np.nan_to_num(column("sharing", 1.0), nan=1.0), 1.0)
    build = np.array([costs.station_vnd(known, end, solar=bool(one)) for one in dark])
    station = np.array([costs.over_years_vnd(known, end, one) for one in build]) / sharing
    upgrade = np.where(
        np.nan_to_num(column("upgrade", 0.0)) > 0,
        costs.over_years_vnd(known, end, costs.station_vnd(known, end, upgrade=True)),
        np.nan,
    )
    cable = column("fibre_km", np.nan)
    fibre = [
        costs.fibre_vnd(known, end, km=km, households=home)[1]
        if np.isfinite(km) and np.isfinite(home)
        else np.nan
        for km, home in zip(cable, homes, strict=True)
    ]
    satellite = [
        costs.satellite_vnd(known, end, households=home)[1] if np.isfinite(home) else np.nan
        for home in homes
    ]
    return {
        "station": station,
        "upgrade": upgrade,
        "fibre": np.array(fibre, dtype=float),
        "satellite": np.array(satellite, dtype=float),
    }


def _total(rows: pd.DataFrame) -> dict[str, float]:
    """Add up villages, people and costs."""
    found = {"villages": float(len(rows)), "people": float(rows["people"].fillna(0).sum())}
    return found | {end: float(rows[end].sum()) for end in costs.ENDS}


def _by_commune(rows: pd.DataFrame, wanted: tuple[str, ...]) -> pd.DataFrame:
    """Add up by commune, the dearest first."""
    groups = rows.groupby("commune")
    table = pd.DataFrame({"villages": groups.size(), "people": groups["people"].sum(min_count=1)})
    for means in wanted:
        table[means] = (rows["cheapest"] == means).groupby(rows["commune"]).sum()
    for end in costs.ENDS:
        table[end] = groups[end].sum()
    return table.reset_index().sort_values(["base", "commune"], ascending=[False, True])
