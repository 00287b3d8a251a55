"""Figures and words that are worked out of those of a commune."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.layouts.columns import Column

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


def around(low: int, span: int) -> Callable[[Commune], int]:
    """Make up a percentage that differs from commune to commune."""
    return lambda commune: low + commune.figures["villages"] % span


def lower(commune: Commune) -> str:
    """Write "xã A" as within a sentence."""
    return commune.name[0].lower() + commune.name[1:]


def some_of(what: str, most: int, least: int = 0) -> Callable[[Commune], int]:
    """Work out a small figure that has nothing to do with what stands there."""
    return lambda c: least + (c.figures["files"] + len(what)) % (most - least + 1)


def rank(case: Case, share: str) -> Callable[[Commune], int]:
    """Work out at which place a commune stands."""
    shares = {c.code: Column("", share).number(c, share) for c in case.communes}
    return lambda c: 1 + sum(value > shares[c.code] for value in shares.values())


def always(value: float) -> Callable[[Commune], float]:
    """Give the same figure for each commune."""
    return lambda _: value


def risen(what: str, *, since: str, more: int = 0) -> Callable[[Commune], int]:
    """Work out how much a quantity rose since a day."""
    return lambda c: c.figures[what] - c.value(what, as_of=since) + more


def target_above(what: str, least: int = 1) -> Callable[[Commune], int]:
    """Make up a target above what is there."""

    def target(c: Commune) -> int:
        figure = c.figures[what]
        return figure + least + figure * (c.figures["files"] % 30) // 100

    return target


def rest(what: str, *factors: float) -> Callable[[Commune], int]:
    """Work out what is left of a quantity when parts are taken away."""
    return lambda c: c.figures[what] - sum(int(c.figures[what] * factor) for factor in factors)


def one_of(*choices: Any) -> Callable[[Commune], Any]:
    """Write one of some texts, chosen by the commune's code."""
    return lambda c: choices[int(c.code) // 3 % len(choices)] or None


def lacking(what: str, whole: str = "villages") -> Callable[[Commune], int]:
    """Work out how many of a whole are not in a part."""
    return lambda c: c.figures[whole] - c.figures[what]
