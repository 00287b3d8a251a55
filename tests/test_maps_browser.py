"""The page of a map as a reader meets it: in Chromium, without a network."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from axe_playwright_python.sync_playwright import Axe

from dxanalysis import lang as words
from dxanalysis.maps import Theme, compare_map, gap_map, save_map
from dxanalysis.maps.html import payload as map_payload
from tests.browsing import kept_page
from tests.test_maps_page import PAYLOADS, gaps, grid, hostile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.slow, pytest.mark.browser]

DESKTOP = {"viewport": {"width": 1280, "height": 800}}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "is_mobile": True,
    "has_touch": True,
    "device_scale_factor": 2,
}


def two_themes() -> pd.DataFrame:
    fibre = gaps().assign(indicator="villages_fibre", rate_pct=50.0, gap_points=0.0)
    return pd.concat([gaps(), fibre])


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("map") / "map.html"
    fmap = gap_map(
        grid(),
        two_themes(),
        themes=[Theme("pop_4g", label="4G"), Theme("villages_fibre", label="Cáp quang")],
        title="Ba xã đã đạt chỉ tiêu",
        as_of="30/9/2025",
        sources=["Nguồn thử"],
        illustrative=True,
        approximate=True,
        links={"00003": "units/00003.html"},
    )
    save_map(fmap, path)
    return path


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a page with everything on it: languages, points, counts and two variables."""
    path = tmp_path_factory.mktemp("map") / "rich.html"
    stations = gaps(indicator="stations_4g", rate_pct=np.nan, gap_points=np.nan, comparable=False)
    generator = np.random.default_rng(2)
    at = shapely.points(104 + 0.3 * generator.random(200), 21 + 0.3 * generator.random(200))
    places = gpd.GeoDataFrame(
        {"name": [f"Bản {number}" for number in range(200)], "kind": "bản"}, geometry=at, crs=4326
    )
    fmap = gap_map(
        grid(),
        pd.concat([two_themes(), stations]),
        themes=[
            Theme("pop_4g"),
            Theme("villages_fibre"),
            Theme("pop_4g", kind="two", second="villages_fibre"),
            Theme("stations_4g", kind="count"),
        ],
        lang="both",
        title={"vi": "Ba xã đã đạt chỉ tiêu", "en": "Three communes met the target"},
        as_of={"vi": "30/9/2025", "en": "30 Sep 2025"},
        sources=["so-khcn.xlsx"],
        illustrative=True,
        approximate=True,
        links={"00003": "units/00003.html"},
        points=places,
    )
    save_map(fmap, path)
    return path


@contextmanager
def opened(browser: Browser, path: Path, **options: object) -> Iterator[Page]:
    """Open a page without a network; whatever it asks for or complains about fails the test."""
    complaints: list[str] = []
    listeners: dict[str, Callable[[Any], object]] = {
        "console": lambda message: complaints.append(message.text),
        "pageerror": lambda error: complaints.append(str(error)),
        "dialog": lambda dialog: (complaints.append("dialog"), dialog.dismiss()),
        "request": lambda request: (
            None
            if request.url.startswith((path.as_uri(), "about:", "blob:"))
            else complaints.append(request.url)
        ),
    }
    with kept_page(browser, offline=True, **(DESKTOP | options)) as page:
        for event, listener in listeners.items():
            page.on(event, listener)  # type: ignore[call-overload]
        page.goto(path.as_uri())
        page.wait_for_selector("html.ready")
        yield page
        for event, listener in listeners.items():
            page.remove_listener(event, listener)
    assert complaints == []


def fills(page: Page) -> list[str]:
    return page.locator("path.unit").evaluate_all("all => all.map(one => one.getAttribute('fill'))")


def test_it_opens_without_a_network_and_shows_every_unit(browser: Browser, file: Path) -> None:
    with opened(browser, file) as page:
        assert page.locator("path.unit").count() == 9
        assert page.title() == "Ba xã đã đạt chỉ tiêu"
        assert page.locator("html").get_attribute("lang") == "vi"
        assert page.locator("path.inner").count() == 1
        assert page.locator("path.outer").count() == 1
        for mark in ("mark_illustrative", "mark_approximate"):
            assert page.get_by_text(words.text(f"map.{mark}", "vi")).locator("visible=true").count()
        assert page.locator(".leaflet-control-attribution").count() == 0


