"""What ``province.toml`` may say: its tables, each entry checked where it is read.

:mod:`dxanalysis.workspace` opens the file; here is what may stand in it.
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - pydantic reads annotations
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Final, Literal, cast, get_args

from pydantic import AfterValidator, BeforeValidator, Discriminator, Strict, Tag, ValidationInfo
from pydantic_core import PydanticCustomError

from dxanalysis.indicators import OPERATORS, Indicator, register_indicator
from dxanalysis.lang import LANGUAGES, Lang
from dxanalysis.lang.plain import shorten, visible
from dxanalysis.observations import EVIDENCE
from dxanalysis.snapshot import MAX_AGE_MONTHS
from dxanalysis.toml_files import CONFIG, Number, Whole, must, one_of
from dxanalysis.units.lists import LATEST_VINTAGE, SUPPORTED_VINTAGES
from dxanalysis.vietnamese import slug

BoundaryKind = Literal["approximate", "real"]
Grouping = Literal["former_district", "commune", "province", "own"]

COUNTRY: Final = "VN"
"""Stands for the whole country where a province's code would stand."""


_LONGEST_PATH: Final = 250
_LONGEST_TEXT: Final = 500
_MOST_MONTHS: Final = 600
_MOST_SITES: Final = 1000
GROUPINGS: Final = tuple(word for word in get_args(Grouping) if word != "own")


def _in_folder(written: object, info: ValidationInfo) -> Path:
    """Make the path of a file whole; it is written relative to the workspace."""
    if not isinstance(written, str) or not _is_path(written):
        expected = f'"…", 1–{_LONGEST_PATH} ký tự · characters'
        raise PydanticCustomError("unexpected", "{expected}", {"expected": expected})
    folder: Path = cast("Path", info.context)
    return spelled(folder, written)


def spelled(folder: Path, written: str) -> Path:
    """Name a file as the disk does: some systems write "ế" as one letter, others as three.

    Parameters
    ----------
    folder, written
        Where it is, and its name as ``province.toml`` has it.

    Returns
    -------
    pathlib.Path
        The form that exists, or the composed one.
    """
    forms = [folder / unicodedata.normalize(form, written) for form in ("NFC", "NFD")]
    return next((path for path in forms if path.exists()), forms[0])


def _is_path(written: str) -> bool:
    """Tell whether a text can be the path of a file."""
    return 0 < len(written) <= _LONGEST_PATH and written.isprintable()


def _is_place_code(code: str) -> bool:
    """Tell whether a text has the form of a province code, or means the whole country."""
    return code == COUNTRY or (len(code) == 2 and code.isdecimal() and code.isascii())  # noqa: PLR2004 - two digits is what the code is


def _is_sender(name: str) -> bool:
    """Tell whether a text can name a file in ``mappings/``."""
    return bool(name) and slug(name) == name


_File = Annotated[Path, BeforeValidator(_in_folder)]
_Evidence = Annotated[str, one_of(EVIDENCE)]
_Text = Annotated[
    str,
    AfterValidator(visible),
    must(lambda words: len(words) <= _LONGEST_TEXT, f"≤ {_LONGEST_TEXT} ký tự · characters"),
]
_Words = Annotated[
    dict[Lang, _Text], must(lambda words: set(words) == set(LANGUAGES), "{ vi, en }")
]
_Months = Annotated[Whole, must(lambda count: 1 <= count <= _MOST_MONTHS, f"1–{_MOST_MONTHS}")]
_Sites = Annotated[Whole, must(lambda count: 1 <= count <= _MOST_SITES, f"1–{_MOST_SITES}")]
_Share = Annotated[Number, must(lambda share: 0 <= share <= 100, "0–100")]  # noqa: PLR2004 - a percentage
_Grouping = Annotated[
    str,
    must(
        lambda word: word in GROUPINGS or (word.lower().endswith(".csv") and _is_path(word)),
        f"{', '.join(GROUPINGS)}, groups.csv",
    ),
]


