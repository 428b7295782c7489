"""Conflicts: what two ledgers say differently of the same question, each without the other's word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, Row, Table, select

from ledger.store import undoing
from ledger.store.batches import one_of
from ledger.store.keys import first_key, last_key, place_of
from ledger.store.relations import ids_of
from ledger.store.tables import current_questions, resolutions, undos, wordings

if TYPE_CHECKING:
    from ledger.store.merging import Merge

WORDED: Final = ("claim", "criteria", "fine_print", "type", "deadline", "deadline_at", "closes_on", "closes_at")
DECIDED: Final = ("verdict", "outcome", "value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A question of which both ledgers say something else: in its `wording`, or its `decision`.

    `undone` is an entry that was undone there although entries here build on it: then `id` is empty. Both words are
    kept; what was taken in is the later one, and stands.
    """

    kind: str
    id: str
    here: str
    there: str


def conflicts(job: Merge) -> Iterator[Conflict]:
    """What the two ledgers say differently, before what is derived is made anew."""
    new, known = set(job.brought), set(job.places.values()) - set(job.brought)
    ids = ids_of(job.here, job.identities.shared.values())
    for kind, table, column, names in (
        ("wording", wordings, "wording_id", WORDED), ("decision", resolutions, "resolution_id", DECIDED),
    ):  # fmt: skip
        here = _standing(job.here, table, column, list(job.identities.shared.values()))
        there = _standing(job.there, table, column, list(job.identities.shared))
        for key, said in sorted(there.items()):
            ours = here.get(job.identities.shared[key])
            if ours is None or place_of(ours.id)[0] in known or job.places[place_of(said.id)[0]] not in new:
                continue
            differ = [name for name in names if getattr(ours, name) != getattr(said, name)]
            if differ:
                yield Conflict(
                    kind=kind, id=ids[ours.question_id], here=_told(ours, differ[0]), there=_told(said, differ[0])
                )
    yield from _undone(job, known)


def _standing(connection: Connection, table: Table, column: str, keys: list[int]) -> dict[int, Row[Any]]:
    head = current_questions
    query = select(table).join(head, head.c[column] == table.c.id).where(one_of(head.c.question_id, keys))
    return {row.question_id: row for row in connection.execute(query)}


def _told(row: Row[Any], name: str) -> str:
    return str((row.outcome or row.verdict) if name in DECIDED else getattr(row, name) or "none")


def _undone(job: Merge, known: set[int]) -> Iterator[Conflict]:
    for entry in job.brought:
        within = undos.c.id.between(first_key(entry), last_key(entry))
        query = select(undos.c.target_entry_id).where(within, undos.c.act == "undo")
        for target in job.here.scalars(query).all():
            if target in known and undoing.dependants(job.here, target):
                yield Conflict(kind="undone", id="", here=f"entry {target} is built on", there="undone")
