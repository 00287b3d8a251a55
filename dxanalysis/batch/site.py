"""The site: every area's page, the province's page, the map, the tables and the manifest.

Everything is made in a work folder inside the output folder and moved into place only at the end,
so that a report that cannot be finished leaves an earlier site whole.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import math
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dxanalysis import exports, maps, pages, prepared
from dxanalysis.analysis import HEADLINE
from dxanalysis.batch.history import keep_earlier
from dxanalysis.batch.plan import plan, versions
from dxanalysis.batch.run import WORK_FILES, UnitResult, run, write_whole
from dxanalysis.errors import OutputError
from dxanalysis.lang import LANGUAGES, date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dxanalysis.analysis import Analysis
    from dxanalysis.batch.history import Earlier
    from dxanalysis.batch.plan import UnitTask
    from dxanalysis.lang import Lang

WORK: Final = ".work"
TABLES: Final = ("gaps.csv", "gaps.xlsx", "gaps.gpkg")


@dataclass(frozen=True)
class Site:
    """What a report made.

    Attributes
    ----------
    folder
        Where it lies.
    units
        What became of each unit.
    """

    folder: Path
    units: tuple[UnitResult, ...]

    @property
    def index(self) -> Path:
        """The province's page, the one to open first."""
        return self.folder / "index.html"

    @property
    def failed(self) -> tuple[UnitResult, ...]:
        """The units whose page could not be made."""
        return tuple(unit for unit in self.units if unit.status == "failed")


def make_site(
    analysis: Analysis,
    *,
    out: Path,
    notebook: Path,
    lang: Lang,
    boundaries: Path | None = None,
    keep_going: bool = False,
    only: Sequence[str] = (),
    jobs: int | None = None,
    progress: bool = False,
) -> Site:
    """Make the whole site of a workspace.

    Parameters
    ----------
    analysis
        What it is about.
    out
        The folder to make or renew. Files of others in it are left alone.
    notebook
        The parameterised notebook that becomes each area's page.
    lang
        The language.
    boundaries
        The file of real boundaries that the analysis was made with, if any.
    keep_going
        Whether the analysis was made in spite of wrong figures.
    only
        Codes of the areas wanted; all by default.
    jobs
        How many notebooks at a time.
    progress
        Whether to show a progress bar.

    Returns
    -------
    Site
        What was made.

    Raises
    ------
    OutputError
        If the folder cannot be written.
    ParameterError
        If an area is unknown or the notebook cannot take its parameters; nothing was started then.
    """
    started = dt.datetime.now(dt.UTC)
    folder = analysis.workspace.folder.resolve().parent
    tasks = plan(
        analysis,
        notebook=notebook,
        lang=lang,
        folder=folder,
        boundaries=boundaries.resolve() if boundaries else None,
        keep_going=keep_going,
        only=only,
    )
    with _work_folder(out) as work:
        units = work / "units"
        units.mkdir()
        call = prepared.call(
            analysis.workspace.folder, boundaries=boundaries, keep_going=keep_going
        )
        with prepared.handed_over(analysis, call, work / "prepared.pickle"):
            results = run(
                tasks,
                notebook=notebook,
                folder=folder,
                out=units,
                lang=lang,
                jobs=jobs,
                progress=progress,
            )
        done = {result.code for result in results if result.status == "ok"}
        links = {task.code: f"units/{task.stem}.html" for task in tasks if task.code in done}
        _write_province(analysis, tasks, results, out=out, work=work, links=links, lang=lang)
        manifest = _manifest(analysis, tasks, results, started=started)
        write_whole(
            work / "manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
        )
        shutil.rmtree(units / WORK_FILES, ignore_errors=True)
        _move_into_place(work, out)
    return Site(out, tuple(results))


@contextlib.contextmanager
def _work_folder(out: Path) -> Iterator[Path]:
    """Make the folder to work in, and take it away whatever happens."""
    work = out / WORK
    try:
        out.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
    except OSError as error:
        raise OutputError("batch.cannot_write", where=out, found=error.strerror or error) from error
    try:
        yield work
    except OSError as error:
        raise OutputError("batch.cannot_write", where=out, found=error.strerror or error) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _move_into_place(work: Path, out: Path) -> None:
    """Put the finished files where the earlier ones are, and take away pages that are no more."""
    made = sorted(path.relative_to(work) for path in work.rglob("*") if path.is_file())
    stale = _pages_of(out) - set(made)
    # The manifest goes last: a site is as old as its manifest says.
    for relative in sorted(made, key=lambda path: path.name == "manifest.json"):
        (out / relative).parent.mkdir(parents=True, exist_ok=True)
        os.replace(work / relative, out / relative)  # noqa: PTH105 - replaces what is there
    for relative in stale:
        (out / relative).unlink(missing_ok=True)


def _pages_of(out: Path) -> set[Path]:
    """List the unit pages that an earlier report made here, by its own manifest."""
    try:
        manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
        named = [unit[kind] for unit in manifest["units"] for kind in ("html", "ipynb")]
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    # Only files directly below units/ are ours to take away, whatever the manifest says.
    return {Path("units") / Path(name).name for name in named if name}


