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
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jupyter_client.connect import KernelConnectionInfo


@contextlib.contextmanager
def warm_kernels() -> Iterator[str | None]:
    """Keep a zygote for the time of a batch.

    Yields
    ------
    str or None
        Address to ask for kernels; None where they must be started cold.
    """
    if not sys.platform.startswith("linux"):
        yield None
        return
    # A short path of our own: the address of a Unix socket has room for about a hundred bytes.
    folder = Path(tempfile.mkdtemp(prefix="dxa-"))
    address = folder / "kernels"
    zygote = subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
        [sys.executable, "-m", "dxanalysis.batch.zygote", str(address)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=_environment(),
        start_new_session=True,  # an interrupt at the terminal is ours to handle
    )
    try:
        yield str(address) if _is_ready(zygote) else None
    finally:
        if zygote.stdin:
            zygote.stdin.close()  # tells it to end, and its kernels with it
        with contextlib.suppress(subprocess.TimeoutExpired):
            zygote.wait(timeout=5)
        zygote.kill()
        zygote.wait()
        if zygote.stdout:
            zygote.stdout.close()
        shutil.rmtree(folder, ignore_errors=True)


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


def manager_for(address: str) -> type[AsyncKernelManager]:
    """Make the kernel manager that papermill is given.

    Parameters
    ----------
    address
        Of a zygote.

    Returns
    -------
    type
        A manager whose kernels are forked from that zygote.
    """
    return type("WarmKernelManager", (_WarmKernelManager,), {"address": address})


class _WarmKernelManager(AsyncKernelManager):
    """Starts its kernel through a zygote; everything else is as usual."""

    address: ClassVar[str] = ""

    async def _async_pre_start_kernel(
        self,
        **options: Any,  # noqa: ANN401 - whatever papermill passes on
    ) -> tuple[list[str], dict[str, Any]]:
        if self.provisioner is None:
            self.kernel_id = self.kernel_id or options.pop("kernel_id", os.urandom(8).hex())
            self.provisioner = _WarmProvisioner(
                kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self
            )
        return await super()._async_pre_start_kernel(**options)


class _WarmProvisioner(LocalProvisioner):
    """Asks the zygote for the process; ports, interrupts and shutdown are the usual ones."""

    async def launch_kernel(
        self,
        cmd: list[str],
        **options: Any,  # noqa: ANN401 - as for a cold kernel
    ) -> KernelConnectionInfo:
        """Fork the kernel.

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
        env = {**os.environ, **(options.get("env") or {})}
        request = {
            "arguments": cmd[cmd.index("-f") :],
            "env": env,
            "cwd": str(options.get("cwd") or Path.cwd()),
            "log": str(Path(env["IPYTHONDIR"]) / "kernel.log"),
        }
        manager = cast("_WarmKernelManager", self.parent)
        process = _ForkedProcess(manager.address, request)
        self.process = cast("subprocess.Popen[bytes]", process)
        self.pid = self.pgid = process.pid  # each leads a session of its own
        self.cwd = request["cwd"]
        return self.connection_info


class _ForkedProcess:
    """A kernel that is the zygote's child, with as much of ``Popen`` as the provisioner uses."""

    stdin = stdout = stderr = None

    def __init__(self, address: str, request: dict[str, Any]) -> None:
        self.returncode: int | None = None
        self._connection = socket.socket(socket.AF_UNIX)
        self._connection.connect(address)
        self._connection.sendall(json.dumps(request).encode() + b"\n")
        self._unread = b""
        self.pid: int = self._read()["pid"]
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
                self.returncode = self._read().get("exit", -signal.SIGKILL)
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
