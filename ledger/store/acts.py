"""Acts: what the journal says about an entry itself - who did what, and when."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from ledger.store.tables import entries


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An entry without its facts."""

    entry: int
    action: str
    actor: str
    recorded_at: str
    note: str | None


def read_act(connection: Connection, entry: int) -> Act | None:
    """The act of an entry, None where there is no such entry."""
    columns = (entries.c.id.label("entry"), entries.c.action, entries.c.actor, entries.c.recorded_at, entries.c.note)
    row = connection.execute(select(*columns).where(entries.c.id == entry)).one_or_none()
    return Act(**row._mapping) if row else None  # noqa: SLF001 - SQLAlchemy's public name
