"""Both languages say the same things, in their own form."""

from __future__ import annotations

import datetime as dt
import errno
import os
import re
import string
from pathlib import Path

import pytest

from dxanalysis import lang
from dxanalysis.errors import OutputError

PACKAGE = Path(lang.__file__).parent.parent


def placeholders(message: str | dict[str, str]) -> set[str]:
    forms = [message] if isinstance(message, str) else list(message.values())
    found = [
        {name for _, name, _, _ in string.Formatter().parse(form) if name is not None}
        for form in forms
    ]
    return set().union(*found)


def test_both_catalogues_have_the_same_messages() -> None:
    assert set(lang.catalogue("vi")) == set(lang.catalogue("en"))


def test_both_languages_fill_in_the_same_values() -> None:
    for key, vi in lang.catalogue("vi").items():
        en = lang.catalogue("en")[key]
        # A language with a word for "one" need not show the number.
        assert placeholders(vi) - {"n"} == placeholders(en) - {"n"}, key
        assert isinstance(vi, str), f"Vietnamese has one form: {key}"
        if isinstance(en, dict):
            assert set(en) == {"one", "other"}, key


def test_every_message_named_in_the_code_exists() -> None:
    rooms = {key.split(".")[0] for key in lang.catalogue("vi")}
    named = set()
    for path in set(PACKAGE.rglob("*.py")) - {PACKAGE / "__init__.py"}:
        for room, name in re.findall(
            r'(?<![\w.])"([a-z]+)\.([a-z0-9_]+)"', path.read_text("utf-8")
        ):
            if room in rooms and not name.endswith(
                ("csv", "xlsx", "gpkg", "html", "toml", "json", "js", "css", "_")
            ):
                named.add(f"{room}.{name}")
    known = set(lang.catalogue("vi"))
    assert named
    assert named - known == set()


@pytest.mark.parametrize(
    ("value", "decimals", "vi", "en"),
    [
        (1404587, None, "1.404.587", "1,404,587"),
        (97.25, 2, "97,25", "97.25"),
        (0.5, 0, "1", "1"),
        (2.675, 2, "2,68", "2.68"),  # by hand, halves go up
        (-3.1, 1, "−3,1", "−3.1"),
        (0, None, "0", "0"),
        (None, None, "–", "–"),
        (float("nan"), 2, "–", "–"),
        (1e300, 2, "1" + ".000" * 100 + ",00", "1" + ",000" * 100 + ".00"),
    ],
)
def test_numbers(value: float | None, decimals: int | None, vi: str, en: str) -> None:
    assert lang.number(value, "vi", decimals=decimals) == vi
    assert lang.number(value, "en", decimals=decimals) == en


def test_percent_and_dates() -> None:
    assert lang.percent(97.25, "vi") == "97,25%"
    assert lang.percent(None, "vi") == "–"
    assert lang.date(dt.date(2025, 9, 30), "vi") == "30/9/2025"
    assert lang.date(dt.date(2025, 9, 30), "en") == "30 Sep 2025"
    assert lang.date(None, "en") == "–"


def test_plural_forms_are_chosen_by_n() -> None:
    one = lang.text("pages.finding_fibre", "en", n=1, share="2 %")
    many = lang.text("pages.finding_fibre", "en", n=1200, share="2 %")
    assert "one village" in one
    assert "1,200 villages" in many


@pytest.mark.parametrize("nothing", [None, "", "–", float("nan")])
def test_a_clause_without_its_value_is_left_out(nothing: object) -> None:
    given = {"value": "Xã X", "where": "a.xlsx"}
    with_it = lang.text("checks.unit_unknown", "vi", expected="Xã Y", **given)
    assert "tỉnh; gần giống nhất: Xã Y (a.xlsx)" in with_it
    assert "tỉnh (a.xlsx)" in lang.text("checks.unit_unknown", "vi", expected=nothing, **given)


def test_no_sentence_names_a_nearest_that_there_is_none_of() -> None:
    words = re.compile(r"gần (?:giống )?nhất(?: là)?: \{|nearest[\w ]*: \{")
    for one in lang.LANGUAGES:
        for key, message in lang.catalogue(one).items():
            kept = re.sub("⟦[^⟧]*⟧", "", str(message))
            assert key == "checkreports.nearest" or not words.search(kept), key


def test_what_the_system_says_is_said_in_the_language() -> None:
    error = OutputError("files.cannot_write", where="a.xlsx", found=os.strerror(errno.EACCES))
    assert "không có quyền" in error.sentence("vi")
    assert os.strerror(errno.EACCES) in error.sentence("en")
