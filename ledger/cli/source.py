"""`fcl source`: texts that predictions were said in."""

from collections.abc import Iterator
from dataclasses import fields
from itertools import chain
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Final

import click

from ledger.cli import lines
from ledger.cli.answer import answer
from ledger.cli.census import census_lines
from ledger.cli.given import read_content
from ledger.cli.globals import Group
from ledger.cli.session import session
from ledger.cli.tables import Column, table
from ledger.cli.text import cut, printable
from ledger.cli.writing import tell, tell_end, writer
from ledger.errors import InputError

if TYPE_CHECKING:
    from ledger.services.people import QuoteOfSource, SourceDetail
    from ledger.services.sourcing import AddedSource
    from ledger.sources.document import Document

HELP: Final = """\
\b
Examples:
  fcl source add interview.txt --title "Interview" --author "J. Doe" --published 2026-11-18
  fcl source add report.pdf --url https://example.org/report.pdf --licence "CC BY 4.0"
  fcl source add https://example.org/i42 --title "Interview"
  fcl source add https://example.org/i42 --fetch
  fcl source list
  fcl source show 8x2k
  fcl source check

Texts that predictions were said in. A quote from a text that the ledger holds is checked against it.
"""
ABOUT: Final = (
    "author", "publisher", "published", "published_basis", "url", "archived_url", "licence", "format", "retrieved_at",
    "file", "sha256",
)  # fmt: skip
Asked = tuple[str | None, "Document | None"]
LABELS: Final = {"published_basis": "date from", "archived_url": "archived", "retrieved_at": "retrieved"}


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
@click.option("--archived", "archived_url", metavar="URL", help="Where a copy is archived.")
@click.option("--licence", metavar="T", help="Under which terms the text may be kept and shown.")
@click.option("--format", "format_", metavar="F", help="How to read it [by its name and what it holds].")
@click.option("--pointer", metavar="P", help="Where in JSON the text stands, such as /post/html.")
@click.option("--of", metavar="ID", help="It is a later text of this source.")
@click.option("--fetch", is_flag=True, help="Fetch the URL now, and keep its bytes and the time.")
@click.option("--keep", type=click.Choice(["text", "hash"]), default="text", help="Hold the text, or its hash only.")
@writer
def add(*, place: str, keep: str, of: str | None, note: str | None, dry_run: bool, **given: Any) -> None:
    """Record the text of a file, or a URL, which is fetched with --fetch only.

    Plain text, Markdown, HTML, saved pages, JSON, PDF, DOCX, EPUB, SRT and WebVTT are read. What the file says of its
    title, author and date counts where no option does. The same text or URL again adds what became known about it;
    in a changed text of the same source (the same URL, or --of) its quotes are looked for again.
    """
    from ledger.services.sourcing import About

    read = {name: given.pop(name) for name in ("format_", "pointer")}
    fetch, is_url = given.pop("fetch"), "://" in place
    _refuse_mixed(given, read, is_url=is_url, fetch=fetch)
    document, content = _read(place, fetch=fetch, is_url=is_url, **read)
    url = place if is_url else given.pop("url")
    known = About(**{**given, "url": url}, file=None if is_url or place == "-" else PurePath(place).name)
    book = session().book
    added = book.add_source(known, document, keep=keep, of=of, content=content, note=note, dry_run=dry_run)
    if added.url and not (url or of):
        tell(f"known by the URL in the file: {added.url}")
    _warn(document, added)
    answer("source.add", added, _added(added, added.title or added.url or known.file or "", dry_run=dry_run))
    tell_end(dry_run=dry_run)


def _refuse_mixed(given: dict[str, Any], read: dict[str, str | None], *, is_url: bool, fetch: bool) -> None:
    if is_url and given["url"]:
        raise InputError("two URLs for one source", hint="leave --url out")
    if fetch and not is_url:
        raise InputError("only a URL is fetched", hint="leave --fetch out")
    if is_url and not fetch and any(read.values()):
        raise InputError("a URL that is not fetched has no text to read", hint="add --fetch")


def _read(
    place: str, *, fetch: bool, is_url: bool, format_: str | None, pointer: str | None
) -> tuple["Document | None", bytes | None]:
    """The text that was named, and its bytes where they were fetched."""
    if not is_url:
        return _document(place, format_=format_, pointer=pointer), None
    if not fetch:
        return None, None
    from ledger.sources.fetching import fetch as fetched
    from ledger.sources.reading import read_document

    page = fetched(place)
    chosen = format_ or (None if pointer else page.format)
    return read_document(page.content, name=page.name, format=chosen, pointer=pointer), page.content


def _document(file: str, *, format_: str | None, pointer: str | None) -> "Document":
    from ledger.sources.reading import read_document

    return read_document(read_content(file), name=file, format=format_, pointer=pointer)


def _warn(document: "Document | None", added: "AddedSource") -> None:
    for warning in document.warnings if document else ():
        session().warn("text", warning)
    for other in added.same_text:
        session().warn("same_text", f"the same text is here as source {other[:4]}")


