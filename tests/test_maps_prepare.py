"""Geometry for maps: nothing lost, nothing invented, borders written once."""

from __future__ import annotations

import itertools
import sys
from collections import Counter
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from dxanalysis.errors import FileUnreadableError, ParameterError
from dxanalysis.maps import prepare
from dxanalysis.maps.geometry import cache
from dxanalysis.maps.geometry.arcs import border, decode, edges, encode, topology, walk
from dxanalysis.maps.geometry.prepare import _prepare
from dxanalysis.maps.geometry.simplify import Simplified, simplified

if TYPE_CHECKING:
    from pathlib import Path

    from dxanalysis.maps import Prepared


def objects(shapes: list[shapely.Geometry]) -> np.ndarray:
    array = np.empty(len(shapes), dtype=object)
    array[:] = shapes
    return array


def frame(shapes: list[shapely.Geometry | None], crs: int | None = 4326) -> gpd.GeoDataFrame:
    codes = [f"{number:05d}" for number in range(len(shapes))]
    return gpd.GeoDataFrame({"unit_name": codes}, geometry=shapes, index=codes, crs=crs)


@st.composite
def coverages(draw: st.DrawFn) -> np.ndarray:
    """Cells of a bent grid, dealt out to units: with islands, holes and units that touch."""
    wide, high = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    count = draw(st.integers(1, 4))
    owner = draw(st.lists(st.integers(0, count), min_size=wide * high, max_size=wide * high))
    owner[0] = 1  # never nothing at all
    bend = draw(st.integers(-3, 3))

    def corner(i: int, j: int) -> tuple[float, float]:
        return (104 + (i * 10 + bend * (j % 2)) / 1e3, 21 + (j * 10 + bend * (i % 2)) / 1e3)

    cells: dict[int, list[shapely.Polygon]] = {}
    for cell, unit in enumerate(owner):
        i, j = cell % wide, cell // wide
        ring = [corner(i, j), corner(i + 1, j), corner(i + 1, j + 1), corner(i, j + 1)]
        cells.setdefault(unit, []).append(shapely.Polygon(ring))
    cells.pop(0, None)  # holes and gaps
    return objects([shapely.union_all(parts) for parts in cells.values()])


def stretches(line: np.ndarray) -> list[frozenset[tuple[int, int]]]:
    points = [tuple(point) for point in line.tolist()]
    return [frozenset(pair) for pair in itertools.pairwise(points)]


@settings(max_examples=150, deadline=None)
@given(coverages())
def test_decoding_gives_what_was_encoded(polygons: np.ndarray) -> None:
    arcs = encode(polygons, decimals=5)
    back = decode(arcs)
    assert len(back) == len(polygons)
    rounded = shapely.transform(polygons, lambda xy: np.rint(xy * 1e5) / 1e5)
    for one, other in zip(back, rounded, strict=True):
        assert shapely.equals(one, other)
        assert len(one.geoms) == shapely.get_num_geometries(other)


@settings(max_examples=150, deadline=None)
@given(coverages())
def test_every_stretch_of_border_is_written_once(polygons: np.ndarray) -> None:
    arcs = encode(polygons, decimals=5)
    written = [
        edge for number in range(len(arcs.arcs)) for edge in stretches(walk([number], arcs.arcs))
    ]
    assert len(written) == len(set(written))
    used = Counter(
        number if number >= 0 else ~number
        for unit in arcs.units
        for part in unit
        for ring in part
        for number in ring
    )
    assert set(used) == set(range(len(arcs.arcs)))
    assert max(used.values(), default=0) <= 2


def test_two_squares_share_one_arc() -> None:
    arcs = encode(objects([shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)]), decimals=0)
    assert len(arcs.arcs) == 3
    assert sorted(arcs.owners.tolist()) == [[0, -1], [0, 1], [1, -1]]
    inner, outer = border(arcs, ["a", "b"])
    assert [walk([number], arcs.arcs).tolist() for number in inner] in (
        [[[1, 0], [1, 1]]],
        [[[1, 1], [1, 0]]],
    )
    assert len(outer) == 2
    assert border(arcs, ["a", "a"])[0] == []


def test_the_border_of_districts_is_the_border_of_their_union() -> None:
    squares = [shapely.box(x, y, x + 1, y + 1) for y in range(4) for x in range(4)]
    districts = ["west" if number % 4 < 2 else "east" for number in range(16)]
    inner, outer = border(encode(objects(squares), decimals=0), districts)
    arcs = encode(objects(squares), decimals=0).arcs
    length = [
        sum(shapely.LineString(walk([n], arcs)).length for n in part) for part in (inner, outer)
    ]
    assert length == [4, 16]


