"""Bringing things into a book: sources, tables of forecasts, the shipped seeds."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Unpack

from ledger.book.base import OpenBook, opened
from ledger.book.choices import Reading
from ledger.errors import InputError
from ledger.store.journal import Draft, read_head

if TYPE_CHECKING:
    from ledger.importers import Importer
    from ledger.importers._wishes import Wishes
    from ledger.services.seed_texts import SeedText
    from ledger.services.seeding import Demo
    from ledger.services.sourcing import About, AddedSource
    from ledger.sources.document import Document
    from ledger.store.batch import Imported

ABOUT_FILES: Final = frozenset({
    "bad_file", "bad_header", "bad_encoding", "bad_column", "damaged_file", "locked_file", "too_large",
})  # fmt: skip
"""Codes of errors that say what is wrong with a file, and not with what people say about it."""


class Importing(OpenBook):
    """The part of a book that takes in what lies elsewhere."""

    def add_source(
        self,
        about: "About",
        document: "Document | None" = None,
        *,
        keep: str = "text",
        of: str | None = None,
        content: bytes | None = None,
        note: str | None = None,
        dry_run: bool = False,
    ) -> "AddedSource":
        """A text, or a URL that is only recorded, with what is known about it.

        `of` names the source that this is a later text of; `content` are bytes fetched now, to be kept. Raises
        RefusedError where nothing new is said about a source that is here.
        """
        from ledger.services import sourcing

        with self._entry("source", note, dry_run=dry_run) as draft:
            added = sourcing.add_source(draft, about, document, keep=keep, of=of, content=content)
            self._append(draft)
            return added

    def import_table(
        self, kind: str, data: bytes, wishes: "Wishes | None" = None, *, note: str | None = None, dry_run: bool = False
    ) -> "Imported":
        """What is new in a file of some format; what was new, the same, corrected or rejected. Twice is once.

        Raises BadRowsError naming every row that cannot be read (unless `skip_bad`), InputError for the rest.
        """
        from ledger.importers import IMPORTERS
        from ledger.importers._wishes import Wishes
        from ledger.services.late import late_warnings

        take_in = IMPORTERS[kind]
        with self._entry("import", note, dry_run=dry_run) as draft:
            result = _taken(take_in, draft, data, wishes or Wishes())
            self._append(draft)
            result.warnings += late_warnings(draft)
            return result

    def import_csv(
        self,
        file: "str | os.PathLike[str]",
        *,
        mapping: "str | os.PathLike[str] | None" = None,
        note: str | None = None,
        dry_run: bool = False,
        **wishes: Unpack[Reading],
    ) -> "Imported":
        """What is new in a CSV file; `wishes` are the fields of `Wishes`: columns, wide, forecaster, percent ...

        `mapping` is a TOML file that says so where the wishes do not. Raises what `import_table` raises, and InputError
        for a file that cannot be read.
        """
        from ledger.importers._mapping import with_mapping
        from ledger.importers._wishes import Wishes

        said = b"" if mapping is None else _content(mapping)
        named = Wishes(file=os.fspath(file), **with_mapping(wishes, said, name=os.fspath(mapping or file)))
        return self.import_table("csv", _content(file), named, note=note, dry_run=dry_run)

    def demo(self, seeds: Path | None = None, *, note: str | None = None, dry_run: bool = False) -> "Demo":
        """Fill an empty ledger from the seeds: entries for each text, one for occurrences, two for a text's outcomes.

        Questions that refer to others of their text come in an entry after those; what observations settle comes
        before what people decided. Raises RefusedError for a ledger that holds anything.
        """
        from ledger.services import expand, seeding
        from ledger.services.seed_texts import read_seeds

        texts = read_seeds(seeds)
        occurrences: list[int] = []
        with self.store.writing(keep=not dry_run) as connection:
            seeding.refuse_filled(self._draft(connection, "add", note))
            for text in texts:
                self._one(connection, "add", note, partial(seeding.record_text, text=text))
                for layer in text.layers[1:]:
                    self._one(connection, "add", note, partial(seeding.record_layer, text=text, layer=layer))
            self._one(connection, "expand", note, lambda draft: occurrences.extend(expand.expand(draft, None, None)))
            settled = [self._settled(connection, text, note) for text in texts]
            entries = read_head(connection).entry
        told = tuple(map(seeding.sown, texts, settled))
        return seeding.Demo(texts=told, occurrences=len(occurrences), entries=entries)

    def _settled(self, connection: Any, text: "SeedText", note: str | None) -> int:
        """How many outcomes of a text there are: by its observations, and by hand."""
        from ledger.services import seeding

        settled: list[int] = []
        self._one(connection, "observe", note, lambda draft: settled.extend(seeding.observe_text(draft, text)))
        self._one(connection, "resolve", note, lambda draft: settled.extend(seeding.settle_text(draft, text)))
        return len(settled)

    def _one(self, connection: Any, action: str, note: str | None, act: Callable[[Draft], object]) -> None:
        draft = self._draft(connection, action, note)
        act(draft)
        self._append(draft)

    def _draft(self, connection: Any, action: str, note: str | None) -> Draft:
        now = datetime.now(tz=UTC)
        return Draft(connection, read_head(connection), now=now, actor=self.actor, action=action, note=note)


def _taken(take_in: "Importer", draft: Draft, data: bytes, wishes: "Wishes") -> "Imported":
    """What became of a file; what is wrong with it as a whole is told with its name."""
    try:
        return take_in(draft, data, wishes)
    except InputError as error:
        if wishes.file is None or error.code not in ABOUT_FILES:
            raise
        raise InputError(f"{wishes.file}: {error.message}", hint=error.hint, code=error.code) from error


def _content(file: "str | os.PathLike[str]") -> bytes:
    with opened(file) as stream:
        return stream.read()
