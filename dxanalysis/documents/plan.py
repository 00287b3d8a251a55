"""A plan as files to hand on: a page, a workbook, layers for QGIS and a Word document."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import geopandas as gpd
import matplotlib as mpl
import pandas as pd

from dxanalysis.charts.plans import curve_chart
from dxanalysis.documents.form import OfficialDocument
from dxanalysis.documents.issuer import Issuer
from dxanalysis.documents.template import WIDTH_MM
from dxanalysis.exports.plans import write_layers, write_sheets
from dxanalysis.files import as_plain_text, write_whole
from dxanalysis.lang import text
from dxanalysis.pages import plan_tables as tables
from dxanalysis.pages.plan import plan_page
from dxanalysis.sources.personal_data import without_personal_data
from dxanalysis.sources.plan_lists import PLANNED_COLUMNS
from dxanalysis.vietnamese import in_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from matplotlib.figure import Figure

    from dxanalysis.analysis import Analysis
    from dxanalysis.lang import Lang
    from dxanalysis.pages.blocks import Cell, Table
    from dxanalysis.planning.province import ProvincePlan

STEM: Final = "plan"
PAGE: Final = f"{STEM}.html"
BOOK: Final = f"{STEM}.xlsx"
LAYERS: Final = f"{STEM}.gpkg"
CHOSEN: Final = f"{STEM}.csv"
"""What ``chosen`` in ``[plan]`` may name, so that pages mention the plan."""
DOCUMENT: Final = f"{STEM}.docx"
_DPI: Final = 200
_DIGITS: Final = 6
"""Of a figure in a workbook: VND billions to the thousand, kilometres to the millimetre."""


def write_plan(
    analysis: Analysis,
    plan: ProvincePlan,
    folder: Path,
    *,
    lang: Lang,
    scenarios: Sequence[ProvincePlan] = (),
    issuer: Issuer | None = None,
) -> Path:
    """Write a plan's page, workbook, layers and document.

    Parameters
    ----------
    analysis, plan
        What they are about.
    folder
        Where to; made if missing.
    lang
        The language.
    scenarios
        Other plans to set beside it.
    issuer
        Who issues the document.

    Returns
    -------
    pathlib.Path
        The page.

    Raises
    ------
    OutputError
        If a file cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    write_sheets(_sheets(analysis, plan, lang, scenarios), folder / BOOK)
    layers, rows = _layers(analysis, plan)
    write_layers(layers, rows, folder / LAYERS)
    write_whole(folder / CHOSEN, _chosen(plan, lang).to_csv(index=False).encode("utf-8-sig"))
    document = plan_document(analysis, plan, lang=lang, issuer=issuer)
    write_whole(folder / DOCUMENT, document)
    files = [BOOK, LAYERS, DOCUMENT, CHOSEN]
    page = plan_page(analysis, plan, lang=lang, scenarios=scenarios, files=files)
    write_whole(folder / PAGE, page)
    return folder / PAGE


def _chosen(plan: ProvincePlan, lang: Lang) -> pd.DataFrame:
    """Make the table of planned sites that a workspace can name."""
    sites = plan.sites
    upgrade = sites["kind"] == "upgrade"
    names = sites["name"].where(~upgrade, "")  # stations have no name here
    table = pd.DataFrame(
        {
            "unit_code": sites["commune"],
            "order": sites["order"],
            "name": [as_plain_text(without_personal_data(str(name))) for name in names],
            "kind": sites["kind"],
            "solar": sites["electricity"].eq(other=False).fillna(value=False) & ~upgrade,
            "technology": plan.asked.technology,
            "people_gained": sites["people_gained"].astype("int64"),
            "cost_base_vnd": sites["cost_base_vnd"],
            "scenario": as_plain_text(plan.asked.name or tables.limits(plan.asked, lang)),
            "illustrative": plan.illustrative,
        }
    )
    return table[list(PLANNED_COLUMNS)]


