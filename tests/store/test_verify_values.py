"""Verify finds a value that was changed: any value of any row, whatever is put in its place."""

import sqlite3
from contextlib import closing
from itertools import cycle, islice

import pytest

from ledger.errors import DamageError
from ledger.services.upkeep import rebuild
from ledger.services.verify import damage
from ledger.store import connect, schema
from ledger.store.keys import first_key
from ledger.store.recomputing import recompute
from ledger.store.tables import DERIVED, JOURNAL, entries, redactions
from ledger.store.verify import verify
from tests.ledgers import everything
from tests.store.tampering import found, messages


def cells(ledger):
    for table in (entries, *JOURNAL):
        for row in ledger.rows(table):
            for column, value in zip(table.c, row, strict=True):
                if column.name not in {"id", "entry_id"}:
                    yield table, row, column, value


def another(column, value):
    """Another value of the same kind, as SQL."""
    if value is None:
        return "'x'" if column.type.python_type is str else "1"
    return "'" + value.replace("'", "") + "x'" if isinstance(value, str) else str(value + 1)


def test_every_value_of_every_row_is_covered(on_file):
    """One cell after the other is changed, and changed back: found, and told by the entry it belongs to."""
    found_in = []
    everything(on_file)
    engine = connect.make_engine(connect.database_url(on_file.place))
    with engine.connect() as connection, connection.begin():
        connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
        for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        for table, row, column, value in list(cells(on_file)):
            savepoint = connection.begin_nested()
            changed = f"{column.name} = {another(column, value)}"
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            connection.exec_driver_sql(f"UPDATE {table.name} SET {changed} WHERE id = {row[0]}")
            findings = recompute(connection).findings
            savepoint.rollback()
            entry = row[0] if table is entries else row[1]
            assert findings, (table.name, changed)
            # A redaction vouches for the row that it blanked, which comes before it.
            first = next(one for one in findings if table is not redactions or one.entry == entry)
            assert first.entry == entry, (table.name, changed, findings)
            found_in.append(entry)
        connection.rollback()
    engine.dispose()
    assert len(found_in) > 500


SHARES = 4
WEIRD = {
    "str": ("'11'", "'x'", "''", "'NaN'", "'sNaN'", "'1e999999999'", "'-1'", "'0001-99-99'", "'a' || char(0)",
            "char(27)", "CAST(X'ff80' AS TEXT)", "'999999999-01-01'"),
    "int": ("0", "-1", "2", "1000001", "9223372036854775807", "-9223372036854775808"),
    "float": ("-1.0", "5e-324", "9e999", "-9e999"),
}  # fmt: skip


def without_guards(connection):
    connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
    for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.exec_driver_sql(f"DROP TRIGGER {name}")


def weird_changes(connection):
    """A change of each column of each table to some of these values in turn, of its newest row."""
    turns = {kind: cycle(values) for kind, values in WEIRD.items()}
    for table in (entries, *JOURNAL, *DERIVED):
        key = " AND ".join(
            f"{one.name} = (SELECT max({one.name}) FROM {table.name})" for one in [*table.primary_key][:1]
        )
        for column in table.c:
            for value in (*islice(turns[column.type.python_type.__name__], 3), *["NULL"][not column.nullable :]):
                before = connection.exec_driver_sql(f"SELECT {column.name} IS {value} FROM {table.name} WHERE {key}")
                if not all(same for (same,) in before.fetchall()):
                    yield table.name, f"UPDATE OR REPLACE {table.name} SET {column.name} = {value} WHERE {key}"


@pytest.mark.parametrize("share", range(SHARES))
def test_every_column_may_hold_anything(on_file, monkeypatch, share):
    """Whatever stands in a column: verify finds it, says where, and never fails. In shares, for several processors."""
    everything(on_file)
    made = schema._made_text()
    monkeypatch.setattr(
        schema, "_made_text", lambda: {name: sql for name, sql in made.items() if "trigger" not in name}
    )
    monkeypatch.setattr(schema, "unguarded", lambda _: [])
    engine = connect.make_engine(connect.database_url(on_file.place))
    tried = 0
    with engine.connect() as connection, connection.begin():
        # Foreign keys can be switched off only where no transaction is open.
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql("BEGIN")
        without_guards(connection)
        assert verify(connection).whole
        for table, statement in list(weird_changes(connection))[share::SHARES]:
            connection.exec_driver_sql("SAVEPOINT weird")
            connection.exec_driver_sql(statement)
            verdict = verify(connection)
            wrong = damage(verdict)
            assert wrong is not None, statement
            assert wrong.exit_code == 5
            assert "entry" in wrong.message or table in wrong.message, (statement, wrong.message)
            assert ("fcl db rebuild" in wrong.hint) == (table in {one.name for one in DERIVED}), (statement, wrong.hint)
            connection.exec_driver_sql("ROLLBACK TO weird")
            tried += 1
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("BEGIN")
    engine.dispose()
    assert tried > 400 / SHARES


@pytest.mark.parametrize(
    "change",
    [
        "resolutions SET value = '11'",
        "forecasts SET probability = 'x'",
        "forecasts SET probability = 'sNaN'",
        "wordings SET question_id = 77",
        "forecasts SET probability = CAST(X'ff80' AS TEXT)",
    ],
)
def test_what_cannot_be_made_anew_is_damage(on_file, tamper, change):
    tamper(f"UPDATE {change}")
    on_file.run("DELETE FROM scores")
    before = on_file.rows("counted")
    with pytest.raises(DamageError, match="the journal cannot be read: ") as error:
        rebuild(on_file.store)
    assert "fcl verify" in error.value.hint
    assert on_file.rows("counted") == before
    assert messages(on_file)[0].startswith("entry ")


def test_text_that_is_no_text_is_found_where_it_is(on_file, tamper):
    key = on_file.forecasts[2]
    tamper(f"UPDATE forecasts SET said = CAST(X'ff80' AS TEXT) WHERE id = {key}")
    assert found(on_file).findings[0].entry == key >> 26
    # Reading goes on as before.
    assert on_file.head().entry > 1


def test_blobs_and_numbers_out_of_place_are_found(on_file, tamper):
    for value in ("X'00'", "0.5", "9e999"):
        tamper(
            "PRAGMA writable_schema = ON",
            "UPDATE sqlite_master SET sql = replace(sql, 'STRICT', '') WHERE name = 'notes'",
            "PRAGMA writable_schema = RESET",
        )
        with closing(sqlite3.connect(on_file.place)) as connection:
            strict = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'notes'").fetchone()[0]
        assert "STRICT" not in strict
        key = first_key(4) + 1
        tamper(f"INSERT OR REPLACE INTO notes (id, entry_id, question_id, text) VALUES ({key}, 4, {value}, {value})")
        assert found(on_file).findings[0].entry == 4
