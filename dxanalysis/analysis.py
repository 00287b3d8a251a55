"""Everything that pages, maps and tables show of a workspace: the result and its look-ups.

It holds two tables of figures: the *history* (every date) and the *snapshot* (what stands now).
:mod:`dxanalysis.pipeline` makes it from the workspace's files.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, cast

import geopandas as gpd
import numpy as np
import pandas as pd

from dxanalysis import units
from dxanalysis.display.summary import summary_html
from dxanalysis.errors import (
    ChecksFailedError,
    DataProblemError,
    ParameterError,
)
from dxanalysis.findings import sentence
from dxanalysis.gaps import compute_gaps
from dxanalysis.indicators import OPERATORS
from dxanalysis.indicators import indicator as known_indicator
from dxanalysis.lang import LANGUAGES, date_range, number, text
from dxanalysis.observations import EVIDENCE
from dxanalysis.rates import ANY, compute_rates, rates_by_date
from dxanalysis.shown_operators import choose_operators, set_aside
from dxanalysis.snapshot import Snapshot, bases, has_figure, require_one_row_each, take_snapshot
from dxanalysis.sources.plan_lists import no_plan
from dxanalysis.units.parsing import split_kind
from dxanalysis.vietnamese import fold
from dxanalysis.workspace_file import COUNTRY, BoundaryEntry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from dxanalysis.indicators import Target
    from dxanalysis.lang import Lang
    from dxanalysis.standing_villages import VillageLists
    from dxanalysis.workspace import Workspace

_MOST_LOOKED_UP: Final = 512
"""Answers of :meth:`Analysis.figures` that are kept: those of a province, not of a country."""

_NOWHERE: Final = np.array([], dtype=np.intp)
"""Where the rows stand of what there is nothing of."""

LEVELS: Final = ("commune", "district", "group", "province", "country")
"""What an area can be: a commune; a former district; a group of the planner's own; …"""

_PAGED: Final = {
    "commune": "commune",
    "former_district": "district",
    "province": "province",
    "own": "group",
}
"""The level that each grouping makes pages of."""

NO_FIGURES: Final = "analysis.no_figures"
"""The error of an area of which there is no figure: missing ones, not wrong ones."""

_MANY_PAGES: Final = 200
"""More than the communes of any province: the country's."""

