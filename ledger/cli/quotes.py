"""Quotes as people read them: the words, where they stand, the paragraph around them, the page with them marked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import click

from ledger.cli.prose import wrapped
from ledger.cli.text import printable

if TYPE_CHECKING:
    from ledger.core.quote import Quote
    from ledger.sources.context import Context

INDENT: Final = " " * 5


def quote_lines(quote: Quote) -> Iterator[str]:
    """A quote, with its context where that was asked for."""
    place = f"  [{quote.start}..{quote.end}]" if quote.start is not None else ""
    whose = f"  ({quote.attribution})" if quote.attribution else ""
    where = f"  {quote.place}" if quote.place else ""
    yield from wrapped(f'"{quote.text}"{place}{where}{whose}', INDENT, f"{INDENT} ")
    if hasattr(quote, "context"):
        yield from _context(quote.context)
    if quote.link:
        yield f"{INDENT}{printable(quote.link)}"


def _context(context: Context | None) -> Iterator[str]:
    if context is None:
        yield f"{INDENT}its paragraph is not in the ledger"
        return
    where = f", {context.place}" if context.place else ""
    yield from wrapped(f"line {context.line}{where}:", INDENT, INDENT)
    yield from marked(context.before, context.words, context.after, f"{INDENT}  ")


def marked(before: str, words: str, after: str, indent: str) -> Iterator[str]:
    """Words in their paragraph: bold where there are colours, else in double brackets."""
    if not click.get_current_context().color:
        yield from wrapped(f"{before}[[{words}]]{after}", indent, indent)
        return
    lead, said, rest = (printable(text, lines=True) for text in (before, words, after))
    bold = "\n".join(click.style(line, bold=True) for line in said.split("\n"))
    yield from (f"{indent}{line}" for line in f"{lead}{bold}{rest}".split("\n"))
