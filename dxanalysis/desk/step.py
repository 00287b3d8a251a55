"""One step of the desk: a heading, what to fill in, a button, what came of it, what it ran."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, Final

import ipywidgets
from markupsafe import Markup

from dxanalysis.errors import DxAnalysisError
from dxanalysis.lang import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dxanalysis.desk.steps import Act
    from dxanalysis.lang import Lang

_STYLE: Final = "white-space:pre-wrap;overflow-wrap:anywhere;font:14px/1.5 system-ui,sans-serif"
_CODE: Final = "white-space:pre-wrap;overflow-wrap:anywhere;font:12px/1.4 monospace;margin:.3rem 0"
_LABEL: Final = {"description_width": "initial"}


class Step:
    """A part of the desk.

    Parameters
    ----------
    key
        Its texts: ``desk.<key>_title`` and ``desk.<key>_note``.
    lang
        The language.

    Attributes
    ----------
    box
        The widget.
    said
        What came of it; text of files is escaped in it.
    ran
        The lines of code and the command that do the same as the last button.
    act
        What the last button did, if one was pressed.
    """

    def __init__(self, key: str, lang: Lang) -> None:
        self.lang: Lang = lang
        self.act: Act | None = None
        self.said, self.ran = ipywidgets.HTML(), ipywidgets.HTML()
        self._head = ipywidgets.HTML(
            str(
                Markup("<h3 style='margin:1rem 0 0'>{}</h3><div style='{}'>{}</div>").format(
                    text(f"desk.{key}_title", lang), _STYLE, text(f"desk.{key}_note", lang)
                )
            )
        )
        self.box = ipywidgets.VBox([self._head, self.said, self.ran])

    def fill(self, rows: Sequence[Any]) -> None:
        """Put widgets between the heading and what is said."""
        self.box.children = (self._head, *rows, self.said, self.ran)

    def say(self, words: str) -> None:
        """Say something."""
        self.said.value = str(
            Markup("<div role='status' style='{}'>{}</div>").format(_STYLE, words)
        )

    def show(self, html: str) -> None:
        """Show HTML of ours, in which whatever comes out of files is escaped."""
        self.said.value = html

    def did(self, act: Act) -> None:
        """Show what the button ran."""
        self.act = act
        command = (
            Markup("<div>{}</div><pre style='{}'>{}</pre>").format(
                text("desk.as_command", self.lang), _CODE, act.command
            )
            if act.words
            else Markup()
        )
        self.ran.value = str(
            Markup(
                "<details style='{}'><summary>{}</summary><pre style='{}'>{}</pre>{}</details>"
            ).format(_STYLE, text("desk.as_code", self.lang), _CODE, act.code, command)
        )

    @contextlib.contextmanager
    def attempt(self) -> Iterator[None]:
        """Say that it is being done, and in a sentence what went wrong, if something does."""
        self.ran.value, self.act = "", None
        self.say(text("desk.working", self.lang))
        waiting = self.said.value
        try:
            yield
        except DxAnalysisError as error:
            self.say(error.sentence(self.lang))
        if self.said.value == waiting:
            self.said.value = ""


def labelled(kind: type[Any], description: str, **options: Any) -> Any:  # noqa: ANN401 - widgets
    """Make a widget whose label is read whole."""
    layout = {"max_width": "calc(100% - 4px)"} | options.pop("layout", {})
    return kind(description=description, style=_LABEL, layout=layout, **options)


def row(widgets: Iterable[Any]) -> Any:  # noqa: ANN401 - widgets
    """Put widgets beside each other, one below the other where there is little room."""
    return ipywidgets.HBox(list(widgets), layout={"flex_flow": "row wrap"})
