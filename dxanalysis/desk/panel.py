"""The whole way from a new province to a report that can be sent, by buttons in JupyterLab."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import ipywidgets
from markupsafe import Markup

from dxanalysis import check_reports
from dxanalysis.citations import cite
from dxanalysis.desk import steps
from dxanalysis.desk.report_run import ReportRun
from dxanalysis.desk.step import Step, labelled, row
from dxanalysis.display.widgets import name_panel, show_panel, still_of
from dxanalysis.errors import ParameterError
from dxanalysis.indicators import OPERATORS, indicators
from dxanalysis.intake.changes import own_target, set_target, use_boundary_file
from dxanalysis.intake.panel import AddPanel
from dxanalysis.intake.uploads import Uploads
from dxanalysis.lang import number, percent, text
from dxanalysis.pipeline import check_workspace
from dxanalysis.scaffold import DEFAULT_OPERATORS, create_workspace
from dxanalysis.sources import boundaries
from dxanalysis.sources.layers.gdal import PARTS
from dxanalysis.units.lists import load_units
from dxanalysis.workspace import open_workspace
from dxanalysis.workspace_names import find_workspace, workspaces

if TYPE_CHECKING:
    from dxanalysis.lang import Lang

_CLASS: Final = "dxa-desk"
_TARGET_YEAR: Final = 2030
_LOOK_SECONDS: Final = 0.3
_SHOWN: Final = 12
_LAYERS: Final = (".gpkg", ".geojson", ".json", ".zip", ".shp", ".kml", *PARTS)


class Desk:
    """Every step of a report, each with a button that shows the line of code it ran.

    Parameters
    ----------
    name
        The workspace that is open at the beginning; one can be chosen or made.
    lang
        The language.

    Attributes
    ----------
    folder
        The workspace; None before one is chosen.
    province, add, check, correct, target, lines, report
        The steps.
    panel
        The widget that holds them.
    """

    def __init__(self, name: str | Path | None = None, *, lang: Lang = "vi") -> None:
        self.lang: Lang = lang
        self.folder: Path | None = None
        self.adding: AddPanel | None = None
        self._run: ReportRun | None = None
        self._thread: threading.Thread | None = None
        self._uploads = Uploads("boundaries.geojson")
        self.province, self.add, self.check, self.correct, self.target, self.lines, self.report = (
            Step(key, lang)
            for key in ("province", "add", "check", "correct", "target", "lines", "report")
        )
        self._build_province()
        self._build_middle()
        self._build_report()
        self._rest = ipywidgets.VBox()
        self.panel = ipywidgets.VBox(
            [self.province.box, self._rest], layout={"width": "100%", "max_width": "72rem"}
        )
        name_panel(self.panel, _CLASS)
        if name is not None:
            self.open(find_workspace(name))

    # ---- 1 the province --------------------------------------------------------------------------
    def _build_province(self) -> None:
        choose = (text("intake.panel_choose", self.lang), "")
        self.known = labelled(
            ipywidgets.Dropdown, self._say("known"), options=[choose, *self._known()]
        )
        self.new_province = labelled(
            ipywidgets.Dropdown,
            self._say("new_province"),
            options=[choose, *steps.province_choices()],
        )
        wide = {"width": "38rem"}
        self.new_folder = labelled(ipywidgets.Text, self._say("new_folder"), layout=wide)
        example = self._say("target_example", found=number(99, self.lang))
        self.new_target = labelled(
            ipywidgets.Text, self._say("new_target"), placeholder=example, layout=wide
        )
        self.new_year = labelled(
            ipywidgets.BoundedIntText, self._say("year"), value=_TARGET_YEAR, min=1990, max=2100
        )
        self.new_operators = {
            key: ipywidgets.Checkbox(
                value=key in DEFAULT_OPERATORS,
                description=names[self.lang],
                indent=False,
                layout={"width": "auto"},
            )
            for key, names in OPERATORS.items()
            if key != "any"
        }
        self.make_button = self._button("make", "plus")
        self.forms_button = self._button("open_forms", "folder-open")
        self.forms_button.disabled = True
        head = Markup("<b>{}</b>")
        self.province.fill(
            [
                self.known,
                ipywidgets.HTML(str(head.format(self._say("or_new")))),
                self.new_province,
                self.new_folder,
                row([self.new_target, self.new_year]),
                ipywidgets.HTML(str(Markup.escape(self._say("operators")))),
                row(self.new_operators.values()),
                row([self.make_button, self.forms_button]),
            ]
        )
        self.known.observe(self._chosen, names="value")
        self.new_province.observe(self._suggest, names="value")
        self.make_button.on_click(lambda _: self.make())
        self.forms_button.on_click(lambda _: self._show(self.province, self._forms()))

    def _known(self) -> list[tuple[str, str]]:
        return [(name, str(find_workspace(name))) for name in workspaces()]

    def _chosen(self, change: dict[str, Any]) -> None:
        if change["new"] and Path(change["new"]) != self.folder:
            self.open(Path(change["new"]))

    def _suggest(self, change: dict[str, Any]) -> None:
        """Suggest a folder for the province that was chosen."""
        code = change["new"]
        self.new_folder.value = str(steps.suggest_folder(code).resolve()) if code else ""

    def make(self) -> None:
        """Make the folder of a new province, and open it."""
        with self.province.attempt():
            if not self.new_province.value:
                raise ParameterError("desk.no_province")
            said = self.new_target.value.strip()
            target = own_target(said, by=self.new_year.value) if said else None
            operators = [key for key, box in self.new_operators.items() if box.value]
            folder = create_workspace(
                self.new_folder.value.strip() or steps.suggest_folder(self.new_province.value),
                province=self.new_province.value,
                operators=operators,
                target_4g=target,
            )
            act = steps.creation(
                folder, province=self.new_province.value, operators=operators, target=target
            )
            self.open(folder)
            n = len(open_workspace(folder).workbooks)
            self.province.say(self._say("made", n=n, where=self._forms().resolve()))
            self.province.did(act)

    def open(self, folder: Path) -> None:
        """Open a workspace, and show the steps that follow.

        Parameters
        ----------
        folder
            The workspace.
        """
        with self.province.attempt():
            space = open_workspace(folder)
            listed = load_units(vintage=space.vintage, province=space.province)
            self.adding = AddPanel(folder, lang=self.lang)
            self.folder = folder
            self._offer(folder)
            self.forms_button.disabled = False
            # After the panel's own, which puts the workbook in.
            self.adding.button.on_click(lambda _: self._added())
            self.add.fill([self.adding.panel])
            following = (self.add, self.check, self.correct, self.target, self.lines, self.report)
            for step in following:
                step.said.value = step.ran.value = ""
            self._show_targets()
            self._see_site()
            self._rest.children = [step.box for step in following]
            names = {str(name) for name in listed["province_name"]}
            name = names.pop() if len(names) == 1 else self._say("country")
            n = len(space.workbooks)
            self.province.say(self._say("opened", province=name, communes=len(listed), n=n))

    def _offer(self, folder: Path) -> None:
        """Name the open workspace in the menu, also where it lies elsewhere."""
        known = dict(self._known())
        if str(folder) not in known.values():
            known[folder.name] = str(folder)
        choose = (text("intake.panel_choose", self.lang), "")
        self.known.options = [choose, *known.items()]
        self.known.value = str(folder)

    def _forms(self) -> Path:
        return self._folder / "workbooks"

    # ---- 2 to 6 ----------------------------------------------------------------------------------
    def _build_middle(self) -> None:
        self.check_button = self._button("check", "check")
        self.check.fill([row([self.check_button])])
        self.check_button.on_click(lambda _: self.check_figures())
        self.mark_button = self._button("mark", "highlighter")
        self.marked_button = self._button("open_marked", "folder-open")
        self.marked_button.disabled = True
        self.correct.fill([row([self.mark_button, self.marked_button])])
        self.mark_button.on_click(lambda _: self.mark())
        self.marked_button.on_click(lambda _: self._show(self.correct, self._folder / steps.MARKED))
        rates = sorted(
            (one.name(self.lang), key) for key, one in indicators().items() if one.is_rate
        )
        self.indicator = labelled(
            ipywidgets.Dropdown, self._say("indicator"), options=rates, value="pop_4g"
        )
        self.percent = labelled(
            ipywidgets.Text, self._say("percent"), placeholder=number(99, self.lang)
        )
        self.year = labelled(
            ipywidgets.BoundedIntText, self._say("year"), value=_TARGET_YEAR, min=1990, max=2100
        )
        self.document = labelled(ipywidgets.Text, self._say("document"))
        self.target_button = self._button("set_target", "crosshairs")
        self._targets = ipywidgets.HTML()
        self.target.fill(
            [
                self._targets,
                self.indicator,
                row([self.percent, self.year, self.document]),
                row([self.target_button]),
            ]
        )
        self.target_button.on_click(lambda _: self.set_target())
        self.upload = ipywidgets.FileUpload(
            accept=",".join(_LAYERS),
            multiple=True,
            description=self._say("upload_lines"),
            layout={"width": "auto"},
        )
        self.lines.fill([row([self.upload])])
        self.upload.observe(lambda change: self.use_lines(change["new"]), names="value")

    def _added(self) -> None:
        """Show what the button of the menus ran."""
        panel = self.adding
        if panel is not None and panel.added is not None and panel.file is not None:
            given = replace(panel.given(), operators=panel.added.operators)
            self.add.did(steps.addition(panel.file, self._folder, given))

    def check_figures(self) -> None:
        """Check all workbooks of the workspace."""
        with self.check.attempt():
            found = check_workspace(open_workspace(self._folder)).findings
            self.check.show(check_reports.show(found, lang=self.lang, most=_SHOWN).html)
            self.check.did(steps.checking(self._folder))

    def mark(self) -> None:
        """Write a copy of every workbook in which something is wrong, its cells marked."""
        with self.correct.attempt():
            found = check_workspace(open_workspace(self._folder)).findings
            made = steps.mark_workbooks(self._folder, found, lang=self.lang)
            self.marked_button.disabled = not made
            pairs = [
                self._say("marked", copy=copy.resolve(), source=source.resolve())
                for source, copy in made.items()
            ]
            self.correct.say("\n".join(pairs) or self._say("nothing_to_mark"))
            self.correct.did(steps.marking(made, self._folder))

    def set_target(self) -> None:
        """Set what an indicator is to reach."""
        with self.target.attempt():
            done = set_target(
                self._folder,
                self.indicator.value,
                self.percent.value.strip(),
                by=self.year.value,
                document=self.document.value.strip() or None,
            )
            self._show_targets()
            self.target.say(self._say("target_set", name=self.indicator.label))
            self.target.did(steps.targeting(self._folder, self.indicator.value, done))

    def _show_targets(self) -> None:
        """List the targets of the workspace."""
        rows = Markup().join(
            Markup("<li>{}</li>").format(
                self._say(
                    "target_line",
                    name=indicators()[key].name(self.lang),
                    found=percent(one.value_pct, self.lang, decimals=None),
                    year=str(one.year),
                    document=cite(one.document, self.lang),
                )
            )
            for key, one in open_workspace(self._folder).targets.items()
            if one.value_pct is not None
        )
        self._targets.value = str(Markup("<ul>{}</ul>").format(rows))

    def use_lines(self, files: Any) -> None:  # noqa: ANN401 - the value of a widget
        """Draw the maps from boundaries that were dropped in."""
        if not files:
            return
        with self.lines.attempt():
            kept = self._uploads.keep(files)
            file = next((path for path in kept if path.suffix.lower() not in PARTS), kept[0])
            path, reading = use_boundary_file(self._folder, file)
            space = open_workspace(self._folder)
            of = len(load_units(vintage=space.vintage, province=space.province))
            found = [
                boundaries.sentence(one, self.lang) for one in reading.findings.to_dict("records")
            ]
            where = path.resolve()
            done = text("cli.got_boundaries", self.lang, n=reading.joined, of=of, where=where)
            self.lines.say("\n".join([done, *found[:_SHOWN]]))
            self.lines.did(steps.bounding(file, self._folder))

    # ---- 7 the report ----------------------------------------------------------------------------
    def _build_report(self) -> None:
        self.word = ipywidgets.Checkbox(value=True, description=self._say("word"), indent=False)
        self.archive = ipywidgets.Checkbox(value=True, description=self._say("zip"), indent=False)
        self.report_button = self._button("report", "play")
        self.stop_button = self._button("stop", "stop")
        self.page_button = self._button("open_page", "external-link")
        self.site_button = self._button("open_site", "folder-open")
        self.bar = ipywidgets.IntProgress(min=0, max=1, layout={"width": "30rem"})
        self.stage = ipywidgets.HTML()
        self.stop_button.disabled = True
        self.report.fill(
            [
                row([self.word, self.archive]),
                row([self.report_button, self.stop_button]),
                row([self.bar, self.stage]),
                row([self.page_button, self.site_button]),
            ]
        )
        self.report_button.on_click(lambda _: self.start_report())
        self.stop_button.on_click(lambda _: self._run.stop() if self._run else None)
        self.page_button.on_click(
            lambda _: self._show(self.report, steps.site_of(self._folder) / "index.html")
        )
        self.site_button.on_click(lambda _: self._show(self.report, steps.site_of(self._folder)))

    def start_report(self) -> None:
        """Begin to make the report; the desk stays awake meanwhile."""
        if self._thread is not None and self._thread.is_alive():
            return
        self.report.said.value = ""
        formats = ["html", *(["docx"] if self.word.value else [])]
        act = steps.reporting(
            self._folder, formats=formats, archive=self.archive.value, lang=self.lang
        )
        self.report.did(act)
        self.report_button.disabled, self.stop_button.disabled = True, False
        self._run = ReportRun(act.words, steps.site_of(self._folder))
        self._thread = threading.Thread(target=self._watch, args=(self._run,), daemon=True)
        self._thread.start()

    def wait(self) -> None:
        """Wait until the report is made."""
        if self._thread is not None:
            self._thread.join()

    def _watch(self, run: ReportRun) -> None:
        """Show how far the report is, and at the end what it said."""
        self.bar.bar_style = ""
        while run.is_running:
            now = run.progress
            # Some is shown from the beginning, and the last step is the page of all.
            self.bar.max, self.bar.value = now.of + 2, now.done + (now.stage != "reading")
            self.stage.value = self._say(f"stage_{now.stage}", done=now.done, of=now.of)
            time.sleep(_LOOK_SECONDS)
        code, said = run.wait()
        is_made = code in {0, 3}
        self.bar.value = self.bar.max if is_made else self.bar.value
        self.bar.bar_style = {0: "success", 3: "warning"}.get(code, "danger")
        self.stage.value = self._say("stage_done" if is_made else "stage_failed")
        self.report.say(said)
        self._see_site()
        self.report_button.disabled, self.stop_button.disabled = False, True

    def _see_site(self) -> None:
        """Let the site be opened where there is one."""
        there = (steps.site_of(self._folder) / "index.html").is_file()
        self.page_button.disabled = self.site_button.disabled = not there

    # ---- how it is shown -------------------------------------------------------------------------
    def _ipython_display_(self) -> None:
        """Show the widget where it lives, and a sentence where widgets are dead."""
        said = self._say("still")
        still = still_of(self.panel, _CLASS, str(Markup("<p>{}</p>").format(said)))
        show_panel(self.panel, still=still, plain=said)

    @property
    def _folder(self) -> Path:
        if self.folder is None:
            raise ParameterError("desk.no_province")
        return self.folder

    def _show(self, step: Step, path: Path) -> None:
        """Open a page or a folder on this machine, and say where it is in any case."""
        where = path.resolve()
        key = "shown" if steps.show_file(path) else "not_shown"
        step.say(self._say(key, where=where))

    def _button(self, key: str, icon: str) -> Any:  # noqa: ANN401 - a widget
        layout = {"width": "max-content", "min_width": "11rem"}
        return ipywidgets.Button(description=self._say(key), icon=icon, layout=layout)

    def _say(self, key: str, **params: object) -> str:
        return text(f"desk.{key}", self.lang, **params)


def open_desk(workspace: str | Path | None = None, *, lang: Lang = "vi") -> Desk:
    """Make a report by buttons: choose or make a province, put in workbooks, correct, report.

    Parameters
    ----------
    workspace
        The province that is open at the beginning, by name or path; None for none yet.
    lang
        The language.

    Returns
    -------
    Desk
        To be shown as the last line of a cell. Each of its buttons shows the lines of code and the
        command that do the same.

    Raises
    ------
    WorkspaceError
        If nothing has that name.

    Examples
    --------
    >>> desk = open_desk("son-la", lang="en")
    >>> desk.province.said.value.partition(">")[2].partition("<")[0]
    'Open: Tỉnh Sơn La, 75 communes and wards, 6 workbooks.'
    """
    return Desk(workspace, lang=lang)
