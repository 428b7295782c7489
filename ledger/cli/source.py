"""`fcl source`: texts that predictions were said in."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import click

from ledger.cli import lines
from ledger.cli.answer import answer
from ledger.cli.given import read_content
from ledger.cli.globals import Group
from ledger.cli.session import session
from ledger.cli.tables import Column, table
from ledger.cli.text import cut, printable
from ledger.cli.writing import tell_end, writer
from ledger.core.question import Source
from ledger.errors import InputError

if TYPE_CHECKING:
    from ledger.services.people import SourceDetail

HELP: Final = """\
\b
Examples:
  fcl source add interview.txt --title "Interview" --author "J. Doe" --published 2026-11-18
  fcl source add https://example.org/i42 --title "Interview"
  fcl source list
  fcl source show 8x2k

Texts that predictions were said in. A quote from a text that the ledger holds is checked against it.
"""


@click.group("source", cls=Group, short_help="Texts that predictions were said in.", help=HELP)
def source() -> None:
    """Texts that predictions were said in."""


@source.command("add", short_help="Record a text, or a URL.")
@click.argument("place", metavar="FILE|URL|-")
@click.option("--title", metavar="T", help="What it is called.")
@click.option("--author", metavar="NAME", help="Who wrote or said it.")
@click.option("--publisher", metavar="NAME", help="Where it appeared.")
@click.option("--published", metavar="D", help="When: a day, a month or a year.")
@click.option("--published-basis", metavar="T", help="How the date is known.")
@click.option("--url", metavar="URL", help="Where a file came from; it is recorded, never fetched.")
@click.option("--keep", type=click.Choice(["text", "hash"]), default="text", help="Hold the text, or its hash only.")
@writer
def add(*, place: str, keep: str, url: str | None, note: str | None, dry_run: bool, **about: str | None) -> None:
    """Record a plain text in UTF-8, or a URL, which is never fetched.

    The same text or URL again adds what became known about it.
    """
    from pathlib import PurePath

    from ledger.services.sourcing import About
    from ledger.sources.formats import plain

    is_url = "://" in place
    if is_url and url:
        raise InputError("two URLs for one source", hint="leave --url out")
    document = None if is_url else plain.read(read_content(place), name=place)
    file = None if is_url or place == "-" else PurePath(place).name
    known = About(**about, url=place if is_url else url, file=file)
    added = session().book.add_source(known, document, keep=keep, note=note, dry_run=dry_run)
    answer("source.add", added, [_line(added, dry_run=dry_run)])
    tell_end(dry_run=dry_run)


def _line(added: Source, *, dry_run: bool) -> str:
    verb = "Would add source" if dry_run else f"Added source {added.id[:4]}"
    return lines.line(verb, printable(added.title or added.url or ""), added.published or "", added.author or "")


COLUMNS: Final = (
    Column(title="id"),
    Column(title="published"),
    Column(title="quotes", right=True),
    Column(title="forecasts", right=True),
    Column(title="title", flexible=True),
    Column(title="author", spare=1),
)


@source.command("list", short_help="List the sources.")
def list_() -> None:
    """List the sources, in the order in which they came into the ledger."""
    current = session()
    found = current.book.sources(as_of=current.as_of)
    rows = [
        (one.id[:4], one.published or "-", str(one.quotes), str(one.forecasts), one.title or one.url or "-",
         one.author or one.publisher or "-")
        for one in found
    ]  # fmt: skip
    answer("source.list", found, table(COLUMNS, rows) if rows else [], as_of=current.as_of)


@source.command("show", short_help="Show a source with its quotes.")
@click.argument("id_", metavar="ID|URL")
def show(*, id_: str) -> None:
    """Show a source, what is quoted from it and the questions that cite it."""
    current = session()
    found = current.book.source(id_, as_of=current.as_of)
    answer("source.show", found, _details(found), as_of=current.as_of)


def _details(found: "SourceDetail") -> Iterator[str]:
    about = found.source
    yield lines.line(about.id, printable(about.title or about.url or ""))
    for name in ("author", "publisher", "published", "url", "sha256"):
        if text := getattr(about, name):
            yield f"  {name:<11} {printable(text)}"
    for quote in found.quotes:
        place = f"{quote.start}-{quote.end}" if quote.start is not None else "-"
        yield f'  {place:<11} "{cut(printable(quote.text), lines.CLAIM)}"'
    for question in found.questions:
        yield f"  {question.prefix:<11} {cut(printable(question.claim), lines.CLAIM)}"
