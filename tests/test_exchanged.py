"""Layers whose polygons bear each other's names, and right ones that only look a little like it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pytest
import shapely

from dxanalysis import units
from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources.boundaries import BoundaryReading, read_boundaries, sentence
from dxanalysis.sources.boundaries.exchanged import misnamed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pandas as pd

LISTED = units.load_units(province="14")
WANTED = list(LISTED.index)
FOUND = {"exchanged", "place_of_other"}


@pytest.fixture(scope="module")
def right(son_la: Path) -> gpd.GeoDataFrame:
    """Give the communes' own polygons, in the order of their codes."""
    drawn = gpd.read_file(son_la / "boundaries.geojson").set_index("unit_code")["geometry"]
    names = list(LISTED["unit_name"])
    shapes = drawn.loc[WANTED].to_numpy()
    return gpd.GeoDataFrame({"ma": WANTED, "ten": names}, geometry=shapes, crs=4326)


def moved(layer: gpd.GeoDataFrame, rows: Sequence[int], *, by: int = 1) -> gpd.GeoDataFrame:
    """Let each of some rows have the polygon of the next one, and the last that of the first."""
    shapes = layer.geometry.to_numpy().copy()
    shapes[list(rows)] = shapes[np.roll(rows, -by)]
    return layer.set_geometry(shapes, crs=4326)


def reading(layer: gpd.GeoDataFrame, path: Path) -> BoundaryReading:
    layer.to_file(path / "xa.gpkg")
    return read_boundaries(path / "xa.gpkg", units=LISTED, province="14", vintage="2025-07")


def told(found: BoundaryReading) -> pd.DataFrame:
    return found.findings[found.findings["rule"].isin(FOUND)]


def row(name: str) -> int:
    return int(np.flatnonzero(LISTED["unit_name"] == name)[0])


NEIGHBOURS = [row("Phường Tô Hiệu"), row("Phường Chiềng Sinh")]


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        *((NEIGHBOURS, columns) for columns in (["ma", "ten"], ["ma"], ["ten"])),
        *(([5, 20, 41], columns) for columns in (["ma", "ten"], ["ma"])),
        ([2, 30, 8, 55, 17], ["ma", "ten"]),
        ([0, 1, 2], ["ten"]),
    ],
)
def test_polygons_that_bear_each_others_names_are_told_and_not_drawn(
    right: gpd.GeoDataFrame, tmp_path: Path, rows: list[int], columns: list[str]
) -> None:
    found = reading(moved(right, rows)[[*columns, "geometry"]], tmp_path)
    codes = [WANTED[one] for one in rows]
    assert sorted(told(found)["unit_code"]) == sorted(codes)
    assert set(told(found)["severity"]) == {"error"}
    assert sorted(found.geometry.index) == sorted(set(WANTED) - set(codes))
    # Each is said to be where the commune is whose polygon it was given.
    place = dict(zip(codes, np.roll(codes, -1).tolist(), strict=True))
    for finding in told(found).to_dict("records"):
        assert place[finding["unit_code"]] in sentence(finding, "vi")


def test_rows_that_slipped_by_one_are_told(right: gpd.GeoDataFrame, tmp_path: Path) -> None:
    slipped = moved(right, range(20, 27)).drop(index=26)
    found = reading(slipped, tmp_path)
    assert set(told(found)["unit_code"]) == set(WANTED[20:26])
    assert not set(found.geometry.index) & set(WANTED[20:26])


@pytest.mark.parametrize("by", [1, 7])
def test_a_layer_that_slipped_as_a_whole_is_refused(
    right: gpd.GeoDataFrame, tmp_path: Path, by: int
) -> None:
    with pytest.raises(FileUnreadableError) as raised:
        reading(moved(right, range(len(right)), by=by), tmp_path)
    assert raised.value.key == "boundaries.exchanged_most"
    assert "75" in raised.value.sentence("vi")


def test_a_single_polygon_far_away_is_asked_about(right: gpd.GeoDataFrame, tmp_path: Path) -> None:
    # The polygon of row 3 bears the name of row 60, whose own is missing, as is row 3's name.
    odd = right.copy()
    odd.loc[60, "geometry"] = right.geometry[3]
    found = reading(odd.drop(index=3), tmp_path)
    assert told(found)[["severity", "unit_code"]].to_numpy().tolist() == [["warning", WANTED[60]]]
    assert WANTED[60] in found.geometry.index
    assert WANTED[3] in sentence(told(found).iloc[0], "en")


def test_right_layers_pass(right: gpd.GeoDataFrame, tmp_path: Path) -> None:
    coarse = right.set_geometry(shapely.simplify(right.geometry.to_numpy(), 0.01), crs=4326)
    shifted = right.set_geometry(right.translate(0.002, -0.001).to_numpy(), crs=4326)
    some = right.drop(index=[4, 5, 30])
    for layer in (right, right.sample(frac=1, random_state=1), coarse, shifted, some):
        assert told(reading(layer.reset_index(drop=True), tmp_path)).empty


def listed(points: list[tuple[float, float]], areas: list[float]) -> pd.DataFrame:
    lon, lat = zip(*points, strict=True)
    names = [str(one) for one in range(1, len(points) + 1)]
    return LISTED.head(len(points)).assign(lon=lon, lat=lat, area_km2=areas).set_axis(names)


def test_a_town_within_a_commune_is_no_exchange() -> None:
    # The commune surrounds the town, and its point lies in the town: so do centres of rings.
    town = shapely.box(104.04, 21.04, 104.06, 21.06)
    around = shapely.difference(shapely.box(104, 21, 104.1, 21.1), town)
    table = listed([(104.05, 21.05), (104.051, 21.051)], [110.0, 4.6])
    assert misnamed({"1": around, "2": town}, table) == []


def test_a_point_beside_its_polygon_is_no_exchange() -> None:
    west, east = shapely.box(104, 21, 104.1, 21.1), shapely.box(104.1, 21, 104.2, 21.1)
    table = listed([(104.11, 21.05), (104.15, 21.05)], [115.0, 115.0])
    assert misnamed({"1": west, "2": east}, table) == []


def test_a_ring_is_asked_about_where_areas_contradict_it_or_are_not_known() -> None:
    small, large = shapely.box(104, 21, 104.1, 21.1), shapely.box(104.1, 21, 104.5, 21.4)
    points = [(104.3, 21.2), (104.05, 21.05)]
    areas = {"borne out": [1845.0, 115.0], "contradicted": [115.0, 1845.0], "unknown": [np.nan] * 2}
    sure = {
        case: {one.is_sure for one in misnamed({"1": small, "2": large}, listed(points, area))}
        for case, area in areas.items()
    }
    assert sure == {"borne out": {True}, "contradicted": {False}, "unknown": {False}}


def test_former_communes_are_asked_about_and_drawn(tmp_path: Path) -> None:
    former = units.load_units(province="14", vintage="2025-02")
    middles = former[["lon", "lat"]].to_numpy()
    shapes = shapely.box(*(middles - 0.004).T, *(middles + 0.004).T)
    layer = gpd.GeoDataFrame({"ma": list(former.index)}, geometry=shapes, crs=4326)
    layer["ten"] = list(former["unit_name"])
    moved(layer, [10, 150]).to_file(tmp_path / "xa.gpkg")
    found = read_boundaries(tmp_path / "xa.gpkg", units=former, province="14", vintage="2025-02")
    assert set(told(found)["severity"]) == {"warning"}
    assert set(told(found)["unit_code"]) == {former.index[10], former.index[150]}
    assert {former.index[10], former.index[150]} <= set(found.geometry.index)
