"""What is written of a check of coverage: a workbook for the desk, a table that may be shared."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from dxanalysis.files import as_plain_text, atomic_write
from dxanalysis.indicators import OPERATORS
from dxanalysis.lang import text
from dxanalysis.sources.findings import sentence as finding_sentence
from dxanalysis.studies import reach

if TYPE_CHECKING:
    from pathlib import Path

    from dxanalysis.coverage_checks.province import CoverageCheck
    from dxanalysis.lang import Lang

_COMMUNES: Final = (
    "unit_code", "unit_name", "claim_pct", "as_of", "people_low_pct", "people_high_pct",
    "expected_pct", "villages", "villages_low_pct", "villages_high_pct",
    "area_low_pct", "area_high_pct",
)  # fmt: skip
_VILLAGES: Final = ("unit_code", "unit_name", "name", "people")


def write_for_the_desk(check: CoverageCheck, path: Path, *, lang: Lang) -> None:
    """Write everything but places as a workbook: communes, villages in shadow, what was assumed.

    Parameters
    ----------
    check
        What was found.
    path
        Where to, ``.xlsx``. The first sheet says that the file is not to be shared.
    lang
        The language.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    sheets = {
        "notes": _notes(check, lang),
        "communes": _communes(check, lang),
        "villages": _villages(check, lang),
    }
    whole = io.BytesIO()
    plain: dict[str, Any] = {
        "options": {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    }
    with pd.ExcelWriter(whole, engine="xlsxwriter", engine_kwargs=plain) as book:
        for name, table in sheets.items():
            title = text(f"reach.sheet_{name}", lang)
            table.to_excel(book, sheet_name=title, index=False)
            page = book.sheets[title]
            page.freeze_panes(1, 0)
            page.set_column(0, max(len(table.columns) - 1, 0), 110 if name == "notes" else 18)
    with atomic_write(path) as half:
        half.write_bytes(whole.getbuffer())


def write_to_share(check: CoverageCheck, path: Path, *, lang: Lang) -> None:
    """Write the intervals of groups of communes, from which no station can be read off.

    Parameters
    ----------
    check
        What was found.
    path
        Where to, ``.csv``: UTF-8 with a byte order mark, a point before decimals.
    lang
        The language of the reasons.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    reasons = [text(reason, lang) if reason else "" for reason in check.groups["reason"]]
    table = check.groups.assign(
        operator=check.operator, technology=check.technology, reason=reasons
    ).map(as_plain_text)
    with atomic_write(path) as half:
        half.write_bytes(table.to_csv().encode("utf-8-sig"))


def lines_of(check: CoverageCheck, *, lang: Lang, most: int = 20) -> list[str]:
    """Say what was found, the communes that stand out first.

    Parameters
    ----------
    check
        What was found.
    lang
        The language.
    most
        Of how many communes a sentence is given.

    Returns
    -------
    list of str
        Sentences of plain text. They hold names of the planner's own files.
    """
    known = check.table["area_high_pct"].notna()
    lines = [
        text(
            "reach.summary",
            lang,
            operator=OPERATORS[check.operator][lang],
            technology=check.technology.upper(),
            stations=check.reached.stations,
            outside=check.reached.outside,
            n=int(known.sum()),
            of=len(known),
        )
    ]
    verdicts = check.table["verdict"]
    if verdicts.isna().all():
        return [*lines, text("reach.no_villages_no_verdict", lang)]
    counts = {kind: int((verdicts == kind).sum()) for kind in _KINDS}
    lines.append(text("reach.counts", lang, **{key.split(".")[1]: n for key, n in counts.items()}))
    doubted = check.table[verdicts.isin([reach.CANNOT_BE, reach.DOUBTED])]
    first = doubted.nlargest(most, "beyond_points")
    lines += [_verdict(row, lang) for _, row in first.iterrows()]
    if len(doubted) > most:
        lines.append(text("reach.more", lang, n=len(doubted) - most))
    # A cause is said once, for all communes that it holds for.
    for cause in (reach.STATION_MISSING, reach.FALSE, reach.UNDECIDED):
        names = first.loc[first["cause"] == cause, "unit_name"]
        if len(names):
            said = text(cause, lang)
            lines.append(text("reach.cause_of", lang, cause=said, names=", ".join(names)))
    return lines


_KINDS: Final = (
    reach.CANNOT_BE, reach.DOUBTED, reach.POSSIBLE, reach.MODEST, reach.NO_CLAIM, reach.UNKNOWN,
)  # fmt: skip


def _verdict(row: pd.Series, lang: Lang) -> str:
    """Say in a sentence what a commune's claim is."""
    ends = row.rename({"people_low_pct": "low_pct", "people_high_pct": "high_pct"})
    return reach.sentence(str(row["unit_name"]), ends, lang)


def _notes(check: CoverageCheck, lang: Lang) -> pd.DataFrame:
    """Say what the workbook is, what it rests on and what nobody knows."""
    given = check.reached.assumptions
    lines = [
        text("reach.not_to_share", lang),
        *lines_of(check, lang=lang, most=0),
        text(
            "reach.rests_on",
            lang,
            threshold=f"{given.threshold_dbm:g}",
            margin=f"{given.margin_db:g}",
            low=f"{given.receiver_m[0]:g}",
            high=f"{given.receiver_m[1]:g}",
            radius=f"{given.radius_km:g}",
        ),
        text("reach.not_known", lang),
        *(finding_sentence(one, lang) for one in check.findings.to_dict("records")),
    ]
    return pd.DataFrame({text("reach.sheet_notes", lang): lines})


def _communes(check: CoverageCheck, lang: Lang) -> pd.DataFrame:
    """List the communes, with a sentence for each that was judged."""
    table = check.table.rename_axis("unit_code").reset_index()
    shown = pd.DataFrame(index=table.index)
    for column in _COMMUNES:
        if column not in table:
            continue
        values = table[column]
        heading = text(f"reach.column_{column}", lang)
        shown[heading] = values.dt.date if column == "as_of" else values
    sentences = []
    for _, row in table.iterrows():
        if row["reason"]:
            sentences.append(text(str(row["reason"]), lang))
        elif isinstance(row["verdict"], str):
            cause = f" {text(row['cause'], lang)}" if isinstance(row["cause"], str) else ""
            sentences.append(f"{_verdict(row, lang)}{cause}")
        else:
            sentences.append("")
    shown[text("reach.column_verdict", lang)] = sentences
    return shown


def _villages(check: CoverageCheck, lang: Lang) -> pd.DataFrame:
    """List villages declared covered in the shadow of all stations; without their places."""
    names = check.table["unit_name"]
    rows = check.shadowed.assign(unit_name=check.shadowed["unit_code"].map(names))
    return rows[list(_VILLAGES)].rename(
        columns={name: text(f"reach.column_{name}", lang) for name in _VILLAGES}
    )
