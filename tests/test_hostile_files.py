"""Nothing that a file contains may reach out, hang, swell or crash: each ends in one sentence."""

from __future__ import annotations

import dataclasses
import os
import struct
import subprocess
import sys
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from dxanalysis.cli import main
from dxanalysis.errors import DxAnalysisError, FileUnreadableError
from dxanalysis.lang import LANGUAGES
from dxanalysis.maps.html import payload
from dxanalysis.sources import box, plain_data, vector_files
from dxanalysis.sources.boundaries import read_boundaries, reader, thinning
from dxanalysis.sources.spreadsheets import ods, xls
from dxanalysis.sources.spreadsheets import sheet as sheets
from dxanalysis.sources.spreadsheets.formats import open_sheets
from dxanalysis.sources.workbook import layout, read_workbook
from dxanalysis.sources.workbook import reader as workbooks
from dxanalysis.sources.workbook.reader import preview_workbook
from dxanalysis.sources.workbook.tables import grid
from dxanalysis.units import load_units
from tests import hostile, hostile_variations

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator


@pytest.fixture
def requests() -> Iterator[tuple[str, list[str]]]:
    """Serve an address and list what is asked of it."""
    with hostile.counting() as served:
        yield served


@pytest.fixture(scope="module")
def base(root: Path) -> gpd.GeoDataFrame:
    layer = gpd.read_file(root / "data" / "son-la" / "boundaries.geojson")
    return layer[["unit_code", "unit_name", "geometry"]]


def said(error: DxAnalysisError) -> None:
    """Check that an error is a sentence in both languages."""
    for lang in LANGUAGES:
        sentence = error.sentence(lang)
        assert "Traceback" not in sentence
        assert len(sentence) < 1500


def meant(error: DxAnalysisError) -> None:
    """Check that the reader itself refused, and did not merely fail."""
    assert error.key != "inputs.reader_failed", error.params
    said(error)


def read_layer(path: Path) -> None:
    try:
        read_boundaries(path, units=load_units(province="14"), province="14", vintage="2025-07")
    except DxAnalysisError as error:
        meant(error)


