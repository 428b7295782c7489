"""Merging refused or broken off: nothing is written; and origins that are not what they say are found."""

import signal
import subprocess
import sys

import pytest

from ledger.errors import DamageError, StorageError
from ledger.store.tables import JOURNAL, entries
from tests.ledgers import Ledger, told
from tests.store.blanking import messages
from tests.store.test_merging import merged

KILLED = """
import os, signal, sys, ledger
def told(done, total):
    if done > total // 2:
        os.kill(os.getpid(), signal.SIGKILL)
ledger.open(sys.argv[1]).merge(sys.argv[2], told=told)
"""


@pytest.fixture
def other(tmp_path):
    opened = told(Ledger(str(tmp_path / "other.db")))
    yield opened
    opened.close()


@pytest.fixture
def here(tmp_path):
    opened = Ledger(str(tmp_path / "here.db"))
    yield opened
    opened.close()


def everything_of(ledger):
    return {table.name: ledger.rows(table) for table in (entries, *JOURNAL)}


def test_killed_half_way_nothing_came_in_and_it_can_be_done_again(here, other):
    before = everything_of(here)

    killed = subprocess.run([sys.executable, "-c", KILLED, here.place, other.place], check=False)

    assert killed.returncode == -signal.SIGKILL
    assert everything_of(here) == before
    assert messages(here) == []
    assert len(merged(here, other).taken_in) == other.head().entry - 1


def test_a_damaged_ledger_is_refused_and_told(here, other):
    other.run("DROP TRIGGER guard_notes_update")
    before = everything_of(here)

    with pytest.raises(DamageError) as refused:
        merged(here, other)
    assert refused.value.message == f"{other.place} is damaged: the guards of notes are missing"
    assert refused.value.hint == f"fcl --ledger {other.place} verify names everything that is"
    assert everything_of(here) == before


def test_another_version_is_refused(here, other):
    other.run("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(StorageError) as refused:
        merged(here, other)
    assert refused.value.code == "schema_too_new"


def test_what_is_no_ledger_is_refused(here, tmp_path):
    with pytest.raises(StorageError, match="there is no ledger at"):
        merged(here, str(tmp_path / "missing.db"))
    (tmp_path / "text.db").write_text("hello, this is no database but a text " * 40)
    with pytest.raises(StorageError):
        merged(here, str(tmp_path / "text.db"))


TAMPERED = {
    "UPDATE origins SET hash = 'x' WHERE entry = 3": "entry 4 of {} does not follow the one before it there",
    "DELETE FROM origins WHERE entry = 3": "entry 4 of {} does not follow the one before it there",
    "UPDATE origins SET actor = 'Eve' WHERE entry = 3": "entry 3 of {} is not what entry 3 took in",
    "UPDATE origins SET taken_in_id = 5 WHERE entry = 3": "entry 3 of {} is not what entry 5 took in",
}


@pytest.mark.parametrize(("statement", "found"), TAMPERED.items())
def test_origins_that_are_not_what_they_say_are_found(here, other, statement, found):
    closing = merged(here, other).closing
    for guard in ("update", "delete"):
        here.run(f"DROP TRIGGER guard_origins_{guard}")

    here.run(statement)

    assert f"entry {closing}: {found.format(other.head().ledger)}" in messages(here)
