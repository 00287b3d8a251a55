"""Counts and percentages whose own file does not say of how many."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from dxanalysis import rates
from dxanalysis.file_updates import check_updates
from dxanalysis.findings import sentence
from dxanalysis.known_bases import with_known_bases
from dxanalysis.observations import make_observations
from dxanalysis.snapshot import Snapshot, take_snapshot

JUNE, SEPTEMBER, DECEMBER = "2025-06-30", "2025-09-30", "2025-12-31"
PAIR = ["04168", "04171"]
NAMES = pd.Series({"04168": "Xã Bó Sinh", "04171": "Xã Chiềng Khương"})
WHOLE = pd.Series("14", index=PAIR)


def row(code: str, indicator: str, number: float | None, **entries: object) -> dict[str, object]:
    """Make one observation of the agency's file of September."""
    file = entries.pop("file", "so.xlsx")
    known: dict[str, object] = {
        "unit_code": code,
        "vintage": "2025-07",
        "indicator": indicator,
        "operator": "any",
        "as_of": SEPTEMBER,
        "numerator": number,
        "evidence": "declared",
        "source": f"{file}|1|C{code}",
    }
    return known | entries


def of_both(indicator: str, number: float | None, **entries: object) -> list[dict[str, object]]:
    """Make the same observation of two communes."""
    return [row(code, indicator, number, **entries) for code in PAIR]


def snapshot_of(*parts: list[dict[str, object]]) -> Snapshot:
    """Take the snapshot of several files."""
    return take_snapshot(make_observations([one for part in parts for one in part]))


def sums(snapshot: Snapshot) -> pd.DataFrame:
    """Add up both communes, by indicator and operator."""
    return rates.compute_rates(snapshot, WHOLE).set_index(["indicator", "operator"])


def said(snapshot: Snapshot) -> list[tuple[str, str]]:
    """List what is found in a snapshot: rule and sentence."""
    found = check_updates(make_observations(()), snapshot, unit_names=NAMES)
    return [(one["rule"], sentence(one, "vi")) for one in found.to_dict("records")]


@pytest.mark.parametrize(
    ("indicator", "base"),
    [
        ("pop_5g", "population"),
        ("villages_4g", "villages"),
        ("households_fibre_passed", "households"),
    ],
)
def test_an_operators_counts_stand_on_the_agencys_base(indicator: str, base: str) -> None:
    snapshot = snapshot_of(
        of_both(base, 1000), of_both(indicator, 400, operator="vnpt", file="vnpt.xlsx")
    )
    found = sums(snapshot).loc[(indicator, "vnpt")]
    assert found[["numerator", "denominator", "rate_pct"]].tolist() == [800, 2000, 40]
    [(rule, words)] = said(snapshot)
    assert rule == "base_borrowed"
    assert all(one in words for one in ("vnpt.xlsx", "so.xlsx", "30/9/2025", "2 xã, phường"))


def test_the_next_quarter_without_the_column_of_all_people_keeps_the_last_one() -> None:
    older = of_both("pop_4g", 800, denominator=1000.0)
    newer = of_both("pop_4g", 900, as_of=DECEMBER, file="q4.xlsx")
    found = sums(snapshot_of(older, newer)).loc[("pop_4g", "any")]
    assert found[["numerator", "denominator", "observed_pct"]].tolist() == [1800, 2000, 100]
    assert found["as_of"] == pd.Timestamp(DECEMBER)
    by_date = rates.rates_by_date(make_observations([*older, *newer]), WHOLE)
    assert by_date["rate_pct"].tolist() == [80, 90]


def test_a_file_that_gives_its_own_base_is_read_as_before() -> None:
    snapshot = snapshot_of(
        of_both("population", 1000), of_both("pop_4g", 400, denominator=800.0, operator="vnpt")
    )
    assert sums(snapshot).loc[("pop_4g", "vnpt"), "rate_pct"] == 50
    assert said(snapshot) == []


def test_the_base_is_that_of_the_figures_own_time_and_of_all_operators_first() -> None:
    records = [
        row(PAIR[0], "population", 1000, as_of=JUNE),
        row(PAIR[0], "population", 1200, as_of=DECEMBER),
        row(PAIR[0], "population", 500, as_of=SEPTEMBER, operator="mobifone"),
        row(PAIR[0], "population", 900, as_of=None),
        row(PAIR[0], "pop_4g", 400, as_of=SEPTEMBER, operator="vnpt"),
        row(PAIR[0], "pop_5g", 400, as_of="2025-01-31", operator="vnpt"),
        row(PAIR[0], "pop_4g", 400, as_of=None, operator="viettel"),
        row(PAIR[0], "pop_5g", 300, as_of=SEPTEMBER, operator="mobifone"),
    ]
    found = with_known_bases(make_observations(records), max_age_months=24)
    assert found["denominator"].tolist()[4:] == [1000, 1000, 1200, 500]


