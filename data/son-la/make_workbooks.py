"""Write the illustrative files in the layouts that operators and agencies send.

``python data/son-la/make_workbooks.py [--out FOLDER]`` writes viettel.xlsx, vnpt.xlsx,
mobifone.xlsx, so-khcn.xlsx, dich-vu-nguoi-dan.xlsx and thue-bao-2g.xlsx, a list of the communes'
regions, a list of villages with invented positions, and a file of speed tests. Running it again
gives the same bytes.
The figures come from figures.py and say in the title, the notes and a sheet that they are made up.
"""

from __future__ import annotations

import argparse
import datetime as dt
import math
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import figures
import xlsxwriter
from layouts import AS_OF, DEPARTMENT, ILLUSTRATIVE, LAYOUTS, Column, Layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

HERE: Final = Path(__file__).parent
CREATED: Final = dt.datetime(2025, 10, 10, 8, 0, 0)  # noqa: DTZ001 - Excel knows no time zone
NOTES: Final = (
    ILLUSTRATIVE,
    (
        "Chưa có số liệu cấp xã nào được công bố. Các số trong tệp này do chương trình tạo ra để "
        "thử phần mềm, cộng lại đúng bằng số toàn tỉnh đã công bố; không dùng để đánh giá xã, "
        "phường hay doanh nghiệp nào."
    ),
    "Dân số: số công bố năm 2025 của 75 xã, phường, có chỉnh lỗi (xem data/README.md).",
    (
        "Tổng số thôn, bản (2.243) chưa được nguồn công khai nào xác nhận; số này được chọn để "
        "các tỷ lệ đã công bố ứng với số thôn, bản nguyên."
    ),
    "Illustrative figures, made by a program; they are nobody's real data.",
)


def add_notes_and_holes(table: pd.DataFrame) -> pd.DataFrame:
    """Write the remarks, and leave a few of each operator's cells blank, as senders do.

    Parameters
    ----------
    table
        What figures.figures made.

    Returns
    -------
    pandas.DataFrame
        A copy with note_any, note_none and note_<operator>; a blank is missing, not zero.
    """
    table = table.copy()
    table["note_any"] = table["note_vi"].fillna("")
    table.loc["03985", "note_any"] = "Gồm cả xã Chiềng Xuân (huyện Vân Hồ cũ)"
    table["note_none"] = ""
    noise = random.Random(figures.SEED + 3)
    for operator, holes in zip(figures.OPERATORS, (4, 9, 6), strict=True):
        none = table[f"people_4g_{operator}"] == 0
        table[f"note_{operator}"] = none.map({True: "Chưa phát sóng", False: ""})
        columns = [
            f"{name}_{operator}" for name in ("villages_with_fibre", "households_subscribed")
        ]
        columns = [*columns, f"stations_2g_{operator}", f"villages_with_4g_{operator}"]
        table[columns] = table[columns].astype(float)
        for code in noise.sample(list(table.index[~none]), holes):
            table.loc[code, noise.choice(columns)] = math.nan
            table.loc[code, f"note_{operator}"] = "Đang rà soát, bổ sung sau"
    return table


