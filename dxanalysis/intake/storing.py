"""What ``add`` writes: the workbook, what was decided about it, and its entry in province.toml."""

from __future__ import annotations

import contextlib
import unicodedata
from typing import TYPE_CHECKING, Any, Final

import tomlkit
from tomlkit.items import AoT

from dxanalysis.errors import FileUnreadableError, WorkspaceError
from dxanalysis.files import atomic_write, sha256_in
from dxanalysis.intake.province_file import inline, with_entries
from dxanalysis.lang import LANGUAGES, text
from dxanalysis.sources.mapping_files import MAPPINGS, NAMES_FILE
from dxanalysis.sources.spreadsheets.formats import kind_of
from dxanalysis.vietnamese import slug
from dxanalysis.workspace import FILE_NAME

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from dxanalysis.intake.province_file import Entry
    from dxanalysis.sources.mapping_files import Form

WORKBOOKS: Final = "workbooks"

_LONGEST_STEM: Final = 80
_MOST_COPIES: Final = 1000


def stored_name(file: Path, folder: Path) -> tuple[str, bool]:
    """Choose where a workbook is kept in a workspace.

    Parameters
    ----------
    file
        The workbook.
    folder
        The workspace.

    Returns
    -------
    path : str
        Relative to the workspace: ASCII letters, digits and hyphens, with the ending of what the
        file is. One that lies in the workspace already stays where it is.
    is_there : bool
        Whether the same file is there already.
    """
    return free_name(file, folder, ending=f".{kind_of(file)}", under=f"{WORKBOOKS}/")


def free_name(file: Path, folder: Path, *, ending: str, under: str = "") -> tuple[str, bool]:
    """Choose a name in a workspace under which nothing is overwritten.

    Parameters
    ----------
    file
        The file.
    folder
        The workspace.
    ending
        Of the name.
    under
        A folder in the workspace, with a slash; ``""`` for the workspace itself.

    Returns
    -------
    path, is_there
        As for :func:`stored_name`.

    Raises
    ------
    FileUnreadableError
        If there are a thousand files of that name.
    """
    inside = _inside(file, folder)
    if inside is not None:
        return inside, True
    stem = stem_of(file)
    own = sha256_in(file)
    for number in range(1, _MOST_COPIES):
        name = f"{under}{stem}{'' if number == 1 else f'-{number}'}{ending}"
        there = folder / name
        if not there.exists() and not there.is_symlink():
            return name, False
        if own is not None and sha256_in(there) == own:
            return name, True
    raise FileUnreadableError("intake.too_many_copies", where=folder / under, found=stem)


def stem_of(file: Path) -> str:
    """Give the name that a file is kept under, without its ending and the number of a copy.

    Parameters
    ----------
    file
        The file, as it was sent.

    Returns
    -------
    str
        ASCII letters, digits and hyphens.

    Examples
    --------
    >>> from pathlib import Path
    >>> stem_of(Path("Phụ lục 1 (Viettel).xlsx"))
    'phu-luc-1-viettel'
    """
    return slug(file.stem)[:_LONGEST_STEM].strip("-") or "file"


def _inside(file: Path, folder: Path) -> str | None:
    """Give the path of a file that lies in the workspace, relative to it."""
    whole, top = file.resolve(), folder.resolve()
    if not whole.is_relative_to(top):
        return None
    relative = unicodedata.normalize("NFC", whole.relative_to(top).as_posix())
    return relative if relative.isprintable() and (folder / relative).is_file() else None


def store(
    folder: Path,
    *,
    file: Path,
    entries: Sequence[Entry],
    is_there: bool,
    form: Form,
    names: Mapping[str, str],
) -> None:
    """Write everything, or nothing: what was written is taken back where something cannot be.

    Parameters
    ----------
    folder
        The workspace.
    file
        The workbook.
    entries
        What ``province.toml`` is to say of it: one for each operator.
    is_there
        Whether the workbook is in the workspace already.
    form
        What is remembered of its form.
    names
        New spellings of units, to codes.

    Raises
    ------
    OutputError
        If something cannot be written.
    WorkspaceError
        If ``province.toml`` has changed meanwhile so that it cannot be read.
    """
    settings = folder / FILE_NAME
    mapping = folder / MAPPINGS / f"{entries[0].sender}.toml"
    wanted = {mapping: _with_form(_document(mapping, "mapping_remark"), form).encode()}
    if names:
        spellings = folder / NAMES_FILE
        wanted[spellings] = _with_names(_document(spellings, "names_remark"), names).encode()
    # Last, so that it names nothing that is not there yet.
    wanted[settings] = with_entries(read_settings(settings), entries).encode()
    if not is_there:
        wanted = {folder / entries[0].path: file.read_bytes(), **wanted}
    write_all(wanted)


