"""On which datum layers are: VN-2000 under all its names, and under none, where it can be known."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pyproj
import pyproj.network
import pytest
import rasterio
import shapely

from dxanalysis import units
from dxanalysis.sources import datums, vector_layers
from dxanalysis.sources.boundaries import BoundaryReading, read_boundaries, sentence
from dxanalysis.sources.findings import sentence as finding_sentence
from dxanalysis.sources.layers.systems import from_wkt
from dxanalysis.sources.measurements import population
from dxanalysis.sources.place_lists import read_place_list
from dxanalysis.terrain.elevation_files import read_elevation

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

LISTED = units.load_units(province="14")
MERIDIANS = (103, 104, 104.5, 104.75, 105, 105.5, 105.75, 106, 106.25, 106.5, 107, 107.25, 107.5,
             107.75, 108, 108.25, 108.5, 109)  # fmt: skip
AXIS, FLATTENING = 6_378_137.0, 1 / 298.257223563

# Decision 05/2007/QĐ-BTNMT, from VN-2000 to WGS 84: metres, seconds of arc, parts of a million.
SHIFT = np.array([-191.90441429, -39.30318279, -111.45032835])
TURN = np.radians(np.array([-0.00928836, 0.01975479, -0.00427372]) / 3600)
SCALE = 1 + 0.252906278e-6

SHIFT_WRITTEN = "-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.2529"
VN2000 = ("GCS_VN_2000", "D_Vietnam_2000")
WGS84 = ("GCS_WGS_1984", "D_WGS_1984")
UNKNOWN = ("GCS_unknown", "D_unknown")


def on_vn2000(degrees: Floats) -> Floats:
    """Bring degrees of WGS 84 to degrees of VN-2000, by the decision's numbers alone."""
    lon, lat = np.radians(degrees.T)
    e2 = FLATTENING * (2 - FLATTENING)
    normal = AXIS / np.sqrt(1 - e2 * np.sin(lat) ** 2)
    place = np.array(
        [
            normal * np.cos(lat) * np.cos(lon),
            normal * np.cos(lat) * np.sin(lon),
            normal * (1 - e2) * np.sin(lat),
        ]
    )
    x, y, z = TURN
    frame = np.array([[1, z, -y], [-z, 1, x], [y, -x, 1]])  # rotation of the coordinate frame
    there = np.linalg.solve(frame * SCALE, place - SHIFT[:, None])
    flat = np.hypot(there[0], there[1])
    lat = np.arctan2(there[2], flat * (1 - e2))
    for _ in range(6):
        normal = AXIS / np.sqrt(1 - e2 * np.sin(lat) ** 2)
        lat = np.arctan2(there[2] + e2 * normal * np.sin(lat), flat)
    return np.degrees(np.column_stack([np.arctan2(there[1], there[0]), lat]))


def zone(meridian: float, scale: float = 0.9999) -> pyproj.Transformer:
    """Project degrees of whatever datum to metres of a zone."""
    projection = f"+proj=tmerc +lat_0=0 +lon_0={meridian} +k={scale} +x_0=500000 +ellps=WGS84"
    return pyproj.Transformer.from_pipeline(projection)


def esri(
    name: str, datum: tuple[str, str], meridian: float = 104, scale: float = 0.9999, rest: str = ""
) -> str:
    """Write a system as ArcGIS does, with a shift where one is given."""
    return (
        f'PROJCS["{name}",GEOGCS["{datum[0]}",DATUM["{datum[1]}",SPHEROID["WGS_1984",6378137.0,'
        f'298.257223563]{rest}],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],'
        'PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],'
        f'PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",{meridian}],'
        f'PARAMETER["Scale_Factor",{scale}],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]'
    )


def metres_from(found: Floats, truth: Floats) -> float:
    return float(max(pyproj.Geod(ellps="WGS84").inv(*found.T, *truth.T)[2]))


def placed_by(system: pyproj.CRS, flat: Floats) -> Floats:
    """Bring points in a system to degrees as layers are."""
    frame = gpd.GeoDataFrame(geometry=shapely.points(flat), crs=system)
    return shapely.get_coordinates(datums.in_wgs84(frame).geometry.to_numpy())


