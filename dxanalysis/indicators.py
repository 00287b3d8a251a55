"""What is measured: the catalogue of indicators and the targets set for them."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Final, Literal

from dxanalysis.errors import ParameterError

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


@dataclass(frozen=True)
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
    basis
        What the denominator counts; ``none`` for a count.
    direction
        Which way is better; ``none`` where it is not for ranking.
    pillar
        The part of digital transformation it belongs to.
    unit_vi, unit_en
        What one of the numerator is.
    definition_vi, definition_en
        One sentence.
    """

    id: str
    name_vi: str
    name_en: str
    numerator: str
    basis: str
    direction: Literal["higher", "lower", "none"]
    pillar: str
    unit_vi: str
    unit_en: str
    definition_vi: str
    definition_en: str
    denominator: str | None = None

    @property
    def is_rate(self) -> bool:
        """Whether it is a share of something rather than a count."""
        return self.denominator is not None

    def name(self, lang: Lang) -> str:
        """Name the indicator in one language."""
        return self.name_vi if lang == "vi" else self.name_en

    def unit(self, lang: Lang) -> str:
        """Name what one of the numerator is in one language."""
        return self.unit_vi if lang == "vi" else self.unit_en

    def definition(self, lang: Lang) -> str:
        """Define the indicator in one language."""
        return self.definition_vi if lang == "vi" else self.definition_en


@dataclass(frozen=True)
class Target:
    """What a document, or the planner, wants an indicator to reach.

    Attributes
    ----------
    indicator
        Id of the indicator.
    basis
        What the target's share is a share of. A gap exists only where the indicator has the same.
    year
        When it should be reached.
    document
        Where it is written.
    certainty
        ``A`` read in a public page, ``B`` well established, ``C`` to be checked, ``illustrative``
        for a level that no document sets.
    value_pct
        Percent, 0–100; None where the document names no number, and then nothing is scored.
    """

    indicator: str
    basis: str
    year: int
    document: str
    certainty: str
    value_pct: float | None = None


def _table(name: str) -> Mapping[str, Mapping[str, object]]:
    """Read one catalogue file."""
    entry = resources.files("dxanalysis.catalogue") / name
    return tomllib.loads(entry.read_text(encoding="utf-8"))


@functools.cache
def indicators() -> dict[str, Indicator]:
    """Load the catalogue of indicators.

    Returns
    -------
    dict
        Id to indicator, in the catalogue's order.
    """
    return {
        key: Indicator(id=key, **entry)  # type: ignore[arg-type]
        for key, entry in _table("indicators.toml").items()
    }


@functools.cache
def published_targets() -> dict[str, Target]:
    """Load the targets of national and provincial documents.

    Returns
    -------
    dict
        Id of the target to the target.
    """
    return {
        key: Target(**entry)  # type: ignore[arg-type]
        for key, entry in _table("targets.toml").items()
    }


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
    """
    try:
        return indicators()[indicator_id]
    except KeyError:
        raise ParameterError(
            "errors.unknown_indicator", found=indicator_id, expected=", ".join(indicators())
        ) from None