def test_a_unit_smaller_than_a_step_stays() -> None:
    speck = shapely.box(104.5, 21.5, 104.5000001, 21.5000001)
    back = decode(encode(objects([shapely.box(104, 21, 105, 22), speck]), decimals=5))
    assert not back[1].is_empty
    assert back[1].distance(speck) < 1e-5
    assert back[1].area > 0


def test_preparing_keeps_codes_and_names_what_it_drops() -> None:
    prepared = prepare(frame([shapely.box(104, 21, 104.1, 21.1), None, shapely.Polygon()]))
    assert prepared.codes == ("00000",)
    assert prepared.dropped == ("00001", "00002")
    assert not prepared.cleaned


def test_overlaps_are_mended_and_the_whole_keeps_its_area() -> None:
    one, other = shapely.box(104, 21, 104.1, 21.1), shapely.box(104.099, 21, 104.2, 21.1)
    prepared = prepare(frame([one, other]), simplify=None)
    back = decode(prepared.arcs)
    assert prepared.cleaned
    assert shapely.coverage_is_valid(back)
    assert sum(shapely.area(back)) == pytest.approx(0.02, rel=1e-4)


def test_any_crs_gives_the_same_map() -> None:
    units = frame([shapely.box(104, 21, 104.1, 21.1), shapely.box(104.1, 21, 104.2, 21.1)])
    here = decode(prepare(units, simplify=None).arcs)
    there = decode(prepare(units.to_crs(32648), simplify=None).arcs)
    for one, other in zip(here, there, strict=True):
        assert shapely.hausdorff_distance(one, other) < 2e-5


def test_the_name_stands_in_the_middle_and_knows_its_room() -> None:
    prepared = prepare(frame([shapely.box(104, 21, 104.3, 21.1)]), simplify=None)
    longitude, latitude = prepared.anchors[0]
    west, east, radius = prepared.room[0]
    assert latitude == pytest.approx(21.05, abs=2e-3)
    assert (west, east) == pytest.approx((longitude - 104, 104.3 - longitude))
    assert radius == pytest.approx(0.05, abs=2e-3)


def test_the_name_of_a_horseshoe_stands_on_it() -> None:
    bay = shapely.box(104.02, 21.02, 104.08, 21.1)
    horseshoe = shapely.box(104, 21, 104.1, 21.1).difference(bay)
    prepared = prepare(frame([horseshoe]), simplify=None)
    assert horseshoe.contains(shapely.Point(prepared.anchors[0]))


def test_equal_geometry_is_prepared_once_and_other_geometry_is_not_mistaken_for_it() -> None:
    units = frame([shapely.box(104, 21, 104.1, 21.1)])
    assert prepare(units) is prepare(units.copy())
    assert prepare(units) is not prepare(units, simplify=None)
    assert prepare(units) is not prepare(units.set_axis(["99999"]))


def test_small_islands_stay_whatever_the_tolerance() -> None:
    big = shapely.box(104, 21, 105, 22)
    islands = [shapely.Point(106 + i / 10, 21).buffer(10.0**-i / 1e3) for i in range(5)]
    back = decode(prepare(frame([big, *islands]), simplify=2_000).arcs)
    assert len(back) == 6
    assert (shapely.area(back) > 0).all()


@pytest.mark.parametrize(
    ("units", "options", "kind", "key"),
    [
        (frame([shapely.box(0, 0, 1, 1)], crs=None), {}, ParameterError, "map.no_crs"),
        (frame([None]), {}, FileUnreadableError, "map.no_geometry"),
        (frame([shapely.Point(1, 1)]), {}, FileUnreadableError, "map.no_geometry"),
        (frame([shapely.box(0, 0, 1, 1)]), {"simplify": -1}, ParameterError, "map.bad_simplify"),
        (
            frame([shapely.box(0, 0, 1, 1)] * 2).set_axis(["1", "1"]),
            {},
            ParameterError,
            "map.repeated_units",
        ),
    ],
)
def test_what_cannot_be_used_is_refused(
    units: gpd.GeoDataFrame, options: dict[str, float], kind: type[Exception], key: str
) -> None:
    with pytest.raises(kind) as caught:
        prepare(units, **options)
    assert caught.value.key == key
    for lang in ("vi", "en"):
        assert caught.value.sentence(lang)


def test_a_small_unit_between_large_ones_keeps_its_area() -> None:
    # A rough border across two large units, and a ward of 1 km on it.
    along = np.linspace(104, 105, 800)
    rough = np.random.default_rng(3).normal(0, 0.003, len(along))
    line = np.column_stack([along, 21 + rough])
    south = shapely.Polygon([(104, 20.5), *line.tolist(), (105, 20.5)])
    north = shapely.box(104, 20.5, 105, 21.5).difference(south)
    ward = shapely.Point(104.5, 21).buffer(0.005, quad_segs=64)
    units = [south.difference(ward), north.difference(ward), ward]
    fair = shapely.area(decode(prepare(frame(units)).arcs))
    blunt = shapely.area(decode(prepare(frame(units), simplify=600).arcs))
    before = shapely.area(objects(units))
    assert abs(fair / before - 1).max() <= 0.005
    assert abs(blunt / before - 1).max() > 0.01
    assert shapely.coverage_is_valid(decode(prepare(frame(units)).arcs))


