"""The menus of "check my files": they put a workbook in as the command does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dxanalysis.intake.panel import add_with_menus
from dxanalysis.workspace import open_workspace
from tests.intake_files import FIBRE, HEADINGS, UNCLEAR, counts, make_workspace, stored, tree, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a workspace, with remarks in its settings."""
    return make_workspace(tmp_path / "lang-son")


def test_a_menu_for_each_column_and_a_button(folder: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "so lieu.xlsx", title="SỐ LIỆU")
    before = tree(folder)
    panel = add_with_menus(folder, file=file, lang="en")
    # The columns of units are no figures; each other has its meaning, or none yet.
    assert {name: menu.value for name, menu in panel.columns.items()} == {
        "Dân số": "population",
        "Dân số được phủ sóng 4G": "people_4g",
        "Số thôn": "villages",
        UNCLEAR: "",
    }
    panel.put()
    assert panel.added is None
    assert "“Figures of”" in panel._said.value
    assert "--answers" not in panel._said.value  # there is no command line here
    panel.operator.value = "vnpt"
    panel.day.value = "30/9/2025"
    assert tree(folder) == before
    panel.columns[UNCLEAR].value = "villages_with_fibre"
    panel.columns["Số thôn"].value = "ignored"
    panel.put()
    assert panel.added is not None, panel._said.value
    reading = stored(folder)
    assert counts(reading, "villages_fibre") == FIBRE
    assert not counts(reading, "villages")
    book = open_workspace(folder).workbooks[-1]
    assert (book.operator, str(book.as_of)) == ("vnpt", "2025-09-30")


def test_a_correction_is_chosen_where_figures_differ(folder: Path, tmp_path: Path) -> None:
    panel = add_with_menus(folder, file=write(tmp_path / "a.xlsx", headings=HEADINGS[:5]))
    assert panel.corrects.layout.display == "none"
    panel.put()
    assert panel.added is not None, panel._said.value
    first = open_workspace(folder).workbooks[-1].path
    panel.show(write(tmp_path / "b.xlsx", headings=HEADINGS[:5], rows=slice(2, 4), shift=1))
    assert panel.corrects.layout.display is None
    assert panel.corrects.value == "none"  # not guessed
    assert {value for _, value in panel.corrects.options} == {"none", first.name}
    panel.corrects.value = first.name
    panel.put()
    assert panel.added is not None, panel._said.value
    assert open_workspace(folder).workbooks[-1].corrects == first
    panel.show(write(tmp_path / "c.xlsx", headings=HEADINGS[:5], rows=slice(6, 8)))
    assert panel.corrects.layout.display == "none"


def test_what_is_wrong_is_said_and_nothing_is_lost(folder: Path, tmp_path: Path) -> None:
    panel = add_with_menus(folder, file=write(tmp_path / "a.xlsx", title="SỐ LIỆU"), lang="en")
    panel.operator.value = "vnpt"
    panel.day.value = "31/9/2025"
    panel.put()
    assert "31/9/2025" in panel._said.value
    assert panel.added is None
    assert panel.operator.value == "vnpt"
    (tmp_path / "b.xlsx").write_bytes(b"no workbook")
    panel.show(tmp_path / "b.xlsx")
    assert "b.xlsx" in panel._said.value
    assert panel.button.disabled


def test_an_uploaded_name_is_no_path_and_no_markup(folder: Path, tmp_path: Path) -> None:
    evil = "Số <script>alert(1)</script> thôn"
    file = write(tmp_path / "a.xlsx", headings=[*HEADINGS[:5], evil])
    panel = add_with_menus(folder, lang="en")
    assert panel.button.disabled
    panel._take([{"name": "../../<img src=x>.xlsx", "content": memoryview(file.read_bytes())}])
    assert panel.file is not None
    assert panel.file.parent.name.startswith("dxanalysis-")
    assert evil in panel.columns
    still = panel.still()
    assert "<script>" not in still
    assert "&lt;script&gt;" in still
    assert "<script>" not in "".join(
        str(cell.value) for row in panel._table.children for cell in row.children[:3]
    )
    assert not (tmp_path / "<img src=x>.xlsx").exists()
