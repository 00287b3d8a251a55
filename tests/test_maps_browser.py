"""The page of a map as a reader meets it: in Chromium, without a network."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pytest
from tests.test_maps_page import PAYLOADS, gaps, grid

from dxanalysis import lang as words
from dxanalysis.maps import Theme, contents, gap_map, save_map

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

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


@contextmanager
def opened(browser: Browser, path: Path, **options: object) -> Iterator[Page]:
    """Open a page without a network; whatever it asks for or complains about fails the test."""
    context = browser.new_context(offline=True, **(DESKTOP | options))
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: (complaints.append("dialog"), dialog.dismiss()))
    page.on(
        "request",
        lambda request: complaints.append(request.url) if request.url != path.as_uri() else None,
    )
    page.goto(path.as_uri())
    page.wait_for_selector("html.ready")
    yield page
    context.close()
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
        assert len(set(before)) == 5
        assert before[8] == "url(#dx-missing)"
        page.get_by_text("Cáp quang", exact=True).click()
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
        assert "Dân số được phủ sóng 4G: 30,00 %, tức 300 trên 1.000 người." in panel
        assert "Còn thiếu 20,00 điểm phần trăm so với chỉ tiêu 50 % vào năm 2025" in panel
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


@pytest.mark.parametrize("typed", ["số 7", "SO 7", "00007"])
def test_search_finds_names_with_and_without_marks(
    browser: Browser, file: Path, typed: str
) -> None:
    with opened(browser, file) as page:
        page.locator("#dx-search").fill(typed)
        assert page.locator("#dx-matches li").count() == 1
        page.keyboard.press("Enter")
        assert page.locator(".panel h2").inner_text() == "Xã Số 7"
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
        assert label.startswith("Xã Số 3. Trên 10 đến 25. Dân số được phủ sóng 4G: 30,00")
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
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


def test_reduced_motion_is_respected(browser: Browser, file: Path) -> None:
    with opened(browser, file, reduced_motion="reduce") as page:
        assert not page.evaluate("map_gaps.options.zoomAnimation || map_gaps.options.inertia")


def test_without_scripts_there_is_a_still_map(browser: Browser, file: Path) -> None:
    context = browser.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    assert page.locator("noscript svg g path").first.is_visible()
    assert page.get_by_text(words.text("map.mark_illustrative", "vi")).first.is_visible()
    assert not page.locator("main").is_visible()
    context.close()


def test_deflated_data_opens_as_well(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents, "PLAIN_LIMIT", 100)
    path = tmp_path / "map.html"
    fmap = gap_map(
        grid(), gaps(), themes=[Theme("pop_4g")], title="x", illustrative=True, approximate=True
    )
    save_map(fmap, path)
    with opened(browser, path) as page:
        assert len(set(fills(page))) == 5


def test_more_than_a_thousand_units_are_drawn_on_a_canvas(browser: Browser, tmp_path: Path) -> None:
    units = grid(1200)
    table = gaps(1200).assign(rate_pct=50.0, gap_points=0.0)
    path = tmp_path / "map.html"
    fmap = gap_map(
        units, table, themes=[Theme("pop_4g")], title="x", illustrative=True, approximate=True
    )
    save_map(fmap, path)
    with opened(browser, path) as page:
        assert page.locator("canvas").count() >= 1
        assert page.locator("path.unit").count() == 0
        assert page.locator("tbody tr").count() == 200
        page.locator("#map_gaps").focus()
        page.keyboard.press("Home")
        page.keyboard.press("ArrowRight")
        assert page.locator(".panel h2").count() == 1
        page.locator(".more").click()
        assert page.locator("tbody tr").count() == 1200


def test_hostile_text_is_shown_as_written_and_never_runs(browser: Browser, tmp_path: Path) -> None:
    names = PAYLOADS[:9], PAYLOADS[9:18]
    for number, chosen in enumerate(names):
        hidden = chosen[0]
        table = gaps().assign(basis=chosen[1], evidence=chosen[2], as_of=chosen[3])
        table["operator"] = chosen[4]
        fmap = gap_map(
            grid(names=list(chosen)).assign(district_name=hidden),
            table,
            themes=[Theme("pop_4g", operator=chosen[4], label=chosen[5])],
            title=chosen[6],
            as_of=chosen[7],
            sources=list(chosen),
            illustrative=True,
            approximate=True,
        )
        path = tmp_path / f"{number}.html"
        save_map(fmap, path)
        # Without the page's policy, so that it is the page and not the policy that is tried.
        with opened(browser, path, bypass_csp=True) as page:
            assert page.locator("h1").evaluate("one => one.textContent") == chosen[6]
            assert page.locator("footer li").evaluate_all(
                "all => all.map(one => one.textContent)"
            ) == list(chosen)
            label = page.locator("fieldset label span").evaluate("one => one.textContent")
            assert label == chosen[5]
            for unit, name in enumerate(chosen):
                page.locator(f'tr[data-unit="{unit}"]').click()
                assert page.locator(".panel h2").evaluate("one => one.textContent") == name
                spoken = page.locator(f'path.unit[data-unit="{unit}"]').get_attribute("aria-label")
                assert spoken.startswith(f"{name}. ")
            facts = page.locator(".panel dd").evaluate_all("all => all.map(one => one.textContent)")
            assert chosen[3] in facts
            assert chosen[4] in facts
            page.locator("#dx-search").fill(chosen[8][:6])
            assert page.locator("img, [onload], [onerror]").count() == 0


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
