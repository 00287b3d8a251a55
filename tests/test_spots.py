"""Hot and cold spots: planted ones are found, chance ones are not, and the arithmetic is right."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from dxanalysis.studies import hotspots, significance

SIDE = 10


def grid() -> gpd.GeoDataFrame:
    """Make 10 × 10 squares of 1 km, in the zone of the country's west."""
    boxes = [
        shapely.box(x, y, x + 1000, y + 1000)
        for y in range(2_300_000, 2_300_000 + SIDE * 1000, 1000)
        for x in range(500_000, 500_000 + SIDE * 1000, 1000)
    ]
    codes = [f"{number:05d}" for number in range(SIDE**2)]
    return gpd.GeoDataFrame(geometry=boxes, index=codes, crs="EPSG:32648").to_crs("EPSG:4326")


def test_neighbours_share_a_line_or_a_point() -> None:
    pairs = hotspots.contiguity(grid())
    counts = pairs["unit_code"].value_counts()
    # Corners have 3, edges 5, the inside 8: 4 · 3 + 32 · 5 + 64 · 8.
    assert len(pairs) == 4 * 3 + 32 * 5 + 64 * 8
    assert counts["00000"] == 3
    assert counts["00001"] == 5
    assert counts["00011"] == 8


def test_a_unit_without_a_boundary_has_no_neighbour() -> None:
    communes = grid()
    communes.loc["00011", "geometry"] = None
    assert "00011" not in set(hotspots.contiguity(communes)["unit_code"])


def test_slits_can_be_bridged() -> None:
    communes = grid().iloc[[0, 2]]  # a square apart, 1 km
    assert hotspots.contiguity(communes).empty
    assert len(hotspots.contiguity(communes, within_m=1001)) == 2


def test_local_moran_by_hand() -> None:
    # Values 1, 2, 6: mean 3, variance (4 + 1 + 9) / 3 = 14 / 3. In a chain a – b – c:
    # I_a = (-2)(-1) / (14 / 3) = 3 / 7, I_b = (-1)((-2 + 3) / 2) / (14 / 3) = -3 / 28,
    # I_c = (3)(-1) / (14 / 3) = -9 / 14.
    values = pd.Series([1.0, 2.0, 6.0], index=["a", "b", "c"])
    pairs = pd.DataFrame(
        {"unit_code": ["a", "b", "b", "c"], "neighbour_code": ["b", "a", "c", "b"]}
    )
    table = hotspots.local_moran(values, pairs, permutations=99)
    assert list(table["local_moran"]) == pytest.approx([3 / 7, -3 / 28, -9 / 14])
    assert list(table["neighbour_mean"]) == pytest.approx([2.0, 3.5, 2.0])


def test_a_planted_hot_and_cold_spot_are_found() -> None:
    communes = grid()
    rng = np.random.default_rng(9)
    values = pd.Series(rng.normal(10, 1, SIDE**2), index=communes.index)
    x, y = np.arange(SIDE**2) % SIDE, np.arange(SIDE**2) // SIDE
    hot, cold = (x < 4) & (y < 4), (x > 5) & (y > 5)
    values[hot] += 8
    values[cold] -= 8
    table = hotspots.local_moran(values, hotspots.contiguity(communes))
    inside_hot, inside_cold = (x < 3) & (y < 3), (x > 6) & (y > 6)
    assert (table["spot"][inside_hot] == hotspots.HOT).all()
    assert (table["spot"][inside_cold] == hotspots.COLD).all()
    # The ring around a hot block touches it, and may be of it; further off nothing is.
    assert not (table["spot"][(x > 4) | (y > 4)] == hotspots.HOT).any()


def test_a_good_unit_among_bad_ones_is_told_apart() -> None:
    communes = grid()
    x, y = np.arange(SIDE**2) % SIDE, np.arange(SIDE**2) // SIDE
    values = pd.Series(np.where((x < 5) & (y < 5), 20.0, 5.0), index=communes.index)
    values += np.random.default_rng(1).normal(0, 0.5, SIDE**2)
    values["00022"] = 5.0
    assert (
        hotspots.local_moran(values, hotspots.contiguity(communes)).loc["00022", "spot"]
        == hotspots.LOW_HIGH
    )


@pytest.mark.slow
def test_chance_alone_is_seldom_a_discovery() -> None:
    communes = grid()
    pairs = hotspots.contiguity(communes)
    rng = np.random.default_rng(10)
    found = 0
    for _ in range(40):
        values = pd.Series(rng.gamma(2.0, 1.0, SIDE**2), index=communes.index)
        table = hotspots.local_moran(values, pairs, permutations=1999, false_pct=10)
        found += (table["spot"] != hotspots.CHANCE).any()
    # With nothing to be found, one map in ten may show something: 4 of 40, 9 with bad luck.
    assert found <= 9


def test_missing_lone_and_equal_values() -> None:
    communes = grid()
    pairs = hotspots.contiguity(communes)
    same = pd.Series(5.0, index=communes.index)
    same["00000"] = np.nan
    table = hotspots.local_moran(same, pairs, permutations=99)
    assert table.loc["00000", "spot"] == hotspots.NO_DATA
    assert (table["spot"].iloc[1:] == hotspots.CHANCE).all()
    assert table.loc["00001", "neighbours"] == 4
    alone = hotspots.local_moran(same.iloc[1:4], pairs.iloc[:0], permutations=99)
    assert (alone["neighbours"] == 0).all()


def test_it_is_said_in_plain_words() -> None:
    for spot in (
        hotspots.HOT,
        hotspots.COLD,
        hotspots.HIGH_LOW,
        hotspots.LOW_HIGH,
        hotspots.CHANCE,
        hotspots.NO_DATA,
    ):
        for lang in ("vi", "en"):
            assert hotspots.sentence("Xã Bó Sinh", spot, lang).startswith("Xã Bó Sinh")  # type: ignore[arg-type]


def test_discoveries_by_hand() -> None:
    # Limits 0.02, 0.04, 0.06, 0.08, 0.10 for 10 % of five: 0.01, 0.041 > 0.04, 0.05 <= 0.06 — so
    # the first three stand, the second too although it alone is over its limit.
    p_values = pd.Series([0.05, 0.9, 0.01, 0.041, 0.5, None], index=list("abcdef"))
    assert list(significance.benjamini_hochberg(p_values, false_pct=10)) == [
        True,
        False,
        True,
        True,
        False,
        False,
    ]
    assert not significance.benjamini_hochberg(p_values.iloc[:0], false_pct=10).any()


def test_wilson_interval_against_published_values() -> None:
    # 81 of 263: 25.5 to 36.6 % (Newcombe, 1998, table I, score method).
    low, high = significance.wilson_interval(
        pd.Series([81 / 263]), pd.Series([263.0]), level_pct=95
    )
    assert low[0] == pytest.approx(0.2553, abs=5e-5)
    assert high[0] == pytest.approx(0.3662, abs=5e-5)
