"""What may be chance alone: false discoveries among many findings, and shares of few tests."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
import pandas as pd

_NORMAL = NormalDist()


def benjamini_hochberg(p_values: pd.Series, *, false_pct: float) -> pd.Series:
    r"""Say which of many findings stand, so that few of them are chance.

    Parameters
    ----------
    p_values
        How likely each finding is by chance alone, 0–1; missing where nothing was tested.
    false_pct
        The share of false discoveries to be expected at most, percent.

    Returns
    -------
    pandas.Series
        Whether each stands; a missing one does not.

    Notes
    -----
    With :math:`m` tests in rising order, the first :math:`k` stand, :math:`k` the greatest with
    :math:`p_{(k)} \le k q / m` (Benjamini and Hochberg, 1995, Journal of the Royal Statistical
    Society B 57).
    """
    tested = p_values.dropna().sort_values()
    limits = false_pct / 100 * np.arange(1, len(tested) + 1) / max(len(tested), 1)
    under = np.flatnonzero(tested.to_numpy() <= limits)
    standing = tested.index[: under[-1] + 1] if len(under) else tested.index[:0]
    return pd.Series(p_values.index.isin(standing), index=p_values.index)


def wilson_interval(
    share: pd.Series, tests: pd.Series, *, level_pct: float
) -> tuple[pd.Series, pd.Series]:
    """Bound a share that was seen in a number of tests (Wilson's interval).

    Parameters
    ----------
    share
        The share seen, 0–1.
    tests
        How many tests it was seen in.
    level_pct
        How often such intervals hold the true share, percent.

    Returns
    -------
    tuple of pandas.Series
        The lower and the upper bound, 0–1; missing without tests.

    Notes
    -----
    Wilson, 1927, Journal of the American Statistical Association 22.
    """
    z = _NORMAL.inv_cdf(0.5 + level_pct / 200)
    n = tests.where(tests > 0)
    middle = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    return (middle - half).clip(lower=0.0), (middle + half).clip(upper=1.0)


def one_sided_p_value(share: pd.Series, tests: pd.Series, least: pd.Series) -> pd.Series:
    """Compute the one-sided p-value of a share, if the true one is at least ``least``.

    Parameters
    ----------
    share
        The share seen, 0–1.
    tests
        How many tests it was seen in; need not be whole.
    least
        The share under the hypothesis, 0–1.

    Returns
    -------
    pandas.Series
        One-sided p-value of the score test; 1 where no share could be too low; 0 where all were
        to be reached and some test was not, which chance cannot do; missing without tests.
    """
    wide = (least * (1 - least) / tests.where(tests > 0)) ** 0.5
    z = (share - least) / wide.where(wide > 0)
    by_chance = [_NORMAL.cdf(value) if math.isfinite(value) else math.nan for value in z]
    p_values = pd.Series(by_chance, index=z.index, dtype="float64")
    p_values = p_values.mask((least >= 1) & share.notna(), (share >= least).astype("float64"))
    return p_values.mask((least <= 0) & share.notna(), 1.0)
