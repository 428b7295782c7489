"""Where words stand: in the claim, criteria, fine print, quotes, notes, tags or the forecaster's name."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Integer, Select, and_, exists, literal, select, union_all

from ledger.store.aliases import known_as
from ledger.store.batches import one_of
from ledger.store.query.matching import contains, sought
from ledger.store.shelf import Shelf, noted, quoting, shelf_of, tagged
from ledger.store.snapshot import Snapshot
from ledger.store.tables import forecasters, quotes, wordings

SOME: Final = 5_000
Place = Callable[[Shelf, str], Select[tuple[int]]]


def _worded(column: str) -> Place:
    def in_wording(shelf: Shelf, word: str) -> Select[tuple[int]]:
        row = shelf.current.c
        now = and_(wordings.c.id == row.wording_id, wordings.c.question_id == row.question_id)
        return select(row.question_id).join(wordings, now).where(sought(shelf, wordings.c[column], word))

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
    "quote": lambda shelf, word: quoting(shelf, lambda quote: sought(shelf, quote.c.exact, word)),
    "note": lambda shelf, word: noted(shelf, lambda note: sought(shelf, note.c.text, word)),
    "tag": lambda shelf, word: tagged(shelf, lambda tag: sought(shelf, tag.c.tag, word)),
    "forecaster": _forecaster,
}
FIRST: Final[Mapping[str, Place]] = {
    "quote": lambda shelf, word: select(quotes.c.id).where(sought(shelf, quotes.c.exact, word)),
    "forecaster": lambda _, word: select(forecasters.c.id).where(contains(forecasters.c.foreign_key, word)),
}
"""What a small table must hold before it is worth while to read through all forecasts."""

OF_ANY: Final = frozenset({"quote", "note", "tag"})
"""Places that questions have too which do not stand."""


def find_hits(snapshot: Snapshot, words: Sequence[str]) -> Mapping[int, tuple[str, ...]]:
    """Of each question in which every word stands somewhere: where, the most telling place first.

    Questions that match in a more telling place come first, then the newest.
    """
    places: dict[int, set[int]] = {}
    for at, word in enumerate(sorted(words, key=_rareness, reverse=True)):
        found = _find(snapshot, word, among=places if at else None)
        places = {key: there | places.get(key, set()) for key, there in found.items() if key in places or not at}
    whole, names = {key: sorted(there) for key, there in places.items()}, tuple(PLACES)
    return {key: tuple(names[at] for at in whole[key]) for key in sorted(whole, key=lambda key: (whole[key][0], -key))}


def _rareness(word: str) -> tuple[int, bool]:
    """Long words are rare, and numbers rarer than words as long; what comes after is looked for in few questions."""
    return len(word), not word.isalpha()


def _find(snapshot: Snapshot, word: str, among: Collection[int] | None) -> dict[int, set[int]]:
    """The questions in which a word stands, with the numbers of the places; of many, more than those `among`."""
    few = among if among is not None and len(among) <= SOME else None
    shelf = shelf_of(snapshot)
    there = snapshot.connection.execute(select(*(exists(first(shelf, word)) for first in FIRST.values()))).one()
    nowhere = {place for place, one in zip(FIRST, there, strict=True) if not one}
    places: dict[int, set[int]] = {}
    for row in snapshot.connection.execute(union_all(*_parts(shelf, word, few, nowhere))):
        places.setdefault(row.question_id, set()).add(row.place)
    return places


def _parts(shelf: Shelf, word: str, among: Collection[int] | None, nowhere: Collection[str]) -> Iterator[Select[Any]]:
    for at, (place, find) in enumerate(PLACES.items()):
        if place in nowhere:
            continue
        found = find(shelf, word)
        key, row = found.selected_columns.question_id, shelf.current.alias()
        if place in OF_ANY:
            # Asked of what was found: as a list of all questions, SQLite would look for the words from there.
            found = found.where(exists().where(row.c.question_id == key))
        if among is not None:
            found = found.where(one_of(key, among))
        yield found.add_columns(literal(at, Integer).label("place"))
