"""Documents of a book that are no tables: the whole ledger as a dump."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TextIO

from ledger.book.base import OpenBook

if TYPE_CHECKING:
    from ledger.store.dump import Dumped
    from ledger.store.replicate import Told


class Documents(OpenBook):
    """The part of a book that others read as a whole."""

    def export_ledger(
        self,
        target: str | os.PathLike[str] | TextIO,
        *,
        told: Told = lambda _done, _all: None,
    ) -> Dumped:
        """Write all that is recorded, as `import_ledger` reads it: to a file, whole or not at all, or to a stream.

        `told` hears of its progress: rows written, and of how many. Raises RefusedError where a text was redacted
        meanwhile, or for a link that leads elsewhere.
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
