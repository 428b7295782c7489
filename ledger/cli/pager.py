"""Long answers on a terminal: through the user's pager, unless they asked for none."""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator

import click

from ledger.cli.session import session
from ledger.cli.terminal import is_terminal


def paged(lines: Iterable[str]) -> Iterator[str]:
    """The lines as they are; those longer than the screen go to the pager instead."""
    current = session()
    if current.no_pager or not (is_terminal() and sys.stdin.isatty()):
        yield from lines
        return
    whole = list(lines)
    if len(whole) < shutil.get_terminal_size().lines:
        yield from whole
        return
    os.environ.setdefault("LESS", "FRX")
    click.echo_via_pager("\n".join(whole), color=click.get_current_context().color)
