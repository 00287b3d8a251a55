"""A sheet as SVG: what is drawn, where words stand, and that a name in it stays a name."""

from __future__ import annotations

import base64
import dataclasses
import io
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image

from dxanalysis import charts, pages
from dxanalysis.charts.bars import MOST, coverage_sheet, find_bars
from dxanalysis.charts.operator_cells import operator_sheet
from dxanalysis.display.dots import to_image
from dxanalysis.display.sheet import Shapes, Sheet, Strokes, Words, rectangle, width_of
from dxanalysis.display.vectors import to_svg
from dxanalysis.lang import MISSING, percent
from tests.browsing import kept_page

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.text import Text
    from playwright.sync_api import Browser

    from dxanalysis.analysis import Analysis, Area
    from dxanalysis.lang import Lang

SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg: str) -> ET.Element:
    """Parse as XML, which forgives nothing, and look at what no picture may have."""
    root = ET.fromstring(svg)  # noqa: S314 - our own
    assert root.tag == f"{SVG}svg"
    for one in root.iter():
        assert not {"id", "class", "style"} & set(one.attrib)
        for name, value in one.attrib.items():
            assert not re.search(r"nan|inf|url\(|\d\.\d{3}|(?<!\d)-0(?![.\d])", value), (
                name,
                value,
            )
    return root


def drawn(root: ET.Element) -> list[ET.Element]:
    """List the paths above the ground."""
    return list(root.iter(f"{SVG}path"))[1:]


def bars(root: ET.Element) -> list[tuple[float, float]]:
    """List where the bars of a chart begin and end."""
    (group,) = [one for one in root.iter(f"{SVG}g") if one.attrib["fill"] == charts.BLUE]
    found = []
    for one in group:
        across = [float(x) for x in re.findall(r"[MH](\S+?)(?= |V|Z|$)", one.attrib["d"])]
        found.append((min(across), max(across)))
    return found


def texts(root: ET.Element) -> list[ET.Element]:
    return list(root.iter(f"{SVG}text"))


def many_kinds() -> Sheet:
    ring = [*rectangle(0.2, 0.2, 1.6, 1.6), rectangle(0.6, 0.6, 0.8, 0.8)[0]]
    above = [one + np.array([0, 2]) for one in ring]
    slanted = np.array([(2.0, 0.2), (3.0, 1.8)])
    return Sheet(
        3.2,
        4,
        "",
        drawn=[
            Shapes([ring], "#c84d43", edge="#000000", weight=2.0),
            Strokes([slanted], weight=3.0),
            Strokes([slanted - (0.3, 0)], ink="#2f6f9f", weight=3.0, dashes=(8.0, 8.0)),
            Shapes([above], "#ffffff", "missing", edge="#c84d43"),
            Shapes([rectangle(2.0, 2.2, 1.0, 1.6)], "#fdf0d0", "incomparable"),
        ],
        words=[
            Words("Sơn La", 1.0, 1.0, 12, across="center", up="center", ground="#fdf0d0"),
            Words("Mộc Châu\nVân Hồ", 3.1, 2.1, 9, is_bold=True, across="right", up="bottom"),
            Words("Yên Châu\nPhù Yên", 0.1, 3.95, 9, up="top", spacing=1.5, halo=True),
        ],
    )


# ---- what is drawn -------------------------------------------------------------------------------
def test_areas_lines_and_their_looks() -> None:
    root = parsed(to_svg(many_kinds()))
    assert root.attrib["viewBox"] == "0 0 230.4 288"
    ground, shape, line, dashed, *_ = root.iter(f"{SVG}path")
    assert (ground.attrib["fill"], ground.attrib["d"]) == ("#fff", "M0 0H230.4V288H0Z")
    # 0.2 inches are 14.4 points; the lower edge is 288 - 14.4 from above.
    outer, hole = "M14.4 273.6H129.6V158.4H14.4Z", "M43.2 244.8H100.8V187.2H43.2Z"
    assert shape.attrib["d"] == outer + hole
    assert root.attrib["fill-rule"] == "evenodd"
    (group,) = [one for one in root.iter(f"{SVG}g") if shape in list(one)]
    assert group.attrib["fill"] == "#c84d43"
    assert (group.attrib["stroke"], group.attrib["stroke-width"]) == ("#000000", "2")
    assert (line.attrib["d"], line.attrib["fill"]) == ("M144 273.6L216 158.4", "none")
    assert "stroke-dasharray" not in line.attrib
    assert (dashed.attrib["stroke"], dashed.attrib["stroke-dasharray"]) == ("#2f6f9f", "8 8")


