"""Name cells that name more than one commune, or a part: "Lương Sơn; Liên Sơn", "A (một phần)".

The figures of such a row are not those of the commune that stands first. Words in brackets of which
nobody knows what they say are quoted.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Final

from dxanalysis import units
from dxanalysis.sources.workbook.words.province_names import province_names
from dxanalysis.sources.workbook.words.unit_lookup import clean_name
from dxanalysis.sources.workbook.words.whose import is_of_several
from dxanalysis.units.crosswalk import load_links
from dxanalysis.units.name_index import toneless_key
from dxanalysis.units.parsing import read, read_district
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from dxanalysis.sources.workbook.figures.figures import Finding, Note
    from dxanalysis.sources.workbook.tables.row_kinds import Row
    from dxanalysis.sources.workbook.tables.table import Table
    from dxanalysis.sources.workbook.words.unit_lookup import UnitLookup

_BRACKETS: Final = re.compile(r"[(\[]([^()\[\]]*)[)\]]?")
_BETWEEN: Final = re.compile(r"[,;/&+\n]|\s(?:và|va|cùng|cung|and)\s", re.IGNORECASE)
_MADE_OF: Final = re.compile(
    r"\s*[-–:]?\s*\b(?:bao gồm|gồm(?: cả)?|(?:được )?(?:sáp nhập|hợp nhất|thành lập)|trên cơ sở"
    r"|từ (?:các|\d))\b",
    re.IGNORECASE,
)
_WITH: Final = re.compile(
    r"^\W*(?:(?:bao )?gom(?: ca)?|va|cung|ca|kem|tinh ca|chung(?: voi)?)\b[\s:]*|^\s*[+&][\s:]*"
)
_JOINS: Final = re.compile(r"^\s*(?:[+&]|(?:va|cung|kem|tinh ca|chung)\b|(?:bao )?gom ca\b)")
_FORMER: Final = re.compile(r"\b(?:cu|truoc|sap nhap|hop nhat|thanh lap|sap xep|nhap tu)\b")
_PART: Final = re.compile(
    r"\b(?:mot phan|phan|mot so|mot nua|nua|trich|cells?|sectors?|tram so|diem so|dot)\b"
    r"|^\W*(?:0?[2-9]|hai|ba|bon) (?:xa|phuong|don vi)(?: moi)?\W*$|^\W*[+&]"
)
"""A part of a commune, a thing in it, or so many of them."""

_OF_PART: Final = re.compile(r"^\W*(?:chi |tinh |mot |1 )*(?:phan|nua)\b")
_COUNT: Final = re.compile(
    r"^\W*(?:co |gom )?\d+ (?:thon|ban|ap|khom|khu pho|khu dan cu|khu|buon|lang|xom|khoi|to|tdp"
    r"|villages?)\b.*$|^[\W\d]*$"
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_HARMLESS: Final = _words(
    "xa phuong thi tran dac khu moi cu sap nhap hop nhat xep thanh lap sau truoc khi day tu do"
    " tren co so loai i ii iii iv v vi kv khu vuc vung cao xa bien gioi mien nui hai dao atk an"
    " toan dbkk kk biet kho khan nong thon thi trung tam ntm nang kieu mau ven bien song ho huyen"
    " tinh tp tx pho thuoc h q p x tt ma code new old ward commune district gom cac va ten goi"
    " khac dia ban nguyen la hien nay don vi hanh chinh dvhc chuyen doi nghi quyet dinh theo so"
    " bai ngang dtts dan toc dong bao bang thap trong diem du lich cap lien dac thu doi ten duoc"
    " toan bo dien tich dan quy mo giu nguyen khong tt c"
)
"""Words that say of a name what kind of commune it is, or of what it was made."""

_LONGEST: Final = 200
_SHOWN: Final = 5


def without_joint_names(
    table: Table, codes: dict[int, str], lookup: UnitLookup, note: Note,
    *, province: str | None, vintage: str, unmatched: list[Finding],
) -> list[Finding]:  # fmt: skip
    """Take out the rows whose name cell names another unit, too, or a part of its own.

    Parameters
    ----------
    table
        The table.
    codes
        Row to the code of its unit; such a row's is taken out.
    lookup
        Tells units and districts.
    note
        Makes the findings.
    province, vintage
        Which list of units.
    unmatched
        What was said of rows whose name is no unit's; those of several are taken out of it.

    Returns
    -------
    list of dict
        An error for each row; a warning where it says by itself that it is of several.
    """
    reader = _Reader(lookup, province, vintage)
    of_several = {
        row.name: row.number
        for row in table.rows
        if row.kind == "unit" and row.number not in codes and reader.joins(row.name)
    }
    said = [one for one in unmatched if str(one["rule"]).startswith("unit_")]
    for one in said:
        if one["value"] in of_several:
            unmatched.remove(one)
    rows = {number: name for name, number in of_several.items()}
    for row in _named(table, codes):
        if reader.says(row.name, codes[row.number]) == "other":
            rows[row.number] = row.name
            del codes[row.number]
    return [
        note("warning" if is_of_several(name) else "error", "unit_names_several", row=number,
             column=table.column("unit_name"), value=name)
        for number, name in sorted(rows.items())
    ]  # fmt: skip


def quote_names(
    table: Table, rows: Collection[int], lookup: UnitLookup, note: Note,
    *, province: str | None, vintage: str, heard: str,
) -> Iterator[Finding]:  # fmt: skip
    """Quote the names with words in brackets of which nobody knows what they say.

    Parameters
    ----------
    table, lookup, note, province, vintage
        As for :func:`without_joint_names`.
    rows
        Those that are read, and are of the table's own day.
    heard
        What other findings say; a name whose brackets they quote is not quoted again.

    Yields
    ------
    dict
        A warning with the first of the names and their cells.
    """
    reader, column = _Reader(lookup, province, vintage), table.column("unit_name")
    quoted = {
        row.number: row.name
        for row in _named(table, {row: note.codes[row] for row in rows if row in note.codes})
        if reader.says(row.name, note.codes[row.number]) == "unknown"
        and not all(part in heard for part in _BRACKETS.findall(row.name))
    }
    if quoted and column is not None:
        shown = [f"“{text}” ({table.address(row, column)})" for row, text in quoted.items()]
        yield note(
            "warning", "remarks_quoted", row=next(iter(quoted)), column=column,
            unit_code=None, unit_name=None, expected=len(quoted),
            value="; ".join(shown[:_SHOWN]) + (" …" if len(shown) > _SHOWN else ""),
        )  # fmt: skip


def _named(table: Table, codes: Mapping[int, str]) -> list[Row]:
    """List the rows of units with a name of their own."""
    if "village" in table.columns:
        return []
    return [
        row for row in table.rows
        if row.number in codes and row.name and not row.repeats and len(row.name) <= _LONGEST
    ]  # fmt: skip


class _Reader:
    """Tells what else a name cell says than the name."""

    def __init__(self, lookup: UnitLookup, province: str | None, vintage: str) -> None:
        self.lookup, self.province = lookup, province
        self.names = province_names(province, vintage) if province else None
        self.of_today = vintage == units.LATEST_VINTAGE

    def says(self, text: str, code: str) -> str:
        """Say ``other`` for another unit or a part, ``unknown`` for what is not understood."""
        outer = _BRACKETS.sub(" ", text)
        made = _MADE_OF.search(outer)
        first, *rest = _BETWEEN.split(outer[: made.start()] if made else outer)
        if any(self._is_other(part, code) for part in rest if self.lookup.name(first)):
            return "other"
        brackets = [part for part in _BRACKETS.findall(text) if part.strip()]
        if made and made.start():
            brackets.append(outer[made.start() :])
        found = {self._in_brackets(part, code) for part in brackets}
        return "other" if "other" in found else "unknown" if "unknown" in found else ""

    def joins(self, text: str) -> bool:
        """Tell whether a cell that is no unit's name is made of the names of several."""
        names = [part for part in _BETWEEN.split(_BRACKETS.sub(" ", text)) if part.strip()]
        return len(names) > 1 and len(text) <= _LONGEST and all(map(self.lookup.name, names))

    def _is_other(self, name: str, code: str) -> bool:
        """Tell whether a name is that of another unit, and of nothing this one was made of."""
        name = name.strip(" .:-–")
        kinds = any(one.kind for one in read(name).readings)
        if not name or self._is_area(name, kinds=kinds):
            return False
        key = toneless_key(_bare(name))
        if self.of_today and key in _merged(self.province).get(code, frozenset()):
            return False
        return bool(self.lookup.name(name) - {code}) or (kinds and self.lookup.is_old(name))

    def _is_area(self, name: str, *, kinds: bool) -> bool:
        """Tell whether a name is that of a district or province, where no kind says otherwise."""
        district = read_district(name)
        if district is not None and district.kind:
            return True
        of_province = self.names is not None and bool(self.names.of(name))
        return not kinds and (self.lookup.is_district(name) or of_province)

    def _in_brackets(self, text: str, code: str) -> str:
        """Say what brackets hold: ``other``, ``unknown`` or nothing that matters."""
        plain = plain_text(text)
        if _COUNT.match(plain):
            return ""
        if _OF_PART.match(plain):
            return "other"
        parts = [part for part in _BETWEEN.split(_after_lead(text)) if part.strip()]
        if not _FORMER.search(plain) and any(self._is_other(part, code) for part in parts):
            return "other"
        own = _merged(self.province).get(code, frozenset()) if self.of_today else frozenset()
        known = [
            self._is_area(part.strip(), kinds=False) or toneless_key(_bare(part)) in own
            or self.lookup.is_old(part) or self.lookup.name(part) == {code}
            for part in parts
        ]  # fmt: skip
        if _JOINS.match(plain) and not all(toneless_key(_bare(part)) in own for part in parts):
            return "other"
        if _PART.search(plain) and not any(known):
            return "other"
        words = set(re.findall(r"[^\W\d_]+", plain))
        harmless = words <= _HARMLESS or bool(_FORMER.search(plain)) or any(known)
        return "" if harmless else "unknown"


def _after_lead(text: str) -> str:
    """Take "gồm cả", "và" or "+" off what stands in brackets."""
    plain = plain_text(text)
    lead = _WITH.match(plain)
    return text[lead.end() :] if lead and len(plain) == len(text) else text


def _bare(name: str) -> str:
    """Give a name without its kind."""
    return read(clean_name(name)).readings[-1].name if read(clean_name(name)).readings else name


@functools.lru_cache(maxsize=8)
def _merged(province: str | None) -> dict[str, frozenset[str]]:
    """Give the former units that went into each of today's, by name without kind and tones."""
    links = load_links(province=province)
    before = units.load_units(vintage="2025-02")["short_name"]
    found: dict[str, set[str]] = {}
    for old, new in zip(links["from_code"], links["to_code"], strict=True):
        found.setdefault(str(new), set()).add(toneless_key(str(before.get(old, ""))))
    return {code: frozenset(names) for code, names in found.items()}
