"""What the readers of workbooks gather of how cells look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxanalysis.sources.spreadsheets.looks import Looks, shown_with_words
from dxanalysis.sources.spreadsheets.sheet import address

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dxanalysis.sources.spreadsheets.looks import Look, Named
    from dxanalysis.sources.spreadsheets.sheet import Place

_SHOWN: Final = 10


class Seen:
    """Gathers how the figures of one sheet look.

    Parameters
    ----------
    name
        The sheet's.
    """

    def __init__(self, name: str) -> None:
        self.percent: set[Place] = set()
        self._name = name
        self._signed: set[Named] = set()
        self._shown_in: dict[Named, int] = {}
        self._unseen: set[Named] = set()
        self._worded: dict[Named, str] = {}
        self._styled: dict[str, set[Named]] = {}

    def add(self, place: Place, look: Look, value: object) -> None:
        """Add the look of a figure."""
        if look.percent:
            self.percent.add(place)
        if not (look.signed or look.unseen or look.worded or look.shown_in > 1 or look.styles):
            return
        named = self._name, address(*place)
        for style in look.styles:
            self._styled.setdefault(style, set()).add(named)
        if look.signed:
            self._signed.add(named)
        if look.shown_in > 1:
            self._shown_in[named] = look.shown_in
        if look.unseen and value:
            self._unseen.add(named)
        if look.worded and isinstance(value, int | float) and look.shown_in == 1:
            shown = shown_with_words(look.worded, value, percent=look.percent)
            self._worded.update({named: shown} if shown else {})

    def looks(
        self, comments: Mapping[Place, str] | None = None, outside: Iterable[str] = ()
    ) -> Looks:
        """Give what was gathered, with what comments say of cells, and what stands in none."""
        return Looks(
            signed=frozenset(self._signed),
            shown_in=self._shown_in,
            unseen=frozenset(self._unseen),
            comments={(self._name, address(*at)): text for at, text in (comments or {}).items()},
            outside=tuple((self._name, text) for text in outside),
            worded=self._worded,
            styled={style: frozenset(places) for style, places in self._styled.items()},
        )


def struck_note(places: Sequence[Place]) -> tuple[tuple[str, str], ...]:
    """Say which cells were not read, or not as a whole, because they are struck through.

    Parameters
    ----------
    places
        The cells.

    Returns
    -------
    tuple
        Notes of a sheet: none where nothing is.
    """
    if not places:
        return ()
    spans: list[list[Place]] = []
    for place in sorted(places):
        if spans and spans[-1][-1] == (place[0], place[1] - 1):
            spans[-1].append(place)
        else:
            spans.append([place])
    named = [":".join(dict.fromkeys(address(*one[end]) for end in (0, -1))) for one in spans]
    return (("cells_struck", ", ".join(named[:_SHOWN]) + (" …" if len(named) > _SHOWN else "")),)