def plan_document(
    analysis: Analysis, plan: ProvincePlan, *, lang: Lang = "vi", issuer: Issuer | None = None
) -> bytes:
    """Make the Word document of a plan.

    Parameters
    ----------
    analysis, plan
        What it is about.
    lang
        Vietnamese in the official form, English in a plain one.
    issuer
        Who issues it; gaps are left to fill in.

    Returns
    -------
    bytes
        A docx file; equal for equal content.
    """
    own = issuer or Issuer()
    document = begin_document(
        analysis, own, tables.findings(plan, lang), lang=lang,
        technology=tables.technology(plan, lang), illustrative=plan.illustrative,
        warnings=tables.warnings(plan, lang),
    )  # fmt: skip
    for key, table in (
        ("list", tables.narrow_site_table(analysis, plan, lang)),
        ("costs", tables.cost_table(plan, lang)),
        ("floor", tables.floor_table(plan, lang)),
    ):
        document.heading(text(f"plan.section_{key}", lang))
        write_table(document, table)
    figure = curve_chart(plan.curve, chosen=plan.chosen, lang=lang)
    document.heading(text("plan.section_curve", lang))
    write_figure(document, figure, caption=text("plan.curve_title", lang))
    document.heading(text("plan.section_unknown", lang))
    doubts = [said for _, said in tables.file_findings(plan, lang)]
    document.bullets([*tables.not_known(plan, lang), *doubts])
    document.end(own)
    document.heading(text("plan.section_assumptions", lang), new_page=True)
    write_table(document, tables.assumption_table(plan.known, plan.used, lang))
    return document.to_bytes()


def plan_marks(lang: Lang, *, illustrative: bool) -> list[str]:
    """Say what must not be overlooked of a plan.

    Parameters
    ----------
    lang
        The language.
    illustrative
        Whether its figures are.

    Returns
    -------
    list of str
        Sentences.
    """
    own = [text("pages.illustrative_long", lang)] if illustrative else []
    return [*own, text("plan.marks_plan", lang)]


def begin_document(
    analysis: Analysis,
    issuer: Issuer,
    findings: Iterable[str],
    *,
    lang: Lang,
    technology: str,
    illustrative: bool,
    warnings: Iterable[str] = (),
) -> OfficialDocument:
    """Begin the Word document of a plan: its head, what must not be overlooked, what was found.

    Parameters
    ----------
    analysis
        What it is about.
    issuer
        Who issues it.
    findings
        Sentences.
    lang
        The language.
    technology
        What is planned, in words.
    illustrative
        Whether the figures are.
    warnings
        What else must not be overlooked.

    Returns
    -------
    OfficialDocument
        The document so far.
    """
    area = analysis.whole.label(lang)
    named = in_sentence(area) if lang == "vi" else area
    subject = text("plan.document_subject", lang, technology=technology, area=named)
    marks = plan_marks(lang, illustrative=illustrative)
    document = OfficialDocument(lang=lang, title=subject, running=" · ".join([area, *marks[:1]]))
    document.head(issuer, kind=text("plan.document_kind", lang), subject=subject)
    for mark in [*marks, *warnings]:
        document.mark(mark)
    for sentence in findings:
        document.paragraph(sentence)
    return document


def write_figure(document: OfficialDocument, figure: Figure, *, caption: str) -> None:
    """Place a chart of the page.

    Parameters
    ----------
    document
        Where to.
    figure
        The chart; its label says in words what it shows.
    caption
        What stands below.
    """
    out = io.BytesIO()
    with mpl.rc_context({"savefig.dpi": _DPI}):
        figure.savefig(out, format="png", metadata={"Software": None})
    alt = str(figure.get_label())
    document.picture(out.getvalue(), caption=caption, alt=alt, width_mm=WIDTH_MM * 0.75)


def write_table(document: OfficialDocument, table: Table) -> None:
    """Write a table of the page.

    Parameters
    ----------
    document
        Where to.
    table
        The table.
    """
    first = table.rows[0] if table.rows else []
    document.table(
        list(table.headings),
        [[_said(cell) for cell in row] for row in table.rows],
        caption=table.caption,
        note=table.note,
        words=[place for place, cell in enumerate(first) if cell.kind == "text"],
    )


def _said(cell: Cell) -> str:
    """Write a cell with its small print."""
    between = " – " if cell.kind == "text" else " "
    return f"{cell.shown}{between}{cell.detail}" if cell.detail else cell.shown


