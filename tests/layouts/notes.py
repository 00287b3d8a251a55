"""Notes of what cells that are written by hand give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.layouts.columns import Column, plain
from tests.layouts.truths import Entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


def noted(case: Case, commune: Commune, what: str, heading: str, **more: bool) -> int:
    """Give a figure of a commune, and note it."""
    value = commune.figures[what]
    case.note(commune, what, Entry(value, **more), Column(heading))
    return value


def take(
    case: Case, commune: Commune, what: str, heading: str, *, operator: str = "",
    as_of: str = "", optional: bool = False, show: Callable[[float], Any] = plain,
) -> Any:  # fmt: skip
    """Note what a cell written by hand gives, and give what stands in it."""
    column = Column(heading, what, operator=operator, as_of=as_of)
    value = column.rounded(column.number(commune, what))
    case.note(commune, what, Entry(value, optional=optional), column)
    case.truth.all_headings |= set(column.path(case.word))
    return show(value)


def count(
    case: Case, commune: Commune, what: str, value: float | None, heading: str, **more: Any
) -> None:
    """Note what the lines of a commune's villages come to."""
    optional = more.pop("optional", False)
    column = Column(heading, what, **more)
    case.note(commune, what, Entry(value, optional=optional), column)
    case.truth.all_headings |= set(column.path(case.word))


def say(  # noqa: PLR0917 - what a cell says
    case: Case, commune: Commune, what: str, heading: str, operator: str = "", as_of: str = "",
) -> int:  # fmt: skip
    """Note that a cell gives a quantity, and give its figure."""
    value = commune.value(what, operator=operator, as_of=as_of)
    entry = Entry(value, optional=bool(as_of))
    case.truth.note(
        commune.code, what, entry, operator=operator, as_of=as_of, heading=case.say(heading)
    )
    return value


def give(case: Case, commune: Commune, heading: str, **figures: float | None) -> None:
    """Note figures of a commune that stand beneath one heading."""
    for what, value in figures.items():
        case.truth.note(commune.code, what, Entry(value), heading=case.say(heading))


def perhaps(case: Case, commune: Commune, **figures: float) -> None:
    """Note what a reader may count from rows, but need not."""
    for what, value in figures.items():
        case.truth.note(commune.code, what, Entry(value, optional=True))


def may_derive(case: Case, *whats: str) -> None:
    """Note quantities that a reader may work out, and need not."""
    for commune in case.communes:
        for what in whats:
            case.truth.note(commune.code, what, Entry(commune.figures[what], optional=True))
