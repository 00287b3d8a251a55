"""One archive to pass on: of a whole site, or of one area, with a page to read first.

Names in it are short ASCII letters, as they are in the site, so that they survive Windows and Zalo.
Only what a report writes goes in: whatever else lies in the folder is somebody else's.
"""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dxanalysis import exports
from dxanalysis.display.templates import environment
from dxanalysis.documents.form import ZIP_DATE
from dxanalysis.files import write_whole
from dxanalysis.lang import text
from dxanalysis.pages.document_links import (
    MAIL_FILE,
    PROVINCE_FILE,
    UNITS,
    archive_top,
    brief_name,
    without_archives,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dxanalysis.analysis import Analysis, Area
    from dxanalysis.lang import Lang

READ_ME: Final = "0-doc-truoc.html"
"""Sorts before everything else."""

TABLES: Final = ("gaps.csv", "gaps.xlsx", "gaps.gpkg", "history.csv")
_WHOLE: Final = (
    "index.html", "index.pdf", "map.html", *TABLES, "manifest.json", PROVINCE_FILE, MAIL_FILE,
)  # fmt: skip
_SAFE: Final = re.compile(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)?")
_PACKED: Final = {".docx", ".xlsx"}


def zip_site(analysis: Analysis, folder: Path, *, stems: Mapping[str, str], lang: Lang) -> Path:
    """Put the whole site into one archive.

    Parameters
    ----------
    analysis
        What the site is about.
    folder
        The site.
    stems
        Code of each area that has a page, to the name of that page without its ending.
    lang
        The language of the page to read first.

    Returns
    -------
    pathlib.Path
        The archive, in the site; equal for equal content.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    codes = [analysis.whole.code, *stems]
    names = [*_WHOLE, *(f"{UNITS}/{stem}{end}" for stem in stems.values() for end in _ENDINGS)]
    names += [brief_name(code, ending) for code in codes for ending in _BRIEFS]
    contents = _contents(folder, names)
    if "index.html" in contents:
        archives = [f"{archive_top(analysis.areas[code])}.zip" for code in codes]
        page = without_archives(contents["index.html"].decode(), archives, lang=lang)
        contents["index.html"] = page.encode()
    labels = {code: analysis.areas[code].label(lang) for code in codes}
    about = {brief_name(code, end): labels[code] for code in codes for end in _BRIEFS}
    about |= {f"{UNITS}/{stems[code]}{end}": labels[code] for code in stems for end in _ENDINGS}
    return _archive(analysis.whole, folder, contents, lang=lang, about=about)


_ENDINGS: Final = (".html", ".docx", ".pdf", ".ipynb")
_BRIEFS: Final = ("html", "docx", "pdf")


def zip_area(analysis: Analysis, area: Area, folder: Path, *, stem: str, lang: Lang) -> Path:
    """Put what concerns one area into one archive: page, documents, its rows of the tables.

    Parameters
    ----------
    analysis, area
        What it is about.
    folder
        The site.
    stem
        The name of the area's page, without its ending.
    lang
        The language of the page to read first, which is also where the page's link back leads to.

    Returns
    -------
    pathlib.Path
        The archive, in the site; equal for equal content.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    names = [f"{UNITS}/{stem}{ending}" for ending in _ENDINGS[:-1]]
    names += [brief_name(area.code, ending) for ending in _BRIEFS]
    contents = {**_contents(folder, names), **_tables(analysis, area, lang)}
    return _archive(area, folder, contents, lang=lang, with_index=True)


def _contents(folder: Path, names: Sequence[str]) -> dict[str, bytes]:
    """Read those files that are there and have names that travel."""
    return {
        name: (folder / name).read_bytes()
        for name in names
        if _SAFE.fullmatch(name) and (folder / name).is_file()
    }


def _tables(analysis: Analysis, area: Area, lang: Lang) -> dict[str, bytes]:
    """Write the rows of the tables that are about an area or its communes."""
    codes = {area.code, *area.communes}
    own = replace(analysis, gaps=analysis.gaps[analysis.gaps["unit_code"].isin(codes)])
    with tempfile.TemporaryDirectory() as work:
        csv, xlsx, history = (
            Path(work) / name for name in ("gaps.csv", "gaps.xlsx", "history.csv")
        )
        exports.write_csv(own, csv)
        exports.write_xlsx(own, xlsx, lang=lang)
        exports.write_history(analysis, history, codes=codes)
        return {path.name: path.read_bytes() for path in (csv, xlsx, history)}


def _archive(
    area: Area,
    folder: Path,
    contents: Mapping[str, bytes],
    *,
    lang: Lang,
    with_index: bool = False,
    about: Mapping[str, str] | None = None,
) -> Path:
    """Write the archive: one folder, the page to read first, everything dated alike."""
    top = archive_top(area)
    first = _read_me(area, contents, lang, about or {}).encode()
    entries = {READ_ME: first, **({"index.html": first} if with_index else {}), **contents}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(entries):
            entry = zipfile.ZipInfo(f"{top}/{name}", date_time=ZIP_DATE)
            packed = Path(name).suffix in _PACKED
            entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, entries[name])
    path = folder / f"{top}.zip"
    write_whole(path, out.getvalue())
    return path


def _read_me(area: Area, names: Mapping[str, bytes], lang: Lang, about: Mapping[str, str]) -> str:
    """Write the page that says what the files are, of which area, and which to open."""
    rows = []
    for name in sorted(names, key=_order):
        what = text(f"documents.file_{_kind(name)}", lang)
        rows.append((name, f"{what}: {about[name]}" if name in about else what))
    return (
        environment("dxanalysis.documents")
        .get_template("read_me.html.j2")
        .render(
            lang=lang,
            rows=rows,
            title=f"{text('documents.read_me', lang)}: {area.label(lang)}",
            about=text("documents.read_me_about", lang),
            extract=text("documents.read_me_extract", lang),
        )
    )


def _order(name: str) -> tuple[bool, bool, bool, str]:
    """Sort the main page first, what concerns single areas last."""
    return name != "index.html", "/" in name, name.startswith("brief-"), name


def _kind(name: str) -> str:
    """Tell what a file is by its name, which is ours."""
    if name == "index.html":
        return "index"
    if name.startswith("brief-"):
        return "brief"
    if name == "map.html":
        return "map"
    ending = Path(name).suffix[1:]
    kinds = {"html": "page", "docx": "docx", "eml": "mail", "pdf": "pdf"}
    return kinds.get(ending, "table" if name in TABLES else "other")
