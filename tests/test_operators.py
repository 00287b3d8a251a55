"""What any operator covers lies in an interval, always; what is missing stays apart from zero."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from dxanalysis import rates
from dxanalysis.checks import check_observations
from dxanalysis.file_updates import overtaken
from dxanalysis.observations import make_observations
from dxanalysis.snapshot import take_snapshot

OPERATORS = ("viettel", "vnpt", "mobifone")


def observe(
    unit: str, operator: str, numerator: float | None, denominator: float | None, **more: object
) -> dict[str, object]:
    return {
        "unit_code": unit,
        "vintage": "2025-07",
        "indicator": "pop_4g",
        "operator": operator,
        "as_of": pd.Timestamp("2025-09-30"),
        "numerator": numerator,
        "denominator": denominator,
        "evidence": "declared",
        **more,
    }


def own(*codes: str) -> pd.Series:
    return pd.Series(codes, index=codes)


def test_an_interval_from_two_operators() -> None:
    # 60 % and 30 % of the same 100 people: at least 60 (one inside the other), at most 90 (apart).
    table = make_observations(
        [observe("00001", "viettel", 60, 100), observe("00001", "vnpt", 30, 100)]
    )
    row = rates.any_operator_bounds(take_snapshot(table), own("00001")).iloc[0]
    assert row["low_pct"] == pytest.approx(60.0)
    assert row["high_pct"] == pytest.approx(90.0)
    assert row["observed_pct"] == 100.0
    assert not row["exact"]


def test_the_bounds_of_a_group_are_those_of_its_units() -> None:
    # 00001: 60 and 30 of 100 → 60–90. 00002: 10 and 50 of 300 → 50–60. Together 110–150 of 400.
    # From the group's own rates (70 / 400 and 80 / 400) it would be 80–150, which is wider.
    table = make_observations(
        [
            observe("00001", "viettel", 60, 100),
            observe("00001", "vnpt", 30, 100),
            observe("00002", "viettel", 10, 300),
            observe("00002", "vnpt", 50, 300),
        ]
    )
    row = rates.any_operator_bounds(
        take_snapshot(table), pd.Series("14", index=["00001", "00002"])
    ).iloc[0]
    assert row["low_pct"] == pytest.approx(100 * 110 / 400)
    assert row["high_pct"] == pytest.approx(100 * 150 / 400)


def test_a_silent_operator_could_cover_everything() -> None:
    table = make_observations(
        [observe("00001", "viettel", 60, 100), observe("00001", "vnpt", None, 100)]
    )
    row = rates.any_operator_bounds(take_snapshot(table), own("00001")).iloc[0]
    assert (row["low_pct"], row["high_pct"]) == (60.0, 100.0)
    told = make_observations([observe("00001", "viettel", 60, 100)])
    assert rates.any_operator_bounds(take_snapshot(told), own("00001"))["high_pct"].item() == 60.0
    named = rates.any_operator_bounds(take_snapshot(told), own("00001"), operators=OPERATORS)
    assert named["high_pct"].item() == 100.0
    # One that nobody named makes up for no other that is silent.
    others = rates.any_operator_bounds(take_snapshot(told), own("00001"), operators=("vnpt",))
    assert others["high_pct"].item() == 100.0


def test_rates_without_a_base_bound_their_own_unit() -> None:
    table = make_observations(
        [
            observe("00001", "viettel", None, None, rate=0.7),
            observe("00001", "vnpt", None, None, rate=0.6),
        ]
    )
    row = rates.any_operator_bounds(take_snapshot(table), own("00001")).iloc[0]
    assert (row["low_pct"], row["high_pct"]) == (70.0, 100.0)
    # In a group nothing can be weighed, and nothing is claimed.
    group = rates.any_operator_bounds(
        take_snapshot(table), pd.Series("14", index=["00001", "00002"])
    ).iloc[0]
    assert math.isnan(group["low_pct"])
    assert group["observed_pct"] == 0.0


def test_what_was_counted_for_any_operator_is_no_interval() -> None:
    table = make_observations(
        [observe("00001", "viettel", 60, 100), observe("00001", "any", 75, 100)]
    )
    row = rates.any_operator_bounds(take_snapshot(table), own("00001")).iloc[0]
    assert (row["low_pct"], row["high_pct"], row["exact"]) == (75.0, 75.0, True)


def test_shares_of_each_operator_s_own_base_bound_nothing() -> None:
    # 3 of Viettel's 100 subscribers and 9 of VNPT's 50 use 2G only: 12 of 150, 8 %. Neither the
    # greatest rate (18 %) nor the sum (21 %) bounds that, and no operator "serves alone".
    table = make_observations(
        [
            observe("00001", operator, count, of, indicator=indicator)
            for indicator in ("subscribers_2g_only", "subscribers_smartphone")
            for operator, count, of in (("viettel", 3, 100), ("vnpt", 9, 50), ("any", 12, 150))
        ]
        + [observe("00001", "viettel", 60, 100), observe("00001", "vnpt", 0, 100)]
    )
    snapshot = take_snapshot(table)
    assert set(rates.any_operator_bounds(snapshot, own("00001"))["indicator"]) == {"pop_4g"}
    found = rates.compute_rates(snapshot, own("00001"))
    for indicator in ("subscribers_2g_only", "subscribers_smartphone"):
        row = rates.compare_operators(found, indicator=indicator).loc["00001"]
        assert row["any"] == pytest.approx(8.0)
        assert row["only_operator"] == ""
        assert math.isnan(row["only_one_low_pct"])
    # Nor does one above all together contradict them, or make an older figure out of date.
    assert "operator_above_any" not in set(check_observations(table)["rule"])
    later = found.assign(
        as_of=found["as_of"] + pd.to_timedelta((found["operator"] != "any").astype(int), unit="D")
    )
    assert overtaken(later).empty


def test_intervals_hold_the_truth_in_1000_simulated_provinces() -> None:
    # Each commune's people are in cells; an operator covers some cells, and any is their union.
    rng = np.random.default_rng(5)
    records: list[dict[str, object]] = []
    groups: dict[str, str] = {}
    truth: dict[str, float] = {}
    for province in range(1000):
        units = [f"{10 * province + unit:05d}" for unit in range(rng.integers(1, 7))]
        people = rng.integers(0, 40, (len(units), 30))
        people[:, 0] += 1
        # From places where operators reach the same cells to places where they share them out.
        common, alone = rng.random((*people.shape, 1)), rng.random((*people.shape, 3))
        luck = rng.random() * common + rng.random() * alone
        reach = luck < rng.random((len(units), 1, 3))
        covered = (people[:, :, None] * reach).sum(axis=1)
        truth[str(province)] = 100 * (people * reach.any(axis=2)).sum() / people.sum()
        for unit, code in enumerate(units):
            groups[code] = str(province)
            for place, operator in enumerate(OPERATORS):
                # One cell in ten is blank.
                count = None if rng.random() < 0.1 else float(covered[unit, place])
                records.append(observe(code, operator, count, float(people[unit].sum())))
    bounds = rates.any_operator_bounds(
        take_snapshot(make_observations(records)), pd.Series(groups), operators=OPERATORS
    ).set_index("unit_code")
    true = pd.Series(truth).reindex(bounds.index)
    assert len(bounds) == 1000
    assert (bounds["low_pct"] <= true + 1e-9).all()
    assert (bounds["high_pct"] >= true - 1e-9).all()
    # They say something, too: half of them leave less than the half open.
    assert (bounds["high_pct"] - bounds["low_pct"]).median() < 50


def test_operators_side_by_side_and_where_one_serves_alone() -> None:
    # 00001: any 90 %, Viettel 80, VNPT 40, MobiFone 0: s = 120, so at least 2 · 90 - 120 = 60 % and
    # at most 90 - 30 / 2 = 75 % have exactly one. 00002: Viettel alone serves. 00003: VNPT is
    # silent, so nobody can say that Viettel serves alone.
    figures = {
        "00001": {"any": 90, "viettel": 80, "vnpt": 40, "mobifone": 0},
        "00002": {"any": 50, "viettel": 50, "vnpt": 0, "mobifone": 0},
        "00003": {"any": 50, "viettel": 50, "vnpt": None, "mobifone": 0},
    }
    table = make_observations(
        [observe(unit, name, n, 100) for unit, row in figures.items() for name, n in row.items()]
    )
    found = rates.compare_operators(
        rates.compute_rates(take_snapshot(table), own(*figures)), indicator="pop_4g"
    )
    assert list(found["serving"]) == [2, 1, 1]
    assert list(found["silent"]) == [0, 0, 1]
    assert list(found["only_operator"]) == ["", "viettel", ""]
    assert found.loc["00001", "only_one_low_pct"] == pytest.approx(60.0)
    assert found.loc["00001", "only_one_high_pct"] == pytest.approx(75.0)
    assert found.loc["00002", "only_one_low_pct"] == pytest.approx(50.0)
    assert math.isnan(found.loc["00003", "only_one_low_pct"])


def test_the_bounds_of_exactly_one_operator_hold_in_simulated_communes() -> None:
    rng = np.random.default_rng(6)
    records, truth = [], {}
    for unit in (f"{number:05d}" for number in range(300)):
        reach = rng.random(3) > rng.random((200, 3))
        shares = dict(zip(OPERATORS, reach.sum(axis=0), strict=True))
        records += [observe(unit, name, float(n), 200) for name, n in shares.items()]
        records.append(observe(unit, "any", float(reach.any(axis=1).sum()), 200))
        truth[unit] = 100 * (reach.sum(axis=1) == 1).mean()
    table = rates.compute_rates(take_snapshot(make_observations(records)), own(*truth))
    found = rates.compare_operators(table, indicator="pop_4g")
    assert list(found.index) == list(truth)
    assert (found["only_one_low_pct"] <= pd.Series(truth) + 1e-9).all()
    assert (found["only_one_high_pct"] >= pd.Series(truth) - 1e-9).all()


def test_missing_zero_and_not_applicable_are_three_things() -> None:
    table = make_observations(
        [
            observe("00001", "any", 0, 100),
            observe("00002", "any", None, 100),
            observe("00003", "any", 0, 0),
            observe("00004", "any", 40, 100),
        ]
    )
    by_unit = rates.compute_rates(take_snapshot(table), own("00001", "00002", "00003", "00004"))
    assert list(by_unit["rate_pct"].fillna(-1)) == [0, -1, -1, 40]
    assert list(by_unit["denominator"].fillna(-1)) == [100, -1, 0, 100]
    # What does not apply takes nothing from what is observed: 100 + 100 of 300 people.
    whole = rates.compute_rates(
        take_snapshot(table), pd.Series("14", index=by_unit["unit_code"])
    ).iloc[0]
    assert whole["observed_pct"] == pytest.approx(100 * 200 / 300)
    assert whole["rate_pct"] == pytest.approx(20.0)


def test_observed_is_whole_only_where_nothing_is_missing() -> None:
    rng = np.random.default_rng(7)
    gone = pd.DataFrame(rng.random((200, 6)) < 0.1)
    cells = [
        (f"{6 * group + unit:05d}", str(group), None if gone.loc[group, unit] else 1.0)
        for group in gone.index
        for unit in gone
    ]
    table = make_observations(
        [observe(code, "any", count, float(rng.integers(1, 99))) for code, _, count in cells]
    )
    groups = pd.Series({code: group for code, group, _ in cells})
    found = rates.compute_rates(take_snapshot(table), groups).set_index("unit_code")["observed_pct"]
    whole = ~gone.any(axis=1).set_axis(gone.index.astype("str"))
    assert whole.nunique() == 2
    assert ((found == 100.0) == whole.reindex(found.index)).all()
    assert found.between(0, 100).all()
