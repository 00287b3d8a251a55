"""Where a notebook's cells run: an IPython kernel that speaks through a pipe, without sockets.

It is ipykernel's own kernel in all that a notebook can see (displays, errors, tracebacks, streams,
magics, ``await``); only its session writes each message as a line of JSON to a pipe, and requests
come in on another. The process is a child of the one that runs papermill, forked from it or started
anew (:mod:`dxanalysis.batch.execution.cells`), and runs one notebook.
"""

from __future__ import annotations

import asyncio
import atexit
import codecs
import contextlib
import faulthandler
import functools
import importlib
import io
import json
import logging
import os
import sys
import threading
import time
import traceback
import types
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from ipykernel.ipkernel import IPythonKernel
from jupyter_client.session import Session, json_packer

from dxanalysis import reads


def _load_without_debugger() -> None:
    """Load what a kernel debugs with as if debugpy were not there.

    Nobody debugs here, and it would load 140 modules and run programs of the system.
    """
    is_loaded = "debugpy" in sys.modules
    sys.modules.setdefault("debugpy", None)  # type: ignore[arg-type]
    importlib.import_module("ipykernel.debugger")
    if not is_loaded:
        del sys.modules["debugpy"]  # a notebook may still want it


_load_without_debugger()

_FLUSH_SECONDS: Final = 0.2
"""How long printed text may wait for more of its kind, as in a kernel."""

_FLUSH_CHARACTERS: Final = 1 << 16
_DRAIN_SECONDS: Final = 1.0
_END: Final = b"\x00end of cell\x00"
"""Written to the standard descriptors after a cell, to know that all before it was read."""


class _Wire(Session):
    """Sends every message of the kernel as one line of JSON."""

    out: BinaryIO
    lock: threading.RLock

    def send(  # type: ignore[override]
        self,
        stream: object,
        msg_or_type: dict[str, Any] | str,
        content: dict[str, Any] | None = None,
        parent: dict[str, Any] | None = None,
        **_: object,
    ) -> dict[str, Any]:
        """Send a message; where it would go and what is binary in it do not matter here."""
        del stream
        message = (
            msg_or_type
            if isinstance(msg_or_type, dict)
            else self.msg(msg_or_type, content=content, parent=parent)
        )
        with self.lock:
            self.out.write(json_packer(message) + b"\n")
            self.out.flush()
        return message


class _Stream(io.TextIOBase):
    """Standard output or error as a notebook has it: sent in pieces as messages."""

    encoding = "utf-8"

    def __init__(self, name: str, wire: _Wire, descriptor: int) -> None:
        self._name = name
        self._wire = wire
        self._descriptor = descriptor
        self._parts: list[str] = []
        self._size = 0
        self._since = 0.0

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._descriptor

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        with self._wire.lock:
            if not self._parts:
                self._since = time.monotonic()
            self._parts.append(text)
            self._size += len(text)
            waited = time.monotonic() - self._since
            if self._size > _FLUSH_CHARACTERS or waited > _FLUSH_SECONDS:
                self.flush()
        return len(text)

    def flush(self) -> None:
        with self._wire.lock:
            text, self._parts, self._size = "".join(self._parts), [], 0
            if text:
                self._wire.send(None, "stream", {"name": self._name, "text": text})


class _Tap:
    """Reads what is written past Python to a standard descriptor: by programs and libraries."""

    def __init__(self, descriptor: int, stream: _Stream) -> None:
        self._descriptor = descriptor
        self._stream = stream
        self._drained = threading.Event()
        self._source, inward = os.pipe()
        os.dup2(inward, descriptor)
        os.close(inward)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        kept = b""
        while piece := os.read(self._source, 1 << 16):
            *whole, kept = (kept + piece).split(_END)
            # What may be the beginning of a mark waits for its end.
            begun = next((n for n in range(len(_END), 0, -1) if kept.endswith(_END[:n])), 0)
            shown, kept = kept[: len(kept) - begun], kept[len(kept) - begun :]
            self._stream.write(decode(b"".join([*whole, shown])))
            if whole:
                self._stream.flush()
                self._drained.set()

    def drain(self) -> None:
        """Wait until all that was written so far is read."""
        self._drained.clear()
        os.write(self._descriptor, _END)
        self._drained.wait(_DRAIN_SECONDS)


