"""Redactions verified: nothing can hide behind one, and what is not as it was blanked is told with its place."""

import sqlite3
from contextlib import closing

import pytest

from ledger.errors import DamageError, StorageError
from ledger.store import connect
from ledger.store.columns import BLANK
from ledger.store.redactable import of_question
from ledger.store.redacting import blank
from ledger.store.sweeping import sweep
from ledger.store.tables import forecasts, redactions
from tests.ledgers import Ledger, opened
from tests.store.blanking import SECRET, messages, redact


@pytest.fixture
def redacted(tmp_path):
    """A file of which one note was redacted; and its owner's hand on it, past every guard."""
    ledger = Ledger(str(tmp_path / "ledger.db"))
    ledger.ask()
    ledger.forecast(0, note=SECRET)
    ledger.forecast(0, "0.3", who="Bob", note="stays")
    with ledger.store.reading() as connection:
        words = of_question(connection, "note", ledger.questions[0])[:1]
    redact(ledger, *words)
    yield ledger
    ledger.close()


def tamper(ledger, *statements):
    with closing(sqlite3.connect(ledger.place, isolation_level=None)) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for _, sql in triggers:
            connection.execute(sql)


TAMPERED = {
    "another note blanked without a redaction": (
        f"UPDATE forecasts SET note = '{BLANK}' WHERE note = 'stays'",
        "entry 4 (2026-11-20, update",
    ),
    "the number beside the blank changed": (
        f"UPDATE forecasts SET probability = '0.9', p_ppm = 900000 WHERE note = '{BLANK}'",
        "entry 3 (2026-11-20, update",
    ),
    "other words in the place of the blank": (
        f"UPDATE forecasts SET note = 'nothing bad' WHERE note = '{BLANK}'",
        "entry 3 (2026-11-20, update",
    ),
    "the words put back": (
        f"UPDATE forecasts SET note = '{SECRET}' WHERE note = '{BLANK}'",
        "entry 5 redacts note of 3/forecasts/1, which is not blank",
    ),
    "another kept leaf": (
        f"UPDATE redactions SET leaf = '{'0' * 64}'",
        "entry 3 (2026-11-20, update",
    ),
    "a kept leaf that is none": (
        "UPDATE redactions SET leaf = 'x'",
        "entry 3 (2026-11-20, update",
    ),
    "the redaction removed": (
        "DELETE FROM redactions",
        "entry 3 (2026-11-20, update",
    ),
    "another reason": (
        "UPDATE redactions SET reason = 'none'",
        "entry 5 (2026-11-20, redact",
    ),
}


@pytest.mark.parametrize(("statement", "told"), TAMPERED.values(), ids=TAMPERED)
def test_whoever_hides_behind_a_redaction_is_found_and_told_where(redacted, statement, told):
    assert messages(redacted) == []

    tamper(redacted, statement)

    assert messages(redacted)[0].startswith(told)


FORGED = {
    ("3/forecasts/1", "probability"): "entry 6 redacts probability of 3/forecasts/1, which may not be redacted",
    ("3/wordings/1", "claim"): "entry 6 redacts claim of 3/wordings/1, which may not be redacted",
    ("6/redactions/1", "reason"): "entry 6 redacts reason of 6/redactions/1, which may not be redacted",
    ("6/entries/1", "note"): "entry 6 redacts note of 6/entries/1, which came no earlier",
    ("3/forecasts/9", "note"): "entry 6 redacts note of 3/forecasts/9, which is not blank",
    ("4/forecasts/1", "note"): "entry 6 redacts note of 4/forecasts/1, which is not blank",
}


@pytest.mark.parametrize(("place", "column", "told"), [(*what, told) for what, told in FORGED.items()])
def test_a_forged_redaction_is_found(redacted, place, column, told):
    with redacted.entry("redact") as draft:
        draft.add(redactions, place=place, column_name=column, leaf="0" * 64, blanked="1" * 64, reason="none")

    assert told in messages(redacted)


@pytest.mark.parametrize("place", ["", "3", "x/notes/1", "3/notes/1/1"])
def test_a_redaction_of_no_place_is_damage_and_no_crash(redacted, place):
    with redacted.entry("redact") as draft:
        draft.add(redactions, place=place, column_name="note", leaf="0" * 64, blanked="1" * 64, reason="none")

    assert messages(redacted)


def test_without_its_guard_a_table_is_not_touched(redacted):
    redacted.run("DROP TRIGGER guard_forecasts_update")

    with pytest.raises(DamageError, match="the guards of forecasts are missing"), redacted.entry("redact") as draft:
        blank(draft, forecasts, redacted.forecasts[1], ["note"], reason="asked for")


def test_the_file_is_not_swept_while_somebody_reads(redacted, monkeypatch):
    monkeypatch.setattr(connect, "WAIT_SECONDS", 0.05)
    other = opened(redacted.place)
    with closing(sqlite3.connect(redacted.place, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM entries").fetchone()
        with pytest.raises(StorageError, match="locked") as refused:
            sweep(other, ())
    other.close()
    assert refused.value.exit_code == 6
