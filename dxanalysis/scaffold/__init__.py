"""A new province folder: settings, empty workbooks and approximate boundaries, ready to fill in."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import tomlkit
from rapidfuzz import process

from dxanalysis import units
from dxanalysis.errors import OutputError, ParameterError
from dxanalysis.indicators import OPERATORS
from dxanalysis.lang import LANGUAGES, text
from dxanalysis.lang.plain import join_words
from dxanalysis.scaffold.templates import Template, heading, templates, write_template
from dxanalysis.sources.boundaries.approximate import approximate_boundaries, to_geojson
from dxanalysis.vietnamese import strip_tones
from dxanalysis.workspace import DEFAULT_TARGETS, FILE_NAME

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

__all__ = [
    "Template",
    "approximate_boundaries",
    "create_workspace",
    "heading",
    "templates",
    "to_geojson",
    "write_template",
]

GROUPINGS: Final = ("former_district", "commune")
DEFAULT_OPERATORS: Final = ("viettel", "vnpt", "mobifone")
BOUNDARIES: Final = "boundaries.geojson"
WORKBOOKS: Final = "workbooks"

_NEAREST: Final = 3


_NO_NAME: Final = frozenset('<>:"|?*\\/')
_DEVICES: Final = frozenset(
    ("CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10)))
)
"""What Windows keeps for itself, whatever ending follows: such a folder could not be sent there."""


def create_workspace(
    folder: str | Path,
    *,
    province: str,
    grouping: Literal["former_district", "commune"] = "former_district",
    operators: Sequence[str] = DEFAULT_OPERATORS,
    target_4g: Mapping[str, object] | None = None,
) -> Path:
    """Make a new province folder to fill in.

    Parameters
    ----------
    folder
        Where to: a folder that does not exist yet, or is empty.
    province
        Code or name of a province of 2025-07.
    grouping
        What one page is about.
    operators
        For which operators to make a workbook: keys of :data:`dxanalysis.indicators.OPERATORS`.
    target_4g
        What share of the population is to be covered by 4G: ``value_pct``, ``year`` and
        ``document``, as :func:`dxanalysis.intake.own_target` checks them. No document sets one for
        the whole country; None for none yet.

    Returns
    -------
    pathlib.Path
        The folder: ``province.toml``, ``workbooks/*.xlsx`` without figures and
        ``boundaries.geojson``, approximate. It is put in place whole or not at all.

    Raises
    ------
    ParameterError
        If the province, the grouping or an operator is unknown.
    OutputError
        If the folder holds something, is a file, or cannot be written.

    Examples
    --------
    >>> try:
    ...     create_workspace("data/hoa-binh", province="Hòa Bình")
    ... except ParameterError as error:
    ...     print(error.sentence("en").partition(";")[0])
    “Hòa Bình” has been no province of its own since 1 July 2025
    """
    folder = Path(folder)
    try:
        try:
            folder.lstat()
        except FileNotFoundError:
            _refuse_name(folder.name)
        _refuse_used(folder)
    except (OSError, ValueError) as error:  # a name that no folder can have, a NUL in it
        raise _cannot_write(folder, error) from error
    code = find_province(province)
    whose = _operators(operators)
    if grouping not in GROUPINGS:
        raise ParameterError(
            "workbook.unknown_choice",
            name="grouping",
            found=grouping,
            expected=", ".join(GROUPINGS),
        )
    listed = _listed(code)
    wanted = templates(whose)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-", dir=folder.parent) as scratch:
            half = Path(scratch) / "half"
            (half / WORKBOOKS).mkdir(parents=True)
            for template in wanted:
                write_template(template, half / WORKBOOKS / template.file, listed=listed)
            lines = to_geojson(approximate_boundaries(code))
            (half / BOUNDARIES).write_text(lines, encoding="utf-8", newline="\n")
            settings = _settings(
                code, listed, grouping, wanted, folder=folder.name, target_4g=target_4g
            )
            (half / FILE_NAME).write_text(settings, encoding="utf-8", newline="\n")
            if folder.exists():
                folder.rmdir()
            shutil.move(half, folder)
    except OSError as error:
        raise _cannot_write(folder, error) from error
    return folder


def _cannot_write(folder: Path, error: OSError | ValueError) -> OutputError:
    """Say why a folder cannot be made."""
    found = getattr(error, "strerror", None) or os.strerror(errno.EINVAL)
    return OutputError("newworkspace.cannot_write", where=folder, found=found)


def find_province(province: str) -> str:
    """Find the province that is meant, or say which it may be.

    Parameters
    ----------
    province
        Code or name.

    Returns
    -------
    str
        Two digits.

    Raises
    ------
    ParameterError
        If it is none of today's: with today's province where it was one until June 2025, and
        otherwise with those whose names are nearest.

    Examples
    --------
    >>> find_province("Lạng Sơn"), find_province("lang son"), find_province("20")
    ('20', '20', '20')
    """
    known = units.provinces()
    try:
        return units.resolve_province(province)
    except ParameterError:
        try:
            old = units.resolve_province(province, vintage="2025-02")
        except ParameterError:
            names = {
                code: strip_tones(name).casefold() for code, name in known["short_name"].items()
            }
            wanted = strip_tones(str(province)).casefold()
            hits = process.extract(wanted, names, limit=_NEAREST)
            near = [str(code) for *_, code in hits]
            key = "newworkspace.unknown_province"
        else:
            pairs = units.province_pairs()
            near = sorted(pairs.loc[pairs["old"] == old, "new"])
            key = "newworkspace.merged_province"
    shown = ", ".join(f"{known['short_name'][code]} ({code})" for code in near)
    raise ParameterError(key, found=province, expected=shown)


def _refuse_name(name: str) -> None:
    """Refuse a name that not every system can hold, or that a terminal or an option would obey."""
    odd = any(letter in _NO_NAME or unicodedata.category(letter)[0] == "C" for letter in name)
    device = name.partition(".")[0].strip().upper() in _DEVICES
    if odd or device or name.startswith(("-", " ")) or name.endswith((".", " ")):
        raise OutputError("newworkspace.bad_name", found=name)


def _refuse_used(folder: Path) -> None:
    """Refuse a folder in which something lies: nothing of the planner's is written over."""
    if folder.is_dir():
        found = sorted(entry.name for entry in folder.iterdir())
        if found:
            shown = ", ".join(found[:_NEAREST]) + (" …" if len(found) > _NEAREST else "")
            raise OutputError("newworkspace.not_empty", where=folder, found=shown)
    elif folder.exists():
        raise OutputError("newworkspace.is_file", where=folder)


def _operators(operators: Sequence[str]) -> list[str]:
    """Check the operators; each is wanted once."""
    known = [name for name in OPERATORS if name != "any"]
    for name in operators:
        if name not in known:
            raise ParameterError(
                "newworkspace.unknown_operator", found=name, expected=", ".join(known)
            )
    return list(dict.fromkeys(operators))


def _listed(code: str) -> pd.DataFrame:
    """List the province's communes by former district, as operators and agencies know them."""
    listed = units.load_units(province=code)
    former = units.former_districts(province=code)[["district_code", "district_name"]]
    listed = listed.drop(columns=former.columns).join(former)
    return listed.rename_axis("unit_code").sort_values(["district_code", "unit_code"])


def _settings(
    code: str,
    listed: pd.DataFrame,
    grouping: str,
    wanted: Sequence[Template],
    *,
    folder: str,
    target_4g: Mapping[str, object] | None,
) -> str:
    """Write ``province.toml``, with remarks in both languages."""
    name = str(listed["province_name"].iloc[0])
    document = tomlkit.document()
    _remark(document, "about", province=name)
    document.add(tomlkit.nl())

    province = tomlkit.table()
    entries: dict[str, object] = {
        "code": code,
        "vintage": units.LATEST_VINTAGE,
        "grouping": grouping,
        "languages": list(LANGUAGES),
        "evidence": "declared",
    }
    for entry, value in entries.items():
        _remark(province, entry)
        province.add(entry, value)
    province.add(tomlkit.nl())
    document.add("province", province)

    _remark(document, "workbooks")
    _remark(document, "as_of")
    books = tomlkit.aot()
    for template in wanted:
        book = tomlkit.table()
        book.add("path", f"{WORKBOOKS}/{template.file}")
        book.add("operator", template.operator)
        books.append(book)
    document.add("workbooks", books)
    document.add(tomlkit.nl())

    boundaries = tomlkit.table()
    _remark(boundaries, "boundaries")
    _remark(boundaries, "boundaries_get", folder=join_words([folder]))
    boundaries.add("path", BOUNDARIES)
    boundaries.add("kind", "approximate")
    boundaries.add("source", text("newworkspace.toml_source", LANGUAGES[0]))
    boundaries.add(tomlkit.nl())
    document.add("boundaries", boundaries)

    # Above the targets, of which more are added at the end.
    _remark(document, "document")
    for line in _issuer(name):
        document.add(tomlkit.comment(line))
    document.add(tomlkit.nl())

    targets = tomlkit.table()
    _remark(targets, "targets")
    document_name = text("newworkspace.toml_own_target", LANGUAGES[0])
    if target_4g is None:
        targets.add(
            tomlkit.comment(
                f'pop_4g = {{ value_pct = 99.0, year = 2030, document = "{document_name}" }}'
            )
        )
    else:
        own = tomlkit.inline_table()
        own.update(target_4g)
        targets.add("pop_4g", own)
    for indicator, target in DEFAULT_TARGETS.items():
        targets.add(indicator, target)
    document.add("targets", targets)
    return tomlkit.dumps(document)


def _issuer(province: str) -> list[str]:
    """Give the lines that say who issues the Word documents, to be filled in."""
    place = province.removeprefix("Tỉnh ").removeprefix("Thành phố ")
    entries = {
        "parent": f"ỦY BAN NHÂN DÂN {province.upper()}",
        "body": "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
        "symbol": "BC-SKHCN",
        "place": place,
        "recipients": ["UBND tỉnh" if province.startswith("Tỉnh") else "UBND thành phố"],
        "signer_title": "GIÁM ĐỐC",
        "signer": "",
    }
    return ["[document]", *tomlkit.dumps(entries).strip().split("\n")]


def _remark(where: tomlkit.TOMLDocument | tomlkit.items.Table, key: str, **params: object) -> None:
    """Write a remark in both languages."""
    for lang in LANGUAGES:
        where.add(tomlkit.comment(text(f"newworkspace.toml_{key}", lang, **params)))
