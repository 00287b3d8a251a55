"""The operators that titles name, and those that a workbook does."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Final

from dxanalysis import units
from dxanalysis.sources.workbook.words.slots import parse_level, slot_words
from dxanalysis.sources.workbook.words.vetoes import is_sentence
from dxanalysis.sources.workbook.words.whose import WITH_NETWORKS, whose
from dxanalysis.vietnamese import normalise, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Sheet

_LONGEST: Final = 120
_NAMES: Final = re.compile(r"viettel|vnpt|vinaphone|mobi|vietnamobile|vnm|vtt|vnp|mbf")
_OF_MAKERS: Final = re.compile(
    r"\b(?:nguon|phan mem|he thong|truong|xuat tu|phien ban|ung dung|san pham|software|source"
    r"|powered|dung chung|so sanh|doi thu)\b"
)
"""By these a title names a company for its program or its school, or beside the one it is of."""

_COMPANY: Final = re.compile(
    r"^\W*(?:tap doan|tong cong ty|tct|cong ty|ctcp|chi nhanh|trung tam|viettel|vnpt|mobifone)\b"
)
_UNKNOWN: Final = re.compile(
    r"^\W*(?:tap doan|tong cong ty|tct|cong ty|ctcp|xi nghiep|truyen hinh|dai vien thong|ctin\b"
    r"|htc\b|qtsc\b)(?! (?:dien luc|nuoc|cap nuoc))"
)
_BRANCH: Final = re.compile(
    r"^\W*vien thong (?:tinh |tp |thanh pho )?([a-z -]+?)\W*(?:$|\b(?:den|so lieu)\b|[:(,])"
)
"""VNPT's branch in a province: "VIỄN THÔNG PHÚ THỌ"."""

_OF_OTHERS: Final = re.compile(
    r"^\W*(?:cac |so lieu |so tram )*(?:doi thu|(?:nha )?mang khac|(?:doanh nghiep|dn) khac"
    r"|mang con lai|competitors?)\b\W*(?:den\b.*|[\d\W]*)$"
)
"""Of any but the one whose file it is: "Đối thủ", "Mạng khác"."""

_RIVALS: Final = re.compile(
    r"\b(?:(?:doi thu|canh tranh|thi phan|competitors?|rivals?|benchmark)\b"
    r"|so sanh\b.{0,40}\b(?:nha mang|doanh nghiep|dn|mang) khac)"
)
"""In a title of an operator's own table of itself and of others, as far as it knows of them."""
_SEVERAL: Final = re.compile(
    r"\b(?:0?[234]|hai|ba|bon|(?P<all>cac|nhieu|moi|tat ca))(?: cac)? (?:nha mang|mang di dong"
    r"|(?:doanh nghiep|dn) vien thong|doanh nghiep(?=\W*$))\b|\btoan nganh\b"
)
_WITH: Final = re.compile(
    r"\b(?:gồm|gom|gộp|gop|tính(?! đến| theo| từ)|kể(?! từ)|cộng(?! hòa| hoà| đồng)"
    r"|(?:tinh|ke|cong) ca)\b"
)
"""Not "Công văn" and "Tỉnh", which are the same without tones."""

_FOR_ALL: Final = re.compile(
    r"\b(?:mau|danh cho|ap dung|kinh gui|gui|de nghi|yeu cau|nguon|cung cap|cong bo|phoi hop"
    r"|so (?:sanh )?voi|so sanh|doi thu|trong so)\b"
)
"""By these all operators are named who get a form or a letter, or whom one is compared with."""

_WORD: Final = re.compile(r"[^\W_]+")


def names_several(sheets: Iterable[Sheet]) -> bool:
    """Tell whether a workbook names more than one operator.

    Parameters
    ----------
    sheets
        Its sheets.

    Returns
    -------
    bool
        Whether its names of sheets, titles and headings do.
    """
    found: set[str] = set()
    for sheet in sheets:
        for text in {sheet.name, *(one for one in sheet.cells.values() if isinstance(one, str))}:
            if len(text) <= _LONGEST and _NAMES.search(text.lower()):
                found |= set(parse_level(text).operators) - {"any", "other"}
        if len(found) > 1:
            return True
    return False


def names_rivals(lines: Iterable[str]) -> bool:
    """Tell whether titles speak of rivals, of whom an operator knows only what it has seen.

    Parameters
    ----------
    lines
        The sheet's name and the lines above a table.

    Returns
    -------
    bool
        Whether one of them does.

    Examples
    --------
    >>> names_rivals(["So sánh hạ tầng với đối thủ"]), names_rivals(["Số trạm của các nhà mạng"])
    (True, False)
    """
    return any(_RIVALS.search(plain_text(line)) for line in lines)


def operators_named(
    name: str, own: Sequence[str], common: Sequence[str], *, heads: Iterable[str] = (),
    below: Iterable[str] = (),
) -> tuple[str, ...]:  # fmt: skip
    """List the operators that the nearest title that names any does.

    Parameters
    ----------
    name
        The sheet's.
    own, common
        The lines above the table, and those above all tables, from the top down.
    heads
        All lines above it, with those of letter heads: an operator's own is asked after the titles.
    below
        The lines beneath it: of those, what says in so many words whose the figures are.

    Returns
    -------
    tuple of str
        The operators, in order.
    """
    for line in (*reversed(own), name, *reversed(common)):
        said = whose(_without_columns(line))
        if said.operators and (said.is_told or not is_sentence(line)):
            return said.operators
    for line in below:
        said = whose(line)
        if said.is_told and len(line) <= _LONGEST:
            return said.operators
    for line in heads:
        plain = plain_text(line)
        if _COMPANY.match(plain) and (found := whose(line).operators):
            return found
        branch = _BRANCH.match(plain)
        if branch and branch[1] in _provinces():
            return ("vnpt",)
    return ()


