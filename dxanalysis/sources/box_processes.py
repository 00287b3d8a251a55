"""The processes in which files from outside are read: forks, and a server for who cannot fork.

Only :mod:`dxanalysis.sources.box` calls these.
"""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import gc
import os
import pickle
import queue
import signal
import struct
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final, cast

import psutil

from dxanalysis.errors import DxAnalysisError
from dxanalysis.interrupts import held_back
from dxanalysis.sources import plain_data

SECONDS: Final = 60.0
"""Wall clock for one file."""

MEGABYTES: Final = 1000
"""Memory for one file, beyond what the interpreter has already."""

DONE, REFUSED, MEMORY, FAILED = b"d", b"r", b"m", b"f"
"""How a call ended."""

FORKS: Final = hasattr(os, "fork") and sys.platform == "linux"
"""Whether a process may be forked here."""

_GRACE: Final = 5
"""Seconds of processor time beyond the wall clock, so that the clock speaks first."""

_HEAD: Final = struct.Struct("<cQ")
_PAUSE: Final = 0.05
_LARGEST_ANSWER: Final = 4_000_000_000
_NO_MEMORY: Final = ("bad_alloc", "cannot allocate", "out of memory", "realloc", "malloc")
_PR_SET_PDEATHSIG: Final = 1

state: dict[str, Any] = {"inside": False, "server": None}
"""Whether this process reads a file for another, and the server that reads for it."""


@dataclass(frozen=True)
class Limits:
    """What the reading of one file may take.

    Attributes
    ----------
    seconds
        Wall clock.
    megabytes
        Memory beyond what the interpreter has already.
    written_megabytes
        The largest file that may be written, for indexes that a library puts beside its work; 0
        where nothing needs writing.
    """

    seconds: float = SECONDS
    megabytes: int = MEGABYTES
    written_megabytes: int = 0


# ---- inside --------------------------------------------------------------------------------------
def _outcome(call: tuple[Any, ...], limits: Limits) -> tuple[bytes, bytes]:
    """Call the function under the limits; give how it ended, and what it gave."""
    function, arguments, options = call
    state["inside"] = True
    try:
        _limit(limits)
        return DONE, plain_data.encode(function(*arguments, **options))
    except DxAnalysisError as error:
        params = {
            name: value if isinstance(value, bool | int | float | str) else str(value)
            for name, value in error.params.items()
        }
        return REFUSED, plain_data.encode((type(error).__name__, error.key, params))
    except MemoryError:
        return MEMORY, b""
    except Exception as error:  # noqa: BLE001 - a damaged file can fail in any way
        said = f"{type(error).__name__}: {' '.join(str(error).split())}"[:200]
        is_memory = any(word in said.lower() for word in _NO_MEMORY)
        return (MEMORY, b"") if is_memory else (FAILED, said.encode("utf-8", "replace"))


def _limit(limits: Limits) -> None:
    """Set the limits of this process."""
    try:
        import resource  # noqa: PLC0415 - there is none on Windows
    except ImportError:
        return
    if sys.platform == "win32":  # as was just seen
        raise NotImplementedError
    # Python ignores the signal of a file that grows too large, and so gets an error instead.
    written = limits.written_megabytes * 1_000_000
    _lower(resource, resource.RLIMIT_FSIZE, written)
    _lower(resource, resource.RLIMIT_CORE, 0)
    _lower(resource, resource.RLIMIT_CPU, int(limits.seconds) + _GRACE)
    if sys.platform == "linux":
        used = psutil.Process().memory_info().vms
        _lower(resource, resource.RLIMIT_AS, used + limits.megabytes * 1_000_000)


def _lower(resource: Any, which: int, value: int) -> None:  # noqa: ANN401 - a module
    """Lower one limit, never raise it."""
    _, hard = resource.getrlimit(which)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(which, (value, value))


def _leave_with_the_parent() -> None:
    """Have the system end this process when its parent ends, however that ends."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


# ---- by forking ----------------------------------------------------------------------------------
def in_a_fork(call: tuple[Any, ...], limits: Limits) -> tuple[bytes, bytes]:
    """Call a function in a fork of this process.

    Parameters
    ----------
    call
        The function, its arguments and its options.
    limits
        What it may take.

    Returns
    -------
    tuple
        How it ended, and what it gave or said.
    """
    if sys.platform == "win32":  # nobody forks there
        raise NotImplementedError
    sys.stdout.flush()
    sys.stderr.flush()
    receive, send = os.pipe()
    child, reaped = 0, False
    try:
        with held_back():  # what arrives within the hooks around a fork is lost
            child = os.fork()
            if child == 0:
                _be_the_child(call, limits, send)
        os.close(send)
        content = _read_until(receive, time.monotonic() + limits.seconds)
        if content is None:
            return FAILED, b"time"
        _, status = os.waitpid(child, 0)
        reaped = True
    finally:
        os.close(receive)
        if child and not reaped:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
    return _unframed(content, status)


def _be_the_child(call: tuple[Any, ...], limits: Limits, send: int) -> None:
    """Do the work of the fork and end it, whatever happens, without the parent's clean-up."""
    if sys.platform == "win32":  # nobody forks there
        raise NotImplementedError
    code = 1
    try:
        gc.freeze()  # collecting would touch, and so copy, all that is shared with the parent
        _leave_with_the_parent()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        kind, content = _outcome(call, limits)
        with os.fdopen(send, "wb") as stream:
            stream.write(_HEAD.pack(kind, len(content)))
            stream.write(content)
        code = 0
    except BaseException:  # noqa: BLE001 - nothing may get back into the parent's program
        code = 2
    finally:
        os._exit(code)


