"""How every GeoPackage is written: whole or not at all, and equal bytes for equal content."""

from __future__ import annotations

import contextlib
import errno
import sqlite3
from typing import TYPE_CHECKING, Final

from dxanalysis.files import FIXED_DAY, atomic_write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NOW: Final = "OGR_CURRENT_DATE"
"""GDAL writes this in place of the present time as the last change of a layer."""


@contextlib.contextmanager
def new_geopackage(path: Path) -> Iterator[Path]:
    """Make a GeoPackage.

    Parameters
    ----------
    path
        Where to.

    Yields
    ------
    pathlib.Path
        Where GDAL makes the file; it takes its place at the end.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    import pyogrio  # noqa: PLC0415 - readers of layers skip drivers before it is loaded

    with atomic_write(path) as half:
        half.unlink()  # GDAL makes the file itself
        pyogrio.set_gdal_config_options({_NOW: f"{FIXED_DAY:%Y-%m-%dT%H:%M:%S.000Z}"})
        try:
            yield half
        except (RuntimeError, sqlite3.Error) as error:  # what GDAL and SQLite raise on a full disk
            raise OSError(errno.EIO, str(error)) from error
        finally:
            pyogrio.set_gdal_config_options({_NOW: None})
