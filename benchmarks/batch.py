"""Set a batch against what one would do without it: ``python benchmarks/batch.py``.

The real district notebook on the embedded province, a notebook and a page written of each of the
twelve areas. Printed of each way: seconds, processor seconds, and how many processors others kept
busy meanwhile (a run with more than 0.25 of them says little); then the ratios and what they are to
be. Ours is the whole command, with the province's page, the map and the tables, which the other
ways do not make.

``--quick`` takes three areas and leaves out what takes sixty: to see that it works.

``--rates`` instead makes sixty pages on one and on two processors and with two and four Dask
workers, and prints how many a minute. Start-up counts; where others keep processors busy the
figures say little, and the last column says how busy.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import dataclasses
import functools
import json
import multiprocessing
import os
import shlex
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dxanalysis.batch.execution.jobs import PageResult, PageTask, Setting

ROOT = Path(__file__).resolve().parent.parent
WORKSPACE = ROOT / "data" / "son-la"
NOTEBOOK = ROOT / "notebooks" / "district_report.ipynb"
BIN = Path(sys.executable).parent
TIMES = 5
"""Sixty units are the twelve areas so many times."""


@dataclasses.dataclass
class Took:
    """What one way took."""

    wall: float
    processor: float
    others: float


def measure(command: Sequence[str], *, cwd: Path = ROOT) -> Took:
    """Run a command and see what it takes, its children and theirs included."""
    before, used = _busy(), _children()
    start = time.monotonic()
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    wall = time.monotonic() - start
    if done.returncode:
        sys.exit(f"{shlex.join(command)} ended with {done.returncode}:\n{done.stderr[-3000:]}")
    processor = _children() - used
    return Took(wall, processor, max(0.0, (_busy() - before - processor) / wall))


def _busy() -> float:
    """Read how many seconds all processors together were busy since the machine started."""
    times = psutil.cpu_times()
    return float(sum(times) - times.idle - getattr(times, "iowait", 0.0))


def _children() -> float:
    """Read how many processor seconds ended children took."""
    times = os.times()
    return times.children_user + times.children_system


# ---- the other ways ------------------------------------------------------------------------------


def _one(code: str, out: Path) -> str:
    """Make one page as the documentation of papermill and nbconvert says."""
    book = shlex.quote(str(out / f"{code}.ipynb"))
    return (
        f"{BIN}/papermill --no-progress-bar --cwd {NOTEBOOK.parent} {NOTEBOOK} {book} "
        f"-r unit_code {code} && {BIN}/jupyter nbconvert --to html {book}"
    )


def loop(codes: Sequence[str], out: Path) -> list[str]:
    """One after the other, in a shell."""
    return ["sh", "-ec", "\n".join(_one(code, out) for code in codes)]


def two_at_a_time(codes: Sequence[str], out: Path) -> list[str]:
    """Two at a time, by xargs."""
    lines = "\n".join(codes)
    each = _one("$1", out).replace(shlex.quote(str(out / "$1.ipynb")), f'"{out}/$1.ipynb"')
    return [
        "sh",
        "-ec",
        f"printf '%s\\n' {shlex.quote(lines)} | xargs -P2 -I@ sh -ec {shlex.quote(each)} sh @",
    ]


def execute_and_render(code: str, out: str) -> None:
    """Make one page by papermill and nbconvert as libraries."""
    import papermill  # noqa: PLC0415 - what each process of the pool has to load
    from nbconvert.exporters import HTMLExporter  # noqa: PLC0415

    book = papermill.execute_notebook(
        str(NOTEBOOK),
        f"{out}/{code}.ipynb",
        parameters={"unit_code": code},
        cwd=str(NOTEBOOK.parent),
        progress_bar=False,
    )
    page, _ = HTMLExporter().from_notebook_node(book)
    Path(out, f"{code}.html").write_text(page, encoding="utf-8")


def pool(codes: Sequence[str], out: Path) -> None:
    """Two processes that take one area after the other."""
    with multiprocessing.get_context("spawn").Pool(2) as workers:
        workers.starmap(execute_and_render, [(code, str(out)) for code in codes], chunksize=1)


def plain_functions(codes: Sequence[str], out: Path, *, reads: bool = True) -> None:
    """Run the notebook's cells as a function in two forked processes that have loaded all code.

    With ``reads``, each reads the workspace as the notebook's own cell does; without, the analysis
    is inherited too: less than that cannot be done, and no notebook is written.
    """
    import dxanalysis as dx  # noqa: PLC0415 - only here
    from dxanalysis import charts, pages  # noqa: F401, PLC0415 - loaded before the fork

    analysis = dx.analyse(dx.open_workspace(WORKSPACE))
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    # Without the cells of parameters and of reading, which stand for what is handed over here.
    blocks = [source for source in sources if "dx.pages" in source or "dx.charts" in source]
    tasks = [
        (f"{code}-{turn}", code) for turn in range(len(codes) // 12 or 1) for code in codes[:12]
    ]
    context = multiprocessing.get_context("fork")
    global _show  # noqa: PLW0603 - inherited by the fork; a pool would pickle it

    def _show(stem: str, code: str) -> None:
        own = dx.analyse(dx.open_workspace(WORKSPACE)) if reads else analysis
        names: dict[str, Any] = {"dx": dx, "analysis": own, "lang": "vi", "unit_code": code}
        names["area"] = own.area(code)
        parts = []
        for block in blocks:
            tree = ast.parse(block)
            last = tree.body.pop()
            exec(compile(tree, "cell", "exec"), names)  # noqa: S102 - our own notebook
            assert isinstance(last, ast.Expr)
            shown = eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # noqa: S307
            parts.append(shown._repr_html_())
        (out / f"{stem}.html").write_text("".join(parts), encoding="utf-8")

    with context.Pool(2) as workers:
        workers.starmap(_call, tasks, chunksize=1)


_show: Callable[[str, str], None]


def _call(stem: str, code: str) -> None:
    """Call what the process inherited."""
    _show(stem, code)


# ---- ours ----------------------------------------------------------------------------------------


def ours(codes: Sequence[str], out: Path) -> list[str]:
    """Make the whole site."""
    return [f"{BIN}/dxanalysis", "report", "--out", str(out), "--only", *codes]


def ours_without_fork(codes: Sequence[str], out: Path) -> None:
    """Make the whole site as on a system where nothing is forked."""
    from dxanalysis.batch.execution import cells  # noqa: PLC0415 - only here
    from dxanalysis.cli import main  # noqa: PLC0415

    written = cells.command
    unforked = "import dxanalysis.batch.execution.cells as c; c.can_fork = lambda: False; "

    def command(module: str) -> list[str]:
        *interpreter, start = written(module)
        path, _, rest = start.partition("from ")
        return [*interpreter, f"{path}{unforked}from {rest}"]

    cells.command = command
    assert main(["report", "--out", str(out), "--only", *codes]) == 0
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert {unit["kernel"] for unit in manifest["units"]} == {"cold"}


def ours_many(codes: Sequence[str], out: Path, *, jobs: int | None = None, dask: int = 0) -> None:
    """Make the pages of the same areas several times over, in one batch."""
    from dxanalysis import analyse, handover, open_workspace, own_process  # noqa: PLC0415 - only here
    from dxanalysis.batch.execution.jobs import Setting  # noqa: PLC0415
    from dxanalysis.batch.execution.pool import Pool  # noqa: PLC0415
    from dxanalysis.batch.execution.run import run  # noqa: PLC0415
    from dxanalysis.batch.options import ReportOptions  # noqa: PLC0415
    from dxanalysis.batch.plan import plan  # noqa: PLC0415

    own_process.claim()  # as the command
    own_process.settle_pandas()
    call = handover.call(WORKSPACE, boundaries=None, keep_going=False)
    out.mkdir(exist_ok=True)
    with contextlib.ExitStack() as held:
        pool = None if dask else held.enter_context(Pool())  # loads meanwhile, as in the command
        analysis = analyse(open_workspace(WORKSPACE))
        once = plan(analysis, ReportOptions(out, NOTEBOOK, "vi"), folder=WORKSPACE.parent)
        tasks = [
            dataclasses.replace(task, code=f"{task.code}-{turn}", stem=f"{task.stem}-{turn}")
            for turn in range(TIMES)
            for task in once
            if task.code in codes
        ]
        held.enter_context(handover.handed_over(analysis, call, out / "prepared.pickle"))
        setting = Setting(NOTEBOOK, WORKSPACE.parent, out, out / ".work", "vi", jobs=jobs)
        results = _on_dask(tasks, setting, dask) if dask else run(tasks, setting, pool=pool)
    assert {result.kernel for result in results} == {"forked"}
    assert {result.status for result in results} == {"ok"}


def _on_dask(tasks: list[PageTask], setting: Setting, workers: int) -> list[PageResult]:
    """Make pages with workers of one thread each, on this machine."""
    from distributed import LocalCluster  # noqa: PLC0415 - an extra

    from dxanalysis import open_workspace  # noqa: PLC0415 - only here
    from dxanalysis.batch.execution.cluster import run_on_cluster  # noqa: PLC0415
    from dxanalysis.batch.state.freshness import input_files  # noqa: PLC0415

    files = input_files(open_workspace(WORKSPACE))
    with LocalCluster(
        n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        return run_on_cluster(cluster.scheduler_address, tasks, setting, files=files)


PARTS: dict[str, Callable[[Sequence[str], Path], None]] = {
    "pool": pool,
    "plain": plain_functions,
    "bare": functools.partial(plain_functions, reads=False),
    "cold": ours_without_fork,
    "many": ours_many,
    "local-1": functools.partial(ours_many, jobs=1),
    "local-2": functools.partial(ours_many, jobs=2),
    "dask-2": functools.partial(ours_many, dask=2),
    "dask-4": functools.partial(ours_many, dask=4),
}
"""Ways that are Python, each run in a process of its own."""


def _part(name: str, codes: Sequence[str], out: Path) -> list[str]:
    """Name a way that is Python as a command."""
    return [sys.executable, __file__, "--part", name, "--out", str(out), "--areas", *codes]


def areas() -> list[str]:
    """List the areas of the embedded province."""
    from dxanalysis import units  # noqa: PLC0415 - not in the measured processes

    return sorted(set(units.former_districts(province="14")["district_code"]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--rates", action="store_true")
    parser.add_argument("--part", choices=sorted(PARTS), help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--areas", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part:
        PARTS[options.part](options.areas, options.out)
        return
    if options.rates:
        _tell_rates()
        return
    codes = areas()[:3] if options.quick else areas()
    took: dict[str, Took] = {}
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(ROOT):
        top = Path(folder)

        def go(name: str, make: Callable[[Sequence[str], Path], list[str]], files: int) -> None:
            out = top / name.replace(" ", "-")
            out.mkdir(exist_ok=True)
            took[name] = one = measure(make(codes, out))
            made = [path for path in out.rglob("*.html") if path.name[0].isdigit()]
            assert len(made) == files, f"{name} made {len(made)} pages, not {files}"
            print(
                f"{name:32}{one.wall:8.1f} s{one.processor:9.1f} CPU-s   others {one.others:.2f}",
                flush=True,
            )

        count = len(codes)
        go("ours", ours, count)
        took["again"] = measure(ours(codes, top / "ours"))
        print(f"{'ours, nothing to do':32}{took['again'].wall:8.2f} s")
        go("ours without fork", lambda *where: _part("cold", *where), count)
        go("pool of two", lambda *where: _part("pool", *where), count)
        go("xargs -P2", two_at_a_time, count)
        go("shell loop", loop, count)
        if not options.quick:
            many = count * TIMES
            go("ours, sixty", lambda *where: _part("many", *where), many)
            go(
                "plain functions, sixty",
                lambda codes, out: _part("plain", list(codes) * TIMES, out),
                many,
            )
            go(
                "the same, read once, sixty",
                lambda codes, out: _part("bare", list(codes) * TIMES, out),
                many,
            )
    _tell(took)


def _tell_rates() -> None:
    """Make sixty pages in four ways, and print how many a minute."""
    codes, one = areas(), 0.0
    print(f"{'':12}{'pages a minute':>16}{'of one local':>14}{'others busy':>13}")
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(ROOT):
        for name in ("local-1", "local-2", "dask-2", "dask-4"):
            out = Path(folder) / name
            took = measure(_part(name, codes, out))
            rate = len(list(out.glob("*.html"))) / took.wall * 60
            one = one or rate
            print(f"{name:12}{rate:16.0f}{rate / one:14.2f}{took.others:13.2f}", flush=True)


def _tell(took: dict[str, Took]) -> None:
    """Print the ratios and what they are to be."""
    rows = [
        (
            f"{name} / {other}",
            took[name].wall / (took[other].wall * times),
            took[name].processor / (took[other].processor * times),
            goal,
        )
        for name, other, times, goal in (
            ("ours", "shell loop", 1, 0.06),
            ("ours", "xargs -P2", 1, 0.40),
            ("ours", "pool of two", 1, 0.60),
            ("ours, sixty", "shell loop", TIMES, 0.17),
            ("ours, sixty", "plain functions, sixty", 1, 1.35),
            ("ours, sixty", "the same, read once, sixty", 1, 1.5),
            ("ours without fork", "shell loop", 1, 0.20),
        )
        if name in took and other in took
    ]
    again = took["again"]
    rows.append(("ours, nothing to do (s)", again.wall, again.processor, 1.5))
    print(f"\n{'':44}{'time':>8}{'processor':>11}{'at most':>10}")
    for name, ratio, processor, goal in rows:
        said = f"{processor:11.2f}{goal:10.2f}  {'ok' if ratio <= goal else 'MISSED'}"
        print(f"{name:44}{ratio:8.2f}{said}")


if __name__ == "__main__":
    main()
