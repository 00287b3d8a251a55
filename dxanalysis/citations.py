"""Documents that set targets, cited in the language of the reader.

The catalogue cites them as Vietnamese offices do: kind, number, day and issuer.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from typing import TYPE_CHECKING, Final

from dxanalysis.lang import catalogue, date, text

if TYPE_CHECKING:
    from dxanalysis.lang import Lang

_OWN: Final = "intake.own_target"
_NUMBERED: Final = r"(\S+) ngày (\d{1,2})/(\d{1,2})/(\d{4})"


def cite(document: str, lang: Lang) -> str:
    """Cite a document in one language.

    Parameters
    ----------
    document
        As the catalogue or ``province.toml`` has it.
    lang
        The language.

    Returns
    -------
    str
        The same in Vietnamese; in English the kinds and issuers that are known are translated,
        whatever else a planner wrote stays.

    Examples
    --------
    >>> cite("Quyết định số 36/QĐ-TTg ngày 11/01/2024 của Thủ tướng Chính phủ", "en")
    'Decision 36/QĐ-TTg of 11 Jan 2024, Prime Minister'
    >>> cite("Kế hoạch số 12 của tỉnh", "en")
    'Kế hoạch số 12 của tỉnh'
    """
    if lang == "vi":
        return document
    if document == text(_OWN, "vi"):
        return text(_OWN, lang)
    known = _known(lang)
    if document in known:
        return known[document]
    either = "|".join(map(re.escape, known))
    try:
        return re.sub(
            f"({either}) số {_NUMBERED}(?: và số {_NUMBERED})? của ({either})",
            lambda found: _cited(found.groups(), known, lang),
            document,
        )
    except ValueError:  # a day that no calendar has, as a planner wrote it
        return document


@functools.cache
def _known(lang: Lang) -> dict[str, str]:
    """List the kinds and issuers of documents: in Vietnamese, and in another language."""
    keys = [key for key in catalogue("vi") if key.startswith("citations.")]
    words = {text(key, "vi"): text(key, lang) for key in keys}
    # "Thủ tướng Chính phủ" before "Chính phủ".
    return dict(sorted(words.items(), key=lambda pair: -len(pair[0])))


def _cited(parts: tuple[str | None, ...], known: dict[str, str], lang: Lang) -> str:
    """Put the parts of a citation together: kind, number and day of one or two, and issuer."""
    kind, issuer = known[str(parts[0])], known[str(parts[-1])]
    numbered = []
    for name, day, month, year in (parts[1:5], parts[5:9]):
        if name is not None:
            when = dt.date(int(str(year)), int(str(month)), int(str(day)))
            numbered.append(f"{name} of {date(when, lang)}")
    return f"{kind} {' and '.join(numbered)}, {issuer}"
