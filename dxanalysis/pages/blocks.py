"""The frame of blocks: templates that escape every text, cells, and the whole page."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass, field
from importlib import resources
from typing import TYPE_CHECKING

from markupsafe import Markup

from dxanalysis.display.table_of_contents import headings
from dxanalysis.display.templates import environment
from dxanalysis.lang import MISSING, number, percent, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    import jinja2

    from dxanalysis.lang import Lang


@dataclass(frozen=True)
class Block:
    """A piece of a page that JupyterLab and the page's template both show.

    Attributes
    ----------
    html
        The block, all text in it escaped.
    """

    # A notebook stores the representation next to the HTML: a full one would double the file.
    html: Markup = field(repr=False)

    def _repr_html_(self) -> str:
        return str(self.html)

    def __html__(self) -> str:
        return str(self.html)


@dataclass(frozen=True)
class Cell:
    """One cell of a table: what is shown, and what it is sorted by (empty: missing, so last).

    ``sparks`` are small charts of :mod:`dxanalysis.pages.sparklines`.
    """

    shown: str
    value: object = ""
    kind: str = "number"
    width: float | None = None
    href: str | None = None
    detail: str = ""
    sparks: Markup = Markup()  # noqa: RUF009 - never changed


@dataclass(frozen=True)
class Table:
    """A table before it is drawn: pages show it as HTML, documents as a table of Word.

    Attributes
    ----------
    caption
        What it shows, and from when its figures are.
    headings
        Of its columns.
    rows
        One list of cells per row; the first names the row.
    sorted_by
        Which column the rows are sorted by; None for none.
    note
        What to know about it.
    legend
        What the marks in its cells mean; only pages have them.
    """

    caption: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    sorted_by: int | None = None
    note: str = ""
    legend: str = ""

    def block(self) -> Block:
        """Draw it for a page."""
        return fill("table", **vars(self))


def _environment() -> jinja2.Environment:
    """Give the engine of the page templates."""
    return environment("dxanalysis.pages")


def compile_templates() -> None:
    """Compile every template now, so that the first page need not."""
    for name in _environment().list_templates():
        _environment().get_template(name)


@functools.cache
def asset(name: str) -> Markup:
    """Read one of our own style sheets or scripts.

    Parameters
    ----------
    name
        File name in this folder.

    Returns
    -------
    markupsafe.Markup
        Its text, which is ours and so is not escaped.
    """
    return Markup((resources.files("dxanalysis.pages") / name).read_text(encoding="utf-8"))  # noqa: S704


def fill(template: str, **values: object) -> Block:
    """Fill in one template."""
    return Block(Markup(_environment().get_template(f"{template}.html.j2").render(**values)))  # noqa: S704


def render_index(blocks: Sequence[Block], *, title: str, lang: Lang) -> str:
    """Put blocks together to a whole page.

    Parameters
    ----------
    blocks
        In the order of the page.
    title
        What the browser's tab says.
    lang
        The language of the page.

    Returns
    -------
    str
        One self-contained HTML page.
    """
    return (
        _environment()
        .get_template("index.html.j2")
        .render(
            blocks=blocks,
            contents=headings("".join(str(block.html) for block in blocks)),
            contents_label=text("pages.contents", lang),
            title=title,
            lang=lang,
            layout=asset("layout.css"),
        )
    )


def sentence_block(sentence: str) -> Block:
    """Show one plain sentence.

    Parameters
    ----------
    sentence
        Plain text.

    Returns
    -------
    Block
        A paragraph.
    """
    return Block(Markup('<div class="dxa"><p>{}</p></div>').format(sentence))


def count_cell(value: float, lang: Lang) -> Cell:
    """Make a cell of a count."""
    return Cell(number(value, lang, decimals=0), "" if math.isnan(value) else value)


def share_cell(value: float, lang: Lang) -> Cell:
    """Make a cell of a percentage, with a bar as long."""
    if math.isnan(value):
        return Cell(MISSING)
    return Cell(percent(value, lang), value, "share", width=round(value, 1))
