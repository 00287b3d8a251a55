"""Villages made up for lists of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.layouts.figures import VILLAGE_NAMES

if TYPE_CHECKING:
    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


def either(case: Case) -> str:
    """Write the words for a village with strokes between, as in a sentence."""
    return case.word.replace(", ", "/")


@dataclass(frozen=True)
class Village:
    """A village with what reaches it."""

    name: str
    households: int
    mobile: bool
    fibre: bool
    power: bool


def settled(case: Case, commune: Commune) -> list[Village]:
    """Make up three to seven villages of a commune, a few without a signal or fibre."""
    names = VILLAGE_NAMES[case.province]
    count = 3 + int(commune.code) % 5
    made = []
    for place in range(count):
        name = names[place] if place < len(names) else f"{names[0].split()[0]} {place + 20}"
        mobile = case.rng.random() < 0.85
        fibre = mobile and case.rng.random() < 0.8
        power = case.rng.random() < 0.95
        made.append(Village(name, case.rng.randint(35, 260), mobile, fibre, power))
    return made


def listed_villages(case: Case) -> list[tuple[str, int, int, str, str]]:
    """Make up villages of a commune: name, homes, people, signal, fibre."""
    made = []
    for village in VILLAGE_NAMES[case.province][: case.rng.randint(3, 4)]:
        homes = case.rng.randint(20, 190)
        people = homes * 4 + case.rng.randint(0, 40)
        signal = case.rng.choice(["yes", "yes", "no"])
        fibre = case.rng.choice(["yes", "no"])
        made.append((village, homes, people, signal, fibre))
    return made