def _sheets(
    analysis: Analysis, plan: ProvincePlan, lang: Lang, scenarios: Sequence[ProvincePlan]
) -> dict[str, tuple[str, pd.DataFrame, str]]:
    """Make the sheets of the workbook."""
    above = " · ".join(
        [*plan_marks(lang, illustrative=plan.illustrative), tables.limits(plan.asked, lang)]
    )
    named = {
        "sites": tables.site_sheet(analysis, plan, lang),
        "communes": tables.commune_table(analysis, plan, lang),
        "assumptions": tables.assumption_table(plan.known, plan.used, lang),
    }
    if scenarios:
        named["scenarios"] = tables.scenario_table([plan, *scenarios], lang)
    sheets = {
        text(f"plan.sheet_{key}", lang): (f"{above} · {table.caption}", frame_of(table), table.note)
        for key, table in named.items()
    }
    curve = plan.curve[["sites", "people_gained", "people_after", "people_bound", "cost_vnd"]]
    heads = [text(f"plan.head_{key}", lang) for key in ("sites", "gain", "after", "bound", "cost")]
    curve = curve.assign(cost_vnd=(curve["cost_vnd"] / tables.BILLION).round(_DIGITS))
    sheets[text("plan.sheet_curve", lang)] = (above, curve.set_axis(heads, axis="columns"), "")
    warned = tables.warnings(plan, lang)
    notes = [*warned, *tables.findings(plan, lang), *tables.not_known(plan, lang)]
    notes += [said for _, said in tables.file_findings(plan, lang)]
    frame = pd.DataFrame({text("plan.sheet_notes", lang): notes})
    sheets[text("plan.sheet_notes", lang)] = (above, frame, "")
    return sheets


def frame_of(table: Table) -> pd.DataFrame:
    """Give a table of the page as one of figures: numbers in the unit of their heading, and words.

    Parameters
    ----------
    table
        The table.

    Returns
    -------
    pandas.DataFrame
        One row per row, with the headings of the page; those of percentages say so.
    """
    rows = [[_figure(cell) for cell in row] for row in table.rows]
    shares = {place for row in table.rows for place, cell in enumerate(row) if cell.kind == "share"}
    heads = [
        f"{head} (%)" if place in shares else head for place, head in enumerate(table.headings)
    ]
    return pd.DataFrame(rows, columns=heads, dtype=object)


def _figure(cell: Cell) -> object:
    """Take the number of a cell, or its words: a cell of text may be sorted by a number."""
    if cell.kind == "text" or not isinstance(cell.value, int | float):
        return _said(cell)
    return round(cell.value, 2 if cell.kind == "share" else _DIGITS)


def with_names(analysis: Analysis, rows: pd.DataFrame) -> pd.DataFrame:
    """Put the name of each commune beside its code.

    Parameters
    ----------
    analysis
        Whose communes they are.
    rows
        A table with the column ``commune``.

    Returns
    -------
    pandas.DataFrame
        The same with ``commune_name``.
    """
    made = rows.copy()
    names = rows["commune"].map(analysis.communes["unit_name"]).astype("str")
    made.insert(list(made.columns).index("commune") + 1, "commune_name", names)
    return made


def _layers(
    analysis: Analysis, plan: ProvincePlan
) -> tuple[dict[str, gpd.GeoDataFrame], dict[str, pd.DataFrame]]:
    """Make the layers: planned sites and villages that have a place; tables of all."""
    drop = ["latitude", "longitude", "place"]
    sites = with_names(analysis, plan.sites.assign(illustrative=plan.illustrative))
    sites["name"] = sites["name"].where(
        sites["kind"] != "upgrade", ""
    )  # stations have no name here
    shown = sites[(sites["located"] == "point") & (sites["kind"] != "upgrade")]
    villages = plan.demand.villages.assign(illustrative=plan.illustrative)
    villages = with_names(analysis, villages)
    located = villages[villages["located"] == "point"]
    layers = {
        name: gpd.GeoDataFrame(
            rows.drop(columns=drop, errors="ignore"),
            geometry=gpd.points_from_xy(rows["longitude"], rows["latitude"]),
            crs=4326,
        )
        for name, rows in (("planned_sites", shown), ("villages_without", located))
    }
    rows = {
        "all_planned_sites": sites.drop(columns=drop),
        "communes": with_names(analysis, plan.plan.communes),
        "curve": plan.curve,
    }
    return layers, rows
