"""Bare `fcl`: what is due, and the five newest entries."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ledger.cli import due, log
from ledger.cli.answer import answer
from ledger.cli.session import Session, session

if TYPE_CHECKING:
    from ledger.core.question import Question
    from ledger.services.log import LogLine

NEWEST: Final = 5
DUE: Final = 10


def home() -> None:
    """Show what is due, and the five newest entries."""
    current = session()
    found = current.book.due(limit=DUE, as_of=current.as_of)
    entries = current.book.log(limit=NEWEST, as_of=current.as_of)
    data = {"due": found, "log": entries}
    answer("home", data, _lines(current, found, entries), as_of=current.as_of)


def _lines(current: Session, found: list["Question"], entries: list["LogLine"]) -> Iterator[str]:
    number = current.book.count_due(as_of=current.as_of) if len(found) == DUE else len(found)
    if not entries and not found:
        yield 'Nothing here yet. Begin:  fcl add "Claim that will be true or false" 70% --by 2027'
        return
    yield from due.lines_of(found, 0, current.book.today(current.as_of), number=number)
    if len(found) < number:
        yield f"  and {number - len(found)} more: fcl due"
    yield ""
    yield from log.lines_of(entries)
