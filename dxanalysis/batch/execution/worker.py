"""Executes one notebook and renders its page.

Whether a unit succeeded is known by what was raised, never by the notebook that papermill leaves:
its metadata say "completed" of cells that were never run when a process dies. What such a notebook
says is put right before it is kept.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import nbformat
import papermill
from nbclient.exceptions import DeadKernelError
from nbformat.v4 import new_code_cell, new_notebook
from papermill.exceptions import PapermillExecutionError
from papermill.execute import remove_error_markers

from dxanalysis import handover
from dxanalysis.batch.execution.cells import KILL
from dxanalysis.batch.execution.engine import ENGINE, NeedsKernelError, Trace, needs_kernel
from dxanalysis.batch.execution.jobs import UNITS, PageResult
from dxanalysis.batch.execution.render import render, tidy
from dxanalysis.errors import OutputError
from dxanalysis.files import sha256_of, write_whole
from dxanalysis.lang import text

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from dxanalysis.batch.execution.jobs import Fault, Job
    from dxanalysis.lang import Lang

_SHOWN: Final = 60
"""So many characters of a failing cell's first line are shown."""


def warm_up() -> None:
    """Render an empty page, so that the templates are compiled before the first."""
    render(new_notebook(cells=[new_code_cell("")]), title="", lang="vi")  # type: ignore[no-untyped-call]


def run_unit(job: Job, trace: Trace) -> PageResult:
    """Execute one notebook and render its page.

    ``trace`` gets to know the process of the cells, so that others can break it off. Afterwards the
    job's folder has ``<stem>.html`` and ``<stem>.ipynb`` of a unit that succeeded; of one that
    failed only a notebook, whose metadata say what was run.
    """
    start = time.monotonic()
    fault: Fault = ""
    cell: int | None = None
    error = needs = ""
    files: dict[str, str] = {}
    try:
        _prepare(job)
        needs = needs_kernel(job.setting.notebook)
        try:
            executed = _execute(job, trace, in_kernel=bool(needs))
        except NeedsKernelError as asked:  # seen only when it came to that
            needs = str(asked)
            executed = _execute(job, trace, in_kernel=True)
        _refuse_half_run(executed)
        trace.finish()
        files = _write(job, executed)
    except Exception as raised:  # noqa: BLE001 - one unit must not stop the others
        fault, key, found = _why(raised, trace)
        failed = raised.cell_index if isinstance(raised, PapermillExecutionError) else None
        cell = _keep_partial(job, trace.notebook, failed)
        error = _sentence(key, found, trace.notebook, cell, job.setting.lang)
    finally:
        trace.finish()
        _tidy_log(job)
    return PageResult(
        code=job.task.code,
        status="failed" if fault else "ok",
        seconds=time.monotonic() - start,
        kernel=trace.kind,
        error=error,
        fault=fault,
        cell=cell,
        cells=_cell_seconds(trace.notebook),
        peak_mb=trace.peak_mb,
        exit_code=trace.exit_code,
        needs=needs,
        reads="area" if trace.reads == (job.task.code,) else "whole",
        files=files,
    )


def _execute(job: Job, trace: Trace, *, in_kernel: bool) -> NotebookNode:
    """Have papermill execute the notebook."""
    executed: NotebookNode = papermill.execute_notebook(
        str(job.setting.notebook),
        None,  # it is written when it is tidy
        parameters=dict(job.task.parameters),
        cwd=str(job.setting.folder),
        engine_name=ENGINE,
        progress_bar=False,
        job=job,
        trace=trace,
        in_kernel=in_kernel,
    )
    return executed


