"""Everything that may go wrong in a batch, one by one: told as what it was, the others whole.

Kernels that die or hang are in ``test_kernels.py`` as well, there without a site around them.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from html import unescape
from typing import TYPE_CHECKING

import nbformat
import psutil
import pytest

from dxanalysis.batch import province_page
from dxanalysis.batch import site as site_module
from dxanalysis.batch.execution import pool as pool_module
from dxanalysis.batch.execution import run as run_module
from dxanalysis.batch.execution.jobs import Limits, PageTask, Setting
from dxanalysis.batch.execution.pool import Pool
from dxanalysis.batch.execution.run import Done, run
from dxanalysis.batch.execution.signals import Stop
from dxanalysis.errors import BatchStoppedError, OutputError
from dxanalysis.lang import text
from tests.batches import LAST, Planner, events, make, planner, shared_pool

if TYPE_CHECKING:
    from pathlib import Path

    from dxanalysis.batch.execution.jobs import Job, PageResult
    from dxanalysis.batch.site import Site

pytestmark = [pytest.mark.slow, pytest.mark.unix]  # faults are those of Unix

TOLD = {
    "116": ("fail", "cell", "ValueError: planted"),
    "118": ("exit", "cell", "SystemExit: 2"),
    "119": ("exit quietly", "cell", "SystemExit: 0"),
    "120": ("leave", "kernel", "exit 3"),
    "121": ("killed", "memory", "SIGKILL"),
    "122": ("crash", "kernel", "SIGSEGV"),
    "123": ("hungry", "memory", "MemoryError"),
    "124": ("swallow", "timeout", "CellTimeoutError"),
}
"""What each area's notebook does, what it is called, and what is said of it."""

GOOD = {"125", "126", "127", "128"}
ONCE = "128"
"""Its kernel is killed at the first try only."""


@pytest.fixture(scope="module")
def workspace(son_la: Path, tmp_path_factory: pytest.TempPathFactory) -> Planner:
    return planner(son_la, tmp_path_factory.mktemp("faults"))


@pytest.fixture(scope="module")
def faulty(workspace: Planner, tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Path]:
    """Make one site in which eight of twelve areas fail, each in another way."""
    out = tmp_path_factory.mktemp("faulty") / "site"
    deeds = {code: deed for code, (deed, _, _) in TOLD.items()}
    workspace.tell({**deeds, ONCE: "killed once"})
    made = make(workspace, out, jobs=2, limits=Limits(cell_seconds=2, retries=1))
    return made, out


def unit(out: Path, code: str) -> dict[str, object]:
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    found: dict[str, object] = next(one for one in manifest["units"] if one["code"] == code)
    return found


# ---- one area after another goes wrong -----------------------------------------------------------


@pytest.mark.parametrize("code", TOLD)
def test_manifest_record_and_card_tell_the_fault(faulty: tuple[Site, Path], code: str) -> None:
    _, out = faulty
    _, fault, told = TOLD[code]
    entry = unit(out, code)
    assert (entry["status"], entry["html"], entry["ipynb"]) == ("failed", None, None)
    assert told in str(entry["error"])
    assert "cell 4 (“import json, pathlib”)" in str(entry["error"]), "the failing cell"
    record = next(line for line in events(out, "unit") if line["code"] == code)
    assert (record["fault"], record["cell"], record["error"]) == (fault, 4, entry["error"])
    assert str(entry["error"]) in unescape((out / "index.html").read_text(encoding="utf-8"))


def test_the_others_are_whole_and_nothing_half_made_is_left(faulty: tuple[Site, Path]) -> None:
    made, out = faulty
    assert {result.code for result in made.units if result.status == "ok"} == GOOD
    pages = {path.name[:3] for path in (out / "units").iterdir()}
    assert pages == GOOD
    assert not (out / ".work").exists()
    for code in GOOD:
        page = (out / str(unit(out, code)["html"])).read_text(encoding="utf-8")
        assert f"the last cell of {code}" not in page  # what is printed stays in the notebook
        book = (out / str(unit(out, code)["ipynb"])).read_text(encoding="utf-8")
        assert f"the last cell of {code}" in book


