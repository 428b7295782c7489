"""Where words stand: in the claim, criteria, fine print, quotes, notes, tags or the forecaster's name."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Integer, Select, exists, literal, select, union_all

from ledger.store.aliases import known_as
from ledger.store.query.matching import contains
from ledger.store.shelf import Shelf, noted, quoting, shelf_of, tagged
from ledger.store.snapshot import Snapshot
from ledger.store.tables import forecasters, wordings

Place = Callable[[Shelf, str], Select[tuple[int]]]


def _worded(column: str) -> Place:
    def in_wording(shelf: Shelf, word: str) -> Select[tuple[int]]:
        row = shelf.current.c
        joined = select(row.question_id).join(wordings, wordings.c.id == row.wording_id)
        return joined.where(contains(wordings.c[column], word))

    return in_wording


def _forecaster(shelf: Shelf, word: str) -> Select[tuple[int]]:
    row = shelf.counted.alias()
    whose = known_as(forecasters.c.id, shelf.scope.people)
    joined = select(row.c.question_id).select_from(row.join(forecasters, whose == row.c.forecaster_id))
    return joined.where(contains(forecasters.c.foreign_key, word))


PLACES: Final[Mapping[str, Place]] = {
    "claim": _worded("claim"),
    "criteria": _worded("criteria"),
    "fine_print": _worded("fine_print"),
    "quote": lambda shelf, word: quoting(shelf, lambda quote: contains(quote.c.exact, word)),
    "note": lambda shelf, word: noted(shelf, lambda note: contains(note.c.text, word)),
    "tag": lambda shelf, word: tagged(shelf, lambda tag: contains(tag.c.tag, word)),
    "forecaster": _forecaster,
}


def find_hits(snapshot: Snapshot, words: Sequence[str]) -> Mapping[int, tuple[str, ...]]:
    """Of each question in which every word stands somewhere: where, the most telling place first.

    Questions that match in a more telling place come first, then the newest.
    """
    places: dict[int, dict[int, set[int]]] = {}
    for row in snapshot.connection.execute(union_all(*_parts(shelf_of(snapshot), words))):
        places.setdefault(row.question_id, {}).setdefault(row.word, set()).add(row.place)
    whole = {key: sorted(set().union(*found.values())) for key, found in places.items() if len(found) == len(words)}
    names = tuple(PLACES)
    return {key: tuple(names[at] for at in whole[key]) for key in sorted(whole, key=lambda key: (whole[key][0], -key))}


def _parts(shelf: Shelf, words: Sequence[str]) -> Iterator[Select[Any]]:
    for at, word in enumerate(words):
        for place, find in enumerate(PLACES.values()):
            found, row = find(shelf, word), shelf.current.alias()
            # Asked of what was found: as a list of all questions, SQLite would look for the words from there.
            stands = exists().where(row.c.question_id == found.selected_columns.question_id)
            yield found.where(stands).add_columns(
                literal(at, Integer).label("word"), literal(place, Integer).label("place")
            )
