"""A workspace's files → everything its pages, maps and tables show.

This is the way through in one call: sources → observations → checks → rates → gaps, for every
commune, every former district and the province, joined with the boundaries.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import geopandas as gpd
import numpy as np
import pandas as pd

from dxanalysis import checks, prepared, units
from dxanalysis.errors import (
    ChecksFailedError,
    DataProblemError,
    FileUnreadableError,
    ParameterError,
    WorkspaceError,
)
from dxanalysis.gaps import compute_gaps
from dxanalysis.lang import date, number, text
from dxanalysis.observations import first_of_each, make_observations, without_repeats
from dxanalysis.rates import compute_rates
from dxanalysis.sources.boundaries import read_boundaries
from dxanalysis.sources.classes import read_classes
from dxanalysis.sources.workbook import read_workbook
from dxanalysis.spelling import slug
from dxanalysis.strata import align_classes
from dxanalysis.summary import summary_html
from dxanalysis.workspace import COUNTRY, BoundaryEntry

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from dxanalysis.lang import Lang
    from dxanalysis.sources.boundaries import BoundaryReading
    from dxanalysis.sources.workbook import WorkbookReading
    from dxanalysis.workspace import Workspace

LEVELS: Final = ("commune", "district", "group", "province", "country")
"""What an area can be: a commune; a former district; a group of the planner's own; …"""

_PAGED: Final = {
    "commune": "commune",
    "former_district": "district",
    "province": "province",
    "own": "group",
}
"""The level that each grouping makes pages of."""

GAP_COLUMNS: Final = [
    "unit_code",
    "unit_name",
    "level",
    "indicator",
    "operator",
    "as_of",
    "numerator",
    "denominator",
    "rate_pct",
    "observed_pct",
    "target_pct",
    "target_year",
    "gap_points",
    "gap_count",
    "basis",
    "comparable",
    "evidence",
]
"""The columns of ``gaps.csv``: a contract, for other programs read them."""

HEADLINE: Final = ("pop_4g", "pop_5g", "villages_fibre")
"""The three themes of every map and the first figures of every page."""


@dataclass(frozen=True)
class Area:
    """What one page is about: a commune, a former district, a group, a province, the country.

    Attributes
    ----------
    code
        Two digits for a province, three for a former district, five for a commune; ``VN`` for the
        country, and a word of ASCII letters for a group.
    name
        As it was called: ``Huyện Sông Mã``, ``Xã Bó Sinh``, ``Tỉnh Sơn La``.
    level
        One of :data:`LEVELS`.
    communes
        Codes of the communes in it.
    """

    code: str
    name: str
    level: str
    communes: tuple[str, ...]

    def label(self, lang: Lang) -> str:
        """Name the area in one language: ``Khu vực huyện Sông Mã (cũ)``."""
        if self.level == "country":
            return text("analysis.country", lang)
        if self.level == "district":
            return units.area_label(self.name, lang)
        if self.level == "province":
            kind, _, bare = self.name.partition(" ")
            known = {"Tỉnh": "analysis.province", "Thành": "analysis.city"}
            return text(known[kind], lang, name=bare.removeprefix("phố "))
        return self.name


@dataclass(frozen=True)
class CommuneSeries:
    """What there is of one indicator and operator.

    Attributes
    ----------
    dates
        Of its figures (ISO 8601), in order.
    has_target
        Whether any rate can be set against a target.
    has_rate
        Whether there is any rate; otherwise only counts, as of stations.
    """

    dates: tuple[str, ...]
    has_target: bool
    has_rate: bool


