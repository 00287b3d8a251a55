"""Fixed lines of all kinds beside those of fibre among them: "Trong đó: cáp quang"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.words.headings import Meaning
from dxanalysis.sources.workbook.words.slots import parse_level

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Path = tuple[str, ...]

_WITHIN: Final = re.compile(r"(?i)^\W*(?:trong đó|trong do|gồm|gom|of which|including)\W*")


def fibre_of_fixed(
    paths: Mapping[int, Path],
    found: Mapping[int, Meaning],
    meaning_of: Callable[[Sequence[str]], Meaning],
) -> dict[int, Meaning]:
    """Take fibre for those that a part says are of fibre, and not for all fixed lines.

    Parameters
    ----------
    paths, found
        Column to heading, and to what it is understood as.
    meaning_of
        Understands a heading.

    Returns
    -------
    dict
        The columns that are understood otherwise: fixed lines of all kinds are no longer read,
        the part is, as what stands above it.
    """
    made: dict[int, Meaning] = {}
    fixed = [
        column
        for column, meaning in found.items()
        if "fixed_is_fibre" in meaning.composed.why and meaning.how != "given" and meaning.columns
    ]
    for column, path in paths.items():
        own = parse_level(path[-1]) if path else None
        if own is None or not own.within or set(own.technologies) != {"fibre"}:
            continue
        wholes = [one for one in fixed if one == column - 1 or paths[one][0] == path[0]]
        for whole in wholes:
            composed = replace(
                found[whole].composed, quantity="", reason="technology_unclear",
                word=" / ".join(paths[whole]),
            )  # fmt: skip
            made[whole] = Meaning((), composed=composed)
        bare = _WITHIN.sub("", path[-1])
        upper = path[:-1] or paths[wholes[0]][:1] if wholes else ()
        part = meaning_of((*upper, bare))
        if wholes and part.columns and not (column in found and found[column].columns):
            made[column] = part
    return made
