"""Scanning in a book: the candidates of a text, and one entry for what was decided about them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from ledger.book.base import AsOf
from ledger.book.together import Together
from ledger.core.question import Question
from ledger.store.reading import read_questions
from ledger.store.snapshot import Snapshot
from ledger.store.telling import Told, unheard

if TYPE_CHECKING:
    from ledger.core.series import SeriesView
    from ledger.services.census import Census
    from ledger.services.scanning import Judged, Scan
    from ledger.sources.document import Document


class Asking(TypedDict, total=False):
    """What is known of a text, and who looks for predictions in it.

    forecaster: whose they are where the text does not say; made: the day it was said; source: its URL or id; proposer:
    rules or model, the model by its name; threshold: in hundredths, for proposers that weigh; scale: of the words.
    """

    forecaster: str | None
    made: str | None
    source: str | None
    proposer: str
    model: str | None
    threshold: int | None
    scale: str


class Scanning(Together):
    """The part of a book that finds predictions in texts; a person decides about each."""

    def scan(self, document: Document, *, place: str = "-", told: Told = unheard, **asked: Unpack[Asking]) -> Scan:
        """The candidates of a text, each drafted and compared with what the ledger holds; nothing is written.

        `asked` as in `Asking`; `told` hears how many candidates are drafted, and of how many. Raises InputError for a
        text without words and an unknown proposer.
        """
        from ledger.services import candidates

        with self.snapshot() as snapshot:
            clock = self._clock(snapshot)
        # Nobody's ledger is held while a language model thinks.
        found = candidates.scan(document, candidates.Asked(**asked), place=place, clock=clock, told=told)
        return self.compared(found)

    def compared(self, scan: Scan) -> Scan:
        """A scan with what the ledger knows of its candidates."""
        from ledger.services import candidates

        with self.snapshot() as snapshot:
            return candidates.compared(snapshot, scan)

    def kept_document(self, source: str) -> Document:
        """The text that the ledger holds of a source, by its URL or id."""
        from ledger.services import candidates

        with self.snapshot() as snapshot:
            return candidates.kept_document(snapshot, source)

    def record_scan(
        self, scan: Scan, judged: Sequence[Judged], *, note: str | None = None, dry_run: bool = False
    ) -> list[Question | SeriesView]:
        """What was decided about candidates, as one entry: source, scan, words on sentences, and what was accepted.

        Raises what `add` raises, naming the line at fault; then nothing is recorded.
        """
        from ledger.services import scanning
        from ledger.services.expand import series_view

        with self._entry("scan", note, dry_run=dry_run) as draft:
            added = scanning.record(draft, scan, judged, date_format=self.date_format)
            self._append(draft)
            keys = [one.key for one in added if not one.series]
            questions = iter(read_questions(self._snapshot(draft.connection), keys))
            return [series_view(draft, one.key) if one.series else next(questions) for one in added]

    def census(self, source: str, *, as_of: AsOf = None) -> list[Census]:
        """How much of a source was read, and what became of its candidates: one for each text and proposer."""
        from ledger.services.census import census

        with self.snapshot(as_of) as snapshot:
            return census(snapshot, source)

    def _clock(self, snapshot: Snapshot) -> Any:
        from ledger.services.clock import Clock

        return Clock(now=self._now(), zone_name=snapshot.zone, date_format=self.date_format)
