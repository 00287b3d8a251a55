"""External resources that a page would load, and the scripts it runs: read from its HTML."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from typing import Final

_LOADING: Final = frozenset(
    {"src", "srcset", "data", "poster", "background", "action", "formaction", "manifest", "ping"}
)
_LINKING: Final = frozenset({"a", "area"})
_ELSEWHERE: Final = re.compile(r"^\s*(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_IN_STYLE: Final = re.compile(
    r"""(?:url\(\s*["']?|@import\s+["']?)((?:[a-z]+:)?//[^"')\s]+)""", re.IGNORECASE
)
_IN_SCRIPT: Final = re.compile(r"""["'`]((?:https?:|wss?:)?//[^"'`\s]+)["'`]""", re.IGNORECASE)
_RUNS: Final = frozenset({"", "text/javascript", "application/javascript", "module"})


class _Reader(HTMLParser):
    """Collects addresses and scripts."""

    def __init__(self, trusted: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.trusted = trusted
        self.found: list[str] = []
        self.scripts: list[str] = []
        self._inside = ""
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            self._attribute(tag, name, value or "")
        kind = (dict(attrs).get("type") or "").strip().lower()
        if tag == "style" or (tag == "script" and kind in _RUNS):
            self._inside, self._text = tag, []

    def _attribute(self, tag: str, name: str, value: str) -> None:
        loads = name in _LOADING or (name in ("href", "xlink:href") and tag not in _LINKING)
        if loads and any(_ELSEWHERE.match(one) for one in value.split(",")):
            self.found.append(value.strip())
        elif name == "style":
            self.found.extend(_IN_STYLE.findall(value))
        elif name == "srcdoc":
            inner = read(value)
            self.found.extend(inner[0])

    def handle_data(self, data: str) -> None:
        if self._inside:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag != self._inside:
            return
        text, self._inside = "".join(self._text), ""
        if tag == "style":
            self.found.extend(_IN_STYLE.findall(text))
            return
        self.scripts.append(text)
        if text not in self.trusted:
            self.found.extend(_IN_SCRIPT.findall(text))


def read(html: str, *, trusted: frozenset[str] = frozenset()) -> tuple[list[str], list[str]]:
    """Read a page for what it loads and runs.

    Parameters
    ----------
    html
        A page or a part of one.
    trusted
        Scripts, word for word, that may name addresses because they are known to load none.

    Returns
    -------
    tuple
        The outside addresses that the page would ask for, in order and without repeats, and the
        scripts that it would run. A link that the reader has to follow is no such address.
    """
    reader = _Reader(trusted)
    reader.feed(html)
    reader.close()
    return list(dict.fromkeys(reader.found)), reader.scripts


def policy(scripts: list[str]) -> str:
    """Write a content security policy: these scripts may run, and nothing may be loaded.

    Parameters
    ----------
    scripts
        The scripts, word for word.

    Returns
    -------
    str
        For a ``meta`` element. A browser that honours it runs no other script, not even one
        that came in with data, and sends no request.
    """
    hashes = [
        base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        for script in dict.fromkeys(scripts)
    ]
    allowed = " ".join(f"'sha256-{one}'" for one in hashes) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; "
        "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )
