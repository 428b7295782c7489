"""The standard streams: usable whatever the caller made of them, closed ones included."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO


def open_closed() -> None:
    """Give each stream that the caller closed a file in its place, so that nothing else is opened there.

    Reading stdin then finds nothing, stderr goes nowhere, and writing to stdout fails as on a full disk.
    """
    if sys.stdin is None:
        sys.stdin = _text(os.O_RDONLY, "r")
    if sys.stdout is None:
        # Opened for reading: what is written to it fails, and is not silently lost.
        sys.stdout = _text(os.O_RDONLY, "w")
    if sys.stderr is None:
        sys.stderr = _text(os.O_WRONLY, "w")


def _text(flags: int, mode: str) -> io.TextIOWrapper:
    raw = io.FileIO(os.open(os.devnull, flags), mode)
    inner = io.BufferedReader(raw) if mode == "r" else io.BufferedWriter(raw)
    return io.TextIOWrapper(inner, encoding="utf-8")


def never_fail_on_letters() -> None:
    """Show escapes in place of what a terminal that knows ASCII alone cannot."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="backslashreplace")


@contextmanager
def plain_stdout() -> Iterator[TextIO]:
    """Standard output as it stands for what has a coding and line ends of its own: UTF-8, nothing translated."""
    sys.stdout.flush()
    stream = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="")
    try:
        yield stream
    finally:
        stream.detach()


def unwritable(error: BaseException | None) -> OSError | None:
    """The error of writing to a stream that lies in an error or behind it; None where it is another."""
    if isinstance(error, OSError):
        return error if error.filename is None and error.strerror else None
    return unwritable(error.__cause__) if error is not None else None


def drop_output(error: Exception) -> None:
    """After a stream could not be written to: let what is left of the answer go."""
    if unwritable(error):
        to_nowhere(sys.stdout)


def to_nowhere(stream: TextIO) -> None:
    """Give a stream a place that cannot fail: Python flushes it once more at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