def places(meridian: float) -> Floats:
    """Give places about a meridian, in the Mekong delta and in the north."""
    return np.array([[meridian + east, north] for east in (-0.4, 0.3) for north in (9.9, 16, 22.5)])


@pytest.mark.parametrize("form", ["WKT1_ESRI", "WKT1_GDAL", "WKT2_2019"])
@pytest.mark.parametrize("datum", [VN2000, ("VN-2000", "VN2000"), ("He toa do VN 2000", "D_VN-2K")])
@pytest.mark.parametrize("meridian", MERIDIANS)
def test_every_zone_is_placed_within_two_metres(
    meridian: float, datum: tuple[str, str], form: str
) -> None:
    truth = places(meridian)
    flat = np.column_stack(zone(meridian).transform(*on_vn2000(truth).T))
    written = pyproj.CRS.from_wkt(esri("tinh", datum, meridian)).to_wkt(form)
    system = from_wkt(written)
    assert datums.judge(system).is_sure
    assert metres_from(placed_by(system, flat), truth) < 2


@pytest.mark.parametrize(("meridian", "name"), [(105, "48N"), (111, "49N")])
def test_utm_is_placed_within_two_metres_by_its_datum_alone(meridian: float, name: str) -> None:
    truth = np.array([[107.9, 12.0], [108.2, 16.0], [111.6, 16.5], [114.0, 9.0], [103.5, 9.8]])
    projected = zone(meridian, 0.9996)
    for datum, degrees in ((VN2000, on_vn2000(truth)), (WGS84, truth)):
        system = from_wkt(esri(f"UTM_Zone_{name}", datum, meridian, 0.9996))
        flat = np.column_stack(projected.transform(*degrees.T))
        assert datums.judge(system).is_sure
        assert metres_from(placed_by(system, flat), truth) < 2


NAMED = {
    "name of QGIS": ("GCS_unknown", f"D_Unknown_based_on_WGS_84_using_towgs84={SHIFT_WRITTEN}"),
    "name of QGIS, laundered": (
        "GCS_unknown",
        "D_Unknown_based_on_WGS_84_" + re.sub(r"[.,]", "_", SHIFT_WRITTEN),
    ),
    "name of MapInfo": ("unnamed", f"D_MIF_9999,28,{SHIFT_WRITTEN},0"),
}
SHIFTED = {
    "three numbers": SHIFT_WRITTEN.split(",0", maxsplit=1)[0] + ",0,0,0,0",
    "seven numbers": SHIFT_WRITTEN,
}


@pytest.mark.parametrize("datum", NAMED.values(), ids=NAMED)
def test_the_numbers_of_the_shift_in_a_name_are_understood(datum: tuple[str, str]) -> None:
    assert in_metres(esri("unnamed", datum)) < 2
    assert datums.judge(from_wkt(esri("unnamed", datum))).is_sure


@pytest.mark.parametrize("shift", SHIFTED.values(), ids=SHIFTED)
def test_a_shift_that_the_file_says_is_kept(shift: str) -> None:
    written = esri("_MI_0", ("unnamed", "MIF_9999"), rest=f",TOWGS84[{shift}]")
    assert in_metres(written) < 2
    assert datums.judge(from_wkt(written)).is_sure


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (esri("VN_2000_Son_La", WGS84), 4756),
        (esri("VN2000", VN2000, rest=",TOWGS84[0,0,0,0,0,0,0]"), 4756),
        (esri("unnamed", UNKNOWN), 4756),
        (esri("TM3_104", WGS84), 4326),
        (esri("UTM_48N", UNKNOWN, 105, 0.9996), 4326),
    ],
)
def test_what_a_file_leaves_open_is_guessed_and_called_a_guess(written: str, code: int) -> None:
    found = datums.judge(from_wkt(written))
    assert (found.code, found.is_sure) == (code, False)
    if code == 4756:
        assert in_metres(written) < 2


