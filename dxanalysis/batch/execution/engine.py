"""How papermill runs a notebook's cells: in a child without sockets, or in an ordinary kernel.

Papermill stays the executor: parameters, tags, outputs, times and metadata are its own and
nbclient's, which take in the messages of either. The notebook is left behind whatever becomes of
its process.
"""

from __future__ import annotations

import contextlib
import json
import re
import threading
import time
from typing import TYPE_CHECKING, Any, Final

import psutil
from jupyter_core.utils import run_sync
from nbclient.client import timestamp
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, papermill_engines
from papermill.log import logger

from dxanalysis.batch.execution.cells import Cells, end_tree

if TYPE_CHECKING:
    import subprocess
    from multiprocessing.connection import Connection
    from pathlib import Path

    from nbformat import NotebookNode

    from dxanalysis.batch.execution.jobs import Fault, Job

ENGINE: Final = "dxanalysis"
"""The name under which papermill knows the engine."""

_START_SECONDS: Final = 60.0
_REPLY: Final = "execute_reply"

_NEEDS_KERNEL: Final = re.compile(r"^\s*%(gui|connect_info|qtconsole|subshell)\b", re.MULTILINE)
"""Magics that ask for the sockets or the event loop of a kernel."""


class NeedsKernelError(Exception):
    """The notebook does what only an ordinary kernel can."""


def needs_kernel(notebook: Path) -> str:
    """Tell from its text why a notebook needs an ordinary kernel.

    Another language than Python, or a magic; empty where nothing is seen.
    """
    written = json.loads(notebook.read_text(encoding="utf-8"))  # papermill reads it with care
    language = written["metadata"].get("kernelspec", {}).get("language") or "python"
    if language != "python":
        return str(language)
    sources = ["".join(cell["source"]) for cell in written["cells"] if cell["cell_type"] == "code"]
    found = [match for source in sources if (match := _NEEDS_KERNEL.search(source))]
    return f"%{found[0].group(1)}" if found else ""


class Trace:
    """A unit's notebook and the process of its cells, while it runs and after it ended.

    ``notebook`` is what papermill executes, also where that fails; None before it does. ``kind`` is
    ``forked``, ``cold``, ``kernel``, or ``none`` while there is none; ``reason``, why it was ended
    from outside: ``timeout``, ``skipped``, or empty; ``reads``, what the notebook read of the
    analysis (:func:`dxanalysis.reads.seen`). ``hub`` is the way to what children are forked from.
    """

    def __init__(self, hub: Connection | None = None) -> None:
        self.hub = hub
        self.notebook: NotebookNode | None = None
        self.kind = "none"
        self.reads: tuple[str, ...] = ()
        self.reason: Fault = ""
        self._process: Cells | _Kernel | None = None
        self._clock: threading.Timer | None = None

    def started(self, kind: str, process: Cells | _Kernel, *, seconds: float) -> None:
        """Take note of it, whose time begins now; end it where the unit was broken off already."""
        self.finish()
        self.kind, self._process = kind, process
        self._clock = threading.Timer(seconds, self.break_off, ["timeout"])
        self._clock.daemon = True
        self._clock.start()
        if self.reason:
            process.kill()

    def finish(self) -> None:
        """Look at the clock no more."""
        if self._clock is not None:
            self._clock.cancel()

    def break_off(self, reason: Fault) -> None:
        """End it from outside, at once. May be called from any thread, and by a signal."""
        self.reason = self.reason or reason
        if self._process is not None:
            self._process.kill()

    @property
    def exit_code(self) -> int | None:
        """How it ended; negative for a signal, None where that is not known."""
        return None if self._process is None else self._process.exit_code

    @property
    def peak_mb(self) -> float | None:
        """The most memory it had, in megabytes; None where that is not known."""
        known = 0 if self._process is None else self._process.peak_bytes
        return round(known / 1e6, 1) if known else None


