"""Anchoring: an anchor of the state before, recorded as a fact in an entry of its own."""

from ledger.core.anchor import Anchor
from ledger.errors import InputError
from ledger.store.anchored import anchor_at
from ledger.store.journal import Draft
from ledger.store.tables import anchors

__all__ = ["anchor_at", "checked_place", "record_anchor"]


def record_anchor(draft: Draft, anchor: Anchor, *, held: str | None, signer: str | None, signature: str | None) -> None:
    """Record that an anchor was made; `held` says where it lies outside, `signer` whose `signature` it bears."""
    draft.add(
        anchors,
        at_entry_id=anchor.entries,
        hash=anchor.head,
        root=anchor.root,
        held=held,
        signer=signer,
        signature=signature,
    )


def checked_place(held: str | None) -> str | None:
    """Where an anchor is held; InputError for a place without a name."""
    if held is not None and not held.strip():
        raise InputError("nobody holds it: --held is empty", hint='say where: --held "the notary\'s safe"')
    return held.strip() if held else None
