"""A few units made on another machine: what travels there, and what comes back.

A process of a cluster keeps one child, which holds the workers and the zygote for as long as it
lives, so that kernels are warm from the first chunk to the last. It takes chunks on its standard
input and ends, with everything below it, when that closes.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import pickle
import queue
import shutil
import struct
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from dxanalysis import handover
from dxanalysis.batch.execution.pool import Pool
from dxanalysis.batch.execution.run import run
from dxanalysis.errors import DxAnalysisError
from dxanalysis.pipeline import analyse
from dxanalysis.workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dxanalysis.batch.execution.jobs import Limits, PageResult, PageTask
    from dxanalysis.lang import Lang

_LENGTH: Final = struct.Struct("!Q")


@dataclass(frozen=True)
class Chunk:
    """A few units, and all that is needed to make them.

    Attributes
    ----------
    tasks
        The units.
    notebook
        Name and content of the notebook.
    files
        Path relative to the folder where kernels run, to content. It may begin with ``..``.
    lang, limits
        As for :func:`dxanalysis.batch.execution.run.run`.
    jobs
        How many units at a time; None for as many as the machine has processors and memory for.
    """

    tasks: Sequence[PageTask]
    notebook: tuple[str, bytes]
    files: Mapping[str, bytes]
    lang: Lang
    limits: Limits
    jobs: int | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of one unit, with its files.

    Attributes
    ----------
    result
        What became of it.
    files
        Name to content: its page and its notebook, or what is left of a failed one.
    log
        What its kernel said.
    """

    result: PageResult
    files: Mapping[str, bytes]
    log: bytes


def pack(files: Sequence[Path], folder: Path) -> dict[str, bytes]:
    """Read the files that kernels will read.

    Parameters
    ----------
    files
        Which.
    folder
        Where the kernels think they run.

    Returns
    -------
    dict
        Path relative to that folder, to content.
    """
    return {
        Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix(): path.read_bytes()
        for path in files
    }


def unpack(files: Mapping[str, bytes], top: Path) -> Path:
    """Lay files out so that each is where it was, seen from the folder where kernels run.

    Parameters
    ----------
    files
        As :func:`pack` gives them.
    top
        An empty folder. Nothing is written outside it.

    Returns
    -------
    pathlib.Path
        The folder where kernels run: so deep below ``top`` that every ``..`` stays inside.
    """
    ups = max((PurePosixPath(name).parts.count("..") for name in files), default=0)
    folder = top.joinpath(*["below"] * (ups + 1))
    folder.mkdir(parents=True)
    for name, content in files.items():
        path = Path(os.path.normpath(folder / name))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def make_chunk(chunk: Chunk, *, folder: Path, top: Path, pool: Pool) -> list[Outcome]:
    """Make the units of a chunk.

    Parameters
    ----------
    chunk
        The units.
    folder
        Where kernels run, with their files laid out.
    top
        A folder to work in.
    pool
        Who works.

    Returns
    -------
    list of Outcome
        In the order of the units.
    """
    out, failed, logs = (top / name for name in ("units", "failed", "logs"))
    shutil.rmtree(out, ignore_errors=True)
    for made in (out, failed, logs):
        made.mkdir(exist_ok=True)
    notebook = top / chunk.notebook[0]
    notebook.write_bytes(chunk.notebook[1])
    results = run(
        chunk.tasks,
        notebook=notebook,
        folder=folder,
        out=out,
        lang=chunk.lang,
        jobs=chunk.jobs,
        limits=chunk.limits,
        failed=failed,
        log_of=lambda task: logs / f"{task.stem}.log",
        pool=pool,
    )
    outcomes = []
    for task, result in zip(chunk.tasks, results, strict=True):
        source = out if result.status == "ok" else failed
        files = {
            name: (source / name).read_bytes() for name in task.files if (source / name).exists()
        }
        log = logs / f"{task.stem}.log"
        outcomes.append(Outcome(result, files, log.read_bytes() if log.exists() else b""))
    return outcomes


_CHILD: Final = "from dxanalysis.batch.execution.chunks import main; main()"
"""Not ``-m``: what travels would then be of a module ``__main__``, which is another there."""


