"""Write ``docs/indicators.md`` from the catalogues, with values on the sample.

``python docs/make_indicators.py`` after a change of the catalogues or of the sample.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dxanalysis.indicators import (
    OPERATORS,
    Indicator,
    indicators,
    published_targets,
    ratios,
    references,
    topics,
)
from dxanalysis.lang import LANGUAGES, MISSING, number, percent, text
from dxanalysis.pipeline import analyse
from dxanalysis.workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

FILE = Path(__file__).parent / "indicators.md"
SAMPLE = Path(__file__).parent.parent / "data" / "son-la"

ALL = 100 - 1e-9
"""A sum that rests on so much of its base rests on all of it, but for rounding."""

INTRODUCTION = """\
# Chỉ số và chỉ tiêu · Indicators and targets

Lập tự động từ `dxanalysis/catalogue/` bằng `docs/make_indicators.py`; không sửa tay. *Made from \
`dxanalysis/catalogue/` by `docs/make_indicators.py`; not edited by hand.*

> **Cột “Mẫu” là số liệu minh họa của toàn tỉnh trong `data/son-la`, không phải số liệu thật.** \
Số viết kiểu Việt Nam: 1.234,5. Dấu – là mẫu không có số liệu đó. *The column “Sample” has \
illustrative totals of the province in `data/son-la`, not real ones. Numbers are written the \
Vietnamese way; – means that the sample does not have them.*
"""

TOPICS = """\
## Hệ thống, chương trình và chỉ số đo · What is reported on, and what measures it
"""

INDICATORS = """\
## Các chỉ số · The indicators

Tỷ lệ = tử số / mẫu số; số đếm không có mẫu số; tỷ số là tử số trên một lượng mẫu số, như 10.000 \
dân. Chỉ so với chỉ tiêu khi cùng cơ sở tính. *A share is numerator / denominator; a count has \
none; a ratio is the numerator for so many of the denominator. A gap to a target exists only on \
the same basis.*
"""

TARGETS = """\
## Chỉ tiêu của văn bản · Targets of documents

Đọc ở nguồn công khai hoặc báo chí, không phải nguyên văn văn bản pháp luật. A: đã đọc ở nguồn \
công khai; B: nhiều nơi đã nêu nhưng chưa đọc tại nguồn; C: phải kiểm tra trước. *As read in \
public pages or the press, never legal text. A: read in a public page; B: well established, not \
read here; C: to be checked first.*
"""

REFERENCES = """\
## Nội dung khác của văn bản · What documents state besides targets
"""


def write_page(gaps: pd.DataFrame) -> str:
    """Write the page.

    Parameters
    ----------
    gaps
        Rates of the sample's province, as :attr:`dxanalysis.analysis.Analysis.gaps` has them.

    Returns
    -------
    str
        Markdown.
    """
    province = gaps[gaps["level"] == "province"]
    parts = [INTRODUCTION, TOPICS, _table(*_topics()), INDICATORS]
    for pillar in dict.fromkeys(entry.pillar for entry in indicators().values()):
        rows = [
            _indicator(entry, province)
            for entry in (indicators() | ratios()).values()
            if entry.pillar == pillar
        ]
        parts += [f"### {_both(f'indicators.pillar_{pillar}')}\n", _table(INDICATOR_HEADS, rows)]
    parts += [TARGETS, _table(*_targets()), REFERENCES, _table(*_references())]
    return "\n".join(parts)


def write_value(entry: Indicator, rows: pd.DataFrame) -> str:
    """Work an indicator or ratio out and write it, for all operators or else for each.

    Parameters
    ----------
    entry
        The indicator.
    rows
        Rates of one unit.

    Returns
    -------
    str
        The value with what it is made of, and how much of the base it rests on where that is not
        all; a dash where there is none.
    """
    latest = rows.sort_values("as_of", na_position="last", ascending=False)
    latest = latest.drop_duplicates(["indicator", "operator"])
    write = _observed if entry.per is None else _ratio
    written = {
        operator: value
        for operator in OPERATORS
        if (value := write(entry, latest[latest["operator"] == operator])) is not None
    }
    if "any" in written:
        return written["any"]
    named = [f"{OPERATORS[operator]['vi']}: {value}" for operator, value in written.items()]
    return "<br>".join(named) or MISSING


def _observed(entry: Indicator, rows: pd.DataFrame) -> str | None:
    """Write what one operator has of a share or count; None where it has nothing."""
    for row in rows[rows["indicator"] == entry.id].to_dict("records"):
        count = number(row["numerator"], "vi", decimals=0)
        if entry.is_rate:
            of = number(row["denominator"], "vi", decimals=0)
            count = f"{percent(row['rate_pct'], 'vi')} ({count} / {of})"
        if row["observed_pct"] < ALL:
            share = percent(row["observed_pct"], "vi", decimals=0)
            count += f", có số liệu của {share} · {share} observed"
        return count
    return None


def _ratio(entry: Indicator, rows: pd.DataFrame) -> str | None:
    """Work one operator's ratio out of sums that rest on every unit; None where one is lacking."""
    sums: dict[str, float] = {}
    for row in rows[rows["observed_pct"] >= ALL].to_dict("records"):
        known = indicators()[row["indicator"]]
        sums[known.numerator] = row["numerator"]
        if known.denominator is not None:
            sums[known.denominator] = row["denominator"]
    top, bottom = sums.get(entry.numerator), sums.get(entry.denominator or "")
    if top is None or not bottom or entry.per is None:
        return None
    of = f"{number(top, 'vi', decimals=0)} / {number(bottom, 'vi', decimals=0)}"
    return f"{number(entry.per * top / bottom, 'vi', decimals=2)} ({of})"


