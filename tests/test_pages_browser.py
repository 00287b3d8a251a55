"""The pages in a real browser, without a network, on a desk and on a phone."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from dxanalysis.cli import main
from tests.browsing import kept_page
from tests.conftest import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request

pytestmark = [pytest.mark.slow, pytest.mark.browser]

SIZES = {"desk": (1280, 800), "phone": (390, 844)}


class Visit:
    """A page that counts what it asks for and complains of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        self.complaints: list[str] = []

    def hear_request(self, request: Request) -> None:
        self.asked.append(request.url)

    def hear_error(self, error: Error) -> None:
        self.complaints.append(str(error))

    def hear_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def open(self, path: Path) -> Page:
        self.asked.clear()
        self.page.goto(path.as_uri())
        self.page.wait_for_load_state("load")
        return self.page

    @property
    def asked_outside(self) -> list[str]:
        return [url for url in self.asked[1:] if not url.startswith(("about:", "data:", "blob:"))]


@contextmanager
def visited(browser: Browser, size: str) -> Iterator[Visit]:
    width, height = SIZES[size]
    screen = {"viewport": {"width": width, "height": height}, "device_scale_factor": 1}
    with kept_page(browser, offline=True, **screen) as page:
        visiting = Visit(page)
        page.on("request", visiting.hear_request)
        page.on("pageerror", visiting.hear_error)
        page.on("console", visiting.hear_console)
        yield visiting
        page.remove_listener("request", visiting.hear_request)
        page.remove_listener("pageerror", visiting.hear_error)
        page.remove_listener("console", visiting.hear_console)


@pytest.fixture(params=SIZES)
def visit(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Visit]:
    with visited(browser, request.param) as visiting:
        yield visiting


@pytest.mark.parametrize("step", [6, pytest.param(1, marks=pytest.mark.slow)])
def test_every_page_opens_whole_without_a_network(site: Path, visit: Visit, step: int) -> None:
    """The province's and those of two areas; or every page."""
    pages = [*sorted((site / "units").glob("*.html")), site / "index.html"]
    assert len(pages) == 13
    for path in pages[::step]:
        page = visit.open(path)
        units = page.frame_locator("iframe").locator("path.unit")
        units.first.wait_for(state="attached")
        assert units.count() == 75, path.name
        seen = units.evaluate_all("all => all.filter(one => one.getBBox().width > 2).length")
        assert seen >= 4, path.name  # the smallest district has four communes
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{path.name} is wider than the window by {wide} px"
        assert page.locator("h1").inner_text().strip()
        assert page.title().strip()
        if path.parent.name == "units":
            assert page.locator(".dxa-figures svg").count() == 4, path.name
        assert visit.asked_outside == [], path.name
        assert visit.complaints == [], path.name


def test_a_heading_sorts_its_table_and_missing_stays_last(site: Path, visit: Visit) -> None:
    page = visit.open(site / "index.html")
    tables = page.locator(".dxa table")
    communes = tables.nth(1)
    assert communes.locator("tbody tr").count() == 75
    heading = communes.locator("thead button").nth(1)
    column = communes.locator("tbody tr td:nth-child(2)")

    def values() -> list[float]:
        return [
            float(cell) for cell in column.evaluate_all("cells => cells.map(c => c.dataset.value)")
        ]

    heading.click()
    assert values() == sorted(values(), reverse=True)
    heading.click()
    assert values() == sorted(values())


def test_on_a_phone_tables_show_four_columns_and_short_ones_whole(
    site: Path, browser: Browser
) -> None:
    with visited(browser, "phone") as visit:
        page = visit.open(site / "index.html")
        seen = page.locator(".dxa .scroll").evaluate_all(
            """all => all.filter(one => one.clientWidth).map(one => {
              const right = one.getBoundingClientRect().right;
              const ends = [...one.querySelectorAll("thead th")]
                .map(cell => cell.getBoundingClientRect().right);
              return [ends.length, ends.filter(end => end <= right + 1).length];
            })"""
        )
        assert all(shown >= min(columns, 3) for columns, shown in seen), seen
        areas, targets = seen[0], seen[-1]
        assert areas[1] >= 4
        assert targets[0] == targets[1] == 4


