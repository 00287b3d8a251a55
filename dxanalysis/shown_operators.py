"""Whose figures a page shows: those of any operator, else of one operator, and then says so.

Figures of any operator for a few communes must not hide what one operator gives for all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxanalysis.indicators import OPERATORS
from dxanalysis.rates import ANY
from dxanalysis.snapshot import bases

if TYPE_CHECKING:
    import pandas as pd

_ENOUGH: Final = 0.5
"""Which share of the communes that one operator gives figures of those of any operator must be of,
to stand for an indicator."""

_ORDER: Final = {operator: place for place, operator in enumerate(OPERATORS)}


def choose_operators(gaps: pd.DataFrame) -> dict[str, str]:
    """Choose, for each indicator, whose figures stand for it.

    Parameters
    ----------
    gaps
        Rates of communes (:func:`dxanalysis.rates.compute_rates`), of all indicators and operators.

    Returns
    -------
    dict
        Indicator that has any figure, to ``any`` where figures of any operator are of at least half
        as many communes as those of each single one; else to one operator: the one that gives most
        communes' figures of all such indicators, if it gives this one, else whoever gives most of
        this one. Figures of operators are never merged. A count without a rate is no figure of an
        indicator of which others give rates.

    Examples
    --------
    Viettel and VNPT reported on 4G, the agency on villages:

    >>> import pandas as pd
    >>> rates = pd.DataFrame(
    ...     {
    ...         "unit_code": ["1", "2", "1", "1"],
    ...         "indicator": ["pop_4g", "pop_4g", "pop_4g", "villages_4g"],
    ...         "operator": ["viettel", "viettel", "vnpt", "any"],
    ...         "rate_pct": [90.0, 80.0, 95.0, 99.0],
    ...         "numerator": [9.0, 8.0, 19.0, 99.0],
    ...     }
    ... )
    >>> choose_operators(rates)
    {'pop_4g': 'viettel', 'villages_4g': 'any'}
    """
    by_key = _communes(gaps)
    alone = {key: _single(given) for key, given in by_key.items() if not _is_enough(given)}
    totals: dict[str, int] = {}
    for given in alone.values():
        for operator, n in given.items():
            totals[operator] = totals.get(operator, 0) + n
    lead = _most(totals) if totals else ANY
    return {
        key: ANY if key not in alone else lead if lead in alone[key] else _most(alone[key])
        for key in by_key
    }


def set_aside(gaps: pd.DataFrame) -> dict[str, tuple[int, int]]:
    """List the indicators of which figures of any operator are of too few communes to stand.

    Parameters
    ----------
    gaps
        As for :func:`choose_operators`.

    Returns
    -------
    dict
        Indicator, bases aside, to the number of communes with a figure of any operator, and with
        one of the operator that is shown.

    Examples
    --------
    >>> import pandas as pd
    >>> rates = pd.DataFrame(
    ...     {
    ...         "unit_code": ["1", "1", "2", "3"],
    ...         "indicator": "pop_4g",
    ...         "operator": ["any", "viettel", "viettel", "viettel"],
    ...         "rate_pct": [99.0, 90.0, 80.0, 85.0],
    ...         "numerator": [99.0, 90.0, 80.0, 85.0],
    ...     }
    ... )
    >>> set_aside(rates)
    {'pop_4g': (1, 3)}
    """
    by_key, chosen = _communes(gaps), choose_operators(gaps)
    return {
        key: (given[ANY], given[chosen[key]])
        for key, given in by_key.items()
        if ANY in given and chosen[key] != ANY and key not in bases()
    }


def _communes(gaps: pd.DataFrame) -> dict[str, dict[str, int]]:
    """Count for each indicator and operator the communes with a figure."""
    has_rate = gaps["rate_pct"].notna()
    rated = gaps["indicator"].isin(gaps.loc[has_rate, "indicator"].unique())
    known = gaps[has_rate | (gaps["numerator"].notna() & ~rated)]
    by_key: dict[str, dict[str, int]] = {}
    for pair, n in known.groupby(["indicator", "operator"], observed=True).size().items():
        key, operator = (str(part) for part in pair)  # type: ignore[attr-defined]
        by_key.setdefault(key, {})[operator] = int(n)
    return by_key


def _single(given: dict[str, int]) -> dict[str, int]:
    """Keep the single operators."""
    return {operator: n for operator, n in given.items() if operator != ANY}


def _is_enough(given: dict[str, int]) -> bool:
    """Tell whether figures of any operator are of enough communes to stand for an indicator."""
    return ANY in given and given[ANY] >= _ENOUGH * max(_single(given).values(), default=0)


def _most(counts: dict[str, int]) -> str:
    """Take the operator with most figures; of several the first in the catalogue."""
    return min(counts, key=lambda one: (-counts[one], _ORDER.get(one, len(_ORDER)), one))
