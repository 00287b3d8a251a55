"""Strata, decomposition and concentration on provinces small enough to reckon by hand."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from dxanalysis import rates, units
from dxanalysis.errors import ParameterError, UnitMatchError, VintageError
from dxanalysis.observations import make_observations
from dxanalysis.snapshot import take_snapshot
from dxanalysis.studies import inequality, strata

CODES = ["00001", "00002", "00003", "00004"]


def observe(figures: dict[str, tuple[float | None, float]], **more: object) -> pd.DataFrame:
    return make_observations(
        [
            {
                "unit_code": unit,
                "vintage": "2025-07",
                "indicator": "pop_4g",
                "operator": "any",
                "as_of": pd.Timestamp("2025-09-30"),
                "numerator": numerator,
                "denominator": denominator,
                "evidence": "declared",
                **more,
            }
            for unit, (numerator, denominator) in figures.items()
        ]
    )


FOUR = observe({"00001": (50, 100), "00002": (90, 300), "00003": (100, 100), "00004": (None, 500)})
BORDER = pd.Series(["border", "border", "other", "other"], index=CODES)


def test_strata_are_weighted_and_set_beside_the_rest() -> None:
    # Border: 140 of 400 = 35 %. Others: 100 of 100; the fourth has no figure, so 100 of 600 people
    # are observed. The mean of the border's rates, 40 %, is not what its people have.
    table = strata.compare_strata(take_snapshot(FOUR), BORDER, indicator="pop_4g")
    assert table.loc["border", "rate_pct"] == pytest.approx(35.0)
    assert table.loc["border", "rest_pct"] == pytest.approx(100.0)
    assert table.loc["border", "difference_points"] == pytest.approx(-65.0)
    assert table.loc["border", "unserved_count"] == 260
    assert list(table["units"]) == [2, 2]
    assert list(table["units_observed"]) == [2, 1]
    assert table.loc["other", "observed_pct"] == pytest.approx(100 * 100 / 600)


def test_units_without_a_class_are_a_stratum_of_their_own() -> None:
    classes = pd.Series(["III", None, "I", "I"], index=CODES)
    table = strata.compare_strata(take_snapshot(FOUR), classes, indicator="pop_4g")
    assert table.loc[strata.NO_CLASS, "units"] == 1
    assert table.loc[strata.NO_CLASS, "numerator"] == 90


def test_an_unknown_series_is_refused() -> None:
    with pytest.raises(ParameterError, match="pop_5g"):
        strata.compare_strata(take_snapshot(FOUR), BORDER, indicator="pop_5g")


def test_the_last_date_counts() -> None:
    early = observe({"00001": (0, 100)}, as_of=pd.Timestamp("2024-09-30"))
    table = strata.compare_strata(
        take_snapshot(pd.concat([early, FOUR])), BORDER, indicator="pop_4g"
    )
    assert table.loc["border", "numerator"] == 140


def test_a_class_list_of_another_vintage_is_refused() -> None:
    listed = units.load_units(province="14")
    regions = pd.DataFrame({"unit_code": ["03646"], "vintage": "2024-12", "region": ["III"]})
    with pytest.raises(VintageError):
        strata.align_classes(regions, listed, column="region", vintage="2025-07")
    right = regions.assign(vintage="2025-07")
    classes = strata.align_classes(right, listed, column="region", vintage="2025-07")
    assert classes["03646"] == "III"
    assert (classes == strata.NO_CLASS).sum() == 74
    with pytest.raises(UnitMatchError, match="99999"):
        strata.align_classes(
            right.assign(unit_code="99999"), listed, column="region", vintage="2025-07"
        )
    with pytest.raises(UnitMatchError, match="03646"):
        strata.align_classes(pd.concat([right, right]), listed, column="region", vintage="2025-07")


def test_classes_of_a_share() -> None:
    shares = pd.Series([10.0, 50.0, 89.9, 90.0, None], index=list("abcde"))
    classes = strata.interval_classes(shares, breaks=(50, 90))
    assert list(classes) == ["<50", "50–90", "50–90", "≥90", strata.NO_CLASS]
    assert list(classes.cat.categories[:3]) == ["<50", "50–90", "≥90"]
    with pytest.raises(ParameterError, match="90, 50"):
        strata.interval_classes(shares, breaks=(90, 50))


def test_distances_are_great_circles() -> None:
    # One degree of a meridian is 6371 · π / 180 = 111.19 km; at 60° north a degree of a parallel
    # is half as long.
    places = pd.DataFrame({"lat": [60.0, 61.0, 60.0], "lon": [10.0, 10.0, 11.0]}, index=CODES[:3])
    km = strata.distance_from(places, centre="00001")
    assert km["00001"] == 0.0
    assert km["00002"] == pytest.approx(111.19, abs=0.01)
    assert km["00003"] == pytest.approx(111.19 / 2, rel=1e-3)
    with pytest.raises(ParameterError, match="00009"):
        strata.distance_from(places, centre="00009")


def test_a_difference_that_is_all_composition() -> None:
    # Far communes have 50 %, near ones 100 %, at the border and elsewhere alike. Border: 400 far,
    # 100 near = 60 %; others: 100 far, 400 near = 90 %. All of -30 points is composition.
    table = observe(
        {"00001": (200, 400), "00002": (100, 100), "00003": (50, 100), "00004": (400, 400)}
    )
    kind = pd.Series(["far", "near", "far", "near"], index=CODES)
    parts = strata.kitagawa_decomposition(
        take_snapshot(table),
        BORDER,
        within=kind,
        indicator="pop_4g",
        first="border",
        second="other",
    )
    assert parts["composition_points"].sum() == pytest.approx(-30.0)
    assert parts["rate_points"].abs().sum() == pytest.approx(0.0)


def test_a_difference_that_is_half_and_half() -> None:
    # Kitagawa by hand: border far 100 of 300, near 100 of 100, together 50 %; others far 80 of 100,
    # near 300 of 300, together 95 %. Composition: far (0.75 - 0.25) · (33.3 + 80) / 2 = 28.33, near
    # (0.25 - 0.75) · 100 = -50, so -21.67. Rates: far (33.3 - 80) · 0.5 = -23.33. Together -45.
    table = observe(
        {"00001": (100, 300), "00002": (100, 100), "00003": (80, 100), "00004": (300, 300)}
    )
    kind = pd.Series(["far", "near", "far", "near"], index=CODES)
    parts = strata.kitagawa_decomposition(
        take_snapshot(table),
        BORDER,
        within=kind,
        indicator="pop_4g",
        first="border",
        second="other",
    )
    assert parts["composition_points"].sum() == pytest.approx(-21.6667, abs=1e-3)
    assert parts["rate_points"].sum() == pytest.approx(-23.3333, abs=1e-3)


def test_a_kind_that_one_stratum_lacks_is_composition() -> None:
    # Others have no far commune. Border: far 50 of 100, near 100 of 100; others near 200 of 200.
    # All of -25 points is composition: half of the border's people live far away.
    table = observe({"00001": (50, 100), "00002": (100, 100), "00003": (200, 200)})
    kind = pd.Series(["far", "near", "near"], index=CODES[:3])
    parts = strata.kitagawa_decomposition(
        take_snapshot(table),
        BORDER,
        within=kind,
        indicator="pop_4g",
        first="border",
        second="other",
    )
    assert parts["composition_points"].sum() == pytest.approx(-25.0)
    assert parts["rate_points"].abs().sum() == pytest.approx(0.0)
    assert math.isnan(parts.loc["far", "rate_second_pct"])


def test_decomposition_leaves_nothing_over() -> None:
    rng = np.random.default_rng(8)
    codes = [f"{unit:05d}" for unit in range(40)]
    for _ in range(20):
        base = rng.integers(1, 1000, 40)
        covered = rng.binomial(base, rng.random(40))
        table = observe(
            {code: (float(n), float(d)) for code, n, d in zip(codes, covered, base, strict=True)}
        )
        groups = pd.Series(rng.choice(["a", "b"], 40), index=codes)
        # Kinds that one stratum lacks altogether are among them.
        kind = pd.Series(rng.choice(list("pqrstuvw"), 40), index=codes)
        parts = strata.kitagawa_decomposition(
            take_snapshot(table), groups, within=kind, indicator="pop_4g", first="a", second="b"
        )
        whole = strata.compare_strata(take_snapshot(table), groups, indicator="pop_4g")["rate_pct"]
        sums = parts[["composition_points", "rate_points"]].sum().sum()
        assert sums == pytest.approx(whole["a"] - whole["b"], abs=1e-9)


def test_an_empty_stratum_cannot_be_decomposed() -> None:
    with pytest.raises(ParameterError, match="island"):
        strata.kitagawa_decomposition(
            take_snapshot(FOUR),
            BORDER,
            within=BORDER,
            indicator="pop_4g",
            first="island",
            second="other",
        )


def curve_of(figures: dict[str, tuple[float | None, float]]) -> pd.DataFrame:
    own = pd.Series(list(figures), index=list(figures))
    return inequality.lorenz_curve(
        rates.compute_rates(take_snapshot(observe(figures)), own), indicator="pop_4g"
    )


def test_gini_is_zero_where_the_same_share_lacks_everywhere() -> None:
    curve = curve_of({"00001": (50, 100), "00002": (150, 300)})
    assert inequality.gini(curve) == pytest.approx(0.0, abs=1e-12)


def test_gini_by_hand() -> None:
    # All 100 who lack 4G live in one of two communes of 100 people: the curve runs (0, 0),
    # (50, 0), (100, 100); under it lies a triangle of 0.25, so Gini = 1 - 2 · 0.25 = 0.5.
    curve = curve_of({"00001": (0, 100), "00002": (100, 100), "00003": (None, 900)})
    assert list(curve["unit_code"]) == ["", "00002", "00001"]
    assert list(curve["base_pct"]) == [0.0, 50.0, 100.0]
    assert list(curve["unserved_pct"]) == [0.0, 0.0, 100.0]
    assert inequality.gini(curve) == pytest.approx(0.5)


def test_gini_where_nobody_lacks_anything_is_missing() -> None:
    assert math.isnan(inequality.gini(curve_of({"00001": (100, 100)})))


def test_two_variables_make_nine_classes() -> None:
    first = pd.Series([10.0, 50, 90, 90, 10, None], index=list("abcdef"))
    second = pd.Series([10.0, 50, 90, 10, 90, 50], index=list("abcdef"))
    codes = strata.bivariate_classes(first, second, first_breaks=(33, 66), second_breaks=(33, 66))
    assert codes.iloc[:5].tolist() == [0, 4, 8, 6, 2]
    assert codes.isna().tolist() == [False] * 5 + [True]
    # A value on a break belongs below it; by default the breaks are the thirds.
    thirds = strata.bivariate_classes(pd.Series(range(9)), pd.Series(range(9)))
    assert thirds.tolist() == [0, 0, 0, 4, 4, 4, 8, 8, 8]
    with pytest.raises(ParameterError):
        strata.bivariate_classes(first, second, first_breaks=(66, 33))
