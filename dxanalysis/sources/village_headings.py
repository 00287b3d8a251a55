"""Headings of columns that name villages, in the words that the reader of workbooks knows."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from dxanalysis.sources.workbook.words.slots import slot_words
from dxanalysis.units.parsing import toneless


@dataclass(frozen=True)
class VillageHeadings:
    """Headings of a column of villages' names: to be asked whether one is among them.

    Attributes
    ----------
    others
        Headings beside those that are made of words for villages alone.

    Examples
    --------
    >>> known = VillageHeadings(("dia diem",))
    >>> [one in known for one in ("ten ap khom", "khu pho", "dia diem", "so thon", "vi do thon")]
    [True, True, True, False, False]
    """

    others: tuple[str, ...] = ()

    def __contains__(self, heading: object) -> bool:
        """Tell whether a heading, without tones and marks, names villages."""
        return heading in self.others or bool(_whole().fullmatch(str(heading)))


@functools.cache
def _whole() -> re.Pattern[str]:
    """Make the form of a heading of nothing but words for villages: "Tên thôn, bản", "Khóm/ấp"."""
    words = {toneless(word) for word in slot_words("subject", "villages")} | {"to"}
    word = "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"
    return re.compile(rf"(?:ten (?:cac )?|name of )?{word}(?: (?:va |hoac |or )?{word})*(?: name)?")
