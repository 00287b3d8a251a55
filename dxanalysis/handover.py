"""An analysis that was made once and is handed to every notebook of a batch.

Reading the workbooks takes longer than making a page. A batch therefore analyses its workspace
once, writes the result into its own work folder, and names the file to its kernels in the
environment variable :data:`VARIABLE`. :func:`dxanalysis.analyse` asks here first; a notebook is the
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

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from dxanalysis.analysis import Analysis

VARIABLE: Final = "DXANALYSIS_PREPARED"
"""Names the file to those who may use it. The batch that wrote it sets it, and nobody else."""


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
    crs: str


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
    _write(analysis, made_by, path)
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = str(path.resolve())
    try:
        yield
    finally:
        if before is None:
            del os.environ[VARIABLE]
        else:
            os.environ[VARIABLE] = before
        path.unlink(missing_ok=True)


def _write(analysis: Analysis, made_by: Call, path: Path) -> None:
    """Write an analysis as :func:`load` reads it."""
    # The reference system goes as text: making one opens PROJ's database, which must not be open
    # in the process that kernels are forked from.
    bare = replace(analysis, communes=analysis.communes.set_crs(None, allow_override=True))
    crs = analysis.communes.crs.to_string()
    # What pages look figures up by is worked out here, once, and travels along.
    bare.warm_caches()
    with path.open("wb") as file:
        pickle.dump(_Prepared(made_by, bare, crs), file, protocol=pickle.HIGHEST_PROTOCOL)


@functools.cache
def load(path: str) -> _Prepared:
    """Read what was handed over, once in each process and the processes forked from it.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    object
        What :func:`find` takes from.
    """
    with Path(path).open("rb") as file:
        prepared: _Prepared = pickle.load(file)  # noqa: S301 - written by the batch that runs us
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
    path = os.environ.get(VARIABLE)
    if not path:
        return None
    prepared = load(path)
    if replace(prepared.call, as_of=None) != replace(wanted, as_of=None):
        return None
    # A notebook that names no day shows the day that its batch shows.
    if wanted.as_of not in {None, prepared.analysis.snapshot.day}:
        return None
    communes = prepared.analysis.communes
    if communes.crs is None:
        communes.set_crs(prepared.crs, inplace=True)
    return prepared.analysis
