"""What is asked of a report, from the command line to the last of its modules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dxanalysis.batch.execution.jobs import Limits

if TYPE_CHECKING:
    from pathlib import Path

    from dxanalysis.lang import Lang


@dataclass(frozen=True)
class ReportOptions:
    """How a site is made.

    Attributes
    ----------
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
    progress
        Whether to show a progress bar.
    papers
        What is going to be written besides pages: ``docx``, ``mail``, ``zip``. The province's page
        links it.
    """

    out: Path
    notebook: Path
    lang: Lang
    boundaries: Path | None = None
    keep_going: bool = False
    only: tuple[str, ...] = ()
    jobs: int | None = None
    limits: Limits = field(default_factory=Limits)
    force: bool = False
    fail_fast: bool = False
    shard: tuple[int, int] | None = None
    merge: bool = False
    scheduler: str | None = None
    progress: bool = False
    papers: frozenset[str] = frozenset()
