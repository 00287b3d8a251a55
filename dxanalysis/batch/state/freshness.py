"""Whether there is anything to do at all, told without reading a single workbook.

Reading and reckoning takes seconds. Where no byte of what went in has changed since a batch was
finished, and none of what came out, the same would only come out again.
"""

from __future__ import annotations

import glob
import json
from typing import TYPE_CHECKING, Any, Final

from dxanalysis.batch.state.keys import common_key, digest, small_files
from dxanalysis.batch.state.run_log import read_records
from dxanalysis.files import are_whole, sha256_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from dxanalysis.lang import Lang
    from dxanalysis.workspace import Workspace

MANIFEST: Final = "manifest.json"


def input_files(workspace: Workspace, boundaries: Path | None = None) -> list[Path]:
    """List the files that a report reads.

    Parameters
    ----------
    workspace
        What is reported on.
    boundaries
        A file of real boundaries in place of the workspace's own.

    Returns
    -------
    list of pathlib.Path
        ``province.toml`` first. A Shapefile is several files: what lies beside the boundaries under
        the same name belongs to them.
    """
    lines = boundaries or workspace.boundaries.path
    return [
        *small_files(workspace),
        *(book.path for book in workspace.workbooks),
        *sorted(
            path for path in lines.parent.glob(f"{glob.escape(lines.stem)}.*") if path.is_file()
        ),
    ]


def stamp(
    workspace: Workspace,
    *,
    notebook: Path,
    lang: Lang,
    boundaries: Path | None = None,
    keep_going: bool = False,
    only: Sequence[str] = (),
) -> str:
    """Hash all that goes into a batch, byte by byte.

    Parameters
    ----------
    workspace
        What is reported on.
    notebook, lang, boundaries, keep_going, only
        As in :func:`dxanalysis.batch.site.make_site`.

    Returns
    -------
    str
        The same only where the same site would come out.
    """
    return digest(
        {
            "files": [(path.name, sha256_in(path)) for path in input_files(workspace, boundaries)],
            "common": common_key(notebook),
            "lang": lang,
            "boundaries": str(boundaries or ""),
            "keep_going": keep_going,
            "only": sorted(only),
        }
    )


def finished_site(out: Path, *, stamp: str) -> dict[str, Any] | None:
    """Find the site that a batch made from the very same.

    Parameters
    ----------
    out
        The folder of the site.
    stamp
        As :func:`stamp` gives it.

    Returns
    -------
    dict or None
        Its manifest, where every file is still as it was written; None where a batch has to look.
    """
    for record in read_records(out):
        if (
            record.get("event") == "finished"
            and record.get("stamp") == stamp
            and are_whole(out, record.get("files", {}))
        ):
            manifest: dict[str, Any] = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
            return manifest
    return None
