"""The folder that a planner unpacks: double clicks on Windows, macOS and Linux.

The files for Windows are read here and not run: there is no Windows. Those for macOS and Linux run,
in a folder with a space and Vietnamese letters in its name.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DESK = ROOT / "desk"
STARTERS = ["cai-dat", "lap-bao-cao", "mo-so-lam-viec"]
EXPANDED = re.compile(r"%%~?[a-z]*[vfd]\b|%~[a-z]*[01]|%[A-Z]+%")
"""What begins with a percent sign in a file of commands and is meant: loops, arguments, names."""


def lines_of(name: str) -> list[str]:
    """Read a file of commands for Windows."""
    return (DESK / f"{name}.bat").read_bytes().decode("ascii").split("\r\n")


@pytest.mark.parametrize("name", STARTERS)
def test_windows_reads_each_line_as_it_is_meant(name: str) -> None:
    content = (DESK / f"{name}.bat").read_bytes()
    assert content.isascii()  # the sentences are in files of their own, read after chcp
    assert content.count(b"\n") == content.count(b"\r\n") == len(lines_of(name)) - 1
    assert "chcp 65001 >nul" in lines_of(name)
    for line in lines_of(name):
        assert "!" not in line
        assert "%" not in EXPANDED.sub("", line), line
        assert line.count('"') % 2 == 0, line
        bare = re.sub(r'"[^"]*"', "", line)
        # Paths, and what is filled in from paths, stand between quotes.
        assert not re.search(r"[\\]|%~|%%~|%PACKAGE%|\.venv|\.txt", bare), line
    gone_to = {line.split()[-1] for line in lines_of(name) if "goto " in line}
    assert gone_to <= {line[1:] for line in lines_of(name) if line.startswith(":")}


def steps(content: str) -> list[str]:
    """List the steps that a file says it has."""
    return re.findall(r"^\s*(?:rem|#) step: (.+?)\r?$", content, re.MULTILINE)


def calls(content: str) -> set[str]:
    """List what a file has Python do, written as on Linux and without names of variables."""
    found = set()
    for line in content.splitlines():
        if call := re.search(r'python(?:\.exe)?" (-P .+?)(?: >\S+)?(?:; then| \|\|.*)?$', line):
            plain = call[1].replace("\\", "/")
            found.add(re.sub(r'"(?:%%~fd|%~f1|\$one)"', "FOLDER", plain))
    named = {re.sub(r"bao-cao/(?:%%~nxd|%~nx1|\$name)", "bao-cao/NAME", one) for one in found}
    return {re.sub(r"%PACKAGE%|\$package", "PACKAGE", one) for one in named}


@pytest.mark.parametrize("name", STARTERS)
def test_the_three_systems_go_the_same_way(name: str) -> None:
    windows = (DESK / f"{name}.bat").read_text(encoding="ascii")
    others = (DESK / f"{name}.sh").read_text(encoding="utf-8")
    here_only = "refuse a path that is too long"
    assert [one for one in steps(windows) if one != here_only] == steps(others)
    assert calls(windows) == calls(others) != set()
    said = [set(re.findall(r'"loi[/\\]([a-z-]+)\.txt"', one)) for one in (windows, others)]
    assert said[0] - {"duong-dan-dai"} == said[1]
    opened = (DESK / f"{name}.command").read_text(encoding="utf-8")
    assert f'exec sh "$(dirname "$0")/{name}.sh" "$@"' in opened


def test_every_sentence_is_there_in_two_languages_and_said() -> None:
    used = {
        word
        for name in STARTERS
        for word in re.findall(r'"loi\\([a-z-]+)\.txt"', "\n".join(lines_of(name)))
    }
    texts = {path.stem: path.read_bytes().decode() for path in (DESK / "loi").iterdir()}
    assert set(texts) == used
    for content in texts.values():
        vietnamese, english, nothing = content.split("\r\n")
        assert not vietnamese.isascii()
        assert english
        assert not nothing


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Give a copy of the folder where planners keep such things."""
    return Path(shutil.copytree(DESK, tmp_path / "Tỉnh Sơn La thử nghiệm" / "dxanalysis"))


