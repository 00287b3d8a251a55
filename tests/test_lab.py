"""JupyterLab as `dxanalysis lab` opens it, in a real browser: offline, in Vietnamese."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from typing import TYPE_CHECKING

import nbformat
import openpyxl
import pytest
from playwright.sync_api import TimeoutError as PageTimeoutError

import dxanalysis as dx
from dxanalysis.lang import text
from tests.conftest import ROOT
from tests.filling import fill_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

pytestmark = [pytest.mark.slow, pytest.mark.browser]

TOKEN = "a-token-of-this-test"  # noqa: S105 - of a server that lives for this test
READY_SECONDS = 120
PATIENCE = 240
AGAIN_SECONDS = 90
REPORT_SECONDS = 600
OPENED = "opened.txt"
OPEN_THE_DESK = "Mở bàn làm việc"
NOTHING_IS_CUT = """() => {
  const desk = document.querySelector('.dxa-desk');
  if (!desk) return false;
  const edge = desk.getBoundingClientRect().right + 1;
  return [...desk.querySelectorAll('button, input, select')]
    .every(one => one.getBoundingClientRect().right <= edge);
}"""


@dataclass(frozen=True)
class Desk:
    """A running JupyterLab."""

    root: Path
    address: str

    def open(self, page: Page, path: str) -> None:
        # Without the tabs that were open before.
        page.goto(f"{self.address}/lab/tree/{path}?token={TOKEN}&reset")


@pytest.fixture
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Start JupyterLab with the project's settings on a copy of its files.

    For each test anew: kernels and the layout of windows outlive a page.
    """
    home = tmp_path_factory.mktemp("lab")
    root = home / "root"
    for folder in ("notebooks", "data", "docs"):
        shutil.copytree(ROOT / folder, root / folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {
        f"JUPYTER_{kind}_DIR": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "RUNTIME")
    }
    # The command itself; what only a test needs stands in settings of its own.
    command = [sys.executable, "-m", "dxanalysis", "lab", str(root), "--no-browser"]
    command += ["--port", str(port)]
    (home / "config").mkdir()
    (home / "config" / "jupyter_server_config.json").write_text(
        json.dumps({"ServerApp": {"allow_root": True, "ip": "127.0.0.1"}}), encoding="utf-8"
    )
    # What the desk opens on this machine is written down instead of shown.
    browser = home / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" >> "{home / OPENED}"\n', encoding="utf-8")
    browser.chmod(0o755)
    environment = (
        os.environ
        | own
        | {
            "IPYTHONDIR": str(home / "ipython"),
            "BROWSER": str(browser),
            "JUPYTER_TOKEN": TOKEN,
        }
    )
    with (home / "server.log").open("w") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        address = f"http://127.0.0.1:{port}"
        try:
            wait_until_it_answers(address, server)
            yield Desk(root, address)
        finally:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:  # a kernel that only starts holds it up
                server.kill()
                server.wait()


