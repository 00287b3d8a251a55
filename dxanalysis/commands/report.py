"""``dxanalysis report``: make the site of a workspace, or what is missing of it."""

from __future__ import annotations

import argparse
import contextlib
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dxanalysis.commands.options import (
    OK,
    UNITS_FAILED,
    add_language,
    add_workspace,
    asked_language,
    open_or_default,
    read_count,
    say,
    say_left_out,
    shipped,
)
from dxanalysis.lang import text
from dxanalysis.lang.plain import join_words
from dxanalysis.vietnamese import in_sentence

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from dxanalysis.analysis import Analysis
    from dxanalysis.batch.options import ReportOptions
    from dxanalysis.batch.site import Site
    from dxanalysis.batch.state.papers import Settled
    from dxanalysis.lang import Lang
    from dxanalysis.workspace import Workspace

FORMATS: Final = ("html", "docx", "pdf")
NOTEBOOK: Final = "notebooks/district_report.ipynb"


def describe(report: argparse.ArgumentParser, lang: Lang) -> None:
    """Describe the options of the main command."""
    add_language(report, lang)
    add_workspace(report, lang)
    report.add_argument("--out", type=Path, default=Path("site"), help=text("cli.help_out", lang))
    report.add_argument(
        "--formats", type=read_formats, default=("html",), help=text("cli.help_formats", lang)
    )
    report.add_argument("--mail", action="store_true", help=text("cli.help_mail", lang))
    report.add_argument("--zip", action="store_true", help=text("cli.help_zip", lang))
    report.add_argument("--only", nargs="+", default=[], help=text("cli.help_only", lang))
    report.add_argument("--jobs", type=read_count, help=text("cli.help_jobs", lang))
    report.add_argument("--notebook", type=Path, help=text("cli.help_notebook", lang))
    report.add_argument("--force", action="store_true", help=text("cli.help_force", lang))
    report.add_argument("--fail-fast", action="store_true", help=text("cli.help_fail_fast", lang))
    report.add_argument(
        "--retries", type=read_count, default=1, help=text("cli.help_retries", lang)
    )
    report.add_argument(
        "--timeout", type=read_count, default=1800, help=text("cli.help_timeout", lang)
    )
    report.add_argument("--memory", type=read_count, help=text("cli.help_memory", lang))
    part = report.add_mutually_exclusive_group()
    part.add_argument("--shard", type=read_shard, help=text("cli.help_shard", lang))
    part.add_argument("--merge", action="store_true", help=text("cli.help_merge", lang))
    part.add_argument("--scheduler", help=text("cli.help_scheduler", lang))
    report.set_defaults(run=run)


def read_formats(word: str) -> tuple[str, ...]:
    """Read what a report is to be made as: ``html`` and, with commas, ``docx``, ``pdf``."""
    chosen = tuple(one.strip().lower() for one in word.split(","))
    if not set(chosen) <= set(FORMATS):
        known = ", ".join(FORMATS)
        raise argparse.ArgumentTypeError(
            text("cli.bad_format", asked_language(), found=word, expected=known)
        )
    return chosen


def read_shard(word: str) -> tuple[int, int]:
    """Read ``i/N``: which part of a batch, and of how many."""
    number, slash, of = word.partition("/")
    if not (slash and number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)):
        raise argparse.ArgumentTypeError(text("cli.bad_shard", asked_language(), found=word))
    return int(number), int(of)


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Make the site, or what is missing of it."""
    from dxanalysis.batch.execution.jobs import Limits  # noqa: PLC0415 - the others need it not
    from dxanalysis.batch.options import ReportOptions  # noqa: PLC0415
    from dxanalysis.batch.state.freshness import finished_site, stamp  # noqa: PLC0415

    workspace = open_or_default(options.workspace)
    papers = Papers(options.formats, mail=options.mail, archive=options.zip)
    asked = ReportOptions(
        out=options.out,
        notebook=options.notebook or shipped(NOTEBOOK, installed=True),
        lang=lang,
        boundaries=options.boundaries,
        keep_going=options.keep_going,
        only=tuple(options.only),
        jobs=options.jobs,
        limits=Limits(
            cell_seconds=min(options.timeout, Limits.cell_seconds),
            unit_seconds=options.timeout,
            memory_mb=options.memory,
            retries=options.retries,
        ),
        force=options.force,
        fail_fast=options.fail_fast,
        shard=options.shard,
        merge=options.merge,
        scheduler=options.scheduler,
        progress=sys.stderr.isatty(),
        papers=papers.kinds if not options.shard else frozenset(),
    )
    same = None
    if asked.notebook.is_file() and options.as_of is None and not papers.any:
        same = stamp(workspace, asked)
    if same and not (asked.force or asked.shard or asked.merge):
        manifest = finished_site(asked.out, stamp=same)
        if manifest is not None:
            index = (asked.out / "index.html").resolve()
            say(text("cli.report_up_to_date", lang, n=len(manifest.units), where=index))
            if manifest.evidence == "illustrative":
                say(text("pages.illustrative_long", lang))
            return OK
    again = merging(options.words)
    return _make_report(
        workspace, asked, stamp=same, as_of=options.as_of, papers=papers, again=again
    )


def merging(words: Sequence[str]) -> str:
    """Write the command that brings the parts together, of the words of one that made a part.

    Examples
    --------
    >>> merging(["report", "tinh-toi", "--shard", "1/2", "--out", "site"])
    'dxanalysis report tinh-toi --out site --merge'
    """
    kept = [
        word
        for before, word in zip(["", *words], words, strict=False)
        if not (word.startswith("--sh") or (before.startswith("--sh") and "=" not in before))
    ]
    return join_words(["dxanalysis", *kept, "--merge"])


@dataclass(frozen=True)
class Papers:
    """What is asked for besides pages: documents, a letter, an archive."""

    formats: tuple[str, ...]
    mail: bool
    archive: bool

    @property
    def kinds(self) -> frozenset[str]:
        """What of it the province's page links."""
        wanted = {"docx": "docx" in self.formats, "mail": self.mail, "zip": self.archive}
        return frozenset(kind for kind, asked in wanted.items() if asked)

    @property
    def any(self) -> bool:
        """Whether anything is."""
        return (
            self.mail or self.archive or set(self.formats) > {"html"} or "html" not in self.formats
        )


