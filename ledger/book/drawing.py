"""Pictures of a book."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Unpack

from ledger.book.base import AsOf, OpenBook
from ledger.book.choices import Chosen
from ledger.book.reading import Query, terms_of
from ledger.book.tables import choices_of

if TYPE_CHECKING:
    from typing import TextIO

    from ledger.charts.drawn import Drawn


class Drawing(OpenBook):
    """The part of a book that draws."""

    def plot(
        self,
        name: str,
        query: Query = (),
        *,
        target: str | os.PathLike[str] | None = None,
        as_of: AsOf = None,
        **choices: Unpack[Chosen],
    ) -> Drawn:
        """A picture by its name in `ledger.charts.CHARTS`, with its table, caption and alternative text.

        With a `target` it is written there, whole or not at all, as the file's extension says: svg, png or pdf.
        `choices` are the fields of `ledger.reports.Choices`. Raises MissingExtraError without matplotlib, InputError
        for a name or extension that is none.
        """
        from ledger.charts.drawn import drawn, format_of

        format_ = format_of(os.fspath(target)) if target is not None else None
        with self.snapshot(as_of) as snapshot:
            picture = drawn(name, snapshot, terms_of(query, snapshot.today), choices_of(choices, query))
        if target is not None and format_ is not None:
            _write(target, picture.content(format_))
        return picture


def _write(target: str | os.PathLike[str], content: bytes) -> None:
    from ledger.exporters._files import write_file

    def write(stream: TextIO) -> None:
        stream.buffer.write(content)

    write_file(target, write)
