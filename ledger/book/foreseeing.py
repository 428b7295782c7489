"""Foreseeing in a book: what undo or redo would do, before anybody says yes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple

from ledger.book.base import OpenBook
from ledger.core.question import Question
from ledger.errors import RefusedError
from ledger.store.journal import Draft
from ledger.store.reading import read_questions
from ledger.store.tables import undos

if TYPE_CHECKING:
    from ledger.services.undo import Passed
    from ledger.store.acts import Act

SHOWN: Final = 5


class Foreseen(NamedTuple):
    """What taking an entry back, or bringing it back, would change.

    `others` counts the later entries that go along; `before` and `after` show the first few of `questions`
    questions: one that is missing in either does not stand there. `passed` are later entries that are left alone.
    """

    act: Act
    others: int
    questions: int
    before: tuple[Question, ...]
    after: tuple[Question, ...]
    passed: tuple[Passed, ...] = ()


class Foreseeing(OpenBook):
    """The part of a book that says what would happen."""

    def foresee_undo(self, entry: int | None = None, *, with_dependants: bool = False) -> Foreseen:
        """What `undo` would do. Raises what it raises."""
        from ledger.services import undo

        foreseen = self._foresee(lambda draft: undo.undo(draft, entry, with_dependants=with_dependants))
        if entry is not None:
            return foreseen
        with self.store.reading() as connection:
            return foreseen._replace(passed=tuple(undo.passed_over(connection, foreseen.act.entry)))

    def foresee_redo(self, entry: int | None = None) -> Foreseen:
        """What `redo` would do. Raises what it raises."""
        from ledger.services import undo

        return self._foresee(lambda draft: undo.redo(draft, entry))

    def _foresee(self, act: Callable[[Draft], list[int]]) -> Foreseen:
        with self._entry("undo", None, dry_run=True) as draft:
            touched = act(draft)
            targets = [int(entry or 0) for entry in draft.tables[undos.name].columns["target_entry_id"]]
            before = self._questions(draft, touched)
            self._append(draft, touched)
            # The entry that was named stands last: those that build on it are taken back before it.
            from ledger.store.acts import read_act

            named = read_act(draft.connection, targets[-1])
            if named is None:
                raise RefusedError(f"there is no entry {targets[-1]}", hint="fcl log --entries shows the numbers")
            return Foreseen(
                act=named,
                others=len(targets) - 1,
                questions=len(touched),
                before=before,
                after=self._questions(draft, touched),
            )

    def _questions(self, draft: Draft, keys: list[int]) -> tuple[Question, ...]:
        return tuple(read_questions(self._snapshot(draft.connection), keys[:SHOWN]))
