"""The cheapest means of every village, and the follow-up of promises: by hand, and nobody lost."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxanalysis.errors import ParameterError
from dxanalysis.planning.closing import close_gap
from dxanalysis.planning.promises import (
    STATES,
    balance,
    by_operator_and_year,
    follow_up,
    published_table,
)


def two_villages(**changed: object) -> pd.DataFrame:
    rows = {
        "name": ["near", "far"],
        "commune": ["03688", "03694"],
        "people": [400.0, 100.0],
        "households": [80.0, 20.0],
        "electricity": pd.array([True, False], dtype="boolean"),
        "fibre_km": [2.0, 60.0],
    }
    return pd.DataFrame(rows | changed)


def test_fibre_is_cheapest_near_and_satellite_far_by_hand() -> None:
    found = close_gap(two_villages(), service="fixed")
    near, far = found.villages.to_dict("records")
    # 2 · 317 + 40 + 80 · 1.5 = 794 million, half as much again over ten years at 5 %.
    assert near["fibre_base"] == pytest.approx(794e6 * 1.5)
    assert near["cheapest"] == "fibre"
    # 4 terminals: two kits of 9 million each, and 120 months of 1.1 million.
    assert far["satellite_base"] == pytest.approx(4 * (18e6 + 132e6))
    assert far["cheapest"] == "satellite"
    assert found.total["base"] == pytest.approx(near["base"] + far["base"])
    assert found.communes[["fibre", "satellite"]].sum().tolist() == [1, 1]
    assert near["people_per_bn"] == pytest.approx(400 / (near["base"] / 1e9))


def test_a_satellite_is_no_mobile_signal_and_a_station_without_power_needs_solar() -> None:
    found = close_gap(two_villages(), service="mobile").villages
    assert found["cheapest"].tolist() == ["station", "station"]
    assert found["solar"].tolist() == [False, True]
    assert found["base"].tolist() == pytest.approx([1.4e9 * 2, 1.7e9 * 2])
    shared = close_gap(two_villages(sharing=[4, 1]), service="mobile").villages
    assert shared["base"].tolist() == pytest.approx([0.7e9, 3.4e9])
    upgraded = close_gap(two_villages(upgrade=[True, False]), service="mobile").villages
    assert upgraded["cheapest"].tolist() == ["upgrade", "station"]
    assert not upgraded.loc[0, "solar"]


def test_unknown_households_are_not_costed_and_ranges_never_fall() -> None:
    found = close_gap(two_villages(households=[np.nan, 20.0]), service="fixed")
    assert found.not_costed == 1
    assert found.villages["cheapest"].isna().tolist() == [True, False]
    assert found.total["villages"] == 1
    whole = close_gap(two_villages(), service="fixed").villages
    assert (whole["low"] <= whole["base"]).all()
    assert (whole["base"] <= whole["high"]).all()
    with pytest.raises(ParameterError):
        close_gap(two_villages(), service="radio")


NAMES = st.lists(st.sampled_from([f"Bản {one}" for one in "ABCDEFGH"]), max_size=10)


def a_list(names: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"unit_code": "03688", "village": names}, dtype="str")


@given(before=NAMES, after=NAMES)
def test_nothing_vanishes_between_two_lists(before: list[str], after: list[str]) -> None:
    found = balance(a_list(before), a_list(after))
    assert found.before + found.new - found.done == found.after
    assert (found.before, found.after) == (len(set(before)), len(set(after)))
    still = int((found.rows["change"] == "still").sum())
    assert still + found.done == found.before
    assert len(found.rows) == len({*before, *after})


def test_one_village_written_in_two_ways_is_one() -> None:
    found = balance(a_list(["Bản Nà Lại"]), a_list(["bản  nà lại"]))
    assert (found.new, found.done, found.after) == (0, 0, 1)


PROMISES = pd.DataFrame(
    {
        "unit_code": "03688",
        "village": ["A", "B", "C", "D", "E"],
        "operator": ["viettel", "viettel", "vnpt", "vnpt", "vnpt"],
        "decision": "467/KH-UBND",
        "deadline": [dt.date(2025, 9, 30)] * 3 + [dt.date(2026, 6, 30), None],
        "said_done": [True, True, False, False, False],
    }
)


def test_promises_are_done_late_or_contradicted() -> None:
    found = follow_up(PROMISES, a_list(["B", "C", "D"]), on=dt.date(2025, 10, 10))
    assert found["state"].tolist() == ["done", "contradicted", "late", "open", "early"]
    assert found["days_late"].tolist()[2] == 10
    assert found["days_late"].notna().sum() == 1
    measured = follow_up(
        PROMISES, a_list(["B", "C", "D"]), on=dt.date(2025, 10, 10), measured_without=a_list(["A"])
    )
    assert measured["state"].iloc[0] == "contradicted"
    table = by_operator_and_year(found)
    assert table["all"].sum() == len(PROMISES)
    assert (table[list(STATES)].sum(axis=1) == table["all"]).all()
    assert table.loc[
        table["operator"] == "viettel", ["done", "contradicted"]
    ].to_numpy().tolist() == [[1, 1]]


def test_a_promise_without_a_deadline_is_never_late() -> None:
    found = follow_up(PROMISES.iloc[[4]], a_list(["E"]), on=dt.date(2030, 1, 1))
    assert found["state"].tolist() == ["open"]


def test_the_table_that_provinces_publish_adds_up_and_keeps_missing_missing() -> None:
    silent = a_list(["A", "B", "C"]).assign(
        electricity=pd.array([True, False, None], dtype="boolean")
    )
    table = published_table(silent, villages=3802).set_index("signal")
    assert table.loc["none", ["with_power", "without_power", "power_unknown"]].tolist() == [1, 1, 1]
    assert table.loc["none", "share_pct"] == pytest.approx(300 / 3802)
    assert table.loc["weak"].isna().all()
