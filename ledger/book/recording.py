"""Writing into a book: predictions, changes of mind, wordings, notes and tags."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ledger.book.base import OpenBook, split_id
from ledger.core.question import Question
from ledger.store import find
from ledger.store.journal import Draft

if TYPE_CHECKING:
    from ledger.services.expand import SeriesView


class Recording(OpenBook):
    """The part of a book that records what was said."""

    def add(
        self,
        claim: str,
        probability: str | None = None,
        *,
        by: str | None = None,
        made: str | None = None,
        review: str | None = None,
        closes: str | None = None,
        forecaster: str | None = None,
        criteria: str | None = None,
        fine_print: str | None = None,
        look_at: str | None = None,
        quote: str | None = None,
        source: str | None = None,
        tags: Iterable[str] = (),
        basis: str | None = None,
        words: str | None = None,
        scale: str = "survey",
        no_number: bool = False,
        certain: bool = False,
        question_only: bool = False,
        vague: bool = False,
        note: str | None = None,
        dry_run: bool = False,
    ) -> Question:
        """A new question with what one forecaster says about it.

        Raises InputError for what cannot be read, RefusedError for what a rule forbids.
        """
        from ledger.services import record, revise
        from ledger.services.quoting import Quoted
        from ledger.services.record import Made
        from ledger.services.said import Said
        from ledger.services.wording import Worded

        said = Said(
            probability=probability, words=words, scale=scale, no_number=no_number, basis=basis, certain=certain
        )
        if not question_only:
            revise.refuse_empty(said)

        def act(draft: Draft) -> list[int]:
            key = record.record(
                draft,
                worded=Worded(
                    claim=claim, criteria=criteria, fine_print=fine_print, look_at=look_at, by=by, closes=closes,
                    review=review, vague=vague,
                ),
                said=said,
                made=Made(forecaster=forecaster, made=made),
                quoted=Quoted(quote=quote, source=source),
                tag_names=tuple(tags),
                question_only=question_only,
                date_format=self.date_format,
            )  # fmt: skip
            return [key]

        return self.write("add", act, note=note, dry_run=dry_run)[0]

    def add_series(
        self,
        claim: str,
        probability: str | None = None,
        *,
        every: str,
        starting: str,
        until: str | None = None,
        made: str | None = None,
        forecaster: str | None = None,
        criteria: str | None = None,
        fine_print: str | None = None,
        look_at: str | None = None,
        quote: str | None = None,
        source: str | None = None,
        tags: Iterable[str] = (),
        basis: str | None = None,
        words: str | None = None,
        scale: str = "survey",
        no_number: bool = False,
        certain: bool = False,
        vague: bool = False,
        note: str | None = None,
        dry_run: bool = False,
    ) -> SeriesView:
        """A recurring question: the claim names its `{period}`, `every` is an RFC 5545 rule; see `expand`."""
        from ledger.services import expand, revise
        from ledger.services.quoting import Quoted
        from ledger.services.record import Made
        from ledger.services.said import Said
        from ledger.services.wording import Worded

        said = Said(
            probability=probability, words=words, scale=scale, no_number=no_number, basis=basis, certain=certain
        )
        revise.refuse_empty(said)
        with self._entry("add series", note, dry_run=dry_run) as draft:
            key = expand.add_series(
                draft,
                recurrence=expand.Recurrence(rule=every, starting=starting, until=until),
                worded=Worded(claim=claim, criteria=criteria, fine_print=fine_print, look_at=look_at, vague=vague),
                said=said,
                made=Made(forecaster=forecaster, made=made),
                quoted=Quoted(quote=quote, source=source),
                tag_names=tuple(tags),
            )
            self._append(draft)
            return expand.series_view(draft, key)

    def expand(
        self, series: str | None = None, *, until: str | None = None, note: str | None = None, dry_run: bool = False
    ) -> list[Question]:
        """Add the occurrences of one series, or of all, that are not there yet; they."""
        from ledger.services import expand

        def act(draft: Draft) -> list[int]:
            only = find.find_series(draft.connection, series).key if series else None
            return expand.expand(draft, only, until)

        return self.write("expand", act, note=note, dry_run=dry_run)

    def update(
        self,
        id: str,
        probability: str | None = None,
        *,
        forecaster: str | None = None,
        made: str | None = None,
        correct: bool = False,
        certain: bool = False,
        words: str | None = None,
        scale: str = "survey",
        no_number: bool = False,
        basis: str | None = None,
        quote: str | None = None,
        source: str | None = None,
        message: str | None = None,
        note: str | None = None,
        dry_run: bool = False,
    ) -> Question:
        """A forecaster's next forecast on a question, or with `correct` another number in place of the last.

        Raises NotFoundError where several forecasters have one (write ID@NAME), RefusedError once it was known.
        """
        from ledger.services import revise
        from ledger.services.quoting import Quoted
        from ledger.services.record import Made
        from ledger.services.said import Said

        said = Said(
            probability=probability, words=words, scale=scale, no_number=no_number, basis=basis, certain=certain,
            note=message,
        )  # fmt: skip
        revise.refuse_empty(said)
        typed, who = split_id(id)

        def act(draft: Draft) -> list[int]:
            question = find.find_question(draft.connection, typed)
            named = forecaster or (find.find_forecaster(draft.connection, who, question.key).name if who else None)
            revise.update(
                draft,
                question,
                said=said,
                made=Made(forecaster=named, made=made),
                quoted=Quoted(quote=quote, source=source),
                correct=correct,
                date_format=self.date_format,
            )
            return [question.key]

        return self.write("correct" if correct else "update", act, note=note, dry_run=dry_run)[0]

    def withdraw(
        self,
        id: str,
        *,
        forecaster: str | None = None,
        note: str | None = None,
        dry_run: bool = False,
    ) -> Question:
        """Take a forecaster's forecast back; it stays in the journal."""
        from ledger.services import revise

        typed, who = split_id(id)
        return self._on(
            typed,
            "withdraw",
            lambda draft, question: revise.withdraw(draft, question, forecaster=forecaster or who),
            note=note,
            dry_run=dry_run,
        )

    def edit(
        self,
        id: str,
        *,
        claim: str | None = None,
        criteria: str | None = None,
        fine_print: str | None = None,
        look_at: str | None = None,
        by: str | None = None,
        closes: str | None = None,
        review: str | None = None,
        note: str | None = None,
        dry_run: bool = False,
    ) -> Question:
        """A new wording of a question; its forecasts stay as they were made."""
        from ledger.services import edit as editing

        changes = {
            "claim": claim, "criteria": criteria, "fine_print": fine_print, "look_at": look_at, "by": by,
            "closes": closes, "review": review,
        }  # fmt: skip
        return self._on(
            id,
            "edit",
            lambda draft, question: editing.edit(draft, question, changes, date_format=self.date_format),
            note=note,
            dry_run=dry_run,
        )

    def note_on(self, id: str, text: str, *, dry_run: bool = False) -> Question:
        """A note on a question."""
        from ledger.services import edit as editing

        return self._on(
            id, "note", lambda draft, question: editing.add_note(draft, question, text), note=None, dry_run=dry_run
        )

    def tag(
        self,
        id: str,
        *tags: str,
        remove: bool = False,
        note: str | None = None,
        dry_run: bool = False,
    ) -> Question:
        """Tag a question, or with `remove` take tags away."""
        from ledger.services import edit as editing

        return self._on(
            id,
            "untag" if remove else "tag",
            lambda draft, question: editing.change_tags(draft, question, tags, remove=remove),
            note=note,
            dry_run=dry_run,
        )
