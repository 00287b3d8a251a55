"""Targets and boundaries changed by a command: one line of the settings changes, or none."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import geopandas as gpd
import pytest

from dxanalysis.cli import main
from dxanalysis.errors import OutputError
from dxanalysis.intake import storing
from dxanalysis.intake.changes import own_target, use_boundary_file
from dxanalysis.intake.province_file import with_boundaries
from dxanalysis.lang import text
from dxanalysis.workspace import open_workspace
from tests.intake_files import HEADINGS, SETTINGS, add, make_workspace, tree, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a workspace, with remarks in its settings."""
    return make_workspace(tmp_path / "lang-son")


def changed(folder: Path) -> list[tuple[str, str]]:
    """List the lines of the settings that are not as they were: before, and now."""
    now = (folder / "province.toml").read_text(encoding="utf-8").splitlines()
    was = SETTINGS.splitlines()
    assert len(now) >= len(was)
    return [pair for pair in zip(was, now, strict=False) if pair[0] != pair[1]]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (
            ["pop_5g", "97,5%", "--by", "2028", "--document", "Kế hoạch 12/KH-UBND"],
            (
                'pop_5g = {value_pct = 97.5, year = 2028, document = "Kế hoạch 12/KH-UBND"}'
                "  # xem lại năm 2027"
            ),
        ),
        # Without a year the one so far stays; without a document it is the province's own.
        (
            ["pop_5g", "80"],
            (
                'pop_5g = {value_pct = 80.0, year = 2030, document = "Chỉ tiêu của tỉnh"}'
                "  # xem lại năm 2027"
            ),
        ),
    ],
)
def test_one_line_is_changed_and_its_remark_stays(
    words: list[str], line: str, folder: Path
) -> None:
    assert main(["set-target", str(folder), *words]) == 0
    assert [now for _, now in changed(folder)] == [line]
    assert open_workspace(folder).targets["pop_5g"].value_pct is not None


def test_a_published_target_is_named_by_its_id(folder: Path) -> None:
    assert main(["set-target", str(folder), "pop_5g", "80"]) == 0
    assert main(["set-target", str(folder), "pop_5g", "qd36-pop-5g-2030"]) == 0
    assert not changed(folder)


def test_a_new_target_joins_the_others(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert main(["set-target", "villages_fibre", "99.5", "--by", "2027"]) == 0
    target = open_workspace(folder).targets["villages_fibre"]
    assert (target.value_pct, target.year) == (99.5, 2027)
    assert not changed(folder)


@pytest.mark.parametrize(("year", "said"), [("2020", True), ("2030", False)])
def test_a_year_that_is_over_is_said(
    year: str, folder: Path, capsys: pytest.CaptureFixture[str], *, said: bool
) -> None:
    assert main(["set-target", str(folder), "pop_5g", "80", "--by", year, "--lang", "en"]) == 0
    assert ("is over" in capsys.readouterr().out) is said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["pop_5", "80"], "pop_5g"),
        (["population", "80"], "population"),
        (["pop_5g", "120"], "120"),
        (["pop_5g", "0"], "“0”"),
        (["pop_5g", "0,995"], "“99,5%” or “0,995%”"),
        (["pop_5g", "1"], "“100%” or “1%”"),
        (["pop_5g", "nan"], "qd36-pop-5g-2030"),
        (["pop_5g", "1e400"], "1e400"),
        (["pop_5g", "qd36-villages-fixed-2025"], "qd36-pop-5g-2030"),
        (["villages_fibre", "80"], "--by"),
        (["pop_5g", "80", "--by", "30"], "1990"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    words: list[str], said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(folder)
    assert main(["set-target", str(folder), *words, "--lang", "en"]) == 2
    assert said in capsys.readouterr().err
    assert tree(folder) == before


def test_a_percent_sign_says_that_a_small_number_is_one() -> None:
    assert own_target("0,5%", by=2030)["value_pct"] == 0.5


def test_the_sample_is_never_changed_by_chance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["set-target", "pop_5g", "80", "--by", "2030", "--lang", "en"]) == 2
    assert "province.toml" in capsys.readouterr().err


@pytest.fixture
def layer(root: Path, own_workspace: Path, tmp_path: Path) -> Path:
    """Give a shapefile of the sample's communes."""
    assert own_workspace
    table = gpd.read_file(root / "data" / "son-la" / "boundaries.geojson")
    path = tmp_path / "Ranh giới mới.shp"
    table[["unit_code", "unit_name", "geometry"]].to_file(path)
    return path


def test_boundaries_are_copied_whole_and_named(own_workspace: Path, layer: Path) -> None:
    settings = own_workspace / "province.toml"
    before = settings.read_text(encoding="utf-8")
    own = before.replace("[boundaries]", "[boundaries]  # của Sở")
    settings.write_text(own, encoding="utf-8")
    words = ["use-boundaries", str(layer), str(own_workspace), "--source", "Sở NN&MT"]
    assert main(words) == 0
    entry = open_workspace(own_workspace).boundaries
    assert (entry.kind, entry.source) == ("real", "Sở NN&MT")
    assert entry.path == own_workspace / "ranh-gioi-moi.shp"
    for part in (".shx", ".dbf", ".prj"):
        assert entry.path.with_suffix(part).read_bytes() == layer.with_suffix(part).read_bytes()
    now = settings.read_text(encoding="utf-8")
    said = tomllib.loads(now)
    assert {**said, "boundaries": None} == {**tomllib.loads(own), "boundaries": None}
    assert "[boundaries]  # của Sở" in now
    # Again: the same file is not kept twice.
    files = len(tree(own_workspace))
    assert main(words) == 0
    assert len(tree(own_workspace)) == files