@pytest.mark.parametrize("heavy", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_layers_reach_nothing(
    tmp_path: Path, base: gpd.GeoDataFrame, requests: tuple[str, list[str]], *, heavy: bool
) -> None:
    address, asked = requests
    secret = tmp_path / "secret.geojson"
    secret.write_text('{"type":"Point","coordinates":[104,21]}')
    control = tmp_path / "control"
    control.write_text("x")
    for path in (secret, control):
        os.utime(path, ns=(0, 0))
    control.read_text()
    if control.stat().st_atime_ns == 0:
        pytest.skip("this file system does not note when files are opened")
    (folder := tmp_path / "in").mkdir()
    files = list(hostile.write_layers(folder, base, address, secret, heavy=heavy))
    before = sorted(folder.iterdir())
    for path in files if heavy else files[::5]:  # each document with one of its endings
        read_layer(path)
    assert len({path.name for path in files}) > 140
    assert asked == []
    assert secret.stat().st_atime_ns == 0  # not opened by anybody
    assert sorted(folder.iterdir()) == before  # and nothing written


@pytest.mark.parametrize("heavy", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_spreadsheets_end_in_a_reading_or_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, heavy: bool
) -> None:
    if not heavy:
        monkeypatch.setattr(ods, "_LIMIT_ELEMENTS", 100_000)
    files = hostile.write_spreadsheets(tmp_path, heavy=heavy)
    for path in files if heavy else islice(files, 0, None, 2):
        try:
            open_sheets(path)
        except DxAnalysisError as error:
            meant(error)


@pytest.mark.slow
def test_files_that_multiply_end_in_a_reading_or_a_sentence(
    tmp_path: Path, base: gpd.GeoDataFrame
) -> None:
    for path in hostile_variations.write_variations(tmp_path, base):
        if path.suffix in hostile.LAYER_ENDINGS:
            read_layer(path)
            continue
        try:
            open_sheets(path)
        except DxAnalysisError as error:
            meant(error)


def test_what_a_sheet_does_not_need_is_not_built(tmp_path: Path) -> None:
    for name, sheet in hostile_variations.sheets_of(5000).items():
        path = hostile_variations.write_workbook(tmp_path / f"{name}.xlsx", sheet)
        if name in {"beyond", "odd_numbers", "odd_dates"}:
            with pytest.raises(FileUnreadableError) as caught:
                open_sheets(path)
            assert caught.value.key == "workbook.damaged"
        else:
            assert [one.name for one in open_sheets(path)] == ["S1"], name


@pytest.mark.parametrize("command", ["check", "convert"])
def test_special_files_and_odd_names_are_refused(
    tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder := tmp_path / "in").mkdir()
    for path in hostile.write_special(folder):
        if command == "check":
            with pytest.raises(DxAnalysisError) as caught:
                open_sheets(path)
            said(caught.value)
        else:
            out = str(tmp_path / "out.csv")
            assert main(["units", "carry", str(path), "--out", out, "--province", "14"]) == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "tangled", ["tangled_2000", pytest.param("tangled_200000", marks=pytest.mark.slow)]
)
def test_units_whose_shape_is_nonsense_are_named(
    tmp_path: Path, base: gpd.GeoDataFrame, tangled: str
) -> None:
    units = load_units(province="14")
    layers = dict(hostile.shapes(base))
    rules = {"tangled_500": "tangled", tangled: "tangled", "dense": "too_dense"}
    for name, rule in rules.items():
        path = tmp_path / f"{name}.geojson"
        path.write_text(hostile._plain_json(layers[name]), encoding="utf-8")
        reading = read_boundaries(path, units=units, province="14", vintage="2025-07")
        found = reading.findings.query("severity == 'error'")
        assert found["rule"].tolist() == [rule]
        assert found["unit_code"].tolist() == [base["unit_code"].iloc[3]]
        assert reading.joined == len(units) - 1
    for name in ("all_alike", "all_flat"):
        path = tmp_path / f"{name}.geojson"
        path.write_text(hostile._plain_json(layers[name]), encoding="utf-8")
        with pytest.raises(FileUnreadableError) as caught:
            read_boundaries(path, units=units, province="14", vintage="2025-07")
        assert caught.value.key == "boundaries.nonsense"
        assert units["unit_name"].iloc[0] in caught.value.sentence("vi")


def test_a_layer_shrunk_to_a_point_is_refused(tmp_path: Path, base: gpd.GeoDataFrame) -> None:
    tiny = base.set_geometry(
        shapely.transform(base.geometry.to_numpy(), lambda xy: (xy - (104, 21)) * 1e-9 + (104, 21)),
        crs=base.crs,
    )
    path = tmp_path / "a.geojson"
    path.write_text(tiny.to_json(), encoding="utf-8")
    with pytest.raises(FileUnreadableError) as caught:
        read_boundaries(path, units=load_units(province="14"), province="14", vintage="2025-07")
    meant(caught.value)


def test_units_that_overlap_are_joined_too() -> None:
    overlapping = np.array([shapely.box(0, 0, 2, 2), shapely.box(0, 0, 1, 2)])
    with pytest.raises(shapely.errors.GEOSException):
        shapely.coverage_union_all(overlapping)
    assert shapely.area(payload._joined(overlapping)) == pytest.approx(4)
    assert shapely.area(payload._joined(overlapping[:1])) == pytest.approx(4)


def test_borders_that_cross_everywhere_are_refused_before_they_are_joined(
    tmp_path: Path, base: gpd.GeoDataFrame
) -> None:
    units = load_units(province="14")
    for name, layer, crossed in hostile_variations.borders(base, 600):
        path = tmp_path / f"{name}.geojson"
        path.write_text(hostile._plain_json(layer), encoding="utf-8")
        reading = read_boundaries(path, units=units, province="14", vintage="2025-07")
        found = reading.findings.query("severity == 'error'")
        assert set(found["unit_code"]) == crossed
        assert set(found["rule"]) <= {"tangled", "entangled"}
        assert reading.joined == len(units) - len(crossed)


