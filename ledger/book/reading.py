"""Reading in a book: one question, many, what is due, what happened."""

from __future__ import annotations

import builtins
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ledger.book.base import AsOf, OpenBook, split_id
from ledger.core.question import Question
from ledger.store import find
from ledger.store.reading import question_keys, read_questions
from ledger.store.snapshot import Snapshot

if TYPE_CHECKING:
    from ledger.core.query import Term
    from ledger.services.log import LogLine
    from ledger.services.people import Forecaster, SourceDetail, SourceSummary
    from ledger.services.search import Hit

Query = Sequence[str] | str
"""Terms of the filter language; text is split at white space."""


class Reading(OpenBook):
    """The part of a book that shows what stands."""

    def show(self, id: str, *, as_of: AsOf = None) -> Question:
        """One question with everything that was said about it; `ID@WHO`: by one forecaster only."""
        return self.show_all([id], as_of=as_of)[0]

    def show_all(self, ids: Iterable[str], *, as_of: AsOf = None) -> builtins.list[Question]:
        """Several questions, in the order of their ids."""
        with self.snapshot(as_of) as snapshot:
            found = [(_key(snapshot, split_id(one)[0]), split_id(one)[1]) for one in ids]
            keys = list(dict.fromkeys(key for key, _ in found))
            read = dict(zip(keys, read_questions(snapshot, keys), strict=True))
            return [_said_by(snapshot, key, who, read[key]) for key, who in found]

    def list(
        self,
        query: Query = (),
        *,
        sort: Sequence[str] = (),
        limit: int = 0,
        each: bool = False,
        as_of: AsOf = None,
    ) -> builtins.list[Question]:
        """The questions that match every term of the query, in the filter language of the command line.

        `sort` names fields, with `-` for the reverse; `limit` 0 is all; with `each` a question comes once for each
        forecaster, with that prediction alone.
        """
        with self.snapshot(as_of) as snapshot:
            keys = question_keys(snapshot, terms_of(query, snapshot.today), sort=sort, limit=limit)
            questions = read_questions(snapshot, keys)
        return [one for question in questions for one in _each(question)] if each else questions

    def search(self, text: str, *, limit: int = 0, as_of: AsOf = None) -> builtins.list[Hit]:
        """The questions in which every word of the text stands, and where; those found in the claim come first."""
        from ledger.services.search import search

        with self.snapshot(as_of) as snapshot:
            return search(snapshot, text, limit=limit)

    def due(self, query: Query = (), *, within: int = 0, limit: int = 0, as_of: AsOf = None) -> builtins.list[Question]:
        """The open questions to look at today, and in the so many days `within` which they come; earliest first."""
        from ledger.services.due import due

        with self.snapshot(as_of) as snapshot:
            return due(snapshot, terms_of(query, snapshot.today), within, limit=limit)

    def count_due(self, query: Query = (), *, within: int = 0, as_of: AsOf = None) -> int:
        """How many questions `due` would give without a limit."""
        from ledger.services.due import count

        with self.snapshot(as_of) as snapshot:
            return count(snapshot, terms_of(query, snapshot.today), within)

    def log(
        self, id: str | None = None, *, entries: bool = False, limit: int = 0, as_of: AsOf = None
    ) -> builtins.list[LogLine]:
        """What happened, or what happened to one question, newest first; with `entries` the genesis too."""
        from ledger.services.log import log

        with self.snapshot(as_of) as snapshot:
            return log(snapshot, id, entries=entries, limit=limit)

    def forecasters(self, *, as_of: AsOf = None) -> builtins.list[Forecaster]:
        """Everyone of whom a forecast stands, in order of name, with counts."""
        from ledger.services.people import forecasters

        with self.snapshot(as_of) as snapshot:
            return forecasters(snapshot)

    def forecaster(self, who: str, *, as_of: AsOf = None) -> Forecaster:
        """One forecaster, by name or a unique prefix of the name or id."""
        from ledger.services.people import forecaster

        with self.snapshot(as_of) as snapshot:
            return forecaster(snapshot, who)

    def sources(self, *, as_of: AsOf = None) -> builtins.list[SourceSummary]:
        """Every source, in the order in which they came."""
        from ledger.services.people import sources

        with self.snapshot(as_of) as snapshot:
            return sources(snapshot)

    def source(self, source: str, *, as_of: AsOf = None) -> SourceDetail:
        """One source with its quotes and the questions that cite it, by URL or a unique prefix of its id."""
        from ledger.services.people import source as detail

        with self.snapshot(as_of) as snapshot:
            return detail(snapshot, source)

    def today(self, as_of: AsOf = None) -> date:
        """The day by which lists say what is due: the clock's, or that of the state read."""
        if as_of is None and self._zone:
            return self._now().astimezone(ZoneInfo(self._zone)).date()
        with self.snapshot(as_of) as snapshot:
            return snapshot.today


def terms_of(query: Query, today: date) -> Sequence[Term]:
    """The terms of a query, its words for days read from `today`; InputError for one that cannot be read."""
    if not query:
        return ()
    from ledger.core.query import read_query

    return read_query(query, today)


def _said_by(snapshot: Snapshot, key: int, who: str | None, question: Question) -> Question:
    if who is None:
        return question
    return _of(question, find.find_forecaster(snapshot.connection, who, key, snapshot.scope).name)


def _each(question: Question) -> Iterator[Question]:
    for prediction in question.predictions:
        yield _of(question, prediction.forecaster)


def _of(question: Question, forecaster: str) -> Question:
    return replace(
        question,
        predictions=tuple(one for one in question.predictions if one.forecaster == forecaster),
        scores=tuple(one for one in question.scores if one.forecaster == forecaster),
    )


def _key(snapshot: Snapshot, typed: str) -> int:
    return find.find_question(snapshot.connection, typed, snapshot.scope).key
