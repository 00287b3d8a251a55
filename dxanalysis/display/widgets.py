"""A widget where it lives, and what stands in its place in a page in which widgets are dead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from IPython.display import display

if TYPE_CHECKING:
    import ipywidgets

_WIDGET: Final = "application/vnd.jupyter.widget-view+json"


def name_panel(panel: ipywidgets.DOMWidget, kind: str) -> None:
    """Give a panel the classes by which a page knows its kind, and itself.

    Parameters
    ----------
    panel
        The widget.
    kind
        A CSS class, such as ``dxa-explorer``.
    """
    panel.add_class(kind)
    panel.add_class(_own_class(panel, kind))


def show_panel(panel: ipywidgets.DOMWidget, *, still: str, plain: str) -> None:
    """Show a widget where it lives, and what stands for it where widgets are dead.

    Parameters
    ----------
    panel
        The widget.
    still
        What :func:`still_of` gives.
    plain
        What a terminal shows.
    """
    bundle: dict[str, Any] = dict(panel._repr_mimebundle_())
    # Whoever cannot show the widget shows nothing here, and not its Python name.
    for shown in (
        {_WIDGET: bundle[_WIDGET], "text/html": "", "text/plain": ""},
        {"text/html": still, "text/plain": plain},
    ):
        display(shown, raw=True)  # type: ignore[no-untyped-call]


def still_of(panel: ipywidgets.DOMWidget, kind: str, content: str) -> str:
    """Put a panel's still form into a box that hides wherever the widget is seen on the same page.

    Parameters
    ----------
    panel
        The widget, named by :func:`name_panel`.
    kind
        The class it was named with.
    content
        HTML; whatever comes out of files is escaped in it.

    Returns
    -------
    str
        HTML.
    """
    own = _own_class(panel, kind)
    return (
        f"<style>body:has(.{own}) .{own}-still{{display:none}}</style>"
        f'<div class="{own}-still">{content}</div>'
    )


def _own_class(panel: ipywidgets.DOMWidget, kind: str) -> str:
    return f"{kind}-{panel.model_id}"
