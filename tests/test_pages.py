"""The blocks of a page: what they say, and that text from files stays text."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING
from xml.parsers import expat

import pandas as pd
import pytest

from dxanalysis import charts, pages, palette
from dxanalysis.display.paper import running_head
from dxanalysis.lang import number, percent
from dxanalysis.pages import tables
from dxanalysis.sources.boundaries import FINDING_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable

    from dxanalysis.analysis import Analysis
    from dxanalysis.lang import Lang
    from dxanalysis.pages import Block

PAYLOADS = [
    "{{ 7*7 }}",
    "</script><script>alert(1)</script>",
    "$\\alpha$ $",
    '" autofocus onfocus="alert(1)',
]
"""One of each kind: a template's, a page's, a chart's and an attribute's."""

MORE_PAYLOADS = [
    "{% raw %}",
    "{# x",
    "<img src=x onerror=alert(1)>",
    "${alert(1)}",
    "`",
    "\\u003cscript>",
    "a\u2028b\u202ec",
    "' onmouseover='alert(1)",
]


@pytest.mark.parametrize(
    ("count", "named", "more"), [(3, 3, 0), (9, 9, 0), (10, 8, 2), (25, 8, 17)]
)
def test_a_long_list_of_communes_is_counted(count: int, named: int, more: int) -> None:
    names = [f"Xã Số {place}" for place in range(count)]
    listed = pages.key_findings.listed_or_counted(names, "vi")
    assert listed.count("xã Số") == named
    assert listed.startswith("xã Số 0, xã Số 1")
    assert listed.endswith(f" và {more} xã, phường khác" if more else f" và xã Số {count - 1}")


def test_the_finding_is_made_from_the_figures(analysis: Analysis) -> None:
    area = analysis.area("126")
    own = analysis.figures("126").loc["pop_4g"]
    lacking = own["denominator"] - own["numerator"]
    said = str(pages.headline(analysis, area, lang="vi").html)
    assert f"{number(lacking, 'vi')} người chưa có sóng 4G" in said
    assert percent(100 - own["rate_pct"], "vi") in said
    english = str(pages.headline(analysis, area, lang="en").html)
    assert f"{number(lacking, 'en')} people have no 4G" in english


def test_half_of_those_without_4g_is_the_fewest_communes(analysis: Analysis) -> None:
    # Counted here the slow way: take the largest until half is reached.
    area = analysis.area("126")
    rows = analysis.commune_gaps(area).query("indicator == 'pop_4g' and operator == 'any'")
    lacking = sorted(rows["denominator"] - rows["numerator"], reverse=True)
    few, running = 0, 0.0
    while running < sum(lacking) / 2:
        running += lacking[few]
        few += 1
    said = str(pages.headline(analysis, area, lang="vi").html)
    names = rows.assign(lacking=rows["denominator"] - rows["numerator"]).nlargest(few, "lacking")
    if few <= 3:
        for name in names["unit_name"]:
            assert name[:1].lower() + name[1:] in said
    else:
        assert f"{few} xã, phường" in said


BLOCKS: list[Callable[..., Block]] = [
    pages.header,
    pages.headline,
    pages.key_figures,
    pages.commune_table,
    pages.coverage_charts,
    pages.operator_cells,
    pages.operator_table,
    pages.gap_shares,
    pages.single_operators,
    pages.unserved_villages,
    pages.services_table,
    pages.data_notes,
    pages.what_to_ask,
]


@pytest.mark.parametrize(
    "payload",
    [*PAYLOADS, *(pytest.param(each, marks=pytest.mark.slow) for each in MORE_PAYLOADS)],
)
def test_text_from_files_stays_text_in_every_block(analysis: Analysis, payload: str) -> None:
    gaps = analysis.gaps.copy()
    gaps.loc[gaps["level"] == "commune", "unit_name"] = payload
    hostile = dataclasses.replace(
        analysis,
        gaps=gaps,
        communes=analysis.communes.assign(unit_name=payload, spans=payload),
        villages=analysis.villages.assign(village=payload),
        inputs=analysis.inputs.assign(path=payload),
        boundaries=dataclasses.replace(analysis.boundaries, source=payload),
        areas={
            code: dataclasses.replace(area, name=payload) if area.level == "commune" else area
            for code, area in analysis.areas.items()
        },
    )
    area = hostile.area("126")
    made = [str(block(hostile, area, lang="vi").html) for block in BLOCKS]
    made.append(str(pages.sources_table(hostile, lang="vi").html))
    made.append(str(pages.error_cards([(payload, payload)]).html))
    made.append(str(pages.figure_row([charts.operator_chart(hostile, area)]).html))
    chart = charts.coverage_chart(hostile, area, indicator_id="pop_4g")
    made.append(str(pages.figure_row([chart]).html))
    for html in made:
        assert "<img" not in html
        assert "alert(1)</script>" not in html
        assert " onmouseover='" not in html
        assert ' onfocus="' not in html
        assert ">49<" not in html


def test_links_only_where_a_page_was_made(analysis: Analysis) -> None:
    html = str(pages.area_table(analysis, lang="vi", links={"126": "units/126-x.html"}).html)
    assert html.count("<a href=") == 1
    assert 'href="units/126-x.html"' in html


def test_charts_are_the_same_bytes_each_time(analysis: Analysis) -> None:
    area = analysis.area("118")
    one, other = (
        str(pages.figure_row([charts.coverage_chart(analysis, area, indicator_id="pop_5g")]).html)
        + str(pages.coverage_charts(analysis, area).html)
        + str(pages.operator_cells(analysis, area).html)
        for _ in range(2)
    )
    assert one == other


def test_charts_beside_each_other_share_the_outlines_of_their_letters(analysis: Analysis) -> None:
    area = analysis.area("126")
    drawn = [
        charts.coverage_chart(analysis, area, indicator_id="pop_4g"),
        charts.coverage_chart(analysis, area, indicator_id="pop_5g"),
        charts.operator_chart(analysis, area, indicator_id="pop_4g"),
    ]
    alone = [charts.to_svg(figure) for figure in drawn]
    block = str(pages.figure_row(drawn).html)
    for svg in alone:  # each holds what it refers to
        assert set(re.findall(r'href="#([^"]+)"', svg)) <= set(re.findall(r' id="([^"]+)"', svg))
        expat.ParserCreate().Parse(svg, True)
    letters = [set(re.findall(r'<path id="([bg][0-9a-f]+)"', svg)) for svg in alone]
    assert set.intersection(*letters)
    found = re.findall(r'<path id="([bg][0-9a-f]+)"', block)
    assert sorted(found) == sorted(set.union(*letters))  # every outline once
    assert block.count("<use ") == sum(svg.count("<use ") for svg in alone)
    assert block.count("</svg>") == len(drawn)
    assert not re.search(r"<!--|<metadata|\d\.\d{4}", re.sub(r"scale\([^)]*\)", "", block))


def test_of_a_site_of_thousands_of_pages_each_is_small(
    analysis: Analysis, monkeypatch: pytest.MonkeyPatch
) -> None:
    area = analysis.area("126")
    plain = str(pages.map_block(analysis, area).html)
    assert not analysis.has_many_pages
    monkeypatch.setattr("dxanalysis.analysis._MANY_PAGES", 11)
    assert analysis.has_many_pages
    small = str(pages.map_block(analysis, area).html)
    assert "deflated" in small
    assert len(small) < len(plain) / 2


def test_most_of_a_gap_lies_in_few_communes(analysis: Analysis) -> None:
    said = str(pages.gap_shares(analysis, analysis.whole, lang="vi").html)
    # Counted here the slow way: the largest gaps until four fifths of all are reached.
    rows = analysis.commune_gaps(analysis.whole)
    rows = rows[(rows["indicator"] == "pop_4g") & (rows["operator"] == "any")]
    counts = sorted(rows["gap_count"], reverse=True)
    few, running = 0, 0.0
    while running < 0.8 * sum(counts):
        running += counts[few]
        few += 1
    assert f"{few}/75 xã, phường chiếm 80" in said


def test_where_every_target_is_met_nothing_is_said_of_gaps(analysis: Analysis) -> None:
    # Every commune of the former city has its 4G: a sentence about the greatest gap has no subject.
    said = str(pages.gap_shares(analysis, analysis.area("116"), lang="vi").html)
    assert "4G" not in said
    assert "5G" in said


def test_a_chart_of_many_communes_shows_the_lowest_and_says_so(analysis: Analysis) -> None:
    whole = analysis.whole
    rates = analysis.commune_gaps(whole)
    rates = rates[(rates["indicator"] == "pop_4g") & (rates["operator"] == "any")]
    lowest = rates.sort_values(["rate_pct", "unit_code"])["unit_name"][: charts.MOST]
    for lang, said in (("vi", "40 nơi thấp nhất trong 75"), ("en", "lowest 40 of 75")):
        figure = charts.coverage_chart(analysis, whole, indicator_id="pop_4g", lang=lang)
        assert said in figure.texts[0].get_text().replace("\n", " ")
        words = [word for word in figure.axes[0].texts if word.get_va() == "center_baseline"]
        assert [word.get_text() for word in words] == list(lowest)
    heat = charts.operator_chart(analysis, whole)
    assert len(heat.axes[0].get_yticklabels()) == charts.MOST
    assert "trong 75" in heat.texts[0].get_text().replace("\n", " ")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_an_area_without_a_boundary_has_a_page_all_the_same(analysis: Analysis, lang: Lang) -> None:
    communes = analysis.communes.copy()
    river = analysis.areas["126"].communes
    communes.loc[list(river[1:]), "geometry"] = None
    partly = dataclasses.replace(analysis, communes=communes)
    # What can be drawn is drawn ...
    assert "<iframe" in str(pages.map_block(partly, partly.areas["126"], lang=lang).html)
    assert "<iframe" in str(pages.map_block(partly, partly.areas[river[0]], lang=lang).html)
    # ... and of what cannot be, it is said.
    said = str(pages.map_block(partly, partly.areas[river[1]], lang=lang).html)
    assert "<iframe" not in said
    assert analysis.boundary_source(lang) in said
    assert ("vẽ gần đúng" in said) == (lang == "vi")


def test_what_is_wrong_with_boundaries_as_a_whole_is_on_the_page_of_the_province(
    analysis: Analysis,
) -> None:
    rows = [
        ("warning", "units_displaced", "xa.shp", "", "", 21.5, ""),
        ("note", "reprojected", "xa.shp", "", "", "VN-2000", ""),
    ]
    lines = pd.DataFrame(rows, columns=list(FINDING_COLUMNS))
    odd = dataclasses.replace(analysis, boundary_findings=lines)
    whole, area = (
        str(pages.data_notes(odd, one, lang="en").html) for one in (odd.whole, odd.area("126"))
    )
    assert "21.5 km" in whole
    assert "brought to WGS 84" not in whole  # what was done as it should be needs no attention
    assert "xa.shp" not in area


def test_a_share_of_people_is_said_only_where_people_were_counted(analysis: Analysis) -> None:
    moc_chau = analysis.areas["123"]
    counted = str(pages.header(analysis, moc_chau, lang="vi").html)
    assert "73% dân số (năm 2019)" in counted
    communes = analysis.communes.assign(share_basis="old_units")
    measured = dataclasses.replace(analysis, communes=communes)
    said = str(pages.header(measured, moc_chau, lang="vi").html)
    assert "dân số (năm 2019)" not in said
    assert "huyện Vân Hồ" in said
    communes.loc[list(moc_chau.communes[:2]), "spans"] = "Huyện Vân Hồ"
    several = str(pages.header(dataclasses.replace(measured, communes=communes), moc_chau).html)
    assert several.count("huyện Vân Hồ") == len(communes.query("spans != ''"))
    assert several.count("gồm cả một phần") == 1


def test_a_page_says_which_communes_are_counted_elsewhere(analysis: Analysis) -> None:
    counted = str(pages.header(analysis, analysis.areas["128"], lang="vi").html)  # Vân Hồ
    assert "Không gồm xã Chiềng Sơn (thị xã Mộc Châu)" in counted
    assert "Không gồm" not in str(pages.header(analysis, analysis.areas["126"], lang="vi").html)


def test_the_running_head_is_a_string_whatever_a_name_holds() -> None:
    hostile = '"}</style><script>alert(1)</script>\\n{{ 7*7 }}\u202e'
    rule = str(running_head([hostile, "Xã Bó Sinh"]))
    (content,) = re.findall(r'content:"([^"]*)"', rule)
    assert not set("<>{}\"'") & set(content)
    shown = re.sub(r"\\([0-9a-f]{6}) ", lambda found: chr(int(found[1], 16)), content)
    assert shown == hostile.replace("\u202e", "⟨U+202E⟩") + " · Xã Bó Sinh"


def test_a_page_has_the_map_for_paper_and_hides_it_on_screen(analysis: Analysis) -> None:
    block = str(pages.map_block(analysis, analysis.areas["126"], lang="vi").html)
    _, _, paper = block.partition("</iframe>")
    assert 'class="dx-printed" style="display:none"' in paper
    assert paper.count("<li style=") == len(palette.classes("gap", "vi"))
    assert "Số liệu minh họa" in paper
    assert "<script" not in paper


def test_services_that_no_other_table_shows_are_shown_with_their_targets(
    analysis: Analysis,
) -> None:
    gaps = analysis.gaps.copy()
    gaps["indicator"] = gaps["indicator"].replace(
        {"teams": "schools", "adults_epayment": "eligible_eid", "eid_accounts": "schools_covered"}
    )
    eid = gaps["indicator"] == "eligible_eid"
    gaps.loc[eid, ["target_pct", "target_year", "gap_points", "gap_count"]] = 99.5, 2026, 9.0, 1234
    gaps.loc[eid, "reason"] = ""
    made = dataclasses.replace(analysis, gaps=gaps, year=2026)
    table = tables.services_of(made, made.whole, lang="vi")
    shown = {str(row[0].value): [cell.shown for cell in row[1:]] for row in table.rows}
    assert {made.name_of(key, "vi") for key in ("schools", "schools_covered")} <= set(shown)
    named = shown[made.name_of("eligible_eid", "vi")]
    assert named[-2:] == ["99,5% (năm 2026)", "1.234"]
    assert not {made.name_of(key, "vi") for key in ("pop_4g", "villages", "stations_4g")} & set(
        shown
    )


def test_a_target_of_a_year_that_is_over_says_so(analysis: Analysis) -> None:
    for year, over in ((2000, False), (2100, True)):
        made = dataclasses.replace(analysis, year=year)
        said = str(pages.key_figures(made, made.whole, lang="vi").html)
        assert ("2030, thời hạn đã qua" in said) == over


def test_an_older_figure_of_services_does_not_date_the_page(analysis: Analysis) -> None:
    gaps = analysis.gaps.copy()
    first = str(pages.header(analysis, analysis.whole, lang="vi").html)
    old = gaps["indicator"].isin(tables.SERVICES)
    gaps.loc[old, ["as_of", "as_of_oldest"]] = pd.Timestamp("2019-05-31")
    made = dataclasses.replace(analysis, gaps=gaps)
    assert str(pages.header(made, made.whole, lang="vi").html) == first
    assert "31/5/2019" in tables.services_of(made, made.whole, lang="vi").caption
    assert "2019" not in tables.operators_of(made, made.whole, lang="vi").caption


def test_a_list_of_villages_has_its_day_and_says_what_it_lacks(analysis: Analysis) -> None:
    said = tables.villages_summary(analysis, analysis.whole, lang="vi")
    assert said.startswith("Theo danh sách (số liệu ")
    fewer = dataclasses.replace(analysis, villages=analysis.villages.iloc[1:])
    said = tables.villages_summary(fewer, fewer.whole, lang="vi")
    assert "của các xã, phường:" in said
    assert "không ở thôn, bản nào trong danh sách" in said


def test_a_count_of_an_area_stands_beside_that_of_the_whole(analysis: Analysis) -> None:
    table = tables.services_of(analysis, analysis.area("126"), lang="vi")
    [row] = [row for row in table.rows if row[0].value == analysis.name_of("teams", "vi")]
    whole = analysis.figure(analysis.whole.code, "teams", "numerator")
    assert [cell.shown for cell in row[2:4]] == ["không có tỷ lệ", number(whole, "vi", decimals=0)]