def test_a_theme_changes_colours_legend_and_table(browser: Browser, file: Path) -> None:
    with opened(browser, file) as page:
        before = fills(page)
        assert len(set(before)) == 6, "nothing yet, four classes that have units, and no figure"
        assert before[8] == "url(#dx-missing)"
        page.locator("fieldset").get_by_text("Cáp quang").click()
        after = fills(page)
        assert set(after) == {"#d9f2f9"}
        counts = page.locator(".legend .n").all_inner_texts()
        assert counts == ["9", "0", "0", "0", "0", "0", "0", "0", "0"]
        assert "50,00" in page.locator("tbody tr").first.inner_text()


def test_the_panel_reads_as_a_sentence_with_figures_as_written_in_vietnamese(
    browser: Browser, file: Path
) -> None:
    with opened(browser, file) as page:
        page.locator("path.unit").nth(3).click()
        panel = page.locator(".panel").inner_text().replace("\N{NO-BREAK SPACE}", " ")
        assert "Xã Số 3" in panel
        assert "Dân số được phủ sóng 4G: 30,00%, tức 300/1.000 người." in panel
        assert "Còn thiếu 20,00 điểm phần trăm so với chỉ tiêu 50% vào năm 2025" in panel
        assert "tức cần thêm 200 người." in panel
        assert "30/9/2025" in panel
        assert page.locator(".panel a.open").get_attribute("href") == "units/00003.html"
        page.locator("path.unit").nth(8).click()
        assert "Thiếu số liệu không có nghĩa là bằng 0." in page.locator(".panel").inner_text()
        page.locator("path.unit").nth(6).click()
        assert "vượt 10,00 điểm phần trăm" in page.locator(".panel").inner_text()


def test_figures_look_as_python_writes_them(browser: Browser, tmp_path: Path) -> None:
    values = [0.0, 0.005, 9.995, 12.345, 99.996, 100.0, 1234567.0, 5.0, 33.333]
    table = gaps().assign(numerator=values, denominator=1e7, rate_pct=values, gap_points=values)
    for lang in words.LANGUAGES:
        path = tmp_path / f"{lang}.html"
        fmap = gap_map(
            grid(), table, themes=[Theme("pop_4g")], lang=lang, title="x",
            illustrative=False, approximate=False,
        )  # fmt: skip
        save_map(fmap, path)
        with opened(browser, path) as page:
            for number, value in enumerate(values):
                cells = page.locator(f'tr[data-unit="{number}"] td').all_inner_texts()
                assert cells[0] == words.percent(value, lang)
                if value > 0:
                    assert cells[1] == words.number(value, lang, decimals=2)


def test_the_table_sorts_and_missing_stays_last(browser: Browser, file: Path) -> None:
    with opened(browser, file) as page:

        def order() -> list[str]:
            return page.locator("tbody tr").evaluate_all("rows => rows.map(r => r.dataset.unit)")

        assert order() == [str(number) for number in range(9)]  # the widest gap first
        page.locator('[data-sort="gap"]').click()
        assert order() == ["7", "6", "5", "4", "3", "2", "1", "0", "8"]
        assert page.locator("th[aria-sort=ascending]").inner_text().startswith("Còn thiếu")
        page.locator('[data-sort="unit"]').click()
        assert order()[0] == "0"
        page.locator("tbody tr").nth(2).click()
        assert page.locator(".panel h2").inner_text() == "Xã Số 2"


def test_a_class_can_be_seen_alone(browser: Browser, file: Path) -> None:
    with opened(browser, file) as page:
        page.locator(".legend button").first.click()
        assert page.locator("tbody tr").count() == 3
        faint = page.locator("path.unit").evaluate_all(
            "all => all.filter(one => +one.getAttribute('fill-opacity') < 0.5).length"
        )
        assert faint == 6
        page.keyboard.press("Enter")
        assert page.locator("tbody tr").count() == 9


