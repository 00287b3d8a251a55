"""Personal data in texts: what is found, what is no such thing, what is left."""

from __future__ import annotations

import unicodedata

import pandas as pd
import pytest

from dxanalysis.pipeline import _without_persons
from dxanalysis.sources.personal_data import (
    contains_personal_data,
    is_personal,
    without_personal_data,
)

PERSONAL = (
    "0912345678",
    "0912 345 678",
    "0912.34.56.78",
    "091-234-5678",
    "(091) 234 5678",
    "+84912345678",
    "+84 912 345 678",
    "+84 (0)912345678",
    "0084 912345678",
    "84912345678",
    "0212 3852 123",
    "SĐT: 0387.654.321",
    "09\u200b12345678",
    "014085001234",
    "014 085 001 234",
    "CMND số 050123456",
    "cccd: 014085001234",
    "Căn cước công dân: 014 085 001 234",
    "lo.van.a+sl@example.gov.vn",
    "ông Lò Văn A",
    "bà Ánh",
    "Bà Cầm Thị Bun",
    "trưởng bản Lò Văn A",
    unicodedata.normalize("NFD", "ông Lò Văn A"),
)

PUBLIC = (
    "",
    "Bản 5",
    "Bà Rịa",
    "Phường Bà Rịa - Vũng Tàu",
    "Ông Ích Khiêm",
    "Thôn Ông Đình",
    "cổng ông",
    "1.234.567",
    "123456789",
    "350000000",
    "012,5",
    "21.0912345678",
    "0.912345678",
    "05.03.2025 10:30",
    "2025-03-05",
    "03646",
    "5G @ 2025",
    "97,25 %",
    "https://example.vn/a",
)


@pytest.mark.parametrize("text", PERSONAL)
def test_what_identifies_a_person_is_found_and_cut(text: str) -> None:
    assert is_personal(text)
    for written in (f"Bản 5 ({text})", f"Bản 5 [{text}", f"Bản 5 - {text}"):
        left = without_personal_data(written)
        assert left == "Bản 5", written
        assert contains_personal_data(["Bản 1", None, 7, written])


@pytest.mark.parametrize("text", PUBLIC)
def test_names_of_places_dates_and_figures_are_not(text: str) -> None:
    assert not is_personal(text)
    assert without_personal_data(text) == text


def test_a_bracket_without_a_person_stays() -> None:
    assert without_personal_data("Bản 5 (cũ) (ông Lò A)") == "Bản 5 (cũ)"
    assert without_personal_data("Bản 5 (Nà Lò), ĐT 0912345678") == "Bản 5 (Nà Lò)"
    assert without_personal_data("0912345678") == ""
    assert without_personal_data("Bản 3, Ông Lò A; gọi 0912345678") == "Bản 3, ; gọi"


def test_a_column_of_bare_numbers_is_judged_as_a_whole() -> None:
    cards = ["050123456", "050987651", 51234567.0, "050555123"]
    assert contains_personal_data(cards)
    assert contains_personal_data([912345678.0, 387654321, 356789123])  # the zero was lost
    assert not contains_personal_data([350_000_000, 120_500_000, 98_000_000])
    assert not contains_personal_data([123_456_789, 4, 5])
    assert not contains_personal_data([float("nan"), None, "", 12.5])


def test_long_texts_are_bounded_and_what_was_not_searched_is_not_shown() -> None:
    for text in ("0 " * 50_000, "(" * 50_000, "a." * 50_000, "ông " * 30_000, "a@" * 50_000):
        assert len(without_personal_data(text)) <= 2_000
    assert "0912345678" not in without_personal_data("x" * 5_000 + " 0912345678")


def test_the_villages_of_an_analysis_have_no_persons_in_their_names() -> None:
    names = ["Bản 5 (ông Lò Văn A, 0912 345 678)", "Bản Nà Lò", None]
    villages = pd.DataFrame({"village": pd.Series(names, dtype="str"), "people": [1.0, 2.0, 3.0]})
    cut = _without_persons(villages)
    assert cut["village"].tolist()[:2] == ["Bản 5", "Bản Nà Lò"]
    assert cut["village"].isna().tolist() == [False, False, True]
    assert cut.dtypes.equals(villages.dtypes)
    assert villages["village"][0] == names[0]
