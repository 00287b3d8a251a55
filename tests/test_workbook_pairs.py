"""Cells that hold the figures of two quantities: "21/84" below "Số tổ/số thành viên"."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from tests.test_workbook_around import read
from tests.test_workbook_cells_and_tabs import NUMBERS, numbers, of_cells, rules

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("read_here")


@pytest.mark.parametrize(
    "heading",
    [
        "Số tổ CNSCĐ/số thành viên",
        "Số tổ/Số thành viên Tổ CNSCĐ",
        "Tổ CNSCĐ (số tổ/số thành viên)",
        "Số tổ công nghệ số cộng đồng/thành viên",
        "Số tổ CNSCĐ/số thành viên (tổ/người)",
        "Tổ công nghệ số cộng đồng: số tổ / số thành viên",
        "Số tổ CNSCĐ và số thành viên",
        "Số tổ CNSCĐ, số thành viên",
        "Số lượng tổ CNSCĐ / Số lượng thành viên tổ CNSCĐ",
    ],
)
@pytest.mark.parametrize(
    "cell", ["{}/{}", "{} / {}", "{} tổ/{} người", "{} tổ / {} thành viên", "{}; {}", "{} - {}"]
)
def test_two_quantities_of_a_cell_are_told_apart(tmp_path: Path, heading: str, cell: str) -> None:
    reading = read(tmp_path, of_cells(heading, lambda n: cell.format(n, 4 * n + 1)))
    assert numbers(reading, "teams") == [*NUMBERS]
    assert numbers(reading, "team_members") == [4 * n + 1 for n in NUMBERS]
    assert numbers(reading, "villages_team") == []
    assert "cells_parted" in rules(reading)


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Số tổ CNSCĐ (số thành viên)", "{} ({})"),
        ("Số tổ CNSCĐ (thành viên)", "{} tổ ({} người)"),
        ("Tổ công nghệ số cộng đồng", "{} tổ, {} thành viên"),
        ("Tổ công nghệ số cộng đồng", "{} tổ ({} thành viên)"),
    ],
)
def test_figures_are_named_by_brackets_or_their_cells(
    tmp_path: Path, heading: str, cell: str
) -> None:
    reading = read(tmp_path, of_cells(heading, lambda n: cell.format(n, 4 * n + 1)))
    assert numbers(reading, "teams") == [*NUMBERS]
    assert numbers(reading, "team_members") == [4 * n + 1 for n in NUMBERS]


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Số thành viên tổ CNSCĐ/số tổ CNSCĐ", "{} tổ/{} người"),
        ("Tổ công nghệ số cộng đồng", "{} ({})"),
        ("Tổ công nghệ số cộng đồng", "{} thôn, {} người"),
    ],
)
def test_figures_whose_cells_say_otherwise_are_not_read(
    tmp_path: Path, heading: str, cell: str
) -> None:
    reading = read(tmp_path, of_cells(heading, lambda n: cell.format(n, 4 * n + 1)))
    known = reading.observations.dropna(subset=["numerator"])
    assert set(known["indicator"]) == {"households"}


@pytest.mark.parametrize(
    ("heading", "cell", "quantity"),
    [
        ("Số tổ CNSCĐ/số thành viên", "{} thành viên/{} tổ", "team_members"),
        ("Tổ công nghệ số cộng đồng", "{} tổ, {} người", "teams"),
    ],
)
def test_the_figure_of_a_cell_that_has_the_quantitys_own_word_is_its(
    tmp_path: Path, heading: str, cell: str, quantity: str
) -> None:
    reading = read(tmp_path, of_cells(heading, lambda n: cell.format(n, 4 * n + 1)))
    assert numbers(reading, quantity) == [*NUMBERS]


@pytest.mark.parametrize(
    ("heading", "first", "second"),
    [
        ("Số lớp tập huấn/số lượt người tham gia", "training_sessions", "training_attendances"),
        ("Số lớp tập huấn/số lượt người", "training_sessions", "training_attendances"),
        ("Số lớp/số lượt người tham gia tập huấn", "training_sessions", "training_attendances"),
        ("Lượt người tham gia/Số lớp tập huấn", "training_attendances", "training_sessions"),
        ("Số thôn, bản/Số hộ dân", "villages", "households"),
        ("Số thôn; nhân khẩu", "villages", "population"),
        ("Trạm 4G/số tổ CNSCĐ", "stations_4g", "teams"),
    ],
)
def test_any_two_quantities_are_told_apart(
    tmp_path: Path, heading: str, first: str, second: str
) -> None:
    rows = of_cells(heading, lambda n: f"{n}/1.{n:03}")
    rows[2][2], body = "Ghi chú", rows[3:]  # households are asked for by some of the headings
    for row in body:
        row[2] = ""
    reading = read(tmp_path, rows)
    assert numbers(reading, first) == [*NUMBERS]
    assert numbers(reading, second) == [1000 + n for n in NUMBERS]


@pytest.mark.parametrize("heading", ["Số thôn/bản có sóng 4G", "Số thôn có sóng 4G/Tổng số thôn"])
def test_a_part_and_its_whole_are_no_two_quantities(tmp_path: Path, heading: str) -> None:
    reading = read(tmp_path, of_cells(heading, lambda n: f"{n}/{n + 2}"))
    assert numbers(reading, "villages_4g") == [*NUMBERS]
    assert "cells_parted" not in rules(reading)


@pytest.mark.parametrize(
    "heading",
    [
        "Số lớp tập huấn/số người",  # not all people
        "Số lớp tập huấn/số buổi",
        "Số buổi/số lớp tập huấn",
        "Số thôn/số tổ CNSCĐ",  # by its words alone, villages that have one
        "Số thôn/số hộ có cáp quang",  # villages that have it, too?
        "Số người/số lớp tập huấn",
    ],
)
def test_figures_that_cannot_be_told_apart_are_not_read(tmp_path: Path, heading: str) -> None:
    reading = read(tmp_path, of_cells(heading, lambda n: f"{n}/{n + 4}"))
    assert set(reading.observations["indicator"]) == {"households"}
    loud = reading.findings[reading.findings["severity"] != "note"]
    assert heading in set(loud["value"])


@pytest.mark.parametrize("heading", ["Số tổ CNSCĐ", "Số thành viên tổ CNSCĐ", "Trạm 4G"])
def test_a_second_figure_of_which_nothing_is_said(tmp_path: Path, heading: str) -> None:
    reading = read(tmp_path, of_cells(heading, lambda n: f"{n}/{n + 4}"))
    known = reading.observations.dropna(subset=["numerator"])
    assert set(known["indicator"]) == {"households"}
    assert "number_unreadable" in rules(reading)


@pytest.mark.parametrize(
    ("odd", "both"),
    [("-", None), (0, 0), ("chưa thành lập", None), (dt.date(2025, 6, 2), None)],
)
def test_a_cell_without_both_figures_gives_none(
    tmp_path: Path, odd: object, both: float | None
) -> None:
    def cell(n: int) -> object:
        return odd if n == 2 else f"{n}/{5 * n}"

    reading = read(tmp_path, of_cells("Số tổ CNSCĐ/số thành viên", cell))
    for indicator, times in (("teams", 1), ("team_members", 5)):
        known = [times * n for n in NUMBERS if n != 2]
        assert numbers(reading, indicator) == [
            *known[:1],
            *([] if both is None else [both]),
            *known[1:],
        ]


def test_a_cell_of_one_figure_keeps_the_column_unread(tmp_path: Path) -> None:
    def cell(n: int) -> object:
        return 21 if n == 2 else f"{n}/{5 * n}"

    reading = read(tmp_path, of_cells("Số tổ CNSCĐ/số thành viên", cell))
    assert set(reading.observations["indicator"]) == {"households"}
    assert "pairs_unclear" in rules(reading)


def test_two_quantities_below_a_merged_heading(tmp_path: Path) -> None:
    rows = of_cells("Số tổ/Số thành viên", lambda n: f"{n}/{7 * n}")
    rows[2:2] = [["", "", "Dân cư", "Tổ công nghệ số cộng đồng"]]
    reading = read(tmp_path, rows)
    assert numbers(reading, "teams") == [*NUMBERS]
    assert numbers(reading, "team_members") == [7 * n for n in NUMBERS]


def test_people_counted_by_the_time_are_no_population(tmp_path: Path) -> None:
    rows = of_cells("Số lượt người", lambda n: 9 * n)
    assert numbers(read(tmp_path, rows), "population") == []