class Maker:
    """The child that makes chunks for this process, started when first needed."""

    def __init__(self) -> None:
        self._one_at_a_time = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def make(self, chunk: Chunk) -> list[Outcome]:
        """Have a chunk made.

        Parameters
        ----------
        chunk
            The units.

        Returns
        -------
        list of Outcome
            In the order of the units.

        Raises
        ------
        RuntimeError
            If the child is gone.
        """
        with self._one_at_a_time:
            if self._child is None or self._child.poll() is not None:
                self._child = subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
                    [sys.executable, "-c", _CHILD],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                )
            said, heard = self._child.stdin, self._child.stdout
            assert said is not None  # noqa: S101 - both are pipes
            assert heard is not None  # noqa: S101
            try:
                _send(said, chunk)
                answer: list[Outcome] = _receive(heard)
            except (OSError, EOFError) as error:
                self._child.kill()
                self._child.wait()
                raise RuntimeError("the process that makes pages is gone") from error
            return answer


MAKER: Final = Maker()


def _send(stream: BinaryIO | Any, content: object) -> None:  # noqa: ANN401 - a pipe of Popen
    """Write something to a pipe."""
    packed = pickle.dumps(content)
    stream.write(_LENGTH.pack(len(packed)) + packed)
    stream.flush()


def _receive(stream: BinaryIO | Any) -> Any:  # noqa: ANN401 - whatever was sent
    """Read something from a pipe.

    Both ends are ours: the child reads what its own parent writes, and the other way round.
    """
    length = stream.read(_LENGTH.size)
    if len(length) < _LENGTH.size:
        raise EOFError
    packed = stream.read(_LENGTH.unpack(length)[0])
    return pickle.load(io.BytesIO(packed))  # noqa: S301 - see above


def main() -> None:
    """Make chunks until nobody asks any more."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what is printed must not come between the answers
    top = Path(tempfile.mkdtemp(prefix="dxa-"))
    chunks: queue.Queue[Chunk] = queue.Queue()
    threading.Thread(target=_read, args=(chunks, top), daemon=True).start()
    chunk = chunks.get()
    while True:
        # One pool as long as the files are the same; their analysis is handed to its kernels.
        now = _name_of(chunk)
        with contextlib.ExitStack() as held:
            folder = unpack(chunk.files, top / now)
            held.callback(shutil.rmtree, top / now, ignore_errors=True)
            _hand_over(chunk, folder, top, held)
            pool = held.enter_context(Pool())
            while _name_of(chunk) == now:
                _send(answers, make_chunk(chunk, folder=folder, top=top, pool=pool))
                chunk = chunks.get()


def _name_of(chunk: Chunk) -> str:
    """Name what a chunk's kernels read."""
    call = [chunk.tasks[0].parameters.get(name) for name in _CALL]
    told = repr([sorted(chunk.files.items()), call])
    return hashlib.sha256(told.encode()).hexdigest()[:16]


_CALL: Final = ("workspace", "boundaries", "keep_going")
"""The parameters of a notebook that say what its analysis is of."""


def _hand_over(chunk: Chunk, folder: Path, top: Path, held: contextlib.ExitStack) -> None:
    """Read the files once for all kernels, where the notebook says which."""
    asked = chunk.tasks[0].parameters
    if any(name not in asked for name in _CALL):
        return
    where = folder / asked["workspace"]
    lines = folder / asked["boundaries"] if asked["boundaries"] else None
    going = asked["keep_going"]
    with contextlib.suppress(DxAnalysisError):  # the notebook meets it again, and tells of it
        analysis = analyse(open_workspace(where), boundaries=lines, keep_going=going)
        call = handover.call(where, boundaries=lines, keep_going=going)
        held.enter_context(handover.handed_over(analysis, call, top / "prepared.pickle"))


def _read(chunks: queue.Queue[Chunk], top: Path) -> None:
    """Read chunks; when there are no more, leave at once with everything below."""
    with contextlib.suppress(EOFError, OSError):
        while True:
            chunks.put(_receive(sys.stdin.buffer))
    shutil.rmtree(top, ignore_errors=True)
    os._exit(0)
