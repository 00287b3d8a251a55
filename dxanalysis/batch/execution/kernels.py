"""Kernels that start warm: forked from a process that has imported everything already.

Papermill stays the executor; only where its kernel's process comes from changes. Where forking is
unsafe or not to be had (other systems than Linux, unexpected threads), kernels start cold, and the
manifest says so of each.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

import psutil
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

if TYPE_CHECKING:
    from typing import Self

    from jupyter_client.connect import KernelConnectionInfo


def can_fork() -> bool:
    """Tell whether a process that has imported much may be forked here.

    Returns
    -------
    bool
        Elsewhere than on Linux, system libraries do not survive it.
    """
    return sys.platform.startswith("linux")


class Zygote:
    """The process that kernels are forked from, from its start to its end.

    It imports while whoever started it does something else; :attr:`address` waits for it.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        # A short path of our own: a Unix socket's address has room for about a hundred bytes.
        self._folder = ""
        self._answer: bool | None = None

    def __enter__(self) -> Self:
        """Start it, where forking is to be had."""
        if can_fork():
            self._folder = tempfile.mkdtemp(prefix="dxa-")
            self._process = subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
                [sys.executable, "-m", "dxanalysis.batch.execution.zygote", self._socket],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=_environment(),
                start_new_session=True,  # an interrupt at the terminal is ours to handle
            )
        return self

    @property
    def _socket(self) -> str:
        return str(Path(self._folder) / "kernels")

    @property
    def address(self) -> str | None:
        """Where to ask for kernels, once it is ready; None where they must be started cold."""
        if self._answer is None:
            self._answer = self._process is not None and _is_ready(self._process)
        return self._socket if self._answer else None

    def __exit__(self, *_: object) -> None:
        """End it, and its kernels with it."""
        if self._process is None:
            return
        if self._process.stdin:
            self._process.stdin.close()  # tells it to end, and its kernels with it
        if self._answer is not None:  # before it is ready it does not listen, and has no kernels
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=5)
        self._process.kill()
        self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()
        shutil.rmtree(self._folder, ignore_errors=True)


def _environment() -> dict[str, str]:
    """Set what libraries read when they are imported."""
    return {
        **os.environ,
        # Threads of a pool do not survive a fork, and waiting for them would never end.
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }


def _is_ready(zygote: subprocess.Popen[bytes]) -> bool:
    """Wait until the zygote has imported everything, and ask whether it may fork."""
    line = zygote.stdout.readline() if zygote.stdout else b""
    return bool(line) and "ready" in json.loads(line)


@dataclass
class KernelTrace:
    """What is known of the one kernel of a unit, while it runs and after it ended.

    Attributes
    ----------
    log
        File that gets what a forked kernel says outside its notebook.
    kind
        ``forked``, ``cold``, or ``none`` while there is none.
    process
        It.
    peak_bytes
        The most memory it was seen to have.
    """

    log: str = ""
    kind: str = "none"
    process: subprocess.Popen[bytes] | _ForkedProcess | None = None
    peak_bytes: int = 0

    def started(self, kind: str, process: subprocess.Popen[bytes] | _ForkedProcess) -> None:
        """Take note of it."""
        self.kind, self.process = kind, process

    def end(self) -> None:
        """Kill it, and whatever it started: each kernel leads a session of its own."""
        # Not polled: this is called from another thread than the one that waits for the kernel.
        if self.process is None or self.process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if hasattr(os, "killpg"):
                os.killpg(self.process.pid, signal.SIGKILL)
            else:
                self.process.kill()

    def weigh(self) -> None:
        """Look how much memory it has now."""
        if self.process is not None:
            with contextlib.suppress(psutil.Error):
                weight = psutil.Process(self.process.pid).memory_info().rss
                self.peak_bytes = max(self.peak_bytes, weight)

    @property
    def exit_code(self) -> int | None:
        """Its exit status, negative for a signal; None while it runs."""
        return None if self.process is None else self.process.poll()

    @property
    def peak_mb(self) -> float | None:
        """The most memory it had, in megabytes; None where that could not be told."""
        told = getattr(self.process, "peak_bytes", 0) or self.peak_bytes
        return round(told / 1e6, 1) if told else None


