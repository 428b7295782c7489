"""Redaction in a book: a text that must go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ledger.book.base import OpenBook
from ledger.errors import StorageError

if TYPE_CHECKING:
    from ledger.services.redact import Redacted

SWEEP: Final = "when nobody else uses the ledger: fcl db sweep"


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

        target = Target(what=what, id=id, entry=entry, number=number, every=every)
        with self._entry("redact", note, dry_run=dry_run) as draft:
            done = redact(draft, target, reason)
            self._append(draft)
        if not dry_run:
            self._sweep(done)
        return done

    def _sweep(self, done: Redacted) -> None:
        from ledger.store.sweeping import sweep

        try:
            sweep(self.store, done.tables)
        except StorageError as error:
            message = f"the words are blanked (entry {done.entry}), but may still lie in the storage: {error}"
            raise StorageError(message, hint=SWEEP, code="not_swept") from error

    def sweep(self) -> tuple[str, ...]:
        """Make the storage anew of every table of which a text was blanked; their names.

        Needed only where a redaction could not do so itself. Raises StorageError while somebody else uses the ledger.
        """
        from ledger.store.sweeping import blanked_tables, sweep

        with self.store.reading() as connection:
            tables = blanked_tables(connection)
        if tables:
            sweep(self.store, tables)
        return tables
