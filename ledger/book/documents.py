"""Documents of a book that are no tables: the whole ledger as a dump, its days as a calendar, its news as a feed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final, TextIO

from ledger.book.base import AsOf, OpenBook
from ledger.book.reading import Query, terms_of

if TYPE_CHECKING:
    from ledger.store.dump import Dumped
    from ledger.store.replicate import Told


TITLE: Final = "Predictions"


class Documents(OpenBook):
    """The part of a book that others read as a whole."""

    def calendar(self, query: Query = (), *, title: str = TITLE, as_of: AsOf = None) -> bytes:
        """The deadlines and reviews of open predictions as iCalendar, with alarms at 09:00 in the ledger's zone.

        Settled ones whose day lies ahead are in it as cancelled. The same state and day give the same bytes.
        """
        return self._document("ics", query, title, as_of)

    def feed(self, query: Query = (), *, title: str = TITLE, as_of: AsOf = None) -> bytes:
        """What was added, settled, and came due as an Atom feed: the newest hundred.

        The same state and day give the same bytes.
        """
        return self._document("atom", query, title, as_of)

    def _document(self, name: str, query: Query, title: str, as_of: AsOf) -> bytes:
        from ledger.exporters import DOCUMENTS

        with self.snapshot(as_of) as snapshot:
            return DOCUMENTS[name](snapshot, terms_of(query, snapshot.today), title=title)

    def export_document(
        self, name: str, target: str | os.PathLike[str] | TextIO, query: Query = (), *, as_of: AsOf = None
    ) -> bytes:
        """Write a document of `ledger.exporters.DOCUMENTS` to a file, whole or not at all, or to a stream; its bytes.

        Raises InputError for an extension that promises another format, RefusedError for a link that leads elsewhere.
        """
        from ledger.exporters import refuse_other
        from ledger.exporters._files import write_file

        if isinstance(target, (str, os.PathLike)):
            refuse_other(os.fspath(target), name)
        document = self._document(name, query, TITLE, as_of)

        def write(stream: TextIO) -> None:
            stream.write(document.decode())

        if isinstance(target, (str, os.PathLike)):
            write_file(target, write)
        else:
            write(target)
        return document

    def export_ledger(
        self,
        target: str | os.PathLike[str] | TextIO,
        *,
        told: Told = lambda _done, _all: None,
    ) -> Dumped:
        """Write all that is recorded, as `import_ledger` reads it: to a file, whole or not at all, or to a stream.

        `told` hears of its progress: rows written, and of how many. Raises DamageError for a ledger that is not as it
        was recorded, RefusedError where a text was redacted meanwhile, or for a link that leads elsewhere.
        """
        from ledger.exporters._files import write_file
        from ledger.store.dump import dump

        done: list[Dumped] = []

        def write(stream: TextIO) -> None:
            done.append(dump(self.store.engine, stream.write, told=told))

        if isinstance(target, (str, os.PathLike)):
            write_file(target, write)
        else:
            write(target)
        return done[0]