@pytest.mark.parametrize("epsg", [4326, 32648, 32649, 3857, 4979])
def test_wgs84_stays_what_it_is(epsg: int) -> None:
    system = pyproj.CRS.from_epsg(epsg)
    found = datums.judge(system)
    assert (found.system, found.code, found.is_sure) == (system, 4326, True)


@pytest.mark.parametrize("epsg", [4147, 2093, 4240, 9000])
def test_other_datums_that_are_known_go_their_own_way(epsg: int) -> None:
    system = pyproj.CRS.from_epsg(epsg)  # Hà Nội 1972, Indian 1975, ITRF 2014
    found = datums.judge(system)
    assert (found.system, found.is_sure) == (system, True)


def in_metres(written: str) -> float:
    """Say how far points in VN-2000, zone 104°00', come to lie from the truth by a system."""
    truth = places(104)
    flat = np.column_stack(zone(104).transform(*on_vn2000(truth).T))
    return metres_from(placed_by(from_wkt(written), flat), truth)


def test_no_grid_is_fetched() -> None:
    pyproj.network.set_network_enabled(active=True)
    placed_by(pyproj.CRS.from_epsg(9206), np.array([[500_000.0, 2_300_000.0]]))
    assert not pyproj.network.is_network_enabled()


# ---- rasters -------------------------------------------------------------------------------------
@pytest.fixture(params=[UNKNOWN, WGS84, VN2000])
def datum(request: pytest.FixtureRequest) -> tuple[str, str]:
    named: tuple[str, str] = request.param
    return named


@pytest.fixture
def one_cell(datum: tuple[str, str], tmp_path: Path) -> tuple[Path, Floats]:
    """Write a raster on VN-2000 of which one cell of 40 m is 500, and say where that is."""
    truth = np.array([[104.1, 21.3]])
    (east,), (north,) = zone(104).transform(*on_vn2000(truth).T)
    values = np.zeros((101, 101), dtype="float32")
    values[50, 50] = 500
    profile = {"height": 101, "width": 101, "count": 1, "dtype": "float32"}
    corner = rasterio.Affine(40, 0, east - 50.5 * 40, 0, -40, north + 50.5 * 40)
    profile |= {"crs": esri("VN_2000", datum), "transform": corner}
    with rasterio.open(tmp_path / "o.tif", "w", "GTiff", **profile) as file:
        file.write(values, 1)
    return tmp_path / "o.tif", truth[0]


def test_people_of_a_raster_are_where_they_live(
    one_cell: tuple[Path, Floats], datum: tuple[str, str]
) -> None:
    path, here = one_cell
    there = here + np.array([0.002, -0.001])  # where they are for who takes VN-2000 for WGS 84
    shapes = [shapely.Point(place).buffer(0.0006) for place in (here, there)]
    shown = gpd.GeoDataFrame(geometry=shapes, index=["1", "2"], crs=4326)
    found = population.read_population(path, units=shown)
    assert found.table["people"].tolist() == pytest.approx([500, 0])
    assert ("boundaries.datum_assumed" in set(found.findings["rule"])) == (datum == WGS84)


def test_a_list_of_places_that_leaves_its_datum_open_says_so(tmp_path: Path) -> None:
    here = gpd.GeoDataFrame({"name": ["Bản Cọ"]}, geometry=[shapely.Point(5e5, 2.35e6)])
    shown = gpd.GeoDataFrame(
        geometry=[shapely.box(103.9, 21.1, 104.1, 21.4)], index=["1"], crs=4326
    )
    shown["unit_name"] = "Xã A"
    rules = {}
    for name, datum in {"VN-2000": VN2000, "open": WGS84}.items():
        path = tmp_path / f"{name}.gpkg"
        here.set_crs(pyproj.CRS.from_wkt(esri("VN_2000", datum))).to_file(path)
        found = read_place_list(path, units=shown, province="14", vintage="2025-07")
        rules[name] = set(found.findings["rule"])
    assert rules["open"] - rules["VN-2000"] == {"boundaries.datum_assumed"}
    said = [finding_sentence(row, "vi") for row in found.findings.to_dict("records")]
    assert any("đã hiểu là VN-2000" in one for one in said)


