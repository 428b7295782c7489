"""Observing in a book: what was measured, what it settles, and what stands in the way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ledger.book.base import AsOf, OpenBook

if TYPE_CHECKING:
    from ledger.services.observe import Wanted
    from ledger.services.watching import Observed, Proposal, Seen


class Observing(OpenBook):
    """The part of a book that records observations, and settles questions by their rules."""

    def observe(
        self,
        metric: str,
        value: str,
        *,
        on: str | None = None,
        evidence: str | None = None,
        source: str | None = None,
        correct: bool = False,
        apply: bool = False,
        message: str | None = None,
        note: str | None = None,
        dry_run: bool = False,
    ) -> Observed:
        """Record what a metric was on a day (default today), and say which questions that would settle.

        With `apply` they are settled; with `correct` it takes the place of what that source said of the day.
        """
        from ledger.services.observe import Wanted

        wanted = Wanted(metric=metric, value=value, on=on, evidence=evidence, source=source, note=message)
        return self.observe_many([wanted], correct=correct, apply=apply, note=note, dry_run=dry_run)

    def observe_many(
        self,
        wanted: Sequence[Wanted],
        *,
        correct: bool = False,
        apply: bool = False,
        note: str | None = None,
        dry_run: bool = False,
    ) -> Observed:
        """Many observations as one entry; with none and `apply`, every proposal that stands now is settled.

        Raises BadRowsError naming every row of a file that cannot be recorded; then nothing is.
        """
        from ledger.services.watch import told, watch

        with self._entry("observe", note, dry_run=dry_run) as draft:
            pending = watch(draft, wanted, correct=correct, apply=apply, date_format=self.date_format)
            self._append(draft, pending.touched)
            return told(draft, pending)

    def observed(self, *, as_of: AsOf = None) -> Observed:
        """Every metric, what the rules would settle, and where sources disagree."""
        from ledger.services.watch import overview

        with self.snapshot(as_of) as snapshot:
            return overview(snapshot)

    def observations(self, metric: str | None = None, *, as_of: AsOf = None) -> list[Seen]:
        """What was observed of one metric, or of all, by metric and day, without what was corrected."""
        from ledger.services.watch import observations

        with self.snapshot(as_of) as snapshot:
            return observations(snapshot, metric)

    def proposals(self, *, as_of: AsOf = None) -> list[Proposal]:
        """The questions that their rules would settle now."""
        return list(self.observed(as_of=as_of).proposals)

    def verdicts(self, ids: Sequence[str], *, as_of: AsOf = None) -> dict[str, str]:
        """By id, what the rules of these questions come to so far, in a sentence, where that is not what stands."""
        from ledger.services.watch import verdicts

        with self.snapshot(as_of) as snapshot:
            return verdicts(snapshot, ids)
