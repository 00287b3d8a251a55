"""The children that run cells: each alone, each fault told truthfully, as a kernel would."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
import psutil
import pytest

from dxanalysis.batch.execution import cells
from dxanalysis.batch.execution import pool as pool_module
from dxanalysis.batch.execution.jobs import Limits, PageResult, PageTask, Setting
from dxanalysis.batch.execution.pool import Pool
from dxanalysis.batch.execution.run import run
from tests.batches import shared_pool

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxanalysis.batch.execution.jobs import Job

pytestmark = [pytest.mark.slow, pytest.mark.unix]  # kernels fork on Linux

DEEDS = {
    "look": "pass",
    "leak": "import builtins, pandas; builtins.leaked = True; pandas.options.display.max_rows = 7",
    "look again": "pass",
    "fail": "raise ValueError('planted')",
    "leave": "import os; os._exit(3)",
    "killed": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    "crash": "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
    "sleep": """
import time
while True:
    try:
        time.sleep(60)
    except BaseException:
        pass
""",
}
"""What the notebook does. The last swallows every interrupt, as a bare ``except`` would."""

LOOK = """
import builtins, json, os, random
import numpy, pandas
print(json.dumps({
    "pid": os.getpid(), "parent": os.getppid(), "leaked": hasattr(builtins, "leaked"),
    "rows": pandas.options.display.max_rows, "draw": [random.random(), numpy.random.rand()],
    "folder": os.getcwd(),
}))
"""


def notebook_of(deeds: Mapping[str, str], path: Path) -> Path:
    book = nbformat.v4.new_notebook()
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "", "language": "python"}
    parameters = nbformat.v4.new_code_cell('deed: str = ""')
    parameters.metadata["tags"] = ["parameters"]
    acts = "\n".join(f"if deed == {name!r}:\n    exec({code!r})" for name, code in deeds.items())
    book.cells = [parameters, *(nbformat.v4.new_code_cell(code) for code in (LOOK, acts))]
    nbformat.write(book, path)
    return path


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, PageResult], Path]:
    folder = tmp_path_factory.mktemp("kernels")
    out = folder / "out"
    out.mkdir()
    tasks = [
        PageTask(
            code=f"{place:03d}",
            name=name,
            stem=name.replace(" ", "-"),
            parameters={"deed": name},
            key="",
        )
        for place, name in enumerate(DEEDS)
    ]
    setting = Setting(
        notebook=notebook_of(DEEDS, folder / "deeds.ipynb"),
        folder=folder,
        out=out,
        work=out / ".work",
        lang="en",
        jobs=2,
        limits=Limits(cell_seconds=3, retries=0),
    )
    results = run(tasks, setting, pool=shared_pool())
    return {task.name: result for task, result in zip(tasks, results, strict=True)}, out


def seen(out: Path, name: str) -> dict[str, object]:
    book = nbformat.read(out / f"{name.replace(' ', '-')}.ipynb", as_version=4)
    printed = [cell.outputs[0].text for cell in book.cells if cell.get("outputs")]
    content: dict[str, object] = json.loads(printed[0])
    return content


def test_every_fault_is_told_as_what_it_was(ran: tuple[dict[str, PageResult], Path]) -> None:
    results, _ = ran
    states = {name: result.status for name, result in results.items()}
    good = {"look", "leak", "look again"}
    assert {name for name, state in states.items() if state == "ok"} == good
    assert {result.kernel for result in results.values()} == {"forked"}
    assert "ValueError: planted" in results["fail"].error
    ends = {"leave": (3, "exit 3"), "killed": (-9, "SIGKILL"), "crash": (-11, "SIGSEGV")}
    for name, (code, told) in ends.items():
        assert results[name].exit_code == code
        assert told in results[name].error
    assert "Timeout" in results["sleep"].error
    faults = {name: result.fault for name, result in results.items() if result.fault}
    assert faults == {
        "fail": "cell",
        "leave": "kernel",
        "killed": "memory",  # who kills a kernel that nobody here killed is the system, for memory
        "crash": "kernel",
        "sleep": "timeout",
    }
    assert all(result.peak_mb and result.peak_mb > 50 for result in results.values())


def test_units_that_fail_leave_no_page(ran: tuple[dict[str, PageResult], Path]) -> None:
    _, out = ran
    assert {path.stem for path in out.glob("*.html")} == {"look", "leak", "look-again"}
    assert {path.stem for path in out.glob("*.ipynb")} == {"look", "leak", "look-again"}


def test_each_kernel_is_a_process_of_its_own_and_inherits_nothing(
    ran: tuple[dict[str, PageResult], Path],
) -> None:
    _, out = ran
    one, other = seen(out, "look"), seen(out, "look again")
    assert one["pid"] != other["pid"]
    assert one["parent"] == other["parent"], "both are forked from the hub, which runs no notebook"
    assert one["draw"] != other["draw"], "random numbers are each kernel's own"
    for kernel in (one, other):
        assert kernel["leaked"] is False
        assert kernel["rows"] == 60
        assert kernel["folder"] == str(out.parent)


def test_nothing_runs_on_after_a_batch(ran: tuple[dict[str, PageResult], Path]) -> None:
    _, out = ran
    for name in ("look", "leak"):
        assert not Path(f"/proc/{seen(out, name)['pid']}").exists()
    hub = psutil.Process(int(str(seen(out, "look")["parent"])))
    assert hub.children() == [], "what runs papermill has ended too"


def test_a_driver_that_is_killed_takes_its_hub_along_while_it_loads_and_after() -> None:
    code = (
        "import sys, time\n"
        "from dxanalysis.batch.execution.pool import Pool\n"
        "with Pool() as pool:\n"
        "    if sys.argv[1:]:\n"
        "        pool.grow(1)\n"
        "    print(pool._hubs[0]._process.pid, flush=True)\n"
        "    time.sleep(60)\n"
    )
    for waits in ([], ["ready"]):
        with subprocess.Popen(
            [sys.executable, "-c", code, *waits],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as driver:
            assert driver.stdout is not None
            process = psutil.Process(int(driver.stdout.readline()))
            driver.kill()
            assert driver.stderr is not None
            assert driver.stderr.read() == "", "it says nothing, and holds the pipe no longer"
        psutil.wait_procs([process], timeout=60)
        assert not process.is_running()


CELLS = {
    "streams": "import sys; print('một'); print('hai', file=sys.stderr); print('ba', end='')",
    "past Python": "import os, subprocess; os.write(1, 'bốn'.encode()); "
    "subprocess.run(['echo', 'năm'], check=True); import time; time.sleep(1)",  # a kernel's is late
    "a magic": "!echo six",
    "a result": "import pandas as pd; pd.DataFrame({'a': [1]})",
    "displays": "from IPython.display import HTML, display\n"
    "handle = display(HTML('<b>7</b>'), display_id='same'); display(HTML('<i>8</i>'), 'x')\n"
    "handle.update(HTML('<b>9</b>'))",
    "cleared": "from IPython.display import clear_output\nprint('gone'); clear_output(); print(10)",
    "a figure": "import matplotlib.pyplot as plt\nplt.figure(figsize=(1, 1)); plt.plot([1, 2]);",
    "a wait": "import asyncio\nawait asyncio.sleep(0)\nasyncio.get_running_loop().is_running()",
    "many lines": "for n in range(3000): print(n)",
    "the shell": "import pathlib\nshell = get_ipython()\n"
    "(type(shell), shell.profile, pathlib.Path(shell.profile_dir.location).is_dir(), _dh == "
    "[pathlib.Path.cwd()], shell.starting_dir == str(pathlib.Path.cwd()), shell.history_length)",
    "stored": "kept = 11\n%store kept\ndel kept\n%store -r kept\nkept",
}

ERRORS = ("input('?')", "def f(x):\n    return 1 / x\n\nf(0)", "1 +")


@pytest.mark.parametrize("way", ["forked", "cold"])
def test_cells_say_what_they_would_say_in_a_kernel(tmp_path: Path, way: str) -> None:
    book = nbformat.v4.new_notebook()
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "", "language": "python"}
    for code in CELLS.values():
        book.cells.append(nbformat.v4.new_code_cell(code))
    made = {}
    for name, more in {"ours": "", "kernel's": "%gui"}.items():
        asks = nbformat.v4.new_code_cell(more)
        nbformat.write(
            nbformat.from_dict({**book, "cells": [*book.cells, asks]}), tmp_path / "cells.ipynb"
        )
        result = run_one(tmp_path, way)
        assert (result.error, result.kernel) == ("", "kernel" if more else way)
        assert result.needs == more
        made[name] = nbformat.read(tmp_path / "out" / "one.ipynb", as_version=4)
    for name, ours, theirs in zip(CELLS, made["ours"].cells, made["kernel's"].cells, strict=False):
        assert calm(ours) == calm(theirs), name
        assert set(ours.metadata.execution) == set(theirs.metadata.execution), name
        assert ours.execution_count == theirs.execution_count
    assert made["ours"].metadata.language_info == made["kernel's"].metadata.language_info


def test_the_kernel_that_all_take_over_is_made_without_a_file(tmp_path: Path) -> None:
    code = (
        "import sys, threading\n"
        "from dxanalysis.batch.execution import cells, shell\n"
        "shell.kernel()\n"
        "print(threading.active_count(), shell.kernel() is shell.kernel())"
    )
    folders = {name: str(tmp_path) for name in ("HOME", "TMPDIR", "IPYTHONDIR")}
    environment = {**os.environ, **folders, "PYTHONDONTWRITEBYTECODE": "1"}
    said = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert said.stdout.split() == ["1", "True"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("code", ERRORS)
def test_errors_are_those_of_a_kernel(tmp_path: Path, code: str) -> None:
    told = []
    for more in ("", "%gui"):
        write_cells(tmp_path, f"{code}", more)
        result = run_one(tmp_path)
        assert (result.fault, result.cell) == ("cell", 1)
        book = nbformat.read(tmp_path / "failed" / "one.ipynb", as_version=4)
        told.append((result.error, calm(book.cells[0])))
    assert told[0] == told[1]


def calm(cell: nbformat.NotebookNode) -> str:
    """Write what a cell gave, without what is another each time."""
    merged: list[dict[str, object]] = []
    for output in cell.outputs:
        if output.output_type == "stream" and merged and merged[-1].get("name") == output.name:
            merged[-1]["text"] = f"{merged[-1]['text']}{output.text}"
        else:
            merged.append(dict(output))
    # A kernel's two streams are sent side by side.
    streams = sorted((one for one in merged if "text" in one), key=lambda one: str(one["name"]))
    return json.dumps([*streams, *(one for one in merged if "text" not in one)], default=str)


def run_one(folder: Path, way: str = "forked", code: str = "one", **limits: float) -> PageResult:
    out = folder / "out"
    out.mkdir(exist_ok=True)
    setting = Setting(
        notebook=folder / "cells.ipynb",
        folder=folder,
        out=out,
        work=folder / "work",
        failed=folder / "failed",
        lang="en",
        limits=Limits(retries=0, **limits),  # type: ignore[arg-type]
    )
    task = PageTask(code, "One", "one", {}, key="")
    with pytest.MonkeyPatch.context() as patch:
        if way == "cold":
            patch.setattr(Pool, "take", take_cold)
        (result,) = run([task], setting, pool=shared_pool())
    return result


REAL_TAKE = Pool.take


def take_cold(pool: Pool, job: Job) -> None:
    REAL_TAKE(pool, dataclasses.replace(job, warm=False))


def write_cells(folder: Path, *sources: str) -> None:
    book = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(source) for source in sources],
        metadata={"kernelspec": {"name": "python3", "display_name": "", "language": "python"}},
    )
    nbformat.write(book, folder / "cells.ipynb")


def test_a_notebook_with_widgets_is_run_in_a_kernel_and_that_is_said(tmp_path: Path) -> None:
    write_cells(tmp_path, "1 + 1", "import ipywidgets\nipywidgets.IntSlider(3)")
    result = run_one(tmp_path)
    assert (result.status, result.kernel, result.needs) == ("ok", "kernel", "comm_open")
    book = nbformat.read(tmp_path / "out" / "one.ipynb", as_version=4)
    assert "application/vnd.jupyter.widget-view+json" in book.cells[1].outputs[0].data
    assert book.metadata.widgets


def test_memory_has_a_limit(tmp_path: Path) -> None:
    write_cells(tmp_path, "taken = bytearray(300_000_000)")
    assert run_one(tmp_path, memory_mb=200).fault == "memory"
    assert run_one(tmp_path, memory_mb=900).status == "ok"


@pytest.mark.slow
def test_what_lies_in_the_current_folder_is_never_run(tmp_path: Path) -> None:
    """Neither while loading, nor in a child, nor in a kernel."""
    trap = tmp_path / "trap"
    trap.mkdir()
    for name in ("seaborn", "ipykernel_launcher", "papermill", "random", "folium", "psutil"):
        (trap / f"{name}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'a').write('{name} ')")
    look = "import seaborn, folium\nprint(seaborn.__version__)"
    code = (
        "import pathlib, sys\n"
        f"sys.path.insert(0, {str(Path(__file__).parents[1])!r})\n"
        "from tests.test_kernels import run_one, write_cells\n"
        "from dxanalysis.batch.execution import pool\n"
        "top = pathlib.Path.cwd()\n"
        f"for more in ('', '%gui'):\n"
        f"    write_cells(top, {look!r}, more)\n"
        "    for way in ('forked', 'cold'):\n"
        "        print(run_one(top, way).status)\n"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], cwd=trap, capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["ok"] * 4, done.stderr
    assert not (tmp_path / "ran").exists()


def test_a_clock_that_is_moved_back_while_a_cell_runs_does_no_harm() -> None:
    """Papermill times cells by it, and a result takes no time that is below nothing."""
    from dxanalysis.batch.execution import worker

    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1")])
    book.cells[0].metadata.papermill = {"duration": -3599.5}
    assert worker._cell_seconds(book) == (0.0,)


def test_grandchildren_end_with_their_unit(tmp_path: Path) -> None:
    pidfile = tmp_path / "pid"
    code = (
        "import subprocess, pathlib\n"
        f"child = subprocess.Popen(['sleep', '300'])\n"
        f"pathlib.Path({str(pidfile)!r}).write_text(str(child.pid))"
    )
    write_cells(tmp_path, code)
    assert run_one(tmp_path).status == "ok"
    with contextlib.suppress(psutil.NoSuchProcess):  # a zombie that nobody reaps has ended too
        assert psutil.Process(int(pidfile.read_text())).status() == psutil.STATUS_ZOMBIE


@pytest.mark.slow
def test_where_forking_is_not_safe_units_are_made_one_by_one_in_several_hubs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cells, "can_fork", lambda: False)
    assert not cells.is_safe_to_fork()
    monkeypatch.setattr(
        pool_module.cells,
        "command",
        lambda module: [part.replace("from ", f"{UNFORKED}from ", 1) for part in COMMAND(module)],
    )
    write_cells(tmp_path, "import os; print(os.getpid())")
    with Pool() as pool, monkeypatch.context() as patch:
        pool.grow(2)
        assert len(pool._hubs) == 2
        patch.setattr("tests.test_kernels.shared_pool", lambda: pool)
        result = run_one(tmp_path)
        assert (result.status, result.kernel) == ("ok", "cold")
        write_cells(tmp_path, DEEDS["sleep"])
        assert run_one(tmp_path, unit_seconds=2).fault == "timeout"
        assert run_one(tmp_path, cell_seconds=1).fault == "timeout"
        children = psutil.Process().children(recursive=True)
    assert not [one for one in children if one.is_running() and "hub" in str(one)]


COMMAND = cells.command
UNFORKED = "import dxanalysis.batch.execution.cells as c; c.can_fork = lambda: False; "
