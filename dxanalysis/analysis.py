"""A workspace's files → everything its pages, maps and tables show.

This is the way through in one call: sources → observations → checks → rates → gaps, for every
commune, every former district and the province, joined with the boundaries.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np
import pandas as pd

from dxanalysis import checks, units
from dxanalysis.display.summary import summary_html
from dxanalysis.errors import (
    ChecksFailedError,
    DataProblemError,
    ParameterError,
)
from dxanalysis.lang import date, number, text
from dxanalysis.workspace import COUNTRY, BoundaryEntry

if TYPE_CHECKING:
    import datetime as dt

    import geopandas as gpd
    from numpy.typing import NDArray

    from dxanalysis.lang import Lang
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
        (:data:`dxanalysis.sources.boundaries.reader.FINDING_COLUMNS`).
    inputs
        One row per file: ``path``, ``sha256``, ``rows``, ``operator``, ``as_of``, ``evidence``.
    boundaries
        How the boundary file was joined, and of what kind it is.
    areas
        What pages can be about, by code, the province first.
    classes
        The class of each unit in every list of the workspace, one column each, indexed as
        ``communes``; :data:`dxanalysis.studies.strata.NO_CLASS` where a list does not name the
        unit.
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
    def whole(self) -> Area:
        """All that the workspace is about: the whole province, or the whole country."""
        return self.areas[self.workspace.province or COUNTRY]

    def whole_label(self, lang: Lang) -> str:
        """Name what areas are set beside: ``Toàn tỉnh``, ``Toàn thành phố`` or ``Cả nước``."""
        known = {"Tỉnh": "analysis.whole_province", "Thành": "analysis.whole_city"}
        kind = self.whole.name.partition(" ")[0]
        return text(known.get(kind, "analysis.whole_country"), lang)

    def context_area(self, area: Area) -> Area:
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
            return self.whole
        return self.areas.get(str(codes[0]), self.whole)

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
    def page_areas(self) -> list[Area]:
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
        if len(wrong) and area != self.whole:
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
            As :func:`dxanalysis.studies.trends.mark_breaks` takes it: ``as_of``, ``indicator``,
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

    def warm_caches(self) -> None:
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
        return value_of(self.figures(code, operator=operator), indicator, column)

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
            self.whole.label(lang),
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


def value_of(figures: pd.DataFrame, indicator: str, column: str) -> float:
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
    covered = value_of(figures, indicator, "numerator")
    return value_of(figures, indicator, "denominator") - covered


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
