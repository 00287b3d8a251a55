"""``manifest.json``: what a site was made of, for other programs, and for the next report."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any, Final

from pydantic import BaseModel, ConfigDict, ValidationError

from dxanalysis.analysis import HEADLINE
from dxanalysis.batch.execution.jobs import UNITS
from dxanalysis.batch.state.keys import versions
from dxanalysis.files import read_ordinary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from dxanalysis.analysis import Analysis
    from dxanalysis.batch.execution.jobs import PageResult, PageTask

MANIFEST: Final = "manifest.json"


class _Unit(BaseModel):
    html: str | None
    ipynb: str | None


class Manifest(BaseModel):
    """What is read of an earlier manifest; a file that lacks it is none."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    units: list[_Unit] = []
    evidence: str = ""
    finished: dt.datetime

    @property
    def pages(self) -> set[str]:
        """Names of the pages and notebooks directly below ``units/``, whatever it calls them."""
        named = [name for unit in self.units for name in (unit.html, unit.ipynb) if name]
        return {name.replace("\\", "/").rpartition("/")[2] for name in named} - {"", ".", ".."}


def read_manifest(folder: Path) -> Manifest | None:
    """Read the manifest of an earlier report.

    None where there is none, or it does not have the form of one.
    """
    try:
        return Manifest.model_validate_json(read_ordinary(folder / MANIFEST) or b"")
    except ValidationError:
        return None


def make_manifest(
    analysis: Analysis,
    tasks: Sequence[PageTask],
    units: Mapping[str, PageResult],
    *,
    started: dt.datetime,
    executed: Sequence[str],
) -> dict[str, Any]:
    """Say what was made from what, as it is written as JSON.

    ``units`` is what became of each unit shown, by code; ``executed`` are the codes of those made
    now, not before.
    """
    results = [units[task.code] for task in tasks]
    whole = analysis.whole.code
    known = analysis.figures(whole).index
    return {
        "units": [
            {
                "code": task.code,
                "status": result.status,
                "seconds": round(result.seconds, 2),
                "kernel": result.kernel,
                "needs_kernel": result.needs or None,
                "error": result.error or None,
                "html": f"{UNITS}/{task.stem}.html" if result.status == "ok" else None,
                "ipynb": f"{UNITS}/{task.stem}.ipynb" if result.status == "ok" else None,
                "key": task.key_for(result.reads),
            }
            for task, result in zip(tasks, results, strict=True)
        ],
        "inputs": [
            {"path": row["path"], "sha256": row["sha256"], "rows": int(row["rows"])}
            for row in analysis.inputs.to_dict("records")
        ],
        "versions": versions(),
        "started": started.isoformat(timespec="seconds"),
        "finished": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "vintage": analysis.workspace.vintage,
        "boundaries": analysis.boundaries.kind,
        "evidence": analysis.evidence,
        "as_of": f"{analysis.snapshot.day}" if analysis.snapshot.day else None,
        # Beyond the contract: what this run did, and what it met on the way.
        "run": {
            "executed": sorted(executed),
            "faults": {
                result.code: [*result.attempts, *([result.fault] if result.fault else [])]
                for result in results
                if result.attempts or result.fault
            },
        },
        "province": {
            key: {
                "numerator": _plain(analysis.figure(whole, key, "numerator")),
                "denominator": _plain(analysis.figure(whole, key, "denominator")),
                "rate_pct": _plain(round(analysis.figure(whole, key), 2)),
            }
            for key in (*HEADLINE, "communes_fibre")
            if key in known
        },
    }


def _plain(value: float) -> float | int | None:
    """Write a figure as JSON knows it: whole where it is whole, null where it is missing."""
    if math.isnan(value):
        return None
    return int(value) if value.is_integer() else value
