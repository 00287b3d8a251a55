"""The site: every area's page, the province's page, the map, the tables and the manifest.

Each area's page is moved into place when it is whole, and written down (:mod:`.record`); what tells
of all of them is made at the end, the manifest last. What is there already and up to date is left.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import json
import math
import os
import shutil
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dxanalysis import handover
from dxanalysis.analysis import HEADLINE
from dxanalysis.batch.execution.jobs import Limits, PageResult
from dxanalysis.batch.execution.signals import heeding_signals
from dxanalysis.batch.plan import check_areas, plan, share
from dxanalysis.batch.state.freshness import MANIFEST, input_files
from dxanalysis.batch.state.keys import digest, own_code, versions, whole_digest
from dxanalysis.batch.state.lock import claim
from dxanalysis.batch.state.run_log import RUNS, UNITS, RunLog, find_made, read_records, result_of
from dxanalysis.errors import BatchStoppedError, OutputError, ParameterError
from dxanalysis.files import are_whole, sha256_in, write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from dxanalysis.analysis import Analysis
    from dxanalysis.batch.execution.jobs import PageTask
    from dxanalysis.batch.execution.pool import Pool
    from dxanalysis.lang import Lang

WORK: Final = ".work"
FAILED: Final = "failed"


@dataclass(frozen=True)
class Site:
    """What a report made.

    Attributes
    ----------
    folder
        Where it lies.
    units
        What became of each unit that was asked for.
    executed
        Codes of the units that were made now, not before.
    """

    folder: Path
    units: tuple[PageResult, ...]
    executed: tuple[str, ...] = ()

    @property
    def index(self) -> Path:
        """The province's page, the one to open first."""
        return self.folder / "index.html"

    @property
    def failed(self) -> tuple[PageResult, ...]:
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
    limits: Limits | None = None,
    force: bool = False,
    fail_fast: bool = False,
    shard: tuple[int, int] | None = None,
    merge: bool = False,
    scheduler: str | None = None,
    stamp: str | None = None,
    pool: Pool | None = None,
) -> Site:
    """Make the site of a workspace, or what is missing of it.

    Parameters
    ----------
    analysis
        What it is about.
    out
        The folder to make or renew. Files of others in it are left alone. Pages in it that depend
        on nothing that changed, and are as they were written, are not made again.
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
    limits
        How long units may take, and how often they are tried.
    force
        Whether to make again what is up to date.
    fail_fast
        Whether the first failure stops the batch.
    shard
        Which part of the batch to make, the first being 1, and of how many. Its pages lie in the
        folder afterwards, and no province's page.
    merge
        Whether to make only the province's page, from what shards made.
    scheduler
        Address of a Dask scheduler whose workers make the pages.
    stamp
        Hash of all that goes in, taken before it was read: see
        :mod:`dxanalysis.batch.state.freshness`. The next report that finds it is spared reading. By
        default it is not kept.
    pool
        Processes that are loading already; by default some are started if there is need of them.

    Returns
    -------
    Site
        What was made.

    Raises
    ------
    OutputError
        If the folder cannot be written, or another batch is at it.
    ParameterError
        If an area is unknown or the notebook cannot take its parameters; nothing was started then.
    BatchStoppedError
        If the batch was asked to stop. What it made is in place, and the next one goes on from it.
    """
    started = dt.datetime.now(dt.UTC)
    check_areas(analysis, only)
    folder = analysis.workspace.folder.resolve().parent
    boundaries = boundaries.resolve() if boundaries else None
    tasks = plan(
        analysis,
        notebook=notebook,
        lang=lang,
        folder=folder,
        boundaries=boundaries,
        keep_going=keep_going,
    )
    wanted = [task for task in share(tasks, shard) if not only or task.code in only]
    call = handover.call(analysis.workspace.folder, boundaries=boundaries, keep_going=keep_going)
    with (
        claim(out / RUNS, shard=shard),
        _run_folders(out, shard) as (log, work),
        contextlib.closing(
            _Tables(analysis, work.with_name(f"{work.name}-tables"), lang=lang)
        ) as tables,
    ):
        records = read_records(out)
        made = find_made(out, tasks, records)
        if force:
            made = {code: made[code] for code in made.keys() - {task.code for task in wanted}}
        todo = [task for task in wanted if task.code not in made]
        known = _failed_before(todo, records, lang) if merge else {}
        log.write("start", units=len(todo), of=len(tasks), shard=shard, lang=lang)
        with heeding_signals() as stop:
            results = (
                {}
                if merge
                else _make_units(
                    todo,
                    analysis=analysis,
                    call=call,
                    notebook=notebook,
                    folder=folder,
                    out=out,
                    lang=lang,
                    jobs=jobs,
                    progress=progress,
                    limits=limits or Limits(),
                    fail_fast=fail_fast,
                    scheduler=scheduler,
                    pool=pool,
                    tables=tables if shard is None else None,
                    files=input_files(analysis.workspace, boundaries),
                    work=work,
                    log=log,
                    stop=stop,
                    peaks=[result.peak_mb for result in made.values()],
                )
            )
        if stop.asked:
            log.write("stopped")
            done = sum(task.code in made or _is_ok(results.get(task.code)) for task in wanted)
            raise BatchStoppedError("batch.stopped", n=done, of=len(wanted))
        units = made | known | results
        executed = tuple(code for code, result in results.items() if result.kernel != "none")
        site = Site(out, tuple(units[task.code] for task in wanted), executed)
        if shard is None:
            # Pages of areas that were not asked for stay, where they are still true.
            shown = [task for task in tasks if task.code in units]
            for task in shown:
                if task.code in made:
                    log.write_unit(task, made[task.code], sync=False)  # an older record has it
            _finish(
                analysis,
                shown,
                units,
                out=out,
                work=work,
                log=log,
                tables=tables,
                lang=lang,
                started=started,
                stamp=stamp,
                made_before=None if force else records,
                keep=[] if not only else tasks,
                executed=executed,
            )
    return site


