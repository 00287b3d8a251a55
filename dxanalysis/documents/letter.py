"""What changed, as a letter: an ``.eml`` file that a mail program opens as a draft to send."""

from __future__ import annotations

from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from typing import TYPE_CHECKING, Final

from dxanalysis import pages
from dxanalysis.display.templates import environment
from dxanalysis.documents.brief import figures_heading, make_brief, map_words
from dxanalysis.lang import text
from dxanalysis.lang.plain import visible
from dxanalysis.pages import changes

if TYPE_CHECKING:
    from dxanalysis.analysis import Analysis
    from dxanalysis.documents.brief import Brief
    from dxanalysis.documents.pictures import Pictures
    from dxanalysis.lang import Lang
    from dxanalysis.pages.blocks import Table
    from dxanalysis.pages.changes import Before

LARGEST: Final = 100_000
"""Bytes: what a mailbox on a phone takes at once."""

_MOST_ROWS: Final = 40
_DPI: Final = 150
_CONTENT_ID: Final = "map@dxanalysis.invalid"
_SUBJECT_LENGTH: Final = 150


def what_changed(
    analysis: Analysis, pictures: Pictures, *, before: Before | None = None, lang: Lang = "vi"
) -> bytes:
    """Write a letter about what changed since the report before this one.

    Parameters
    ----------
    analysis
        What it is about.
    pictures
        Those that were drawn already; it also learns which cannot be drawn.
    before
        The report before this one; None where there is none with other figures, and the letter
        says so.
    lang
        The language.

    Returns
    -------
    bytes
        A multipart message: plain text, and simple HTML with one picture in it. No scripts, nothing
        that a mail program would load from elsewhere, no sender and no date: it is a draft. Equal
        for equal content.
    """
    whole = analysis.whole
    brief = make_brief(analysis, whole, lang=lang, before=before)
    lead, table = _changes(analysis, before, lang)
    png = pictures.map_alone_of(whole, pages.page_themes(analysis)[0], dpi=_DPI)
    letter = EmailMessage(policy=SMTP)
    subject = text("documents.mail_subject", lang, area=whole.label(lang), dates=brief.dates)
    # EmailMessage's own folding loses the blank between two encoded words.
    folded = Header(visible(subject)[:_SUBJECT_LENGTH], "utf-8", header_name="Subject")
    letter.set_raw("Subject", folded.encode())
    letter["X-Unsent"] = "1"  # Outlook opens it as a draft
    left_out = max(0, len(table.rows) - _MOST_ROWS) if table else 0
    more = text("documents.mail_more", lang, n=left_out) if left_out else ""
    letter.set_content(_plain(brief, lead, table, more, lang), cte="quoted-printable")
    letter.add_alternative(
        environment("dxanalysis.documents")
        .get_template("letter.html.j2")
        .render(
            brief=brief,
            lead=lead,
            table=table,
            rows=table.rows[:_MOST_ROWS] if table else [],
            more=more,
            lang=lang,
            figures=_figures(brief, table, lang),
            content_id=_CONTENT_ID if png else "",
            no_picture=text("documents.no_picture", lang, what=map_words(brief, lang)),
            words={name: text(f"documents.{name}", lang) for name in _WORDS},
            figures_heading=figures_heading(brief, lang),
        ),
        subtype="html",
        cte="quoted-printable",
    )
    page = letter.get_body(("html",))
    if page is not None and png is not None:
        page.add_related(
            png, maintype="image", subtype="png", cid=f"<{_CONTENT_ID}>", filename="picture.png",
            disposition="inline",
        )  # fmt: skip
        page.set_boundary("=_dxanalysis_related")
    # Not drawn by lot: no line of quoted-printable or base64 has "=_" in it.
    letter.set_boundary("=_dxanalysis_alternative")
    return letter.as_bytes()


_WORDS: Final = ("mail_greeting", "mail_end", "brief_asks")


def _changes(analysis: Analysis, before: Before | None, lang: Lang) -> tuple[str, Table | None]:
    """Say what changed, or that there is nothing to compare with."""
    if before is None:
        return text("documents.no_last_time", lang), None
    return changes.changes_of(analysis, before.gaps, when=before.told(lang), lang=lang)


def _figures(brief: Brief, table: Table | None, lang: Lang) -> list[tuple[str, str, str]]:
    """Name each figure, what it is, and beside it its target and, if there was one, last time."""
    last = f"; {text('documents.head_last', lang)}: {{}}" if table else ""
    target = f"{text('documents.head_target', lang)}: {{}}"
    return [
        (one.name, one.now, target.format(one.target) + last.format(one.last))
        for one in brief.figures
    ]


def _plain(brief: Brief, lead: str, table: Table | None, more: str, lang: Lang) -> str:
    """Write the letter as text, for who reads it as such."""
    lines = [brief.title, brief.dates + ".", *brief.marks, ""]
    lines += [text("documents.mail_greeting", lang), "", *brief.finding, "", lead]
    for row in table.rows[:_MOST_ROWS] if table else []:
        area, measured, was, now, points, count = (visible(cell.shown) for cell in row)
        lines.append(f"- {area} – {measured}: {was} → {now} ({points}; {count})")
    lines += [more] if more else []
    lines += ["", figures_heading(brief, lang) + ":"]
    lines += [f"- {name}: {now}; {beside}" for name, now, beside in _figures(brief, table, lang)]
    lines += ["", text("documents.brief_asks", lang) + ":", *(f"- {one}" for one in brief.asks)]
    lines += ["", text("documents.mail_end", lang), brief.sources]
    return "\n".join(lines) + "\n"