def test_themes_and_contents_fold_on_a_desk(site: Path, browser: Browser) -> None:
    with visited(browser, "desk") as visit:
        for path, rows in ((site / "index.html", ".contents"), (site / "map.html", "#dx-themes")):
            page = visit.open(path)
            hidden = page.locator(rows).evaluate("one => one.scrollWidth - one.clientWidth")
            assert hidden <= 0, path.name
        page.get_by_role("button", name="English").click()
        assert page.locator("#dx-themes").evaluate("one => one.clientHeight") < 60, "one row"


def test_links_lead_to_the_districts(site: Path, visit: Visit) -> None:
    page = visit.open(site / "index.html")
    page.locator(".dxa table").first.get_by_role("link", name="Địa bàn huyện Sông Mã (cũ)").click()
    page.wait_for_load_state("load")
    assert "sông mã" in page.locator("h1").inner_text().lower()


def test_code_is_hidden_until_asked_for(site: Path, visit: Visit) -> None:
    page = visit.open(site / "units" / "126-huyen-song-ma.html")
    code = page.locator(".code").first
    assert not code.is_visible()
    page.locator("#show-code").check()
    assert code.is_visible()


def test_a_hostile_name_runs_nothing(broken_site: tuple[int, Path], browser: Browser) -> None:
    _, site = broken_site
    with visited(browser, "desk") as visiting:
        for name in ("index.html", "units/126-huyen-song-ma.html", "map.html"):
            page = visiting.open(site / name)
            page.wait_for_timeout(500)
            assert page.evaluate("window.hostile") is None, name
            assert visiting.complaints == [], name
            if name != "map.html":
                assert HOSTILE in (page.locator("body").text_content() or ""), name


@pytest.mark.slow
@pytest.mark.parametrize(
    ("width", "scheme"), [(1280, "light"), (390, "dark"), (640, "light")], ids=str
)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    site: Path, browser: Browser, width: int, scheme: str
) -> None:
    # 640 pixels are what is left of 1280 at a zoom of 200 %.
    context = browser.new_context(
        offline=True, viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.set_default_timeout(120_000)
    for path in (site / "index.html", min((site / "units").glob("*.html"))):
        page.goto(path.as_uri())
        found = Axe().run(page)
        assert len(found.response["passes"]) > 20
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


@pytest.mark.slow
def test_axe_finds_nothing_on_what_other_commands_write(browser: Browser, tmp_path: Path) -> None:
    compared, checked, plan = (tmp_path / name for name in ("map.html", "check.html", "plan"))
    two = ["pop_4g:viettel", "pop_4g:vnpt"]
    assert main(["map", "data/son-la", "--compare", *two, "--out", str(compared)]) == 0
    assert main(["check", "data/son-la", "--out", str(checked)]) == 0
    assert main(["plan", "data/son-la", "--sites=6", "--draws=3", "--out", str(plan)]) == 0
    for width, scheme in ((1280, "light"), (390, "dark"), (640, "light")):
        context = browser.new_context(
            offline=True,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
            bypass_csp=True,
        )
        page = context.new_page()
        page.set_default_timeout(120_000)
        for path in (compared, checked, plan / "plan.html"):
            page.goto(path.as_uri())
            found = Axe().run(page)
            assert len(found.response["passes"]) > 10
            assert found.violations_count == 0, found.generate_report()
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        context.close()


@pytest.mark.slow
def test_everything_is_reached_by_the_keyboard_and_seen(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.set_default_timeout(120_000)
    page.goto(min((site / "units").glob("*.html")).as_uri())
    can_be_pressed = "main a[href], main button, main summary, nav a[href], #show-code"
    wanted = page.locator(can_be_pressed).evaluate_all(
        "all => all.filter(e => e.checkVisibility({visibilityProperty: true})).length"
    )
    reached = page.evaluate("() => (window.seen = new Set(), 0)")
    unseen: list[str] = []
    for _ in range(wanted + 60):
        page.keyboard.press("Tab")
        reached, where, outline = page.evaluate(
            """selector => {
              const e = document.activeElement;
              if (e.matches(selector)) window.seen.add(e);
              const of = e.id === "show-code" ? e.nextElementSibling.nextElementSibling : e;
              const line = getComputedStyle(of).outlineStyle;
              return [window.seen.size, e.outerHTML.slice(0, 80), line];
            }""",
            can_be_pressed,
        )
        # Within the map it is the map that shows where one is.
        if outline == "none" and not where.startswith("<iframe"):
            unseen.append(where)
        if reached == wanted:
            break
    assert reached == wanted
    assert unseen == []
    page.locator("#show-code").focus()
    page.keyboard.press("Space")
    assert page.locator(".code").first.is_visible()
    page.close()