def _added(added: "AddedSource", title: str, *, dry_run: bool) -> Iterator[str]:
    verb = "Would add source" if dry_run else f"Added source {added.id[:4]}"
    yield lines.line(verb, printable(title), printable(added.published or ""), printable(added.author or ""))
    if added.published and added.published_basis:
        tell(f"date from: {added.published_basis}")
    if added.text == "same":
        tell("the text is the same as before")
    if added.text == "changed":
        from ledger.cli.source_check import quote_line

        tell(f"the text has changed: {_told(added)}")
        yield from (quote_line(one) for one in added.quotes if one.state != "same")


def _told(added: "AddedSource") -> str:
    lost = sum(one.state == "lost" for one in added.quotes)
    found = lines.counted(len(added.quotes) - lost, "quote")
    return f"{found} found again, {lost} lost" if added.quotes else "nothing is quoted from it"


COLUMNS: Final = (
    Column(title="id"),
    Column(title="published"),
    Column(title="quotes", right=True),
    Column(title="forecasts", right=True),
    Column(title="format", spare=2),
    Column(title="title", flexible=True),
    Column(title="author", spare=1),
)


@source.command("list", short_help="List the sources.")
def list_() -> None:
    """List the sources, in the order in which they came into the ledger."""
    current = session()
    found = current.book.sources(as_of=current.as_of)
    rows = [
        (one.id[:4], one.published or "-", str(one.quotes), str(one.forecasts), one.format or "-",
         one.title or one.url or "-", one.author or one.publisher or "-")
        for one in found
    ]  # fmt: skip
    answer("source.list", found, table(COLUMNS, rows) if rows else [], as_of=current.as_of)


@source.command("show", short_help="Show a source with its quotes.")
@click.argument("id_", metavar="ID|URL")
def show(*, id_: str) -> None:
    """Show a source, what is quoted from it and the questions that cite it."""
    current = session()
    found = current.book.source(id_, as_of=current.as_of)
    census = current.book.census(id_, as_of=current.as_of)
    told = chain(_details(found), census_lines(census))
    answer("source.show", {**_fields(found), "census": census}, told, as_of=current.as_of)


def _fields(found: "SourceDetail") -> dict[str, Any]:
    return {one.name: getattr(found, one.name) for one in fields(found)}


def _details(found: "SourceDetail") -> Iterator[str]:
    about = found.source
    yield lines.line(about.id, printable(about.title or about.url or ""))
    for name in ABOUT:
        if text := getattr(about, name):
            yield f"  {LABELS.get(name, name):<11} {printable(text)}"
    yield from map(_quote, found.quotes)
    for question in found.questions:
        yield f"  {question.prefix:<11} {cut(printable(question.claim), lines.CLAIM)}"


def _quote(quote: "QuoteOfSource") -> str:
    at = f"{quote.start}-{quote.end}" if quote.start is not None else "-"
    now = f"  now {quote.moved_to.start}-{quote.moved_to.end} ({quote.moved_to.found_by})" if quote.moved_to else ""
    where = f"  [{printable(quote.place)}]" if quote.place else ""
    whose = f"  ({quote.attribution})" if quote.attribution else ""
    return f'  {at:<11} "{cut(printable(quote.text), lines.CLAIM)}"{now}{where}{whose}'


@source.command("check", short_help="Look for every quote again in its text.")
@click.argument("places", metavar="[ID|FILE]...", nargs=-1)
@click.option("--file", "file", metavar="FILE", help="Look in this file instead of the kept text; for one ID.")
@click.option("--format", "format_", metavar="F", help="How to read the files [by their names and what they hold].")
@click.option("--pointer", metavar="P", help="Where in JSON the text stands.")
@click.option("--record", is_flag=True, help="Record the places at which the quotes were found.")
@writer
def check(
    *,
    places: tuple[str, ...],
    file: str | None,
    record: bool,
    note: str | None,
    dry_run: bool,
    **read: str | None,
) -> None:
    """Look for every quote again, in the texts that the ledger holds or in files; exit 5 where one is lost.

    A FILE is looked up by its text and its name. Each quote is the same, has moved, has changed (found by likeness of
    at least 85 of 100) or is lost. Nothing is written without --record.
    """
    from ledger.cli.source_check import checked, lost, report

    if file and len(places) != 1:
        raise InputError("--file goes with one ID", hint="fcl source check ID --file FILE")
    asked: list[Asked] = [_asked(one, file, **read) for one in places] or [(None, None)]
    found = [one for id_, document in asked for one in checked(id_, document)]
    if record:
        for id_, document in asked:
            session().book.record_checked(id_, document, note=note, dry_run=dry_run)
    report(found)
    tell_end(dry_run=dry_run and record)
    if wrong := lost(found):
        raise wrong


def _asked(place: str, file: str | None, **read: Any) -> Asked:
    """The id of a source and what to look in: a file, or what the ledger holds."""
    if file:
        return place, _document(file, **read)
    if "://" in place or not Path(place).is_file():
        return place, None
    document = _document(place, **read)
    return session().book.source_of(document, PurePath(place).name), document