def _is_ok(result: PageResult | None) -> bool:
    """Tell whether a unit has its page."""
    return result is not None and result.status == "ok"


def _failed_before(
    tasks: Sequence[PageTask], records: Sequence[dict[str, Any]], lang: Lang
) -> dict[str, PageResult]:
    """Find what became of units that have no page, in the shards that tried to make them."""
    known = {
        task.code: PageResult(
            task.code, "failed", 0.0, "none", error=task.error.sentence(lang), fault="refused"
        )
        for task in tasks
        if task.error
    }
    for task in tasks:
        for record in records:
            if (record.get("event"), record.get("key")) == ("unit", task.key) and record[
                "status"
            ] == "failed":
                known.setdefault(task.code, result_of(record))
    missing = [task.code for task in tasks if task.code not in known]
    if missing:
        raise ParameterError("batch.shards_missing", found=", ".join(missing))
    return known


def _make_units(
    tasks: Sequence[PageTask],
    *,
    analysis: Analysis,
    call: handover.Call,
    out: Path,
    work: Path,
    log: RunLog,
    scheduler: str | None,
    pool: Pool | None,
    tables: _Tables | None,
    files: Sequence[Path],
    **options: Any,  # noqa: ANN401 - as for run()
) -> dict[str, PageResult]:
    """Make the pages of units, here or on a cluster, and write down what becomes of each."""
    if not tasks:
        return {}
    from dxanalysis.batch.execution.run import run  # noqa: PLC0415 - loads what nobody needs who has all

    make: Callable[..., list[PageResult]] = functools.partial(run, pool=pool)
    if scheduler:
        from dxanalysis.batch.execution.cluster import run_on_cluster  # noqa: PLC0415 - loads Dask

        make = functools.partial(run_on_cluster, scheduler, files=files)
    (out / UNITS).mkdir(exist_ok=True)
    if tables:
        tables.begin()
    with handover.handed_over(analysis, call, work / "prepared.pickle"):
        results = make(
            tasks,
            out=out / UNITS,
            work=work / UNITS,
            failed=out / FAILED,
            log_of=log.log_of,
            done=log.write_unit,
            **options,
        )
    return {result.code: result for result in results}


