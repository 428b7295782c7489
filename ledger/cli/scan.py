"""`fcl scan`: find predictions in a text, and record those that a person accepts."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from ledger.cli.given import STDIN, read_content
from ledger.cli.globals import Command
from ledger.cli.progress import progress
from ledger.cli.scan_lines import answer_list
from ledger.cli.session import session
from ledger.cli.writing import dated, tell, writer
from ledger.errors import InputError, RefusedError

if TYPE_CHECKING:
    from ledger.services.scanning import Scan
    from ledger.sources.document import Document

HELP: Final = """\
\b
Examples:
  fcl scan interview.txt -f "J. Doe" --made 2026-11-18 --source https://example.org/i42
  fcl scan interview.txt --add               asks about each: y n e(dit) s(kip) b(ack) q
  fcl scan interview.txt --add --yes         takes those with a date and a name, skips the others
  fcl scan interview.txt -o drafts.toml      drafts to edit, then: fcl add --from drafts.toml
  fcl scan https://example.org/i42           a text that the ledger holds
  cat speech.txt | fcl scan - --json | jq '.data[] | {quote, deadline, probability}'

Find the sentences of a text that may be predictions, and draft what each says: who, how likely, by when.

Nothing is recorded unless --add is given. A draft is a reading, not a fact: criteria that begin with DRAFT are a start
to be mended. What was rejected once is not proposed again; --all shows it. FILE may be text, Markdown, HTML, JSON, PDF,
DOCX, EPUB, SRT or WebVTT.
"""


@click.command("scan", cls=Command, short_help="Find predictions in a text.", help=HELP)
@click.argument("place", metavar="FILE|URL|-")
@click.option("-f", "--forecaster", metavar="NAME", help="Whose words they are, where the text names nobody else.")
@click.option("--made", metavar="D", help="When it was said [the date of the text].")
@click.option("--source", metavar="URL|ID", help="Where the text comes from; it is recorded, never fetched.")
@click.option("--format", "format_", metavar="F", help="The format of the file [by its name and content].")
@click.option("--pointer", metavar="P", help="Where in a JSON file the text stands, such as /data/html.")
@click.option("--proposer", metavar="NAME", default="rules", help="What finds candidates: rules, model [rules].")
@click.option("--model", metavar="NAME", help="The model of --proposer model.")
@click.option("--threshold", type=click.IntRange(-1000, 1000), metavar="N", help="The least score of a candidate.")
@click.option("--scale", metavar="S", help="The scale that reads words of probability [survey].")
@click.option("--all", "all_", is_flag=True, help="Show what was rejected before, too.")
@click.option("--add", "adding", is_flag=True, help="Ask about each candidate and record what is accepted.")
@click.option("-o", "--output", metavar="FILE", help="Write drafts to edit, for fcl add --from FILE.")
@writer
@dated
def scan(
    *,
    place: str,
    format_: str | None,
    pointer: str | None,
    all_: bool,
    adding: bool,
    output: str | None,
    note: str | None,
    dry_run: bool,
    **asked: Any,
) -> None:
    """Find predictions in a text."""
    current = session()
    if adding and output:
        raise InputError("--add records, --output writes a file", hint="leave one of them out")
    if adding and current.yes and asked["proposer"] == "model":
        message = "what a language model proposes is confirmed one by one"
        raise RefusedError(message, hint="leave --yes out, or write drafts to edit: -o drafts.toml")
    asked["scale"] = asked["scale"] or current.setting("words.scale", "survey")
    answers = adding and (current.interactive or current.yes) and not (current.json and not current.yes)
    document = document_at(place, format_=format_, pointer=pointer)
    if answers:
        asked["made"] = asked["made"] or _made(document)
    with progress("candidates drafted") as told:
        found = current.book.scan(document, place=place, told=told, **asked)
    for warning in (*document.warnings, *found.reader.warnings):
        current.warn("source", warning)
    if answers:
        _add(found, note=note, dry_run=dry_run)
    elif output:
        _write(found, output, format_=format_, pointer=pointer)
    else:
        answer_list(found, every=all_)


def document_at(place: str, *, format_: str | None = None, pointer: str | None = None) -> "Document":
    """The text of a file or of standard input, or one that the ledger holds, by its URL or the id of its source."""
    if "://" in place or (place != STDIN and _is_id(place)):
        return session().book.kept_document(place)
    from ledger.sources.reading import read_document

    return read_document(read_content(place), name=place, format=format_, pointer=pointer)


def _is_id(place: str) -> bool:
    return place.isalnum() and 3 <= len(place) <= 12 and not Path(place).exists()


def _made(document: "Document") -> str | None:
    """When the words were said, asked for where neither the options nor the text say; None where the text does."""
    if document.published:
        return None
    if not session().interactive:
        message = "nobody knows when it was said: the text has no date"
        raise InputError(message, hint="add --made 2026-11-18, a month or a year", code="missing_value")
    from ledger.cli.asking import ask

    while not (made := ask("When was it said? (a day, a month or a year)")):
        tell("forecasts are scored by when they were made; Ctrl-C leaves")
    return made


def _add(found: "Scan", *, note: str | None, dry_run: bool) -> None:
    from ledger.cli.scan_review import accept_whole, record, review

    if found.made is None:
        raise InputError("nobody knows when it was said", hint="add --made 2026-11-18", code="missing_value")
    judged = accept_whole(found) if session().yes else review(found)
    record(found, judged, note=note, dry_run=dry_run)


def _write(found: "Scan", output: str, *, format_: str | None, pointer: str | None) -> None:
    from ledger.cli.scan_drafts import write_drafts

    write_drafts(found, output, format_=format_, pointer=pointer)
