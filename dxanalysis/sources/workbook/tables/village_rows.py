"""Tables whose rows are villages of one commune, though many bear the names of communes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.spreadsheets.numbers import is_mark, looks_like_figure
from dxanalysis.sources.workbook.words.unit_lookup import clean_name
from dxanalysis.vietnamese import normalise, plain_text, strip_tones

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Place, Sheet
    from dxanalysis.sources.workbook.tables.grid import Block
    from dxanalysis.sources.workbook.tables.lines import Lines
    from dxanalysis.sources.workbook.tables.row_kinds import Row
    from dxanalysis.sources.workbook.words.unit_lookup import UnitLookup

    Path = tuple[str, ...]

_TEAM: Final = r"tổ (?:dân phố|nhân dân|cnscđ|cnsđ|công nghệ số(?: cộng đồng)?|tự quản)"
_VILLAGE: Final = (
    r"(?:thôn|xóm|(?<!văn )(?<!phiên )bản(?! (?:đồ|tin|ghi|vẽ))|ấp|khóm|buôn|bon|plei|làng|phum|sóc"
    rf"|tdp|tổ cnscđ|{_TEAM}|khu (?:phố|dân cư|tự quản)|khối phố|tiểu khu|khu xóm)"
)
_NAMES: Final = re.compile(
    rf"\b{_VILLAGE}\b|^(?:tên )?(?:khu|tổ|khối|cụm dân cư)(?: số)?$", re.IGNORECASE
)
_NAMES_TONELESS: Final = re.compile(strip_tones(_NAMES.pattern))
_COMMUNE: Final = re.compile(r"\b(?:xa|phuong|thi tran|dac khu|dvhc|communes?|wards?)\b")
_OF_KIND: Final = re.compile(
    r"(?:xã|phường|thị trấn|đặc khu|tt|xa|phuong|thi tran|dac khu)\s+.+|[xp]\s*\.\s*.+",
    re.IGNORECASE,
)
_WITHIN: Final = re.compile(r"\b(?:xã|phường|đặc khu)\s+.+$", re.IGNORECASE)
_ENDS: Final = re.compile(r"\s*(?:[,;(|]|\s[-–]\s).*$")
_ASKS: Final = re.compile(
    r"\b(?:thon|xom|ban|ap|khom|buon|lang|to dan pho|khu pho|khu|khoi)(?: so)? (?:nao|gi|may)\b"
    r"|\b(?:thon|xom|ap|khom|buon|to dan pho|khu pho|khu)\b.{0,30}"
    r"\b(?:anh|chi|ong|ba|ban|dong chi)\b"
    r".{0,20}\b(?:phu trach|quan ly|sinh song|cu tru|cong tac|thuoc)\b"
    r"|\b(?:anh|chi|ong|ba|ban|dong chi)\b.{0,40}\b(?:o|thuoc|phu trach|quan ly)"
    r" (?:cac )?(?:thon|xom|ban|ap|khom|buon|to dan pho|khu pho|khu)\b"
    r"|\b(?:ho (?:va )?ten|ten|ong|nguoi).{0,30}\b(?:truong|bi thu(?: chi bo)?|to truong)"
    r" (?:thon|xom|ban|ap|khom|buon|khu|khu pho|to dan pho|tdp|to (?:cong nghe so|cnscd))\b"
)
"""What only somebody of a village is asked: "Bạn ở thôn nào?", "Họ tên trưởng thôn"."""

_MOST: Final = 0.5
_LONGEST: Final = 200


def names_villages(heading: str) -> bool:
    """Tell whether a heading names villages, with communes or without.

    Parameters
    ----------
    heading
        As written.

    Returns
    -------
    bool
        Whether it does.

    Examples
    --------
    >>> names_villages("Tên xóm"), names_villages("Xã, thôn"), names_villages("Đơn vị")
    (True, True, False)
    """
    text = normalise(heading).lower().strip(" :.")
    return bool((_NAMES_TONELESS if text.isascii() else _NAMES).search(text))


def villages_only(heading: str) -> bool:
    """Tell whether a heading names villages, and no communes.

    Parameters
    ----------
    heading
        As written.

    Returns
    -------
    bool
        Whether it does.
    """
    return names_villages(heading) and not _COMMUNE.search(plain_text(heading))


def with_villages_apart(path: Path, lines: Lines) -> Lines:
    """Take rows without "Xã" or "Phường" for villages where others have it, and the heading both.

    Parameters
    ----------
    path
        The heading of the column of names.
    lines
        The rows of a table, and what stands beneath its units.

    Returns
    -------
    Lines
        The same; what is a village of the commune above it is a part of it.
    """
    if lines.villages or not any(map(names_villages, path)):
        return lines
    rows: list[Row] = []
    above = villages_only(path[-1]) and any(map(_is_commune, lines.rows))
    for row in lines.rows:
        above = above or _is_commune(row)
        is_village = above and row.kind == "unit" and not (row.repeats or _is_whole(row))
        rows.append(replace(row, kind="part") if is_village else row)
    return replace(lines, rows=rows)


def _is_commune(row: Row) -> bool:
    """Tell whether a row is a unit that says that it is a commune."""
    return row.kind == "unit" and not row.repeats and _is_whole(row)


def village_rows(
    sheet: Sheet,
    block: Block,
    path: Path,
    rows: Sequence[Row],
    lookup: UnitLookup,
) -> tuple[str, str]:
    """Find what says that all rows of a table are villages of one commune, not communes.

    Parameters
    ----------
    sheet, block
        The table.
    path
        The heading of its column of names.
    rows
        Its rows.
    lookup
        Tells units.

    Returns
    -------
    words, commune : str
        The words that say it, ``""`` where none do, and the commune that the titles name.
    """
    own = [row for row in rows if row.kind == "unit"]
    if not own or any(map(_is_whole, own)) or block.names is None:
        return "", ""
    heading = path[-1] if path else ""
    commune = commune_above(sheet, block.first, lookup)
    if villages_only(heading):
        return heading, commune
    if not commune or _COMMUNE.search(plain_text(" ".join(path))):
        return "", ""
    named = {code for row in own for code in lookup.name(row.name)}
    many = len(named) > _MOST * len(lookup.numbers)
    return ("", "") if many else (commune, commune)


def answered_by_villages(
    sheet: Sheet, block: Block, paths: Mapping[int, Path], rows: Sequence[Row]
) -> str:
    """Find the question that makes each row the answer of a village: "Bạn ở thôn nào?".

    Parameters
    ----------
    sheet, block
        The table.
    paths
        Its headings.
    rows
        Its rows.

    Returns
    -------
    str
        The question as written; ``""`` where there is none.
    """
    for column, path in paths.items():
        if column in {block.names, block.codes} or not _ASKS.search(plain_text(path[-1])):
            continue
        places: list[Place] = [(row.number, column) for row in rows if row.kind == "unit"]
        said = [place for place in places if _says_who(sheet, place)]
        if places and len(said) > _MOST * len(places):
            return path[-1]
    return ""


def _says_who(sheet: Sheet, place: Place) -> bool:
    """Tell whether a cell names a village or a person, and is no figure or mark."""
    if place in sheet.personal:
        return True
    text = sheet.text(*place)
    return bool(text) and not looks_like_figure(text) and not is_mark(text)


def _is_whole(row: Row) -> bool:
    """Tell whether a row says that it is a commune: by a code, or by "Xã" before its name."""
    return bool(row.code) or bool(_OF_KIND.fullmatch(clean_name(row.name)))


def commune_above(sheet: Sheet, first: int, lookup: UnitLookup) -> str:
    """Give the one commune that the lines above a row name, or the sheet's name: "UBND XÃ ĐÀ BẮC".

    Parameters
    ----------
    sheet
        The sheet.
    first
        The row.
    lookup
        Tells units.

    Returns
    -------
    str
        The name as written; ``""`` where they name none or several.
    """
    lines = [
        value
        for row, columns in sheet.rows.items()
        if row < first
        for column in columns
        if isinstance(value := sheet.cells[row, column], str) and len(value) <= _LONGEST
    ]
    found: dict[str, str] = {}
    for line in (*lines, sheet.name):
        match = _WITHIN.search(line)
        name = _ENDS.sub("", match[0]) if match else ""
        codes = lookup.name(name) if name else frozenset()
        found |= dict.fromkeys(codes, name)
    return next(iter(found.values())) if len(found) == 1 else ""
