"""Put a batch through its faults at random moments: ``python benchmarks/batch_faults.py``.

Each run starts ``report`` on a small site whose notebooks take a second, lets one fault happen
(``--times`` runs of each, moments from ``--seed``), and looks at what is left:

- the command ended by itself, with an exit code of ours and without a traceback;
- every record of a made page names files that are there with the hashes it names;
- no process of the batch is left, and no file that is half made;
- the next run, with nothing in its way, ends with 0, and the site is the same as an undisturbed
  one.

It prints a table of faults, runs and verdicts; 1 where any is bad. Unix only; faults of full file
systems need the right to mount one.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

import psutil

from dxanalysis.batch import province_page
from dxanalysis.batch.execution import pool, run
from dxanalysis.cli import main as command
from dxanalysis.files import sha256_in
from tests.batches import Planner, likeness, planner, write_little

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SON_LA: Final = Path(__file__).resolve().parent.parent / "data" / "son-la"
GROUPS: Final = "abcd"
MARK: Final = "DXANALYSIS_FAULTS_RUN"
"""In the environment of every process of one run, and so how those left over are found."""

PATIENCE: Final = 240
UNIT_SECONDS: Final = 6
FATES: Final = ("fail", "exit", "leave", "killed", "crash", "hungry", "swallow")


@dataclass
class Driver:
    """A ``report`` that runs in a process of its own."""

    pid: int
    mark: str
    said: Path
    code: int | None = None

    def poll(self) -> int | None:
        """Give how it ended, or None while it runs."""
        if self.code is None:
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                self.code = os.waitstatus_to_exitcode(status)
        return self.code

    def wait(self, seconds: float = PATIENCE) -> int | None:
        """Wait until it ended, or for so long."""
        until = time.monotonic() + seconds
        while self.poll() is None and time.monotonic() < until:
            time.sleep(0.02)
        return self.code

    def of_depth(self, depth: int) -> list[psutil.Process]:
        """List its processes: 1 the hub, 2 workers, 3 processes of cells."""
        found = [psutil.Process(self.pid)]
        for _ in range(depth):
            found = [child for process in found for child in children(process)]
        return found

    def left(self) -> list[str]:
        """Wait for all processes of the run to be gone, and name those that are not."""
        until = time.monotonic() + 30
        while (found := marked(self.mark)) and time.monotonic() < until:
            time.sleep(0.1)
        named = []
        for process in found:
            with contextlib.suppress(psutil.Error):
                named.append(f"{process.status()} {' '.join(process.cmdline())[-60:]}")
                process.kill()
        return named


def children(process: psutil.Process) -> list[psutil.Process]:
    """List the children of a process that may be gone."""
    with contextlib.suppress(psutil.Error):
        return [child for child in process.children() if is_alive(child)]
    return []


def is_alive(process: psutil.Process) -> bool:
    """Tell whether a process still does something."""
    with contextlib.suppress(psutil.Error):
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    return False


def marked(mark: str) -> list[psutil.Process]:
    """List the processes, wherever they hang, that have the mark of a run."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            if process.environ().get(MARK) == mark and is_alive(process):
                found.append(process)
    return found