def _finish(
    analysis: Analysis,
    tasks: Sequence[PageTask],
    units: Mapping[str, PageResult],
    *,
    out: Path,
    work: Path,
    log: RunLog,
    tables: _Tables,
    lang: Lang,
    started: dt.datetime,
    stamp: str | None,
    made_before: Sequence[dict[str, Any]] | None,
    keep: Sequence[PageTask],
    executed: Sequence[str],
) -> None:
    """Make what tells of all units: the province's page, the map, the tables and the manifest."""
    results = [units[task.code] for task in tasks]
    links = {
        task.code: f"units/{task.stem}.html"
        for task, result in zip(tasks, results, strict=True)
        if result.status == "ok"
    }
    ends = [
        (task.code, task.name, result.status, result.error)
        for task, result in zip(tasks, results, strict=True)
    ]
    key = digest([lang, own_code(), versions(), whole_digest(analysis), links, ends])
    files = _province_made(out, key, made_before or ())
    if not files:
        _write_province(
            analysis,
            tasks,
            results,
            out=out,
            work=work,
            links=links,
            tables=tables,
            lang=lang,
        )
        names = sorted(path.name for path in work.iterdir() if path.is_file())
        files = {name: sha256_in(work / name) or "" for name in names}
    manifest = _manifest(analysis, tasks, results, started=started, executed=executed)
    write_whole(work / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1) + "\n")
    _move_into_place(work, out, keep={name for task in keep for name in task.files})
    log.write("province", key=key, files=files)
    if stamp and all(result.status == "ok" for result in results):
        every = {
            **files,
            MANIFEST: sha256_in(out / MANIFEST) or "",
            **{
                f"{UNITS}/{name}": told
                for result in results
                for name, told in result.sha256.items()
            },
        }
        log.write("finished", stamp=stamp, files=every)
    log.forget_older()


def _province_made(out: Path, key: str, records: Sequence[dict[str, Any]]) -> dict[str, str] | None:
    """Find the files of the province, where they are up to date and as they were written."""
    for record in records:
        if (record.get("event"), record.get("key")) == ("province", key):
            files: dict[str, str] = record["files"]
            if are_whole(out, files):
                return files
    return None


@contextlib.contextmanager
def _run_folders(out: Path, shard: tuple[int, int] | None) -> Iterator[tuple[RunLog, Path]]:
    """Begin a record, and make the folder to work in, which is taken away whatever happens."""
    with contextlib.ExitStack() as held:
        try:
            log = RunLog(out, shard=shard)
            held.callback(log.close)
            if shard is None:  # nobody else works here: what there is was left by a lost batch
                shutil.rmtree(out / WORK, ignore_errors=True)
            work = out / WORK / log.folder.name
            work.mkdir(parents=True)
        except OSError as error:
            raise _cannot_write(out, error) from error
        try:
            yield log, work
        except OSError as error:
            raise _cannot_write(out, error) from error
        finally:
            shutil.rmtree(work, ignore_errors=True)
            with contextlib.suppress(OSError):  # other shards may still be at work
                (out / WORK).rmdir()


def _cannot_write(out: Path, error: OSError) -> OutputError:
    """Say that the folder cannot be written."""
    return OutputError("batch.cannot_write", where=out, found=error.strerror or error)


def _move_into_place(work: Path, out: Path, *, keep: set[str]) -> None:
    """Put the finished files where the earlier ones are, and take away pages that are no more."""
    manifest = json.loads((work / MANIFEST).read_text(encoding="utf-8"))
    named = [unit[kind] for unit in manifest["units"] for kind in ("html", "ipynb")]
    shown = {Path(name) for name in named if name}
    made = sorted(path.relative_to(work) for path in work.rglob("*") if path.is_file())
    stale = _pages_of(out) - shown - {Path(UNITS) / name for name in keep}
    # The manifest goes last: a site is as old as its manifest says.
    for relative in sorted(made, key=lambda path: path == Path(MANIFEST)):
        (out / relative).parent.mkdir(exist_ok=True)
        os.replace(work / relative, out / relative)  # noqa: PTH105 - replaces what is there
    for relative in stale:
        (out / relative).unlink(missing_ok=True)


