"""Files are there whole or not at all, whatever goes wrong while they are written."""

from __future__ import annotations

import contextlib
import hashlib
import os
import signal
from typing import TYPE_CHECKING

import pytest

from dxanalysis import exports, maps, pages
from dxanalysis.check_reports import write_report
from dxanalysis.errors import OutputError
from dxanalysis.files import atomic_write, sha256_in, sha256_of, write_whole
from dxanalysis.scaffold import create_workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from dxanalysis.analysis import Analysis


def test_the_older_file_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    with atomic_write(path) as half:
        half.write_text("new", encoding="utf-8")
        assert path.read_text(encoding="utf-8") == "old"
        assert half.suffix == ".txt"
    assert path.read_text(encoding="utf-8") == "new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_leaves_what_was_there_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    path.write_text("old", encoding="utf-8")

    def fail_half_way() -> None:
        with atomic_write(path) as half:
            half.write_text("ne", encoding="utf-8")
            half.with_name(f"{half.name}-journal").write_text("x", encoding="utf-8")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "name",
    [
        *["none/a.txt", "a\0b.txt", "x" * 300 + ".txt", "folder"],
        pytest.param("pipe", marks=pytest.mark.unix),
    ],
)
def test_what_cannot_be_a_file_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(OutputError) as caught:
        write_whole(tmp_path / name, "x")
    assert str(tmp_path) not in str(caught.value.params["found"])
    assert sorted(tmp_path.iterdir()) == before


def test_a_link_to_a_device_is_refused_and_one_to_a_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "full.png").symlink_to("/dev/full")
    with pytest.raises(OutputError, match=r"full\.png"):
        write_whole(tmp_path / "full.png", "x")
    assert (tmp_path / "full.png").is_symlink()
    other = tmp_path / "other.txt"
    other.write_text("other", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(other)
    write_whole(tmp_path / "link.txt", "new")
    assert other.read_text(encoding="utf-8") == "other"
    assert not (tmp_path / "link.txt").is_symlink()


def test_hashes(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    content = bytes(range(256)) * 5000
    path.write_bytes(content)
    known = hashlib.sha256(content).hexdigest()
    assert sha256_of(content) == sha256_in(path) == known
    assert sha256_in(tmp_path / "none") is None


@contextlib.contextmanager
def full_disk() -> Iterator[None]:
    """Let no file grow above 1,500 bytes: the system then says so in the middle of writing."""
    import resource  # there is none on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1500, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, handler)


@pytest.fixture(scope="module")
def writers(analysis: Analysis) -> dict[str, Callable[[Path], object]]:
    """Return everything that writes a file for a user, by the name of a file."""
    made = analysis
    drawn = pages.area_map(made, made.whole, lang="vi", themes=pages.map_themes(made))
    still = pages.area_still(made, made.whole, theme=None, lang="vi")
    return {
        "a.csv": lambda path: exports.write_csv(made, path),
        "h.csv": lambda path: exports.write_history(made, path),
        "a.xlsx": lambda path: exports.write_xlsx(made, path, lang="vi"),
        "a.gpkg": lambda path: exports.write_gpkg(made, path),
        "a.html": lambda path: maps.save_map(drawn, path),
        "a.png": lambda path: maps.save_still(still, path),
        "a.svg": lambda path: maps.save_still(still, path),
        "a.pdf": lambda path: maps.save_still(still, path),
        "r.html": lambda path: write_report(made.findings, path, lang="vi"),
        "r.xlsx": lambda path: write_report(made.findings, path, lang="vi"),
        "new": lambda path: create_workspace(path, province="14"),
    }


def refusal(write: Callable[[Path], object], path: Path) -> str:
    with pytest.raises(OutputError) as caught:
        write(path)
    return caught.value.sentence("vi")


@pytest.mark.unix
def test_no_writer_claims_success_on_a_full_disk(
    tmp_path: Path, writers: dict[str, Callable[[Path], object]]
) -> None:
    old = {tmp_path / name for name in writers if name != "new"}
    for path in old:
        path.write_text("old", encoding="utf-8")
    for name, write in writers.items():
        with full_disk():
            sentence = refusal(write, tmp_path / name)
        assert "Không ghi được" in sentence
        assert name in sentence
        assert ".half" not in sentence
    assert set(tmp_path.iterdir()) == old
    assert all(path.read_text(encoding="utf-8") == "old" for path in old)


@pytest.mark.parametrize("place", ["none/{}", "a\0{}", "x" * 300 + "{}", "file/{}", "link-{}"])
def test_every_writer_refuses_a_place_that_cannot_be_written(
    tmp_path: Path, writers: dict[str, Callable[[Path], object]], place: str
) -> None:
    (tmp_path / "file").write_text("old", encoding="utf-8")
    for name in writers:
        (tmp_path / f"link-{name}").symlink_to("/dev/full")
    before = sorted(tmp_path.iterdir())
    makes_folders = {"new", "a.html", "a.png", "a.svg", "a.pdf"}
    for name, write in writers.items():
        if name not in makes_folders or not place.startswith("none"):
            assert refusal(write, tmp_path / place.format(name))
    assert sorted(tmp_path.iterdir()) == before
