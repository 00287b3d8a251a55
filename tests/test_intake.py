"""Workbooks put into a workspace: by hand, by a script, again next quarter, and hostile ones."""

from __future__ import annotations

import contextlib
import datetime as dt
import math
import re
import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import openpyxl
import pandas as pd
import pytest

from dxanalysis import intake, units
from dxanalysis.check_reports import understood_text
from dxanalysis.cli import main
from dxanalysis.errors import (
    ChecksFailedError,
    FileUnreadableError,
    OutputError,
    ParameterError,
    SettingsError,
)
from dxanalysis.intake import storing
from dxanalysis.intake.questions import QuestionsOpenError
from dxanalysis.lang import LANGUAGES
from dxanalysis.sources.mapping_files import read_remembered
from dxanalysis.workspace import open_workspace
from dxanalysis.workspace_figures import bring_together, read_entry
from tests.intake_files import (
    FIBRE,
    HEADINGS,
    SETTINGS,
    TITLE,
    UNCLEAR,
    add,
    counts,
    make_workspace,
    stored,
    tree,
    write,
)

if TYPE_CHECKING:
    from pathlib import Path

    from dxanalysis.intake import Question

pytestmark = pytest.mark.usefixtures("read_here")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a workspace, with remarks in its settings."""
    return make_workspace(tmp_path / "lang-son")


def typed(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """Have answers typed at the terminal; lists the prompts."""
    left, prompts = list(answers), []

    def read(prompt: str = "") -> str:
        prompts.append(prompt)
        if not left:
            raise EOFError
        return left.pop(0)

    monkeypatch.setattr("builtins.input", read)
    return prompts


# ---- at the terminal -----------------------------------------------------------------------------
def test_a_question_is_answered_by_number(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = write(tmp_path / "Viettel Quý III.xlsx")
    prompts = typed(monkeypatch, "", "9", "-1", "3.5", "abc", "villages_with_fiber", "1")
    assert main(["add", str(file), str(folder), "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert f"“{UNCLEAR}”" in shown
    assert "1. Villages reached by fibre [villages_with_fibre]" in shown
    # Nothing, a wrong number and a misspelt id are answered, and asked again.
    assert len(prompts) == 7
    assert shown.count("One of these numbers is needed") == 5
    assert "villages_with_fibre" in shown.split("villages_with_fiber", 1)[1]
    assert "Questions: 1." in shown
    assert counts(stored(folder), "villages_fibre") == FIBRE


def test_nothing_is_written_when_nobody_answers(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = tree(folder)
    typed(monkeypatch)
    assert main(["add", str(write(tmp_path / "a.xlsx")), str(folder), "--lang", "en"]) == 2
    assert UNCLEAR in capsys.readouterr().err
    assert tree(folder) == before
    # Nor when nobody says which commune is meant.
    spelt = write(
        tmp_path / "b.xlsx", headings=HEADINGS[:5], rename={"Xã Đoàn Kết": "Xã Đoàn Kết 2"}
    )
    book = openpyxl.load_workbook(spelt)
    book.worksheets[0].delete_cols(1)
    book.worksheets[0]["A1"] = TITLE
    book.save(spelt)
    assert main(["add", str(spelt), str(folder), "--lang", "en"]) == 2
    said = capsys.readouterr()
    assert "Đoàn Kết 2" in said.err
    assert tree(folder) == before


def test_yes_takes_only_what_is_sure(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    prompts = typed(monkeypatch)
    file = write(tmp_path / "a.xlsx")
    assert main(["add", str(file), str(folder), "--yes", "--lang", "en"]) == 0
    assert not prompts
    reading = stored(folder)
    assert counts(reading, "pop_4g") == [900.0 - i for i in range(12)]
    assert not counts(reading, "villages_fibre")
    assert "column_unknown" in set(reading.findings["rule"])
    # Decided later, it is read.
    capsys.readouterr()
    typed(monkeypatch, "1")
    assert main(["add", str(file), str(folder), "--lang", "en"]) == 0
    assert counts(stored(folder), "villages_fibre") == FIBRE
    assert len(open_workspace(folder).workbooks) == 2


def test_a_likely_column_is_not_read_before_it_is_decided(folder: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "viettel.xlsx", headings=[*HEADINGS[:5], "Số thôn có cáp quang"])
    book = openpyxl.load_workbook(file)
    book.worksheets[0]["F2"] = "Hạ tầng xyz"
    book.save(file)
    added = intake.add_workbook(file, folder, ask=intake.only_sure, unsure_stays_unread=True)
    assert added.undecided == ("Hạ tầng xyz / Số thôn có cáp quang",)
    reading = stored(folder)
    assert not counts(reading, "villages_fibre")
    warned = reading.findings[reading.findings["rule"] == "column_undecided"]
    assert list(warned["severity"]) == ["warning"]


def test_the_date_and_the_operator_are_asked_for(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = write(tmp_path / "so lieu.xlsx", title="SỐ LIỆU PHỦ SÓNG", headings=HEADINGS[:5])
    typed(monkeypatch, "vnpt", "31/12/2999", "31/9/2025", "30/9/2025")
    assert main(["add", str(file), str(folder), "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert "“31/12/2999” is no date" in shown
    assert "“31/9/2025” is no date" in shown
    book = open_workspace(folder).workbooks[-1]
    assert (book.operator, str(book.as_of)) == ("vnpt", "2025-09-30")


def operators_of(file: Path, folder: Path) -> tuple[str, ...]:
    """Say whose a file was taken for; none where that is the only question about it."""
    asked: list[str] = []

    def ask(question: Question) -> str | None:
        asked.append(question.topic)
        return None

    with contextlib.suppress(ParameterError):
        return intake.add_workbook(file, folder, ask=ask).operators
    assert asked == ["operator"]
    return ()


@pytest.mark.parametrize(
    ("headings", "operator"),
    [
        (("Dân số", "Dân số có hồ sơ sức khỏe điện tử"), "any"),
        (("Dân số", "Số hộ"), "any"),
        (("Dân số", "Dân số có hồ sơ sức khỏe điện tử", "Số trường có cáp quang"), "any"),
        (("Dân số", "Số trường có cáp quang"), ""),
        (("Dân số", "Dân số được phủ sóng 4G"), ""),
        (("Dân số", "Số người có điện thoại thông minh", "Số máy Zeta 4G"), ""),
    ],
)
def test_nobody_asks_whose_network_a_file_of_none_is_of(
    folder: Path, tmp_path: Path, headings: tuple[str, ...], operator: str
) -> None:
    title = "SỞ Y TẾ: SỐ LIỆU ĐẾN 30/9/2025"
    file = write(tmp_path / "bieu 2.xlsx", title=title, headings=[*HEADINGS[:2], *headings])
    assert operators_of(file, folder) == (operator,) * bool(operator)


@pytest.mark.parametrize(
    ("title", "operators"),
    [
        ("VNPT LẠNG SƠN: SỐ LIỆU ĐẾN 30/9/2025", ("vnpt",)),
        ("SỞ KHOA HỌC VÀ CÔNG NGHỆ: SỐ LIỆU ĐẾN 30/9/2025", ()),
        ("VIETTEL LẠNG SƠN: SỐ LIỆU ĐẾN 30/9/2025", ()),
    ],
)
def test_titles_and_columns_that_agree_say_whose_figures_they_are(
    folder: Path, tmp_path: Path, title: str, operators: tuple[str, ...]
) -> None:
    headings = [*HEADINGS[:3], "Dân số được phủ sóng 4G VinaPhone"]
    file = write(tmp_path / "bieu 2.xlsx", title=title, headings=headings)
    assert operators_of(file, folder) == operators


def test_a_name_that_contradicts_the_file_is_asked_about(folder: Path, tmp_path: Path) -> None:
    """A file name of another quarter may be last quarter's file under a new name."""
    file = write(tmp_path / "Viettel Q2-2025.xlsx", headings=HEADINGS[:5])
    with pytest.raises(ParameterError) as error:
        add(file, folder)
    assert error.value.params["found"] == "as_of"


