"""How the processes of a batch talk: Python objects through pipes that nobody else has."""

from __future__ import annotations

import contextlib
import os
import pickle
import socket
import struct
from typing import IO, TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection

_LENGTH: Final = struct.Struct("!Q")


def send(stream: IO[bytes], content: object) -> None:
    """Write something to a pipe between two of our own processes, which nobody else has."""
    packed = pickle.dumps(content, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(packed)) + packed)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:  # noqa: ANN401 - whatever was sent
    """Read what :func:`send` wrote at the other end; ``EOFError`` if that is closed."""
    packed = _exactly(stream, _LENGTH.unpack(_exactly(stream, _LENGTH.size))[0])
    return pickle.loads(packed)  # noqa: S301 - both ends are ours


def _exactly(stream: IO[bytes], size: int) -> bytes:
    """Read so many bytes."""
    parts: list[bytes] = []
    while size:
        piece = stream.read(size)
        if not piece:
            raise EOFError
        parts.append(piece)
        size -= len(piece)
    return b"".join(parts)


@contextlib.contextmanager
def as_socket(link: Connection) -> Iterator[socket.socket]:
    """Use a connection as the socket that it is, which open files can be sent through."""
    end = socket.socket(fileno=link.fileno())  # no new one: there may be too many
    try:
        yield end
    finally:
        end.detach()


def take_standard() -> tuple[int, int]:
    """Take the pipes that this process was given as its standard input and output.

    In their place are nothing, and the log: what is printed must not come between the answers.
    """
    taken = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.close(nowhere)
    os.dup2(2, 1)
    return taken
