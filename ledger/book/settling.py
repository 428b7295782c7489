"""Writing into a book: what came out, and taking entries back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ledger.book.base import listed
from ledger.book.together import Together
from ledger.core.question import Question
from ledger.store.journal import Draft
from ledger.store.reading import read_questions
from ledger.store.telling import Told, unheard

if TYPE_CHECKING:
    from ledger.services.resolve import Decision


class Settling(Together):
    """The part of a book that decides, and that takes back."""

    def resolve(
        self,
        id: str,
        outcome: str,
        *,
        known_on: str | None = None,
        happened_on: str | None = None,
        evidence: Iterable[str] = (),
        message: str | None = None,
        judge: str | None = None,
        amend: bool = False,
        note: str | None = None,
        dry_run: bool = False,
    ) -> Question:
        """Record what a question came out as: yes, no, a fraction, an option, a number, a day, below, above, ambiguous.

        With `amend` the same judge decides again; another `judge` (default: the actor) gives a verdict beside it.
        """
        from ledger.services.resolve import Decision

        decision = Decision(
            outcome=outcome, known_on=known_on, happened_on=happened_on, evidence=listed(evidence), note=message,
            judge=judge,
        )  # fmt: skip
        return self.decide_many([id], decision, amend=amend, note=note, dry_run=dry_run)[0]

    def resolve_many(
        self,
        decisions: Iterable[tuple[str, Decision]],
        *,
        amend: bool = False,
        told: Told = unheard,
        note: str | None = None,
        dry_run: bool = False,
    ) -> list[Question]:
        """Many decisions as one entry: all of them, or none; `told` hears how many are read."""
        from ledger.services import resolve

        def act(draft: Draft) -> list[int]:
            return resolve.resolve_many(draft, list(decisions), amend=amend, date_format=self.date_format, told=told)

        return self.write("resolve", act, note=note, dry_run=dry_run)

    def reopen(
        self, id: str, *, message: str | None = None, note: str | None = None, dry_run: bool = False
    ) -> Question:
        """Take a decision back: the question is open again."""
        return self.reopen_many([id], message=message, note=note, dry_run=dry_run)[0]

    def annul(
        self,
        id: str,
        *,
        message: str | None = None,
        judge: str | None = None,
        note: str | None = None,
        dry_run: bool = False,
    ) -> Question:
        """Decide that a question cannot be judged: nothing about it is scored. `judge` is who decides: the actor."""
        return self.annul_many([id], message=message, judge=judge, note=note, dry_run=dry_run)[0]

    def undo(
        self,
        entry: int | None = None,
        *,
        with_dependants: bool = False,
        note: str | None = None,
        dry_run: bool = False,
    ) -> list[Question]:
        """Take an entry back, the newest by default; the questions it spoke of, as they stand then."""
        from ledger.services import undo

        with self._entry("undo", note, dry_run=dry_run) as draft:
            touched = undo.undo(draft, entry, with_dependants=with_dependants)
            self._append(draft, touched)
            return read_questions(self._snapshot(draft.connection), touched)

    def redo(self, entry: int | None = None, *, note: str | None = None, dry_run: bool = False) -> list[Question]:
        """Bring an undone entry back; the questions it spoke of."""
        from ledger.services import undo

        with self._entry("redo", note, dry_run=dry_run) as draft:
            touched = undo.redo(draft, entry)
            self._append(draft, touched)
            return read_questions(self._snapshot(draft.connection), touched)