class _Engine(Engine):  # type: ignore[misc]
    """Runs the cells of a job in a child of this process, or in an ordinary kernel."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,  # noqa: ANN401 - papermill's
        kernel_name: str,
        *,
        job: Job,
        trace: Trace,
        in_kernel: bool,
        **_: object,
    ) -> None:
        """Execute every cell."""
        trace.notebook = nb_man.nb
        limits = job.setting.limits
        options = {"kernel_name": kernel_name, "timeout": limits.cell_seconds, "log": logger}
        if in_kernel:
            _KernelClient(nb_man, trace, limits.unit_seconds, **options).execute()
            return
        cells = Cells(memory_mb=limits.memory_mb, hub=trace.hub if job.warm else None)
        trace.started(cells.kind, cells, seconds=limits.unit_seconds)
        try:
            _ChildClient(nb_man, cells, **options).execute()
            trace.reads = cells.close()
        finally:
            cells.end()


papermill_engines.register(ENGINE, _Engine)


class _ChildClient(PapermillNotebookClient):  # type: ignore[misc]
    """Nbclient, with the pipes of a child in place of a kernel's sockets."""

    def __init__(self, nb_man: Any, cells: Cells, **options: Any) -> None:  # noqa: ANN401
        super().__init__(nb_man, **options)
        self.cells = cells

    def execute(self, **_: object) -> NotebookNode:
        """Execute every cell."""
        self.reset_execution_trackers()
        greeting = self._next(_START_SECONDS)
        self.papermill_execute_cells()
        executed: NotebookNode = self.nb
        executed.metadata["language_info"] = greeting["content"]["language_info"]
        return executed

    def execute_cell(self, cell: NotebookNode, cell_index: int, **_: object) -> NotebookNode:
        """Execute one cell, as nbclient would."""
        tags = cell.metadata.get("tags", [])
        if cell.cell_type != "code" or not cell.source.strip() or self.skip_cells_with_tag in tags:
            return cell
        cell.metadata["execution"] = {}
        cell.outputs = []
        self.clear_before_next_output = False
        self.code_cells_executed += 1
        self.cells.send(cell.source)
        until = time.monotonic() + self.timeout
        while (message := self._next(until - time.monotonic(), cell))["msg_type"] != _REPLY:
            if message["msg_type"].startswith("comm"):
                raise NeedsKernelError(message["msg_type"])
            self.process_message(message, cell, cell_index)
        for moment in ("iopub.status.idle", "shell.execute_reply"):
            cell.metadata["execution"][moment] = timestamp(message)
        if message["content"]["status"] == "error":
            run_sync(self._check_raise_for_error)(cell, cell_index, message)
        return cell

    def _next(self, seconds: float, cell: NotebookNode | None = None) -> dict[str, Any]:
        """Wait for a message of the child, which may be gone."""
        try:
            message = self.cells.receive(max(0.0, seconds))
        except TimeoutError:
            if cell is None:
                raise DeadKernelError("The process of the cells did not start") from None
            raise CellTimeoutError.error_from_timeout_and_cell(
                "Cell execution timed out", int(self.timeout), cell
            ) from None
        if message is None:
            self.cells.end()
            raise DeadKernelError("Kernel died")
        return message


# ---- an ordinary kernel --------------------------------------------------------------------------


class _KernelClient(PapermillNotebookClient):  # type: ignore[misc]
    """Nbclient with an ordinary kernel, whose process it takes note of."""

    def __init__(self, nb_man: Any, trace: Trace, seconds: float, **options: Any) -> None:  # noqa: ANN401
        # What lies in the current folder is not to be imported as if it were installed.
        arguments = ["--InteractiveShellApp.ignore_cwd=True"]
        super().__init__(nb_man, extra_arguments=arguments, **options)
        self.trace, self.seconds = trace, seconds

    def start_new_kernel(self, **options: object) -> None:
        """Start the kernel."""
        super().start_new_kernel(**options)
        process = getattr(self.km.provisioner, "process", None)
        if process is not None:
            self.trace.started("kernel", _Kernel(process), seconds=self.seconds)


class _Kernel:
    """The process of an ordinary kernel."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    @property
    def exit_code(self) -> int | None:
        return self._process.poll()

    @property
    def peak_bytes(self) -> int:
        with contextlib.suppress(psutil.Error):
            return int(psutil.Process(self._process.pid).memory_info().rss)
        return 0

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            end_tree(self._process.pid)  # each leads a session of its own
