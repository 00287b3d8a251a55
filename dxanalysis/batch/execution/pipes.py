"""How the processes of a batch talk: Python objects through pipes that nobody else has."""

from __future__ import annotations

import pickle
import struct
from typing import Any, BinaryIO, Final

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
