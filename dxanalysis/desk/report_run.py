"""A report made by a process of its own, which can be watched and stopped."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dxanalysis.batch.state.run_log import RUN_FILE, RUNS
from dxanalysis.files import read_ordinary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


@dataclass(frozen=True)
class Progress:
    """How far a report is.

    Attributes
    ----------
    done, of
        Pages made, and to be made; none is to be made before the figures are read.
    """

    done: int = 0
    of: int = 0

    @property
    def stage(self) -> str:
        """``reading``, ``pages`` or ``binding``: the figures, the areas' pages, what is of all."""
        if not self.of:
            return "reading"
        return "pages" if self.done < self.of else "binding"


class ReportRun:
    """The command ``dxanalysis report`` in a process of its own, so that the desk stays awake.

    Parameters
    ----------
    words
        The command, ``dxanalysis`` first.
    site
        Where the site is made.
    """

    def __init__(self, words: Sequence[str], site: Path) -> None:
        self.site = site
        self._before = set(self._runs())
        # Files, not pipes: nobody has to read for the process to go on.
        self._said, self._failed = tempfile.TemporaryFile(), tempfile.TemporaryFile()  # noqa: SIM115
        environment = os.environ | {"PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"}
        self._process = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", *words],
            stdin=subprocess.DEVNULL,
            stdout=self._said,
            stderr=self._failed,
            env=environment,
        )

    @property
    def is_running(self) -> bool:
        """Whether it is still at work."""
        return self._process.poll() is None

    @property
    def progress(self) -> Progress:
        """How far it is, by what it wrote down."""
        new = sorted(run for run in self._runs() if run not in self._before)
        done = of = 0
        for record in _records(new[-1] / RUN_FILE) if new else ():
            if record.get("event") == "start":
                of = int(record.get("units", 0))
            done += record.get("event") == "unit"
        return Progress(min(done, of), of)

    def stop(self) -> None:
        """Ask it to stop; the next report goes on from what is made."""
        self._process.terminate()

    def wait(self) -> tuple[int, str]:
        """Wait for its end.

        Returns
        -------
        code : int
            Its exit code: 0 and 3 mean that there is a site.
        said : str
            What it said.
        """
        code = self._process.wait()
        parts = []
        for stream in (self._said, self._failed):
            stream.seek(0)
            parts.append(stream.read().decode("utf-8", "replace").strip())
            stream.close()
        return code, "\n".join(part for part in parts if part)

    def _runs(self) -> list[Path]:
        """List the folders in which runs are written down."""
        return [path for path in (self.site / RUNS).glob("*") if path.is_dir()]


def _records(path: Path) -> Iterator[dict[str, Any]]:
    """Read what a run has written down so far; a line that is half written does not count."""
    for line in (read_ordinary(path) or b"").splitlines():
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(record, dict):
            yield record
