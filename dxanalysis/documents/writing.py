"""Writes the documents of a site: Word, briefs, the letter, and pages printed to PDF."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dxanalysis import pages
from dxanalysis.documents.brief import brief_document, brief_page, make_brief
from dxanalysis.documents.findings import find
from dxanalysis.documents.letter import what_changed
from dxanalysis.documents.pictures import Pictures
from dxanalysis.documents.printing import print_pages
from dxanalysis.documents.report import area_document
from dxanalysis.files import write_whole
from dxanalysis.lang import text
from dxanalysis.pages import asks
from dxanalysis.pages.document_links import (
    MAIL_FILE,
    PROVINCE_FILE,
    UNITS,
    brief_name,
    report_name,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from dxanalysis.analysis import Analysis
    from dxanalysis.documents.issuer import Issuer
    from dxanalysis.lang import Lang
    from dxanalysis.pages.changes import Before


@dataclass
class Written:
    """What was written, and what went wrong with it.

    Attributes
    ----------
    files
        The files.
    faults
        One sentence each: a picture that could not be drawn, a page that could not be printed.
    """

    files: list[Path] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def write_documents(
    analysis: Analysis,
    folder: Path,
    *,
    stems: Mapping[str, str],
    formats: tuple[str, ...] = ("docx",),
    mail: bool = False,
    before: Before | None = None,
    lang: Lang = "vi",
    issuer: Issuer | None = None,
) -> Written:
    """Write what leaves a site as a document.

    Parameters
    ----------
    analysis
        What they are about.
    folder
        The site, with its pages.
    stems
        Code of each area that has a page, to the name of that page without its ending.
    formats
        ``docx``: ``tinh.docx``, ``units/<stem>.docx``, and the briefs ``brief-<code>.html`` and
        ``.docx``; ``pdf``: all pages, printed.
    mail
        Whether to write ``what-changed.eml``.
    before
        The report before this one, if there was one with other figures.
    lang
        The language.
    issuer
        Who issues them.

    Returns
    -------
    Written
        The files. A picture that cannot be drawn leaves its place and a sentence in the document.

    Raises
    ------
    OutputError
        If a file cannot be written.
    """
    done = Written()
    pictures = Pictures(analysis, lang)
    wanted = {analysis.whole.code: folder / PROVINCE_FILE}
    wanted |= {code: folder / report_name(stem) for code, stem in stems.items()}
    if "docx" in formats:
        (folder / UNITS).mkdir(parents=True, exist_ok=True)
        asked = asks.asks_in_each(analysis, [analysis.areas[code] for code in stems])
        for code, path in wanted.items():
            area = analysis.areas[code]
            findings = find(analysis, area, lang=lang, asked=asked.get(code))
            report = area_document(
                analysis,
                area,
                lang=lang,
                issuer=issuer,
                pictures=pictures,
                findings=findings,
                before=before,
            )
            _write(done, path, report)
            brief = make_brief(analysis, area, lang=lang, before=before, findings=findings)
            png = pictures.map_of(area, pages.page_themes(analysis)[0])
            for ending, content in (
                ("html", brief_page(brief, png, lang=lang)),
                ("docx", brief_document(brief, png, lang=lang)),
            ):
                _write(done, folder / brief_name(code, ending), content)
    if mail:
        letter = what_changed(analysis, pictures, before=before, lang=lang)
        _write(done, folder / MAIL_FILE, letter)
    done.faults += [
        text("documents.picture_failed", lang, area=area, found=why)
        for area, why in pictures.failed
    ]
    if "pdf" in formats:
        names = ["index.html", *(f"{UNITS}/{stem}.html" for stem in stems.values())]
        names += [brief_name(code, "html") for code in wanted]
        printed, faults = print_pages([folder / name for name in names], lang=lang)
        done.files += printed
        done.faults += faults
    return done


def _write(done: Written, path: Path, content: str | bytes) -> None:
    """Write one file, and note it."""
    write_whole(path, content)
    done.files.append(path)
