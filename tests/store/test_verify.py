"""Verify finds every kind of tampering, says where, and finds nothing in a ledger that is whole."""

import os
import sqlite3
from contextlib import closing
from itertools import cycle, islice
from pathlib import Path

import pytest

from ledger.errors import DamageError, StorageError
from ledger.services.upkeep import rebuild
from ledger.services.verify import damage, damage_told
from ledger.services.verify import verify as verify_store
from ledger.store import chain, connect, memory, schema
from ledger.store.keys import first_key
from ledger.store.recomputing import recompute
from ledger.store.tables import DERIVED, IDENTITIES, JOURNAL, entries, redactions
from ledger.store.verify import verify
from ledger.store.written import facts_root
from tests.ledgers import Ledger, everything, opened, told


def found(ledger):
    with ledger.store.reading() as connection:
        return verify(connection)


def messages(ledger):
    return [finding.message for finding in found(ledger).findings]


@pytest.fixture
def tamper(on_file):
    """Run SQL on the file with every guard, check and foreign key out of the way, as its owner can."""

    def run(*statements):
        with closing(sqlite3.connect(on_file.place, isolation_level=None)) as connection:
            triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
            connection.execute("PRAGMA ignore_check_constraints = ON")
            for name, _ in triggers:
                connection.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                connection.execute(statement)
            for _, sql in triggers:
                connection.execute(sql)

    return run


def test_a_whole_ledger_has_no_findings(full):
    verdict = found(full)
    assert verdict.whole
    assert (verdict.entries, verdict.head) == (full.head().entry, full.head().hash)
    assert verdict.facts == sum(len(full.rows(table)) for table in JOURNAL)
    assert damage(verdict) is None


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


@pytest.mark.parametrize("table", JOURNAL, ids=str)
def test_a_row_that_was_put_in_is_found(on_file, tamper, table):
    kinds = {"verdict": "'annulled'", "basis": "'none'", "act": "'undo'", "vague": "0", "removed": "0"}
    said = {
        column.name: "NULL"
        if column.nullable
        else kinds.get(column.name, "'x'" if column.type.python_type is str else "1")
        for column in table.c
    } | {"id": str(first_key(5) + 77), "entry_id": "5"}
    tamper(f"INSERT INTO {table.name} ({', '.join(said)}) VALUES ({', '.join(said.values())})")
    first = found(on_file).findings[0]
    assert first.entry == 5
    assert table.name in first.message


def test_a_row_that_was_taken_out_is_found(on_file, tamper):
    key = on_file.forecasts[2]
    tamper(f"DELETE FROM forecasts WHERE id = {key}")
    first = found(on_file).findings[0]
    assert first.entry == key >> 26
    assert "does not match its content" in first.message


def test_an_entry_is_told_with_its_day_its_action_and_its_question(on_file, tamper):
    key = on_file.forecasts[2]
    tamper(f"UPDATE forecasts SET probability = '0.9', p_ppm = 900000 WHERE id = {key}")
    entry = key >> 26
    stored = on_file.rows("entries")[entry - 1][-1]
    question = on_file.rows("questions")[1][2][:4]
    start = f"entry {entry} (2026-11-20, update {question}): stored hash {stored[:4]}… does not match its content"
    assert messages(on_file)[0] == f"{start}: its rows in forecasts"
    with pytest.raises(DamageError) as error:
        raise damage(verify_store(on_file.store))
    assert error.value.exit_code == 5
    assert error.value.message.startswith(start)


def test_rows_changed_places(on_file, tamper):
    tamper(
        "CREATE TABLE kept AS SELECT id, probability, p_ppm FROM forecasts",
        "UPDATE forecasts SET (probability, p_ppm) = (SELECT probability, p_ppm FROM kept WHERE kept.id = "
        f"CASE forecasts.id WHEN {on_file.forecasts[0]} THEN {on_file.forecasts[1]} ELSE {on_file.forecasts[0]} END) "
        f"WHERE id IN ({on_file.forecasts[0]}, {on_file.forecasts[1]})",
        "DROP TABLE kept",
    )
    told_of = [finding.entry for finding in found(on_file).findings if finding.entry]
    assert told_of == [on_file.forecasts[0] >> 26, on_file.forecasts[1] >> 26]


