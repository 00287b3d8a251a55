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
    """Tell how much memory can be used without taking it from others.

    Returns
    -------
    float
        Megabytes that are available, less what is left to others.
    """
    memory = psutil.virtual_memory()
    return float(memory.available - _SPARE * memory.total) / 1e6


def machine_mb() -> float:
    """Tell how much memory one unit may have where no limit was given.

    Returns
    -------
    float
        Megabytes: all that the machine has, less what is left to others.
    """
    return float(psutil.virtual_memory().total * (1 - _SPARE)) / 1e6


def need_mb(peaks: Iterable[float | None]) -> float:
    """Tell how much memory one more unit will need.

    Parameters
    ----------
    peaks
        The most memory that the kernels of units so far had, in megabytes; None where unknown.

    Returns
    -------
    float
        Megabytes: the highest of them and the process beside the kernel.
    """
    known = [peak for peak in peaks if peak is not None]
    return max(known) + _WORKER_MB if known else USUAL_MB


def workers(jobs: int | None, *, units: int, need: float = USUAL_MB) -> int:
    """Tell how many units run at once.

    Parameters
    ----------
    jobs
        How many were asked for; None for one more than there are processors, which keeps them busy
        while kernels start and stop.
    units
        How many there are.
    need
        Megabytes that each will need.

    Returns
    -------
    int
        At least one; not more than there is memory for.
    """
    wanted = jobs or (os.cpu_count() or 1) + 1
    return max(1, min(wanted, units, int(free_mb() / need)))
