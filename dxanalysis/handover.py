"""An analysis that was made once and is handed to every notebook of a batch.

Reading the workbooks takes longer than making a page. A batch therefore analyses its workspace
once, writes the result into its own work folder, and names the file and its hash to its processes
in the environment variable :data:`VARIABLE`. A file whose content has another hash is refused
before anything is made of it: others may be able to write to the folder of a site.
:func:`dxanalysis.analyse` asks here first; a notebook is the
same inside a batch and in JupyterLab. All pages of a batch so speak of the same state of the files,
even if somebody saves a workbook while it runs.

A prepared analysis is only used for the very call it was made from (folder, boundaries,
``keep_going``); any other call reads the files.
"""

from __future__ import annotations

import contextlib
import functools
import os
import pickle
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dxanalysis.files import sha256_of
from dxanalysis.reads import watch

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from dxanalysis.analysis import Analysis

VARIABLE: Final = "DXANALYSIS_PREPARED"
"""Hash and name of the file, as ``<sha256>:<path>``. The batch that wrote it sets it."""


@dataclass(frozen=True)
class Call:
    """The call that an analysis is the answer to.

    Attributes
    ----------
    folder
        Of the workspace.
    boundaries
        The boundary file given in place of the workspace's own, if any.
    keep_going
        Whether figures of single units may be wrong.
    as_of
        The day that is shown; None for the latest figures.
    """

    folder: Path
    boundaries: Path | None
    keep_going: bool
    as_of: dt.date | None = None


@dataclass(frozen=True)
class _Prepared:
    """What the file holds."""

    call: Call
    analysis: Analysis

    @functools.cached_property
    def watched(self) -> Analysis:
        """The analysis as notebooks get it: it notes what they read."""
        return watch(self.analysis)


def call(
    folder: str | Path,
    *,
    boundaries: str | Path | None,
    keep_going: bool,
    as_of: dt.date | None = None,
) -> Call:
    """Name a call of :func:`dxanalysis.analyse`, however its paths were written.

    Parameters
    ----------
    folder
        Of the workspace.
    boundaries
        A boundary file in place of the workspace's own.
    keep_going
        Whether figures of single units may be wrong.
    as_of
        The day that is shown.

    Returns
    -------
    Call
        Equal for equal calls.
    """
    return Call(
        Path(folder).resolve(),
        Path(boundaries).resolve() if boundaries else None,
        keep_going,
        as_of,
    )


@contextlib.contextmanager
def handed_over(analysis: Analysis, made_by: Call, path: Path) -> Iterator[None]:
    """Hand an analysis to all processes that are started meanwhile.

    Parameters
    ----------
    analysis
        What to hand over.
    made_by
        The call that it answers.
    path
        A file to write it to, in a folder that only this batch writes. It is taken away at the end.

    Yields
    ------
    None
        While the file is there.
    """
    digest = _write(analysis, made_by, path)
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = f"{digest}:{path.resolve()}"
    try:
        yield
    finally:
        if before is None:
            del os.environ[VARIABLE]
        else:
            os.environ[VARIABLE] = before
        path.unlink(missing_ok=True)


def _write(analysis: Analysis, made_by: Call, path: Path) -> str:
    """Write an analysis as :func:`load` reads it, and give the hash of the file."""
    # What pages look figures up by is worked out here, once, and travels along.
    analysis.warm_caches()
    content = pickle.dumps(_Prepared(made_by, analysis), protocol=pickle.HIGHEST_PROTOCOL)
    path.write_bytes(content)
    return sha256_of(content)


@functools.cache
def load(named: str) -> _Prepared | None:
    """Read what was handed over, once in each process and the processes forked from it.

    Parameters
    ----------
    named
        Hash and name of the file, as in :data:`VARIABLE`.

    Returns
    -------
    object
        What :func:`find` takes from; None where the file is not the one that was handed over.
    """
    digest, _, path = named.partition(":")
    try:
        content = Path(path).read_bytes()
    except OSError:
        return None
    if sha256_of(content) != digest:
        return None
    prepared: _Prepared = pickle.loads(content)  # noqa: S301 - by the batch that runs us: see above
    return prepared


def find(wanted: Call) -> Analysis | None:
    """Look for the answer to a call among what a batch has prepared.

    Parameters
    ----------
    wanted
        The call.

    Returns
    -------
    Analysis or None
        The analysis; None outside a batch, and where the batch prepared another.
    """
    named = os.environ.get(VARIABLE)
    prepared = load(named) if named else None
    if prepared is None or replace(prepared.call, as_of=None) != replace(wanted, as_of=None):
        return None
    # A notebook that names no day shows the day that its batch shows.
    if wanted.as_of not in {None, prepared.analysis.snapshot.day}:
        return None
    return prepared.watched
