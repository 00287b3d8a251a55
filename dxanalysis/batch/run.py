"""Runs the planned notebooks in several processes; papermill executes, nbconvert renders.

Each unit is worked on in a folder of its own and counts as done only when both its files are whole.
Whether it succeeded is told by what was raised, never by the notebook that papermill leaves: its
metadata say "completed" of cells that were never run when a kernel dies.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

import nbformat
import papermill
from nbclient.exceptions import DeadKernelError
from nbconvert.exporters import HTMLExporter
from papermill.exceptions import PapermillExecutionError
from tqdm import tqdm

from dxanalysis.batch.kernels import manager_for, warm_kernels
from dxanalysis.lang import text
from dxanalysis.outline import headings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from nbformat import NotebookNode

    from dxanalysis.batch.plan import UnitTask
    from dxanalysis.lang import Lang

CELL_TIMEOUT: Final = 600
"""Seconds that one cell may take."""

WORK_FILES: Final = ".kernels"
"""Folder below the output for what kernels write of their own; it is no part of the result."""


@dataclass(frozen=True)
class UnitResult:
    """What became of one unit.

    Attributes
    ----------
    code
        Of the area.
    status
        ``ok`` or ``failed``.
    seconds
        How long it took.
    kernel
        ``forked`` from a process that had imported everything, ``cold`` where one was started anew,
        ``none`` where none was.
    error
        Why it failed, in the page's language; empty where it did not.
    """

    code: str
    status: str
    seconds: float
    kernel: str
    error: str = ""


def run(
    tasks: Sequence[UnitTask],
    *,
    notebook: Path,
    folder: Path,
    out: Path,
    lang: Lang,
    jobs: int | None = None,
    progress: bool = False,
    timeout: int = CELL_TIMEOUT,
) -> list[UnitResult]:
    """Run every task, each in a kernel of its own, several at a time.

    Parameters
    ----------
    tasks
        What to make. Tasks with an error are not run and come back as failed.
    notebook
        The parameterised notebook.
    folder
        Where the kernels run.
    out
        An existing folder, which gets ``<stem>.ipynb`` and ``<stem>.html`` of each unit done.
    lang
        The language of the pages.
    jobs
        How many at a time; by default one more than there are cores, at least two.
    progress
        Whether to show a progress bar.
    timeout
        Seconds that one cell may take.

    Returns
    -------
    list of UnitResult
        In the order of the tasks. One unit that fails leaves the others as they are.
    """
    refused = {
        task.code: UnitResult(task.code, "failed", 0.0, "none", task.error.sentence(lang))
        for task in tasks
        if task.error
    }
    wanted = [task for task in tasks if not task.error]
    results: dict[str, UnitResult] = dict(refused)
    workers = min(jobs or max(2, (os.cpu_count() or 1) + 1), max(len(wanted), 1))
    # Spawned, not forked: the parent holds threads of GDAL and Arrow that do not survive a fork.
    context = multiprocessing.get_context("spawn")
    with (
        warm_kernels() if wanted else contextlib.nullcontext() as zygote,
        ProcessPoolExecutor(
            workers, mp_context=context, initializer=_quiet, initargs=(out / WORK_FILES,)
        ) as pool,
        tqdm(
            total=len(tasks), disable=not progress, unit="", desc=text("batch.pages", lang)
        ) as bar,
    ):
        bar.update(len(refused))
        running = {
            pool.submit(
                run_unit,
                task,
                notebook=notebook,
                folder=folder,
                out=out,
                lang=lang,
                zygote=zygote,
                timeout=timeout,
            ): task
            for task in wanted
        }
        for future in as_completed(running):
            task = running[future]
            broken = future.exception()
            results[task.code] = (
                UnitResult(task.code, "failed", 0.0, "cold", _broken(broken, lang))
                if broken
                else future.result()
            )
            bar.update()
    return [results[task.code] for task in tasks]


def _quiet(folder: Path) -> None:
    """Send what kernels say to the terminal into a file: a progress bar is there to be read."""
    folder.mkdir(exist_ok=True)
    log = os.open(folder / "kernels.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(log, 2)


def _broken(error: BaseException, lang: Lang) -> str:
    """Say that the process that ran a unit is gone, or failed in a way nobody foresaw."""
    return text("batch.process_lost", lang, found=f"{type(error).__name__}: {error}")


def run_unit(
    task: UnitTask,
    *,
    notebook: Path,
    folder: Path,
    out: Path,
    lang: Lang,
    zygote: str | None = None,
    timeout: int = CELL_TIMEOUT,
) -> UnitResult:
    """Execute one notebook and render its page.

    Parameters
    ----------
    task
        What to make.
    notebook, folder, out, lang
        As in :func:`run`.
    zygote
        Where to ask for a warm kernel; None starts a cold one.
    timeout
        Seconds that one cell may take.

    Returns
    -------
    UnitResult
        What became of it. Files of a unit that failed are not left in ``out``.
    """
    start = time.monotonic()
    # Kernels of several units must not share IPython's history database, nor write to the home.
    own = out / WORK_FILES / task.code
    own.mkdir(parents=True, exist_ok=True)
    os.environ["IPYTHONDIR"] = str(own)
    os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"
    half_made = out / f".{task.stem}.ipynb"
    kernel = "forked" if zygote else "cold"
    manager = {"kernel_manager_class": manager_for(zygote)} if zygote else {}
    try:
        executed = papermill.execute_notebook(
            str(notebook),
            str(half_made),
            parameters=dict(task.parameters),
            cwd=str(folder),
            progress_bar=False,
            request_save_on_cell_execute=False,
            execution_timeout=timeout,
            **manager,
        )
        page = render(executed, title=task.name, lang=lang)
    except PapermillExecutionError as error:
        sentence = text(
            "batch.cell_failed",
            lang,
            cell=str(error.cell_index),
            found=f"{error.ename}: {error.evalue}",
        )
        return UnitResult(task.code, "failed", time.monotonic() - start, kernel, sentence)
    except (DeadKernelError, TimeoutError) as error:
        sentence = text("batch.kernel_lost", lang, found=f"{type(error).__name__}: {error}")
        return UnitResult(task.code, "failed", time.monotonic() - start, kernel, sentence)
    finally:
        half_made.unlink(missing_ok=True)
    write_whole(out / f"{task.stem}.ipynb", papermill_text(executed, task))
    write_whole(out / f"{task.stem}.html", page)
    return UnitResult(task.code, "ok", time.monotonic() - start, kernel)


def render(executed: NotebookNode, *, title: str, lang: Lang) -> str:
    """Render an executed notebook as one self-contained page.

    Parameters
    ----------
    executed
        The notebook.
    title
        What the browser's tab says.
    lang
        The language of the page.

    Returns
    -------
    str
        HTML that asks for nothing outside.
    """
    # By path: importing the pages would make every worker wait for the maps and the charts.
    templates = resources.files("dxanalysis") / "pages"
    exporter = HTMLExporter(  # type: ignore[no-untyped-call]
        template_name="notebook",
        extra_template_basedirs=[str(templates)],
        exclude_input_prompt=True,
    )
    page = {
        "title": title,
        "lang": lang,
        "layout": (templates / "layout.css").read_text(encoding="utf-8"),
        "show_code": text("pages.show_code", lang),
        "back": text("pages.back", lang),
        "contents_label": text("pages.contents", lang),
        "contents": headings(
            "".join(
                output.data.get("text/html", "")
                for cell in executed.cells
                for output in cell.get("outputs", [])
                if "data" in output
            )
        ),
    }
    body, _ = exporter.from_notebook_node(executed, resources={"page": page})
    return str(body)


def papermill_text(executed: NotebookNode, task: UnitTask) -> str:
    """Write an executed notebook as text, without what tells of the machine it ran on.

    Parameters
    ----------
    executed
        The notebook.
    task
        What it was made for.

    Returns
    -------
    str
        The notebook as JSON. Vietnamese letters in the injected parameters are shown as written:
        papermill escapes them.
    """
    notebook = nbformat.from_dict(executed)  # type: ignore[no-untyped-call]
    record: dict[str, Any] = notebook.metadata.get("papermill", {})
    record["input_path"] = "district_report.ipynb"
    record["output_path"] = f"{task.stem}.ipynb"
    for cell in notebook.cells:
        if "injected-parameters" in cell.metadata.get("tags", []):
            lines = [f"{name} = {value!r}" for name, value in task.parameters.items()]
            cell.source = "\n".join(["# Parameters", *lines])
    return str(nbformat.writes(notebook))  # type: ignore[no-untyped-call]


def write_whole(path: Path, content: str) -> None:
    """Write a file so that it is there whole or not at all.

    Parameters
    ----------
    path
        Where to.
    content
        What.
    """
    half = path.with_name(f".{path.name}.half")
    half.write_text(content, encoding="utf-8", newline="\n")
    half.replace(path)
