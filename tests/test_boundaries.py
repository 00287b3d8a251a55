"""Boundary files as planners receive them: right, old, foreign, damaged, turned and torn."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import string
import zipfile
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import pytest
import shapely

from dxanalysis.errors import FileUnreadableError, VintageError
from dxanalysis.lang import catalogue
from dxanalysis.sources import crs
from dxanalysis.sources.boundaries import BoundaryReading, read_boundaries, sentence
from dxanalysis.sources.boundaries.polygon_coverage import fit_together
from dxanalysis.units import load_units

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("read_here")

VN2000_SON_LA = "EPSG:9206"
"""VN-2000 / TM-3 104-00: what provincial surveyors use in Sơn La."""


@pytest.fixture(scope="module")
def units() -> pd.DataFrame:
    return load_units(vintage="2025-07", province="14")


@pytest.fixture
def squares(units: pd.DataFrame) -> gpd.GeoDataFrame:
    """Give every unit a square of 0.02° around its centre."""
    middles = units[["lon", "lat"]].to_numpy()
    shapes = shapely.box(*(middles - 0.01).T, *(middles + 0.01).T)
    return gpd.GeoDataFrame(
        {"ma": list(units.index), "ten": list(units["unit_name"])}, geometry=shapes, crs=4326
    )


@pytest.fixture
def read(units: pd.DataFrame, tmp_path: Path) -> Callable[..., BoundaryReading]:
    def write_and_read(frame: gpd.GeoDataFrame, name: str = "ranh-gioi.gpkg") -> BoundaryReading:
        frame.to_file(tmp_path / name)
        return read_boundaries(tmp_path / name, units=units, province="14", vintage="2025-07")

    return write_and_read


def rules(reading: BoundaryReading) -> dict[str, int]:
    return reading.findings["rule"].value_counts().to_dict()


def refusal(path: Path, units: pd.DataFrame) -> FileUnreadableError:
    with pytest.raises(FileUnreadableError) as caught:
        read_boundaries(path, units=units, province="14", vintage="2025-07")
    return caught.value


def test_messages_exist_in_both_languages_with_the_same_placeholders() -> None:
    vi, en = (
        {key: message for key, message in catalogue(lang).items() if key.startswith("boundaries.")}
        for lang in ("vi", "en")
    )
    assert len(vi) == len(en) > 20
    for key, message in vi.items():
        fields = [
            {field for _, field, _, _ in string.Formatter().parse(str(text)) if field}
            for text in (message, en[key])
        ]
        assert fields[0] == fields[1], key


def test_the_embedded_boundaries_join_completely(son_la: Path, units: pd.DataFrame) -> None:
    path = son_la / "boundaries.geojson"
    reading = read_boundaries(path, units=units, province="14", vintage="2025-07")
    assert (reading.joined, reading.how, len(reading.findings)) == (75, "code", 0)
    assert list(reading.geometry.index) == list(units.index)
    assert list(reading.geometry.columns) == ["unit_name", "geometry"]
    assert reading.geometry.crs.to_epsg() == 4326
    assert reading.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert reading.source == "boundaries.geojson"


@pytest.mark.parametrize("codes", ["text", "number", "float"])
def test_codes_are_found_by_content_in_any_form(
    squares: gpd.GeoDataFrame, read: Callable[..., BoundaryReading], codes: str
) -> None:
    forms = {"text": str, "number": int, "float": float}
    squares["ma"] = squares["ma"].map(forms[codes])
    squares = squares.rename(columns={"ma": "thuoc_tinh_7"})
    squares.insert(0, "object_id", range(1, 76))
    reading = read(squares)
    assert (reading.joined, reading.how) == (75, "code")


@pytest.mark.parametrize("name", ["r.gpkg", "r.geojson", "r.shp"])
def test_every_kind_of_file_gives_the_same_shapes(
    squares: gpd.GeoDataFrame, read: Callable[..., BoundaryReading], name: str
) -> None:
    reading = read(squares, name)
    assert (reading.joined, rules(reading)) == (75, {})
    same = shapely.equals_exact(
        shapely.normalize(reading.geometry.geometry.to_numpy()),
        shapely.normalize(squares.geometry.to_numpy()),
        tolerance=1e-6,
    )
    assert same.all()


def topojson(squares: gpd.GeoDataFrame) -> str:
    """Write squares as TopoJSON: one arc each, quantised and by differences."""
    west, south, east, north = squares.total_bounds
    steps = 1e8
    scale = [(east - west) / steps, (north - south) / steps]
    arcs, shapes = [], []
    for row in squares.itertuples():
        ring = shapely.get_coordinates(row.geometry)
        grid = np.round((ring - [west, south]) / scale).astype(int)
        arcs.append(np.vstack([grid[:1], np.diff(grid, axis=0)]).tolist())
        place = len(arcs) - 1
        properties = {"ma": row.ma, "ten": row.ten}
        shapes.append({"type": "Polygon", "arcs": [[place]], "properties": properties})
    collection = {"type": "GeometryCollection", "geometries": shapes}
    return json.dumps(
        {
            "type": "Topology",
            "transform": {"scale": scale, "translate": [west, south]},
            "objects": {"xa": collection},
            "arcs": arcs,
        }
    )


def kml(squares: gpd.GeoDataFrame, *, fields: bool) -> str:
    """Write squares as KML: names, and codes as extended data where wanted."""
    marks = []
    for row in squares.itertuples():
        ring = " ".join(f"{x:.8f},{y:.8f},0" for x, y in shapely.get_coordinates(row.geometry))
        data = f'<ExtendedData><Data name="ma"><value>{row.ma}</value></Data></ExtendedData>'
        marks.append(
            f"<Placemark><name>{row.ten}</name>{data if fields else ''}<Polygon><outerBoundaryIs>"
            f"<LinearRing><coordinates>{ring}</coordinates></LinearRing></outerBoundaryIs>"
            "</Polygon></Placemark>"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">'
        f"<Document><Folder><name>Xã</name>{''.join(marks)}</Folder></Document></kml>"
    )


@pytest.mark.parametrize(
    ("kind", "how"),
    [
        ("xa.topojson", "code"),
        ("xa.json", "code"),
        ("xa.parquet", "code"),
        ("xa.kml", "code"),
        ("ten.kml", "name"),
        ("xa.kmz", "code"),
    ],
)
def test_other_kinds_of_files_give_the_same_shapes(
    squares: gpd.GeoDataFrame, units: pd.DataFrame, tmp_path: Path, kind: str, how: str
) -> None:
    path = tmp_path / kind
    content = kml(squares, fields=path.stem == "xa")
    if path.suffix in {".topojson", ".json"}:
        path.write_text(topojson(squares), encoding="utf-8")
    elif path.suffix == ".parquet":
        squares.to_parquet(path)
    elif path.suffix == ".kml":
        path.write_text(content, encoding="utf-8")
    else:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("doc.kml", content)
            archive.writestr("files/icon.png", b"no picture")
    reading = read_boundaries(path, units=units, province="14", vintage="2025-07")
    assert (reading.joined, reading.how) == (75, how)
    assert set(rules(reading)) <= {"crs_assumed"}  # TopoJSON cannot say that it is in degrees
    away = shapely.hausdorff_distance(
        reading.geometry.geometry.to_numpy(), squares.geometry.to_numpy()
    )
    assert away.max() < 1e-6


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("a.kml", "<OGRVRTDataSource><OGRVRTLayer name='a'/></OGRVRTDataSource>", "not_spatial"),
        ("a.kml", "<!-- <kml> --><OGRVRTDataSource/>", "not_spatial"),
        ("a.kml", '<kml><!DOCTYPE k [<!ENTITY a "b">]></kml>', "damaged"),
        ("a.kmz", "<OGRVRTDataSource/>", "zip_content"),
        ("a.zip", "<OGRVRTDataSource/>", "zip_content"),
        ("a.parquet", "PAR1 and no more", "damaged"),
        ("a.topojson", '{"type": "Topology", "objects": {}, "arcs": []}', "no_features"),
    ],
)
def test_hostile_files_are_not_handed_on(
    units: pd.DataFrame, tmp_path: Path, name: str, content: str, key: str
) -> None:
    path = tmp_path / name
    if path.suffix in {".kmz", ".zip"}:
        inside = "doc.kml" if path.suffix == ".kmz" else "a.geojson"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(inside, content)
    else:
        path.write_text(content, encoding="utf-8")
    assert refusal(path, units).key == f"boundaries.{key}"


def lattice(units: pd.DataFrame, change: dict[int, tuple[float, float, float, float]]) -> Any:
    """Lay all units in a grid of touching squares of 0.1°; some are given other bounds."""
    bounds = [
        change.get(
            place,
            tuple(
                round(edge + place % 9 * 0.1, 1)
                if side % 2 == 0
                else round(edge + place // 9 * 0.1, 1)
                for side, edge in enumerate((103.5, 20.7, 103.6, 20.8))
            ),
        )
        for place in range(len(units))
    ]
    return gpd.GeoDataFrame(
        {"unit_name": list(units["unit_name"])},
        geometry=[shapely.box(*edges) for edges in bounds],
        index=units.index,
        crs=4326,
    )


KM = 110.7


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, {}),
        # 0.0005° wider than it should be: half a percent, over its neighbour's ground.
        ({10: (103.6, 20.8, 103.7005, 20.9)}, {"overlaps_repaired": 0.0005 * 0.1}),
        ({10: (103.6, 20.8, 103.72, 20.9)}, {"overlaps_left": 0.02 * 0.1}),
        # 0.0001° (10 m) too narrow is a border drawn twice, 0.05° is land of nobody.
        ({10: (103.6, 20.8, 103.6999, 20.9)}, {"gaps_repaired": 0.0001 * 0.1}),
        ({10: (103.6, 20.8, 103.65, 20.9)}, {"gaps_left": 0.05 * 0.1}),
        ({74: (105.5, 21.5, 105.6, 21.6)}, {"units_apart": None}),
    ],
)
def test_overlaps_gaps_and_islands(
    units: pd.DataFrame,
    change: dict[int, tuple[float, float, float, float]],
    expected: dict[str, float | None],
) -> None:
    told: list[dict[str, Any]] = []
    layer = lattice(units, change)
    repaired = fit_together(layer, lambda rule, **entries: told.append({"rule": rule, **entries}))
    assert [entry["rule"] for entry in told] == list(expected)
    for entry, square in zip(told, expected.values(), strict=True):
        if entry["rule"] == "overlaps_left":
            pairs = entry["expected"].split("; ")
            assert all(layer["unit_name"].iloc[10] in pair for pair in pairs)
        if square is not None:
            area = entry["value"] if "overlaps" in entry["rule"] else entry["expected"]
            wanted = square * KM**2 * np.cos(np.radians(21.1))
            assert area == pytest.approx(wanted, rel=0.01)
    if "_repaired" in "".join(expected):
        assert shapely.coverage_is_valid(repaired.geometry.to_numpy())
        assert shapely.area(shapely.union_all(repaired.geometry.to_numpy())) == pytest.approx(
            shapely.area(shapely.union_all(lattice(units, {}).geometry.to_numpy())), rel=1e-9
        )
    else:
        assert repaired.geometry.equals(layer.geometry)


@pytest.mark.parametrize("folder", ["", "Ranh giới/"])
def test_a_zipped_shapefile_is_read(
    squares: gpd.GeoDataFrame, units: pd.DataFrame, tmp_path: Path, folder: str
) -> None:
    squares.to_file(tmp_path / "xa.shp")
    with zipfile.ZipFile(tmp_path / "xa.zip", "w") as archive:
        for part in tmp_path.glob("xa.*"):
            if part.suffix != ".zip":
                archive.write(part, folder + part.name)
    path = tmp_path / "xa.zip"
    assert read_boundaries(path, units=units, province="14", vintage="2025-07").joined == 75


def test_without_codes_names_join_with_or_without_kind_and_marks(
    squares: gpd.GeoDataFrame, units: pd.DataFrame, read: Callable[..., BoundaryReading]
) -> None:
    squares = squares.drop(columns="ma")
    squares["ten"] = [
        (short.upper(), bare, full)[place % 3]
        for place, (short, bare, full) in enumerate(
            zip(units["short_name"], units["toneless_name"], units["unit_name"], strict=True)
        )
    ]
    reading = read(squares)
    assert (reading.joined, reading.how) == (75, "name")
    assert reading.geometry.loc["04171", "geometry"].contains(
        shapely.Point(units.loc["04171", "lon"], units.loc["04171", "lat"])
    )


def test_a_namesake_far_away_is_not_taken(
    squares: gpd.GeoDataFrame, read: Callable[..., BoundaryReading]
) -> None:
    squares = squares.drop(columns="ma")
    namesake = squares.iloc[[10]].translate(xoff=1.5, yoff=-1.5).to_numpy()
    row = gpd.GeoDataFrame({"ten": [squares["ten"].iloc[10]]}, geometry=namesake, crs=4326)
    reading = read(pd.concat([squares, row], ignore_index=True))
    assert reading.joined == 75
    assert rules(reading) == {"namesake_far_away": 1, "rows_left_out": 1}
    assert reading.geometry.geometry.iloc[10].equals(squares.geometry.iloc[10])


def test_old_codes_are_refused_by_their_list(
    read: Callable[..., BoundaryReading],
) -> None:
    old = load_units(vintage="2025-02", province="14")
    middles = old[["lon", "lat"]].to_numpy()
    shapes = shapely.box(*(middles - 0.01).T, *(middles + 0.01).T)
    with pytest.raises(VintageError) as caught:
        read(gpd.GeoDataFrame({"code": list(old.index)}, geometry=shapes, crs=4326))
    assert caught.value.params["found"] == "2025-02"


def test_old_names_on_reused_codes_are_refused(
    squares: gpd.GeoDataFrame, read: Callable[..., BoundaryReading]
) -> None:
    # All 75 codes join, as in a layer of old units cut down to the codes that are still in use.
    old = load_units(vintage="2025-02", province="14")["unit_name"]
    squares["ten"] = list(old.reindex(squares["ma"]))
    with pytest.raises(VintageError) as caught:
        read(squares)
    assert caught.value.key == "boundaries.names_contradict"
    assert caught.value.params["found"] > 10


def test_one_contradicting_name_costs_that_row_only(
    squares: gpd.GeoDataFrame, read: Callable[..., BoundaryReading]
) -> None:
    squares.loc[3, "ten"] = squares.loc[40, "ten"]
    reading = read(squares)
    code = squares.loc[3, "ma"]
    assert reading.joined == 74
    assert code not in reading.geometry.index
    assert rules(reading) == {"name_contradicts": 1, "rows_left_out": 1, "unit_missing": 1}
    first = reading.findings.iloc[0]
    assert (first["severity"], first["unit_code"]) == ("error", code)


def test_missing_units_and_parts_are_told(
    squares: gpd.GeoDataFrame, read: Callable[..., BoundaryReading]
) -> None:
    extra = squares.iloc[[0]].copy()
    extra["geometry"] = extra.translate(xoff=0.1).to_numpy()
    reading = read(pd.concat([squares.iloc[:-2], extra], ignore_index=True))
    assert reading.joined == 73
    assert rules(reading) == {"unit_missing": 2, "parts_joined": 1, "islands": 1}
    whole = reading.geometry.geometry.iloc[0]
    assert whole.geom_type == "MultiPolygon"
    assert whole.area == pytest.approx(2 * 0.02**2)
    assert set(reading.findings.loc[reading.findings["rule"] == "unit_missing", "unit_code"]) == (
        set(squares["ma"].iloc[-2:])
    )


def test_many_missing_units_are_told_in_one_line(
    squares: gpd.GeoDataFrame, read: Callable[..., BoundaryReading]
) -> None:
    reading = read(squares.iloc[:45])
    assert rules(reading) == {"units_missing": 1}
    said = sentence(reading.findings.iloc[0], "en")
    assert "30 units" in said
    assert str(squares["ten"].iloc[45]) in said


def test_a_bow_tie_is_repaired_and_reported(
    squares: gpd.GeoDataFrame, read: Callable[..., BoundaryReading]
) -> None:
    x, y = 104.0, 21.0
    bow = shapely.Polygon([(x, y), (x + 0.02, y + 0.02), (x + 0.02, y), (x, y + 0.02)])
    assert not bow.is_valid
    squares.loc[5, "geometry"] = bow
    reading = read(squares)
    repaired = reading.geometry.geometry.iloc[5]
    assert repaired.is_valid
    assert repaired.area == pytest.approx(0.5 * 0.02**2)
    assert rules(reading) == {"repaired": 1, "islands": 1}  # two triangles that touch in a point


def test_projected_coordinates_are_brought_to_degrees(
    squares: gpd.GeoDataFrame, read: Callable[..., BoundaryReading]
) -> None:
    reading = read(squares.to_crs(VN2000_SON_LA))
    assert rules(reading) == {"reprojected": 1}
    away = shapely.hausdorff_distance(
        reading.geometry.geometry.to_numpy(), squares.geometry.to_numpy()
    )
    assert away.max() < 1e-6


def test_swapped_axes_are_put_right_and_told(
    squares: gpd.GeoDataFrame, read: Callable[..., BoundaryReading]
) -> None:
    turned = squares.set_geometry(
        shapely.transform(squares.geometry.to_numpy(), lambda xy: xy[:, ::-1]), crs=4326
    )
    reading = read(turned)
    assert rules(reading) == {"axes_swapped": 1}
    assert np.allclose(reading.geometry.total_bounds, squares.total_bounds)


@pytest.mark.parametrize(
    ("system", "order"), [(9206, "east"), (9206, "north"), (3405, "east"), (9208, "east")]
)
def test_metres_without_a_system_are_placed_by_their_units(
    squares: gpd.GeoDataFrame, units: pd.DataFrame, tmp_path: Path, system: int, order: str
) -> None:
    metres = squares.to_crs(system)
    if order == "north":
        turned = shapely.transform(metres.geometry.to_numpy(), lambda xy: xy[:, ::-1])
        metres = metres.set_geometry(turned, crs=system)
    metres.to_file(tmp_path / "met.shp")
    (tmp_path / "met.prj").unlink()
    reading = read_boundaries(tmp_path / "met.shp", units=units, province="14", vintage="2025-07")
    assert (reading.joined, rules(reading)) == (75, {"crs_found": 1})
    assert f"EPSG:{system}" in reading.findings.iloc[0]["value"]
    assert np.allclose(reading.geometry.total_bounds, squares.total_bounds, atol=1e-6)


def test_degrees_without_a_system_are_assumed_and_other_metres_refused(
    squares: gpd.GeoDataFrame, units: pd.DataFrame, tmp_path: Path
) -> None:
    elsewhere = squares.to_crs(9206)
    elsewhere["geometry"] = elsewhere.translate(xoff=40_000).to_numpy()
    for name, frame in {"do": squares, "met": elsewhere}.items():
        frame.to_file(tmp_path / f"{name}.shp")
        (tmp_path / f"{name}.prj").unlink()
    degrees = read_boundaries(tmp_path / "do.shp", units=units, province="14", vintage="2025-07")
    assert (degrees.joined, rules(degrees)) == (75, {"crs_assumed": 1})
    assert refusal(tmp_path / "met.shp", units).key == "boundaries.no_crs"


@pytest.mark.parametrize("system", crs.VN2000)
def test_every_system_of_vn2000_is_read(
    squares: gpd.GeoDataFrame, read: Callable[..., BoundaryReading], system: int
) -> None:
    reading = read(squares.to_crs(system))
    assert rules(reading) == {"reprojected": 1}
    away = shapely.hausdorff_distance(
        reading.geometry.geometry.to_numpy(), squares.geometry.to_numpy()
    )
    assert away.max() < 1e-6


def test_son_la_has_the_meridian_104() -> None:
    system = pyproj.CRS.from_epsg(9206)
    assert system.name == "VN-2000 / TM-3 104-00"
    assert {param.name: param.value for param in system.coordinate_operation.params}[
        "Longitude of natural origin"
    ] == 104


def test_a_wrong_zone_is_replaced_and_told(
    squares: gpd.GeoDataFrame, read: Callable[..., BoundaryReading]
) -> None:
    wrong = squares.to_crs(9206).set_crs(5897, allow_override=True)  # 105°00' declared
    reading = read(wrong)
    assert rules(reading) == {"reprojected": 1, "crs_replaced": 1}
    told = reading.findings[reading.findings["rule"] == "crs_replaced"].iloc[0]
    assert "EPSG:9206" in told["expected"]
    assert np.allclose(reading.geometry.total_bounds, squares.total_bounds, atol=1e-6)


def test_a_layer_that_lies_elsewhere_is_told(
    squares: gpd.GeoDataFrame, read: Callable[..., BoundaryReading]
) -> None:
    moved = squares.set_geometry(squares.translate(xoff=0.3).to_numpy(), crs=4326)
    reading = read(moved)
    assert rules(reading) == {"units_displaced": 1}
    assert reading.findings.iloc[0]["value"] == pytest.approx(31, abs=1)


def test_a_system_with_the_name_of_another_is_told(
    squares: gpd.GeoDataFrame, units: pd.DataFrame, tmp_path: Path
) -> None:
    # GDAL takes such a file for EPSG:9206 by its name alone.
    before, after = '"Scale_Factor",0.9999', '"Scale_Factor",0.9996'
    squares.to_crs(9206).to_file(tmp_path / "xa.shp")
    told = (tmp_path / "xa.prj").read_text()
    assert before in told
    (tmp_path / "xa.prj").write_text(told.replace(before, after))
    path = tmp_path / "xa.shp"
    reading = read_boundaries(path, units=units, province="14", vintage="2025-07")
    assert rules(reading) == {"crs_misnamed": 1, "reprojected": 1}
    assert "EPSG:9206" in sentence(reading.findings.iloc[0], "vi")


def test_metres_in_a_geojson_are_placed_where_their_units_are(
    squares: gpd.GeoDataFrame, units: pd.DataFrame, tmp_path: Path
) -> None:
    metres = squares.to_crs(VN2000_SON_LA).set_crs(4326, allow_override=True)
    metres.to_file(tmp_path / "met.geojson")
    found = read_boundaries(tmp_path / "met.geojson", units=units, province="14", vintage="2025-07")
    assert found.joined == len(units)
    assert "crs_found" in set(found.findings["rule"])
    there = found.geometry.to_crs(3405).centroid
    here = squares.to_crs(3405).centroid
    assert there.distance(here.set_axis(there.index), align=False).max() < 5  # metres


def _damaged(kind: str, folder: Path, squares: gpd.GeoDataFrame) -> Path:
    """Write one unusable file."""
    texts = {
        "not_spatial": ("a.xlsx", b"PK\x03\x04"),
        "pretends": ("a.geojson", b"<OGRVRTDataSource></OGRVRTDataSource>"),
        "truncated": ("a.geojson", b'{"type": "FeatureCollection", "features": [{"type": '),
        "torn_zip": ("a.zip", b"PK\x03\x04 and no more"),
        "torn_gpkg": ("a.gpkg", b"SQLite format 3\x00 and no more"),
        "no_features": ("a.geojson", b'{"type": "FeatureCollection", "features": []}'),
    }
    if kind in texts:
        path = folder / texts[kind][0]
        path.write_bytes(texts[kind][1])
        return path
    path = folder / "a.geojson"
    if kind == "points":
        squares.set_geometry(squares.centroid.to_crs(4326)).to_file(path)
    elif kind == "empty_zip":
        path = folder / "a.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("doc.txt", "không có ranh giới")
    return path


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("nothing", "missing_file"),
        ("not_spatial", "not_spatial"),
        ("pretends", "not_spatial"),
        ("truncated", "damaged"),
        ("torn_zip", "damaged"),
        ("torn_gpkg", "damaged"),
        ("empty_zip", "zip_content"),
        ("no_features", "no_features"),
        ("points", "no_polygons"),
    ],
)
@pytest.mark.filterwarnings("ignore:Geometry is in a geographic CRS")
def test_unusable_files_give_one_sentence(
    kind: str, key: str, squares: gpd.GeoDataFrame, units: pd.DataFrame, tmp_path: Path
) -> None:
    error = refusal(_damaged(kind, tmp_path, squares), units)
    assert error.key == f"boundaries.{key}"
    assert error.exit_code == 2
    for lang in ("vi", "en"):
        said = error.sentence(lang)  # type: ignore[arg-type]
        assert "a." in said
        assert "\n" not in said


def test_units_of_another_province_are_refused_by_name(
    read: Callable[..., BoundaryReading],
) -> None:
    other = load_units(vintage="2025-07", province="20")
    middles = other[["lon", "lat"]].to_numpy()
    shapes = shapely.box(*(middles - 0.01).T, *(middles + 0.01).T)
    with pytest.raises(FileUnreadableError) as caught:
        read(gpd.GeoDataFrame({"code": list(other.index)}, geometry=shapes, crs=4326))
    assert caught.value.key == "boundaries.other_units"
    assert "Lạng Sơn" in caught.value.sentence("vi")


def test_a_file_that_does_not_fit_is_quoted(read: Callable[..., BoundaryReading]) -> None:
    other = load_units(vintage="2025-07", province="25")
    middles = other[["lon", "lat"]].to_numpy()
    shapes = shapely.box(*(middles - 0.01).T, *(middles + 0.01).T)
    layer = {"ten_xa": other["unit_name"].to_list(), "dien_tich": np.arange(len(other)) / 7}
    with pytest.raises(FileUnreadableError) as caught:
        read(gpd.GeoDataFrame(layer, geometry=shapes, crs=4326))
    assert caught.value.key == "boundaries.other_units"
    first, second = other["unit_name"].iloc[:2]
    for lang in ("vi", "en"):
        assert f"ten_xa = “{first}”, “{second}”" in caught.value.sentence(lang)
        assert "dien_tich" not in caught.value.sentence(lang)
    with pytest.raises(FileUnreadableError) as caught:
        read(gpd.GeoDataFrame(geometry=shapes, crs=4326))
    assert "trong tệp thấy" not in caught.value.sentence("vi")


def test_a_hostile_name_stays_text(
    squares: gpd.GeoDataFrame, read: Callable[..., BoundaryReading]
) -> None:
    hostile = "{{ 7*7 }}{where.__class__}<img src=x onerror=alert(1)>"
    squares.loc[3, "ten"] = hostile
    reading = read(squares)
    assert not reading.geometry["unit_name"].str.contains("onerror").any()
    said = [sentence(row, "vi") for _, row in reading.findings.iterrows()]
    assert not said or any(hostile in words for words in said)


def test_every_finding_has_a_sentence_in_both_languages(
    squares: gpd.GeoDataFrame, read: Callable[..., BoundaryReading]
) -> None:
    turned = squares.iloc[:-1].drop(columns="ten")
    reading = read(turned)
    assert rules(reading) == {"no_names": 1, "unit_missing": 1}
    for _, finding in reading.findings.iterrows():
        vi, en = sentence(finding, "vi"), sentence(finding, "en")
        assert vi != en
        assert "ranh-gioi.gpkg" in vi
        assert "ranh-gioi.gpkg" in en


@pytest.mark.real
@pytest.mark.parametrize("name", ["son_la_communes_2025.gpkg", "copy.shp", "copy.geojson"])
@pytest.mark.slow
def test_the_real_layer_joins_completely(
    real_data: Path, units: pd.DataFrame, tmp_path: Path, name: str
) -> None:
    path = real_data / "boundaries" / "son_la_communes_2025.gpkg"
    if name.startswith("copy"):
        columns: list[Any] = ["code", "fullName", "geometry"]
        gpd.read_file(path)[columns].to_file(tmp_path / name)
        path = tmp_path / name
    reading = read_boundaries(path, units=units, province="14", vintage="2025-07")
    assert (reading.joined, reading.how) == (75, "code")
    assert reading.geometry.is_valid.all()
    # The file as published has 0.155 km² of overlaps.
    assert rules(reading) == {"overlaps_repaired": 1, "islands": 1}
    assert reading.findings.iloc[0]["value"] == pytest.approx(0.155, abs=0.005)
    assert shapely.coverage_is_valid(reading.geometry.geometry.to_numpy())
    area = reading.geometry.to_crs(32648).area.sum() / 1e6
    assert area == pytest.approx(14_109.83, rel=0.001)


@pytest.mark.real
def test_real_layers_of_other_vintages_and_provinces_are_refused(
    real_data: Path, units: pd.DataFrame, tmp_path: Path
) -> None:
    folder = real_data / "boundaries"
    with pytest.raises(VintageError) as caught:
        read_boundaries(
            folder / "son_la_communes_2024.gpkg", units=units, province="14", vintage="2025-07"
        )
    assert caught.value.params["found"] == "2024-12"
    # Cut down to today's codes, it joins by code almost completely: only its names give it away.
    cut = gpd.read_file(folder / "son_la_communes_2024.gpkg")
    cut = cut[cut["code"].isin(units.index)][["code", "name", "geometry"]]
    cut.to_file(tmp_path / "cut.gpkg")
    assert len(cut) == 74
    with pytest.raises(VintageError):
        read_boundaries(tmp_path / "cut.gpkg", units=units, province="14", vintage="2025-07")
    assert refusal(folder / "lang_son_communes_2025.gpkg", units).key == "boundaries.other_units"
    assert refusal(folder / "son_la_districts_2024.gpkg", units).key == "boundaries.other_units"


@pytest.mark.real
def test_the_old_layer_joins_the_old_list(real_data: Path) -> None:
    old = load_units(vintage="2024-12", province="14")
    path = real_data / "boundaries" / "son_la_communes_2024.gpkg"
    reading = read_boundaries(path, units=old, province="14", vintage="2024-12")
    assert reading.joined == 202
    assert {"overlaps_left", "gaps_left"} <= set(reading.findings["rule"])
    # Two names of this layer are wrong or spelt otherwise, and are not taken on trust.
    wrong = reading.findings[reading.findings["rule"] == "name_contradicts"]
    assert set(wrong["unit_code"]) == {"03748", "04117"}


@pytest.mark.real
@pytest.mark.slow
def test_a_province_is_taken_out_of_the_layer_of_the_country(
    real_data: Path, units: pd.DataFrame
) -> None:
    path = real_data / "boundaries" / "vietnam_communes_2025_generalised.parquet"
    reading = read_boundaries(path, units=units, province="14", vintage="2025-07")
    assert (reading.joined, reading.how) == (75, "code")
    assert rules(reading) == {"rows_left_out": 1, "overlaps_repaired": 1, "islands": 1}
    assert reading.findings.iloc[0]["value"] == 3_321 - 75
    lang_son = load_units(vintage="2025-07", province="20")
    path = real_data / "boundaries" / "lang_son_communes_2025.gpkg"
    other = read_boundaries(path, units=lang_son, province="20", vintage="2025-07")
    assert (other.joined, other.how) == (65, "code")


@pytest.mark.real
def test_a_real_layer_without_system_or_codes_finds_its_place(
    real_data: Path, units: pd.DataFrame, tmp_path: Path
) -> None:
    layer = gpd.read_file(real_data / "boundaries" / "son_la_communes_2025.gpkg")
    layer = layer[["fullName", "geometry"]].to_crs(VN2000_SON_LA)
    layer["geometry"] = layer.simplify(100)
    layer.to_file(tmp_path / "xa.shp", encoding="utf-8")
    (tmp_path / "xa.prj").unlink()
    path = tmp_path / "xa.shp"
    reading = read_boundaries(path, units=units, province="14", vintage="2025-07")
    assert (reading.joined, reading.how) == (75, "name")
    assert "EPSG:9206" in reading.findings.set_index("rule").loc["crs_found", "value"]


@pytest.mark.real
def test_a_real_zip_of_other_things_is_refused(
    real_data: Path, units: pd.DataFrame, tmp_path: Path
) -> None:
    path = tmp_path / "ookla.zip"
    shutil.copy(real_data / "samples" / "ookla" / "ookla-test-data.zip", path)
    assert refusal(path, units).key.startswith("boundaries.")


def test_geojson_with_a_byte_order_mark_is_read(
    son_la: Path, units: pd.DataFrame, tmp_path: Path
) -> None:
    text = (son_la / "boundaries.geojson").read_text(encoding="utf-8")
    assert len(json.loads(text)["features"]) == 75
    path = tmp_path / "bom.geojson"
    path.write_text(text, encoding="utf-8-sig")
    assert read_boundaries(path, units=units, province="14", vintage="2025-07").joined == 75


@pytest.fixture(scope="module")
def old_squares() -> gpd.GeoDataFrame:
    """Give every commune of before July 2025 a square around its centre."""
    listed = load_units(vintage="2025-02", province="14").dropna(subset=["lon", "lat"])
    middles = listed[["lon", "lat"]].to_numpy()
    shapes = shapely.box(*(middles - 0.01).T, *(middles + 0.01).T)
    named = {"ma": listed.index, "ten": listed["unit_name"], "ngan": listed["short_name"]}
    return gpd.GeoDataFrame(
        {key: list(values) for key, values in named.items()}, geometry=shapes, crs=4326
    )


@pytest.mark.parametrize("column", ["ten", "ngan"])
def test_an_older_list_is_refused_by_its_names(
    old_squares: gpd.GeoDataFrame, read: Callable[..., BoundaryReading], column: str
) -> None:
    with pytest.raises(VintageError, match="2025-02") as caught:
        read(old_squares[[column, "geometry"]])
    assert caught.value.key == "boundaries.other_names"


@pytest.mark.parametrize("column", ["ma", "ngan"])
def test_an_older_list_is_refused_by_its_places(
    old_squares: gpd.GeoDataFrame,
    units: pd.DataFrame,
    read: Callable[..., BoundaryReading],
    column: str,
) -> None:
    both = {"ma": units.index, "ngan": units["short_name"]}[column]
    rows = old_squares[old_squares[column].isin(both)].drop_duplicates(column)
    with pytest.raises(VintageError, match="2025-02") as caught:
        read(rows[[column, "geometry"]])
    assert caught.value.key == "boundaries.other_places"


def test_names_join_as_offices_write_them(
    squares: gpd.GeoDataFrame, units: pd.DataFrame, read: Callable[..., BoundaryReading]
) -> None:
    short = {"xã": "X.", "phường": "P."}
    ways: list[Callable[[str, str], str]] = [
        lambda kind, name: f"{short[kind]} {name}",
        lambda kind, name: f"{short[kind]}{name}",
        lambda kind, name: f"UBND {kind} {name}",
        lambda kind, name: f"ỦY BAN NHÂN DÂN {kind.upper()} {name.upper()}",
        lambda kind, name: f"{kind} {name}, tỉnh Sơn La",
        lambda kind, name: f"{kind.title()} {name} (mới)",
    ]
    pairs = list(zip(units["kind"], units["short_name"], strict=True))
    for way in ways:
        written = squares.drop(columns="ma").assign(ten=[way(*pair) for pair in pairs])
        assert read(written).joined == 75


def test_a_table_in_the_description_of_a_kml_is_read(
    squares: gpd.GeoDataFrame, units: pd.DataFrame, tmp_path: Path
) -> None:
    row = r"<tr><td>TenXa</td><td>\1</td></tr><tr><td>Ghi chú</td></tr>"
    table = rf"<name>1</name><description><![CDATA[<table>{row}</table>]]></description><Polygon>"
    content = re.sub("<name>([^<]*)</name><Polygon>", table, kml(squares, fields=False))
    (tmp_path / "xa.kml").write_text(content, encoding="utf-8")
    path = tmp_path / "xa.kml"
    reading = read_boundaries(path, units=units, province="14", vintage="2025-07")
    assert (reading.joined, reading.how) == (75, "name")


def test_of_two_shapefiles_in_a_zip_the_one_that_matches_is_taken(
    squares: gpd.GeoDataFrame, units: pd.DataFrame, tmp_path: Path
) -> None:
    squares.to_file(tmp_path / "xa.shp")
    squares.dissolve().to_file(tmp_path / "huyen.shp")
    with zipfile.ZipFile(tmp_path / "ban-do.zip", "w") as archive:
        for part in [*tmp_path.glob("huyen.*"), *tmp_path.glob("xa.*")]:
            archive.write(part, f"Bản đồ/{part.stem}/{part.name}")
    path = tmp_path / "ban-do.zip"
    reading = read_boundaries(path, units=units, province="14", vintage="2025-07")
    assert reading.joined == 75
    assert reading.findings.query("rule == 'several_layers'")["value"].tolist() == ["xa"]


def test_a_shapefile_alone_is_told_what_it_lacks(
    squares: gpd.GeoDataFrame, units: pd.DataFrame, tmp_path: Path
) -> None:
    squares.to_file(tmp_path / "xa.shp")
    for part in (".shx", ".dbf"):
        (tmp_path / f"xa{part}").unlink()
    error = refusal(tmp_path / "xa.shp", units)
    assert (error.key, error.params["found"]) == ("boundaries.parts_missing", ".shx, .dbf")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_geojson_saved_as_unicode_by_notepad_is_read(
    son_la: Path, units: pd.DataFrame, tmp_path: Path, encoding: str
) -> None:
    text = (son_la / "boundaries.geojson").read_text(encoding="utf-8")
    path = tmp_path / "utf16.geojson"
    path.write_bytes(f"\ufeff{text}".encode(encoding))
    assert read_boundaries(path, units=units, province="14", vintage="2025-07").joined == 75
