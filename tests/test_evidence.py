"""Claims beside tests: planted over-claims are found, and nothing is said of few tests."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from dxanalysis.errors import ParameterError
from dxanalysis.studies import claims

UNITS = [f"{number:05d}" for number in range(75)]


def test_the_four_verdicts() -> None:
    declared = pd.Series([95.0, 95.0, 95.0, None, 95.0], index=UNITS[:5])
    tests = pd.DataFrame(
        {"tests": [200, 200, 49, 200], "tests_reached": [188, 120, 0, 190]}, index=UNITS[:4]
    )
    table = claims.compare_claims(declared, tests)
    assert list(table["verdict"]) == [
        claims.AGREES,
        claims.OVER_CLAIMED,
        claims.UNTESTED,
        claims.NO_CLAIM,
        claims.UNTESTED,
    ]
    assert list(table["tests"]) == [200, 200, 49, 200, 0]
    assert table.loc["00001", "measured_pct"] == pytest.approx(60.0)
    # Of 49 tests not one reached the service, and still nothing is claimed.
    assert np.isnan(table.loc["00002", "p_value"])


def plant(rng: np.random.Generator) -> tuple[pd.Series, pd.DataFrame, pd.Series]:
    """Make a province in which one commune in ten claims 15 to 40 points too much."""
    truth = pd.Series(rng.uniform(60, 99, len(UNITS)), index=UNITS)
    over = pd.Series(rng.random(len(UNITS)) < 0.1, index=UNITS)
    over[rng.choice(UNITS)] = True
    declared = (truth + rng.normal(0, 1.5, len(UNITS))).clip(0, 100)
    truth = truth.where(~over, truth - rng.uniform(15, 40, len(UNITS)))
    made = pd.Series(rng.negative_binomial(1, 1 / 250, len(UNITS)), index=UNITS)
    reached = rng.binomial(made, truth / 100)
    return declared, pd.DataFrame({"tests": made, "tests_reached": reached}), over


def test_a_planted_over_claim_is_found_and_never_with_few_tests() -> None:
    rng = np.random.default_rng(11)
    hits = false = missed = 0
    for _ in range(120):
        declared, tests, over = plant(rng)
        table = claims.compare_claims(declared, tests)
        called = table["verdict"] == claims.OVER_CLAIMED
        few = tests["tests"] < claims.MIN_TESTS
        assert not called[few].any()
        assert (table["verdict"][few] == claims.UNTESTED).all()
        hits += int((called & over)[~few].sum())
        false += int((called & ~over)[~few].sum())
        missed += int((~called & over)[~few].sum())
    f1 = 2 * hits / (2 * hits + false + missed)
    assert hits > 300
    assert f1 >= 0.9


def test_tests_that_are_not_independent_count_for_less() -> None:
    declared = pd.Series([90.0], index=UNITS[:1])
    tests = pd.DataFrame({"tests": [60], "tests_reached": [44]}, index=UNITS[:1])
    alone = claims.compare_claims(declared, tests)
    clustered = claims.compare_claims(declared, tests, design_effect=4)
    assert alone["verdict"].item() == claims.OVER_CLAIMED
    assert clustered["verdict"].item() == claims.AGREES
    assert clustered["measured_high_pct"].item() > alone["measured_high_pct"].item()


def test_no_cell_is_a_hint_and_no_verdict() -> None:
    declared = pd.Series([90.0, 90.0], index=UNITS[:2])
    tests = pd.DataFrame(
        {"tests": [0, 0], "tests_reached": [0, 0], "cells": [0, 3]}, index=UNITS[:2]
    )
    table = claims.compare_claims(declared, tests)
    assert list(table["no_cells"]) == [True, False]
    assert (table["verdict"] == claims.UNTESTED).all()


def test_covered_but_slow() -> None:
    declared = pd.Series([99.0, 99.0, 99.0, 50.0, None, 99.0], index=UNITS[:6])
    speeds = pd.DataFrame(
        {"tests": [300, 300, 299, 300, 300], "download_mbps": [40.0, 39.9, 5.0, 5.0, 5.0]},
        index=UNITS[:5],
    )
    judged = claims.judge_speeds(declared, speeds)
    assert list(judged["more_needed"]) == [0, 0, 1, 0, 0, 300]
    assert list(judged["verdict"]) == [
        claims.FAST,
        claims.SLOW,
        claims.UNTESTED,
        claims.NOT_COVERED,
        claims.NO_CLAIM,
        claims.UNTESTED,
    ]


def test_impossible_tests_and_options_are_refused() -> None:
    declared = pd.Series([90.0], index=UNITS[:1])
    tests = pd.DataFrame({"tests": [10], "tests_reached": [11]}, index=UNITS[:1])
    with pytest.raises(ParameterError, match="00000"):
        claims.compare_claims(declared, tests)
    with pytest.raises(ParameterError):
        claims.compare_claims(declared, tests, min_tests=0)
    with pytest.raises(ParameterError):
        claims.judge_speeds(declared, tests.assign(download_mbps=1.0), min_tests=0)


def test_a_sentence_names_the_number_of_tests() -> None:
    declared = pd.Series([95.0, None], index=UNITS[:2])
    tests = pd.DataFrame({"tests": [1200.0], "tests_reached": [720.0]}, index=UNITS[:1])
    table = claims.compare_claims(declared, tests)
    said = claims.sentence("Xã Bó Sinh", table.iloc[0], "vi")
    assert "95,00%" in said
    assert "60,00%" in said
    assert "1.200 lượt đo" in said
    assert "declares nothing" in claims.sentence("Bó Sinh", table.iloc[1], "en")
