"""Put hostile files through the commands: ``python benchmarks/hostile.py [FOLDER …]``.

The files are those of ``tests/hostile.py`` and ``tests/hostile_variations.py``, some three hundred
kinds, and those of the folders named. Workbooks and tables go through ``check`` and ``units
convert``, layers through ``map --boundaries``, every ``--reports``-th one also through ``report
--boundaries``, and names through ``new``. Each command is a process of its own; its processor time
and its largest memory are measured, requests to a server on this machine and files opened beside
the one named are counted.

A bad end is a traceback, an exit code that is none of ours, a request, another file opened or
written, more than 20 seconds of processor or more than 1 GB beyond what a harmless file needs.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import geopandas as gpd

from dxanalysis import pages
from dxanalysis.cli import main as command
from dxanalysis.units import load_units
from tests import hostile, hostile_variations

if TYPE_CHECKING:
    import resource
    from collections.abc import Iterator

SECONDS: Final = 20.0
MEGABYTES: Final = 1000
GIVEN_UP: Final = 180
WORKSPACE: Final = str(Path(__file__).resolve().parent.parent / "data" / "son-la")
LAYERS: Final = {*hostile.LAYER_ENDINGS, ".fgb", ".gml", ".tif", ".gfs"}
BOTH: Final = {".zip", ".json"}


@dataclass(frozen=True)
class Outcome:
    """How one command ended."""

    code: int | None
    seconds: float
    megabytes: float
    said: str

    def fault(self, usual: float) -> str:
        """Say what is bad about it, if anything."""
        if self.code is None:
            return "HANG"
        if "Traceback" in self.said or self.code not in {0, 1, 2, 3}:
            return "TRACEBACK" if "Traceback" in self.said else f"CODE {self.code}"
        if self.seconds > SECONDS:
            return "SLOW"
        return "HEAVY" if self.megabytes - usual > MEGABYTES else ""


def run(words: list[str], said: Path) -> Outcome:
    """Run a command in a child, and measure the child and all that it starts."""
    child = os.fork()
    if child == 0:
        code = 99
        try:
            out = os.open(said, os.O_CREAT | os.O_RDWR | os.O_TRUNC)
            os.dup2(out, 1)
            os.dup2(out, 2)
            sys.stdout = os.fdopen(1, "w", encoding="utf-8")
            sys.stderr = os.fdopen(2, "w", encoding="utf-8")
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
    status, usage = wait(child)
    text = said.read_text(encoding="utf-8", errors="replace")
    code_of = None if status is None else os.waitstatus_to_exitcode(status)
    return Outcome(code_of, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, text)


def wait(child: int) -> tuple[int | None, resource.struct_rusage]:
    """Wait for a child, and end it where it takes far too long."""
    until = time.monotonic() + GIVEN_UP
    while time.monotonic() < until:
        done, status, usage = os.wait4(child, os.WNOHANG)
        if done:
            return status, usage
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    return None, os.wait4(child, 0)[2]


def names(folder: Path) -> Iterator[str]:
    """Give names of folders, provinces and groups that are none."""
    yield from ("", "/", "..", "x" * 5000, "a\0b", "a\nb", "-x", "\u202e14", "\x1b[31m", "=1+1")
    yield from map(str, hostile.write_special(folder))


def calls(path: Path, out: Path, *, report: bool) -> Iterator[list[str]]:
    """Give the commands that a file goes through."""
    ending = path.suffix.lower()
    if ending in LAYERS:
        yield ["map", WORKSPACE, "--boundaries", str(path), "--out", str(out / "map.html")]
        if report:
            yield ["report", WORKSPACE, "--boundaries", str(path), "--out", str(out / "site"),
                   "--only", "126"]  # fmt: skip
    if ending not in LAYERS or ending in BOTH:
        yield ["check", str(path), "--province", "14"]
        yield ["units", "convert", str(path), "--province", "14", "--out", str(out / "a.csv")]


def main() -> int:
    """Make the files, run the commands, print the table; 1 where any ended badly."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--reports", type=int, default=10, help="every how many layers")
    parser.add_argument("--every", type=int, default=1, help="take one of so many files")
    options = parser.parse_args()
    os.environ["DXANALYSIS_CACHE"] = ""
    options.folders = [folder.resolve() for folder in options.folders]
    load_units(province="14")
    assert pages  # loaded once here, and not in every child
    base = gpd.read_file(Path(WORKSPACE) / "boundaries.geojson")
    with tempfile.TemporaryDirectory() as scratch, hostile.counting() as (address, asked):
        top = Path(scratch)
        (made := top / "in").mkdir()
        secret = top / "secret.geojson"
        secret.write_text('{"type":"Point","coordinates":[104,21]}', encoding="utf-8")
        os.utime(secret, ns=(0, 0))
        columns = ["unit_code", "unit_name", "geometry"]
        files = [*hostile.write_layers(made, base[columns], address, secret)]
        files += hostile.write_spreadsheets(made)
        (more := top / "more").mkdir()
        files += hostile_variations.write_variations(more, base[columns])
        files += [path for folder in options.folders for path in sorted(folder.iterdir())]
        jobs = [
            (path.name, words)
            for number, path in enumerate(files[:: options.every])
            for words in calls(path, top / "out", report=number % options.reports == 0)
        ]
        (odd := top / "odd").mkdir()
        os.chdir(odd)  # where ``new`` makes folders of odd names
        for name in names(odd):
            jobs.append((name[:30], ["new", name, "--province", "14"]))
            jobs.append((name[:30], ["new", str(top / "out" / "neu"), "--province", name]))
        faults = measure(jobs, top, made)
        print(f"requests {len(asked)}, other files opened {int(secret.stat().st_atime_ns != 0)}")
        return int(bool(faults or asked or secret.stat().st_atime_ns))


