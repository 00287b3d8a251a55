"""
Faults of content, planted one at a time in a workbook without any.

The clean workbook is of Sơn La, Lạng Sơn, Đắk Lắk or Đồng Tháp, each laid out in its own way, with
populations near those that were published, a column of rates beside the counts, and totals. A fault
is found where an error or a warning names what was touched: the row (commune), the column (heading
or indicator), or, for a whole file, a word of its trouble.
"""

# ruff: noqa: D401 - a docstring says what is wrong

from __future__ import annotations

import contextlib
import io
import json
import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openpyxl.utils import get_column_letter

from dxanalysis import units
from dxanalysis.cli import main
from dxanalysis.units import registry
from tests.layouts.books import Sheet, save
from tests.layouts.cases import Case, Form
from tests.layouts.columns import Column
from tests.layouts.truths import Truth

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.layouts.figures import Commune

SAMPLE = Path(__file__).parents[2] / "data" / "son-la"

COLUMNS = (
    Column("Dân số (người)", "population"),
    Column("Dân số được phủ sóng 4G (người)", "people_4g"),
    Column("Tỷ lệ dân số được phủ sóng 4G (%)", "%pop_4g"),
    Column("Dân số được phủ sóng 5G (người)", "people_5g"),
    Column("Tổng số hộ", "households"),
    Column("Số hộ có thể kết nối cáp quang", "households_passed"),
    Column("Số hộ thuê bao cáp quang", "households_subscribed"),
    Column("Tổng số bản", "villages"),
    Column("Số bản có sóng 4G", "villages_with_4g"),
    Column("Số bản có cáp quang", "villages_with_fibre"),
    Column("Số trạm 4G", "stations_4g"),
    Column("Số trạm 5G", "stations_5g"),
)
LEVELS = (
    Column("Tổng số bản", "villages"),
    Column("Dân số|Tổng số (người)", "population"),
    Column("Hộ gia đình|Tổng số", "households"),
    Column("Hộ gia đình|Có thể kết nối cáp quang", "households_passed"),
    Column("Hộ gia đình|Thuê bao cáp quang", "households_subscribed"),
    Column("Số thôn|Có sóng 4G", "villages_with_4g"),
    Column("Số thôn|Có cáp quang", "villages_with_fibre"),
    Column("Số trạm|4G", "stations_4g"),
    Column("Số trạm|5G", "stations_5g"),
    Column("Dân số được phủ sóng|4G|Số người", "people_4g"),
    Column("Dân số được phủ sóng|4G|Tỷ lệ (%)", "%pop_4g"),
    Column("Dân số được phủ sóng|5G|Số người", "people_5g"),
)
SOUTH = tuple(
    Column(column.heading.replace("bản", "ấp, khu phố"), column.gives)
    for column in (*COLUMNS[4:], *COLUMNS[:4])
)


@dataclass(frozen=True)
class Style:
    """A layout of the clean workbook: where, its columns, and how they are laid out."""

    province: str
    columns: tuple[Column, ...]
    form: Form

    @property
    def depth(self) -> int:
        """How many rows the headings take."""
        levels = max(len(column.path("")) for column in self.columns)
        return levels + bool(self.form.numbers_row)


STYLES = {
    "flat": Style("14", COLUMNS, Form(total="last")),
    "levels": Style("20", LEVELS, Form(total="first", numbers_row="({})")),
    "south": Style("82", SOUTH, Form(total="last", total_label="CỘNG", codes="number")),
    "highland": Style(
        "66", COLUMNS, Form(total="first", names="footnote", total_label="Toàn tỉnh")
    ),
}
INDICATORS = {
    "people_4g": "pop_4g",
    "%pop_4g": "pop_4g",
    "people_5g": "pop_5g",
    "households_passed": "households_fibre_passed",
    "households_subscribed": "households_fibre_subscribed",
    "villages_with_4g": "villages_4g",
    "villages_with_fibre": "villages_fibre",
}
FIRST = 4
"""How many columns stand before the figures: number, name, code; and from 1, as Excel counts."""


