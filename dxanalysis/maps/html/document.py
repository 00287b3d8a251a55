"""The page around a map: Folium's figure and map, rendered without a template.

Folium and branca render templates, and what they rendered once they parse again as a template: a
commune's name could so become Python. Here nothing that comes from data goes through a template:
the data is JSON inside a script element that never runs, and the page is put together as a string.
"""

from __future__ import annotations

import base64
import functools
import json
import zlib
from html import escape
from importlib import resources
from typing import TYPE_CHECKING, Final

import folium
from branca.element import Element, Figure

from dxanalysis import lang as words
from dxanalysis.display.summary import image_html
from dxanalysis.maps.html import external_resources, leaflet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxanalysis.lang import Lang

MAP_ID: Final = "gaps"
"""Folium's id of the map: fixed, so that the same input gives the same bytes."""

# What folium.Popup needs of jQuery: text to element. Only pages to which a popup was added have it.
_POPUP_SHIM: Final = (
    "window.$=window.$||function(h){"
    'return[new DOMParser().parseFromString(h,"text/html").body.firstElementChild]};'
)


class GapMap(folium.Map):
    """A Folium map whose page needs no network; other Folium layers can be added to it.

    Parameters
    ----------
    page
        The page that holds it.
    location
        Latitude and longitude of the middle.
    """

    def __init__(self, page: Page, *, location: Sequence[float]) -> None:
        super().__init__(location=list(location), tiles=None)
        self._id = MAP_ID
        self.default_js, self.default_css = [], []
        page.add_child(self, name=self.get_name())

    def render(self, **kwargs: object) -> str:
        """Render what was added to the map; the map itself is in the page."""
        for child in self._children.values():
            child.render(**kwargs)
        return ""


class Page(Figure):
    """One HTML page as a finished string.

    Parameters
    ----------
    lang
        The page's language.
    title
        What the page says; plain text.
    body
        HTML of the page, every text in it already escaped.
    data
        JSON for the page's script, as :func:`as_json` writes it.
    is_packed
        Whether the data needs a browser that inflates: then the scripts come deflated as well.
    """

    def __init__(
        self, *, lang: Lang, title: str, body: str, data: str, is_packed: bool = False
    ) -> None:
        super().__init__(title=title)
        self._id = MAP_ID
        self.lang = lang
        self.heading = title
        self.body = body
        self.data = data
        self.is_packed = is_packed
        for part in (self.header, self.html, self.script):
            part._children.clear()  # noqa: SLF001 - branca offers no other way

    def render(self, **kwargs: object) -> str:
        """Put the page together.

        Parameters
        ----------
        **kwargs
            Handed on to the Folium layers that were added.

        Returns
        -------
        str
            The page. Unless a layer needs outside resources, its security policy forbids every
            request and every script that is not the page's own.
        """
        for child in self._children.values():
            child.render(**kwargs)
        added = [_rendered(part, **kwargs) for part in (self.header, self.html, self.script)]
        own = [leaflet.script(), own_script()]
        extras = self._extras(added[2])
        # Scripts of added layers need Leaflet and the map at once, as they stand.
        is_deflated = self.is_packed and not extras
        if is_deflated:
            style, first = "", f'<script type="application/json" id="dx-code">{code()}</script>\n'
            last = [asset("inflating.js")]
        else:
            style, first = f"<style>{leaflet.style()}</style>\n", f"<script>{own[0]}</script>\n"
            last = own[1:]
        head = (
            f"<title>{escape(self.heading)}</title>\n"
            f"{style}<style>{asset('map.css')}</style>\n{first}{added[0]}"
        )
        body = (
            f"<body>\n{self.body}\n{added[1]}\n"
            f'<script type="application/json" id="dx-data">{self.data}</script>\n'
            + "\n".join(f"<script>{script}</script>" for script in [*last, *extras])
            + "\n</body>\n</html>\n"
        )
        addresses, run = external_resources.read(head + body, trusted=frozenset(own))
        run = [*run, *own] if is_deflated else run
        guard = (
            ""
            if addresses
            else '<meta http-equiv="Content-Security-Policy" '
            f'content="{escape(external_resources.policy(run))}">\n'
        )
        page = (
            f'<!DOCTYPE html>\n<html lang="{self.lang}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"{guard}{head}</head>\n{body}"
        )
        # Half a surrogate pair, as broken files have them, cannot be written as UTF-8.
        return page.encode("utf-8", "replace").decode("utf-8")

    def _extras(self, added: str) -> list[str]:
        """Give the scripts of added layers, and before them what those need."""
        if not added.strip():
            return []
        kinds = {type(element) for element in _descendants(self)}
        shims = [_POPUP_SHIM] if any(issubclass(kind, folium.Popup) for kind in kinds) else []
        if any(issubclass(kind, folium.Marker) for kind in kinds):
            shims.append(leaflet.marker_images())
        return [*shims, added]

    def outside_addresses(self) -> list[str]:
        """List the outside resources that the page would ask for."""
        trusted = frozenset({leaflet.script(), own_script()})
        return external_resources.read(self.render(), trusted=trusted)[0]

    still: str = ""
    printed: str = ""
    """What stands on paper in place of the frame, whose inside a printer would cut."""

    """The first theme as SVG, for a notebook that is not trusted."""

    def _repr_html_(self, **kwargs: object) -> str:
        """Show the page in a notebook, as wide as there is room and as high as it needs.

        JupyterLab takes the frame, but not what stands inside it, out of a notebook that somebody
        else has run: a picture of the first theme and how to see the map remain.
        """
        label = words.text("map.embedded_title", self.lang, title=self.heading)
        return (
            f'<iframe title="{escape(label)}" srcdoc="{escape(self.render(**kwargs))}" '
            'style="display:block;width:100%;height:680px;border:0" allowfullscreen>'
            f"{self._instead(label)}</iframe>"
            f'<div class="dx-printed" style="display:none">{self.printed}</div>'
        )

    def _instead(self, label: str) -> str:
        """Give what a browser never shows of a frame, and JupyterLab leaves of it."""
        if not self.still:
            return ""
        picture = image_html(self.still, alt=label, style="width:100%;max-width:45rem")
        note = words.text("map.untrusted", self.lang)
        return f"<p><strong>{escape(self.heading)}</strong></p>{picture}<p>{escape(note)}</p>"


