"""What is wrong with figures: each rule on a table made to break it, and nothing else."""

from __future__ import annotations

import datetime as dt
import re
import string
import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import dxanalysis
from dxanalysis import checks
from dxanalysis.findings import FINDING_COLUMNS, make_findings, sentence, verdict, worst_first
from dxanalysis.lang import LANGUAGES, Lang
from dxanalysis.observations import make_observations

BASE: dict[str, object] = {
    "unit_code": "04171",
    "vintage": "2025-07",
    "indicator": "pop_4g",
    "operator": "viettel",
    "as_of": dt.date(2025, 9, 30),
    "numerator": 94.0,
    "denominator": 100.0,
    "evidence": "declared",
    "source": "v.xlsx|Biểu 01|K9",
}


def table(*changes: dict[str, object]) -> pd.DataFrame:
    return make_observations([{**BASE, **change} for change in changes])


def found(*changes: dict[str, object]) -> list[tuple[str, str]]:
    findings = checks.check_observations(table(*changes))
    return list(zip(findings["severity"], findings["rule"], strict=True))


ANY = {"operator": "any", "source": "s.xlsx|Tổng hợp|G9"}
FIVE = {"indicator": "pop_5g", "source": "v.xlsx|Biểu 01|L9"}
STATIONS = {"indicator": "stations_4g", "numerator": 6, "denominator": None}
RATE = {"numerator": None, "denominator": None}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([{}], []),
        ([{"numerator": 0}], []),
        ([{"numerator": 100}], []),
        ([{"numerator": 101}], [("error", "covered_above_base")]),
        ([{"numerator": -1}], [("error", "negative")]),
        ([{"numerator": 4, "denominator": -5}], [("error", "negative")]),
        (
            [
                {"indicator": "population", "numerator": -5, "denominator": None},
                {"numerator": 4, "denominator": -5},
            ],
            [("error", "negative")],
        ),
        ([{**RATE, "rate": 1.2}], [("error", "rate_out_of_range")]),
        ([{**RATE, "rate": -0.1}], [("error", "rate_out_of_range")]),
        ([{**RATE, "rate": 1.0}], []),
        ([{}, {}], [("note", "figure_twice")]),
        ([{}, {"numerator": 95}], [("error", "duplicate")]),
        ([{}, {"as_of": dt.date(2025, 12, 31)}], []),
        ([{"as_of": None}, {"as_of": None, "numerator": 95}], [("error", "duplicate")]),
        ([{}, {**FIVE, "numerator": 95}], [("warning", "five_above_four")]),
        ([{}, {**FIVE, "numerator": 94}], []),
        ([{}, {**FIVE, "numerator": 95, "operator": "vnpt"}], []),
        ([{}, {**ANY, "numerator": 90}], [("warning", "operator_above_any")]),
        ([{}, {**ANY, "numerator": 93.6}], []),  # within the rounding of half a point
        ([{}, {**ANY, "numerator": 90, "as_of": dt.date(2025, 12, 31)}], []),
        ([{"numerator": 0}, STATIONS], [("warning", "stations_without_coverage")]),
        ([{"numerator": 0}, {**STATIONS, "numerator": 0}], []),
        (
            [{"numerator": 0, "indicator": "villages_4g"}, STATIONS],
            [("warning", "stations_without_coverage")],
        ),
        # Nobody is covered, whatever is said of villages.
        (
            [{"numerator": 0}, {"indicator": "villages_4g"}, STATIONS],
            [("warning", "stations_without_coverage")],
        ),
        # Some people are covered, though no village is whole.
        ([{}, {"numerator": 0, "indicator": "villages_4g"}, STATIONS], []),
        ([{"numerator": None}], [("warning", "missing_share")]),
        (
            [{}, {"unit_code": "04195", "vintage": "2025-02", "as_of": dt.date(2025, 6, 30)}],
            [("error", "mixed_vintage")],
        ),
        ([{"as_of": dt.date(2025, 6, 30)}], [("note", "as_of_outside_vintage")]),
        ([{"vintage": "2024-12"}], [("warning", "as_of_outside_vintage")]),
        ([{"as_of": dt.date(9999, 1, 1)}], [("warning", "as_of_in_future")]),
        ([{"as_of": None}], []),
        ([{"unit_code": "4171"}], [("error", "unit_code_malformed")]),
        ([{"indicator": "pop_6g"}], [("error", "indicator_unknown")]),
        ([{"operator": "beeline"}], [("error", "operator_unknown")]),
        ([{"evidence": "hearsay"}], [("error", "evidence_unknown")]),
        ([{"vintage": "1999-01"}], [("error", "vintage_unknown")]),
        ([{"unit_code": None}], [("error", "cell_empty")]),
        (
            [
                {"indicator": "households_fibre_subscribed", "numerator": 50},
                {"indicator": "households_fibre_passed", "numerator": 40},
            ],
            [("warning", "subscribed_above_passed")],
        ),
    ],
)
def test_each_rule(changes: list[dict[str, object]], expected: list[tuple[str, str]]) -> None:
    assert found(*changes) == expected


def test_a_table_of_another_form_is_said_as_a_whole() -> None:
    other = table({}).drop(columns="rate")
    other["numerator"] = "94"
    findings = checks.check_observations(other)
    assert sorted(zip(findings["rule"], findings["value"], strict=True)) == [
        ("column_absent", "rate"),
        ("column_type", "numerator"),
    ]
    assert "float64" in sentence(findings[findings["rule"] == "column_type"].iloc[0], "vi")


