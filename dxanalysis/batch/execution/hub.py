"""The process that cells are forked from: it loads once, and then forks one for each unit's cells.

It is started anew by :mod:`dxanalysis.batch.execution.pool`, takes jobs on its standard input and
answers on its standard output. No event loop and no thread exists in it, which is what makes the
forks safe (PROJ opens its database anew in a child). The analysis that the batch has prepared is
loaded at the first job that names it; before many jobs, one area is shown here by our own blocks,
never by a notebook, and forgotten.

It also forks workers: processes that run papermill for one unit after the other, as many as there
are jobs at a time, and ask here for the process of each unit's cells
(:mod:`dxanalysis.batch.execution.cells`). A worker ends with a unit that went wrong. Cells and
workers lead sessions of their own; when one ends, however it ends, all that is left of its session
is ended here, and when the driver ends, everything ends. Where forking is unsafe a hub makes one
unit after the other by itself, and the pool starts several.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import os
import queue
import selectors
import signal
import socket
import sys
import threading
from typing import IO, TYPE_CHECKING, Any, Final, NoReturn

import psutil

from dxanalysis.batch.execution.cells import (
    KILL,
    LENT,
    be_child,
    begin_below_parent,
    can_fork,
    die_with_parent,
    is_safe_to_fork,
    reap,
)
from dxanalysis.batch.execution.pipes import as_socket, receive, send, take_standard

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from multiprocessing.connection import Connection
    from pathlib import Path

    from dxanalysis.analysis import Analysis
    from dxanalysis.batch.execution.engine import Trace
    from dxanalysis.batch.execution.jobs import Job
    from dxanalysis.lang import Lang

FORKS: Final = "forks"
ALONE: Final = "alone"
"""What a hub says when it has loaded: that it forks, or that it makes units one by one."""


def main() -> int:
    """Take jobs until the driver is gone; give the exit status."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt at the terminal is the driver's
    begin_below_parent()  # while loading; afterwards its input closes
    asked, said = take_standard()
    requests: Any = os.fdopen(asked, "rb", buffering=0)  # what lies in a buffer no selector sees
    answers = os.fdopen(said, "wb")
    try:
        from dxanalysis.batch.execution import preload, worker  # noqa: PLC0415 - takes seconds

        if can_fork():  # otherwise the cells run in a child that inherits nothing
            preload.load()
        worker.warm_up()
        if is_safe_to_fork():
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            die_with_parent(0)  # it ends its units first
            _keep()
            send(answers, FORKS)
            _Forking(requests, answers).serve()
        else:
            send(answers, ALONE)
            _make_alone(requests, answers)
    except (EOFError, BrokenPipeError):
        pass  # the driver is gone
    os._exit(0)


def _keep() -> None:
    """Take all there is out of the garbage collector's sight.

    A collection in a child must not touch, and so copy, what all share.
    """
    gc.collect()
    gc.freeze()


# ---- workers, and the cells of their units ------------------------------------------------------


class _Worker:
    """A process that runs papermill for one unit after the other, as this one knows it.

    ``code`` is the unit it is at, empty where it is at none.
    """

    def __init__(self, pid: int, link: Connection) -> None:
        self.pid = pid
        self.code = ""
        self.link = link
        self._cells: int | None = None

    def tell(self, content: object) -> None:
        """Say something to it; where it is gone, that will be heard."""
        with contextlib.suppress(OSError):
            self.link.send(content)

    def fork_cells(self, cwd: Path, env: Mapping[str, str], limit: float) -> int | None:
        """Fork the process of its unit's cells; give its id, None where that cannot be done."""
        if sys.platform == "win32":  # nobody forks there
            raise NotImplementedError
        places: list[int] = []
        with contextlib.suppress(OSError):
            with as_socket(self.link) as end:
                _, places, _, _ = socket.recv_fds(end, 1, LENT)
            if len(places) == LENT and is_safe_to_fork():
                self._cells = os.fork()
                if self._cells == 0:
                    be_child(cwd, env, limit, places)
        for place in places:
            os.close(place)
        return self._cells

    def end_cells(self) -> tuple[int, int]:
        """End its unit's cells and all that they started; give how, and the most bytes they had."""
        if self._cells is None:
            return 0, 0
        pid, self._cells = self._cells, None
        _end(pid, KILL)
        ended = reap(pid)
        _end_session(pid)
        return ended

    def end(self) -> None:
        """End it, and all that is left of its unit."""
        _end(self.pid, KILL)
        os.waitpid(self.pid, 0)
        self.end_cells()
        _end_session(self.pid)
        self.link.close()


