"""What share of people a commune should claim, given the levels at its villages.

For operators that declare shares and no villages. What is wrong about all levels together is found
from the claims: most are honest, so that one shift fits most communes. What is expected of a
commune is then the mean over what its own levels may be wrong by.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from dxanalysis.studies.village_fit import Curve
from dxanalysis.terrain.unit_shares import OWN_CELL

if TYPE_CHECKING:
    from numpy.typing import NDArray

SHIFTS_DB: Final = tuple(float(one) for one in range(-24, 25))
"""Shifts of all levels that are tried."""

_FEWEST: Final = 8
"""With fewer communes no shift is looked for: they could all be wrong together."""

_WIDTH_DB: Final = 2.0
_EXACT: Final = 0.5
_OWN_DB: Final = 4.0
"""By how much the levels of one commune may be wrong together."""


def share_of_people(
    reached: pd.Series, villages: pd.DataFrame, codes: pd.Index, *, known: pd.Series
) -> pd.Series:
    """Add up people by unit.

    Parameters
    ----------
    reached
        Whether, or with what chance, each village is reached.
    villages
        ``unit_code`` and ``people``.
    codes
        The units that are asked for.
    known
        Whether the ground at each village is known.

    Returns
    -------
    pandas.Series
        Percent, indexed by ``codes``; missing for units without people, and for those with people
        on unknown ground.

    Examples
    --------
    >>> places = pd.DataFrame({"unit_code": ["1", "1"], "people": [30, 70]})
    >>> yes = pd.Series([True, True])
    >>> share_of_people(pd.Series([1, 0]), places, pd.Index(["1"]), known=yes).tolist()
    [30.0]
    """
    people = villages["people"].astype("float64")
    groups = villages["unit_code"]
    whole = people.groupby(groups).sum(min_count=1)
    inside = (people * reached).groupby(groups).sum(min_count=1)
    dark = (people * ~known).groupby(groups).sum()
    share = 100 * inside / whole.where(whole > 0)
    return share.where(dark == 0).reindex(codes)


def fit_shares(
    claims: pd.Series, villages: pd.DataFrame, level_db: NDArray[np.floating]
) -> tuple[float, pd.Series]:
    """Find the shift that most claims agree with, and the shares to be expected with it.

    Parameters
    ----------
    claims
        Percent, indexed by unit.
    villages
        ``unit_code`` and ``people``.
    level_db
        Levels around each village (:func:`dxanalysis.terrain.unit_shares.levels_around`).

    Returns
    -------
    shift_db
        Not-a-number with fewer than eight claims.
    expected_pct
        Indexed as ``claims``; missing where no shift was looked for or ground is not known.

    Examples
    --------
    >>> places = pd.DataFrame({"unit_code": ["1"], "people": [10]})
    >>> fit_shares(pd.Series({"1": 50.0}), places, np.zeros((1, 9)))[0]
    nan
    """
    known = pd.Series(~np.isnan(level_db[:, OWN_CELL]), index=villages.index)
    levels = np.nan_to_num(level_db)
    none = np.zeros(len(villages))
    courses = pd.DataFrame(
        {
            shift: share_of_people(
                pd.Series(
                    Curve(shift, _WIDTH_DB, _EXACT).chance(levels, none), index=villages.index
                ),
                villages,
                claims.index,
                known=known,
            )
            for shift in SHIFTS_DB
        }
    )
    usable = claims.notna() & courses.notna().all(axis=1)
    if int(usable.sum()) < _FEWEST:
        return np.nan, pd.Series(np.nan, index=claims.index)
    apart = courses[usable].sub(claims[usable], axis=0).abs()
    # The worst fifth is forgotten: there are false claims and missing stations.
    kept = np.sort(apart.to_numpy(), axis=0)[: max(_FEWEST // 2, int(0.8 * len(apart)))]
    best = SHIFTS_DB[int(np.argmin(kept.mean(axis=0)))]
    weight = np.exp(-0.5 * ((np.array(SHIFTS_DB) - best) / _OWN_DB) ** 2)
    return best, courses @ pd.Series(weight / weight.sum(), index=courses.columns)
