"""Upkeep of a book: is it whole, where does it lie, backups, and what is derived made anew."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.book.base import OpenBook

if TYPE_CHECKING:
    from ledger.core.anchor import Anchor
    from ledger.services.against import Beside
    from ledger.services.upkeep import Status
    from ledger.store.replicate import Replica
    from ledger.store.telling import Told
    from ledger.store.verify import Verdict


class Upkeep(OpenBook):
    """The part of a book that looks after its storage."""

    def verify(self, published: Sequence[Anchor | str] = (), *, told: Told | None = None) -> Verdict:
        """Recompute every hash, and compare what is derived with it, every score too; damage is found, not raised.

        `published` are anchors, or beginnings of hashes kept elsewhere, that the ledger should extend; `told` hears
        how many entries are done, and of how many.
        """
        from ledger.services.verify import verify
        from ledger.store.telling import unheard

        return verify(self.store, published, told or unheard)

    def against(self, place: str | os.PathLike[str]) -> Beside:
        """This ledger beside another copy of it, a file or a server: which extends which.

        Raises DamageError where they part, naming the entry, where the other is damaged or is another ledger.
        """
        from ledger.services.against import against

        return against(self.store, place)

    def status(self) -> Status:
        """What the ledger's storage is like: where, which version, how many rows of what."""
        from ledger.services.upkeep import status

        with self.snapshot() as snapshot:
            return status(self.store, snapshot)

    def backup(self, file: str | os.PathLike[str], *, verify: bool = False) -> tuple[str, ...]:
        """Copy the whole ledger, as it is at one moment, into a new file, damaged or not.

        What is wrong with it, in words; `verify` recomputes the copy to know. Raises RefusedError where the file is
        there already.
        """
        from ledger.store.backup import backup

        return backup(self.store, Path(file), full=verify)

    def copy(self, target: str | os.PathLike[str], *, dry_run: bool = False) -> Replica:
        """Bring the whole ledger to another place, a file or a server, or what is missing there; the same hashes.

        Raises RefusedError where another ledger lies there, or one that parted from this one.
        """
        from ledger.store.connect import database_url
        from ledger.store.replicate import replicate

        return replicate(self.store.url, database_url(target), told=lambda _done, _all: None, keep=not dry_run)

    def grant(self, role: str, *, read_only: bool = False, dry_run: bool = False) -> list[str]:
        """Let a role of the server append and read, or only read; the statements that do it.

        Raises StorageError for a ledger in a file, NotFoundError for a role that is not there, RefusedError for one
        that no privilege binds.
        """
        from ledger.store.privileges import grant

        with self.store.writing(keep=not dry_run) as connection:
            return grant(connection, role, read_only=read_only)

    def rebuild(self, *, told: Told | None = None) -> None:
        """Make the head tables and all scores anew from the journal; `told` hears how many questions are scored."""
        from ledger.services.upkeep import rebuild
        from ledger.store.telling import unheard

        rebuild(self.store, told or unheard)

    def rescore(self, *, told: Told | None = None) -> int:
        """Make the scores that are missing by the rules of this program, as after an upgrade; how many.

        What other versions of the rules made goes, what these made stays: `rebuild` makes all anew. `told` hears how
        many questions are done.
        """
        from ledger.services.upkeep import rescore
        from ledger.store.telling import unheard

        return rescore(self.store, told or unheard)
