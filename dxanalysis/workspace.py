"""A province folder: ``province.toml`` says which files, vintage, grouping, languages and targets.

::

    [province]
    code = "14"                        # two digits, or "VN" for the whole country
    vintage = "2025-07"                # optional: which list of units the files speak of
    grouping = "former_district"       # optional: what one page is about: or "commune", "province",
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

    [[indicators]]                     # optional: an indicator of your own, from a table with
    id = "schools_online"              # unit_code, numerator and denominator (a count has none)
    path = "truong-hoc.csv"
    basis = "schools"                  # what it is a share of; "none" for a count
    as_of = 2025-09-30
    name = { vi = "Trường học có Internet", en = "Schools online" }

    [speed_tests]                      # optional: a CSV as i-Speed exports it
    path = "i-speed.csv"
    evidence = "measured"

    [plan]                             # optional: what plans are made of, see docs/planning.md
    villages = "thon-ban.xlsx"         # villages with coordinates and what they lack
    candidates = "vi-tri.xlsx"         # places where a site may be built
    stations = "tram.xlsx"             # existing stations; they never leave this machine
    roads = "roads.osm.pbf"            # for fibre; and fibre = "diem-quang.xlsx", where it is
    promises = "cam-ket.xlsx"          # what was promised, by whom, until when
    chosen = "plan.csv"                # the plan that pages mention, stored by dxanalysis plan
    evidence = "declared"
    [plan.costs]                       # in place of catalogue/costs.toml
    station_new = { low = 0.9e9, base = 1.2e9, high = 1.8e9, source = "Báo giá số …" }
    [plan.scenarios]                   # plans set beside one another; the first is shown in full
    "30 trạm" = { sites = 30 }
    "60 tỷ, công bằng" = { budget = "60ty", floor_pct = 50 }

    [boundaries]                       # optional: otherwise approximate ones are drawn
    path = "boundaries.geojson"
    kind = "real"                      # or "approximate"
    source = "Who drew them, and when"

    [targets]                          # optional: otherwise DEFAULT_TARGETS; empty for none
    pop_5g = "qd36-pop-5g-2030"        # one of catalogue/targets.toml, or the planner's own:
    pop_4g = { value_pct = 99.0, year = 2030, document = "Kế hoạch của tỉnh" }
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from dxanalysis.errors import ParameterError, WorkspaceError
from dxanalysis.files import atomic_write
from dxanalysis.indicators import Target, indicators, published_targets
from dxanalysis.snapshot import MAX_AGE_MONTHS
from dxanalysis.toml_files import nearest, read_toml
from dxanalysis.workspace_file import (
    COUNTRY,
    GROUPINGS,
    BoundaryEntry,
    ClassEntry,
    Grouping,
    IndicatorEntry,
    OwnTarget,
    PlanEntry,
    Said,
    SpeedTestsEntry,
    WorkbookEntry,
    spelled,
    with_evidence,
)
from dxanalysis.workspace_names import PROVINCE_FILE, find_workspace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dxanalysis.lang import Lang
    from dxanalysis.toml_files import Place

FILE_NAME: Final = PROVINCE_FILE

DEFAULT_TARGETS: Final = {
    "pop_5g": "qd36-pop-5g-2030",
    "villages_fibre": "qd36-villages-fixed-2025",
    "communes_fibre": "qd749-communes-fibre-2025",
    "households_fibre_passed": "qd36-households-able-2025",
    "adults_epayment": "qd411-adults-epayment-2025",
    "adults_digital_signature": "qd1132-adults-signature-2030",
}
"""The published targets of a workspace that has no ``[targets]``. No document names a number for
people with 4G, so that there is none: that one is the province's own to set."""


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
    workbooks
        The files with figures.
    boundaries
        The boundary file; None where there is none, and approximate boundaries are drawn.
    targets
        The target of each indicator that has one.
    classes
        How units are classed, if it says.
    speed_tests
        The speed tests, if there are any.
    indicators
        The indicators of the planner's own.
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
    boundaries: BoundaryEntry | None
    targets: Mapping[str, Target]
    classes: tuple[ClassEntry, ...] = ()
    speed_tests: SpeedTestsEntry | None = None
    indicators: tuple[IndicatorEntry, ...] = ()
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

    def require_workbooks(self) -> tuple[WorkbookEntry, ...]:
        """Give the files with figures where nothing can be said without any.

        Returns
        -------
        tuple of WorkbookEntry
            What ``province.toml`` lists.

        Raises
        ------
        WorkspaceError
            If it lists none yet.
        """
        if not self.workbooks:
            raise WorkspaceError(
                "workspace.no_workbooks", where=self.folder / FILE_NAME, folder=self.folder
            )
        return self.workbooks


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
    said = file.validate(Said, with_evidence(file.parse()), context=folder)
    file.refuse(_wrong_indicators(said.indicators))
    targets = DEFAULT_TARGETS if said.targets is None else said.targets
    file.refuse(_wrong_targets(targets))
    province, own = said.province, said.province.grouping not in GROUPINGS
    return Workspace(
        folder=folder,
        province=None if province.code == COUNTRY else province.code,
        vintage=province.vintage,
        grouping="own" if own else cast("Grouping", province.grouping),
        groups=spelled(folder, province.grouping) if own else None,
        languages=province.languages,
        workbooks=said.workbooks,
        boundaries=said.boundaries,
        targets={name: _target(name, given) for name, given in targets.items()},
        classes=said.classes,
        speed_tests=said.speed_tests,
        indicators=said.indicators,
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
    import tomlkit  # noqa: PLC0415 - for writing only

    path = Path(folder) / FILE_NAME
    content = tomlkit.parse(read_toml(path, error=WorkspaceError).text)
    entry = {"path": file.relative_to(folder).as_posix(), "kind": "real", "source": source}
    content.setdefault("boundaries", tomlkit.table()).update(entry)
    with atomic_write(path, key="workspace.cannot_write") as half:
        half.write_bytes(tomlkit.dumps(content).encode())


def _wrong_indicators(entries: Sequence[IndicatorEntry]) -> list[tuple[Place, str]]:
    """Make the planner's own indicators known; list those that cannot be."""
    wrong: list[tuple[Place, str]] = []
    for place, entry in enumerate(entries):
        try:
            entry.register()
        except ParameterError as error:
            name = "id" if error.key == "indicators.own_id" else "basis"
            expected = str(error.params.get("expected", "a–z, 0–9, _"))
            wrong.append((("indicators", place, name), expected))
    return wrong


def _wrong_targets(targets: Mapping[str, str | OwnTarget]) -> list[tuple[Place, str]]:
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


def _target(name: str, given: str | OwnTarget) -> Target:
    """Give a published target, or the planner's own."""
    if isinstance(given, str):
        return published_targets()[given]
    return Target(indicator=name, basis=indicators()[name].basis, **asdict(given))
