"""Pages of the browser that tests share, one for each kind of screen."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

_KEPT: dict[str, Page] = {}


@contextmanager
def kept_page(browser: Browser, **options: object) -> Iterator[Page]:
    """Give an empty page of a context with these options, kept for whoever asks for the same.

    For each new page Chromium starts a process, which takes longer than what most tests look at.
    A page in which a test failed is not used again. Pages here keep nothing between visits: they
    are files, and store nothing in the browser.
    """
    kind = json.dumps([id(browser), options], sort_keys=True)
    if kind not in _KEPT:
        _KEPT[kind] = browser.new_context(**options).new_page()  # type: ignore[arg-type]
    page = _KEPT.pop(kind)
    try:
        yield page
    except BaseException:
        page.context.close()
        raise
    page.mouse.move(0, 0)
    page.goto("about:blank")
    _KEPT[kind] = page
