"""The page of a map: complete, the same every time, asking nobody, and deaf to hostile text."""

from __future__ import annotations

import datetime as dt
import os
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import folium
import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from folium.plugins import MarkerCluster
from hypothesis import given
from hypothesis import strategies as st

from dxanalysis import lang as words
from dxanalysis.errors import OutputError, ParameterError
from dxanalysis.indicators import indicators
from dxanalysis.maps import Theme, compare_map, gap_map, save_map
from dxanalysis.maps.html import external_resources
from dxanalysis.maps.html import payload as map_payload
from dxanalysis.maps.html.document import own_script
from dxanalysis.maps.themes import fixed
from tests.map_data import data_of

if TYPE_CHECKING:
    from pathlib import Path

# The first four run Python where a template engine sees them, the others JavaScript in a browser.
PAYLOADS = [
    "{{ cycler.__init__.__globals__.os.environ.update(DX_PWNED='1') }}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "{# comment #}{{ 7*7 }}",
    "{{ this.__init__.__globals__ }}",
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "<svg onload=alert(1)>",
    "`${alert(1)}`",
    "';alert(1);//",
    '"><body onload=alert(1)>',
    "\\u003cimg src=x onerror=alert(1)\\u003e \\2 \\",
    "<!--<script>alert(1)",
    "a\u2028alert(1)\u2029b",
    "\u202e\u2066)1(trela\u2069\u202c",
    "&lt;img src=x onerror=alert(1)&gt;&amp;",
    "javascript:alert(1)",
    "</title><script>alert(1)</script>",
    "]]>--></textarea></style><script>alert(1)</script>",
]


def grid(count: int = 9, names: list[str] | None = None) -> gpd.GeoDataFrame:
    codes = [f"{number:05d}" for number in range(count)]
    cells = [
        shapely.box(104 + x / 10, 21 + y / 10, 104.1 + x / 10, 21.1 + y / 10)
        for y, x in (divmod(number, 3) for number in range(count))
    ]
    columns = {
        "unit_name": names or [f"Xã Số {number}" for number in range(count)],
        "district_name": [f"Huyện {number // 3}" for number in range(count)],
    }
    return gpd.GeoDataFrame(columns, geometry=cells, index=codes, crs=4326)


def gaps(count: int = 9, **changed: object) -> pd.DataFrame:
    """Known figures: unit n has 100 n of 1,000 people, the target is 50 %; unit 8 has none."""
    numbers = np.arange(count)
    rate = np.where(numbers == 8, np.nan, numbers * 10.0)
    table = pd.DataFrame(
        {
            "unit_code": [f"{number:05d}" for number in numbers],
            "indicator": "pop_4g",
            "operator": "any",
            "as_of": dt.date(2025, 9, 30),
            "numerator": rate * 10,
            "denominator": 1000.0,
            "rate_pct": rate,
            "observed_pct": 100.0,
            "target_pct": 50.0,
            "target_year": 2025,
            "gap_points": 50 - rate,
            "gap_count": np.clip(500 - rate * 10, 0, None),
            "basis": "population",
            "comparable": True,
            "evidence": "illustrative",
        }
    )
    return table.assign(**changed)


def build(units: gpd.GeoDataFrame | None = None, **options: object) -> folium.Map:
    settings = {
        "themes": [Theme("pop_4g", label="4G")],
        "title": "Bản đồ",
        "illustrative": True,
        "approximate": True,
    }
    table = options.pop("gaps", gaps())
    return gap_map(grid() if units is None else units, table, **(settings | options))


def html_of(fmap: folium.Map) -> str:
    return fmap.get_root().render()


class Skeleton(HTMLParser):
    """The elements and attribute names of a page, without its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


# ---- what is on it -------------------------------------------------------------------------------
def test_it_is_a_folium_map_and_one_whole_page(tmp_path: Path) -> None:
    fmap = build()
    assert isinstance(fmap, folium.Map)
    file = tmp_path / "new" / "map.html"
    save_map(fmap, file)
    html = file.read_text(encoding="utf-8")
    assert html.startswith('<!DOCTYPE html>\n<html lang="vi">')
    assert "<title>Bản đồ</title>" in html
    assert "user-scalable" not in html
    assert "maximum-scale" not in html
    assert html.count("Leaflet 1.9.3, a JS library") == 1
    assert "jquery" not in html.lower()
    assert "bootstrap" not in html.lower()
    assert list(file.parent.iterdir()) == [file]


def test_the_same_input_gives_the_same_bytes() -> None:
    assert html_of(build()) == html_of(build())


def test_figures_and_classes_are_the_ones_given() -> None:
    theme = data_of(html_of(build()))["themes"][0]
    # Gaps of 50, 40, 30, 20, 10, 0, -10, -20 points and one unit without a figure.
    # Of the first unit nobody is covered: that has a class of its own.
    assert theme["class"] == [6, 4, 4, 3, 2, 0, 0, 0, 8]
    assert theme["tally"] == [3, 0, 1, 1, 2, 0, 1, 0, 1]
    assert theme["rate"] == [0, 1000, 2000, 3000, 4000, 5000, 6000, 7000, None]
    assert theme["gap"] == [5000, 4000, 3000, 2000, 1000, 0, -1000, -2000, None]
    assert theme["count"] == [500, 400, 300, 200, 100, 0, 0, 0, None]
    assert theme["met"] == [0, 0, 0, 0, 0, 1, 1, 1, 0]
    assert theme["target"] == {"all": 5000}
    assert theme["as_of"] == {"all": {"vi": "30/9/2025"}}
    assert theme["basis"] == {"all": {"vi": "dân số"}}
    assert theme["evidence"] == {"all": {"vi": "Minh họa"}}


def test_missing_and_incomparable_are_two_things_and_neither_is_zero() -> None:
    table = gaps(comparable=[True] * 7 + [False, True])
    theme = data_of(html_of(build(gaps=table)))["themes"][0]
    assert theme["class"][7:] == [7, 8]
    assert theme["rate"][7:] == [7000, None]
    assert theme["gap"][7:] == [None, None]
    assert theme["class"][0] == 6  # a rate of 0 is a figure


def test_units_without_rows_have_no_data() -> None:
    theme = data_of(html_of(build(gaps=gaps().iloc[:3])))["themes"][0]
    assert theme["class"][3:] == [8] * 6
    assert theme["rate"][3:] == [None] * 6


def test_a_theme_of_rates_needs_no_target() -> None:
    table = gaps(target_pct=np.nan, gap_points=np.nan, gap_count=np.nan, comparable=False)
    theme = data_of(html_of(build(gaps=table, themes=[Theme("pop_4g", kind="rate")])))["themes"][0]
    assert theme["class"] == [6, 6, 6, 5, 5, 4, 4, 4, 7]
    assert theme["label"] == {"vi": "Dân số được phủ sóng 4G"}


def test_operators_are_kept_apart() -> None:
    both = pd.concat([gaps(), gaps(operator="viettel", rate_pct=100.0, gap_points=-50.0)])
    themes = [Theme("pop_4g"), Theme("pop_4g", operator="viettel")]
    first, second = data_of(html_of(build(gaps=both, themes=themes)))["themes"]
    assert first["rate"][0] == 0
    assert second["rate"][0] == 10000
    assert second["operator"] == {"vi": "Viettel"}


def test_neighbours_do_not_count() -> None:
    data = data_of(html_of(build(focus=["00000", "00001"])))
    assert data["counted"] == [1, 1, 0, 0, 0, 0, 0, 0, 0]
    still = re.search(r"<noscript>(.*)</noscript>", html_of(build(focus=["00000"])), re.DOTALL)
    assert 'viewBox="0 0 760 8' in still.group(1)  # one cell, about as high as it is wide
    assert sum(data["themes"][0]["tally"]) == 2


def test_neighbours_have_no_figures() -> None:
    """What changes in another area must change nothing in this one's page."""
    table = gaps()
    table["rate_pct"] = table["rate_pct"].where(table["unit_code"].isin(["00000"]), 12.34)
    here, before = (
        data_of(html_of(build(gaps=each, focus=["00000"])))["themes"] for each in (table, gaps())
    )
    assert here == before
    assert here[0]["rate"].count(None) == 8


def test_borders_between_districts_are_found_without_an_outline() -> None:
    geometry = data_of(html_of(build()))["geometry"]
    assert len(geometry["inner"]) == 6  # three cells wide, twice
    whole = data_of(html_of(build(outlines=grid().dissolve("district_name"))))["geometry"]
    assert whole["inner"] == []
    assert whole["lines"]["arcs"]


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("illustrative", [True, False])
@pytest.mark.parametrize("approximate", [True, False])
def test_the_marks_stand_while_they_are_true(
    lang: words.Lang, *, illustrative: bool, approximate: bool
) -> None:
    html = html_of(build(lang=lang, illustrative=illustrative, approximate=approximate))
    before_data = html.partition('id="dx-data"')[0]
    for key, holds in (("illustrative", illustrative), ("approximate", approximate)):
        assert (words.text(f"map.mark_{key}", lang) in before_data) is holds


def test_who_runs_no_scripts_sees_the_first_theme() -> None:
    html = html_of(build())
    still = re.search(r"<noscript>(.*)</noscript>", html, re.DOTALL).group(1)
    assert still.count("<path fill=") == 6  # the classes in use
    assert "Chưa có số liệu: 1" in still
    assert "Đã đạt chỉ tiêu: 3" in still


def test_much_data_is_deflated(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = html_of(build())
    monkeypatch.setattr(map_payload, "PLAIN_LIMIT", 100)
    packed = html_of(build())
    monkeypatch.undo()
    assert html_of(build(compact=True)) == packed
    assert "deflated" in packed
    assert data_of(packed) == data_of(plain)
    assert len(packed) < len(plain)


@given(st.floats(-1e7, 1e7), st.sampled_from([0, 2]))
def test_figures_are_rounded_as_everywhere(value: float, decimals: int) -> None:
    (whole,) = fixed([value], decimals=decimals)
    shown = words.number(value, "en", decimals=decimals).replace(",", "").replace("−", "-")
    assert whole == round(float(shown) * 10**decimals)


# ---- other kinds of themes, languages, points ----------------------------------------------------
def test_counts_have_classes_of_their_own_and_zero_is_not_missing() -> None:
    table = gaps(indicator="stations_4g", rate_pct=np.nan, denominator=np.nan)
    table["numerator"] = [0.0, 1, 3, 4, 30, 31, 1000, 1001, np.nan]
    theme = data_of(html_of(build(gaps=table, themes=[Theme("stations_4g", kind="count")])))[
        "themes"
    ][0]
    assert theme["class"] == [6, 5, 5, 4, 3, 2, 1, 0, 7]
    assert theme["numerator"][0] == 0


def test_two_variables_make_nine_classes() -> None:
    second = gaps(indicator="villages_4g", comparable=False, gap_points=np.nan)
    second["rate_pct"] = [96.0, 94, 50, 96, 94, 50, 96, np.nan, 50]
    both = pd.concat([gaps(), second])
    themes = [Theme("pop_4g", kind="two", second="villages_4g")]
    data = data_of(html_of(build(gaps=both, themes=themes, lang="both")))
    theme = data["themes"][0]
    # Gaps of 50, 40, 30, 20, 10, 0, -10 and -20 points; villages have no target: by rate.
    assert theme["class"] == [6, 7, 8, 6, 4, 2, 0, 10, 10]
    assert sum(theme["tally"]) == 9
    assert theme["label"]["vi"] == "Dân số được phủ sóng 4G × Thôn, bản có sóng 4G"
    assert len(data["classes"][theme["key"]]["label"]["en"]) == 11
    assert theme["second"]["rate"][0] == 9600


def test_two_variables_that_no_target_fits_are_not_comparable() -> None:
    first = gaps(comparable=[True] * 8 + [False], rate_pct=50.0)
    both = pd.concat([first, gaps(indicator="pop_5g")])
    theme = Theme("pop_4g", kind="two", second="pop_5g")
    assert data_of(html_of(build(gaps=both, themes=[theme])))["themes"][0]["class"][8] == 10
    both = pd.concat([first, gaps(indicator="pop_5g", rate_pct=50.0, gap_points=0.0)])
    assert data_of(html_of(build(gaps=both, themes=[theme])))["themes"][0]["class"][8] == 9


@pytest.mark.slow
def test_every_indicator_of_the_catalogue_can_be_drawn() -> None:
    table = pd.concat([gaps(indicator=name) for name in indicators()])
    themes = [Theme(name, kind=kind) for name in indicators() for kind in ("gap", "rate", "count")]
    drawn = data_of(html_of(build(gaps=table, themes=themes, lang="both")))["themes"]
    assert len({theme["key"] for theme in drawn}) == len(themes)
    assert all(sum(theme["tally"]) == 9 for theme in drawn)
    assert all(theme["tally"][-1] == 1 for theme in drawn)  # one unit has no figure


def test_two_dates_are_two_themes() -> None:
    older = gaps(as_of=dt.date(2024, 9, 30), rate_pct=10.0, gap_points=40.0)
    left = Theme("pop_4g", as_of=dt.date(2024, 9, 30), label="2024")
    right = Theme("pop_4g", label="2025")
    fmap = compare_map(
        grid(),
        gaps(),
        left=left,
        right=right,
        title="x",
        illustrative=True,
        approximate=True,
        dated={dt.date(2024, 9, 30): older},
    )
    data = data_of(html_of(fmap))
    assert data["compare"]
    assert [theme["rate"][1] for theme in data["themes"]] == [1000, 1000]
    assert [theme["rate"][5] for theme in data["themes"]] == [1000, 5000]
    # On paper both stand side by side, each with its own legend.
    _, _, paper = fmap._repr_html_().partition("</iframe>")
    halves = paper.split("<svg ")[1:]
    assert len(halves) == 2
    for half, theme in zip(halves, data["themes"], strict=True):
        assert re.findall("<strong>([^<]*)</strong>", half) == [theme["label"]["vi"]]
        assert [int(n) for n in re.findall(r": (\d+)</li>", half)] == theme["tally"]
    with pytest.raises(ParameterError) as caught:
        build(gaps=pd.concat([gaps(), older]), themes=[right])
    assert caught.value.key == "map.repeated_rows", "a history is no snapshot"
    with pytest.raises(ParameterError) as caught:
        build(themes=[left])
    assert caught.value.key == "map.no_such_day"


def test_one_language_carries_no_other_and_two_stay_small() -> None:
    one, two = html_of(build()), html_of(build(lang=("vi", "en")))
    assert "Chưa có số liệu" in one
    assert "No data" not in one
    assert "Chưa có số liệu" in two
    assert "No data" in two
    assert len(two.encode()) - len(one.encode()) < 12_000
    assert html_of(build(lang=["en"])).startswith('<!DOCTYPE html>\n<html lang="en">')


def test_points_are_there_only_when_given() -> None:
    assert data_of(html_of(build()))["points"] is None
    at = [shapely.Point(104.05, 21.05), shapely.Point(104.123456, 21.2), None]
    frame = gpd.GeoDataFrame(
        {"name": ["Bản A", None, "x"], "kind": "bản", "unit_code": ["00000", "99999", "00001"]},
        geometry=at,
        crs=4326,
    ).to_crs(32648)
    html = html_of(build(points=frame))
    points = data_of(html)["points"]
    assert points["at"] == [10405000, 2105000, 10412346, 2120000]
    assert points["name"] == ["Bản A", ""]
    assert points["unit"] == [0, -1]
    assert words.text("map.points_note", "vi", n=2) in html


# ---- what it refuses -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("options", "key"),
    [
        ({"themes": []}, "map.no_themes"),
        ({"themes": [Theme("nonsense")]}, "errors.unknown_indicator"),
        ({"themes": [Theme("pop_4g", kind="heat")]}, "map.bad_kind"),
        ({"gaps": gaps().drop(columns="basis")}, "map.missing_columns"),
        ({"gaps": pd.concat([gaps(), gaps()])}, "map.repeated_rows"),
        ({"focus": ["99999"]}, "map.unknown_focus"),
        ({"focus": []}, "map.unknown_focus"),
        ({"units": grid().drop(columns="unit_name")}, "map.missing_columns"),
        ({"themes": [Theme("pop_4g", kind="two")]}, "map.bad_kind"),
        ({"themes": [Theme("pop_4g", second="pop_5g")]}, "map.bad_kind"),
        ({"themes": [Theme("pop_4g", kind="two", second="x")]}, "errors.unknown_indicator"),
        ({"compare": True}, "map.no_themes"),
        ({"lang": "fr"}, "map.bad_language"),
        ({"lang": ()}, "map.bad_language"),
        ({"lang": "both", "title": {"vi": "Bản đồ"}}, "map.missing_wording"),
        ({"points": grid().rename(columns={"unit_name": "name"})}, "map.not_points"),
        ({"points": grid()}, "map.missing_columns"),
    ],
)
def test_what_does_not_fit_is_refused(options: dict[str, object], key: str) -> None:
    with pytest.raises(ParameterError) as caught:
        build(**options)
    assert caught.value.key == key
    for lang in words.LANGUAGES:
        assert caught.value.sentence(lang)


@pytest.mark.parametrize(
    "link",
    [
        "https://example.org/x.html",
        "//example.org/x",
        "/etc/passwd",
        "javascript:alert(1)",
        "units/../../x.html",
        "a b.html",
        "data:text/html,x",
        "\\\\host\\x",
        "units//x.html",
        "",
    ],
)
def test_links_that_are_no_plain_relative_path_are_refused(link: str) -> None:
    with pytest.raises(ParameterError) as caught:
        build(links={"00000": link})
    assert caught.value.key == "map.bad_link"


@pytest.mark.parametrize("link", ["units/00000-xa-so-0.html", "../index.html", "a.html#map"])
def test_plain_relative_links_are_kept(link: str) -> None:
    assert data_of(html_of(build(links={"00000": link})))["units"]["link"][0] == link


@pytest.mark.parametrize(
    "layer",
    [
        folium.TileLayer("https://tiles.example.org/{z}/{x}/{y}.png", attr="x"),
        folium.Marker([21, 104], icon=folium.CustomIcon("https://example.org/x.png")),
        MarkerCluster(),
    ],
)
def test_a_page_that_would_ask_for_something_is_not_saved(
    layer: folium.Element, tmp_path: Path
) -> None:
    fmap = build()
    layer.add_to(fmap)
    file = tmp_path / "map.html"
    with pytest.raises(OutputError) as caught:
        save_map(fmap, file)
    assert caught.value.key == "map.outside"
    assert not file.exists()
    save_map(fmap, file, allow_outside=True)
    assert "Content-Security-Policy" not in file.read_text(encoding="utf-8")


def test_other_folium_layers_can_be_added(tmp_path: Path) -> None:
    fmap = build()
    folium.CircleMarker([21.1, 104.1]).add_to(fmap)
    folium.Marker([21.1, 104.1], popup="Trạm").add_to(fmap)
    save_map(fmap, tmp_path / "map.html")
    html = (tmp_path / "map.html").read_text(encoding="utf-8")
    assert "L.circleMarker(" in html
    assert ".addTo(map_gaps)" in html
    assert "data:image/png;base64" in html


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("old", encoding="utf-8")
    with pytest.raises(OutputError) as caught:
        save_map(build(), tmp_path / "file" / "map.html")
    assert caught.value.key == "map.cannot_write"
    assert (tmp_path / "file").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<img src="https://example.org/a.png">', ["https://example.org/a.png"]),
        ("<link href='//example.org/a.css'>", ["//example.org/a.css"]),
        ("<style>a{background:url( 'http://x.org/a')}</style>", ["http://x.org/a"]),
        ("<style>@import 'https://x.org/a.css';</style>", ["https://x.org/a.css"]),
        ('<p style="background:url(//x.org/a)">', ["//x.org/a"]),
        ("<script>fetch('https://x.org/a')</script>", ["https://x.org/a"]),
        ("<iframe srcdoc=\"<img src='https://x.org/a'>\"></iframe>", ["https://x.org/a"]),
        ('<a href="https://example.org">see</a>', []),
        ("<p>https://example.org</p>", []),
        ('<script type="application/json">"https://example.org"</script>', []),
        ('<img src="data:image/png;base64,AAAA">', []),
        ('<a href="units/1.html">', []),
    ],
)
def test_outside_resources_are_seen(html: str, found: list[str]) -> None:
    assert external_resources.read(html)[0] == found