@dataclass(frozen=True)
class WorkbookEntry:
    """One workbook of a workspace.

    Attributes
    ----------
    path
        The file.
    operator
        Whose figures it holds.
    as_of
        The date they stand for; None where only the file may say.
    evidence
        What they rest on.
    headings
        A file of further headings (as ``catalogue/headings.toml``); None where none are needed.
    sender
        Who sent it: the name of a file in ``mappings/``; None where its form alone is to say it.
    vintage
        The list of units that it uses; None where that is the workspace's. Figures by an older
        list are converted.
    corrects
        Another workbook of the workspace: its figures of the same unit, indicator, operator and
        day give way to those of this one. None where there is none.
    """

    __pydantic_config__ = CONFIG

    path: _File
    operator: Annotated[str, one_of(list(OPERATORS))]
    as_of: Annotated[dt.date, Strict()] | None = None
    evidence: _Evidence = "declared"
    headings: _File | None = None
    sender: Annotated[str, must(_is_sender, "a–z, 0–9, -")] | None = None
    vintage: Annotated[str, one_of(SUPPORTED_VINTAGES)] | None = None
    corrects: _File | None = None


@dataclass(frozen=True)
class ClassEntry:
    """A list of which class each unit is in: at the border or not, region I, II or III.

    Attributes
    ----------
    id
        What programs call it.
    path
        A CSV file with ``unit_code`` and the classes.
    column
        Which of its columns has them.
    evidence
        What the list rests on.
    name
        What planners call it, by language.
    values
        What each class is called, by language; one that is not named stands as it is written.
    first
        The class that is to be served first, where priorities are weighed; empty for none.
    """

    __pydantic_config__ = CONFIG

    id: Annotated[str, must(str.isidentifier, "a–z, 0–9, _")]
    path: _File
    column: Annotated[str, must(lambda name: name != "unit_code", "≠ unit_code")]
    name: _Words
    values: dict[_Text, _Words] = field(default_factory=dict)
    evidence: _Evidence = "declared"
    first: _Text = ""

    def label(self, value: str, lang: Lang) -> str:
        """Name one class in one language."""
        return self.values[value][lang] if value in self.values else shorten(value)


@dataclass(frozen=True)
class IndicatorEntry:
    """An indicator of the planner's own, and the table of its figures.

    Attributes
    ----------
    id
        What programs call it.
    path
        A table with ``unit_code``, ``numerator`` and, for a share, ``denominator``.
    name
        What planners call it, by language.
    basis
        What it is a share of; ``none`` for a count.
    unit
        What one of those counted is, by language.
    as_of
        The day its figures stand for; None where that is not known.
    evidence
        What they rest on.
    """

    __pydantic_config__ = CONFIG

    id: str
    path: _File
    name: _Words
    basis: str = "none"
    unit: _Words | None = None
    as_of: Annotated[dt.date, Strict()] | None = None
    evidence: _Evidence = "declared"

    def register(self) -> Indicator:
        """Make the indicator known to this process.

        Returns
        -------
        Indicator
            The indicator.

        Raises
        ------
        ParameterError
            If its id or its basis cannot be.
        """
        vi, en = self.name["vi"], self.name["en"]
        unit = {str(lang): word for lang, word in self.unit.items()} if self.unit else None
        return register_indicator(self.id, vi=vi, en=en, basis=self.basis, unit=unit)


@dataclass(frozen=True)
class SpeedTestsEntry:
    """The speed tests of a workspace.

    Attributes
    ----------
    path
        The CSV file.
    evidence
        ``measured``, or ``illustrative`` where every chart must say so.
    """

    __pydantic_config__ = CONFIG

    path: _File
    evidence: _Evidence = "declared"


@dataclass(frozen=True)
class CostEntry:
    """A cost or another assumption of plans, in place of the catalogue's.

    Attributes
    ----------
    low, base, high
        Its range.
    source
        Where it comes from.
    """

    __pydantic_config__ = CONFIG

    low: Number
    base: Number
    high: Number
    source: str = ""


@dataclass(frozen=True)
class ScenarioEntry:
    """One of the plans that are set beside one another, by name.

    Attributes
    ----------
    sites, budget
        Its limits, at least one of them: a number of sites, and money such as ``"60ty"``.
    floor_pct
        In every commune at least this percentage of people shall be covered.
    must, never
        Names of candidates that are chosen in any case, or may not be.
    """

    __pydantic_config__ = CONFIG

    sites: _Sites | None = None
    budget: _Text = ""
    floor_pct: _Share = 0.0
    must: tuple[_Text, ...] = ()
    never: tuple[_Text, ...] = ()


