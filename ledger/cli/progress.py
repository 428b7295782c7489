"""Progress of what takes long: one line on a terminal's stderr, rewritten in place and gone at the end."""

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


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """A function to tell how far it has come: how many are done, and of how many."""
    current = session()
    shown = False
    due = time.monotonic() + PATIENCE_SECONDS
    silent = current.quiet or current.json or not sys.stderr.isatty()

    def told(done: int, total: int) -> None:
        nonlocal shown, due
        if silent or time.monotonic() < due:
            return
        shown, due = True, time.monotonic() + PAUSE_SECONDS
        click.echo(f"{CLEAR_LINE}{done:,} of {total:,} {what}".replace(",", " "), nl=False, err=True)

    try:
        yield told
    finally:
        if shown:
            click.echo(CLEAR_LINE, nl=False, err=True)
