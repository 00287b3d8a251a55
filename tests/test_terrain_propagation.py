"""Losses over terrain: by hand, by other programs, and by laws of physics."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib import cbook

from dxanalysis.charts.terrain import profile_chart
from dxanalysis.errors import ParameterError
from dxanalysis.terrain import propagation
from dxanalysis.terrain.elevation import (
    Elevation,
    Profile,
    elevation_from_array,
    interpolate,
    profile,
)
from dxanalysis.terrain.propagation import path_loss
from dxanalysis.terrain.sight import Hull, nearest_to_sight
from dxanalysis.terrain.sweep import loss_of, sweep_geometries, sweep_geometry

REFERENCE = Path(__file__).parent / "reference" / "terrain_links.csv"
"""Two other programs' answers: see ``benchmarks/terrain_reference.py``."""

FLAT = 157.0
"""The fall of refractivity at which rays follow the earth, so that it is flat to them."""


@pytest.fixture(scope="module")
def tile() -> Elevation:
    found = cbook.get_sample_data("jacksboro_fault_dem.npz")
    step = float(found["dx"])
    west, north = float(found["xmin"]) - step / 2, float(found["ymin"]) + step / 2
    return elevation_from_array(found["elevation"], west=west, north=north, step=step)


@pytest.fixture(scope="module")
def links(tile: Elevation) -> pd.DataFrame:
    table = pd.read_csv(REFERENCE)
    rows = []
    for link in table.itertuples():
        cut = profile(
            tile, start=(link.tx_lon, link.tx_lat), end=(link.rx_lon, link.rx_lat), step_m=90
        )
        found = path_loss(
            cut.distances_km,
            cut.heights_m,
            frequency_mhz=link.frequency_mhz,
            transmitter_m=link.transmitter_m,
            receiver_m=link.receiver_m,
        )
        rows.append([found.loss_db, found.bullington_db, found.diffraction_db])
    return table.join(pd.DataFrame(rows, columns=["ours_db", "ours_edge", "ours_diffraction"]))


# ---- beside other programs -----------------------------------------------------------------------
def test_losses_are_those_of_another_program(links: pd.DataFrame) -> None:
    apart = (links["ours_db"] - links["p1812_db"]).abs()
    assert len(links) == 2000
    assert apart.median() <= 0.01
    assert apart.quantile(0.95) <= 0.1
    assert apart.max() <= 1.0


@pytest.mark.parametrize("most_db", [120, 130, 135, 140, 145, 150])
def test_verdicts_are_those_of_another_program(links: pd.DataFrame, most_db: float) -> None:
    same = (links["ours_db"] <= most_db) == (links["p1812_db"] <= most_db)
    assert same.mean() >= 0.995
    # Neither says the same of every link.
    assert 0.02 < (links["p1812_db"] <= most_db).mean() < 0.98


def test_diffraction_is_that_of_the_formulas_of_another_program(links: pd.DataFrame) -> None:
    assert (links["ours_edge"] - links["bullington_db"]).abs().max() <= 0.001
    assert (links["ours_diffraction"] - links["diffraction_db"]).abs().max() <= 0.001
    # On some of the paths the round earth counts for more than the hills.
    assert (links["diffraction_db"] > links["bullington_db"] + 1).sum() > 20


# ---- by hand -------------------------------------------------------------------------------------
def test_flat_earth_in_full_clearance_is_free_space() -> None:
    # 2 km, both 100 m up, 900 MHz: 92.4 + 20 log 0.9 + 20 log 2 = 92.4 - 0.915150 + 6.020600
    found = path_loss(
        np.linspace(0, 2, 21),
        np.full(21, 7.0),
        frequency_mhz=900,
        transmitter_m=100,
        receiver_m=100,
        delta_n=FLAT,
    )
    assert found.line_of_sight
    assert found.loss_db == pytest.approx(97.5054501, abs=1e-6)
    assert found.diffraction_db == 0


def test_one_knife_edge() -> None:
    # An edge of 60 m half way along 10 km, antennas at 30 m on a flat earth, wavelength 0.2998 m:
    # nu = 30 sqrt(0.002 * 10 / (0.2998 * 25)) = 1.549709. J = 6.9 + 20 log(sqrt(1.449709^2 + 1)
    # + 1.449709) = 17.0600246. Bullington adds (1 - exp(-J / 6)) * 10.2.
    distances, heights = np.linspace(0, 10, 101), np.zeros(101)
    heights[50] = 60
    found = path_loss(
        distances, heights, frequency_mhz=1000, transmitter_m=30, receiver_m=30, delta_n=FLAT
    )
    nu = 30 * math.sqrt(0.02 / (0.2998 * 25))
    edge = 6.9 + 20 * math.log10(math.sqrt((nu - 0.1) ** 2 + 1) + nu - 0.1)
    assert nu == pytest.approx(1.549709, abs=1e-6)
    assert not found.line_of_sight
    assert found.obstacle_km == pytest.approx(5)
    assert found.bullington_db == pytest.approx(edge + (1 - math.exp(-edge / 6)) * 10.2, abs=1e-6)


