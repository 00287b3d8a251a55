"""What means cost over the years, with a range, from a table of assumptions that each has a source.

The table is ``catalogue/costs.toml``; a province replaces any entry in ``[plan.costs]``. Nothing is
discounted. ITU's published cost functions are here too, for comparison.
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from dxanalysis.errors import ParameterError
from dxanalysis.toml_files import CONFIG, Number, must, nearest, one_of, read_catalogue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxanalysis.lang import Lang
    from dxanalysis.workspace_file import CostEntry

End = Literal["low", "base", "high"]
ENDS: Final[tuple[End, ...]] = ("low", "base", "high")
"""The ends of a range, and its middle."""

SURE: Final = ("A", "B", "C", "own")
"""How sure an assumption is; ``own`` where the province gave it."""

_Figure = Annotated[Number, must(lambda figure: math.isfinite(figure) and figure >= 0, "≥ 0")]


@dataclass(frozen=True)
class Assumption:
    """One assumption of plans.

    Attributes
    ----------
    unit_vi, unit_en
        What one figure is of, as it is shown.
    low, base, high
        Its range.
    sure
        One of :data:`SURE`.
    name_vi, name_en, source_vi, source_en
        What it is, and where it comes from.
    shown_per
        Figures are shown divided by this: VND in millions.
    """

    __pydantic_config__ = CONFIG

    unit_vi: str
    unit_en: str
    low: _Figure
    base: _Figure
    high: _Figure
    sure: Annotated[str, one_of(SURE)]
    name_vi: str
    name_en: str
    source_vi: str
    source_en: str
    shown_per: Number = 1

    def unit(self, lang: Lang) -> str:
        """Say what one figure is of."""
        return self.unit_vi if lang == "vi" else self.unit_en

    def name(self, lang: Lang) -> str:
        """Say what it is."""
        return self.name_vi if lang == "vi" else self.name_en

    def source(self, lang: Lang) -> str:
        """Say where it comes from."""
        return self.source_vi if lang == "vi" else self.source_en

    def at(self, end: End) -> float:
        """Give one end of the range, or its middle."""
        return float(getattr(self, end))


@dataclass(frozen=True)
class _Costs:
    """The catalogue."""

    __pydantic_config__ = CONFIG

    assumptions: dict[str, Assumption]
    itu: dict[str, dict[str, Number]] = field(default_factory=dict)


@functools.cache
def _catalogue() -> _Costs:
    """Read the catalogue once."""
    return read_catalogue("costs.toml").validate(_Costs)


def assumptions(own: Mapping[str, CostEntry] | None = None) -> dict[str, Assumption]:
    """Give the assumptions of a plan.

    Parameters
    ----------
    own
        What the province puts in their place, by id.

    Returns
    -------
    dict
        Id to assumption, in the order of the catalogue.

    Raises
    ------
    ParameterError
        If the province names an assumption that there is not, or a range that falls.

    Examples
    --------
    >>> assumptions()["reach_4g_1800"].base
    5.0
    """
    known = dict(_catalogue().assumptions)
    for name, given in (own or {}).items():
        if name not in known:
            raise ParameterError(
                "planning.no_such_cost", found=name, expected=nearest(name, list(known))
            )
        if not 0 <= given.low <= given.base <= given.high < math.inf:
            raise ParameterError(
                "planning.cost_range", found=f"{given.low:g}, {given.base:g}, {given.high:g}",
                name=name,
            )  # fmt: skip
        known[name] = replace(
            known[name], low=given.low, base=given.base, high=given.high, sure="own",
            source_vi=given.source or "province.toml", source_en=given.source or "province.toml",
        )  # fmt: skip
    return known


# ---- what a means costs --------------------------------------------------------------------------
def station_vnd(
    known: Mapping[str, Assumption], end: End, *, upgrade: bool = False, solar: bool = False
) -> float:
    """Compute what it costs to build a site, or to upgrade one.

    Parameters
    ----------
    known
        The assumptions.
    end
        Which end of each range.
    upgrade
        Whether the site is there and gets a technology.
    solar
        Whether there is no grid power.

    Returns
    -------
    float
        VND, building only.
    """
    build = known["station_upgrade" if upgrade else "station_new"].at(end)
    return build + (known["solar"].at(end) if solar else 0.0)


def over_years_vnd(known: Mapping[str, Assumption], end: End, build_vnd: float) -> float:
    """Add to what a site costs to build what it costs to run.

    Parameters
    ----------
    known, end
        As for :func:`station_vnd`.
    build_vnd
        What building costs.

    Returns
    -------
    float
        VND over the years of the plan.
    """
    return build_vnd * (1 + known["years"].at(end) * known["station_yearly"].at(end))


def fibre_vnd(
    known: Mapping[str, Assumption], end: End, *, km: float, households: float, villages: int = 1
) -> tuple[float, float]:
    """Compute what fibre costs.

    Parameters
    ----------
    known, end
        As for :func:`station_vnd`.
    km
        Length of new cable.
    households
        Households that are connected.
    villages
        Villages that are equipped.

    Returns
    -------
    build, whole
        VND to build, and over the years of the plan.
    """
    build = (
        km * known["fibre_km"].at(end)
        + villages * known["fibre_village"].at(end)
        + households * known["fibre_household"].at(end)
    )
    return build, build * (1 + known["years"].at(end) * known["fibre_yearly"].at(end))


def satellite_vnd(
    known: Mapping[str, Assumption], end: End, *, households: float
) -> tuple[float, float]:
    """Compute what satellite terminals for a village cost.

    Parameters
    ----------
    known, end
        As for :func:`station_vnd`.
    households
        Households that are served; several may share a terminal.

    Returns
    -------
    build, whole
        VND for the first terminals, and over the years of the plan with their replacement.
    """
    terminals = math.ceil(households * known["satellite_terminals"].at(end) - 1e-9)
    years = known["years"].at(end)
    kit = known["satellite_terminal"].at(end)
    bought = math.ceil(years / known["satellite_life"].at(end) - 1e-9)
    monthly = 12 * years * known["satellite_month"].at(end)
    return terminals * kit, terminals * (kit * bought + monthly)


# ---- ITU -----------------------------------------------------------------------------------------
def itu_cost_usd(
    means: str, *, length_km: float = 0.0, years: int = 10, **changed: float
) -> dict[str, float]:
    r"""Compute costs by the functions of ITU's Connectivity Planning Platform.

    Parameters
    ----------
    means
        ``fibre``, ``cellular``, ``point_to_point`` or ``satellite``.
    length_km
        Length of fibre.
    years
        Years of the project.
    **changed
        Parameters to be used in place of the published defaults.

    Returns
    -------
    dict
        ``capex_initial``, ``capex_total``, ``opex_yearly``, ``cost_of_ownership`` and
        ``present_value`` (at 2 %), USD per point of interest.

    Raises
    ------
    ParameterError
        If the means or a parameter is not one of ITU's.

    Notes
    -----
    Initial investment :math:`I = s + e L c + f`; hardware is bought again
    :math:`\lfloor P / r \rfloor` times; running costs are a share :math:`m` of the investment (of
    the hardware alone where there is a licence) and the yearly fee. User guide of the platform,
    "Models", August 2026.

    Examples
    --------
    >>> itu_cost_usd("satellite")["cost_of_ownership"]
    3200.0
    """
    published = _catalogue().itu
    if means not in published:
        raise ParameterError("planning.no_such_means", found=means, expected=", ".join(published))
    known: dict[str, Any] = {**published[means], **changed}
    if set(known) != set(published[means]):
        wrong = sorted(set(changed) - set(published[means]))
        raise ParameterError(
            "planning.no_such_means", found=", ".join(wrong), expected=", ".join(published[means])
        )
    cable = known.get("expansion", 0.0) * length_km * known.get("per_km", 0.0)
    hardware = known["setup"]
    initial = hardware + cable + known.get("licence_once", 0.0)
    total = initial + hardware * math.floor(years / known["life_years"])
    yearly = known["yearly_share"] * (hardware + cable) + known.get("licence_yearly", 0.0)
    factor = (1 - (1 + _ITU_INTEREST) ** -years) / _ITU_INTEREST
    return {
        "capex_initial": float(initial),
        "capex_total": float(total),
        "opex_yearly": float(yearly),
        "cost_of_ownership": float(total + years * yearly),
        "present_value": float((total / years + yearly) * factor),
    }


_ITU_INTEREST: Final = 0.02
