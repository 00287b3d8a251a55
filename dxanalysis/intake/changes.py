"""Change what a workspace names (targets, boundaries, workbooks) without editing its file."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dxanalysis.errors import ParameterError
from dxanalysis.files import sha256_in
from dxanalysis.indicators import indicators, published_targets
from dxanalysis.intake.province_file import with_boundaries, with_target, without_entries
from dxanalysis.intake.storing import WORKBOOKS, free_name, read_settings, stem_of, write_all
from dxanalysis.lang import LANGUAGES, MISSING, text
from dxanalysis.lang.plain import visible
from dxanalysis.sources.boundaries import read_boundaries
from dxanalysis.sources.layers.gdal import PARTS
from dxanalysis.toml_files import nearest
from dxanalysis.units.lists import load_units
from dxanalysis.workspace import FILE_NAME, open_workspace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dxanalysis.sources.boundaries import BoundaryReading
    from dxanalysis.workspace_file import WorkbookEntry

_YEARS: Final = (1990, 2100)
_LONGEST: Final = 200
_ENDINGS: Final = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})


def set_target(
    folder: str | Path,
    indicator: str,
    value: str,
    *,
    by: int | None = None,
    document: str | None = None,
) -> Mapping[str, object] | str:
    """Set what an indicator is to reach in a workspace.

    Parameters
    ----------
    folder
        The workspace. Only one line under ``[targets]`` of its ``province.toml`` changes.
    indicator
        Id of the indicator, a rate.
    value
        Percent, as ``97,5`` or ``97.5%``; or the id of a published target of the indicator.
    by
        The year; by default that of the target so far.
    document
        Where it is laid down; by default what the province's target so far says, if percentage
        and year stay as they are: a document lays down these, and no others.

    Returns
    -------
    mapping or str
        What was written.

    Raises
    ------
    ParameterError
        If the indicator, the percentage, the year or the id cannot be; what is near is named.
    WorkspaceError, OutputError
        If the settings cannot be read or written.
    """
    workspace = open_workspace(folder)
    rates = [name for name, one in indicators().items() if one.is_rate]
    if indicator not in rates:
        raise ParameterError(
            "intake.no_indicator", found=visible(indicator), expected=nearest(indicator, rates)
        )
    before = workspace.targets.get(indicator)
    target: Mapping[str, object] | str | None = _published(indicator, value)
    if target is None:
        year = by if by is not None else before.year if before else None
        own = text("intake.own_target", workspace.languages[0])
        target = own_target(value, by=year, document=document or own)
        if before is not None and before.certainty == "planner" and not document:
            stays = (before.value_pct, before.year) == (target["value_pct"], target["year"])
            target = {**target, "document": before.document} if stays else target
    path = Path(folder) / FILE_NAME
    write_all({path: with_target(read_settings(path), indicator, target).encode()})
    return target


def _published(indicator: str, value: str) -> str | None:
    """Take the id of a published target; another indicator's is refused."""
    if value and value[0].isdecimal():
        return None
    known = [name for name, one in published_targets().items() if one.indicator == indicator]
    if value in known:
        return value
    raise ParameterError(
        "intake.no_target", found=visible(value), expected=nearest(value, known) or "97,5"
    )


def own_target(value: str, *, by: int | None, document: str | None = None) -> dict[str, object]:
    """Check a target that a province sets itself.

    Parameters
    ----------
    value
        Percent, as ``97,5`` or ``97.5%``. What is not above 1 needs its percent sign: ``0,995`` may
        be 99.5% as well.
    by
        The year by whose end it is to be reached.
    document
        Where it is laid down; by default that it is the province's own.

    Returns
    -------
    dict
        ``value_pct``, ``year`` and ``document``, as ``province.toml`` has them.

    Raises
    ------
    ParameterError
        If the percentage or the year cannot be, or the percentage may be a share of 1.

    Examples
    --------
    >>> own_target("97,5%", by=2030, document="Kế hoạch 12/KH-UBND")
    {'value_pct': 97.5, 'year': 2030, 'document': 'Kế hoạch 12/KH-UBND'}
    """
    written = value.strip()
    try:
        percent = float(written.removesuffix("%").strip().replace(",", "."))
    except ValueError:
        percent = math.nan
    if not 0 < percent <= 100:  # noqa: PLR2004 - a percentage
        raise ParameterError("intake.no_percentage", found=visible(value))
    if percent <= 1 and not written.endswith("%"):
        said = visible(written)
        whole = f"{round(100 * percent, 9):g}"
        share = whole.replace(".", ",") if "," in written else whole
        raise ParameterError("intake.share_or_percent", found=said, expected=share)
    if by is None:
        raise ParameterError("intake.year_needed")
    if not _YEARS[0] <= by <= _YEARS[1]:
        raise ParameterError("intake.no_year", found=str(by), expected=f"{_YEARS[0]}–{_YEARS[1]}")
    named = visible(document or "").strip()[:_LONGEST] or text("intake.own_target", LANGUAGES[0])
    return {"value_pct": percent, "year": by, "document": named}


def remove_workbook(folder: str | Path, file: str | Path, *, delete: bool = False) -> list[Path]:
    """Take a workbook out of a workspace; what was decided about its columns stays remembered.

    Parameters
    ----------
    folder
        The workspace. Only the entries of the file leave its ``province.toml``.
    file
        Its name or path in the workspace, or the file that was put in, or that one's name.
    delete
        Whether the file in the workspace is deleted, too; one outside of it never is.

    Returns
    -------
    list of pathlib.Path
        The workbooks that were taken out.

    Raises
    ------
    ParameterError
        If the workspace has no such workbook; those it has are named.
    WorkspaceError, OutputError
        If the settings cannot be read or written.
    """
    folder = Path(folder)
    books = open_workspace(folder).workbooks
    places = find_workbook(folder, books, Path(file))
    settings = folder / FILE_NAME
    write_all({settings: without_entries(read_settings(settings), places).encode()})
    gone = list(dict.fromkeys(books[place].path for place in places))
    for path in gone:
        if delete and path.resolve().is_relative_to(folder.resolve()):
            path.unlink(missing_ok=True)
    return gone


def find_workbook(folder: Path, books: Sequence[WorkbookEntry], file: Path) -> list[int]:
    """Find a workbook among those of a workspace.

    Parameters
    ----------
    folder, books
        The workspace, and its workbooks.
    file
        As for :func:`remove_workbook`.

    Returns
    -------
    list of int
        The places of its entries, at least one.

    Raises
    ------
    ParameterError
        If there is none; those that there are are named.
    """
    places = [place for place, book in enumerate(books) if _is_file(book.path, file, folder)]
    if not places and not file.is_file():
        kept = {book.path for book in books if _is_kept_as(book.path, file)}
        places = [place for place, book in enumerate(books) if {book.path} == kept]
    if not places:
        known = ", ".join(dict.fromkeys(book.path.name for book in books))
        raise ParameterError(
            "intake.no_such_workbook",
            found=visible(str(file)),
            where=folder,
            expected=known or MISSING,
        )
    return places


def unused_workbooks(folder: str | Path) -> list[Path]:
    """List the workbooks that lie in a workspace beside those it names: older ones, mostly.

    Parameters
    ----------
    folder
        The workspace.

    Returns
    -------
    list of pathlib.Path
        Those that its ``province.toml`` does not name anywhere, in the order of their names.

    Raises
    ------
    WorkspaceError
        If the settings cannot be read.
    """
    settings = Path(folder) / FILE_NAME
    said = read_settings(settings)
    lying = sorted((Path(folder) / "workbooks").glob("[!.~]*"))
    return [one for one in lying if one.suffix.lower() in _ENDINGS and one.name not in said]


def _is_file(path: Path, asked: Path, folder: Path) -> bool:
    """Tell whether a workbook is the one asked for: by name, by path, or by its bytes."""
    if len(asked.parts) == 1 and asked.name == path.name:
        return True
    if any(one.resolve() == path.resolve() for one in (asked, folder / asked)):
        return True
    own = sha256_in(asked) if asked.is_file() else None
    return own is not None and own == sha256_in(path)


def _is_kept_as(path: Path, asked: Path) -> bool:
    """Tell whether a workbook has the name under which one so called is kept."""
    return path.parent.name == WORKBOOKS and path.stem == stem_of(asked)


def use_boundary_file(
    folder: str | Path, file: str | Path, *, source: str | None = None
) -> tuple[Path, BoundaryReading]:
    """Draw a workspace's maps from a file of real boundaries.

    Parameters
    ----------
    folder
        The workspace. The file is copied into it, and named under ``[boundaries]``.
    file
        Any layer that is read; of a shapefile its parts too.
    source
        Where it comes from, for the credits of the maps; by default the file's name.

    Returns
    -------
    path : pathlib.Path
        Where the file is kept.
    reading : BoundaryReading
        How it joins with the units.

    Raises
    ------
    FileUnreadableError
        If the file cannot be read or has none of the units.
    WorkspaceError, OutputError
        If the settings cannot be read or written. Nothing is written then.
    """
    folder, file = Path(folder), Path(file)
    workspace = open_workspace(folder)
    listed = load_units(vintage=workspace.vintage, province=workspace.province)
    reading = read_boundaries(
        file, units=listed, province=workspace.province, vintage=workspace.vintage
    )
    path, is_there = free_name(file, folder, ending=file.suffix.lower())
    wanted = {} if is_there else {folder / path: file.read_bytes()}
    if not is_there and file.suffix.lower() == ".shp":
        for part in PARTS:
            for near in (file.with_suffix(part), file.with_suffix(part.upper())):
                if near.is_file():
                    wanted[(folder / path).with_suffix(part)] = near.read_bytes()
    settings = folder / FILE_NAME
    entry = {"path": path, "kind": "real", "source": visible(source or file.name)[:_LONGEST]}
    wanted[settings] = with_boundaries(read_settings(settings), entry).encode()
    write_all(wanted)
    return folder / path, reading
