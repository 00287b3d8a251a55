"""Files that were dropped into JupyterLab, kept under names that are no paths."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_UNSAFE: Final = re.compile(r"[^\w .()-]+")
_LONGEST: Final = 80


class Uploads:
    """A temporary folder for what is dropped in; it is taken away with this object.

    Parameters
    ----------
    otherwise
        The name of a file that has none left.
    """

    def __init__(self, otherwise: str) -> None:
        self._otherwise = otherwise
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def keep(self, files: Sequence[Mapping[str, Any]]) -> list[Path]:
        """Keep files.

        Parameters
        ----------
        files
            The value of an :class:`ipywidgets.FileUpload`.

        Returns
        -------
        list of pathlib.Path
            Where they are.
        """
        self._folder = self._folder or tempfile.TemporaryDirectory(prefix="dxanalysis-")
        kept = []
        for file in files:
            name = _UNSAFE.sub(" ", Path(str(file["name"])).name)[-_LONGEST:].strip(" .")
            path = Path(self._folder.name) / (name or self._otherwise)
            path.write_bytes(bytes(file["content"]))
            kept.append(path)
        return kept