@pytest.mark.slow
def two_sides(line: np.ndarray) -> np.ndarray:
    """Make two units that share a line from west to east, and one that both meet in the east."""
    (west, _), (east, end) = line[0], line[-1]
    north = shapely.Polygon([*line.tolist(), (east, 22), (west, 22)])
    south = shapely.Polygon([*line.tolist(), (east, 20), (west, 20)])
    both = shapely.Polygon([(east, 20), (east, end), (east, 22), (east + 1, 22), (east + 1, 20)])
    return objects([north, south, both])


def triangles(line: np.ndarray) -> np.ndarray:
    side, other = line[1:-1] - line[:-2], line[2:] - line[:-2]
    return np.abs(side[:, 0] * other[:, 1] - side[:, 1] * other[:, 0]) / 2


def shared(drawn: Simplified) -> tuple[np.ndarray, np.ndarray]:
    """Give all points of the line that two units share, and those of them that are drawn."""
    one, other = (drawn.borders.borders[drawn.borders.unit_of_step == unit] for unit in (0, 1))
    (number,) = np.intersect1d(one, other)
    low, high = drawn.borders.starts[number : number + 2]
    return drawn.at[low:high], drawn.at[low:high][drawn.kept[low:high]]


def test_the_smallest_triangle_goes_first_and_what_it_makes_larger_stays() -> None:
    # Heights 1, 2 and 9 over steps of 10: triangles of 5 at most beside one of 80.
    line = np.array([(0, 0), (10, 1), (20, 0), (30, 9), (40, 0)]) * [1e-6, 1e-6] + [104, 21]
    borders = topology(edges(two_sides(line), decimals=6))
    whole, drawn = shared(simplified(borders, np.ones(2), 5.0))
    assert len(whole) == 5
    heights = np.rint(drawn[:, 1] - drawn[0, 1])
    assert heights.tolist() == [0, 0, 9, 0]
    _, drawn = shared(simplified(borders, np.ones(2), 15.0))
    assert len(drawn) == 2


@pytest.mark.parametrize("seed", range(8))
def test_nothing_smaller_than_the_tolerance_is_drawn_and_nothing_larger_is_lost(seed: int) -> None:
    steps = np.random.default_rng(seed).normal(0, 1e-3, 300)
    line = np.column_stack([np.linspace(104, 105, 300), 21 + np.cumsum(steps) * 0.3])
    borders = topology(edges(two_sides(line), decimals=7))
    whole, drawn = shared(simplified(borders, np.ones(2), 5e3))
    assert 2 < len(drawn) < len(whole)
    assert triangles(drawn).min() >= 5e3**2 * (1 - 1e-6)
    everything = shared(simplified(borders, np.ones(2), 0.0))[1]
    assert len(everything) == len(whole)


def test_many_equal_triangles_do_not_go_one_by_one() -> None:
    # On a circle of 20,000 points all triangles are equal; a minute would not do for one by one.
    circle = shapely.Point(104, 21).buffer(1, quad_segs=5_000)
    drawn = simplified(topology(edges(objects([circle]), decimals=7)), np.full(2, 0.011), 100.0)
    assert 3 <= drawn.kept.sum() < 5_000
    assert shapely.area(drawn.polygons())[0] == pytest.approx(circle.area * 1e14, rel=1e-3)


def test_only_units_at_fault_are_mended() -> None:
    squares = [shapely.box(x, y, x + 0.1, y + 0.1) for y in (21, 21.1) for x in (104, 104.1, 104.2)]
    squares[1] = shapely.box(104.1, 21, 104.201, 21.1)  # over its neighbour in the east
    prepared = prepare(frame(squares), simplify=None)
    back = decode(prepared.arcs)
    assert prepared.cleaned
    assert shapely.coverage_is_valid(back)
    for untouched in (0, 3, 4):
        assert shapely.symmetric_difference(back[untouched], squares[untouched]).area < 1e-12
    assert shapely.area(back).sum() == pytest.approx(0.06, rel=1e-4)


