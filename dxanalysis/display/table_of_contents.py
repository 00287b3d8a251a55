"""The list of contents of a page, read from its own headings."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Final

# What the template section.html.j2 makes. Text from files is escaped wherever it stands, and so can
# never look like it.
_HEADING: Final = re.compile(r'<h2 id="([a-z_]+)">([^<]*)</h2>')


@dataclass(frozen=True)
class Heading:
    """A heading that can be jumped to.

    Attributes
    ----------
    anchor
        What stands behind ``#`` in its address.
    title
        Plain text.
    """

    anchor: str
    title: str


def headings(blocks: str) -> list[Heading]:
    """List the headings of a page's sections.

    Parameters
    ----------
    blocks
        The HTML of its blocks.

    Returns
    -------
    list of Heading
        In the order of the page.

    Examples
    --------
    >>> headings('<h2 id="map">Where it is lacking</h2>')
    [Heading(anchor='map', title='Where it is lacking')]
    """
    return [Heading(anchor, html.unescape(title)) for anchor, title in _HEADING.findall(blocks)]
