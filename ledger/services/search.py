"""Search: questions in which words stand, and where."""

from dataclasses import dataclass
from typing import Final

from ledger.core.dates import shown
from ledger.core.query import searchable
from ledger.core.question import Question
from ledger.errors import InputError
from ledger.store.reading import read_questions
from ledger.store.reading.hits import find_hits
from ledger.store.snapshot import Snapshot

MOST_WORDS: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A question that was found, and where: claim, criteria, fine_print, quote, note, tag, forecaster."""

    question: Question
    where: tuple[str, ...]


def search(snapshot: Snapshot, text: str, *, limit: int = 0) -> list[Hit]:
    """The questions in which every word of the text stands somewhere, whatever its letter case.

    Those found in the claim come first, newer ones before older. `limit` 0 is all of them. InputError for a text
    without words, or with more than 10.
    """
    words = list(dict.fromkeys(searchable(text).split()))
    if not 0 < len(words) <= MOST_WORDS:
        raise InputError(f"cannot look for {shown(text)}: {len(words)} words", hint=f"give 1 to {MOST_WORDS} words")
    where = find_hits(snapshot, words)
    keys = list(where)[:limit] if limit > 0 else list(where)
    found = read_questions(snapshot, keys)
    return [Hit(question=question, where=where[key]) for key, question in zip(keys, found, strict=True)]
