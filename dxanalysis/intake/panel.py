"""Menus and a button around :func:`dxanalysis.intake.add_workbook`, for JupyterLab."""

from __future__ import annotations

import datetime as dt
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, SupportsFloat

import ipywidgets
from markupsafe import Markup

from dxanalysis.check_reports import to_text
from dxanalysis.check_reports.understanding import quantity_name
from dxanalysis.display.widgets import name_panel, show_panel, still_of
from dxanalysis.errors import DxAnalysisError
from dxanalysis.indicators import OPERATORS, indicators
from dxanalysis.intake.adding import add_workbook
from dxanalysis.intake.columns import by_key, column_name, is_sure, meaning_of, shown_heading, words
from dxanalysis.intake.questions import QuestionsOpenError
from dxanalysis.intake.results import Given, summary
from dxanalysis.intake.uploads import Uploads
from dxanalysis.lang import date, number, text
from dxanalysis.sources.workbook.words.heading_catalogue import load_headings
from dxanalysis.sources.workbook.words.headings import IGNORED
from dxanalysis.vietnamese import fold
from dxanalysis.workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dxanalysis.intake.questions import Question
    from dxanalysis.intake.results import Added
    from dxanalysis.lang import Lang

_CLASS: Final = "dxa-intake"
_PLACES: Final = tuple(
    (side, {"flex": f"{share} 1 0", "width": "auto", "min_width": "0", "margin": "2px 8px"})
    for side, share in (("left", 8), ("right", 2), ("right", 3))
)
_LAST: Final = {"flex": "9 1 0", "width": "auto", "min_width": "0"}
_ENDINGS: Final = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")