def test_what_may_pass_is_tried_again_with_a_cold_kernel(faulty: tuple[Site, Path]) -> None:
    made, out = faulty
    results = {result.code: result for result in made.units}
    assert (results[ONCE].status, results[ONCE].attempts) == ("ok", ("memory",))
    assert unit(out, ONCE)["kernel"] == "cold"
    assert unit(out, "126")["kernel"] == "forked"
    tried = {code: len(result.attempts) + 1 for code, result in results.items()}
    again = {"120", "121", "122", "123", ONCE}
    assert {code for code, times in tried.items() if times == 2} == again, "no error of a cell"
    faults = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["run"]["faults"]
    assert faults["121"] == ["memory", "memory"]
    assert faults[ONCE] == ["memory"]


@pytest.mark.parametrize("code", TOLD)
def test_what_is_left_of_a_failed_notebook_says_what_was_run(
    faulty: tuple[Site, Path], code: str
) -> None:
    _, out = faulty
    (path,) = (out / "failed").glob(f"{code}-*.ipynb")
    book = nbformat.read(path, as_version=4)
    states = [cell.metadata.papermill.status for cell in book.cells]
    assert states == ["completed", "completed", "completed", "failed", "pending"]
    assert book.metadata.papermill.exception is True
    assert book.cells[-1].source == LAST
    assert not book.cells[-1].outputs
    assert str(out.parent) not in path.read_text(encoding="utf-8"), (
        "it tells nothing of the machine"
    )


def test_the_record_tells_how_each_kernel_fared(faulty: tuple[Site, Path]) -> None:
    _, out = faulty
    records = {str(line["code"]): line for line in events(out, "unit")}
    assert records["121"]["exit_code"] == -9
    assert records["122"]["exit_code"] == -11
    assert records["120"]["exit_code"] == 3
    for code in GOOD:
        assert len(records[code]["cells"]) == 4  # type: ignore[arg-type]
        assert records[code]["peak_mb"] > 50  # type: ignore[operator]
    for line in records.values():
        log = next(out.glob(".runs/0*")) / f"{line['stem']}.log"
        assert log.exists() == (log.name == line["log"])
        if log.exists():
            assert str(out.parent) not in log.read_text(encoding="utf-8")


def test_the_next_run_makes_only_what_failed(faulty: tuple[Site, Path], workspace: Planner) -> None:
    made, out = faulty
    workspace.tell()  # mended: the file is no part of what pages are known to depend on
    before = {path.name: path.stat().st_ino for path in (out / "units").iterdir()}
    again = make(workspace, out, jobs=2)
    assert set(again.executed) == set(TOLD)
    assert not again.failed
    assert {result.code for result in again.units} == {result.code for result in made.units}
    after = {path.name: path.stat().st_ino for path in (out / "units").iterdir()}
    assert len(after) == 24
    assert {name: after[name] for name in before} == before, "the others were left as they were"
    assert not (out / "failed").exists()
    assert 'class="card"' not in (out / "index.html").read_text(encoding="utf-8")


# ---- the batch as a whole ------------------------------------------------------------------------


@pytest.fixture
def tasks(workspace: Planner) -> list[PageTask]:
    workspace.tell()
    given = {"workspace": "", "lang": "en", "boundaries": "", "keep_going": False}
    return [
        PageTask(code, code, code, {**given, "unit_code": code}, key=code)
        for code in ("116", "118", "119")
    ]


def run_here(
    workspace: Planner, tasks: list[PageTask], out: Path, **options: object
) -> list[PageResult]:
    out.mkdir(exist_ok=True)
    names = ("limits", "fail_fast", "jobs")
    given = {name: options.pop(name) for name in names if name in options}
    setting = Setting(
        notebook=workspace.notebook,
        folder=workspace.folder,
        out=out,
        work=out / ".work",
        lang="en",
        **{"jobs": 1, **given},  # type: ignore[arg-type]
    )
    return run(tasks, setting, **{"pool": shared_pool(), **options})  # type: ignore[arg-type]