def test_the_page_s_own_policy_forbids_every_request_and_foreign_script() -> None:
    html = html_of(build())
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html).group(1)
    assert "default-src &#x27;none&#x27;" in policy
    assert policy.count("sha256-") == 2
    assert "unsafe-inline" not in policy.split("style-src")[0]


def test_the_page_s_script_has_all_its_words_and_no_others() -> None:
    used = set(re.findall(r"\b(?:text|page\.text\[one\])\.(\w+)", own_script()))
    # Chosen by the kind of theme, and by name.
    used |= {"legend_gap", "legend_rate", "legend_count", "zoom_in", "zoom_out", "zoom_all"}
    assert set(map_payload.interface("vi")) == used
    assert set(map_payload.interface("en")) == used


def test_the_page_s_script_never_makes_elements_from_text() -> None:
    script = own_script()
    for sink in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "bindTooltip",
        "bindPopup",
        "createContextualFragment",
    ):
        assert sink not in script


# ---- hostile text --------------------------------------------------------------------------------
# Where text comes in; `hostile` puts a payload into every one of them at once.
PLACES = (
    "code of a unit", "name of a unit", "name of a district",
    "title", "title in English", "date", "date in English", "source", "source in English",
    "label", "label in English", "operator", "basis", "evidence", "date of a figure",
    "label of the second theme", "basis of the second indicator",
    "evidence of the second indicator",
    "name of a place", "kind of a place", "unit of a place",
)  # fmt: skip