def test_a_table_that_is_listed_again_is_read_once(tmp_path: Path, base: gpd.GeoDataFrame) -> None:
    path = hostile_variations.write_listed_again(tmp_path / "a.gpkg", base, rows=5)
    ((name, layer),) = vector_files.read_layers(path)
    assert (name, len(layer)) == ("xa", len(base) + 5)


@pytest.mark.unix  # the process that reads must see the smaller number: it is forked
def test_more_names_than_the_country_has_are_not_looked_up(
    tmp_path: Path, base: gpd.GeoDataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "_MOST_NAMES", len(base))
    named = base[["unit_name", "geometry"]]
    (path := tmp_path / "a.geojson").write_text(named.to_json(), encoding="utf-8")
    units = load_units(province="14")
    assert read_boundaries(path, units=units, province="14", vintage="2025-07").joined == len(units)
    more = pd.concat([named, named.iloc[:1].assign(unit_name="Xã Một Nghìn")])
    path.write_text(more.reset_index(drop=True).to_json(), encoding="utf-8")
    with pytest.raises(FileUnreadableError) as caught:
        read_boundaries(path, units=units, province="14", vintage="2025-07")
    assert caught.value.key == "workbook.too_many_texts"


def test_a_sheet_wider_than_any_table_is_refused_before_its_headings_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layout, "orient", lambda *_: 1 / 0)
    cells = "".join(f"<c t='str'><v>Số hộ {place}</v></c>" for place in range(4001))
    sheet = hostile_variations._sheet(rows=f"<row>{cells}</row>")
    path = hostile_variations.write_workbook(tmp_path / "a.xlsx", sheet)
    with pytest.raises(FileUnreadableError) as caught:
        read_workbook(path, province="14", operator="any")
    assert (caught.value.key, caught.value.params["found"]) == ("workbook.too_wide", 4001)


