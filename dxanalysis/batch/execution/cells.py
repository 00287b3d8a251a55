"""The child that runs a notebook's cells, seen from the process that runs papermill.

It is forked from the hub, which has loaded everything, or started anew where forking is unsafe.
Requests go to it on one pipe and messages come back on another. When its parent ends, however it
ends, so does it.
"""

from __future__ import annotations

import contextlib
import ctypes
import datetime as dt
import json
import os
import queue
import random
import select
import signal
import socket
import stat
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, NoReturn, cast

import psutil

from dxanalysis.batch.execution.memory import machine_mb
from dxanalysis.batch.execution.pipes import as_socket, take_standard

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from multiprocessing.connection import Connection

SAFE_THREADS: Final = 2
"""Python's own and the allocator's. More may hold a lock at the moment of a fork, for ever."""

KILL: Final = getattr(signal, "SIGKILL", signal.SIGTERM)
"""The signal that ends a process at once; on Windows any does."""

_PR_SET_PDEATHSIG: Final = 1

_LEAVE_SECONDS: Final = 2.0


def can_fork() -> bool:
    """Tell whether a process that has imported much may be forked.

    Elsewhere than on Linux, system libraries do not survive it.
    """
    return sys.platform.startswith("linux") and hasattr(os, "fork")


def is_safe_to_fork() -> bool:
    """Tell whether this process, at this very moment, has no threads that a fork would break."""
    return can_fork() and len(list(Path("/proc/self/task").iterdir())) <= SAFE_THREADS


def command(module: str) -> list[str]:
    """Write the command that runs the ``main`` of one of our modules in a new interpreter.

    It looks for modules neither in the current folder nor where this program lies (``-P``), but it
    takes this very package.
    """
    top = str(Path(__file__).resolve().parents[3])
    start = (
        f"import sys; sys.path.insert(0, {top!r}); import dxanalysis; sys.path.pop(0); "
        f"from {module} import main; sys.exit(main())"
    )
    return [sys.executable, "-P", "-c", start]


def end_tree(pid: int) -> None:
    """End a process that leads a group, and whatever it started, at once."""
    if hasattr(os, "killpg"):
        try:
            os.killpg(pid, KILL)
        except ProcessLookupError:  # it was forked just now, and leads none yet
            os.kill(pid, KILL)
        return
    with contextlib.suppress(psutil.NoSuchProcess):  # Windows has no groups: its children, then it
        process = psutil.Process(pid)
        for one in [*process.children(recursive=True), process]:
            with contextlib.suppress(psutil.NoSuchProcess):
                one.kill()


def reap(pid: int) -> tuple[int, int]:
    """Wait for a child; give its exit status and the most bytes of memory that it had."""
    if sys.platform == "win32":  # there one waits otherwise
        raise NotImplementedError
    _, status, used = os.wait4(pid, 0)
    return os.waitstatus_to_exitcode(status), used.ru_maxrss * (
        1 if sys.platform == "darwin" else 1024
    )


def die_with_parent(number: int = KILL) -> None:
    """Ask the system to send this process a signal, 0 for none, when the one above it ends."""
    if can_fork():
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(number))


def begin_below_parent() -> None:
    """Die with the process that started this one anew; at once where it is gone already.

    Nobody signals that: but then the pipe from it, which is the standard input, is closed.
    """
    if sys.platform == "win32":
        return
    die_with_parent()
    watch = select.poll()
    watch.register(0, 0)
    if watch.poll(0):
        os._exit(1)


