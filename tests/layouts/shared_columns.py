"""Columns that several layouts have."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tests.layouts.cases import Form
from tests.layouts.columns import Column
from tests.layouts.figures import BASES
from tests.layouts.truths import Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.layouts.figures import Commune


PEOPLE = (
    Column("Dân số", "population"),
    Column("Dân số được phủ sóng 4G", "people_4g"),
    Column("Số trạm 4G", "stations_4g"),
)

STATIONS = [Column("Số trạm 4G", "stations_4g"), Column("Số trạm 5G", "stations_5g")]

ALL_PEOPLE = Column("Dân số (người)", "population")

ALL_HOMES = Column("Tổng số hộ", "households")

ALL_VILLAGES = Column("Tổng số {v}", "villages")

MASTS = (("Trạm 4G", "stations_4g"), ("Trạm 5G", "stations_5g"))

ENGLISH = Form(index="No.", name="Commune/Ward", code="Code", total="last", total_label="Total")

VILLAGES_ON_4G = [
    Column("Tổng số {v}", "villages"),
    Column("Số {v} có sóng 4G", "villages_with_4g"),
]

BASIC = (
    Column("Dân số", "population"),
    Column("Dân số được phủ sóng 4G", "people_4g"),
    Column("Dân số được phủ sóng 5G", "people_5g"),
)

VILLAGES = (
    Column("Tổng số {v}", "villages"),
    Column("Số {v} có sóng 4G", "villages_with_4g"),
    Column("Số {v} có cáp quang", "villages_with_fibre"),
)

FIBRE = (
    Column("Tổng số hộ", "households"),
    Column("Số hộ có thể tiếp cận cáp quang", "households_passed"),
    Column("Số hộ thuê bao cáp quang", "households_subscribed"),
)


@dataclass(frozen=True)
class Past(Column):
    """A column of an earlier day: a share of what stands, the bases unchanged."""

    share: float = 0.94
    optional: bool = True

    def number(self, commune: Commune, what: str) -> float:
        """Work out a count of the earlier day."""
        whole = commune.value(what, operator=self.operator)
        return whole if what in BASES else int(whole * self.share)


@dataclass(frozen=True)
class Marked(Column):
    """A column in some of whose cells stands no figure that a careful reader would take."""

    words: tuple[str, ...] = ()
    every: int = 7

    def cell(self, commune: Commune, place: int) -> tuple[Any, dict[str, Entry]]:
        """Write every so manieth cell as one of the words."""
        if place % self.every == 3:
            return self.words[place // self.every % len(self.words)], {self.gives: Entry(None)}
        return super().cell(commune, place)


def by(columns: Sequence[Column], **changes: Any) -> list[Column]:
    """Give the same columns of an operator or of another day."""
    return [replace(column, **changes) for column in columns]


@dataclass(frozen=True)
class Made(Column):
    """A column that gives a quantity which the made-up figures lack."""

    make: Callable[[Commune], int] = lambda _: 0

    def number(self, commune: Commune, what: str) -> float:  # noqa: ARG002 - as of all columns
        """Work the figure out."""
        return self.make(commune)