def write_all(wanted: Mapping[Path, bytes]) -> None:
    """Write several files, or none: what was written is taken back where one cannot be.

    Parameters
    ----------
    wanted
        Paths, in the order in which they are written, to contents.

    Raises
    ------
    OutputError
        If one cannot be written.
    """
    before = {path: path.read_bytes() if path.is_file() else None for path in wanted}
    written: list[Path] = []
    try:
        for path, content in wanted.items():
            if content != before[path]:
                written.append(path)
                _write(path, content, key=_CANNOT.get(path.name, "files.cannot_write"))
    except BaseException:
        for path in written:
            _take_back(path, before[path])
        raise


_CANNOT: Final = {FILE_NAME: "workspace.cannot_write"}


def _write(path: Path, content: bytes, *, key: str = "files.cannot_write") -> None:
    """Write one file, in a folder that may not be there yet."""
    with atomic_write(path, key=key, make_folder=True) as half:
        half.write_bytes(content)


def _take_back(path: Path, before: bytes | None) -> None:
    """Leave a file as it was; the error that is on its way says what is wrong."""
    with contextlib.suppress(Exception):
        if before is None:
            path.unlink(missing_ok=True)
            path.parent.rmdir()  # only where it was made for this file alone
        elif path.read_bytes() != before:
            _write(path, before)


def read_settings(path: Path) -> str:
    """Read a TOML file as it is, without a byte-order mark; line ends stay.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    str
        Its text.

    Raises
    ------
    WorkspaceError
        If it cannot be read.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise WorkspaceError("workspace.unreadable", where=path, found=str(error)) from error


# ---- mappings and names --------------------------------------------------------------------------
def _document(path: Path, remark: str) -> tomlkit.TOMLDocument:
    """Take a file as it is, or begin it with a remark in both languages."""
    if path.is_file():
        return tomlkit.parse(read_settings(path))
    document = tomlkit.document()
    for lang in LANGUAGES:
        document.add(tomlkit.comment(text(f"intake.{remark}", lang)))
    document.add(tomlkit.nl())
    return document


def _with_form(document: tomlkit.TOMLDocument, form: Form) -> str:
    """Put a form in place of the one with its fingerprint and operators; comments stay."""
    if not isinstance(document.get("forms"), AoT):
        document["forms"] = tomlkit.aot()
    forms: Any = document["forms"]
    table = tomlkit.table()
    table.add("fingerprint", form.fingerprint)
    table.add("operators", list(form.operators))
    if form.named:
        table.add("named", list(form.named))
    table.add("file", form.file)
    columns = tomlkit.array()
    for column in form.columns:
        values = {"heading": column.heading, "meaning": column.meaning, "how": column.how}
        columns.append(inline(values | ({"context": column.context} if column.context else {})))
    columns.multiline(multiline=True)
    table.add("columns", columns)
    for known in forms:
        same = known.get("fingerprint") == form.fingerprint
        if same and list(known.get("operators", [])) == list(form.operators):
            for name in {"named", "file"} - set(table):
                known.pop(name, None)
            known.update(table)
            break
    else:
        if len(forms):
            forms[-1].add(tomlkit.nl())
        forms.append(table)
    return tomlkit.dumps(document)


def _with_names(document: tomlkit.TOMLDocument, names: Mapping[str, str]) -> str:
    """Add spellings to ``names.toml``; what is there stays."""
    listed: Any = document.setdefault("names", tomlkit.table())
    for spelling, code in names.items():
        listed[spelling] = code
    return tomlkit.dumps(document)