class _Shell:
    """The kernel, and the loop that it runs cells in."""

    def __init__(self, out: BinaryIO) -> None:
        self._kernel = kernel()
        self._wire = cast("_Wire", self._kernel.session)
        self._wire.out, self._wire.lock = out, threading.RLock()
        self._streams = [_Stream(name, self._wire, place) for place, name in _STANDARD]
        self._loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self._loop)
        _settle(self._kernel.shell)
        sys.stdout, sys.stderr = self._streams
        self._taps = [
            _Tap(place, stream) for (place, _), stream in zip(_STANDARD, self._streams, strict=True)
        ]

    def run(self, source: str) -> bool:
        """Run one cell, and return whether there may be more."""
        shell: Any = self._kernel.shell
        self.say("status", execution_state="busy")
        self.say("execute_input", code=source, execution_count=shell.execution_count)
        answer = self._loop.run_until_complete(
            self._kernel.do_execute(source, silent=False, store_history=True)  # type: ignore[no-untyped-call]
        )
        for tap in self._taps:
            tap.drain()
        for stream in self._streams:
            stream.flush()
        self.say("execute_reply", **answer)
        return not shell.exit_now

    def say(self, kind: str, **content: object) -> None:
        """Send a message."""
        self._wire.send(None, kind, content)


_STANDARD: Final = ((1, "stdout"), (2, "stderr"))


@functools.cache
def kernel() -> IPythonKernel:
    """Make ipykernel's kernel without its sockets and threads.

    Once: what is forked from a process that has it inherits it, and only settles in
    (:func:`_settle`). Nothing is written for it where ``IPYTHONDIR`` names a folder that is there.
    """
    from IPython.core.profiledir import ProfileDir  # noqa: PLC0415 - as small as what is loaded
    from traitlets.config import Config  # noqa: PLC0415

    config = Config()
    # A database of what was typed, for a notebook that nobody types in.
    config.HistoryManager.enabled = False
    # As the one instance, which comms ask for.
    made = IPythonKernel.instance(
        session=_Wire(key=b""),
        profile_dir=ProfileDir(),
        config=config,
        log=logging.getLogger("dxanalysis.cells"),
    )
    main = types.SimpleNamespace(parent_thread=threading.main_thread())
    made.shell_channel_thread = main
    shell: Any = made.shell
    shell.extension_manager.load_extension("storemagic")  # as every kernel does
    return made


def _settle(shell: Any) -> None:  # noqa: ANN401 - IPython's
    """Give a kernel's shell what it has of its own process: its folders."""
    shell.init_ipython_dir(None)
    shell.init_profile_dir(None)
    shell.starting_dir = os.getcwd()  # noqa: PTH109 - as IPython has it
    shell.history_manager.dir_hist[:] = [Path.cwd()]


def serve(requests: BinaryIO, out: BinaryIO) -> int:
    """Run cells until there are no more; give the exit status.

    ``requests`` are lines of JSON, each the source of a cell; ``out`` gets the kernel's messages.
    """
    log = os.fdopen(os.dup(2), "w")  # what is no output of a cell: above all how it crashed
    faulthandler.enable(log)
    try:
        shell = _Shell(out)
        shell.say("kernel_info_reply", language_info=kernel().language_info)  # cells may come
        for line in iter(requests.readline, b""):
            if not shell.run(json.loads(line)):
                break
    except Exception:  # noqa: BLE001 - ours, not the notebook's
        traceback.print_exc(file=log)
        log.flush()
        return 1
    shell.say("dxanalysis_reads", areas=sorted(reads.seen()))
    with contextlib.suppress(Exception):  # what a notebook asked to be done at its end
        atexit._run_exitfuncs()  # noqa: SLF001 - a forked process leaves without them
    return 0
