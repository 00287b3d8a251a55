"""Whatever surrounds a command, it ends with its exit code and a sentence: no traceback."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dxanalysis.cli import BROKEN_PIPE, main
from tests import hostile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.unix


def obey() -> None:
    """Give up what root may do beyond the owner of a file: permissions then count."""
    if os.geteuid() == 0:
        header = struct.pack("Ii", 0x20080522, 0)
        assert ctypes.CDLL(None).capset(header, bytes(24)) == 0


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    said: str
    complained: str


def run(
    words: list[str],
    folder: Path,
    *,
    before: Callable[[], object] = lambda: None,
    out: str | int | None = None,
    encoding: str = "utf-8",
) -> Ended:
    """Run a command in a forked child, with a standard output and surroundings of its own."""
    said = folder / "said"
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        code: object = 99
        try:
            os.close(reading)
            target = out if isinstance(out, int) else os.open(out or said, os.O_CREAT | os.O_RDWR)
            os.dup2(target, 1)
            os.dup2(writing, 2)
            sys.stdout = open(1, "w", encoding=encoding, closefd=False)  # noqa: SIM115
            sys.stderr = open(2, "w", encoding=encoding, closefd=False)  # noqa: SIM115
            before()
            code = main(words)
        except SystemExit as end:
            code = end.code
        except BaseException:  # noqa: BLE001 - this is what is looked for
            traceback.print_exc()
        finally:
            with contextlib.suppress(OSError):
                sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code if isinstance(code, int) else 98)
    os.close(writing)
    with os.fdopen(reading, encoding=encoding) as pipe:
        complained = pipe.read()
    _, status = os.waitpid(child, 0)
    assert "Traceback" not in complained, complained
    printed = said.read_text(encoding=encoding) if said.exists() else ""
    said.unlink(missing_ok=True)
    return Ended(os.waitstatus_to_exitcode(status), printed, complained)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "bang.csv"
    path.write_text("Mã xã,Tên xã,Số trạm\n04171,Xã Bó Sinh,5\n", encoding="utf-8")
    return path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "so.csv"
    rows = "Tên xã,Dân số,Dân số được phủ sóng 4G\nXã Bó Sinh,9000,8000\n"
    path.write_text(rows, encoding="utf-8")
    return path


@pytest.fixture
def commands(book: Path, table: Path, tmp_path: Path) -> dict[str, tuple[list[str], int]]:
    """Give commands and the exit code of each where nothing is wrong around it."""
    (out := tmp_path / "out").mkdir()
    convert = ["units", "convert", str(table), "--province", "14", "--from", "2025-07"]
    return {
        "check": (["check", str(book), "--province", "14"], 0),
        "find": (["units", "find", "Mường Hung", "--province", "14"], 0),
        "convert": ([*convert, "--out", str(out / "bang.csv")], 0),
        "new": (["new", str(out / "tinh"), "--province", "14"], 0),
    }


# ---- the console ---------------------------------------------------------------------------------
@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp1258"])
def test_old_consoles_show_what_they_can(
    commands: dict[str, tuple[list[str], int]], encoding: str, tmp_path: Path
) -> None:
    for name in ("check", "find"):
        words, code = commands[name]
        ended = run(words, tmp_path, encoding=encoding)
        assert ended.code == code, (name, ended)
        assert ended.said, name
    found = run(commands["find"][0], tmp_path, encoding="ascii")
    assert "Xa Muong Hung" in found.said


@pytest.mark.parametrize("name", ["check", "find", "convert"])
def test_an_output_that_is_full_or_gone(
    commands: dict[str, tuple[list[str], int]], name: str, tmp_path: Path
) -> None:
    words, _ = commands[name]
    full = run(words, tmp_path, out="/dev/full")
    assert full.code == 2
    assert "No space left" in full.complained
    reading, writing = os.pipe()
    os.close(reading)
    gone = run(words, tmp_path, out=writing)
    os.close(writing)
    assert (gone.code, gone.complained) == (BROKEN_PIPE, "")


def test_closed_streams_are_no_files(root: Path, table: Path, tmp_path: Path) -> None:
    # Without a standard output the next file that is opened would be it, and be written into.
    out = tmp_path / "neu.csv"
    command = (
        f"exec {sys.executable} -m dxanalysis units convert {table} --province 14 --from 2025-07"
        f" --out {out} >&- 2>&- <&-"
    )
    done = subprocess.run(["sh", "-c", command], cwd=root, check=False)
    assert done.returncode == 0
    assert out.read_text(encoding="utf-8-sig").count("\n") == 2
    assert table.read_text(encoding="utf-8").count("\n") == 2


def test_an_argument_does_nothing_to_the_terminal(tmp_path: Path) -> None:
    for words in (
        ["check", "\x1b]0;x\x07.csv", "--province", "14"],
        ["check", "--\x1b[31m", "a\u202e"],
        ["units", "find", "\x1b[2J\u202e"],
        ["map", "\x1b[2J", "--out", "\u202e.png"],
    ):
        ended = run(words, tmp_path)
        assert ended.code in {1, 2}
        assert not {"\x1b", "\x07", "\u202e"} & set(ended.said + ended.complained)


# ---- the disk ------------------------------------------------------------------------------------
def test_the_current_folder_is_gone(
    commands: dict[str, tuple[list[str], int]], tmp_path: Path
) -> None:
    def leave() -> None:
        gone = tempfile.mkdtemp()
        os.chdir(gone)
        Path(gone).rmdir()

    for name in ("check", "find", "convert"):
        words, code = commands[name]
        ended = run(words, tmp_path, before=leave)
        assert ended.code in {code, 2}, (name, ended)
        assert ended.code == 0 or ended.complained.count("\n") == 1, (name, ended)


@pytest.mark.slow
def test_a_disk_that_is_full(
    commands: dict[str, tuple[list[str], int]], son_la: Path, tmp_path: Path
) -> None:
    import resource  # there is none on Windows

    def fill() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20, 20))

    out = tmp_path / "out"
    check, _ = commands["check"]
    for words in (
        commands["convert"][0],
        commands["new"][0],
        [*check, "--out", str(out / "a.xlsx")],
        [*check, "--out", str(out / "a.html")],
        ["map", str(son_la), "--out", str(out / "a.html")],
        ["map", str(son_la), "--out", str(out / "a.svg")],
    ):
        # What is said goes to a device, which has no size.
        ended = run(words, tmp_path, before=fill, out="/dev/null")
        assert ended.code == 2, (words, ended)
        left = [path for path in out.rglob("*") if path.is_file() and path.stat().st_size]
        assert left == [], words


@pytest.mark.slow
def test_files_and_folders_that_may_not_be_read_or_written(
    own_workspace: Path, tmp_path: Path
) -> None:
    (free := tmp_path / "free").mkdir()
    (closed := tmp_path / "closed").mkdir()
    workspace = own_workspace
    closed.chmod(0o555)
    try:
        for place in (
            "province.toml",
            "workbooks/vnpt.xlsx",
            "population.csv",
            "boundaries.geojson",
            "workbooks",
            ".",
        ):
            path = workspace / place
            mode = path.stat().st_mode
            path.chmod(0)
            for words in (
                ["check", str(workspace)],
                ["map", str(workspace), "--out", str(free / "a.html")],
            ):
                ended = run(words, free, before=obey)
                assert ended.code == 2, (place, ended)
                said = ended.said + ended.complained
                assert "không có quyền" in said.lower(), place
            path.chmod(mode)
        for words in (
            ["new", str(closed / "neu"), "--province", "14"],
            ["map", str(workspace), "--out", str(closed / "a.html")],
        ):
            ended = run(words, free, before=obey)
            assert ended.code == 2, ended
            assert ended.complained.count("\n") == 1, ended
        assert list(closed.iterdir()) == []
        # A workspace that may only be read is enough for what writes elsewhere.
        for path in workspace.rglob("*"):
            path.chmod(0o555 if path.is_dir() else 0o444)
        ended = run(["check", str(workspace)], free, before=obey)
        assert ended.code == 0, ended
    finally:
        for path in (closed, workspace, *workspace.rglob("*")):
            path.chmod(0o755)


# ---- files that are none -------------------------------------------------------------------------
def special(folder: Path) -> Iterator[str]:
    """Name what is no regular file, and what is no name."""
    yield from map(str, hostile.write_special(folder))
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(folder / "s.xlsx"))
    yield str(folder / "s.xlsx")
    yield from ("/proc/kmsg", "/proc/self/environ", "/dev/zero", "/dev/full", "/dev/stdin")
    yield from ("", "-", "/", "..", "\udcff.csv", "a\u202ev.csv", str(folder / ("ế" * 130)))


@pytest.mark.parametrize(
    "words",
    [
        "check {} --province 14",
        "map {son_la} --boundaries {} --out {out}/a.html",
        "units convert {} --province 14 --out {out}/a.csv",
        "check {book} --province 14 --headings {}",
        "map {} --out {out}/a.html",
        "new {out}/neu --province 14 --grouping {}",
        "new {out}/neu --province {}",
        "units find {}",
    ],
)
def test_what_is_no_file_is_a_sentence(
    words: str,
    son_la: Path,
    book: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (inside := tmp_path / "in").mkdir()
    (out := tmp_path / "out").mkdir()
    for path in special(inside):
        asked = [
            path if word == "{}" else word.format(son_la=son_la, book=book, out=out)
            for word in words.split()
        ]
        try:
            code = main(asked)
        except SystemExit as end:  # of the parser
            code = end.code  # type: ignore[assignment]
        said = "".join(capsys.readouterr())
        assert code in {1, 2}, (path, said)
        assert 0 < len(said) < 5000, path
        assert list(out.iterdir()) == [], path