def test_search_finds_names_with_and_without_marks(browser: Browser, file: Path) -> None:
    with opened(browser, file) as page:
        for typed in ("số 7", "SO 7", "00007"):
            page.locator("#dx-search").fill(typed)
            assert page.locator("#dx-matches li").count() == 1
            page.keyboard.press("Enter")
            assert page.locator(".panel h2").inner_text() == "Xã Số 7"
            page.locator('tr[data-unit="2"]').click()
            assert page.locator(".panel h2").inner_text() == "Xã Số 2"
        page.locator("#dx-search").fill("không có")
        assert page.locator("#dx-matches li.none").count() == 1


def test_every_unit_is_reached_by_keyboard_and_spoken(browser: Browser, file: Path) -> None:
    with opened(browser, file) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        for _ in range(20):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.classList.contains('unit')"):
                break
        reached = {page.evaluate("document.activeElement.dataset.unit")}
        spoken = set()
        for _ in range(9):
            page.keyboard.press("PageDown")
            reached.add(page.evaluate("document.activeElement.dataset.unit"))
            spoken.add(page.locator("#dx-live").inner_text())
        assert reached == {str(number) for number in range(9)}
        assert len(spoken) == 9
        # The grid counts from the south-west: 4 is in the middle.
        page.locator('path.unit[data-unit="4"]').focus()
        page.locator('path.unit[data-unit="4"]').click()
        for key, unit in (("Up", 7), ("Down", 4), ("Left", 3), ("Right", 4), ("Down", 1)):
            page.keyboard.press(f"Arrow{key}")
            assert page.evaluate("document.activeElement.dataset.unit") == str(unit)
        label = page.locator('path.unit[data-unit="3"]').get_attribute("aria-label")
        assert label.startswith(
            "Xã Số 3. Thiếu trên 10 đến 25 điểm. Dân số được phủ sóng 4G: 30,00"
        )
        page.keyboard.press("Escape")
        assert page.locator(".panel h2").count() == 0
        assert page.locator("path.unit[tabindex='0']").count() == 1


def test_names_never_overlap(browser: Browser, file: Path) -> None:
    with opened(browser, file) as page:
        for _ in range(3):
            boxes = page.locator(".name").evaluate_all(
                "all => all.map(one => { const r = one.getBoundingClientRect();"
                " return [r.left, r.top, r.right, r.bottom]; })"
            )
            assert boxes
            for number, a in enumerate(boxes):
                for b in boxes[number + 1 :]:
                    assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
            page.locator(".zoom button").nth(1).click()
            page.wait_for_timeout(350)


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
def test_a_phone_shows_it_without_sideways_scrolling(
    browser: Browser, file: Path, scheme: str
) -> None:
    with opened(browser, file, **PHONE, color_scheme=scheme) as page:
        page.locator("path.unit").nth(3).tap()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        for part in ("#dx-stage", ".panel", ".legend", "table", "fieldset"):
            box = page.locator(part).bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 390
        assert page.locator(".panel h2").inner_text() == "Xã Số 3"


def test_endless_words_do_not_widen_a_phone_s_page(browser: Browser, tmp_path: Path) -> None:
    endless = "Ư" * 200
    fmap = gap_map(
        grid(names=[f"{endless}{number}" for number in range(9)]).assign(district_name=endless),
        gaps(evidence=endless),
        themes=[Theme("pop_4g", label=endless)],
        title=endless,
        as_of=endless,
        sources=[endless],
        illustrative=True,
        approximate=True,
    )
    path = tmp_path / "map.html"
    save_map(fmap, path)
    with opened(browser, path, **PHONE) as page:
        page.locator("tbody tr").first.click()
        page.locator("#dx-search").fill("u")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert page.locator("table").bounding_box()["width"] <= 390


