"""Attacks by whoever owns the database, guards dropped: each is found, and told by the entry it begins at.

What a chain cannot see by itself, its end cut off or the whole of it written anew, is found by an anchor.
"""

from contextlib import contextmanager
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from ledger.services.anchoring import record_anchor
from ledger.store import connect, opening
from ledger.store.anchored import anchor_at, compare
from ledger.store.keys import FACT_BITS
from ledger.store.recomputing import recompute
from ledger.store.tables import JOURNAL, entries, notes
from ledger.store.verify import verify
from tests.ledgers import Ledger, everything, told

TABLES = {table.name: table for table in (entries, *JOURNAL)}
CONSTRAINTS = """
    SELECT conname, relname FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
    WHERE contype IN ('c', 'f') AND pg_table_is_visible(pg_class.oid)
"""
TRIGGERS = """
    SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
    WHERE NOT tgisinternal AND pg_table_is_visible(pg_class.oid)
"""


@contextmanager
def owned(ledger):
    """A connection of the database's owner with every guard, check and reference gone; all is put back at the end."""
    engine = connect.make_engine(connect.database_url(ledger.place))
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        else:
            for name, table in connection.execute(text(TRIGGERS)).all():
                connection.exec_driver_sql(f"DROP TRIGGER {name} ON {table}")
            for name, table in connection.execute(text(CONSTRAINTS)).all():
                connection.exec_driver_sql(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        yield connection
        connection.rollback()
    engine.dispose()


def after(connection, *statements):
    """What recomputing finds after these statements, which are taken back."""
    savepoint = connection.begin_nested()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    for statement in statements:
        done = connection.execute(text(statement))
        assert done.rowcount, f"nothing was attacked: {statement}"
    findings = recompute(connection).findings
    savepoint.rollback()
    return findings


def other(column, value):
    """Another value of the same kind, as SQL."""
    if value is None:
        return "'x'" if column.type.python_type is str else "1"
    return "'" + value.replace("'", "") + "x'" if isinstance(value, str) else str(value + 1)


def cells(ledger, *, rows=1):
    """The cells of so many rows of every table, each with its column, its row's key and its value."""
    for table in TABLES.values():
        for row in ledger.rows(table)[-rows:]:
            for column, value in zip(table.c, row, strict=True):
                yield table, column, row[0], value


@pytest.fixture
def filled(ledger):
    return everything(ledger)


def entry_of(table, key):
    return key if table is entries else key >> FACT_BITS


def test_any_column_of_any_table_changed_is_found_in_its_entry(filled):
    """The key and the entry of a row among them."""
    chosen = [*cells(filled)]
    with owned(filled) as connection:
        for table, column, key, value in chosen:
            findings = after(
                connection, f"UPDATE {table.name} SET {column.name} = {other(column, value)} WHERE id = {key}"
            )
            entry = entry_of(table, key)
            told_of = [finding.entry for finding in findings]
            assert findings, (table.name, column.name)
            if table is entries and column.name == "id":
                assert told_of[0] == entry + 1, findings
            elif table.name == "redactions":
                # It says what the row was that it blanked: that entry is found as well.
                assert entry in told_of, (column.name, findings)
            else:
                assert told_of[0] == entry, (table.name, column.name, findings)
    assert len(chosen) > 200


@pytest.mark.parametrize("table", JOURNAL, ids=str)
def test_any_row_taken_out_or_put_in_twice_is_found_in_its_entry(filled, table):
    key = filled.rows(table)[-1][0]
    entry = key >> FACT_BITS
    names = ", ".join(column.name for column in table.c if column.name not in {"id", "public_id", "foreign_key"})
    unique = "".join(f", {name}" for name in ("public_id", "foreign_key") if name in table.c)
    doubled = "".join(f", {name} || 'x'" for name in ("public_id", "foreign_key") if name in table.c)
    last = max(row[0] for row in filled.rows(table) if row[0] >> FACT_BITS == entry)
    again = (
        f"INSERT INTO {table.name} (id, {names}{unique}) SELECT {last + 1}, {names}{doubled} FROM {table.name} "
        f"WHERE id = {key}"
    )
    with owned(filled) as connection:
        gone = after(connection, f"DELETE FROM {table.name} WHERE id = {key}")
        more = after(connection, again)
    assert entry in {finding.entry for finding in gone[:1]} | {one.entry for one in gone if table.name == "redactions"}
    assert more[0].entry == entry


def exchange(table, one, another, names):
    """Statements that exchange the values of two rows."""
    listed, kept = ", ".join(names), ", ".join(f"{name} AS {name}" for name in ("id", *names))
    both = f"CASE {table}.id WHEN {one} THEN {another} ELSE {one} END"
    pairs = ", ".join(f"{name} = (SELECT {name} FROM kept WHERE kept.id = {both})" for name in names)
    assert listed
    return (
        f"CREATE TEMPORARY TABLE kept AS SELECT {kept} FROM {table} WHERE id IN ({one}, {another})",
        f"UPDATE {table} SET {pairs} WHERE id IN ({one}, {another})",
        "DROP TABLE kept",
    )


def swapped(connection, *exchanged):
    savepoint = connection.begin_nested()
    for statement in exchanged:
        connection.exec_driver_sql(statement)
    findings = recompute(connection).findings
    savepoint.rollback()
    return findings


def test_rows_that_changed_places_between_entries_are_found_in_both(filled):
    one, another = filled.forecasts[0], filled.forecasts[1]
    with owned(filled) as connection:
        findings = swapped(
            connection, *exchange("forecasts", one, another, ["probability", "p_ppm", "said", "made_on"])
        )
    assert [finding.entry for finding in findings] == [one >> FACT_BITS, another >> FACT_BITS]


def test_rows_that_changed_places_within_an_entry_are_found(ledger):
    number = ledger.ask()
    with ledger.entry("note") as draft:
        keys = [draft.add(notes, question_id=ledger.questions[number], text=words) for words in ("a", "b", "c")]
    with owned(ledger) as connection:
        findings = swapped(connection, *exchange("notes", keys[0], keys[2], ["text"]))
    assert [finding.entry for finding in findings] == [draft.entry]


def test_entries_that_changed_places_are_found_at_the_first(full):
    names = [column.name for column in entries.c if column.name != "id"]
    with owned(full) as connection:
        findings = swapped(connection, *exchange("entries", 4, 5, names))
    assert findings[0].entry == 4


def test_an_entry_cut_out_of_the_middle_is_missed(full):
    facts = [f"DELETE FROM {table.name} WHERE entry_id = 5" for table in JOURNAL if _has(full, table, 5)]
    with owned(full) as connection:
        findings = after(connection, *facts, "DELETE FROM entries WHERE id = 5")
    assert findings[0].entry == 6
    assert findings[0].message.endswith("entry 5 is missing before it")


def _has(ledger, table, entry):
    return any(row[1] == entry for row in ledger.rows(table))


def test_an_entry_of_another_ledger_is_found(full, tmp_path):
    stranger = told(Ledger(str(tmp_path / "stranger.db")))
    row = dict(zip((column.name for column in entries.c), stranger.rows(entries)[5], strict=True))
    stranger.close()
    changed = ", ".join(f"{name} = :{name}" for name in row if name != "id")
    with owned(full) as connection:
        connection.execute(text(f"UPDATE entries SET {changed} WHERE id = :id"), row)
        findings = recompute(connection).findings
    assert findings[0].entry == row["id"]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_of_many_changes_the_earliest_leads(on_file, data):
    chosen = data.draw(
        st.lists(st.sampled_from([*cells(on_file, rows=9)]), min_size=1, max_size=4, unique_by=lambda one: one[1:3])
    )
    changes = [one for one in chosen if one[1].name not in {"id", "entry_id"}]
    statements = [
        f"UPDATE {table.name} SET {column.name} = {other(column, value)} WHERE id = {key}"
        for table, column, key, value in changes
    ]
    with owned(on_file) as connection:
        findings = after(connection, *statements)
    first = min((entry_of(table, key) for table, _, key, _ in changes), default=None)
    assert (findings[0].entry if findings else None) == first


def test_a_tail_that_was_cut_off_is_found_by_an_anchor_alone(full):
    last = full.head().entry
    with full.store.reading() as connection:
        anchors = [anchor_at(connection, size) for size in (3, last)]
    gone = [f"DELETE FROM {table.name} WHERE entry_id = {last}" for table in JOURNAL if _has(full, table, last)]
    with owned(full) as connection:
        for statement in (*gone, f"DELETE FROM entries WHERE id = {last}"):
            connection.exec_driver_sql(statement)
        assert recompute(connection).findings == ()
        found = compare(connection, anchors)
    wanted = f"entries are missing at the end: the last is {last - 1}, but the anchor holds {last}"
    assert found.messages == (f"{wanted}; the first 3 entries are as they were anchored",)
    assert [one.entries for one in found.holding] == [3]


def history(place, monkeypatch, *, public_id, probability):
    """A ledger with that id, whole in itself, as its owner would like it to have been."""
    with monkeypatch.context() as patched:
        patched.setattr(opening, "random_id", lambda: public_id)
        ledger = Ledger(place)
    for number, said in enumerate(("0.2", probability, "0.4")):
        ledger.ask()
        ledger.forecast(number, said)
    return ledger


def test_a_history_that_was_written_anew_is_found_by_an_anchor(place, tmp_path, monkeypatch):
    honest = history(str(tmp_path / "honest.db"), monkeypatch, public_id="samesamesame", probability="0.1")
    with honest.store.reading() as connection:
        anchors = [anchor_at(connection, size) for size in (1, 3, 7)]
        assert compare(connection, anchors).holding == tuple(anchors)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "another machine"))
    forged = history(place, monkeypatch, public_id="samesamesame", probability="0.9")
    with forged.store.reading() as connection:
        assert verify(connection).whole
        verdict = verify(connection, published=anchors)
        by_hash = verify(connection, published=[anchors[2].head])
    honest.close()
    forged.close()
    assert verdict.findings[0].message.startswith("entry 7 has the hash ")
    assert ": it was rewritten" in verdict.findings[0].message
    assert by_hash.findings[0].message.startswith(f"no entry has the hash {anchors[2].head[:8]}…: ")


