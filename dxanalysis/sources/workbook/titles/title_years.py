"""Years to come that titles name: "PHỦ SÓNG 4G ĐẾN NĂM 2030" is no state of today."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.titles.title_words import without_references
from dxanalysis.sources.workbook.words.vetoes import Veto, is_sentence
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dxanalysis.sources.workbook.dates.written import Dated

_TO_YEAR: Final = re.compile(
    r"(?<![\d./-])(?:(?:tinh den|den|toi|vao|het|cuoi|nam|by|in|until)\W*)+"
    r"(20\d\d)\b(?!\s*[-–/]\s*20\d\d)|^\W*(20\d\d)\W*$"
)
_SPAN: Final = re.compile(r"\b20\d\d\s*(?:[-–]|den(?: nam)?)\s*(20\d\d)\b")
_OF_DAY: Final = re.compile(r"\b(?:thang|quy|ngay)\W*[\w./-]*\W*$")
"""Before the year of a letter's day, or of a month."""

_SOON: Final = dt.timedelta(days=90)
_PROGRAMME: Final = re.compile(
    r"\b(?:ket qua|tinh hinh|tien do|hien trang|thuc trang|thuc hien|trien khai|theo|can cu"
    r"|phuc vu|de an|chuong trinh|ke hoach|nghi quyet|quyet dinh|chien luoc|muc tieu|lo trinh"
    r"|du an|phong trao|cuoc van dong|nong thon moi|so (?:sanh )?voi)\b"
)
"""By these a year is that of a programme whose state is reported, or heard as a plan."""


def year_to_come(
    lines: Iterable[str], dated: Dated | None, headings: Iterable[str]
) -> tuple[Veto, tuple[str, ...]]:
    """Find the titles that name a year after that of the figures.

    Parameters
    ----------
    lines
        The sheet's name and the lines above a table.
    dated
        The date of the figures, where one is known; today's year otherwise.
    headings
        The texts of the table's heading: a year that stands there is said of its column.

    Returns
    -------
    veto : Veto
        The words that name one year: a plan.
    spans : tuple of str
        The lines that name a span of years that goes beyond, and no programme.

    Examples
    --------
    >>> year_to_come(["PHỦ SÓNG 4G ĐẾN NĂM 2099"], None, [])[0].words
    'den nam 2099'
    >>> year_to_come(["Kết quả thực hiện Đề án đến năm 2099"], None, [])[0].words
    ''
    """
    now = dt.datetime.now(tz=dt.UTC).date()
    day = min(dated.day if dated and dated.day else now, now)
    headed = " ".join(headings)
    spans = []
    for line in lines:
        plain = plain_text(without_references(line))
        if is_sentence(line) or _PROGRAMME.search(plain):
            continue
        years = [
            one
            for one in _TO_YEAR.finditer(plain)
            if _is_to_come(one[1] or one[2], day, now) and not _OF_DAY.search(plain[: one.start()])
        ]
        if any(_is_to_come(one[1], day, now) for one in _SPAN.finditer(plain)):
            spans += [line] if dated and dated.day else []
        elif years and (years[0][1] or years[0][2]) not in headed:
            return Veto(years[0][0].strip(), "plan"), ()
    return Veto(), tuple(spans)


def _is_to_come(year: str, day: dt.date, now: dt.date) -> bool:
    """Tell whether a year begins well after a day; a report of December is made in the next."""
    begins = dt.date(int(year), 1, 1)
    return begins > now or begins - day > _SOON
