"""The core works without what Windows lacks: fork, SIGKILL, process groups, AF_UNIX, fcntl.

No test here shows that it works on Windows; each shows that nothing is missing there.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent


def run(*words: str | Path, code: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command, or a piece of code, in an interpreter that has not what Windows lacks."""
    paths = [HERE / "as_on_windows", ROOT]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths)), "PYTHONUTF8": "1"}
    what = ["-c", code] if code else ["-m", "dxanalysis"]
    return subprocess.run(
        [sys.executable, *what, *map(str, words)],
        env=env,
        encoding="utf-8",
        capture_output=True,
        check=False,
    )


def test_what_windows_lacks_is_gone_in_every_process() -> None:
    look = (
        "import os, signal, socket, subprocess, sys\n"
        "print(*[name for module, name in ((os, 'fork'), (os, 'killpg'), (signal, 'SIGKILL'),"
        " (socket, 'AF_UNIX'), (os, 'getpid')) if hasattr(module, name)])\n"
        "try:\n    import fcntl\nexcept ImportError:\n    print('no fcntl')\n"
    )
    child = f"subprocess.run([sys.executable, '-P', '-c', {look!r}], check=True)"
    ended = run(code=f"{look}sys.stdout.flush()\n{child}")
    assert ended.stdout.splitlines() == ["getpid", "no fcntl"] * 2, ended.stderr


@pytest.mark.slow
def test_a_province_is_checked_added_to_drawn_and_reported(son_la: Path, tmp_path: Path) -> None:
    workspace = Path(shutil.copytree(son_la, tmp_path / "Tỉnh Sơn La thử nghiệm" / "son-la"))
    out = workspace.parent / "trang"
    sent = workspace.parent / "Viettel quý 3.xlsx"
    shutil.copy(workspace / "workbooks" / "viettel.xlsx", sent)
    lines = workspace.parent / "ranh giới.geojson"
    shutil.copy(workspace / "boundaries.geojson", lines)
    done = [
        run("check", workspace),
        run("add", sent, workspace, "--sender", "viettel", "--as-of", "2025-12-31", "--yes"),
        run("use-boundaries", lines, workspace, "--source", "Sở"),
        run("map", workspace, "--out", workspace.parent / "bản đồ.html"),
        run("report", workspace, "--only", "126", "127", "--formats", "html,docx", "--out", out),
    ]
    for ended in done:
        assert ended.returncode == 0, (ended.args, ended.stdout, ended.stderr)
        assert "Traceback" not in ended.stderr
    made = {one["code"]: one for one in json.loads((out / "manifest.json").read_bytes())["units"]}
    assert {(made[code]["status"], made[code]["kernel"]) for code in ("126", "127")} == {
        ("ok", "cold")
    }
    assert {path.name[:3] for path in (out / "units").glob("*.docx")} == {"126", "127"}