@dataclass(frozen=True)
class Analysis:
    """All that a workspace's files say.

    Attributes
    ----------
    workspace
        What was read.
    communes
        The units with their geometry, indexed by ``unit_code``, in WGS 84 (EPSG:4326), with
        ``unit_name``, ``short_name``, ``district_code``, ``district_name`` and ``spans`` (further
        former districts that a unit touches).
    observations
        Every figure that was read (:data:`dxanalysis.observations.COLUMNS`).
    gaps
        Rates and gaps of all levels (:data:`GAP_COLUMNS` and ``reason``).
    villages
        Villages without a signal, where a workbook lists them.
    findings
        What the checks found (:data:`dxanalysis.checks.FINDING_COLUMNS`).
    boundary_findings
        What was found and mended in the boundary file
        (:data:`dxanalysis.sources.boundaries.FINDING_COLUMNS`).
    inputs
        One row per file: ``path``, ``sha256``, ``rows``, ``operator``, ``as_of``, ``evidence``.
    boundaries
        How the boundary file was joined, and of what kind it is.
    areas
        What pages can be about, by code, the province first.
    classes
        The class of each unit in every list of the workspace, one column each, indexed as
        ``communes``; :data:`dxanalysis.strata.NO_CLASS` where a list does not name the unit.
    """

    workspace: Workspace
    communes: gpd.GeoDataFrame
    observations: pd.DataFrame
    gaps: pd.DataFrame
    villages: pd.DataFrame
    findings: pd.DataFrame
    boundary_findings: pd.DataFrame
    inputs: pd.DataFrame
    boundaries: BoundaryEntry
    areas: dict[str, Area]
    classes: pd.DataFrame

    @property
    def province(self) -> Area:
        """All that the workspace is about: the whole province, or the whole country."""
        return self.areas[self.workspace.province or COUNTRY]

    def whole(self, lang: Lang) -> str:
        """Name what areas are set beside: ``Toàn tỉnh``, ``Toàn thành phố`` or ``Cả nước``."""
        known = {"Tỉnh": "analysis.whole_province", "Thành": "analysis.whole_city"}
        kind = self.province.name.partition(" ")[0]
        return text(known.get(kind, "analysis.whole_country"), lang)

    def around(self, area: Area) -> Area:
        """Find the province an area lies in.

        Parameters
        ----------
        area
            The area.

        Returns
        -------
        Area
            The province; the whole country for a province, and for a group of several provinces.
        """
        codes = self.communes.loc[list(area.communes), "province_code"].unique()
        if area.level in {"province", "country"} or len(codes) > 1:
            return self.province
        return self.areas.get(str(codes[0]), self.province)

    @property
    def is_illustrative(self) -> bool:
        """Whether any figure is made up, and so everything made from it must say so."""
        return bool((self.observations["evidence"] == "illustrative").any())

    @property
    def has_approximate_boundaries(self) -> bool:
        """Whether the boundaries are only approximate, and every map must say so."""
        return self.boundaries.kind == "approximate"

    @property
    def as_of(self) -> dt.date | None:
        """The latest date that any figure stands for."""
        latest = self.observations["as_of"].max()
        return None if pd.isna(latest) else latest.date()

    @property
    def batch(self) -> list[Area]:
        """The areas that get a page of their own, by the workspace's grouping."""
        level = _PAGED[self.workspace.grouping]
        return [area for area in self.areas.values() if area.level == level]

    def area(self, code: str) -> Area:
        """Find an area that a page can be made of.

        Parameters
        ----------
        code
            Of a commune, a former district or the province.

        Returns
        -------
        Area
            The area.

        Raises
        ------
        ParameterError
            If the workspace has no such area.
        ChecksFailedError
            If figures of the area are wrong, so that nothing may be said of it.
        DataProblemError
            If no figure of the area was found at all, or only those of single operators.
        """
        if code not in self.areas:
            raise ParameterError(
                "analysis.unknown_area", found=code, expected=", ".join(self.areas)
            )
        area = self.areas[code]
        wrong = self.findings[
            (self.findings["severity"] == "error") & self.findings["unit_code"].isin(area.communes)
        ]
        if len(wrong) and area != self.province:
            raise checks_failed(wrong, key="analysis.area_wrong", area=area.name)
        if self.figures(code, operator="any")["rate_pct"].reindex(HEADLINE).isna().all():
            single = self.gaps[(self.gaps["unit_code"] == code) & (self.gaps["operator"] != "any")]
            alone = sorted(set(single.loc[single["rate_pct"].notna(), "operator"]))
            raise DataProblemError(
                "analysis.only_operators" if alone else "analysis.no_figures",
                where=", ".join(str(path) for path in self.inputs["path"]),
                area=area.name,
                found=", ".join(alone),
            )
        return area

    def figures(self, code: str, *, operator: str = "any") -> pd.DataFrame:
        """Look up the rates and gaps of one area.

        Parameters
        ----------
        code
            Of the area.
        operator
            Whose.

        Returns
        -------
        pandas.DataFrame
            Rows of :attr:`gaps`, indexed by indicator, the latest date of each.
        """
        places = self._latest_of.get((code, operator), np.array([], dtype=np.intp))
        return self.gaps.iloc[places].set_index("indicator")

    def series(self, code: str, indicator: str, *, operator: str = "any") -> pd.DataFrame:
        """Look up one rate of one area at every date there is.

        Parameters
        ----------
        code
            Of the area.
        indicator
            Id of the indicator.
        operator
            Whose.

        Returns
        -------
        pandas.DataFrame
            As :func:`dxanalysis.trends.mark_breaks` takes it: ``as_of``, ``indicator``,
            ``rate_pct``, ``denominator``, ``vintage`` and ``definition`` (missing), by date.
        """
        rows, places = self._dated
        return rows.iloc[places.get((code, indicator, operator), np.array([], dtype=np.intp))]

    @cached_property
    def _latest_of(self) -> dict[tuple[str, str], NDArray[np.intp]]:
        """Where in :attr:`gaps` the latest figures of each area and operator stand.

        Pages look up hundreds of figures: among those of a whole country each search would be long.
        """
        keys = self.gaps[["unit_code", "operator", "indicator", "as_of"]].reset_index(drop=True)
        keys = keys.sort_values("as_of", na_position="first", kind="stable")
        latest = keys.drop_duplicates(["unit_code", "operator", "indicator"], keep="last")
        groups = latest.groupby(["unit_code", "operator"], observed=True).indices
        return {
            (str(key[0]), str(key[1])): latest.index.to_numpy()[places]
            for key, places in cast("dict[tuple[str, str], NDArray[np.intp]]", groups).items()
        }

    @cached_property
    def _dated(self) -> tuple[pd.DataFrame, dict[tuple[str, str, str], NDArray[np.intp]]]:
        """The rates by date, and where those of each area, indicator and operator stand.

        None stand anywhere if there are no two dates, for one is no series.
        """
        rows = self.gaps.sort_values("as_of", kind="stable")
        chosen = rows[["as_of", "indicator", "rate_pct", "denominator"]]
        chosen = chosen.assign(vintage=self.workspace.vintage, definition=None)
        if rows["as_of"].nunique() < 2:  # noqa: PLR2004
            return chosen[:0], {}
        groups = rows.groupby(["unit_code", "indicator", "operator"], observed=True).indices
        return chosen, cast("dict[tuple[str, str, str], NDArray[np.intp]]", groups)

    @cached_property
    def _commune_rows(self) -> dict[str, NDArray[np.intp]]:
        """Where in :attr:`gaps` the rows of each commune stand."""
        communes = self.gaps["unit_code"].where(self.gaps["level"] == "commune")
        groups = self.gaps.groupby(communes.to_numpy()).indices
        return cast("dict[str, NDArray[np.intp]]", groups)

    @cached_property
    def commune_series(self) -> dict[tuple[str, str], CommuneSeries]:
        """What communes have figures of, by indicator and operator, in the order of :attr:`gaps`.

        Worked out once, for every map asks.
        """
        rows = self.gaps[self.gaps["level"] == "commune"]
        rows = rows[rows["rate_pct"].notna() | rows["numerator"].notna()]
        groups = rows.groupby(["indicator", "operator"], observed=True, sort=False)
        return {
            (str(key), str(operator)): CommuneSeries(
                dates=tuple(sorted({f"{day:%Y-%m-%d}" for day in found["as_of"].dropna()})),
                has_target=bool(found["comparable"].fillna(value=False).any()),
                has_rate=bool(found["rate_pct"].notna().any()),
            )
            for (key, operator), found in groups
        }

    def ready(self) -> None:
        """Work out now, once, all that pages look figures up by."""
        for name, value in vars(type(self)).items():
            if isinstance(value, cached_property):
                getattr(self, name)

    def figure(
        self, code: str, indicator: str, column: str = "rate_pct", *, operator: str = "any"
    ) -> float:
        """Look up one figure of one area.

        Parameters
        ----------
        code
            Of the area.
        indicator
            Id of the indicator.
        column
            Which figure: one of the number columns of :data:`GAP_COLUMNS`.
        operator
            Whose.

        Returns
        -------
        float
            The figure; NaN where it is missing or there is no such series.
        """
        return figure_in(self.figures(code, operator=operator), indicator, column)

    def commune_gaps(self, area: Area) -> pd.DataFrame:
        """Select the gaps of an area's communes.

        Parameters
        ----------
        area
            The area.

        Returns
        -------
        pandas.DataFrame
            Rows of :attr:`gaps` of level commune.
        """
        found = [self._commune_rows[code] for code in area.communes if code in self._commune_rows]
        places = np.sort(np.concatenate([np.array([], dtype=np.intp), *found]))
        return self.gaps.iloc[places]

    def _repr_html_(self) -> str:
        """Show in a notebook what was read, in the workspace's first language."""
        lang = self.workspace.languages[0]
        marks = {
            "analysis.illustrative": self.is_illustrative,
            "analysis.approximate": self.has_approximate_boundaries,
        }
        counts = self.findings["severity"].value_counts()
        return summary_html(
            self.province.label(lang),
            [
                (text("analysis.show_as_of", lang), date(self.as_of, lang)),
                (text("analysis.show_communes", lang), number(len(self.communes), lang)),
                (text("analysis.show_files", lang), ", ".join(map(str, self.inputs["path"]))),
                (text("analysis.show_figures", lang), number(len(self.observations), lang)),
                (
                    text("analysis.show_findings", lang),
                    text(
                        "analysis.show_counts",
                        lang,
                        errors=int(counts.get("error", 0)),
                        warnings=int(counts.get("warning", 0)),
                    ),
                ),
            ],
            marks=[text(key, lang) for key, holds in marks.items() if holds],
        )