class Cells:
    """A running child, which leads a group of its own, with this process's folder and environment.

    ``memory_mb`` is how much more memory it may take than it has at its start; ``hub``, the way to
    the hub that it may be forked from, if any; ``kind``, ``forked`` or ``cold``. Once it has ended,
    ``exit_code`` is known (negative: the signal) and ``peak_bytes``, the most memory it had (0
    where that is not known).
    """

    def __init__(self, *, memory_mb: float | None, hub: Connection | None) -> None:
        self.exit_code: int | None = None
        self.peak_bytes = 0
        self._messages: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        self._lock = threading.RLock()
        limit = memory_mb or machine_mb()
        lent = _borrow(hub, limit) if hub else None
        self._started: Connection | subprocess.Popen[bytes]
        if hub and lent:
            self.kind, self._started = "forked", hub
            self.pid, self._requests, messages = lent
        else:
            popen = subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
                command(__name__),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, _LIMIT: str(limit)},
                process_group=0 if os.name == "posix" else None,
            )
            self.kind, self._started, self.pid = "cold", popen, popen.pid
            self._requests = cast("IO[bytes]", popen.stdin)
            messages = cast("IO[bytes]", popen.stdout)
        threading.Thread(target=self._read, args=(messages,), daemon=True).start()

    def _read(self, messages: IO[bytes]) -> None:
        with messages, contextlib.suppress(OSError, ValueError):
            for line in iter(messages.readline, b""):
                message = json.loads(line)
                header = message["header"]
                header["date"] = dt.datetime.fromisoformat(header["date"])  # cells are timed by it
                self._messages.put(message)
        self._messages.put(None)

    def send(self, source: str) -> None:
        """Have a cell run."""
        with contextlib.suppress(OSError):  # it is gone: its messages end
            self._requests.write(json.dumps(source).encode() + b"\n")
            self._requests.flush()

    def receive(self, seconds: float) -> dict[str, Any] | None:
        """Wait for a message of Jupyter's protocol; None where there will be no more.

        Raises ``TimeoutError`` if there is none in so many seconds.
        """
        try:
            return self._messages.get(timeout=seconds)
        except queue.Empty:
            raise TimeoutError from None

    def close(self) -> tuple[str, ...]:
        """Let it leave, and end it and whatever it started where it does not.

        Gives what it read of the analysis, as :func:`dxanalysis.reads.seen` says; empty where it
        does not say.
        """
        areas: tuple[str, ...] = ()
        with contextlib.suppress(OSError):
            self._requests.close()
        with contextlib.suppress(TimeoutError):
            while (message := self.receive(_LEAVE_SECONDS)) is not None:
                areas = tuple(message["content"].get("areas", areas))
        self.end()
        return areas

    def end(self) -> None:
        """End it, and whatever it started, and take note of how it ended."""
        with self._lock:
            if self.exit_code is not None:
                return
            self._weigh()
            self.kill()
            if not isinstance(self._started, subprocess.Popen):
                self._started.send(("end", None))
                self.exit_code, self.peak_bytes = self._started.recv()
            elif sys.platform == "win32" or not hasattr(os, "wait4"):
                self.exit_code = self._started.wait()
            else:
                self.exit_code, self.peak_bytes = reap(self.pid)
                self._started.returncode = self.exit_code

    def kill(self) -> None:
        """End it at once. May be called from any thread."""
        with self._lock, contextlib.suppress(ProcessLookupError, PermissionError):
            if self.exit_code is None:
                end_tree(self.pid)

    def _weigh(self) -> None:
        with contextlib.suppress(psutil.Error):
            memory = psutil.Process(self.pid).memory_info()
            self.peak_bytes = getattr(memory, "peak_wset", memory.rss)


def _borrow(hub: Connection, limit: float) -> tuple[int, IO[bytes], IO[bytes]] | None:
    """Have the hub fork a child; give its id and our ends of its pipes, None if it cannot."""
    if sys.platform == "win32":  # nobody forks there
        return None
    (asked, asks), (answered, answers) = os.pipe(), os.pipe()
    try:
        hub.send(("fork", (Path.cwd(), dict(os.environ), limit)))
        with as_socket(hub) as end:
            socket.send_fds(end, [b"."], [asked, answers, 2])  # its log is that of the unit
        pid: int | None = hub.recv()
    finally:
        os.close(asked)
        os.close(answers)
    requests, messages = os.fdopen(asks, "wb"), os.fdopen(answered, "rb")
    if pid is not None:
        return pid, requests, messages
    requests.close()
    messages.close()
    return None


LENT: Final = 3
"""What goes to the hub for a child: where requests come from, and where messages and its log go."""


# ---- the child -----------------------------------------------------------------------------------

_LIMIT: Final = "DXANALYSIS_MEMORY_MB"


def _enter(cwd: Path, env: Mapping[str, str], limit: float) -> None:
    """Leave behind what a forked child has of its parent."""
    if sys.platform == "win32":  # nobody forks there
        raise NotImplementedError
    os.setsid()
    die_with_parent()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.environ.clear()
    os.environ.update(env)
    os.chdir(cwd)
    random.seed()
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()
    _limit_memory(limit)


def _limit_memory(limit: float) -> None:
    """Let this process take so many megabytes more than it has: beyond is a ``MemoryError``."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - not on every system

        if sys.platform == "win32":  # there is none there
            raise NotImplementedError
        has = psutil.Process().memory_info().vms
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        wanted = has + int(limit * 1e6)
        if hard == resource.RLIM_INFINITY or wanted < hard:
            resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))


def be_child(cwd: Path, env: Mapping[str, str], limit: float, lent: Sequence[int]) -> NoReturn:
    """Run cells in a process just forked, and never return into the code of the parent."""
    status = 1
    try:
        for standard, place in enumerate(lent):
            os.dup2(place, standard)
        for place in {int(one.name) for one in Path("/proc/self/fd").iterdir()} - {0, 1, 2}:
            with contextlib.suppress(OSError):
                # Other units' pipes; files stay, for what is loaded may read on in them (fonts).
                if not stat.S_ISREG(os.fstat(place).st_mode):
                    os.close(place)
        _enter(cwd, env, limit)
        status = _serve()
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else int(bool(ended.code))
    except BaseException:  # noqa: BLE001 - it is said in the log, and by the exit status
        sys.excepthook(*sys.exc_info())
    finally:
        with contextlib.suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)


def main() -> int:
    """Be a child that was started anew."""
    begin_below_parent()
    _limit_memory(float(os.environ.pop(_LIMIT)))
    return _serve()


def _serve() -> int:
    """Run cells; requests come in where a process has its input, messages go where its output."""
    asked, answers = take_standard()
    from dxanalysis.batch.execution.shell import serve  # noqa: PLC0415 - only in the child

    return serve(os.fdopen(asked, "rb"), os.fdopen(answers, "wb"))
