"""What the buttons of the desk do, and the line of code and the command that do the same."""

from __future__ import annotations

import os
import sys
import webbrowser
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dxanalysis import units
from dxanalysis.check_reports import write_report
from dxanalysis.lang.plain import join_words
from dxanalysis.vietnamese import slug
from dxanalysis.workspace import open_workspace
from dxanalysis.workspace_names import workspace_home

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from dxanalysis.intake import Given
    from dxanalysis.lang import Lang

MARKED: Final = "can-sua"
"""The folder of a workspace in which copies with marked cells lie."""

_IMPORT: Final = "import dxanalysis as dx"


@dataclass(frozen=True)
class Act:
    """What a button did.

    Attributes
    ----------
    code
        Lines of Python that do the same, run anywhere.
    words
        The command that does the same, word by word; empty where there is none.
    """

    code: str
    words: tuple[str, ...] = ()

    @property
    def command(self) -> str:
        """The command as it is typed on this machine."""
        return join_words(self.words)


def province_choices() -> list[tuple[str, str]]:
    """List the provinces of today.

    Returns
    -------
    list of tuple
        Names, in alphabetical order, and codes.

    Examples
    --------
    >>> ("Lạng Sơn", "20") in province_choices(), len(province_choices())
    (True, 34)
    """
    names = units.provinces()["short_name"]
    return sorted(
        ((str(name), str(code)) for code, name in names.items()), key=lambda one: slug(one[0])
    )


def suggest_folder(province: str) -> Path:
    """Suggest where a province's folder is made.

    Parameters
    ----------
    province
        Its code.

    Returns
    -------
    pathlib.Path
        Beside the other provinces, not there yet.
    """
    stem = slug(str(units.provinces()["short_name"][province]))
    home = workspace_home()
    tried = [home / stem, *(home / f"{stem}-{number}" for number in range(2, 1000))]
    return next(folder for folder in tried if not folder.exists())


def site_of(folder: Path) -> Path:
    """Name the folder that the report of a workspace is made in: beside it."""
    whole = folder.resolve()
    return whole.with_name(f"{whole.name}-site")


def creation(
    folder: Path, *, province: str, operators: Sequence[str], target: Mapping[str, object] | None
) -> Act:
    """Show how a province's folder is made."""
    own = ""
    words = ["dxanalysis", "new", str(folder.resolve()), "--province", province]
    words += ["--operators", ",".join(operators)]
    if target is not None:
        own = f", target_4g={dict(target)!r}"
        words += ["--target-4g", f"{target['value_pct']:g}", "--by", str(target["year"])]
    made = f"province={province!r}, operators={list(operators)!r}{own}"
    return Act(f"{_IMPORT}\n\ndx.create_workspace({_path(folder)}, {made})", tuple(words))


def addition(file: Path, folder: Path, given: Given) -> Act:
    """Show how a workbook is put into a workspace; what was said of columns is remembered there."""
    said = [f"operators={given.operators!r}"]
    words = ["dxanalysis", "add", str(file.resolve()), str(folder.resolve()), "--yes"]
    if len(given.operators) == 1:
        words += ["--operator", given.operators[0]]
    lines = []
    if given.as_of:
        day = given.as_of
        lines = ["import datetime as dt"]
        said += [f"as_of=dt.date({day.year}, {day.month}, {day.day})"]
        words += ["--as-of", day.isoformat()]
    if given.evidence and given.evidence != open_workspace(folder).evidence:
        said += [f"evidence={given.evidence!r}"]
    call = (
        f"dx.intake.add_workbook(\n    {_path(file)}, {_path(folder)},\n"
        "    ask=dx.intake.only_sure, unsure_stays_unread=True,\n"
        f"    given=dx.intake.Given({', '.join(said)}),\n)"
    )
    return Act("\n".join([*lines, _IMPORT, "", call]), tuple(words))


def checking(folder: Path) -> Act:
    """Show how a workspace is checked."""
    code = (
        "from dxanalysis.pipeline import check_workspace\n\n"
        f"dx.check_reports.show(check_workspace(dx.open_workspace({_path(folder)})).findings)"
    )
    return Act(f"{_IMPORT}\n{code}", ("dxanalysis", "check", str(folder.resolve())))


