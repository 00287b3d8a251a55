"""Whether there is anything to do at all, found out without reading a single workbook.

Reading and reckoning takes seconds. Where no byte of what went in has changed since a batch was
finished, and none of what came out, the same would only come out again.
"""

from __future__ import annotations

import glob
from typing import TYPE_CHECKING

from dxanalysis.analysis import year_of
from dxanalysis.batch.state.keys import common_key, digest, small_files
from dxanalysis.batch.state.manifest import MANIFEST, Manifest, read_manifest
from dxanalysis.batch.state.run_log import find_files, read_records
from dxanalysis.files import sha256_in

if TYPE_CHECKING:
    from pathlib import Path

    from dxanalysis.batch.options import ReportOptions
    from dxanalysis.workspace import Workspace


def input_files(workspace: Workspace, boundaries: Path | None = None) -> list[Path]:
    """List the files that a report reads, ``province.toml`` first.

    ``boundaries`` replaces the workspace's own. A Shapefile is several files: what lies beside the
    boundaries under the same name belongs to them.
    """
    own = workspace.boundaries.path if workspace.boundaries else None
    lines = boundaries or own
    beside = lines.parent.glob(f"{glob.escape(lines.stem)}.*") if lines else ()
    return [
        *small_files(workspace),
        *(book.path for book in workspace.workbooks),
        *sorted(path for path in beside if path.is_file()),
    ]


def stamp(workspace: Workspace, options: ReportOptions) -> str:
    """Hash all that goes into a batch, byte by byte.

    The same only where the same site would come out.
    """
    lines = options.boundaries.resolve() if options.boundaries else None
    return digest(
        {
            "files": [(path.name, sha256_in(path)) for path in input_files(workspace, lines)],
            "common": common_key(options.notebook),
            "lang": options.lang,
            "boundaries": str(lines or ""),
            "keep_going": options.keep_going,
            "only": sorted(options.only),
            "year": year_of(None),
        }
    )


def finished_site(out: Path, *, stamp: str) -> Manifest | None:
    """Find the manifest of the site that a batch made from the very same (:func:`stamp`).

    None unless every file is still as it was written.
    """
    files = find_files(out, read_records(out), event="finished", key=stamp)
    return read_manifest(out) if MANIFEST in files else None
