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

    [boundaries]
    path = "boundaries.geojson"
    kind = "real"                      # or "approximate"
    source = "Who drew them, and when"

    [targets]
    pop_5g = "qd36-pop-5g-2030"        # one of catalogue/targets.toml, or the planner's own:
    pop_4g = { value_pct = 99.0, year = 2030, document = "Kế hoạch của tỉnh" }
"""

from __future__ import annotations

import datetime as dt
import difflib
import tomllib
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, cast, get_args

import tomlkit

from dxanalysis.errors import WorkspaceError
from dxanalysis.files import atomic_write
from dxanalysis.indicators import OPERATORS, Target, indicators, published_targets
from dxanalysis.lang import LANGUAGES, Lang
from dxanalysis.observations import EVIDENCE
from dxanalysis.snapshot import MAX_AGE_MONTHS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import UnionType

BoundaryKind = Literal["approximate", "real"]
Grouping = Literal["former_district", "commune", "province", "own"]

FILE_NAME: Final = "province.toml"

_MOST_BYTES: Final = 2**20
_LONGEST_PATH: Final = 250
_MOST_MONTHS: Final = 600

COUNTRY: Final = "VN"
"""Stands for the whole country where a province's code would stand."""


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
    """

    path: Path
    operator: str
    as_of: dt.date | None
    evidence: str
    headings: Path | None = None


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

    id: str
    path: Path
    column: str
    evidence: str
    name: Mapping[Lang, str]
    values: Mapping[str, Mapping[Lang, str]]
    first: str = ""

    def label(self, value: str, lang: Lang) -> str:
        """Name one class in one language."""
        return self.values[value][lang] if value in self.values else value


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

    path: Path
    evidence: str


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

    path: Path
    kind: BoundaryKind
    source: str


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
    max_age_months
        Figures older than so many months before the day that is shown count as missing.
    document
        Who issues reports: the entries of ``[document]``, see
        :class:`dxanalysis.documents.form.Issuer`.
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
    max_age_months: int = MAX_AGE_MONTHS
    document: Mapping[str, Any] = field(default_factory=dict)

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
        The province folder.

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
    folder = Path(folder)
    path = folder / FILE_NAME
    root = _Section(_read_toml(path), path, "")
    province = root.section("province")
    evidence = province.choice("evidence", EVIDENCE, default="declared")
    code = province.value("code", str, check=_is_place_code, expected="«14», «20», «25» … «VN»")
    grouping, groups = _grouping(province)
    workspace = Workspace(
        folder=folder,
        province=None if code == COUNTRY else code,
        vintage=province.value("vintage", str),
        grouping=grouping,
        groups=groups,
        languages=_languages(province),
        workbooks=tuple(_workbook(entry, evidence) for entry in root.sections("workbooks")),
        boundaries=_boundaries(root.section("boundaries")),
        targets=_targets(root.section("targets", optional=True)),
        classes=_classes(root, evidence),
        speed_tests=_speed_tests(root, evidence),
        max_age_months=_max_age(root),
        document=_document(root),
    )
    province.refuse_unknown()
    root.refuse_unknown()
    return workspace


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
    if not path.is_file():
        raise WorkspaceError("workspace.missing", where=folder, expected=FILE_NAME)
    content = tomlkit.parse(path.read_text(encoding="utf-8"))
    entry = {"path": file.relative_to(folder).as_posix(), "kind": "real", "source": source}
    content.setdefault("boundaries", tomlkit.table()).update(entry)
    with atomic_write(path, key="workspace.cannot_write") as half:
        half.write_bytes(tomlkit.dumps(content).encode())


def _read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file; whatever is wrong with it is one sentence."""
    try:
        if not path.is_file():
            raise WorkspaceError("workspace.missing", where=path.parent, expected=path.name)
        if path.stat().st_size > _MOST_BYTES:
            raise WorkspaceError("workspace.not_toml", where=path, found=f"> {_MOST_BYTES} B")
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WorkspaceError("workspace.not_toml", where=path, found=str(error)) from error
    except (ValueError, RecursionError) as error:  # a NUL, 10,000 digits, 100,000 brackets
        found = " ".join(str(error).split())[:120]
        raise WorkspaceError("workspace.not_toml", where=str(path)[:200], found=found) from error
    except OSError as error:
        raise WorkspaceError(
            "workspace.unreadable", where=str(path)[:200], found=error.strerror or error
        ) from error


