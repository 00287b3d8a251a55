"""A batch that was cut short goes on, and one that is finished does nothing."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

from dxanalysis.batch import province_page
from dxanalysis.batch import site as site_module
from dxanalysis.batch.execution import pool
from dxanalysis.batch.options import ReportOptions
from dxanalysis.batch.plan import plan
from dxanalysis.batch.state.run_log import find_made, read_records
from dxanalysis.cli import main
from tests.batches import (
    Planner,
    events,
    likeness,
    made_in,
    make,
    planner,
    shared_pool,
    write_little,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


GROUPS = "abcd"
AREAS = len(GROUPS)

REAL_WRITERS = {name: getattr(province_page, name) for name in ("write_page", "write_tables")}


@pytest.fixture(scope="module")
def workspace(son_la: Path, tmp_path_factory: pytest.TempPathFactory) -> Planner:
    return planner(son_la, tmp_path_factory.mktemp("resume"), groups=GROUPS)


@pytest.fixture(autouse=True, scope="module")
def _quick(workspace: Planner) -> Iterator[None]:
    """Read the workbooks once, write little of the province, use one pool for all."""
    patch = pytest.MonkeyPatch()
    patch.setattr(province_page, "write_page", write_little)
    patch.setattr(province_page, "write_tables", lambda *_, **__: None)
    patch.setattr(pool, "Pool", lambda: contextlib.nullcontext(shared_pool()))
    patch.setattr("dxanalysis.pipeline.analyse", lambda *_, **__: workspace.analysis)
    yield
    patch.undo()


@pytest.fixture(scope="module")
def undisturbed(workspace: Planner, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("undisturbed") / "site"
    workspace.tell()
    made = make(workspace, out, lang="vi", jobs=2)
    assert len(made.executed) == AREAS
    return out


def words(workspace: Planner, out: Path, *more: str) -> list[str]:
    folder = workspace.analysis.workspace.folder
    given = [str(folder), "--notebook", str(workspace.notebook), "--out", str(out), "--jobs", "2"]
    return ["report", *given, *more]


_DRIVERS: list[subprocess.Popen[str]] = []
"""Those of the test that runs."""


@pytest.fixture(autouse=True)
def _nobody_stays() -> Iterator[None]:
    """End the drivers that a failed test left: they would disturb the tests after it."""
    yield
    while _DRIVERS:
        with _DRIVERS.pop() as driver:
            driver.kill()


def started(workspace: Planner, out: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "dxanalysis", *words(workspace, out)]
    # Tests that run in the background are told to ignore SIGINT, and so would be what they start.
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)
    driver = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    signal.signal(signal.SIGINT, heard)
    _DRIVERS.append(driver)
    return driver


def wait_for_a_page(driver: subprocess.Popen[str], out: Path, *, more_than: int = 0) -> None:
    until = time.monotonic() + 120
    while len(made_in(out)) <= more_than and driver.poll() is None and time.monotonic() < until:
        time.sleep(0.02)


def family(driver: subprocess.Popen[str]) -> list[psutil.Process]:
    found = psutil.Process(driver.pid)
    return [found, *found.children(recursive=True)]


def assert_all_gone(processes: list[psutil.Process]) -> None:
    _, alive = psutil.wait_procs(processes, timeout=60)
    left = [process for process in alive if process.status() != psutil.STATUS_ZOMBIE]
    assert not left, [process.cmdline() for process in left]


@pytest.mark.slow
@pytest.mark.unix
def test_killed_then_interrupted_then_finished_it_makes_each_page_once(
    workspace: Planner, undisturbed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "site"
    # The first page is made alone, and one is still to be made after the two beside each other.
    workspace.tell({"g-a": "slow"}, all_="slower")
    # kill -9 in the middle: nothing runs on, and what is written down is there.
    driver = started(workspace, out)
    wait_for_a_page(driver, out)
    processes = family(driver)
    driver.kill()
    driver.communicate()
    assert_all_gone(processes)
    first = made_in(out)
    assert 0 < len(first) < AREAS
    # Ctrl-C in the middle, as a terminal sends it: to the whole group.
    driver = started(workspace, out)
    wait_for_a_page(driver, out, more_than=len(first))
    processes = family(driver)
    os.killpg(driver.pid, signal.SIGINT)
    said, complained = driver.communicate(timeout=60)
    assert driver.returncode == 130, complained
    assert complained.count("\n") == 1
    second = made_in(out)
    assert f"xong {len(second)} trên {AREAS}" in complained
    assert not said
    assert_all_gone(processes)
    assert first < second
    assert {str(line["code"]) for line in events(out, "unit")} == second - first
    assert not (out / "manifest.json").exists()
    # The third goes to the end.
    workspace.tell()
    assert main(words(workspace, out)) == 0
    run = last_run(out)
    assert len(run["executed"]) == AREAS - len(second)
    assert not second & set(run["executed"])
    assert likeness(out) == likeness(undisturbed)
    assert not (out / ".work").exists()
    # And the fourth has nothing to do: it does not even read the workbooks.
    capsys.readouterr()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dxanalysis.pipeline.analyse", None)
        assert main(words(workspace, out)) == 0
    assert "không phải tạo lại gì" in capsys.readouterr().out


@pytest.mark.slow
def test_nothing_heavy_is_loaded_to_find_that_nothing_is_to_be_done(
    workspace: Planner, undisturbed: Path
) -> None:
    code = (
        "import sys\n"
        "from dxanalysis.cli import main\n"
        "code = main(sys.argv[1:])\n"
        "heavy = {'papermill', 'nbconvert', 'nbclient', 'folium', 'seaborn', 'matplotlib', 'zmq'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
        "sys.exit(code)\n"
    )
    finish(workspace, undisturbed)
    before = {path: path.stat().st_mtime_ns for path in undisturbed.rglob("*")}
    done = subprocess.run(
        [sys.executable, "-c", code, *words(workspace, undisturbed)],
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "[]"
    assert {path: path.stat().st_mtime_ns for path in undisturbed.rglob("*")} == before


def finish(workspace: Planner, out: Path) -> None:
    """Let the command itself find the site finished."""
    assert main(words(workspace, out)) == 0


def test_what_was_damaged_is_made_again_and_nothing_else(
    workspace: Planner, undisturbed: Path
) -> None:
    finish(workspace, undisturbed)
    whole = likeness(undisturbed)
    for name in ("units/g-b.html", "units/g-c.ipynb"):
        cut_short(undisturbed / name)
    finish(workspace, undisturbed)
    assert last_run(undisturbed)["executed"] == ["g-b", "g-c"]
    assert likeness(undisturbed) == whole
    cut_short(undisturbed / "index.html")
    (undisturbed / "gaps.csv").unlink()
    finish(workspace, undisturbed)
    assert last_run(undisturbed)["executed"] == []
    assert likeness(undisturbed) == whole
    cut_short(undisturbed / "manifest.json")
    finish(workspace, undisturbed)
    assert last_run(undisturbed)["executed"] == []
    assert likeness(undisturbed) == whole


def test_folders_in_the_place_of_files_give_way_where_they_are_empty(
    workspace: Planner, undisturbed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    finish(workspace, undisturbed)
    whole = likeness(undisturbed)
    for name in ("units/g-b.html", "units/g-c.ipynb", "manifest.json", "gaps.csv"):
        (undisturbed / name).unlink()
        (undisturbed / name).mkdir()
    finish(workspace, undisturbed)
    assert likeness(undisturbed) == whole
    (undisturbed / "index.html").unlink()
    (undisturbed / "index.html" / "of somebody").mkdir(parents=True)
    assert main(words(workspace, undisturbed)) == 2
    assert "index.html" in capsys.readouterr().err
    assert (undisturbed / "index.html" / "of somebody").is_dir()
    shutil.rmtree(undisturbed / "index.html")
    finish(workspace, undisturbed)
    assert likeness(undisturbed) == whole


def cut_short(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8")[:-9], encoding="utf-8")


def last_run(out: Path) -> dict[str, list[str]]:
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    found: dict[str, list[str]] = manifest["run"]
    return found


def test_a_line_that_was_cut_off_tells_nothing(workspace: Planner, undisturbed: Path) -> None:
    finish(workspace, undisturbed)
    for path in undisturbed.glob(".runs/*/run.jsonl"):
        lines = path.read_bytes().splitlines(keepends=True)
        kept = [line for line in lines if b'"g-c"' not in line and b"finished" not in line]
        path.write_bytes(b"".join([*kept, b'{"event": "unit", "code": "g-c", "key']))
    finish(workspace, undisturbed)
    run = last_run(undisturbed)
    assert run["executed"] == ["g-c"]


def lie(line: bytes, what: str, outside: Path) -> bytes:
    if not line.endswith(b"}"):  # it was cut off
        return b""
    record = json.loads(line)
    if record.get("event") == "unit" and record.get("code") == "g-c":
        name, told = next(iter(record["files"].items()))
        record |= {
            "seconds is text": {"seconds": "1e999"},
            "cells is a word": {"cells": "all"},
            "a kind that is none": {"status": "splendid"},
            "a file outside": {"files": {f"../{outside.name}": told}},
            "a file by its whole path": {"files": {str(outside): told}},
            "a file that is gone": {"files": {f"{name}.gone": told}},
            "half of its files": {"files": {name: told}},
            "no hash": {"files": {name: ["x"]}},
        }.get(what, {})
        line = json.dumps(record).encode()
        if what == "deep":
            line = line[:-1] + b', "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
        if what == "a long number":
            line = line.replace(b'"cell": null', b'"cell": ' + b"9" * 10_000)
    return b"" if b"finished" in line else line + b"\n"


@pytest.mark.parametrize(
    "what",
    [
        "seconds is text", "cells is a word", "a kind that is none", "a file outside",
        "a file by its whole path", "a file that is gone", "half of its files", "no hash", "deep",
        "a long number",
    ],
)  # fmt: skip
def test_a_record_that_lies_is_not_believed(
    workspace: Planner, undisturbed: Path, tmp_path: Path, what: str
) -> None:
    finish(workspace, undisturbed)
    out = Path(shutil.copytree(undisturbed, tmp_path / "site"))
    (tmp_path / "outside").write_text("")
    for path in out.glob(".runs/*/run.jsonl"):
        lines = path.read_bytes().splitlines()
        path.write_bytes(b"".join(lie(line, what, tmp_path / "outside") for line in lines))
    assert [code for code in "abcd" if f"g-{code}" in made(workspace, out)] == ["a", "b", "d"]


def made(workspace: Planner, out: Path) -> set[str]:
    tasks = plan(
        workspace.analysis,
        ReportOptions(out, workspace.notebook, "vi"),
        folder=workspace.analysis.workspace.folder.resolve().parent,
    )
    return set(find_made(out, tasks, read_records(out)))


def test_a_manifest_that_lies_takes_nothing_away(workspace: Planner, tmp_path: Path) -> None:
    out = tmp_path / "site"
    out.mkdir()
    (tmp_path / "mine.html").write_text("mine")
    (out / "mine.html").write_text("mine")
    units = [
        {"html": "../mine.html", "ipynb": ".."},
        {"html": "units/../../mine.html", "ipynb": None},
    ]
    content = {"finished": "2025-10-01T08:00:00+00:00", "units": units, "evidence": "declared"}
    for lies in (content, [], {"units": 7}, "[" * 100_000):
        (out / "manifest.json").write_text(lies if isinstance(lies, str) else json.dumps(lies))
        assert main(words(workspace, out, "--force")) == 0
    assert (tmp_path / "mine.html").read_text() == "mine"
    assert (out / "mine.html").read_text() == "mine"


@pytest.mark.unix
@pytest.mark.parametrize(
    ("number", "seconds"),
    [
        (signal.SIGINT, 2.5),
        pytest.param(signal.SIGTERM, 1.2, marks=pytest.mark.slow),
        pytest.param(signal.SIGTERM, 4.0, marks=pytest.mark.slow),
    ],
)
def test_asked_to_end_in_its_first_seconds_it_says_so(
    workspace: Planner, tmp_path: Path, number: int, seconds: float
) -> None:
    workspace.tell(all_="endless")  # however fast the machine is, it does not finish before
    driver = started(workspace, tmp_path / "site")
    time.sleep(seconds)
    processes = family(driver)
    os.kill(driver.pid, number)
    _, complained = driver.communicate(timeout=60)
    # Python ends itself by SIGINT if that came while it ran a piece of text.
    assert driver.returncode in {130, -signal.SIGINT}, complained
    assert complained.count("\n") == 1, complained
    assert_all_gone(processes)


def test_another_language_or_notebook_makes_everything_again(
    workspace: Planner, undisturbed: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    finish(workspace, undisturbed)
    changed = tmp_path / "changed.ipynb"
    changed.write_text(
        workspace.notebook.read_text("utf-8").replace("the last cell", "the end"), "utf-8"
    )
    monkeypatch.setattr(site_module._Report, "_make_units", lambda *_: 1 / 0)
    same = {"jobs": 2, "lang": "vi"}
    assert make(workspace, undisturbed, **same).executed == ()
    for other in ({"lang": "en"}, {"notebook": changed}, {"keep_going": True}, {"force": True}):
        with pytest.raises(ZeroDivisionError):
            make(workspace, undisturbed, **{**same, **other})


@pytest.mark.parametrize(
    "content", [b"", b'{"cells": 5', b"[]", b'{"cells": [7]}', b"\xff\xfe", b"[" * 100_000]
)
def test_a_notebook_that_is_none_is_told_in_one_sentence(
    workspace: Planner, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    notebook = tmp_path / "none.ipynb"
    notebook.write_bytes(content)
    out = tmp_path / "site"
    assert main(words(workspace, out, "--notebook", str(notebook))) == 2
    said = capsys.readouterr().err
    assert "none.ipynb" in said
    assert said.count("\n") == 1
    assert not out.exists()


def test_only_some_areas_leave_the_pages_of_the_others(
    workspace: Planner, undisturbed: Path
) -> None:
    finish(workspace, undisturbed)
    pages = sorted(path.name for path in (undisturbed / "units").iterdir())
    assert main(words(workspace, undisturbed, "--only", "g-c", "--force")) == 0
    manifest = json.loads((undisturbed / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["run"]["executed"] == ["g-c"]
    assert len(manifest["units"]) == AREAS
    assert sorted(path.name for path in (undisturbed / "units").iterdir()) == pages


def test_shards_that_are_merged_make_the_same_site(
    workspace: Planner, undisturbed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "site"
    workspace.tell()
    capsys.readouterr()
    assert main(words(workspace, out, "--shard", "1/2")) == 0
    assert f"dxanalysis {' '.join(words(workspace, out, '--merge'))}" in capsys.readouterr().out
    assert not (out / "index.html").exists()
    assert main(words(workspace, out, "--merge")) == 2
    said = capsys.readouterr().err
    assert "g-b" in said
    assert "g-a" not in said
    assert main(words(workspace, out, "--shard", "2/2")) == 0
    assert main(words(workspace, out, "--merge")) == 0
    assert likeness(out) == likeness(undisturbed)
    parts = {path.name[7:] for path in out.glob(".runs/0*")}
    assert parts == {"1of2", "2of2", ""}
    for bad in ("0/2", "3/2", "x/2", "2"):
        with pytest.raises(SystemExit):
            main(words(workspace, out, "--shard", bad))


@pytest.mark.slow
def test_killed_ten_times_at_any_moment_it_loses_nothing(
    workspace: Planner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, real in REAL_WRITERS.items():
        monkeypatch.setattr(province_page, name, real)
    undisturbed, out = tmp_path / "undisturbed", tmp_path / "site"
    workspace.tell(all_="slow")
    begun = time.monotonic()
    assert started(workspace, undisturbed).wait(240) == 0
    usual = time.monotonic() - begun
    moments = random.Random(20251122)  # noqa: S311 - no secret
    for _ in range(10):
        before = made_in(out)
        driver = started(workspace, out)
        # From before it has loaded anything to the midst of the province's page.
        time.sleep(moments.uniform(0.05, 1) * usual)
        processes = family(driver)
        driver.kill()
        driver.communicate()
        assert_all_gone(processes)
        assert before <= made_in(out)
    done = made_in(out)
    manifest = out / "manifest.json"  # there where one of them was over before it was killed
    finished = manifest.read_bytes() if manifest.exists() else b""
    workspace.tell()
    assert main(words(workspace, out)) == 0
    executed = last_run(out)["executed"] if manifest.read_bytes() != finished else []
    assert done.isdisjoint(executed)
    assert len(done) + len(executed) == AREAS
    assert likeness(out) == likeness(undisturbed)


@pytest.fixture(autouse=True)
def _calm(workspace: Planner) -> Iterator[None]:
    """Leave the notebook with nothing to do for the next test."""
    yield
    workspace.tell()