class SheetWriter:
    """Write one table with its heading rows, subtotals, total and signatures."""

    def __init__(self, book: xlsxwriter.Workbook, layout: Layout) -> None:
        self.layout = layout
        self.sheet = book.add_worksheet(layout.sheet)
        base = {"font_name": "Times New Roman", "font_size": 11}
        grid = base | {"border": 1}
        self.plain = book.add_format(base | {"align": "center"})
        self.bold = book.add_format(base | {"align": "center", "bold": True})
        self.italic = book.add_format(base | {"align": "center", "italic": True})
        self.head = book.add_format(
            grid | {"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True}
        )
        rate = {"num_format": "0.0%" if layout.rate_scale == 1 else "0.00"}
        forms = {"text": {}, "mark": {"align": "center"}, "count": {"num_format": "#,##0"}}
        self.forms = {
            (kind, strong): book.add_format(grid | form | {"bold": strong})
            for kind, form in (forms | {"rate": rate}).items()
            for strong in (False, True)
        }
        self.columns = (
            Column(("STT",), "number", "text"),
            Column((layout.name_head,), "name", "text"),
            Column((layout.code_head,), "code", "text"),
            *layout.columns,
        )

    def write(self, table: pd.DataFrame) -> None:
        """Write everything.

        Parameters
        ----------
        table
            Communes in the order of the former districts.
        """
        row = self._heading_rows()
        row = self._body(table, self._header(row))
        self._signatures(row + 1)
        self.sheet.set_column(0, 0, 5)
        self.sheet.set_column(1, 1, 30)
        self.sheet.set_column(2, len(self.columns) - 2, 11)
        self.sheet.set_column(len(self.columns) - 1, len(self.columns) - 1, 34)
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)

    def _heading_rows(self) -> int:
        """Write agency, nation, title, letter and date; give the header's first row."""
        layout, last = self.layout, len(self.columns) - 1
        right = max(4, last - 6)  # beside the agency, however few columns there are
        self.sheet.merge_range(0, 0, 0, 3, layout.agency[0], self.plain)
        self.sheet.merge_range(1, 0, 1, 3, layout.agency[1], self.bold)
        self.sheet.merge_range(0, right, 0, last, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", self.bold)
        self.sheet.merge_range(1, right, 1, last, "Độc lập - Tự do - Hạnh phúc", self.bold)
        title = f"{layout.title} ({ILLUSTRATIVE})"
        lines = ((title, self.bold), (layout.letter, self.italic), (AS_OF, self.italic))
        for row, (line, form) in enumerate(lines, 3):
            self.sheet.merge_range(row, 0, row, last, line, form)
        return 7

    def _header(self, top: int) -> int:
        """Write the merged header, the units row and the column numbers; give the next row."""
        depth = max(len(column.head) for column in self.columns)
        self._header_level(top, top + depth - 1, 0, list(enumerate(self.columns)))
        row = top + depth
        if any(column.unit for column in self.columns) and self.layout.numbers == "text":
            for place, column in enumerate(self.columns):
                self.sheet.write_string(row, place, column.unit, self.head)
            row += 1
        for place in range(len(self.columns)):
            self.sheet.write_string(row, place, f"({place + 1})", self.head)
        self.sheet.freeze_panes(row + 1, 3)
        return row + 1

    def _header_level(
        self, row: int, bottom: int, level: int, columns: list[tuple[int, Column]]
    ) -> None:
        """Write one row of the header, merging equal neighbours, then the rows below them."""
        while columns:
            label = columns[0][1].head[level]
            same = [item for item in columns if item[1].head[level : level + 1] == (label,)]
            run = same[: next((n for n, (p, _) in enumerate(same) if p != columns[0][0] + n), None)]
            columns = columns[len(run) :]
            deeper = len(run[0][1].head) > level + 1
            end = row if deeper else bottom
            if (row, run[0][0]) == (end, run[-1][0]):
                self.sheet.write_string(row, run[0][0], label, self.head)
            else:
                self.sheet.merge_range(row, run[0][0], end, run[-1][0], label, self.head)
            if deeper:
                self._header_level(row + 1, bottom, level + 1, run)

    def _body(self, table: pd.DataFrame, row: int) -> int:
        """Write subtotals and communes, then the total; give the next row."""
        subtotals, running = [], 0
        for order, (district, part) in enumerate(table.groupby("district_name", sort=False)):
            small = str(district)[0].lower() + str(district)[1:]
            name = self.layout.area.format(district=district, district_small=small)
            subtotals.append(row)
            self._row(row, part, number=roman(order + 1), name=name)
            for place, code in enumerate(part.index):
                running += 1
                number = running if self.layout.running else place + 1
                self._row(row + place + 1, part.loc[[code]], number=number)
            row += len(part) + 1
        self._row(row, table, number="", name="Tổng cộng", parts=subtotals)
        return row + 1

    def _row(
        self,
        row: int,
        part: pd.DataFrame,
        *,
        number: str | int,
        name: str | None = None,
        parts: Sequence[int] = (),
    ) -> None:
        """Write one commune, or the sums of several under a name."""
        strong = name is not None
        for place, (column, value) in enumerate(
            zip(self.columns, self._values(part, number, name), strict=True)
        ):
            form = self.forms[column.kind, strong]
            formula = self._formula(row, place, column, parts)
            if value is None:
                self.sheet.write_blank(row, place, None, form)
            elif formula:
                self.sheet.write_formula(row, place, formula, form, value)
            elif isinstance(value, str):
                self.sheet.write_string(row, place, value, form)
            else:
                self.sheet.write_number(row, place, value, form)

    def _values(self, part: pd.DataFrame, number: str | int, name: str | None) -> Iterator[Any]:
        """Give the contents of a row, None for a blank cell."""
        layout, code = self.layout, str(part.index[0])
        written = part["unit_name"].iloc[0]
        if layout.short_names:
            written = written.replace("Xã ", "X. ").replace("Phường ", "P. ")
        yield number or None
        yield name or layout.aliases.get(written, written)
        yield None if name else int(code) if layout.code_numbers else code
        for column in layout.columns:
            yield self._value(column, part, strong=name is not None)

    def _value(self, column: Column, part: pd.DataFrame, *, strong: bool) -> str | float | None:
        """Give one cell's content, None for a blank cell."""
        if column.kind == "text":
            return None if strong else part[column.value].iloc[0] or None
        if column.kind == "mark" and not strong:
            return "x"
        if column.kind == "rate":
            return self._rate(column, part)
        values = part[column.value].dropna()
        if values.empty:
            return None
        count = int(values.sum())
        if self.layout.numbers == "real":
            return count
        return "-" if column.dash and count == 0 else f"{count:,}".replace(",", ".")

    def _rate(self, column: Column, part: pd.DataFrame) -> str | float:
        """Give a rate in the sender's scale, cut rather than rounded: none may exceed any's."""
        numerator, denominator = column.value.split("/")
        scale, decimals = self.layout.rate_scale, self.layout.rate_decimals
        above, below = int(part[numerator].sum()), int(part[denominator].sum())
        if decimals is None:
            rate = above * scale / below
        else:
            rate = (above * scale * 10**decimals // below) / 10**decimals
        if self.layout.numbers == "real":
            return rate
        return f"{rate:.{decimals}f}".replace(".", ",") if above else "0"

    def _formula(self, row: int, place: int, column: Column, parts: Sequence[int]) -> str:
        """Give the formula of a rate or of a total; empty where the sender writes values."""
        cell = xlsxwriter.utility.xl_rowcol_to_cell
        if not self.layout.formulas:
            return ""
        if column.kind == "count" and parts:
            return "=" + "+".join(cell(part, place) for part in parts)
        places = {other.value: n for n, other in enumerate(self.columns)}
        above, _, below = column.value.partition("/")
        if column.kind == "rate" and above in places:
            return f"={cell(row, places[above])}/{cell(row, places[below])}*100"
        return ""

    def _signatures(self, row: int) -> None:
        """Write place, date and who signs."""
        last = len(self.columns) - 1
        self.sheet.write_string(row, last - 3, "Sơn La, ngày … tháng 10 năm 2025", self.italic)
        self.sheet.write_string(row + 1, 1, "NGƯỜI LẬP BIỂU", self.bold)
        self.sheet.write_string(row + 1, last - 3, "KT. GIÁM ĐỐC", self.bold)
        self.sheet.write_string(row + 2, last - 3, "PHÓ GIÁM ĐỐC", self.bold)
        self.sheet.write_string(row + 3, 1, "(Ký, ghi rõ họ tên)", self.italic)
        self.sheet.write_string(row + 3, last - 3, "(Ký tên, đóng dấu)", self.italic)
        self.sheet.write_string(row + 5, 1, f"Ghi chú: {ILLUSTRATIVE}.", self.plain)


def roman(number: int) -> str:
    """Write 1 to 39 in Roman numerals."""
    ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "X" * (number // 10) + ones[number % 10]


def write_notes(book: xlsxwriter.Workbook) -> None:
    """Write the sheet that says what the figures are."""
    sheet = book.add_worksheet("Ghi chú")
    sheet.set_column(0, 0, 110)
    wrap = book.add_format({"text_wrap": True, "font_name": "Times New Roman", "font_size": 12})
    for row, line in enumerate(NOTES):
        sheet.write_string(row, 0, line, wrap)


def write_villages(book: xlsxwriter.Workbook, villages: pd.DataFrame) -> None:
    """Write the list of villages without 4G."""
    sheet = book.add_worksheet("Thôn bản trắng sóng")
    head = book.add_format({"bold": True, "border": 1, "align": "center", "text_wrap": True})
    cell = book.add_format({"border": 1})
    bold = book.add_format({"bold": True, "align": "center"})
    sheet.merge_range(0, 0, 0, 7, f"DANH SÁCH THÔN, BẢN CHƯA CÓ SÓNG 4G ({ILLUSTRATIVE})", bold)
    sheet.merge_range(1, 0, 1, 7, AS_OF, bold)
    heads = ("STT", "Xã", "Mã xã", "Thôn/bản", "Số hộ", "Số người", "Điện lưới", "Ghi chú")
    for place, label in enumerate(heads):
        sheet.write_string(3, place, label, head)
    for row, village in enumerate(villages.itertuples(), 4):
        power = "Có" if village.electricity else "Không"
        values = (row - 3, village.unit_name, village.unit_code, village.village)
        for place, value in enumerate((*values, village.households, village.people, power, None)):
            sheet.write(row, place, value, cell)
    end = 4 + len(villages)
    sheet.write_string(end, 1, "Tổng cộng", head)
    for place, name in ((4, "households"), (5, "people")):
        sheet.write_number(end, place, int(villages[name].sum()), head)
    sheet.set_column(1, 3, 26)


def write_workbooks(folder: Path) -> list[Path]:
    """Write all.

    Parameters
    ----------
    folder
        Where to; made if missing.

    Returns
    -------
    list of pathlib.Path
        The files.
    """
    folder.mkdir(parents=True, exist_ok=True)
    whole = figures.figures()
    table = add_notes_and_holes(whole)
    paths = []
    for layout in LAYOUTS:
        paths.append(folder / layout.file)
        with xlsxwriter.Workbook(paths[-1], {"strings_to_numbers": False}) as book:
            book.set_properties({"title": ILLUSTRATIVE, "comments": NOTES[1], "created": CREATED})
            if layout.notes_first:
                write_notes(book)
            SheetWriter(book, layout).write(table)
            if layout is DEPARTMENT:
                write_villages(book, figures.dark_villages(whole))
            if not layout.notes_first:
                write_notes(book)
    lists = {
        "khu-vuc-minh-hoa.csv": (figures.regions(whole), ","),
        "do-kiem-minh-hoa.csv": (figures.speed_tests(whole), ";"),
        "thon-ban-minh-hoa.csv": (figures.listed_villages(whole), ","),
    }
    for name, (listed, between) in lists.items():
        paths.append(folder / name)
        listed.to_csv(
            paths[-1], index=False, sep=between, encoding="utf-8-sig", lineterminator="\n"
        )
    return paths


def main() -> None:
    """Read the command line and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--out", type=Path, default=HERE / "workbooks", help="folder to write to")
    for path in write_workbooks(parser.parse_args().out):
        print(path)


if __name__ == "__main__":
    main()
