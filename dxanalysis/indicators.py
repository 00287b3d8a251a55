"""What is measured: the catalogue of indicators and the targets set for them."""

from __future__ import annotations

import difflib
import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from dxanalysis.errors import ParameterError
from dxanalysis.lang import text
from dxanalysis.toml_files import CONFIG, Number, Whole, read_catalogue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxanalysis.lang import Lang

OPERATORS: Final = {
    "any": {"vi": "Mọi nhà mạng", "en": "Any operator"},
    "viettel": {"vi": "Viettel", "en": "Viettel"},
    "vnpt": {"vi": "VNPT VinaPhone", "en": "VNPT VinaPhone"},
    "mobifone": {"vi": "MobiFone", "en": "MobiFone"},
    "vietnamobile": {"vi": "Vietnamobile", "en": "Vietnamobile"},
}
"""Operator ids and their names. ``any`` is served by at least one; it is never a sum."""


_OF_EACH_OPERATOR: Final = frozenset({"subscribers", "users", "samples", "tests", "stations"})
"""Bases that are each operator's own, so that those of several are different things."""


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One thing that is measured.

    Attributes
    ----------
    id
        Basis and subject, for instance ``pop_4g``.
    name_vi, name_en
        What planners call it.
    numerator
        Id of the quantity counted.
    denominator
        Id of the quantity it is a share of; None for a count.
    per
        Only for a ratio: the numerator is given for so many of the denominator. None for a share
        or a count.
    basis
        What the denominator counts; ``none`` for a count.
    direction
        Which way is better; ``none`` where it is not for ranking.
    pillar
        The part of digital transformation it belongs to.
    level
        The smallest area whose figures usually arrive.
    source
        Who usually sends the figures.
    unit_vi, unit_en
        What one of the numerator is; of a ratio, the whole of it.
    definition_vi, definition_en
        One sentence, and what it must not be taken for.
    """

    __pydantic_config__ = CONFIG

    id: str
    name_vi: str
    name_en: str
    numerator: str
    basis: str
    direction: Literal["higher", "lower", "none"]
    pillar: str
    level: Literal["village", "commune", "province"]
    source: str
    unit_vi: str
    unit_en: str
    definition_vi: str
    definition_en: str
    denominator: str | None = None
    per: Whole | None = None

    @property
    def is_rate(self) -> bool:
        """Whether it is a share of something rather than a count or a ratio."""
        return self.denominator is not None and self.per is None

    @property
    def is_reach(self) -> bool:
        """Whether what any operator reaches is at least what each of them does.

        So it is where all share one base and more is reached by more of them: people, households,
        villages. A share of an operator's own subscribers, users, samples or tests says nothing
        of that of all together but that it is an average, and the communes with 2G alone get
        fewer with every operator.
        """
        return self.is_rate and self.direction == "higher" and self.basis not in _OF_EACH_OPERATOR

    def name(self, lang: Lang) -> str:
        """Name the indicator in one language."""
        return self.name_vi if lang == "vi" else self.name_en

    def unit(self, lang: Lang) -> str:
        """Name what one of the numerator is in one language."""
        return self.unit_vi if lang == "vi" else self.unit_en

    def definition(self, lang: Lang) -> str:
        """Define the indicator in one language."""
        return self.definition_vi if lang == "vi" else self.definition_en

    def basis_name(self, lang: Lang) -> str:
        """Name what the denominator counts in one language."""
        return text(f"indicators.basis_{self.basis}", lang)

    def source_name(self, lang: Lang) -> str:
        """Name who usually sends the figures in one language."""
        return text(f"indicators.source_{self.source}", lang)


@dataclass(frozen=True)
class Target:
    """What a document, or the planner, wants an indicator to reach.

    Attributes
    ----------
    indicator
        Id of the indicator or ratio.
    basis
        What the target's share is a share of. A gap exists only where the indicator has the same.
    year
        When it should be reached; of a standard in force, the year of its document.
    document
        Where it is written.
    certainty
        ``A`` read in a public page, ``B`` well established, ``C`` to be checked, ``illustrative``
        for a level that no document sets.
    value_pct
        Percent, 0–100; None where the document names no number, and then nothing is scored.
    value
        A target that is no percentage, in the unit of ``unit_vi`` and ``unit_en``.
    unit_vi, unit_en
        The unit of ``value``.
    level
        Whether a document of the whole country or of one province sets it.
    province
        Code of that province; empty for the whole country.
    note_vi, note_en
        What it must not be confused with; empty where there is nothing.
    """

    __pydantic_config__ = CONFIG

    indicator: str
    basis: str
    year: Whole
    document: str
    certainty: str
    value_pct: Number | None = None
    value: Number | None = None
    unit_vi: str = ""
    unit_en: str = ""
    level: Literal["national", "province"] = "national"
    province: str = ""
    note_vi: str = ""
    note_en: str = ""

    def unit(self, lang: Lang) -> str:
        """Name the unit of ``value`` in one language."""
        return self.unit_vi if lang == "vi" else self.unit_en

    def note(self, lang: Lang) -> str:
        """Say what the target must not be confused with in one language."""
        return self.note_vi if lang == "vi" else self.note_en


@dataclass(frozen=True, kw_only=True)
class Reference:
    """What a document states besides targets: a definition, an index, a date, a list of places.

    Attributes
    ----------
    subject_vi, subject_en
        What it is about.
    fact_vi, fact_en
        What the document says of it, in our words.
    year
        Of the document or the event.
    document
        Where it is written.
    certainty
        As of a target.
    """

    __pydantic_config__ = CONFIG

    subject_vi: str
    subject_en: str
    fact_vi: str
    fact_en: str
    year: Whole
    document: str
    certainty: str


@dataclass(frozen=True, kw_only=True)
class Topic:
    """A system, programme, body or process that planners report on, and how it is measured.

    Attributes
    ----------
    name_vi, name_en
        What it is called.
    indicators
        Ids of the indicators and ratios that measure it.
    reason_vi, reason_en
        Why part of it, or all, is left out; empty where nothing is.
    """

    __pydantic_config__ = CONFIG

    name_vi: str
    name_en: str
    indicators: tuple[str, ...] = ()
    reason_vi: str = ""
    reason_en: str = ""


@functools.cache
def _catalogue() -> dict[str, Indicator]:
    """Load all that is measured, ratios included."""
    file = read_catalogue("indicators.toml")
    named = {key: {"id": key, **entry} for key, entry in file.parse().items()}
    return file.validate(dict[str, Indicator], named)


@functools.cache
def indicators() -> dict[str, Indicator]:
    """Load the shares and counts of the catalogue: what observations are about.

    Returns
    -------
    dict
        Id to indicator, in the catalogue's order, and those of the planner's own behind them.
    """
    return {key: entry for key, entry in _catalogue().items() if entry.per is None} | _own


def reach_indicators() -> frozenset[str]:
    """Name the indicators of which any operator reaches at least what each of them does.

    Returns
    -------
    frozenset of str
        The ids of those that are a reach (:attr:`Indicator.is_reach`).

    Examples
    --------
    >>> reach = reach_indicators()
    >>> "pop_4g" in reach, "subscribers_smartphone" in reach
    (True, False)
    """
    return frozenset(key for key, entry in indicators().items() if entry.is_reach)


@functools.cache
def _by_count() -> dict[str, Indicator]:
    """List the indicators by the quantity that each counts."""
    return {entry.numerator: entry for entry in indicators().values()}


def indicator_counting(quantity: str) -> Indicator | None:
    """Find the indicator that a counted quantity is the numerator of.

    Parameters
    ----------
    quantity
        A quantity of a table, such as ``people_4g``.

    Returns
    -------
    Indicator or None
        The indicator; None for a rate, or what is no indicator's numerator.

    Examples
    --------
    >>> indicator_counting("people_4g").id
    'pop_4g'
    >>> indicator_counting("pop_4g_pct") is None
    True
    """
    return _by_count().get(quantity)


def indicator_of(quantity: str) -> Indicator | None:
    """Find the indicator that a quantity of a table gives, by its count or its rate.

    Parameters
    ----------
    quantity
        ``people_4g``, or ``pop_4g_pct`` for the rate in percent.

    Returns
    -------
    Indicator or None
        The indicator; None where there is none.

    Examples
    --------
    >>> indicator_of("pop_4g_pct") == indicator_of("people_4g")
    True
    """
    name = quantity.removesuffix("_pct")
    return indicators().get(name) if name != quantity else indicator_counting(quantity)


_own: dict[str, Indicator] = {}
"""Indicators of the planner's own, by id; known to this process."""


