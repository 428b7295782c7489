"""Verify finds nothing in a ledger that is whole, and what is wrong beside the journal."""

import os
from pathlib import Path

import pytest

from ledger.errors import DamageError, StorageError
from ledger.services.upkeep import rebuild
from ledger.services.verify import damage, damage_told
from ledger.services.verify import verify as verify_store
from ledger.store import memory
from ledger.store.keys import first_key
from ledger.store.tables import JOURNAL
from tests.ledgers import opened
from tests.store.tampering import found, messages, rewrite


def test_a_whole_ledger_has_no_findings(full):
    verdict = found(full)
    assert verdict.whole
    assert (verdict.entries, verdict.head) == (full.head().entry, full.head().hash)
    assert verdict.facts == sum(len(full.rows(table)) for table in JOURNAL)
    assert damage(verdict) is None


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