def test_a_hatch_stays_inside_its_area_and_out_of_its_hole() -> None:
    _, hatch, edge, *_ = drawn(parsed(to_svg(many_kinds())))[3:]
    ends = [
        tuple(float(one) for one in found)
        for found in re.findall(r"M(\S+) (\S+)L(\S+) (\S+?)(?=M|$)", hatch.attrib["d"])
    ]
    # A line where x + y is a multiple of 6: 30 to 258 in the area (28.8 to 259.2), of which 90 to
    # 198 go through the hole (86.4 to 201.6) and have two parts.
    assert len(ends) == 39 + 19
    for x, y, to_x, to_y in ends:
        assert x + y == pytest.approx(to_x + to_y, abs=0.03), "it rises by 45 degrees"
        middle = ((x + to_x) / 2, (y + to_y) / 2)
        assert 14.4 <= middle[0] <= 129.6
        assert 14.4 <= middle[1] <= 129.6
        assert not (43.21 < middle[0] < 100.79 and 43.21 < middle[1] < 100.79)
    assert edge.attrib["stroke"] == "#c84d43"


def test_dots_of_a_hatch_stand_inside() -> None:
    (hatch,) = [one for one in drawn(parsed(to_svg(many_kinds()))) if "h0" in one.attrib["d"]]
    dots = np.array(re.findall(r"M(\S+) (\S+?)h0", hatch.attrib["d"]), dtype=float)
    assert len(dots) == pytest.approx(72 * 115.2 / 16, rel=0.1)  # one for each 4 × 4 points
    assert dots.min(axis=0) == pytest.approx([144, 14.4], abs=2)
    assert dots.max(axis=0) == pytest.approx([216, 129.6], abs=4)


def test_equal_sheets_give_equal_text() -> None:
    assert to_svg(many_kinds()) == to_svg(many_kinds())
    assert parsed(to_svg(Sheet(1, 1, ""))) is not None


# ---- words ---------------------------------------------------------------------------------------
def test_each_line_is_a_text_and_stands_where_it_should() -> None:
    found = {one.text: one.attrib for one in texts(parsed(to_svg(many_kinds())))}
    assert list(found) == ["Sơn La", "Mộc Châu", "Vân Hồ", "Yên Châu", "Phù Yên"]
    assert found["Sơn La"]["text-anchor"] == "middle"
    assert found["Mộc Châu"]["text-anchor"] == found["Vân Hồ"]["text-anchor"] == "end"
    assert found["Vân Hồ"]["font-weight"] == "bold"
    assert "text-anchor" not in found["Yên Châu"]
    assert found["Yên Châu"]["paint-order"] == "stroke"
    heights = {name: float(one["y"]) for name, one in found.items()}
    # Capitals are 0.73 of the size: in the middle they stand around it, at the top below it.
    assert heights["Sơn La"] == pytest.approx(288 - 72 + 12 * 0.73 / 2, abs=2)
    assert 3.6 + 9 * 0.73 <= heights["Yên Châu"] <= 3.6 + 9
    assert 288 - 2.1 * 72 - 9 * 0.3 <= heights["Vân Hồ"] <= 288 - 2.1 * 72
    tight = heights["Vân Hồ"] - heights["Mộc Châu"]
    wide = heights["Phù Yên"] - heights["Yên Châu"]
    assert 9 < tight < wide < 1.5 * 9 * 1.2


def test_a_ground_lies_below_its_words() -> None:
    svg = to_svg(many_kinds())
    (ground,) = re.findall(r'<path fill="#fdf0d0" d="M(\S+) (\S+)H(\S+)V(\S+)H\S+Z"/><text', svg)
    left, top, right, bottom = (float(one) for one in ground)
    assert right - left == pytest.approx(width_of("Sơn La", 12) + 5, abs=0.02)
    assert (left + right) / 2 == pytest.approx(72, abs=0.02)
    assert top < 288 - 72 - 6 < 288 - 72 + 6 < bottom