def children() -> dict[int, str]:
    """List the processes that batches started, but for what is kept for the next one."""
    hubs = {hub._process.pid for hub in shared_pool()._hubs}  # one may have been replaced
    kept = _OTHERS | hubs
    for pid in _OTHERS - hubs:  # a browser starts and ends processes as it likes
        with contextlib.suppress(psutil.NoSuchProcess):
            kept |= {child.pid for child in psutil.Process(pid).children(recursive=True)}
    found = {}
    for process in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess, psutil.ZombieProcess):
            if process.pid not in kept and process.status() != psutil.STATUS_ZOMBIE:
                found[process.pid] = " ".join(process.cmdline())
    return found


_OTHERS: set[int] = set()
"""Processes that other tests began and keep, such as the browser."""


@pytest.fixture(autouse=True, scope="module")
def others() -> None:
    """Look what is there before any batch."""
    shared_pool().grow(1)
    _OTHERS.update(child.pid for child in psutil.Process().children(recursive=True))


def test_a_unit_that_takes_too_long_is_ended(
    workspace: Planner, tasks: list[PageTask], tmp_path: Path
) -> None:
    workspace.tell({"116": "endless"})
    slow, quick, _ = run_here(
        workspace, tasks, tmp_path, limits=Limits(unit_seconds=2, retries=3), jobs=2
    )
    assert (slow.fault, slow.attempts, slow.cell) == ("timeout", (), 4)
    assert slow.seconds < 10
    assert quick.status == "ok"


