"""Redaction in a book: a text that must go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.book.base import OpenBook

if TYPE_CHECKING:
    from ledger.services.redact import Redacted


class Redacting(OpenBook):
    """The part of a book that blanks texts for good."""

    def redact(
        self,
        what: str,
        id: str | None = None,
        *,
        reason: str,
        entry: int | None = None,
        number: int | None = None,
        every: bool = False,
        note: str | None = None,
        dry_run: bool = False,
    ) -> Redacted:
        """Blank a text: the `quote`, `note` or `evidence` of a question, the `text` of a source, or those of an entry.

        `number` chooses among several, `every` takes all. Cannot be undone; the words are gone from the storage too,
        not from its backups. Raises NotFoundError where there is no such text or several, RefusedError where it is
        blank already or somebody else owns the tables.
        """
        from ledger.services.redact import Target, redact
        from ledger.store.sweeping import sweep

        target = Target(what=what, id=id, entry=entry, number=number, every=every)
        with self._entry("redact", note, dry_run=dry_run) as draft:
            done = redact(draft, target, reason)
            self._append(draft)
        if not dry_run:
            sweep(self.store, done.tables)
        return done
