"""One file over http, going on where an earlier try was cut."""

from __future__ import annotations

import http.client
import re
import shutil
import socket
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tqdm import tqdm

from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources.vector_files import sha256

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TRIES: Final = 4
_PAUSE_S: Final = 0.5
_TIMEOUT_S: Final = 30
_CHUNK: Final = 2**16
_GONE: Final = (404, 410)
_NOT_THAT_RANGE: Final = 416
_PARTIAL: Final = 206
_BUSY: Final = 500
"""Statuses from here on are the host's own trouble, and may pass."""

_RANGE: Final = re.compile(r"bytes (\d{1,18})-(\d{1,18})/(\d{1,18}|\*)")


@dataclass(frozen=True)
class Limits:
    """How long a host may take, and how much it may send.

    Attributes
    ----------
    answer_s
        Seconds until the head of an answer is complete, redirections and all.
    total_s
        Seconds for the whole file, all tries together.
    total_bytes
        Bytes of the whole file.
    window_s, window_bytes
        In each window of so many seconds so many bytes must arrive.
    """

    answer_s: float = 60
    total_s: float = 3 * 3600
    total_bytes: int = 4 * 2**30
    window_s: float = 60
    window_bytes: int = 2**15


LIMITS: Final = Limits()


class _Connections:
    """The sockets of one request, so that it can be ended from outside."""

    def __init__(self) -> None:
        self.sockets: list[socket.socket] = []
        self.ended = False

    def opener(self) -> urllib.request.OpenerDirector:
        """Make an opener that knows http and https alone, wherever it is sent on to."""
        sockets = self.sockets

        class Plain(http.client.HTTPConnection):
            def connect(self) -> None:
                super().connect()
                sockets.append(self.sock)

        class Secure(http.client.HTTPSConnection):
            def connect(self) -> None:
                super().connect()
                sockets.append(self.sock)

        class PlainHandler(urllib.request.HTTPHandler):
            def http_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
                return self.do_open(Plain, request)

        class SecureHandler(urllib.request.HTTPSHandler):
            def https_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
                return self.do_open(Secure, request)

        opener = urllib.request.OpenerDirector()
        for handler in (
            urllib.request.ProxyHandler(),
            PlainHandler(),
            SecureHandler(),
            urllib.request.HTTPRedirectHandler(),
            urllib.request.HTTPDefaultErrorHandler(),
            urllib.request.HTTPErrorProcessor(),
            urllib.request.UnknownHandler(),
        ):
            opener.add_handler(handler)
        return opener

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """End what is still being read after so many seconds: reads then find the end."""
        watch = threading.Timer(max(seconds, 0.001), self._end)
        watch.daemon = True
        watch.start()
        try:
            yield
        finally:
            watch.cancel()

    def _end(self) -> None:
        """Shut the sockets, below TLS, whose state belongs to the thread that reads."""
        self.ended = True
        for each in self.sockets:
            with suppress(OSError):
                socket.socket.shutdown(each, socket.SHUT_RDWR)


