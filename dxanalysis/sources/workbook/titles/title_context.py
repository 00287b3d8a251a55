"""What titles say for headings that leave it out: a technology, a subject, a unit of measure."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.dates.written import find_dates
from dxanalysis.sources.workbook.sheets.heading_rows import said_unit
from dxanalysis.sources.workbook.words.compose import Context, compose
from dxanalysis.sources.workbook.words.counted import without_places
from dxanalysis.sources.workbook.words.heading_catalogue import load_headings
from dxanalysis.sources.workbook.words.said_units import said_units
from dxanalysis.sources.workbook.words.slots import parse_level, slot_words, without_dates
from dxanalysis.sources.workbook.words.vetoes import IN_PER_MILLE
from dxanalysis.sources.workbook.words.whose import WITH_NETWORKS
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST: Final = 500
_GROUPS: Final = re.compile(
    r"[\s,;(–-]*\b(?:phân theo|chia theo|theo|by|per)\s.*$"
    r"|(?<=\w)[\s,;(–-]+(?:(?:của|ở|tại) )?(?:các|từng|mỗi) (?:xã|phường|đơn vị|địa phương)"
    r"(?:,? (?:và )?(?:xã|phường|đặc khu))*(?: (?:tính )?đến(?: ngày| hết)?)?\W*$",
    re.IGNORECASE | re.DOTALL,
)
_PREFACE: Final = re.compile(
    r"^\W*(?:(?:báo cáo|tổng hợp|thống kê|(?:biểu|bảng|phụ lục)(?: số)? ?[\divx.]*)\W+)+",
    re.IGNORECASE,
)
"""What a title begins with that is about the table, and not about what it counts."""

_OF_FILES: Final = re.compile(
    r"(?=.*\bho so\b)(?=.*\b(?:giai quyet|tiep nhan|tthc|thu tuc hanh chinh)\b)"
    r"(?:\W|\d|\b(?:bao cao|bieu|tong hop|thong ke|tinh hinh|ket qua|so lieu|tien do|cong tac"
    r"|tiep nhan|giai quyet|xu ly|tra|ho so|thu tuc hanh chinh|tthc|bo phan mot cua"
    r"|trung tam phuc vu hanh chinh cong|cap xa|xa|phuong|dac khu|don vi|dia phuong|toan tinh"
    r"|tinh|thanh pho|ubnd|uy ban nhan dan|so|luy ke|dau nam|tren dia ban|tai|o|cua|cac|va"
    r"|theo|tinh den|tu|den|het|ngay|thang|quy|nam|ky|i{1,3}|iv)\b)+"
)
"""A title about the files of one-stop shops, all of them and nothing else."""

_OF_TEAMS: Final = re.compile(
    r"(?=.*\b(?:to|cac to) (?:cong nghe so|cnscd|cns cong dong))"
    r"(?:\W|\d|\b(?:bao cao|bieu|bang|phu luc|tong hop|thong ke|tinh hinh|ket qua|so lieu|tien do"
    r"|cong tac|hoat dong|thanh lap|kien toan|to chuc|danh sach|so luong|to|cong nghe so|cong dong"
    r"|cnscd|cns|cap xa|cap thon|xa|phuong|dac khu|don vi|dia phuong|toan|tinh|thanh pho"
    r"|tp|huyen|khu vuc|trien khai|quy mo|hien co|het|tinh den"
    r"|bao cao|sau sap xep"
    r"|hanh chinh|tren dia ban|tai|o|cua|cac|va|theo|tu|den|ngay|thang|quy|nam|i{1,3}|iv)\b)+"
)
"""A title about the community digital teams alone."""

_OF_EID: Final = re.compile(
    r"(?=.*\b(?:dinh danh(?: dien tu| muc)|vneid)\b)"
    r"(?:\W|\d|\b(?:bao cao|bieu|bang|phu luc|tong hop|thong ke|tinh hinh|ket qua|so lieu|tien do"
    r"|cong tac|thuc hien|thu nhan|cap|phe duyet|kich hoat|ho so|dang ky|so luong|tai khoan"
    r"|dinh danh|dien tu|vneid|muc|do|cong dan|nguoi dan|cho|cap xa|xa|phuong|dac khu|don vi"
    r"|dia phuong"
    r"|toan|tinh|thanh pho|tren dia ban|tai|o|cua|cac|va|theo|luy ke|tinh den"
    r"|(?:den|het)(?: (?:het|ngay|thang|quy|nam|i{1,3}|iv))*|(?<=\d.)(?:thang|nam))\b)+"
)
"""A title about accounts of electronic identity alone, and of no period."""

_IN_PERCENT: Final = re.compile(
    r"\(?(?:(?:don vi(?: tinh)?|dvt|unit)\s*:?|(?:so lieu |cac so )?tinh (?:theo|bang))"
    r"\s*(?:(?:ty|ti) le\W*)?(?:%|phan tram|percent)\W*"
)
_OF_RATES: Final = re.compile(
    r"(?:\W|\d|\b(?:bieu|bang|phu luc|bao cao|tong hop|thong ke|so lieu|ket qua|tinh hinh"
    r"|[ivx]{1,4})\b)*(?:ty|ti) (?:le|trong)\b(?!.*\b(?:va|so luong|so (?:ho|dan|thon|nguoi))\b)"
)
"""A title that is of shares: "TỶ LỆ HỘ CÓ ĐIỆN THOẠI THÔNG MINH"."""


def context_of(nearest: Sequence[str], lines: Sequence[str]) -> Context:
    """Take what the nearest line says that says it, where it is one thing only.

    Parameters
    ----------
    nearest
        The table's own titles, from the top down.
    lines
        All titles, the sheet's name first.

    Returns
    -------
    Context
        What they say for headings that leave it out, but for the year.
    """
    covers = any({*parse_level(line).relations} - {"has"} for line in nearest)
    technology = subject = relation = ""
    percent = False
    for line in [*reversed(nearest), *lines]:
        level = parse_level(line)
        technologies = {one for one in level.technologies if one != "fixed"} or set(
            level.technologies
        )
        if technologies and not technology:
            technology = next(iter(technologies)) if len(technologies) == 1 else "-"
        named = [one for one in level.subjects if one != "communes"]
        if level.relations and named and not subject:
            subject = named[0] if len(named) == 1 else "-"
            relation = level.relations[0]
            percent = level.measure == "percent"
    # A sheet called "K" counts no thousands.
    titled = [line for line in (*nearest, *lines[1:]) if line != lines[0]] if lines else nearest
    scale, scaled = _unit_line(titled)
    # "Đơn vị tính: thôn" says of what, and the title above it, which of them.
    units = [line for line in reversed(nearest) if said_unit(line)]
    titles = [line for line in reversed(nearest) if not said_unit(line)]
    counted = map(_thing, [*titles, *units])
    stated = said_units(nearest) or said_units(titled)
    return Context(
        technology="" if technology == "-" else technology,
        subject="" if subject == "-" else subject,
        relation=relation,
        percent=percent,
        scale=scale,
        scaled=scaled,
        in_percent=any(map(_IN_PERCENT.fullmatch, map(plain_text, lines)))
        or (bool(stated) and all(one.percent and not one.of for one in stated)),
        of_rates=any(map(_OF_RATES.match, map(plain_text, lines))),
        in_per_mille=any(map(IN_PER_MILLE.search, map(plain_text, lines))),
        counted=next(
            (
                one
                for one in counted
                if _is_of_one_thing(one) or (counts_stations(one) and not covers)
            ),
            "",
        ),
        things=_things([plain_text(without_places(line)) for line in nearest]),
        units=stated,
    )


def _things(plain: Sequence[str]) -> str:
    """Give what titles say that columns count that do not say it: "Số tổ" under one of teams."""
    short = [line for line in plain if len(line) < _LONGEST]
    if any(map(_OF_FILES.fullmatch, short)):
        return "hồ sơ"
    if any(map(_OF_EID.fullmatch, short)):
        return "định danh"
    return "tổ công nghệ số" if any(map(_OF_TEAMS.fullmatch, short)) else ""


def _without_groups(line: str) -> str:
    """Take off a title by what its figures are grouped, and the dates."""
    cut = " ".join(unicodedata.normalize("NFC", line).split())
    cut = " ".join(without_dates(cut, find_dates(cut), until=True).split())
    return _GROUPS.sub("", cut).strip(" ,;.-–()")


def _thing(line: str) -> str:
    """Take off a title by what its figures are grouped, and where, when and whose they are."""
    cut = _PREFACE.sub("", _without_groups(line))
    level = parse_level(cut)
    if level.unknown or level.operators:
        cut = without_places(cut)
    if len(level.operators) == 1 and level.operators[0] in WITH_NETWORKS:
        cut = _names_of(level.operators[0]).sub(" ", cut)
    return " ".join(cut.split())


def without_operators(line: str) -> str:
    """Take "các doanh nghiệp viễn thông" off a title, where each column or row says whose it is.

    Parameters
    ----------
    line
        What a title counts.

    Returns
    -------
    str
        The rest.
    """
    return " ".join(_names_of("any").sub(" ", line).split())


@functools.cache
def _names_of(operator: str) -> re.Pattern[str]:
    """Find an operator's names in a title."""
    names = sorted(map(re.escape, slot_words("operator", operator)), key=len, reverse=True)
    return re.compile(rf"(?:\bcủa )?\b(?:{'|'.join(names)})\b", re.IGNORECASE)