def figure_in(figures: pd.DataFrame, indicator: str, column: str) -> float:
    """Take one figure from the figures of an area.

    Parameters
    ----------
    figures
        As :meth:`Analysis.figures` gives them.
    indicator
        Id of the indicator.
    column
        Which figure.

    Returns
    -------
    float
        The figure; NaN where it is missing or there is no such series.
    """
    found: Any = figures[column].get(indicator)
    return float("nan") if found is None else float(found)


def lacking(figures: pd.DataFrame, indicator: str) -> float:
    """Count those who lack something: denominator − numerator.

    Parameters
    ----------
    figures
        As :meth:`Analysis.figures` gives them.
    indicator
        Id of a rate.

    Returns
    -------
    float
        People, households or villages; NaN where either count is missing.
    """
    covered = figure_in(figures, indicator, "numerator")
    return figure_in(figures, indicator, "denominator") - covered


def checks_failed(wrong: pd.DataFrame, *, key: str, **params: object) -> ChecksFailedError:
    """Make the error that stands for a table of findings.

    Parameters
    ----------
    wrong
        The findings, at least one.
    key
        The message's key; it may name ``{n}`` and ``{first}``.
    **params
        What else the message names.

    Returns
    -------
    ChecksFailedError
        With the findings on it; its sentence tells the first in the language asked for.
    """
    return _FirstFindingError(key, findings=wrong, n=len(wrong), **params)