def measure(jobs: list[tuple[str, list[str]]], top: Path, made: Path) -> int:
    """Run all commands and print how they ended; give how many ended badly."""
    out, said = top / "out", top / "said"
    out.mkdir()
    harmless = ["map", WORKSPACE, "--out", str(out / "map.html")]
    usual = run(harmless, said).megabytes
    before = sorted(made.iterdir())
    ends: Counter[tuple[str, int | None]] = Counter()
    slowest: dict[str, tuple[float, str]] = {}
    heaviest: dict[str, tuple[float, str]] = {}
    faults = 0
    for name, words in jobs:
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
        ended = run(words, said)
        ends[words[0], ended.code] += 1
        slowest[words[0]] = max(slowest.get(words[0], (0.0, "")), (ended.seconds, name))
        heaviest[words[0]] = max(heaviest.get(words[0], (0.0, "")), (ended.megabytes, name))
        fault = ended.fault(usual)
        if sorted(made.iterdir()) != before:
            fault, before = f"{fault} WROTE", sorted(made.iterdir())
        if fault:
            faults += 1
            print(f"{fault}: {words[0]} {name!r}: {ended.seconds:.1f} s, {ended.megabytes:.0f} MB")
            print(ended.said[-1500:], flush=True)
    print(f"{len(jobs)} commands; a harmless map takes {usual:.0f} MB in its largest process")
    print(f"{'command':10} {'exit code':>9} {'files':>6}")
    for (word, code), count in sorted(ends.items(), key=str):
        print(f"{word:10} {code!s:>9} {count:6}")
    for word, (seconds, name) in slowest.items():
        print(f"{word:10} slowest {seconds:5.1f} s ({name!r})")
        megabytes, which = heaviest[word]
        print(f"{word:10} heaviest {megabytes:5.0f} MB ({which!r})")
    print(f"ended badly: {faults}")
    return faults


if __name__ == "__main__":
    sys.exit(main())
