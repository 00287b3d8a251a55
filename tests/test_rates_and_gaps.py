"""Rates and gaps on small tables whose answers are worked out by hand."""

from __future__ import annotations

import dataclasses
import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxanalysis import gaps, rates
from dxanalysis.errors import ParameterError
from dxanalysis.indicators import Target
from dxanalysis.observations import make_observations
from dxanalysis.snapshot import take_snapshot


def observe(
    unit: str, numerator: float | None, denominator: float | None, **more: object
) -> dict[str, object]:
    return {
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


PROVINCE = pd.Series("14", index=["00001", "00002", "00003"])
TARGET = {"pop_4g": Target("pop_4g", "population", 2030, "a document", "A", 95.0)}


def test_a_rate_is_weighted_and_never_a_mean_of_rates() -> None:
    # 90 of 100 and 100 of 900: the mean of 90 % and 11.1 % is 50.6 %; people say 190 / 1000 = 19 %.
    table = make_observations([observe("00001", 90, 100), observe("00002", 100, 900)])
    row = rates.compute_rates(take_snapshot(table), PROVINCE[:2]).iloc[0]
    assert row["rate_pct"] == pytest.approx(19.0)
    assert row["observed_pct"] == 100.0


def test_a_missing_unit_is_not_zero_and_lowers_only_the_observed_share() -> None:
    # 50 of 100; the second (300 people) and the third (100) have no figure.
    known = [observe("00001", 50, 100), observe("00002", None, 300)]
    table = make_observations([*known, observe("00003", None, 100)])
    row = rates.compute_rates(take_snapshot(table), PROVINCE).iloc[0]
    assert row["rate_pct"] == pytest.approx(50.0)
    assert row["observed_pct"] == pytest.approx(100 * 100 / 500)
    assert row[["units", "observed_units", "observed_of"]].tolist() == [3, 1, "population"]


def test_where_a_base_is_known_nowhere_units_are_counted_and_called_units() -> None:
    # Of the third nobody knows how many people live there: an invented number of people (the mean
    # of the others) would make a share of people that nobody observed.
    table = make_observations([observe("00001", 50, 100), observe("00002", None, 300)])
    row = rates.compute_rates(take_snapshot(table), PROVINCE).iloc[0]
    assert row["observed_pct"] == pytest.approx(100 / 3)
    assert row[["units", "observed_units", "observed_of"]].tolist() == [3, 1, "communes"]


def test_a_whole_is_judged_only_where_missing_figures_could_not_change_it() -> None:
    assert gaps.judge(99.03, 99.0, observed_pct=3 / 64, knows_bases=False) == "open"
    assert gaps.judge(99.03, 99.0, observed_pct=99.0) == "open"
    assert (
        gaps.judge(99.9, 99.0, observed_pct=99.5) == "met"
    )  # even if nobody is covered in what is missing
    assert gaps.judge(96.0, 99.0, observed_pct=99.0) == "short"  # even if all are
    assert gaps.judge(99.0, 99.0, observed_pct=100.0) == "met"


def test_a_base_known_from_another_series_weighs_the_missing_one() -> None:
    # Viettel has no row for the second unit, but the any-operator series knows its 300 people.
    table = make_observations(
        [
            observe("00001", 50, 100, operator="viettel"),
            observe("00001", 60, 100),
            observe("00002", 290, 300),
        ]
    )
    found = rates.compute_rates(take_snapshot(table), PROVINCE[:2]).set_index("operator")
    assert found.loc["viettel", "observed_pct"] == pytest.approx(25.0)
    assert found.loc["any", "rate_pct"] == pytest.approx(87.5)


def test_zero_is_a_figure_and_nothing_observed_is_none() -> None:
    zero = rates.compute_rates(
        take_snapshot(make_observations([observe("00001", 0, 100)])), PROVINCE[:1]
    )
    none = rates.compute_rates(
        take_snapshot(make_observations([observe("00001", None, 100)])), PROVINCE[:1]
    )
    assert zero["rate_pct"].item() == 0.0
    assert math.isnan(none["rate_pct"].item())
    assert none["observed_pct"].item() == 0.0


def test_a_rate_without_base_stays_with_its_unit_and_is_not_added_up() -> None:
    table = make_observations([observe("00001", None, None, rate=0.6), observe("00002", 10, 40)])
    own = pd.Series(["00001", "00002"], index=["00001", "00002"])
    by_unit = rates.compute_rates(take_snapshot(table), own).set_index("unit_code")
    assert by_unit.loc["00001", "rate_pct"] == pytest.approx(60.0)
    together = rates.compute_rates(take_snapshot(table), PROVINCE[:2]).iloc[0]
    assert together["rate_pct"] == pytest.approx(25.0)
    assert together["observed_pct"] == pytest.approx(50.0)


def test_counts_add_up_without_a_rate() -> None:
    table = make_observations(
        [
            observe(unit, count, None, indicator="teams")
            for unit, count in [("00001", 7), ("00002", 5)]
        ]
    )
    row = rates.compute_rates(take_snapshot(table), PROVINCE[:2]).iloc[0]
    assert row["numerator"] == 12
    assert math.isnan(row["rate_pct"])
    assert row["observed_pct"] == 100.0


def test_a_sum_is_as_good_as_its_worst_evidence() -> None:
    table = make_observations(
        [
            observe("00001", 1, 2, evidence="measured"),
            observe("00002", 1, 2, evidence="illustrative"),
        ]
    )
    assert (
        rates.compute_rates(take_snapshot(table), PROVINCE[:2])["evidence"].item() == "illustrative"
    )


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 1000), st.integers(1, 1000), st.integers(0, 2)).map(
            lambda part: (min(part[0], part[1]), part[1], part[2])
        ),
        min_size=1,
        max_size=12,
    )
)
def test_groups_add_up_to_the_whole_and_lie_between_their_parts(
    parts: list[tuple[int, int, int]],
) -> None:
    codes = [f"{number:05d}" for number in range(len(parts))]
    table = make_observations(
        [observe(code, part[0], part[1]) for code, part in zip(codes, parts, strict=True)]
    )
    groups = pd.Series([str(part[2]) for part in parts], index=codes)
    by_group = rates.compute_rates(take_snapshot(table), groups)
    whole = rates.compute_rates(take_snapshot(table), pd.Series("14", index=codes)).iloc[0]
    assert by_group["numerator"].sum() == whole["numerator"] == sum(part[0] for part in parts)
    assert by_group["denominator"].sum() == whole["denominator"]
    assert (
        by_group["rate_pct"].min() - 1e-9 <= whole["rate_pct"] <= by_group["rate_pct"].max() + 1e-9
    )


