"""What is far larger than any office's is refused early, and what an office may send is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
import xlsxwriter

from dxanalysis.errors import FileUnreadableError
from dxanalysis.intake import adding
from dxanalysis.lang import LANGUAGES
from dxanalysis.sources.boundaries.plausibility import fault
from dxanalysis.sources.wide_table import convert_file
from dxanalysis.sources.workbook.reader import WorkbookPreview, preview_workbook, read_workbook
from dxanalysis.units import load_units

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

HEADINGS = "Mã xã;Tên xã;Dân số;Dân số có sóng 4G"


def communes() -> list[str]:
    """Give a row of figures of each commune."""
    listed = load_units(province="14")["unit_name"]
    return [f"{code};{name};1000;900" for code, name in listed.items()]


def write(path: Path, lines: Iterable[str]) -> Path:
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def refusal(path: Path) -> str:
    """Read a workbook that is refused: the sentence's key."""
    with pytest.raises(FileUnreadableError) as caught:
        read_workbook(path, operator="viettel", province="14")
    for lang in LANGUAGES:
        assert str(caught.value.params["expected"])[:1] in caught.value.sentence(lang)
    return caught.value.key


def test_more_rows_than_any_provinces_are_refused(tmp_path: Path) -> None:
    many = write(tmp_path / "a.csv", [HEADINGS, *communes() * 270])
    assert refusal(many) == "workbook.too_many_rows"


@pytest.mark.parametrize(("lines", "is_read"), [(300, True), (2100, False)])
def test_a_table_may_have_hundreds_of_lines_above_it(
    tmp_path: Path, lines: int, *, is_read: bool
) -> None:
    above = [f"Công văn số {number} gửi Sở" for number in range(lines)]
    path = write(tmp_path / "a.csv", [*above, HEADINGS, *communes()])
    if is_read:
        reading = read_workbook(path, operator="viettel", province="14")
        assert reading.observations["unit_code"].nunique() == 75
    else:
        assert refusal(path) == "workbook.too_many_lines"


def test_more_notes_than_a_province_has_villages_are_refused(tmp_path: Path) -> None:
    notes = [
        f"Ghi chú {number}: số liệu do đơn vị cung cấp, {'đã kiểm tra ' * 3}"
        for number in range(6100)
    ]
    path = write(tmp_path / "a.csv", [HEADINGS, *communes(), *notes])
    assert refusal(path) == "workbook.too_many_sentences"


def test_more_sheets_than_any_province_has_communes_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    for _ in range(301):
        book.add_worksheet().write(0, 0, "Tên xã")
    book.close()
    assert refusal(path) == "workbook.too_many_sheets"


def boxes(count: int, *, nested: bool) -> list[shapely.Polygon]:
    """Give squares side by side, or each within the one before."""
    sides = np.linspace(0.1, 0.05, count)
    if nested:
        return [shapely.box(104 - side, 21 - side, 104 + side, 21 + side) for side in sides]
    across = int(count**0.5) + 1
    corners = np.column_stack(np.divmod(np.arange(count), across)) * 0.001 + (104, 21)
    return [shapely.box(x, y, x + 0.0005, y + 0.0005) for x, y in corners]


@pytest.mark.parametrize(
    ("count", "nested", "rule"),
    [(3000, False, ""), (10_001, False, "many_parts"), (3000, True, "many_parts"), (20, True, "")],
)
def test_a_commune_of_islands_is_sound_and_parts_within_parts_are_not(
    count: int, rule: str, *, nested: bool
) -> None:
    parts = boxes(count, nested=nested)
    assert fault(np.array([shapely.MultiPolygon(parts)])) == rule
    assert fault(np.array(parts)) == rule


def test_holes_within_holes_are_no_ground() -> None:
    outer, *holes = boxes(3000, nested=True)
    pierced = shapely.Polygon(outer.exterior, [hole.exterior for hole in holes])
    assert fault(np.array([pierced])) == "many_parts"


@pytest.mark.parametrize("names", [[f"Cột {one}" for one in range(3000)], ["Cột 2"] * 3000])
def test_a_sentence_lists_the_first_of_thousands_of_columns(
    tmp_path: Path, names: list[str]
) -> None:
    path = write(tmp_path / "a.csv", [";".join(names), ";".join("1" * len(names))])
    with pytest.raises(FileUnreadableError) as caught:
        convert_file(path, out=tmp_path / "b.csv", province="14")
    for lang in LANGUAGES:
        sentence = caught.value.sentence(lang)
        assert "Cột 2" in sentence
        assert len(sentence) < 400
        assert "3000" in sentence


def test_a_workbook_is_looked_at_once_in_each_way(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[str] = []

    def counted(path: Path, *, operator: str, **about: object) -> WorkbookPreview:
        looks.append(operator)
        return preview_workbook(path, operator=operator, **about)  # type: ignore[arg-type]

    monkeypatch.setattr(adding, "preview_workbook", counted)
    sample = root / "data" / "son-la"
    adding.add_workbook(
        sample / "workbooks" / "viettel.xlsx", sample, ask=lambda _: None, only_look=True
    )
    assert sorted(looks) == ["any", "viettel"]