class _Section:
    """One table of ``province.toml``, whose every entry must be asked for or refused."""

    def __init__(self, content: Mapping[str, Any], path: Path, name: str) -> None:
        self.content = content
        self.path = path
        self.name = name
        self.asked: set[str] = set()

    def error(self, key: str, **params: object) -> WorkspaceError:
        """Make an error that says where it was found."""
        return WorkspaceError(
            f"workspace.{key}", where=self.path, section=self.name or "–", **params
        )

    def value(
        self,
        name: str,
        kind: type | UnionType,
        *,
        default: object = None,
        check: Callable[[Any], bool] = lambda _: True,
        expected: str | None = None,
    ) -> Any:  # noqa: ANN401 - what a TOML entry holds is only known by its kind
        """Take one entry, of the kind and meaning expected."""
        self.asked.add(name)
        found = self.content.get(name, default)
        if found is None:
            raise self.error("entry_missing", entry=name)
        right_kind = isinstance(found, kind) and not (kind is not bool and isinstance(found, bool))
        right_kind &= not (kind is dt.date and isinstance(found, dt.datetime))
        if not right_kind or not check(found):
            raise self.error(
                "entry_wrong",
                entry=name,
                found=repr(found)[:120],
                expected=expected or getattr(kind, "__name__", str(kind)),
            )
        return found

    def choice(self, name: str, allowed: Sequence[str], *, default: str | None = None) -> str:
        """Take one entry that must be one of a few words."""
        expected = ", ".join(allowed)
        found = self.value(
            name, str, default=default, check=lambda word: word in allowed, expected=expected
        )
        return cast("str", found)

    def section(self, name: str, *, optional: bool = False) -> _Section:
        """Take a table inside this one."""
        content = self.value(name, dict, default={} if optional else None, expected=f"[{name}]")
        return _Section(content, self.path, name)

    def sections(self, name: str) -> list[_Section]:
        """Take a list of tables, at least one."""
        found = self.value(
            name,
            list,
            check=lambda rows: bool(rows) and all(isinstance(row, dict) for row in rows),
            expected=f"[[{name}]]",
        )
        return [_Section(row, self.path, f"{name} {place}") for place, row in enumerate(found, 1)]

    def file(self, name: str) -> Path:
        """Take the path of a file, relative to the workspace."""
        relative: str = self.value(
            name,
            str,
            check=lambda words: 0 < len(words) <= _LONGEST_PATH and words.isprintable(),
            expected=f"1–{_LONGEST_PATH} ký tự · characters",
        )
        return self.path.parent / unicodedata.normalize("NFC", relative)

    def refuse_unknown(self) -> None:
        """Refuse what nobody asked for: a misspelt entry must not be passed over."""
        unknown = sorted(set(self.content) - self.asked)
        if unknown:
            near = difflib.get_close_matches(unknown[0], self.asked, n=1, cutoff=0.6)
            raise self.error(
                "entry_unknown",
                found=", ".join(unknown)[:200],
                expected=", ".join(near or sorted(self.asked)),
            )


def _grouping(province: _Section) -> tuple[Grouping, Path | None]:
    """Read what one page is about: a word, or a file of the planner's own."""
    words = [word for word in get_args(Grouping) if word != "own"]
    expected = f"{', '.join(words)}, groups.csv"
    found: str = province.value(
        "grouping",
        str,
        check=lambda word: word in words or word.lower().endswith(".csv"),
        expected=expected,
    )
    if found in words:
        return cast("Grouping", found), None
    return "own", province.file("grouping")


def _is_place_code(code: str) -> bool:
    """Tell whether a text has the form of a province code, or means the whole country."""
    return code == COUNTRY or (len(code) == 2 and code.isdigit())  # noqa: PLR2004 - two digits is what the code is


def _languages(province: _Section) -> tuple[Lang, ...]:
    """Read the languages, the default one first."""
    found = province.value(
        "languages",
        list,
        default=list(LANGUAGES),
        check=lambda words: bool(words) and all(word in LANGUAGES for word in words),
        expected=", ".join(LANGUAGES),
    )
    return tuple(found)


def _workbook(entry: _Section, evidence: str) -> WorkbookEntry:
    """Read one ``[[workbooks]]``."""
    as_of = entry.value("as_of", dt.date) if "as_of" in entry.content else None
    workbook = WorkbookEntry(
        path=entry.file("path"),
        operator=entry.choice("operator", list(OPERATORS)),
        as_of=as_of,
        evidence=entry.choice("evidence", EVIDENCE, default=evidence),
        headings=entry.file("headings") if "headings" in entry.content else None,
    )
    entry.refuse_unknown()
    return workbook


