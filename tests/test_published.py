"""Published figures: facts with sources, and every contradiction that arithmetic can find."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from dxanalysis import published
from dxanalysis.indicators import indicators, ratios
from dxanalysis.lang import LANGUAGES, catalogue, number, percent
from dxanalysis.published import Figure, Relation, figures
from dxanalysis.published.comparison import compare
from dxanalysis.published.periods import last_day, period
from dxanalysis.published.reconciliation import Finding, check_relation, reconcile

if TYPE_CHECKING:
    from dxanalysis.analysis import Analysis


def make(key: str, *values: float, **changes: object) -> Figure:
    """Take a published figure and change it."""
    return dataclasses.replace(
        figures()[key],
        **{"numbers": values or figures()[key].numbers, **changes},  # type: ignore[arg-type]
    )


def rules(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(each.severity, each.rule) for each in findings]


# ---- the figures ---------------------------------------------------------------------------------
def test_the_five_articles_have_63_figures() -> None:
    words = ("hội thảo khoa học", "hội nghị hưởng ứng", "thi đua", "Phú Thọ", "Lạng Sơn")
    counts = {
        word: sum(word in figure.source.name("vi") for figure in figures().values())
        for word in words
    }
    assert counts == {
        "hội thảo khoa học": 1, "hội nghị hưởng ứng": 24, "thi đua": 17, "Phú Thọ": 11,
        "Lạng Sơn": 10,
    }  # fmt: skip
    assert sum(counts.values()) == 63


def test_every_figure_is_whole() -> None:
    measured = indicators() | ratios()
    for key, figure in figures().items():
        assert figure.province in {"14", "20", "25", "00"}, key
        assert f"indicators.basis_{figure.basis}" in catalogue("vi"), key
        assert figure.is_share is (figure.basis not in {"none", "provinces"}), key
        assert not figure.indicator or figure.indicator in measured, key
        assert not figure.of or figure.of in figures(), key
        assert figure.numbers or figure.kind == "target", key
        assert figure.as_of == published.UNKNOWN or not figure.inferred, key
        for lang in LANGUAGES:
            assert figure.name(lang)
            assert figure.shown(lang)
            assert figure.when(lang)
            assert figure.source.name(lang)


@pytest.mark.parametrize(
    ("key", "vi", "en"),
    [
        ("sl-pop-4g", "97,25%", "97.25%"),
        ("sl-results-digitised", "trên 95%", "over 95%"),
        ("sl-2024-services", "1.886 dịch vụ", "1,886 services"),
        ("sl-datasets", "trên 625 bộ dữ liệu", "over 625 data sets"),
        ("ls-files-a-day", "từ 15 đến 30 hồ sơ mỗi ngày", "15 to 30 files a day"),
        ("ls-rank", "không quá 10 hạng", "at most 10 (rank)"),
        (
            "sl-2025-capital",
            "42,5 nghìn tỷ đồng; 1,61 tỷ USD",
            "42.5 trillion VND; 1.61 billion USD",
        ),
        ("pt-target-universal", "không nêu con số", "no number given"),
    ],
)
def test_a_figure_is_written_as_it_was_published(key: str, vi: str, en: str) -> None:
    shown = [figures()[key].shown(lang).replace("\N{NO-BREAK SPACE}", " ") for lang in LANGUAGES]
    assert shown == [vi, en]


def test_printed_digits_are_kept() -> None:
    assert (figures()["sl-pop-4g"].decimals, figures()["sl-pop-4g"].tolerance) == (2, 0.005)
    assert figures()["sl-communes-fibre"].tolerance == 0.5


@pytest.mark.parametrize(
    ("told", "vi", "en", "day"),
    [
        ("2024", "2024", "2024", dt.date(2024, 12, 31)),
        ("2025-09", "tháng 09/2025", "09/2025", dt.date(2025, 9, 30)),
        ("2024-02", "tháng 02/2024", "02/2024", dt.date(2024, 2, 29)),
        ("2024-Q3", "quý 3/2024", "Q3 2024", dt.date(2024, 9, 30)),
        ("2025-H2", "nửa cuối năm 2025", "second half of 2025", dt.date(2025, 12, 31)),
        ("2024-10-09", "09/10/2024", "9 Oct 2024", dt.date(2024, 10, 9)),
        ("2021/2025", "2021–2025", "2021–2025", dt.date(2025, 12, 31)),
        ("2022/", "từ 2022", "since 2022", dt.date(2022, 12, 31)),
    ],
)
def test_periods(told: str, vi: str, en: str, day: dt.date) -> None:
    assert (period(told, "vi"), period(told, "en")) == (vi, en)
    assert last_day(told) == day


def test_a_malformed_period_is_refused() -> None:
    with pytest.raises(ValueError, match="mid 2024"):
        last_day("mid 2024")


# ---- what they say about each other --------------------------------------------------------------
EXPECTED = {
    # 312 + 1,554 = 1,866 and not 1,886
    ("error", "sum_differs", "sl-2024-services-partial"),
    # 1 + 1 + 7 + 4 = 13 of 12 districts
    ("error", "sum_differs", "sl-2024-rank-first"),
    ("error", "labels_swapped", "sl-2024-services-full"),
    # 1,554 of 1,886 or of 1,866
    ("warning", "two_bases", "sl-2024-services-full"),
    # 382 + 1,601 leaves 171 of 2,154
    ("warning", "sum_leaves", "sl-procedures-full"),
    # services are no procedures, and levels 3 and 4 are not "fully"
    ("warning", "series_differs", "sl-2024-services"),
    ("warning", "series_differs", "pt-service-levels"),
    ("warning", "trend_opposite", "sl-june-villages-4g"),
    ("warning", "base_moved", "sl-2023-villages-without-4g"),
    ("warning", "bases_differ", "sl-pop-4g"),
    ("warning", "bases_differ", "sl-agencies-signature"),
    ("warning", "bases_differ", "pt-population-smartphone"),
    ("warning", "bases_differ", "sl-adults-epayment"),
    ("warning", "basis_unknown", "sl-digital-apps"),
    ("warning", "basis_unknown", "pt-workforce-trained"),
    ("warning", "basis_unknown", "pt-workforce-degrees"),
    ("warning", "target_no_number", "pt-target-universal"),
    ("note", "one_digit", "sl-2024-services-partial"),
    ("note", "sum_agrees", "ls-staff-full-civil"),
    ("note", "sum_agrees", "sl-2024-prizes"),
    ("note", "sum_agrees", "sl-2024-authors"),
    ("note", "sum_agrees", "sl-2022-stations-2g"),
    ("note", "sum_agrees", "sl-2022-villages-mobile"),
    ("note", "sum_agrees", "vn-2024-no-signal-difficult"),
    ("note", "part_of", "sl-2024-entries-valid"),
    ("note", "part_of", "sl-2025-farm-cooperatives"),
    ("note", "share_agrees", "sl-2022-villages-mobile"),
    ("note", "ratio", "sl-2024-team-members"),
    ("note", "ratio", "ls-attendances"),
    ("note", "ratio", "sl-2024-eid"),
}


def test_every_contradiction_is_found_and_no_other() -> None:
    found = [each for each in reconcile() if each.rule != "source_undated"]
    assert {(each.severity, each.rule, each.figures[0].id) for each in found} == EXPECTED
    assert len(found) == len(EXPECTED)
    undated = [each for each in reconcile() if each.rule == "source_undated"]
    assert sum(len(each.figures) for each in undated) == sum(
        figure.as_of == published.UNKNOWN for figure in figures().values()
    )


def test_errors_come_first() -> None:
    order = [each.severity for each in reconcile()]
    assert order == sorted(order, key=["error", "warning", "note"].index)


def test_findings_of_one_province() -> None:
    assert {each.rule for each in reconcile(province="20")} == {
        "sum_agrees",
        "ratio",
        "source_undated",
    }
    assert reconcile(province="99") == []


@pytest.mark.parametrize(
    ("rule", "figure", "numbers"),
    [
        ("sum_differs", "sl-2024-services", ["312", "1.554", "1.866", "1.886", "20 (1,06%)"]),
        ("one_digit", "sl-2024-services", ["312 → 332", "1.554 → 1.574", "1.886 → 1.866"]),
        ("two_bases", "sl-2024-services", ["82,40%", "83,28%"]),
        ("sum_leaves", "sl-procedures", ["1.983", "171 (7,94%)", "2.154"]),
        ("labels_swapped", "sl-procedures-full", ["82,40%", "17,73%", "1.554 → 1.601"]),
        ("trend_opposite", "sl-pop-4g", ["98,5% → 98,3% → 96,9%", "94,8% → 97,25%"]),
        # 36 / (1 - 0.983) = 2,118; printed to one decimal: 36 / 0.0175 to 36 / 0.0165
        ("base_moved", "sl-2022-villages", ["2.118", "2.058", "2.181", "2.509"]),
        ("bases_differ", "sl-communes-fibre", ["có 3 cơ sở", "100% số xã, phường"]),
        ("sum_agrees", "ls-staff", ["292", "78", "1.714", "1.226", "3.310"]),
        ("part_of", "sl-2024-entries", ["97,07%"]),
        ("share_agrees", "sl-2022-villages", ["91,67%"]),
        ("ratio", "sl-2024-teams", ["6,17 người mỗi tổ"]),
        ("ratio", "ls-sessions", ["khoảng 571 lượt"]),
        ("ratio", "sl-2024-eid", ["38,40%"]),
    ],
)
def test_the_sentence_names_the_numbers(rule: str, figure: str, numbers: list[str]) -> None:
    (finding,) = [
        each
        for each in reconcile()
        if each.rule == rule and figure in {one.id for one in each.figures}
    ]
    said = finding.sentence("vi").replace("\N{NO-BREAK SPACE}", " ")
    for expected in numbers:
        assert expected in said
    assert f"Nguồn: {finding.figures[0].source.name('vi')}" in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_is_complete(lang: str) -> None:
    for finding in reconcile():
        said = finding.sentence(lang)  # type: ignore[arg-type]
        assert not re.search(r"[{}]|<|None|nan", said), said
        assert said.endswith(".")


# ---- where nothing is wrong, nothing is found ----------------------------------------------------
def test_a_sum_that_is_right_makes_no_error() -> None:
    parts = (make("sl-2024-services-partial", 332), figures()["sl-2024-services-full"])
    whole = (figures()["sl-2024-services"],)
    relation = Relation("sum", {"parts": parts, "whole": whole}, {"complete": True})
    assert rules(check_relation(relation)) == [("note", "sum_agrees")]


def test_more_parts_than_the_whole_is_an_error_even_where_the_parts_are_not_all() -> None:
    parts = (figures()["sl-procedures-full"], make("sl-procedures-partial", 1801))
    relation = Relation(
        "sum", {"parts": parts, "whole": (figures()["sl-procedures"],)}, {"complete": False}
    )
    assert rules(check_relation(relation))[0] == ("error", "sum_differs")


def test_nothing_is_added_up_that_is_only_a_limit() -> None:
    parts = (make("ls-staff-full-civil", bound="above"), figures()["ls-staff-full-public"])
    relation = Relation(
        "sum", {"parts": parts, "whole": (figures()["ls-staff"],)}, {"complete": True}
    )
    assert check_relation(relation) == []


@pytest.mark.parametrize(
    ("parts", "slips"),
    [
        # 100 + 250 = 350, printed 450: 200, 350 and 350 each change one digit.
        ((100, 250, 450), ["100 → 200", "250 → 350", "450 → 350"]),
        # 100 + 250 = 350, printed 372: no single digit mends it.
        ((100, 250, 372), []),
    ],
)
def test_a_slip_of_one_digit(parts: tuple[int, int, int], slips: list[str]) -> None:
    keys = ("sl-2024-services-partial", "sl-2024-services-full", "sl-2024-services")
    first, second, whole = (make(key, value) for key, value in zip(keys, parts, strict=True))
    relation = Relation("sum", {"parts": (first, second), "whole": (whole,)}, {"complete": True})
    said = [each.sentence("vi") for each in check_relation(relation) if each.rule == "one_digit"]
    assert [slip in said[0] for slip in slips] == [True] * len(slips) if slips else said == []


def labels(earlier: tuple[int, int], later: tuple[int, int]) -> list[Finding]:
    keys = ("sl-2024-services-full", "sl-2024-services-partial")
    before = tuple(make(key, value) for key, value in zip(keys, earlier, strict=True))
    after = tuple(
        make(key, value, of="sl-procedures") for key, value in zip(keys, later, strict=True)
    )
    words = {"about_vi": "…", "about_en": "…"}
    return check_relation(Relation("labels", {"earlier": before, "later": after}, words))


def test_labels_are_swapped_only_where_crosswise_fits_and_straight_does_not() -> None:
    assert rules(labels((1554, 312), (382, 1601))) == [("error", "labels_swapped")]
    assert labels((1554, 312), (1601, 382)) == []
    # A province that really moved its services: straight differs, but crosswise does as well.
    assert labels((100, 900), (850, 50)) == []
    # Nearly equal counts may be named either way.
    assert labels((500, 520), (530, 510)) == []


def test_a_share_that_does_not_follow_from_its_counts() -> None:
    names = {
        "part": (figures()["sl-2022-villages-mobile"],),
        "whole": (figures()["sl-2022-villages"],),
        "share": (make("sl-2022-villages-mobile-share", 91.76),),
    }
    assert rules(check_relation(Relation("share", names, {}))) == [("error", "share_differs")]


def test_one_series_and_one_basis_are_nothing_to_warn_of() -> None:
    same = (figures()["sl-june-pop-4g"], figures()["sl-pop-4g"])
    assert check_relation(Relation("series", {"figures": same}, {})) == []
    assert check_relation(Relation("bases", {"figures": same}, {})) == []


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ((98.5, 96.9), (94.8, 97.25), True),
        ((96.9, 98.5), (94.8, 97.25), False),
        # 98.5 to 98.4 is one last digit: rounding alone can make it.
        ((98.5, 98.4), (94.8, 97.25), False),
    ],
)
def test_opposite_trends(
    first: tuple[float, float], second: tuple[float, float], *, found: bool
) -> None:
    lines = {
        "first": tuple(make("sl-june-villages-4g", value) for value in first),
        "second": tuple(make("sl-june-pop-4g", value) for value in second),
    }
    assert bool(check_relation(Relation("opposite", lines, {}))) is found


def test_a_base_within_rounding_agrees() -> None:
    names = {
        "rest": (figures()["sl-2023-villages-without-4g"],),
        "share": (figures()["sl-2023-villages-4g"],),
        "base": (make("sl-2022-villages", 2150),),
    }
    assert rules(check_relation(Relation("base", names, {}))) == [("note", "base_agrees")]


def test_every_kind_of_relation_is_checked() -> None:
    assert {relation.kind for relation in published.relations()} == set(published.RELATIONS)
    for relation in published.relations():
        assert all(relation.figures.values())


# ---- a workspace beside them ---------------------------------------------------------------------
def totals(**changes: object) -> pd.DataFrame:
    row = {
        "unit_code": "14",
        "indicator": "pop_4g",
        "operator": "any",
        "as_of": pd.Timestamp("2025-09-30"),
        "numerator": 9725.0,
        "denominator": 10000.0,
        "rate_pct": 97.25,
        "observed_pct": 100.0,
        "evidence": "declared",
    }
    return pd.DataFrame([row | changes])


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({}, "own_agrees"),
        ({"rate_pct": 97.2451}, "own_agrees"),  # 97.25 as it was printed
        ({"rate_pct": 97.24}, "own_differs"),
        ({"evidence": "illustrative"}, "own_made_to_agree"),
        ({"indicator": "adults_epayment", "rate_pct": 90.4}, "own_agrees"),  # over 90%
        ({"indicator": "adults_epayment", "rate_pct": 90.0}, "own_differs"),
        ({"indicator": "population_digital_apps", "rate_pct": 66.76}, "own_no_definition"),
        ({"indicator": "agencies_signature", "rate_pct": 100.0}, "own_other_basis"),
        ({"indicator": "teams", "numerator": 2448}, "own_agrees"),
        ({"indicator": "teams", "numerator": 2447}, "own_differs"),
        ({"indicator": "teams", "numerator": 2448, "observed_pct": 96.0}, "own_partial"),
    ],
)
def test_a_total_beside_what_was_published(changes: dict[str, object], rule: str) -> None:
    (finding,) = compare(totals(**changes), province="14")
    assert finding.rule == rule
    assert finding.severity == (
        "note" if rule in {"own_agrees", "own_made_to_agree"} else "warning"
    )


def test_only_the_provinces_own_totals_are_compared() -> None:
    assert compare(totals(rate_pct=float("nan")), province="14") == []
    assert compare(totals(operator="viettel"), province="14") == []
    assert compare(totals(unit_code="126"), province="14") == []
    assert compare(totals(indicator="villages_5g"), province="14") == []
    # A target is not something that was reached.
    assert compare(totals(unit_code="25", indicator="population_epayment"), province="25") == []


def test_the_latest_published_figure_is_taken() -> None:
    (finding,) = compare(totals(indicator="villages_4g", rate_pct=96.9), province="14")
    assert [figure.id for figure in finding.figures] == ["sl-2025-villages-4g"]


def test_numerator_and_denominator_are_compared_each() -> None:
    given = totals(
        indicator="procedures_fully_online", numerator=382, denominator=2155, rate_pct=17.7
    )
    found = {each.figures[0].id: each.rule for each in compare(given, province="14")}
    assert found == {"sl-procedures-full": "own_agrees", "sl-procedures": "own_differs"}


def test_the_sentence_says_both_numbers_and_both_dates() -> None:
    (finding,) = compare(totals(rate_pct=95.0, as_of=pd.NaT), province="14")
    said = finding.sentence("en")
    for part in (
        percent(95, "en"),
        percent(97.25, "en"),
        number(2.25, "en"),
        "second half of 2025",
    ):
        assert part in said


def test_the_sample_agrees_because_it_was_made_to(analysis: Analysis) -> None:
    found = compare(analysis.gaps, province="14")
    by_rule = {
        rule: {one.figures[0].indicator for one in found if one.rule == rule}
        for rule in {one.rule for one in found}
    }
    assert by_rule.pop("own_differs") == {"villages", "population"}
    assert by_rule.pop("own_no_definition") == {"population_digital_apps"}
    assert by_rule.pop("own_made_to_agree") >= {"pop_4g", "pop_5g", "villages_fibre", "teams"}
    assert by_rule == {}
    for finding in found:
        for lang in LANGUAGES:
            assert not re.search(r"[{}]|None|nan", finding.sentence(lang))
