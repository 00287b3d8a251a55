"""Ask which units are meant by spellings that are none of the list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dxanalysis.errors import ParameterError
from dxanalysis.intake.questions import Choice, Question, Sentence
from dxanalysis.lang.plain import visible
from dxanalysis.sources.mapping_files import nearest_units, unit_code
from dxanalysis.units.lists import load_units
from dxanalysis.units.names import find_units

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pandas as pd

ASKED: Final = frozenset({"unit_unknown", "unit_kind_differs", "unit_ambiguous"})
"""Findings about a row that a person can decide on by naming the unit."""

LEFT_OUT: Final = "-"
"""The answer that a row is no unit that is meant."""

_MOST: Final = 30
_SUGGESTED: Final = 4
_CODE: Final = re.compile(r"\((\d{5})\)")


def ask_about_units(
    findings: pd.DataFrame, *, province: str | None, vintage: str
) -> list[Question]:
    """Ask which units are meant by names that are none of the list.

    Parameters
    ----------
    findings
        Of a reading.
    province, vintage
        Which list.

    Returns
    -------
    list of Question
        One for each spelling, at most thirty; the others stay errors.
    """
    rows = findings[(findings["severity"] == "error") & findings["rule"].isin(ASKED)]
    questions: dict[str, Question] = {}
    for row in rows.to_dict("records"):
        spelling = row["value"]
        if not isinstance(spelling, str) or spelling in questions:
            continue
        codes = _codes(spelling, row["expected"], province=province, vintage=vintage)
        if len(questions) < _MOST:
            listed = load_units(vintage=vintage, province=province)["unit_name"]
            choices = [
                Choice(code, Sentence("intake.unit", {"name": str(listed[code]), "code": code}))
                for code in codes
            ]
            where = f"{row['sheet']}!{row['cell']}"
            questions[spelling] = Question(
                "names",
                Sentence("intake.ask_unit", {"name": spelling, "cell": where}),
                (*choices, Choice(LEFT_OUT, Sentence("intake.leave_out"))),
                _check(province, vintage),
                visible(spelling),
            )
    return list(questions.values())


def _codes(spelling: str, expected: object, *, province: str | None, vintage: str) -> Iterable[str]:
    """List the units that a spelling may mean, the likeliest first."""
    said = _CODE.findall(expected) if isinstance(expected, str) else []
    near = find_units(spelling[:100], province=province, vintage=vintage)["unit_code"]
    return list(dict.fromkeys([*said, *map(str, near)]))[:_SUGGESTED]


def _check(province: str | None, vintage: str) -> Callable[[str], str]:
    """Take a name or a code that was typed."""

    def check(written: str) -> str:
        code = unit_code(written, province, vintage)
        if code is None:
            raise ParameterError(
                "intake.no_unit", found=written,
                expected=nearest_units(written, province, vintage) or "–",
            )  # fmt: skip
        return code

    return check
