"""Which pages to make, from what, and whether the notebook can take it: before anything starts."""

from __future__ import annotations

import ast
import hashlib
import json
import os
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING, Any, Final

import papermill
from nbformat.reader import NotJSONError

from dxanalysis.errors import DxAnalysisError, FileUnreadableError, ParameterError
from dxanalysis.spelling import slug

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from dxanalysis.analysis import Analysis, Area
    from dxanalysis.lang import Lang

PACKAGES: Final = (
    "dxanalysis",
    "folium",
    "geopandas",
    "nbconvert",
    "pandas",
    "papermill",
    "seaborn",
    "shapely",
    "vietnamadminunits",
)
"""The packages whose versions a page depends on."""

_KINDS: Final = {"str": str, "int": int, "float": float, "bool": bool}


@dataclass(frozen=True)
class UnitTask:
    """One page to make.

    Attributes
    ----------
    code, name
        Of the area.
    stem
        Name of its files, without ending: ``126-song-ma``. ASCII only, and unique in a batch.
    parameters
        What the notebook is given.
    key
        Hash of all that the page depends on.
    error
        Why it cannot be made; None where it can.
    """

    code: str
    name: str
    stem: str
    parameters: Mapping[str, Any]
    key: str
    error: DxAnalysisError | None = None


def page_name(area: Area) -> str:
    """Name the files of an area's page.

    Parameters
    ----------
    area
        The area.

    Returns
    -------
    str
        ``<code>-<slug>``, without ending. Never a path: a name from a file cannot leave the folder.
    """
    if area.level == "group":
        return area.code  # is its name already
    return f"{area.code}-{slug(area.name)}"


def plan(
    analysis: Analysis,
    *,
    notebook: Path,
    lang: Lang,
    folder: Path,
    boundaries: Path | None = None,
    keep_going: bool = False,
    only: Sequence[str] = (),
) -> list[UnitTask]:
    """Plan one page for each area of the workspace's grouping.

    Parameters
    ----------
    analysis
        What the pages are about.
    notebook
        The parameterised notebook.
    lang
        The language of the pages.
    folder
        Where the notebooks will run; paths are given to them relative to it, so that a page that is
        shared tells nothing of the machine it was made on.
    boundaries
        A file of real boundaries in place of the workspace's own.
    keep_going
        Whether areas with wrong figures are left out one by one.
    only
        Codes of the areas wanted; all by default.

    Returns
    -------
    list of UnitTask
        In the order of the codes. An area without usable figures has its error and will not be run.

    Raises
    ------
    ParameterError
        If an area is unknown, or the notebook cannot take the parameters.
    FileUnreadableError
        If the notebook cannot be read.
    """
    unknown = [code for code in only if code not in {area.code for area in analysis.batch}]
    if unknown:
        raise ParameterError(
            "batch.unknown_area",
            found=", ".join(unknown),
            expected=", ".join(f"{area.code} {area.name}" for area in analysis.batch),
        )
    shared: dict[str, Any] = {
        "workspace": os.path.relpath(analysis.workspace.folder, folder),
        "lang": lang,
        "boundaries": os.path.relpath(boundaries, folder) if boundaries else "",
        "keep_going": keep_going,
    }
    wanted = [area for area in analysis.batch if not only or area.code in only]
    tasks = []
    for area in wanted:
        parameters = {"unit_code": area.code, **shared}
        check_parameters(notebook, parameters)
        tasks.append(
            UnitTask(
                code=area.code,
                name=area.label(lang),
                stem=page_name(area),
                parameters=parameters,
                key=_key(notebook, parameters, analysis),
                error=_refusal(analysis, area),
            )
        )
    return sorted(tasks, key=lambda task: task.code)


def _refusal(analysis: Analysis, area: Area) -> DxAnalysisError | None:
    """Ask whether anything may be said of an area, before a notebook is started to say it."""
    try:
        analysis.area(area.code)
    except DxAnalysisError as error:
        return error
    return None


def check_parameters(notebook: Path, parameters: Mapping[str, Any]) -> None:
    """Refuse parameters that the notebook does not declare, lacks or types otherwise.

    Papermill itself only warns of them, and a misspelt one would leave the default in place.

    Parameters
    ----------
    notebook
        A notebook with one cell tagged ``parameters``, each with its type: ``lang: str = "vi"``.
    parameters
        What it would be given.

    Raises
    ------
    ParameterError
        If a parameter is unknown, missing or of the wrong type.
    FileUnreadableError
        If the notebook cannot be read.
    """
    declared = _declared(notebook)
    for name, value in parameters.items():
        if name not in declared:
            raise ParameterError(
                "batch.unknown_parameter",
                found=name,
                expected=", ".join(declared),
                where=notebook.name,
            )
        kind = _KINDS.get(declared[name])
        # True is an int to Python, but not to anyone who reads the notebook.
        if kind and (not isinstance(value, kind) or (kind is not bool and isinstance(value, bool))):
            raise ParameterError(
                "batch.wrong_parameter",
                name=name,
                found=repr(value),
                expected=declared[name],
                where=notebook.name,
            )
    missing = [name for name in declared if name not in parameters]
    if missing:
        raise ParameterError(
            "batch.missing_parameter", found=", ".join(missing), where=notebook.name
        )


def _declared(notebook: Path) -> dict[str, str]:
    """Read the names and types of a notebook's parameters."""
    try:
        found = papermill.inspect_notebook(str(notebook))
    except (OSError, NotJSONError, ValueError) as error:
        raise FileUnreadableError("batch.bad_notebook", where=notebook, found=str(error)) from error
    return {
        name: entry["inferred_type_name"]
        if entry["inferred_type_name"] != "None"
        else type(ast.literal_eval(entry["default"])).__name__
        for name, entry in found.items()
    }


def _key(notebook: Path, parameters: Mapping[str, Any], analysis: Analysis) -> str:
    """Hash all that a page depends on."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    depends = {
        "cells": [cell["source"] for cell in cells],
        "parameters": dict(parameters),
        "inputs": list(analysis.inputs["sha256"]),
        "province": hashlib.sha256(
            (analysis.workspace.folder / "province.toml").read_bytes()
        ).hexdigest(),
        "versions": versions(),
    }
    return hashlib.sha256(json.dumps(depends, sort_keys=True).encode()).hexdigest()


def versions() -> dict[str, str]:
    """Tell the versions that a page depends on.

    Returns
    -------
    dict
        Package to version.
    """
    return {name: metadata.version(name) for name in PACKAGES}
