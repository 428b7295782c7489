"""Identities of two ledgers: the same thing has the same public id, or is somebody of the same name."""

from typing import Any, Final

from sqlalchemy import Connection, Table, select

from ledger.errors import RefusedError
from ledger.store.journal import Draft
from ledger.store.tables import IDENTITIES

NAME: Final = "name"
LISTED: Final = 5

Name = tuple[str | None, str | None]


class Identities:
    """The identities of this ledger while another's are found among them; `keys` says which key there is which here.

    `shared` are the questions of both.
    """

    def __init__(self, connection: Connection) -> None:
        """Read those of this ledger."""
        self.keys: dict[str, dict[int, int]] = {table.name: {} for table in IDENTITIES}
        self.shared: dict[int, int] = {}
        self.mistaken: list[str] = []
        self._ids: dict[str, dict[str, tuple[int, Name]]] = {table.name: {} for table in IDENTITIES}
        self._names: dict[str, dict[Name, int]] = {table.name: {} for table in IDENTITIES}
        for table in IDENTITIES:
            query = select(table.c.id, table.c.public_id, table.c.system, table.c.foreign_key).order_by(table.c.id)
            for key, public_id, system, foreign_key in connection.execute(query):
                self._keep(table.name, key, public_id, (system, foreign_key))

    def find(self, draft: Draft | None, table: Table, row: Any) -> None:
        """Find an identity of the other ledger here; where there is none, the draft makes it."""
        name = (row.system, row.foreign_key)
        key = self._found(table.name, row.public_id, name)
        if key is None and draft is not None:
            key = draft.add(table, public_id=row.public_id, system=row.system, foreign_key=row.foreign_key)
            self._keep(table.name, key, row.public_id, name)
        elif key is not None and table.name == "questions":
            self.shared[row.id] = key
        if key is not None:
            self.keys[table.name][row.id] = key

    def refuse_mistaken(self) -> None:
        """Raise RefusedError where an id means one thing here and another there."""
        if self.mistaken:
            listed = ", ".join(self.mistaken[:LISTED])
            message = f"{len(self.mistaken)} ids mean one thing here and another there: {listed}"
            raise RefusedError(
                message, hint="one of the two ledgers was not written by this program", code="other_thing"
            )

    def _found(self, table: str, public_id: str, name: Name) -> int | None:
        there = self._ids[table].get(public_id)
        named = None if name == (None, None) else self._names[table].get(_folded(name))
        if there is not None and _folded(there[1]) == _folded(name):
            return there[0]
        if there is not None or (named is not None and name[0] != NAME):
            self.mistaken.append(public_id)
            return there[0] if there is not None else named
        return named

    def _keep(self, table: str, key: int, public_id: str, name: Name) -> None:
        self._ids[table][public_id] = key, name
        self._names[table].setdefault(_folded(name), key)


def _folded(name: Name) -> Name:
    """Letter case does not make another person or metric."""
    system, key = name
    return (system, key.casefold()) if system == NAME and key is not None else name
