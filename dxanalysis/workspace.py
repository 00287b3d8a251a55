"""A province folder: ``province.toml`` says which files, vintage, grouping, languages and targets.

::

    [province]
    code = "14"                        # two digits, or "VN" for the whole country
    vintage = "2025-07"                # which list of units the files speak of
    grouping = "former_district"       # what one page is about: or "commune", "province",
                                       # or a CSV file of your own: "groups.csv" (unit_code, group)
    languages = ["vi", "en"]           # the first is the default
    evidence = "declared"              # or measured, modelled, illustrative

    [[workbooks]]
    path = "workbooks/viettel.xlsx"    # relative to this folder
    operator = "viettel"               # or vnpt, mobifone, vietnamobile, any
    as_of = 2025-09-30                 # optional: otherwise what the file says
    headings = "headings.toml"         # optional: further headings that this sender uses
    sender = "viettel"                 # optional: who sent it, mappings/viettel.toml
    vintage = "2025-02"                # optional: its own list of units, if it is an older one

    [[classes]]                        # optional: how units are classed, see sources/classes.py
    id = "border"
    path = "population.csv"
    column = "border"
    evidence = "declared"
    name = { vi = "Xã biên giới", en = "Border communes" }
    values = { 1 = { vi = "biên giới", en = "border" } }
    first = "1"                        # optional: the class that is to be served first

    [speed_tests]                      # optional: a CSV as i-Speed exports it
    path = "i-speed.csv"
    evidence = "measured"

    [plan]                             # optional: what plans are made of, see docs/planning.md
    villages = "thon-ban.xlsx"         # villages with coordinates and what they lack
    candidates = "vi-tri.xlsx"         # places where a site may be built
    stations = "tram.xlsx"             # existing stations; they never leave this machine
    roads = "roads.osm.pbf"            # for fibre; and fibre = "diem-quang.xlsx", where it is
    promises = "cam-ket.xlsx"          # what was promised, by whom, until when
    evidence = "declared"
    [plan.costs]                       # in place of catalogue/costs.toml
    station_new = { low = 0.9e9, base = 1.2e9, high = 1.8e9, source = "Báo giá số …" }

    [boundaries]
    path = "boundaries.geojson"
    kind = "real"                      # or "approximate"
    source = "Who drew them, and when"

    [targets]
    pop_5g = "qd36-pop-5g-2030"        # one of catalogue/targets.toml, or the planner's own:
    pop_4g = { value_pct = 99.0, year = 2030, document = "Kế hoạch của tỉnh" }
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - pydantic reads annotations
import unicodedata
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, cast, get_args

import tomlkit
from pydantic import AfterValidator, BeforeValidator, Discriminator, Strict, Tag, ValidationInfo
from pydantic_core import PydanticCustomError

from dxanalysis.errors import WorkspaceError
from dxanalysis.files import atomic_write
from dxanalysis.indicators import OPERATORS, Target, indicators, published_targets
from dxanalysis.lang import LANGUAGES, Lang
from dxanalysis.lang.plain import shorten, visible
from dxanalysis.observations import EVIDENCE
from dxanalysis.snapshot import MAX_AGE_MONTHS
from dxanalysis.toml_files import (
    CONFIG,
    Number,
    Whole,
    must,
    nearest,
    one_of,
    read_toml,
)
from dxanalysis.units.lists import SUPPORTED_VINTAGES
from dxanalysis.vietnamese import slug
from dxanalysis.workspace_names import PROVINCE_FILE, find_workspace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxanalysis.toml_files import Place

BoundaryKind = Literal["approximate", "real"]
Grouping = Literal["former_district", "commune", "province", "own"]

FILE_NAME: Final = PROVINCE_FILE

_LONGEST_PATH: Final = 250
_LONGEST_TEXT: Final = 500
_MOST_MONTHS: Final = 600
_GROUPINGS: Final = tuple(word for word in get_args(Grouping) if word != "own")

COUNTRY: Final = "VN"
"""Stands for the whole country where a province's code would stand."""


def _in_folder(written: object, info: ValidationInfo) -> Path:
    """Make the path of a file whole; it is written relative to the workspace."""
    if not isinstance(written, str) or not _is_path(written):
        expected = f'"…", 1–{_LONGEST_PATH} ký tự · characters'
        raise PydanticCustomError("unexpected", "{expected}", {"expected": expected})
    folder: Path = cast("Path", info.context)
    return _spelled(folder, written)


