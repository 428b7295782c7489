"""Merging into a book: what another ledger recorded."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ledger.book.base import OpenBook

if TYPE_CHECKING:
    from ledger.store.merging import Merged, Told


class Merging(OpenBook):
    """The part of a book that takes other ledgers in."""

    def merge(
        self,
        other: str | os.PathLike[str],
        *,
        told: Told = lambda _done, _all: None,
        note: str | None = None,
        dry_run: bool = False,
    ) -> Merged:
        """Take in what another ledger, a file or a server, recorded and this one has not; twice is once.

        Each entry keeps its facts, actor, action and note; it is recorded now, and where it is from is kept with its
        hashes. Raises StorageError where the other cannot be used or is of another version, DamageError where it is
        damaged, RefusedError where it is this ledger itself or a fork of it. Then nothing is written.
        """
        from ledger.services.merge import reading_other, refuse_fork
        from ledger.store.merging import merge

        with reading_other(other) as there, self.store.writing(keep=not dry_run) as here:
            refuse_fork(here, there, os.fspath(other))
            return merge(here, there, actor=self.actor, now=datetime.now(tz=UTC), note=note, told=told)
