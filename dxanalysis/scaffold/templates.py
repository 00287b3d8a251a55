"""Empty workbooks to be filled in: one row a commune, one column a figure, in both languages.

Which columns a workbook has stands in ``catalogue/templates.toml``; what they mean, in the
catalogue of indicators. What is filled in is read by :mod:`dxanalysis.sources.workbook.reader` like
any other file.
"""

from __future__ import annotations

import functools
import io
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

import xlsxwriter
from pydantic import Field
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from dxanalysis.indicators import OPERATORS, Indicator, indicator_of, indicators
from dxanalysis.lang import LANGUAGES, Lang, text
from dxanalysis.sources.workbook.reader import column_kind
from dxanalysis.toml_files import CONFIG, Flag, read_catalogue
from dxanalysis.units import registry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pandas as pd

_ROOM: Final = "newworkspace"
_KEYS: Final = ("order", "unit_code", "unit_name", "district_name")
_HEAD_ROW: Final = 6
_AS_OF_ROW: Final = 3
_VILLAGE_ROWS: Final = 1_000
_A4: Final = 9
_GUIDE_WIDTH: Final = 100
_LINE_HEIGHT: Final = 15.5
_VILLAGE_COLUMNS: Final = (
    "order",
    "unit_name",
    "village",
    "village_households",
    "village_people",
    "electricity",
    "latitude",
    "longitude",
    "note",
)
_WIDTHS: Final = {
    "order": 6,
    "unit_code": 9,
    "unit_name": 26,
    "district_name": 26,
    "village": 28,
    "note": 34,
}
_LONGEST_TITLE: Final = 32
_LONGEST_MESSAGE: Final = 255
_OPTIONS: Final = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}


@dataclass(frozen=True)
class Template:
    """One empty workbook.

    Attributes
    ----------
    file
        Its name.
    operator
        Whose figures go into it: a key of :data:`dxanalysis.indicators.OPERATORS`.
    columns
        The quantities asked for, as in ``headings.toml``.
    title_vi, title_en
        What stands on top.
    asked_vi, asked_en
        Who fills it in.
    villages
        Whether a second sheet lists the villages without a signal.
    """

    file: str
    operator: str
    columns: tuple[str, ...]
    title_vi: str
    title_en: str
    asked_vi: str
    asked_en: str
    villages: bool = False


@dataclass(frozen=True)
class _Entry:
    """One table below ``[templates]``."""

    __pydantic_config__ = CONFIG

    whose: Annotated[Literal["operators", "any"], Field(alias="for")]
    file: str
    columns: tuple[str, ...]
    title_vi: str
    title_en: str
    asked_vi: str
    asked_en: str
    villages: Flag = False


@dataclass(frozen=True)
class _Catalogue:
    """What ``templates.toml`` holds: the workbooks, and what their columns are called."""

    __pydantic_config__ = CONFIG

    templates: dict[str, _Entry]
    headings: dict[str, dict[Lang, str]]


@functools.cache
def _catalogue() -> _Catalogue:
    """Read ``catalogue/templates.toml``."""
    return read_catalogue("templates.toml").validate(_Catalogue)


def _is_of_operators(template: Template) -> bool:
    """Tell whether a workbook asks for anything of an operator, or of all of them."""
    asked = map(indicator_of, template.columns)
    return any(one is not None and one.source == "operators" for one in asked)


def templates(operators: Sequence[str]) -> list[Template]:
    """List the workbooks of a new province folder.

    Parameters
    ----------
    operators
        Keys of :data:`dxanalysis.indicators.OPERATORS` other than ``any``.

    Returns
    -------
    list of Template
        Those of all operators together first, for their figures are preferred; then one for each
        operator.

    Examples
    --------
    >>> [template.file for template in templates(["viettel"])]
    ['so-khcn.xlsx', 'xa-hoi-so.xlsx', 'dich-vu-cong.xlsx', 'viettel.xlsx']
    """
    listed = []
    for entry in _catalogue().templates.values():
        options = asdict(entry)
        file, whose = options.pop("file"), options.pop("whose")
        listed += [
            Template(file=file.format(operator=one), operator=one, **options)
            for one in (operators if whose == "operators" else ["any"])
        ]
    return sorted(listed, key=lambda template: template.operator != "any")


def heading(column: str) -> str:
    """Give a column's heading: Vietnamese, and English below it.

    Parameters
    ----------
    column
        A quantity or another column of ``catalogue/templates.toml``.

    Returns
    -------
    str
        Two lines.
    """
    words = _catalogue().headings[column]
    return f"{words['vi']}\n{words['en']}"


