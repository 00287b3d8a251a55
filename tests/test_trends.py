"""Changes between dates: what is real, and where the line breaks."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from dxanalysis.errors import ParameterError
from dxanalysis.indicators import Target
from dxanalysis.observations import make_observations
from dxanalysis.studies import trends

EARLY, LATE = pd.Timestamp("2024-09-30"), pd.Timestamp("2025-09-30")


def observe(
    unit: str,
    date: pd.Timestamp,
    numerator: float | None,
    denominator: float | None,
    **more: object,
) -> dict[str, object]:
    return {
        "unit_code": unit,
        "vintage": "2025-07",
        "indicator": "pop_4g",
        "operator": "any",
        "as_of": date,
        "numerator": numerator,
        "denominator": denominator,
        "evidence": "declared",
        **more,
    }


def change(records: list[dict[str, object]], *units: str) -> pd.Series:
    table = make_observations(records)
    if any("definition" in record for record in records):
        table["definition"] = [record.get("definition") for record in records]
    groups = pd.Series("14", index=list(units))
    return trends.compute_changes(table, groups, before=EARLY, after=LATE).iloc[0]


# Villages of Sơn La with 4G, as published: 98.5 % (end of a June), 98.3 % (3G and 4G, 36 villages
# without, so about 36 / 0.017 = 2,118 villages), 96.9 % (2025, after the merger of communes).
PUBLISHED = pd.DataFrame(
    {
        "as_of": pd.to_datetime(["2023-06-30", None, "2025-09-30"]),
        "indicator": "villages_4g",
        "rate_pct": [98.5, 98.3, 96.9],
        "denominator": [None, 2118.0, None],
        "vintage": ["2024-12", "2024-12", "2025-07"],
        "definition": ["4G", "3G and 4G", "4G"],
    }
)


def test_son_la_villages_are_three_figures_and_no_line() -> None:
    marked = trends.mark_breaks(PUBLISHED)
    assert list(marked["breaks"]) == ["", "definition", "definition,geography"]
    assert marked["segment"].is_unique
    assert not marked["base_known"].any()


def test_people_beside_villages_are_another_basis() -> None:
    points = PUBLISHED.iloc[[0, 2]].assign(
        indicator=["villages_4g", "pop_4g"], vintage="2025-07", definition="4G"
    )
    assert list(trends.mark_breaks(points)["breaks"]) == ["", "basis"]


def test_a_village_count_that_moved_breaks_the_line_and_growth_of_people_does_not() -> None:
    # 2,509 villages became 2,243: -10.6 %, which no village count grows by. 1,380,000 people became
    # 1,404,587 in a year: 1.8 %, which people may.
    villages = pd.DataFrame(
        {
            "as_of": [EARLY, LATE],
            "indicator": "villages_4g",
            "rate_pct": [98.0, 97.0],
            "denominator": [2509.0, 2243.0],
            "vintage": "2025-07",
            "definition": None,
        }
    )
    people = villages.assign(indicator="pop_4g", denominator=[1_380_000.0, 1_404_587.0])
    assert list(trends.mark_breaks(villages)["breaks"]) == ["", "base_count"]
    assert list(trends.mark_breaks(people)["breaks"]) == ["", ""]
    assert list(trends.mark_breaks(people)["segment"]) == [0, 0]
    assert list(trends.mark_breaks(people)["base_known"]) == [False, True]


def test_a_change_is_of_the_units_seen_at_both_dates() -> None:
    # 00001: 50 → 60 of 100. 00002 reports only now, 300 of 300. Of the same unit it is +10 points;
    # with the new one it would look like 50 → 90.
    row = change(
        [
            observe("00001", EARLY, 50, 100),
            observe("00001", LATE, 60, 100),
            observe("00002", EARLY, None, 300),
            observe("00002", LATE, 300, 300),
        ],
        "00001",
        "00002",
    )
    assert (row["before_pct"], row["after_pct"]) == (50.0, 60.0)
    assert row["change_points"] == pytest.approx(10.0)
    assert row["change_count"] == 10
    assert (row["units_matched"], row["units"]) == (1, 2)
    assert row["breaks"] == ""


def test_a_change_is_as_good_as_the_worse_of_its_two_dates() -> None:
    row = change(
        [
            observe("00001", EARLY, 50, 100, evidence="illustrative"),
            observe("00001", LATE, 60, 100, evidence="measured"),
        ],
        "00001",
    )
    assert row["evidence"] == "illustrative"


def test_another_definition_is_no_change() -> None:
    row = change(
        [
            observe("00001", EARLY, 98, 100, definition="3G and 4G"),
            observe("00001", LATE, 96, 100, definition="4G"),
        ],
        "00001",
    )
    assert row["breaks"] == "definition"
    assert math.isnan(row["change_points"])
    assert (row["before_pct"], row["after_pct"]) == (98.0, 96.0)


def test_old_communes_are_carried_to_today() -> None:
    # Bó Sinh (04171) of today is three old communes, merged whole: 04171, 04174 and 04177 or
    # whichever the crosswalk names, each 40 of 100, so 120 of 300 became 240 of 300: +40 points.
    from dxanalysis.units import crosswalk

    links = crosswalk.load_links(vintage="2025-02", province="14")
    parts = links.loc[links["to_code"] == "04171", "from_code"]
    assert len(parts) == 3
    records = [observe(code, EARLY, 40, 100, vintage="2025-02") for code in parts]
    row = change([*records, observe("04171", LATE, 240, 300)], "04171")
    assert (row["before_pct"], row["after_pct"], row["breaks"]) == (40.0, 80.0, "")
    # One part without a figure: nothing is said of the unit.
    table = make_observations([*records[:2], observe("04171", LATE, 240, 300)])
    groups = pd.Series("14", index=["04171"])
    assert trends.compute_changes(table, groups, before=EARLY, after=LATE).empty


def test_estimated_ground_is_a_break_except_in_a_whole_province(
    son_la_population: pd.DataFrame,
) -> None:
    from dxanalysis import units

    listed = units.load_units(province="14")
    dates = {"before": pd.Timestamp("2019-04-01"), "after": LATE}
    own = trends.compute_changes(
        son_la_population, pd.Series(listed.index, index=listed.index), **dates
    )
    assert (own["breaks"] == "geography").any()
    assert own.loc[own["breaks"] == "geography", "change_count"].isna().all()
    whole = trends.compute_changes(son_la_population, pd.Series("14", index=listed.index), **dates)
    assert whole["breaks"].item() == ""
    assert whole["change_count"].item() == pytest.approx(75_000 - 1_248_415)


@pytest.fixture
def son_la_population() -> pd.DataFrame:
    from dxanalysis import units
    from dxanalysis.units import registry

    census = registry.population_2019()
    listed = units.load_units(province="14").index
    return make_observations(
        [
            *(
                observe(
                    code,
                    pd.Timestamp("2019-04-01"),
                    n,
                    None,
                    vintage="2024-12",
                    indicator="population",
                )
                for code, n in census.items()
            ),
            *(observe(code, LATE, 1000, None, indicator="population") for code in listed),
        ]
    )


def test_years_to_the_target() -> None:
    # 50 → 60 % in a year: 95 % takes 3.5 more, until March 2029: too late for 2027.
    records = [observe("00001", EARLY, 50, 100), observe("00001", LATE, 60, 100)]
    table = make_observations(records)
    groups = pd.Series("14", index=["00001"])
    changes = trends.compute_changes(table, groups, before=EARLY, after=LATE)
    for year, in_time in ((2027, False), (2030, True)):
        target = {"pop_4g": Target("pop_4g", "population", year, "a document", "A", 95.0)}
        row = trends.years_needed(changes, target).iloc[0]
        assert row["years_needed"] == pytest.approx(3.5, abs=0.01)
        assert row["in_time"] == in_time
        assert row["reason"] == ""


@pytest.mark.parametrize(
    ("before", "after", "target", "definition", "reason"),
    [
        (50, 50, Target("pop_4g", "population", 2030, "", "A", 95.0), "4G", trends.NOT_RISING),
        (50, 40, Target("pop_4g", "population", 2030, "", "A", 95.0), "4G", trends.NOT_RISING),
        (50, 96, Target("pop_4g", "population", 2030, "", "A", 95.0), "4G", trends.REACHED),
        (50, 60, Target("pop_4g", "population", 2030, "", "A", 95.0), "3G", trends.BROKEN),
        (50, 60, Target("pop_4g", "villages", 2030, "", "A", 95.0), "4G", trends.NO_TARGET),
        (50, 60, Target("pop_4g", "population", 2030, "", "A"), "4G", trends.NO_TARGET),
    ],
)
def test_no_years_and_why(
    before: int, after: int, target: Target, definition: str, reason: str
) -> None:
    table = make_observations(
        [observe("00001", EARLY, before, 100), observe("00001", LATE, after, 100)]
    ).assign(definition=[definition, "4G"])
    groups = pd.Series("14", index=["00001"])
    changes = trends.compute_changes(table, groups, before=EARLY, after=LATE)
    row = trends.years_needed(changes, {"pop_4g": target}).iloc[0]
    assert row["reason"] == reason
    assert row["years_needed"] == 0 if reason == trends.REACHED else math.isnan(row["years_needed"])


def test_dates_that_are_not_there_or_not_in_order() -> None:
    table = make_observations([observe("00001", EARLY, 50, 100)])
    groups = pd.Series("14", index=["00001"])
    with pytest.raises(ParameterError, match="2025-09-30"):
        trends.compute_changes(table, groups, before=EARLY, after=LATE)
    with pytest.raises(ParameterError, match="order"):
        trends.compute_changes(table, groups, before=LATE, after=EARLY)


def test_breaks_are_explained_in_both_languages() -> None:
    for name in trends.BREAKS:
        assert trends.explain_breaks(name, "vi") != trends.explain_breaks(name, "en")
    both = trends.explain_breaks("definition,geography", "vi")
    assert both.startswith("Định nghĩa đã đổi")
    assert "Địa giới đã đổi" in both
    assert trends.explain_breaks("", "en") == ""
