"""Speed tests summed up: means and medians of each unit, weighted by tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray

MEASURES: Final = {"download": "download_mbps", "upload": "upload_mbps", "latency": "latency_ms"}
"""What is measured, and the beginning of its columns: megabits per second, milliseconds."""

ANY: Final = "any"

_ROUNDING: Final = 1e-12
"""Weights are shares of tiles: sums of them that should be equal differ by about this much."""


def summary(parts: pd.DataFrame, *, codes: pd.Index, only_tested: bool = False) -> pd.DataFrame:
    """Sum up each unit's tests.

    Parameters
    ----------
    parts
        ``unit`` (its place), ``operator``, ``weight`` (tests) and the measures.
    codes
        The units' codes.
    only_tested
        Whether to leave out units without tests; otherwise each has a row for operator ``any``.

    Returns
    -------
    pandas.DataFrame
        ``unit_code``, ``operator``, ``tests``, and for each measure its mean and median, weighted
        by tests, and the tests that have it.
    """
    rows = []
    # Columns are taken apart once: pandas takes longer over a group than its figures do.
    weights = parts["weight"].to_numpy(dtype="float64")
    measured = {
        name: parts[measure].to_numpy(dtype="float64") for measure, name in MEASURES.items()
    }
    grouped = cast(
        "dict[tuple[int, str], NDArray[np.intp]]", parts.groupby(["unit", "operator"]).indices
    )
    groups = {(int(unit), str(operator)): places for (unit, operator), places in grouped.items()}
    if not only_tested:
        none = np.empty(0, dtype=np.intp)
        groups = {(unit, ANY): groups.get((unit, ANY), none) for unit in range(len(codes))}
    names = [str(code) for code in codes]
    for (unit, operator), places in groups.items():
        weight = weights[places]
        row: dict[str, object] = {
            "unit_code": names[unit],
            "operator": operator,
            "tests": float(weight.sum()),
        }
        for name, of in measured.items():
            values = of[places]
            known = np.isfinite(values) & (weight > 0)
            row[f"{name}_mean"] = _mean(values[known], weight[known])
            row[f"{name}_median"] = weighted_median(values[known], weight[known])
            row[f"{name}_tests"] = float(weight[known].sum())
        rows.append(row)
    numbers = [
        f"{name}_{kind}" for name in MEASURES.values() for kind in ("mean", "median", "tests")
    ]
    table = pd.DataFrame(rows, columns=["unit_code", "operator", "tests", *numbers])
    types = {"unit_code": "str", "operator": "str", **dict.fromkeys(["tests", *numbers], "float64")}
    return table.astype(types)


def _mean(values: NDArray[np.float64], weight: NDArray[np.float64]) -> float:
    """Give the mean weighted by tests; missing without any."""
    return float(np.average(values, weights=weight)) if len(values) else np.nan


def weighted_median(values: NDArray[np.float64], weight: NDArray[np.float64]) -> float:
    """Give the value that half of the weight lies below.

    Parameters
    ----------
    values
        Numbers.
    weight
        Their weights, above 0.

    Returns
    -------
    float
        The smallest value up to which more than half of the weight lies; the middle between it and
        the next where exactly half does, as for an ordinary median. NaN of nothing.
    """
    if not len(values):
        return np.nan
    order = np.argsort(values)
    values, below = values[order], np.cumsum(weight[order])
    half = below[-1] / 2
    at = int(np.searchsorted(below, half * (1 - _ROUNDING)))
    if below[at] <= half * (1 + _ROUNDING) and at + 1 < len(values):
        return float((values[at] + values[at + 1]) / 2)
    return float(values[at])