def test_formats_beyond_what_excel_keeps_are_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stream of the old format: its beginning, formats of 20 bytes, its end."""
    begin = struct.pack("<HH16x", 0x809, 16)
    form = struct.pack("<HH20x", 0xE0, 20)
    path = tmp_path / "a.xls"
    read: list[int] = []
    monkeypatch.setattr(
        "xlrd.open_workbook", lambda file_contents, **_: read.append(len(file_contents))
    )
    for count in (66_000, 66_001):
        path.write_bytes(begin + form * count + struct.pack("<HH", 0x0A, 0))
        with pytest.raises(FileUnreadableError):
            xls.read_xls(path)
    assert read == [24 * 66_000 + 24]


def test_sheets_of_one_part_are_refused(tmp_path: Path) -> None:
    book = hostile._workbook(2)
    sheet = hostile_variations.sheets_of(1)["corner"]
    path = hostile_variations.write_workbook(tmp_path / "a.xlsx", sheet, workbook=book)
    with pytest.raises(FileUnreadableError) as caught:
        open_sheets(path)
    assert caught.value.key == "workbook.damaged"


def test_a_heavy_layer_is_thinned_and_stays_a_coverage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thinning, "HEAVY", 3000)
    x, y = np.meshgrid(np.arange(10), np.arange(10))
    squares = shapely.segmentize(np.ravel(shapely.box(x, y, x + 1, y + 1)), 0.05)
    squares = shapely.transform(squares, lambda xy: np.round(xy, 6))  # alike from both sides
    layer = gpd.GeoDataFrame(geometry=squares, crs=4326)
    told: list[tuple[str, object]] = []
    thin = thinning.thin(layer, lambda rule, **about: told.append((rule, about["value"])))
    after = thin.geometry.to_numpy()
    assert [rule for rule, _ in told] == ["thinned"]
    assert shapely.get_num_coordinates(after).sum() <= 3000
    assert shapely.coverage_is_valid(after)
    assert shapely.area(after).sum() == pytest.approx(100)
    monkeypatch.setattr(thinning, "HEAVY", 10**6)
    assert thinning.thin(layer, lambda *_, **__: told.append(("", ""))) is layer


# ---- what sheets say -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    "name", ["vnpt.xlsx", pytest.param("thon-ban-minh-hoa.csv", marks=pytest.mark.slow)]
)
def test_a_large_workbook_is_read_alike_within_limits(
    name: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = root / "data" / "son-la" / "workbooks" / name
    here = read_workbook(path, operator="any", province="14")
    seen = preview_workbook(path, operator="any", province="14")
    monkeypatch.setattr(workbooks, "_MANY_CELLS", 100)
    asked: list[object] = []
    run = box.run

    def noted(function: Callable[..., Any], *given: object, **more: Any) -> object:
        asked.append(function)
        return run(function, *given, **more)

    monkeypatch.setattr(box, "run", noted)
    for before, after in (
        (here, read_workbook(path, operator="any", province="14")),
        (seen, preview_workbook(path, operator="any", province="14")),
    ):
        assert type(before) is type(after)
        for field in dataclasses.fields(before):
            one, other = getattr(before, field.name), getattr(after, field.name)
            if isinstance(one, pd.DataFrame):
                pd.testing.assert_frame_equal(one, other)
            else:
                assert one == other
    assert {workbooks._reading_of, workbooks._preview_of} <= set(asked)


def test_lines_around_many_tables_are_gathered_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = load_units(province="14")["unit_name"].tolist()
    tables = [
        [
            f"Biểu {place}",
            "Tên xã;Dân số",
            *(f"{name};{place}" for name in names[place : place + 3]),
            "",
        ]
        for place in range(60)
    ]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(line for table in tables for line in table), encoding="utf-8")
    gathered: list[int] = []
    line = sheets.Sheet.line

    def noted(sheet: sheets.Sheet, row: int, columns: Collection[int] | None = None) -> list[str]:
        gathered.append(row)
        return line(sheet, row, columns)

    monkeypatch.setattr(sheets.Sheet, "line", noted)
    preview_workbook(path, operator="any", province="14")
    assert set(gathered) >= {1, 2, 3}
    assert max(Counter(gathered).values()) <= 3


def test_a_tall_heading_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rows, columns = 200, tuple(range(1, 31))
    cells: dict[tuple[int, int], sheets.Value] = {(row, 1): f"Nhóm {row}" for row in range(1, rows)}
    sheet = sheets.Sheet("S1", cells | {(rows, column): f"Cột {column}" for column in columns})
    block = grid.Block(columns, 1, None, 1, 1, rows, ())
    asked: list[tuple[int, int]] = []
    text = sheets.Sheet.text

    def noted(sheet: sheets.Sheet, row: int, column: int) -> str:
        asked.append((row, column))
        return text(sheet, row, column)

    monkeypatch.setattr(sheets.Sheet, "text", noted)
    paths = layout.heading_paths(sheet, block)
    assert len(paths[1]) == rows
    assert paths[30] == ("Cột 30",)
    assert len(asked) <= 2 * rows * len(columns)


def collect_for_ever(*_: object, **__: object) -> None:
    spin()


@pytest.mark.unix  # the limits are those of Unix
@pytest.mark.parametrize(
    "row", ["a;1;2\n" * 4000, "x" * 1500, ""], ids=["cells", "letters", "texts"]
)
@pytest.mark.slow
def test_a_workbook_that_takes_too_long_to_understand_is_refused(
    row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DXANALYSIS_READ_SECONDS", "2")
    monkeypatch.setattr(workbooks, "_collect", collect_for_ever)
    path = tmp_path / "a.csv"
    path.write_text(row or "\n".join(f"Bản {number};1" for number in range(3000)), encoding="utf-8")
    for read in (read_workbook, preview_workbook):
        with pytest.raises(FileUnreadableError) as caught:
            read(path, operator="any", province="14")
        assert caught.value.key == "inputs.too_slow"
        said(caught.value)


# ---- the box -------------------------------------------------------------------------------------
def swell() -> int:
    return len(bytearray(3_000_000_000))


def spin() -> None:
    while True:
        pass


def crash() -> None:
    os.abort()


def leave() -> None:
    os._exit(7)


def fail() -> None:
    raise KeyError("x")


def write(path: Path) -> None:
    path.write_bytes(b"x" * 1000)


def refuse() -> None:
    raise FileUnreadableError("boundaries.damaged", where="a", found="b", expected="c")


@pytest.mark.unix  # the limits are those of Unix
@pytest.mark.parametrize("how", ["fork", "server"])
def test_whatever_a_reader_does_is_one_sentence(
    how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DXANALYSIS_BOX", how)
    path = tmp_path / "a.xlsx"
    limits = box.Limits(seconds=5, megabytes=500)
    expected = {
        swell: "inputs.too_much_memory",
        crash: "inputs.too_much_memory",
        leave: "inputs.too_much_memory",
        fail: "inputs.reader_failed",
        refuse: "boundaries.damaged",
    }
    for function, key in expected.items():
        with pytest.raises(FileUnreadableError) as caught:
            box.run(function, path=path, limits=limits)
        assert caught.value.key == key
        said(caught.value)
    monkeypatch.setenv("DXANALYSIS_READ_SECONDS", "1")
    with pytest.raises(FileUnreadableError) as slow:
        box.run(spin, path=path)
    assert slow.value.key == "inputs.too_slow"
    monkeypatch.delenv("DXANALYSIS_READ_SECONDS")
    with pytest.raises(FileUnreadableError):
        box.run(write, path, path=path)
    assert not path.exists() or path.stat().st_size == 0
    assert box.run(abs, -3, path=path) == 3


def test_two_drivers_are_left_of_gdal(root: Path) -> None:
    """Both in one process: where none is forked, one reads shapefiles and extracts alike."""
    code = "from dxanalysis.sources.layers import gdal; print(sorted(gdal.load().list_drivers()))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "['ESRI Shapefile', 'MEM', 'OSM']"
    assert done.stderr == ""


def test_plain_data_comes_back_as_it_was(base: gpd.GeoDataFrame) -> None:
    table = pd.DataFrame({"a": [1, 2], "b": ["x", None], "c": [1.5, np.nan], "d": [None, (1, "z")]})
    table["e"] = pd.to_datetime(pd.Series(["2025-07-01", None]))
    table["f"] = pd.array([1, None], dtype="Int64")
    table["g"] = pd.Series(["x", "y"], dtype=object)
    table = table.astype({"b": "str"})
    pd.testing.assert_frame_equal(plain_data.decode(plain_data.encode(table)), table)
    back = plain_data.decode(plain_data.encode(base))
    assert back.crs == base.crs
    assert back.geometry.to_wkb().equals(base.geometry.to_wkb())
    value: object
    for value in (None, True, -1, float("inf"), "\ud800", b"\x00", [], (), {1: {2}}, Path("a")):
        assert plain_data.decode(plain_data.encode(value)) == value
    with pytest.raises(TypeError):
        plain_data.encode(object())


@pytest.mark.parametrize("content", [b"", b"x", b"\xff" * 99, plain_data.encode([1])[:-1]])
def test_what_is_no_plain_data_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        plain_data.decode(content)


def test_only_listed_classes_are_made() -> None:
    content = plain_data.encode(box.Limits())
    assert plain_data.decode(content, types=[box.Limits]) == box.Limits()
    with pytest.raises(ValueError, match="Limits"):
        plain_data.decode(content)


def test_the_readers_know_their_endings() -> None:
    assert set(hostile.LAYER_ENDINGS) <= set(vector_files._BEGINNINGS)
