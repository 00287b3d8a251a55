"""Vietnamese and English: the message catalogues, and numbers and dates in the language's form.

A message has a key, ``room.name``: the entry ``name`` of ``vi/room.toml`` and of ``en/room.toml``.
Its ``{placeholders}`` are filled in by name; numbers and dates are put into the language's form
on the way. An entry may be a table of plural forms (``one``, ``other``) chosen by ``n``. What
stands in ``⟦⟧`` is left out where a value that it names is missing.
"""

from __future__ import annotations

import datetime as dt
import decimal
import functools
import math
import re
import string
import tomllib
from importlib import resources
from typing import TYPE_CHECKING, Final, Literal, TypeVar, cast

import babel
from babel import dates, numbers

from dxanalysis.lang.plain import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

Lang = Literal["vi", "en"]
Other = TypeVar("Other")

LANGUAGES: Final[tuple[Lang, ...]] = ("vi", "en")

MISSING: Final = "–"
"""What stands where a figure is missing. Never 0: missing is not zero."""

_CLAUSE: Final = re.compile("⟦([^⟧]*)⟧")

MINUS: Final = "−"
"""Before a number below zero, as wide as a digit: a hyphen would look like a range."""


@functools.cache
def catalogue(lang: Lang) -> dict[str, str | dict[str, str]]:
    """Load all messages of one language.

    Parameters
    ----------
    lang
        The language.

    Returns
    -------
    dict
        Full key (``room.name``) to message, or to a table of plural forms.
    """
    messages: dict[str, str | dict[str, str]] = {}
    folder = resources.files(__name__) / lang
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".toml"):
            messages.update(_messages_of(entry.name.removesuffix(".toml"), lang))
    return messages


@functools.cache
def _messages_of(room: str, lang: Lang) -> dict[str, str | dict[str, str]]:
    """Load the messages of one file, by their full keys."""
    entry = resources.files(__name__) / lang / f"{room}.toml"
    if not entry.is_file():
        return {}
    table = tomllib.loads(entry.read_text(encoding="utf-8"))
    return {f"{room}.{name}": message for name, message in table.items()}


def text(key: str, lang: Lang, /, **params: object) -> str:
    """Say one message in one language.

    Parameters
    ----------
    key
        ``room.name``.
    lang
        The language.
    **params
        What to fill in. Numbers and dates are put into the language's form; pass a string where
        another form is wanted. ``n`` also chooses the plural form where the message has several.

    Returns
    -------
    str
        Plain text, never HTML: escape it at the place where it is shown.

    Raises
    ------
    KeyError
        If the catalogue has no such message or the message names a placeholder not given.

    Examples
    --------
    >>> text("units.former_district_area", "vi", district="huyện Sông Mã")
    'Địa bàn huyện Sông Mã (cũ)'
    """
    message = _messages_of(key.partition(".")[0], lang)[key]
    if isinstance(message, dict):
        count = cast("float", params["n"])
        message = message[babel.Locale(lang).plural_form(count)]
    if "⟦" in message:
        message = _CLAUSE.sub(lambda clause: _clause(clause[1], params), message)
    return message.format_map({name: _shown(value, lang) for name, value in params.items()})


def _clause(clause: str, params: Mapping[str, object]) -> str:
    """Give a part of a message, or nothing where a value that it names is missing."""
    named = [name for _, name, _, _ in string.Formatter().parse(clause) if name]
    return "" if any(_is_missing(params[name]) for name in named) else clause


def _is_missing(value: object) -> bool:
    """Tell whether there is nothing to fill in."""
    if isinstance(value, str | float):
        return value in {"", MISSING} or value != value  # noqa: PLR0124 - NaN is not itself
    return value is None


def text_or(key: str, otherwise: Other, lang: Lang) -> str | Other:
    """Say a message that may not be there: the word for an id that a file may have made up.

    Parameters
    ----------
    key
        ``room.name``.
    otherwise
        What to say where the catalogue has no such message.
    lang
        The language.

    Returns
    -------
    str
        Plain text, never HTML; or ``otherwise``.

    Examples
    --------
    >>> text_or("tables.unit_code", "?", "en"), text_or("made_up.word", "made up", "en")
    ('Code', 'made up')
    """
    is_there = key in _messages_of(key.partition(".")[0], lang)
    return text(key, lang) if is_there else otherwise


