"""People of units from rasters: exact shares of cells, nobody lost and nobody counted twice."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pytest
import rasterio
import shapely

from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources.measurements import population

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MOLLWEIDE = "ESRI:54009"


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def raster(
        values: np.ndarray,
        *,
        west: float = 104.0,
        north: float = 21.4,
        size: float = 0.1,
        crs: str | None = "EPSG:4326",
        **options: object,
    ) -> Path:
        path = tmp_path / "people.tif"
        profile = {
            "driver": "GTiff",
            "height": values.shape[0],
            "width": values.shape[1],
            "count": 1,
            "dtype": values.dtype,
            "crs": crs,
            "transform": rasterio.Affine(size, 0, west, 0, -size, north),
            **options,
        }
        with rasterio.open(path, "w", **profile) as file:
            for band in range(1, file.count + 1):
                file.write(values, band)
        return path

    return raster


def units(*shapes: shapely.Geometry) -> gpd.GeoDataFrame:
    codes = [f"{place:05}" for place in range(1, len(shapes) + 1)]
    return gpd.GeoDataFrame(geometry=list(shapes), index=codes, crs=4326)


GRID = np.arange(1, 17, dtype="float32").reshape(4, 4)
"""Cells of 0.1° from 104° E, 21.4° N: 1 2 3 4 | 5 6 7 8 | 9 10 11 12 | 13 14 15 16."""


def test_cells_are_cut_exactly(write: Callable[..., Path]) -> None:
    left = shapely.box(104.0, 21.2, 104.15, 21.4)  # cells 1 and 5, half of 2 and 6
    corner = shapely.box(104.35, 20.9, 104.9, 21.05)  # a quarter of cell 16, and ground beyond
    reading = population.read_population(write(GRID), units=units(left, corner))
    assert reading.table["people"].tolist() == pytest.approx([10, 4], rel=1e-6)
    assert reading.table["cells"].tolist() == pytest.approx([3, 0.25], rel=1e-6)
    assert reading.people == 136
    assert reading.people_outside == pytest.approx(122, rel=1e-6)
    row = reading.findings.set_index("rule").loc["population.outside"]
    assert (row["value"], row["expected"]) == (122, 136)


@pytest.mark.parametrize("strip", [4, 8, 1000])
def test_people_are_conserved_whatever_the_cut(
    write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, strip: int
) -> None:
    monkeypatch.setattr(population, "_STRIP", strip)
    rng = np.random.default_rng(5)
    seeds = shapely.MultiPoint(rng.uniform((104, 21), (104.4, 21.4), (12, 2)))
    whole = shapely.box(104, 21, 104.4, 21.4)
    cells = shapely.get_parts(shapely.voronoi_polygons(seeds, extend_to=whole))
    parts = shapely.intersection(cells, whole)
    reading = population.read_population(write(GRID), units=units(*parts))
    assert reading.table["people"].sum() == pytest.approx(136, rel=1e-6)
    assert reading.people_outside == pytest.approx(0, abs=136e-6)


def test_overlapping_units_count_nobody_twice(write: Callable[..., Path]) -> None:
    cell = shapely.box(104.0, 21.3, 104.1, 21.4)
    both = shapely.box(104.0, 21.3, 104.2, 21.4)
    reading = population.read_population(write(GRID), units=units(cell, both))
    assert reading.table["people"].tolist() == pytest.approx([0.5, 2.5], rel=1e-6)
    assert reading.table["people"].sum() + reading.people_outside == pytest.approx(136, rel=1e-9)


def test_no_data_is_not_zero(write: Callable[..., Path]) -> None:
    values = GRID.copy()
    values[0, 0], values[0, 1], values[1, 1], values[2, 2] = -99999, np.nan, -3, 3e38
    first = shapely.box(104.0, 21.3, 104.1, 21.4)
    rest = shapely.box(104.0, 21.0, 104.4, 21.3)
    reading = population.read_population(write(values, nodata=-99999), units=units(first, rest))
    assert np.isnan(reading.table["people"].iloc[0])
    assert reading.table["people"].iloc[1] == pytest.approx(136 - 10 - 6 - 11, rel=1e-6)
    told = reading.findings.set_index("rule")["value"].to_dict()
    assert told["population.impossible_cells"] == 2
    assert told["population.units_without_cells"] == 1
    rows = population.to_observations(reading, vintage="2025-07")
    assert rows["numerator"].isna().tolist() == [True, False]
    assert set(rows["evidence"]) == {"modelled"}


def test_a_mollweide_grid_gives_the_same_people(write: Callable[..., Path]) -> None:
    # 40 × 40 cells of a kilometre, one person each, around Sơn La; a unit drawn in metres.
    middle = gpd.GeoSeries([shapely.Point(104, 21.3)], crs=4326).to_crs(MOLLWEIDE).iloc[0]
    west, north = middle.x - 20_000, middle.y + 20_000
    drawn = shapely.box(west + 2_500, north - 12_250, west + 7_500, north - 2_250)
    shape = gpd.GeoSeries([shapely.segmentize(drawn, 50)], crs=MOLLWEIDE).to_crs(4326).iloc[0]
    path = write(np.ones((40, 40)), west=west, north=north, size=1000, crs=MOLLWEIDE)
    reading = population.read_population(path, units=units(shape))
    assert reading.table["people"].iloc[0] == pytest.approx(50, rel=1e-6)
    assert reading.people == 1600
    assert reading.crs == MOLLWEIDE


def test_long_edges_follow_the_bend_of_the_projection(write: Callable[..., Path]) -> None:
    # Two units share a long edge in degrees; bent alike they leave no one between them.
    edges = (
        gpd.GeoSeries([shapely.box(103, 20.5, 105, 22)], crs=4326).to_crs(MOLLWEIDE).total_bounds
    )
    north = float(edges[3] + 50_000)
    path = write(
        np.ones((300, 400)), west=float(edges[0] - 50_000), north=north, size=1000, crs=MOLLWEIDE
    )
    upper, lower = shapely.box(103, 21, 105, 22), shapely.box(103, 20.5, 105, 21)
    apart = population.read_population(path, units=units(upper, lower))
    one = population.read_population(path, units=units(shapely.box(103, 20.5, 105, 22)))
    assert apart.table["people"].sum() == pytest.approx(one.table["people"].sum(), rel=1e-6)
    km2 = gpd.GeoSeries([shapely.segmentize(upper, 0.001)], crs=4326).to_crs(MOLLWEIDE).area / 1e6
    assert apart.table["people"].iloc[0] == pytest.approx(km2.iloc[0], rel=1e-5)


def refusal(path: Path, shape: shapely.Geometry) -> FileUnreadableError:
    with pytest.raises(FileUnreadableError) as caught:
        population.read_population(path, units=units(shape))
    assert path.name in caught.value.sentence("vi")
    assert path.name in caught.value.sentence("en")
    return caught.value


def test_a_raster_that_cannot_be_used_is_one_sentence(
    write: Callable[..., Path], tmp_path: Path
) -> None:
    here, away = shapely.box(104, 21, 104.4, 21.4), shapely.box(90, 0, 91, 1)
    assert refusal(tmp_path / "none.tif", here).key == "population.missing_file"
    (tmp_path / "a.tif").write_text("<VRTDataset/>", encoding="utf-8")
    assert refusal(tmp_path / "a.tif", here).key == "population.not_raster"
    assert refusal(write(GRID), away).key == "population.elsewhere"
    assert refusal(write(GRID, crs=None), here).key == "population.no_crs"
    turned = rasterio.Affine(0.09, 0.03, 104, 0.03, -0.09, 21.4)
    assert refusal(write(GRID, transform=turned), here).key == "population.turned"
    path = write(np.tile(GRID, (200, 200)), size=0.0005)
    path.write_bytes(path.read_bytes()[:60_000])
    assert refusal(path, here).key == "population.damaged"


def test_cutting_cells_one_by_one_gives_what_exactextract_gives() -> None:
    rng = np.random.default_rng(2)
    shapes = shapely.buffer(shapely.points(rng.uniform(0, 9, (9, 2))), rng.uniform(0.1, 3, 9))
    shapes[0] = shapely.difference(shapes[0], shapely.buffer(shapely.centroid(shapes[0]), 0.05))
    values, extent = np.ones((8, 9)), (0.5, 0.0, 9.5, 8.0)
    for unit, cell, share in population._coverage(values, extent, shapes, np.arange(9)):
        _, other, slow = population._intersected(values.shape, extent, shapes, unit)
        full, quick = np.zeros(72), np.zeros(72)
        full[other], quick[cell] = slow, share
        assert quick == pytest.approx(full, abs=1e-6)


@pytest.mark.real
def test_aruba_has_106766_people(real_data: Path) -> None:
    path = real_data / "samples" / "worldpop" / "abw_ppp_2020_UNadj_constrained.tif"
    edges = np.linspace(-70.1, -69.8, 8)
    strips = [shapely.box(a, 12.3, b, 12.7) for a, b in itertools.pairwise(edges)]
    reading = population.read_population(path, units=units(*strips))
    assert reading.people == pytest.approx(106_766, abs=1)
    assert reading.table["people"].sum() == pytest.approx(reading.people, rel=1e-6)
    assert reading.people_outside < 0.1
    half = population.read_population(path, units=units(*strips[:3]))
    total = half.table["people"].sum() + half.people_outside
    assert total == pytest.approx(reading.people, rel=1e-6)
    assert half.people_outside == pytest.approx(reading.table["people"].iloc[3:].sum(), rel=1e-6)


@pytest.mark.real
@pytest.mark.slow
def test_the_communes_of_son_la_share_every_cell(
    real_data: Path, write: Callable[..., Path]
) -> None:
    layer = gpd.read_file(real_data / "boundaries" / "son_la_communes_2025.gpkg").set_index("code")
    west, south, east, north = layer.total_bounds
    values = np.random.default_rng(1).uniform(0, 40, (700, 1000))
    size = max((east - west) / 990, (north - south) / 690)
    path = write(values, west=west - size, north=north + size, size=size)
    reading = population.read_population(path, units=layer)
    assert reading.table["people"].notna().all()
    total = reading.table["people"].sum() + reading.people_outside
    assert total == pytest.approx(values.sum(), rel=1e-6)
    # The communes overlap by 0.155 km²: together they hold what their union does, not more.
    union = gpd.GeoDataFrame(geometry=[shapely.union_all(layer.geometry)], index=["1"], crs=4326)
    one = population.read_population(path, units=union)
    assert reading.table["people"].sum() == pytest.approx(one.table["people"].sum(), rel=2e-6)