class _Forking:
    """Forks workers, as many as there are jobs at a time, and the cells of each of their units."""

    def __init__(self, requests: IO[bytes], answers: IO[bytes]) -> None:
        self._requests = requests
        self._answers = answers
        self._workers: list[_Worker] = []
        self._watch = selectors.DefaultSelector()
        self._watch.register(requests, selectors.EVENT_READ)

    def serve(self) -> None:
        """Answer until the driver is gone."""
        try:
            while True:
                for key, _ in self._watch.select():
                    if key.data is None:
                        self._obey(*receive(self._requests))
                    elif key.data in self._workers:
                        self._hear(key.data)
        finally:
            for worker in self._workers:
                worker.end()

    def _obey(self, order: str, what: Any) -> None:  # noqa: ANN401 - a job, or a code
        """Do what the driver asks for."""
        if order == "make":
            self._make(what)
        elif order == "rehearse":
            _rehearse(what.prepared, what.setting.lang)
        for worker in self._workers:
            if order == "stop" and worker.code:
                _end(worker.pid, signal.SIGTERM)
            elif order == "give up" and worker.code == what:
                _end(worker.pid, KILL)

    def _make(self, job: Job) -> None:
        """Give a job to a worker that has none, or to a new one."""
        _load(job.prepared)
        try:
            worker = (
                next((one for one in self._workers if not one.code), None) or self._fork_worker()
            )
        except OSError:
            send(self._answers, (job.task.code, None))
        else:
            worker.code = job.task.code
            worker.tell(job)

    def _fork_worker(self) -> _Worker:
        """Fork a worker."""
        if sys.platform == "win32":  # nobody forks there
            raise NotImplementedError
        from multiprocessing import Pipe  # noqa: PLC0415 - the driver, which knows us, needs none

        ours, theirs = Pipe()
        try:
            pid = os.fork()
        except OSError:
            ours.close()
            theirs.close()
            raise
        if pid == 0:
            others = [self._requests.fileno(), self._answers.fileno(), ours.fileno()]
            _be_worker(theirs, [*others, *(worker.link.fileno() for worker in self._workers)])
        theirs.close()
        worker = _Worker(pid, ours)
        self._workers.append(worker)
        self._watch.register(ours, selectors.EVENT_READ, worker)
        return worker

    def _hear(self, worker: _Worker) -> None:
        """Do what a worker asks for, and pass on what it has made."""
        heard: tuple[str, Any] = ("gone", None)
        with contextlib.suppress(EOFError, OSError):  # gone, or cut off
            heard = worker.link.recv()
        what, content = heard
        if what == "fork":
            worker.tell(worker.fork_cells(*content))
        elif what == "end":
            worker.tell(worker.end_cells())
        else:
            code, worker.code = worker.code, ""
            # Whatever went wrong, and whatever an ordinary kernel leaves behind, ends with it.
            if content is None or content.status != "ok" or content.kernel != "forked":
                self._end_worker(worker)
            if not any(one.code for one in self._workers):  # nothing runs on after a batch
                for one in list(self._workers):
                    self._end_worker(one)
            if code:
                send(self._answers, (code, content))

    def _end_worker(self, worker: _Worker) -> None:
        """End a worker; another will be forked when one is needed."""
        self._workers.remove(worker)
        self._watch.unregister(worker.link)
        worker.end()


@functools.cache
def _load(named: str | None) -> Analysis | None:
    """Load the analysis that notebooks will want, for all that is forked from now on."""
    from dxanalysis import handover  # noqa: PLC0415 - loaded already

    prepared = handover.load(named) if named else None
    _keep()
    return prepared.analysis if prepared else None


@functools.cache
def _rehearse(named: str | None, lang: Lang) -> None:
    """Do once here, for an analysis, what every notebook would do for the first time."""
    from dxanalysis.batch.execution import preload  # noqa: PLC0415 - loaded already

    if analysis := _load(named):
        preload.rehearse(analysis, lang=lang)
        _keep()


def _be_worker(link: Connection, others: list[int]) -> NoReturn:
    """Make one unit after the other, and never return into the code of the hub."""
    if sys.platform == "win32":  # nobody forks there
        raise NotImplementedError
    try:
        os.setsid()
        die_with_parent()
        for one in others:
            os.close(one)
        from dxanalysis.batch.execution.engine import Trace  # noqa: PLC0415 - loaded already
        from dxanalysis.batch.execution.worker import run_unit  # noqa: PLC0415

        while True:
            job = link.recv()
            trace = Trace(link)
            signal.signal(signal.SIGTERM, lambda *_, now=trace: now.break_off("skipped"))
            link.send(("made", run_unit(job, trace)))
    finally:
        os._exit(0)


def _end(pid: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)


def _end_session(leader: int) -> None:
    """Kill what is left of a unit: what its cells, or an ordinary kernel, started."""
    if sys.platform == "win32":  # nobody forks there
        raise NotImplementedError
    for pid in psutil.pids():
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if os.getsid(pid) == leader:
                os.kill(pid, KILL)


# ---- one unit after the other --------------------------------------------------------------------


def _make_alone(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Make units in this very process; a thread hears the driver meanwhile."""
    from dxanalysis.batch.execution.engine import Trace  # noqa: PLC0415 - loaded already
    from dxanalysis.batch.execution.worker import run_unit  # noqa: PLC0415

    jobs: queue.SimpleQueue[Job] = queue.SimpleQueue()
    current = [Trace()]
    threading.Thread(target=_hear, args=(requests, jobs.put, current), daemon=True).start()
    while True:
        job = jobs.get()
        current[0] = Trace()
        send(answers, (job.task.code, run_unit(job, current[0])))


def _hear(requests: IO[bytes], take: Callable[[Job], None], current: list[Trace]) -> None:
    """Take orders; when the driver is gone, end the cells and leave."""
    with contextlib.suppress(EOFError, OSError):
        while True:
            order, what = receive(requests)
            if order == "make":
                take(what)
            elif order == "stop":
                current[0].break_off("skipped")
            else:
                break
    current[0].break_off("skipped")
    os._exit(1)