class _FirstFindingError(ChecksFailedError):
    """Findings told by their number and the first of them."""

    def sentence(self, lang: Lang) -> str:
        """Say it in one language, the first finding included."""
        first = checks.sentence(self.findings.iloc[0], lang)
        return text(self.key, lang, first=first, **self.params)


def analyse(
    workspace: Workspace, *, boundaries: str | Path | None = None, keep_going: bool = False
) -> Analysis:
    """Read a workspace's files and work out every rate and gap.

    Parameters
    ----------
    workspace
        What to read.
    boundaries
        A file of real boundaries to use in place of the workspace's own.
    keep_going
        Whether to go on where figures of single units are wrong. Their areas are then refused one
        by one, by :meth:`Analysis.area`.

    Returns
    -------
    Analysis
        Everything.

    Raises
    ------
    ChecksFailedError
        If a figure is wrong (and ``keep_going`` is off) or a row belongs to no unit.
    DataProblemError
        If no workbook holds any figure yet.
    CannotUseError
        If a file cannot be used.

    Notes
    -----
    Inside a batch the files were read already, and the answer is handed over by
    :mod:`dxanalysis.prepared`.

    Examples
    --------
    >>> from dxanalysis import open_workspace
    >>> sample = analyse(open_workspace("data/son-la"))
    >>> round(sample.figure("14", "pop_4g"), 2)
    97.25
    """
    call = prepared.call(workspace.folder, boundaries=boundaries, keep_going=keep_going)
    return prepared.find(call) or _analyse(workspace, boundaries, keep_going=keep_going)


