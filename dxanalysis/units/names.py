"""A written name → a unit code, or an honest refusal.

The order is: the code, the exact name, a listed alias, the name with marks lost. A name that could
be two units is neither. A name that merely resembles one is not matched: the likeness is offered as
a suggestion, for a person to decide. Code and name that disagree are an error, not a choice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from dxanalysis import units
from dxanalysis.errors import ParameterError
from dxanalysis.units import registry
from dxanalysis.units.matching import (
    RESEMBLES,
    Matcher,
    clean_code,
    match_district,
    usual_matcher,
)
from dxanalysis.units.name_index import toneless_key
from dxanalysis.units.parsing import Reading, read, without_office
from dxanalysis.vietnamese import fold, normalise, slug, strip_tones

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = [
    "clean_code",
    "find_units",
    "match_district",
    "match_units",
    "normalise",
    "slug",
    "strip_tones",
]

COLUMNS: Final = ("name", "unit_code", "how", "candidates", "reason", "suggestion")


def match_units(
    names: Sequence[object] | pd.Series,
    *,
    province: str | None,
    vintage: str,
    district: str | Sequence[object] | pd.Series | None = None,
    codes: Sequence[object] | pd.Series | None = None,
    aliases: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Find the unit that each written name means, or say why none can be given.

    Parameters
    ----------
    names
        Names as written, with or without kind, marks, numbering or district. Missing is allowed
        where there is a code.
    province
        Code or name of the province of that vintage. None searches the whole country, where a
        name is matched only if no other province has it too.
    vintage
        One of :data:`dxanalysis.units.lists.SUPPORTED_VINTAGES`.
    district
        Code or name of the (former) district: one for all, or one for each name. A district
        written with the name ("Xã Chiềng Chung, huyện Mai Sơn") narrows it further.
    codes
        A code for each name, as text or number: ``"03646"``, ``3646`` and ``3646.0`` are the same.
    aliases
        Further spellings, written → official name; before those of ``catalogue/units/aliases.csv``.

    Returns
    -------
    pandas.DataFrame
        One row for each name, in order, with the index of ``names`` if it has one: ``name`` as
        given; ``unit_code``, missing if not matched; ``how``: ``code``, ``exact``, ``alias``,
        ``tone-insensitive`` or ``none``; ``candidates``, codes it could be; ``reason``, a key of
        the message catalogue, or ``""`` (``names.name_unknown`` with a match by code is a
        warning); ``suggestion``, the name and code that it resembles, or ``""``.

    Raises
    ------
    ParameterError
        If vintage, province or a district given for all are unknown, or lengths differ.

    Examples
    --------
    >>> found = match_units(["X. Bó Sinh", "chieng so"], province="14", vintage="2025-07")
    >>> found["unit_code"].tolist()
    ['04171', '04195']
    """
    code = None if province is None else units.resolve_province(province, vintage=vintage)
    matcher = Matcher(code, vintage, aliases) if aliases else usual_matcher(code, vintage)
    count = len(names)
    written_codes = _aligned(codes, count, "codes")
    hints = (
        [district] * count if isinstance(district, str) else _aligned(district, count, "district")
    )
    if isinstance(district, str) and not matcher.districts(district):
        raise ParameterError("names.unknown_district", found=district, province=province or "–")
    rows = [
        matcher.match(name, written_code, hint)
        for name, written_code, hint in zip(names, written_codes, hints, strict=True)
    ]
    table = pd.DataFrame([vars(row) for row in rows], columns=list(COLUMNS))
    table = table.astype({"unit_code": "str", "how": "str", "reason": "str", "suggestion": "str"})
    return table.set_index(names.index) if isinstance(names, pd.Series) else table


def _aligned(values: Sequence[object] | pd.Series | None, count: int, what: str) -> list[object]:
    """Make one value for each name."""
    if values is None:
        return [None] * count
    if len(values) != count:
        raise ParameterError("names.lengths_differ", what=what, found=len(values), expected=count)
    return list(values)


def find_units(
    name: str, *, province: str | None = None, vintage: str | None = None, limit: int = 20
) -> pd.DataFrame:
    """Search the lists for a name, the way a person looks it up.

    Unlike :func:`match_units` it decides nothing: it shows all that the name may be.

    Parameters
    ----------
    name
        A name or a code, however written.
    province
        Code or name of a province; all by default.
    vintage
        One of :data:`dxanalysis.units.lists.SUPPORTED_VINTAGES`; all by default, the latest first.
    limit
        Most rows to give.

    Returns
    -------
    pandas.DataFrame
        ``vintage``, ``unit_code``, ``unit_name``, ``district_name``, ``province_name``,
        ``likeness`` (0–100; 100 is the same spelling) and ``became``: the units of July 2025 that
        it went to.

    Examples
    --------
    >>> found = find_units("bo sinh", province="14", vintage="2025-07")
    >>> found[["unit_code", "unit_name"]].values.tolist()
    [['04171', 'Xã Bó Sinh']]
    """
    vintages = units.SUPPORTED_VINTAGES[::-1] if vintage is None else (vintage,)
    found = []
    for each in vintages:
        try:
            table = units.load_units(vintage=each, province=province)
        except ParameterError:
            if vintage is not None or province is None:
                raise
            continue  # a province of today has no namesake in every list
        found.append(_likeness(name, table.reset_index()).assign(vintage=each))
    if not found:
        raise ParameterError("units.unknown_province", found=province, vintage=", ".join(vintages))
    hits: pd.DataFrame = pd.concat(found, ignore_index=True)
    # Beside a name that is the same, those that merely look alike only stand in the way.
    hits = hits[hits["likeness"] >= max(RESEMBLES, hits["likeness"].max() - 5)]
    hits = hits.sort_values("likeness", ascending=False, kind="stable").head(limit)
    hits["became"] = [
        registry.successors(str(code), vintage=str(of))
        for code, of in zip(hits["unit_code"], hits["vintage"], strict=True)
    ]
    columns = ["vintage", "unit_code", "unit_name", "district_name", "province_name", "likeness"]
    return hits[[*columns, "became"]].reset_index(drop=True)


def _likeness(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """Score how much each unit's name is like the one searched for."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - loads slowly, and only suggests

    if (code := clean_code(name)) is not None and code.isdigit():
        return table.assign(likeness=(table["unit_code"] == code) * 100.0)
    written = read(without_office(name)).readings or (Reading(name),)
    best = pd.Series(0.0, index=table.index)
    for reading in written:
        wanted = toneless_key(reading.name)
        plain = [fuzz.ratio(wanted, toneless_key(short)) for short in table["toneless_name"]]
        marks = [fuzz.ratio(fold(reading.name), fold(short)) for short in table["short_name"]]
        score = (
            pd.Series(plain, index=table.index) * 0.9 + pd.Series(marks, index=table.index) * 0.1
        )
        if reading.kind is not None:
            score = score.where(table["kind"] == reading.kind, score - 5)
        best = best.where(best >= score, score)
    return table.assign(likeness=best.round(1))