def test_everything_wrong_is_said_at_once() -> None:
    bad = {"numerator": 120, "evidence": "hearsay", "operator": "beeline", "rate": 1.2}
    assert {rule for _, rule in found(bad, {**bad, "unit_code": "04195"})} == {
        "covered_above_base",
        "evidence_unknown",
        "operator_unknown",
        "rate_out_of_range",
    }
    assert len(found(bad, {**bad, "unit_code": "04195"})) == 8


def test_one_unit_in_ten_may_lack_a_figure() -> None:
    units = [{"unit_code": f"{code:05}"} for code in range(10)]
    assert found(*units[:9], {**units[9], "numerator": None}) == []
    lacking = checks.check_observations(
        table(*units[:8], *({**u, "numerator": None} for u in units[8:]))
    )
    assert lacking["rule"].tolist() == ["missing_share"]
    assert lacking.loc[0, "value"] == 20
    assert lacking["unit_code"].isna().all()


def test_findings_name_the_cell_and_the_unit() -> None:
    observations = table({"numerator": 101, "source": "a|b.xlsx|Biểu|1|K9"}, {"unit_code": "04195"})
    before = observations.copy()
    findings = checks.check_observations(observations, unit_names={"04171": "Xã Bó Sinh"})
    pd.testing.assert_frame_equal(observations, before)
    assert list(findings.columns) == FINDING_COLUMNS
    row = findings.iloc[0]
    assert row["cell"] == "K9"
    assert (row["unit_name"], row["value"], row["expected"]) == ("Xã Bó Sinh", 101, 100)
    assert sentence(row, "en").startswith("Population covered by 4G: Xã Bó Sinh (04171) has 101,")


def test_a_table_without_rows() -> None:
    findings = checks.check_observations(make_observations([]))
    assert findings.empty
    assert list(findings.columns) == FINDING_COLUMNS
    assert verdict(findings) == "pass"


@pytest.mark.parametrize(
    ("severities", "expected"),
    [
        ((), "pass"),
        (("note",), "pass"),
        (("note", "warning"), "warn"),
        (("warning", "error"), "fail"),
    ],
)
def test_the_verdict_is_that_of_the_worst(severities: tuple[str, ...], expected: str) -> None:
    findings = make_findings({"severity": severity} for severity in severities)
    assert verdict(findings) == expected
    assert findings["severity"].tolist() == [
        s for s in ("error", "warning", "note") if s in severities
    ]


def test_findings_put_together_are_put_in_order_once_each() -> None:
    parts = [make_findings([{"severity": word, "value": word}]) for word in ("note", "error")]
    together = worst_first(pd.concat(parts))  # both have the index 0
    assert together["value"].tolist() == ["error", "note"]


def test_a_slip_of_three_hundred_digits_can_be_said() -> None:
    finding = {"rule": "number_unreadable", "severity": "error", "file": "v.xlsx", "value": 1e300}
    assert "1e+300" in sentence(make_findings([finding]).iloc[0], "vi")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_numbers_and_dates_in_the_languages_form(lang: Lang) -> None:
    finding = make_findings(
        [
            {
                "rule": "total_differs",
                "severity": "warning",
                "file": "v.xlsx",
                "indicator": "population",
                "value": 1394763.0,
                "expected": 1394.5,
            }
        ]
    ).iloc[0]
    said = sentence(finding, lang)
    assert ("1.394.763" in said, "1,394,763" in said) == (lang == "vi", lang == "en")
    dated = make_findings(
        [
            {
                "rule": "as_of_differs",
                "severity": "warning",
                "file": "v.xlsx",
                "value": dt.date(2025, 9, 30),
            }
        ]
    ).iloc[0]
    assert ("30/9/2025" if lang == "vi" else "30 Sep 2025") in sentence(dated, lang)


def messages(room: str, lang: str) -> dict[str, str]:
    folder = resources.files(dxanalysis) / "lang" / lang
    found: dict[str, Any] = tomllib.loads((folder / f"{room}.toml").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("room", ["checks", "workbook"])
def test_both_languages_say_the_same_things(room: str) -> None:
    vi, en = messages(room, "vi"), messages(room, "en")
    assert list(vi) == list(en)
    for key, message in vi.items():
        placeholders = [
            {name for _, name, _, _ in string.Formatter().parse(text) if name}
            for text in (message, en[key])
        ]
        assert placeholders[0] == placeholders[1], key


def test_every_rule_that_the_code_names_can_be_said() -> None:
    root = Path(dxanalysis.__file__).parent
    code = "".join(
        (root / f"{module}.py").read_text(encoding="utf-8")
        for module in (
            "checks",
            "schema",
            "file_updates",
            "pipeline",
            "workspace_figures",
            "standing_villages",
        )
    ) + "".join(path.read_text(encoding="utf-8") for path in (root / "sources").rglob("*.py"))
    said = {key for key in messages("checks", "vi") if not key.startswith("where_")} - {"unit_code"}
    reasons = {f"unit_{key}" for key in messages("names", "vi")}
    named = {rule for rule in said if f'"{rule}"' in code} | (said & reasons)
    assert named == said
    # Every reason that a row is refused for has its sentence; those two are of calls, not rows.
    assert reasons - {"unit_lengths_differ", "unit_unknown_district"} <= said
    for rule in sorted(said):
        finding = make_findings([{"rule": rule, "severity": "error", "file": "v.xlsx"}]).iloc[0]
        for lang in LANGUAGES:
            assert not re.search(r"[{}]", sentence(finding, lang))
