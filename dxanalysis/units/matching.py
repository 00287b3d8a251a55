"""Behind :mod:`dxanalysis.units.names`: the order in which an index of names is asked."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from dxanalysis import units
from dxanalysis.units.name_index import (
    code_aliases,
    district_names,
    exact_key,
    index_names,
    names_of_other_vintages,
    spelling_aliases,
    toneless_key,
    variant_key,
)
from dxanalysis.units.parsing import Reading, Written, read, read_district
from dxanalysis.vietnamese import diacritics_compatible, fold, legacy_readings, normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

RESEMBLES: Final = 80.0
"""From this likeness on (0–100, rapidfuzz ratio of the names without marks) a name is suggested."""


_KEPT: Final = 65_536
"""So many names are remembered of one list."""


@dataclass(frozen=True)
class Match:
    """What one written name was found to be; the fields are the columns of :func:`match_units`."""

    name: str
    unit_code: str | None = None
    how: str = "none"
    candidates: tuple[str, ...] = ()
    reason: str = ""
    suggestion: str = ""


def clean_code(code: object) -> str | None:
    """Read a unit code the way Excel may have left it.

    Parameters
    ----------
    code
        ``"03646"``, ``"3646"``, ``3646``, ``3646.0``, ``"'03646"``, ``"14-03646"`` with the
        province in front; missing is allowed.

    Returns
    -------
    str or None
        Five digits; None if missing; what stands there, if that is no code.
    """
    if code is None or code is pd.NA or code != code:  # noqa: PLR0124 - NaN is not equal to itself
        return None
    shown = str(code).strip().lstrip("'’").strip()
    if not shown:
        return None
    whole = re.fullmatch(r"(?:\d\d[-–_/ ])?(\d{5})|(\d{1,5})(?:\.0+)?", shown)
    return (whole[1] or whole[2]).zfill(5) if whole else shown


class Matcher:
    """Match names of one province and vintage; equal names are looked up once."""

    def __init__(self, province: str | None, vintage: str, aliases: Mapping[str, str]) -> None:
        self.province = province
        self.vintage = vintage
        self.index = index_names(province, vintage)
        listed = {**spelling_aliases().get(province or "", {}), **aliases}
        # Under marks lost, an alias must not be what another unit is really called.
        self.aliases = {exact_key(written): official for written, official in listed.items()}
        self.toneless_aliases = {toneless_key(w): official for w, official in listed.items()}
        self.by_name: dict[Hashable, Match] = {}

    def match(self, name: object, code: object, hint: object) -> Match:
        """Match one row."""
        written = "" if name is None or name is pd.NA or name != name else str(name)  # noqa: PLR0124
        key = (written, None if hint is None or hint != hint else str(hint))  # noqa: PLR0124
        if key not in self.by_name:
            if len(self.by_name) >= _KEPT:
                self.by_name.clear()
            self.by_name[key] = self._by_name(*key)
        by_name = self.by_name[key]
        unit_code = clean_code(code)
        return by_name if unit_code is None else self._by_code(unit_code, by_name)

    def districts(self, text: str) -> frozenset[str]:
        """Find the districts that are named on purpose, so that a bare name will do.

        More than one where a province has several of the name: "Huyện Châu Thành".
        """
        return frozenset(districts_called(text, province=self.province, bare=True))

    # ---- by name ---------------------------------------------------------------------------------
    def _by_name(self, text: str, hint: str | None) -> Match:
        """Match by name alone."""
        written = read(text)
        if not written.readings:
            return Match(text, reason="names.empty")
        within = self._within(hint, written.district)
        found: tuple[str, ...] = ()
        if written.former and self.vintage == units.LATEST_VINTAGE:
            district = match_district(text, province=self.province)
            reason = "names.marked_former" if district is None else "names.is_district"
        elif within is not None and not within:
            reason = "names.unknown_district_of_row"
        else:
            how, found = self._first_found(text, written, within)
            if len(found) == 1:
                return Match(text, found[0], how)
            reason = "names.ambiguous" if found else how or self._why_unknown(text, written)
        if reason == "names.is_district":
            return Match(text, reason=reason)  # the commune of the same name is not meant
        return self._refused(text, written, reason, found)

    def _first_found(
        self, text: str, written: Written, within: frozenset[str] | None
    ) -> tuple[str, tuple[str, ...]]:
        """Ask the index, the surest key first; give how and what was found, or why nothing was."""
        steps: list[tuple[str, Callable[[], frozenset[str]]]] = [
            ("exact", lambda: self._look_up(written, self.index.exact, exact_key)),
            ("exact", lambda: self._from_old_font(text)),
            ("alias", lambda: self._by_alias(written, self.aliases, exact_key)),
            ("alias", lambda: self._look_up(written, self.index.variant, variant_key)),
            ("tone-insensitive", lambda: self._marks_lost(written)),
            ("alias", lambda: self._by_alias(written, self.toneless_aliases, toneless_key)),
        ]
        reason = ""
        for how, step in steps:
            found = step()
            inside = {c for c in found if within is None or within & self._districts(c)}
            if inside:
                return how, tuple(sorted(inside))
            if found:
                reason = "names.outside_district"
        return reason, ()

    def _within(self, hint: str | None, place: str) -> frozenset[str] | None:
        """Find the districts a row may be in: None if none is given, empty if it is not known."""
        if hint is not None and hint.strip():
            return self.districts(hint)
        known = (self.districts(part) for part in place.split(", ") if part)
        return next((some for some in known if some), None)

    def _districts(self, code: str) -> frozenset[str]:
        return self.index.districts.get(code, frozenset())

    def _look_up(
        self, written: Written, table: Mapping[str, frozenset[str]], key: Callable[[str], str]
    ) -> frozenset[str]:
        """Look all readings up; a kind that is written must be the unit's."""
        found: set[str] = set()
        for reading in written.readings:
            codes = table.get(key(reading.name), frozenset())
            found |= {c for c in codes if reading.kind in (None, self.index.kinds[c])}
        return frozenset(found)

    def _from_old_font(self, text: str) -> frozenset[str]:
        """Look the text up as TCVN3 or VNI."""
        found: frozenset[str] = frozenset()
        for reading in legacy_readings(text):
            found |= self._look_up(read(reading), self.index.exact, exact_key)
        return found

    def _by_alias(
        self, written: Written, aliases: Mapping[str, str], key: Callable[[str], str]
    ) -> frozenset[str]:
        """Look up what a listed spelling stands for."""
        official = tuple(
            Reading(normalise(aliases[key(reading.name)]), reading.kind)
            for reading in written.readings
            if key(reading.name) in aliases
        )
        return self._look_up(Written(official, "", former=False), self.index.exact, exact_key)

    def _marks_lost(self, written: Written) -> frozenset[str]:
        """Look up names that may have lost marks, but have none that the unit's name lacks."""
        found: set[str] = set()
        for reading in written.readings:
            codes = self._look_up(
                Written((reading,), "", former=False), self.index.toneless, toneless_key
            )
            found |= {c for c in codes if diacritics_compatible(reading.name, self.index.bare[c])}
        return frozenset(found)

    # ---- refusals --------------------------------------------------------------------------------
    def _why_unknown(self, text: str, written: Written) -> str:
        """Say why a name is no unit of this list."""
        if read_district(text) is not None:
            return "names.is_district"
        if self._elsewhere(written):
            return "names.other_vintage"
        kindless = Written(tuple(Reading(r.name) for r in written.readings), "", former=False)
        if self._look_up(kindless, self.index.exact, exact_key):
            return "names.kind_differs"
        return "names.unknown"

    def _elsewhere(self, written: Written) -> frozenset[str]:
        """Find the codes that the name has in the other lists, of the kind written."""
        names = names_of_other_vintages(self.province, self.vintage)
        keys = [(reading.kind, exact_key(reading.name)) for reading in written.readings]
        return frozenset().union(*(names.get(key, frozenset()) for key in keys))

    def _refused(
        self, text: str, written: Written, reason: str, candidates: tuple[str, ...] = ()
    ) -> Match:
        """Refuse, and offer what the name resembles."""
        found = candidates or self._resembling(written)
        suggestion = "" if candidates else "; ".join(self._shown(code) for code in found[:1])
        return Match(text, None, "none", found, reason, suggestion)

    def _shown(self, code: str) -> str:
        return f"{self.index.names[code]} ({code})"

    def _resembling(self, written: Written, *, limit: int = 3) -> tuple[str, ...]:
        """List the units whose names a written name resembles, the likeliest first."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - loads slowly, and only suggests

        scores: dict[str, float] = {}
        for reading in written.readings:
            hits = process.extract(
                toneless_key(reading.name),
                self.index.fuzzy,
                scorer=fuzz.ratio,
                score_cutoff=RESEMBLES,
                limit=2 * limit,
            )
            for _, score, code in hits:
                # Among names equal without marks, the one with more of the marks comes first.
                marks = fuzz.ratio(fold(reading.name), fold(self.index.bare[code])) / 100
                scores[code] = max(scores.get(code, 0.0), score + marks)
        return tuple(sorted(scores, key=lambda code: (-scores[code], code))[:limit])

    # ---- by code ---------------------------------------------------------------------------------
    def _by_code(self, written_code: str, by_name: Match) -> Match:
        """Match by code, and hold the name against it."""
        name = by_name.name
        code = code_aliases(self.vintage).get(written_code, written_code)
        if code not in self.index.names:
            found = (by_name.unit_code,) if by_name.unit_code else by_name.candidates
            offered = "; ".join(self._shown(c) for c in found[:1])
            return Match(name, None, "none", found, "names.code_unknown", offered)
        agrees = by_name.unit_code == code or (
            by_name.reason == "names.ambiguous" and code in by_name.candidates
        )
        agrees = agrees or (by_name.unit_code is not None and self._is_toneless(name, code))
        if agrees or by_name.reason == "names.empty":
            return Match(name, code, "code")
        if by_name.reason == "names.marked_former" or self._meant_before(code, by_name):
            # The code is likely of that list too: it would take the part for the whole.
            return Match(name, None, "none", (code,), by_name.reason, self._shown(code))
        other = by_name.unit_code
        if other is None and by_name.candidates and by_name.candidates[0] != code:
            other = by_name.candidates[0]
        if other is not None:
            return Match(name, None, "none", (code, other), "names.code_name_disagree")
        return Match(name, code, "code", (code,), "names.name_unknown", self._shown(code))

    def _is_toneless(self, name: str, code: str) -> bool:
        """Tell whether a name can be a unit's without its tones, though another's has none."""
        keys = {toneless_key(reading.name) for reading in read(name).readings}
        return name.isascii() and self.index.fuzzy[code] in keys

    def _meant_before(self, code: str, by_name: Match) -> bool:
        """Tell whether code and name are those of another list.

        "Thị trấn Sông Mã" with its code is; a commune that has only become a ward since is not.
        """
        if by_name.reason != "names.other_vintage":
            return False
        written = read(by_name.name)
        own = exact_key(self.index.bare[code])
        same_word = any(exact_key(reading.name) == own for reading in written.readings)
        return not same_word or code in self._elsewhere(written)


@functools.lru_cache(maxsize=8)
def usual_matcher(province: str | None, vintage: str) -> Matcher:
    """Keep the matcher of a list without further spellings: every file has the same names.

    Parameters
    ----------
    province
        Code of the province; None for the whole country.
    vintage
        Which list.

    Returns
    -------
    Matcher
        One that remembers what it was asked before.
    """
    return Matcher(province, vintage, {})


def match_district(name: str, *, province: str | None, bare: bool = False) -> str | None:
    """Find the former district that a heading or a subtotal row names.

    Parameters
    ----------
    name
        For instance ``"Huyện Sông Mã (cũ)"`` or ``"I. Khu vực thành phố Sơn La"``.
    province
        Code or name of the province; None searches the whole country.
    bare
        Take a bare name too. By default it is not taken: most former districts of Sơn La share
        their name with a commune, so that "Mai Sơn" alone says nothing.

    Returns
    -------
    str or None
        Three digits; None if no district, or more than one, is meant.

    Examples
    --------
    >>> match_district("I. Khu vực thành phố Sơn La", province="14")
    '116'
    """
    called = districts_called(name, province=province, bare=bare)
    return called[0] if len(called) == 1 else None


def districts_called(name: str, *, province: str | None, bare: bool) -> list[str]:
    """Find the codes of the districts that a name may mean, of the kind that is written.

    Parameters
    ----------
    name, province, bare
        As for :func:`match_district`.

    Returns
    -------
    list of str
        Three digits each: two districts may share a name.

    Examples
    --------
    >>> len(districts_called("huyện Châu Thành", province=None, bare=False)) > 1
    True
    """
    names = district_names(province)
    if bare and re.fullmatch(r"\d{3}", name.strip()):
        return [code for code in names if code == name.strip()]
    reading = read_district(name)
    if reading is None and bare:
        # "(1) Xã biên giới": nothing is left of a note once its brackets are gone.
        reading = next((Reading(one.name) for one in read(name).readings), None)
    if reading is None:
        return []
    for key in (exact_key, toneless_key):
        wanted = key(reading.name)
        hits = [code for code, (_, short) in names.items() if key(short) == wanted]
        of_kind = [code for code in hits if reading.kind == names[code][0]]
        if hits:
            return of_kind or hits
    return []