INDICATOR_HEADS = (
    "Mã · Id",
    "Chỉ số · Indicator",
    "Định nghĩa · Definition",
    "Tử số / mẫu số · Numerator / denominator",
    "Cơ sở · Basis",
    "Đơn vị · Unit",
    "Cấp · Level",
    "Chiều · Direction",
    "Nguồn · Source",
    "Mẫu · Sample",
)


def _indicator(entry: Indicator, rows: pd.DataFrame) -> list[str]:
    """Make the row of one indicator."""
    quantities = f"`{entry.numerator}`"
    if entry.denominator is not None:
        quantities += f" / `{entry.denominator}`"
    if entry.per not in {None, 1}:
        quantities += f" × {number(entry.per, 'vi')}"
    return [
        f"`{entry.id}`",
        _lines(entry.name(lang) for lang in LANGUAGES),
        _lines(entry.definition(lang) for lang in LANGUAGES),
        quantities,
        _both(f"indicators.basis_{entry.basis}"),
        f"{entry.unit_vi} · {entry.unit_en}",
        _both(f"indicators.level_{entry.level}"),
        _both(f"indicators.direction_{entry.direction}"),
        _both(f"indicators.source_{entry.source}"),
        write_value(entry, rows),
    ]


def _topics() -> tuple[Sequence[str], list[list[str]]]:
    """Make the table of topics."""
    heads = (
        "Nội dung · Topic",
        "Chỉ số · Indicators",
        "Phần để ngoài và lý do · Left out, and why",
    )
    rows = [
        [
            _lines((topic.name_vi, topic.name_en)),
            ", ".join(f"`{key}`" for key in topic.indicators) or MISSING,
            _lines((topic.reason_vi, topic.reason_en)) if topic.reason_vi else "",
        ]
        for topic in topics().values()
    ]
    return heads, rows


def _targets() -> tuple[Sequence[str], list[list[str]]]:
    """Make the table of targets."""
    heads = (
        "Mã · Id",
        "Chỉ số · Indicator",
        "Mức · Value",
        "Năm · Year",
        "Cơ sở · Basis",
        "So sánh được · Comparable",
        "Cấp, tỉnh · Level",
        "Căn cứ · Document",
        "Độ tin cậy · Certainty",
        "Lưu ý · Note",
    )
    known = indicators() | ratios()
    rows = []
    for key, target in published_targets().items():
        level = "Cả nước · National" if target.level == "national" else f"Tỉnh · {target.province}"
        value = percent(target.value_pct, "vi", decimals=None)
        if target.value is not None:
            value = f"{number(target.value, 'vi')} {target.unit_vi} · {target.unit_en}"
        same = known[target.indicator].basis == target.basis
        scored = same and value != MISSING
        rows.append(
            [
                f"`{key}`",
                f"`{target.indicator}`",
                value if value != MISSING else _both("gaps.no_number"),
                str(target.year),
                _both(f"indicators.basis_{target.basis}"),
                "có · yes" if scored else "không · no",
                level,
                target.document,
                target.certainty,
                _lines((target.note_vi, target.note_en)) if target.note_vi else "",
            ]
        )
    return heads, rows


def _references() -> tuple[Sequence[str], list[list[str]]]:
    """Make the table of what documents say beside targets."""
    heads = (
        "Về · On",
        "Nội dung · What",
        "Năm · Year",
        "Căn cứ · Document",
        "Độ tin cậy · Certainty",
    )
    rows = [
        [
            _lines((entry.subject_vi, entry.subject_en)),
            _lines((entry.fact_vi, entry.fact_en)),
            str(entry.year),
            entry.document,
            entry.certainty,
        ]
        for entry in references().values()
    ]
    return heads, rows


def _both(key: str) -> str:
    """Say a message in both languages."""
    return " · ".join(text(key, lang) for lang in LANGUAGES)


def _lines(words: Iterable[str]) -> str:
    """Set words of both languages below each other, the second in italics."""
    first, second = words
    return f"{first}<br>*{second}*"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def main() -> None:
    """Write the page."""
    gaps = analyse(open_workspace(SAMPLE), keep_going=True).gaps
    FILE.write_text(write_page(gaps), encoding="utf-8")


if __name__ == "__main__":
    main()