GAP_COLUMNS: Final = [
    "unit_code",
    "unit_name",
    "level",
    "indicator",
    "operator",
    "as_of",
    "as_of_oldest",
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
"""The columns of ``gaps.csv``: a contract, because other programs read them."""

_BESIDE: Final = ["reason", "units", "observed_units", "observed_of"]
"""What :attr:`Analysis.gaps` has besides: why there is no gap, and on what a sum rests."""

_NUMBER_COLUMNS: Final = (
    "numerator", "denominator", "rate_pct", "observed_pct", "target_pct", "target_year",
    "gap_points", "gap_count",
)  # fmt: skip

DATED_COLUMNS: Final = [
    "unit_code",
    "unit_name",
    "level",
    "indicator",
    "operator",
    "as_of",
    "as_of_oldest",
    "numerator",
    "denominator",
    "rate_pct",
    "observed_pct",
    "evidence",
]
"""The columns of ``history.csv``: a contract too."""

_SERIES_COLUMNS: Final = [
    "as_of", "indicator", "rate_pct", "denominator", "vintage", "definition",
]  # fmt: skip

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
        """Name the area in one language: ``Địa bàn huyện Sông Mã (cũ)``."""
        if self.level == "country":
            return text("analysis.country", lang)
        if self.level == "district":
            return units.area_label(self.name, lang)
        if self.level == "province":
            kind, bare = split_kind(self.name)
            known = {"Tỉnh": "analysis.province", "Thành phố": "analysis.city"}
            return text(known[kind], lang, name=bare)
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
class _Dates:
    """The dates of rows of gaps, for look-ups: those of a page are many.

    Attributes
    ----------
    indicators, names
        The number of each row's indicator, and the ids of those numbers.
    counts
        Whether a row has a figure, and is no base.
    latest, oldest
        The columns ``as_of`` and ``as_of_oldest``.
    """

    indicators: NDArray[np.intp]
    names: tuple[str, ...]
    counts: NDArray[np.bool_]
    latest: NDArray[np.datetime64]
    oldest: NDArray[np.datetime64]

    def numbered(self, indicators: Sequence[str]) -> list[int]:
        """Give the numbers of indicators; those there is nothing of have none."""
        return [place for place, name in enumerate(self.names) if name in indicators]


@dataclass(frozen=True)
class Analysis:
    """The result of analysing a workspace: figures, gaps, areas, boundaries, findings.

    Attributes
    ----------
    workspace
        What was read.
    communes
        The units with their geometry, indexed by ``unit_code``, in WGS 84 (EPSG:4326), with
        ``unit_name``, ``short_name``, ``district_code``, ``district_name`` and ``spans`` (further
        former districts that a unit touches).
    history
        Every figure that was read, by date (:data:`dxanalysis.observations.COLUMNS`).
    snapshot
        The figures that stand: the last one sent of each unit, indicator and operator.
    gaps
        Rates and gaps of all levels, from the snapshot (:data:`GAP_COLUMNS`, ``reason`` and how
        many units are observed): one row per unit, indicator and operator.
    villages
        Villages without a signal, where a workbook lists them.
    findings
        What the checks found (:data:`dxanalysis.findings.FINDING_COLUMNS`).
    boundary_findings
        What was found and repaired in the boundary file
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
    doubts
        Claims that speed tests contradict (:data:`dxanalysis.studies.doubts.COLUMNS`).
    planned
        Sites of the plan that the workspace names
        (:data:`dxanalysis.sources.plan_lists.PLANNED_COLUMNS`).
    village_lists
        All lists of villages, for other days.
    year
        The year that targets are due by or overdue in: that of the day that was asked for, else of
        the run. Pages name no other date of the run, so that they change once a year and not daily.
    """

    workspace: Workspace
    communes: gpd.GeoDataFrame
    history: pd.DataFrame
    snapshot: Snapshot
    gaps: pd.DataFrame
    villages: pd.DataFrame
    findings: pd.DataFrame
    boundary_findings: pd.DataFrame
    inputs: pd.DataFrame
    boundaries: BoundaryEntry
    areas: dict[str, Area]
    classes: pd.DataFrame
    doubts: pd.DataFrame
    planned: pd.DataFrame = field(default_factory=no_plan)
    village_lists: VillageLists | None = None
    year: int = 0

    @property
    def whole(self) -> Area:
        """All that the workspace is about: the whole province, or the whole country."""
        return self.areas[self.workspace.province or COUNTRY]

    def whole_label(self, lang: Lang) -> str:
        """Name the total compared with: ``Toàn tỉnh``, ``Toàn thành phố`` or ``Cả nước``."""
        known = {"Tỉnh": "analysis.whole_province", "Thành phố": "analysis.whole_city"}
        kind = split_kind(self.whole.name)[0]
        return text(known.get(kind, "analysis.whole_country"), lang)

    def boundary_source(self, lang: Lang) -> str:
        """Name where the boundaries are from; those drawn by this program in any language."""
        for key in ("newworkspace.toml_source", "analysis.drawn_by_program"):
            if self.boundaries.source in {text(key, one) for one in LANGUAGES}:
                return text(key, lang)
        return self.boundaries.source

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

    @cached_property
    def is_illustrative(self) -> bool:
        """Whether any figure is made up, and so everything made from it must say so."""
        return bool((self.history["evidence"] == "illustrative").any())

    @property
    def evidence(self) -> str:
        """What the figures that stand rest on: the kind to be most careful with."""
        known = self.snapshot.figures.loc[has_figure(self.snapshot.figures), "evidence"]
        return next((kind for kind in EVIDENCE if (known == kind).any()), EVIDENCE[0])

    @property
    def has_approximate_boundaries(self) -> bool:
        """Whether the boundaries are only approximate, and every map must say so."""
        return self.boundaries.kind == "approximate"

    @property
    def as_of(self) -> dt.date | None:
        """The latest date of any figure that stands; None where no figure has a date."""
        latest = self.snapshot.figures.loc[has_figure(self.snapshot.figures), "as_of"].max()
        return None if pd.isna(latest) else latest.date()

    @property
    def page_areas(self) -> list[Area]:
        """The areas that get a page of their own, by the workspace's grouping."""
        level = _PAGED[self.workspace.grouping]
        return [area for area in self.areas.values() if area.level == level]

    @property
    def has_many_pages(self) -> bool:
        """Whether the site has so many pages that each has to be small."""
        return len(self.page_areas) > _MANY_PAGES

    def area(self, code: str | int) -> Area:
        """Look up an area by its code or its name.

        Parameters
        ----------
        code
            Of a commune, a former district, a group or the province: ``"126"`` or ``126``; or a
            name, with or without its kind: ``"Sông Mã"``. Where a former district and a commune
            share a name, the one that has a page is meant.

        Returns
        -------
        Area
            The area.

        Raises
        ------
        ParameterError
            If the workspace has no such area, or several; the sentence names the nearest.
        """
        wanted = str(code).strip()
        for width in (0, 2, 3, 5) if wanted.isdecimal() else (0,):
            if wanted.zfill(width) in self.areas:
                return self.areas[wanted.zfill(width)]
        key = fold(wanted)
        named = [area for area in self.areas.values() if key in _spellings(area)]
        paged = [area for area in named if area in self.page_areas]
        for found in (named, paged):
            if len(found) == 1:
                return found[0]
        from rapidfuzz import process  # noqa: PLC0415 - loads slowly, and only suggests

        near = named or [
            self.areas[name[2]]
            for name in process.extract(
                key, {area.code: fold(area.name) for area in self.areas.values()}, limit=3
            )
        ]
        raise ParameterError(
            "analysis.several_areas" if named else "analysis.unknown_area",
            found=code,
            expected=", ".join(f"{area.code} ({area.name})" for area in near),
        )

    def require_area(self, code: str | int) -> Area:
        """Look up an area that a page can be made of, or say why none can.

        Parameters
        ----------
        code
            As for :meth:`area`.

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
            If no figure of the area was found at all, of any operator or of one.
        """
        area = self.area(code)
        wrong = self.findings[
            (self.findings["severity"] == "error") & self.findings["unit_code"].isin(area.communes)
        ]
        if len(wrong) and area != self.whole:
            raise checks_failed(wrong, key="analysis.area_wrong", area=area.name)
        if not self._with_figures.intersection(area.communes):
            books = self.inputs.loc[self.inputs["operator"].notna(), "path"]
            raise DataProblemError(
                NO_FIGURES, where=", ".join(str(path) for path in books), area=area.name
            )
        return area

    @cached_property
    def _with_figures(self) -> frozenset[str]:
        """The communes of which there is any figure, bases aside."""
        rows = self.gaps[self.gaps["level"] == "commune"]
        known = rows["rate_pct"].notna() | rows["numerator"].notna()
        return frozenset(rows.loc[known & ~rows["indicator"].isin(bases()), "unit_code"])

    @property
    def silent_areas(self) -> list[Area]:
        """The areas that get no page, for nobody has sent any figure of them yet."""
        return [
            area for area in self.page_areas if not self._with_figures.intersection(area.communes)
        ]

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
            Rows of :attr:`gaps`, indexed by indicator. Not to be changed: it is looked up once.
        """
        found = self._looked_up.get((code, operator))
        if found is None:
            places = self._rows_of.get((code, operator), _NOWHERE)
            found = self._keep(code, operator, self.gaps.iloc[places].set_index("indicator"))
        return found

    @cached_property
    def shown_operators(self) -> dict[str, str]:
        """Whose figures stand for each indicator that has any: see :func:`choose_operators`."""
        return choose_operators(self.gaps[self.gaps["level"] == "commune"])

    @cached_property
    def lone_operators(self) -> list[str]:
        """The operators that coverage is shown of, where no rate of it is of any operator."""
        coverage = {
            operator
            for key, operator in self.shown_operators.items()
            if known_indicator(key).is_rate and known_indicator(key).source == "operators"
        }
        some_of_any = ANY in coverage or bool(self.set_aside)
        return [] if some_of_any else [one for one in OPERATORS if one in coverage]

    @cached_property
    def set_aside(self) -> dict[str, tuple[int, int]]:
        """Where figures of any operator are too few: see :func:`set_aside`."""
        return set_aside(self.gaps[self.gaps["level"] == "commune"])

    def operator_of(self, indicator: str) -> str:
        """Tell whose figures of an indicator are shown.

        Parameters
        ----------
        indicator
            Its id.

        Returns
        -------
        str
            ``any``, or the one operator that stands for it where nobody reported on any operator.
        """
        return self.shown_operators.get(indicator, ANY)

    def name_of(self, indicator: str, lang: Lang) -> str:
        """Name an indicator as its shown figures are to be called.

        Parameters
        ----------
        indicator
            Its id.
        lang
            The language.

        Returns
        -------
        str
            With the operator's name, where the figures are one operator's.
        """
        return of_operator(known_indicator(indicator).name(lang), self.operator_of(indicator), lang)

    def shown(self, code: str) -> pd.DataFrame:
        """Look up the rates and gaps of one area that pages show.

        Parameters
        ----------
        code
            Of the area.

        Returns
        -------
        pandas.DataFrame
            Rows of :attr:`gaps`, indexed by indicator: of any operator or, where nobody reported
            that, of the operator of :meth:`operator_of`, to be shown with its name
            (:meth:`name_of`). Not to be changed: it is looked up once.
        """
        found = self._looked_up.get((code, ""))
        if found is None:
            places = self._shown_rows.get(code, _NOWHERE)
            found = self._keep(code, "", self.gaps.iloc[places].set_index("indicator"))
        return found

    @cached_property
    def is_shown(self) -> pd.Series:
        """For each row of :attr:`gaps` whether it is of the operator that is shown."""
        whose = self.gaps["indicator"].map(self.shown_operators).astype("object").fillna(ANY)
        return self.gaps["operator"].astype("str") == whose.astype("str")

    @cached_property
    def _shown_rows(self) -> dict[str, NDArray[np.intp]]:
        """Where in :attr:`gaps` the shown figures of each area stand."""
        codes = self.gaps["unit_code"].astype("str").where(self.is_shown)
        return cast("dict[str, NDArray[np.intp]]", self.gaps.groupby(codes.to_numpy()).indices)

    @cached_property
    def counted(self) -> frozenset[str]:
        """The indicators of which communes' shown figures say how many there are in all."""
        rows = self.gaps[["level", "indicator", "denominator"]]
        known = rows[(rows["level"] == "commune") & self.is_shown & rows["denominator"].notna()]
        return frozenset(known["indicator"])

    @cached_property
    def given(self) -> frozenset[tuple[str, str]]:
        """The rates of communes of which there is any, with the operator of each."""
        rows = self.gaps[(self.gaps["level"] == "commune") & self.gaps["rate_pct"].notna()]
        return frozenset(zip(rows["indicator"], rows["operator"], strict=True))

    @cached_property
    def reported(self) -> tuple[frozenset[str], frozenset[str]]:
        """The operators and the indicators of which any figure stands, bases aside."""
        sent = self.snapshot.figures
        given = sent[has_figure(sent) & ~sent["indicator"].isin(bases())]
        return frozenset(given["operator"]), frozenset(given["indicator"])

    def shown_period(
        self, codes: Sequence[str], indicators: Sequence[str]
    ) -> tuple[dt.date | None, dt.date | None]:
        """Find the oldest and newest date of what is shown of several areas.

        Parameters
        ----------
        codes
            Of the areas.
        indicators
            Ids of those shown.

        Returns
        -------
        tuple of date or None
            As :func:`period_of` gives it.
        """
        own = [self._shown_rows.get(code, _NOWHERE) for code in codes]
        return self._period(np.concatenate([_NOWHERE, *own]), indicators)

    def _keep(self, code: str, operator: str, found: pd.DataFrame) -> pd.DataFrame:
        """Remember an answer."""
        if len(self._looked_up) >= _MOST_LOOKED_UP:
            self._looked_up.clear()
        self._looked_up[code, operator] = found
        return found

    def marks(self, lang: Lang, *, long: bool = False) -> list[str]:
        """Say what must not be overlooked wherever figures or maps are shown.

        Parameters
        ----------
        lang
            The language.
        long
            Whether as whole sentences.

        Returns
        -------
        list of str
            That figures are illustrative, boundaries approximate, coverage one operator's only, or
            one operator's because those of any are of few communes.
        """
        end = "_long" if long else ""
        marks = {
            "illustrative": self.is_illustrative,
            "approximate": self.has_approximate_boundaries,
        }
        said = [text(f"pages.{key}{end}", lang) for key, holds in marks.items() if holds]
        if self.lone_operators:
            names = ", ".join(OPERATORS[one][lang] for one in self.lone_operators)
            said.append(text(f"pages.one_operator{end}", lang, operator=names))
        if self.set_aside:
            names = ", ".join(self.name_of(key, lang) for key in self.set_aside)
            few = max(n for n, _ in self.set_aside.values())
            said.append(text(f"pages.few_of_any{end}", lang, names=names, n=few))
        return said

    @cached_property
    def _looked_up(self) -> dict[tuple[str, str], pd.DataFrame]:
        """The answers of :meth:`figures`: tables and documents ask for the same ones again."""
        return {}

    def dates(
        self,
        area: Area,
        *,
        lang: Lang,
        indicator: str | Sequence[str] = "",
        operator: str = "",
    ) -> str:
        """Write from when to when the figures of an area are.

        Parameters
        ----------
        area
            The area.
        lang
            The language.
        indicator, operator
            Only those figures, where named: of one indicator or of several.

        Returns
        -------
        str
            One date, or a range: also of what is shown by commune and is part of no sum.
        """
        _, of_area = self._dates_of
        codes = dict.fromkeys([area.code, *area.communes])
        if operator:
            own = [self._rows_of.get((code, operator), _NOWHERE) for code in codes]
        else:
            own = [of_area.get(code, _NOWHERE) for code in codes]
        named = [indicator] if isinstance(indicator, str) else indicator
        places = np.concatenate(own)
        return date_range(*self._period(places, [one for one in named if one]), lang)

    def _period(
        self, places: NDArray[np.intp], indicators: Sequence[str]
    ) -> tuple[dt.date | None, dt.date | None]:
        """Find the oldest and newest date of rows of :attr:`gaps`, as :func:`period_of` does."""
        dates, _ = self._dates_of
        own = places[dates.counts[places]]
        if indicators:
            own = own[np.isin(dates.indicators[own], dates.numbered(indicators))]
        latest, oldest = dates.latest[own], dates.oldest[own]
        latest = latest[~np.isnat(latest)]
        if not latest.size:
            return None, None
        return None if np.isnat(oldest).any() else oldest.min().item(), latest.max().item()

    @cached_property
    def _dates_of(self) -> tuple[_Dates, dict[str, NDArray[np.intp]]]:
        """The dates of :attr:`gaps`, and where each area's rows stand."""
        rows = self.gaps
        numbers, names = pd.factorize(rows["indicator"])
        shown = (rows["rate_pct"].notna() | rows["numerator"].notna()).to_numpy()
        dates = _Dates(
            indicators=numbers,
            names=tuple(names),
            counts=shown & ~rows["indicator"].isin(bases()).to_numpy(),
            latest=rows["as_of"].to_numpy().astype("datetime64[D]"),
            oldest=rows["as_of_oldest"].to_numpy().astype("datetime64[D]"),
        )
        groups = rows.groupby("unit_code", observed=True).indices
        return dates, cast("dict[str, NDArray[np.intp]]", groups)

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
        return rows.iloc[places.get((code, indicator, operator), _NOWHERE)]

    @cached_property
    def _rows_of(self) -> dict[tuple[str, str], NDArray[np.intp]]:
        """Where in :attr:`gaps` the figures of each area and operator stand.

        Pages look up hundreds of figures: among those of a whole country each search would be long.
        """
        groups = self.gaps.groupby(["unit_code", "operator"], observed=True).indices
        return cast("dict[tuple[str, str], NDArray[np.intp]]", groups)

    @cached_property
    def dated(self) -> pd.DataFrame:
        """Rates of all levels by date, as each stood when any of its units sent a figure.

        With :data:`DATED_COLUMNS`. For trends and ``history.csv`` alone: what shows the present
        is made from :attr:`gaps`.
        """
        rates = rates_by_date(
            self.history, members_of(self.areas), max_age_months=self.workspace.max_age_months
        )
        return _named(rates, self.areas)[DATED_COLUMNS]

    @cached_property
    def _dated(self) -> tuple[pd.DataFrame, dict[tuple[str, str, str], NDArray[np.intp]]]:
        """The rates by date, and where those of each area, indicator and operator stand.

        None stand anywhere if there are no two dates, for one is no series.
        """
        if self.history["as_of"].nunique() < 2:  # noqa: PLR2004
            return pd.DataFrame(columns=_SERIES_COLUMNS), {}
        rows = self.dated.sort_values("as_of", kind="stable")
        chosen = rows.assign(vintage=self.workspace.vintage, definition=None)[_SERIES_COLUMNS]
        groups = rows.groupby(["unit_code", "indicator", "operator"], observed=True).indices
        return chosen, cast("dict[tuple[str, str, str], NDArray[np.intp]]", groups)

    def on(self, day: dt.date) -> Analysis:
        """Show the same files as they stood on a day.

        Parameters
        ----------
        day
            Figures of later dates are left aside.

        Returns
        -------
        Analysis
            With the snapshot, the gaps and the villages of that day.

        Raises
        ------
        ParameterError
            If there is no figure on or before the day.
        """
        snapshot = take_snapshot(
            self.history, as_of=day, max_age_months=self.workspace.max_age_months
        )
        gaps = gaps_of_areas(snapshot, self.areas, self.workspace.targets)
        lists = self.village_lists
        villages = self.villages if lists is None else lists.on(day)
        return replace(self, snapshot=snapshot, gaps=gaps, villages=villages, year=day.year)

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
        sent = self.history[has_figure(self.history) & self.history["as_of"].notna()]
        days = sent.groupby(["indicator", "operator"], observed=True)["as_of"].unique()
        dates = {
            (str(key), str(operator)): tuple(f"{day:%Y-%m-%d}" for day in sorted(found))
            for (key, operator), found in cast("dict[tuple[str, str], Any]", dict(days)).items()
        }
        rows = self.gaps[self.gaps["level"] == "commune"]
        rows = rows[rows["rate_pct"].notna() | rows["numerator"].notna()]
        groups = rows.groupby(["indicator", "operator"], observed=True, sort=False)
        return {
            (str(key), str(operator)): CommuneSeries(
                dates=dates.get((str(key), str(operator)), ()),
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
        self, code: str | int, indicator: str, column: str = "rate_pct", *, operator: str = "any"
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

        Raises
        ------
        ParameterError
            If the area, the indicator, the operator or the column does not exist.
        """
        known_indicator(indicator)
        for name, allowed in ((operator, OPERATORS), (column, _NUMBER_COLUMNS)):
            if name not in allowed:
                raise ParameterError(
                    "analysis.no_such_figure", found=name, expected=", ".join(allowed)
                )
        return value_of(self.figures(self.area(code).code, operator=operator), indicator, column)

    def table(
        self,
        *,
        level: str = "commune",
        figure: str = "rate_pct",
        operator: str = "any",
        as_of: dt.date | None = None,
    ) -> gpd.GeoDataFrame:
        """Make one wide table of all indicators, with geometry: one row per unit.

        A map to move about in is one line more, ``table().explore("pop_4g")``, which needs
        ``pip install "dxanalysis[explore]"`` and draws on a street map of the network.

        Parameters
        ----------
        level
            One of :data:`LEVELS`.
        figure
            Which figure fills the columns: one of the number columns of :data:`GAP_COLUMNS`.
        operator
            Whose.
        as_of
            The day; by default that of the analysis.

        Returns
        -------
        geopandas.GeoDataFrame
            Indexed by ``unit_code``, in WGS 84 (EPSG:4326): ``unit_name``, one column per
            indicator that the operator gives, and ``geometry``, that of communes dissolved.

        Raises
        ------
        ParameterError
            If the level, the figure or the operator does not exist.

        Examples
        --------
        >>> from dxanalysis import analyse, open_workspace
        >>> table = analyse(open_workspace("data/son-la")).table()
        >>> len(table), f"{table.loc['03646', 'pop_4g']:.1f}"
        (75, '99.9')
        """
        own = self if as_of is None else self.on(as_of)
        choices = ((level, LEVELS), (figure, _NUMBER_COLUMNS), (operator, OPERATORS))
        for name, allowed in choices:
            if name not in allowed:
                raise ParameterError(
                    "analysis.no_such_figure", found=name, expected=", ".join(allowed)
                )
        rows = own.gaps[(own.gaps["level"] == level) & (own.gaps["operator"] == operator)]
        wide = rows.set_index(["unit_code", "indicator"])[figure].unstack()  # noqa: PD010 - unique
        areas = [area for area in self.areas.values() if area.level == level]
        names = pd.Series({area.code: area.name for area in areas}, name="unit_name", dtype="str")
        table = names.to_frame().join(wide).rename_axis(index="unit_code", columns=None)
        return gpd.GeoDataFrame(table, geometry=self._shapes(areas), crs=self.communes.crs)

    def _shapes(self, areas: Sequence[Area]) -> gpd.GeoSeries:
        """Dissolve the communes of each area."""
        lines = self.communes.geometry
        if all(len(area.communes) == 1 for area in areas):
            return lines.loc[[area.communes[0] for area in areas]].set_axis(
                [area.code for area in areas]
            )
        return gpd.GeoSeries(
            {area.code: lines.loc[list(area.communes)].union_all() for area in areas},
            crs=lines.crs,
        )

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
        rows = self._last_communes.get(area)
        if rows is None:
            own = [self._commune_rows.get(code, _NOWHERE) for code in area.communes]
            rows = self.gaps.iloc[np.sort(np.concatenate([_NOWHERE, *own]))]
            self._last_communes.clear()
            self._last_communes[area] = rows
        # Whoever changes what is given out changes a copy of their own.
        return rows.copy(deep=False)

    @cached_property
    def _last_communes(self) -> dict[Area, pd.DataFrame]:
        """The last answer of :meth:`commune_gaps`: all that is said of an area asks for it."""
        return {}

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
                (text("analysis.show_as_of", lang), self.dates(self.whole, lang=lang)),
                (text("analysis.show_communes", lang), number(len(self.communes), lang)),
                (text("analysis.show_files", lang), ", ".join(map(str, self.inputs["path"]))),
                (text("analysis.show_figures", lang), number(len(self.history), lang)),
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


def of_operator(name: str, operator: str, lang: Lang) -> str:
    """Add the operator to the name of an indicator, where the figures are one operator's.

    Parameters
    ----------
    name
        The indicator's.
    operator
        Whose figures.
    lang
        The language.

    Returns
    -------
    str
        For instance ``Dân số được phủ sóng 4G – Viettel``.
    """
    if operator == ANY:
        return name
    return text("analysis.of_operator", lang, indicator=name, operator=OPERATORS[operator][lang])


def _spellings(area: Area) -> set[str]:
    """List the keys under which an area is found by name."""
    return {fold(area.name), fold(split_kind(area.name)[1]), fold(area.label("vi"))}


def members_of(areas: Mapping[str, Area]) -> pd.Series:
    """List which units areas are made of.

    Parameters
    ----------
    areas
        By code, of one level or of several.

    Returns
    -------
    pandas.Series
        Codes of areas indexed by ``unit_code``, which stands there once for each area it is in.
    """
    pairs = [(unit, area.code) for area in areas.values() for unit in area.communes]
    units, codes = zip(*pairs, strict=True)
    return pd.Series(codes, index=units, dtype="str")


def year_of(as_of: dt.date | None) -> int:
    """Tell the year that targets are set beside: of the day that is shown, else of this run."""
    return (as_of or dt.datetime.now(tz=dt.UTC).date()).year


def gaps_of_areas(
    snapshot: Snapshot, areas: Mapping[str, Area], targets: Mapping[str, Target]
) -> pd.DataFrame:
    """Compute rates and gaps of every area.

    Parameters
    ----------
    snapshot
        The figures that stand.
    areas
        By code.
    targets
        The target of each indicator that has one, by the indicator's id.

    Returns
    -------
    pandas.DataFrame
        :data:`GAP_COLUMNS`, ``reason``, and how many units are observed
        (:func:`dxanalysis.rates.compute_rates`); one row per area, indicator and operator.
    """
    gaps = compute_gaps(compute_rates(snapshot, members_of(areas)), targets)
    return require_one_row_each(_named(gaps, areas))[[*GAP_COLUMNS, *_BESIDE]]


def _named(rows: pd.DataFrame, areas: Mapping[str, Area]) -> pd.DataFrame:
    """Say what area each row is of, and put the rows in the order of :data:`LEVELS`."""
    named = rows.assign(
        level=rows["unit_code"].map({code: area.level for code, area in areas.items()}),
        unit_name=rows["unit_code"].map({code: area.name for code, area in areas.items()}),
    )
    return named.sort_values(
        "level", key=lambda levels: levels.map(LEVELS.index), kind="stable", ignore_index=True
    )


def period_of(rows: pd.DataFrame) -> tuple[dt.date | None, dt.date | None]:
    """Find the oldest and newest date of figures.

    Parameters
    ----------
    rows
        Rates or gaps.

    Returns
    -------
    tuple of date or None
        The oldest and the latest date of the figures in them; bases (population, households,
        villages) do not count, for they are older by nature. The first is None where a figure has
        no date.

    Examples
    --------
    >>> rows = pd.DataFrame({"indicator": ["pop_4g"], "rate_pct": [90.0], "numerator": [9.0]})
    >>> rows["as_of"] = rows["as_of_oldest"] = pd.Timestamp("2025-09-30")
    >>> [f"{day}" for day in period_of(rows)]
    ['2025-09-30', '2025-09-30']
    """
    shown = rows["rate_pct"].notna() | rows["numerator"].notna()
    shown &= ~rows["indicator"].isin(bases())
    latest, oldest = rows["as_of"][shown].max(), rows["as_of_oldest"][shown]
    if pd.isna(latest):
        return None, None
    return None if oldest.isna().any() else oldest.min().date(), latest.date()


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


def unserved(figures: pd.DataFrame, indicator: str) -> float:
    """Count the unserved: denominator minus numerator.

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
    """Build the error that reports a table of findings.

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
        With the findings on it; its sentence quotes the first in the requested language.
    """
    return _FirstFindingError(key, findings=wrong, n=len(wrong), **params)


class _FirstFindingError(ChecksFailedError):
    """Findings, reported by their number and the first of them."""

    def sentence(self, lang: Lang) -> str:
        """Say it in one language, the first finding included."""
        first = sentence(self.findings.iloc[0], lang)
        return text(self.key, lang, first=first, **self.params)
