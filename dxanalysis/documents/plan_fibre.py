"""A plan of fibre as files to hand on: a page, a workbook, cables for QGIS, a Word document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from dxanalysis.documents.issuer import Issuer
from dxanalysis.documents.plan import (
    begin_document,
    frame_of,
    plan_marks,
    with_names,
    write_figure,
    write_table,
)
from dxanalysis.exports.plans import write_layers, write_sheets
from dxanalysis.files import write_whole
from dxanalysis.lang import text
from dxanalysis.pages import plan_fibre as pages
from dxanalysis.pages.plan_tables import assumption_table
from dxanalysis.planning.costs import ENDS
from dxanalysis.planning.province_fibre import FIBRE_USED
from dxanalysis.sources.findings import sentence

if TYPE_CHECKING:
    from pathlib import Path

    from dxanalysis.analysis import Analysis
    from dxanalysis.lang import Lang
    from dxanalysis.planning.province_fibre import FibreProvince

STEM: Final = "fibre"


def write_fibre(
    analysis: Analysis,
    made: FibreProvince,
    folder: Path,
    *,
    lang: Lang,
    issuer: Issuer | None = None,
) -> Path:
    """Write the page, workbook, layers and document of a plan of fibre.

    Parameters
    ----------
    analysis, made
        What they are about.
    folder
        Where to; made if missing.
    lang
        The language.
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
    book, layers, word = f"{STEM}.xlsx", f"{STEM}.gpkg", f"{STEM}.docx"
    write_sheets(_sheets(analysis, made, lang), folder / book)
    # Villages of one step share its cable: what they share may not be added up over villages.
    shared = {name: f"step_{name}" for name in ("km", "cost_vnd", "people_per_bn")}
    villages = made.plan.villages.assign(illustrative=made.illustrative).rename(columns=shared)
    villages = with_names(analysis, villages)
    placed = villages[villages["longitude"].notna()]
    cables = made.plan.cables
    ends = np.stack(
        [
            cables[["longitude", "latitude"]].to_numpy(),
            cables[["to_longitude", "to_latitude"]].to_numpy(),
        ],
        axis=1,
    )
    lines = gpd.GeoDataFrame(
        cables[["km"]].assign(straight=made.plan.straight, illustrative=made.illustrative),
        geometry=shapely.linestrings(ends),
        crs=4326,
    )
    points = gpd.GeoDataFrame(
        placed.drop(columns=["longitude", "latitude"]),
        geometry=gpd.points_from_xy(placed["longitude"], placed["latitude"]),
        crs=4326,
    )
    money = {end: f"{end}_vnd" for end in ENDS}
    communes = with_names(analysis, made.costs.communes.rename(columns=money))
    write_layers({"cables": lines, "villages": points}, {"communes": communes}, folder / layers)
    write_whole(folder / word, fibre_document(analysis, made, lang=lang, issuer=issuer))
    page = pages.fibre_page(analysis, made, lang=lang, files=[book, layers, word])
    write_whole(folder / f"{STEM}.html", page)
    return folder / f"{STEM}.html"


def _sheets(
    analysis: Analysis, made: FibreProvince, lang: Lang
) -> dict[str, tuple[str, pd.DataFrame, str]]:
    """Make the sheets of the workbook."""
    marks = plan_marks(lang, illustrative=made.illustrative)
    above = " · ".join([*marks, *pages.asked(made, lang)])
    named = {
        "fibre.section_list": pages.step_sheet(analysis, made, lang),
        "fibre.sheet_villages": pages.village_sheet(analysis, made, lang),
        "fibre.section_states": pages.state_table(made, lang),
    }
    if len(made.costs.communes):
        named["fibre.sheet_closing"] = pages.closing_table(analysis, made, lang)
    named["plan.sheet_assumptions"] = assumption_table(made.known, FIBRE_USED, lang)
    sheets = {
        text(key, lang): (f"{above} · {one.caption}", frame_of(one), one.note)
        for key, one in named.items()
    }
    notes = pages.findings(made, lang)
    if made.costs.not_costed:
        notes.append(pages.not_costed(made, lang))
    notes += [sentence(one, lang) for one in made.files.findings.to_dict("records")]
    name = text("plan.sheet_notes", lang)
    sheets[name] = (above, pd.DataFrame({name: notes}), "")
    return sheets


def fibre_document(
    analysis: Analysis, made: FibreProvince, *, lang: Lang = "vi", issuer: Issuer | None = None
) -> bytes:
    """Make the Word document of a plan of fibre.

    Parameters
    ----------
    analysis, made
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
        analysis, own, pages.findings(made, lang), lang=lang,
        technology=text("plan.technology_fibre", lang), illustrative=made.illustrative,
    )  # fmt: skip
    document.heading(text("fibre.section_map", lang))
    if analysis.has_approximate_boundaries:
        document.mark(text("pages.approximate", lang))
    title = text("fibre.map_title", lang, area=analysis.whole.label(lang))
    write_figure(document, pages.cable_map(analysis, made, lang), caption=title)
    for key, table in (
        ("states", pages.state_table(made, lang)),
        ("list", pages.step_table(analysis, made, lang)),
    ):
        document.heading(text(f"fibre.section_{key}", lang))
        write_table(document, table)
    document.end(own)
    document.heading(text("fibre.section_closing", lang), new_page=True)
    if len(made.costs.communes):
        write_table(document, pages.closing_table(analysis, made, lang))
    else:
        document.paragraph(pages.not_costed(made, lang))
    document.heading(text("plan.section_assumptions", lang))
    write_table(document, assumption_table(made.known, FIBRE_USED, lang))
    return document.to_bytes()
