"""Whatever stands in a setting or a record: a sentence, or as if it were not there."""

from __future__ import annotations

import shutil
import tomllib
from typing import TYPE_CHECKING

import pytest

from dxanalysis.batch.state.lock import claim
from dxanalysis.batch.state.manifest import read_manifest
from dxanalysis.batch.state.previous_site import read_earlier
from dxanalysis.batch.state.run_log import RunLog, read_records
from dxanalysis.cli import main
from dxanalysis.errors import OutputError, SettingsError
from dxanalysis.files import sha256_in
from dxanalysis.lang import LANGUAGES
from dxanalysis.sources.mapping_files import read_remembered
from dxanalysis.workspace import open_workspace
from tests import hostile_settings as hostile

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.unix
FILES = {"names.toml": hostile.NAMES, "mappings/a.toml": hostile.MAPPING}


def refusal(folder: Path, name: str) -> SettingsError | None:
    """Read a workspace's settings, and give what was refused."""
    refused: SettingsError | None = None
    try:
        if name == "province.toml":
            open_workspace(folder)
        else:
            read_remembered(folder, province="14", vintage="2025-07")
    except SettingsError as error:
        refused = error
    if refused is None:
        return None
    for lang in LANGUAGES:
        lines = refused.sentence(lang).split("\n")
        assert len(lines) == 1 + len(refused.others) <= 10
        assert max(map(len, lines)) < 1200
        assert not {"\x00", "\x1b", "\u202e"} & set("".join(lines))
    return refused


@pytest.mark.parametrize("name", ["province.toml", *FILES])
def test_odd_texts_and_places_are_sentences(son_la: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    good = FILES.get(name) or tomllib.loads((son_la / name).read_text(encoding="utf-8"))
    table = next(iter(good))
    for content in hostile.odd_texts(hostile.as_toml(good), table).values():
        path.write_bytes(content)
        refusal(tmp_path, name)
    for kind in hostile.PLACES:  # never as if nothing had been decided
        hostile.put(path, kind)
        assert refusal(tmp_path, name) is not None, kind


@pytest.mark.slow
@pytest.mark.parametrize("name", ["province.toml", *FILES])
def test_wrong_values_at_every_entry_are_sentences(son_la: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    good = FILES.get(name) or tomllib.loads((son_la / name).read_text(encoding="utf-8"))
    refused = 0
    for _, content in hostile.wrong_entries(good):
        path.write_bytes(content)
        refused += refusal(tmp_path, name) is not None
    assert refused > 10


def test_of_many_wrong_spellings_a_few_are_looked_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def nearest(written: str, *_: object) -> str:
        asked.append(written)
        return ""

    monkeypatch.setattr("dxanalysis.sources.mapping_files.nearest_units", nearest)
    names = {f"Xã {number}": f"không có {number}" for number in range(200)}
    (tmp_path / "names.toml").write_bytes(hostile.as_toml({"names": names}))
    assert refusal(tmp_path, "names.toml") is not None
    assert len(asked) == 10


@pytest.mark.parametrize("kind", hostile.PLACES)
def test_records_that_are_no_files_are_as_if_they_were_not(tmp_path: Path, kind: str) -> None:
    for name in (
        "manifest.json", ".previous/manifest.json", ".previous/gaps.csv", ".runs/000001/run.jsonl",
    ):  # fmt: skip
        hostile.put(tmp_path / name, kind)
    assert read_manifest(tmp_path) is None
    assert read_earlier(tmp_path) is None
    assert read_records(tmp_path) == []
    if "secret" not in kind:
        assert sha256_in(tmp_path / "manifest.json") is None


def test_odd_records_are_as_if_they_were_not(tmp_path: Path) -> None:
    (tmp_path / ".runs" / "000001").mkdir(parents=True)
    for content in hostile.odd_records(b'{"event": "start", "at": "x"}').values():
        (tmp_path / "manifest.json").write_bytes(content)
        (tmp_path / ".runs" / "000001" / "run.jsonl").write_bytes(content)
        assert read_manifest(tmp_path) is None
        assert read_records(tmp_path) == []


def test_locks_and_records_are_never_written_elsewhere(tmp_path: Path) -> None:
    site, outside = tmp_path / "site", tmp_path / "outside"
    outside.mkdir()
    runs = site / ".runs"
    runs.mkdir(parents=True)
    (runs / "lock").symlink_to(outside / "lock")
    (runs / "lock.sqlite").symlink_to(outside / "lock.sqlite")
    with claim(runs, beside=("units",)):
        assert (runs / "lock").is_file()
    (site / "units").symlink_to(outside)
    with pytest.raises(OutputError), claim(runs, beside=("units",)):
        pass
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / ".runs").symlink_to(outside)
    with pytest.raises(OutputError), claim(tmp_path / "other" / ".runs"):
        pass
    assert list(outside.iterdir()) == []


def test_folders_beside_the_records_are_not_taken_away(tmp_path: Path) -> None:
    for number in range(15):
        (tmp_path / ".runs" / f"mine {number}").mkdir(parents=True)
    log = RunLog(tmp_path)
    log.forget_older()
    log.close()
    assert len(list((tmp_path / ".runs").glob("mine *"))) == 15


@pytest.mark.parametrize("day", ["0001-01-01", "2024-09-30", "9999-12-31"])
@pytest.mark.slow
def test_workbooks_of_any_day_are_checked(day: str, root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "data" / "son-la", folder := tmp_path / "son-la")
    settings = folder / "province.toml"
    text = settings.read_text(encoding="utf-8")
    assert "as_of = 2025-09-30" in text
    settings.write_text(text.replace("as_of = 2025-09-30", f"as_of = {day}"), encoding="utf-8")
    assert main(["check", str(folder)]) in {0, 1}
