"""A command loads what it needs and nothing else: a planner who asks for help gets it at once."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from dxanalysis.cli import main

if TYPE_CHECKING:
    from pathlib import Path

MAKES_PAGES = {"papermill", "nbconvert", "nbclient", "zmq", "IPython", "docx", "distributed"}
DRAWS = {"matplotlib", "seaborn", "scipy"}
MAPS = {"folium", "branca"}
READS = {"openpyxl", "geopandas", "shapely"}
COMPUTES = {"numpy", "pandas", "pydantic"}
SUGGESTS = {"rapidfuzz"}


@pytest.mark.parametrize(
    ("words", "unneeded"),
    [
        (["--help"], MAKES_PAGES | DRAWS | MAPS | READS | COMPUTES),
        (["report", "--help"], MAKES_PAGES | DRAWS | MAPS | READS | COMPUTES),
        (["units", "find", "Sông Mã"], MAKES_PAGES | DRAWS | MAPS | READS),
        pytest.param(
            ["check", "data/son-la"], MAKES_PAGES | DRAWS | MAPS | SUGGESTS, marks=pytest.mark.slow
        ),
        pytest.param(
            ["map", "--out", "{folder}/map.html"], MAKES_PAGES | DRAWS, marks=pytest.mark.slow
        ),
    ],
    ids=["help", "help of report", "units find", "check", "map"],
)
def test_a_command_loads_only_what_it_needs(
    words: list[str], unneeded: set[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    code = (
        "import sys\n"
        "from dxanalysis.cli import main\n"
        "try:\n"
        "    code = main(sys.argv[1:])\n"
        "except SystemExit as end:\n"
        "    code = end.code\n"
        "print('loaded', *{name.partition('.')[0] for name in sys.modules})\n"
        "sys.exit(code)\n"
    )
    asked = [word.format(folder=tmp_path_factory.mktemp("start")) for word in words]
    done = subprocess.run(
        [sys.executable, "-c", code, *asked], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    *said, loaded = done.stdout.splitlines()
    assert said
    assert {"dxanalysis", "argparse"} <= set(loaded.split())
    assert not unneeded & set(loaded.split())


def test_the_program_says_what_a_call_in_another_process_says(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The program keeps texts as Python's, another process as that process has it."""
    book = "data/son-la/workbooks/so-khcn.xlsx"
    words = ["check", book, "--province", "14", "--json", "--lang", "en"]
    alone = subprocess.run(
        [sys.executable, "-m", "dxanalysis", *words], check=False, capture_output=True, text=True
    )
    before = pd.get_option("mode.string_storage")
    assert main(words) == alone.returncode == 0
    assert capsys.readouterr().out == alone.stdout
    assert pd.get_option("mode.string_storage") == before


@pytest.mark.slow
def test_no_grammars_of_addresses_are_built_for_reading_notebooks() -> None:
    code = "import sys, dxanalysis.batch.execution.worker; sys.exit('lark' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_command_is_named_by_the_help_and_described(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from dxanalysis.cli import COMMANDS, main

    for words in ([], *([name] for name in COMMANDS)):
        with pytest.raises(SystemExit) as ended:
            main([*words, "--help"])
        assert ended.value.code == 0
        said = capsys.readouterr().out
        assert "--help" in said
        if not words:
            assert all(name in said for name in COMMANDS)
        else:
            assert len(said.splitlines()) > 8


@pytest.mark.slow
def test_what_a_command_starts_may_have_as_many_threads_as_before(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from dxanalysis.commands import lab\n"
        "said = 'import os; print(os.environ.get(\"OPENBLAS_NUM_THREADS\"))'\n"
        "lab.lab_command = lambda *_, **__: [sys.executable, '-c', said]\n"
        "from dxanalysis.__main__ import main\n"
        "main()\n"
    )
    for asked in (None, "3"):
        environment = {k: v for k, v in os.environ.items() if k != "OPENBLAS_NUM_THREADS"}
        environment |= {"OPENBLAS_NUM_THREADS": asked} if asked else {}
        done = subprocess.run(
            [sys.executable, "-c", code, "lab", str(tmp_path / "desk")],
            check=False,
            capture_output=True,
            text=True,
            env=environment,
        )
        assert done.stdout.splitlines()[-1:] == [str(asked)], done.stderr
