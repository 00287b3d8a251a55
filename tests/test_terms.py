"""The catalogues keep to the terms of docs/terms.md."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
import pytest

from dxanalysis import lang

if TYPE_CHECKING:
    from collections.abc import Iterator

CATALOGUE = Path(lang.__file__).parent.parent / "catalogue"
TERMS = Path(__file__).parent.parent / "docs" / "terms.md"


def banned() -> dict[str, list[tuple[str, str]]]:
    """Read the table of wordings that are not used: language, wording, what is said instead."""
    rows = re.findall(
        r"^\| (vi|en) \| `([^`]+)` \| (.+?) \|", TERMS.read_text("utf-8"), re.MULTILINE
    )
    return {
        one: [(word.replace("\\|", "|"), use) for of, word, use in rows if of == one]
        for one in lang.LANGUAGES
    }


def sentences(of: lang.Lang) -> dict[str, str]:
    said: dict[str, str] = {}
    for key, message in lang.catalogue(of).items():
        forms = {"": message} if isinstance(message, str) else message
        said |= {f"{key}.{form}": text for form, text in forms.items()}
    for path in CATALOGUE.glob("*.toml"):
        for place, words in leaves(tomllib.loads(path.read_text("utf-8"))):
            name = place[-1]
            if name.endswith(f"_{of}") or (of == "vi" and name == "document"):
                said[f"{path.stem}.{'.'.join(place)}"] = words
    return said


def leaves(table: dict[str, Any], *above: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """List the texts of a file of settings, each with its place."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from leaves(value, *above, name)
        elif isinstance(value, str):
            yield (*above, name), value


@pytest.mark.parametrize("of", lang.LANGUAGES)
def test_no_message_uses_a_wording_that_the_list_of_terms_replaces(of: lang.Lang) -> None:
    listed = banned()[of]
    assert len(listed) >= 4
    assert len(sentences(of)) > 2000
    wrong = [
        f"{key}: {word} → {use}: {text}"
        for key, text in sentences(of).items()
        for word, use in listed
        if re.search(word, text)
    ]
    assert wrong == []


def test_dates_and_percentages_have_one_form() -> None:
    assert lang.date(dt.date(2024, 1, 11), "vi") == "11/01/2024"
    assert lang.date(dt.date(2020, 6, 3), "vi") == "03/6/2020"
    assert lang.percent(97.25, "vi") == "97,25%"
    assert lang.percent(97.25, "en") == "97.25%"


@pytest.mark.parametrize("of", lang.LANGUAGES)
def test_no_notebook_uses_a_wording_that_the_list_of_terms_replaces(of: lang.Lang) -> None:
    folder = TERMS.parent.parent / "notebooks" / ("" if of == "vi" else of)
    read = {path.stem: nbformat.read(path, as_version=4) for path in folder.glob("[0-9]*.ipynb")}
    texts = [
        (name, cell.source)
        for name, book in read.items()
        for cell in book.cells
        if cell.cell_type == "markdown"
    ]
    assert len(texts) > 50
    wrong = [
        f"{name}: {word} → {use}: {text}"
        for name, text in texts
        for word, use in banned()[of]
        if re.search(word, text)
    ]
    assert wrong == []
