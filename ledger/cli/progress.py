"""Progress of what takes long: one line on a terminal's stderr, rewritten in place and gone at the end."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

import click

from ledger.cli.session import session

PATIENCE_SECONDS: Final = 0.5
PAUSE_SECONDS: Final = 0.1
CLEAR_LINE: Final = "\r\x1b[K"
BAR: Final = 20


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """A function to tell how far it has come: how many are done, and of how many.

    Nothing is shown in the first half second, off a terminal, or on one that cannot rewrite a line.
    """
    current = session()
    shown = False
    due = time.monotonic() + PATIENCE_SECONDS
    silent = current.quiet or current.json or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb"

    def told(done: int, total: int) -> None:
        nonlocal shown, due
        if silent or time.monotonic() < due:
            return
        shown, due = True, time.monotonic() + PAUSE_SECONDS
        click.echo(CLEAR_LINE + bar(done, total, what, sys.stderr.encoding), nl=False, err=True)

    try:
        yield told
    finally:
        if shown:
            click.echo(CLEAR_LINE, nl=False, err=True)


def bar(done: int, total: int, what: str, encoding: str = "utf-8") -> str:
    """A bar with how many are done; in other encodings than UTF-8 of signs that all of them have.

    >>> bar(2500, 10000, "rows copied")
    '█████░░░░░░░░░░░░░░░ 2 500 of 10 000 rows copied'
    >>> bar(1, 2, "files", "ascii")
    '##########.......... 1 of 2 files'
    """
    full, empty = "█░" if encoding.lower().startswith("utf") else "#."
    share = BAR * min(done, total) // max(total, 1)
    return f"{full * share}{empty * (BAR - share)} {done:,} of {total:,} {what}".replace(",", " ")