def test_a_base_too_far_away_in_time_is_none_and_an_undated_one_is_usable() -> None:
    old = [row(PAIR[0], "population", 1000, as_of="2019-04-01")]
    count = [row(PAIR[0], "pop_4g", 400)]
    table = make_observations([*old, *count])
    assert math.isnan(with_known_bases(table, max_age_months=24)["denominator"].iloc[1])
    assert with_known_bases(table, max_age_months=120)["denominator"].iloc[1] == 1000
    undated = make_observations([*old, row(PAIR[0], "population", 1100, as_of=None), *count])
    assert with_known_bases(undated, max_age_months=24)["denominator"].iloc[2] == 1100


def test_what_operators_count_for_themselves_is_no_base_of_anothers() -> None:
    entries: dict[str, object] = {"denominator": 50.0, "operator": "viettel"}
    records = [
        row(PAIR[0], "subscribers_2g_only", 5, **entries),
        row(PAIR[0], "subscribers_2g_only", 5, operator="vnpt"),
        row(PAIR[0], "subscribers_2g_only", 4, operator="viettel", as_of=DECEMBER),
    ]
    found = with_known_bases(make_observations(records), max_age_months=24)
    assert found["denominator"].fillna(0).tolist() == [50, 0, 50]


def test_a_count_of_which_no_base_is_known_is_kept_and_said() -> None:
    snapshot = snapshot_of(of_both("pop_4g", 400))
    own = rates.compute_rates(snapshot, pd.Series(PAIR, index=PAIR))
    assert own["numerator"].tolist() == [400, 400]
    assert own["rate_pct"].isna().all()
    total = sums(snapshot).loc[("pop_4g", "any")]
    assert math.isnan(total["numerator"])
    assert total["observed_pct"] == 0
    [(rule, words)] = said(snapshot)
    assert rule == "base_absent"
    assert "Xã Bó Sinh, Xã Chiềng Khương" in words


def test_a_count_above_the_known_base_hides_no_older_rate() -> None:
    older = of_both("pop_4g", 800, denominator=1000.0)
    newer = of_both("pop_4g", 1100, as_of=DECEMBER, file="q4.xlsx")
    snapshot = snapshot_of(older, newer)
    assert sums(snapshot).loc[("pop_4g", "any"), "rate_pct"] == 80
    [(rule, words)] = said(snapshot)
    assert rule == "base_too_small_older"
    assert "q4.xlsx" in words
    assert "30/9/2025" in words
    # A count that is later than both may be set against the base, and nothing is said of it.
    later = of_both("pop_4g", 990, as_of="2026-03-31", file="q1.xlsx")
    assert [rule for rule, _ in said(snapshot_of(older, newer, later))] == ["base_borrowed"]
    # Alone it is shown as it is.
    alone = snapshot_of(of_both("population", 1000), newer)
    assert [rule for rule, _ in said(alone)] == ["base_too_small"]


def test_newer_percentages_of_some_communes_take_nobody_out_of_the_sum() -> None:
    older = of_both("pop_4g", 800, denominator=1000.0)
    newer = [row(PAIR[1], "pop_4g", None, rate=0.9, as_of=DECEMBER, file="ubnd.xlsx")]
    snapshot = snapshot_of(older, newer)
    found = sums(snapshot).loc[("pop_4g", "any")]
    assert found[["numerator", "denominator", "observed_pct"]].tolist() == [1700, 2000, 100]
    days = [pd.Timestamp(SEPTEMBER), pd.Timestamp(DECEMBER)]
    assert found[["as_of_oldest", "as_of"]].tolist() == days
    [(rule, words)] = said(snapshot)
    assert rule == "base_borrowed_rate"
    assert "ubnd.xlsx" in words


def test_a_count_beside_its_percentage_was_not_worked_out() -> None:
    rows = [row(code, "pop_4g", 871, rate=0.87, file="viettel.xlsx") for code in PAIR]
    snapshot = snapshot_of(of_both("population", 1000), rows)
    assert sums(snapshot).loc[("pop_4g", "any"), "numerator"] == 1742
    assert [rule for rule, _ in said(snapshot)] == ["base_borrowed"]


def test_percentages_of_communes_without_any_base_stay_percentages() -> None:
    snapshot = snapshot_of([row(code, "pop_4g", None, rate=0.9) for code in PAIR])
    assert math.isnan(sums(snapshot).loc[("pop_4g", "any"), "rate_pct"])
    assert said(snapshot) == []
    # Villages are no base of people.
    beside = snapshot_of(
        of_both("villages", 20), [row(code, "pop_4g", None, rate=0.9) for code in PAIR]
    )
    assert math.isnan(sums(beside).loc[("pop_4g", "any"), "rate_pct"])