def _shown(value: object, lang: Lang) -> str:
    """Put a placeholder's value into the language's form."""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, dt.date):
        return date(value, lang)
    if isinstance(value, int | float):
        return number(value, lang)
    return visible(str(value))


def number(value: float | None, lang: Lang, *, decimals: int | None = None) -> str:
    """Write a number as the language does.

    Parameters
    ----------
    value
        Any number; missing (None, NaN) gives a dash.
    lang
        The language: ``1.234,5`` in Vietnamese, ``1,234.5`` in English.
    decimals
        Exactly so many digits after the decimal mark; by default as many as needed, up to three.

    Returns
    -------
    str
        The number.

    Examples
    --------
    >>> number(1404587, "vi"), number(-97.25, "vi", decimals=1), number(None, "en")
    ('1.404.587', '−97,3', '–')
    """
    if value is None or math.isnan(value):
        return MISSING
    # The cache takes −0.0 for 0, and a planner does too.
    return _formatted(value or 0, lang, decimals)


@functools.lru_cache(maxsize=4096)
def _formatted(value: float, lang: Lang, decimals: int | None) -> str:
    """Write a number that is there. The same ones recur from table to table."""
    # Halves go away from zero, as planners round by hand; the locale's default is half to even.
    digits = "###" if decimals is None else "0" * decimals
    pattern = f"#,##0.{digits}" if digits else "#,##0"
    # Room for the largest float: a figure of a broken file must not break the sentence about it.
    with decimal.localcontext(decimal.Context(prec=400, rounding=decimal.ROUND_HALF_UP)):
        return numbers.format_decimal(value, format=pattern, locale=lang).replace("-", MINUS)


def percent(value: float | None, lang: Lang, *, decimals: int | None = 2) -> str:
    """Write a percentage, given on the 0–100 scale.

    Parameters
    ----------
    value
        Percent, 0–100; missing gives a dash.
    lang
        The language.
    decimals
        Exactly so many digits after the decimal mark; None for as many as needed.

    Returns
    -------
    str
        For instance ``97,25%``.

    Examples
    --------
    >>> percent(97.25, "en", decimals=1)
    '97.3%'
    """
    shown = number(value, lang, decimals=decimals)
    return shown if shown == MISSING else f"{shown}%"


def date_range(oldest: dt.date | None, latest: dt.date | None, lang: Lang) -> str:
    """Write from when to when figures are.

    Parameters
    ----------
    oldest, latest
        The first and the last date; ``oldest`` is None where some of the figures have no date,
        both are where none has.
    lang
        The language.

    Returns
    -------
    str
        One date where both are the same.

    Examples
    --------
    >>> date_range(dt.date(2025, 6, 30), dt.date(2025, 9, 30), "en")
    '30 Jun 2025 to 30 Sep 2025'
    """
    if latest is None:
        return text("dates.none", lang)
    if oldest is None:
        return text("dates.partly", lang, last=latest)
    if oldest == latest:
        return date(latest, lang)
    return text("dates.range", lang, first=oldest, last=latest)


def date(value: dt.date | None, lang: Lang) -> str:
    """Write a date as the language does.

    Parameters
    ----------
    value
        A date, or None where the source does not say.
    lang
        The language: ``30/9/2025`` in Vietnamese, where days before the
        tenth and the first two months have a zero (``05/01/2025``, decree 30/2020/NĐ-CP);
        ``30 Sep 2025`` in English.

    Returns
    -------
    str
        The date, or a dash.

    Examples
    --------
    >>> date(dt.date(2025, 9, 30), "vi"), date(None, "vi")
    ('30/9/2025', '–')
    """
    if value is None or value != value:  # noqa: PLR0124 - NaT is not equal to itself
        return MISSING
    if lang == "vi":
        month = f"{value.month:02d}" if value.month <= 2 else str(value.month)  # noqa: PLR2004
        return f"{value.day:02d}/{month}/{value.year}"
    return dates.format_date(value, format="d MMM y", locale=lang)