def test_in_a_frame_the_page_around_still_scrolls(browser: Browser, tmp_path: Path) -> None:
    fmap = gap_map(
        grid(), two_themes(), themes=[Theme("pop_4g")], title="Khung",
        illustrative=True, approximate=True,
    )  # fmt: skip
    outer = tmp_path / "outer.html"
    outer.write_text(
        "<!doctype html><html class=ready><meta name=viewport content='width=device-width'>"
        f"<body>{fmap._repr_html_()}<p style='height:2000px'>",
        encoding="utf-8",
    )
    with opened(browser, outer) as page:
        frame = page.frames[1]
        frame.wait_for_selector("html.ready")
        zoom = frame.evaluate("map_gaps.getZoom()")
        page.locator("iframe").hover(position={"x": 300, "y": 300})
        page.mouse.wheel(0, 300)
        page.wait_for_timeout(300)
        assert frame.evaluate("map_gaps.getZoom()") == zoom
        assert page.evaluate("scrollY") > 0
        page.evaluate("scrollTo(0, 0)")
        frame.locator("path.unit").nth(4).click()
        page.mouse.wheel(0, -300)
        page.wait_for_timeout(500)
        assert frame.evaluate("map_gaps.getZoom()") > zoom
    with opened(browser, outer, **PHONE) as page:
        frame = page.frames[1]
        frame.wait_for_selector("html.ready")
        assert not frame.evaluate("map_gaps.dragging.enabled()")
        inside = frame.evaluate("document.documentElement.scrollHeight")
        assert page.locator("iframe").bounding_box()["height"] >= inside - 1
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_it_prints_the_whole_table(browser: Browser, file: Path) -> None:
    with opened(browser, file) as page:
        page.emulate_media(media="print")
        assert not page.locator(".search").is_visible()
        assert not page.locator(".zoom").is_visible()
        assert page.locator("tbody tr").last.is_visible()
        marks = page.get_by_text(words.text("map.mark_illustrative", "vi"))
        assert marks.locator("visible=true").count() == 1
        assert page.pdf()[:5] == b"%PDF-"
        page.emulate_media(media="null")


def test_reduced_motion_is_respected(browser: Browser, file: Path) -> None:
    moves = "map_gaps.options.zoomAnimation || map_gaps.options.inertia"
    with opened(browser, file) as page:
        assert page.evaluate(moves)
        page.emulate_media(reduced_motion="reduce")
        page.reload()
        page.wait_for_selector("html.ready")
        assert not page.evaluate(moves)
        page.emulate_media(reduced_motion="null")


def test_without_scripts_there_is_a_still_map(browser: Browser, file: Path) -> None:
    context = browser.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    assert page.locator("noscript svg g path").first.is_visible()
    assert page.get_by_text(words.text("map.mark_illustrative", "vi")).first.is_visible()
    assert not page.locator("main").is_visible()
    context.close()


