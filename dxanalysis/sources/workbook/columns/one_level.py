"""Columns of accounts of one level beside those of another: "Mức 1", "Mức 2"; neither is all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxanalysis.sources.workbook.words.headings import Meaning

    Path = tuple[str, ...]

_LEVEL: Final = re.compile(r"\b(?:muc|cap|level)(?: do)? ?(?P<which>[12]|i{1,2})\b")
_OF_ACCOUNTS: Final = frozenset({"eid_accounts", "people_with_eid"})
"""What a level is a part of; of public services a level is a kind of its own."""


def of_one_level(paths: Mapping[int, Path], resolved: Mapping[int, Meaning]) -> dict[int, str]:
    """Find columns of accounts of one level where another column has those of the other.

    Parameters
    ----------
    paths, resolved
        Column to heading, and to what it is understood as.

    Returns
    -------
    dict
        The columns, each with the words for its level. "Tài khoản mức 2" alone is how many
        communes count all that are activated; beside "Mức 1" it is a part of them.
    """
    levels: dict[int, tuple[str, str, str]] = {}
    for column, path in paths.items():
        plain = plain_text(" / ".join(path))
        said = [*_LEVEL.finditer(plain)]
        if len(said) == 1:
            stem = " ".join(f"{plain[: said[0].start()]} {plain[said[0].end() :]}".split())
            levels[column] = (
                stem,
                said[0]["which"].replace("i", "1").replace("11", "2"),
                said[0][0],
            )
    found: dict[int, str] = {}
    for column, (stem, which, words) in levels.items():
        meaning = resolved.get(column)
        if meaning is None or meaning.how == "given":
            continue
        beside = {other for of, other, _ in levels.values() if of == stem} - {which}
        if beside and any(one.id in _OF_ACCOUNTS for one in meaning.columns):
            found[column] = words
    return found
