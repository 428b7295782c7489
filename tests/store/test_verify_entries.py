"""Verify finds rows and entries that were put in, taken out or exchanged, and a past that was rewritten."""

import sqlite3
from contextlib import closing

import pytest

from ledger.errors import DamageError
from ledger.services.verify import damage
from ledger.services.verify import verify as verify_store
from ledger.store import memory
from ledger.store.keys import first_key
from ledger.store.recomputing import recompute
from ledger.store.tables import JOURNAL, entries
from ledger.store.verify import verify
from tests.ledgers import Ledger, told
from tests.store.tampering import cut, found, messages, rewrite


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
