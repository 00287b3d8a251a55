"""Which pages to make, from what, and whether the notebook can take it: before anything starts."""

from __future__ import annotations

import ast
import os
from typing import TYPE_CHECKING, Any, Final

from dxanalysis.analysis import NO_FIGURES
from dxanalysis.batch.execution.jobs import PageTask
from dxanalysis.batch.state.keys import (
    area_digests,
    common_key,
    digest,
    read_cells,
    whole_digest,
)
from dxanalysis.errors import DxAnalysisError, FileUnreadableError, ParameterError
from dxanalysis.vietnamese import slug

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from dxanalysis.analysis import Analysis, Area
    from dxanalysis.batch.options import ReportOptions

_KINDS: Final = {"str": str, "int": int, "float": float, "bool": bool}


def page_name(area: Area) -> str:
    """Name the files of an area's page: ``<code>-<slug>``, without ending.

    Never a path: a name from a file cannot leave the folder.
    """
    if area.level == "group":
        return area.code  # is its name already
    return f"{area.code}-{slug(area.name)}"


def plan(analysis: Analysis, options: ReportOptions, *, folder: Path) -> list[PageTask]:
    """Plan one page for each area of the workspace's grouping, in the order of the codes.

    ``folder`` is where the notebooks will run; paths are given to them relative to it, so that a
    page that is shared says nothing of the machine. An area with wrong figures has its error and
    will not be run; so has one without any, if it was asked for by ``only``: else it has no page,
    for that nobody sent figures is no fault of the batch. Raises ``ParameterError`` if the notebook
    cannot take the parameters, ``FileUnreadableError`` if it cannot be read.
    """
    lines = options.boundaries
    shared: dict[str, Any] = {
        "workspace": os.path.relpath(analysis.workspace.folder, folder),
        "lang": options.lang,
        "boundaries": os.path.relpath(lines.resolve(), folder) if lines else "",
        "keep_going": options.keep_going,
    }
    areas = analysis.page_areas
    given = {area.code: {"unit_code": area.code, **shared} for area in areas}
    check_parameters(options.notebook, given[areas[0].code])  # the others differ by their code only
    common, whole = common_key(options.notebook), whole_digest(analysis)
    shown = area_digests(analysis, areas)
    tasks = [
        PageTask(
            code=area.code,
            name=area.label(options.lang),
            stem=page_name(area),
            parameters=given[area.code],
            key=digest([common, given[area.code], whole]),
            area_key=digest([common, given[area.code], shown[area.code]]),
            error=_refusal(analysis, area),
        )
        for area in areas
    ]
    said = [task for task in tasks if not _is_silent(task) or task.code in options.only]
    return sorted(said, key=lambda task: task.code)


def _is_silent(task: PageTask) -> bool:
    """Tell whether there is no figure of an area at all."""
    return task.error is not None and task.error.key == NO_FIGURES


def check_areas(analysis: Analysis, only: Sequence[str]) -> None:
    """Refuse codes of areas that get no page."""
    unknown = [code for code in only if code not in {area.code for area in analysis.page_areas}]
    if unknown:
        raise ParameterError(
            "batch.unknown_area",
            found=", ".join(unknown),
            expected=", ".join(f"{area.code} {area.name}" for area in analysis.page_areas),
        )


def share(tasks: Sequence[PageTask], shard: tuple[int, int] | None) -> list[PageTask]:
    """Take the part of a batch that is one shard's to make.

    Number, from 1, and of how many; None for all. Every n-th, so that neighbours, which tend to
    take as long, are spread over the shards.
    """
    if shard is None:
        return list(tasks)
    number, of = shard
    return list(tasks[number - 1 :: of])


def _refusal(analysis: Analysis, area: Area) -> DxAnalysisError | None:
    """Ask whether anything may be said of an area, before a notebook is started to say it."""
    try:
        analysis.require_area(area.code)
    except DxAnalysisError as error:
        return error
    return None


def check_parameters(notebook: Path, parameters: Mapping[str, Any]) -> None:
    """Refuse parameters that the notebook does not declare, lacks or types otherwise.

    Papermill itself only warns of them, and a misspelt one would leave the default in place. The
    notebook has one cell tagged ``parameters``, each with its type: ``lang: str = "vi"``.
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
    sources = [source for _, source, tags in read_cells(notebook) if "parameters" in tags]
    try:
        assigned = ast.parse("\n".join(sources[:1]), type_comments=True).body
    except (ValueError, SyntaxError) as error:
        found = f"{type(error).__name__}: {error}"
        raise FileUnreadableError("batch.bad_notebook", where=notebook, found=found) from error
    return dict(entry for node in assigned for entry in _names_in(node))


def _names_in(node: ast.stmt) -> list[tuple[str, str]]:
    """Name what a line of the parameters' cell assigns, and its type as written or as it is."""
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return [(node.target.id, ast.unparse(node.annotation))]
    if isinstance(node, ast.Assign):
        known = type(node.value.value).__name__ if isinstance(node.value, ast.Constant) else ""
        return [
            (target.id, node.type_comment or known)
            for target in node.targets
            if isinstance(target, ast.Name)
        ]
    return []
