"""The desk: the whole way by its buttons, and each line of code that it shows does the same."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from dxanalysis.batch.state.run_log import RUNS
from dxanalysis.cli import main
from dxanalysis.commands.lab import lab_command, prepare_desk
from dxanalysis.desk import Desk, open_desk, steps
from dxanalysis.desk.report_run import Progress, ReportRun
from dxanalysis.lang.plain import join_words
from dxanalysis.workspace import open_workspace
from tests.conftest import ROOT
from tests.filling import fill_in
from tests.intake_files import tree

pytestmark = pytest.mark.slow

SETTINGS = "province.toml"


def make_lang_son(folder: Path) -> Desk:
    """Make a province with two operators by the buttons."""
    desk = open_desk(lang="en")
    desk.new_province.value = "20"
    desk.new_folder.value = str(folder)
    desk.new_target.value = "97,5%"
    desk.new_year.value = 2028
    desk.new_operators["mobifone"].value = False
    desk.make()
    return desk


@pytest.fixture(scope="module")
def maker(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Make Lạng Sơn once."""
    return make_lang_son(tmp_path_factory.mktemp("made here") / "lang-son")


@pytest.fixture(scope="module")
def made(maker: Desk) -> Path:
    """Give its folder; tests that change it take a copy."""
    assert maker.folder is not None
    return maker.folder


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Desk:
    return open_desk(shutil.copytree(made, tmp_path / "lang-son"), lang="en")


def run_code(code: str) -> None:
    """Run what the desk shows, as somebody who copied it would."""
    exec(compile(code, "shown", "exec"), {})  # noqa: S102


def ran(step: object) -> steps.Act:
    act = step.act  # type: ignore[attr-defined]
    assert act is not None, step.said.value  # type: ignore[attr-defined]
    return act  # type: ignore[no-any-return]


def test_a_province_is_made_and_opened(maker: Desk, made: Path) -> None:
    target = open_workspace(made).targets["pop_4g"]
    assert (target.value_pct, target.year) == (97.5, 2028)
    assert not (made / "workbooks" / "mobifone.xlsx").exists()
    assert maker.known.value == str(made)
    assert str((made / "workbooks").resolve()) in maker.province.said.value
    assert "--target-4g 97.5 --by 2028" in ran(maker.province).command


@pytest.mark.slow
def test_the_lines_that_are_shown_make_the_same_folder(maker: Desk, made: Path) -> None:
    act, first = ran(maker.province), tree(made)
    for run in (lambda: run_code(act.code), lambda: main([*act.words[1:]])):
        shutil.rmtree(made)
        run()
        assert {*tree(made)} == {*first}
        assert tree(made)[SETTINGS] == first[SETTINGS]


def test_what_cannot_be_is_said_and_nothing_is_made(tmp_path: Path) -> None:
    desk = open_desk(lang="en")
    desk.make()
    assert "No province is chosen" in desk.province.said.value
    desk.new_province.value = "20"
    suggested = Path(desk.new_folder.value)
    assert (suggested.name, suggested.is_absolute()) == ("lang-son", True)
    desk.new_folder.value = str(tmp_path / "lang-son")
    desk.new_target.value = "<b>much</b>"
    desk.make()
    assert "&lt;b&gt;much&lt;/b&gt;" in desk.province.said.value
    assert not (tmp_path / "lang-son").exists()
    assert desk.folder is None


@pytest.mark.slow
def test_a_form_that_comes_back_takes_the_place_of_the_empty_one(
    desk: Desk, made: Path, tmp_path: Path
) -> None:
    back = shutil.copytree(made, tmp_path / "back")
    fill_in(back, operators=("viettel", "vnpt"))
    assert desk.folder is not None
    assert desk.adding is not None
    before = [book.operator for book in open_workspace(desk.folder).workbooks]
    for name in ("vnpt.xlsx", "so-khcn.xlsx"):
        desk.adding.show(back / "workbooks" / name)
        desk.adding.button.click()
        assert desk.adding.added is not None, desk.adding._said.value
        assert desk.adding.added.replaces == name
    assert [book.operator for book in open_workspace(desk.folder).workbooks] == before
    settings = (desk.folder / SETTINGS).read_bytes()
    run_code(ran(desk.add).code)
    assert main([*ran(desk.add).words[1:]]) == 0
    assert (desk.folder / SETTINGS).read_bytes() == settings


@pytest.mark.slow
def test_wrong_cells_are_found_marked_and_mended(desk: Desk, capsys: pytest.CaptureFixture) -> None:
    assert desk.folder is not None
    desk.check_figures()
    assert "figure" in desk.check.said.value  # no workbook holds one yet
    fill_in(desk.folder, operators=("viettel", "vnpt"))
    path = desk.folder / "workbooks" / "vnpt.xlsx"
    book = openpyxl.load_workbook(path)
    right = book.worksheets[0]["F8"].value
    book.worksheets[0]["F8"] = "twelve <i>"
    book.save(path)
    desk.check_figures()
    assert "twelve &lt;i&gt;" in desk.check.said.value
    assert main([*ran(desk.check).words[1:]]) == 1
    assert "F8" in capsys.readouterr().out
    assert desk.marked_button.disabled
    desk.mark()
    copy = desk.folder / steps.MARKED / "vnpt.xlsx"
    assert str(copy.resolve()) in desk.correct.said.value
    assert not desk.marked_button.disabled
    marked = openpyxl.load_workbook(copy).worksheets[1]["F8"]
    assert marked.comment is not None
    assert main([*ran(desk.correct).words[1:]]) == 1  # the command marks the same copy
    run_code(ran(desk.correct).code)
    book.worksheets[0]["F8"] = right
    book.save(path)
    desk.check_figures()
    assert "twelve" not in desk.check.said.value
    desk.mark()
    assert "vnpt.xlsx" not in desk.correct.said.value


