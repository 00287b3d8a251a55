"""Warm kernels: each alone, each fault told truthfully, nothing left behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
import pytest

from dxanalysis.batch.execution import kernels, zygote
from dxanalysis.batch.execution.jobs import Limits, PageResult, PageTask
from dxanalysis.batch.execution.run import run

if TYPE_CHECKING:
    from collections.abc import Mapping

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="kernels fork on Linux"
)

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
    results = run(
        tasks,
        notebook=notebook_of(DEEDS, folder / "deeds.ipynb"),
        folder=folder,
        out=out,
        lang="en",
        jobs=2,
        limits=Limits(cell_seconds=3, retries=0),
    )
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
    assert one["parent"] == other["parent"] != os.getpid(), "both are the zygote's"
    assert one["draw"] != other["draw"], "random numbers are each kernel's own"
    for kernel in (one, other):
        assert kernel["leaked"] is False
        assert kernel["rows"] == 60
        assert kernel["folder"] == str(out.parent)


def test_nothing_runs_on_after_a_batch(ran: tuple[dict[str, PageResult], Path]) -> None:
    _, out = ran
    for name in ("look", "leak"):
        assert not Path(f"/proc/{seen(out, name)['pid']}").exists()
    assert not Path(f"/proc/{seen(out, 'look')['parent']}").exists()


def test_a_driver_that_is_killed_takes_its_zygote_along() -> None:
    code = (
        "import os, sys, time\n"
        "from dxanalysis.batch.execution.kernels import Zygote\n"
        "with Zygote() as zygote:\n"
        "    print(zygote.address, flush=True)\n"
        "    time.sleep(60)\n"
    )
    driver = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert driver.stdout is not None
    address = driver.stdout.readline().strip()
    zygotes = [
        path.parent
        for path in Path("/proc").glob("[0-9]*/cmdline")
        if address.encode() in path.read_bytes()
    ]
    assert len(zygotes) == 1
    driver.kill()
    driver.wait()
    driver.stdout.close()
    until = time.monotonic() + 5
    while zygotes[0].exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert not zygotes[0].exists()


def test_where_forking_is_not_safe_kernels_start_cold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernels.sys, "platform", "darwin")
    with kernels.Zygote() as zygote:
        assert zygote.address is None


def test_a_zygote_with_threads_refuses(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(zygote, "SAFE_THREADS", 0)
    monkeypatch.setattr(zygote.preload, "load", lambda: None)
    zygote.main(str(tmp_path / "never"))
    assert "unsafe" in json.loads(capsys.readouterr().out)
    assert not (tmp_path / "never").exists()