def test_an_anchor_holds_for_as_long_as_the_ledger_only_grows(full):
    with full.store.reading() as connection:
        anchors = [anchor_at(connection, size + 1) for size in range(full.head().entry)]
    full.ask()
    with full.store.reading() as connection:
        verdict = verify(connection, published=[*reversed(anchors), anchors[-1].head[:16]])
    assert verdict.whole
    assert verdict.anchors == (*anchors, anchors[-1])


def test_damage_leads_whatever_the_anchors_say(full):
    with full.store.reading() as connection:
        anchor = anchor_at(connection)
    with owned(full) as connection:
        connection.exec_driver_sql(f"UPDATE forecasts SET said = 'never' WHERE id = {full.forecasts[0]}")
        verdict = verify(connection, published=[anchor])
    assert verdict.findings[0].entry == full.forecasts[0] >> FACT_BITS
    assert verdict.anchors == ()


@pytest.mark.parametrize("part", ["head", "root"])
def test_an_anchor_in_the_ledger_that_is_not_of_its_entries_is_found(full, part):
    with full.entry("anchor") as draft:
        made = anchor_at(draft.connection)
        record_anchor(draft, replace(made, **{part: "0" * 64}), held=None, signer=None, signature=None)
    with full.store.reading() as connection:
        messages = [one.message for one in verify(connection).findings]
    said = f"entry {draft.entry} anchors entry {made.entries} with another hash or root than it has"
    assert messages == [said]