@dataclass(frozen=True)
class PlanEntry:
    """The files that plans are made of; None where there is none.

    Attributes
    ----------
    villages
        Villages with coordinates and what they lack.
    candidates
        Places where a site may be built.
    stations
        Existing stations.
    roads, fibre
        Roads, and where fibre is.
    promises
        What was promised.
    chosen
        The plan that pages mention: ``plan.csv`` as ``dxanalysis plan`` stored it.
    evidence
        What the list of villages rests on.
    costs
        Assumptions in place of the catalogue's.
    scenarios
        Plans to set beside one another, by name; the first is the one that is shown in full.
    """

    __pydantic_config__ = CONFIG

    villages: _File | None = None
    candidates: _File | None = None
    stations: _File | None = None
    roads: _File | None = None
    fibre: _File | None = None
    promises: _File | None = None
    chosen: _File | None = None
    evidence: _Evidence = "declared"
    costs: dict[str, CostEntry] = field(default_factory=dict)
    scenarios: dict[_Text, ScenarioEntry] = field(default_factory=dict)


@dataclass(frozen=True)
class BoundaryEntry:
    """The boundary file of a workspace.

    Attributes
    ----------
    path
        The file.
    kind
        ``approximate`` where the lines were drawn by a script and every map must say so.
    source
        Where they come from, for the map's credits.
    """

    __pydantic_config__ = CONFIG

    path: _File
    kind: BoundaryKind
    source: _Text


@dataclass(frozen=True)
class _Province:
    """``[province]``."""

    __pydantic_config__ = CONFIG

    code: Annotated[str, must(_is_place_code, "“14”, “20”, “25” … “VN”")]
    vintage: str = LATEST_VINTAGE
    grouping: _Grouping = "former_district"
    languages: Annotated[tuple[Lang, ...], must(bool, "[“vi”, “en”]")] = LANGUAGES
    evidence: _Evidence = "declared"


@dataclass(frozen=True)
class OwnTarget:
    """A target that the planner sets.

    Attributes
    ----------
    value_pct, year
        What is to be reached, and by when.
    document
        Where it stands.
    certainty
        How sure it is.
    """

    __pydantic_config__ = CONFIG

    value_pct: Annotated[Number, must(lambda number: 0 < number <= 100, "0–100")]  # noqa: PLR2004 - a percentage
    year: Annotated[Whole, must(lambda year: 1990 <= year <= 2100, "1990–2100")]  # noqa: PLR2004 - as it says
    document: _Text
    certainty: _Text = "planner"


@dataclass(frozen=True)
class _Figures:
    """``[figures]``."""

    __pydantic_config__ = CONFIG

    max_age_months: _Months = MAX_AGE_MONTHS


@dataclass(frozen=True)
class _Document:
    """``[document]``: words, and a list of recipients."""

    __pydantic_config__ = CONFIG

    parent: _Text = ""
    body: _Text = ""
    symbol: _Text = ""
    place: _Text = ""
    signer_title: _Text = ""
    signer: _Text = ""
    recipients: list[_Text] = field(default_factory=list)


_Target = Annotated[
    Annotated[str, Tag("id")] | Annotated[OwnTarget, Tag("own")],
    Discriminator(lambda given: "id" if isinstance(given, str) else "own"),
]


@dataclass(frozen=True)
class Said:
    """Everything that ``province.toml`` may say.

    Attributes
    ----------
    province, workbooks, boundaries, targets, classes, speed_tests, indicators, plan
        Its tables.
    figures, document
        The others.
    """

    __pydantic_config__ = CONFIG

    province: _Province
    workbooks: tuple[WorkbookEntry, ...] = ()
    boundaries: BoundaryEntry | None = None
    targets: dict[str, _Target] | None = None
    classes: tuple[ClassEntry, ...] = ()
    speed_tests: SpeedTestsEntry | None = None
    indicators: tuple[IndicatorEntry, ...] = ()
    plan: PlanEntry = field(default_factory=PlanEntry)
    figures: _Figures = field(default_factory=_Figures)
    document: _Document = field(default_factory=_Document)


def with_evidence(content: dict[str, Any]) -> dict[str, Any]:
    """Give every file the workspace's evidence where it names none of its own.

    Parameters
    ----------
    content
        As TOML gives it.

    Returns
    -------
    dict
        The same, with ``evidence`` in every entry that lacks it.
    """
    province = content.get("province")
    if not isinstance(province, dict) or province.get("evidence") not in EVIDENCE:
        return content
    default = {"evidence": province["evidence"]}

    def filled(entry: object) -> object:
        return {**default, **entry} if isinstance(entry, dict) else entry

    lists = {
        name: [filled(entry) for entry in content[name]]
        for name in ("workbooks", "classes", "indicators")
        if isinstance(content.get(name), list)
    }
    others: dict[str, Any] = {
        name: filled(content[name]) for name in ("speed_tests", "plan") if name in content
    }
    return {**content, **lists, **others}
