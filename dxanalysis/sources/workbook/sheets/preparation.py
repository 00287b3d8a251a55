"""Sheets brought into the form that tables are found in: what no table needs, taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxanalysis.sources.workbook.sheets.bracketed import without_second_figures
from dxanalysis.sources.workbook.sheets.chat_marks import without_chat_marks
from dxanalysis.sources.workbook.sheets.code_rows import without_code_rows
from dxanalysis.sources.workbook.sheets.communes_in_cells import part_lists
from dxanalysis.sources.workbook.sheets.continued import join_continued
from dxanalysis.sources.workbook.sheets.example_sheets import examples_beside
from dxanalysis.sources.workbook.sheets.footnote_units import with_footnote_units
from dxanalysis.sources.workbook.sheets.fraction_columns import join_fractions
from dxanalysis.sources.workbook.sheets.other_provinces import without_other_provinces
from dxanalysis.sources.workbook.sheets.own_codes import with_units_for_codes, with_words_for_codes
from dxanalysis.sources.workbook.sheets.parted_cells import part_cells, part_names
from dxanalysis.sources.workbook.sheets.yes_or_no import without_ways_to_answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.words.unit_lookup import UnitLookup


def prepare(
    sheets: Sequence[Sheet], lookup: UnitLookup, *, province: str | None, vintage: str
) -> tuple[list[Sheet], dict[str, str]]:
    """Bring the sheets of a workbook into the form that tables are found in.

    Parameters
    ----------
    sheets
        As they stand in the file.
    lookup
        Tells the units of the province.
    province, vintage
        Which list of units.

    Returns
    -------
    sheets : list of Sheet
        One figure in each cell, communes and words in the place of codes, and one sheet where
        several go on with a table. Their cells are named as they stand in the file.
    examples : dict
        Name of each sheet that was left out, to what says that it is an example of another.
    """
    clean = [join_fractions(without_chat_marks(sheet, lookup)) for sheet in sheets]
    clean = [part_lists(sheet, lookup) for sheet in clean]
    asked = [with_footnote_units(without_ways_to_answer(sheet), lookup) for sheet in clean]
    single = [without_second_figures(without_code_rows(sheet, lookup)) for sheet in asked]
    own = [
        without_other_provinces(one, lookup, province=province, vintage=vintage) for one in single
    ]
    examples = examples_beside(own)
    kept = [sheet for sheet in own if sheet.name not in examples]
    plain = [
        part_names(part_cells(with_words_for_codes(sheet)))
        for sheet in with_units_for_codes(kept, lookup)
    ]
    return join_continued(plain, lookup), examples
