"""What has been published about three provinces, with its dates, bases and sources.

The figures are facts of articles and pages (``catalogue/published.toml``), stored with their
contradictions: nothing is corrected here. :mod:`dxanalysis.published.reconciliation` holds them
against each other and against a workspace's totals.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, Literal

from dxanalysis.lang import number, percent, text
from dxanalysis.published.periods import last_day, period
from dxanalysis.toml_files import CONFIG, read_catalogue

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from dxanalysis.lang import Lang
    from dxanalysis.toml_files import TomlFile

UNKNOWN: Final = "unknown"
"""Stands where a source does not say when, or of what."""

RELATIONS: Final = ("sum", "share", "labels", "series", "opposite", "base", "bases", "ratio")
"""How figures can be related; ``published.toml`` says what each kind means."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where figures were published.

    Attributes
    ----------
    name_vi, name_en
        The publication, in words.
    """

    __pydantic_config__ = CONFIG

    name_vi: str
    name_en: str

    def name(self, lang: Lang) -> str:
        """Name the publication in one language."""
        return self.name_vi if lang == "vi" else self.name_en


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One published figure.

    Attributes
    ----------
    id
        Its name in the catalogue.
    name_vi, name_en
        What it counts, in the publication's sense.
    numbers
        The numbers named, in the order of the name; empty where none is ("universal").
    decimals
        How many decimals were printed: the figure is no more exact than that.
    unit_vi, unit_en
        The unit; ``%`` for a share.
    basis
        What a share is a share of; ``unknown`` where the source does not say, ``none`` for counts.
    province
        Two digits; ``00`` for the whole country.
    source
        Where it was published.
    as_of
        ``2024``, ``2024-09``, ``2024-Q3``, ``2025-H2``, ``2024-10-09``, a span ``2021/2025`` or
        ``2022/``, or ``unknown``.
    inferred
        When it probably was, where the source does not say; empty where that is not known either.
    indicator
        Id of the indicator it is a figure of; empty where the catalogue has none.
    role
        Which number of the indicator it is.
    bound
        Whether the number itself is meant, or only a limit.
    of
        Id of the figure that is its whole; empty where there is none.
    kind
        ``target`` for what was wanted, ``reached`` for what is.
    """

    __pydantic_config__ = CONFIG

    id: str
    name_vi: str
    name_en: str
    numbers: tuple[float, ...]
    decimals: int
    unit_vi: str
    unit_en: str
    basis: str
    province: str
    source: Source
    as_of: str
    inferred: str = ""
    indicator: str = ""
    role: Literal["rate", "numerator", "denominator"] = "numerator"
    bound: Literal["exact", "above", "at_most", "about", "range"] = "exact"
    of: str = ""
    kind: Literal["reached", "target"] = "reached"

    @property
    def value(self) -> float:
        """The number, or the sum of several."""
        return sum(self.numbers)

    @property
    def tolerance(self) -> float:
        """By how much rounding alone may have moved the number: half of its last digit."""
        return 0.5 * 10.0**-self.decimals

    @property
    def is_share(self) -> bool:
        """Whether it is a percentage."""
        return self.unit_vi == "%"

    @property
    def is_exact(self) -> bool:
        """Whether it can be added up: a count, named without "over" or "about"."""
        return bool(self.numbers) and self.bound == "exact" and not self.is_share

    @property
    def last_day(self) -> dt.date | None:
        """The last day it can stand for, inferred where it is not said; None if unknown."""
        stated = self.as_of if self.as_of != UNKNOWN else self.inferred
        return last_day(stated) if stated else None

    def name(self, lang: Lang) -> str:
        """Name what it counts in one language."""
        return self.name_vi if lang == "vi" else self.name_en

    def unit(self, lang: Lang) -> str:
        """Name its unit in one language."""
        return self.unit_vi if lang == "vi" else self.unit_en

    def amount(self, lang: Lang) -> str:
        """Write its number or numbers in one language, without the unit."""
        if not self.numbers:
            return text("published.no_number", lang)
        written = [number(value, lang) for value in self.numbers]
        if self.is_share:
            written = [percent(value, lang, decimals=self.decimals) for value in self.numbers]
        if self.bound == "range":
            return text("published.bound_range", lang, low=written[0], high=written[1])
        joined = "; ".join(written)
        if self.bound == "exact":
            return joined
        return text(f"published.bound_{self.bound}", lang, value=joined)

    def shown(self, lang: Lang) -> str:
        """Write it with its unit in one language: ``1.886 dịch vụ``, ``trên 95 %``."""
        if self.is_share or not self.numbers:
            return self.amount(lang)
        units = self.unit(lang).split("; ")
        if len(units) == len(self.numbers) > 1:
            pairs = zip(self.numbers, units, strict=True)
            return "; ".join(f"{number(value, lang)} {unit}" for value, unit in pairs)
        return f"{self.amount(lang)} {self.unit(lang)}"

    def when(self, lang: Lang) -> str:
        """Say when it was so, and whether that is only inferred, in one language."""
        if self.as_of != UNKNOWN:
            return period(self.as_of, lang)
        if not self.inferred:
            return text("published.undated", lang)
        return text("published.undated_about", lang, period=period(self.inferred, lang))