# ---- scripts -------------------------------------------------------------------------------------
def test_a_file_of_answers_is_enough(folder: Path, tmp_path: Path) -> None:
    answers = tmp_path / "answers.toml"
    # Notepad puts a mark in front.
    answers.write_text(
        'operator = "mobifone"\nas_of = 2025-06-30\n'
        f'[columns]\n"{UNCLEAR}" = "villages_with_fibre"',
        encoding="utf-8-sig",
    )
    file = write(tmp_path / "so lieu.xlsx", title="SỐ LIỆU")
    assert main(["add", str(file), str(folder), "--answers", str(answers)]) == 0
    reading = stored(folder)
    assert counts(reading, "villages_fibre") == FIBRE
    assert set(reading.observations["operator"]) == {"mobifone"}
    assert {f"{day:%d/%m/%Y}" for day in reading.observations["as_of"]} == {"30/06/2025"}


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ('[columns]\n"Số thôn đã kéo quang" = "villages_with_fiber"', "villages_with_fibre"),
        ('[columns]\n"Số thôn kéo quang" = "villages_with_fibre"', UNCLEAR),
        ('operator = "vietel"', "viettel"),
        ('[names]\n"Xã Thất Khê" = "Xã Thất Khe1"', "Thất Khê"),
        ("[colums]", "columns"),
        ('evidence = "declard"', "declared"),
    ],
)
def test_a_typo_in_the_answers_is_refused_with_what_is_near(
    wrong: str, named: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(folder)
    answers = tmp_path / "answers.toml"
    answers.write_text(wrong, encoding="utf-8")
    file = write(tmp_path / "viettel.xlsx")
    assert main(["add", str(file), str(folder), "--answers", str(answers), "--lang", "en"]) == 2
    assert named in capsys.readouterr().err
    assert tree(folder) == before


# ---- next quarter --------------------------------------------------------------------------------
@pytest.fixture
def known(folder: Path, tmp_path: Path) -> Path:
    """Give a workspace that knows a form of Viettel's."""
    add(write(tmp_path / "viettel-q3.xlsx"), folder, columns={UNCLEAR: "villages_with_fibre"})
    return folder


def later(path: Path, **changes: Any) -> Path:
    return write(path, **{"title": TITLE.replace("30/9", "31/12"), "shift": 1} | changes)


def test_the_same_form_needs_no_question(known: Path, tmp_path: Path) -> None:
    added = add(later(tmp_path / "viettel-q4.xlsx"), known)
    assert not added.questions
    assert counts(stored(known), "villages_fibre") == [one + 1 for one in FIBRE]
    assert [book.sender for book in open_workspace(known).workbooks] == [None, "viettel", "viettel"]


@pytest.mark.parametrize(
    "heading", ["Thôn có cáp", pytest.param("Tổng số thôn hiện có", marks=pytest.mark.slow)]
)
def test_a_changed_heading_is_one_question(heading: str, known: Path, tmp_path: Path) -> None:
    place = {"Thôn có cáp": 5, "Tổng số thôn hiện có": 4}[heading]
    headings = [*HEADINGS[:place], heading, *HEADINGS[place + 1 :]]
    asked: list[Question] = []

    def ask(question: Question) -> str | None:
        asked.append(question)
        return question.value("1")

    intake.add_workbook(later(tmp_path / "viettel-q4.xlsx", headings=headings), known, ask=ask)
    assert len(asked) == 1
    assert HEADINGS[place] in asked[0].asked.say("en")
    # Answered once, the new form is known too.
    again = add(later(tmp_path / "viettel-q1.xlsx", headings=headings, shift=2), known)
    assert not again.questions


def test_a_column_that_was_not_read_and_is_unclear_now_is_asked_about(
    known: Path, tmp_path: Path
) -> None:
    mapping = known / "mappings" / "viettel.toml"
    written = mapping.read_text(encoding="utf-8")
    answered = 'meaning = "villages_with_fibre", how = "answered"'
    assert answered in written
    mapping.write_text(written.replace(answered, 'meaning = "", how = "sure"'), encoding="utf-8")
    with pytest.raises(QuestionsOpenError) as error:
        add(later(tmp_path / "viettel-q4.xlsx"), known)
    assert [one.name for one in error.value.questions] == [UNCLEAR]


def grouped(path: Path, group: str, *, shift: int = 0) -> Path:
    """Write a workbook whose figures of 4G stand beneath one heading."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([TITLE])
    sheet.append([None, None, None, None, group, None])
    sheet.append([*HEADINGS[:3], "Số thôn", "Dân số được phủ sóng", "Số thôn có sóng"])
    sheet.merge_cells("E2:F2")
    for code, name in list(units.load_units(province="20")["unit_name"].items())[:12]:
        sheet.append([code, name, 1000, 20, 900 + shift, 15])
    book.save(path)
    return path


def test_a_changed_heading_of_several_columns_is_one_question(folder: Path, tmp_path: Path) -> None:
    add(grouped(tmp_path / "viettel-q3.xlsx", "4G"), folder)
    asked: list[Question] = []

    def ask(question: Question) -> str | None:
        asked.append(question)
        return question.value("1")

    file = grouped(tmp_path / "viettel-q4.xlsx", "4G Zeta", shift=7)
    given = intake.Given(as_of=dt.date(2025, 12, 31))
    intake.add_workbook(file, folder, ask=ask, given=given)
    assert len(asked) == 1
    assert not asked[0].sure
    assert set(counts(stored(folder), "pop_4g")) == {907.0}
    assert set(counts(stored(folder), "villages_4g")) == {15.0}


def test_a_changed_form_is_not_read_as_before_without_an_answer(
    known: Path,
) -> None:
    """The report alone, without `add`: what is still the same is read, the new column is not."""
    headings = [*HEADINGS[:5], "Số thôn kéo cáp"]
    file = later(known / "workbooks" / "viettel-q3.xlsx", headings=headings)
    reading = stored(known)
    assert file.name == reading.path.name
    assert not counts(reading, "villages_fibre")
    assert counts(reading, "pop_4g") == [901.0 - i for i in range(12)]


def test_a_plan_in_the_form_of_a_report_is_not_read_by_it(known: Path, tmp_path: Path) -> None:
    before = tree(known)
    file = later(tmp_path / "viettel-plan.xlsx", title="KẾ HOẠCH 2026 CỦA VIETTEL")
    given = intake.Given(as_of=dt.date(2025, 12, 31))
    with pytest.raises(FileUnreadableError, match="KẾ HOẠCH"):
        intake.add_workbook(
            file, known, ask=intake.only_sure, given=given, unsure_stays_unread=True
        )
    assert tree(known) == before


def test_a_form_that_two_senders_use_asks_whose_it_is(folder: Path, tmp_path: Path) -> None:
    title = "PHỦ SÓNG ĐẾN 30/9/2025"
    add(
        write(tmp_path / "dau tien.xlsx", title=title, headings=HEADINGS[:5]),
        folder,
        operators=("viettel",),
    )
    other = write(tmp_path / "gui sau.xlsx", title=title, headings=HEADINGS[:5], shift=7)
    with pytest.raises(ParameterError, match="operator"):
        add(other, folder)
    # The next date, or a corrected file of the same name, is the same sender's.
    (tmp_path / "moi").mkdir()
    corrected = write(
        tmp_path / "moi" / "dau tien.xlsx", title=title, headings=HEADINGS[:5], shift=3
    )
    added = add(corrected, folder)
    assert (added.operators, added.replaces) == (("viettel",), "dau-tien.xlsx")
    assert len(open_workspace(folder).workbooks) == 2
    assert counts(stored(folder), "pop_4g")[0] == 903


def test_a_file_of_a_few_communes_stands_beside_the_others(known: Path, tmp_path: Path) -> None:
    part = write(tmp_path / "viettel-bo-sung.xlsx", rows=slice(12, 20))
    assert add(part, known).replaces is None
    assert len(open_workspace(known).workbooks) == 3


def test_a_table_of_corrections_corrects_another_file(folder: Path, tmp_path: Path) -> None:
    add(write(tmp_path / "viettel.xlsx", headings=HEADINGS[:4]), folder)
    listed = units.load_units(province="20")["unit_name"]
    book = openpyxl.Workbook()
    for row in (
        ["VIETTEL LẠNG SƠN: BẢNG ĐÍNH CHÍNH SỐ LIỆU"],
        ["Số liệu đến 30/9/2025"],
        ["STT", "Tên xã", f"{HEADINGS[3]} đã báo cáo", f"{HEADINGS[3]} đính chính"],
        [1, listed.iloc[2], 898, 798],
        [2, listed.iloc[3], 555, 797],  # 897 was reported
    ):
        book.worksheets[0].append(row)
    book.save(tmp_path / "dinh-chinh.xlsx")
    add(tmp_path / "dinh-chinh.xlsx", folder)
    books = open_workspace(folder).workbooks[-2:]
    workspace = replace(open_workspace(folder), workbooks=books)
    readings = [read_entry(workspace, one) for one in books]
    found = bring_together(
        workspace, readings, units.load_units(province="20").loc[listed.index], as_of=None
    )
    figures = found.history.query("indicator == 'pop_4g'").set_index("unit_code")
    assert figures.loc[listed.index[2], ["numerator", "denominator"]].tolist() == [798, 1000]
    said = found.findings.set_index("rule")["unit_code"]
    assert said["corrected_elsewhere"] == listed.index[2]
    assert said["duplicate"] == listed.index[3]


def contradicting(path: Path, **changes: Any) -> Path:
    """Write other figures of the communes 3 and 4, of the same day and form."""
    return write(path, headings=HEADINGS[:5], rows=slice(2, 4), shift=1, **changes)


def test_figures_that_contradict_another_file_are_told_at_once(
    known: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (first,) = (book.path.name for book in open_workspace(known).workbooks[1:])
    same = write(tmp_path / "Phụ lục 1.xlsx", headings=HEADINGS[:5], rows=slice(2))
    assert main(["add", str(same), str(known), "--lang", "en"]) == 0
    other = contradicting(tmp_path / "Phụ lục 2.xlsx")
    capsys.readouterr()
    typed(monkeypatch, "2")
    assert main(["add", str(other), str(known), "--lang", "en"]) == 1
    said = capsys.readouterr().out
    assert "errors: 2," in said
    assert f"differ from those of {first}" in said
    assert "phu-luc-2.xlsx" in said.split("differ from those of")[1]


def together(folder: Path) -> Any:
    """Bring the figures of Viettel's workbooks in a workspace together."""
    workspace = open_workspace(folder)
    books = tuple(one for one in workspace.workbooks if one.operator == "viettel")
    workspace = replace(workspace, workbooks=books)
    return bring_together(
        workspace,
        [read_entry(workspace, one) for one in books],
        units.load_units(province="20"),
        as_of=None,
    )


def test_a_sender_corrects_some_communes(
    known: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (first,) = (book.path for book in open_workspace(known).workbooks[1:])
    before = (
        together(known).history.query("indicator == 'pop_4g'").set_index("unit_code").sort_index()
    )
    prompts = typed(monkeypatch, "")
    sent = contradicting(tmp_path / "Viettel đính chính.xlsx")
    assert main(["add", str(sent), str(known), "--lang", "en"]) == 0
    assert "Enter = 1" in prompts[0]  # its name says so
    said = capsys.readouterr().out
    assert f"corrects {first.name}: where both have a figure" in said
    assert open_workspace(known).workbooks[-1].corrects == first
    found = together(known)
    after = found.history.query("indicator == 'pop_4g'").set_index("unit_code").sort_index()
    assert not (found.findings["severity"] == "error").any()
    moved = after["numerator"] - before["numerator"]
    assert moved[moved != 0].tolist() == [1.0, 1.0]
    assert after["denominator"].equals(before["denominator"])
    told = found.findings[found.findings["rule"] == "corrected_elsewhere"]
    assert set(told["indicator"]) == {"pop_4g"}  # the other columns say the same in both
    assert set(told["unit_code"]) == set(moved[moved != 0].index)


@pytest.mark.parametrize("way", ["option", "answers"])
def test_a_correction_is_declared_beforehand(way: str, known: Path, tmp_path: Path) -> None:
    (first,) = (book.path for book in open_workspace(known).workbooks[1:])
    sent = contradicting(tmp_path / "Phụ lục 2.xlsx")
    answers = tmp_path / "answers.toml"
    answers.write_text(f'corrects = "{first.name}"', encoding="utf-8")
    said = ["--answers", str(answers)] if way == "answers" else ["--corrects", first.name, "--yes"]
    assert main(["add", str(sent), str(known), *said]) == 0
    assert open_workspace(known).workbooks[-1].corrects == first
    wrong = ["--corrects", "other.xlsx", "--yes"]
    kept = tree(known)
    assert main(["add", str(sent), str(known), *wrong]) == 2
    assert tree(known) == kept
    # Sent once more without it, it is no correction any more.
    assert main(["add", str(sent), str(known), "--yes"]) == 1
    assert open_workspace(known).workbooks[-1].corrects is None


def test_whether_it_corrects_is_not_guessed(
    known: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tree(known)
    typed(monkeypatch)
    sent = contradicting(tmp_path / "Viettel đính chính.xlsx")
    assert main(["add", str(sent), str(known)]) == 2  # nobody answered
    assert tree(known) == kept
    assert add(sent, known).corrects is None
    assert (together(known).findings["rule"] == "duplicate").sum() == 2


def test_a_second_correction_names_the_first(known: Path, tmp_path: Path) -> None:
    whole = open_workspace(known).workbooks[-1].path.name
    first = add(contradicting(tmp_path / "viettel-2.xlsx"), known, corrects=whole)
    second = write(tmp_path / "viettel-3.xlsx", headings=HEADINGS[:5], rows=slice(3, 6), shift=2)
    asked = []
    added = intake.add_workbook(
        second, known, ask=lambda one: asked.append(one) or one.choices[0].value
    )
    (question,) = asked
    name = first.path.rpartition("/")[2]
    assert [one.value for one in question.choices] == [name, "none", "stop"]
    assert (added.corrects, dict(added.contradictions)) == (name, {})
    found = together(known)
    assert not (found.findings["severity"] == "error").any()
    figures = found.history.query("indicator == 'pop_4g'").set_index("unit_code")
    listed = units.load_units(province="20").index
    assert figures.loc[listed[2:7], "numerator"].tolist() == [899, 899, 898, 897, 894]


def test_a_file_is_not_put_in_if_that_is_the_answer(
    known: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tree(known)
    typed(monkeypatch, "3")
    sent = contradicting(tmp_path / "Phụ lục 2.xlsx")
    assert main(["add", str(sent), str(known), "--lang", "en"]) == 2
    assert "was not put in, as chosen" in capsys.readouterr().err
    assert tree(known) == kept


def test_a_missing_figure_corrects_none(known: Path, tmp_path: Path) -> None:
    sent = contradicting(tmp_path / "viettel-2.xlsx")
    book = openpyxl.load_workbook(sent)
    book.worksheets[0].cell(4, 4).value = None
    book.save(sent)
    added = add(sent, known, corrects=open_workspace(known).workbooks[-1].path.name)
    assert added.corrects
    figures = together(known).history.query("indicator == 'pop_4g'").set_index("unit_code")
    listed = units.load_units(province="20").index
    assert figures.loc[listed[2:4], "numerator"].tolist() == [898, 898]


# ---- spellings -----------------------------------------------------------------------------------
def test_a_spelling_is_explained_once(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = units.load_units(province="20")["unit_name"].iloc[3]
    code = str(units.load_units(province="20").index[3])
    wrong = f"{name} 2"

    def misspelt(path: Path, **changes: Any) -> Path:
        """Write the workbook without its column of codes."""
        made = write(path, rename={name: wrong}, headings=HEADINGS[:5], **changes)
        book = openpyxl.load_workbook(made)
        title = book.worksheets[0]["A1"].value
        book.worksheets[0].delete_cols(1)
        book.worksheets[0]["A1"] = title
        book.save(made)
        return made

    typed(monkeypatch, "no such commune", "1")
    assert main(["add", str(misspelt(tmp_path / "viettel.xlsx")), str(folder)]) == 0
    assert tomllib.loads((folder / "names.toml").read_text())["names"] == {wrong: code}
    assert code in set(stored(folder).observations["unit_code"])
    title = TITLE.replace("30/9", "31/12")
    added = add(misspelt(tmp_path / "viettel-q4.xlsx", title=title), folder)
    assert not added.questions
    assert not (added.findings["severity"] == "error").any()


def test_spellings_of_unknown_units_are_refused(folder: Path) -> None:
    (folder / "names.toml").write_text(
        '[names]\n"Thất Khe" = "Xã Thất Khe1"\n', encoding="utf-8-sig"
    )
    with pytest.raises(SettingsError, match="Thất Khê"):
        read_remembered(folder, province="20", vintage="2025-07")


@pytest.mark.parametrize(
    ("was", "now", "named"),
    [
        (
            'meaning = "villages_with_fibre"',
            'meaning = "villages_with_fiber"',
            "villages_with_fibre",
        ),
        ('operators = ["viettel"]', 'operators = ["vietel"]', "viettel"),
        ("[[forms]]", "[[form]]", "forms"),
    ],
)
def test_a_typo_in_a_mapping_never_drops_a_figure(
    was: str, now: str, named: str, known: Path
) -> None:
    path = known / "mappings" / "viettel.toml"
    content = path.read_text()
    assert was in content
    path.write_text(content.replace(was, now))
    with pytest.raises(SettingsError, match=named):
        read_remembered(known, province="20", vintage="2025-07")


def test_further_headings_go_on_working(folder: Path) -> None:
    """A headings file of a workbook's entry stays in force when the workbook is put in again."""
    file = write(folder / "workbooks" / "so-khcn.xlsx")
    (folder / "headings.toml").write_text(
        f'[columns.villages_with_fibre]\nnames = ["{UNCLEAR}"]\n', encoding="utf-8-sig"
    )
    settings = folder / "province.toml"
    content = SETTINGS.replace(
        'operator = "any"', 'operator = "viettel"\nheadings = "headings.toml"'
    )
    settings.write_text(content, encoding="utf-8")
    added = add(file, folder)
    assert not added.questions
    assert counts(added.readings[0], "villages_fibre") == FIBRE
    assert open_workspace(folder).workbooks[0].headings == folder / "headings.toml"
    assert len(open_workspace(folder).workbooks) == 1


# ---- what is written -----------------------------------------------------------------------------
def test_remarks_stay_and_only_the_entry_is_new(known: Path) -> None:
    now = (known / "province.toml").read_text(encoding="utf-8")
    entry = (
        '\n[[workbooks]]\npath = "workbooks/viettel-q3.xlsx"\noperator = "viettel"\n'
        'sender = "viettel"\n'
    )
    assert now.replace(entry, "", 1) == SETTINGS
    assert now.index(entry) < now.index("# ranh giới")


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_line_ends_stay(end: str, folder: Path, tmp_path: Path) -> None:
    settings = folder / "province.toml"
    settings.write_bytes(b"\xef\xbb\xbf" + SETTINGS.replace("\n", end).encode())
    add(write(tmp_path / "viettel.xlsx", headings=HEADINGS[:5]), folder)
    content = settings.read_bytes().decode()
    assert set(re.findall(r"\r?\n", content)) == {end}
    assert tomllib.loads(content)["workbooks"][1]["operator"] == "viettel"


def test_a_file_already_there_is_never_overwritten(known: Path, tmp_path: Path) -> None:
    before = (known / "workbooks" / "viettel-q3.xlsx").read_bytes()
    (tmp_path / "other").mkdir()
    other = write(tmp_path / "other" / "viettel-q3.xlsx", shift=2)
    assert add(other, known).path == "workbooks/viettel-q3-2.xlsx"
    assert (known / "workbooks" / "viettel-q3.xlsx").read_bytes() == before
    # The same bytes are not kept twice.
    count = len(list((known / "workbooks").iterdir()))
    assert add(other, known).path == "workbooks/viettel-q3-2.xlsx"
    assert len(list((known / "workbooks").iterdir())) == count


@pytest.mark.parametrize("failing", ["province.toml", "viettel.toml", "viettel-q4.xlsx"])
def test_a_write_that_fails_leaves_everything_as_it_was(
    failing: str, known: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(known)
    own = storing._write

    def write_but(path: Path, content: bytes, **options: Any) -> None:
        if path.name == failing:
            raise OutputError("files.cannot_write", where=str(path), found="disk full")
        own(path, content, **options)

    monkeypatch.setattr(storing, "_write", write_but)
    headings = [*HEADINGS[:5], "Thôn có cáp"]
    file = later(tmp_path / "viettel-q4.xlsx", headings=headings)
    with pytest.raises(OutputError):
        add(file, known, columns={"Thôn có cáp": "villages_with_fibre"})
    assert tree(known) == before


# ---- hostile texts -------------------------------------------------------------------------------
EVIL = 'Thôn có\x1b[2J quang"\n[[workbooks]]\npath = "/etc/passwd" #\u202e'


def test_hostile_headings_stay_text(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    book = openpyxl.load_workbook(write(tmp_path / "a.xlsx"))
    # openpyxl refuses control characters; Excel's own notation brings them in.
    book.worksheets[0]["F3"] = EVIL.replace("\x1b", "_x001B_")
    file = tmp_path / "=cmd|' (1);rm -rf \u202e.xlsx"
    book.save(file)
    typed(monkeypatch, "villages_with_fibre")
    assert main(["add", str(file), str(folder), "--sender", "../../=evil\x1b"]) == 0
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    names = set(tree(folder))
    assert names == {"province.toml", "workbooks/cmd-1-rm-rf.xlsx", "mappings/evil.toml"}
    said = tomllib.loads((folder / "province.toml").read_text(encoding="utf-8"))
    assert [one["path"] for one in said["workbooks"]] == [
        "workbooks/so-khcn.xlsx", "workbooks/cmd-1-rm-rf.xlsx",
    ]  # fmt: skip
    form = tomllib.loads((folder / "mappings" / "evil.toml").read_text(encoding="utf-8"))
    assert list(form) == ["forms"]
    assert all(column["heading"].isprintable() for column in form["forms"][0]["columns"])
    assert counts(stored(folder), "villages_fibre") == FIBRE


@pytest.mark.parametrize("sender", ["../x", "a/b", "=x", "X", "", "a.toml"])
def test_a_sender_in_the_settings_is_no_path(sender: str, folder: Path) -> None:
    path = folder / "province.toml"
    path.write_text(SETTINGS.replace('operator = "any"', f'operator = "any"\nsender = "{sender}"'))
    with pytest.raises(Exception, match="sender") as error:
        open_workspace(folder)
    assert isinstance(error.value, SettingsError) or "province.toml" in str(error.value)


@pytest.mark.parametrize(
    "written", ["../people_4g", "people_4g/..", "people.4g", "__class__", "[x]"]
)
def test_odd_ids_are_no_meaning(written: str, folder: Path, tmp_path: Path) -> None:
    asked: list[str] = []

    def ask(question: Question) -> str | None:
        if question.topic == "columns":
            with pytest.raises(ParameterError) as error:
                question.value(written)
            asked.append(error.value.sentence("en"))
        return None

    with pytest.raises(ParameterError):
        intake.add_workbook(write(tmp_path / "viettel.xlsx"), folder, ask=ask)
    assert len(asked) == 1


# ---- several in one file -------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "asked", "operators"),
    [("tong-hop.xlsx", [], ("any",)), ("mobifone.xlsx", ["operator"], ("viettel", "vnpt"))],
)
def test_columns_of_several_operators_say_whose_they_are(
    folder: Path, tmp_path: Path, name: str, asked: list[str], operators: tuple[str, ...]
) -> None:
    headings = (
        *HEADINGS[:3],
        "Viettel: dân số được phủ sóng 4G",
        "Số thôn",
        "VNPT: số thôn có sóng 4G",
    )
    file = write(tmp_path / name, title="TỔNG HỢP ĐẾN 30/9/2025", headings=headings)
    questions: list[Question] = []

    def ask(question: Question) -> str | None:
        questions.append(question)
        return question.value("1")

    added = intake.add_workbook(file, folder, ask=ask)
    assert [one.topic for one in questions] == asked
    assert added.operators == operators
    books = open_workspace(folder).workbooks[1:]
    assert [one.operator for one in books] == list(operators)
    assert {one.path.name for one in books} == {name}
    found = pd.concat(
        [stored(folder, place - len(books)).observations for place, _ in enumerate(books)]
    )
    for indicator, operator, figures in (
        ("pop_4g", "viettel", [900.0 - i for i in range(12)]), ("villages_4g", "vnpt", FIBRE),
    ):  # fmt: skip
        own = found[(found["indicator"] == indicator) & (found["operator"] == operator)]
        assert list(own["numerator"])[:12] == figures


def test_a_file_of_operators_columns_alone_needs_no_question(folder: Path, tmp_path: Path) -> None:
    headings = [*HEADINGS[:2], "Viettel: số thôn có sóng 4G", "VNPT: số thôn có sóng 4G"]
    file = write(tmp_path / "tong-hop.xlsx", title="HIỆN TRẠNG ĐẾN 30/9/2025", headings=headings)
    added = add(file, folder)
    assert (added.operators, added.as_of) == (("any",), dt.date(2025, 9, 30))
    said = understood_text(added.readings[0].understood, lang="vi").splitlines()
    assert [line.split()[0][0] for line in said[1:]] == ["A", "B", "C", "D"]
    assert ["Viettel; số lượng" in line for line in said if "Viettel:" in line] == [True]
    assert ["VNPT VinaPhone; số lượng" in line for line in said if "VNPT:" in line] == [True]


@pytest.mark.parametrize(
    ("titles", "operators"),
    [
        (["Trạm của Viettel đến 30/9/2025", "Trạm của VNPT đến 30/9/2025"], ("any",)),
        (["Trạm của Viettel đến 30/9/2025", "Trạm đến 30/9/2025"], ("viettel",)),
        (["Trạm đến 30/9/2025", "Số thôn có sóng đến 30/9/2025"], ()),
    ],
)
def test_a_sheet_of_each_operator_says_whose_it_is(
    folder: Path, tmp_path: Path, titles: list[str], operators: tuple[str, ...]
) -> None:
    headings = [*HEADINGS[:3], "Dân số được phủ sóng 4G"]
    file = write(tmp_path / "trạm.xlsx", title=titles[0], headings=headings)
    book = openpyxl.load_workbook(file)
    sheet = book.copy_worksheet(book.worksheets[0])
    sheet["A1"] = titles[1]
    book.save(file)
    assert operators_of(file, folder) == operators


# ---- what cannot be used at all ------------------------------------------------------------------
def test_a_file_of_another_province_is_not_put_in(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = tree(folder)
    prompts = typed(monkeypatch)
    file = write(tmp_path / "viettel.xlsx", title="SỐ LIỆU ĐẾN 30/9/2025", province="96")
    assert main(["add", str(file), str(folder), "--lang", "en"]) == 1
    said = capsys.readouterr()
    assert not prompts  # nothing is asked about a file that is refused
    assert "“viettel.xlsx” was not put in" in said.err
    assert "Cà Mau" in said.err
    assert "--anyway" in said.err
    assert "must have headings of their own" not in said.out
    assert tree(folder) == before
    words = ["add", str(file), str(folder), "--lang", "en", "--yes", "--anyway"]
    assert main([*words, "--operator", "viettel"]) == 1
    said = capsys.readouterr()
    assert f"dxanalysis remove viettel.xlsx {folder}" in said.out
    assert len(open_workspace(folder).workbooks) == 2


def test_a_file_without_a_usable_row_is_not_put_in(folder: Path, tmp_path: Path) -> None:
    listed = units.load_units(province="20")["unit_name"].iloc[:2]
    file = write(
        tmp_path / "viettel.xlsx", headings=HEADINGS[:5], rows=slice(2),
        rename={str(name): f"Xã Không Có {i}" for i, name in enumerate(listed)},
    )  # fmt: skip
    book = openpyxl.load_workbook(file)
    book.worksheets[0].delete_cols(1)  # no codes
    book.save(file)
    before = tree(folder)
    with pytest.raises(ChecksFailedError, match="none of its rows can be used") as error:
        add(file, folder, as_of=dt.date(2025, 9, 30))
    assert set(error.value.findings["rule"]) == {"unit_unknown"}
    assert tree(folder) == before
    # With one row that can be used it is put in, and says what is wrong with the other.
    book = openpyxl.load_workbook(file)
    book.worksheets[0]["A4"] = listed.iloc[0]
    book.save(file)
    added = add(file, folder, as_of=dt.date(2025, 9, 30))
    assert list(added.findings.loc[added.findings["severity"] == "error", "rule"]) == [
        "unit_unknown"
    ]


# ---- what the figures allow ----------------------------------------------------------------------
def test_meanings_are_offered_that_the_figures_allow(folder: Path, tmp_path: Path) -> None:
    headings = ("Mã xã", "Tên xã", "Dân số", "Phủ sóng 4G")
    file = write(tmp_path / "viettel.xlsx", headings=headings)
    book = openpyxl.load_workbook(file)
    for row in range(4, 16):
        book.worksheets[0][f"C{row}"] = 30_000 + row
        book.worksheets[0][f"D{row}"] = 29_000 + row
    book.save(file)
    offered: list[str] = []

    def ask(question: Question) -> str | None:
        offered.extend(choice.value for choice in question.choices)
        return "schools_with_4g"

    added = intake.add_workbook(file, folder, ask=ask)
    assert offered[0] == "people_4g"
    assert not [one for one in offered if one.startswith(("schools", "clinics", "villages"))]
    assert not [one for one in offered if one.endswith("_pct")]
    # Whoever says schools all the same is told, and there are no such schools.
    doubted = added.findings[added.findings["rule"] == "things_beyond_belief"]
    assert list(doubted["severity"]) == ["warning"]
    assert all(map(math.isnan, counts(stored(folder), "schools_covered")))


def test_a_day_to_come_is_asked_about_and_one_given_instead_counts(
    folder: Path, tmp_path: Path
) -> None:
    file = write(tmp_path / "so.xlsx", title="Số liệu tính đến 30/9/2052", headings=HEADINGS[:5])
    with pytest.raises(QuestionsOpenError) as open_:
        add(file, folder, operators=("vnpt",))
    assert all("30/9/2052" in open_.value.sentence(lang) for lang in LANGUAGES)
    with pytest.raises(ParameterError) as error:
        add(file, folder, operators=("vnpt",), as_of=dt.date(2052, 9, 30))
    assert error.value.params["found"] == "2052-09-30"
    add(file, folder, operators=("vnpt",), as_of=dt.date(2025, 9, 30))
    reading = stored(folder)
    assert {f"{day:%Y-%m-%d}" for day in reading.observations["as_of"]} == {"2025-09-30"}
    assert "error" not in set(reading.findings["severity"])
    assert "as_of_differs" in set(reading.findings["rule"])
