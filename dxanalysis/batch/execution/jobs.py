"""What the driver of a batch and the processes that work for it send each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Self

    from dxanalysis.errors import DxAnalysisError
    from dxanalysis.lang import Lang

Fault = Literal[
    "", "refused", "cell", "memory", "kernel", "timeout", "worker", "write", "unforeseen", "skipped"
]
"""Why a unit has no page.

``refused``: nothing may be said of the area. ``cell``: a cell raised an error, or ended by
``sys.exit``. ``memory``: there was not enough of it. ``kernel``: the process of the cells died or
never started. ``timeout``: a cell or the unit took too long. ``worker``: the process that runs
papermill is gone.
``write``: the result could not be written. ``skipped``: not tried, for the batch was stopped.
"""

UNITS: Final = "units"
"""The folder of the site that pages and their notebooks lie in."""

RETRIED_COLD: Final[frozenset[Fault]] = frozenset({"kernel", "worker", "memory"})
"""Faults that another try may not meet again. An error in a cell would only be raised again."""


@dataclass(frozen=True)
class PageTask:
    """One page to make.

    Attributes
    ----------
    code, name
        Of the area.
    stem
        Name of its files, without ending: ``126-song-ma``. ASCII only, and unique in a batch.
    parameters
        What the notebook is given.
    key, area_key
        Hash of all that the page depends on, if it reads all there is, and if it reads only its
        area: see :mod:`dxanalysis.batch.state.keys`. Which of the two holds is seen as it is made.
    error
        Why it cannot be made; None where it can.
    """

    code: str
    name: str
    stem: str
    parameters: Mapping[str, Any]
    key: str
    area_key: str = ""
    error: DxAnalysisError | None = None

    def key_for(self, reads: str) -> str:
        """Give the key of a page that was seen to read so much."""
        return self.area_key if reads == "area" and self.area_key else self.key

    @property
    def files(self) -> tuple[str, str]:
        """Names of its page and of its notebook."""
        return f"{self.stem}.html", f"{self.stem}.ipynb"


@dataclass(frozen=True)
class Limits:
    """How long things may take, and how often they are tried.

    Attributes
    ----------
    cell_seconds, unit_seconds
        How long one cell and one unit may take.
    memory_mb
        How many megabytes the cells of a unit may take; by default nine tenths of the machine's.
    retries
        How often a unit is tried again after a fault that may pass: see :data:`RETRIED_COLD`.
    """

    cell_seconds: float = 600
    unit_seconds: float = 1800
    memory_mb: float | None = None
    retries: int = 1

    def allows(self, fault: Fault, tries: int) -> bool:
        """Tell whether a unit that met this fault after so many tries is tried again."""
        return fault in RETRIED_COLD and tries <= self.retries


@dataclass(frozen=True)
class Setting:
    """What all units of a batch share.

    Attributes
    ----------
    notebook
        The parameterised notebook.
    folder
        Where the cells run.
    out
        An existing folder, which gets ``<stem>.html`` and ``<stem>.ipynb`` of each unit done.
    work
        A folder for what is half made, on the same disk as ``out``; taken away at the end.
    lang
        The language of the pages.
    failed
        A folder where what is left of failed notebooks is kept; nowhere by default.
    logs
        A folder that gets what is said on the way; by default it is lost.
    jobs
        How many units at a time; by default as many as there are processors and memory for.
    limits
        How long units may take and how often they are tried.
    fail_fast
        Whether the first failure stops the batch; what runs then may end.
    progress
        Whether to show a progress bar.
    """

    notebook: Path
    folder: Path
    out: Path
    work: Path
    lang: Lang
    failed: Path | None = None
    logs: Path | None = None
    jobs: int | None = None
    limits: Limits = field(default_factory=Limits)
    fail_fast: bool = False
    progress: bool = False

    def log_of(self, task: PageTask) -> Path:
        """Name the file that gets what a unit says on the way."""
        return (self.logs or self.work) / f"{task.stem}.log"


@dataclass(frozen=True)
class Job:
    """One try of one unit; all its paths are absolute.

    Attributes
    ----------
    task
        What to make.
    setting
        What it shares with the other units.
    warm
        Whether the cells may run in a child that is forked from a process that has loaded all.
    prepared
        Names the analysis that is handed to its cells (:mod:`dxanalysis.handover`), if any.
    """

    task: PageTask
    setting: Setting
    warm: bool
    prepared: str | None = None

    @property
    def work(self) -> Path:
        """A folder of its own, for its page and its notebook, or what is left of a failed one."""
        return self.setting.work / self.task.stem

    @property
    def log(self) -> Path:
        """The file that gets what is said on the way and is no output of a cell."""
        return self.setting.log_of(self.task)


_Number = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class PageResult(BaseModel):
    """What became of one unit, in the form in which it is written down and believed again.

    Attributes
    ----------
    code
        Of the area.
    status
        ``ok``, ``failed``, or ``skipped`` where it was not tried.
    seconds
        How long it took.
    kernel
        Where the cells ran: ``forked`` from a process that had imported everything, ``cold`` in one
        that was started anew, ``kernel`` in an ordinary kernel, ``none`` where nothing was run.
    error
        Why it failed, in the page's language; empty where it did not.
    fault
        What kind of failure that was.
    cell
        At which cell it stopped, the first being 1; None where no cell is to blame.
    cells
        Seconds that each code cell took.
    peak_mb
        The most memory its cells had, in megabytes; None where that is not known.
    exit_code
        Of the process of the cells; a negative one is the signal that ended it.
    needs
        What made an ordinary kernel necessary; empty where none was.
    reads
        What the notebook read of the analysis: ``area`` or ``whole``.
    files
        Path in the site to hash of what was written.
    attempts
        The faults of earlier tries.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    code: str
    status: Literal["ok", "failed", "skipped"]
    seconds: _Number
    kernel: str
    error: str = ""
    fault: Fault = ""
    cell: int | None = None
    cells: tuple[_Number, ...] = ()
    peak_mb: _Number | None = None
    exit_code: int | None = None
    needs: str = ""
    reads: Literal["area", "whole"] = "whole"
    files: dict[str, str] = {}
    attempts: tuple[Fault, ...] = ()

    @classmethod
    def without_page(cls, task: PageTask, fault: Fault, error: str) -> Self:
        """Say of a unit that nothing was run, or that nothing is known of what was."""
        status: Literal["failed", "skipped"] = "skipped" if fault == "skipped" else "failed"
        return cls(
            code=task.code, status=status, seconds=0.0, kernel="none", error=error, fault=fault
        )
