"""Numbers as people write them: the column decides, never the cell."""

from __future__ import annotations

import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxanalysis.sources.spreadsheets.numbers import (
    Cell,
    Figures,
    read_counts,
    read_marks,
    read_rates,
)
from dxanalysis.sources.workbook.dates.of_figures import find_as_of


def column(*values: object, percent: bool = False) -> dict[int, Cell]:
    return {row: Cell(value, percent) for row, value in enumerate(values)}


def listed(figures: Figures) -> list[float | None]:
    return [
        None if math.isnan(figures.numbers[row]) else figures.numbers[row]
        for row in sorted(figures.numbers)
    ]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (("9.412", "1.394.763", "28"), [9412, 1394763, 28]),
        (("9,412", "1,394,763", "28"), [9412, 1394763, 28]),
        (("9 412", "1 394 763", "28"), [9412, 1394763, 28]),
        (("9\N{NO-BREAK SPACE}412", "9\N{NARROW NO-BREAK SPACE}412", " 28 "), [9412, 9412, 28]),
        (("'9.412", "28,0", "1.234,00"), [9412, 28, 1234]),
        (("9.000", "512"), [9000, 512]),
        ((9412, 28.0, "28"), [9412, 28, 28]),
        (("", None, "12"), [None, None, 12]),
        (("Không", "Không có", "12"), [0, 0, 12]),
        (("đang cập nhật", "chưa có số liệu", "N/A"), [None, None, None]),
    ],
)
def test_counts_in_every_style(written: tuple[object, ...], meant: list[float | None]) -> None:
    figures = read_counts(column(*written))
    assert listed(figures) == meant
    assert not figures.unreadable
    assert not figures.refused


def test_missing_is_not_zero() -> None:
    cells = column("", None, "-", "–", 0, "0", 5)
    assert listed(read_counts(cells)) == [None, None, None, None, 0, 0, 5]
    stations = read_counts(cells, dash_is_zero=True)
    assert listed(stations) == [None, None, 0, 0, 0, 0, 5]
    assert stations.dashes == [2, 3]


def test_one_style_for_a_whole_column() -> None:
    figures = read_counts(column("9.412", "8.100", "7,300"))
    assert listed(figures) == [9412, 8100, None]
    assert figures.unreadable == {2: "number_unreadable"}


def test_styles_that_fit_equally_are_refused() -> None:
    assert read_counts(column("9.412", "9,412")).refused == "number_ambiguous"
    percents = read_rates(column("1.234", "5.678"))
    assert percents.refused == "number_ambiguous"
    assert listed(percents) == [None, None]
    # Another cell that can only be read in one way settles it for the column.
    assert listed(read_rates(column("1.234", "97.3"))) == [1.234, 97.3]
    settled = read_rates(column("1.234", "97,3"))
    assert listed(settled) == [None, 97.3]
    assert settled.unreadable == {0: "percent_out_of_range"}


def test_a_count_that_is_not_whole_has_lost_something() -> None:
    figures = read_counts(column(24.57, 9412))
    assert listed(figures) == [None, 9412]
    assert figures.unreadable == {0: "count_not_whole"}


def test_thousands_of_people() -> None:
    assert listed(read_counts(column("9,4", 12.5), scale=1000)) == [9400, 12500]


@pytest.mark.parametrize("value", [True, dt.date(2025, 7, 5), "khoảng 20", "12 bản", "1e5", 1e300])
def test_what_is_no_count(value: object) -> None:
    figures = read_counts(column(value, 3))
    assert listed(figures) == [None, 3]
    assert figures.unreadable == {0: "number_unreadable"}


@pytest.mark.parametrize(
    ("written", "meant", "fractions"),
    [
        (("97,3", "0", "100"), [97.3, 0, 100], False),
        (("97.3", "0", "100"), [97.3, 0, 100], False),
        (("97,3%", "88 %", "0%"), [97.3, 88, 0], False),
        ((97.3, 88, 0), [97.3, 88, 0], False),
        ((0.973, 0.88, 0, 1), [97.3, 88, 0, 100], True),
        (("0,973", "0,88", "1"), [97.3, 88, 100], True),
        ((0, 0, None), [0, 0, None], False),
        (("0,4%", "0,2%", 0), [0.4, 0.2, 0], False),
    ],
)
def test_rates_in_every_style(
    written: tuple[object, ...],
    meant: list[float | None],
    fractions: bool,  # noqa: FBT001 - given by pytest
) -> None:
    figures = read_rates(column(*written))
    assert listed(figures) == pytest.approx(meant)
    assert figures.fractions is fractions
    assert not figures.unreadable


