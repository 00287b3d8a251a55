"""The ways of Windows that a test can show here: consoles, locales, files in use, lines, paths."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from dxanalysis import files, read_workbook
from dxanalysis.errors import OutputError
from dxanalysis.files import write_whole

ROOT = Path(__file__).resolve().parent.parent
ROWS = "Tên xã,Dân số,Dân số được phủ sóng 4G\nXã Bó Sinh,9000,8000\nXã Mường Hung,5000,4000\n"


def run(*words: str | Path, **env: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command as a console starts it."""
    return subprocess.run(
        [sys.executable, "-m", "dxanalysis", *map(str, words)],
        env={**os.environ, "PYTHONPATH": str(ROOT), **env},
        capture_output=True,
        check=False,
    )


def figures(path: Path) -> list[tuple[str, str, float]]:
    """Read what a workbook says of 4G."""
    rows = read_workbook(path, operator="viettel", province="14", vintage="2025-07").observations
    rows = rows[rows["indicator"] == "pop_4g"]
    return list(zip(rows["unit_code"], rows["indicator"], rows["numerator"], strict=True))


# ---- consoles and locales ------------------------------------------------------------------------
@pytest.mark.parametrize(
    "env",
    [
        {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
        {"LC_ALL": "C", "LANG": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    ],
    ids=["cp1252", "C"],
)
@pytest.mark.slow
def test_a_check_ends_well_in_an_old_console(tmp_path: Path, env: dict[str, str]) -> None:
    (folder := tmp_path / "tinh").mkdir()
    path = folder / "so.csv"
    path.write_text(ROWS, encoding="utf-8")
    ended = run("check", path, "--province", "14", "--operator", "viettel", **env)
    assert ended.returncode == 0, ended
    assert b"Traceback" not in ended.stderr
    assert b"4G" in ended.stdout


# ---- a file that another program has open --------------------------------------------------------
class Held:
    """Refuses to be replaced, as Windows does while a program has the file open."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, times: int) -> None:
        self.left = times
        self.replace = Path.replace
        monkeypatch.setattr(Path, "replace", lambda *paths: self(*paths))  # noqa: PLW0108 - a method
        monkeypatch.setattr(files, "_PAUSE_SECONDS", 0.0)

    def __call__(self, half: Path, path: Path) -> Path:
        self.left -= 1
        if self.left >= 0:
            raise PermissionError(13, "Access is denied", str(path))
        return self.replace(half, path)


def test_a_file_in_use_is_one_sentence_and_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "gaps.xlsx"
    path.write_text("old", encoding="utf-8")
    Held(monkeypatch, times=99)
    with pytest.raises(OutputError) as refused:
        write_whole(path, "new")
    assert refused.value.key == "files.in_use"
    assert "Excel" in refused.value.sentence("vi")
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_held_for_a_moment_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "gaps.csv"
    path.write_text("old", encoding="utf-8")
    Held(monkeypatch, times=2)
    write_whole(path, "new")
    assert path.read_text(encoding="utf-8") == "new"


# ---- lines and paths -----------------------------------------------------------------------------
def test_lines_of_windows_are_read_like_any(tmp_path: Path) -> None:
    plain, windows = tmp_path / "a.csv", tmp_path / "b.csv"
    plain.write_text(ROWS, encoding="utf-8")
    windows.write_bytes(b"\xef\xbb\xbf" + ROWS.replace("\n", "\r\n").encode())
    assert figures(windows) == figures(plain)
    assert len(figures(plain)) == 2


@pytest.mark.parametrize(
    "broken", ["Dân số\r\nđược phủ sóng 4G", "Dân số_x000D_\nđược phủ sóng 4G"]
)
def test_a_heading_of_two_lines_is_one_heading(tmp_path: Path, broken: str) -> None:
    plain, windows = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    for path, heading in ((plain, "Dân số được phủ sóng 4G"), (windows, broken)):
        book = openpyxl.Workbook()
        page = book.active
        assert page is not None
        page.append(["Tên xã", "Dân số", heading])
        page.append(["Xã Bó Sinh", 9000, 8000])
        page.append(["Xã Mường Hung", 5000, 4000])
        book.save(path)
    assert figures(windows) == figures(plain)
    assert len(figures(plain)) == 2


def test_a_path_longer_than_windows_used_to_take(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*["Tỉnh Sơn La, sở Khoa học và Công nghệ"] * 7)
    assert len(str(folder)) > 260
    folder.mkdir(parents=True)
    (folder / "so.csv").write_text(ROWS, encoding="utf-8")
    assert len(figures(folder / "so.csv")) == 2
    write_whole(folder / "ra.csv", "x")
    assert (folder / "ra.csv").read_text(encoding="utf-8") == "x"