def _analyse(workspace: Workspace, boundaries: str | Path | None, *, keep_going: bool) -> Analysis:
    """Read a workspace's files and work out every rate and gap: the work itself."""
    listed = _units(workspace)
    entry = workspace.boundaries
    if boundaries is not None:
        path = Path(boundaries)
        entry = BoundaryEntry(path=path, kind="real", source=path.name)
    drawn = read_boundaries(
        entry.path, units=listed, province=workspace.province, vintage=workspace.vintage
    )
    readings = [
        read_workbook(
            book.path,
            operator=book.operator,
            province=workspace.province,
            vintage=workspace.vintage,
            as_of=book.as_of,
            evidence=book.evidence,
            headings=book.headings,
        )
        for book in workspace.workbooks
    ]
    observations = without_repeats(
        make_observations(
            pd.concat([reading.observations for reading in readings], ignore_index=True)
        )
    )
    findings = _findings(readings, observations, listed)
    if (
        observations[["numerator", "rate"]].isna().all(axis=None)
        and not (findings["severity"] == "error").any()
    ):
        raise DataProblemError(
            "analysis.nothing_filled_in",
            where=workspace.folder.name,
            found=", ".join(book.path.name for book in workspace.workbooks),
        )
    wrong = findings[findings["severity"] == "error"]
    nowhere = wrong[wrong["unit_code"].isna()]
    if len(wrong) and not keep_going:
        raise checks_failed(wrong, key="analysis.figures_wrong")
    if len(nowhere):
        raise checks_failed(nowhere, key="analysis.rows_nowhere")
    areas = _areas(workspace, listed)
    return Analysis(
        workspace=workspace,
        communes=_with_geometry(listed, drawn),
        observations=observations,
        gaps=_gaps(first_of_each(observations), areas, workspace),
        villages=pd.concat([reading.villages for reading in readings], ignore_index=True),
        findings=findings,
        boundary_findings=drawn.findings,
        inputs=_inputs(workspace, readings, entry, drawn),
        boundaries=entry,
        areas=areas,
        classes=_classes(workspace, listed),
    )


def _classes(workspace: Workspace, listed: pd.DataFrame) -> pd.DataFrame:
    """Read the lists of classes and bring them to the units."""
    table = pd.DataFrame(index=listed.index)
    for entry in workspace.classes:
        rows = read_classes(entry.path, column=entry.column, vintage=workspace.vintage)
        table[entry.id] = align_classes(
            rows, listed, column=entry.column, vintage=workspace.vintage
        )
    return table


def _units(workspace: Workspace) -> pd.DataFrame:
    """List the workspace's units with the former district of each."""
    if workspace.vintage not in units.SUPPORTED_VINTAGES:
        raise WorkspaceError(
            "analysis.unknown_vintage",
            where=workspace.folder,
            found=workspace.vintage,
            expected=", ".join(units.SUPPORTED_VINTAGES),
        )
    known = units.provinces(vintage=workspace.vintage)
    if workspace.province is not None and workspace.province not in known.index:
        raise WorkspaceError(
            "analysis.unknown_province",
            where=workspace.folder,
            found=workspace.province,
            expected=", ".join(f"{code} {name}" for code, name in known["province_name"].items()),
        )
    listed = units.load_units(vintage=workspace.vintage, province=workspace.province)
    former = units.former_districts(province=workspace.province)
    # Today has no districts: they were abolished, and these are the former ones.
    return listed.drop(columns=former.columns, errors="ignore").join(former, how="left")


