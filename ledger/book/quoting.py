"""Quotes in a book: each in its paragraph, and looked for again in the texts that it stands in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ledger.book.base import AsOf, OpenBook
from ledger.core.question import Question

if TYPE_CHECKING:
    from ledger.services.checking import CheckedSource
    from ledger.sources.document import Document


class Quoting(OpenBook):
    """The part of a book that finds quotes in their texts."""

    def check_sources(
        self, source: str | None = None, document: Document | None = None, *, as_of: AsOf = None
    ) -> list[CheckedSource]:
        """The quotes of one source, or of all, looked for in the texts that the ledger holds, or in a document."""
        from ledger.services.checking import check

        with self.snapshot(as_of) as snapshot:
            return check(snapshot, source, document)

    def source_of(self, document: Document, name: str) -> str:
        """The id of the source that a file is of, by its text or its name; NotFoundError for none or several."""
        from ledger.services.checking import source_of_document

        with self.snapshot() as snapshot:
            return source_of_document(snapshot, document, name)

    def record_checked(
        self,
        source: str | None = None,
        document: Document | None = None,
        *,
        note: str | None = None,
        dry_run: bool = False,
    ) -> None:
        """Record where the quotes of one source, or of all, were found."""
        from ledger.services.checking import record_checked

        with self._entry("source", note, dry_run=dry_run) as draft:
            record_checked(draft, source, document)
            self._append(draft)

    def in_context(self, questions: Iterable[Question], *, as_of: AsOf = None) -> list[Question]:
        """The same questions, each quote with its paragraph, where the ledger holds the text."""
        from ledger.services.contexts import in_context

        with self.snapshot(as_of) as snapshot:
            return in_context(snapshot, questions)
