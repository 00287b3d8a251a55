"""What a notebook shows of a result that is no table: a few lines, all text escaped."""

from __future__ import annotations

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
