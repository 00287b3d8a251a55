"""Composes tables from columns, and notes what they say."""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tests.layouts.books import Sheet, runs, save
from tests.layouts.figures import VILLAGE_WORDS, Commune, communes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.layouts.columns import Column
    from tests.layouts.truths import Entry, Truth

AS_OF = "2025-09-30"
ABBREVIATIONS = {"xã": "X.", "phường": "P."}


@dataclass(frozen=True)
class Form:
    """
    How a table is laid out around its columns.

    ``names`` is one of full, short, upper, abbreviated, office ("UBND xã …"), district ("Xã A
    (huyện B cũ)"), footnote, decomposed (NFD), numbered ("1. Xã A"); ``codes`` one of text,
    number, float, or empty; ``groups`` one of rows, sums (rows with subtotals), column, or empty;
    ``total`` one of last, first, or empty.
    """

    index: str = "STT"
    name: str = "Tên xã, phường"
    code: str = "Mã xã"
    names: str = "full"
    codes: str = "text"
    code_after: bool = True
    merged: bool = True
    repeated: bool = False
    units_row: bool = False
    numbers_row: str = ""
    groups: str = ""
    district: str = "Huyện, thành phố (cũ)"
    total: str = ""
    total_label: str = "Tổng cộng"
    page: int = 0
    page_sums: bool = False
    gap: int = 0