def counts_stations(line: str) -> bool:
    """Tell whether a title says that stations are counted, and leaves to columns which.

    Parameters
    ----------
    line
        A title, without by what its figures are grouped.

    Returns
    -------
    bool
        True for "Số trạm BTS" and "Trạm BTS", not for "Số trạm 5G" or "Trạm và vùng phủ sóng".
    """
    level = parse_level(line)
    whose = set(level.operators) - {"any"}
    more = level.technologies or level.relations or whose or level.vetoes or level.unknown
    return level.subjects == ("stations",) and level.measure != "percent" and not more


def _is_of_one_thing(line: str) -> bool:
    """Tell whether a title says by itself, for certain, what all figures below count."""
    known = load_headings(None).meaning((line,))
    if known.how == "exact" and known.of_kind("count", "rate"):
        return True
    composed = compose((line,))
    return bool(composed.quantity) and composed.confidence == "sure" and not composed.operator


def _unit_line(lines: Sequence[str]) -> tuple[int, str]:
    """Read "Đơn vị tính: nghìn người": a scale, and of what."""
    for line in lines:
        parts = re.split(r"[,;]", said_unit(line))
        for part in parts:
            level = parse_level(part)
            subjects = {one for one in (*level.subjects, level.unit) if one}
            if level.scale > 1:
                return level.scale, subjects.pop() if len(subjects) == 1 else ""
        if any(parse_level(part).subjects or parse_level(part).unit for part in parts):
            break  # "Đơn vị tính: người": nothing further up says otherwise
    return 1, ""
