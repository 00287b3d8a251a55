"""A process that loads once and then forks a ready kernel for every notebook.

Run as ``python -m dxanalysis.batch.execution.zygote SOCKET`` by
:mod:`dxanalysis.batch.execution.kernels`. Most of the time a cold kernel takes goes into imports;
here they are done once, before any event loop, any ZeroMQ context and any thread of our own exists,
which is what makes the fork safe. The analysis that the batch has prepared is loaded too, at the
first request that names it, which is plain unpickling of arrays and text; nothing else is done
before a fork: no workbook is read, no coordinate transformed.

One connection stands for one kernel: the request is a line of JSON, the answer its process id, and
when the kernel ends its exit status and the most memory it had. A connection that closes before
takes its kernel with it, and when the driver is gone (its end of our standard input closes)
everything ends.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import json
import os
import random
import selectors
import signal
import socket
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NoReturn

from dxanalysis import handover
from dxanalysis.batch.execution import preload

SAFE_THREADS: Final = 2
"""Python's own and the allocator's. More may hold a lock at the moment of a fork, for ever."""


@dataclass
class _Kernel:
    """A kernel that was forked, and whom to tell of its end."""

    pid: int
    pidfd: int
    connection: socket.socket


def main(address: str) -> None:
    """Load, then fork kernels until the driver is gone.

    Parameters
    ----------
    address
        Path of the Unix socket to listen on.
    """
    preload.load()
    if not _is_safe():
        print(json.dumps({"unsafe": "threads"}), flush=True)  # noqa: T201 - the protocol
        return
    _keep()
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(address)
    listener.listen()
    print(json.dumps({"ready": os.getpid()}), flush=True)  # noqa: T201 - the protocol
    _serve(listener)


def _is_safe() -> bool:
    """Tell whether this process may be forked."""
    return len(list(Path("/proc/self/task").iterdir())) <= SAFE_THREADS


def _keep() -> None:
    """Take all there is out of the garbage collector's sight.

    A collection in a child must not touch, and so copy, what all share.
    """
    gc.collect()
    gc.freeze()


def _serve(listener: socket.socket) -> None:
    """Answer requests, and tell of kernels that end."""
    watch = selectors.DefaultSelector()
    watch.register(listener, selectors.EVENT_READ, "request")
    watch.register(sys.stdin.fileno(), selectors.EVENT_READ, "driver")
    while True:
        for key, _ in watch.select():
            if key.data == "driver":
                if not os.read(sys.stdin.fileno(), 1):
                    _end_all(watch)
                    return
            elif key.data == "request":
                _accept(listener, watch)
            else:
                _attend(key.data, key.fileobj, watch)


def _accept(listener: socket.socket, watch: selectors.BaseSelector) -> None:
    """Fork a kernel for whoever asks."""
    connection, _ = listener.accept()
    with connection.makefile("r", encoding="utf-8") as lines:
        line = lines.readline()
    if not line:
        connection.close()
        return
    request = json.loads(line)
    if handed := request["env"].get(handover.VARIABLE):
        with contextlib.suppress(OSError):  # the kernel meets it again, and tells of it
            _prepare(handed)
    if not _is_safe():
        connection.close()  # whoever asked starts a cold one
        return
    pid = os.fork()
    if pid == 0:
        _become_kernel(request)
    kernel = _Kernel(pid, os.pidfd_open(pid), connection)
    connection.sendall(json.dumps({"pid": pid}).encode() + b"\n")
    watch.register(kernel.pidfd, selectors.EVENT_READ, kernel)
    watch.register(connection, selectors.EVENT_READ, kernel)


@functools.cache
def _prepare(handed: str) -> None:
    """Load the analysis that a kernel will want, for it and for all after it."""
    handover.load(handed)
    _keep()


def _attend(kernel: _Kernel, source: object, watch: selectors.BaseSelector) -> None:
    """Tell of a kernel's end, or end it where nobody waits for it any more."""
    if source == kernel.pidfd:
        _, status, used = os.wait4(kernel.pid, 0)
        with contextlib.suppress(OSError):
            code = os.waitstatus_to_exitcode(status)
            end = {"exit": code, "peak_bytes": used.ru_maxrss * 1024}
            kernel.connection.sendall(json.dumps(end).encode() + b"\n")
        watch.unregister(kernel.pidfd)
        os.close(kernel.pidfd)
        with contextlib.suppress(KeyError, ValueError):
            watch.unregister(kernel.connection)
        kernel.connection.close()
    else:
        watch.unregister(kernel.connection)
        _end(kernel.pid)


def _end_all(watch: selectors.BaseSelector) -> None:
    """End every kernel: the driver is gone."""
    kernels = {key.data.pid for key in watch.get_map().values() if isinstance(key.data, _Kernel)}
    for pid in kernels:
        _end(pid)


def _end(pid: int) -> None:
    """Kill a kernel and whatever it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)


def _become_kernel(request: dict[str, Any]) -> NoReturn:
    """Turn a forked child into a kernel; never returns into the zygote's code."""
    status = 1
    try:
        os.setsid()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.default_int_handler if number == signal.SIGINT else 0)
        nowhere = os.open(os.devnull, os.O_RDONLY)
        log = os.open(request["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        for descriptor, target in ((nowhere, 0), (log, 1), (log, 2)):
            os.dup2(descriptor, target)
        os.closerange(3, 1024)  # the zygote's socket and its other kernels' connections
        os.environ.clear()
        os.environ.update(request["env"])
        os.environ["JPY_PARENT_PID"] = str(os.getppid())
        os.chdir(request["cwd"])
        _reseed()
        _run(request["arguments"])
        status = 0
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else int(bool(ended.code))
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _reseed() -> None:
    """Give each kernel random numbers of its own: a fork would repeat the zygote's."""
    random.seed()
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed()


def _run(arguments: list[str]) -> None:
    """Run the ordinary kernel application until it is asked to stop."""
    from ipykernel.kernelapp import IPKernelApp  # noqa: PLC0415 - only in a kernel

    sys.argv = ["ipykernel_launcher", *arguments]
    app = IPKernelApp.instance()
    # A database of what was typed, for a notebook that nobody types in.
    app.config.HistoryManager.enabled = False
    app.initialize(arguments)  # type: ignore[no-untyped-call]
    app.start()  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    main(sys.argv[1])