def _prepare(job: Job) -> None:
    """Make the unit's folder, and send what is said on the way into its log."""
    shutil.rmtree(job.work, ignore_errors=True)
    job.work.mkdir(parents=True)
    job.log.parent.mkdir(parents=True, exist_ok=True)
    log = os.open(job.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.dup2(log, 2)
    os.close(log)
    # Nothing of the user's own settings, and nothing written to the home.
    os.environ["IPYTHONDIR"] = str(job.work / "ipython")
    os.environ[handover.VARIABLE] = job.prepared or ""


def _refuse_half_run(executed: NotebookNode) -> None:
    """Refuse a notebook that ended early without an error: to papermill ``sys.exit(0)`` is none."""
    for index, cell in enumerate(executed.cells):
        if cell.metadata.papermill.exception:
            outputs = [output for output in cell.get("outputs", []) if "ename" in output]
            raise PapermillExecutionError(
                cell_index=index,
                exec_count=cell.get("execution_count"),
                source=cell.source,
                ename=outputs[0].ename if outputs else "Error",
                evalue=outputs[0].evalue if outputs else "",
                traceback=[],
            )


def _why(error: Exception, trace: Trace) -> tuple[Fault, str, str]:
    """Tell which fault an error is, the key of its sentence, and what that says was found."""
    if isinstance(error, PapermillExecutionError):
        fault: Fault = "memory" if error.ename == "MemoryError" else "cell"
        return fault, "batch.cell_failed", ": ".join(filter(None, (error.ename, error.evalue)))
    if isinstance(error, DeadKernelError | RuntimeError | TimeoutError | ConnectionError):
        return _lost(error, trace)
    if isinstance(error, OSError | OutputError):  # a file could not be written, or not whole
        reason = getattr(error if isinstance(error, OSError) else error.__cause__, "strerror", None)
        return "write", "", reason or str(error)
    return "unforeseen", "batch.unforeseen", f"{type(error).__name__}: {error}"


def _lost(error: Exception, trace: Trace) -> tuple[Fault, str, str]:
    """Say why there is no kernel any more."""
    name, code = type(error).__name__, trace.exit_code
    if trace.reason == "skipped":
        return "skipped", "batch.not_tried", ""
    if trace.reason == "timeout" or isinstance(error, TimeoutError):
        return "timeout", "batch.took_too_long", name
    found = f"{name}: {error}" if code is None else _exit_name(code)
    # Nobody here sent it: the system does so to whom it takes memory from.
    if code == -KILL:
        return "memory", "batch.kernel_killed", found
    return "kernel", "batch.kernel_lost", found


def _exit_name(code: int) -> str:
    """Name how a process ended: ``SIGSEGV``, or ``exit 3``."""
    if code < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit {code}"


def _sentence(
    key: str, found: str, notebook: NotebookNode | None, cell: int | None, lang: Lang
) -> str:
    """Say in one sentence why the unit failed, and at which cell."""
    if not key:  # the driver says where it was that nothing could be written
        return found
    sentence = text(key, lang, found=found)
    if cell is None or notebook is None:
        return f"{sentence[:1].upper()}{sentence[1:]}"
    lines = str(notebook.cells[cell - 1].source).strip().splitlines()
    line = lines[0] if lines else ""
    shown = line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
    return text("batch.at_cell", lang, cell=str(cell), line=shown, sentence=sentence)


def _keep_partial(job: Job, notebook: NotebookNode | None, failed: int | None) -> int | None:
    """Put right what a failed notebook says of itself, keep it, and return where it stopped."""
    if notebook is None:
        return None
    remove_error_markers(notebook)  # notes of papermill's above a cell, which shift the others
    cell = repair(notebook, failed=failed)
    with contextlib.suppress(OSError, OutputError):  # there may be no room
        content = _without_folders(_as_shared(job, notebook), job)
        write_whole(job.work / job.task.files[1], content)
    return cell


def _as_shared(job: Job, notebook: NotebookNode) -> str:
    """Write a notebook as it is kept and shared."""
    tidy(notebook, job.task)
    return str(nbformat.writes(notebook))  # type: ignore[no-untyped-call]


def _without_folders(content: str, job: Job) -> str:
    """Leave out of a text where on this machine things lie: tracebacks and warnings name it."""
    here = Path(__file__).resolve().parents[3]
    for folder in sorted(
        {job.work, job.setting.folder, here, Path(sys.prefix), Path.home()}, reverse=True
    ):
        if folder != Path(folder.anchor):
            content = content.replace(f"{folder}{os.sep}", "")
    return content


def _tidy_log(job: Job) -> None:
    """Keep of a unit's log what it says, but not where on this machine."""
    with contextlib.suppress(OSError):
        said = job.log.read_text(encoding="utf-8", errors="replace")
        if said:
            job.log.write_text(_without_folders(said, job), encoding="utf-8")
        else:
            job.log.unlink()


def repair(notebook: NotebookNode, *, failed: int | None) -> int | None:
    """Put right the metadata of a notebook whose execution broke off.

    Tell the place of the failed cell, from 1, or None. Papermill calls every cell ``completed``
    when a kernel is lost, those too that never ran. ``failed`` is that place from 0, None for the
    last cell that was started.
    """
    # Papermill wrote a start of each cell that it came to, and of no other.
    records = [cell.metadata.papermill for cell in notebook.cells]
    started = [place for place, record in enumerate(records) if record.start_time]
    if not started:
        return None
    stopped = failed if failed is not None else started[-1]
    notebook.metadata.papermill.exception = True
    for place, record in enumerate(records):
        if place == stopped:
            record.update(status="failed", exception=True)
        elif place > stopped:
            record.update(
                status="pending", exception=None, start_time=None, end_time=None, duration=None
            )
    return stopped + 1


def _cell_seconds(notebook: NotebookNode | None) -> tuple[float, ...]:
    """List how long each code cell took that was run; 0 where the clock was moved back."""
    cells = notebook.cells if notebook else []
    took = [cell.metadata.papermill.duration for cell in cells if cell.cell_type == "code"]
    return tuple(round(max(0.0, seconds), 3) for seconds in took if seconds is not None)


def _write(job: Job, executed: NotebookNode) -> dict[str, str]:
    """Write the page and its notebook into the unit's folder; return the hashes of both."""
    page, book = job.task.files
    made = {
        book: _as_shared(job, executed),
        page: render(executed, title=job.task.name, lang=job.setting.lang),
    }
    for name, content in made.items():
        write_whole(job.work / name, content)
    return {f"{UNITS}/{name}": sha256_of(content.encode()) for name, content in made.items()}