@dataclass
class Clean:
    """The clean workbook, open for one fault; ``rows`` and ``columns`` count from 0."""

    sheet: Sheet
    communes: list[Commune]
    style: Style
    operator: str = "any"
    province: str = ""
    before: Sheet | None = None
    before_operator: str = "any"

    @property
    def columns(self) -> range:
        """The columns of figures."""
        return range(FIRST - 1, FIRST - 1 + len(self.style.columns))

    def row(self, place: int) -> int:
        """Give the row of a commune; of the total, for the number of all communes."""
        first = 4 + self.style.depth
        if self.style.form.total == "last":
            return first + place
        return first if place == len(self.communes) else first + 1 + place

    def column(self, key: str) -> int:
        return FIRST - 1 + [c.gives for c in self.style.columns].index(key)

    def get(self, place: int, key: str) -> Any:
        return self.sheet.cells.get((self.row(place), self.column(key)))

    def put(self, place: int, key: str, value: Any) -> None:
        at = self.row(place), self.column(key)
        self.sheet.cells.pop(at, None)
        self.sheet.put(*at, value)

    def change(self, key: str, change: Callable[[Any], Any], *, total: bool = True) -> None:
        """Change a whole column, its total too."""
        places = range(len(self.communes) + (1 if total else 0))
        for place in places:
            if self.get(place, key) is not None:
                self.put(place, key, change(self.get(place, key)))

    def swap(self, key: str, other: str) -> None:
        """Exchange the figures of two columns, below headings that stay."""
        for place in range(len(self.communes) + 1):
            a, b = self.get(place, key), self.get(place, other)
            self.put(place, key, b)
            self.put(place, other, a)


@dataclass(frozen=True)
class Named:
    """What a finding must name: one of the places, one of the columns, one of the words."""

    places: tuple[int, ...] = ()
    columns: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    note_suffices: bool = False


@dataclass(frozen=True)
class Fault:
    """A fault, and how it is planted."""

    name: str
    about: str
    plant: Callable[[Clean], Named] = field(repr=False)


FAULTS: dict[str, Fault] = {}


def fault(plant: Callable[[Clean], Named]) -> Callable[[Clean], Named]:
    """Register a fault under the function's name."""
    FAULTS[plant.__name__] = Fault(plant.__name__, (plant.__doc__ or "").strip(), plant)
    return plant


def add_fault(name: str, about: str, plant: Callable[[Clean], Named]) -> None:
    """Register a fault that is one of a family."""
    FAULTS[name] = Fault(name, about, plant)


def clean(style: str = "flat", *, seed: int = 0, operator: str = "any") -> Clean:
    """
    Make the clean workbook.

    Parameters
    ----------
    style
        How it is laid out, and of which province: a key of ``STYLES``.
    seed
        Another seed, other figures.
    operator
        Whose figures.

    Returns
    -------
    Clean
        A sheet with a head of three lines, the headings from row 5, all communes and a total.
    """
    laid = STYLES[style]
    truth = Truth("clean", "", "", province=laid.province, operator=operator, as_of="2025-09-30")
    case = Case(truth, seed=seed)
    case.communes = [_published(c, case.rng) for c in case.communes]
    sheet = case.sheet("Biểu 1")
    sheet.put(0, 0, "ỦY BAN NHÂN DÂN TỈNH")
    sheet.put(1, 0, "TỔNG HỢP HẠ TẦNG SỐ THEO XÃ, PHƯỜNG")
    sheet.put(2, 0, "(Số liệu tính đến ngày 30/9/2025)")
    case.table(sheet, laid.columns, laid.form, at=4)
    made = Clean(sheet, case.communes, laid, operator=operator, province=laid.province)
    whole = made.get(len(case.communes), "population")
    covered = made.get(len(case.communes), "people_4g")
    made.put(len(case.communes), "%pop_4g", round(100 * covered / whole, 2))
    return made


