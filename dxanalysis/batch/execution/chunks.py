"""A few units made on another machine: what is sent there, what is done, and what comes back.

A process of a cluster keeps one pool for as long as it lives, so that its hub is warm from the
first chunk to the last; when the process ends, however it ends, so does the pool.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import threading
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from dxanalysis import handover
from dxanalysis.batch.execution.pool import Pool
from dxanalysis.batch.execution.run import run
from dxanalysis.errors import DxAnalysisError
from dxanalysis.pipeline import analyse
from dxanalysis.workspace import open_workspace

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from dxanalysis.batch.execution.jobs import PageResult, PageTask, Setting


@dataclass(frozen=True)
class Chunk:
    """A few units, and all that is needed to make them.

    The folders of ``setting`` mean nothing there; ``as_of`` is the day the analysis is of, if one
    was named, and ``year`` the year of the run; ``notebook`` the content of the notebook; ``files``
    maps paths relative to the folder where cells run, which may begin with ``..``, to contents.
    """

    tasks: Sequence[PageTask]
    setting: Setting
    as_of: dt.date | None
    notebook: bytes
    files: Mapping[str, bytes]
    year: int = 0

    @property
    def name(self) -> str:
        """The same for chunks whose cells read the same."""
        asked = [self.tasks[0].parameters.get(name) for name in _CALL]
        content = repr([sorted(self.files.items()), asked, self.as_of, self.year])
        return hashlib.sha256(content.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Outcome:
    """What became of one unit.

    Its page and its notebook, or what is left of a failed one, by name; and its log.
    """

    result: PageResult
    files: Mapping[str, bytes]
    log: bytes


def pack(files: Sequence[Path], folder: Path) -> dict[str, bytes]:
    """Read the files that cells will read; name them relative to the folder where they run."""
    return {
        Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix(): path.read_bytes()
        for path in files
    }


def unpack(files: Mapping[str, bytes], top: Path) -> Path:
    """Lay files out so that each is where it was, seen from the folder where cells run.

    Gives that folder: so deep below ``top``, which is empty, that every ``..`` stays inside.
    """
    ups = max((PurePosixPath(name).parts.count("..") for name in files), default=0)
    folder = top.joinpath(*["below"] * (ups + 1))
    folder.mkdir(parents=True)
    for name, content in files.items():
        path = Path(os.path.normpath(folder / name))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


_CALL: Final = ("workspace", "boundaries", "keep_going")
"""The parameters of a notebook that say what its analysis is of."""


class Maker:
    """Makes chunks in this process, one at a time, with one pool for all."""

    def __init__(self) -> None:
        self._one_at_a_time = threading.Lock()
        self._pool: Pool | None = None
        self._now = ""
        self._held = contextlib.ExitStack()
        self._folder = Path()

    def make(self, chunk: Chunk, top: Path) -> list[Outcome]:
        """Make the units of a chunk, in their order.

        They are made below ``top``, a folder that is taken away with this process.
        """
        with self._one_at_a_time:
            if self._pool is None:
                self._pool = Pool()
                self._pool.__enter__()
            if chunk.name != self._now:
                self._lay_out(chunk, top)
            with TemporaryDirectory(dir=top, ignore_cleanup_errors=True) as work:
                return _make(chunk, self._folder, Path(work), self._pool)

    def _lay_out(self, chunk: Chunk, top: Path) -> None:
        """Lay out the files of a workspace, and read them once for all cells."""
        self._held.close()
        files = self._held.enter_context(TemporaryDirectory(dir=top, ignore_cleanup_errors=True))
        self._folder = unpack(chunk.files, Path(files))
        asked = chunk.tasks[0].parameters
        if all(name in asked for name in _CALL):
            workspace = self._folder / asked["workspace"]
            given: dict[str, Any] = {
                "boundaries": self._folder / asked["boundaries"] if asked["boundaries"] else None,
                "as_of": chunk.as_of,
                "keep_going": asked["keep_going"],
            }
            with contextlib.suppress(DxAnalysisError):  # the notebook meets it again, and says so
                analysis = analyse(open_workspace(workspace), **given)
                analysis = replace(analysis, year=chunk.year or analysis.year)
                call = handover.call(workspace, **given)
                prepared = Path(files) / "prepared.pickle"
                self._held.enter_context(handover.handed_over(analysis, call, prepared))
        self._now = chunk.name


MAKER: Final = Maker()


def _make(chunk: Chunk, folder: Path, work: Path, pool: Pool) -> list[Outcome]:
    """Make units, and read what was made."""
    out, failed, logs = (work / name for name in ("units", "failed", "logs"))
    for made in (out, failed, logs):
        made.mkdir()
    notebook = work / chunk.setting.notebook.name
    notebook.write_bytes(chunk.notebook)
    here = replace(
        chunk.setting,
        notebook=notebook,
        folder=folder,
        out=out,
        work=work / "half",
        failed=failed,
        logs=logs,
        progress=False,
    )
    outcomes = []
    for task, result in zip(chunk.tasks, run(chunk.tasks, here, pool=pool), strict=True):
        source = out if result.status == "ok" else failed
        files = {
            name: (source / name).read_bytes() for name in task.files if (source / name).exists()
        }
        log = here.log_of(task)
        outcomes.append(Outcome(result, files, log.read_bytes() if log.exists() else b""))
    return outcomes
