"""Menus and sliders around a view: what JupyterLab shows of :func:`explore`."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, Final

import ipywidgets
from markupsafe import Markup

from dxanalysis.display.widgets import name_panel, show_panel, still_of
from dxanalysis.explorer.selection import (
    Choice,
    available_classes,
    available_groupings,
    available_indicators,
    available_operators,
    class_names,
    criterion_names,
    target_of,
    whose,
)
from dxanalysis.explorer.views import View, show
from dxanalysis.indicators import OPERATORS, indicator
from dxanalysis.lang import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dxanalysis.analysis import Analysis
    from dxanalysis.lang import Lang

_CLASS: Final = "dxa-explorer"
_YEARS: Final = (2025, 2045)
_MOST_WEIGHT: Final = 5.0


class Explorer:
    """A view whose choice can be changed with the mouse; map, chart and table follow.

    Parameters
    ----------
    analysis
        What is asked.
    choice
        What is shown first.
    lang
        The language.
    name
        What the analysis is called in the line of code that is shown.

    Attributes
    ----------
    view
        What is shown at the moment.
    controls
        The menus and sliders by the name of what they choose, weights as ``weights.<criterion>``.
    panel
        The widget that holds everything.
    """

    def __init__(self, analysis: Analysis, choice: Choice, *, lang: Lang, name: str) -> None:
        self.analysis = analysis
        self.lang = lang
        self.name = name
        self._first = choice
        self._held = False
        self.controls = self._controls(choice)
        self._shown = ipywidgets.HTML(layout={"width": "100%"})
        self._code = ipywidgets.HTML(layout={"width": "100%"})
        self._reset = ipywidgets.Button(description=self._say("ask_reset"), icon="undo")
        self._reset.on_click(lambda _: self.choose(self._first))
        self.panel = self._panel()
        self.view: View = show(analysis, choice, lang=lang)
        self.choose(choice)
        for control in self.controls.values():
            control.observe(self._follow, names="value")

    @property
    def choice(self) -> Choice:
        """What is chosen at the moment."""
        return self.view.choice

    @property
    def code(self) -> str:
        """The line that shows the same view without menus."""
        return self.view.code(self.name)

    def choose(self, choice: Choice) -> None:
        """Set all menus and sliders at once.

        Parameters
        ----------
        choice
            What they are to choose.

        Raises
        ------
        ParameterError
            If the analysis does not have it; what is shown stays.
        """
        shown = show(self.analysis, choice, lang=self.lang)
        with self._quietly():
            self._offer(choice)
            for key, control in self.controls.items():
                if key.startswith("weights."):
                    control.value = choice.weights.get(key.removeprefix("weights."), 0.0)
                elif key not in {"target_pct", "target_year"}:
                    control.value = getattr(choice, key)
            self._set_target(choice)
        self._put(shown)

    def _ipython_display_(self) -> None:
        """Show the widget where it lives, and the view as it stands where widgets are dead."""
        show_panel(self.panel, still=self.still(), plain=self.code)

    def still(self) -> str:
        """Give the view for a page in which widgets are dead.

        Returns
        -------
        str
            HTML that hides itself wherever the widget is seen on the same page.
        """
        said = Markup("<p style='font:13px system-ui,sans-serif;color:#5b6676'>{}</p>").format(
            self._say("still")
        )
        return still_of(self.panel, _CLASS, f"{self.view.still}{said}")

    # ---- following what is chosen ----------------------------------------------------------------
    @contextlib.contextmanager
    def _quietly(self) -> Iterator[None]:
        """Change menus without drawing anew at each."""
        held, self._held = self._held, True
        try:
            yield
        finally:
            self._held = held

    def _follow(self, change: Mapping[str, Any]) -> None:
        """Draw anew after one menu or slider was moved."""
        if self._held:
            return
        moved = next(key for key, one in self.controls.items() if one is change["owner"])
        choice = self._chosen(moved)
        with self._quietly():
            self._offer(choice)
            if moved == "indicator":
                self._set_target(choice)
        self._put(show(self.analysis, choice, lang=self.lang))

    def _chosen(self, moved: str) -> Choice:
        """Read the menus; what no longer fits the one that was moved falls back."""
        value = {key: control.value for key, control in self.controls.items()}
        operators = available_operators(self.analysis, value["indicator"])
        own = self.analysis.workspace.targets.get(value["indicator"])
        # A target that was not moved stays the workspace's own, and so stays out of the code.
        target: dict[str, Any] = {}
        if moved != "indicator" and indicator(value["indicator"]).is_rate:
            if value["target_pct"] and (own is None or value["target_pct"] != own.value_pct):
                target["target_pct"] = value["target_pct"]
            if (own or target) and value["target_year"] != (own.year if own else None):
                target["target_year"] = value["target_year"]
        return Choice(
            indicator=value["indicator"],
            operator=value["operator"] if value["operator"] in operators else operators[0],
            grouping=value["grouping"],
            classes=value["classes"],
            stratum="" if moved == "classes" else value["stratum"],
            weights={
                key.removeprefix("weights."): weight
                for key, weight in value.items()
                if key.startswith("weights.") and weight
            },
            **target,
        )

    def _offer(self, choice: Choice) -> None:
        """Offer the operators and classes that there are."""
        operators = available_operators(self.analysis, choice.indicator)
        self.controls["operator"].options = [(OPERATORS[key][self.lang], key) for key in operators]
        self.controls["operator"].value = choice.operator
        known = class_names(self.analysis, choice.classes, self.lang) if choice.classes else {}
        self.controls["stratum"].options = [
            (self._say("ask_all"), ""),
            *((label, key) for key, label in known.items()),
        ]
        self.controls["stratum"].value = choice.stratum
        self.controls["stratum"].disabled = not known
        for key in ("target_pct", "target_year"):
            self.controls[key].disabled = not indicator(choice.indicator).is_rate

    def _set_target(self, choice: Choice) -> None:
        """Move the target's sliders to where the target is."""
        target = target_of(self.analysis, choice)
        self.controls["target_pct"].value = (target.value_pct if target else None) or 0.0
        if target:
            self.controls["target_year"].value = target.year

    def _put(self, view: View) -> None:
        """Put a view where it is seen."""
        self.view = view
        self._shown.value = view.html
        self._code.value = str(
            Markup(
                "<small>{}</small><pre style='white-space:pre-wrap;user-select:all;margin:0;"
                "padding:.4rem .6rem;background:#f5f7f9;color:#1f2a37;border-radius:4px'>"
                "<code>{}</code></pre>"
            ).format(self._say("ask_code"), self.code)
        )

    # ---- what it is made of ----------------------------------------------------------------------
    def _say(self, key: str) -> str:
        return text(f"explorer.{key}", self.lang)

    def _controls(self, choice: Choice) -> dict[str, Any]:
        """Make the menus and sliders."""
        layout = {"width": "98%"}
        common: dict[str, Any] = {"layout": layout, "style": {"description_width": "6.5rem"}}
        controls: dict[str, Any] = {
            "indicator": ipywidgets.Dropdown(
                options=[
                    (one.name(self.lang), one.id) for one in available_indicators(self.analysis)
                ],
                value=choice.indicator,
                description=self._say("ask_indicator"),
                **common,
            ),
            "operator": ipywidgets.Dropdown(description=self._say("ask_operator"), **common),
            "grouping": ipywidgets.Dropdown(
                options=[
                    (self._say(f"ask_{key}"), key) for key in available_groupings(self.analysis)
                ],
                description=self._say("ask_grouping"),
                **common,
            ),
            "target_pct": ipywidgets.FloatSlider(
                min=0.0,
                max=100.0,
                step=0.5,
                readout_format=".1f",
                continuous_update=False,
                description=self._say("ask_target"),
                **common,
            ),
            "target_year": ipywidgets.IntSlider(
                min=_YEARS[0],
                max=_YEARS[1],
                readout_format="d",
                continuous_update=False,
                description=self._say("ask_year"),
                **common,
            ),
            "classes": ipywidgets.Dropdown(
                options=[
                    (self._say("ask_no_classes"), ""),
                    *(
                        (name, key)
                        for key, name in available_classes(self.analysis, self.lang).items()
                    ),
                ],
                description=self._say("ask_classes"),
                **common,
            ),
            "stratum": ipywidgets.Dropdown(description=self._say("ask_stratum"), **common),
        }
        wide = {"layout": layout, "style": {"description_width": "17rem"}}
        for key, name in criterion_names(self.analysis, self.lang).items():
            controls[f"weights.{key}"] = ipywidgets.FloatSlider(
                min=0.0,
                max=_MOST_WEIGHT,
                step=0.5,
                readout_format=".1f",
                continuous_update=False,
                description=name,
                **wide,
            )
        return controls

    def _panel(self) -> Any:  # noqa: ANN401 - ipywidgets has no types
        """Put everything in its place: what is asked above, what is seen below."""
        own = [one for key, one in self.controls.items() if not key.startswith("weights.")]
        weights = [one for key, one in self.controls.items() if key.startswith("weights.")]
        grid = ipywidgets.GridBox(
            own,
            layout={
                "width": "100%",
                "grid_template_columns": "repeat(auto-fit, minmax(19rem, 1fr))",
                "grid_gap": "0 1rem",
            },
        )
        weighing = ipywidgets.Accordion(
            children=[ipywidgets.VBox([*weights, self._reset])], titles=(self._say("ask_weights"),)
        )
        panel = ipywidgets.VBox(
            [grid, weighing, self._shown, self._code],
            layout={"width": "100%", "max_width": "72rem"},
        )
        name_panel(panel, _CLASS)
        return panel


def explore(
    analysis: Analysis, *, choice: Choice | None = None, lang: Lang = "vi", name: str = "province"
) -> Explorer:
    """Explore an analysis with menus and sliders; in a rendered page a still view stands instead.

    Parameters
    ----------
    analysis
        What is asked.
    choice
        What is shown first; by default people with 4G.
    lang
        The language.
    name
        What the analysis is called in the line of code that is shown.

    Returns
    -------
    Explorer
        It shows itself in a notebook.

    Raises
    ------
    ParameterError
        If the analysis does not have what is chosen.
    """
    return Explorer(analysis, whose(analysis, choice or Choice()), lang=lang, name=name)
