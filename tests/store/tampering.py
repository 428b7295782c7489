"""A ledger changed behind its back: its end cut off, or the past rewritten and every hash made anew."""

import sqlite3
from contextlib import closing

from ledger.store import chain
from ledger.store.tables import IDENTITIES, JOURNAL
from ledger.store.verify import verify
from ledger.store.written import facts_root


def found(ledger):
    with ledger.store.reading() as connection:
        return verify(connection)


def messages(ledger):
    return [finding.message for finding in found(ledger).findings]


def cut(place, last):
    """Take the end of a ledger off, whole entries."""
    with closing(sqlite3.connect(place, isolation_level=None)) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for table in reversed(JOURNAL):
            connection.execute(f"DELETE FROM {table.name} WHERE entry_id > {last}")
        connection.execute(f"DELETE FROM entries WHERE id > {last}")
        for _, sql in triggers:
            connection.execute(sql)


def rewrite(ledger, statement):
    """Change what was recorded and make every hash anew: a chain that is whole again."""
    with closing(sqlite3.connect(ledger.place, isolation_level=None)) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
        ids = {table.name: dict(connection.execute(f"SELECT id, public_id FROM {table.name}")) for table in IDENTITIES}
        (name,) = connection.execute("SELECT public_id FROM ledgers").fetchone()
        previous = chain.NO_HASH
        for entry, *said, note, engine in connection.execute(
            "SELECT id, recorded_at, recorded_on, actor, action, note, engine_version FROM entries ORDER BY id"
        ).fetchall():
            facts = chain.facts_hash(roots(connection, entry, ids))
            words = dict(zip(("recorded_at", "recorded_on", "actor", "action"), said, strict=True))
            digest = chain.entry_hash(
                ledger=name, entry=entry, **words, note=note, engine_version=engine, previous_hash=previous,
                facts_hash=facts,
            )  # fmt: skip
            connection.execute(
                "UPDATE entries SET previous_hash = ?, facts_hash = ?, hash = ? WHERE id = ?",
                (previous, facts, digest, entry),
            )
            previous = digest
        for _, sql in triggers:
            connection.execute(sql)


def roots(connection, entry, ids):
    for table in sorted(JOURNAL, key=lambda one: one.name):
        names = [column.name for column in table.c if column.name not in {"id", "entry_id"}]
        rows = connection.execute(
            f"SELECT {', '.join(names)} FROM {table.name} WHERE entry_id = {entry} ORDER BY id"
        ).fetchall()
        if rows:
            yield facts_root(table, names, list(zip(*rows, strict=True)), lambda target, _: ids[target])