class AddPanel:
    """What a workbook is understood as, with a menu for each column and a button to put it in.

    Parameters
    ----------
    folder
        The workspace.
    file
        The workbook that is shown first; another can be chosen or uploaded.
    lang
        The language.

    Attributes
    ----------
    file
        The workbook shown.
    added
        What was put in by the button; None before.
    operator, day, evidence, corrects
        Menus: whose figures they are, of when, what they rest on, and which workbook they correct;
        the last is shown only where another has other figures.
    columns, names
        The menus of the columns by heading, and of the spellings that are no unit of the list.
    panel
        The widget that holds everything.
    """

    def __init__(self, folder: Path, *, file: Path | None = None, lang: Lang = "vi") -> None:
        self.folder, self.lang, self.file = Path(folder), lang, file
        self.added: Added | None = None
        self.columns: dict[str, Any] = {}
        self.names: dict[str, Any] = {}
        self._asked: dict[tuple[str, str], Question] = {}
        self._own: dict[str, str] = {}
        self._held = False
        self._uploads = Uploads("workbook.xlsx")
        waiting = [(path.name, str(path)) for path in self._waiting()]
        self.files = self._menu("panel_file", [(self._say("panel_choose"), ""), *waiting])
        self.upload = ipywidgets.FileUpload(
            accept=",".join(_ENDINGS), description=self._say("panel_upload")
        )
        self.operator = self._menu("panel_operator", [])
        self.day = ipywidgets.Text(description=self._say("panel_day"), continuous_update=False)
        self.evidence = self._menu("panel_evidence", [])
        self.corrects = self._menu("panel_corrects", [])
        self.button = ipywidgets.Button(
            description=self._say("panel_put"), icon="check", layout={"width": "max-content"}
        )
        self._table = ipywidgets.VBox()
        self._said = ipywidgets.HTML()
        self.panel = ipywidgets.VBox(
            [
                ipywidgets.HBox([self.files, self.upload], layout={"flex_flow": "row wrap"}),
                ipywidgets.HBox(
                    [self.operator, self.day, self.evidence, self.corrects],
                    layout={"flex_flow": "row wrap"},
                ),
                self._table,
                self.button,
                self._said,
            ],
            layout={"width": "100%", "max_width": "72rem"},
        )
        name_panel(self.panel, _CLASS)
        self.files.observe(lambda change: self.show(Path(change["new"])), names="value")
        self.upload.observe(lambda change: self._take(change["new"]), names="value")
        for one in (self.operator, self.day):
            one.observe(lambda _: None if self._held else self._look(), names="value")
        self.button.on_click(lambda _: self.put())
        self._rows: list[tuple[str, str, str, str]] = []
        if file is not None:
            self.show(file)
        else:
            self.button.disabled = True

    # ---- what can be done ------------------------------------------------------------------------
    def show(self, file: Path) -> None:
        """Show what a workbook is understood as.

        Parameters
        ----------
        file
            The workbook.
        """
        if file == Path():
            return
        self.file, self.added = file, None
        self._asked.clear()
        self._table.children, self.button.disabled = (), True
        self._held = True
        self.operator.options, self.day.value = [], ""
        self._held = False
        self._look()

    def put(self) -> None:
        """Put the workbook into the workspace as the menus say; what is wrong is shown."""
        if self.file is None:
            return
        self._tell(self._say("panel_working"))
        try:
            self.added = add_workbook(
                self.file, self.folder, ask=lambda _: None, given=self.given(),
                unsure_stays_unread=True,
            )  # fmt: skip
        except QuestionsOpenError as error:
            labels = {"operator": self.operator, "as_of": self.day, "evidence": self.evidence}
            open_ = [
                labels[one.topic].description if one.topic in labels else one.entry(self.lang)
                for one in error.questions
            ]
            self._tell(self._say("panel_open", found=", ".join(f"“{one}”" for one in open_)))
            return
        except DxAnalysisError as error:
            self._tell(error.sentence(self.lang))
            return
        findings = to_text(self.added.findings, lang=self.lang)
        self._tell("\n".join([*summary(self.added, lang=self.lang), "", findings]))

    def given(self) -> Given:
        """Give what the menus say.

        Returns
        -------
        Given
            For :func:`dxanalysis.intake.add_workbook`.

        Raises
        ------
        DxAnalysisError
            If the date is none.
        """
        day = None
        question = self._asked.get(("as_of", ""))
        if self.day.value.strip() and question is not None:
            day = dt.date.fromisoformat(question.value(self.day.value))
        columns = {
            name: menu.value
            for name, menu in self.columns.items()
            if menu.value and menu.value != self._own.get(name)
        }
        names = {name: menu.value for name, menu in self.names.items() if menu.value}
        operators = tuple(self.operator.value.split(",")) if self.operator.value else ()
        corrects = self.corrects.value if self.corrects.value not in {"", "none"} else None
        return Given(operators, day, self.evidence.value or None, None, columns, names, corrects)

    # ---- how it is shown -------------------------------------------------------------------------
    def _look(self) -> None:
        """Read the workbook with what has been chosen, and write nothing."""
        if self.file is None:
            return
        known = Given(tuple(self.operator.value.split(",")) if self.operator.value else ())
        self._rows, self.columns, self.names, self._own = [], {}, {}, {}
        self._asked.pop(("corrects", ""), None)
        self._tell(self._say("panel_working"))
        try:
            if self.day.value.strip() and ("as_of", "") in self._asked:
                self._asked["as_of", ""].value(self.day.value)
            seen = add_workbook(
                self.file, self.folder, ask=self._note, given=known,
                unsure_stays_unread=True, only_look=True,
            )  # fmt: skip
        except DxAnalysisError as error:
            self._tell(error.sentence(self.lang))
            seen = None
        else:
            self._tell("")
        self._fill(seen)

    def _note(self, question: Question) -> str | None:
        """Note a question, and go on as if its first answer were given; a column stays open."""
        self._asked[question.topic, question.name] = question
        if question.topic in {"columns", "names", "corrects"}:
            return None
        return question.default or question.choices[0].value

    def _fill(self, seen: Added | None) -> None:
        """Fill the menus."""
        self._held = True
        self._fill_head(seen)
        rows = [self._header()]
        if seen is not None:
            table = by_key(seen.understood)
            rows += [
                self._column(column_name(row, table), row)
                for row in table.values()
                if words(row["heading"]) and row["role"] in {"figures", "unread"}
            ]
        for (topic, name), question in self._asked.items():
            if topic == "columns" and seen is None:
                rows.append(self._asked_column(name, question))
            elif topic == "names":
                rows.append(self._spelling(name, question))
        self._table.children = rows
        self.button.disabled = self.file is None or len(rows) == 1
        self._held = False

    def _fill_head(self, seen: Added | None) -> None:
        """Fill the menus above the table."""
        asked = self._asked.get(("operator", ""))
        chosen = self.operator.value
        if asked is not None:
            options = [(one.label.say(self.lang), one.value) for one in asked.choices]
            self.operator.options = [(self._say("panel_choose"), ""), *options]
            self.operator.value = chosen or ""
        elif seen is not None and not chosen:
            value = ",".join(seen.operators)
            label = ", ".join(OPERATORS[one][self.lang] for one in seen.operators)
            self.operator.options, self.operator.value = [(label, value)], value
        when = self._asked.get(("as_of", ""))
        self.day.disabled = when is None
        if when is None and seen is not None:
            self.day.value = date(seen.as_of, self.lang)
        elif when is not None:
            days = [one.label.say(self.lang) for one in when.choices]
            self.day.placeholder = " · ".join(days[:2])
        which = self._asked.get(("corrects", ""))
        self.corrects.layout.display = None if which else "none"
        # Who does not want it put in does not press the button.
        choices = [one for one in which.choices if one.value != "stop"] if which else []
        self.corrects.options = [(one.label.say(self.lang), one.value) for one in choices[::-1]]
        if which:
            self.corrects.value = which.default or "none"
        kinds = ("declared", "measured", "modelled", "illustrative")
        self.evidence.options = [(text(f"intake.evidence_{one}", self.lang), one) for one in kinds]
        if seen is not None:
            self.evidence.value = seen.evidence

    def _column(self, name: str, row: Mapping[Any, Any]) -> Any:  # noqa: ANN401 - a widget
        """Show one column: its heading, its figures, and the menu of what it means."""
        own, question = meaning_of(row), self._asked.get(("columns", name))
        first = words(row["first"]) or _figure(row["first"], self.lang)
        total = _figure(row["sum"], self.lang)
        near = [one.value for one in question.choices[:-1]] if question else []
        near = [own if one == "same" else one for one in near]
        stays = own if own and (question is None or question.default) else ""
        # What is only likely is decided by whoever leaves it as it is.
        self._own[name] = own if is_sure(row) and question is None else ""
        heading = shown_heading(row)
        shown = heading if name == heading else f"{heading} (“{row['sheet']}”)"
        return self._line(shown, first, total, self._meanings(name, [own, *near], stays))

    def _asked_column(self, name: str, question: Question) -> Any:  # noqa: ANN401 - a widget
        """Show a column of a workbook that has no figure yet."""
        near = [one.value for one in question.choices[:-1] if one.value != "same"]
        return self._line(name, "", "", self._meanings(name, near, ""))

    def _spelling(self, name: str, question: Question) -> Any:  # noqa: ANN401 - a widget
        """Show a spelling of a unit, with those that may be meant."""
        options = [(one.label.say(self.lang), one.value) for one in question.choices[:-1]]
        menu = ipywidgets.Dropdown(options=[(self._say("panel_later"), ""), *options], value="")
        self.names[name] = menu
        return self._line(name, "", "", menu)

    def _meanings(self, name: str, first: Sequence[str], value: str) -> Any:  # noqa: ANN401
        """Make the menu of a column: the likeliest first, then not to read it, then all others.

        The others stand below the part of digital transformation that they are of; the line with
        its name is no answer.
        """
        known = load_headings().quantities
        likely = [one for one in dict.fromkeys(first) if one in known]
        options = [(self._say("panel_later"), "")]
        options += [(self._named(one), one) for one in likely]
        options += [(text("intake.leave_unread", self.lang), IGNORED)]
        for part, inside in _by_part(set(known) - set(likely)).items():
            title = text(f"indicators.pillar_{part}", self.lang)
            options += [(self._say("panel_part", name=title), "")]
            options += sorted(
                ((self._named(one), one) for one in inside), key=lambda one: fold(one[0])
            )
        menu = ipywidgets.Dropdown(options=options, value=value)
        self.columns[name] = menu
        return menu

    def _named(self, quantity: str) -> str:
        return quantity_name(quantity, self.lang, coded=False)

    def _line(self, name: str, first: str, total: str, menu: Any) -> Any:  # noqa: ANN401 - widgets
        """Make a row of the table."""
        self._rows.append((name, first, total, menu.label or ""))
        return self._row((name, first, total), menu)

    def _row(self, said: Sequence[str], last: Any) -> Any:  # noqa: ANN401 - widgets
        """Put cells beside each other, so that all rows have the same columns."""
        cell = Markup("<div style='line-height:1.3;padding:4px 0;text-align:{}'>{}</div>")
        cells = [
            ipywidgets.HTML(str(cell.format(side, word)), layout=dict(place))
            for word, (side, place) in zip(said, _PLACES, strict=True)
        ]
        last.layout = dict(_LAST)
        return ipywidgets.HBox([*cells, last], layout={"width": "100%"})

    def _header(self) -> Any:  # noqa: ANN401 - a widget
        """Make the first row."""
        *said, last = (
            Markup("<b>{}</b>").format(self._say(f"panel_{key}"))
            for key in ("column", "first", "sum", "meaning")
        )
        return self._row(said, ipywidgets.HTML(str(last)))

    # ---- where widgets are dead ------------------------------------------------------------------
    def _ipython_display_(self) -> None:
        """Show the widget where it lives, and the table as it stands where widgets are dead."""
        show_panel(self.panel, still=self.still(), plain=self._say("panel_still"))

    def still(self) -> str:
        """Give the table for a page in which widgets are dead.

        Returns
        -------
        str
            HTML that hides itself wherever the widget is seen on the same page.
        """
        keys = ("panel_column", "panel_first", "panel_sum", "panel_meaning")
        head = Markup("").join(Markup("<th>{}</th>").format(self._say(key)) for key in keys)
        body = Markup("").join(
            Markup("<tr>{}</tr>").format(
                Markup("").join(Markup("<td>{}</td>").format(word) for word in row)
            )
            for row in self._rows
        )
        said = Markup("<p>{}</p>").format(self._say("panel_still"))
        name = self.file.name if self.file else ""
        shown = Markup(
            "<p><b>{}</b></p><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>{}"
        ).format(name, head, body, said)
        return still_of(self.panel, _CLASS, shown)

    # ---- small things ----------------------------------------------------------------------------
    def _say(self, key: str, **params: object) -> str:
        return text(f"intake.{key}", self.lang, **params)

    def _tell(self, words_: str) -> None:
        """Show a text below the button."""
        style = "white-space:pre-wrap;font:13px system-ui,sans-serif"
        self._said.value = str(Markup("<div style='{}'>{}</div>").format(style, words_))

    def _menu(self, key: str, options: Sequence[tuple[str, str]]) -> Any:  # noqa: ANN401 - a widget
        return ipywidgets.Dropdown(options=options, description=self._say(key))

    def _waiting(self) -> list[Path]:
        """List the files beside the workspace's workbooks that it does not name yet."""
        named = {book.path.resolve() for book in open_workspace(self.folder).workbooks}
        found = sorted((self.folder / "workbooks").glob("*"))
        own = [path for path in found if path.suffix.lower() in _ENDINGS]
        return [path for path in own if path.resolve() not in named and path.name[:1] not in "~."]

    def _take(self, files: Sequence[Mapping[str, Any]]) -> None:
        """Take the last file that was uploaded."""
        if files:
            self.show(self._uploads.keep(files[-1:])[0])