def hostile(payload: str) -> folium.Map:
    """Put a payload into every place that takes text."""
    each = {"vi": payload, "en": f"{payload} en"}
    codes = [f"{payload} {number}" for number in range(9)]
    table = gaps(basis=payload, evidence=payload, as_of=payload).assign(unit_code=codes)
    table["operator"] = payload
    second = table.assign(indicator="pop_5g")
    units = grid(names=codes).assign(district_name=[payload] * 5 + ["Huyện"] * 4)
    places = gpd.GeoDataFrame(
        {"name": [payload], "kind": [payload], "unit_code": [codes[0]]},
        geometry=[shapely.Point(104.05, 21.05)],
        crs=4326,
    )
    return build(
        units.set_axis(codes),
        gaps=pd.concat([table, second]),
        themes=[
            Theme("pop_4g", operator=payload, label=each),
            Theme("pop_4g", operator=payload, label=each, kind="two", second="pop_5g"),
        ],
        lang="both",
        title=each,
        as_of=each,
        sources=[payload, each],
        points=places,
    )


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.filterwarnings("error")
def test_hostile_text_stays_text(payload: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DX_PWNED", raising=False)
    html = html_of(hostile(payload))
    assert "DX_PWNED" not in os.environ
    assert Skeleton(html).tags == Skeleton(html_of(hostile("Sông Mã"))).tags
    data = data_of(html)
    both = {"vi": payload, "en": f"{payload} en"}
    assert data["units"]["name"][3] == data["units"]["code"][3] == f"{payload} 3"
    assert data["units"]["district"]["of"][0] == payload
    assert data["said"]["title"] == data["said"]["source-1"] == both
    assert data["points"]["name"] == data["points"]["kind"]["of"] == [payload]
    for theme in data["themes"]:
        assert theme["label"] == both
        assert theme["operator"] == {"vi": payload, "en": payload}
        for figures in (theme, theme.get("second", theme)):
            for column in ("basis", "evidence", "as_of"):
                assert figures[column] == {"all": {"vi": payload, "en": payload}}
    assert Skeleton(html).text.count(payload) >= 4  # title, heading, two sources
    frame = hostile(payload)._repr_html_()
    # The parser reads what stands inside the frame, for notebooks that are not trusted.
    tags = [tag for tag, _ in Skeleton(frame).tags]
    assert tags[:5] == ["iframe", "p", "strong", "img", "p"]
    # What is printed in place of the frame: drawings and words of our own alone.
    assert set(tags[5:]) <= {
        *("div", "figure", "h3", "p", "ul", "li", "i", "strong"),
        *("svg", "title", "defs", "pattern", "rect", "path", "circle", "g"),
    }
    assert "DX_PWNED" not in os.environ


def test_the_grid_of_payloads_is_as_large_as_it_says() -> None:
    assert len(PLACES) >= 20
    assert len(set(PAYLOADS)) >= 10


def test_half_a_character_does_not_stop_the_page(tmp_path: Path) -> None:
    save_map(build(title="Sông \ud800Mã", sources=["\ud800"]), tmp_path / "map.html")
    assert (tmp_path / "map.html").stat().st_size > 0


# ---- real boundaries -----------------------------------------------------------------------------
@pytest.mark.real
def test_the_real_province_is_a_small_page(real_data: Path, tmp_path: Path) -> None:
    units = gpd.read_file(real_data / "boundaries" / "son_la_communes_2025.gpkg")
    units = units.set_index("code").rename(columns={"fullName": "unit_name"})
    table = gaps(75).assign(unit_code=list(units.index), rate_pct=50.0, gap_points=0.0)
    themes = [Theme("pop_4g", label=str(number)) for number in range(3)]
    fmap = build(units, gaps=table, themes=themes)
    save_map(fmap, tmp_path / "map.html")
    assert (tmp_path / "map.html").stat().st_size <= 420_000
    data = data_of(html_of(fmap))
    assert len(data["geometry"]["units"]) == 75
    assert data["units"]["name"][0].startswith(("Xã ", "Phường "))
    assert not data["units"]["short"][0].startswith(("Xã ", "Phường "))
