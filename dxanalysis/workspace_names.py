"""Where a workspace lies: by its name from anywhere in the project, or by its path.

A notebook that is run from the project's root and from its own folder means the same province.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from dxanalysis.errors import WorkspaceError

PROVINCE_FILE: Final = "province.toml"
"""What makes a folder a workspace."""

_HOME: Final = "data"
"""The folder that provinces lie in."""

_HIGHEST: Final = 3
"""So many folders above the current one are looked into, and no more."""


def workspaces() -> list[str]:
    """List the workspaces that can be opened by their name.

    Returns
    -------
    list of str
        Names of folders with a ``province.toml``, in the current folder, in the folders above it
        (up to three) and in the folder ``data`` of each.

    Examples
    --------
    >>> "son-la" in workspaces()
    True
    """
    found = {
        path.parent.name
        for around in _around()
        for folder in (around, around / _HOME)
        for path in folder.glob(f"*/{PROVINCE_FILE}")
    }
    return sorted(found)


def find_workspace(name: str | Path) -> Path:
    """Find a workspace's folder.

    Parameters
    ----------
    name
        A path, absolute or relative to the current folder or to one above it; or a name, as
        :func:`workspaces` lists them.

    Returns
    -------
    pathlib.Path
        The folder; a path that leads to no workspace is given back as it is, for whoever opens it
        to say what is wrong with it.

    Raises
    ------
    WorkspaceError
        If nothing has that name; the sentence lists the names there are.

    Examples
    --------
    >>> find_workspace("son-la").parts[-2:]
    ('data', 'son-la')
    """
    folder = Path(name)
    # os.path answers no, where pathlib raises, for names that no file can have.
    if os.path.exists(folder) or folder.is_absolute():  # noqa: PTH110
        return folder
    for around in _around():
        for path in (around / folder, around / _HOME / folder):
            if os.path.isfile(path / PROVINCE_FILE):  # noqa: PTH113
                return path
    known = workspaces()
    if len(folder.parts) == 1 and known:
        raise WorkspaceError("workspace.unknown_name", found=folder, expected=", ".join(known))
    return folder


def workspace_home() -> Path:
    """Find the folder that a new workspace is made in.

    Returns
    -------
    pathlib.Path
        The nearest folder ``data`` in which a workspace lies, in the current folder or above it;
        the current folder where there is none.

    Examples
    --------
    >>> workspace_home().name
    'data'
    """
    for around in _around():
        if any((around / _HOME).glob(f"*/{PROVINCE_FILE}")):
            return around / _HOME
    return Path()


def _around() -> list[Path]:
    """List the current folder and the folders above it, as short as they can be written."""
    depth = min(len(Path.cwd().parents), _HIGHEST)
    return [Path(*[".."] * up) for up in range(depth + 1)]