@pytest.mark.parametrize(
    "name",
    [
        "</text></svg><script>alert(1)</script>",
        "' onload='alert(1)",
        '" onload="alert(1)',
        "a & b &amp; &#x3c; ]]>",
        "{{ 7*7 }} $\\alpha$ `${x}`",
        "a\u2028b\u202ec\u2066d",
    ],
)
def test_a_name_is_read_back_as_it_is(name: str) -> None:
    root = parsed(to_svg(Sheet(4, 1, "", words=[Words(name, 0.1, 0.5)])))
    assert [one.text for one in texts(root)] == [name]
    assert {one.tag for one in root.iter()} == {f"{SVG}svg", f"{SVG}path", f"{SVG}text"}


@pytest.mark.parametrize("bad", ["\0", "\x01", "\x1b", "\x7f", "\x85", "\ufffe", "\uffff"])
def test_what_xml_does_not_allow_is_replaced(bad: str) -> None:
    root = parsed(to_svg(Sheet(4, 1, "", words=[Words(f"Xã{bad}Mới", 0.1, 0.5)])))
    assert [one.text for one in texts(root)] == ["Xã\N{REPLACEMENT CHARACTER}Mới"]


def test_words_too_long_are_drawn_together() -> None:
    long = "Xã Không Đâu " * 20
    sheet = Sheet(4, 1, "")
    for across, x, room in (("left", 1.0, 216.0), ("right", 1.0, 72.0), ("center", 3.0, 144.0)):
        sheet.words = [Words(long, x, 0.5, across=across), Words("Vừa", x, 0.5)]  # type: ignore[arg-type]
        one, other = texts(parsed(to_svg(sheet)))
        assert float(one.attrib["textLength"]) == room
        assert one.attrib["lengthAdjust"] == "spacingAndGlyphs"
        assert "textLength" not in other.attrib


