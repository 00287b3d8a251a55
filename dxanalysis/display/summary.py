"""What a notebook shows of a result that is no table: a few lines or a picture, text escaped."""

from __future__ import annotations

import base64
from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_STYLE: Final = (
    "font:15px/1.5 system-ui,sans-serif;color:#1f2a37;background:#fff;border:1px solid #dfe3e8;"
    "border-radius:8px;padding:.6rem 1rem;max-width:60rem"
)
_MARK: Final = (
    "display:inline-block;background:#fff4e0;color:#7a3a00;border-radius:4px;padding:0 .5rem;"
    "margin:.1rem .3rem .1rem 0;font-size:13px"
)


def summary_html(title: str, lines: Sequence[tuple[str, str]], *, marks: Sequence[str] = ()) -> str:
    """Write a title and lines of what there is.

    Parameters
    ----------
    title
        What it is; plain text.
    lines
        What each line is about, and what is said; plain text.
    marks
        What must not be overlooked; plain text.

    Returns
    -------
    str
        One block of HTML without scripts.
    """
    said = "".join(
        f"<div><span style='color:#5b6676'>{escape(name)}:</span> {escape(value)}</div>"
        for name, value in lines
    )
    marked = "".join(f"<span style='{_MARK}'>{escape(mark)}</span>" for mark in marks)
    return f"<div style='{_STYLE}'><b>{escape(title)}</b><div>{marked}</div>{said}</div>"


def image_html(svg: str, *, alt: str, style: str) -> str:
    """Show a drawing as an image.

    JupyterLab strips ``svg`` elements out of notebooks that are not trusted, and scripts and frames
    with them; images it leaves.

    Parameters
    ----------
    svg
        A complete ``svg`` element.
    alt
        What stands for it where it cannot be seen; plain text.
    style
        CSS of our own.

    Returns
    -------
    str
        An ``img`` element.
    """
    content = base64.b64encode(svg.encode()).decode()
    return f'<img alt="{escape(alt)}" src="data:image/svg+xml;base64,{content}" style="{style}">'