@dataclass
class Trial:
    """One run of one fault."""

    workspace: Planner
    folder: Path
    random: random.Random
    usual: float
    whole: dict[str, str] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    runs: int = 0

    @property
    def out(self) -> Path:
        """The site."""
        return self.folder / "site"

    def start(self, *, before: Callable[[], object] = lambda: None) -> Driver:
        """Start a report in a forked process; what was read of the workbooks is given to it."""
        self.runs += 1
        mark, said = f"{os.getpid()}-{id(self)}-{self.runs}", self.folder / "said"
        words = ["report", str(self.workspace.analysis.workspace.folder), "--out", str(self.out),
                 "--notebook", str(self.workspace.notebook), "--jobs", "2",
                 "--timeout", str(UNIT_SECONDS)]  # fmt: skip
        child = os.fork()
        if child == 0:
            code = 99
            try:
                os.setsid()
                os.environ[MARK] = mark
                out = os.open(said, os.O_CREAT | os.O_WRONLY | os.O_TRUNC)
                for stream in (1, 2):
                    os.dup2(out, stream)
                sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
                sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
                before()
                code = command(words)
            except SystemExit as end:
                code = int(end.code or 0)
            except BaseException:  # noqa: BLE001 - this is what is looked for
                traceback.print_exc()
            finally:
                with contextlib.suppress(OSError, ValueError):
                    sys.stdout.flush()
                    sys.stderr.flush()
                os._exit(code)
        return Driver(child, mark, said)

    def moment(self, of: float = 1.0) -> float:
        """Draw a moment of the usual time of a run."""
        return self.random.uniform(0.05, of * self.usual)

    def ended(self, driver: Driver, *codes: int, heals: bool = True) -> None:
        """Look at how a run ended and at what it left, and let the next one heal it."""
        code = driver.wait()
        if code is None:
            self.complaints.append("it did not end")
            os.kill(driver.pid, signal.SIGKILL)
            driver.wait()
        elif code not in codes:
            self.complaints.append(f"exit code {code}, not {codes}: {self.told(driver)}")
        if "Traceback" in driver.said.read_text(encoding="utf-8", errors="replace"):
            self.complaints.append(f"a traceback: {self.told(driver)}")
        if left := driver.left():
            self.complaints.append(f"processes are left: {left}")
        self.complaints += untrue(self.out)
        if code is not None and code >= 0:
            self.complaints += half_made(self.out)
        if heals:
            self.heal()

    def heal(self) -> None:
        """Run it again with nothing in its way."""
        self.workspace.tell()
        driver = self.start()
        code = driver.wait()
        if code != 0:
            self.complaints.append(f"the next run ended with {code}: {self.told(driver)}")
            return
        if left := driver.left():
            self.complaints.append(f"the next run left {left}")
        self.complaints += untrue(self.out) + half_made(self.out)
        shown = likeness(self.out)
        self.whole = self.whole or shown
        if shown != self.whole:
            names = sorted(name for name in {*shown, *self.whole}
                           if shown.get(name) != self.whole.get(name))  # fmt: skip
            self.complaints.append(f"the next run made another site: {names}")

    def told(self, driver: Driver) -> str:
        """Give the end of what was said."""
        return driver.said.read_text(encoding="utf-8", errors="replace")[-700:]


def untrue(out: Path) -> list[str]:
    """Name records of the last run of which the files are gone or other ones."""
    runs = sorted(out.glob(".runs/*/run.jsonl"))
    found = []
    for line in runs[-1].read_bytes().splitlines(keepends=True) if runs else []:
        if not line.endswith(b"\n"):
            continue  # it was cut off, and counts for nothing
        record = json.loads(line)
        if record["event"] != "unit" or record["status"] != "ok":
            continue
        found += [f"the record of {record['code']} names {name}, which is another"
                  for name, digest in record["files"].items()
                  if sha256_in(out / name) != digest]  # fmt: skip
    return found


def half_made(out: Path) -> list[str]:
    """Name what is left half made."""
    names = [path.relative_to(out).as_posix() for path in out.rglob("*")] if out.exists() else []
    return [
        f"half made: {name}"
        for name in names
        if not name.startswith(".runs") and any(part.startswith(".") for part in name.split("/"))
    ]


# ---- the faults ----------------------------------------------------------------------------------
def struck(trial: Trial, depth: int, number: int) -> Driver | None:
    """Send a signal to a process of this depth at a random moment; None where none was there."""
    trial.workspace.tell(all_="slow")
    driver = trial.start()
    until = time.monotonic() + trial.moment()
    while time.monotonic() < until and driver.poll() is None:
        time.sleep(0.01)
    while driver.poll() is None:
        if found := driver.of_depth(depth):
            with contextlib.suppress(psutil.Error):
                trial.random.choice(found).send_signal(number)
                return driver
        time.sleep(0.01)
    return driver


def killed(depth: int) -> Callable[[Trial], None]:
    """Kill a process of the batch; the driver's end is its signal, all else is tried again."""
    codes = (-signal.SIGKILL, 0) if depth == 0 else (0, 3)

    def fault(trial: Trial) -> None:
        if driver := struck(trial, depth, signal.SIGKILL):
            trial.ended(driver, *codes)

    return fault


