"""Open a workbook of any kind and give its sheets as plain cells.

The kind is recognised by what a file begins with, never by its name: workbooks are renamed, and
programs write web pages that are called ``.xls``.
"""

from __future__ import annotations

import contextlib
import dataclasses
import os
import zipfile
from typing import TYPE_CHECKING, Final

from dxanalysis.errors import FileUnreadableError
from dxanalysis.lang.plain import visible
from dxanalysis.sources import box, inputs
from dxanalysis.sources.personal_data import without_personal_data
from dxanalysis.sources.spreadsheets.legacy_fonts import read_legacy
from dxanalysis.sources.spreadsheets.looks import Looks
from dxanalysis.sources.spreadsheets.ods import ODS_TYPES, read_ods
from dxanalysis.sources.spreadsheets.sheet import (
    LIMIT_COLUMNS,
    LIMIT_SHEETS,
    LIMIT_TEXT,
    LIMIT_UNPACKED,
    Sheet,
    too_large,
)
from dxanalysis.sources.spreadsheets.text import read_csv, wide_encoding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

EXPECTED: Final = "Excel (.xlsx, .xlsm, .xls), OpenDocument (.ods), CSV (.csv)"

SUFFIXES: Final = {
    "xlsx": (".xlsx", ".xlsm", ".xltx", ".xltm"),
    "xls": (".xls", ".xlt"),
    "ods": (".ods", ".ots"),
    "csv": (".csv", ".txt", ".tsv"),
}
"""What files of each kind are called."""


def _read_xlsx(path: Path) -> list[Sheet]:
    """Read a workbook, by a library that whoever is handed an analysis never needs."""
    from dxanalysis.sources.spreadsheets.xlsx import read_xlsx  # noqa: PLC0415

    return read_xlsx(path)


def _read_xls(path: Path) -> list[Sheet]:
    """Read an old workbook, by a library that is loaded for it only."""
    from dxanalysis.sources.spreadsheets.xls import read_xls  # noqa: PLC0415

    return read_xls(path)


_READERS: Final[dict[str, Callable[[Path], list[Sheet]]]] = {
    "xlsx": _read_xlsx,
    "xls": _read_xls,
    "ods": read_ods,
    "csv": read_csv,
}
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_BIFF: Final = (b"\x09\x08\x10\x00", b"\x09\x08\x08\x00", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00")
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_BOOKS: Final = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_WEB_PAGE: Final = (b"<html", b"<!doctype html", b"<table", b"<?xml", b"<meta", b"mime-version:")
_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_LOCK: Final = "~$"
_WORKBOOK: Final = "xl/workbook.xml"
_FOREIGN: Final = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"Rar!", b"7z\xbc\xaf", b"PAR1",
                   b"SQLite format 3", b"GIF8")  # fmt: skip


def open_sheets(path: Path) -> list[Sheet]:
    """Read all sheets of a workbook.

    Parameters
    ----------
    path
        An ``.xlsx``, ``.xlsm``, ``.xls``, ``.ods`` or ``.csv`` file, whatever it is called.

    Returns
    -------
    list of Sheet
        In the file's order, text typed with fonts from before Unicode read as what it shows, and
        personal data taken out of every text.

    Raises
    ------
    FileUnreadableError
        If the file is missing, is no workbook, is protected by a password, is damaged, unpacks to
        more than any workbook needs, or takes the reader too long (:mod:`dxanalysis.sources.box`).
    """
    inputs.check_input(path, missing="workbook.missing", expected=EXPECTED)
    ahead = _ahead.pop(_version(path), None)
    if ahead is not None:
        return ahead
    _load_reader()
    sheets: list[Sheet] = box.run(_read_sheets, path, path=path, types=(Sheet, Looks))
    return sheets


@contextlib.contextmanager
def reading_ahead(paths: Iterable[Path]) -> Iterator[None]:
    """Read several small files in one process, for those who open them within the block.

    Starting a process for a file takes longer than reading it. A file that is refused, and every
    file where together they take too much or bring the process down, is opened in a process of its
    own, as it is elsewhere.

    Parameters
    ----------
    paths
        The files, of any kind that :func:`open_sheets` reads.
    """
    small: dict[tuple[object, ...], Path] = {}
    for path in paths:
        with contextlib.suppress(FileUnreadableError):
            if inputs.check_input(path, missing="workbook.missing") <= LARGE:
                small[_version(path)] = path
    if len(small) > 1:
        files = list(small.values())
        _load_reader()
        with contextlib.suppress(FileUnreadableError):
            read = box.run(
                _read_files, files, path=files[0], limits=_TOGETHER, types=(Sheet, Looks)
            )
            _ahead.update({key: one for key, one in zip(small, read, strict=True) if one})
    try:
        yield
    finally:
        for key in small:
            _ahead.pop(key, None)


def _load_reader() -> None:
    """Load what reads most workbooks here, and not once more in each process that is forked."""
    from dxanalysis.sources.spreadsheets import xlsx  # noqa: PLC0415

    del xlsx


LARGE: Final = 300_000
"""Bytes beyond which a file is read in a process of its own."""
_TOGETHER: Final = box.Limits(seconds=10)
_ahead: dict[tuple[object, ...], list[Sheet]] = {}