def _spelled(folder: Path, written: str) -> Path:
    """Name a file as the disk does: some systems write "ế" as one letter, others as three."""
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
_Grouping = Annotated[
    str,
    must(
        lambda word: word in _GROUPINGS or (word.lower().endswith(".csv") and _is_path(word)),
        f"{', '.join(_GROUPINGS)}, groups.csv",
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
    """

    __pydantic_config__ = CONFIG

    path: _File
    operator: Annotated[str, one_of(list(OPERATORS))]
    as_of: Annotated[dt.date, Strict()] | None = None
    evidence: _Evidence = "declared"
    headings: _File | None = None
    sender: Annotated[str, must(_is_sender, "a–z, 0–9, -")] | None = None
    vintage: Annotated[str, one_of(SUPPORTED_VINTAGES)] | None = None


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
    evidence
        What the list of villages rests on.
    costs
        Assumptions in place of the catalogue's.
    """

    __pydantic_config__ = CONFIG

    villages: _File | None = None
    candidates: _File | None = None
    stations: _File | None = None
    roads: _File | None = None
    fibre: _File | None = None
    promises: _File | None = None
    evidence: _Evidence = "declared"
    costs: dict[str, CostEntry] = field(default_factory=dict)


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
class Workspace:
    """What ``province.toml`` says.

    Attributes
    ----------
    folder
        Where it lies.
    province
        Two-digit code; None for the whole country.
    vintage
        Which list of units its files speak of.
    grouping
        What one page is about; ``own`` where the planner put the units into groups.
    groups
        The file that does so (:func:`dxanalysis.units.grouping`); None where there is none.
    languages
        In which languages pages may be made; the first is the default.
    workbooks, boundaries
        The files.
    targets
        The target of each indicator that has one.
    classes
        How units are classed, if it says.
    speed_tests
        The speed tests, if there are any.
    plan
        What plans are made of.
    max_age_months
        Figures older than so many months before the day that is shown count as missing.
    document
        Who issues reports: the entries of ``[document]``, see
        :class:`dxanalysis.documents.form.Issuer`.
    evidence
        What the figures of a file rest on that says nothing else.
    """

    folder: Path
    province: str | None
    vintage: str
    grouping: Grouping
    groups: Path | None
    languages: tuple[Lang, ...]
    workbooks: tuple[WorkbookEntry, ...]
    boundaries: BoundaryEntry
    targets: Mapping[str, Target]
    classes: tuple[ClassEntry, ...] = ()
    speed_tests: SpeedTestsEntry | None = None
    plan: PlanEntry = field(default_factory=PlanEntry)
    max_age_months: int = MAX_AGE_MONTHS
    document: Mapping[str, Any] = field(default_factory=dict)
    evidence: str = "declared"

    def require_speed_tests(self) -> SpeedTestsEntry:
        """Give the speed tests where nothing can be said without them.

        Returns
        -------
        SpeedTestsEntry
            What ``province.toml`` lists.

        Raises
        ------
        WorkspaceError
            If it lists none.
        """
        if self.speed_tests is None:
            raise WorkspaceError("workspace.no_speed_tests", where=self.folder / FILE_NAME)
        return self.speed_tests


def open_workspace(folder: str | Path) -> Workspace:
    """Read and check a workspace's ``province.toml``.

    Parameters
    ----------
    folder
        The province folder: a path, or a name that
        :func:`dxanalysis.workspace_names.workspaces` lists.

    Returns
    -------
    Workspace
        What it says, with the paths of its files made whole. The files are not opened yet.

    Raises
    ------
    WorkspaceError
        If the folder or its ``province.toml`` is missing, is not TOML, lacks an entry, has an
        unknown one, or names a value that does not exist.

    Examples
    --------
    >>> workspace = open_workspace("data/son-la")
    >>> workspace.province, workspace.grouping, len(workspace.workbooks)
    ('14', 'former_district', 6)
    """
    folder = find_workspace(folder)
    file = read_toml(folder / FILE_NAME, error=WorkspaceError)
    said = file.validate(_Said, _with_evidence(file.parse()), context=folder)
    file.refuse(_wrong_targets(said.targets))
    province, own = said.province, said.province.grouping not in _GROUPINGS
    return Workspace(
        folder=folder,
        province=None if province.code == COUNTRY else province.code,
        vintage=province.vintage,
        grouping="own" if own else cast("Grouping", province.grouping),
        groups=_spelled(folder, province.grouping) if own else None,
        languages=province.languages,
        workbooks=said.workbooks,
        boundaries=said.boundaries,
        targets={name: _target(name, given) for name, given in said.targets.items()},
        classes=said.classes,
        speed_tests=said.speed_tests,
        plan=said.plan,
        max_age_months=said.figures.max_age_months,
        document=asdict(said.document),
        evidence=province.evidence,
    )


def use_boundaries(folder: str | Path, *, file: Path, source: str) -> None:
    """Make a workspace draw its maps from a file of real boundaries.

    Parameters
    ----------
    folder
        The province folder. Only ``[boundaries]`` of its ``province.toml`` changes; comments stay.
    file
        The boundary file, inside the folder.
    source
        Where the boundaries come from, for the map's credits.

    Raises
    ------
    WorkspaceError
        If there is no ``province.toml``.
    OutputError
        If it cannot be written.
    """
    path = Path(folder) / FILE_NAME
    content = tomlkit.parse(read_toml(path, error=WorkspaceError).text)
    entry = {"path": file.relative_to(folder).as_posix(), "kind": "real", "source": source}
    content.setdefault("boundaries", tomlkit.table()).update(entry)
    with atomic_write(path, key="workspace.cannot_write") as half:
        half.write_bytes(tomlkit.dumps(content).encode())


# ---- what the file may say -----------------------------------------------------------------------
@dataclass(frozen=True)
class _Province:
    """``[province]``."""

    __pydantic_config__ = CONFIG

    code: Annotated[str, must(_is_place_code, "“14”, “20”, “25” … “VN”")]
    vintage: str
    grouping: _Grouping
    languages: Annotated[tuple[Lang, ...], must(bool, "[“vi”, “en”]")] = LANGUAGES
    evidence: _Evidence = "declared"


@dataclass(frozen=True)
class _OwnTarget:
    """A target that the planner sets."""

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
    Annotated[str, Tag("id")] | Annotated[_OwnTarget, Tag("own")],
    Discriminator(lambda given: "id" if isinstance(given, str) else "own"),
]


@dataclass(frozen=True)
class _Said:
    """Everything that ``province.toml`` may say."""

    __pydantic_config__ = CONFIG

    province: _Province
    workbooks: Annotated[tuple[WorkbookEntry, ...], must(bool, "[[workbooks]]")]
    boundaries: BoundaryEntry
    targets: dict[str, _Target] = field(default_factory=dict)
    classes: tuple[ClassEntry, ...] = ()
    speed_tests: SpeedTestsEntry | None = None
    plan: PlanEntry = field(default_factory=PlanEntry)
    figures: _Figures = field(default_factory=_Figures)
    document: _Document = field(default_factory=_Document)


def _with_evidence(content: dict[str, Any]) -> dict[str, Any]:
    """Give every file the workspace's evidence where it names none of its own."""
    province = content.get("province")
    if not isinstance(province, dict) or province.get("evidence") not in EVIDENCE:
        return content
    default = {"evidence": province["evidence"]}

    def filled(entry: object) -> object:
        return {**default, **entry} if isinstance(entry, dict) else entry

    lists = {
        name: [filled(entry) for entry in content[name]]
        for name in ("workbooks", "classes")
        if isinstance(content.get(name), list)
    }
    others: dict[str, Any] = {
        name: filled(content[name]) for name in ("speed_tests", "plan") if name in content
    }
    return {**content, **lists, **others}


def _wrong_targets(targets: Mapping[str, str | _OwnTarget]) -> list[tuple[Place, str]]:
    """List targets of unknown indicators, and ids that are no target of theirs."""
    wrong: list[tuple[Place, str]] = []
    for name, given in targets.items():
        if name not in indicators():
            wrong.append((("targets", name, -1), nearest(name, list(indicators()))))
        elif isinstance(given, str):
            known = [key for key, one in published_targets().items() if one.indicator == name]
            if given not in known:
                expected = nearest(given, known) or "{ value_pct, year, document }"
                wrong.append((("targets", name), expected))
    return wrong


def _target(name: str, given: str | _OwnTarget) -> Target:
    """Give a published target, or the planner's own."""
    if isinstance(given, str):
        return published_targets()[given]
    return Target(indicator=name, basis=indicators()[name].basis, **asdict(given))
