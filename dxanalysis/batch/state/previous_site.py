"""The report before this one, kept beside it so that the province's page can say what changed.

The earlier state is the last one whose figures *differ* from today's: making the same report again
does not make the comparison disappear.
"""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import Final

from dxanalysis import exports
from dxanalysis.batch.state.manifest import read_manifest
from dxanalysis.files import read_ordinary
from dxanalysis.pages.changes import Before

FOLDER: Final = Path(".previous")
"""Below the site."""

_FILES: Final = ("gaps.csv", "manifest.json")


def read_earlier(out: Path) -> Before | None:
    """Read the report that a finished site compares itself with.

    Parameters
    ----------
    out
        The site.

    Returns
    -------
    Before or None
        None where there is none, or it cannot be read any more.
    """
    return _read(out / FOLDER)


def keep_earlier(out: Path, work: Path) -> Before | None:
    """Find the earlier report.

    And put what is needed of it beside the new one, which has its ``gaps.csv`` already. None where
    there is no earlier report with other figures, or it cannot be read any more.
    """
    new = (work / "gaps.csv").read_bytes()
    for folder in (out, out / FOLDER):
        if read_ordinary(folder / "gaps.csv") == new:
            continue  # nothing differs: it need not be understood
        earlier = _read(folder)
        if earlier is not None:
            (work / FOLDER).mkdir(exist_ok=True)
            for name in _FILES:
                shutil.copyfile(folder / name, work / FOLDER / name)
            return earlier
    return None


def _read(folder: Path) -> Before | None:
    """Read what a report left; None where that was never made, or is no longer what we wrote."""
    manifest, table = read_manifest(folder), read_ordinary(folder / "gaps.csv")
    if manifest is None or not table:
        return None
    try:
        gaps = exports.read_csv(io.BytesIO(table))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Before(gaps, manifest.finished.astimezone().date())
