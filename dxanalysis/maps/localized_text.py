"""Text of a map in the languages of its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, cast

from dxanalysis.errors import ParameterError
from dxanalysis.lang import LANGUAGES, Lang

Wording = str | Mapping[Lang, str]
"""A text: one for all languages of a page, or one for each."""

Languages = Lang | Literal["both"] | Sequence[Lang]
"""What a page may be asked to speak; the first language is the one it opens in."""


def languages(asked: Languages) -> tuple[Lang, ...]:
    """List the languages of a page.

    Parameters
    ----------
    asked
        One language, several, or ``both``.

    Returns
    -------
    tuple of Lang
        Without repeats, in the order asked for.

    Raises
    ------
    ParameterError
        If there is none, or one that has no catalogue.
    """
    if asked == "both":
        return LANGUAGES
    listed = [asked] if isinstance(asked, str) else list(asked)
    unknown = [one for one in listed if one not in LANGUAGES]
    if unknown or not listed:
        raise ParameterError(
            "map.bad_language", found=", ".join(unknown) or "–", expected=", ".join(LANGUAGES)
        )
    return cast("tuple[Lang, ...]", tuple(dict.fromkeys(listed)))


def in_each(wording: Wording, langs: Sequence[Lang]) -> dict[Lang, str]:
    """Say a text in each language of a page.

    Parameters
    ----------
    wording
        The text.
    langs
        The page's languages.

    Returns
    -------
    dict
        Language to text.

    Raises
    ------
    ParameterError
        If a language is lacking.

    Examples
    --------
    >>> in_each({"vi": "Bản đồ", "en": "Map"}, ["en"]), in_each("4G", ["vi", "en"])
    ({'en': 'Map'}, {'vi': '4G', 'en': '4G'})
    """
    if isinstance(wording, str):
        return dict.fromkeys(langs, wording)
    lacking = [one for one in langs if one not in wording]
    if lacking:
        raise ParameterError(
            "map.missing_wording",
            found=" · ".join(wording.values()) or "–",
            expected=", ".join(lacking),
        )
    return {one: wording[one] for one in langs}