def test_boundaries_without_the_units_that_contradict_are_no_success(
    own_workspace: Path, layer: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = gpd.read_file(layer)
    table.loc[[0, 1], "unit_name"] = table.loc[[1, 0], "unit_name"].to_numpy()
    path = layer.with_suffix(".geojson")
    table.to_file(path)
    assert main(["use-boundaries", str(path), str(own_workspace), "--lang", "en"]) == 1
    assert "the row was not used" in "".join(capsys.readouterr())
    assert open_workspace(own_workspace).boundaries.kind == "real"


def test_boundaries_of_elsewhere_or_a_failed_write_change_nothing(
    own_workspace: Path, layer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(own_workspace)
    wrong = tmp_path / "wrong.geojson"
    wrong.write_text("{}")
    assert main(["use-boundaries", str(wrong), str(own_workspace)]) == 2
    own = storing._write

    def write_but(path: Path, content: bytes, **options: str) -> None:
        if path.name == "province.toml":
            raise OutputError("files.cannot_write", where=str(path), found="disk full")
        own(path, content, **options)

    monkeypatch.setattr(storing, "_write", write_but)
    with pytest.raises(OutputError):
        use_boundary_file(own_workspace, layer)
    assert tree(own_workspace) == before


def test_a_workbook_is_taken_out_and_kept(folder: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "Viettel Quý III.xlsx", headings=HEADINGS[:5])
    add(file, folder)
    stored = folder / "workbooks" / "viettel-quy-iii.xlsx"
    with_it = (folder / "province.toml").read_text(encoding="utf-8")
    assert main(["remove", "Viettel Quý II.xlsx", str(folder)]) == 2
    names = ("viettel-quy-iii.xlsx", "workbooks/viettel-quy-iii.xlsx", file.name)
    for named in (str(file), *names, f"in/{file.name}"):
        assert main(["remove", named, str(folder)]) == 0
        assert stored.is_file()
        assert (folder / "province.toml").read_text(encoding="utf-8") == SETTINGS
        (folder / "province.toml").write_text(with_it, encoding="utf-8", newline="")
    assert main(["remove", stored.name, str(folder), "--delete"]) == 0
    assert not stored.exists()
    assert file.is_file()


def test_workbooks_that_are_left_unused_are_named_when_one_goes(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("Viettel Quý II.xlsx", "Viettel Quý III.xlsx"):
        add(write(tmp_path / name, headings=HEADINGS[:5]), folder)
    said = (folder / "province.toml").read_text(encoding="utf-8")
    names = sorted(path.name for path in (folder / "workbooks").glob("viettel*"))
    assert len(names) == 2
    (used,) = (name for name in names if name in said)
    assert main(["remove", used, str(folder), "--lang", "en"]) == 0
    told = capsys.readouterr().out.splitlines()[-1]
    assert [name for name in names if name in told] == [name for name in names if name != used]
    assert "so-khcn.xlsx" not in told


def test_only_a_workbook_of_the_workspace_is_taken_out(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(folder)
    assert main(["remove", "viettel.xlsx", str(folder), "--lang", "en"]) == 2
    assert "so-khcn.xlsx" in capsys.readouterr().err
    assert tree(folder) == before
    # The first of several goes, and the remarks of the others stay.
    assert main(["remove", "so-khcn.xlsx", str(folder), "--lang", "en"]) == 0
    now = (folder / "province.toml").read_text(encoding="utf-8")
    assert "workbooks" not in now
    assert "# các tệp" in now
    assert "# ranh giới\n[boundaries]" in now


@pytest.mark.parametrize("command", ["set-target", "use-boundaries", "remove"])
def test_outside_a_province_each_command_says_how_it_is_written(
    command: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    words = ["pop_4g", "80"] if command == "set-target" else ["x.gpkg"]
    assert main([command, *words]) == 2
    said = capsys.readouterr().err
    assert f"dxanalysis {command} " in said
    assert "dxanalysis add" not in said


def test_a_target_without_a_year_says_that_one_is_needed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["set-target", str(folder), "villages_fibre", "80"]) == 2
    said = capsys.readouterr().err
    assert "--by 2030" in said
    assert "“–”" not in said


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_real_boundaries_are_not_called_approximate(end: str) -> None:
    remarks = [
        text(f"newworkspace.{key}", lang, folder="tinh-toi")
        for key in ("toml_boundaries", "toml_boundaries_get")
        for lang in ("vi", "en")
    ]
    lines = ["[boundaries]  # của Sở", *(f"# {one}" for one in remarks), "# hỏi lại", 'path = "a"']
    entry = {"path": "b.gpkg", "kind": "real", "source": "Sở"}
    made = with_boundaries(end.join([*lines, ""]), entry)
    assert made.split(end)[:3] == ["[boundaries]  # của Sở", "# hỏi lại", 'path = "b.gpkg"']
