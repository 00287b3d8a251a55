"""The catalogues keep to the terms of docs/terms.md."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from dxanalysis import lang
from dxanalysis.indicators import indicators, published_targets

TERMS = Path(__file__).parent.parent / "docs" / "terms.md"


def banned() -> dict[str, list[tuple[str, str]]]:
    """Read the table of wordings that are not used: language, wording, what is said instead."""
    rows = re.findall(
        r"^\| (vi|en) \| `([^`]+)` \| (.+?) \|", TERMS.read_text("utf-8"), re.MULTILINE
    )
    return {one: [(word, use) for of, word, use in rows if of == one] for one in lang.LANGUAGES}


def sentences(of: lang.Lang) -> dict[str, str]:
    said = {}
    for key, message in lang.catalogue(of).items():
        forms = {"": message} if isinstance(message, str) else message
        said |= {f"{key}.{form}": text for form, text in forms.items()}
    for entry in indicators().values():
        said[f"{entry.id}.name"] = entry.name(of)
        said[f"{entry.id}.definition"] = entry.definition(of)
    if of == "vi":
        said |= {key: target.document for key, target in published_targets().items()}
    return said


@pytest.mark.parametrize("of", lang.LANGUAGES)
def test_no_message_uses_a_wording_that_the_list_of_terms_replaces(of: lang.Lang) -> None:
    listed = banned()[of]
    assert len(listed) >= 4
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