def test_a_lost_process_costs_one_try_and_takes_its_cells_along(
    workspace: Planner, tasks: list[PageTask], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.tell({"116": "slow"})
    taken = Pool.take

    def take_and_lose(self: Pool, job: Job) -> None:
        taken(self, job)
        if job.warm and job.task.code == "116":
            until = time.monotonic() + 60
            while len(children()) < 2 and time.monotonic() < until:
                time.sleep(0.02)
            # Both are children of the hub; what runs papermill was there first.
            both = psutil.Process(hub_of(self)).children()
            worker, _ = sorted(both, key=lambda process: process.create_time())
            worker.kill()

    monkeypatch.setattr(Pool, "take", take_and_lose)
    first, *others = run_here(workspace, tasks, tmp_path)
    assert (first.status, first.attempts, first.kernel) == ("ok", ("worker",), "cold")
    assert {(other.status, other.kernel) for other in others} == {("ok", "forked")}
    assert not children()


def hub_of(pool: Pool) -> int:
    return pool._hubs[0]._process.pid


@pytest.mark.slow
def test_a_hub_that_is_lost_costs_what_runs_one_try(
    workspace: Planner, tasks: list[PageTask], tmp_path: Path
) -> None:
    workspace.tell({"118": "slow"})
    with Pool() as pool:
        pool.grow(1)

        def done(task: PageTask, _: PageResult) -> None:
            if task.code == "116":
                threading.Timer(0.5, psutil.Process(hub_of(pool)).kill).start()

        results = run_here(workspace, tasks, tmp_path, pool=pool, done=done)
    assert [result.attempts for result in results] == [(), ("worker",), ()]
    assert {result.status for result in results} == {"ok"}
    assert not children()


@pytest.mark.slow
def test_a_hub_that_is_stopped_is_replaced(
    workspace: Planner, tasks: list[PageTask], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It ends no unit that is late, and would be waited for without end."""
    monkeypatch.setattr(run_module, "_LATE_SECONDS", 1.0)
    monkeypatch.setattr(run_module, "_DEAF_SECONDS", 1.0)
    workspace.tell()
    with Pool() as pool:
        pool.grow(1)

        def done(task: PageTask, _: PageResult) -> None:
            if task.code == "116":
                psutil.Process(hub_of(pool)).suspend()

        results = run_here(
            workspace, tasks, tmp_path, pool=pool, done=done, limits=Limits(unit_seconds=30)
        )
    # On a busy machine the next unit may be under way, too, when the hub is ended.
    tried = [result.attempts for result in results]
    assert tried[:2] == [(), ("worker",)]
    assert tried[2] in {(), ("worker",)}
    assert {result.status for result in results} == {"ok"}
    assert not children()


@pytest.mark.slow
def test_a_hub_that_is_stopped_while_it_loads_is_replaced(
    workspace: Planner, tasks: list[PageTask], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool_module, "_LOAD_SECONDS", 0.1)
    end = pool_module._Hub.end

    def end_and_wait_longer(hub: pool_module._Hub) -> None:
        end(hub)
        monkeypatch.setattr(pool_module, "_LOAD_SECONDS", 300.0)

    monkeypatch.setattr(pool_module._Hub, "end", end_and_wait_longer)
    with Pool() as pool:
        psutil.Process(hub_of(pool)).suspend()
        results = run_here(workspace, tasks, tmp_path, pool=pool)
    assert {result.status for result in results} == {"ok"}
    assert not children()


def test_a_hub_that_cannot_load_is_one_sentence(
    workspace: Planner, tasks: list[PageTask], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool_module.cells, "command", lambda _: [sys.executable, "-c", "1 / 0"])
    with pytest.raises(OutputError) as refused, Pool() as pool:
        run_here(workspace, tasks, tmp_path, pool=pool)
    assert refused.value.key == "batch.no_process"
    assert not children()


def test_few_open_files_are_enough(
    workspace: Planner, tasks: list[PageTask], tmp_path: Path
) -> None:
    with Pool() as pool:
        pool.grow(3)
        import resource  # there is none on Windows

        resource.prlimit(hub_of(pool), resource.RLIMIT_NOFILE, (64, 64))
        results = run_here(workspace, tasks, tmp_path, pool=pool, jobs=3)
    assert [(result.status, result.kernel) for result in results] == [("ok", "forked")] * 3


def test_little_memory_makes_one_wait_for_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    from dxanalysis.batch.execution import memory

    monkeypatch.setattr(memory, "free_mb", lambda: 1000.0)
    assert memory.workers(None, units=12, need=memory.need_mb([])) == 2
    assert memory.workers(8, units=12, need=memory.need_mb([350.0, None, 200.0])) == 2
    assert memory.workers(8, units=12, need=5000.0) == 1
    monkeypatch.setattr(memory, "free_mb", lambda: 1e6)
    assert memory.workers(8, units=3) == 3
    assert memory.workers(None, units=99) == (os.cpu_count() or 1) + 1


def is_over(workspace: Planner) -> Done:
    """Tell units that outlast another that it is over."""
    told = workspace.folder / "another is over"
    told.unlink(missing_ok=True)
    return lambda *_: told.touch()


def test_want_of_memory_halves_what_runs_at_once(
    workspace: Planner, tasks: list[PageTask], tmp_path: Path
) -> None:
    workspace.tell({"116": "hungry", "118": "outlast"})
    at_once = []
    taken = Pool.take

    def take(self: Pool, job: Job) -> None:
        taken(self, job)
        at_once.append((job.task.code, len(self.running)))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Pool, "take", take)
        results = run_here(
            workspace, tasks, tmp_path, limits=Limits(retries=0), jobs=2, done=is_over(workspace)
        )
    assert [result.fault for result in results] == ["memory", "", ""]
    assert at_once == [("116", 1), ("118", 2), ("119", 1)]


def test_fail_fast_starts_nothing_more(
    workspace: Planner, tasks: list[PageTask], tmp_path: Path
) -> None:
    workspace.tell({"116": "fail", "118": "outlast"})
    results = run_here(workspace, tasks, tmp_path, fail_fast=True, jobs=2, done=is_over(workspace))
    assert [result.status for result in results] == ["failed", "ok", "skipped"]
    assert results[2].error == text("batch.not_tried", "en")


def test_asked_to_stop_it_breaks_off_what_runs_and_leaves_nothing(
    workspace: Planner, tasks: list[PageTask], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.tell({"118": "endless"})
    monkeypatch.setattr(run_module, "_GRACE_SECONDS", 0.5)
    stop = Stop()
    told = []

    def done(task: PageTask, result: PageResult) -> None:
        told.append((task.code, result.status))
        threading.Timer(1, lambda: stop(0, None)).start()

    results = run_here(workspace, tasks, tmp_path, stop=stop, done=done)
    assert told == [("116", "ok")]
    assert [result.status for result in results] == ["ok", "skipped", "skipped"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["116.html", "116.ipynb"]
    assert not children()
    with pytest.raises(KeyboardInterrupt):
        stop(0, None)  # the second time everything ends


def test_a_full_disk_ends_the_batch_with_one_sentence(
    workspace: Planner, tasks: list[PageTask], tmp_path: Path
) -> None:
    out = tmp_path / "small"
    out.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=48k", "tmpfs", out], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no file system can be mounted here")
    try:
        (out / "ballast").write_bytes(b"0" * 40_000)
        with pytest.raises(OutputError) as refused:
            run_here(workspace, tasks, out)
        assert "No space left on device" in refused.value.sentence("en")
        assert [path.name for path in out.iterdir()] == ["ballast"]
    finally:
        subprocess.run(["umount", "-l", out], check=True)


def test_a_file_that_cannot_grow_ends_the_batch_with_one_sentence(
    workspace: Planner, tasks: list[PageTask], tmp_path: Path
) -> None:
    """As a full disk, where none can be mounted: the units may write only small files."""
    told: list[PageResult] = []
    with Pool() as pool:
        pool.grow(1)
        import resource  # there is none on Windows

        resource.prlimit(hub_of(pool), resource.RLIMIT_FSIZE, (1000, -1))
        with pytest.raises(OutputError) as refused:
            run_here(
                workspace, tasks, tmp_path, done=lambda _, result: told.append(result), pool=pool
            )
    assert "File too large" in refused.value.sentence("en")
    assert [result.fault for result in told] == ["write"]
    assert not list(tmp_path.glob("*"))
    assert not children()


def test_a_folder_that_is_taken_away_ends_the_batch(
    workspace: Planner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "site"
    written = site_module.RunLog.write_unit

    def write_and_lose(self: site_module.RunLog, task: PageTask, result: PageResult) -> None:
        written(self, task, result)
        shutil.rmtree(out)

    monkeypatch.setattr(site_module.RunLog, "write_unit", write_and_lose)
    workspace.tell()
    with pytest.raises(OutputError) as refused:
        make(workspace, out, jobs=1)
    sentence = refused.value.sentence("en")
    assert "site" in sentence
    assert "\n" not in sentence
    assert not children()


def test_being_stopped_is_written_down_and_the_next_run_goes_on(
    workspace: Planner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "site"
    written = site_module.RunLog.write_unit

    def write_and_stop(self: site_module.RunLog, task: PageTask, result: PageResult) -> None:
        written(self, task, result)
        os.kill(os.getpid(), 15)

    workspace.tell()
    with monkeypatch.context() as patch:
        patch.setattr(site_module.RunLog, "write_unit", write_and_stop)
        with pytest.raises(BatchStoppedError) as stopped:
            make(workspace, out, jobs=1)
    assert stopped.value.exit_code == 130
    assert "1 of 12" in stopped.value.sentence("en")
    assert len(events(out, "unit")) == 1
    assert len(events(out, "stopped")) == 1
    assert not (out / "index.html").exists()
    monkeypatch.setattr(province_page, "write_page", lambda *_, **__: None)
    # A clock that was moved back must not matter: nothing is decided by it.
    for path in out.rglob("*"):
        os.utime(path, (0, 0))
    monkeypatch.setattr(site_module.dt, "datetime", _Yesterday)
    again = make(workspace, out, jobs=2)
    assert len(again.executed) == 11
    assert {result.status for result in again.units} == {"ok"}


class _Yesterday(site_module.dt.datetime):
    """A clock long before any file was written."""

    @classmethod
    def now(cls, tz: object = None) -> _Yesterday:
        return cls(1999, 1, 1, tzinfo=tz)  # type: ignore[arg-type]
