"""Downloads from a host on this machine: whole, wrong, cut and resumed, missing, unreachable."""

from __future__ import annotations

import hashlib
import json
import re
import socket
import threading
from contextlib import closing, suppress
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
            start = int(asked.removeprefix("bytes=").rstrip("-"))
            self.answer(206, content[start:], f"bytes {start}-{len(content) - 1}/{len(content)}")
        else:
            self.answer(200, content)

    def answer(self, status: int, content: bytes, part: str = "") -> None:
        self.send_response(status)
        if part:
            self.send_header("Content-Range", part)
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


RAW = {
    "slow head": [b"HTTP/1.1 200 OK\r\n"] + [b"X: y\r\n"] * 2000,
    "endless continue": [b"HTTP/1.1 100 Continue\r\n\r\n"] * 2000,
    "slow body": [b"HTTP/1.1 200 OK\r\n\r\n"] + [b"x"] * 2000,
    "slow chunked": [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"]
    + [b"1\r\nx\r\n"] * 2000,
    "slow size of a chunk": [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"]
    + [b"0"] * 2000,
    "unasked part": [b"HTTP/1.1 206 OK\r\nContent-Range: bytes 0-2/9\r\n\r\nabc"],
    "endless body": [b"HTTP/1.1 200 OK\r\n\r\n"] + [b"x" * 4096] * 2000,
    "too large by its length": [b"HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n"],
}


@pytest.mark.parametrize("kind", RAW)
def test_a_host_that_never_ends_is_left(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setattr(fetcher, "_PAUSE_S", 0)
    limits = fetcher.Limits(
        answer_s=0.1, total_s=0.4, total_bytes=100_000, window_s=0.05, window_bytes=10_000
    )
    monkeypatch.setattr(fetcher, "LIMITS", limits)
    ended = threading.Event()
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        pause = 0 if kind in {"endless body", "unasked part"} else 0.01
        serving = threading.Thread(target=_serve, args=(listening, RAW[kind], pause, ended))
        serving.start()
        try:
            address = f"http://127.0.0.1:{listening.getsockname()[1]}/a.bin"
            key = refusal(address, tmp_path).key
        finally:
            ended.set()
            serving.join()
    large = kind in {"endless body", "too large by its length"}
    refused = kind == "unasked part"
    expected = {"downloads.too_large"} if large else {"downloads.refused"} if refused else CUT
    assert key in expected
    assert not (tmp_path / "a.bin").exists()
    assert sum(entry.stat().st_size for entry in tmp_path.iterdir()) <= limits.total_bytes


CUT = {"downloads.cut", "downloads.no_network"}


def _serve(
    listening: socket.socket, pieces: list[bytes], pause: float, ended: threading.Event
) -> None:
    """Send the pieces to each who asks, with a pause between them."""
    listening.settimeout(0.02)
    while not ended.is_set():
        try:
            asking, _ = listening.accept()
        except TimeoutError:
            continue
        with closing(asking), suppress(OSError):
            asking.recv(4096)
            for piece in pieces:
                asking.sendall(piece)
                if ended.wait(pause) if pause else ended.is_set():
                    break


WRONG_PARTS = {
    "another range": ("bytes 0-99/512000", None),
    "not to the end": ("bytes 4000-4999/512000", None),
    "no range": ("", None),
    "another version": ("bytes 4000-511999/512000", '"two"'),
}


@pytest.mark.parametrize("kind", WRONG_PARTS)
def test_a_part_that_does_not_fit_is_never_joined(
    kind: str, host: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    host.files["/a.bin"] = CONTENT
    host.cut_after = [4000]
    part, version = WRONG_PARTS[kind]

    def lying(self: Handler, status: int, content: bytes, _: str = "") -> None:
        self.server.version = (version or '"one"') if status == 206 else '"one"'
        honest(self, status, content, part if status == 206 else "")

    honest = Handler.answer
    monkeypatch.setattr(Handler, "answer", lying)
    path = downloads.get("made", folder=tmp_path, sources=catalogue(host.address + "/a.bin"))
    assert path.read_bytes() == CONTENT
    assert [asked for _, asked in host.asked] == [None, "bytes=4000-", None]


WRONG_KINDS = {
    "/cut.geojson": b'{"typ',
    "/list.geojson": b"[]",
    "/deep.geojson": b"[" * 100_000,
    "/page.parquet": b"<html>log in first</html>",
    "/cut.parquet": b"PAR1" + b"x" * 100,
    "/page.tif": b"<html>log in first</html>",
    "/empty.bin": b"",
}


@pytest.mark.parametrize("name", WRONG_KINDS)
def test_without_a_hash_only_what_is_of_its_kind_is_kept(
    name: str, host: Host, tmp_path: Path
) -> None:
    host.files[name] = WRONG_KINDS[name]
    assert refusal(host.address + name, tmp_path).key == "downloads.not_whole"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.geojson", b'{"type": "FeatureCollection", "features": []}'),
        ("a.parquet", b"PAR1----PAR1"),
        ("a.TIF", b"II*\0rest"),
    ],
)
def test_without_a_hash_a_file_of_its_kind_gets_its_name(
    name: str, content: bytes, host: Host, tmp_path: Path
) -> None:
    host.files[f"/{name}"] = content
    for _ in range(2):
        path = downloads.get("made", folder=tmp_path, sources=catalogue(f"{host.address}/{name}"))
        assert path.read_bytes() == content
    assert [entry.name for entry in tmp_path.iterdir()] == [name]
    assert len(host.asked) == 1