def test_targets_and_boundaries_change_one_line_each(desk: Desk) -> None:
    assert desk.folder is not None
    desk.indicator.value = "pop_5g"
    desk.percent.value, desk.year.value = "80", 2029
    desk.document.value = "Plan <12>"
    desk.set_target()
    target = open_workspace(desk.folder).targets["pop_5g"]
    assert (target.value_pct, target.year, target.document) == (80.0, 2029, "Plan <12>")
    assert "Plan &lt;12&gt;" in desk._targets.value
    settings = (desk.folder / SETTINGS).read_bytes()
    run_code(ran(desk.target).code)
    assert main([*ran(desk.target).words[1:]]) == 0
    assert (desk.folder / SETTINGS).read_bytes() == settings
    desk.percent.value = "much"
    desk.set_target()
    assert "much" in desk.target.said.value
    assert desk.target.act is None
    lines = (desk.folder / "boundaries.geojson").read_bytes()
    desk.use_lines([{"name": "../../lines.geojson", "content": memoryview(lines)}])
    assert "65" in desk.lines.said.value
    said = open_workspace(desk.folder).boundaries
    assert said is not None
    assert (said.path.name, said.kind) == ("lines.geojson", "real")
    desk.use_lines([{"name": "no.geojson", "content": memoryview(b"{}")}])
    assert "no.geojson" in desk.lines.said.value


def test_progress_is_what_the_run_wrote_down(tmp_path: Path) -> None:
    words = ["dxanalysis", "report", str(tmp_path / "nowhere"), "--lang", "en"]
    (tmp_path / "site" / RUNS / "000001").mkdir(parents=True)
    run = ReportRun(words, tmp_path / "site")
    assert run.progress == Progress()
    log = tmp_path / "site" / RUNS / "000002" / "run.jsonl"
    log.parent.mkdir()
    log.write_text('{"event": "start", "units": 3}\n{"event": "unit"}\n{"event": "un', "utf-8")
    assert run.progress == Progress(1, 3)
    assert [Progress(done, 3).stage for done in (1, 3)] == ["pages", "binding"]
    code, said = run.wait()
    assert code == 2
    assert "nowhere" in said


def test_a_report_is_not_made_of_nothing_and_the_desk_says_why(desk: Desk) -> None:
    desk.start_report()
    desk.wait()
    assert desk.bar.bar_style == "danger"
    assert "figure" in desk.report.said.value
    assert desk.page_button.disabled
    assert not desk.report_button.disabled


@pytest.mark.slow
def test_a_report_is_made_and_opened(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert desk.folder is not None
    fill_in(desk.folder, operators=("viettel", "vnpt"))
    desk.start_report()
    desk.start_report()  # a second press does nothing
    desk.wait()
    site = steps.site_of(desk.folder)
    assert desk.bar.bar_style == "success", desk.report.said.value
    assert desk.bar.value == desk.bar.max > 10
    assert len(list((site / "units").glob("*.html"))) == 11
    assert len(list(site.glob("*.zip"))) == 1
    opened: list[str] = []
    monkeypatch.setattr(steps, "show_file", lambda path: opened.append(path.name) or True)
    assert not desk.page_button.disabled
    desk.page_button.click()
    assert opened == ["index.html"]


def test_a_machine_without_a_screen_is_told_where_the_page_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(steps.sys, "platform", "linux")
    assert steps.show_file(tmp_path) is False


def test_where_widgets_are_dead_a_sentence_stands(desk: Desk) -> None:
    assert "dxanalysis lab" in desk._say("still")


def test_the_command_makes_a_folder_to_work_in_and_changes_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert prepare_desk(ROOT, lang="vi") == ROOT.resolve()
    monkeypatch.chdir(tmp_path)
    folder = prepare_desk(None, lang="en")
    assert folder == (tmp_path / "dxanalysis-desk").resolve()
    start = folder / "notebooks" / "00-start.ipynb"
    assert start.read_bytes() == (ROOT / "notebooks" / "00-start.ipynb").read_bytes()
    assert open_workspace(folder / "data" / "son-la").province == "14"
    note = folder / "notebooks" / "01-first-look.ipynb"
    note.write_text("mine", encoding="utf-8")
    start.unlink()
    assert prepare_desk(folder, lang="en") == folder
    assert note.read_text(encoding="utf-8") == "mine"
    command = lab_command(folder, port=9999, browser=False, lang="en")
    assert command[:3] == [sys.executable, "-m", "jupyterlab"]
    assert "--LabApp.default_url=/doc/tree/notebooks/en/00-start.ipynb" in command


def test_the_commands_are_typed_as_words(tmp_path: Path) -> None:
    line = join_words(["dxanalysis", "check", str(tmp_path / "Tỉnh Sơn La")])
    done = subprocess.run(
        [sys.executable, "-c", "import sys; print(ascii(sys.argv[2]))", "check", "Tỉnh Sơn La"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert ascii("Tỉnh Sơn La") == done.stdout.strip()
    if os.name != "nt":
        assert shlex.split(line)[2].endswith("Tỉnh Sơn La")