def _pages_of(out: Path) -> set[Path]:
    """List the unit pages that an earlier report made here, by its own manifest."""
    try:
        manifest = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
        named = [unit[kind] for unit in manifest["units"] for kind in ("html", "ipynb")]
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    # Only files directly below units/ are ours to take away, whatever the manifest says.
    return {Path(UNITS) / Path(name).name for name in named if name}


class _Tables:
    """The tables and the map alone, which a thread may make while the areas' pages are made.

    The driver of a batch only waits meanwhile, and one processor would be idle when all pages are
    done.
    """

    def __init__(self, analysis: Analysis, folder: Path, *, lang: Lang) -> None:
        self._folder = folder
        self._write = functools.partial(_write_tables, analysis, lang=lang)
        self._thread: threading.Thread | None = None
        self._error: BaseException | None = None

    def begin(self) -> None:
        """Let a thread make them."""
        self._folder.mkdir()
        # Not an executor's: a batch that is broken off would wait for it to the end.
        self._thread = threading.Thread(target=self._make, daemon=True)
        self._thread.start()

    def _make(self) -> None:
        """Make them, and keep what goes wrong for whoever wants them."""
        try:
            self._write(self._folder)
        except BaseException as error:  # noqa: BLE001 - it is raised where they are asked for
            self._error = error

    def bring(self, work: Path) -> None:
        """Put them into a folder; make them there if nobody has begun to."""
        if self._thread is None:
            self._write(work)
            return
        self._thread.join()
        if self._error is not None:
            raise self._error
        for path in self._folder.iterdir():
            path.rename(work / path.name)

    def close(self) -> None:
        """Take away what was made for nothing; without its folder the thread soon gives up."""
        if self._thread is not None:
            self._thread.join(_LEAVE_SECONDS)
            shutil.rmtree(self._folder, ignore_errors=True)
            self._thread = None


_LEAVE_SECONDS: Final = 2.0
"""How long a batch that was broken off waits for tables that nobody will take."""


def _write_tables(analysis: Analysis, folder: Path, *, lang: Lang) -> None:
    """Write what does not depend on what became of single areas."""
    from dxanalysis.batch import province_page  # noqa: PLC0415 - loads Folium and seaborn

    province_page.write_tables(analysis, folder, lang=lang)


def _write_province(
    analysis: Analysis,
    tasks: Sequence[PageTask],
    results: Sequence[PageResult],
    *,
    out: Path,
    work: Path,
    links: dict[str, str],
    tables: _Tables,
    lang: Lang,
) -> None:
    """Write the province's page, the map alone and the tables."""
    from dxanalysis.batch import province_page  # noqa: PLC0415 - loads Folium and seaborn

    tables.bring(work)
    province_page.write_page(
        analysis,
        tasks,
        results,
        out=out,
        work=work,
        links=links,
        listed=[*province_page.TABLES, province_page.MAP, MANIFEST],
        lang=lang,
    )


def _manifest(
    analysis: Analysis,
    tasks: Sequence[PageTask],
    results: Sequence[PageResult],
    *,
    started: dt.datetime,
    executed: Sequence[str],
) -> dict[str, Any]:
    """Record what was made from what."""
    whole = analysis.whole.code
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
        "evidence": analysis.evidence,
        "as_of": f"{analysis.snapshot.day}" if analysis.snapshot.day else None,
        # Beyond the contract: what this run did, and what it met on the way.
        "run": {
            "executed": sorted(executed),
            "faults": {
                result.code: [*result.attempts, *([result.fault] if result.fault else [])]
                for result in results
                if result.attempts or result.fault
            },
        },
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