def _figure(value: object, lang: Lang) -> str:
    """Write a figure of a column, ``""`` where there is none."""
    found = float(value) if isinstance(value, SupportsFloat) else math.nan
    return "" if math.isnan(found) else number(found, lang)


def _by_part(quantities: set[str]) -> dict[str, list[str]]:
    """Part quantities by what they are of, what shares are of first."""
    part = {
        quantity: entry.pillar
        for name, entry in indicators().items()
        for quantity in (entry.numerator, f"{name}_pct")
    }
    found: dict[str, list[str]] = {pillar: [] for pillar in ("base", *part.values())}
    for quantity in quantities:
        found[part.get(quantity, "base")].append(quantity)
    return {pillar: inside for pillar, inside in found.items() if inside}


def add_with_menus(
    folder: str | Path, *, file: str | Path | None = None, lang: Lang = "vi"
) -> AddPanel:
    """Put a workbook into a workspace with menus; in a rendered page a still table stands instead.

    Parameters
    ----------
    folder
        The workspace.
    file
        The workbook that is shown first; another can be chosen or uploaded.
    lang
        The language.

    Returns
    -------
    AddPanel
        To be shown as the last line of a cell. Nothing is written before its button is pressed.

    Raises
    ------
    WorkspaceError
        If the folder is no workspace.

    Examples
    --------
    >>> panel = add_with_menus("data/son-la", file="data/son-la/workbooks/vnpt.xlsx")
    >>> panel.operator.value, panel.button.disabled
    ('vnpt', False)
    """
    return AddPanel(Path(folder), file=None if file is None else Path(file), lang=lang)
