"""Downloads from a host on this machine: whole, wrong, cut and resumed, missing, unreachable."""

from __future__ import annotations

import hashlib
import json
import re
import socket
import threading
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import geopandas as gpd
import pytest
import shapely

from dxanalysis.errors import FileUnreadableError, OutputError, ParameterError
from dxanalysis.sources import boundaries, downloads, fetcher
from dxanalysis.sources.boundaries import parts as boundary_parts
from dxanalysis.units import load_units

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONTENT = bytes(range(256)) * 2000


class Host(ThreadingHTTPServer):
    """Serves files, and fails as told."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.files: dict[str, bytes] = {}
        self.cut_after: list[int] = []
        self.status: list[int] = []
        self.asked: list[tuple[str, str | None]] = []
        self.version = '"one"'

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    """Answers GET with ranges, as public hosts do."""

    server: Host

    def do_GET(self) -> None:
        asked = self.headers.get("Range")
        self.server.asked.append((self.path, asked))
        content = self.server.files.get(self.path)
        if self.server.status:
            self.answer(self.server.status.pop(0), b"")
        elif content is None:
            self.answer(404, b"no")
        elif asked and self.headers.get("If-Range") == self.server.version:
            self.answer(206, content[int(asked.removeprefix("bytes=").rstrip("-")) :])
        else:
            self.answer(200, content)

    def answer(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("ETag", self.server.version)
        self.end_headers()
        if self.server.cut_after:
            content = content[: self.server.cut_after.pop(0)]
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setattr(fetcher, "_PAUSE_S", 0.01)
    with Host() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def catalogue(address: str, sha256: str = "") -> dict[str, downloads.Source]:
    source = downloads.Source(
        name="made",
        title_vi="Dữ liệu thử",
        title_en="Made data",
        address=address,
        licence="none",
        vintage="2025",
        rows="none",
        crs="EPSG:4326",
        sha256=sha256,
    )
    return {"made": source, "boundaries": source}


SHA256 = hashlib.sha256(CONTENT).hexdigest()


def test_a_file_is_obtained_once(host: Host, tmp_path: Path) -> None:
    host.files["/2025/a.bin"] = CONTENT
    sources = catalogue(host.address + "/{year}/a.bin", SHA256)
    for _ in range(2):
        path = downloads.get("made", folder=tmp_path, values={"year": 2025}, sources=sources)
        assert path.read_bytes() == CONTENT
    assert host.asked == [("/2025/a.bin", None)]
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.bin"]


def test_a_cut_download_goes_on_where_it_stopped(host: Host, tmp_path: Path) -> None:
    host.files["/a.bin"] = CONTENT
    host.cut_after = [100_000, 50_000]
    sources = catalogue(host.address + "/a.bin", SHA256)
    path = downloads.get("made", folder=tmp_path, sources=sources)
    assert path.read_bytes() == CONTENT
    ranges = [asked for _, asked in host.asked]
    assert ranges == [None, "bytes=100000-", "bytes=150000-"]


def test_the_next_call_goes_on_too_unless_the_file_changed(host: Host, tmp_path: Path) -> None:
    host.files["/a.bin"] = CONTENT
    sources = catalogue(host.address + "/a.bin")
    host.cut_after = [1000] * 4
    with pytest.raises(FileUnreadableError) as caught:
        downloads.get("made", folder=tmp_path, sources=sources)
    assert caught.value.key == "downloads.cut"
    assert caught.value.params["found"] == 4000
    assert caught.value.params["expected"] == len(CONTENT)
    host.asked.clear()
    host.version, host.files["/a.bin"] = '"two"', CONTENT[::-1]
    path = downloads.get("made", folder=tmp_path, sources=sources)
    assert path.read_bytes() == CONTENT[::-1]
    assert host.asked == [("/a.bin", "bytes=4000-")]


def test_a_host_in_trouble_is_asked_again(host: Host, tmp_path: Path) -> None:
    host.files["/a.bin"] = CONTENT
    host.status = [503, 502]
    path = downloads.get("made", folder=tmp_path, sources=catalogue(host.address + "/a.bin"))
    assert path.read_bytes() == CONTENT
    assert len(host.asked) == 3


def refusal(address: str, folder: Path, sha256: str = "") -> FileUnreadableError:
    with pytest.raises(FileUnreadableError) as caught:
        downloads.get("made", folder=folder, sources=catalogue(address, sha256))
    for lang in ("vi", "en"):
        sentence = caught.value.sentence(lang)
        assert "\n" not in sentence
        assert "127.0.0.1" in sentence
    return caught.value


def test_each_failure_is_one_sentence(host: Host, tmp_path: Path) -> None:
    host.files["/a.bin"] = CONTENT
    wrong = refusal(host.address + "/a.bin", tmp_path, "0" * 64)
    assert wrong.key == "downloads.wrong_hash"
    assert (wrong.params["found"], wrong.params["expected"]) == (SHA256[:12], "0" * 12)
    assert list(tmp_path.iterdir()) == []  # what is not the file is not kept
    assert refusal(host.address + "/none.bin", tmp_path).key == "downloads.not_found"
    host.status = [403]
    assert refusal(host.address + "/a.bin", tmp_path).key == "downloads.refused"
    assert refusal("file://127.0.0.1/etc/passwd", tmp_path).key == "downloads.not_web"


def test_no_network(host: Host, tmp_path: Path) -> None:
    with closing(socket.socket()) as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    assert host.server_port != port
    found = refusal(f"http://127.0.0.1:{port}/a.bin", tmp_path)
    assert found.key == "downloads.no_network"


def test_what_the_call_lacks(host: Host, tmp_path: Path) -> None:
    sources = catalogue(host.address + "/{year}/{quarter}")
    with pytest.raises(ParameterError, match="year, quarter"):
        downloads.get("made", folder=tmp_path, sources=sources)
    with pytest.raises(ParameterError, match="made, boundaries"):
        downloads.get("other", folder=tmp_path, sources=sources)
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError) as caught:
        downloads.get("made", folder=tmp_path / "file", sources=catalogue(host.address + "/a"))
    assert caught.value.key == "downloads.not_written"


# ---- boundaries ----------------------------------------------------------------------------------
def serve_communes(host: Host, layer: gpd.GeoDataFrame) -> downloads.Source:
    """Serve communes as the public repository does."""
    for code, row in layer.iterrows():
        feature = {
            "type": "Feature",
            "geometry": json.loads(shapely.to_geojson(row.geometry)),
            "properties": {"code": code, "name": row["short_name"]},
        }
        name = f"{code}_{boundary_parts.code_name(row['short_name'])}"
        content = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
        host.files[f"/14_son_la/wards/{name}.geojson"] = content
    return catalogue(host.address + "/{province}/wards/{unit}.geojson")["boundaries"]


@pytest.fixture
def squares() -> gpd.GeoDataFrame:
    units = load_units(province="14")
    middles = units[["lon", "lat"]].to_numpy()
    shapes = shapely.box(*(middles - 0.01).T, *(middles + 0.01).T)
    return gpd.GeoDataFrame(units[["short_name"]], geometry=list(shapes), crs=4326)


def test_communes_become_one_geopackage(
    host: Host, tmp_path: Path, squares: gpd.GeoDataFrame
) -> None:
    source = serve_communes(host, squares)
    path = downloads.get_boundaries(
        province="Sơn La", folder=tmp_path, sources={"boundaries": source}
    )
    assert path.name == "boundaries_14_2025-07.gpkg"
    assert len(host.asked) == 75
    units = load_units(province="14")
    reading = boundaries.read_boundaries(path, units=units, province="14", vintage="2025-07")
    assert reading.joined == 75
    assert reading.findings.empty
    left = shapely.union_all(reading.geometry.geometry).area
    assert left == pytest.approx(shapely.union_all(squares.geometry).area)
    assert list(tmp_path.iterdir()) == [path]


def test_a_second_call_asks_only_for_what_is_missing(
    host: Host, tmp_path: Path, squares: gpd.GeoDataFrame
) -> None:
    source = serve_communes(host, squares)
    gone = "/14_son_la/wards/04246_muong_lan.geojson"
    content = host.files.pop(gone)
    with pytest.raises(FileUnreadableError) as caught:
        downloads.get_boundaries(province="14", folder=tmp_path, sources={"boundaries": source})
    assert caught.value.key == "downloads.not_found"
    assert not list(tmp_path.glob("*.gpkg"))
    had = len([path for path, _ in host.asked if path in host.files])
    host.files[gone] = content
    host.asked.clear()
    downloads.get_boundaries(province="14", folder=tmp_path, sources={"boundaries": source})
    assert len(host.asked) == 75 - had
    assert (gone, None) in host.asked


def test_another_commune_or_another_version_is_refused(
    host: Host, tmp_path: Path, squares: gpd.GeoDataFrame
) -> None:
    source = serve_communes(host, squares)
    hashes = {"14": "0" * 64}
    described = downloads.Source(**{**vars(source), "parts_sha256": hashes})
    with pytest.raises(FileUnreadableError) as caught:
        downloads.get_boundaries(province="14", folder=tmp_path, sources={"boundaries": described})
    assert caught.value.key == "downloads.wrong_hash"
    path = "/14_son_la/wards/04246_muong_lan.geojson"
    host.files[path] = host.files[path].replace(b"\\u1ea1n", b"\\u00e0n")
    with pytest.raises(FileUnreadableError) as other:
        downloads.get_boundaries(province="14", folder=tmp_path, sources={"boundaries": source})
    assert other.value.key == "downloads.not_boundary"
    assert other.value.params["expected"] == "Mường Lạn"
    assert other.value.params["found"] == "Mường Làn"


# ---- the catalogue -------------------------------------------------------------------------------
def test_the_catalogue_is_complete(tmp_path: Path) -> None:
    sources = downloads.load_sources()
    assert {"boundaries", "ookla", "worldpop"} <= set(sources)
    for source in sources.values():
        assert source.address.startswith("https://")
        assert bool(source.sha256) != bool(source.no_sha256)
        for value in (source.title_vi, source.title_en, source.licence, source.vintage):
            assert value
    parts = sources["boundaries"].parts_sha256
    assert len(parts) == 34
    assert all(re.fullmatch("[0-9a-f]{64}", value) for value in parts.values())
    assert sources["ookla"].placeholders == ("network", "year", "quarter", "month")
    (tmp_path / "bad.toml").write_text("[x]\nnothing = 1\n", encoding="utf-8")
    with pytest.raises(FileUnreadableError) as caught:
        downloads.load_sources(tmp_path / "bad.toml")
    assert caught.value.key == "downloads.catalogue"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Mường É", "muong_e"),
        ("Ea H'leo", "ea_hleo"),
        ("Phường 2 Bảo Lộc", "2_bao_loc"),
        ("Phương Liệt", "phuong_liet"),
        ("Đ'ran", "dran"),
    ],
)
def test_names_of_files(name: str, written: str) -> None:
    assert boundary_parts.code_name(name) == written
