"""The processes that work for a batch, seen from its driver.

Where forking is safe there is one hub, from which workers and cells are forked; elsewhere there is
one for each unit at a time (:mod:`dxanalysis.batch.execution.hub`). A hub ends when its pipe from
the driver closes, and everything below it: nothing of a batch outlives it.
"""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import tempfile
import threading
import time
from typing import IO, TYPE_CHECKING, Any, Final, cast

from dxanalysis.batch.execution import cells
from dxanalysis.batch.execution.hub import ALONE, FORKS
from dxanalysis.batch.execution.pipes import receive, send
from dxanalysis.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self

    from dxanalysis.batch.execution.jobs import Job, PageResult

_LEAVE_SECONDS: Final = 5.0

_LOAD_SECONDS: Final = 300.0
"""A hub that takes longer to load hangs, or was stopped."""

_LOST_AT_MOST: Final = 3
"""So many hubs may be lost, one after the other, without one unit that came to an end."""


def _environment() -> dict[str, str]:
    """Set what libraries read when they are imported."""
    return {
        **os.environ,
        "PYTHONSAFEPATH": "1",  # for all below: only what is installed is imported
        # Threads of a pool do not survive a fork, and waiting for them would never end.
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "IPYTHONDIR": tempfile.gettempdir(),  # one that is there; each unit's cells have their own
    }


class _Hub:
    """One hub, the jobs it is at, and since when."""

    def __init__(self, heard: queue.SimpleQueue[tuple[_Hub, Any]]) -> None:
        self.jobs: dict[str, tuple[Job, float]] = {}
        self.kind = ""
        self._process = subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
            cells.command("dxanalysis.batch.execution.hub"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=_environment(),
            start_new_session=True,  # an interrupt at the terminal is the driver's to handle
        )
        self._orders = cast("IO[bytes]", self._process.stdin)
        self._answers = cast("IO[bytes]", self._process.stdout)
        threading.Thread(target=self._read, args=(heard,), daemon=True).start()

    def _read(self, heard: queue.SimpleQueue[tuple[_Hub, Any]]) -> None:
        with contextlib.suppress(EOFError, OSError, ValueError):
            while True:
                heard.put((self, receive(self._answers)))
        heard.put((self, None))

    def order(self, what: str, argument: object = None) -> None:
        """Say something to it; where it is gone, its reader will say so."""
        with contextlib.suppress(OSError, ValueError):
            send(self._orders, (what, argument))

    def end(self) -> None:
        """End it at once, and so everything below it; its reader will say so."""
        self._process.kill()

    def close(self) -> None:
        """Let it end with everything below it; where it does not, end it."""
        with contextlib.suppress(OSError):
            self._orders.close()
        if not self.kind:
            self._process.kill()  # it only loads, and has nothing below it
        try:
            self._process.wait(_LEAVE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._answers.close()


class Pool:
    """Hubs, as many as are needed.

    Entered early, the first loads while the driver reads the workspace.
    """

    def __init__(self) -> None:
        self._lost = 0
        self._hubs: list[_Hub] = []
        self._heard: queue.SimpleQueue[tuple[_Hub, Any]] = queue.SimpleQueue()

    def __enter__(self) -> Self:
        """Start the first hub."""
        self._hubs.append(_Hub(self._heard))
        return self

    def __exit__(self, *_: object) -> None:
        """End everything that still runs."""
        for hub in self._hubs:
            hub.close()
        self._hubs.clear()

    def grow(self, size: int) -> None:
        """Allow so many units at a time; fewer than already changes nothing.

        Raises ``OutputError`` if hubs cannot be started.
        """
        while not self._hubs[0].kind:
            try:
                said = self._heard.get(timeout=_LOAD_SECONDS)
            except queue.Empty:
                self._hubs[0].end()
            else:
                list(self._take_in(*said))
        while self._hubs[0].kind == ALONE and len(self._hubs) < size:
            self._hubs.append(_Hub(self._heard))

    @property
    def running(self) -> dict[str, float]:
        """Code of each unit that is being worked on, to how many seconds it has been."""
        now = time.monotonic()
        return {code: now - since for hub in self._hubs for code, (_, since) in hub.jobs.items()}

    def take(self, job: Job) -> None:
        """Give a job to the hub that has least to do."""
        hub = min(self._hubs, key=lambda one: len(one.jobs))
        hub.jobs[job.task.code] = (job, time.monotonic())
        hub.order("make", job)

    def rehearse(self, job: Job) -> None:
        """Let what jobs are forked from learn from one that it does not make."""
        for hub in self._hubs:
            if hub.kind == FORKS:
                hub.order("rehearse", job)

    def answers(self, seconds: float) -> Iterator[tuple[Job, PageResult | None]]:
        """Wait so many seconds at most for a job and what became of it.

        None where its process is gone.
        """
        with contextlib.suppress(queue.Empty):
            yield from self._take_in(*self._heard.get(timeout=seconds))

    def _take_in(self, hub: _Hub, said: Any) -> Iterator[tuple[Job, PageResult | None]]:  # noqa: ANN401
        """Understand what a hub said; put another in the place of one that is gone."""
        if said is None:
            lost = [job for job, _ in hub.jobs.values()]
            hub.close()
            self._lost += 1
            if self._lost > _LOST_AT_MOST:
                raise OutputError("batch.no_process")
            self._hubs[self._hubs.index(hub)] = _Hub(self._heard)
            yield from ((job, None) for job in lost)
        elif said in (FORKS, ALONE):
            hub.kind = said
        else:
            code, result = said
            job, _ = hub.jobs.pop(code)
            self._lost = 0
            yield job, result

    def interrupt(self) -> None:
        """Ask for every unit to be broken off."""
        for hub in self._hubs:
            if hub.jobs:
                hub.order("stop")

    def give_up(self, code: str) -> None:
        """End the process of a unit; it will be missed by :meth:`answers`."""
        for hub in self._hubs:
            if code in hub.jobs:
                hub.order("give up", code)

    def end_hub_of(self, code: str) -> None:
        """End the hub that works on a unit; all its units will be missed by :meth:`answers`."""
        for hub in self._hubs:
            if code in hub.jobs:
                hub.end()