def gap_of(numerator: float | None, denominator: float, targets: dict[str, Target]) -> pd.Series:
    table = make_observations([observe("00001", numerator, denominator)])
    own = pd.Series(["00001"], index=["00001"])
    return gaps.compute_gaps(rates.compute_rates(take_snapshot(table), own), targets).iloc[0]


def test_a_gap_in_points_and_in_people() -> None:
    # 95 % of 9,412 is 8,941.4; 8,800 have it, so 142 more people (141.4 rounded up) are needed.
    row = gap_of(8800, 9412, TARGET)
    assert row["gap_points"] == pytest.approx(95 - 100 * 8800 / 9412)
    assert row["gap_count"] == 142
    assert row["comparable"]


def test_a_target_met_exactly_asks_for_nobody() -> None:
    assert gap_of(95, 100, TARGET)["gap_count"] == 0
    # 0.07 * 100 is 7.000000000000001 in binary: still met exactly.
    exact = {"pop_4g": Target("pop_4g", "population", 2030, "a document", "A", 7.0)}
    assert gap_of(7, 100, exact)["gap_count"] == 0


def test_a_passed_target_has_negative_points_and_no_people() -> None:
    row = gap_of(99, 100, TARGET)
    assert row["gap_points"] == pytest.approx(-4.0)
    assert row["gap_count"] == 0


@pytest.mark.parametrize(
    ("targets", "numerator", "reason", "comparable"),
    [
        ({}, 90, gaps.NO_TARGET, False),
        (
            {"pop_4g": Target("pop_4g", "population", 2025, "universal", "A")},
            90,
            gaps.NO_NUMBER,
            False,
        ),
        (
            {"pop_4g": Target("pop_4g", "villages", 2025, "other", "A", 99.0)},
            90,
            gaps.OTHER_BASIS,
            False,
        ),
        (TARGET, None, gaps.NO_DATA, True),
    ],
)
def test_no_gap_says_why(
    targets: dict[str, Target], numerator: float | None, reason: str, *, comparable: bool
) -> None:
    row = gap_of(numerator, 100, targets)
    assert row["reason"] == reason
    assert row["comparable"] is comparable or row["comparable"] == comparable
    assert math.isnan(row["gap_points"])
    assert math.isnan(row["gap_count"])


def test_ranking_puts_the_most_lacking_first_and_missing_last() -> None:
    table = make_observations(
        [observe("00001", 90, 100), observe("00002", 60, 100), observe("00003", None, 100)]
    )
    own = pd.Series(PROVINCE.index, index=PROVINCE.index)
    ranked = gaps.rank_by_unserved(
        gaps.compute_gaps(rates.compute_rates(take_snapshot(table), own), TARGET),
        indicator="pop_4g",
    )
    assert list(ranked["unit_code"]) == ["00002", "00001", "00003"]
    assert ranked["unserved_share_pct"].iloc[0] == pytest.approx(80.0)
    assert math.isnan(ranked["unserved_count"].iloc[2])


def test_nothing_to_be_covered_is_not_applicable_and_no_missing_figure() -> None:
    row = gap_of(0, 0, TARGET)
    assert row["reason"] == gaps.NOT_APPLICABLE
    assert math.isnan(row["gap_count"])


def test_of_several_dates_the_ranking_takes_the_last() -> None:
    early = observe("00001", 10, 100, as_of=pd.Timestamp("2024-09-30"))
    table = make_observations([early, observe("00001", 90, 100)])
    own = pd.Series(["00001"], index=["00001"])
    ranked = gaps.rank_by_unserved(
        gaps.compute_gaps(rates.compute_rates(take_snapshot(table), own), TARGET),
        indicator="pop_4g",
    )
    assert list(ranked["unserved_count"]) == [10]


def test_where_every_target_is_met_no_commune_is_needed() -> None:
    table = make_observations([observe("00001", 99, 100), observe("00002", None, 100)])
    own = pd.Series(["00001", "00002"], index=["00001", "00002"])
    found = gaps.smallest_set_for_share(
        gaps.compute_gaps(rates.compute_rates(take_snapshot(table), own), TARGET),
        indicator="pop_4g",
    )
    assert list(found["unit_code"]) == ["00001"]
    assert not found["needed"].any()
    assert found["gap_share_pct"].isna().all()


def test_a_target_on_a_basis_that_nothing_has_is_refused() -> None:
    table = make_observations([observe("00001", 90, 100)])
    own = pd.Series(["00001"], index=["00001"])
    wrong = {"pop_4g": dataclasses.replace(TARGET["pop_4g"], basis="peoples")}
    with pytest.raises(ParameterError, match="peoples"):
        gaps.compute_gaps(rates.compute_rates(take_snapshot(table), own), wrong)
