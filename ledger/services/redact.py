"""Redact: a text that must go is blanked for good; that it was there, who blanked it and why stays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ledger.errors import InputError, NotFoundError, RefusedError
from ledger.registry import unknown_name
from ledger.store import find, redactable, undoing
from ledger.store.journal import Draft
from ledger.store.redactable import Words
from ledger.store.redacting import blank, place

WHAT: Final[Mapping[str, str]] = {
    "quote": "the words that a forecast was made in, with those around them",
    "note": "a note on a question, or beside a forecast, a decision or an entry",
    "evidence": "what a decision or an observation rests on",
    "text": "the text of a source",
}
LONGEST: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Which text to blank: one of `WHAT`, of a question or source by its id, or of an entry by its number.

    `number` chooses among several, counted from 1; `every` means all of them.
    """

    what: str
    id: str | None = None
    entry: int | None = None
    number: int | None = None
    every: bool = False

    @property
    def owner(self) -> str:
        """Whose text it is."""
        return f"entry {self.entry}" if self.id is None else self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacted:
    """What was blanked: the entry that says so, the reason, and the places of the rows as `entry/table/n`."""

    entry: int
    what: str
    reason: str
    places: tuple[str, ...]
    tables: tuple[str, ...]


def redact(draft: Draft, target: Target, reason: str) -> Redacted:
    """Blank texts in place, and say so in the entry.

    Raises InputError for a target or reason that says nothing, NotFoundError where there is no such text or several,
    RefusedError where it is blank already.
    """
    if not reason.strip():
        raise InputError("the reason is empty", hint='say why: -m "takedown of 2026-11-20"')
    chosen = _with_copies(draft, _chosen(_once(_texts(draft, target)), target))
    for words in chosen:
        blank(draft, words.table, words.key, words.columns, reason=reason.strip())
    return Redacted(
        entry=draft.entry,
        what=target.what,
        reason=reason.strip(),
        places=tuple(place(words.table, words.key) for words in chosen),
        tables=tuple(sorted({words.table.name for words in chosen})),
    )


def _texts(draft: Draft, target: Target) -> list[Words]:
    connection = draft.connection
    if target.what not in WHAT:
        raise unknown_name("text that may go", target.what, known=WHAT)
    if (target.id is None) == (target.entry is None):
        raise InputError("whose text is it?", hint="give an ID, or --entry N", code="missing_value")
    if target.entry is not None:
        if undoing.action_of(connection, target.entry) is None:
            raise NotFoundError(f"there is no entry {target.entry}", hint="fcl log --entries shows the numbers")
        return redactable.of_entry(connection, target.what, target.entry)
    if target.what == "text":
        return redactable.of_source(connection, target.what, _source(draft, str(target.id)))
    return redactable.of_question(connection, target.what, find.find_question(connection, str(target.id)).key)


def _once(texts: Sequence[Words]) -> list[Words]:
    """Each text of a source once, however many rows hold it; the rows that do not hold it yet to be blanked first."""
    kept: dict[object, Words] = {}
    for words in sorted(texts, key=lambda one: one.blank):
        kept.setdefault(words.copy_of or (words.table.name, words.key), words)
    return sorted(kept.values(), key=lambda one: one.entry)


def _with_copies(draft: Draft, chosen: Sequence[Words]) -> list[Words]:
    """The rows to blank: a text goes with the bytes it was read from and with what was answered about it."""
    return [one for words in chosen for one in redactable.copies(draft.connection, words) if not one.blank]


def _source(draft: Draft, typed: str) -> int:
    found = find.find_source(draft.connection, typed)
    if found is None:
        raise NotFoundError(f"no source is {typed[:60]!r}", hint="fcl source list shows the ids")
    return found.key


def _chosen(texts: Sequence[Words], target: Target) -> list[Words]:
    if not texts:
        raise NotFoundError(f"{target.owner} has no {target.what}", hint=f"what may go: {', '.join(WHAT)}")
    if target.number is not None and not 1 <= target.number <= len(texts):
        message = f"{target.owner} has no {target.what} {target.number}: there are {len(texts)}"
        raise NotFoundError(message, hint="leave -n out to see them")
    chosen = list(texts) if target.number is None else [texts[target.number - 1]]
    left = [words for words in chosen if not words.blank]
    if not left:
        raise RefusedError(f"the {target.what} of {target.owner} is redacted already", hint="fcl verify lists what was")
    if len(left) > 1 and not target.every:
        raise NotFoundError(
            f"{target.owner} has more than one {target.what}",
            hint="choose with -n, or --all",
            code="ambiguous_text",
            candidates=[_told(number, words) for number, words in enumerate(texts, 1)],
        )
    return left


def _told(number: int, words: Words) -> str:
    line = " ".join(words.text.split())
    shown = line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
    return f"{number}  entry {words.entry}, {words.table.name.replace('_', ' ')}: {shown}"
