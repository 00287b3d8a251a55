"""How the processes of a batch talk: Python objects through pipes that nobody else has."""

from __future__ import annotations

import contextlib
import pickle
import struct
from typing import TYPE_CHECKING, Any, BinaryIO, Final

if TYPE_CHECKING:
    import socket

_LENGTH: Final = struct.Struct("!Q")


def send(stream: BinaryIO, content: object) -> None:
    """Write something to a pipe between two of our own processes, which nobody else has."""
    packed = pickle.dumps(content, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(packed)) + packed)
    stream.flush()


def receive(stream: BinaryIO) -> Any:  # noqa: ANN401 - whatever was sent
    """Read what :func:`send` wrote at the other end; ``EOFError`` if that is closed."""
    packed = _exactly(stream, _LENGTH.unpack(_exactly(stream, _LENGTH.size))[0])
    return pickle.loads(packed)  # noqa: S301 - both ends are ours


def _exactly(stream: BinaryIO, size: int) -> bytes:
    """Read so many bytes."""
    parts: list[bytes] = []
    while size:
        piece = stream.read(size)
        if not piece:
            raise EOFError
        parts.append(piece)
        size -= len(piece)
    return b"".join(parts)


class Link:
    """One end of a socket between two of our own processes; both may speak."""

    def __init__(self, end: socket.socket) -> None:
        self.end = end
        self._reads: Any = end.makefile("rb", buffering=0)  # a selector sees what is not read
        self._writes = end.makefile("wb")

    def send(self, content: object) -> None:
        """Say something; ``OSError`` if the other is gone."""
        send(self._writes, content)

    def receive(self) -> Any:  # noqa: ANN401 - whatever was sent
        """Take in what the other says; ``EOFError`` or ``OSError`` if it is gone."""
        return receive(self._reads)

    def close(self) -> None:
        """Close it, also where something was said that nobody will read."""
        for one in (self._reads, self._writes, self.end):
            with contextlib.suppress(OSError):
                one.close()