def test_deflated_data_shows_the_same(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shown(name: str) -> list[object]:
        path = tmp_path / name
        fmap = gap_map(
            grid(100), gaps(100), themes=[Theme("pop_4g")], title="x",
            illustrative=True, approximate=True,
        )  # fmt: skip
        save_map(fmap, path)
        with opened(browser, path) as page:
            lines = page.locator("path.unit").evaluate_all("all => all.map(one => one.outerHTML)")
            names = page.locator("div.name").all_inner_texts()
            return [fills(page), lines, names, page.locator("tbody").inner_text()]

    plain = shown("plain.html")
    monkeypatch.setattr(map_payload, "PLAIN_LIMIT", 100)
    assert shown("packed.html") == plain
    assert '"deflated"' in (tmp_path / "packed.html").read_text(encoding="utf-8")
    old = browser.new_context(offline=True)
    old.add_init_script("delete window.DecompressionStream")
    page = old.new_page()
    page.goto((tmp_path / "packed.html").as_uri())
    assert page.locator("svg g path").first.is_visible()
    old.close()


def test_more_than_a_thousand_units_are_drawn_on_a_canvas(browser: Browser, tmp_path: Path) -> None:
    units = grid(1200)
    table = gaps(1200).assign(rate_pct=50.0, gap_points=0.0)
    table.loc[::2, "gap_points"] = 60.0
    path = tmp_path / "map.html"
    themes = [Theme("pop_4g"), Theme("pop_4g", kind="rate")]
    fmap = gap_map(units, table, themes=themes, title="x", illustrative=True, approximate=True)
    save_map(fmap, path)
    # The colour in the middle of a unit, read from the canvas of one side.
    colour = """([lat, lng, side]) => {
        const canvas = document.querySelectorAll("canvas.leaflet-zoom-animated")[side];
        const box = canvas.getBoundingClientRect();
        const stage = document.querySelector("#map_gaps").getBoundingClientRect();
        const at = map_gaps.latLngToContainerPoint([lat, lng]);
        const zoom = canvas.width / box.width;
        const copy = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
        copy.drawImage(canvas, -Math.floor((at.x + stage.x - box.x) * zoom),
            -Math.floor((at.y + stage.y - box.y) * zoom));
        return [...copy.getImageData(0, 0, 1, 1).data].join(" ");
    }"""
    with opened(browser, path) as page:
        assert page.locator("canvas").count() == 1
        assert page.locator("path.unit").count() == 0
        assert page.locator("tbody tr").count() == 200
        middles = [[one.centroid.y, one.centroid.x] for one in units.geometry[:4]]
        page.evaluate("at => map_gaps.setView(at, 10, { animate: false })", middles[1])
        colours = [page.evaluate(colour, [*middle, 0]) for middle in middles]
        assert colours[0] == colours[2] != colours[1] == colours[3]
        place = page.evaluate(
            "([lat, lng]) => { const { x, y } = map_gaps.latLngToContainerPoint([lat, lng]);"
            " return [x, y]; }",
            middles[1],
        )
        page.locator("#map_gaps").hover(position={"x": place[0], "y": place[1]})
        assert page.locator(".tip b").inner_text() == units["unit_name"].iloc[1]
        page.locator("#map_gaps").click(position={"x": place[0], "y": place[1]})
        assert page.locator(".panel h2").inner_text() == units["unit_name"].iloc[1]
        page.locator('.legend [data-class="0"]').click()
        page.wait_for_timeout(100)
        assert page.evaluate(colour, [*middles[1], 0]) == colours[1]
        assert page.evaluate(colour, [*middles[0], 0]) != colours[0]
        page.locator("button.compare").click()
        page.wait_for_timeout(100)
        right = [page.evaluate(colour, [*middle, 1]) for middle in middles]
        assert len(set(right)) == 1  # all have the same rate
        page.locator("#map_gaps").focus()
        page.keyboard.press("Home")
        page.keyboard.press("ArrowRight")
        assert page.locator(".panel h2").count() == 1
        page.locator(".more").click()
        assert page.locator("tbody tr").count() == 1200


@pytest.mark.parametrize(
    "payload",
    # One after the other in one text; alone each may find another way.
    [
        "".join(PAYLOADS[4:7]),
        *(pytest.param(one, marks=pytest.mark.slow) for one in PAYLOADS[4:14]),
    ],
)
def test_hostile_text_is_shown_as_written_and_never_runs(
    browser: Browser, tmp_path: Path, payload: str
) -> None:
    path = tmp_path / "map.html"
    save_map(hostile(payload), path)
    # Without the page's policy, so that it is the page and not the policy that is tried.
    with opened(browser, path, bypass_csp=True) as page:

        def texts(selector: str) -> list[str]:
            return page.locator(selector).evaluate_all("all => all.map(one => one.textContent)")

        def press(selector: str) -> None:
            page.evaluate("selector => document.querySelector(selector).click()", selector)

        press(".spot:not(.many)")
        assert texts(".tip") == [f"{payload} · {payload} · {payload} 0"]
        for lang, shown in (("vi", payload), ("en", f"{payload} en")):
            press(f".languages [lang={lang}]")
            assert texts("h1") == [shown]
            assert texts("footer li") == [payload, shown]
            assert texts("fieldset label span") == [shown, shown]
            assert page.title().split() == shown.split()
            for theme in (0, 1):
                press(f"#dx-theme-{theme}")
                press('tr[data-unit="3"] button')
                assert texts(".panel h2") == [f"{payload} 3"]
                assert texts(".panel dd").count(payload) >= 4 * (theme + 1)
            spoken = page.locator('path.unit[data-unit="3"]').get_attribute("aria-label")
            assert spoken.startswith(f"{payload} 3. ")
        press(".compare")
        assert texts(".side-tag") == [f"{payload} en", f"{payload} en"]
        page.locator("#dx-search").fill(payload[:6])
        with page.expect_download() as caught:
            page.locator(".download").click()
        assert "DX_PWNED" not in caught.value.path().read_text(encoding="utf-8-sig")
        assert page.locator("img, [onload], [onerror]").count() == 0


def test_the_language_changes_in_the_page(browser: Browser, rich: Path) -> None:
    with opened(browser, rich) as page:
        assert page.locator("h1").inner_text() == "Ba xã đã đạt chỉ tiêu"
        page.locator('tr[data-unit="3"]').click()
        page.get_by_role("button", name="English").click()
        assert page.locator("html").get_attribute("lang") == "en"
        assert page.title() == page.locator("h1").inner_text() == "Three communes met the target"
        panel = page.locator(".panel").inner_text().replace("\N{NO-BREAK SPACE}", " ")
        assert "Population covered by 4G: 30.00%, that is 300 of 1,000 people." in panel
        assert "30 Sep 2025" in panel
        visible = page.locator("body").inner_text()
        for word in ("Chỉ tiêu", "Tỷ lệ", "Số liệu", "Nguồn", "Tìm xã"):
            assert word not in visible
        label = page.locator('path.unit[data-unit="3"]').get_attribute("aria-label")
        assert "Over 10 to 25" in label
        page.get_by_role("button", name="Tiếng Việt").click()
        assert page.locator("h1").inner_text() == "Ba xã đã đạt chỉ tiêu"


def test_a_link_opens_what_was_seen(browser: Browser, rich: Path) -> None:
    with opened(browser, rich) as page:
        page.locator("#dx-theme-1").check(force=True)
        page.locator('tr[data-unit="4"]').click()
        page.get_by_role("button", name="English").click()
        page.locator(".zoom button").first.click()
        page.wait_for_timeout(400)
        address = page.evaluate("location.href")
        centre = page.evaluate("[map_gaps.getCenter().lat, map_gaps.getCenter().lng]")
        zoom = page.evaluate("map_gaps.getZoom()")
        page.goto("about:blank")
        page.goto(address)
        page.wait_for_selector("html.ready")
        assert page.locator("html").get_attribute("lang") == "en"
        assert page.locator("#dx-theme-1").is_checked()
        assert page.locator(".panel h2").inner_text() == "Xã Số 4"
        assert page.evaluate("map_gaps.getZoom()") == zoom
        seen = page.evaluate("[map_gaps.getCenter().lat, map_gaps.getCenter().lng]")
        assert seen == pytest.approx(centre, abs=1e-3)
        page.evaluate("location.hash = '#t=<img src=x>&u=</script>&z=x/1/2&l=xx&r=%7B%7B'")
        page.wait_for_timeout(100)
        assert page.locator("path.unit").count() == 9
        assert page.locator("html").get_attribute("lang") == "en"


def test_the_table_can_be_taken_along_and_holds_no_formula(
    browser: Browser, tmp_path: Path
) -> None:
    names = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", 'Xã "Một", Hai', "Xã Ba", " =2", "Xã Tám"]
    path = tmp_path / "map.html"
    fmap = gap_map(
        grid(names=names), gaps(), themes=[Theme("pop_4g")], title="x",
        illustrative=True, approximate=True,
    )  # fmt: skip
    save_map(fmap, path)
    with opened(browser, path) as page:
        with page.expect_download() as caught:
            page.locator(".download").click()
        assert caught.value.suggested_filename == "pop_4g.any.gap.csv"
        raw = caught.value.path().read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf")
        table = pd.read_csv(caught.value.path(), dtype={"Mã đơn vị": str}, skipinitialspace=False)
    table = table.set_index("Mã đơn vị")
    for number, name in enumerate(names):
        written = table.loc[f"{number:05d}", "Đơn vị"]
        assert written == (name if name.startswith("Xã") else f"'{name}")
    assert table.loc["00003", "Tỷ lệ (%)"] == 30
    assert table.loc["00007", "Còn thiếu (điểm)"] == -20
    assert np.isnan(table.loc["00008", "Tỷ lệ (%)"])
    assert set(table["Loại số liệu"]) == {"Minh họa"}


def test_the_title_of_a_comparison_names_the_area(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "compared.html"
    fmap = gap_map(
        grid(),
        two_themes(),
        themes=[Theme("pop_4g"), Theme("villages_fibre")],
        title="Tỉnh Thử: chín xã",
        titles=["Tỉnh Thử: 4G", "Tỉnh Thử: cáp quang"],
        area="Tỉnh Thử",
        illustrative=True,
        approximate=True,
    )
    save_map(fmap, path)
    with opened(browser, path) as page:
        assert page.title() == "Tỉnh Thử: 4G"
        page.locator(".compare").click()
        first, second = (theme.name("vi") for theme in (Theme("pop_4g"), Theme("villages_fibre")))
        assert page.title() == f"Tỉnh Thử: {first} · {second}"
        page.locator(".compare").click()
        assert page.title() == "Tỉnh Thử: 4G"


def test_the_date_below_the_title_is_that_of_the_theme(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "dated.html"
    fmap = gap_map(
        grid(),
        two_themes(),
        themes=[Theme("pop_4g"), Theme("villages_fibre")],
        title="Tỉnh Thử",
        as_of="30/6/2025",
        dates=["30/6/2025", "31/12/2025"],
        illustrative=True,
        approximate=True,
    )
    save_map(fmap, path)
    with opened(browser, path) as page:
        below = page.locator('header [data-say="as-of"]')
        assert "30/6/2025" in below.inner_text()
        page.locator(".compare").click()
        assert "30/6/2025" in below.inner_text()
        assert "31/12/2025" in below.inner_text()
        page.locator(".compare").click()
        assert "31/12/2025" not in below.inner_text()


def test_two_themes_are_compared_over_one_geometry(browser: Browser, tmp_path: Path) -> None:
    right = gaps(indicator="pop_5g", rate_pct=[5.0, 5, 5, 30, 5, 5, 5, 5, 5], gap_points=45.0)
    right.loc[0, "basis"] = "villages"
    path = tmp_path / "map.html"
    fmap = compare_map(
        grid(), pd.concat([gaps(), right]), left=Theme("pop_4g", label="4G"),
        right=Theme("pop_5g", label="5G"), title="x", illustrative=True, approximate=True,
    )  # fmt: skip
    save_map(fmap, path)
    assert path.read_text(encoding="utf-8").count('"arcs"') == 1
    for options in (DESKTOP, PHONE):
        with opened(browser, path, **options) as page:
            assert page.locator("path.unit").count() == 18
            assert page.locator(".side-tag").all_inner_texts() == ["4G", "5G"]
            assert page.locator("thead th").all_inner_texts()[1:3] == ["4G", "5G"]
            cells = page.locator('tr[data-unit="5"] td').all_inner_texts()
            assert cells[2] == words.number(-45, "vi", decimals=2)
            assert page.locator('tr[data-unit="0"] td').last.inner_text() == words.MISSING
            page.locator('tr[data-unit="0"] button').click()
            assert "cơ sở tính khác nhau" in page.locator(".panel").inner_text()
            page.locator('tr[data-unit="3"] button').click()
            assert "5G bằng 4G." in page.locator(".panel").inner_text()
            handle = page.locator(".handle")
            handle.focus()
            page.keyboard.press("Home")
            page.keyboard.press("ArrowRight")
            assert handle.get_attribute("aria-valuenow") == "5"
            box = handle.bounding_box()
            page.mouse.move(box["x"] + 14, box["y"] + 200)
            page.mouse.down()
            page.mouse.move(box["x"] + 114, box["y"] + 200, steps=3)
            page.mouse.up()
            assert int(handle.get_attribute("aria-valuenow")) > 10
            assert (
                page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
            )
            page.locator(".compare").click()
            assert page.locator("fieldset").is_visible()
            assert not handle.is_visible()


def test_two_variables_and_counts_are_shown(browser: Browser, rich: Path) -> None:
    with opened(browser, rich) as page:
        page.locator("#dx-theme-2").check(force=True)
        assert page.locator(".pair td button").count() == 9
        counts = [int(one) for one in page.locator(".pair td button").all_inner_texts()]
        assert sum(counts) == 8  # one unit has no figure
        page.locator('tr[data-unit="3"]').click()
        panel = page.locator(".panel").inner_text()
        assert "Dân số được phủ sóng 4G" in panel
        assert "Thôn, bản có cáp quang" in panel
        page.locator("#dx-theme-3").check(force=True)
        assert "300 trạm" in page.locator(".panel").inner_text()
        assert page.locator('tr[data-unit="8"] td').inner_text() == words.MISSING


def test_many_places_are_drawn_together_and_can_be_hidden(browser: Browser, rich: Path) -> None:
    with opened(browser, rich) as page:
        drawn = page.locator(".leaflet-places-pane .spot")
        many = page.locator(".leaflet-places-pane .spot.many").all_inner_texts()
        single = drawn.count() - len(many)
        assert single + sum(int(one) for one in many) == 200
        assert drawn.count() < 150
        page.locator("#dx-places").uncheck()
        assert drawn.count() == 0
        page.locator("#dx-places").check()
        zoom = page.evaluate("map_gaps.getZoom()")
        page.locator(".spot.many").first.click()
        page.wait_for_timeout(500)
        assert page.evaluate("map_gaps.getZoom()") > zoom


@pytest.mark.parametrize(("options", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")])
def test_axe_finds_nothing(
    browser: Browser, rich: Path, options: dict[str, object], scheme: str
) -> None:
    with opened(browser, rich, **options, color_scheme=scheme, bypass_csp=True) as page:
        for step in (
            "document.querySelector('tr[data-unit]').click()",
            "document.querySelector('[value=\"2\"]').click()",
            "document.querySelector('.compare').click()",
        ):
            page.evaluate(step)
            found = Axe().run(page)
            assert len(found.response["passes"]) > 20
            assert found.violations_count == 0, found.generate_report()


@pytest.mark.real
def test_the_real_province_opens(browser: Browser, real_data: Path, tmp_path: Path) -> None:
    units = gpd.read_file(real_data / "boundaries" / "son_la_communes_2025.gpkg")
    units = units.set_index("code").rename(columns={"fullName": "unit_name"})
    table = gaps(75).assign(unit_code=list(units.index), rate_pct=50.0, gap_points=0.0)
    path = tmp_path / "map.html"
    fmap = gap_map(
        units, table, themes=[Theme("pop_4g")], title="Sơn La", illustrative=True, approximate=False
    )
    save_map(fmap, path)
    with opened(browser, path) as page:
        assert page.locator("path.unit").count() == 75
        assert page.locator(".name").count() >= 30
        page.locator("#dx-search").fill("song ma")
        page.keyboard.press("Enter")
        assert page.locator(".panel h2").inner_text() == "Xã Sông Mã"


SIDES = """() => {
  const stage = document.getElementById("map_gaps").getBoundingClientRect();
  const all = [...document.querySelectorAll("#map_gaps path[data-unit]")];
  const boxes = all.map((one) => one.getBoundingClientRect());
  return [
    Math.min(...boxes.map((box) => box.left)) - stage.left,
    stage.right - Math.max(...boxes.map((box) => box.right)),
    Math.min(...boxes.map((box) => box.top)) - stage.top,
    stage.bottom - Math.max(...boxes.map((box) => box.bottom)),
  ];
}"""
"""How far the units are from the left, right, upper and lower edge of the map."""


@pytest.mark.parametrize(("wide", "tall"), [(6.0, 1.0), (1.0, 6.0)], ids=["wide", "tall"])
def test_whoever_sees_the_whole_goes_on_seeing_it_at_any_width(
    browser: Browser, tmp_path: Path, wide: float, tall: float
) -> None:
    units = grid()
    middle = units.union_all().centroid
    units["geometry"] = units.geometry.scale(wide, tall, origin=(middle.x, middle.y))
    path = tmp_path / "map.html"
    told = {"title": "Bản đồ", "illustrative": False, "approximate": False}
    save_map(gap_map(units, gaps(), themes=[Theme("pop_4g")], **told), path)
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(path.as_uri())
    page.wait_for_selector("html.ready")
    for width in (1280, 500, 390, 320, 700):
        page.set_viewport_size({"width": width, "height": 844})
        page.wait_for_timeout(300)
        assert min(page.evaluate(SIDES)) >= 0, (width, page.evaluate(SIDES))
        assert "z=" not in page.url
    # Whoever moved the map stays where they are.
    page.evaluate("map_gaps.setView(map_gaps.getCenter(), map_gaps.getZoom() + 2)")
    page.wait_for_timeout(500)
    zoom = page.evaluate("map_gaps.getZoom()")
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(300)
    assert page.evaluate("map_gaps.getZoom()") == zoom
    page.close()
