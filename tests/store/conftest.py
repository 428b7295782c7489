"""Ledgers for the store's tests, on SQLite and where there is a server on PostgreSQL."""

import sqlite3
from contextlib import closing

import pytest

from tests.ledgers import BACKENDS, Ledger, schema, told


@pytest.fixture(autouse=True)
def own_memory(tmp_path, monkeypatch):
    """Heads are remembered for each test by itself."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture(params=BACKENDS)
def place(request, tmp_path):
    """A place where no ledger is yet."""
    if request.param == "sqlite":
        yield str(tmp_path / "ledger.db")
    else:
        with schema() as url:
            yield url


@pytest.fixture
def ledger(place):
    """A new ledger: nothing but its genesis."""
    opened = Ledger(place)
    yield opened
    opened.close()


@pytest.fixture
def full(ledger):
    """A ledger with something of everything."""
    return told(ledger)


@pytest.fixture
def on_file(tmp_path):
    """The same in a SQLite file."""
    opened = told(Ledger(str(tmp_path / "ledger.db")))
    yield opened
    opened.close()


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