@dataclass(frozen=True)
class Relation:
    """How some figures are related.

    Attributes
    ----------
    kind
        One of :data:`RELATIONS`.
    figures
        Role in the relation to the figures that have it.
    options
        What else the relation says: ``complete``, ``percent``, words in two languages.
    """

    kind: str
    figures: Mapping[str, tuple[Figure, ...]]
    options: Mapping[str, Any]

    def one(self, role: str) -> Figure:
        """Give the only figure of a role."""
        (figure,) = self.figures[role]
        return figure

    def words(self, name: str, lang: Lang) -> str:
        """Give words of the relation in one language."""
        return str(self.options[f"{name}_{lang}"])


@functools.cache
def figures() -> dict[str, Figure]:
    """Load the published figures.

    Returns
    -------
    dict
        Id to figure, in the catalogue's order.
    """
    file, content = _file()
    sources = file.validate(dict[str, Source], content["sources"])
    entries = {key: _figure(key, entry, sources) for key, entry in content["figures"].items()}
    return file.validate(dict[str, Figure], entries)


@functools.cache
def relations() -> tuple[Relation, ...]:
    """Load how the published figures are related.

    Returns
    -------
    tuple of Relation
        In the catalogue's order.
    """
    return tuple(_relation(dict(entry)) for entry in _file()[1]["relations"])


@functools.cache
def _file() -> tuple[TomlFile, dict[str, Any]]:
    """Read the catalogue's file; decimals keep the digits that were printed."""
    file = read_catalogue("published.toml")
    return file, file.parse(decimals=Decimal)


def _figure(key: str, entry: Mapping[str, Any], sources: Mapping[str, Source]) -> dict[str, object]:
    """Work out of an entry what a figure is made of."""
    rest = {**entry, "source": sources.get(entry["source"], entry["source"])}
    value = rest.pop("value", [])
    named = value if isinstance(value, list) else [value]
    role = rest.pop("role", "rate" if rest["unit_vi"] == "%" else "numerator")
    return {
        "id": key,
        "numbers": tuple(map(float, named)),
        "decimals": max((-int(Decimal(each).as_tuple().exponent) for each in named), default=0),
        "role": role,
        **rest,
    }


def _relation(entry: dict[str, Any]) -> Relation:
    """Make one relation of its entry: words in it that are ids of figures stand for them."""
    kind = entry.pop("kind")
    known = figures()
    related: dict[str, tuple[Figure, ...]] = {}
    options: dict[str, Any] = {}
    for name, given in entry.items():
        if isinstance(given, bool) or name.endswith(("_vi", "_en")):
            options[name] = given
        else:
            related[name] = tuple(known[key] for key in ([given] if type(given) is str else given))
    return Relation(kind, related, options)
