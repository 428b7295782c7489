"""What every kind of test shares: where the shared reference data lies, and ledgers to play with."""

import signal
from functools import cache, partial
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.pool import StaticPool
from sqlalchemy.util import LRUCache

from ledger.store import connect, migrate

SHARED = Path(__file__).parents[2] / "shared"

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared reference data is not beside this checkout")

migrated = migrate.upgrade

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # Where a shell runs the tests in the background it has them ignore Ctrl-C, and so would each program they start.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def _made_once():
    """Thousands of ledgers are made and opened: their tables are made up once, and each select is put into words once.

    So a new SQLite ledger takes a fifth of the time. The statements are those that the migrations lead to.
    """
    compiled = {"compiled_cache": LRUCache(2_000)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrate, "upgrade", made_or_migrated)
        patch.setattr(connect, "create_engine", partial(create_engine, execution_options=compiled))
        # What is put into words is kept by dialect, of which each engine has one of its own: here they are all alike.
        for dialect in (SQLiteDialect_pysqlite, PGDialect_psycopg):
            patch.setattr(dialect, "__eq__", lambda one, other: type(one) is type(other))
            patch.setattr(dialect, "__hash__", lambda one: hash(type(one)))
        yield


def made_or_migrated(connection, version="head"):
    """Where nothing is yet, the tables as the migrations made them; else the migrations."""
    if version != "head" or connection.dialect.name != "sqlite" or inspect(connection).get_table_names():
        migrated(connection, version)
        return
    for statement in statements(migrate.migrations_folder()):
        connection.exec_driver_sql(statement)


MADE = """
SELECT sql FROM sqlite_master WHERE sql IS NOT NULL
AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow') ORDER BY rowid
"""
"""What a virtual table keeps its rows in, it makes itself."""


@cache
def statements(_):
    """What makes the tables that the migrations in this folder lead to, and says of which version they are."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with engine.connect() as connection:
        migrated(connection)
        made = connection.scalars(text(MADE)).all()
        version = migrate.version_in(connection)
    engine.dispose()
    return [*made, f"INSERT INTO alembic_version VALUES ('{version}')"]