def test_slivers_between_units_are_closed_and_lakes_stay_open() -> None:
    def holes(width: float) -> int:
        line = [(104.1, 21), (104.1, 21.02), (104.1, 21.08), (104.1, 21.1)]
        west = shapely.Polygon([*line, (104, 21.1), (104, 21)])
        east = shapely.Polygon(
            [*line[:2], (104.1 + width, 21.05), *line[2:], (104.2, 21.1), (104.2, 21)]
        )
        back = decode(prepare(frame([west, east])).arcs)
        return int(shapely.get_num_interior_rings(shapely.get_parts(shapely.union_all(back))).sum())

    assert holes(0.00005) == 0  # five metres
    assert holes(0.01) == 1


def same(one: Prepared, other: Prepared) -> bool:
    return one.arcs.arcs == other.arcs.arcs and all(
        np.array_equal(np.asarray(getattr(one, name)), np.asarray(getattr(other, name)))
        for name in ("codes", "anchors", "room", "bounds", "dropped", "cleaned", "tolerance_m")
    )


def test_the_next_run_finds_what_was_prepared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    units = frame([shapely.box(104, 21, 104.1, 21.1), None, shapely.box(104.09, 21, 104.2, 21.1)])

    def anew(**options: float) -> Prepared:
        _prepare.cache_clear()
        return prepare(units, **options)

    monkeypatch.setenv("DXANALYSIS_CACHE", "")
    plain = anew()
    monkeypatch.setenv("DXANALYSIS_CACHE", str(tmp_path / "kept"))
    assert same(anew(), plain)
    (file,) = (tmp_path / "kept").iterdir()
    monkeypatch.setattr(sys.modules[prepare.__module__], "_prepared", None)  # fails if called
    assert same(anew(), plain)
    with pytest.raises(TypeError):
        anew(simplify=5.0)  # other settings are not the same geometry
    # A damaged file, or one cut off, is as good as none; it is made again.
    monkeypatch.undo()
    monkeypatch.setenv("DXANALYSIS_CACHE", str(tmp_path / "kept"))
    whole = file.read_bytes()
    for broken in (b"", whole[:200], whole.replace(b"\x00\x00\x00\x01", b"\x07\x00\x00\x01")):
        file.write_bytes(broken)
        assert same(anew(), plain)
    assert cache.found(file.stem) is not None
    # Only so much is kept, and a folder that cannot be made is no fault.
    monkeypatch.setattr(cache, "MOST_BYTES", len(whole) + 10)
    anew(simplify=7.0)
    assert len(list((tmp_path / "kept").iterdir())) == 1
    monkeypatch.setenv("DXANALYSIS_CACHE", str(file / "below-a-file"))
    assert same(anew(), plain)


@pytest.mark.real
@pytest.mark.parametrize("file", ["son_la_communes_2024", "lang_son_communes_2025"])
def test_other_real_layers_keep_their_areas(real_data: Path, file: str) -> None:
    units = gpd.read_file(real_data / "boundaries" / f"{file}.gpkg").set_index("code")
    back = decode(prepare(units).arcs)
    # What mending overlaps costs is no matter of simplifying: set against the mended layer.
    whole = decode(prepare(units, simplify=1).arcs)
    assert len(back) == len(units)
    assert shapely.coverage_is_valid(back)
    error = abs(shapely.area(back) / shapely.area(whole) - 1)
    assert np.median(error) <= 0.001
    assert error.max() <= 0.005


@pytest.mark.slow
@pytest.mark.real
def test_every_unit_of_the_country_stays(real_data: Path) -> None:
    file = real_data / "boundaries" / "vietnam_communes_2025_generalised.parquet"
    units = gpd.read_parquet(file).set_index("code")
    prepared = prepare(units)
    back = decode(prepared.arcs)
    assert prepared.codes == tuple(units.index)
    assert len(back) == 3_321
    assert (shapely.area(back) > 0).all()
    assert not prepared.dropped
    error = abs(shapely.area(back) / shapely.area(units.geometry.to_numpy()) - 1)
    assert np.median(error) <= 0.005
    assert error.max() <= 0.1


@pytest.mark.real
def test_real_communes_stay_a_coverage_of_the_right_size(real_data: Path) -> None:
    file = real_data / "boundaries" / "son_la_communes_2025.gpkg"
    units = gpd.read_file(file).set_index("code")
    prepared = prepare(units)
    back = decode(prepared.arcs)
    assert len(back) == 75
    assert prepared.tolerance_m == 100
    assert shapely.is_valid(back).all()
    assert shapely.coverage_is_valid(back)
    assert shapely.get_num_interior_rings(shapely.union_all(back)) == 0
    metric = units.estimate_utm_crs()
    areas = gpd.GeoSeries(back, crs=4326).to_crs(metric).area.to_numpy()
    error = abs(areas / units.to_crs(metric).area.to_numpy() - 1)
    assert np.median(error) <= 0.001
    assert error.max() <= 0.005
    for anchor, shape in zip(prepared.anchors, back, strict=True):
        assert shape.contains(shapely.Point(anchor))
