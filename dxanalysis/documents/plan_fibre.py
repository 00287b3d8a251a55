"""A plan of fibre as files to hand on: a page, a workbook, and cables for QGIS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import geopandas as gpd
import numpy as np
import shapely

from dxanalysis.documents.plan import frame_of
from dxanalysis.exports.plans import write_layers, write_sheets
from dxanalysis.files import write_whole
from dxanalysis.lang import text
from dxanalysis.pages import plan_fibre as pages
from dxanalysis.pages.plan_tables import assumption_table
from dxanalysis.planning.province_fibre import FIBRE_USED

if TYPE_CHECKING:
    from pathlib import Path

    from dxanalysis.analysis import Analysis
    from dxanalysis.lang import Lang
    from dxanalysis.planning.province_fibre import FibreProvince

STEM: Final = "fibre"


def write_fibre(analysis: Analysis, made: FibreProvince, folder: Path, *, lang: Lang) -> Path:
    """Write the page, workbook and layers of a plan of fibre.

    Parameters
    ----------
    analysis, made
        What they are about.
    folder
        Where to; made if missing.
    lang
        The language.

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
    book, layers = f"{STEM}.xlsx", f"{STEM}.gpkg"
    marks = [text("pages.illustrative_long", lang)] if made.illustrative else []
    above = " · ".join([*marks, text("plan.marks_plan", lang)])
    tables = {
        "fibre.sheet_villages": pages.step_table(analysis, made, lang),
        "fibre.section_states": pages.state_table(made, lang),
        "fibre.sheet_closing": pages.closing_table(analysis, made, lang),
        "plan.sheet_assumptions": assumption_table(made.known, FIBRE_USED, lang),
    }
    sheets = {text(key, lang): (above, frame_of(one), one.note) for key, one in tables.items()}
    write_sheets(sheets, folder / book)
    villages = made.plan.villages.assign(illustrative=made.illustrative)
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
    write_layers(
        {"cables": lines, "villages": points}, {"communes": made.costs.communes}, folder / layers
    )
    page = pages.fibre_page(analysis, made, lang=lang, files=[book, layers])
    write_whole(folder / f"{STEM}.html", page)
    return folder / f"{STEM}.html"
