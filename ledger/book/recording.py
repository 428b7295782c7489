"""Writing into a book: predictions, changes of mind, wordings, notes and tags."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypedDict, Unpack, cast

from ledger.book.together import Together
from ledger.core.question import Question
from ledger.store import find
from ledger.store.journal import Draft
from ledger.store.telling import Told, unheard

if TYPE_CHECKING:
    from ledger.core.series import SeriesView
    from ledger.services.relating import Related


class SaidOptions(TypedDict, total=False):
    """How sure somebody was, and in which words.

    words: a phrase instead of a number, mapped by `scale` (default "survey"); no_number: nothing was stated;
    basis: stated, words, imputed, market, none; certain: 0 and 1 are meant; expires: the forecast's last day;
    reporter: who reports what somebody else said. Of other types: shares, quantiles, interval, distribution or cdf, as
    on the command line; as_said: shares need not add up.
    """

    shares: str | None
    quantiles: str | None
    interval: str | None
    distribution: str | None
    cdf: str | None
    as_said: bool
    expires: str | None
    words: str | None
    scale: str
    no_number: bool
    basis: str | None
    certain: bool
    reporter: str | None


class NewOptions(SaidOptions, total=False):
    """What is known of a new prediction or series besides its claim and probability.

    made: when it was said (default now); forecaster: who said it (default the actor); quote, source: the words and
    the text (an id or URL); attribution: own, quoted, rejected, reported, imputed or commenter; look_at: where to look
    for the outcome; vague: nobody could judge it as it stands; metric, when: a rule over observations that settles it.
    """

    made: str | None
    forecaster: str | None
    criteria: str | None
    fine_print: str | None
    look_at: str | None
    quote: str | None
    source: str | None
    attribution: str | None
    tags: Sequence[str]
    vague: bool
    metric: str | None
    when: str | None


class AskedOptions(NewOptions, total=False):
    """What a question is, and what it hangs on.

    type: binary, categorical (with options, ordered, independent), numeric (with unit, bounds, open_bounds) or date;
    condition: `ID=OUTCOME`; all_of, any_of: ids of parts with commas; restates: the earlier statement of the claim.
    """

    type: str | None
    options: str | None
    ordered: bool
    independent: bool
    unit: str | None
    bounds: str | None
    open_bounds: str | None
    condition: str | None
    all_of: str | None
    any_of: str | None
    restates: str | None


class Recording(Together):
    """The part of a book that records what was said."""

    def add(
        self,
        claim: str,
        probability: str | None = None,
        *,
        by: str | None = None,
        review: str | None = None,
        closes: str | None = None,
        question_only: bool = False,
        note: str | None = None,
        dry_run: bool = False,
        **options: Unpack[AskedOptions],
    ) -> Question:
        """A new question with what one forecaster says about it; options as in `AskedOptions`.

        Raises InputError for what cannot be read, RefusedError for what a rule forbids.
        """
        from ledger.services.addition import Addition

        addition = Addition(
            claim=claim, probability=probability, by=by, review=review, closes=closes, question_only=question_only,
            **options,
        )  # fmt: skip
        return cast("Question", self.add_many([addition], note=note, dry_run=dry_run)[0])

    def add_series(
        self,
        claim: str,
        probability: str | None = None,
        *,
        every: str,
        starting: str,
        until: str | None = None,
        note: str | None = None,
        dry_run: bool = False,
        **options: Unpack[NewOptions],
    ) -> SeriesView:
        """A recurring question: the claim names its `{period}`, `every` is an RFC 5545 rule; see `expand`."""
        from ledger.services.addition import Addition

        addition = Addition(
            claim=claim, probability=probability, every=every, starting=starting, until=until, **options
        )
        return cast("SeriesView", self.add_many([addition], note=note, dry_run=dry_run)[0])

    def expand(
        self,
        series: str | None = None,
        *,
        until: str | None = None,
        told: Told = unheard,
        note: str | None = None,
        dry_run: bool = False,
    ) -> list[Question]:
        """Add the occurrences of one series, or of all, that are not there yet; they. `told` hears how many are."""
        from ledger.services import expand

        def act(draft: Draft) -> list[int]:
            only = find.find_series(draft.connection, series).key if series else None
            return expand.expand(draft, only, until, told)

        return self.write("expand", act, note=note, dry_run=dry_run)

    def update(
        self,
        id: str,
        probability: str | None = None,
        *,
        forecaster: str | None = None,
        made: str | None = None,
        correct: bool = False,
        quote: str | None = None,
        source: str | None = None,
        message: str | None = None,
        note: str | None = None,
        dry_run: bool = False,
        **options: Unpack[SaidOptions],
    ) -> Question:
        """A forecaster's next forecast on a question, or with `correct` another number in place of the last.

        Raises NotFoundError where several forecasters have one (write ID@NAME), RefusedError once it was known.
        """
        from ledger.services.quoting import Quoted
        from ledger.services.said import Said

        return self.update_many(
            [id], Said(probability=probability, note=message, **options), forecaster=forecaster, made=made,
            correct=correct, quoted=Quoted(quote=quote, source=source), note=note, dry_run=dry_run,
        )[0]  # fmt: skip

    def withdraw(
        self, id: str, *, forecaster: str | None = None, note: str | None = None, dry_run: bool = False
    ) -> Question:
        """Take a forecaster's forecast back; it stays in the journal."""
        return self.withdraw_many([id], forecaster=forecaster, note=note, dry_run=dry_run)[0]

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
        options: Sequence[str] = (),
        related: Related | None = None,
        metric: str | None = None,
        when: str | None = None,
        note: str | None = None,
        dry_run: bool = False,
    ) -> Question:
        """A new wording of a question; its forecasts stay as they were made.

        `options` are added to those of a categorical question; `related` says anew what the question hangs on,
        `metric` and `when` which rule over observations settles it.
        """
        from ledger.services import edit as editing
        from ledger.services.rules import Watched

        changes = {
            "claim": claim, "criteria": criteria, "fine_print": fine_print, "look_at": look_at, "by": by,
            "closes": closes, "review": review,
        }  # fmt: skip

        def act(draft: Draft, question: find.Found, _: str | None) -> None:
            editing.edit(
                draft, question, changes, options=options, related=related or editing.UNRELATED,
                watched=Watched(metric=metric, when=when), date_format=self.date_format,
            )  # fmt: skip

        return self._on_each([id], "edit", act, note=note, dry_run=dry_run)[0]

    def note_on(self, id: str, text: str, *, dry_run: bool = False) -> Question:
        """A note on a question."""
        from ledger.services import edit as editing

        return self._on_each(
            [id], "note", lambda draft, question, _: editing.add_note(draft, question, text), note=None, dry_run=dry_run
        )[0]

    def tag(
        self, id: str, *tags: str, remove: bool = False, note: str | None = None, dry_run: bool = False
    ) -> Question:
        """Tag a question, or with `remove` take tags away."""
        return self.tag_many([id], tags, remove=remove, note=note, dry_run=dry_run)[0]