def test_a_summit_is_where_it_stands(one_cell: tuple[Path, Floats], datum: tuple[str, str]) -> None:
    path, (lon, lat) = one_cell
    bounds = (lon - 0.005, lat - 0.005, lon + 0.005, lat + 0.005)
    ground = read_elevation(path, bounds=bounds, margin_km=0.1, resolution_m=40)
    row, column = ground.places([lon], [lat])
    assert float(ground.at(row, column)[0]) == pytest.approx(500, abs=25)
    assert ("boundaries.datum_assumed" in set(ground.findings["rule"])) == (datum == WGS84)


# ---- layers of communes --------------------------------------------------------------------------
@pytest.fixture(scope="module")
def squares() -> gpd.GeoDataFrame:
    """Give every unit a square, its centre some 30 m from where it is published, at random."""
    off = np.random.default_rng(7).normal(0, 0.0003, (len(LISTED), 2))
    return squares_about(LISTED[["lon", "lat"]].to_numpy() + off)


def squares_about(places: Floats) -> gpd.GeoDataFrame:
    shapes = shapely.box(*(places - 0.01).T, *(places + 0.01).T)
    table = {"ma": LISTED.index, "ten": list(LISTED["unit_name"])}
    return gpd.GeoDataFrame(table, geometry=shapes, crs=4326)


def written_as(
    squares: gpd.GeoDataFrame, path: Path, prj: str | None, *, on: str, metres: bool = True
) -> Path:
    """Write squares as a shapefile in zone 104°00' or degrees, on VN-2000 or on WGS 84."""

    def turned(degrees: Floats) -> Floats:
        there = on_vn2000(degrees) if on == "VN-2000" else degrees
        return np.column_stack(zone(104).transform(*there.T)) if metres else there

    flat = shapely.transform(squares.geometry.to_numpy(), turned)
    squares.set_geometry(flat, crs=32648).to_file(path)
    path.with_suffix(".prj").unlink(missing_ok=True)
    if prj:
        path.with_suffix(".prj").write_text(prj, encoding="utf-8")
    return path


def reading(path: Path) -> BoundaryReading:
    return read_boundaries(path, units=LISTED, province="14", vintage="2025-07")


def off_by(found: BoundaryReading, squares: gpd.GeoDataFrame) -> float:
    truth = squares.set_index("ma").geometry.loc[found.geometry.index].to_numpy()
    return metres_from(middles(found.geometry.geometry.to_numpy()), middles(truth))


def middles(shapes: NDArray[np.object_]) -> Floats:
    return np.asarray(shapely.get_coordinates(shapely.centroid(shapes)))


def rules(found: BoundaryReading) -> dict[str, str]:
    return dict(zip(found.findings["rule"], found.findings["severity"], strict=True))


@pytest.mark.parametrize(
    ("prj", "on", "told"),
    [
        (esri("VN_2000_Son_La", VN2000), "VN-2000", {}),
        (esri("VN_2000_Son_La", WGS84), "VN-2000", {"datum_found": "note"}),
        (esri("VN_2000_Son_La", WGS84), "WGS 84", {"datum_found": "note"}),
        (esri("VN-2000_TM-3_104-00", WGS84), "VN-2000", {"datum_found": "note"}),
        (esri("TM3_104", WGS84), "VN-2000", {"datum_found": "note"}),
        (esri("TM3_104", WGS84), "WGS 84", {"datum_found": "note"}),
        (esri("unnamed", UNKNOWN), "VN-2000", {"datum_found": "note"}),
        (esri("VN_2000_Son_La", VN2000), "WGS 84", {"datum_replaced": "warning"}),
    ],
)
def test_the_places_of_the_units_decide_what_a_file_leaves_open(
    squares: gpd.GeoDataFrame, tmp_path: Path, prj: str, on: str, told: dict[str, str]
) -> None:
    found = reading(written_as(squares, tmp_path / "xa.shp", prj, on=on))
    assert found.joined == 75
    assert rules(found) == {"reprojected": "note"} | told
    assert off_by(found, squares) < 2


