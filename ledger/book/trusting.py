"""What strangers can check: anchors of a book to publish, and proofs of single predictions."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

from ledger.book.base import OpenBook, split_id
from ledger.errors import InputError, RefusedError

if TYPE_CHECKING:
    from ledger.core.anchor import Anchor

PRIVATE = 0o600


class Anchored(NamedTuple):
    """An anchor that was made: the file it was added to, and what was recorded of it.

    `entry` is the entry that records it, None where nothing was recorded; `signer` is a key's fingerprint.
    """

    anchor: Anchor
    file: str | None
    held: str | None
    signer: str | None
    entry: int | None


class Trusting(OpenBook):
    """The part of a book that others can check."""

    def anchor(
        self,
        file: str | os.PathLike[str] | None = None,
        *,
        held: str | None = None,
        key: str | os.PathLike[str] | None = None,
        record: bool = True,
        note: str | None = None,
        dry_run: bool = False,
    ) -> Anchored:
        """An anchor of the ledger as it stands, added to a file, and recorded as a fact of the ledger.

        `held` says where somebody outside holds it; `key` is an SSH key that signs it, beside the file as FILE.sig.
        A new file is private. Raises InputError for a file that holds anything else or a key that cannot sign,
        RefusedError for a signed file without a key and a link that leads out of its folder, MissingExtraError without
        ssh-keygen.
        """
        from ledger.services.anchoring import anchor_at, checked_place, record_anchor

        place = checked_place(held)
        if not record:
            with self.snapshot() as snapshot:
                return self._published(anchor_at(snapshot.connection), file, key, dry_run=dry_run)[0]
        with self._entry("anchor", note, dry_run=dry_run) as draft:
            anchor = anchor_at(draft.connection)
            made, signature = self._published(anchor, file, key, dry_run=dry_run)
            record_anchor(draft, anchor, held=place, signer=made.signer, signature=signature)
            self._append(draft)
            entry = None if dry_run else draft.entry
            return Anchored(anchor=anchor, file=made.file, held=place, signer=made.signer, entry=entry)

    def _published(
        self,
        anchor: Anchor,
        file: str | os.PathLike[str] | None,
        key: str | os.PathLike[str] | None,
        *,
        dry_run: bool,
    ) -> tuple[Anchored, str | None]:
        """The anchor in its file, signed where a key is given; and the signature of its own lines."""
        from ledger.services.signing import fingerprint, sign

        text = _with_older(Path(file), anchor, signed=key is not None) if file else anchor.text
        signature = sign(anchor.text, Path(key)) if key else None
        if file and not dry_run:
            write_private(Path(file), text)
            if key and signature:
                write_private(_signature(Path(file)), signature if text == anchor.text else sign(text, Path(key)))
        signer = fingerprint(signature) if signature else None
        made = Anchored(anchor=anchor, file=os.fspath(file) if file else None, held=None, signer=signer, entry=None)
        return made, signature

    def prove(
        self, id: str, *, forecast: int | None = None, anchor: Anchor | None = None, earlier: Sequence[Anchor] = ()
    ) -> Mapping[str, Any]:
        """A proof of one prediction that a stranger can check without the ledger: `ID`, or `ID@WHO` among several.

        It holds the forecasts (or the one of that number), what they were said of, and nothing else of the ledger; it
        leads up to the anchor, by default one of the ledger as it stands. What was committed and revealed is proved by
        its commitment too, up to the first of the anchors, `earlier` ones included, that holds it. Raises NotFoundError
        for what is not there, RefusedError for what came after the anchor, was redacted or is sealed, DamageError where
        the ledger does not extend an anchor.
        """
        from ledger.services.proving import prove

        with self.snapshot() as snapshot:
            return prove(snapshot, *split_id(id), forecast=forecast, anchor=anchor, earlier=earlier)


def _with_older(file: Path, anchor: Anchor, *, signed: bool) -> str:
    """The anchors in the file, and this one after them; refuses other files, and signed ones where there is no key."""
    from ledger.core.anchor import read_anchors

    if not file.is_file() or not (older := file.read_text(encoding="utf-8", errors="replace")).strip():
        return anchor.text
    try:
        known = read_anchors(older, str(file))
    except InputError as error:
        # Not what it says: the file may be a key.
        message = f"{file} holds something else than anchors"
        raise InputError(message, hint="choose another file with -o", code="bad_anchor") from error
    if not signed and _signature(file).exists():
        message = f"{file} is signed: with another anchor in it, {_signature(file).name} is worth nothing"
        raise RefusedError(message, hint="add --sign KEYFILE, or choose another file with -o", code="signed")
    return older if known[-1] == anchor else f"{older.rstrip()}\n\n{anchor.text}"


def _signature(file: Path) -> Path:
    return file.with_name(f"{file.name}.sig")


def write_private(file: Path, text: str) -> None:
    """Write a text whole or not at all; a new file is private."""
    from ledger.exporters._files import write_file

    def write(stream: TextIO) -> None:
        stream.write(text)

    write_file(file, write, mode=PRIVATE)
