"""Writing into a book: the same word about several questions, or several predictions, as one entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from ledger.book.base import OpenBook, listed, split_id
from ledger.core.question import Question
from ledger.errors import InputError
from ledger.store import find
from ledger.store.journal import Draft
from ledger.store.reading import read_questions

if TYPE_CHECKING:
    from ledger.core.series import SeriesView
    from ledger.services.addition import Addition
    from ledger.services.quoting import Quoted
    from ledger.services.resolve import Decision
    from ledger.services.said import Said

Act = Callable[[Draft, find.Found, str | None], None]


class Together(OpenBook):
    """The part of a book that does one thing to many questions: all of them, or none."""

    def add_many(
        self, additions: Sequence[Addition], *, note: str | None = None, dry_run: bool = False
    ) -> list[Question | SeriesView]:
        """New predictions and series, in their order. Raises what `add` raises, naming the one at fault."""
        from ledger.services import addition as adding

        meant = [one._replace(tags=listed(one.tags)) for one in additions]
        with self._entry("add", note, dry_run=dry_run) as draft:
            added = adding.add_many(draft, meant, date_format=self.date_format)
            self._append(draft)
            keys = [one.key for one in added if not one.series]
            questions = iter(read_questions(self._snapshot(draft.connection), keys))
            return [_series(draft, one.key) if one.series else next(questions) for one in added]

    def update_many(
        self,
        ids: Iterable[str],
        said: Said,
        *,
        forecaster: str | None = None,
        made: str | None = None,
        correct: bool = False,
        quoted: Quoted | None = None,
        note: str | None = None,
        dry_run: bool = False,
    ) -> list[Question]:
        """The same next forecast on several questions."""
        from ledger.services import revise
        from ledger.services.quoting import Quoted
        from ledger.services.record import Made

        said.refuse_empty()
        _refuse_nameless(forecaster)

        def act(draft: Draft, question: find.Found, who: str | None) -> None:
            named = forecaster or (find.find_forecaster(draft.connection, who, question.key).name if who else None)
            revise.update(
                draft,
                question,
                said=said,
                made=Made(forecaster=named, made=made),
                quoted=quoted or Quoted(),
                correct=correct,
                date_format=self.date_format,
            )

        return self._on_each(ids, "correct" if correct else "update", act, note=note, dry_run=dry_run)

    def withdraw_many(
        self, ids: Iterable[str], *, forecaster: str | None = None, note: str | None = None, dry_run: bool = False
    ) -> list[Question]:
        """Take a forecaster's forecasts on several questions back."""
        from ledger.services import revise

        _refuse_nameless(forecaster)

        def act(draft: Draft, question: find.Found, who: str | None) -> None:
            revise.withdraw(draft, question, forecaster=forecaster or who)

        return self._on_each(ids, "withdraw", act, note=note, dry_run=dry_run)

    def tag_many(
        self,
        ids: Iterable[str],
        tags: Sequence[str],
        *,
        remove: bool = False,
        note: str | None = None,
        dry_run: bool = False,
    ) -> list[Question]:
        """Tag several questions, or with `remove` take tags away."""
        from ledger.services import edit as editing

        def act(draft: Draft, question: find.Found, _: str | None) -> None:
            editing.change_tags(draft, question, listed(tags), remove=remove)

        return self._on_each(ids, "untag" if remove else "tag", act, note=note, dry_run=dry_run)

    def decide_many(
        self, ids: Iterable[str], decision: Decision, *, amend: bool = False, note: str | None = None,
        dry_run: bool = False,
    ) -> list[Question]:  # fmt: skip
        """The same decision about several questions."""
        from ledger.services import resolve

        def act(draft: Draft, question: find.Found, _: str | None) -> None:
            resolve.resolve(draft, question, decision, amend=amend, date_format=self.date_format)

        return self._on_each(ids, "resolve", act, note=note, dry_run=dry_run)

    def reopen_many(
        self, ids: Iterable[str], *, message: str | None = None, note: str | None = None, dry_run: bool = False
    ) -> list[Question]:
        """Take the decisions about several questions back."""
        from ledger.services import resolve

        def act(draft: Draft, question: find.Found, _: str | None) -> None:
            resolve.reopen(draft, question, message)

        return self._on_each(ids, "reopen", act, note=note, dry_run=dry_run)

    def annul_many(
        self, ids: Iterable[str], *, message: str | None = None, judge: str | None = None, note: str | None = None,
        dry_run: bool = False,
    ) -> list[Question]:  # fmt: skip
        """Decide that several questions cannot be judged."""
        from ledger.services import resolve

        def act(draft: Draft, question: find.Found, _: str | None) -> None:
            resolve.annul(draft, question, message, judge=judge)

        return self._on_each(ids, "annul", act, note=note, dry_run=dry_run)

    def _on_each(self, ids: Iterable[str], action: str, act: Act, *, note: str | None, dry_run: bool) -> list[Question]:
        def on_all(draft: Draft) -> list[int]:
            done: dict[tuple[int, str | None], None] = {}
            for typed in ids:
                id_, who = split_id(typed)
                question = find.find_question(draft.connection, id_)
                if (question.key, who) not in done:
                    act(draft, question, who)
                done[question.key, who] = None
            return list(dict.fromkeys(key for key, _ in done))

        return self.write(action, on_all, note=note, dry_run=dry_run)


def _refuse_nameless(forecaster: str | None) -> None:
    if forecaster is not None and not forecaster.strip():
        raise InputError("the forecaster has no name", hint="give a name with -f, or leave -f out")


def _series(draft: Draft, key: int) -> SeriesView:
    from ledger.services.expand import series_view

    return series_view(draft, key)
