"""What the pages of one report are made from: one state of the ledger, read piece by piece."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ledger.book import Book
from ledger.book.reading import terms_of
from ledger.core.query import Term
from ledger.core.question import Question
from ledger.services.contexts import in_context
from ledger.services.people import Forecaster, forecasters
from ledger.services.sealed import sealed_ids
from ledger.site.asked import Asked
from ledger.site.lines import Line, line_of
from ledger.site.measures import Measures, measure
from ledger.site.private import public_question
from ledger.store.reading import question_keys, read_questions
from ledger.store.snapshot import Snapshot

BATCH: Final = 200
"""Questions read at once: memory is bounded, and nobody who writes waits for longer than this takes."""


Pictures = dict[tuple[str, ...], str]
"""Pictures as SVG, by what they show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The state that every page shows."""

    ledger: str
    entry: int
    head: str
    recorded_at: str
    zone: str
    today: str


class View:
    """One state of a ledger, and what was asked about it; what is written in the meantime is not in it."""

    def __init__(self, book: Book, asked: Asked, pictures: Pictures | None = None) -> None:
        """`pictures` were drawn before, and are not drawn again; what is drawn now is added to them."""
        self.book, self.asked, self.pictures = book, asked, pictures
        with book.snapshot(asked.as_of) as snapshot:
            self._today, self._day = snapshot.today, snapshot.day
            self.terms: tuple[Term, ...] = tuple(terms_of(asked.query, snapshot.today))
            self.state = State(
                ledger=snapshot.ledger, entry=snapshot.entry, head=snapshot.hash, recorded_at=snapshot.recorded_at,
                zone=snapshot.zone, today=snapshot.today.isoformat(),
            )  # fmt: skip
            self._keys = question_keys(snapshot, self.terms)
            self.sealed = sealed_ids(snapshot) if asked.public else frozenset()

    @property
    def query(self) -> str:
        """The query as it was typed."""
        return self.asked.query if isinstance(self.asked.query, str) else " ".join(self.asked.query)

    @contextmanager
    def reading(self) -> Iterator[Snapshot]:
        """The state to read from, in a transaction of its own."""
        with self.book.snapshot(self.state.entry) as snapshot:
            yield snapshot._replace(today=self._today, day=self._day)

    def questions(self, *, contexts: bool = False) -> Iterator[Question]:
        """The questions one after the other, with `contexts` each quote in its paragraph."""
        for first in range(0, len(self._keys), BATCH):
            with self.reading() as snapshot:
                found = [one for one in read_questions(snapshot, self._keys[first : first + BATCH]) if self.shows(one)]
                found = in_context(snapshot, found) if contexts else found
            yield from (public_question(one, self.sealed) for one in found) if self.asked.public else found

    def shows(self, question: Question) -> bool:
        """Whether a question is in the report: what is sealed is in none that is public."""
        return question.id not in self.sealed

    @cached_property
    def lines(self) -> Mapping[str, Line]:
        """Every question in one line, by its id, in the order of the ledger's lists."""
        return {question.id: line_of(question) for question in self.questions()}

    @cached_property
    def forecasters(self) -> Mapping[str, Forecaster]:
        """Everyone who said something in the report, by name."""
        said = {told.forecaster for line in self.lines.values() for told in line.told}
        with self.reading() as snapshot:
            return {one.name: one for one in forecasters(snapshot) if one.name in said}

    @cached_property
    def measures(self) -> Measures:
        """The scores and the calibration."""
        with self.reading() as snapshot:
            return measure(snapshot, self.terms)
