"""Where to build next: a ranking by weights that a planner can move, with how firm it is.

A rank alone says more than anybody knows. Each comes with the interval it takes when the weights
are moved a little and the figures are as uncertain as they are, and with how often the unit is
among the first ten.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from dxanalysis.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Mapping

SEED: Final = 20250701

_BATCH: Final = 100
_DECIMALS: Final = 10
_LEAST_SIGNAL: Final = 0.01


def scores(criteria: pd.DataFrame, *, weights: Mapping[str, float]) -> pd.Series:
    r"""Weigh criteria to one score: 0 the least pressing, 100 the most.

    Parameters
    ----------
    criteria
        One row per unit, one column per criterion, higher being more pressing: people uncovered,
        border (0 or 1), region III (0 or 1), villages with electricity and no signal. A missing
        figure stands at the middle (median) of the others.
    weights
        How much each criterion counts, ≥ 0. Only their proportions matter; a criterion that is not
        named does not count.

    Returns
    -------
    pandas.Series
        Score, 0–100, indexed as ``criteria``.

    Raises
    ------
    ParameterError
        If a weight names no criterion, is negative, or all are zero.

    Notes
    -----
    .. math:: s_i = \frac{100}{\sum_k w_k}
              \sum_k w_k \frac{x_{ik} - \min_j x_{jk}}{\max_j x_{jk} - \min_j x_{jk}}

    A criterion that is the same everywhere adds nothing.

    Examples
    --------
    >>> import pandas as pd
    >>> criteria = pd.DataFrame({"people": [0.0, 100.0, 400.0], "border": [1.0, 0.0, 0.0]})
    >>> scores(criteria, weights={"people": 3, "border": 1}).tolist()
    [25.0, 18.75, 75.0]
    """
    table, weight = _checked(criteria, weights)
    filled = table.fillna(table.median()).fillna(0.0).to_numpy()
    score = _score(filled[np.newaxis], weight[np.newaxis])[0]
    return pd.Series(score, index=criteria.index, name="score")


def rank_priorities(
    criteria: pd.DataFrame,
    *,
    weights: Mapping[str, float],
    errors: pd.DataFrame | None = None,
    weight_spread: float = 0.25,
    draws: int = 1000,
    first: int = 10,
    level_pct: float = 90.0,
    seed: int = SEED,
) -> pd.DataFrame:
    r"""Rank units by score, with the interval of each rank.

    Parameters
    ----------
    criteria, weights
        As for :func:`scores`.
    errors
        Standard error of each figure, in the criterion's own unit, with the index of ``criteria``
        and any of its columns. What is not there, or is 0, is taken to be exact.
    weight_spread
        How uncertain the weights are: 0.25 moves each by about a quarter, up or down; 0 holds
        them.
    draws
        How often weights and figures are drawn.
    first
        How many units come first: ten.
    level_pct
        How often the interval is to hold the true rank, percent.
    seed
        Of the draws; the same seed gives the same intervals.

    Returns
    -------
    pandas.DataFrame
        Indexed by unit, the first rank first: ``score``; ``rank``, 1 the most pressing, equal
        scores sharing a rank; ``rank_low`` and ``rank_high``; ``first_pct``, percent of draws in
        which the unit is among the first; ``missing``, how many weighed criteria it lacks.

    Raises
    ------
    ParameterError
        As for :func:`scores`, or if ``errors`` has another index, or ``draws`` is below 1.

    Notes
    -----
    Draw :math:`d` takes weights :math:`w_k e^{\sigma z_{dk}}`, with :math:`z` standard normal, and
    true values from the figures. A figure with an error :math:`e_i` is drawn
    towards the mean :math:`\mu` of its column, :math:`x_{id} \sim N(\mu + B_i (x_i - \mu),\, B_i
    e_i^2)` with :math:`B_i = \tau^2 / (\tau^2 + e_i^2)` and :math:`\tau^2` the variance of the
    figures less the mean of :math:`e_i^2`, at least a hundredth of that mean (Efron and Morris,
    1975, Journal of the American Statistical Association 70). Without that the greatest figures,
    which are great by luck in part, would keep their luck. A missing figure is drawn from the known
    figures of its column.
    The interval is the shortest run of ranks that holds ``level_pct`` of the draws, up to
    the rank's own coarseness.

    Examples
    --------
    >>> import pandas as pd
    >>> criteria = pd.DataFrame({"people": [0.0, 100.0, 400.0], "border": [1.0, 0.0, 0.0]})
    >>> found = rank_priorities(criteria, weights={"people": 3, "border": 1}, draws=50)
    >>> found["rank"].to_dict()
    {2: 1, 0: 2, 1: 3}
    """
    table, weight = _checked(criteria, weights)
    if errors is not None and not errors.index.equals(criteria.index):
        raise ParameterError("priorities.other_units", found=len(errors), expected=len(criteria))
    if draws < 1:
        raise ParameterError("priorities.no_draws", found=draws)
    noise = pd.DataFrame(0.0, index=table.index, columns=table.columns)
    if errors is not None:
        noise = errors.reindex(columns=table.columns).astype("float64").fillna(0.0)
    centre, spread = _towards_mean(table, noise)
    rng = np.random.default_rng(seed)
    batches = []
    for start in range(0, draws, _BATCH):
        size = min(_BATCH, draws - start)
        moved = weight * np.exp(weight_spread * rng.standard_normal((size, len(weight))))
        figures = centre + spread * rng.standard_normal((size, *centre.shape))
        figures = _with_missing_drawn(figures, table, rng)
        batches.append(_ranks(_score(figures, moved)))
    ranks = np.concatenate(batches)
    low, high = _shortest(ranks, level_pct=level_pct)
    score = scores(criteria, weights=weights)
    result = pd.DataFrame(
        {
            "score": score,
            "rank": _ranks(score.to_numpy()[np.newaxis])[0],
            "rank_low": low,
            "rank_high": high,
            "first_pct": 100 * (ranks <= first).mean(axis=0),
            "missing": table.isna().sum(axis=1),
        },
        index=criteria.index,
    )
    return result.sort_values("rank", kind="stable")


def _checked(
    criteria: pd.DataFrame, weights: Mapping[str, float]
) -> tuple[pd.DataFrame, np.ndarray]:
    """Select the criteria that are weighed, as numbers, with their weights."""
    unknown = [name for name in weights if name not in criteria]
    if unknown:
        raise ParameterError(
            "priorities.unknown_criterion",
            found=", ".join(unknown),
            expected=", ".join(map(str, criteria)),
        )
    weight = np.array(list(weights.values()), dtype="float64")
    if not np.isfinite(weight).all() or (weight < 0).any() or not weight.any():
        found = ", ".join(f"{name}={value:g}" for name, value in weights.items())
        raise ParameterError("priorities.weights", found=found)
    return criteria[list(weights)].astype("float64"), weight


def _score(figures: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Score draws × units × criteria with draws × criteria weights."""
    least = figures.min(axis=1, keepdims=True)
    width = figures.max(axis=1, keepdims=True) - least
    scaled = np.divide(figures - least, width, out=np.zeros_like(figures), where=width > 0)
    weighed = np.einsum("duk,dk->du", scaled, weight)
    total: np.ndarray = weight.sum(axis=1, keepdims=True)
    return np.asarray(100 * weighed / total)