def test_cells_shown_as_percent_mean_what_is_shown() -> None:
    assert listed(read_rates(column(0.29, 0.004, 0, percent=True))) == [29.0, 0.4, 0.0]


def test_a_scale_that_the_column_leaves_open() -> None:
    low = column(0.4, 0.2, 0)
    assert read_rates(low).refused == "percent_scale_unclear"
    assert listed(read_rates(low)) == [None, None, None]
    assert listed(read_rates(low, sheet_is_percent=True)) == [0.4, 0.2, 0]
    assert listed(read_rates(low, sheet_is_percent=False)) == [40, 20, 0]


def test_rates_outside_the_scale_are_rejected() -> None:
    figures = read_rates(column(97.3, 104.2, -3))
    assert listed(figures) == [97.3, None, None]
    assert figures.unreadable == {1: "percent_out_of_range", 2: "percent_out_of_range"}


def test_marks() -> None:
    assert listed(read_marks(column("x", "X", "Có", 1, "Không", 0, "", "-"))) == [
        1, 1, 1, 1, 0, 0, None, 0,
    ]  # fmt: skip
    # With nothing but crosses, an empty cell is the other answer.
    assert listed(read_marks(column("x", "", "x"))) == [1, 0, 1]
    assert listed(read_marks(column("", ""))) == [None, None]
    assert read_marks(column("một phần")).unreadable == {0: "mark_unreadable"}
    assert listed(read_marks(column("Đã có / Yes", "Chưa / No", "Có / No"))) == [1, 0, None]


@pytest.mark.parametrize(
    ("word", "mark"),
    [
        ("Đã thành lập", 1), ("Đang hoạt động tốt", 1), ("đã triển khai", 1), ("Hoàn thành", 1),
        ("Đã được đưa vào sử dụng", 1), ("Chưa thành lập", 0), ("Chưa triển khai", 0),
        ("Hoạt động kém", None), ("Đang thành lập lại", None), ("Đã có chủ trương", None),
    ],
)  # fmt: skip
def test_answers_that_say_what_was_done(word: str, mark: int | None) -> None:
    assert listed(read_marks(column("Có", word, "Không"))) == [1, mark, 0]


@pytest.mark.parametrize("word", ["Đang triển khai", "dự kiến quý IV/2026", "Sẽ có", "In progress"])
def test_what_is_under_way_is_neither_there_nor_an_error(word: str) -> None:
    figures = read_marks(column("Có", word, "Không"))
    assert listed(figures) == [1, None, 0]
    assert figures.unreadable == {1: "mark_under_way"}


@given(
    st.lists(st.integers(0, 10**9), min_size=1),
    st.sampled_from([".", ",", " ", "\N{NO-BREAK SPACE}"]),
)
def test_thousands_marks_never_change_a_count(counts: list[int], mark: str) -> None:
    written = [f"{count:,}".replace(",", mark) for count in counts]
    assert listed(read_counts(column(*written))) == counts


@given(st.lists(st.text(max_size=12) | st.floats() | st.integers() | st.none()))
def test_anything_in_a_column_is_read_or_refused(values: list[object]) -> None:
    for read in (read_counts, read_rates, read_marks):
        figures = read(column(*values))
        assert all(
            0 <= number <= 100
            for number in listed(read_rates(column(*values)))
            if number is not None
        )
        assert set(figures.unreadable) <= set(range(len(values)))


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Tính đến ngày 30/9/2025", dt.date(2025, 9, 30)),
        ("(Số liệu tính đến hết ngày 30 tháng 9 năm 2025)", dt.date(2025, 9, 30)),
        ("tính đến 30.09.2025", dt.date(2025, 9, 30)),
        ("Tính đến tháng 2/2024", dt.date(2024, 2, 29)),
        ("BÁO CÁO 9 THÁNG NĂM 2025", dt.date(2025, 9, 30)),
        ("6 tháng đầu năm 2025", dt.date(2025, 6, 30)),
        ("Quý III/2024", dt.date(2024, 9, 30)),
        ("Quý 4 năm 2024", dt.date(2024, 12, 31)),
        ("tính đến nay", None),
        ("(Kèm theo Công văn số 12/SKHCN ngày 5/10/2025)", None),
        ("Sơn La, ngày 05 tháng 10 năm 2025", None),
        ("Tính đến ngày 31/2/2025", None),
    ],
)
def test_dates(line: str, date: dt.date | None) -> None:
    assert find_as_of(["BIỂU TỔNG HỢP", line]) == date