def _findings(
    readings: Sequence[WorkbookReading], observations: pd.DataFrame, listed: pd.DataFrame
) -> pd.DataFrame:
    """Bring together what each file and all of them together are found wrong in."""
    each = [reading.findings for reading in readings]
    together = checks.check_observations(observations, unit_names=listed["unit_name"])
    tables = [table for table in [*each, together] if len(table)]
    found = pd.concat(tables) if tables else checks.make_findings()
    # A file's own reader may have said the same of the same cell already.
    found = found.drop_duplicates(["rule", "file", "sheet", "cell", "unit_code", "indicator"])
    return checks.worst_first(found.reset_index(drop=True))


def _areas(workspace: Workspace, listed: pd.DataFrame) -> dict[str, Area]:
    """List what pages can be about, the whole first."""
    areas = [
        Area(str(code), str(members["province_name"].iloc[0]), "province", tuple(members.index))
        for code, members in listed.groupby("province_code")
    ]
    if workspace.province is None:
        areas.insert(0, Area(COUNTRY, COUNTRY, "country", tuple(listed.index)))
    if workspace.groups is not None:
        areas += _groups(workspace, workspace.groups)
    for code, members in listed.groupby("district_code"):
        district = str(members["district_name"].iloc[0])
        areas.append(Area(str(code), district, "district", tuple(members.index)))
    areas += [
        Area(str(code), name, "commune", (str(code),)) for code, name in listed["unit_name"].items()
    ]
    return {area.code: area for area in areas}


def _groups(workspace: Workspace, path: Path) -> list[Area]:
    """Make an area of each group of the planner's own; units in none have no page."""
    groups: dict[str, Area] = {}
    members = units.grouping(path, province=workspace.province)
    for name, within in members.groupby(members):
        # The code becomes a file's name: letters of ASCII only, and never those of a unit's code.
        code = f"g-{slug(str(name))}"
        if code in groups:
            raise FileUnreadableError(
                "analysis.groups_alike", where=path, found=name, other=groups[code].name
            )
        groups[code] = Area(code, str(name), "group", tuple(within.index))
    return list(groups.values())


def _gaps(observations: pd.DataFrame, areas: dict[str, Area], workspace: Workspace) -> pd.DataFrame:
    """Work out rates and gaps for every level."""
    tables = []
    for level in LEVELS:
        groups = {
            commune: area.code
            for area in areas.values()
            if area.level == level
            for commune in area.communes
        }
        if not groups:
            continue
        rates = compute_rates(observations, pd.Series(groups, dtype="str"))
        tables.append(compute_gaps(rates, workspace.targets).assign(level=level))
    gaps = pd.concat(tables, ignore_index=True)
    gaps["unit_name"] = gaps["unit_code"].map({code: area.name for code, area in areas.items()})
    return gaps[[*GAP_COLUMNS, "reason"]]


def _with_geometry(listed: pd.DataFrame, drawn: BoundaryReading) -> gpd.GeoDataFrame:
    """Join units and boundaries; a unit without a boundary stays, with none."""
    geometry = drawn.geometry.geometry.reindex(listed.index)
    return gpd.GeoDataFrame(listed, geometry=geometry, crs=drawn.geometry.crs)


def _inputs(
    workspace: Workspace,
    readings: Sequence[WorkbookReading],
    entry: BoundaryEntry,
    drawn: BoundaryReading,
) -> pd.DataFrame:
    """List the files that were read, each with what proves which one it was."""
    books = [
        {
            # Only the name: a page that is shared tells nothing of the machine it was made on.
            "path": reading.path.name,
            "sha256": reading.sha256,
            "rows": reading.rows,
            "operator": book.operator,
            "as_of": reading.as_of,
            "evidence": book.evidence,
        }
        for book, reading in zip(workspace.workbooks, readings, strict=True)
    ]
    lines = {
        "path": entry.path.name,
        "sha256": drawn.sha256,
        "rows": len(drawn.geometry),
        "operator": None,
        "as_of": None,
        "evidence": entry.kind,
    }
    return pd.DataFrame([*books, lines])
