"""Take the pictures of the README from a site that ``make report`` has made.

Needs the development packages and a Chromium: ``python docs/make_pictures.py [SITE]``.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

PICTURES = {"district.png": ("units/126-huyen-song-ma.html", 1100, 1180)}


def main() -> None:
    """Take every picture."""
    site = Path(sys.argv[1] if len(sys.argv) > 1 else "site").resolve()
    folder = Path(__file__).parent / "pictures"
    folder.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        found = shutil.which("chromium")
        chromium = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for name, (page_name, width, height) in PICTURES.items():
            page = chromium.new_page(viewport={"width": width, "height": height})
            page.goto((site / page_name).as_uri())
            page.frame_locator("iframe").locator("path.leaflet-interactive").first.wait_for()
            page.screenshot(path=folder / name)
        chromium.close()


if __name__ == "__main__":
    main()
