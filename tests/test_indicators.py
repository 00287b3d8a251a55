"""The catalogue of indicators, targets and topics is whole, and its page is current."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING, get_args, get_type_hints

import pandas as pd
import pytest

from dxanalysis import gaps
from dxanalysis.errors import ParameterError
from dxanalysis.indicators import (
    Indicator,
    indicator,
    indicators,
    published_targets,
    ratios,
    references,
    topics,
)
from dxanalysis.lang import LANGUAGES, catalogue, text
from dxanalysis.observations import make_observations
from dxanalysis.rates import compute_rates
from dxanalysis.snapshot import take_snapshot
from dxanalysis.sources.workbook.words.heading_catalogue import load_headings

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from dxanalysis.analysis import Analysis

MEASURED = indicators() | ratios()
HEADINGS = {column.id for columns in load_headings().columns.values() for column in columns}
QUANTITIES = HEADINGS | {"communes"}


@pytest.fixture(scope="module")
def page(root: Path) -> ModuleType:
    path = root / "docs" / "make_indicators.py"
    spec = importlib.util.spec_from_file_location("make_indicators", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def province(analysis: Analysis) -> pd.DataFrame:
    return analysis.gaps


# ---- indicators ----------------------------------------------------------------------------------
@pytest.mark.parametrize("entry", MEASURED.values(), ids=lambda entry: entry.id)
def test_every_entry_is_whole(entry: Indicator) -> None:
    allowed = get_type_hints(Indicator)
    assert entry.direction in get_args(allowed["direction"])
    assert entry.level in get_args(allowed["level"])
    for words in ("name", "unit", "definition"):
        written = [getattr(entry, words)(lang) for lang in LANGUAGES]
        assert all(written)
        assert all(each == each.strip() for each in written)
    for lang in LANGUAGES:
        assert entry.basis_name(lang)
        assert entry.source_name(lang)
        assert text(f"indicators.pillar_{entry.pillar}", lang)
        assert text(f"indicators.level_{entry.level}", lang)
        assert text(f"indicators.direction_{entry.direction}", lang)
        assert entry.definition(lang).endswith(".")


def test_names_tell_indicators_apart() -> None:
    for lang in LANGUAGES:
        names = [entry.name(lang) for entry in MEASURED.values()]
        assert len(set(names)) == len(names)


def test_a_count_has_no_basis_and_everything_else_has_one() -> None:
    for entry in MEASURED.values():
        assert (entry.basis == "none") is (entry.denominator is None)
    assert not any(entry.is_rate for entry in ratios().values())
    assert not set(indicators()) & set(ratios())


def test_every_quantity_of_a_share_or_count_is_a_column_of_a_workbook() -> None:
    for entry in indicators().values():
        # What is measured comes in files of other kinds than workbooks.
        if entry.source != "measurements" or entry.denominator:
            assert {entry.numerator, entry.denominator or "communes"} <= QUANTITIES


def test_counts_of_a_share_never_serve_another_share_of_another_basis() -> None:
    # Otherwise a workbook with the numerator alone would make rows of the second without a base.
    seen: dict[str, str] = {}
    for entry in indicators().values():
        assert seen.setdefault(entry.numerator, entry.id) == entry.id


def test_every_heading_means_its_own_column_alone() -> None:
    for words, columns in load_headings().columns.items():
        figures = [column for column in columns if column.kind in {"count", "rate", "mark"}]
        kinds = sorted(column.kind for column in figures)
        # "Cán bộ trực bộ phận một cửa": how many, or whether any; its cells tell which.
        assert len(figures) <= 1 or kinds == ["count", "mark"], (words, figures)


@pytest.mark.parametrize(
    ("heading", "quantity"),
    [
        ("Số cơ quan nhà nước", "agencies"),
        ("Huyện", "district_name"),
        ("Số thuê bao chỉ dùng 2G", "subscribers_with_2g_only"),
        ("Hồ sơ giải quyết đúng hạn", "files_on_time"),
        ("Tỷ lệ hồ sơ giải quyết đúng hạn (%)", "files_on_time_pct"),
        ("Dân số có tài khoản thanh toán điện tử", "people_with_epayment"),
        ("Người từ 15 tuổi có tài khoản thanh toán điện tử", "adults_with_epayment"),
        ("Số thôn có điện lưới quốc gia có sóng 4G", "electrified_villages_with_4g"),
    ],
)
def test_like_headings_are_told_apart(heading: str, quantity: str) -> None:
    assert [column.id for column in load_headings().meaning([heading]).columns] == [quantity]


def test_ids_that_other_programs_read_are_there() -> None:
    core = {
        "pop_4g", "pop_5g", "villages_4g", "villages_5g", "villages_fibre", "communes_fibre",
        "households_fibre_passed", "households_fibre_subscribed",
    }  # fmt: skip
    assert core <= set(indicators())
    assert indicator("pop_4g").denominator == "population"
    with pytest.raises(ParameterError, match="pop_6g"):
        indicator("pop_6g")


# ---- targets -------------------------------------------------------------------------------------
def test_every_target_is_whole() -> None:
    for key, target in published_targets().items():
        assert target.indicator in MEASURED, key
        assert f"indicators.basis_{target.basis}" in catalogue("vi"), key
        assert target.certainty in {"A", "B", "C"}
        assert target.document
        assert 2019 <= target.year <= 2045
        assert (target.level == "province") is bool(target.province)
        assert bool(target.note_vi) is bool(target.note_en)
        assert target.value is None or (target.value_pct is None and target.unit("vi"))
        assert target.value_pct is None or 0 < target.value_pct <= 100
        numberless = target.value is None and target.value_pct is None
        assert not numberless or target.note("en"), f"{key}: why is there no number?"


@pytest.mark.parametrize(
    ("key", "number", "year", "basis"),
    [
        ("qd749-households-fibre-2025", 80, 2025, "households"),
        ("qd749-services-full-2030", 100, 2030, "services"),
        ("qd749-population-epayment-2025", 50, 2025, "population"),
        ("qd411-adults-epayment-2025", 80, 2025, "adults"),
        ("qd411-working-age-skills-2025", 70, 2025, "working_age"),
        ("qd36-villages-fixed-2025", 100, 2025, "villages"),
        ("qd36-users-200mbps-2025", 90, 2025, "users"),
        ("qd36-pop-5g-2030", 99, 2030, "population"),
        ("qd1132-places-5g-2025", 100, 2025, "places"),
        ("qd1132-adults-signature-2030", 70, 2030, "adults"),
        ("nq57-gdp-digital-2045", 50, 2045, "gdp"),
        ("qd912-users-1gbps-2025", 25, 2025, "users"),
        ("qd2269-electrified-villages-fixed-2025", 95, 2025, "electrified_villages"),
        ("qcvn81-samples-4g-2019", 95, 2019, "samples"),
        ("sonla-users-1gbps-2030", 100, 2030, "users"),
    ],
)
def test_targets_are_what_the_documents_say(key: str, number: float, year: int, basis: str) -> None:
    target = published_targets()[key]
    assert (target.value_pct, target.year, target.basis) == (number, year, basis)


def test_targets_that_are_no_percentage_keep_their_unit() -> None:
    speed = published_targets()["qd36-speed-4g-2025"]
    assert (speed.value, speed.unit("en"), speed.value_pct) == (40, "Mb/s", None)
    stations = published_targets()["qd912-stations-5g-2025"]
    assert stations.value == 50
    assert ratios()[stations.indicator].per == 100


def test_two_documents_that_disagree_are_both_kept_and_say_so() -> None:
    # Adults with a smartphone in 2025: 80% in one decision, 100% in another.
    pair = [published_targets()[f"{act}-adults-smartphone-2025"] for act in ("qd411", "qd36")]
    assert [target.value_pct for target in pair] == [80, 100]
    assert "36" in pair[0].note("en")
    assert "411" in pair[1].note("vi")


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("qd36-pop-5g-2030", ""),
        ("sonla-5g-area-2030", gaps.OTHER_BASIS),
        ("nq57-5g-nationwide-2030", gaps.NO_NUMBER),
    ],
)
def test_a_gap_exists_only_on_the_same_basis(key: str, reason: str) -> None:
    table = make_observations(
        [
            {
                "unit_code": "00001",
                "vintage": "2025-07",
                "indicator": "pop_5g",
                "operator": "any",
                "as_of": pd.Timestamp("2025-09-30"),
                "numerator": 10,
                "denominator": 100,
                "evidence": "declared",
            }
        ]
    )
    rates = compute_rates(take_snapshot(table), pd.Series(["00001"], index=["00001"]))
    row = gaps.compute_gaps(rates, {"pop_5g": published_targets()[key]}).iloc[0]
    assert row["reason"] == reason
    assert row["gap_points"] == pytest.approx(89) if not reason else pd.isna(row["gap_points"])


def test_references_say_what_in_both_languages() -> None:
    assert {"coverage-hole", "service-levels", "2g-switch-off", "regions-2026"} <= set(references())
    for entry in references().values():
        assert entry.subject_vi != entry.subject_en
        assert entry.fact_vi != entry.fact_en
        assert entry.certainty in {"A", "B", "C"}
        assert entry.document


# ---- topics and the page -------------------------------------------------------------------------
def test_every_topic_is_measured_or_says_why_not() -> None:
    assert len(topics()) == 37
    for key, topic in topics().items():
        assert topic.indicators or topic.reason_vi, key
        assert bool(topic.reason_vi) is bool(topic.reason_en), key
        assert set(topic.indicators) <= set(MEASURED), key


def test_every_indicator_belongs_to_a_topic() -> None:
    assert {name for topic in topics().values() for name in topic.indicators} == set(MEASURED)


def test_the_page_is_current(page: ModuleType, province: pd.DataFrame) -> None:
    assert page.FILE.read_text(encoding="utf-8") == page.write_page(province), (
        "run: python docs/make_indicators.py"
    )


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("pop_4g", "97,25% (1.356.407 / 1.394.763)"),
        ("communes_fibre", "100,00% (75 / 75)"),
        ("teams", "2.448"),
        # 15,101 / 2,448 = 6.169; 15,101 / 1,394,763 × 1,000 = 10.827
        ("team_members_per_team", "6,17 (15.101 / 2.448)"),
        ("team_members_per_1000_people", "10,83 (15.101 / 1.394.763)"),
        # Stations of several operators are never one sum.
        ("stations_4g", "Viettel: 742<br>VNPT VinaPhone: 583<br>MobiFone: 344"),
        ("datasets", "–"),
        ("speed_4g", "–"),
    ],
)
def test_values_on_the_sample(
    page: ModuleType, province: pd.DataFrame, key: str, value: str
) -> None:
    rows = province[province["level"] == "province"]
    assert page.write_value(MEASURED[key], rows).replace("\N{NO-BREAK SPACE}", " ") == value


def test_a_ratio_never_rests_on_a_part_of_the_units(
    page: ModuleType, province: pd.DataFrame
) -> None:
    rows = province[province["level"] == "province"]
    partial = rows.assign(observed_pct=rows["observed_pct"].where(rows["indicator"] != "teams", 96))
    assert page.write_value(MEASURED["team_members_per_team"], partial) == "–"
    assert "96" in page.write_value(MEASURED["teams"], partial)


def test_the_page_has_a_value_wherever_the_sample_has_both_parts(
    page: ModuleType, province: pd.DataFrame
) -> None:
    rows = province[province["level"] == "province"]
    for name in rows["indicator"].unique():
        assert page.write_value(MEASURED[name], rows) != "–"
