"""Linting in a book: which questions will be hard to settle, and why."""

from __future__ import annotations

import builtins
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ledger.book.base import AsOf, OpenBook
from ledger.book.reading import Query, terms_of

if TYPE_CHECKING:
    from ledger.core.lint import Severity
    from ledger.services.lint import Linted


class Linting(OpenBook):
    """The part of a book that judges resolution criteria before they are needed."""

    def lint(
        self,
        query: Query = (),
        *,
        off: Iterable[str] = (),
        only: Iterable[str] = (),
        least: Severity = "note",
        every: bool = False,
        as_of: AsOf = None,
    ) -> builtins.list[Linted]:
        """The open questions that match, each with what the rules find in its words; `every`: the decided ones too.

        `off` leaves rules out, `only` takes no others, both by code (`L102`) or name (`no-source`); `least` is the
        mildest severity: note, warning or error. Raises InputError for a rule that there is not.
        """
        from ledger.services.lint import lint

        with self.snapshot(as_of) as snapshot:
            terms = terms_of(query, snapshot.today)
            return lint(snapshot, terms, off=off, only=only, least=least, every=every)