def manager_for(address: str | None, trace: KernelTrace | None = None) -> type[AsyncKernelManager]:
    """Make the kernel manager that papermill is given.

    Parameters
    ----------
    address
        Of a zygote; None starts kernels cold.
    trace
        What gets to know of the kernel.

    Returns
    -------
    type
        A manager whose kernels are forked from that zygote; where it is gone they start cold.
    """
    known = {"address": address, "trace": trace or KernelTrace()}
    return type("TracedKernelManager", (_TracedKernelManager,), known)


class _TracedKernelManager(AsyncKernelManager):
    """Starts its kernel through a zygote where there is one; everything else is as usual."""

    address: ClassVar[str | None] = None
    trace: ClassVar[KernelTrace]

    async def _async_pre_start_kernel(
        self,
        **options: Any,  # noqa: ANN401 - whatever papermill passes on
    ) -> tuple[list[str], dict[str, Any]]:
        if self.provisioner is None:
            self.kernel_id = self.kernel_id or options.pop("kernel_id", os.urandom(8).hex())
            self.provisioner = _TracedProvisioner(
                kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self
            )
        return await super()._async_pre_start_kernel(**options)


class _TracedProvisioner(LocalProvisioner):
    """Asks the zygote for the process; ports, interrupts and shutdown are the usual ones."""

    async def launch_kernel(
        self,
        cmd: list[str],
        **options: Any,  # noqa: ANN401 - as for a cold kernel
    ) -> KernelConnectionInfo:
        """Start the kernel: forked where that can be, cold otherwise.

        Parameters
        ----------
        cmd
            The command a cold kernel would be started with; its arguments name the ports.
        **options
            As for a cold kernel: ``env`` and ``cwd`` are used.

        Returns
        -------
        dict
            How to connect to it.
        """
        manager = cast("_TracedKernelManager", self.parent)
        env = {**os.environ, **(options.get("env") or {})}
        request = {
            "arguments": cmd[cmd.index("-f") :],
            "env": env,
            "cwd": str(options.get("cwd") or Path.cwd()),
            "log": manager.trace.log or os.devnull,
        }
        if manager.address is not None:
            # A zygote that is gone costs its warmth, not the page.
            with contextlib.suppress(OSError):
                process = _ForkedProcess(manager.address, request)
                self.process = cast("subprocess.Popen[bytes]", process)
                self.pid = self.pgid = process.pid  # each leads a session of its own
                self.cwd = request["cwd"]
                manager.trace.started("forked", process)
                return self.connection_info
        info = await super().launch_kernel(cmd, **options)
        manager.trace.started("cold", cast("subprocess.Popen[bytes]", self.process))
        return info


_ANSWER_SECONDS: Final = 30
"""How long a zygote may take to fork. It does so in milliseconds, unless something is wrong."""


class _ForkedProcess:
    """A kernel that is the zygote's child, with as much of ``Popen`` as the provisioner uses."""

    stdin = stdout = stderr = None

    def __init__(self, address: str, request: dict[str, Any]) -> None:
        self.returncode: int | None = None
        self.peak_bytes = 0
        self._unread = b""
        self._connection = socket.socket(socket.AF_UNIX)
        try:
            self._connection.settimeout(_ANSWER_SECONDS)
            self._connection.connect(address)
            self._connection.sendall(json.dumps(request).encode() + b"\n")
            answer = self._read()
            if "pid" not in answer:
                raise ConnectionResetError(address)
        except OSError:
            self._connection.close()
            raise
        self.pid: int = answer["pid"]
        self._connection.setblocking(False)

    def _read(self) -> dict[str, int]:
        """Take one line of what the zygote says; empty where it is gone."""
        while b"\n" not in self._unread:
            more = self._connection.recv(4096)
            if not more:
                return {}
            self._unread += more
        line, _, self._unread = self._unread.partition(b"\n")
        answer: dict[str, int] = json.loads(line)
        return answer

    def poll(self) -> int | None:
        """Tell the exit status; None while it runs. A zygote that is gone took it along."""
        if self.returncode is None:
            with contextlib.suppress(BlockingIOError):
                answer = self._read()
                self.returncode = answer.get("exit", -signal.SIGKILL)
                self.peak_bytes = answer.get("peak_bytes", 0)
                self._connection.close()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end."""
        until = None if timeout is None else time.monotonic() + timeout
        while (status := self.poll()) is None:
            if until is not None and time.monotonic() > until:
                raise subprocess.TimeoutExpired("kernel", timeout or 0)
            time.sleep(0.01)
        return status

    def send_signal(self, number: int) -> None:
        """Send a signal to it alone."""
        os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)