def is_own(indicator_id: str) -> bool:
    """Tell whether an indicator is one of the planner's own.

    Parameters
    ----------
    indicator_id
        Its id.

    Returns
    -------
    bool
        Whether it was registered and is not of the catalogue.

    Examples
    --------
    >>> is_own("pop_4g")
    False
    """
    return indicator_id in _own


def register_indicator(
    indicator_id: str,
    *,
    vi: str,
    en: str = "",
    basis: str = "none",
    unit: Mapping[str, str] | None = None,
    direction: Literal["higher", "lower", "none"] = "higher",
) -> Indicator:
    """Make an indicator of one's own known, for maps, tables and targets.

    Its figures come from a table (:func:`dxanalysis.with_figures`, or ``[[indicators]]`` of
    ``province.toml``). To register it again changes its names.

    Parameters
    ----------
    indicator_id
        Lower-case letters, digits and ``_``; none of the catalogue's.
    vi, en
        What it is called; in English as in Vietnamese, if that is not said.
    basis
        What it is a share of, by a word of the catalogue such as ``schools``; ``none`` for a count.
    unit
        What one of those counted is, by language; by default that of other indicators with the
        same basis.
    direction
        Which way is better.

    Returns
    -------
    Indicator
        The indicator.

    Raises
    ------
    ParameterError
        If the id is the catalogue's or no id, the basis is not known, or the id was given to a
        share of something else before.

    Examples
    --------
    >>> register_indicator("schools_with_tv", vi="Trường học có tivi", basis="schools").unit("vi")
    'trường'
    """
    known = {entry.basis: entry for entry in reversed(_catalogue().values())}
    if indicator_id in _catalogue() or not _OWN_ID.fullmatch(indicator_id):
        raise ParameterError("indicators.own_id", found=indicator_id)
    if basis not in known:
        raise ParameterError("indicators.own_basis", found=basis, expected=", ".join(known))
    if indicator_id in _own and _own[indicator_id].basis != basis:
        expected = _own[indicator_id].basis
        raise ParameterError("indicators.own_changed", found=indicator_id, expected=expected)
    share = basis != "none"
    of = known[basis]
    words = {"vi": of.unit_vi, "en": of.unit_en} if share else {"vi": "", "en": ""}
    words |= unit or {}
    entry = Indicator(
        id=indicator_id,
        name_vi=vi,
        name_en=en or vi,
        numerator=f"{indicator_id}_counted" if share else indicator_id,
        denominator=f"{indicator_id}_of" if share else None,
        basis=basis,
        direction=direction,
        pillar=of.pillar if share else "infrastructure",
        level="commune",
        source=of.source if share else "agencies",
        unit_vi=words["vi"],
        unit_en=words["en"],
        definition_vi=vi,
        definition_en=en or vi,
    )
    _own[indicator_id] = entry
    indicators.cache_clear()
    _by_count.cache_clear()
    return entry