def test_two_knife_edges_are_one_where_the_horizons_meet() -> None:
    # Edges of 50 m at 2 and 8 of 10 km, antennas at 10 m: both horizon rays climb 20 m a km and
    # meet at 5 km, 110 m up, that is 100 m above the line.
    distances, heights = np.linspace(0, 10, 101), np.zeros(101)
    heights[[20, 80]] = 50
    found = path_loss(
        distances, heights, frequency_mhz=1000, transmitter_m=10, receiver_m=10, delta_n=FLAT
    )
    nu = 100 * math.sqrt(0.02 / (0.2998 * 25))
    edge = 6.9 + 20 * math.log10(math.sqrt((nu - 0.1) ** 2 + 1) + nu - 0.1)
    assert found.obstacle_km == pytest.approx(5)
    assert found.bullington_db == pytest.approx(edge + (1 - math.exp(-edge / 6)) * 10.2, abs=1e-6)


def test_forest_on_the_way_counts_and_forest_at_the_ends_does_not() -> None:
    distances, ground = np.linspace(0, 4, 41), np.zeros(41)
    ends, middle = np.zeros(41), np.zeros(41)
    ends[[0, -1]] = 20
    middle[20] = 60

    def loss(clutter: np.ndarray | None) -> float:
        return path_loss(
            distances, ground, frequency_mhz=900, transmitter_m=40, clutter_m=clutter
        ).loss_db

    assert loss(ends) == loss(None)
    assert loss(middle) > loss(None) + 5


def test_the_earth_bends_away() -> None:
    # From 30 m and 1.5 m the horizons over 8,931 km are 23.1 and 5.2 km away.
    seen = [
        path_loss(
            np.linspace(0, far, 200), np.zeros(200), frequency_mhz=900, transmitter_m=30
        ).line_of_sight
        for far in (28.0, 28.7)
    ]
    assert seen == [True, False]


# ---- laws ----------------------------------------------------------------------------------------
hills = st.lists(st.floats(0, 300), min_size=5, max_size=40)


@given(hills, st.floats(5, 60), st.floats(1, 10), st.sampled_from([700, 900, 1800, 3500]))
def test_a_link_loses_the_same_both_ways(
    heights: list[float], one: float, other: float, frequency: float
) -> None:
    distances = np.arange(len(heights)) * 0.25
    there = path_loss(
        distances, heights, frequency_mhz=frequency, transmitter_m=one, receiver_m=other
    )
    back = path_loss(
        distances, heights[::-1], frequency_mhz=frequency, transmitter_m=other, receiver_m=one
    )
    assert there.loss_db == pytest.approx(back.loss_db, abs=1e-6)


@given(hills, st.sampled_from([700, 900, 1800, 3500]), st.floats(0.1, 50), st.floats(0, 1))
def test_a_higher_obstacle_never_loses_less(
    heights: list[float], frequency: float, more: float, where: float
) -> None:
    distances = np.arange(len(heights)) * 0.25
    place = 1 + int(where * (len(heights) - 3))
    clutter = np.zeros(len(heights))
    before = path_loss(
        distances, heights, frequency_mhz=frequency, transmitter_m=30, clutter_m=clutter
    )
    clutter[place] = more
    after = path_loss(
        distances, heights, frequency_mhz=frequency, transmitter_m=30, clutter_m=clutter
    )
    assert after.bullington_db >= before.bullington_db - 0.35  # over the edge of sight, 0.3 dB


@given(hills, st.sampled_from([700, 900, 1800, 3500]))
def test_loss_is_never_below_free_space(heights: list[float], frequency: float) -> None:
    found = path_loss(
        np.arange(len(heights)) * 0.1, heights, frequency_mhz=frequency, transmitter_m=30
    )
    assert found.diffraction_db >= 0
    assert found.loss_db == found.free_space_db + found.diffraction_db


# ---- the sweep -----------------------------------------------------------------------------------
@pytest.mark.parametrize("roughness", [0.2, 3.0, 25.0])
@pytest.mark.parametrize("with_clutter", [False, True])
def test_a_sweep_says_of_every_sample_what_its_path_says(
    roughness: float, *, with_clutter: bool
) -> None:
    generator = np.random.default_rng(3)
    ground = np.cumsum(generator.normal(0, roughness, (81, 12)), axis=0).astype(np.float32) + 900
    ground[0] = 900
    clutter = generator.choice([0, 0, 12], ground.shape).astype(np.float32)
    geometry = sweep_geometry(
        ground, step_km=0.12, transmitter_m=35, clutter_m=clutter if with_clutter else None
    )
    for frequency in (700, 3500):
        swept = loss_of(geometry, frequency_mhz=frequency)
        for ray in range(ground.shape[1]):
            for sample in range(1, 81, 4):
                path = path_loss(
                    np.arange(sample + 1) * 0.12,
                    ground[: sample + 1, ray],
                    frequency_mhz=frequency,
                    transmitter_m=35,
                    clutter_m=clutter[: sample + 1, ray] if with_clutter else None,
                )
                assert swept[sample - 1, ray] == pytest.approx(path.loss_db, abs=0.01)


