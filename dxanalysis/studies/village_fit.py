"""How likely the villages that a commune declares covered are, given the levels at them.

Whether a village has signal follows the level that is computed there, up to chance: by what all
levels are wrong together (power, antennas, forest: one shift for the province), by what those of
one commune are wrong together, and by what each village differs. All three are found from what
villages are declared, by a curve that a few false declarations do not bend.

A commune whose claim is raised declares villages whatever the level there. Both stories are fitted,
and how much better the second fits is what the first is doubted by.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_SLIPS: Final = 0.03
"""The share of villages whose declaration has nothing to do with the level: slips of lists."""

_SHIFTS: Final = np.arange(-20.0, 21.0)
_WIDTHS: Final = np.array([1.5, 2.5, 4.0, 6.0, 9.0])
_LOCAL: Final = np.arange(-8.0, 8.5, 1.0)
_LOCAL_DB: Final = 3.0
"""By how much the levels of one commune are usually wrong together."""

_RAISED: Final = np.arange(0.0, 1.0, 0.05)
_FEWEST: Final = 60


@dataclass(frozen=True)
class VillageFit:
    """What fits the villages of a province.

    Attributes
    ----------
    shift_db
        The shift of all levels.
    width_db
        How gradually villages go from without to with signal.
    table
        Indexed by ``unit_code``: ``expected_pct`` of people, ``raised``, the share of villages
        without signal that are declared all the same, and ``evidence``, how much better that fits
        than an honest declaration (difference of log-likelihoods).
    """

    shift_db: float
    width_db: float
    table: pd.DataFrame


def fit_villages(villages: pd.DataFrame, level_db: pd.Series) -> VillageFit | None:
    """Fit declared villages to levels.

    Parameters
    ----------
    villages
        ``unit_code``, ``people`` and ``declared`` (1, 0 or missing).
    level_db
        Level above the threshold at each, dB; missing where the ground is not known.

    Returns
    -------
    VillageFit or None
        None where fewer than 60 villages are declared one way or the other.

    Examples
    --------
    >>> level = pd.Series(np.repeat([-30.0, 30.0], 60))
    >>> table = pd.DataFrame({"unit_code": "1", "people": 10, "declared": [0.0] * 60 + [1.0] * 60})
    >>> fit = fit_villages(table, level)
    >>> round(float(fit.table.loc["1", "expected_pct"]))
    50
    """
    used = villages["declared"].notna() & level_db.notna()
    if int(used.sum()) < _FEWEST:
        return None
    level = level_db[used].to_numpy(dtype=np.float64)
    declared = villages.loc[used, "declared"].to_numpy() == 1
    tried = [
        (_likelihood(_chance(level + shift, width), declared).sum(), shift, width)
        for shift in _SHIFTS
        for width in _WIDTHS
    ]
    _, shift, width = max(tried)
    codes = villages.loc[used, "unit_code"]
    people = villages.loc[used, "people"].astype("float64").to_numpy()
    rows = {}
    for code, places in codes.groupby(codes).indices.items():
        raised, evidence, local = _compare(level[places] + shift, declared[places], width)
        weight = np.nan_to_num(people[places], nan=0.0)
        expected = _curve(level[places] + shift + local, width) @ weight
        rows[code] = (100 * expected / weight.sum() if weight.sum() else np.nan, raised, evidence)
    columns = ["expected_pct", "raised", "evidence"]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    return VillageFit(float(shift), float(width), table.rename_axis("unit_code"))


def _curve(level: Floats, width: float) -> Floats:
    """Give the chance of signal at levels above the threshold."""
    return np.asarray(1 / (1 + np.exp(-np.clip(level / width, -40, 40))))


def _chance(level: Floats, width: float) -> Floats:
    """Give the chance of being declared, slips included."""
    return np.asarray(_SLIPS + (1 - 2 * _SLIPS) * _curve(level, width))


def _likelihood(chance: Floats, declared: NDArray[np.bool_]) -> Floats:
    """Give the logarithm of how likely each declaration is."""
    return np.log(np.where(declared, chance, 1 - chance))


def _compare(
    level: Floats, declared: NDArray[np.bool_], width: float
) -> tuple[float, float, float]:
    """Fit both stories to one commune; give the share raised, the evidence and the local shift."""
    local = _LOCAL[:, None]
    chance = _chance(level + local, width)
    # How wrong a whole commune may be is known beforehand, about.
    before = -0.5 * (_LOCAL / _LOCAL_DB) ** 2
    honest = _likelihood(chance, declared).sum(axis=1) + before
    grid = chance[None] + (1 - chance[None]) * _RAISED[:, None, None]
    raised = _likelihood(np.minimum(grid, 1 - 1e-6), declared).sum(axis=2) + before
    best, at = np.unravel_index(int(np.argmax(raised)), raised.shape)
    return float(_RAISED[best]), float(raised.max() - honest.max()), float(_LOCAL[at])