@pytest.mark.parametrize("on", ["VN-2000", "WGS 84"])
def test_degrees_of_vn2000_are_found_out(
    squares: gpd.GeoDataFrame, tmp_path: Path, on: str
) -> None:
    wgs84 = pyproj.CRS.from_epsg(4326).to_wkt("WKT1_ESRI")
    for prj, rule in ((wgs84, "datum_replaced"), (None, "crs_assumed")):
        path = written_as(squares, tmp_path / "xa.shp", prj, on=on, metres=False)
        found = reading(path)
        assert off_by(found, squares) < 2
        assert list(rules(found)) == ([rule] if on == "VN-2000" or prj is None else [])
        said = " ".join(sentence(row, "en") for row in found.findings.to_dict("records"))
        assert ("VN-2000" in said) == (on == "VN-2000")


@pytest.mark.parametrize(
    ("prj", "on", "told"),
    [
        (esri("VN_2000_Son_La", VN2000), "VN-2000", {}),
        (esri("VN_2000_Son_La", WGS84), "VN-2000", {"datum_assumed": "warning"}),
        (esri("unnamed", UNKNOWN), "VN-2000", {"datum_assumed": "warning"}),
        (esri("TM3_104", WGS84), "WGS 84", {"datum_assumed": "warning"}),
    ],
)
def test_where_the_units_are_drawn_roughly_a_guess_is_told(
    tmp_path: Path, prj: str, on: str, told: dict[str, str]
) -> None:
    off = np.random.default_rng(3).normal(0, 0.006, (len(LISTED), 2))
    rough = squares_about(LISTED[["lon", "lat"]].to_numpy() + off)
    found = reading(written_as(rough, tmp_path / "xa.shp", prj, on=on))
    assert {k: v for k, v in rules(found).items() if k.startswith("datum")} == told
    # Where squares overlapped they were repaired; the others are where they were.
    untouched = found.geometry[shapely.area(found.geometry.geometry.to_numpy()) > 0.000399]
    assert len(untouched) > 30
    assert off_by(dataclasses.replace(found, geometry=untouched), rough) < 2


def test_a_datum_that_nobody_knows_is_told(squares: gpd.GeoDataFrame, tmp_path: Path) -> None:
    prj = esri("HN72", ("GCS_HN_72", "D_HN_72")).replace(
        '"WGS_1984",6378137.0,298.257223563', '"Krassowsky_1940",6378245.0,298.3'
    )
    found = reading(written_as(squares, tmp_path / "xa.shp", prj, on="WGS 84"))
    assert rules(found) == {"reprojected": "note", "datum_unknown": "warning"}


def test_a_drawing_without_a_place_on_earth_is_placed_by_its_units(
    squares: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    prj = 'LOCAL_CS["Nonearth",UNIT["Meter",1.0]]'
    found = reading(written_as(squares, tmp_path / "xa.shp", prj, on="VN-2000"))
    assert rules(found) == {"crs_found": "warning"}
    assert off_by(found, squares) < 2


def test_a_geopackage_and_points_go_the_same_way(squares: gpd.GeoDataFrame, tmp_path: Path) -> None:
    flat = gpd.read_file(written_as(squares, tmp_path / "xa.shp", None, on="VN-2000"))
    system = pyproj.CRS.from_wkt(esri("VN2000_noi_bo", UNKNOWN))
    flat = flat.set_crs(system, allow_override=True)
    flat.to_file(tmp_path / "xa.gpkg")
    found = reading(tmp_path / "xa.gpkg")
    assert rules(found) == {"reprojected": "note"}
    assert off_by(found, squares) < 2
    flat.set_geometry(flat.centroid).to_file(tmp_path / "diem.gpkg")
    points = vector_layers.read_layers(tmp_path / "diem.gpkg", room="planfiles")
    there = shapely.get_coordinates(points.geometry.to_numpy())
    assert metres_from(there, middles(squares.geometry.to_numpy())) < 2