def _write_province(
    analysis: Analysis,
    tasks: Sequence[UnitTask],
    results: Sequence[UnitResult],
    *,
    out: Path,
    work: Path,
    links: dict[str, str],
    lang: Lang,
) -> None:
    """Write the province's page, the map alone and the tables."""
    exports.write_csv(analysis, work / "gaps.csv")
    exports.write_xlsx(analysis, work / "gaps.xlsx", lang=lang)
    exports.write_gpkg(analysis, work / "gaps.gpkg")
    commune_links = {
        commune: links[area.code]
        for area in analysis.batch
        if area.code in links
        for commune in area.communes
    }
    province = analysis.province
    write_map(analysis, work / "map.html", lang=lang)
    earlier = keep_earlier(out, work)
    failed = [
        (task.name, result.error)
        for task, result in zip(tasks, results, strict=True)
        if result.status == "failed"
    ]
    drawn = pages.area_map(analysis, province, lang=lang, links=commune_links)
    blocks = [
        pages.header(analysis, province, lang=lang),
        pages.finding(analysis, province, lang=lang),
        *([pages.section("failed", lang=lang), pages.error_cards(failed)] if failed else []),
        pages.key_figures(analysis, province, lang=lang),
        *_since(analysis, earlier, lang=lang),
        pages.section("map", lang=lang),
        pages.as_block(drawn),
        pages.section("areas", lang=lang),
        pages.area_table(analysis, lang=lang, links=links),
        *(
            [
                pages.section("communes", lang=lang),
                pages.commune_table(analysis, province, lang=lang, links=commune_links),
            ]
            if analysis.workspace.grouping != "commune"  # the table above has them already
            else []
        ),
        pages.gap_shares(analysis, province, lang=lang),
        pages.section("operators", lang=lang),
        pages.operator_table(analysis, province, lang=lang),
        pages.single_operators(analysis, province, lang=lang),
        pages.section("villages", lang=lang),
        pages.to_reach(analysis, province, lang=lang),
        pages.section("services", lang=lang),
        pages.services_table(analysis, province, lang=lang),
        pages.section("notes", lang=lang),
        pages.data_notes(analysis, province, lang=lang),
        pages.section("sources", lang=lang),
        pages.sources_table(analysis, lang=lang),
        pages.downloads([*TABLES, "map.html", "manifest.json"], lang=lang),
    ]
    title = pages.page_title(analysis, province, lang=lang)
    write_whole(work / "index.html", pages.render_index(blocks, title=title, lang=lang))


def _since(analysis: Analysis, earlier: Earlier | None, *, lang: Lang) -> list[pages.Block]:
    """Say what changed since the report before this one, if there was one."""
    if earlier is None:
        return []
    when = date(dt.datetime.fromisoformat(earlier.finished).astimezone().date(), lang)
    return [
        pages.section("since", lang=lang),
        pages.since_last(analysis, earlier.gaps, when=when, lang=lang),
    ]


def write_map(analysis: Analysis, path: Path, *, lang: Lang) -> None:
    """Write the map of the province alone, for e-mail and Zalo.

    Parameters
    ----------
    analysis
        What it shows.
    path
        Where to.
    lang
        The language that it opens in; the reader can switch to the other.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    half = path.with_name(f".{path.name}.half")
    try:
        drawn = pages.area_map(
            analysis,
            analysis.province,
            lang=[lang, *(one for one in LANGUAGES if one != lang)],
            themes=pages.map_themes(analysis),
        )
        maps.save_map(drawn, half)
        half.replace(path)
    except OSError as error:
        raise OutputError(
            "batch.cannot_write", where=path, found=error.strerror or error
        ) from error


def _manifest(
    analysis: Analysis,
    tasks: Sequence[UnitTask],
    results: Sequence[UnitResult],
    *,
    started: dt.datetime,
) -> dict[str, Any]:
    """Record what was made from what."""
    whole = analysis.province.code
    known = analysis.figures(whole).index
    chosen = [key for key in (*HEADLINE, "communes_fibre") if key in known]
    return {
        "units": [
            {
                "code": task.code,
                "status": result.status,
                "seconds": round(result.seconds, 2),
                "kernel": result.kernel,
                "error": result.error or None,
                "html": f"units/{task.stem}.html" if result.status == "ok" else None,
                "ipynb": f"units/{task.stem}.ipynb" if result.status == "ok" else None,
                "key": task.key,
            }
            for task, result in zip(tasks, results, strict=True)
        ],
        "inputs": [
            {"path": row["path"], "sha256": row["sha256"], "rows": int(row["rows"])}
            for row in analysis.inputs.to_dict("records")
        ],
        "versions": versions(),
        "started": started.isoformat(timespec="seconds"),
        "finished": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "vintage": analysis.workspace.vintage,
        "boundaries": analysis.boundaries.kind,
        "evidence": "illustrative" if analysis.is_illustrative else "declared",
        "province": {
            key: {
                "numerator": _plain(analysis.figure(whole, key, "numerator")),
                "denominator": _plain(analysis.figure(whole, key, "denominator")),
                "rate_pct": _plain(round(analysis.figure(whole, key), 2)),
            }
            for key in chosen
        },
    }


def _plain(value: float) -> float | int | None:
    """Write a figure as JSON knows it: whole where it is whole, null where it is missing."""
    if math.isnan(value):
        return None
    return int(value) if value.is_integer() else value
