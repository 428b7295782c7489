"""Private predictions in a book: committed now by a salted hash, revealed later."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from ledger.book.together import Together
from ledger.core.question import Question
from ledger.store import find, places
from ledger.store.reading import read_questions

if TYPE_CHECKING:
    from ledger.core.commitment import Sealed
    from ledger.services.addition import Addition

FOLDER: Final = "private"


class Private(Together):
    """The part of a book that keeps predictions to oneself."""

    def commit(self, addition: Addition, *, note: str | None = None, dry_run: bool = False) -> tuple[Question, Path]:
        """A private prediction, and the file that opens it: outside the ledger, for its owner's eyes only.

        The note is sealed with it. The file is written before the entry: a commitment that nobody could reveal would be
        worth nothing.
        """
        from ledger.services import commit as committing

        with self._entry("commit", None, dry_run=dry_run) as draft:
            made = committing.commit(draft, addition, note=note, date_format=self.date_format)
            place = sealed_place(made.sealed)
            if not dry_run:
                keep(made.sealed, place)
            self._append(draft)
            return read_questions(self._snapshot(draft.connection), [made.question])[0], place

    def reveal(
        self, id: str, sealed: Sealed | None = None, *, note: str | None = None, dry_run: bool = False
    ) -> Question:
        """Record what a committed prediction says; `sealed` is looked for where `commit` kept it.

        Raises RefusedError where it is not what was committed, InputError where it is not to be found.
        """
        from ledger.services import commit as committing

        with self._entry("reveal", note, dry_run=dry_run) as draft:
            question = find.find_question(draft.connection, id)
            committing.reveal(draft, question, sealed or committing.kept(draft, question, folder()))
            self._append(draft)
            return read_questions(self._snapshot(draft.connection), [question.key])[0]


def folder() -> Path:
    """Where sealed predictions are kept on this machine."""
    return places.folder("data") / FOLDER


def sealed_place(sealed: Sealed) -> Path:
    """The file of a sealed prediction."""
    return folder() / f"{sealed.digest}.json"


def keep(sealed: Sealed, place: Path) -> None:
    """Write a sealed prediction down, whole or not at all; a StorageError where that cannot be."""
    from ledger.store.private_files import write_private

    write_private(place, sealed.document)
