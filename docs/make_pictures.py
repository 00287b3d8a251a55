"""Take the pictures of the documentation from a site that a report has made.

``dxanalysis report --formats html,docx``, then ``python docs/make_pictures.py [SITE]``. Needs the
development packages, a Chromium, LibreOffice and pdftoppm.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).parent / "pictures"
PICTURES = {
    "district.png": ("units/126-huyen-song-ma.html", 1100, 1180),
    "brief.png": ("brief-126.html", 830, 1010),
}
SHEETS = {"report.png": "units/126-huyen-song-ma.docx"}


def main() -> None:
    """Take every picture."""
    site = Path(sys.argv[1] if len(sys.argv) > 1 else "site").resolve()
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        found = shutil.which("chromium")
        chromium = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for name, (page_name, width, height) in PICTURES.items():
            page = chromium.new_page(viewport={"width": width, "height": height})
            page.goto((site / page_name).as_uri())
            if page.locator("iframe").count():
                page.frame_locator("iframe").locator("path.leaflet-interactive").first.wait_for()
            page.screenshot(path=FOLDER / name)
            make_small(FOLDER / name)
        chromium.close()
    for name, document in SHEETS.items():
        take_first_sheets(site / document, FOLDER / name)
        make_small(FOLDER / name)


def take_first_sheets(document: Path, picture: Path) -> None:
    """Show the first two sheets of a Word document beside each other, as an office prints them."""
    with tempfile.TemporaryDirectory() as work:
        profile = (Path(work) / "profile").as_uri()
        run("soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf",
            "--outdir", work, str(document))  # fmt: skip
        printed = Path(work) / f"{document.stem}.pdf"
        run("pdftoppm", "-r", "72", "-l", "2", "-png", str(printed), f"{work}/sheet")
        sheets = [Image.open(path).convert("RGB") for path in sorted(Path(work).glob("sheet*.png"))]
        width, height = sheets[0].size
        both = Image.new("RGB", (len(sheets) * (width + 12) + 12, height + 24), "#c8ccd2")
        for place, sheet in enumerate(sheets):
            both.paste(sheet, (12 + place * (width + 12), 12))
        both.save(picture)


def run(*words: str) -> None:
    """Run a program, or fail with what it said."""
    subprocess.run(words, check=True, capture_output=True, timeout=300)  # noqa: S603 - our own words


def make_small(picture: Path) -> None:
    """Write a picture in few colours, among them those of small samples in a legend."""
    with Image.open(picture) as full:
        few = full.convert("RGB").quantize(
            256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
        )
    few.save(picture, optimize=True)


if __name__ == "__main__":
    main()
