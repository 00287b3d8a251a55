"""The one table: what repeats, what fills in, and what contradicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxanalysis.observations import COLUMNS, deduplicate, make_observations, without_repeats

if TYPE_CHECKING:
    import pandas as pd


def rows(*figures: tuple[str, float | None, float | None]) -> pd.DataFrame:
    return make_observations(
        [
            {
                "unit_code": code,
                "vintage": "2025-07",
                "indicator": "pop_4g",
                "operator": "any",
                "as_of": None,
                "numerator": numerator,
                "denominator": denominator,
                "evidence": "declared",
                "source": f"file {place}",
            }
            for place, (code, numerator, denominator) in enumerate(figures)
        ]
    )


def test_the_columns_and_types_are_those_of_the_contract() -> None:
    table = make_observations([{"unit_code": "03646", "numerator": 1}])
    assert list(table.columns) == list(COLUMNS)
    assert {name: str(kind) for name, kind in table.dtypes.items()} == COLUMNS
    assert table["unit_code"].item() == "03646"


def test_the_same_figure_twice_is_said_once() -> None:
    kept = without_repeats(rows(("00001", 9, 10), ("00001", 9, 10), ("00002", 9, 10)))
    assert list(kept["source"]) == ["file 0", "file 2"]


def test_a_blank_gives_way_to_a_figure_wherever_it_stands() -> None:
    kept = without_repeats(rows(("00001", None, 10), ("00001", 9, 10), ("00002", None, None)))
    assert list(kept["source"]) == ["file 1", "file 2"]


def test_a_contradiction_stays_for_the_checks_and_the_first_source_counts() -> None:
    kept = without_repeats(rows(("00001", 9, 10), ("00001", 8, 10)))
    assert len(kept) == 2
    assert list(deduplicate(kept)["numerator"]) == [9]


def test_zero_is_a_figure() -> None:
    kept = without_repeats(rows(("00001", 0, 10), ("00001", None, 10)))
    assert list(kept["numerator"]) == [0]