def marking(files: Mapping[Path, Path], folder: Path) -> Act:
    """Show how copies with marked cells are made."""
    lines = [
        _IMPORT,
        "from dxanalysis.desk.steps import mark_workbooks",
        "from dxanalysis.pipeline import check_workspace",
        "",
        f"space = dx.open_workspace({_path(folder)})",
        "mark_workbooks(space.folder, check_workspace(space).findings)",
    ]
    words: tuple[str, ...] = ()
    if files:
        source, copy = next(iter(files.items()))
        space = open_workspace(folder)
        operator = next(book.operator for book in space.workbooks if book.path == source)
        words = (
            *("dxanalysis", "check", str(source.resolve()), "--operator", operator),
            *("--province", str(space.province), "--out", str(copy.resolve())),
        )
    return Act("\n".join(lines), words)


def targeting(folder: Path, indicator: str, target: Mapping[str, object] | str) -> Act:
    """Show how a target is set."""
    words = ["dxanalysis", "set-target", str(folder.resolve()), indicator]
    if isinstance(target, str):
        call = f"set_target({_path(folder)}, {indicator!r}, {target!r})"
        words += [target]
    else:
        percent, year, document = (target[key] for key in ("value_pct", "year", "document"))
        call = (
            f"set_target(\n    {_path(folder)}, {indicator!r}, '{percent:g}', by={year},\n"
            f"    document={document!r},\n)"
        )
        words += [f"{percent:g}", "--by", str(year), "--document", str(document)]
    return Act(f"from dxanalysis.intake.changes import set_target\n\n{call}", tuple(words))


def bounding(file: Path, folder: Path) -> Act:
    """Show how a file of real boundaries is put into a workspace."""
    code = (
        "from dxanalysis.intake.changes import use_boundary_file\n\n"
        f"use_boundary_file({_path(folder)}, {_path(file)}, source={file.name!r})"
    )
    words = ("use-boundaries", str(file.resolve()), str(folder.resolve()), "--source", file.name)
    return Act(code, ("dxanalysis", *words))


def reporting(folder: Path, *, formats: Sequence[str], archive: bool, lang: Lang) -> Act:
    """Show how the report is made; the command is what the button runs."""
    words = ["report", str(folder.resolve()), "--out", str(site_of(folder))]
    words += ["--formats", ",".join(formats), *(["--zip"] if archive else []), "--lang", lang]
    return Act(
        f"from dxanalysis.cli import main\n\nmain({words!r})",
        ("dxanalysis", *words),
    )


def mark_workbooks(folder: Path, findings: pd.DataFrame, *, lang: Lang = "vi") -> dict[Path, Path]:
    """Write a copy of every workbook in which something is wrong, with its cells marked.

    Parameters
    ----------
    folder
        The workspace.
    findings
        What was found in it.
    lang
        The language of the comments.

    Returns
    -------
    dict
        Each workbook with an error or a warning, to its copy in the folder ``can-sua``.

    Raises
    ------
    OutputError
        If a copy cannot be written.
    FileUnreadableError
        If a workbook can no longer be read.
    """
    wrong = set(findings.loc[findings["severity"].isin(["error", "warning"]), "file"].dropna())
    made: dict[Path, Path] = {}
    for path in dict.fromkeys(book.path for book in open_workspace(folder).workbooks):
        if path.name in wrong and path.is_file():
            copy = folder / MARKED / f"{path.stem}.xlsx"
            copy.parent.mkdir(exist_ok=True)
            made[path] = write_report(findings, copy, lang=lang, source=path)
    return made


def show_file(path: Path) -> bool:
    """Open a page in the browser, or a folder in the window of files, of this machine.

    Parameters
    ----------
    path
        What to open.

    Returns
    -------
    bool
        Whether there is a screen to open it on.
    """
    if sys.platform.startswith("linux") and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    ):
        return False
    try:
        return webbrowser.open(path.resolve().as_uri())
    except (OSError, webbrowser.Error):
        return False


def _path(path: Path) -> str:
    """Write a path in Python so that it means the same file from anywhere."""
    return repr(path.resolve().as_posix())
