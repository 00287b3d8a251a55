"""The process that units are forked from: it loads once, and then forks one process for each unit.

It is started anew by :mod:`dxanalysis.batch.execution.pool`, takes jobs on its standard input and
answers on its standard output. No event loop and no thread exists in it, which is what makes the
forks safe (PROJ opens its database anew in a child). The analysis that the batch has prepared is
loaded at the first job that names it; before many jobs, one area is shown here by our own blocks,
never by a notebook, and forgotten.

Each unit's process leads a session of its own and runs papermill; the cells run in a child of it
(:mod:`dxanalysis.batch.execution.cells`). When a unit's process ends, however it ends, all that is
left of its session is ended here; when the driver ends, everything ends. Where forking is unsafe a
hub makes one unit after the other by itself, and the pool starts several.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import queue
import selectors
import signal
import struct
import sys
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO, Final, NoReturn

import psutil

from dxanalysis.batch.execution.cells import KILL, can_fork, die_with_parent, is_safe_to_fork

if TYPE_CHECKING:
    from collections.abc import Callable

    from dxanalysis.batch.execution.engine import Trace
    from dxanalysis.batch.execution.jobs import Job

_LENGTH: Final = struct.Struct("!Q")

FORKS: Final = "forks"
ALONE: Final = "alone"
"""What a hub says when it has loaded: that it forks, or that it makes units one by one."""


def send(stream: BinaryIO, content: object) -> None:
    """Write something to a pipe between two of our own processes, which nobody else has."""
    packed = pickle.dumps(content, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(packed)) + packed)
    stream.flush()


def receive(stream: BinaryIO) -> Any:  # noqa: ANN401 - whatever was sent
    """Read what :func:`send` wrote at the other end; ``EOFError`` if that is closed."""
    packed = _exactly(stream, _LENGTH.unpack(_exactly(stream, _LENGTH.size))[0])
    return pickle.loads(packed)  # noqa: S301 - both ends are ours


def _exactly(stream: BinaryIO, size: int) -> bytes:
    """Read so many bytes."""
    parts: list[bytes] = []
    while size:
        piece = stream.read(size)
        if not piece:
            raise EOFError
        parts.append(piece)
        size -= len(piece)
    return b"".join(parts)


def main() -> int:
    """Take jobs until the driver is gone; give the exit status."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt at the terminal is the driver's
    die_with_parent()  # while loading; afterwards its input closes
    # Not buffered: what lies in a buffer no selector sees.
    requests: Any = os.fdopen(os.dup(0), "rb", buffering=0)
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(2, 1)  # what is printed must not come between the answers
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


# ---- one process for each unit -------------------------------------------------------------------


@dataclass
class _Unit:
    """A unit's process, and what it has answered so far."""

    code: str
    pid: int
    pipe: int
    answer: list[bytes] = field(default_factory=list)


class _Forking:
    """Forks a process for each job."""

    def __init__(self, requests: BinaryIO, answers: BinaryIO) -> None:
        self._requests = requests
        self._answers = answers
        self._units: dict[int, _Unit] = {}
        self._watch = selectors.DefaultSelector()
        self._watch.register(requests, selectors.EVENT_READ)

    def serve(self) -> None:
        """Answer until the driver is gone."""
        try:
            while True:
                for key, _ in self._watch.select():
                    if key.fileobj is self._requests:
                        self._obey(*receive(self._requests))
                    else:
                        self._hear(self._units[key.fd])
        finally:
            for unit in self._units.values():
                _end(unit.pid, KILL)
                _end_session(unit.pid)

    def _obey(self, order: str, what: Any) -> None:  # noqa: ANN401 - a job, or a code
        """Do what the driver asks for."""
        if order == "make":
            self._fork(what)
        elif order == "rehearse":
            _rehearse(what)
        for unit in self._units.values():
            if order == "stop":
                _end(unit.pid, signal.SIGTERM)
            elif order == "give up" and unit.code == what:
                _end(unit.pid, KILL)

    def _fork(self, job: Job) -> None:
        """Fork the process of a unit."""
        if sys.platform == "win32":  # nobody forks there
            raise NotImplementedError
        _load_prepared(job)
        try:
            reads, writes = os.pipe()
            pid = os.fork()
        except OSError:
            send(self._answers, (job.task.code, None))
            return
        if pid == 0:
            _be_unit(job, writes, [self._requests.fileno(), self._answers.fileno(), reads])
        os.close(writes)
        self._units[reads] = _Unit(job.task.code, pid, reads)
        self._watch.register(reads, selectors.EVENT_READ)

    def _hear(self, unit: _Unit) -> None:
        """Take in what a unit answers; at its end report to the driver."""
        piece = os.read(unit.pipe, 1 << 16)
        if piece:
            unit.answer.append(piece)
            return
        self._watch.unregister(unit.pipe)
        os.close(unit.pipe)
        del self._units[unit.pipe]
        _end(unit.pid, KILL)  # its pipe is closed: it has nothing more to say
        os.waitpid(unit.pid, 0)
        _end_session(unit.pid)
        result = None
        with contextlib.suppress(Exception):  # it was cut off: the unit is lost
            result = pickle.loads(b"".join(unit.answer))  # noqa: S301 - our own child's
        send(self._answers, (unit.code, result))


def _load_prepared(job: Job) -> None:
    """Load the analysis that a notebook will want, for it and for all after it."""
    from dxanalysis import handover  # noqa: PLC0415 - loaded already

    if job.prepared:
        with contextlib.suppress(OSError, ValueError):  # the notebook meets it again
            if handover.load(job.prepared):
                _keep()


def _rehearse(job: Job) -> None:
    """Do once here what every notebook would do for the first time."""
    from dxanalysis import handover  # noqa: PLC0415 - loaded already
    from dxanalysis.batch.execution import preload  # noqa: PLC0415 - as above

    prepared = handover.load(job.prepared) if job.prepared else None
    if prepared is not None:
        preload.rehearse(prepared.analysis, lang=job.setting.lang)
        _keep()


def _be_unit(job: Job, pipe: int, others: list[int]) -> NoReturn:
    """Make one unit, and never return into the code of the hub."""
    if sys.platform == "win32":  # nobody forks there
        raise NotImplementedError
    try:
        os.setsid()
        die_with_parent()
        for one in others:
            os.close(one)
        from dxanalysis.batch.execution.engine import Trace  # noqa: PLC0415 - loaded already
        from dxanalysis.batch.execution.worker import run_unit  # noqa: PLC0415

        trace = Trace()
        signal.signal(signal.SIGTERM, lambda *_: trace.break_off("skipped"))
        packed = pickle.dumps(run_unit(job, trace))
        with os.fdopen(pipe, "wb") as stream:
            stream.write(packed)
    finally:
        os._exit(0)


def _end(pid: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)


def _end_session(leader: int) -> None:
    """Kill what is left of a unit: its cells, and what they started."""
    if sys.platform == "win32":  # nobody forks there
        raise NotImplementedError
    for pid in psutil.pids():
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if os.getsid(pid) == leader:
                os.kill(pid, KILL)


# ---- one unit after the other --------------------------------------------------------------------


def _make_alone(requests: BinaryIO, answers: BinaryIO) -> None:
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


def _hear(requests: BinaryIO, take: Callable[[Job], None], current: list[Trace]) -> None:
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