def _ranks(score: np.ndarray) -> np.ndarray:
    """Rank within each draw: one more than the number of units that score higher."""
    # The last bits of a sum depend on its order; scores that differ there alone are equal.
    rounded = np.round(score, _DECIMALS)
    rising = np.sort(rounded, axis=1)
    return np.stack(
        [
            len(one) - np.searchsorted(up, one, side="right") + 1
            for up, one in zip(rising, rounded, strict=True)
        ]
    )


def _towards_mean(table: pd.DataFrame, noise: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Give the middle and the spread of what each figure says of the true value."""
    squared = noise**2
    error = squared.where(table.notna()).mean().fillna(0.0)
    # Never quite nothing: where errors drown all differences the order is open, and not a tie.
    between = (table.var().fillna(0.0) - error).clip(lower=_LEAST_SIGNAL * error)
    share = (between / (between + squared)).where(squared > 0, 1.0).fillna(0.0)
    centre = table.mean() + share * (table - table.mean())
    return centre.to_numpy(), np.sqrt((share * squared).to_numpy())


def _with_missing_drawn(
    figures: np.ndarray, table: pd.DataFrame, rng: np.random.Generator
) -> np.ndarray:
    """Draw what is missing from the known figures of its column."""
    for column, name in enumerate(table):
        gone = table[name].isna().to_numpy()
        if gone.any():
            known = table[name].dropna().to_numpy()
            pool = known if len(known) else np.zeros(1)
            figures[:, gone, column] = rng.choice(pool, (len(figures), int(gone.sum())))
    return figures


def _shortest(ranks: np.ndarray, *, level_pct: float) -> tuple[np.ndarray, np.ndarray]:
    """Find the shortest run of ranks that holds so many of the draws, unit by unit."""
    rising = np.sort(ranks, axis=0)
    inside = max(1, int(np.ceil(level_pct / 100 * len(rising))))
    widths = rising[inside - 1 :] - rising[: len(rising) - inside + 1]
    start = widths.argmin(axis=0)
    unit = np.arange(rising.shape[1])
    return rising[start, unit], rising[start + inside - 1, unit]