def _read_until(receive: int, end: float) -> bytes | None:
    """Read all that comes from a pipe; None where the time is over first."""
    import select  # noqa: PLC0415 - forks are only made where pipes can be waited for

    if sys.platform == "win32":  # nobody forks there
        raise NotImplementedError
    parts: list[bytes] = []
    size = 0
    waiting = select.poll()
    waiting.register(receive, select.POLLIN | select.POLLHUP)
    while (left := end - time.monotonic()) > 0:
        if not waiting.poll(left * 1000):
            return None
        part = os.read(receive, 1 << 20)
        if not part:
            return b"".join(parts)
        parts.append(part)
        size += len(part)
        if size > _LARGEST_ANSWER:
            return b""
    return None


def _unframed(content: bytes, status: int) -> tuple[bytes, bytes]:
    """Take an answer apart; one that is not whole says how the process ended."""
    if sys.platform == "win32":  # nobody forks there
        raise NotImplementedError
    if len(content) >= _HEAD.size:
        kind, size = _HEAD.unpack_from(content)
        if len(content) == _HEAD.size + size:
            return kind, content[_HEAD.size :]
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        if number == signal.SIGXCPU:
            return FAILED, b"time"
        # What C++ libraries do where there is no memory is to abort.
        if number == signal.SIGABRT:
            return MEMORY, b""
        return FAILED, signal.Signals(number).name.encode()
    return MEMORY, b""  # Python itself found no memory, even for saying so


# ---- by a server ---------------------------------------------------------------------------------
class _Server:
    """A fresh interpreter that reads files, one at a time, for a program that cannot fork."""

    def __init__(self) -> None:
        root = str(Path(__file__).resolve().parents[2])
        code = (
            f"import sys; sys.path.insert(0, {root!r}); "
            "from dxanalysis.sources import box_processes; box_processes.serve()"
        )
        self.owner = os.getpid()
        self.process = subprocess.Popen(  # noqa: S603 - this very interpreter
            [sys.executable, "-P", "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self.answers: queue.SimpleQueue[tuple[bytes, bytes] | None] = queue.SimpleQueue()
        threading.Thread(target=self._receive, daemon=True).start()
        self.lock = threading.Lock()

    def _receive(self) -> None:
        """Put the answers into the queue; None when the process has ended."""
        with contextlib.suppress(OSError, ValueError):
            while (answer := _read_frame(cast("IO[bytes]", self.process.stdout))) is not None:
                self.answers.put(answer)
        self.answers.put(None)

    def ask(self, call: tuple[Any, ...], limits: Limits) -> tuple[bytes, bytes]:
        """Have a call made."""
        stdin = cast("IO[bytes]", self.process.stdin)
        try:
            with contextlib.suppress(OSError):
                content = pickle.dumps((_folder(), call, limits))
                stdin.write(_HEAD.pack(DONE, len(content)) + content)
                stdin.flush()
            return self._wait(limits)
        except BaseException:  # its answer would be taken for that of the next file
            self.close()
            raise

    def _wait(self, limits: Limits) -> tuple[bytes, bytes]:
        """Wait for the answer, and end the process where it takes too much."""
        # A server that forks keeps the time by itself; this is for where it cannot.
        end = time.monotonic() + limits.seconds + 2 * _GRACE
        before = self._memory()
        while time.monotonic() < end:
            with contextlib.suppress(queue.Empty):
                answer = self.answers.get(timeout=_PAUSE)
                return answer or (FAILED, b"ended")
            if self._memory() > before + limits.megabytes * 1_000_000:
                self.close()
                return MEMORY, b""
        self.close()
        return FAILED, b"time"

    def _memory(self) -> int:
        """Give the bytes that the server has in memory."""
        with contextlib.suppress(psutil.Error):
            return int(psutil.Process(self.process.pid).memory_info().rss)
        return 0

    @property
    def serves(self) -> bool:
        """Whether it is this process's server, and alive."""
        return self.owner == os.getpid() and self.process.poll() is None

    def close(self) -> None:
        """End it."""
        if self.owner == os.getpid():
            self.process.kill()
            self.process.wait()
            for stream in (self.process.stdin, self.process.stdout):
                with contextlib.suppress(OSError):
                    if stream is not None:
                        stream.close()


def by_the_server(call: tuple[Any, ...], limits: Limits) -> tuple[bytes, bytes]:
    """Have a call made by the server, started where there is none.

    Parameters
    ----------
    call, limits
        As for :func:`in_a_fork`.

    Returns
    -------
    tuple
        How it ended, and what it gave or said.
    """
    server: _Server | None = state["server"]
    if server is None or not server.serves:
        server = state["server"] = _Server()
        atexit.register(server.close)
    with server.lock:
        return server.ask(call, limits)


def serve() -> None:
    """Read files for the program that started this one, until it ends."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(2, 1)  # a library that prints does not disturb the answers
    _leave_with_the_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while (request := _read_frame(requests)) is not None:
        folder, call, limits = pickle.loads(request[1])  # noqa: S301 - from the program itself
        with contextlib.suppress(OSError):
            os.chdir(folder)
        kind, content = in_a_fork(call, limits) if FORKS else _outcome(call, limits)
        try:
            answers.write(_HEAD.pack(kind, len(content)) + content)
            answers.flush()
        except BrokenPipeError:  # whoever asked is gone, and nobody is left to tell
            os._exit(1)


def _read_frame(stream: IO[bytes]) -> tuple[bytes, bytes] | None:
    """Read one request or answer; None at the end."""
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    kind, size = _HEAD.unpack(head)
    if size > _LARGEST_ANSWER:
        return None
    content = stream.read(size)
    return (kind, content) if len(content) == size else None


def _folder() -> str:
    """Give the current folder; of one that was deleted, the root."""
    try:
        return str(Path.cwd())
    except OSError:
        return "/"