class Fetcher:
    """Obtains a file for pooch: what arrived is kept beside the target until the rest has come.

    Parameters
    ----------
    part
        Where to keep what arrived. A second file beside it holds the host's mark of the version,
        so that two versions are never joined.
    progress
        Whether to show a bar, on a terminal.
    limits
        How long the host may take and how much it may send; ``LIMITS`` by default.

    Attributes
    ----------
    sha256
        Hash of what was obtained; empty before.
    """

    def __init__(self, part: Path, *, progress: bool, limits: Limits | None = None) -> None:
        self.part = part
        self.limits = limits or LIMITS
        self.deadline = time.monotonic() + self.limits.total_s
        self.mark = part.with_suffix(".version")
        self.progress = progress
        self.sha256 = ""

    def __call__(self, address: str, output: str, pooch: object) -> None:
        """Obtain the file, as pooch asks a downloader to.

        Parameters
        ----------
        address
            Where it is.
        output
            Where pooch wants it.
        pooch
            Not used.

        Raises
        ------
        FileUnreadableError
            If it cannot be obtained.
        """
        _ = pooch
        if urllib.parse.urlsplit(address).scheme not in {"http", "https"}:
            raise FileUnreadableError("downloads.not_web", where=address)
        trouble: FileUnreadableError | None = None
        for attempt in range(_TRIES):
            time.sleep(_PAUSE_S * attempt)
            trouble = self._go_on(address)
            if trouble is not None and time.monotonic() >= self.deadline:
                raise trouble
            if trouble is None:
                self.sha256 = sha256(self.part)
                shutil.move(self.part, output)
                self.mark.unlink(missing_ok=True)
                return
        raise trouble or AssertionError

    def _go_on(self, address: str) -> FileUnreadableError | None:
        """Obtain what is missing; give the trouble if it may pass, raise it if it will not."""
        have = self.part.stat().st_size if self.part.is_file() and self.mark.is_file() else 0
        request = urllib.request.Request(address)  # noqa: S310 - the scheme was checked
        if have:
            request.add_header("Range", f"bytes={have}-")
            request.add_header("If-Range", self.mark.read_text(encoding="utf-8"))
        connections = _Connections()
        opener = connections.opener()
        left = self.deadline - time.monotonic()
        try:
            with connections.within(min(left, self.limits.answer_s)):
                answer = opener.open(request, timeout=_TIMEOUT_S)
            with answer, connections.within(self.deadline - time.monotonic()):
                if connections.ended:  # a head that was cut looks like one that is complete
                    return self._cut(address, have, None)
                return self._keep(answer, address, have)
        except urllib.error.HTTPError as error:
            status = error.code
            error.close()
            return self._refused(address, status)
        except (urllib.error.URLError, TimeoutError, ConnectionError) as error:
            found = " ".join(str(getattr(error, "reason", error)).split())[:160]
            host = urllib.parse.urlsplit(address).hostname
            return FileUnreadableError("downloads.no_network", where=host, found=found)
        except http.client.HTTPException as error:
            return self._cut(address, 0, str(error))

    def _keep(
        self, answer: http.client.HTTPResponse, address: str, have: int
    ) -> FileUnreadableError | None:
        """Write down what arrives, and return whether it was all."""
        goes_on = answer.status == _PARTIAL
        if goes_on and not self._is_the_rest(answer, have):
            self._forget()
            return FileUnreadableError("downloads.refused", where=address, found=str(_PARTIAL))
        start = have if goes_on else 0
        length = answer.headers.get("Content-Length")
        version = answer.headers.get("ETag") or answer.headers.get("Last-Modified")
        if version and not version.startswith("W/"):
            self.mark.write_text(version, encoding="utf-8")
        else:
            self.mark.unlink(missing_ok=True)
        whole = start + int(length) if length and re.fullmatch("[0-9]{1,18}", length) else None
        self._check_size(address, whole or 0)
        bar = tqdm(
            total=whole,
            initial=start,
            unit="B",
            unit_scale=True,
            disable=None if self.progress else True,
        )
        arrived = start
        with self.part.open("ab" if goes_on else "wb") as file, bar:
            try:
                since, before = time.monotonic(), arrived
                while chunk := answer.read1(_CHUNK):
                    self._check_size(address, arrived + len(chunk))
                    file.write(chunk)
                    arrived += len(chunk)
                    bar.update(len(chunk))
                    if time.monotonic() - since > self.limits.window_s:
                        if arrived - before < self.limits.window_bytes:
                            return self._cut(address, arrived, whole)
                        since, before = time.monotonic(), arrived
            except (http.client.HTTPException, ConnectionError, TimeoutError):
                return self._cut(address, arrived, whole)
        late = time.monotonic() >= self.deadline
        if late or (whole is not None and arrived < whole):
            return self._cut(address, arrived, whole)
        return None

    def _is_the_rest(self, answer: http.client.HTTPResponse, have: int) -> bool:
        """Say whether a part is the one that was asked for, of the version that is kept."""
        found = _RANGE.fullmatch(answer.headers.get("Content-Range", "").strip())
        if not have or found is None or int(found[1]) != have:
            return False
        if found[3] != "*" and int(found[2]) + 1 != int(found[3]):
            return False
        length = answer.headers.get("Content-Length")
        if length is not None and length != str(int(found[2]) + 1 - have):
            return False
        version = answer.headers.get("ETag") or answer.headers.get("Last-Modified")
        return version is None or version == self.mark.read_text(encoding="utf-8")

    def _check_size(self, address: str, size: int) -> None:
        """Refuse what is larger than any file that is needed; nothing of it is kept."""
        if size > self.limits.total_bytes:
            self._forget()
            raise FileUnreadableError(
                "downloads.too_large", where=address, expected=self.limits.total_bytes
            )

    def _forget(self) -> None:
        """Remove what arrived, so that the next try begins anew."""
        self.mark.unlink(missing_ok=True)
        self.part.unlink(missing_ok=True)

    def _cut(self, address: str, arrived: int, whole: int | str | None) -> FileUnreadableError:
        """Make the error that not all has come."""
        return FileUnreadableError(
            "downloads.cut", where=address, found=arrived, expected=whole or "–"
        )

    def _refused(self, address: str, status: int) -> FileUnreadableError | None:
        """Raise what will not pass; give what may."""
        if status in _GONE:
            raise FileUnreadableError("downloads.not_found", where=address)
        error = FileUnreadableError("downloads.refused", where=address, found=str(status))
        if status == _NOT_THAT_RANGE:  # what was kept is no beginning of it: once more from none
            self.mark.unlink(missing_ok=True)
            return error
        if status >= _BUSY:
            return error
        raise error