# ---- charts of a page ----------------------------------------------------------------------------
def boxes(figure: Figure) -> dict[str, list[tuple[float, float, float]]]:
    """Measure where Matplotlib writes each line: left, right and middle, in points from above."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    (axes,) = figure.axes
    words: list[Text] = [*figure.texts, *axes.texts, axes.xaxis.label]
    words += [
        one
        for axis in (axes.xaxis, axes.yaxis)
        if axis.get_visible()
        for one in axis.get_ticklabels()
    ]
    found: dict[str, list[tuple[float, float, float]]] = {}
    per, high = 72 / figure.dpi, figure.bbox.height
    for one in words:
        if not one.get_text() or "\n" in one.get_text():
            continue
        box = one.get_window_extent()
        middle = (high - (box.y0 + box.y1) / 2) * per
        found.setdefault(one.get_text(), []).append((box.x0 * per, box.x1 * per, middle))
    return found


def placed(svg: str) -> dict[str, list[tuple[float, float, float]]]:
    """Tell the same of each text of a picture."""
    found: dict[str, list[tuple[float, float, float]]] = {}
    for one in texts(parsed(svg)):
        said, size = one.text or "", float(one.attrib["font-size"])
        wide = width_of(said, size, is_bold=one.get("font-weight") == "bold")
        share = {"middle": 0.5, "end": 1.0}.get(one.get("text-anchor", ""), 0.0)
        left = float(one.attrib["x"]) - share * wide
        middle = float(one.attrib["y"]) - 0.365 * size
        found.setdefault(said, []).append((left, left + wide, middle))
    return found


@pytest.mark.parametrize("which", ["coverage", "operators"])
@pytest.mark.parametrize("code", ["126", "119"])
def test_words_stand_where_matplotlib_writes_them(
    analysis: Analysis, code: str, which: str
) -> None:
    area = analysis.areas[code]
    if which == "coverage":
        options: dict[str, Any] = {"indicator_id": "pop_4g", "operator": "any", "lang": "vi"}
        figure = charts.coverage_chart(analysis, area, **options)
        shown = placed(to_svg(coverage_sheet(analysis, area, **options)))
    else:
        figure = charts.operator_chart(analysis, area, lang="vi")
        shown = placed(to_svg(operator_sheet(analysis, area, lang="vi")))
    expected = boxes(figure)
    assert len(expected) > len(area.communes)
    for said, places in expected.items():
        assert len(shown[said]) == len(places), said
        for one, other in zip(sorted(shown[said]), sorted(places), strict=True):
            assert one == pytest.approx(other, abs=3.5), said


def lacking(analysis: Analysis, area: Area) -> Analysis:
    """Take one commune's figures away, and make another's older."""
    gaps = analysis.gaps.copy()
    gaps.loc[gaps["unit_code"] == area.communes[0], "rate_pct"] = np.nan
    gaps.loc[gaps["unit_code"] == area.communes[1], "as_of"] -= np.timedelta64(92, "D")
    return dataclasses.replace(analysis, gaps=gaps)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_charts_of_a_page_show_every_rate_name_and_mark(analysis: Analysis, lang: Lang) -> None:
    area = analysis.areas["119"]
    analysis = lacking(analysis, area)
    pictures = re.findall(
        r'<figure role="img" aria-label="([^"]+)">(<svg.*?</svg>)</figure>',
        str(pages.coverage_charts(analysis, area, lang=lang).html),
    )
    assert len(pictures) == 3
    for key, (label, svg) in zip(("pop_4g", "pop_5g", "villages_fibre"), pictures, strict=True):
        shown = find_bars(analysis, area, indicator_id=key, operator="any", lang=lang)
        assert label == shown.about
        root = parsed(svg)
        said = [one.text or "" for one in texts(root)]
        assert " ".join(said[: shown.title.count(" ")]).startswith(shown.title.split(",")[0])
        first = analysis.communes["unit_name"][area.communes[0]]
        assert shown.names[0] == first
        assert said[said.index(first) - 1] == MISSING
        names = [said.index(name) for name in shown.names]
        assert names == sorted(names), "in this order"
        second = analysis.communes["unit_name"][area.communes[1]]
        assert any(re.match(rf"{second} \(.*2025\)", one) for one in said)
        # The axis runs from its first grid line to its last.
        grid = re.findall(r"M(\S+) \S+?V", drawn(root)[0].attrib["d"])
        zero, whole = float(grid[0]), float(grid[-1])
        lengths = [(end - start) / (whole - zero) * 100 for start, end in bars(root)]
        known = [rate for rate in shown.rates if not np.isnan(rate)]
        assert len(known) == len(shown.names) - 1
        assert lengths == pytest.approx(known, abs=0.02), "a bar each, none for what is missing"
        for rate in known:
            assert percent(rate, lang) in said
        for mark in shown.marks:
            assert any(one.startswith(mark.words) for one in said)
            (line,) = [
                one
                for one in drawn(root)
                if one.get("stroke") == mark.colour and one.get("stroke-width") == "1.3"
            ]
            (at,) = re.findall(r"^M(\S+) \S+?V\S+$", line.attrib["d"])
            assert (float(at) - zero) / (whole - zero) * 100 == pytest.approx(mark.value, abs=0.02)
            assert ("stroke-dasharray" in line.attrib) == (mark.colour == charts.ORANGE)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("code", ["126", "119", "14"])
def test_a_table_of_operators_says_what_the_figure_says(
    analysis: Analysis, code: str, lang: Lang
) -> None:
    area = analysis.areas[code]
    analysis = lacking(analysis, area)
    figure = charts.operator_chart(analysis, area, lang=lang)
    (axes,) = figure.axes
    sheet = operator_sheet(analysis, area, lang=lang)
    ticks = [one.get_text() for one in (*axes.get_xticklabels(), *axes.get_yticklabels())]
    told = [one.get_text() for one in (*figure.texts, *axes.texts)]
    assert sorted(one.words for one in sheet.words) == sorted([*ticks, *told])
    assert sheet.about == figure.get_label()
    assert (sheet.wide, sheet.high) == pytest.approx(tuple(figure.get_size_inches()))
    # Each cell has the colour, and the figure in it the ink, that Matplotlib gives it.
    FigureCanvasAgg(figure).draw()
    (mesh,) = axes.collections
    faces = mesh.get_facecolor()
    colours = ["#{:02x}{:02x}{:02x}".format(*(round(255 * part) for part in one)) for one in faces]
    masked = np.ma.getmaskarray(mesh.get_array()).ravel()
    cells = [one for one in sheet.drawn if isinstance(one, Shapes)]
    painted = sorted(one.paint for one in cells for _ in one.outlines)
    assert painted == sorted(
        colour for colour, hidden in zip(colours, masked, strict=True) if not hidden
    )
    assert masked.any()
    inks = sorted((one.get_text(), one.get_color()) for one in axes.texts)
    shown = {one.get_text() for one in axes.texts}
    assert inks == sorted((one.words, one.ink) for one in sheet.words if one.words in shown)
    assert len(axes.get_yticklabels()) == min(MOST, len(area.communes))


def test_the_block_of_operators_takes_a_choice_and_has_a_label(analysis: Analysis) -> None:
    area = analysis.areas["126"]
    html = str(
        pages.operator_cells(
            analysis, area, indicator_id="pop_5g", operators=["viettel", "mobifone"], lang="en"
        ).html
    )
    (label, svg) = re.findall(r'role="img" aria-label="([^"]+)">(<svg.*</svg>)', html)[0]
    assert "5G" in label
    said = [one.text for one in texts(parsed(svg))]
    assert said.index("Viettel") < said.index("MobiFone")
    assert "VNPT VinaPhone" not in said


def test_names_of_any_length_leave_room_for_the_chart(analysis: Analysis) -> None:
    long = analysis.gaps.assign(unit_name="Xã Có Tên Rất Dài " * 12)
    units = analysis.communes.assign(unit_name="Xã Có Tên Rất Dài " * 12)
    other = dataclasses.replace(analysis, gaps=long, communes=units)
    area = other.areas["126"]
    for block in (pages.coverage_charts, pages.operator_cells):
        for svg in re.findall(r"<svg.*?</svg>", str(block(other, area).html)):
            root = parsed(svg)
            for one in texts(root):
                wide = width_of(one.text or "", float(one.attrib["font-size"]))
                assert wide < 345.6 or "textLength" in one.attrib
            if block is pages.coverage_charts:
                assert all(230 < start <= end < 345.6 for start, end in bars(root))


# ---- in a browser --------------------------------------------------------------------------------
def by_browser(browser: Browser, sheet: Sheet) -> np.ndarray:
    """Draw at 288 dots an inch, in a page whose policy forbids every style and script."""
    html = (
        "<!doctype html><meta charset='utf-8'><meta http-equiv='Content-Security-Policy' "
        "content=\"default-src 'none'\">" + to_svg(sheet)
    )
    with kept_page(browser, viewport={"width": 800, "height": 800}, device_scale_factor=3) as page:
        page.goto("data:text/html;base64," + base64.b64encode(html.encode()).decode())
        out = page.locator("svg").screenshot()
    return np.asarray(Image.open(io.BytesIO(out)).convert("RGB"), dtype=int)


def far_off(one: np.ndarray, other: np.ndarray) -> float:
    """Give the share of dots that differ by more than an edge's smoothness does."""
    high, wide = (min(pair) for pair in zip(one.shape[:2], other.shape[:2], strict=True))
    away = np.abs(one[:high, :wide] - other[:high, :wide]).max(axis=2)
    return float((away > 90).mean())


@pytest.mark.slow
def test_a_browser_draws_what_dots_are_drawn(browser: Browser, analysis: Analysis) -> None:
    area = analysis.areas["126"]
    bars = coverage_sheet(analysis, area, indicator_id="pop_4g", operator="any", lang="vi")
    cells = operator_sheet(analysis, area, lang="vi")
    for sheet in (many_kinds(), bars, cells):
        dots = np.asarray(to_image(sheet, dpi=288), dtype=int)
        assert far_off(by_browser(browser, sheet), dots) < 0.03, "letters differ by a dot"
    bare = Sheet(cells.wide, cells.high, "", words=cells.words)
    dots = np.asarray(to_image(many_kinds(), dpi=288), dtype=int)
    assert far_off(by_browser(browser, bare), dots) > 0.1, "the comparison sees a difference"
