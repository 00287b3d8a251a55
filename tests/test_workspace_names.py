"""A workspace is found by its name and by its path, wherever in the project one stands."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import dxanalysis as dx
from dxanalysis.errors import WorkspaceError
from dxanalysis.workspace_names import find_workspace, workspaces

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("place", [".", "notebooks", "notebooks/source"])
@pytest.mark.parametrize("name", ["son-la", "data/son-la"])
def test_names_and_paths_mean_the_same_from_everywhere(
    root: Path, monkeypatch: pytest.MonkeyPatch, place: str, name: str
) -> None:
    monkeypatch.chdir(root / place)
    assert find_workspace(name).resolve() == (root / "data" / "son-la").resolve()
    assert "son-la" in workspaces()
    assert dx.open_workspace(name).province == "14"


def test_a_folder_here_comes_before_one_of_that_name_above(
    root: Path, son_la: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del root
    for folder in (tmp_path / "data" / "x", tmp_path / "in" / "x"):
        folder.mkdir(parents=True)
        (folder / "province.toml").write_bytes((son_la / "province.toml").read_bytes())
    monkeypatch.chdir(tmp_path / "in")
    assert find_workspace("x").resolve() == (tmp_path / "in" / "x").resolve()
    assert find_workspace(tmp_path / "data" / "x") == tmp_path / "data" / "x"


def test_an_unknown_name_is_answered_with_those_there_are(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    with pytest.raises(WorkspaceError) as caught:
        dx.open_workspace("sonla")
    assert "son-la" in caught.value.sentence("vi")
    assert "son-la" in caught.value.sentence("en")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("place", "given"),
    [
        (".", ["unit_code", "126"]),  # papermill makes a number of it
        ("notebooks", ["unit_code", "Sông Mã", "-p", "workspace", "../data/son-la"]),
        (".", ["unit_code", "126", "-p", "workspace", "{absolute}", "-p", "lang", "en"]),
    ],
)
def test_plain_papermill_makes_a_page(
    root: Path, tmp_path: Path, place: str, given: list[str]
) -> None:
    out = tmp_path / "out.ipynb"
    notebook = (root / "notebooks" / "district_report.ipynb").as_posix()
    options = [part.replace("{absolute}", str(root / "data" / "son-la")) for part in given]
    command = [sys.executable, "-m", "papermill", notebook, str(out), "-p", *options]
    done = subprocess.run(
        [*command, "--no-progress-bar"],
        cwd=root / place,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    shown = json.dumps(json.loads(out.read_text("utf-8")), ensure_ascii=False)
    assert "Sông Mã" in shown
    assert "people have no 4G" in shown or "người chưa có sóng 4G" in shown