def _rendered(part: Element, **kwargs: object) -> str:
    """Render what Folium layers put into one part of the page."""
    return "\n".join(child.render(**kwargs) for child in part._children.values())  # noqa: SLF001


def _descendants(element: Element) -> list[Element]:
    """List everything below an element."""
    children = list(element._children.values())  # noqa: SLF001
    return children + [below for child in children for below in _descendants(child)]


@functools.cache
def asset(name: str) -> str:
    """Read one of the page's own files."""
    entry = resources.files("dxanalysis.maps") / "assets" / name
    return entry.read_text(encoding="utf-8").strip()


_PARTS: Final = (
    "making",
    "figures",
    "drawing",
    "field",
    "choosing",
    "side",
    "table",
    "points",
    "labels",
    "comparing",
    "keyboard",
    "address",
    "surroundings",
    "starting",
)
"""The page's script, in the order of its parts; each is a file of statements."""


@functools.cache
def own_script() -> str:
    """Put the page's script together, without its comments and indentation.

    Returns
    -------
    str
        JavaScript that runs when the page's data can be read.
    """
    parts = "\n".join(_bare(asset(f"{part}.js")) for part in _PARTS)
    start = "\n".join(_bare(asset(name)) for name in ("start.js", "unpacking.js"))
    return f'(function () {{"use strict";\n{start}\ndata().then((page) => {{\n{parts}\n}});\n}})();'


@functools.cache
def code() -> str:
    """Deflate the page's scripts and Leaflet's style."""
    parts = json.dumps([leaflet.style(), leaflet.script(), own_script()], ensure_ascii=False)
    return deflated(parts.encode())


def deflated(content: bytes) -> str:
    """Write bytes as JSON that the page's scripts inflate.

    Parameters
    ----------
    content
        Anything.

    Returns
    -------
    str
        An object whose ``deflated`` is a zlib stream in base64, fit for a script element as it is.
    """
    return f'{{"deflated":"{base64.b64encode(zlib.compress(content, _LEVEL)).decode("ascii")}"}}'


_LEVEL: Final = 6
"""The next levels take three times as long for one byte in a hundred."""


def _bare(script: str) -> str:
    """Leave out lines of comment, empty lines and indentation."""
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


_UNSAFE: Final = str.maketrans(
    {
        "<": "\\u003c",
        ">": "\\u003e",
        "&": "\\u0026",
        "\u2028": "\\u2028",
        "\u2029": "\\u2029",
    }
)


def as_json(value: object) -> str:
    r"""Write JSON that can stand in a script element: nothing in it ends the element or a line.

    Parameters
    ----------
    value
        Plain dicts, lists, strings, numbers and None.

    Returns
    -------
    str
        Compact JSON.

    Examples
    --------
    >>> as_json("</script>")
    '"\\u003c/script\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.translate(_UNSAFE)