def _version(path: Path) -> tuple[object, ...]:
    """Tell a file, and whether it is still what it was."""
    try:
        about = path.stat()
    except OSError:  # it has gone since it was looked at: who opens it says so
        return (path,)
    return path, about.st_ino, about.st_size, about.st_mtime_ns


def _read_files(paths: list[Path]) -> list[list[Sheet] | None]:
    """Read several files, in this process; one that is refused is left to who opens it alone."""
    found: list[list[Sheet] | None] = []
    for path in paths:
        try:
            found.append(_read_sheets(path))
        except FileUnreadableError:
            found.append(None)
    return found


def _read_sheets(path: Path) -> list[Sheet]:
    """Read all sheets, in this process."""
    kind = kind_of(path)
    found = _READERS[kind](path)
    texts = (value for sheet in found for value in sheet.cells.values() if isinstance(value, str))
    if len(found) > LIMIT_SHEETS or sum(map(len, texts)) > LIMIT_TEXT:
        raise too_large(path)
    named = [dataclasses.replace(sheet, name=visible(sheet.name)) for sheet in found]
    sheets = [_without_persons(read_legacy(sheet)) for sheet in named]
    places = (place for sheet in sheets for place in (*sheet.cells, *sheet.merged))
    widest = max((column for _, column in places), default=0)
    if widest > LIMIT_COLUMNS:
        raise FileUnreadableError(
            "workbook.too_wide", where=str(path), found=widest, expected=LIMIT_COLUMNS
        )
    if path.suffix.lower() not in SUFFIXES[kind] and sheets:
        notes = (*sheets[0].notes, ("kind_differs", kind))
        sheets[0] = dataclasses.replace(sheets[0], notes=notes)
    return sheets


def _without_persons(sheet: Sheet) -> Sheet:
    """Take personal data out of a sheet's texts, before anything else sees them."""
    texts = {value for value in sheet.cells.values() if isinstance(value, str)}
    left = {text: without_personal_data(text) for text in texts}
    changed = {
        place: left[value]
        for place, value in sheet.cells.items()
        if isinstance(value, str) and left[value] != value
    }
    if not changed:
        return sheet
    cells = {
        place: changed.get(place, value)
        for place, value in sheet.cells.items()
        if changed.get(place) != ""
    }
    return dataclasses.replace(sheet, cells=cells, personal=frozenset(changed))


def kind_of(path: Path) -> str:
    """Tell a workbook's kind by its content.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    str
        A key of :data:`SUFFIXES`.

    Raises
    ------
    FileUnreadableError
        If it is missing, protected by a password, too large or no workbook.
    """
    with inputs.open_input(path, missing="workbook.missing", expected=EXPECTED) as file:
        size = os.fstat(file.fileno()).st_size
        if size > LIMIT_UNPACKED:
            raise FileUnreadableError(
                "workbook.too_heavy",
                where=str(path),
                found=size // 1_000_000,
                expected=LIMIT_UNPACKED // 1_000_000,
            )
        start = file.read(512)
        _refuse_without_content(path, start)
        if start.startswith(_OLE):
            rest = start + file.read()
            if _ENCRYPTED in rest:
                raise FileUnreadableError("workbook.encrypted", where=str(path))
            if not any(name in rest for name in _BOOKS):
                raise _no_workbook(path)
            return "xls"
    if start.startswith(_BIFF):
        return "xls"
    if start.startswith(b"PK"):
        return _kind_of_archive(path)
    words = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if words.startswith(_WEB_PAGE):
        raise FileUnreadableError("workbook.web_page", where=str(path), expected=EXPECTED)
    is_text = b"\x00" not in start or wide_encoding(start) is not None
    if not is_text or start.startswith(_FOREIGN):
        raise _no_workbook(path)
    return "csv"


def _refuse_without_content(path: Path, start: bytes) -> None:
    """Refuse an empty file, and the lock that Excel leaves beside an open workbook."""
    if path.name.startswith(_LOCK):
        raise FileUnreadableError(
            "workbook.lock_file", where=str(path), expected=path.name.removeprefix(_LOCK)
        )
    if not start:
        raise FileUnreadableError("workbook.empty_file", where=str(path))


def _kind_of_archive(path: Path) -> str:
    """Tell an archive's kind by its parts."""
    strict = False
    try:
        with zipfile.ZipFile(path) as archive:
            parts = set(archive.namelist())
            if "mimetype" in parts:
                with archive.open("mimetype") as stream:
                    if stream.read(100).strip() in ODS_TYPES:
                        return "ods"
            if _WORKBOOK in parts:
                with archive.open(_WORKBOOK) as stream:
                    strict = _STRICT in stream.read(4_000)
    except Exception as error:  # a damaged archive can fail in any way
        raise FileUnreadableError("workbook.damaged", where=str(path)) from error
    if "xl/workbook.bin" in parts:
        raise FileUnreadableError("workbook.binary_format", where=str(path))
    if strict:
        raise FileUnreadableError("workbook.strict_format", where=str(path))
    if not any(part.startswith("xl/") for part in parts):
        raise _no_workbook(path)
    return "xlsx"


def _no_workbook(path: Path) -> FileUnreadableError:
    """Make the error of a file that is something else."""
    return FileUnreadableError("workbook.not_a_workbook", where=str(path), expected=EXPECTED)
