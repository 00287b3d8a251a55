"""The site: every area's page, the province's page, the map, the tables and the manifest.

Each area's page is moved into place when it is whole, and written down
(:mod:`dxanalysis.batch.state.run_log`); what shows all of them is made at the end, the manifest
last. What is there already and up to date is left.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import shutil
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dxanalysis import handover
from dxanalysis.batch.execution.jobs import UNITS, PageResult, Setting
from dxanalysis.batch.execution.signals import heeding_signals
from dxanalysis.batch.plan import check_areas, plan, share
from dxanalysis.batch.state.freshness import input_files
from dxanalysis.batch.state.keys import digest, whole_key
from dxanalysis.batch.state.lock import claim
from dxanalysis.batch.state.manifest import MANIFEST, make_manifest, read_manifest
from dxanalysis.batch.state.papers import Settled, settle
from dxanalysis.batch.state.run_log import (
    RUNS,
    RunLog,
    UnitRecord,
    find_files,
    find_made,
    read_records,
)
from dxanalysis.errors import BatchStoppedError, ParameterError
from dxanalysis.files import move_into_place, sha256_in, write_whole, writing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dxanalysis.analysis import Analysis
    from dxanalysis.batch.execution.jobs import PageTask
    from dxanalysis.batch.execution.pool import Pool
    from dxanalysis.batch.execution.signals import Stop
    from dxanalysis.batch.options import ReportOptions
    from dxanalysis.batch.state.run_log import Record
    from dxanalysis.lang import Lang

WORK: Final = ".work"
FAILED: Final = "failed"

_LEAVE_SECONDS: Final = 2.0
"""How long a batch that was broken off waits for tables that nobody will take."""


@dataclass(frozen=True)
class Site:
    """What a report made.

    The folder, what became of each unit that was asked for, the codes of those made now, not
    before, and what became of documents that were there.
    """

    folder: Path
    units: tuple[PageResult, ...]
    executed: tuple[str, ...] = ()
    papers: Settled = field(default_factory=Settled)

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
    options: ReportOptions,
    *,
    stamp: str | None = None,
    pool: Pool | None = None,
) -> Site:
    """Make the site of a workspace, or what is missing of it.

    ``stamp`` is a hash of all that goes in, taken before it was read
    (:mod:`dxanalysis.batch.state.freshness`): the next report that finds it is spared reading; by
    default it is not kept. ``pool`` are processes that are loading already. Raises ``OutputError``
    if the folder cannot be written or another batch is at it; ``ParameterError`` if an area is
    unknown or the notebook cannot take its parameters, before anything is started;
    ``BatchStoppedError`` if asked to stop: what was made is in place, and the next batch goes on
    from it.
    """
    check_areas(analysis, options.only)
    folder = analysis.workspace.folder.resolve().parent
    tasks = plan(analysis, options, folder=folder)
    with (
        claim(options.out / RUNS, beside=(UNITS, WORK), shard=options.shard),
        _run_folders(options.out, options.shard) as (log, work),
        contextlib.closing(_Tables(analysis, work, lang=options.lang)) as tables,
        heeding_signals() as stop,
    ):
        return _Report(analysis, options, folder, tasks, log, work, tables, stop).make(stamp, pool)


@dataclass
class _Report:
    """One site while it is made."""

    analysis: Analysis
    options: ReportOptions
    folder: Path
    tasks: Sequence[PageTask]
    log: RunLog
    work: Path
    tables: _Tables
    stop: Stop

    def make(self, stamp: str | None, pool: Pool | None) -> Site:
        """Make what is missing."""
        options, started = self.options, dt.datetime.now(dt.UTC)
        wanted = [
            task
            for task in share(self.tasks, options.shard)
            if not options.only or task.code in options.only
        ]
        records = read_records(options.out)
        made = find_made(options.out, self.tasks, records)
        if options.force:
            made = {code: made[code] for code in made.keys() - {task.code for task in wanted}}
        todo = [task for task in wanted if task.code not in made]
        known = _failed_before(todo, records, options.lang) if options.merge else {}
        self.log.write(
            "start", units=len(todo), of=len(self.tasks), shard=options.shard, lang=options.lang
        )
        peaks = [result.peak_mb for result in made.values()]
        results = {} if options.merge or not todo else self._make_units(todo, pool, peaks)
        units = made | known | results
        if self.stop.asked:
            self.log.write("stopped")
            done = sum(units[task.code].status == "ok" for task in wanted)
            raise BatchStoppedError("batch.stopped", n=done, of=len(wanted))
        executed = tuple(code for code, result in results.items() if result.kernel != "none")
        papers = Settled()
        if options.shard is None:
            # Pages of areas that were not asked for stay, where they are still true.
            shown = [task for task in self.tasks if task.code in units]
            for task in shown:
                if task.code in made:
                    self.log.write_unit(task, made[task.code], sync=False)  # an older one has it
            before = [] if options.force else records
            ok = {task.code: task.stem for task in wanted if units[task.code].status == "ok"}
            planned = self._planned(ok)
            whole = whole_key(self.analysis, options.lang)
            papers = settle(options.out, key=whole, planned=planned)
            documents = sorted({*papers.kept, *planned})
            key, files = self._make_province(shown, units, before, documents, whole)
            manifest = make_manifest(
                self.analysis, shown, units, started=started, executed=executed
            )
            self._put_into_place(manifest, units)
            self.log.write("province", key=key, files=files)
            ended = [units[task.code] for task in shown]
            if stamp and all(result.status == "ok" for result in ended):
                for result in ended:
                    files |= result.files
                files[MANIFEST] = sha256_in(options.out / MANIFEST) or ""
                self.log.write("finished", key=stamp, files=files)
            self.log.forget_older()
        return Site(options.out, tuple(units[task.code] for task in wanted), executed, papers)

    def _planned(self, stems: Mapping[str, str]) -> list[str]:
        """Name the documents that are going to be written, by code and name of each page."""
        if not self.options.papers:
            return []
        from dxanalysis.pages.document_links import documents_of  # noqa: PLC0415 - loads Folium

        return documents_of(
            self.analysis, stems, kinds=self.options.papers, of_areas=bool(self.options.only)
        )

    def _make_units(
        self, tasks: Sequence[PageTask], pool: Pool | None, peaks: Sequence[float | None]
    ) -> dict[str, PageResult]:
        """Make the pages of units, here or on a cluster, and write down what becomes of each."""
        from dxanalysis.batch.execution.run import run  # noqa: PLC0415 - nobody needs it who has all

        options, lines = self.options, self.options.boundaries
        (options.out / UNITS).mkdir(exist_ok=True)
        if options.shard is None:
            self.tables.begin()
        setting = Setting(
            notebook=options.notebook,
            folder=self.folder,
            out=options.out / UNITS,
            work=self.work / UNITS,
            lang=options.lang,
            failed=options.out / FAILED,
            logs=self.log.folder,
            jobs=options.jobs,
            limits=options.limits,
            fail_fast=options.fail_fast,
            progress=options.progress,
        )
        workspace = self.analysis.workspace
        call = handover.call(
            workspace.folder,
            boundaries=lines,
            as_of=self.analysis.snapshot.day,
            keep_going=options.keep_going,
        )
        with handover.handed_over(self.analysis, call, self.work / "prepared.pickle"):
            if options.scheduler:
                from dxanalysis.batch.execution.cluster import run_on_cluster  # noqa: PLC0415 - Dask

                made = run_on_cluster(
                    options.scheduler,
                    tasks,
                    setting,
                    files=input_files(workspace, lines),
                    as_of=self.analysis.snapshot.day,
                    year=self.analysis.year,
                    watch=(self.log.write_unit, self.stop),
                )
            else:
                made = run(
                    tasks,
                    setting,
                    done=self.log.write_unit,
                    stop=self.stop,
                    peaks=peaks,
                    pool=pool,
                )
        return {result.code: result for result in made}

    def _make_province(
        self,
        tasks: Sequence[PageTask],
        units: Mapping[str, PageResult],
        records: Sequence[Record],
        documents: Sequence[str],
        whole: str,
    ) -> tuple[str, dict[str, str]]:
        """Make the province's page, the map and the tables, where they are not up to date.

        ``whole`` is the key of what they are made from besides. Give the key of them, and the hash
        of each file.
        """
        links = {
            task.code: f"{UNITS}/{task.stem}.html"
            for task in tasks
            if units[task.code].status == "ok"
        }
        ends = [
            (task.code, task.name, units[task.code].status, units[task.code].error)
            for task in tasks
        ]
        key = digest([whole, links, ends, documents])
        files = find_files(self.options.out, records, event="province", key=key)
        if not files:
            from dxanalysis.batch.province_page import write_page  # noqa: PLC0415 - loads Folium

            self.tables.bring(self.work)
            failed = [(name, error) for _, name, status, error in ends if status != "ok"]
            write_page(
                self.analysis,
                out=self.options.out,
                work=self.work,
                links=links,
                failed=failed,
                documents=documents,
                lang=self.options.lang,
            )
            names = sorted(path.name for path in self.work.iterdir() if path.is_file())
            files = {name: sha256_in(self.work / name) or "" for name in names}
        return key, files

    def _put_into_place(self, manifest: dict[str, object], units: Mapping[str, PageResult]) -> None:
        """Put what was made in the place of the earlier; take away pages that are no more."""
        out, old = self.options.out, read_manifest(self.options.out)
        content = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
        write_whole(self.work / MANIFEST, content)
        made = [path.relative_to(self.work) for path in self.work.rglob("*") if path.is_file()]
        # The manifest goes last: a site is as old as its manifest says.
        for relative in sorted(made, key=lambda path: (path == Path(MANIFEST), path)):
            (out / relative).parent.mkdir(exist_ok=True)
            move_into_place(self.work / relative, out / relative)
        shown = {
            name
            for task in self.tasks
            if self.options.only or units[task.code].status == "ok"
            for name in task.files
        }
        # Only files directly below units/ are ours to take away, whatever the manifest says.
        for name in (old.pages if old else set()) - shown:
            if not (path := out / UNITS / name).is_dir():
                path.unlink(missing_ok=True)


def _failed_before(
    tasks: Sequence[PageTask], records: Sequence[Record], lang: Lang
) -> dict[str, PageResult]:
    """Find what became of units that have no page, in the shards that tried to make them."""
    known = {
        task.code: PageResult.without_page(task, "refused", task.error.sentence(lang))
        for task in tasks
        if task.error
    }
    keys = {task.code: {task.key, task.area_key} for task in tasks}
    for record in records:
        if not isinstance(record, UnitRecord) or record.status != "failed":
            continue
        if record.key in keys.get(record.code, ()):
            known.setdefault(record.code, record)
    missing = [task.code for task in tasks if task.code not in known]
    if missing:
        raise ParameterError("batch.shards_missing", found=", ".join(missing))
    return known


@contextlib.contextmanager
def _run_folders(out: Path, shard: tuple[int, int] | None) -> Iterator[tuple[RunLog, Path]]:
    """Begin a record, and make the folder to work in, which is taken away whatever happens."""
    with (
        writing(out, key="batch.cannot_write"),
        contextlib.closing(RunLog(out, shard=shard)) as log,
    ):
        if shard is None:  # nobody else works here: what there is was left by a lost batch
            shutil.rmtree(out / WORK, ignore_errors=True)
        work = out / WORK / log.folder.name
        work.mkdir(parents=True)
        try:
            yield log, work
        finally:
            shutil.rmtree(work, ignore_errors=True)
            with contextlib.suppress(OSError):  # other shards may still be at work
                (out / WORK).rmdir()


class _Tables:
    """The tables and the map alone, which a thread may make while the areas' pages are made.

    The driver of a batch only waits meanwhile, and one processor would be idle when all pages are
    done.
    """

    def __init__(self, analysis: Analysis, work: Path, *, lang: Lang) -> None:
        self._folder = work.with_name(f"{work.name}-tables")
        self._analysis, self._lang = analysis, lang
        # Not an executor's: a batch that is broken off would wait for it to the end.
        self._thread = threading.Thread(target=self._make, daemon=True)
        self._error: BaseException | None = None

    def begin(self) -> None:
        """Let the thread make them."""
        self._folder.mkdir()
        self._thread.start()

    def _make(self) -> None:
        """Make them, and keep what goes wrong for whoever wants them."""
        try:
            from dxanalysis.batch.province_page import write_tables  # noqa: PLC0415 - loads Folium

            write_tables(self._analysis, self._folder, lang=self._lang)
        except BaseException as error:  # noqa: BLE001 - it is raised where they are asked for
            self._error = error

    def bring(self, work: Path) -> None:
        """Put them into a folder, as soon as they are made."""
        if self._thread.ident is None:  # nobody has begun to
            self.begin()
        self._thread.join()
        if self._error is not None:
            raise self._error
        for path in self._folder.iterdir():
            path.rename(work / path.name)

    def close(self) -> None:
        """Take away what was made for nothing; without its folder the thread soon gives up."""
        if self._thread.ident is not None:
            self._thread.join(_LEAVE_SECONDS)
            shutil.rmtree(self._folder, ignore_errors=True)
