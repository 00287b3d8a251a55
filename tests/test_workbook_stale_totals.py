"""Totals that the parts beside them contradict in some rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.test_workbook_around import DATE, LISTED, NAMES, Rows, read

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("read_here")


def rows(heads: Rows, *, first: bool = False, stale: tuple[int, ...] = (3, 6)) -> Rows:
    body: Rows = []
    for n, name in enumerate(NAMES, start=1):
        total = 3 * n + 4 - 2 * (n in stale)
        parts: list[object] = [n + 3, 2 * n + 1]
        body.append([n, name, *([total, *parts] if first else [*parts, total])])
    return [DATE, [], *heads, *body]


LEVELS: Rows = [
    ["STT", "Xã, phường", "Trạm 4G", None, None],
    [None, None, "Macro", "Smallcell", "Tổng"],
]
FIRST: Rows = [
    ["STT", "Xã, phường", "Tổng số trạm 4G", "Trạm macro", "Trạm smallcell"],
]
LAST: Rows = [
    ["STT", "Xã, phường", "Trạm macro", "Trạm smallcell", "Tổng trạm 4G"],
]


@pytest.mark.parametrize(("heads", "first"), [(LEVELS, False), (FIRST, True), (LAST, False)])
def test_a_total_that_its_parts_contradict_is_not_taken(
    tmp_path: Path, heads: Rows, *, first: bool
) -> None:
    reading = read(tmp_path, rows(heads, first=first))
    found = reading.observations[reading.observations["indicator"].eq("stations_4g")]
    held = found.set_index("unit_code")["numerator"]
    assert list(held.index[held.isna()]) == [LISTED.index[2], LISTED.index[5]]
    assert held[LISTED.index[0]] == 7
    said = reading.findings[reading.findings["rule"].eq("row_total_differs")]
    assert list(said["unit_code"]) == [LISTED.index[2], LISTED.index[5]]
    assert list(said["expected"]) == ["13", "22"]
    assert set(said["severity"]) == {"error"}


def test_totals_of_what_their_parts_make_are_taken(tmp_path: Path) -> None:
    reading = read(tmp_path, rows(LEVELS, stale=()))
    assert not reading.observations["numerator"].isna().any()
    assert "row_total_differs" not in set(reading.findings["rule"])


def test_what_is_no_sum_of_the_columns_beside_it_is_taken(tmp_path: Path) -> None:
    heads: Rows = [["STT", "Xã, phường", "Trạm 3G", "Trạm 5G", "Tổng trạm 4G"]]
    reading = read(tmp_path, rows(heads, stale=(1, 2, 3, 4, 5)))
    assert "row_total_differs" not in set(reading.findings["rule"])
    found = reading.observations[reading.observations["indicator"].eq("stations_4g")]
    assert not found["numerator"].isna().any()