def test_entries_changed_places(on_file, tamper):
    columns = ", ".join(column.name for column in entries.c if column.name != "id")
    tamper(
        "CREATE TABLE kept AS SELECT * FROM entries",
        f"UPDATE entries SET ({columns}) = (SELECT {columns} FROM kept WHERE kept.id = 9 - entries.id) "
        "WHERE id IN (4, 5)",
        "DROP TABLE kept",
    )
    assert found(on_file).findings[0].entry == 4


def test_an_entry_that_was_cut_out_is_missed(on_file, tamper):
    tamper("PRAGMA foreign_keys = OFF", *(f"DELETE FROM {table.name} WHERE entry_id = 5" for table in JOURNAL),
           "DELETE FROM entries WHERE id = 5")  # fmt: skip
    assert messages(on_file)[0].endswith("entry 5 is missing before it")


def test_rows_of_no_entry_are_found(on_file, tamper):
    last = on_file.head().entry
    tamper(f"INSERT INTO questions (id, entry_id, public_id) VALUES ({first_key(last + 3) + 1}, {last + 3}, 'x')")
    assert messages(on_file)[0] == "rows of questions belong to no entry"
    tamper("INSERT INTO questions (id, entry_id, public_id) VALUES (1, 0, 'y')")
    assert "rows of questions belong to no entry" in messages(on_file)


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


def test_a_tail_that_was_cut_off_is_remembered(on_file):
    last = on_file.head().entry
    cut(on_file.place, last - 1)
    on_file.store.engine.dispose()
    wanted = f"entries are missing at the end: the last is {last - 1}, but entry {last} was seen here"
    assert messages(on_file)[0] == wanted
    with on_file.store.reading() as connection:
        assert recompute(connection).findings == ()
        assert not any("seen here" in one.message for one in verify(connection, remembered=False).findings)


def test_writing_on_does_not_make_it_forgotten(on_file):
    last = on_file.head().entry
    seen = memory.recall(on_file.head().ledger)
    cut(on_file.place, last - 1)
    on_file.store.engine.dispose()
    with on_file.store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM scores")
    on_file.ask()
    on_file.ask()
    assert memory.recall(on_file.head().ledger) == seen
    assert any("was seen here: it was rewritten" in message for message in messages(on_file))


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


def test_a_rewritten_chain_is_whole_in_itself_and_remembered(on_file):
    key = on_file.forecasts[0]
    last = on_file.head().entry
    rewrite(on_file, f"UPDATE forecasts SET said = 'never' WHERE id = {key}")
    on_file.store.engine.dispose()
    with on_file.store.reading() as connection:
        assert recompute(connection).findings == ()
    assert messages(on_file)[0].startswith(f"entry {last} has the hash ")
    assert messages(on_file)[0].endswith("was seen here: it was rewritten")


def test_rewriting_nothing_changes_nothing(on_file):
    before = on_file.rows("entries")
    rewrite(on_file, "UPDATE entries SET note = note")
    assert on_file.rows("entries") == before
    assert messages(on_file) == []


def test_rows_of_another_ledger_are_found(on_file, tmp_path):
    other = told(Ledger(str(tmp_path / "other.db")))
    other.close()
    with closing(sqlite3.connect(on_file.place, isolation_level=None)) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("ATTACH ? AS other", (other.place,))
        connection.execute("DELETE FROM entries WHERE id = 6")
        connection.execute("INSERT INTO entries SELECT * FROM other.entries WHERE id = 6")
        for _, sql in triggers:
            connection.execute(sql)
    assert found(on_file).findings[0].entry == 6


def test_a_backward_clock_is_found(on_file):
    rewrite(on_file, "UPDATE entries SET recorded_at = '2026-11-19T00:00:00.000000Z' WHERE id = 7")
    on_file.store.engine.dispose()
    assert "before the entry before it" in messages(on_file)[0]


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


def test_references_to_nothing_are_found(on_file):
    rewrite(on_file, f"UPDATE forecasts SET quote_id = {first_key(3) + 9} WHERE id = {on_file.forecasts[0]}")
    on_file.store.engine.dispose()
    assert "forecasts.quote_id names rows of quotes that do not exist" in messages(on_file)