def _classes(root: _Section, evidence: str) -> tuple[ClassEntry, ...]:
    """Read every ``[[classes]]``."""
    root.asked.add("classes")
    if "classes" not in root.content:
        return ()
    return tuple(_class(entry, evidence) for entry in root.sections("classes"))


def _class(entry: _Section, evidence: str) -> ClassEntry:
    """Read one ``[[classes]]``."""
    names = entry.section("values", optional=True)
    found = ClassEntry(
        id=entry.value("id", str, check=str.isidentifier, expected="a–z, 0–9, _"),
        path=entry.file("path"),
        column=entry.value(
            "column", str, check=lambda name: name != "unit_code", expected="≠ unit_code"
        ),
        evidence=entry.choice("evidence", EVIDENCE, default=evidence),
        name=_in_each_language(entry.section("name")),
        values={key: _in_each_language(names.section(key)) for key in names.content},
        first=entry.value("first", str, default=""),
    )
    entry.refuse_unknown()
    return found


def _in_each_language(entry: _Section) -> dict[Lang, str]:
    """Read a text that is given in every language."""
    words: dict[Lang, str] = {lang: entry.value(lang, str) for lang in LANGUAGES}
    entry.refuse_unknown()
    return words


def _speed_tests(root: _Section, evidence: str) -> SpeedTestsEntry | None:
    """Read ``[speed_tests]``."""
    root.asked.add("speed_tests")
    if "speed_tests" not in root.content:
        return None
    entry = root.section("speed_tests")
    tests = SpeedTestsEntry(
        path=entry.file("path"), evidence=entry.choice("evidence", EVIDENCE, default=evidence)
    )
    entry.refuse_unknown()
    return tests


def _max_age(root: _Section) -> int:
    """Read ``max_age_months`` of ``[figures]``."""
    entry = root.section("figures", optional=True)
    months: int = entry.value(
        "max_age_months",
        int,
        default=MAX_AGE_MONTHS,
        check=lambda count: 1 <= count <= _MOST_MONTHS,
        expected=f"1–{_MOST_MONTHS}",
    )
    entry.refuse_unknown()
    return months


def _document(root: _Section) -> dict[str, Any]:
    """Read ``[document]``: words, and a list of recipients."""
    entry = root.section("document", optional=True)
    words = ("parent", "body", "symbol", "place", "signer_title", "signer")
    found: dict[str, Any] = {name: entry.value(name, str, default="") for name in words}
    found["recipients"] = entry.value(
        "recipients",
        list,
        default=[],
        check=lambda names: all(isinstance(name, str) for name in names),
        expected="[«…», «…»]",
    )
    entry.refuse_unknown()
    return found


def _boundaries(entry: _Section) -> BoundaryEntry:
    """Read ``[boundaries]``."""
    boundaries = BoundaryEntry(
        path=entry.file("path"),
        kind=cast("BoundaryKind", entry.choice("kind", get_args(BoundaryKind))),
        source=entry.value("source", str),
    )
    entry.refuse_unknown()
    return boundaries


def _targets(entries: _Section) -> dict[str, Target]:
    """Read ``[targets]``: ids of published targets, or the planner's own."""
    targets: dict[str, Target] = {}
    for name, given in entries.content.items():
        if name not in indicators():
            raise entries.error("entry_unknown", found=name, expected=", ".join(indicators()))
        if isinstance(given, str):
            known = [key for key, target in published_targets().items() if target.indicator == name]
            targets[name] = published_targets()[entries.choice(name, known)]
        else:
            own = _Section(
                entries.value(name, dict, expected="{ value_pct, year, document }"),
                entries.path,
                f"targets.{name}",
            )
            targets[name] = _own_target(own, name)
    return targets


def _own_target(entry: _Section, name: str) -> Target:
    """Read a target that the planner sets."""
    value = entry.value(
        "value_pct",
        int | float,
        check=lambda pct: 0 < pct <= 100,  # noqa: PLR2004 - a percentage
        expected="0–100",
    )
    target = Target(
        indicator=name,
        basis=indicators()[name].basis,
        year=entry.value("year", int),
        document=entry.value("document", str),
        certainty=entry.value("certainty", str, default="planner"),
        value_pct=float(value),
    )
    entry.refuse_unknown()
    return target
