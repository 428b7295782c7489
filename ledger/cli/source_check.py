"""What became of quotes, as people read it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ledger.cli import lines
from ledger.cli.answer import answer
from ledger.cli.session import session
from ledger.cli.text import cut, printable
from ledger.errors import DamageError

if TYPE_CHECKING:
    from ledger.services.checking import Checked, CheckedSource
    from ledger.sources.document import Document


def checked(id_: str | None, document: "Document | None") -> "list[CheckedSource]":
    """The quotes of one source, or of all, each with what became of it."""
    return session().book.check_sources(id_, document)


def report(found: "Sequence[CheckedSource]") -> None:
    """Each source with its quotes, and how many there are of each kind."""
    from ledger.services.checking import totals

    answer("source.check", found, _lines(found), summary=totals(found))


def lost(found: "Sequence[CheckedSource]") -> DamageError | None:
    """The error for quotes that are lost, if any are."""
    from ledger.services.checking import totals

    number = totals(found)["lost"]
    if not number:
        return None
    noun = f"{lines.counted(number, 'quote')} {'is' if number == 1 else 'are'}"
    return DamageError(f"{noun} lost", hint="look at the text: was it changed, or is it another?", code="lost_quotes")


def _lines(found: "Sequence[CheckedSource]") -> Iterator[str]:
    from ledger.services.checking import totals

    for source in found:
        where = {"kept": "", "file": "in the file", None: "no text: add --file FILE"}[source.looked_in]
        yield lines.line(source.id[:4], printable(source.title or ""), where)
        if source.looked_in:
            yield from map(quote_line, source.quotes)
    said = [f"{number} {state}" for state, number in totals(found).items() if number]
    yield ", ".join(said) or "no quotes"


def quote_line(one: "Checked") -> str:
    """A quote with its state, and where it stands now."""
    at = f"line {one.line}, {one.start}-{one.end}" if one.start is not None else ""
    where = printable(one.place) if one.place else ""
    several = f"at {one.places} places alike" if one.places > 1 else ""
    words = f'now "{cut(printable(" ".join(one.words.split())), lines.CLAIM)}"' if one.words else ""
    quote = f'"{cut(printable(" ".join(one.text.split())), lines.CLAIM)}"'
    return lines.line(f"  {one.state:<9}", quote, at, where, several, words)