def test_guards_that_were_dropped_are_missed(full):
    server = full.store.engine.dialect.name != "sqlite"
    for table in ("entries", "notes"):
        full.run(f"DROP TRIGGER guard_{table}_change ON {table}" if server else f"DROP TRIGGER guard_{table}_update")
    assert [message.split(" are ")[0] for message in messages(full)] == ["the guards of entries", "the guards of notes"]


def test_a_schema_that_was_changed_is_found(on_file):
    on_file.run("CREATE UNIQUE INDEX one_claim ON wordings (claim, question_id, id)")
    on_file.run("DROP INDEX ix_notes_question_id")
    on_file.run("DROP TRIGGER guard_notes_insert")
    on_file.run("CREATE TRIGGER guard_notes_insert BEFORE INSERT ON notes WHEN 0 BEGIN SELECT 1; END")
    on_file.run("DROP VIEW v_scores")
    on_file.run("DROP VIEW v_forecasts")
    on_file.run("CREATE VIEW v_forecasts AS SELECT 1 AS p")
    on_file.run("CREATE VIEW mine AS SELECT claim FROM wordings")
    on_file.run("CREATE TABLE mine_too (x)")
    said = messages(on_file)
    assert "the index one_claim was added to a table of the ledger" in said
    assert "the index ix_notes_question_id is missing" in said
    assert "the trigger guard_notes_insert is not as it was made" in said
    assert "the view v_scores is missing" in said
    assert "the view v_forecasts is not as it was made" in said
    assert len(said) == 5


def test_a_server_that_was_changed_is_found(full):
    if full.store.engine.dialect.name == "sqlite":
        pytest.skip("SQLite keeps the text of its schema")
    full.run("CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'")
    full.run("ALTER TABLE notes ADD COLUMN extra integer")
    full.run("ALTER TABLE evidence DROP CONSTRAINT ck_evidence_place")
    full.run("ALTER TABLE tags DISABLE TRIGGER guard_tags_change")
    full.run("DROP VIEW v_scores")
    said = messages(full)
    assert "the view v_scores is missing" in said
    assert said[0] == "the guards of tags are missing or switched off"
    assert "the function refuse_change, which the guards call, is not as it was made" in said
    assert "the columns of notes are not as they were made" in said
    assert "the constraint ck_evidence_place of evidence is missing" in said


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE counted SET p_ppm = 1 WHERE forecast_id = (SELECT max(forecast_id) FROM counted)", "counted is not"),
        ("DELETE FROM counted", "counted is not"),
        ("UPDATE current_questions SET state = 'annulled'", "current_questions is not"),
        ("UPDATE scores SET value = value + 1e-9 WHERE rule = 'brier'", "brier scores are not"),
        ("DELETE FROM scores WHERE rule = 'log'", "log scores are not"),
    ],
)
def test_what_is_derived_is_compared_and_can_be_made_anew(full, statement, said):
    full.run(statement)
    assert said in messages(full)[0]
    hint = damage(found(full)).hint
    assert "fcl db rebuild" in hint
    assert "restore" not in hint
    rebuild(full.store)
    assert messages(full) == []


def test_a_table_that_is_gone_is_damage_and_not_a_traceback(on_file):
    on_file.run("DROP TABLE counted")
    assert any("counted" in message for message in messages(on_file))
    on_file.run("DROP TABLE notes")
    assert "no such table" in messages(on_file)[-1]


def verify_place(place):
    with damage_told():
        raise damage(verify_store(opened(place)))


def test_broken_pages_are_damage(on_file):
    on_file.close()
    with Path(on_file.place).open("r+b") as file:
        size = os.fstat(file.fileno()).st_size
        for page in range(4096, size, 4096):
            file.seek(page)
            file.write(os.urandom(64))
    with pytest.raises(DamageError) as error:
        verify_place(on_file.place)
    assert error.value.exit_code == 5


def test_what_is_whole_is_remembered_elsewhere(full, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "another machine"))
    head = full.head()
    assert memory.recall(head.ledger) is None
    assert verify_store(full.store).whole
    assert memory.recall(head.ledger) == memory.Seen(entry=head.entry, hash=head.hash)


def test_trouble_with_storage_stays_what_it_is():
    with pytest.raises(StorageError), damage_told():
        raise StorageError("locked", code="locked")