def _make_report(
    workspace: Workspace,
    options: ReportOptions,
    *,
    stamp: str | None,
    as_of: dt.date | None,
    papers: Papers,
    again: str,
) -> int:
    """Read the workspace and make every page that is not up to date."""
    # Only here: the other commands make no pages.
    from dxanalysis.batch.execution.pool import Pool  # noqa: PLC0415

    lang = options.lang
    with contextlib.ExitStack() as held:
        # What pages are forked from loads on another processor while this one reads.
        makes_pages_here = not (options.merge or options.scheduler)
        pool = held.enter_context(Pool()) if makes_pages_here else None
        from dxanalysis.batch.site import make_site  # noqa: PLC0415 - when that has begun
        from dxanalysis.pipeline import analyse  # noqa: PLC0415

        analysis = analyse(
            workspace,
            boundaries=options.boundaries,
            as_of=as_of,
            keep_going=options.keep_going,
        )
        analysis.require_area(analysis.whole.code)  # refused where there is nothing to show
        left_out = say_left_out(analysis, lang)
        # Without a stamp the next call reads the files again, and says so again.
        site = make_site(analysis, options, stamp=None if left_out else stamp, pool=pool)
        faults = _write_papers(analysis, site, options, papers) if papers.any else []
        _say_what_became(site.papers, site.folder, lang)
    for unit in site.failed:
        say(f"{analysis.areas[unit.code].label(lang)}: {unit.error}", file=sys.stderr)
    made = sum(unit.status == "ok" for unit in site.units)
    if options.shard:
        number, of = options.shard
        say(text("cli.shard_done", lang, n=made, number=str(number), of=str(of), again=again))
    else:
        say(text("cli.report_done", lang, n=made, where=site.index.resolve()))
        if len(site.executed) < made:
            say(text("cli.report_kept", lang, n=made - len(site.executed)))
    silent = [area.label(lang) for area in analysis.silent_areas if area.code not in options.only]
    if silent:
        names = ", ".join(map(in_sentence, silent))
        say(text("pages.without_figures", lang, n=len(silent), names=names))
    if analysis.is_illustrative:
        say(text("pages.illustrative_long", lang))
    for fault in faults:
        say(fault, file=sys.stderr)
    if site.failed:
        say(text("cli.report_failed", lang, n=len(site.failed)), file=sys.stderr)
    return UNITS_FAILED if site.failed or faults or left_out else OK


def _say_what_became(papers: Settled, folder: Path, lang: Lang) -> None:
    """Say which documents of earlier figures are gone, and where edited ones are now."""
    gone = [name for name in papers.removed if not (folder / name).exists()]
    if gone:  # and not made again by this very call
        say(text("cli.documents_removed", lang, n=len(gone)))
    for name, now in papers.aside:
        say(text("cli.document_aside", lang, name=name, where=now))


def _write_papers(
    analysis: Analysis, site: Site, options: ReportOptions, papers: Papers
) -> list[str]:
    """Write documents, letter and archive; give a sentence for whatever of them went wrong."""
    from dxanalysis import documents  # noqa: PLC0415 - nobody else needs python-docx
    from dxanalysis.batch.plan import page_name  # noqa: PLC0415
    from dxanalysis.batch.state.papers import note  # noqa: PLC0415
    from dxanalysis.batch.state.previous_site import read_earlier  # noqa: PLC0415

    lang = options.lang
    stems = {
        unit.code: page_name(analysis.areas[unit.code])
        for unit in site.units
        if unit.status == "ok"
    }
    done = documents.write_documents(
        analysis,
        site.folder,
        stems=stems,
        formats=papers.formats,
        mail=papers.mail,
        before=read_earlier(site.folder),
        lang=lang,
        issuer=documents.read_issuer(analysis.workspace.document),
    )
    if papers.archive and options.only:
        done.files += [
            documents.zip_area(analysis, analysis.areas[code], site.folder, stem=stem, lang=lang)
            for code, stem in stems.items()
        ]
    elif papers.archive:
        done.files.append(documents.zip_site(analysis, site.folder, stems=stems, lang=lang))
    if not options.shard:
        note(site.folder, site.papers, done.files)
    if done.files:
        say(text("cli.documents_done", lang, n=len(done.files), where=done.files[-1]))
    return done.faults
