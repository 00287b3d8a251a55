"""One file over http, going on where an earlier try was cut."""

from __future__ import annotations

import http.client
import shutil
import time
import urllib.error
import urllib.parse
import urllib.request
from typing import TYPE_CHECKING, Final

from tqdm import tqdm

from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources.vector_files import sha256

if TYPE_CHECKING:
    from pathlib import Path

_TRIES: Final = 4
_PAUSE_S: Final = 0.5
_TIMEOUT_S: Final = 30
_CHUNK: Final = 2**20
_GONE: Final = (404, 410)
_NOT_THAT_RANGE: Final = 416
_PARTIAL: Final = 206
_BUSY: Final = 500
"""Statuses from here on are the host's own trouble, and may pass."""


class Fetcher:
    """Obtains a file for pooch: what arrived is kept beside the target until the rest has come.

    Parameters
    ----------
    part
        Where to keep what arrived. A second file beside it holds the host's mark of the version,
        so that two versions are never joined.
    progress
        Whether to show a bar, on a terminal.

    Attributes
    ----------
    sha256
        Hash of what was obtained; empty before.
    """

    def __init__(self, part: Path, *, progress: bool) -> None:
        self.part = part
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
        try:
            with urllib.request.urlopen(request, timeout=_TIMEOUT_S) as answer:  # noqa: S310
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
        """Write down what arrives, and tell whether it was all."""
        goes_on = answer.status == _PARTIAL
        start = have if goes_on else 0
        length = answer.headers.get("Content-Length")
        version = answer.headers.get("ETag") or answer.headers.get("Last-Modified")
        if version and not version.startswith("W/"):
            self.mark.write_text(version, encoding="utf-8")
        else:
            self.mark.unlink(missing_ok=True)
        whole = start + int(length) if length else None
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
                while chunk := answer.read(_CHUNK):
                    file.write(chunk)
                    arrived += len(chunk)
                    bar.update(len(chunk))
            except (http.client.HTTPException, ConnectionError, TimeoutError):
                return self._cut(address, arrived, whole)
        if whole is not None and arrived < whole:
            return self._cut(address, arrived, whole)
        return None

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
