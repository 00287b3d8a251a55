"""Documents that set targets, as they are cited in English."""

from __future__ import annotations

import pytest

from dxanalysis.citations import cite


@pytest.mark.parametrize("day", ["31/02/2024", "00/01/2024", "11/13/2024"])
def test_a_day_that_no_calendar_has_stays_as_a_planner_wrote_it(day: str) -> None:
    document = f"Quyết định số 36/QĐ-TTg ngày {day} của Thủ tướng Chính phủ"
    assert cite(document, "en") == document


def test_two_documents_of_one_kind_are_cited_together() -> None:
    document = "Quyết định số 1/QĐ-TTg ngày 02/3/2024 và số 4/QĐ-TTg ngày 05/6/2025 của Chính phủ"
    assert cite(document, "en").startswith("Decision 1/QĐ-TTg of 2 Mar 2024 and 4/QĐ-TTg of 5 Jun")