def _published(commune: Commune, rng: random.Random) -> Commune:
    """Scale a commune's figures to the population that was published for it, within 2 %."""
    people = registry.population_2025().get(commune.code, commune.figures["population"])
    people = int(people * rng.uniform(0.98, 1.02))
    ratio = people / commune.figures["population"]
    scaled = {
        key: int(value * ratio)
        for key, value in commune.figures.items()
        if key.startswith(("population", "people", "household"))
    }
    figures = {**commune.figures, **scaled, "population": people}
    return type(commune)(
        commune.code, commune.name, commune.short, commune.kind, commune.district, figures
    )


# ---- whole columns -------------------------------------------------------------------------------
SWAPS = {
    "population": "people_4g",
    "people_4g": "people_5g",
    "villages": "villages_with_4g",
    "households": "households_subscribed",
    "households_passed": "households_subscribed",
    "villages_with_fibre": "villages",
}
for _key, _other in SWAPS.items():

    def _swapped(made: Clean, key: str = _key, other: str = _other) -> Named:
        made.swap(key, other)
        return Named(columns=(key, other))

    add_fault(f"swapped_{_key}", f"The columns of {_key} and {_other} are exchanged.", _swapped)

for _key, _factor in {
    "population": 0.001,
    "people_4g": 0.001,
    "people_5g": 1000,
    "households": 0.001,
    "%pop_4g": 0.01,
}.items():

    def _scaled(made: Clean, key: str = _key, factor: float = _factor) -> Named:
        made.change(key, lambda value: round(value * factor, 4))
        columns = (key, "people_4g") if key == "population" else (key,)
        return Named(columns=columns, note_suffices=key == "%pop_4g")

    add_fault(f"scaled_{_key}", f"{_key} times {_factor}, and nothing says so.", _scaled)

for _key, _base in {
    "people_4g": "population",
    "villages_with_fibre": "villages",
    "households_subscribed": "households",
    "villages_with_4g": "villages",
}.items():

    def _percent(made: Clean, key: str = _key, base: str = _base) -> Named:
        for place in range(len(made.communes)):
            share = 100 * made.get(place, key) / max(made.get(place, base), 1)
            made.put(place, key, f"{share:.1f}".replace(".", ","))
        return Named(columns=(key,))

    add_fault(f"percent_in_{_key}", f"Percentages in the column of counts of {_key}.", _percent)


@fault
def counts_in_the_rate(made: Clean) -> Named:
    """The people covered stand in the column of the rate."""
    for place in range(len(made.communes)):
        made.put(place, "%pop_4g", made.get(place, "people_4g"))
    return Named(columns=("%pop_4g",))


@fault
def target_in_the_rate(made: Clean) -> Named:
    """The rate is the target, 99,5 in each commune, not what the counts say."""
    made.change("%pop_4g", lambda _: 99.5)
    return Named(columns=("%pop_4g",))


@fault
def rate_of_5g(made: Clean) -> Named:
    """The rates under 4G are those of 5G."""
    for place in range(len(made.communes)):
        share = 100 * made.get(place, "people_5g") / made.get(place, "population")
        made.put(place, "%pop_4g", round(share, 2))
    return Named(columns=("%pop_4g",))


def _shift(made: Clean, key: str) -> Named:
    values = [made.get(place, key) for place in range(len(made.communes))]
    for place, value in enumerate(values[-1:] + values[:-1]):
        made.put(place, key, value)
    return Named(columns=(key, *RELATED[key]))


RELATED = {
    "people_4g": ("population", "%pop_4g"),
    "%pop_4g": ("people_4g",),
    "villages_with_4g": ("villages",),
    "households_passed": ("households", "households_subscribed"),
    "population": ("people_4g", "%pop_4g"),
}
"""Columns that disagree with one that was shifted: which of them was, nobody can say."""

for _key in RELATED:
    add_fault(
        f"shifted_{_key}",
        f"{_key} is one row too low: sorted or pasted apart from the rest.",
        lambda made, key=_key: _shift(made, key),
    )


