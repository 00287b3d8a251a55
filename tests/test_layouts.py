"""The reader on workbooks that it was not written beside, and the scorer on known readings."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from tests.layouts import score as scorer
from tests.layouts.datelines import date_read, datelines
from tests.layouts.faults import FAULTS, STYLES, check, clean, found
from tests.layouts.figures import communes
from tests.layouts.registry import LAYOUTS, PROVINCES, layouts
from tests.layouts.wordings import Wording, understood, wordings

if TYPE_CHECKING:
    from pathlib import Path

    from tests.layouts.score import Verdict
    from tests.layouts.truths import Truth

FACTS_READ = 0.95
"""How many facts are read at least, of layouts that the reader may have been written for."""

FACTS_UNSAID = 0.01
"""How many facts at most belong to files or rows refused as a whole, without their names."""

WORDINGS_UNDERSTOOD = 0.95
DATES_READ = 0.95
FINDINGS = ["severity", "rule", "unit_code", "indicator", "value", "expected"]


def sample(half: str) -> list[tuple[str, str]]:
    """Take each layout of a half in one province, another one for each."""
    names = [each.name for each in layouts(half)]
    provinces = PROVINCES[half]
    return [(name, provinces[at % len(provinces)]) for at, name in enumerate(names)]


def judge_all(pairs: list[tuple[str, str]], folder: Path) -> list[Verdict]:
    made = [LAYOUTS[name].make(folder, province=province) for name, province in pairs]
    return [scorer.judge(path, truth) for path, truth in made]


def require(verdicts: list[Verdict], *, read: float = FACTS_READ) -> None:
    shown = scorer.table(verdicts)
    facts = sum(v.expected for v in verdicts)
    assert not [v.name for v in verdicts if v.verdict == "CRASH"], shown
    assert sum(v.silent for v in verdicts) == 0, shown
    assert sum(v.right for v in verdicts) >= read * facts, shown
    assert sum(v.right + v.asked for v in verdicts) >= (1 - FACTS_UNSAID) * facts, shown


def test_layouts_are_read_or_asked_about_never_misread(tmp_path: Path) -> None:
    # A few of all, among which those that are asked about weigh more or less.
    require(judge_all(sample("public")[::24], tmp_path), read=FACTS_READ - 0.05)


@pytest.mark.slow
@pytest.mark.parametrize("place", range(6))
def test_every_layout_in_every_province(place: int, tmp_path: Path) -> None:
    """One test for each of the six provinces of a half, so that processes share them."""
    pairs = [(each.name, PROVINCES[each.half][place]) for each in layouts()]
    require(judge_all(pairs, tmp_path))


def require_wordings(some: list[Wording], folder: Path) -> None:
    amiss = {each.path: said for each in some if (said := understood(each, folder))}
    misread = {path: said for path, said in amiss.items() if "read as" in said}
    assert not misread
    assert len(amiss) <= (1 - WORDINGS_UNDERSTOOD) * len(some), amiss


def test_wordings_are_understood(tmp_path: Path) -> None:
    require_wordings(wordings("public")[::20], tmp_path)


@pytest.mark.slow
def test_all_wordings_are_understood(tmp_path: Path) -> None:
    require_wordings(wordings(), tmp_path)


@pytest.mark.parametrize("of", [4, pytest.param(1, marks=pytest.mark.slow)])
def test_the_date_is_that_of_the_figures(of: int, tmp_path: Path) -> None:
    listed = datelines()[::of]
    read = {lines: (date_read(lines, tmp_path), date) for lines, date in listed}
    amiss = {lines: pair for lines, pair in read.items() if pair[0] != pair[1]}
    assert not {lines: pair for lines, pair in amiss.items() if pair[1] == "ask"}
    assert len(amiss) <= (1 - DATES_READ) * len(listed), amiss


def unnamed(style: str, names: list[str], folder: Path) -> list[str]:
    missed = []
    for name in names:
        made = clean(style)
        named = FAULTS[name].plant(made)
        (folder / name).mkdir()
        if not found(made, named, check(made, folder / name)):
            missed.append(name)
    return missed


@pytest.mark.parametrize("place", range(len(STYLES)))
def test_planted_faults_are_found_and_named(place: int, tmp_path: Path) -> None:
    assert not unnamed(list(STYLES)[place], list(FAULTS)[place::32], tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
def test_all_planted_faults_are_found_and_named(style: str, tmp_path: Path) -> None:
    assert len(FAULTS) >= 90
    assert not unnamed(style, list(FAULTS), tmp_path)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("style", STYLES)
def test_the_workbook_without_faults_raises_no_alarm(style: str, seed: int, tmp_path: Path) -> None:
    findings = check(clean(style, seed=seed), tmp_path)
    assert [f for f in findings if f["severity"] in {"error", "warning"}] == []


def test_generated_figures_agree_with_each_other() -> None:
    for commune in communes("91"):
        f = commune.figures
        assert f["people_5g"] <= f["people_4g"] <= f["population"]
        assert f["villages_with_5g"] <= f["villages_with_4g"] <= f["villages"]
        assert f["households_subscribed"] <= f["households_passed"] <= f["households"]
        assert commune.value("people_4g", operator="vnpt") <= f["people_4g"]


def test_the_same_seed_gives_the_same_truth(tmp_path: Path) -> None:
    each = next(layouts("public"))
    truths = [each.make(tmp_path, province="20", seed=seed)[1].json() for seed in (0, 0, 1)]
    assert truths[0] == truths[1]
    assert truths[0] != truths[2]


def reading_of(truth: Truth) -> Any:
    """Read a truth as a reader without fault would."""
    rows = [
        {
            "unit_code": unit,
            "indicator": key,
            "operator": truth.operator,
            "as_of": truth.as_of,
            "numerator": fact.get("n"),
            "denominator": fact.get("d"),
            "rate": fact["r"] / 100 if "r" in fact else None,
        }
        for unit, facts in truth.json()["units"].items()
        for key, fact in facts.items()
        if "@" not in key
    ]
    return SimpleNamespace(
        observations=pd.DataFrame(rows),
        findings=pd.DataFrame(columns=FINDINGS),
        villages=pd.DataFrame(columns=["unit_code", "village", "households", "people"]),
        as_of=truth.as_of,
    )


def verdict_on(reading: Any, truth: Truth, path: Path, monkeypatch: pytest.MonkeyPatch) -> Verdict:
    monkeypatch.setattr(scorer.dxanalysis, "read_workbook", lambda *_, **__: reading)
    return scorer.judge(path, truth)


def test_the_scorer_knows_right_wrong_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    list(layouts("public"))
    path, truth = LAYOUTS["two_tables_beside"].make(tmp_path, province="20")
    reading = reading_of(truth)
    verdict = verdict_on(reading, truth, path, monkeypatch)
    assert (verdict.verdict, verdict.right) == ("RIGHT", verdict.expected)

    reading.observations.loc[0, "numerator"] += 40
    unit, indicator = reading.observations.loc[0, ["unit_code", "indicator"]]
    verdict = verdict_on(reading, truth, path, monkeypatch)
    assert (verdict.verdict, verdict.silent) == ("WRONG", 1)

    reading.findings.loc[0] = ["error", "rate_differs", unit, indicator, "", ""]
    assert verdict_on(reading, truth, path, monkeypatch).verdict == "WRONG-SAID"


def test_the_scorer_counts_what_is_asked_about_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    list(layouts("public"))
    path, truth = LAYOUTS["two_tables_beside"].make(tmp_path, province="20")
    reading = reading_of(truth)
    without = reading.observations["indicator"] != "pop_4g"
    reading.observations = reading.observations[without]
    for value, asked in (
        ("Dân số", 0),
        ("Dân số được phủ sóng 4G", 65),
        ("Dân số được phủ sóng 5G", 0),
    ):
        reading.findings = pd.DataFrame(
            [["note", "column_unknown", None, None, value, None]], columns=FINDINGS
        )
        verdict = verdict_on(reading, truth, path, monkeypatch)
        assert (verdict.verdict, verdict.asked) == ("PARTLY", asked)


def test_a_missing_figure_read_as_zero_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    list(layouts("public"))
    path, truth = LAYOUTS["figures_missing"].make(tmp_path, province="20")
    reading = reading_of(truth)
    assert verdict_on(reading, truth, path, monkeypatch).verdict == "RIGHT"
    reading.observations["numerator"] = reading.observations["numerator"].fillna(0)
    assert verdict_on(reading, truth, path, monkeypatch).verdict == "WRONG"


def test_a_refused_or_broken_reading_is_no_right_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, truth = next(layouts("public")).make(tmp_path, province="20")

    def broken(*_: Any, **__: Any) -> None:
        raise IndexError

    monkeypatch.setattr(scorer.dxanalysis, "read_workbook", broken)
    assert scorer.judge(path, truth).verdict == "CRASH"
    assert scorer.judge(path, replace(truth, cells={})).verdict == "CRASH"