def stopped(depth: int) -> Callable[[Trial], None]:
    """Stop a process of the batch and never wake it; only the driver is waked."""

    def fault(trial: Trial) -> None:
        driver = struck(trial, depth, signal.SIGSTOP)
        if driver is None:
            return
        if depth == 0:
            time.sleep(1)
            with contextlib.suppress(ProcessLookupError):
                os.kill(driver.pid, signal.SIGCONT)
        trial.ended(driver, 0, 3)

    return fault


def asked_to_end(trial: Trial) -> None:
    """Ask it to end, as Ctrl-C does."""
    trial.workspace.tell(all_="slow")
    driver = trial.start()
    time.sleep(trial.moment())
    with contextlib.suppress(ProcessLookupError):
        os.killpg(driver.pid, trial.random.choice([signal.SIGINT, signal.SIGTERM]))
    trial.ended(driver, 130, 0, -signal.SIGINT, -signal.SIGTERM)


def fate_of_cells(trial: Trial) -> None:
    """Let the notebooks of two areas fail, each in a way drawn at random."""
    areas = trial.random.sample([f"g-{letter}" for letter in GROUPS], 2)
    trial.workspace.tell({area: trial.random.choice(FATES) for area in areas})
    trial.ended(trial.start(), 3)


def few_open_files(trial: Trial) -> None:
    """Allow 64 open files."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    trial.workspace.tell()
    trial.ended(
        trial.start(before=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (64, hard))), 0
    )


@contextlib.contextmanager
def mounted(folder: Path, options: str) -> Iterator[bool]:
    """Mount a small file system in memory; false where that is not allowed."""
    folder.mkdir(parents=True, exist_ok=True)
    words = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder]
    done = subprocess.run(words, capture_output=True, check=False)
    try:
        yield done.returncode == 0
    finally:
        if done.returncode == 0:
            subprocess.run(["umount", "-l", folder], check=True)


def small_disk(options: str, most: int) -> Callable[[Trial], None]:
    """Fill a file system to a random rest, by bytes or by files."""

    def fault(trial: Trial) -> None:
        with mounted(trial.out, options) as is_mounted:
            if not is_mounted:
                raise NotAllowedError
            rest = trial.random.randrange(most)
            by_files = "nr_inodes" in options
            ballast = [trial.out / f"ballast-{number}" for number in range(1 if by_files else 2)]
            if by_files:
                place = trial.out / "ballast"
                place.mkdir()
                free = os.statvfs(trial.out).f_ffree
                ballast = [place / str(number) for number in range(max(free - rest, 0))]
                for path in ballast:
                    path.touch()
            else:
                free = os.statvfs(trial.out).f_bfree * os.statvfs(trial.out).f_bsize
                ballast[0].write_bytes(bytes(max(free - rest, 0)))
            trial.workspace.tell()
            trial.ended(trial.start(), 2, 0, heals=False)
            for path in ballast:
                path.unlink(missing_ok=True)
            if by_files:
                place.rmdir()
            trial.heal()

    return fault


def damage(path: Path, chance: random.Random) -> None:
    """Damage a file: cut it, turn bytes, put others in their place, or empty it."""
    content = bytearray(path.read_bytes())
    way = chance.choice(["cut", "bytes", "noise", "empty", "twice", "folder"])
    at = chance.randrange(max(len(content), 1))
    if way == "folder":
        path.unlink()
        path.mkdir()
        return
    if way == "cut":
        content = content[:at]
    elif way == "bytes":
        for _ in range(5):
            if content:
                content[chance.randrange(len(content))] = chance.randrange(256)
    elif way == "noise":
        content[at : at + 50] = chance.randbytes(50)
    elif way == "twice":
        content = content + content
    else:
        content = bytearray()
    path.write_bytes(content)


def broken_record(trial: Trial) -> None:
    """Damage what an earlier run wrote down, its manifest, or a page."""
    trial.heal()
    files = [*trial.out.glob(".runs/*/run.jsonl"), trial.out / "manifest.json"]
    files += list((trial.out / "units").iterdir())
    for path in trial.random.sample(files, 2):
        damage(path, trial.random)
    trial.heal()


def broken_cache(trial: Trial) -> None:
    """Damage prepared borders in the cache, and draw the map again."""
    cache = trial.folder / "cache"
    shown = []
    for number in range(2):
        page = trial.folder / f"map-{number}.html"
        words = ["map", str(trial.workspace.analysis.workspace.folder), "--out", str(page)]
        done = subprocess.run(
            [sys.executable, "-m", "dxanalysis", *words],
            env={**os.environ, "DXANALYSIS_CACHE": str(cache)},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode or "Traceback" in done.stderr:
            trial.complaints.append(f"the map ended with {done.returncode}: {done.stderr[-700:]}")
            return
        shown.append(page.read_bytes())
        kept = [path for path in sorted(cache.rglob("*")) if path.is_file()]
        if number == 0 and not kept:
            trial.complaints.append("nothing was cached")
        for path in trial.random.sample(kept, min(2, len(kept))):
            damage(path, trial.random)
    if shown[0] != shown[1]:
        trial.complaints.append("the map is another one")


class NotAllowedError(Exception):
    """What a fault needs is not allowed here."""


FAULTS: Final[dict[str, Callable[[Trial], None]]] = {
    "driver killed": killed(0),
    "pool killed": killed(1),
    "worker killed": killed(2),
    "kernel killed": killed(3),
    "driver stopped": stopped(0),
    "pool stopped": stopped(1),
    "worker stopped": stopped(2),
    "kernel stopped": stopped(3),
    "asked to end": asked_to_end,
    "cells fail": fate_of_cells,
    "64 open files": few_open_files,
    "disk full": small_disk("size=1m", 150_000),
    "inodes out": small_disk("size=8m,nr_inodes=200", 40),
    "record broken": broken_record,
    "cache broken": broken_cache,
}


@dataclass(frozen=True)
class Row:
    """What became of one fault."""

    fault: str
    runs: int
    bad: tuple[str, ...]
    allowed: bool = True

    def __str__(self) -> str:
        """Write it as a line of the table."""
        good = f"{self.runs - len(self.bad)} of {self.runs} good" if self.allowed else "not allowed"
        return f"{self.fault:16} {self.runs:4}  {good}"


def try_all(
    folder: Path, *, times: int, seed: int, faults: tuple[str, ...] = tuple(FAULTS)
) -> list[Row]:
    """Let each fault happen so many times, and give what became of it."""
    pool._LOAD_SECONDS = 20.0  # type: ignore[misc]  # noqa: SLF001 - what would be waited for
    run._DEAF_SECONDS = 3.0  # type: ignore[misc]  # noqa: SLF001
    province_page.write_page = write_little  # type: ignore[assignment]
    province_page.write_tables = lambda *_, **__: None
    workspace = planner(SON_LA, folder, groups=GROUPS)
    sys.modules["dxanalysis.pipeline"].analyse = lambda *_, **__: workspace.analysis  # type: ignore[attr-defined]
    undisturbed = Trial(workspace, folder / "undisturbed", random.Random(seed), usual=0)  # noqa: S311
    undisturbed.folder.mkdir()
    begun = time.monotonic()
    undisturbed.heal()
    if undisturbed.complaints:
        raise SystemExit(f"an undisturbed run is not well: {undisturbed.complaints}")
    usual = time.monotonic() - begun + len(GROUPS) / 2  # a second for each notebook, two at a time
    rows = []
    for name in faults:
        bad: list[str] = []
        is_allowed = True
        for place in range(times):
            chance = random.Random(f"{seed} {name} {place}")  # noqa: S311 - moments, no secrets
            trial = Trial(workspace, folder / f"{name} {place}", chance, usual, undisturbed.whole)
            trial.folder.mkdir()
            try:
                FAULTS[name](trial)
            except NotAllowedError:
                is_allowed = False
            if trial.complaints:
                bad.append(f"{name}, run {place}: " + "; ".join(trial.complaints))
            shutil.rmtree(trial.folder, ignore_errors=True)
        rows.append(Row(name, times, tuple(bad), is_allowed))
        print(rows[-1], *rows[-1].bad, sep="\n    ", flush=True)
    return rows


def main() -> int:
    """Read the options, run, and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=10, help="runs of each fault")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="+", choices=FAULTS, default=list(FAULTS))
    options = parser.parse_args()
    os.environ["DXANALYSIS_CACHE"] = ""
    with tempfile.TemporaryDirectory() as folder:
        rows = try_all(
            Path(folder), times=options.times, seed=options.seed, faults=tuple(options.only)
        )
    bad = sum(len(row.bad) for row in rows)
    print(f"{sum(row.runs for row in rows)} runs, {bad} bad")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