@fault
def one_figure_filled_down(made: Clean) -> Named:
    """The first commune's people with 4G filled down the column."""
    first = made.get(0, "people_4g")
    for place in range(len(made.communes)):
        made.put(place, "people_4g", first)
    return Named(columns=("people_4g",))


@fault
def codes_as_figures(made: Clean) -> Named:
    """The codes were pasted over the households."""
    for place, commune in enumerate(made.communes):
        made.put(place, "households", int(commune.code))
    return Named(columns=("households", "households_passed", "households_subscribed"))


@fault
def running_numbers_as_villages(made: Clean) -> Named:
    """The running numbers were pasted over the number of villages."""
    for place in range(len(made.communes)):
        made.put(place, "villages", place + 1)
    return Named(columns=("villages", "villages_with_4g", "villages_with_fibre"))


@fault
def population_of_long_ago(made: Clean) -> Named:
    """Populations of another age, two fifths of today's; the people covered likewise."""
    for key in ("population", "people_4g", "people_5g"):
        made.change(key, lambda value: int(value * 0.4))
    return Named(columns=("population",))


# ---- single cells --------------------------------------------------------------------------------
CELLS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "covered_above_people": ("people_4g", lambda v: v * 2 + 500),
    "negative_count": ("households_subscribed", lambda v: -v),
    "half_a_village": ("villages_with_fibre", lambda v: v - 0.5),
    "rate_above_hundred": ("%pop_4g", lambda v: v + 50),
    "rate_against_counts": ("%pop_4g", lambda v: v - 12.5),
    "rate_with_thousands": ("%pop_4g", lambda v: f"1.{int(v * 10):03d}"),
    "about": ("people_4g", lambda v: f"khoảng {v}"),
    "range_of_figures": ("villages_with_4g", lambda v: f"{v - 1}-{v}"),
    "broken_formula": ("population", lambda _: "#REF!"),
    "divided_by_zero": ("%pop_4g", lambda _: "#DIV/0!"),
    "digit_too_many": ("population", lambda v: v * 10),
    "digit_too_few": ("population", lambda v: v // 10),
    "digit_too_many_covered": ("people_5g", lambda v: v * 10 + 90_000),
    "two_figures_in_a_cell": ("households", lambda v: f"{v}; {v + 15}"),
    "letter_o_for_zero": ("households_passed", lambda v: f"{v}O"),
    "nobody_lives_there": ("population", lambda _: 0),
    "households_of_fifty": ("households", lambda v: max(v // 14, 1)),
    "yes_for_a_count": ("stations_5g", lambda _: "Có"),
    "a_date_as_count": ("stations_4g", lambda _: "30/9/2025"),
    "station_and_decimals": ("stations_4g", lambda v: v + 0.4),
}
for _name, (_key, _change) in CELLS.items():

    def _cell(
        made: Clean, key: str = _key, change: Callable[[Any], Any] = _change, name: str = _name
    ) -> Named:
        place = random.Random(name).randrange(8, 60)  # noqa: S311 - made up
        made.put(place, key, change(made.get(place, key)))
        return Named(places=(place,))

    add_fault(_name, f"One cell of {_key} is wrong: {_name}.", _cell)


def _above(made: Clean, key: str, base: str) -> Named:
    place = random.Random(key).randrange(8, 60)  # noqa: S311 - made up
    made.put(place, key, made.get(place, base) + 3)
    return Named(places=(place,), columns=(key, base))


for _key, _base in {
    "villages_with_4g": "villages",
    "villages_with_fibre": "villages",
    "households_passed": "households",
    "households_subscribed": "households_passed",
    "people_5g": "people_4g",
}.items():
    add_fault(
        f"above_{_key}",
        f"One commune has more {_key} than {_base}.",
        lambda made, key=_key, base=_base: _above(made, key, base),
    )


@fault
def year_as_villages(made: Clean) -> Named:
    """A year stands where the number of villages should."""
    made.put(23, "villages", 2025)
    return Named(columns=("villages",))


@fault
def stations_but_nobody_covered(made: Clean) -> Named:
    """Stations of 4G where nobody is covered."""
    made.put(20, "people_4g", 0)
    made.put(20, "%pop_4g", 0)
    return Named(places=(20,))


# ---- units ---------------------------------------------------------------------------------------
@fault
def commune_twice_with_other_figures(made: Clean) -> Named:
    """A commune stands twice, the second time with other figures."""
    for column in range(1, FIRST - 1):
        made.sheet.put(made.row(31), column, made.sheet.cells[made.row(30), column])
    return Named(places=(30, 31))


@fault
def commune_twice_with_the_same_figures(made: Clean) -> Named:
    """A commune stands twice with the same figures, in the place of another."""
    for (row, column), value in list(made.sheet.cells.items()):
        if row == made.row(40) and column:
            made.sheet.put(made.row(41), column, value)
    return Named(places=(40, 41))


@fault
def names_of_two_communes_swapped(made: Clean) -> Named:
    """The names of two communes are exchanged, their codes are not."""
    _exchange(made, 12, 25, [1])
    return Named(places=(12, 25))


@fault
def figures_of_two_communes_swapped(made: Clean) -> Named:
    """The figures of the largest and the smallest commune are exchanged."""
    order = sorted(range(len(made.communes)), key=lambda p: made.get(p, "population"))
    _exchange(made, order[0], order[-1], made.columns)
    return Named(places=(order[0], order[-1]))


def _exchange(made: Clean, place: int, other: int, columns: Any) -> None:
    cells = made.sheet.cells
    for column in columns:
        a, b = (made.row(place), column), (made.row(other), column)
        cells[a], cells[b] = cells[b], cells[a]


@fault
def code_of_another_province(made: Clean) -> Named:
    """A commune has a code of another province."""
    made.sheet.put(made.row(17), 2, "01273")
    return Named(places=(17,))


@fault
def code_with_a_wrong_digit(made: Clean) -> Named:
    """A code that no commune has."""
    made.sheet.put(made.row(18), 2, "99991")
    return Named(places=(18,))


@fault
def commune_of_another_province(made: Clean) -> Named:
    """A row of another province among the others."""
    made.sheet.put(made.row(22), 1, "Xã Đất Mũi")
    made.sheet.put(made.row(22), 2, "32244")
    return Named(places=(22,))


@fault
def commune_left_out(made: Clean) -> Named:
    """A row was deleted; the total still has it."""
    for column in (*range(FIRST - 1), *made.columns):
        made.sheet.cells.pop((made.row(33), column), None)
    return Named(words=(made.communes[33].short, made.communes[33].code))


@fault
def file_of_another_province(made: Clean) -> Named:
    """The whole file is of another province than it was given as."""
    name = units.provinces()["short_name"][made.province]
    made.province = "24"
    return Named(words=(name,))


# ---- totals --------------------------------------------------------------------------------------
def _wrong_total(made: Clean, key: str, factor: float) -> Named:
    made.put(len(made.communes), key, int(made.get(len(made.communes), key) * factor))
    return Named(places=(len(made.communes),), columns=(key,))


for _key, _factor in {
    "population": 1.01,
    "people_4g": 0.97,
    "households": 1.2,
    "villages": 0.9,
    "villages_with_fibre": 1.05,
    "stations_4g": 2.0,
}.items():
    add_fault(
        f"total_of_{_key}",
        f"The total of {_key} is {_factor} times the sum.",
        lambda made, key=_key, factor=_factor: _wrong_total(made, key, factor),
    )


@fault
def total_too_small_with_a_blank(made: Clean) -> Named:
    """A cell is blank, and the total is below the sum of the others."""
    made.put(15, "people_4g", None)
    made.put(15, "%pop_4g", None)
    return _wrong_total(made, "people_4g", 0.9)


@fault
def total_too_large_with_a_blank(made: Clean) -> Named:
    """A cell is blank, and the total exceeds the others by more than that commune's people."""
    made.put(16, "people_4g", None)
    made.put(16, "%pop_4g", None)
    return _wrong_total(made, "people_4g", 1.12)


@fault
def rate_of_the_total(made: Clean) -> Named:
    """The total's rate is not what its counts give."""
    made.put(len(made.communes), "%pop_4g", 61.5)
    return Named(places=(len(made.communes),))


# ---- the file ------------------------------------------------------------------------------------
@fault
def date_to_come(made: Clean) -> Named:
    """The date of the figures has not come yet."""
    made.sheet.put(2, 0, "(Số liệu tính đến ngày 30/9/2052)")
    return Named(words=("2052",))


@fault
def date_that_is_none(made: Clean) -> Named:
    """31 September."""
    made.sheet.put(2, 0, "(Số liệu tính đến ngày 31/9/2025)")
    return Named(words=("31/9/2025",))


@fault
def plan_for_present(made: Clean) -> Named:
    """The title says that the figures are the plan of 2030."""
    made.sheet.put(1, 0, "KẾ HOẠCH PHÁT TRIỂN HẠ TẦNG SỐ ĐẾN NĂM 2030")
    made.sheet.put(2, 0, "(Chỉ tiêu giao đến 31/12/2030)")
    return Named(words=("kế hoạch", "KẾ HOẠCH", "Chỉ tiêu", "2030"))


@fault
def file_of_another_operator(made: Clean) -> Named:
    """The title names VNPT, but the file was given as Viettel's."""
    made.operator = "viettel"
    made.sheet.put(1, 0, "VNPT: BÁO CÁO HẠ TẦNG")
    return Named(words=("VNPT", "vnpt"))


@fault
def file_of_last_quarter_under_a_new_date(made: Clean) -> Named:
    """Exactly the figures of the file of last quarter, only the date was changed."""
    made.before = _dated(made.sheet, "30/9/2025")
    made.sheet = _dated(made.sheet, "31/12/2025")
    return Named(words=("30/9", "30-09", "09-30", "giống", "trùng"))


@fault
def half_of_what_it_was(made: Clean) -> Named:
    """People with 4G are half of those of last quarter."""
    made.before = _dated(made.sheet, "30/9/2025")
    made.sheet = _dated(made.sheet, "31/12/2025")
    for place in range(len(made.communes)):
        for key, factor in (("people_4g", 0.5), ("people_5g", 0.5), ("%pop_4g", 0.5)):
            value = made.get(place, key) * factor
            made.put(place, key, round(value, 2) if key[0] == "%" else int(value))
    for key in ("people_4g", "people_5g"):
        values = [made.get(place, key) for place in range(len(made.communes))]
        made.put(len(made.communes), key, sum(values))
    made.put(len(made.communes), "%pop_4g", None)
    return Named(columns=("people_4g",))


@fault
def operator_above_all_together(made: Clean) -> Named:
    """One operator covers more than all of them together."""
    made.before, made.before_operator = _dated(made.sheet, "30/9/2025"), "viettel"
    for place in range(len(made.communes)):
        made.put(place, "people_4g", int(made.get(place, "people_4g") * 0.8))
        made.put(
            place,
            "%pop_4g",
            round(100 * made.get(place, "people_4g") / made.get(place, "population"), 2),
        )
    values = [made.get(place, "people_4g") for place in range(len(made.communes))]
    made.put(len(made.communes), "people_4g", sum(values))
    made.put(len(made.communes), "%pop_4g", None)
    return Named(columns=("people_4g",))


def _dated(sheet: Sheet, date: str) -> Sheet:
    copy = Sheet(sheet.title, dict(sheet.cells))
    copy.put(2, 0, f"(Số liệu tính đến ngày {date})")
    return copy


# ---- written after the checks --------------------------------------------------------------------
@fault
def total_as_a_commune(made: Clean) -> Named:
    """The sums of the province stand in the row of a commune."""
    for key in ("population", "people_4g", "people_5g", "households"):
        made.put(27, key, made.get(len(made.communes), key))
    return Named(places=(27,))


@fault
def district_total_as_a_commune(made: Clean) -> Named:
    """A commune has the sum of eight, in all its columns."""
    for key in (c.gives for c in made.style.columns if c.gives != "%pop_4g"):
        made.put(44, key, sum(made.get(place, key) for place in range(40, 48)))
    return Named(places=(44,))


@fault
def row_shifted_by_a_column(made: Clean) -> Named:
    """The cells of one commune moved one column to the right."""
    values = [made.sheet.cells.get((made.row(35), column)) for column in made.columns]
    for column, value in zip(made.columns, [None, *values[:-1]], strict=True):
        made.sheet.cells.pop((made.row(35), column), None)
        made.sheet.put(made.row(35), column, value)
    return Named(places=(35,))


@fault
def half_the_table_in_thousands(made: Clean) -> Named:
    """The second part of the rows gives people in thousands."""
    for place in range(2 * len(made.communes) // 3, len(made.communes)):
        for key in ("population", "people_4g", "people_5g"):
            made.put(place, key, round(made.get(place, key) / 1000, 3))
    return Named(columns=("population", "people_4g", "people_5g"))


@fault
def coverage_of_two_communes_swapped(made: Clean) -> Named:
    """Only the people covered of two communes are exchanged, the rates are not."""
    order = sorted(range(len(made.communes)), key=lambda p: made.get(p, "population"))
    one, other = order[3], order[-4]
    a, b = made.get(one, "people_4g"), made.get(other, "people_4g")
    made.put(one, "people_4g", b)
    made.put(other, "people_4g", a)
    return Named(places=(one,), columns=("people_4g", "%pop_4g", "population"))


@fault
def people_pasted_as_stations(made: Clean) -> Named:
    """The people covered stand in the column of 4G stations too."""
    for place in range(len(made.communes)):
        made.put(place, "stations_4g", made.get(place, "people_4g"))
    return Named(columns=("stations_4g",))


@fault
def people_pasted_as_households(made: Clean) -> Named:
    """The population stands in the column of households too."""
    made.change("households", lambda _: None)
    for place in range(len(made.communes)):
        made.put(place, "households", made.get(place, "population"))
    return Named(columns=("households", "population"))


@fault
def households_ten_times_too_many(made: Clean) -> Named:
    """One commune's households end in a 0 too many."""
    made.put(19, "households", made.get(19, "households") * 10)
    return Named(places=(19,), columns=("households", "population"))


@fault
def rates_sorted_apart(made: Clean) -> Named:
    """The column of rates was sorted without the others."""
    values = sorted(made.get(place, "%pop_4g") for place in range(len(made.communes)))
    for place, value in enumerate(values):
        made.put(place, "%pop_4g", value)
    return Named(columns=("%pop_4g", "people_4g"))


@fault
def population_sorted_apart(made: Clean) -> Named:
    """The population was sorted without the others."""
    values = sorted(made.get(place, "population") for place in range(len(made.communes)))
    for place, value in enumerate(values):
        made.put(place, "population", value)
    return Named(columns=("population", "people_4g", "%pop_4g"))


@fault
def a_row_without_a_name(made: Clean) -> Named:
    """The first row has figures but neither name nor code."""
    for column in (1, 2):
        made.sheet.cells.pop((made.row(0), column), None)
    return Named(places=(0,))


@fault
def total_of_the_quarter_before(made: Clean) -> Named:
    """All totals are a little lower than the sums: they were not worked out anew."""
    total = len(made.communes)
    for key in ("people_4g", "people_5g", "households_subscribed"):
        made.put(total, key, int(made.get(total, key) * 0.985))
    return Named(places=(total,), columns=("people_4g",))


@fault
def the_same_file_under_another_operator(made: Clean) -> Named:
    """Viettel's file was sent once more as VNPT's."""
    made.before, made.before_operator = _dated(made.sheet, "30/9/2025"), "viettel"
    made.operator = "vnpt"
    return Named(words=("truoc.xlsx",))


@fault
def the_same_file_under_another_name(made: Clean) -> Named:
    """The same file, with the same date, is there twice."""
    made.before = _dated(made.sheet, "30/9/2025")
    return Named(words=("truoc.xlsx",))


@fault
def one_commune_without_coverage_since(made: Clean) -> Named:
    """A commune that was covered in June has hardly anybody covered in September."""
    made.before = _dated(made.sheet, "30/6/2025")
    for place in range(len(made.communes)):
        made.put(place, "people_4g", made.get(place, "people_4g") - 3)
    made.put(38, "people_4g", 150)
    made.change("%pop_4g", lambda _: None)
    return Named(places=(38,), columns=("people_4g",))


@fault
def a_percentage_typed_among_counts(made: Clean) -> Named:
    """One cell of counts has 97,5."""
    made.put(29, "people_4g", "97,5")
    return Named(places=(29,), columns=("people_4g",))


# ---- judging -------------------------------------------------------------------------------------
def check(made: Clean, folder: Path) -> list[dict[str, Any]]:
    """
    Run ``dxanalysis check`` on the workbook, or on a workspace where there are two.

    Parameters
    ----------
    made
        The workbook.
    folder
        Where to write.

    Returns
    -------
    list of dict
        The findings, as the command gives them to other programs.
    """
    path = folder / "bieu.xlsx"
    save([made.sheet], path)
    call = [str(path), "--operator", made.operator, "--province", made.province]
    if made.before is not None:
        save([made.before], folder / "truoc.xlsx")
        entries = (("truoc.xlsx", made.before_operator), ("bieu.xlsx", made.operator))
        listed = "".join(f'[[workbooks]]\npath = "{p}"\noperator = "{o}"\n' for p, o in entries)
        head = (
            f'[province]\ncode = "{made.province}"\nvintage = "2025-07"\n'
            'grouping = "former_district"\nlanguages = ["vi"]\nevidence = "declared"\n'
        )
        if made.province == "14":  # elsewhere check says that there are none, and all the rest
            shutil.copy(SAMPLE / "boundaries.geojson", folder)
        listed += '[boundaries]\npath = "boundaries.geojson"\nkind = "approximate"\nsource = "x"\n'
        (folder / "province.toml").write_text(head + listed, encoding="utf-8")
        call = [str(folder)]
    output = io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.suppress(SystemExit):
        main(["check", *call, "--json"])
    return list(json.loads(output.getvalue())["findings"])


def found(made: Clean, named: Named, findings: list[dict[str, Any]]) -> bool:
    """Whether an error or a warning names what was touched."""
    return any(
        _names(made, named, finding)
        for finding in findings
        if named.note_suffices or finding["severity"] in {"error", "warning"}
    )


def _names(made: Clean, named: Named, finding: dict[str, Any]) -> bool:
    message, cell = str(finding["message"]), str(finding["cell"] or "")
    letters = cell.rstrip("0123456789")
    number = cell[len(letters) :]
    if named.places:
        rows = {str(made.row(place) + 1) for place in named.places}
        codes = {made.communes[p].code for p in named.places if p < len(made.communes)}
        if not (number in rows or finding["unit_code"] in codes):
            return False
    if named.columns:
        columns = {get_column_letter(made.column(key) + 1) for key in named.columns}
        keys = {key for k in named.columns for key in (k, INDICATORS.get(k, k))}
        paths = [c.path("") for c in made.style.columns if c.gives in named.columns]
        headings = {" / ".join(path) for path in paths}
        if not (
            letters in columns
            or finding["indicator"] in keys
            or any(heading in message for heading in headings)
        ):
            return False
    return not named.words or any(word in message for word in named.words)
