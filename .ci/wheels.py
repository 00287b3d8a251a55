"""Ask pip whether every pinned package comes as a wheel for Windows and macOS on each Python.

``python .ci/wheels.py`` prints a table and ends with 1 where one does not: a compiler would be
needed there. pip is asked as it is configured; where no registry can be reached, that is said, and
nothing was found out. Packages that only other systems need (``pywinpty`` on Windows) are found in
what the others require, since pip itself reads those conditions for the machine that it runs on.
A wheel that is for every system is asked for once, and its ``Requires-Python`` read for the rest.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT: Final = Path(__file__).resolve().parent.parent
SYSTEMS: Final = {
    "Windows": ("win_amd64", {"sys_platform": "win32", "platform_system": "Windows"}),
    "macOS": ("macosx_14_0_arm64", {"sys_platform": "darwin", "platform_system": "Darwin"}),
}
MACHINES: Final = {"Windows": ("AMD64", "nt"), "macOS": ("arm64", "posix")}
PYTHONS: Final = ("3.11", "3.12", "3.13")
LACKING: Final = re.compile(r"No matching distribution found for ([A-Za-z0-9._-]+)")


def ask(wanted: list[str], platform: str, python: str) -> tuple[dict[str, Any], list[str]]:
    """Ask pip which wheels it would install: what it says of each, and what it has no wheel for."""
    missing: list[str] = []
    asked = list(wanted)
    while asked:
        with tempfile.TemporaryDirectory() as folder:
            report = Path(folder) / "report.json"
            command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed"]
            command += ["--no-deps", "--only-binary=:all:", "--platform", platform]
            command += ["--python-version", python, "--implementation", "cp", "--quiet"]
            command += ["--target", folder, "--report", str(report), "--retries", "1", *asked]
            ended = subprocess.run(command, capture_output=True, text=True, check=False)
            if ended.returncode == 0:
                found = json.loads(report.read_text(encoding="utf-8"))["install"]
                return {canonicalize_name(one["metadata"]["name"]): one for one in found}, missing
        lacking = LACKING.search(ended.stderr)
        if lacking is None:
            sys.exit(ended.stderr)
        missing.append(canonicalize_name(lacking[1]))
        asked = [one for one in asked if name_of(one) != missing[-1]]
    return {}, missing


def name_of(requirement: str) -> str:
    """Name the package of a requirement in one way."""
    return canonicalize_name(Requirement(requirement).name)


def conditions(system: str, python: str) -> dict[str, str]:
    """Say what the conditions of requirements are read for."""
    machine, os_name = MACHINES[system]
    return {
        **SYSTEMS[system][1],
        "os_name": os_name,
        "platform_machine": machine,
        "python_version": python,
        "python_full_version": f"{python}.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "extra": "",
    }


def needed(requirements: list[str], there: dict[str, str]) -> list[str]:
    """Leave out requirements that are not for a system, and the conditions of the others."""
    return [
        f"{one.name}{one.specifier}"
        for one in map(Requirement, requirements)
        if one.marker is None or one.marker.evaluate(there)
    ]


def fits_everywhere(said: dict[str, Any], python: str) -> bool:
    """Tell whether a wheel that was found for another system or Python is one for this, too."""
    wheel = str(said["download_info"]["url"]).partition("#")[0]
    wanted = SpecifierSet(said["metadata"].get("requires_python", ""))
    return wheel.endswith("-none-any.whl") and f"{python}.0" in wanted


def main() -> int:
    """Print the table; give 1 where a wheel is missing."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    if ask([pin for pin in pins if name_of(pin) == "tomlkit"], "any", PYTHONS[0])[1]:
        sys.stdout.write("no registry can be reached: nothing was found out about wheels\n")
        return 0
    known: dict[str, Any] = {}
    failed = False
    for system, (platform, _) in SYSTEMS.items():
        for python in PYTHONS:
            there = conditions(system, python)
            pinned = {name_of(one): one for one in needed(pins, there)}
            old = {
                name for name in pinned if name in known and fits_everywhere(known[name], python)
            }
            found, missing = ask([pinned[one] for one in set(pinned) - old], platform, python)
            known |= found
            said = [
                line
                for name in {*found, *old}
                for line in known[name]["metadata"].get("requires_dist", [])
            ]
            more = {name_of(one): one for one in needed(said, there)}
            others, without = ask([more[one] for one in set(more) - set(pinned)], platform, python)
            wrong = sorted({*missing, *without})
            failed = failed or bool(wrong)
            sys.stdout.write(
                f"{system:<8} {platform:<18} CPython {python}: {len(found) + len(old)} of "
                f"{len(pinned)} pins, and {', '.join(sorted(others)) or 'nothing more'}; "
                f"without a wheel: {', '.join(wrong) or 'none'}\n"
            )
            sys.stdout.flush()
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
