"""Totals of files that hold those of an earlier period, too: no number received in this one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.words.headings import Meaning
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    Path = tuple[str, ...]

_EARLIER: Final = re.compile(
    r"\b(?:ky|thang|quy|nam) truoc\b|\bton (?:dau|cu|tu|ky)\b|\b(?:chuyen|mang) (?:sang|qua)\b"
)
_RECEIVED: Final = "files"


def with_carried_over(
    paths: Mapping[int, Path], resolved: Mapping[int, Meaning]
) -> dict[int, Meaning]:
    """Refuse a total of files received that has "Từ kỳ trước" among its parts.

    Parameters
    ----------
    paths, resolved
        Column to heading, and to what it is understood as.

    Returns
    -------
    dict
        The columns that are not read.
    """
    refused: dict[int, Meaning] = {}
    for column, meaning in resolved.items():
        path = paths[column]
        count = meaning.of_kind("count")
        if count is None or count.id != _RECEIVED or len(path) < 2 or meaning.how == "given":  # noqa: PLR2004 - a group
            continue
        parts = (other for place, other in paths.items() if place != column and len(other) > 1)
        beside = [
            one for one in parts if one[0] == path[0] and _EARLIER.search(plain_text(one[-1]))
        ]
        if beside and not re.search(r"\btrong (?:ky|thang|quy)\b", plain_text(" ".join(path))):
            composed = replace(
                meaning.composed, quantity="", reason="files_carried_over", word=beside[0][-1]
            )
            refused[column] = Meaning((), composed=composed)
    return refused
