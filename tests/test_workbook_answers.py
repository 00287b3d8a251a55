"""Answers to a form on the web: questions as headings, when each was sent, one commune twice."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from tests.test_workbook import figure, rules
from tests.test_workbook_around import DATE, LISTED, NAMES, Rows, read

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("read_here")

QUESTIONS = [
    "1. Tên xã/phường",
    "2. Xã/phường có bao nhiêu thôn, khu dân cư?",
    "3. Trong đó bao nhiêu thôn đã có sóng 4G?",
]
DAY = dt.datetime(2025, 12, 3, 8, 10)  # noqa: DTZ001 - a cell has no zone


def answers(heading: str | None, first: object, again: object, at: int = 4) -> Rows:
    times = [DAY + dt.timedelta(hours=n) for n in range(len(NAMES))]
    form = ("%Y-%m-%d %H:%M" if str(first)[:4] == "2025" else "%d/%m/%Y %H:%M:%S") * (
        isinstance(first, str)
    )
    body: Rows = [
        [time.strftime(form) if form else time, name, 20 + n, 10 + n]
        for n, (time, name) in enumerate(zip(times, NAMES, strict=True))
    ]
    body[2][0] = first
    body.insert(at, [again, NAMES[2], 30, 15])
    rows: Rows = [[heading, *QUESTIONS], *body]
    return [DATE, [], *(rows if heading else [row[1:] for row in rows])]


@pytest.mark.parametrize(
    ("heading", "sent", "villages"),
    [
        ("Dấu thời gian", (DAY, DAY + dt.timedelta(days=1)), 30),
        ("Dấu thời gian", (DAY, DAY - dt.timedelta(days=1)), 22),
        ("Timestamp", ("12/03/2025 9:00:00", "12/03/2025 10:00:00"), 30),
        ("Completion time", ("03/12/2025 9:00:00 CH", "03/12/2025 8:00:00 SA"), 22),
        ("Thời gian hoàn thành", ("2025-12-03 09:00", "2025-12-02 10:00"), 22),
    ],
)
@pytest.mark.parametrize("at", [2, 5])
def test_the_answer_sent_last_counts(
    tmp_path: Path, heading: str, sent: tuple[object, object], villages: int, at: int
) -> None:
    reading = read(tmp_path, answers(heading, *sent, at))
    assert figure(reading, LISTED.index[2], "villages")["numerator"] == villages
    assert [rule for rule, _ in rules(reading) if "ag" in rule] == ["answered_again"]


@pytest.mark.parametrize(
    ("heading", "first", "again"),
    [
        (None, DAY, DAY),
        ("Dấu thời gian", DAY, DAY),
        ("Dấu thời gian", DAY, "hôm qua"),
        ("Ngày khai trương", DAY, DAY + dt.timedelta(days=1)),
        ("Timestamp", "03/05/2025 9:00:00", "04/04/2025 9:00:00"),
    ],
)
def test_which_answer_counts_is_asked_without_a_time(
    tmp_path: Path, heading: str | None, first: object, again: object
) -> None:
    reading = read(tmp_path, answers(heading, first, again))
    own = reading.observations[reading.observations["unit_code"].eq(LISTED.index[2])]
    assert own["numerator"].isna().all()
    assert [rule for rule, _ in rules(reading, "error")] == ["unit_twice"]
