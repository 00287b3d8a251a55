"""The report before this one, kept beside it so that the province's page can say what changed.

The earlier state is the last one whose figures *differ* from today's: making the same report again
does not make the comparison disappear.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dxanalysis import exports
from dxanalysis.batch.state.manifest import read_manifest

if TYPE_CHECKING:
    import pandas as pd

FOLDER: Final = Path(".previous")
"""Below the site."""


@dataclass(frozen=True)
class Earlier:
    """An earlier report: its ``gaps.csv``, and when it was finished (ISO 8601)."""

    gaps: pd.DataFrame
    finished: str


def read_earlier(out: Path) -> Earlier | None:
    """Read the report that a finished site compares itself with.

    Parameters
    ----------
    out
        The site.

    Returns
    -------
    Earlier or None
        None where there is none, or it cannot be read any more.
    """
    folder = out / FOLDER
    try:
        manifest = read_manifest(folder)
        if manifest is None:
            return None
        return Earlier(exports.read_csv(folder / "gaps.csv"), manifest.finished.isoformat())
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep_earlier(out: Path, work: Path) -> Earlier | None:
    """Find the earlier report.

    And put what is needed of it beside the new one, which has its ``gaps.csv`` already. None where
    there is no earlier report with other figures, or it cannot be read any more.
    """
    new = (work / "gaps.csv").read_bytes()
    for folder in (out, out / FOLDER):
        try:
            gaps = (folder / "gaps.csv").read_bytes()
            manifest = read_manifest(folder)
            if gaps == new or manifest is None:
                continue
            earlier = Earlier(exports.read_csv(folder / "gaps.csv"), manifest.finished.isoformat())
        except (OSError, ValueError, KeyError, TypeError):
            continue  # never made, or no longer what we wrote: there is nothing to compare with
        kept = work / FOLDER
        kept.mkdir(exist_ok=True)
        for name in ("gaps.csv", "manifest.json"):
            shutil.copyfile(folder / name, kept / name)
        return earlier
    return None
