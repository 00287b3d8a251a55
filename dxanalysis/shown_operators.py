"""Whose figures a page shows: those of any operator, else of one operator, and then says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxanalysis.indicators import OPERATORS
from dxanalysis.rates import ANY

if TYPE_CHECKING:
    import pandas as pd

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
        Indicator that has any figure, to ``any`` where a commune has one of any operator; else to
        one operator: the one that gives most communes' figures of all such indicators, if it
        gives this one, else whoever gives most of this one. Figures of operators are never merged.

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
    known = gaps[gaps["rate_pct"].notna() | gaps["numerator"].notna()]
    counts = known.groupby(["indicator", "operator"], observed=True).size()
    by_key: dict[str, dict[str, int]] = {}
    for pair, n in counts.items():
        key, operator = (str(part) for part in pair)  # type: ignore[attr-defined]
        by_key.setdefault(key, {})[operator] = int(n)
    alone = {key: given for key, given in by_key.items() if ANY not in given}
    totals: dict[str, int] = {}
    for given in alone.values():
        for operator, n in given.items():
            totals[operator] = totals.get(operator, 0) + n
    lead = _most(totals) if totals else ANY
    return {
        key: ANY if ANY in given else lead if lead in given else _most(given)
        for key, given in by_key.items()
    }


def _most(counts: dict[str, int]) -> str:
    """Take the operator with most figures; of several the first in the catalogue."""
    return min(counts, key=lambda one: (-counts[one], _ORDER.get(one, len(_ORDER)), one))
