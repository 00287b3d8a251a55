"""A file of answers, for scripts: the same questions, answered beforehand."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - pydantic looks at it
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

from pydantic import Strict

from dxanalysis.errors import SettingsError
from dxanalysis.indicators import OPERATORS
from dxanalysis.observations import EVIDENCE
from dxanalysis.sources.mapping_files import nearest_units, unit_code, unknown_meaning
from dxanalysis.toml_files import CONFIG, one_of, read_toml

if TYPE_CHECKING:
    from pathlib import Path

    from dxanalysis.toml_files import Place

_Operator = Annotated[str, one_of(list(OPERATORS))]


@dataclass(frozen=True)
class Answers:
    """What a file of answers says.

    Attributes
    ----------
    operator
        Whose figures the workbook holds: one, or a list where its columns are of several.
    as_of
        The date of its figures.
    evidence
        What they rest on.
    sender
        Who sent it.
    corrects
        The name of the workbook of the workspace that it corrects.
    columns
        Heading, its levels joined by " / ", to the id of a quantity or ``ignored``.
    names
        Spelling of a unit to its code or name; ``""`` leaves it out.
    """

    __pydantic_config__ = CONFIG

    operator: _Operator | tuple[_Operator, ...] = ()
    as_of: Annotated[dt.date, Strict()] | None = None
    evidence: Annotated[str, one_of(EVIDENCE)] | None = None
    sender: str | None = None
    corrects: str | None = None
    columns: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    @property
    def operators(self) -> tuple[str, ...]:
        """The operators."""
        return (self.operator,) if isinstance(self.operator, str) else self.operator


def read_answers(path: Path, *, province: str | None, vintage: str) -> Answers:
    """Read a file of answers.

    Parameters
    ----------
    path
        A TOML file.
    province, vintage
        Which list of units its names are of.

    Returns
    -------
    Answers
        What it says.

    Raises
    ------
    SettingsError
        If it is not TOML or has an unknown entry, meaning, operator or unit: all of them are named,
        each with what is nearest.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "answers.toml")
    ...     written = path.write_text('operator = "viettel"')
    ...     answers = read_answers(path, province="20", vintage="2025-07")
    >>> answers.operators
    ('viettel',)
    """
    file = read_toml(path, error=SettingsError)
    answers = file.validate(Answers)
    wrong: list[tuple[Place, str]] = [
        (("columns", heading), expected)
        for heading, meaning in answers.columns.items()
        if (expected := unknown_meaning(meaning))
    ]
    wrong += [
        (("names", spelling), nearest_units(name, province, vintage) or "00000")
        for spelling, name in answers.names.items()
        if name and unit_code(name, province, vintage) is None
    ]
    file.refuse(wrong)
    return answers
