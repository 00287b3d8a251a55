"""How many notebooks may run at once: as many as there are processors and memory for."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

import psutil

if TYPE_CHECKING:
    from collections.abc import Iterable

USUAL_MB: Final = 400.0
"""What a unit is thought to need (its cells, and the process that runs papermill) at first."""

_WORKER_MB: Final = 150.0
"""What the process beside a kernel needs."""

_SPARE: Final = 0.1
"""This share of the machine's memory is left to others."""


def free_mb() -> float:
    """Tell how many megabytes can be used without taking them from others."""
    memory = psutil.virtual_memory()
    return float(memory.available - _SPARE * memory.total) / 1e6


def machine_mb() -> float:
    """Tell how many megabytes one unit may have where no limit was given.

    All but what is left to others.
    """
    return float(psutil.virtual_memory().total * (1 - _SPARE)) / 1e6


def need_mb(peaks: Iterable[float | None]) -> float:
    """Tell how many megabytes one more unit will need.

    From the most that the cells of units so far had (None: unknown): the highest of them, and the
    process beside it.
    """
    known = [peak for peak in peaks if peak is not None]
    return max(known) + _WORKER_MB if known else USUAL_MB


def workers(jobs: int | None, *, units: int, need: float = USUAL_MB) -> int:
    """Tell how many units run at once: at least one, and not more than there is memory for.

    Where no number was asked for, one more than there are processors keeps them busy while cells
    start and stop.
    """
    wanted = jobs or (os.cpu_count() or 1) + 1
    return max(1, min(wanted, units, int(free_mb() / need)))
