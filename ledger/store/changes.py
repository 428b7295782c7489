"""Changes: which entry last spoke of a question, and which last said what it is or how it came out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, Table, func, select

from ledger.store.batches import one_of
from ledger.store.keys import last_key
from ledger.store.snapshot import Snapshot
from ledger.store.tables import entries, forecasts, resolutions, undos, withdrawals, wordings
from ledger.store.undoing import touched_questions

SETTLING: Final = (wordings, resolutions)
SAYING: Final = (*SETTLING, forecasts, withdrawals)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The last entry that worded or decided a question, or took that back; when anything was last said of it (UTC)."""

    settled: int
    recorded_at: str


class Changes:
    """The last changes of questions in the state that is read: their entries only rise, whatever is taken back."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Reads which questions were touched by what was undone."""
        self.connection, self.last = snapshot.connection, snapshot.entry
        self.acts = _acts(self.connection, self.last)

    def of(self, keys: Sequence[int]) -> Mapping[int, Change]:
        """The last change of each of these questions."""
        settled, said = self._newest(SETTLING, keys), self._newest(SAYING, keys)
        query = select(entries.c.id, entries.c.recorded_at).where(one_of(entries.c.id, sorted(set(said.values()))))
        when = dict(map(tuple, self.connection.execute(query).all()))
        return {key: Change(settled=settled[key], recorded_at=when[said[key]]) for key in keys}

    def _newest(self, tables: Sequence[Table], keys: Sequence[int]) -> dict[int, int]:
        """The newest entry with rows of these tables about each question, or the newest act upon any of its entries."""
        found = {key: self.acts.get(key, 0) for key in keys}
        for table in tables:
            column, until = table.c.question_id, table.c.id <= last_key(self.last)
            newest = select(column, func.max(table.c.entry_id)).where(one_of(column, keys), until).group_by(column)
            for key, entry in self.connection.execute(newest):
                found[key] = max(found[key], entry)
        return found


def _acts(connection: Connection, last: int) -> dict[int, int]:
    """The newest undo or redo of an entry that touched a question, for each."""
    newest = select(undos.c.target_entry_id, func.max(undos.c.entry_id)).where(undos.c.id <= last_key(last))
    found: dict[int, int] = {}
    for target, entry in connection.execute(newest.group_by(undos.c.target_entry_id)).all():
        for key in touched_questions(connection, target):
            found[key] = max(found.get(key, 0), entry)
    return found
