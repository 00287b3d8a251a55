"""The one table: what repeats, what fills in, and what contradicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dxanalysis.observations import (
    COLUMNS,
    deduplicate,
    make_observations,
    place_of,
    with_corrections,
    without_repeats,
)

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


def test_a_correction_that_says_the_same_less_exactly_changes_nothing() -> None:
    sent = rows(("04171", 851.0, 1000.0), ("04172", 700.0, 1000.0))
    right = rows(("04171", None, None), ("04172", None, None)).assign(rate=[0.85, 0.6])
    nothing = sent.head(0)
    (old, new), told = with_corrections([sent, right], [nothing, nothing], declared=[(1, 0)])
    assert old["unit_code"].tolist() == ["04171"]
    assert told["unit_code"].tolist() == ["04172"]
    assert new["denominator"].isna().all()  # a share has no base of its own


def test_a_correction_of_a_correction_corrects_what_that_does() -> None:
    sent = rows(("04171", 1.0, 10.0), ("04172", 1.0, 10.0), ("04174", 1.0, 10.0))
    first = rows(("04171", 2.0, None), ("04172", 2.0, None))
    second = rows(("04172", 3.0, None), ("04174", 3.0, None))
    nothing = [sent.head(0)] * 3
    for files, said in (
        ([sent, first, second], [(1, 0), (2, 1)]),
        ([second, first, sent], [(0, 1), (1, 2)]),
    ):
        kept, _ = with_corrections(files, nothing, declared=said)
        whole = {
            row["unit_code"]: (row["numerator"], row["denominator"])
            for table in kept
            for row in table.to_dict("records")
        }
        assert whole == {"04171": (2, 10), "04172": (3, 10), "04174": (3, 10)}
        assert sum(map(len, kept)) == len(whole)


def test_zero_is_a_figure() -> None:
    kept = without_repeats(rows(("00001", 0, 10), ("00001", None, 10)))
    assert list(kept["numerator"]) == [0]


def percents(*shares: float) -> list[dict[str, object]]:
    """Give one column of percentages, of the communes 00001, 00002, …."""
    return [
        {"unit_code": f"{n:05d}", "vintage": "2025-07", "indicator": "pop_4g", "operator": "any",
         "rate": share / 100, "source": f"b.xlsx|1|C{n}"}
        for n, share in enumerate(shares, start=1)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("shares", "kept"),
    [
        ((72.73,), 1),  # 8,000 of 11,000 are 72.727…%
        ((72.72,), 1),
        ((72.7,), 1),
        ((73,), 1),
        ((72.7272727,), 1),
        ((72.75,), 2),
        ((74,), 2),
        ((73, 73.1), 2),  # a column with one decimal has not rounded to whole percents
        ((0,), 2),
    ],
)
def test_a_percentage_that_rounds_the_counts_of_another_file_is_none_of_its_own(
    shares: tuple[float, ...], kept: int
) -> None:
    counted = rows(("00001", 8000, 11000)).to_dict("records")
    table = make_observations([*percents(*shares), *counted])
    own = without_repeats(table)
    own = own[own["unit_code"] == "00001"]
    assert len(own) == kept
    assert "file 0" in set(own["source"])


def test_a_count_that_another_file_gives_with_its_base_is_said_once() -> None:
    kept = without_repeats(rows(("00001", 9, None), ("00001", 9, 10), ("00002", 9, None)))
    assert list(kept["source"]) == ["file 1", "file 2"]
    assert len(without_repeats(rows(("00001", 8, None), ("00001", 9, 10)))) == 2


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("a.xlsx|Trang 1|E6", ("a.xlsx", "Trang 1", "E6")),
        ("a.xlsx|S|E6; a.xlsx|S|E7; a.xlsx|S|AB10", ("a.xlsx", "S", "E6, E7, AB10")),
        ("a.xlsx|S|E6; a.xlsx|T|E7", ("a.xlsx", "S", "E6 …")),
        ("; ".join(f"a|S|E{row}" for row in range(1, 9)), ("a", "S", "E1, E2, E3, E4, E5 …")),
        ("a; b.xlsx|4G|5G|E6", ("a; b.xlsx", "4G|5G", "E6")),
        ("do.csv||", ("do.csv", "", "")),
        ("dxanalysis", ("dxanalysis", "", "")),
        ("", ("", "", "")),
    ],
)
def test_the_place_of_a_figure_can_be_told(source: str, place: tuple[str, str, str]) -> None:
    assert place_of(source) == place