def write_template(template: Template, path: Path, *, listed: pd.DataFrame) -> None:
    """Write one empty workbook.

    Parameters
    ----------
    template
        What it asks for.
    path
        Where to.
    listed
        The units, indexed by ``unit_code``, with ``unit_name``, ``district_name`` (the former
        district) and ``province_name``, in the order of the rows.
    """
    whole = io.BytesIO()  # a zip that breaks off on a full disk fails once more when it is dropped
    with xlsxwriter.Workbook(whole, _OPTIONS) as book:
        book.set_properties({"title": template.title_vi, "comments": template.title_en})
        forms = _forms(book)
        _Table(book, forms, template, listed).write()
        if template.villages:
            _write_villages(book, forms, listed)
        _write_guide(book, forms, template)
    path.write_bytes(whole.getbuffer())


def _forms(book: xlsxwriter.Workbook) -> dict[str, Any]:
    """Make the few forms of cells."""
    grid = {"border": 1, "border_color": "#B9C0C7", "valign": "vcenter"}
    head = grid | {"bold": True, "text_wrap": True, "align": "center", "bg_color": "#DCE9F2"}
    entry = grid | {"locked": False}
    return {
        name: book.add_format(form)
        for name, form in {
            "title": {"bold": True, "font_size": 14},
            "plain": {"valign": "top", "text_wrap": True},
            "line": {},
            "italic": {"italic": True, "font_color": "#4A535C"},
            "strong": {"bold": True, "font_size": 12, "text_wrap": True, "valign": "top"},
            "head": head,
            "base": head | {"bg_color": "#F3E6C8"},
            "key": grid | {"bg_color": "#F1F3F5"},
            "count": entry | {"num_format": "#,##0"},
            "mark": entry | {"align": "center"},
            "text": entry | {"num_format": "@"},
            "date": entry | {"num_format": "d/m/yyyy", "align": "left", "bold": True},
            "empty": {"bg_color": "#FFFBE6"},
        }.items()
    }


class _Table:
    """Writes the sheet with the communes."""

    def __init__(
        self,
        book: xlsxwriter.Workbook,
        forms: dict[str, Any],
        template: Template,
        listed: pd.DataFrame,
    ) -> None:
        self.page = book.add_worksheet(_both("sheet_figures", " · "))
        self.forms = forms
        self.template = template
        self.listed = listed
        self.columns = (*_KEYS, *template.columns, "note")
        self.first = _HEAD_ROW + 1
        self.last = _HEAD_ROW + len(listed)

    def write(self) -> None:
        """Write everything, and lock what is not to be filled in."""
        self._top()
        bases = {one.denominator for one in indicators().values()}
        for place, column in enumerate(self.columns):
            form = self.forms["base" if column in bases else "head"]
            self.page.write_string(_HEAD_ROW, place, heading(column), form)
            width = _WIDTHS.get(column, 15)
            self.page.set_column(place, place, width)
            if column in self.template.columns:
                self._entry_column(place, column)
        self.page.set_row(_HEAD_ROW, 96)
        self._units()
        self.page.freeze_panes(self.first, 3)
        self.page.autofilter(_HEAD_ROW, 0, self.last, len(self.columns) - 1)
        first, right = len(_KEYS), len(self.columns) - 2
        empty = {"type": "blanks", "format": self.forms["empty"]}
        self.page.conditional_format(self.first, first, self.last, right, empty)
        self.page.conditional_format(_AS_OF_ROW, 3, _AS_OF_ROW, 3, empty)
        _for_paper(self.page, _HEAD_ROW)
        _protect(self.page)

    def _top(self) -> None:
        """Write what stands above the table, and ask for the date."""
        template, forms = self.template, self.forms
        self.page.write_string(0, 0, template.title_vi, forms["title"])
        self.page.write_string(1, 0, template.title_en, forms["italic"])
        province = str(self.listed["province_name"].iloc[0])
        place = {"n": len(self.listed), "province": province}
        key = "top_place" if _is_of_operators(template) else "top_place_alone"
        shown = " · ".join(
            text(f"{_ROOM}.{key}", lang, operator=OPERATORS[template.operator][lang], **place)
            for lang in LANGUAGES
        )
        self.page.write_string(2, 0, shown, forms["line"])
        self.page.write_string(_AS_OF_ROW, 0, _both("top_as_of", " · "), forms["line"])
        self.page.write_blank(_AS_OF_ROW, 3, None, forms["date"])
        self.page.write_comment(
            _AS_OF_ROW, 3, _both("comment_as_of"), _size(_both("comment_as_of"))
        )
        self.page.data_validation(
            _AS_OF_ROW,
            3,
            _AS_OF_ROW,
            3,
            _validation({"validate": "date", "criteria": "between"}, "date")
            | {"minimum": "=DATE(2020,1,1)", "maximum": "=TODAY()"},
        )
        self.page.write_string(4, 0, _both("top_hint", " · "), forms["italic"])

    def _units(self) -> None:
        """Write one row a commune, its entry cells empty but for the population published."""
        published = registry.population_2025()
        for place, (code, unit) in enumerate(self.listed.iterrows()):
            row = self.first + place
            self.page.write_number(row, 0, place + 1, self.forms["key"])
            former = text("units.former_district", "vi", district=unit["district_name"])
            for column, value in enumerate((code, unit["unit_name"], former), 1):
                self.page.write_string(row, column, str(value), self.forms["key"])
            for column, name in enumerate(self.columns[len(_KEYS) :], len(_KEYS)):
                known = published.get(str(code)) if name == "population" else None
                self.page.write(row, column, known, self.forms[_form_of(name)])

    def _entry_column(self, place: int, column: str) -> None:
        """Comment on a column, and say what its cells may hold."""
        comment = _definition(column, self.columns)
        if column == "population":
            comment += "\n\n" + _both("comment_published")
        self.page.write_comment(_HEAD_ROW, place, comment, _size(comment))
        where = (self.first, place, self.last, place)
        if column_kind(column) == "mark":
            words = {"validate": "list", "source": ["Có", "Không"]}
            self.page.data_validation(*where, _validation(words, "mark"))
            return
        whole = _whole_of(column, self.columns)
        cell = xl_rowcol_to_cell(self.first, place)
        rule = f"ISNUMBER({cell}),{cell}>=0,{cell}=INT({cell})"
        if whole is not None:
            base = xl_rowcol_to_cell(self.first, self.columns.index(whole))
            rule += f',OR({base}="",{cell}<={base})'
        own = {"validate": "custom", "value": f"=AND({rule})"}
        whole_name = "" if whole is None else _catalogue().headings[whole]["vi"]
        kind = "count" if whole is None else "part"
        self.page.data_validation(*where, _validation(own, kind, whole=whole_name))