class Case:
    """A workbook under construction, for one province."""

    def __init__(self, truth: Truth, *, seed: int = 0) -> None:
        self.truth = truth
        self.province = truth.province
        self.word = VILLAGE_WORDS[truth.province]
        self.communes = communes(truth.province, seed=seed)
        self.rng = random.Random(f"{truth.name} {truth.province} {seed}")  # noqa: S311
        self.sheets: list[Sheet] = []
        shorts = Counter(c.short for c in self.communes)
        self.doubled = {short for short, count in shorts.items() if count > 1}

    def sheet(self, title: str, *, hidden: bool = False) -> Sheet:
        """Add a sheet."""
        made = Sheet(title, hidden=hidden)
        self.sheets.append(made)
        return made

    def say(self, text: str) -> str:
        """Put the regional words for a village into a text."""
        return text.replace("{v}", self.word).replace("{V}", self.word.capitalize())

    def top(
        self,
        sheet: Sheet,
        title: str,
        date: str = "(Số liệu tính đến ngày 30/9/2025)",
        *,
        office: str = "UBND TỈNH\nSỞ KHOA HỌC VÀ CÔNG NGHỆ",
        right: int = 5,
        more: Sequence[str] = (),
    ) -> int:
        """Write the head of a letter; give the first free row, one left empty."""
        row = 0
        for row, line in enumerate(office.split("\n") if office else []):
            sheet.put(row, 0, line)
        if office:
            sheet.put(0, right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
            sheet.put(1, right, "Độc lập - Tự do - Hạnh phúc")
            row = 3
        for line in (self.say(title), *more, date):
            if line:
                sheet.put(row, 0, line)
                row += 1
        return row + 1

    def foot(self, sheet: Sheet, *, at: int = 1, right: int = 4) -> None:
        """Write recipients and signatures below."""
        row = sheet.end + 1
        sheet.put(
            row,
            right,
            "Lạng Sơn, ngày 08 tháng 10 năm 2025"
            if self.province == "20"
            else "Ngày 08 tháng 10 năm 2025",
        )
        sheet.put(row + 1, at, "NGƯỜI LẬP BIỂU")
        sheet.put(row + 1, right, "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC")
        sheet.put(row + 5, at, "Nguyễn Thị Hoa")
        sheet.put(row + 5, right, "Trần Văn Minh")
        sheet.put(row + 7, 0, "Nơi nhận:")
        sheet.put(row + 8, 0, "- Như trên;")
        sheet.put(row + 9, 0, "- Lưu: VT, KTHT.")

    def name(self, commune: Commune, style: str, place: int = 0) -> str:
        """Write a unit's name in a style of ``Form.names``."""
        full = commune.name
        if commune.short in self.doubled and style == "short":
            return full
        rest = commune.short
        written = {
            "full": full,
            "short": rest,
            "upper": full.upper(),
            "lower": full[0].lower() + full[1:],
            "abbreviated": f"{ABBREVIATIONS.get(commune.kind, commune.kind)} {rest}",
            "office": f"UBND {full[0].lower() + full[1:]}",
            "police": f"Công an {full[0].lower() + full[1:]}",
            "police_short": f"CA {full[0].lower() + full[1:]}",
            "district": f"{full} ({commune.district[0].lower() + commune.district[1:]} cũ)",
            "footnote": full + ("", " (1)", "(*)", "²", "")[place % 5],
            "decomposed": unicodedata.normalize("NFD", full),
            "numbered": f"{place + 1}. {full}",
            "spaced": "  " + full.replace(" ", "  ") + " ",
            "dashed": f"{full} - {commune.code}",
        }
        return written[style]

    def code(self, commune: Commune, style: str) -> Any:
        """Write a unit's code in a style of ``Form.codes``."""
        return {"text": commune.code, "number": int(commune.code), "float": float(commune.code)}[
            style
        ]

    def ordered(self, *, by_district: bool = False) -> list[Commune]:
        """Give the communes in the order of the sheet."""
        return (
            sorted(self.communes, key=lambda c: (c.district, c.code))
            if by_district
            else list(self.communes)
        )

    def table(
        self,
        sheet: Sheet,
        columns: Sequence[Column],
        form: Form = Form(),
        *,
        at: int = 0,
        left: int = 0,
        some: Sequence[Commune] | None = None,
        note: bool = True,
        start: int = 1,
    ) -> int:
        """Write a table with its headings; give the first free row below it."""
        labels = self._labels(form)
        paths = [[label] for label in labels] + [c.path(self.word) for c in columns]
        self.truth.all_headings |= {part for path in paths for part in path}
        row = self._head(sheet, paths, form, at, left)
        first = left + len(labels)
        if form.units_row:
            sheet.line(row, [c.unit or None for c in columns], at=first)
            row += 1
        if form.numbers_row:
            marks = [form.numbers_row.format(n) for n in range(1, len(paths) + 1)]
            sheet.line(row, marks, at=left)
            row += 1
        listed = (
            list(some)
            if some is not None
            else self.ordered(by_district=form.groups in {"rows", "sums"})
        )
        if form.total == "first":
            row = self._sums(sheet, row, left, labels, columns, listed, form.total_label)
        return self._body(
            sheet, row, left, labels, columns, form, listed, paths, note=note, start=start
        )

    def _labels(self, form: Form) -> dict[str, str]:
        labels = {form.index: "index"} if form.index else {}
        if form.groups == "column":
            labels[form.district] = "district"
        pair = [(form.name, "name")] + ([(form.code, "code")] if form.codes else [])
        return labels | dict(pair if form.code_after else reversed(pair))

    def _head(self, sheet: Sheet, paths: list[list[str]], form: Form, at: int, left: int) -> int:
        depth = max(map(len, paths))
        for level in range(depth):
            shown = ["|".join(p[: level + 1]) if len(p) > level else "" for p in paths]
            for a, b in runs(shown):
                text = paths[a][level]
                sheet.put(at + level, left + a, text)
                last = len(paths[a]) == level + 1
                if form.repeated:
                    sheet.line(at + level, [text] * (b - a + 1), at=left + a)
                bottom = at + (depth - 1 if last else level)
                if (
                    form.merged
                    and not form.repeated
                    and (b > a or bottom > at + level)
                    and (not last or a == b)
                ):
                    sheet.merged.append((at + level, left + a, bottom, left + b))
                elif last and b > a:
                    sheet.line(at + level, [text] * (b - a + 1), at=left + a)
        return at + depth

    def _body(  # noqa: PLR0917
        self, sheet: Sheet, row: int, left: int, labels: dict[str, str], columns: Sequence[Column],
        form: Form, listed: list[Commune], paths: list[list[str]], *, note: bool, start: int,
    ) -> int:  # fmt: skip
        district, group, page = "", 0, 0
        for place, commune in enumerate(listed):
            if form.groups in {"rows", "sums"} and commune.district != district:
                district, group = commune.district, group + 1
                mine = [c for c in listed if c.district == district]
                row = self._group(sheet, row, left, labels, columns, form, mine, group)
            if form.page and place and place % form.page == 0:
                if form.page_sums:
                    row = self._sums(
                        sheet, row, left, labels, columns, listed[:place], "Cộng mang sang"
                    )
                row = self._head(sheet, paths, replace(form, merged=False), row, left)
                if form.page_sums:
                    row = self._sums(sheet, row, left, labels, columns, listed[:place], "Mang sang")
                page += 1
            self._row(
                sheet, row, left, labels, columns, form, commune, place, note=note, start=start
            )
            row += 1 + (form.gap if place % 10 == 9 else 0)
        if form.total == "last":
            row = self._sums(sheet, row, left, labels, columns, listed, form.total_label)
        return row

    def _row(  # noqa: PLR0917
        self, sheet: Sheet, row: int, left: int, labels: dict[str, str], columns: Sequence[Column],
        form: Form, commune: Commune, place: int, *, note: bool, start: int,
    ) -> None:  # fmt: skip
        written = {
            "index": place + start,
            "name": self.name(commune, form.names, place),
            "code": self.code(commune, form.codes) if form.codes else None,
            "district": commune.district,
        }
        sheet.line(row, [written[role] for role in labels.values()], at=left)
        for at, column in enumerate(columns, start=left + len(labels)):
            value, gives = column.cell(commune, place)
            sheet.put(row, at, value)
            if column.form:
                sheet.formats[row, at] = column.form
            for what, entry in gives.items() if note else ():
                self.note(commune, what, entry, column)

    def note(self, commune: Commune, what: str, entry: Entry, column: Column) -> None:
        """Note what a cell of a column says."""
        self.truth.note(
            commune.code,
            what,
            entry,
            operator=column.operator,
            as_of=column.as_of,
            heading="|".join(column.path(self.word)),
        )

    def _group(  # noqa: PLR0917
        self, sheet: Sheet, row: int, left: int, labels: dict[str, str], columns: Sequence[Column],
        form: Form, mine: list[Commune], group: int,
    ) -> int:  # fmt: skip
        numeral = (
            ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")[group]
            if group < 11
            else str(group)
        )
        name = f"{mine[0].district} (cũ)"
        if form.groups == "sums":
            self._sums(sheet, row, left, labels, columns, mine, name)
        else:
            sheet.put(row, left + list(labels.values()).index("name"), name)
        if "index" in labels.values():
            sheet.put(row, left, numeral)
        return row + 1

    def _sums(  # noqa: PLR0917
        self, sheet: Sheet, row: int, left: int, labels: dict[str, str], columns: Sequence[Column],
        listed: Sequence[Commune], label: str,
    ) -> int:  # fmt: skip
        sheet.put(row, left + list(labels.values()).index("name"), label)
        for at, column in enumerate(columns, start=left + len(labels)):
            what = column.gives or column.trap
            if not what or what.startswith(("%", "text:")) or "/" in what:
                continue
            cells = [column.cell(c, place)[1].get(what) for place, c in enumerate(listed)]
            known = [
                entry.value / column.scale for entry in cells if entry and entry.value is not None
            ]
            if column.gives and known:
                sheet.put(row, at, column.show(round(sum(known), 6)))
        return row + 1

    def save(self, folder: Path, ending: str) -> Path:
        """Write the file and give its path."""
        clean = re.sub(r"\W+", "_", self.truth.name)
        path = folder / f"{clean}-{self.province}{ending}"
        save(self.sheets, path)
        self.truth.file = path.name
        return path