def _without_columns(line: str) -> str:
    """Leave out the clauses of a line that are about a column, and whose it is: "cột Viettel …"."""
    clauses = re.split(r"(?<=[;.(])\s+|(?<=[(])", line)
    return " ".join(one for one in clauses if not _OF_COLUMN.match(plain_text(one)))


_OF_COLUMN: Final = re.compile(
    r"\W*(?:rieng |trong do |cac |hai |nhung |so lieu |o |tai |cua )*cot\b"
    r"(?! (?:phat|anten|an ten|bts|song|thu phat|vien thong|tu dung|co|day|[2-5]g))"
)
"""Begins a clause that says whose a column is, and not the table; masts are columns, too."""


@functools.cache
def _provinces() -> frozenset[str]:
    """List the names of provinces, of today and before the mergers, without tones."""
    return frozenset(
        plain_text(name)
        for vintage in units.SUPPORTED_VINTAGES
        for name in units.provinces(vintage=vintage)["short_name"]
    )


def doubtful_owner(
    name: str, lines: Iterable[str], operators: Sequence[str], *, of_any: bool
) -> str:
    """Give the words that leave it open whose figures a table holds.

    Parameters
    ----------
    name
        The sheet's.
    lines
        The lines above the table.
    operators
        The operators that they name.
    of_any
        Whether the figures are taken for those of all operators.

    Returns
    -------
    str
        A sheet's name that names another operator than its titles do; a company that nobody knows
        above figures of all; ``""`` where there is neither.

    Examples
    --------
    >>> doubtful_owner("Viettel", ["Số trạm VNPT"], ["vnpt"], of_any=False)
    'Viettel'
    >>> doubtful_owner("S", ["CÔNG TY CP GOLDEN TOWER"], [], of_any=True)
    'CÔNG TY CP GOLDEN TOWER'
    """
    of_tab = whose(name).operators
    others = len(of_tab) == 1 and of_tab[0] not in {"any", "other"}
    if operators and ((others and of_tab[0] not in operators) or is_of_others(name)):
        return name
    companies = (line for line in lines if _UNKNOWN.match(plain_text(line)))
    return next(companies, "") if of_any and not operators else ""


def is_of_others(name: str) -> bool:
    """Tell whether a name is of any but the one whose file it is.

    Parameters
    ----------
    name
        A title, a sheet's name or a line among rows.

    Returns
    -------
    bool
        Whether it is: "Nhà mạng khác", but not "Các xã khác".
    """
    return _OF_OTHERS.match(plain_text(name)) is not None


def titles_of_several(lines: Iterable[str], named: Sequence[str], operator: str) -> list[str]:
    """List the titles by which the figures of one operator's table may be those of several.

    Parameters
    ----------
    lines
        The sheet's name and the lines above the table.
    named
        The operators that the nearest of them names: beside its own title, one of all of them
        stands over the tables of each.
    operator
        Whose figures it is taken to hold.

    Returns
    -------
    list of str
        Those lines; a form for all, or a letter to them, is none.

    Examples
    --------
    >>> titles_of_several(["Gồm cả VNPT và MobiFone", "Mẫu cho các mạng"], [], "viettel")
    ['Gồm cả VNPT và MobiFone']
    """
    if operator not in WITH_NETWORKS:
        return []
    of_one = [*named] == [operator]
    return [
        line
        for line in lines
        if len(line) <= _LONGEST and _is_of_several(line, operator, of_one=of_one)
    ]


def _is_of_several(line: str, operator: str, *, of_one: bool) -> bool:
    """Tell whether a title names several operators, or others beside one, as those it is of."""
    plain = plain_text(line)
    if _FOR_ALL.search(plain):
        return False
    named = {*whose(line).operators} - {"any", "other"}
    others = bool(named - {operator}) and (
        len(named) > 1 or _WITH.search(normalise(line).lower()) is not None
    )
    several = _SEVERAL.search(plain)
    return others or (several is not None and not (of_one and several["all"]))


def lines_without_some(lines: Iterable[str]) -> list[str]:
    """List the lines that say of some operators that their figures are left out.

    Parameters
    ----------
    lines
        The lines around a table.

    Returns
    -------
    list of str
        Those lines.

    Examples
    --------
    >>> lines_without_some(["Số trạm 4G", "(Không bao gồm VNPT)"])
    ['(Không bao gồm VNPT)']
    """
    return [line for line in dict.fromkeys(lines) if whose(line).without]


def unlisted_operator(name: str, own: Sequence[str], common: Sequence[str]) -> str:
    """Give the nearest title that names an operator, where it names others than the catalogue's.

    Parameters
    ----------
    name, own, common
        As for :func:`operators_named`.

    Returns
    -------
    str
        The title as written; ``""`` where it names one of the catalogue, or none names any.
    """
    for line in (*reversed(own), name, *reversed(common)):
        if is_of_others(line):
            return line
        if len(line) > _LONGEST or is_sentence(line) or _OF_MAKERS.search(plain_text(line)):
            continue
        found = set(whose(line).operators)
        if found == {"other"} and not _names_company(line):
            continue
        if found:
            return line if found == {"other"} else ""
    return ""


def _names_company(line: str) -> bool:
    """Tell whether a title names operators: "FPT", "Nhà mạng khác", but not "Các chỉ tiêu khác"."""
    words = " ".join(_WORD.findall(plain_text(line)))
    return any(
        re.search(rf"\b{re.escape(plain_text(one))}\b", words)
        for one in slot_words("operator", "other")
        if one != "khác"
    ) or ("other" in whose(words).operators and "khac" not in words.split())
