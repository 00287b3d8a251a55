"""What heads and numbers the sheets of a printed page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from dxanalysis.lang.plain import visible

if TYPE_CHECKING:
    from collections.abc import Sequence


def running_head(parts: Sequence[str]) -> Markup:
    """Write the rule that heads and numbers the printed sheets.

    Parameters
    ----------
    parts
        What stands above every sheet: area, date and marks; plain text.

    Returns
    -------
    markupsafe.Markup
        A rule of CSS.
    """
    head = _css_string(" · ".join(visible(part) for part in parts if part))
    style = "font:8pt sans-serif;color:#444"
    number = f'content:counter(page) " / " counter(pages);{style}'
    rule = f"@media print{{@page{{@top-left{{content:{head};{style}}}@bottom-right{{{number}}}}}}}"
    return Markup(rule)  # noqa: S704 - every character of the text is escaped for CSS


def _css_string(words: str) -> str:
    """Write any text as a string of CSS: all but letters, digits and blanks by their number."""
    return (
        '"'
        + "".join(one if one.isalnum() or one == " " else f"\\{ord(one):06x} " for one in words)
        + '"'
    )
