"""Pages printed to PDF by a browser that is there anyway: Chromium, Chrome or Edge."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dxanalysis.files import write_whole
from dxanalysis.lang import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxanalysis.lang import Lang

BROWSER: Final = "DXANALYSIS_CHROMIUM"
"""Environment variable that names the browser to print with."""

_NAMES: Final = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge",
    "microsoft-edge",
)  # fmt: skip
_PLACES: Final = (
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
_SECONDS: Final = 120
_SAID: Final = 200


def find_browser() -> str | None:
    """Find a browser that prints without a window.

    Returns
    -------
    str or None
        Its path: the one that ``DXANALYSIS_CHROMIUM`` names, else one on the path or where
        installers put it.
    """
    named = os.environ.get(BROWSER)
    if named is not None:
        return shutil.which(named)
    found = (shutil.which(name) for name in (*_NAMES, *_PLACES))
    return next((path for path in found if path), None)


def print_pages(files: Sequence[Path], *, lang: Lang) -> tuple[list[Path], list[str]]:
    """Print pages to PDF, each beside itself.

    Parameters
    ----------
    files
        Our own HTML pages; one that is not there is passed over.
    lang
        The language of the sentences.

    Returns
    -------
    tuple of list of pathlib.Path and list of str
        What was printed, and a sentence for each page that was not; one sentence where there is
        no browser.
    """
    browser = find_browser()
    if browser is None:
        return [], [text("documents.no_chromium", lang)]
    printed: list[Path] = []
    faults: list[str] = []
    for page in files:
        if not page.is_file():
            continue
        content, found = _print(browser, page)
        if content:
            write_whole(page.with_suffix(".pdf"), content)
            printed.append(page.with_suffix(".pdf"))
        else:
            faults.append(text("documents.pdf_failed", lang, where=page.name, found=found))
    return printed, faults


def _print(browser: str, page: Path) -> tuple[bytes, str]:
    """Print one page; without content, say what the browser said."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        out = Path(folder) / "page.pdf"
        # Root has no sandbox to offer; the pages are ours, and ask for nothing from outside.
        as_root = hasattr(os, "geteuid") and os.geteuid() == 0
        words = [
            browser,
            "--headless",
            "--disable-gpu",
            "--disable-extensions",
            "--no-first-run",
            "--no-pdf-header-footer",
            *(["--no-sandbox"] if as_root else []),
            f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={out}",
            page.resolve().as_uri(),
        ]
        try:
            done = subprocess.run(  # noqa: S603 - a browser and our own page
                words, capture_output=True, timeout=_SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            return b"", str(error)[:_SAID]
        if out.is_file():
            return out.read_bytes(), ""
        said = done.stderr.decode(errors="replace").strip().splitlines()
        return b"", (said[-1] if said else f"exit {done.returncode}")[:_SAID]
