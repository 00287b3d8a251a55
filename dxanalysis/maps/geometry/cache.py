"""Prepared geometry cached on disk for the next run.

Preparing is the dearest part of a map, and boundaries change rarely: a batch draws the same
province on every page. What is kept is named by a hash of everything that it follows from, the code
that made it included; a file that cannot be read counts as none. The environment variable
``DXANALYSIS_CACHE`` names another folder; where it is empty nothing is kept.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import zipfile
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import platformdirs
import shapely

from dxanalysis.errors import OutputError
from dxanalysis.files import atomic_write

if TYPE_CHECKING:
    import numpy.typing as npt

Arrays = dict[str, "npt.NDArray[Any]"]

VARIABLE: Final = "DXANALYSIS_CACHE"
MOST_BYTES: Final = 64_000_000
"""How much is kept; what was used longest ago goes first."""

_MAKERS: Final = ("arcs.py", "polygon_coverage.py", "cache.py", "prepare.py", "simplify.py")


def folder() -> Path | None:
    """Say where geometry is kept; None for nowhere."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named) if named else None
    return platformdirs.user_cache_path("dxanalysis") / "maps"


def key(content: bytes, *settings: object) -> str:
    """Name what follows from some content and settings.

    Parameters
    ----------
    content
        A hash of the geometry.
    *settings
        How it is prepared.

    Returns
    -------
    str
        Hexadecimal digits; others for other content, settings, code or GEOS.
    """
    return hashlib.sha256(content + _makers() + repr(settings).encode()).hexdigest()[:32]


@functools.cache
def _makers() -> bytes:
    """Hash the code that prepares geometry, and the version of the library below it."""
    digest = hashlib.sha256(repr(shapely.geos_version).encode())
    for name in _MAKERS:
        digest.update((resources.files("dxanalysis.maps.geometry") / name).read_bytes())
    return digest.digest()


def found(name: str) -> Arrays | None:
    """Read what is kept under a name.

    Parameters
    ----------
    name
        What :func:`key` gave.

    Returns
    -------
    dict of ndarray or None
        None if there is nothing, or nothing that can be read.
    """
    where = folder()
    if where is None:
        return None
    path = where / f"{name}.npz"
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            arrays = {part: kept[part] for part in kept.files}
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
    with contextlib.suppress(OSError):
        os.utime(path)  # so that it is not the next to go
    return arrays


def keep(name: str, arrays: Arrays) -> None:
    """Keep arrays under a name, and make room for them; where that cannot be, nothing happens.

    Parameters
    ----------
    name
        What :func:`key` gave.
    arrays
        What is kept.
    """
    where = folder()
    if where is None:
        return
    with contextlib.suppress(OSError, OutputError):
        with atomic_write(where / f"{name}.npz", make_folder=True, durable=False) as half:
            np.savez(half, allow_pickle=False, **arrays)
        files = sorted(where.glob("*.npz"), key=lambda one: one.stat().st_mtime, reverse=True)
        total = 0
        for file in files:
            total += file.stat().st_size
            if total > MOST_BYTES and file.stem != name:
                file.unlink(missing_ok=True)