_OWN_ID: Final = re.compile(r"[a-z][a-z0-9_]{1,39}")


@functools.cache
def ratios() -> dict[str, Indicator]:
    """Load the ratios of the catalogue: one sum for so many of another, never observed itself.

    Returns
    -------
    dict
        Id to ratio, in the catalogue's order.
    """
    return {key: entry for key, entry in _catalogue().items() if entry.per is not None}


@functools.cache
def published_targets() -> dict[str, Target]:
    """Load the targets of national and provincial documents.

    Returns
    -------
    dict
        Id of the target to the target.
    """
    return _targets().targets


@functools.cache
def references() -> dict[str, Reference]:
    """Load what documents state besides targets.

    Returns
    -------
    dict
        Id to reference.
    """
    return _targets().references


@dataclass(frozen=True)
class _Targets:
    """What ``targets.toml`` holds: one table for each target, and one of references."""

    references: dict[str, Reference]
    targets: dict[str, Target]


@functools.cache
def _targets() -> _Targets:
    """Load the targets and the references."""
    file = read_catalogue("targets.toml")
    content = file.parse()
    references = file.validate(dict[str, Reference], content.pop("references"))
    return _Targets(references, file.validate(dict[str, Target], content))


@functools.cache
def topics() -> dict[str, Topic]:
    """Load the systems, programmes and bodies that the catalogue measures.

    Returns
    -------
    dict
        Id to topic.
    """
    return read_catalogue("topics.toml").validate(dict[str, Topic])


def indicator(indicator_id: str) -> Indicator:
    """Look one indicator up.

    Parameters
    ----------
    indicator_id
        For instance ``pop_4g``.

    Returns
    -------
    Indicator
        The indicator.

    Raises
    ------
    ParameterError
        If the catalogue has no such id.

    Examples
    --------
    >>> indicator("pop_4g").basis
    'population'
    """
    try:
        return indicators()[indicator_id]
    except KeyError:
        near = difflib.get_close_matches(str(indicator_id), indicators(), n=5, cutoff=0.5)
        raise ParameterError(
            "errors.unknown_indicator", found=indicator_id, expected=", ".join(near or indicators())
        ) from None
