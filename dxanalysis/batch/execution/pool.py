"""The processes that work for a batch, and the kernels' zygote beside them.

Workers are forked from a process that has loaded papermill and nbconvert (spawned, where forking is
unsafe). Each holds two pipes to the driver, one for jobs and one that closes when the driver ends,
however it ends: nothing of a batch outlives it.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import sys
import time
import types
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, Final

from dxanalysis.batch.execution import kernels

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkServerContext, SpawnContext
    from multiprocessing.process import BaseProcess
    from types import TracebackType
    from typing import Self

    from dxanalysis.batch.execution.jobs import Job, PageResult

_LEAVE_SECONDS: Final = 2.0
"""How long a worker may take to leave when there is nothing more to do."""


@dataclass
class _Worker:
    """One process, and the job it is at."""

    process: BaseProcess
    jobs: Connection[Any, Any]
    control: Connection[Any, Any]
    job: Job | None = None
    since: float = 0.0

    def is_ready(self, ready: list[object]) -> bool:
        """Tell whether it has answered, or ended."""
        return self.jobs in ready or self.process.sentinel in ready

    def close(self) -> None:
        """End it, if it has not ended, and its kernel with it."""
        self.jobs.close()
        self.control.close()  # tells it to kill its kernel and leave
        self.process.join(_LEAVE_SECONDS)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.process.close()


class Crew:
    """Workers, as many as are needed at once, and the zygote of their kernels.

    Entered early, it loads what it needs while the driver reads the workspace; it has workers when
    :meth:`grow` has been called.

    Attributes
    ----------
    size
        How many workers there are.
    """

    def __init__(self) -> None:
        self._workers: list[_Worker] = []
        self._zygote = kernels.Zygote()
        self._context: SpawnContext | ForkServerContext
        if kernels.can_fork():
            self._context = multiprocessing.get_context("forkserver")
            self._context.set_forkserver_preload(["dxanalysis.batch.execution.worker_preload"])
        else:
            self._context = multiprocessing.get_context("spawn")

    def __enter__(self) -> Self:
        """Start the processes that the others will be forked from."""
        try:
            self._zygote.__enter__()
            if kernels.can_fork():
                from multiprocessing import forkserver  # noqa: PLC0415 - not on every system

                with _without_main():
                    forkserver.ensure_running()
        except BaseException:
            self._end()
            raise
        return self

    @property
    def size(self) -> int:
        """How many workers there are."""
        return len(self._workers)

    @property
    def zygote(self) -> str | None:
        """Where to ask for warm kernels; None where they start cold. Waits until it is known."""
        return self._zygote.address

    def grow(self, size: int) -> None:
        """Start as many workers as are lacking.

        Parameters
        ----------
        size
            How many there are to be. None is sent home if there are more.
        """
        while len(self._workers) < size:
            self._workers.append(self._start())

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End everything that still runs."""
        self._end()

    def _end(self) -> None:
        """Let idle workers leave, and end the others."""
        for worker in self._workers:
            if worker.job is None:
                with contextlib.suppress(OSError):
                    worker.jobs.send(None)
            else:
                worker.control.close()
        for worker in self._workers:
            worker.close()
        self._workers.clear()
        self._zygote.__exit__()

    def _start(self) -> _Worker:
        """Start one worker."""
        ours, theirs = self._context.Pipe()
        heard, told = self._context.Pipe(duplex=False)
        process = self._context.Process(target=_work, args=(theirs, heard), daemon=True)
        with _without_main():
            process.start()
        theirs.close()
        heard.close()
        return _Worker(process, ours, told)

    @property
    def running(self) -> dict[str, float]:
        """Code of each unit that is being worked on, to how many seconds it has been."""
        now = time.monotonic()
        return {
            worker.job.task.code: now - worker.since
            for worker in self._workers
            if worker.job is not None
        }

    def take(self, job: Job) -> None:
        """Give a job to a worker that has none.

        Parameters
        ----------
        job
            What to do.
        """
        worker = next(worker for worker in self._workers if worker.job is None)
        worker.job, worker.since = job, time.monotonic()
        with contextlib.suppress(OSError):  # it is gone: its sentinel will say so
            worker.jobs.send(job)

    def answers(self, seconds: float) -> Iterator[tuple[Job, PageResult | None]]:
        """Wait for what comes in.

        Parameters
        ----------
        seconds
            How long at most.

        Yields
        ------
        tuple
            A job and what became of it; None where its worker is gone. A new one takes its place.
        """
        watched = [
            part for worker in self._workers for part in (worker.jobs, worker.process.sentinel)
        ]
        ready: list[object] = list(wait(watched, seconds))
        for worker in [worker for worker in self._workers if worker.is_ready(ready)]:
            try:
                result: PageResult | None = worker.jobs.recv()
            except (EOFError, OSError):
                result = None
                self._replace(worker)
            if worker.job is not None:
                job, worker.job = worker.job, None
                yield job, result

    def interrupt(self) -> None:
        """Ask every worker to break off what it is doing."""
        for worker in self._workers:
            if worker.job is not None:
                with contextlib.suppress(OSError):
                    worker.control.send("stop")

    def give_up(self, code: str) -> None:
        """End the worker that is at a unit; it will be missed by :meth:`answers`.

        Parameters
        ----------
        code
            Of the unit.
        """
        for worker in self._workers:
            if worker.job is not None and worker.job.task.code == code:
                worker.process.kill()

    def _replace(self, lost: _Worker) -> None:
        """Start a worker in place of one that is gone."""
        place = self._workers.index(lost)
        job = lost.job
        lost.close()
        self._workers[place] = self._start()
        lost.job = job


def _work(jobs: Connection[Any, Any], control: Connection[Any, Any]) -> None:
    """Be a worker."""
    from dxanalysis.batch.execution.worker import serve  # noqa: PLC0415 - loads papermill, in the worker alone

    serve(jobs, control)


@contextlib.contextmanager
def _without_main() -> Iterator[None]:
    """Hide the program that was started: a new process would run its imports, and needs none."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