def _write_villages(book: xlsxwriter.Workbook, forms: dict[str, Any], listed: pd.DataFrame) -> None:
    """Write the sheet that lists villages without a signal, its communes chosen from a list."""
    page = book.add_worksheet(_both("sheet_villages", " · "))
    page.write_string(0, 0, text(f"{_ROOM}.villages_title", "vi"), forms["title"])
    page.write_string(1, 0, text(f"{_ROOM}.villages_title", "en"), forms["italic"])
    page.write_string(2, 0, _both("villages_hint", " · "), forms["italic"])
    head, last = 4, 4 + _VILLAGE_ROWS
    table = f"'{_both('sheet_figures', ' · ')}'"
    first, end = _HEAD_ROW + 2, _HEAD_ROW + 1 + len(listed)
    name = xl_col_to_name(_KEYS.index("unit_name"))
    lists = {
        "unit_name": f"={table}!${name}${first}:${name}${end}",
        "electricity": ["Có", "Không"],
    }
    for place, column in enumerate(_VILLAGE_COLUMNS):
        page.write_string(head, place, heading(column), forms["head"])
        counted = column.startswith("village_")
        form = "count" if counted else "mark" if column == "electricity" else "text"
        page.set_column(place, place, _WIDTHS.get(column, 14), forms[form])
        if column in lists:
            chosen = {"validate": "list", "source": lists[column]}
            page.data_validation(head + 1, place, last, place, _validation(chosen, "list"))
        elif counted:
            whole = {"validate": "integer", "criteria": ">=", "value": 0}
            page.data_validation(head + 1, place, last, place, _validation(whole, "count"))
    # Columns are open below the heading, so that a list may be as long as it has to be.
    for row in range(head):
        page.set_row(row, None, forms["line"])
    page.set_row(head, 48)
    page.freeze_panes(head + 1, 3)
    _for_paper(page, head)
    _protect(page)


