"""How often rank intervals hold the true rank, and how fast: ``python benchmarks/ranks.py``.

Provinces of 75 communes are made whose true figures and true weights are known. What a planner
would have is drawn from them: figures with an error, and weights near the true ones. The intervals
of nominal 90 % should then hold the true rank in 85 to 95 % of cases.
"""

from __future__ import annotations

import argparse
import time
from typing import Final

import numpy as np
import pandas as pd

from dxanalysis.studies import priorities

SEED: Final = 20250701
UNITS: Final = 75
WEIGHTS: Final = {"people": 0.4, "electrified": 0.25, "schools": 0.2, "region_iii": 0.15}
SPREAD: Final = 0.25


def make_province(
    rng: np.random.Generator, *, units: int = UNITS
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Make the true criteria of a province, what is reported of them, and the standard errors."""
    # People without coverage are skewed, as they are everywhere: few communes hold most.
    true = pd.DataFrame(
        {
            "people": 400 * rng.gamma(2.0, 1.0, units),
            "electrified": rng.normal(50, 15, units),
            "schools": rng.normal(6, 2, units),
            "region_iii": (rng.random(units) < 0.6).astype("float64"),
        }
    )
    errors = pd.DataFrame({"people": 150.0, "electrified": 8.0, "schools": 1.0}, index=true.index)
    reported = true.copy()
    reported[list(errors)] += errors * rng.standard_normal(errors.shape)
    return true, reported, errors


def holds(rng: np.random.Generator, *, draws: int) -> tuple[float, float]:
    """Say in what share of communes the interval holds the true rank, and how wide it is."""
    true, reported, errors = make_province(rng)
    moved = {
        name: weight * np.exp(SPREAD * rng.standard_normal()) for name, weight in WEIGHTS.items()
    }
    true_rank = priorities.scores(true, weights=moved).rank(ascending=False, method="min")
    found = priorities.rank_priorities(
        reported,
        weights=WEIGHTS,
        errors=errors,
        weight_spread=SPREAD,
        draws=draws,
        seed=int(rng.integers(2**31)),
    )
    found = found.reindex(true_rank.index)
    inside = true_rank.between(found["rank_low"], found["rank_high"])
    return float(inside.mean()), float((found["rank_high"] - found["rank_low"] + 1).mean())


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--provinces", type=int, default=500)
    parser.add_argument("--draws", type=int, default=1000)
    options = parser.parse_args()
    rng = np.random.default_rng(SEED)
    _, reported, errors = make_province(rng)
    start = time.perf_counter()
    priorities.rank_priorities(reported, weights=WEIGHTS, errors=errors, draws=1000)
    print(f"1,000 draws over {UNITS} communes: {time.perf_counter() - start:.2f} s (limit 20 s)")
    start = time.perf_counter()
    rows = np.array([holds(rng, draws=options.draws) for _ in range(options.provinces)])
    print(
        f"{options.provinces} provinces, nominal 90 %: true rank held in {rows[:, 0].mean():.1%} "
        f"(wanted 85–95 %), interval {rows[:, 1].mean():.1f} ranks wide; "
        f"{time.perf_counter() - start:.0f} s"
    )


if __name__ == "__main__":
    main()
