"""The project's own files agree with each other, and say nothing they should not."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

GIVEN = {"jupyterlab", "pandas", "geopandas", "folium", "seaborn", "papermill"}


def declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {re.sub(r"\s", "", entry) for entry in project["dependencies"]}


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def test_the_six_given_packages_are_declared() -> None:
    assert {re.split(r"[<>=]", entry)[0] for entry in declared()} >= GIVEN


def test_what_is_imported_is_declared() -> None:
    """A page is made anew where a declared package changes (``dxanalysis.batch.state.keys``)."""
    imported = set()
    for path in (ROOT / "dxanalysis").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {name.name.partition(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                imported.add(node.module.partition(".")[0])
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    named = {one(entry) for entry in (*declared(), *extras["dask"], *extras["plan"])}
    packages = metadata.packages_distributions()
    others = imported - {"dxanalysis"} - sys.stdlib_module_names
    assert others
    assert [name for name in others if not {one(of) for of in packages[name]} & named] == []


def one(entry: str) -> str:
    """Give the name of a requirement in its one form."""
    return re.sub(r"[-_.]+", "-", re.split(r"[<>=\[]", entry)[0]).lower()


def test_environment_and_pyproject_agree() -> None:
    lines = (ROOT / "environment.yml").read_text(encoding="utf-8").splitlines()
    listed = {line.strip().removeprefix("- ") for line in lines if line.strip().startswith("- ")}
    python = next(entry for entry in listed if entry.startswith("python>"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert python == f"python{project['requires-python']}"
    assert listed - {python, "conda-forge", "pip", "pip:", "-e ."} == declared()


def test_constraints_pin_every_dependency_exactly() -> None:
    pins = {}
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, version = line.split("==")
            pins[name.lower().replace("_", "-")] = version
    for entry in declared():
        assert re.split(r"[<>=]", entry)[0].lower() in pins


@pytest.mark.parametrize(
    "forbidden",
    [
        "/work" + "/",
        "/root" + "/",
        "/home" + "/",
        "pypi" + ".org",
        "pythonhosted" + ".org",
        "registry.npmjs" + ".org",
        "deb.debian" + ".org",
    ],
)
def test_no_machine_path_or_registry_host_is_committed(forbidden: str) -> None:
    found = [
        path.relative_to(ROOT) for path in tracked() if forbidden.encode() in path.read_bytes()
    ]
    assert found == []


def test_notebooks_are_stripped_and_tell_rather_than_define() -> None:
    notebooks = [path for path in tracked() if path.suffix == ".ipynb"]
    assert notebooks
    for path in notebooks:
        content = path.read_text(encoding="utf-8")
        assert not re.search(r'"execution_count": \d', content), path.name
        assert '"output_type"' not in content, path.name
        assert content.count('"def ') + content.count("\\ndef ") <= 2, path.name