def start(script: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Open a file as a double click does, without a terminal."""
    return subprocess.run(
        ["sh", script, *words],
        cwd="/",
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": "", **env},
        encoding="utf-8",
        capture_output=True,
        check=False,
    )


def said(name: str) -> str:
    return (DESK / "loi" / f"{name}.txt").read_text(encoding="utf-8").splitlines()[0]


@pytest.mark.unix
def test_without_python_or_package_it_says_what_to_do(desk: Path, tmp_path: Path) -> None:
    (tools := tmp_path / "tools").mkdir()
    for tool in ("cat", "dirname", "sh"):
        (tools / tool).symlink_to(shutil.which(tool) or "")
    ended = start(desk / "cai-dat.command", PATH=str(tools))
    assert (ended.returncode, said("can-python") in ended.stdout) == (1, True)
    (tools / "python3").symlink_to(sys.executable)
    ended = start(desk / "cai-dat.command", PATH=str(tools))
    assert (ended.returncode, said("thieu-goi") in ended.stdout) == (1, True)
    for name in STARTERS[1:]:
        ended = start(desk / f"{name}.sh")
        assert (ended.returncode, said("chua-cai") in ended.stdout) == (1, True)


@pytest.mark.unix
def test_every_province_that_lies_there_gets_a_report(desk: Path, tmp_path: Path) -> None:
    python = desk / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(
        '#!/bin/sh\nfor one in "$@"; do echo "<$one>"; done >>asked\n'
        'case "$5" in *sai*) exit 2;; esac\n'
    )
    python.chmod(0o755)
    ended = start(desk / "lap-bao-cao.sh")
    assert (ended.returncode, said("chua-co-tinh") in ended.stdout) == (1, True)
    for name in ("Tỉnh Sơn La", "50% (mới) & cũ!"):
        (desk / name).mkdir()
        (desk / name / "province.toml").touch()
    ended = start(desk / "lap-bao-cao.command")
    assert (ended.returncode, said("bao-cao-xong") in ended.stdout) == (0, True), ended
    asked = (desk / "asked").read_text(encoding="utf-8")
    for name in ("Tỉnh Sơn La", "50% (mới) & cũ!"):
        assert f"<report>\n<./{name}/>\n<--out>\n<bao-cao/{name}>\n" in asked
    (dropped := tmp_path / "tỉnh sai").mkdir()
    ended = start(desk / "lap-bao-cao.sh", str(dropped))
    assert (ended.returncode, said("co-loi") in ended.stdout) == (1, True)
    asked = (desk / "asked").read_text(encoding="utf-8")
    assert asked.endswith(f"<report>\n<{dropped}/>\n<--out>\n<bao-cao/tỉnh sai>\n")


@pytest.mark.slow
@pytest.mark.unix
def test_it_installs_from_what_was_unpacked_and_makes_a_report(
    son_la: Path, tmp_path: Path
) -> None:
    """Dependencies are those of this very environment: no network is asked for them."""
    from desk import make_desk

    wheels = tmp_path / "wheels"
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", str(wheels)]
    built = subprocess.run([*pip, str(ROOT)], capture_output=True, text=True, check=False)
    if built.returncode:
        pytest.skip("no wheel can be built: what builds it is not here")
    make_desk.pack(next(wheels.glob("*.whl")), tmp_path / "desk.zip")
    here = tmp_path / "Tỉnh Sơn La thử nghiệm"
    subprocess.run(["unzip", "-q", tmp_path / "desk.zip", "-d", here], check=True)
    desk = here / "dxanalysis"
    subprocess.run([sys.executable, "-m", "venv", desk / ".venv"], check=True)
    installed = next((desk / ".venv" / "lib").glob("python*/site-packages"))
    (installed / "others.pth").write_text(
        "\n".join(path for path in sys.path if path.endswith("site-packages"))
    )
    ended = start(desk / "cai-dat.command", PIP_NO_INDEX="1", PIP_FIND_LINKS="")
    assert (ended.returncode, said("cai-xong") in ended.stdout) == (0, True), ended
    assert (installed / "dxanalysis" / "cli.py").is_file()
    shutil.copytree(son_la, desk / "Tỉnh Sơn La")
    settings = desk / "Tỉnh Sơn La" / "province.toml"
    whole = settings.read_text(encoding="utf-8")
    settings.write_text(whole.replace('"former_district"', '"province"', 1), encoding="utf-8")
    where = "import dxanalysis; print(dxanalysis.__file__)"
    python = desk / ".venv" / "bin" / "python"
    found = subprocess.run(
        [python, "-P", "-c", where], env={**os.environ, "PYTHONPATH": ""}, cwd="/",
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert Path(found.stdout.strip()).is_relative_to(installed)
    ended = start(desk / "lap-bao-cao.command", JUPYTER_PATH=f"{sys.prefix}/share/jupyter")
    assert (ended.returncode, said("bao-cao-xong") in ended.stdout) == (0, True), ended
    assert (desk / "bao-cao" / "Tỉnh Sơn La" / "index.html").is_file()


def test_what_is_packed_can_be_run_and_is_the_same_each_time(tmp_path: Path) -> None:
    from desk import make_desk

    wheel = tmp_path / "dxanalysis-0.1.0-py3-none-any.whl"
    wheel.write_bytes(b"wheel")
    for name in ("a.zip", "b.zip"):
        make_desk.pack(wheel, tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        modes = {one.filename: one.external_attr >> 16 & 0o777 for one in archive.infolist()}
        assert archive.read("dxanalysis/cai-dat.bat") == (DESK / "cai-dat.bat").read_bytes()
    assert modes["dxanalysis/cai-dat.command"] == 0o755
    assert {"dxanalysis/constraints.txt", f"dxanalysis/goi/{wheel.name}"} < set(modes)