def _write_guide(book: xlsxwriter.Workbook, forms: dict[str, Any], template: Template) -> None:
    """Write the sheet that says how to fill the others in."""
    page = book.add_worksheet(_both("sheet_guide", " · "))
    page.set_column(0, 0, _GUIDE_WIDTH)
    page.set_landscape()
    for row, (form, line) in enumerate(_guide(template)):
        page.write_string(row, 0, line, forms[form])
        if form == "plain":
            # Not every program makes a row as high as its text.
            page.set_row(row, _LINE_HEIGHT * (1 + len(line) // _GUIDE_WIDTH))
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    _protect(page)


def _guide(template: Template) -> list[tuple[str, str]]:
    """List the lines of the guide with their forms, Vietnamese first."""
    lines: list[tuple[str, str]] = []
    for lang in LANGUAGES:
        asked = template.asked_vi if lang == "vi" else template.asked_en
        lines.append(("title", template.title_vi if lang == "vi" else template.title_en))
        said = text(f"{_ROOM}.guide", lang, asked=asked, file=template.file)
        lines += [("plain", line) for line in said.splitlines()]
        lines += [("line", ""), ("strong", text(f"{_ROOM}.guide_columns", lang))]
        for column in template.columns:
            name = _catalogue().headings[column][lang]
            lines.append(("plain", f"{name}: {_explained(column, lang)}"))
        lines += [("line", ""), ("line", "")]
    return lines


def _form_of(column: str) -> str:
    """Name the form of a column's entry cells."""
    if column == "note":
        return "text"
    return "mark" if column_kind(column) == "mark" else "count"


def _for_paper(page: xlsxwriter.worksheet.Worksheet, head: int) -> None:
    """Print on A4 across, the heading on every page."""
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(head)


def _protect(page: xlsxwriter.worksheet.Worksheet) -> None:
    """Lock what is not to be filled in, against slips and not against people: no password."""
    page.protect(
        "", {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True}
    )


def _both(key: str, between: str = "\n") -> str:
    """Say something in both languages."""
    return between.join(text(f"{_ROOM}.{key}", lang) for lang in LANGUAGES)


def _size(comment: str) -> dict[str, float | str]:
    """Make a comment's box as large as its text."""
    lines = sum(1 + len(line) // 52 for line in comment.splitlines())
    return {"width": 330, "height": 18 * lines + 12, "author": "dxanalysis"}


def _validation(rule: dict[str, Any], kind: str, **params: object) -> dict[str, Any]:
    """Add to a rule what Excel says where it is broken."""
    message = "\n".join(text(f"{_ROOM}.wrong_{kind}", lang, **params) for lang in LANGUAGES)
    title = _both("wrong_title", " · ")
    return rule | {
        "error_title": title[:_LONGEST_TITLE],
        "error_message": message[:_LONGEST_MESSAGE],
    }


def _uses(column: str) -> list[Indicator]:
    """List the indicators that a quantity is counted for, what it measures itself first."""
    every = indicators().values()
    counted = [one for one in every if one.numerator == column]
    return counted + [one for one in every if one.denominator == column and one.per is None]


def _whole_of(column: str, columns: Sequence[str]) -> str | None:
    """Find the column that a quantity is a part of."""
    wholes = [
        one.denominator
        for one in indicators().values()
        if one.numerator == column and one.is_rate and one.denominator in columns
    ]
    return wholes[0] if wholes else None


def _definition(column: str, columns: Sequence[str]) -> str:
    """Define a column in both languages, and name the one that it is a part of."""
    whole = _whole_of(column, columns)
    parts = []
    for lang in LANGUAGES:
        said = _explained(column, lang)
        if whole is not None:
            name = _catalogue().headings[whole][lang]
            letter = xl_col_to_name(list(columns).index(whole))
            said += "\n" + text(f"{_ROOM}.comment_part", lang, whole=name, column=letter)
        parts.append(said)
    return "\n\n".join(parts) + "\n\n" + _both("comment_empty")


def _explained(column: str, lang: Lang) -> str:
    """Say in one language what a quantity counts and what it is used for."""
    first = _uses(column)[0]
    if first.numerator == column:
        # The definition is of a rate; what is written into the cell is only its numerator.
        kind = "count" if first.denominator is None else "part_of"
        key = "comment_mark" if column_kind(column) == "mark" else f"comment_{kind}"
        params = {"unit": first.unit(lang), "definition": first.definition(lang)}
        return text(f"{_ROOM}.{key}", lang, **params)
    names = (one.name(lang) for one in _uses(column)[:4])
    shares = "; ".join(name[:1].lower() + name[1:] for name in names)  # 2G stays in capitals
    return text(f"{_ROOM}.comment_base", lang, basis=first.basis_name(lang), shares=shares)