def wait_until_it_answers(address: str, server: subprocess.Popen[bytes]) -> None:
    url = f"{address}/api/status?token={TOKEN}"
    until = time.monotonic() + READY_SECONDS
    while True:
        assert server.poll() is None, "JupyterLab ended"
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310 - our own server
                return
        except OSError:
            assert time.monotonic() < until, "JupyterLab does not answer"
            time.sleep(0.3)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a page that must ask nobody but the server."""
    context = browser.new_context(viewport={"width": 1400, "height": 950})
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    yield page
    context.close()
    here = ("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:", "about:")
    assert [url for url in asked if not url.startswith(here)] == []


def test_the_desk_opens_in_vietnamese_on_its_first_notebook(desk: Desk, page: Page) -> None:
    page.goto(f"{desk.address}/?token={TOKEN}")
    page.wait_for_selector(".jp-Notebook .jp-CodeCell")
    assert page.url.split("?")[0].endswith("/doc/tree/notebooks/00-start.ipynb")
    menu = page.locator(".lm-MenuBar-itemLabel").all_inner_texts()
    assert {"Tệp", "Chạy", "Cài đặt"} <= set(menu)
    page.get_by_role("link", name="README").click()
    page.wait_for_selector(".jp-RenderedMarkdown table")
    page.get_by_role("link", name="Tổng quan một tỉnh").click()
    page.wait_for_url("**/tree/notebooks/01-first-look.ipynb")


def test_on_a_phone_no_list_of_files_covers_the_first_notebook(desk: Desk, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{desk.address}/?token={TOKEN}&reset")
    page.wait_for_selector(".jp-Notebook .jp-CodeCell")
    assert not page.locator(".jp-FileBrowser").is_visible()
    box = page.locator(".jp-Notebook").bounding_box()
    assert box is not None
    assert box["width"] > 280
    page.get_by_role("button", name=OPEN_THE_DESK).click()
    wait_for_the_desk(page)
    page.wait_for_function(NOTHING_IS_CUT)
    fields = page.locator(".dxa-desk input:not([type=checkbox])")
    assert fields.count() > 2
    widths = fields.evaluate_all("all => all.map(one => one.clientWidth)")
    assert min(widths) > 60, widths


def spoil(path: Path, value: object) -> object:
    """Write into the first figure of a form, and give what stood there."""
    book = openpyxl.load_workbook(path)
    before = book.worksheets[0]["F8"].value
    book.worksheets[0]["F8"] = value
    book.save(path)
    return before


def drop(page: Page, button: str, file: Path) -> None:
    """Choose a file, as the button asks."""
    with page.expect_file_chooser() as asked:
        page.locator(".dxa-desk").get_by_role("button", name=button).click()
    asked.value.set_files(file)


def press_before_there_is_a_kernel(desk: Desk, page: Page) -> None:
    """Open the desk as somebody who presses its button at once, and again if nothing comes."""
    asked: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.method == "POST":
            asked.append(route)
        else:
            route.continue_()

    page.route("**/api/sessions?*", hold)
    with page.expect_request(lambda sent: "/api/sessions" in sent.url and sent.method == "POST"):
        desk.open(page, "notebooks/00-start.ipynb")
    page.get_by_role("button", name=OPEN_THE_DESK).click()
    page.wait_for_timeout(1000)
    for route in asked:
        route.continue_()
    page.unroute("**/api/sessions?*")
    wait_for_the_desk(page)


def wait_for_the_desk(page: Page) -> None:
    """Wait for what the button opens, and press it again if nothing comes."""
    try:
        page.locator(".dxa-desk").wait_for(timeout=AGAIN_SECONDS * 1000)
    except PageTimeoutError:
        # As the notebook says: JupyterLab may lose what is asked of a kernel that only starts.
        page.get_by_role("button", name=OPEN_THE_DESK).click()
        page.locator(".dxa-desk").wait_for()


def test_a_new_province_becomes_a_report_by_buttons_alone(
    desk: Desk, page: Page, tmp_path: Path
) -> None:
    press_before_there_is_a_kernel(desk, page)
    tool = page.locator(".dxa-desk")
    tool.get_by_label("Tỉnh, thành phố:").select_option(label="Lạng Sơn")
    tool.get_by_label("Chỉ tiêu 4G").fill("99")
    tool.get_by_role("button", name="Tạo thư mục").click()
    tool.get_by_text("Đã tạo 6 bảng").wait_for()
    page.set_viewport_size({"width": 768, "height": 950})
    page.wait_for_function(NOTHING_IS_CUT)
    folder = desk.root / "data" / "lang-son"
    # The forms are filled in, one of them by an operator who sends it back.
    empty = (folder / "workbooks" / "vnpt.xlsx").read_bytes()
    fill_in(folder)
    shutil.move(folder / "workbooks" / "vnpt.xlsx", tmp_path / "vnpt.xlsx")
    (folder / "workbooks" / "vnpt.xlsx").write_bytes(empty)
    drop(page, "Tải tệp lên", tmp_path / "vnpt.xlsx")
    put = tool.get_by_role("button", name="Đưa vào thư mục")
    put.wait_for()
    page.wait_for_function("b => !b.disabled", arg=put.element_handle())
    put.click()
    tool.get_by_text("Thay cho vnpt.xlsx").wait_for()
    right = spoil(folder / "workbooks" / "viettel.xlsx", "mười hai")
    check = tool.get_by_role("button", name="Kiểm tra số liệu")
    check.click()
    tool.get_by_text("mười hai").first.wait_for()
    tool.get_by_role("button", name="Tạo bản đánh dấu").click()
    tool.get_by_text("can-sua/viettel.xlsx").first.wait_for()
    spoil(folder / "workbooks" / "viettel.xlsx", right)
    check.click()
    tool.get_by_text(text("checkreports.verdict_pass", "vi")).last.wait_for()
    tool.get_by_label("Cần đạt (%):").fill("95,5")
    tool.get_by_label("Chỉ số:").select_option(label="Dân số được phủ sóng 5G")
    tool.get_by_role("button", name="Đặt chỉ tiêu").click()
    tool.get_by_text("95,5% đến năm 2030").wait_for()
    drop(page, "Tải ranh giới lên", folder / "boundaries.geojson")
    tool.get_by_text("khớp 65 trên 65").wait_for()
    tool.get_by_role("button", name="Tạo báo cáo").click()
    # The desk answers while the report is made.
    tool.get_by_text("đang tạo trang: xong").wait_for(timeout=REPORT_SECONDS * 1000)
    tool.get_by_text("xong", exact=True).wait_for(timeout=REPORT_SECONDS * 1000)
    site = desk.root / "data" / "lang-son-site"
    assert len(list((site / "units").glob("*.html"))) == 11
    assert len(list(site.glob("*.zip"))) == 1
    assert (site / "tinh.docx").is_file()
    tool.get_by_role("button", name="Mở trang báo cáo").click()
    tool.get_by_text("Đã mở trên máy này").wait_for()
    opened = (desk.root.parent / OPENED).read_text(encoding="utf-8")
    assert opened.strip() == (site / "index.html").as_uri()
    shown = tool.locator("summary")
    assert shown.count() == 7
    shown.last.click()
    assert "dxanalysis report" in tool.locator("pre").last.inner_text()


def test_choosing_changes_the_map(desk: Desk, page: Page) -> None:
    short = nbformat.v4.new_notebook()
    first = 'import dxanalysis as dx\nprovince = dx.analyse(dx.open_workspace("../data/son-la"))'
    for code in (
        first,
        "dx.explore(province)",
        "dx.pages.area_map(province, province.whole)",
    ):
        short.cells.append(nbformat.v4.new_code_cell(code))
    short.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(short, desk.root / "notebooks" / "short.ipynb")
    desk.open(page, "notebooks/short.ipynb")
    # The indicator is idle before there is a kernel: a cell run then is lost.
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
    page.locator(".jp-CodeCell .cm-content").first.click()
    for _ in short.cells:
        page.keyboard.press("Shift+Enter")
    page.wait_for_selector(".dxa-explorer .dxv-map svg")
    tool = page.locator(".dxa-explorer")
    tool.scroll_into_view_if_needed()
    # The still view stands aside where the widget lives.
    assert (
        page.locator("[class$=-still]").first.evaluate("e => getComputedStyle(e).display") == "none"
    )
    before = tool.locator(".dxv-map svg").inner_html()
    tool.locator("select").first.select_option(label="Dân số được phủ sóng 5G")
    page.wait_for_function(
        "old => { const map = document.querySelector('.dxa-explorer .dxv-map svg');"
        " return map && map.innerHTML !== old; }",
        arg=before,
    )
    assert "10,14" in tool.locator(".dxv-finding").inner_text()
    assert "indicator='pop_5g'" in tool.locator("pre").inner_text()
    # The project's map lives without any warning about trust.
    frame = page.frame_locator(".jp-OutputArea iframe")
    frame.locator("path.leaflet-interactive").first.wait_for()
    assert "Trusted" not in page.locator(".jp-Notebook").inner_text()


def test_a_notebook_that_somebody_else_has_run_shows_pictures(desk: Desk, page: Page) -> None:
    province = dx.analyse(dx.open_workspace(ROOT / "data" / "son-la"))
    shown = [
        dx.pages.area_map(province, province.whole)._repr_html_(),
        dx.view(province, indicator="pop_5g")._repr_html_(),
        dx.explore(province).still(),
    ]
    sent = nbformat.v4.new_notebook()
    for html in shown:
        output = nbformat.v4.new_output("display_data", {"text/html": html})
        sent.cells.append(nbformat.v4.new_code_cell("...", outputs=[output]))
    nbformat.write(sent, desk.root / "notebooks" / "sent.ipynb")
    desk.open(page, "notebooks/sent.ipynb")
    page.wait_for_selector(".jp-OutputArea img")
    page.wait_for_timeout(1500)
    pictures = page.locator(".jp-OutputArea img")
    assert pictures.count() >= 1 + 2
    widths = pictures.evaluate_all("all => all.map(one => one.naturalWidth)")
    assert min(widths) > 100
    assert page.locator(".jp-OutputArea iframe").count() == 0
    assert text("map.untrusted", "vi") in page.locator(".jp-Notebook").inner_text()
