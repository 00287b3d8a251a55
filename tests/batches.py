"""A batch of notebooks that take milliseconds and do, area by area, what they are told to."""

from __future__ import annotations

import atexit
import functools
import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
import pytest

from dxanalysis import open_workspace, units
from dxanalysis.batch.execution.pool import Pool
from dxanalysis.batch.options import ReportOptions
from dxanalysis.batch.site import make_site
from dxanalysis.pipeline import analyse
from tests.conftest import keep_one_workbook

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxanalysis.analysis import Analysis
    from dxanalysis.batch.site import Site


@functools.cache
def shared_pool() -> Pool:
    """Start a pool for all tests of this process that do it no harm."""
    pool = Pool()
    atexit.register(pool.__exit__)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PYTEST_CURRENT_TEST", raising=False)  # a kernel would leave streams alone
        return pool.__enter__()


def make(planner: Planner, out: Path, *, pool: Pool | None = None, **options: Any) -> Site:
    """Make a site of a planner."""
    asked = ReportOptions(out=out, **{"notebook": planner.notebook, "lang": "en", **options})
    return make_site(planner.analysis, asked, pool=pool or shared_pool())


DEEDS = {
    "fail": "raise ValueError('planted')",
    "exit": "import sys; sys.exit(2)",
    "exit quietly": "import sys; sys.exit(0)",
    "leave": "import os; os._exit(3)",
    "killed": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    "killed once": """
import os, pathlib, signal
if not pathlib.Path("was killed").exists():
    pathlib.Path("was killed").touch()
    os.kill(os.getpid(), signal.SIGKILL)
""",
    "crash": "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
    "hungry": """
import resource
has = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (has + 2**27, has + 2**27))
too_much = bytearray(2**30)
""",
    "swallow": """
import time
while True:
    try:
        time.sleep(60)
    except BaseException:
        pass
""",
    "slow": "import time; time.sleep(1)",
    "slower": "import time; time.sleep(3)",
    "outlast": """
import pathlib, time
while not pathlib.Path("another is over").exists():
    time.sleep(0.05)
""",
    "endless": "import time; time.sleep(600)",
}

PARAMETERS = 'workspace: str = ""\nunit_code: str = ""\nlang: str = ""\nboundaries: str = ""\n'
DO = """
import json, pathlib
path = pathlib.Path("deeds.json")  # on a cluster there is none
told = json.loads(path.read_text()) if path.exists() else {"deeds": {}, "areas": {}, "all": ""}
exec(told["deeds"].get(told["areas"].get(unit_code, told["all"]), ""))
"""
LAST = "print('the last cell of', unit_code)"


def notebook_of(path: Path) -> Path:
    """Write the notebook."""
    book = nbformat.v4.new_notebook()
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "", "language": "python"}
    parameters = nbformat.v4.new_code_cell(f"{PARAMETERS}keep_going: bool = False")
    parameters.metadata["tags"] = ["parameters"]
    words = nbformat.v4.new_markdown_cell("Chữ")
    book.cells = [parameters, words, *(nbformat.v4.new_code_cell(code) for code in (DO, LAST))]
    nbformat.write(book, path)
    return path


@dataclass
class Planner:
    """A workspace, and a notebook that does what it is told."""

    folder: Path
    analysis: Analysis
    notebook: Path

    def tell(self, areas: Mapping[str, str] | None = None, *, all_: str = "") -> None:
        """Tell what the notebook is to do, by area."""
        told = {"deeds": DEEDS, "areas": dict(areas or {}), "all": all_}
        (self.folder / "deeds.json").write_text(json.dumps(told), encoding="utf-8")


def planner(son_la: Path, folder: Path, *, groups: str = "") -> Planner:
    """Make one; with letters as groups, of as many areas as there are letters."""
    workspace = Path(shutil.copytree(son_la, folder / "tinh"))
    keep_one_workbook(workspace)
    if groups:
        codes = units.load_units(vintage="2025-07", province="14").index
        lines = [f"{code},{groups[place % len(groups)]}" for place, code in enumerate(codes)]
        text = "\n".join(["unit_code,group", *lines])
        (workspace / "groups.csv").write_text(text, encoding="utf-8")
        told = workspace / "province.toml"
        changed = told.read_text("utf-8").replace('"former_district"', '"groups.csv"')
        told.write_text(changed, "utf-8")
    notebook = notebook_of(folder / "deeds.ipynb")
    made = Planner(folder, analyse(open_workspace(workspace)), notebook)
    made.tell()
    return made


def events(site: Path, event: str) -> list[dict[str, object]]:
    """Read what the last run wrote down."""
    last = max(site.glob(".runs/*/run.jsonl"))
    lines = [json.loads(line) for line in last.read_text(encoding="utf-8").splitlines()]
    return [line for line in lines if line["event"] == event]


def made_in(site: Path) -> set[str]:
    """Tell which areas have a record, in any run."""
    codes = set()
    for path in site.glob(".runs/*/run.jsonl"):
        for line in path.read_bytes().splitlines(keepends=True):
            if line.endswith(b"\n") and (record := json.loads(line))["event"] == "unit":
                codes.add(record["code"])
    return codes


def write_little(
    analysis: Analysis,
    *,
    work: Path,
    links: dict[str, str],
    failed: list[tuple[str, str]],
    **_: object,
) -> None:
    """Write a province's page that costs nothing; the real one is in the slow test."""
    told = [*links, *(name for name, _ in failed), *links.values()]
    (work / "index.html").write_text("\n".join(told), encoding="utf-8")
    (work / "gaps.csv").write_text(f"{len(analysis.gaps)}", encoding="utf-8")


def likeness(site: Path) -> dict[str, str]:
    """Read everything a site shows, without the times at which it was made."""
    shown = {}
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        relative = path.relative_to(site).as_posix()
        if relative.startswith(".runs"):
            continue
        if path.suffix in {".html", ".csv"}:
            shown[relative] = re.sub(r"[0-9a-f]{32}", "", path.read_text(encoding="utf-8"))
        elif path.suffix == ".ipynb":
            book = nbformat.read(path, as_version=4)
            shown[relative] = "\n".join(
                f"{cell.source}{cell.get('outputs', '')}" for cell in book.cells
            )
        elif path.name == "manifest.json":
            content = json.loads(path.read_text(encoding="utf-8"))
            for unit in content["units"]:
                del unit["seconds"], unit["kernel"]
            for name in ("started", "finished", "run"):
                del content[name]
            shown[relative] = json.dumps(content, sort_keys=True)
        else:
            shown[relative] = ""  # databases and archives hold the times at which they were written
    return shown