@pytest.mark.parametrize("with_clutter", [False, True])
def test_several_receivers_far_out_have_what_each_has_alone(*, with_clutter: bool) -> None:
    generator = np.random.default_rng(8)
    ground = np.cumsum(generator.normal(0, 12, (70, 30)), axis=0).astype(np.float32) + 500
    ground[0] = 500
    ground[40:, 4] = np.nan
    clutter = generator.choice([0, 0, 15], ground.shape).astype(np.float32)
    common: dict[str, Any] = {"step_km": 0.09, "transmitter_m": 30.0}
    common |= {"clutter_m": clutter} if with_clutter else {}
    heights = 1.5, 3.0, 25.0
    places = np.flatnonzero(generator.random(ground.shape) < 0.4)
    places = places[places >= 33 * 30]
    together = sweep_geometries(ground, receivers_m=heights, receivers=places, **common)
    for swept, height in zip(together, heights, strict=True):
        alone = sweep_geometry(ground, receiver_m=height, **common)
        assert swept.distance_km == pytest.approx(alone.distance_km[places // 30 - 1, 0])
        found = loss_of(swept, frequency_mhz=900)
        behind = (places % 30 == 4) & (places // 30 >= 40)
        assert behind.any()
        assert (np.isnan(found) == behind).all()
        assert found == pytest.approx(
            loss_of(alone, frequency_mhz=900).ravel()[places - 30], abs=0.003, nan_ok=True
        )


def test_behind_unknown_ground_the_loss_is_unknown() -> None:
    ground = np.zeros((30, 2), dtype=np.float32)
    ground[12, 1] = np.nan
    swept = loss_of(sweep_geometry(ground, step_km=0.1, transmitter_m=30), frequency_mhz=900)
    assert np.isfinite(swept[:, 0]).all()
    assert np.isfinite(swept[:11, 1]).all()
    assert np.isnan(swept[11:, 1]).all()


@pytest.mark.parametrize("samples", [2, 3, 12, 40, 150])
@pytest.mark.parametrize("bend", [-3.0, 0.0, 3.0])
@pytest.mark.parametrize("own", [True, False])
def test_looking_back_along_corners_misses_nothing(samples: int, bend: float, *, own: bool) -> None:
    generator = np.random.default_rng(17)
    rays = 7
    rough = np.cumsum(generator.normal(0, 30, (samples, rays)), axis=0)
    # Valleys, and hills of corners alone.
    heights = (rough + bend * np.arange(samples)[:, None] ** 2).astype(np.float32)
    places = np.flatnonzero(generator.random(heights.shape) < 0.6)
    places = places[places >= rays]
    above = [1.5, 9.0] if own else [-40.0, 9.0]
    eyes = [heights.ravel()[places] + np.array(more, dtype=np.float32) for more in above]
    wanted = generator.random(len(places)) < 0.8
    found = Hull(heights).steepest_back(places, eyes, wanted=wanted, own=own)
    for eye, (corner, rise) in zip(eyes, found, strict=True):
        for number in np.flatnonzero(wanted & (places >= 2 * rays)):
            row, ray = divmod(int(places[number]), rays)
            before = np.arange(1, row)
            slopes = (heights[before, ray] - eye[number]) / (row - before)
            assert rise[number] == pytest.approx(slopes.max(), rel=1e-5, abs=1e-4)
            at = int(corner[number]) // rays
            assert corner[number] % rays == ray
            assert slopes[at - 1] == pytest.approx(slopes.max(), rel=1e-5, abs=1e-4)


@pytest.mark.parametrize("samples", [2, 3, 12, 40, 150])
@pytest.mark.parametrize("below", [-30.0, 0.0, 30.0])
def test_what_is_not_looked_at_is_not_nearer_to_the_line(samples: int, below: float) -> None:
    generator = np.random.default_rng(18)
    rays, step = 7, 0.09
    distance = np.arange(samples) * step
    heights = np.cumsum(generator.normal(0, 5, (samples, rays)), axis=0)
    slopes = (heights / np.maximum(distance, step)[:, None]).astype(np.float32)
    slopes[0] = -np.inf
    row, ray = np.nonzero(generator.random((samples, rays)) < 0.6)
    row, ray = row[row > 0], ray[row > 0]
    lines = [slopes[row, ray] + np.float32(below) + more / row for more in (0.0, 4.0, 90.0)]
    lines = [line.astype(np.float32) for line in lines]
    floor = np.float32(-2.0)
    found = nearest_to_sight(slopes, step, receivers=(row, ray), lines=lines, floor=floor)
    for line, nus in zip(lines, found, strict=True):
        for number, nu in enumerate(nus):
            far, near = distance[row[number]], distance[1 : row[number]]
            rise = (slopes[1 : row[number], ray[number]] - line[number]) * near
            worst = (rise * np.sqrt(0.002 * far / (near * (far - near)))).max(initial=floor)
            assert nu == pytest.approx(worst, rel=1e-4, abs=1e-4)


# ---- the grid ------------------------------------------------------------------------------------
def test_heights_between_cells_are_those_of_a_plane() -> None:
    rows, columns = np.mgrid[0:5, 0:7]
    plane = (3 * rows + 10 * columns).astype(np.float32)
    row, column = np.array([0.5, 2.25, 4.0]), np.array([0.5, 3.75, 6.0])
    assert interpolate(plane, row, column) == pytest.approx(3 * row + 10 * column)
    assert np.isnan(interpolate(plane, [-0.6, 2], [0, 6.6])).all()
    assert interpolate(plane, [-0.4], [0.0]) == pytest.approx(0)


@pytest.mark.parametrize(("crs", "step", "west", "north"), [
    ("EPSG:4326", 0.001, 104.0, 21.5),
    ("EPSG:32648", 100.0, 400_000.0, 2_380_000.0),
    ("EPSG:2277", 300.0, 2_000_000.0, 10_000_000.0),  # in feet
])  # fmt: skip
def test_lengths_are_metres_in_every_coordinate_system(
    crs: str, step: float, west: float, north: float
) -> None:
    import pyproj

    grid = elevation_from_array(np.zeros((200, 200)), west=west, north=north, step=step, crs=crs)
    back = pyproj.Transformer.from_crs(crs, "EPSG:4326", always_xy=True)
    start = back.transform(west + 20 * step, north - 30 * step)
    end = back.transform(west + 150 * step, north - 160 * step)
    true = pyproj.Geod(ellps="WGS84").inv(*start, *end)[2] / 1000
    assert profile(grid, start=start, end=end).distances_km[-1] == pytest.approx(true, rel=0.004)


# ---- bad input -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"distances_km": [0.0]}, "terrain.profile_shape"),
        ({"distances_km": [0.0, 2.0, 1.0]}, "terrain.profile_order"),
        ({"distances_km": [1.0, 2.0, 3.0]}, "terrain.profile_order"),
        ({"heights_m": [0.0, np.nan, 0.0]}, "terrain.profile_gaps"),
        ({"frequency_mhz": 9e8}, "terrain.frequency"),
        ({"frequency_mhz": math.nan}, "terrain.frequency"),
        ({"transmitter_m": 0.0}, "terrain.antenna_heights"),
        ({"receiver_m": math.nan}, "terrain.antenna_heights"),
        ({"delta_n": 200.0}, "terrain.delta_n"),
        ({"polarisation": "round"}, "terrain.polarisation"),
    ],
)
def test_what_cannot_be_computed_is_refused(change: dict[str, object], key: str) -> None:
    options: dict[str, object] = {
        "distances_km": [0.0, 1.0, 2.0],
        "heights_m": [0.0, 0.0, 0.0],
        "frequency_mhz": 900.0,
        "transmitter_m": 30.0,
    } | change
    profile_ = options.pop("distances_km"), options.pop("heights_m")
    with pytest.raises(ParameterError) as caught:
        propagation.path_loss(*profile_, **options)  # type: ignore[arg-type]
    assert caught.value.key == key


def test_a_profile_marks_the_ridge_that_stands_in_the_way() -> None:
    far = np.linspace(0, 8, 81)
    heights = np.where(np.abs(far - 3) < 0.05, 200.0, 0.0)
    cut = Profile(far, heights)
    names = ("Trạm", "Bản A")
    figure = profile_chart(cut, frequency_mhz=900, transmitter_m=30, names=names, lang="vi")
    marked = [line for line in figure.axes[0].lines if line.get_marker() == "v"]
    assert [round(float(line.get_xdata()[0]), 3) for line in marked] == [3.0]
    loss = path_loss(far, heights, frequency_mhz=900, transmitter_m=30)
    assert f"{loss.loss_db:.0f} dB" in figure.axes[0].get_title(loc="left")
    assert "vật cản" in [words.get_text() for words in figure.axes[0].texts]
    flat = profile_chart(Profile(far, 0 * far), frequency_mhz=900, transmitter_m=30, lang="en")
    assert "nearest to the line of sight" in [words.get_text() for words in flat.axes[0].texts]
