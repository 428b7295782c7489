"""Connections: where a ledger lies, and transactions that lose nothing.

SQLite is opened with `synchronous=EXTRA` and the rollback journal (no acknowledged write is lost in a
power cut), one `BEGIN IMMEDIATE` per write behind the queue of `locks`, foreign keys on, and the
settings that SQLite advises for files of unknown origin. PostgreSQL writers queue on an advisory
lock under READ COMMITTED: any stricter level takes its snapshot before the lock is held. No
wait is without an end: for a connection, a lock, a statement, or the server's for a program that fell silent; but a
server whose machine answers while its process stands still is waited for.
"""

import os
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import QueuePool

from ledger.errors import LedgerError, MissingExtraError, StorageError
from ledger.store.locks import WAIT_SECONDS, queued

ADVISORY_LOCK: Final = 0x666F726563617374
LONGEST_SECONDS: Final = float(os.environ.get("FORECAST_LEDGER_STATEMENT_TIMEOUT", "600"))
# What a URL says in its query comes first. A server that went away is noticed within a minute.
SERVER_SETTINGS: Final[Mapping[str, str | int]] = {
    "connect_timeout": 10,
    "application_name": "forecast-ledger",
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,
}
LIMITS: Final = text(
    "SELECT set_config('lock_timeout', :lock, true), set_config('statement_timeout', :longest, true), "
    "set_config('idle_in_transaction_session_timeout', :longest, true)"
)
GIVE: Final = "give a file or a postgresql:// URL"
NEARLY_URL: Final = re.compile(r"postgres(ql)?(\+\w+)?:|\w+=\S*( +\w+=\S*)+$", re.IGNORECASE | re.ASCII)
"""A URL that lacks a slash, or the server's own list of key=value: no file is meant, and a password may be in it."""
PRAGMAS: Final = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA synchronous=EXTRA",
    "PRAGMA cell_size_check=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA mmap_size=0",
    "PRAGMA cache_size=-65536",
    "PRAGMA temp_store=MEMORY",
)


def database_url(place: str | os.PathLike[str]) -> URL:
    """The database that a path or URL names.

    Raises StorageError for a URL of another kind of database.

    >>> database_url("a.db").database
    'a.db'
    >>> database_url("postgres://db.example/x").drivername
    'postgresql+psycopg'
    """
    named = os.fspath(place)
    if "\0" in named:
        raise StorageError("no file's name holds a NUL", hint="choose another place", code="unreachable")
    if "://" not in named and not NEARLY_URL.match(named):
        return URL.create("sqlite", database=named)
    try:
        url = make_url(named)
    except (ArgumentError, ValueError):
        # Not chained: what cannot be read may hold a password anywhere.
        raise StorageError("not the URL of a ledger", hint=GIVE) from None
    backend = url.get_backend_name()
    if "@" in (url.host or ""):
        raise StorageError("not the URL of a ledger: two @ before its host", hint="write an @ in a password as %40")
    if "password" in f"{url.host}{url.database}".lower():
        raise StorageError("not the URL of a ledger: a password stands where none belongs", hint=GIVE)
    if backend in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    if backend != "sqlite" or not url.database or url.host:
        raise StorageError(f"not a ledger: {shown_url(url)[:200]}", hint=GIVE)
    return url


def shown_url(url: URL) -> str:
    """A URL that may be shown, and typed: neither password nor anything in the query.

    >>> shown_url(database_url("postgresql://ann:secret@db.example/x?password=hidden"))
    'postgresql://ann@db.example/x'
    """
    shown = URL.create(
        url.get_backend_name(), username=url.username, host=url.host, port=url.port, database=url.database
    )
    return shown.render_as_string()


def place_of(url: URL) -> str:
    """The file or URL of a ledger, as it may be shown."""
    path = file_of(url)
    return str(path) if path else shown_url(url)


def file_of(url: URL) -> Path | None:
    """The SQLite file, None on a server."""
    return Path(str(url.database)) if url.get_backend_name() == "sqlite" else None


def make_engine(url: URL) -> Engine:
    """An engine whose transactions behave: DDL rolls back, every setting of this module holds."""
    path = file_of(url)
    return _sqlite_engine(path) if path else _server_engine(url)


def _sqlite_engine(path: Path) -> Engine:
    uri = f"{path.absolute().as_uri()}?mode=rw"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(uri, uri=True, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            for pragma in PRAGMAS:
                connection.execute(pragma)
        except UnicodeDecodeError:
            # SQLite quotes the damaged schema, and Python cannot read what it says.
            connection.close()
            raise sqlite3.DatabaseError("database disk image is malformed") from None
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("ledger_writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _server_engine(url: URL) -> Engine:
    settings = {name: value for name, value in SERVER_SETTINGS.items() if name not in url.query}
    try:
        # One command needs one connection; a program that stays open may have lost its own meanwhile.
        return create_engine(
            url,
            isolation_level="READ COMMITTED",
            connect_args=settings,
            pool_size=1,
            max_overflow=4,
            pool_timeout=WAIT_SECONDS,
            pool_pre_ping=True,
        )
    except ArgumentError:
        raise StorageError("not the URL of a ledger", hint=GIVE) from None
    except ModuleNotFoundError as error:
        message = "PostgreSQL needs the package psycopg"
        raise MissingExtraError(message, hint="pip install 'forecast-ledger[postgres]'") from error


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that only reads: one state of the ledger from first to last."""
    with storage_errors(), engine.connect() as connection:
        if connection.dialect.name != "sqlite":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            limit_waits(connection)
            yield connection


def limit_waits(connection: Connection) -> None:
    """Let the server end what takes too long in this transaction; SQLite waits for locks alone, and not for ever."""
    if connection.dialect.name != "sqlite":
        connection.execute(LIMITS, {"lock": f"{WAIT_SECONDS}s", "longest": f"{LONGEST_SECONDS}s"})


@contextmanager
def writing(engine: Engine, path: Path | None = None, *, keep: bool = True) -> Iterator[Connection]:
    """A transaction that writes, alone: others wait, a failure leaves nothing behind.

    `path` names the SQLite file whose queue to stand in; None where that is held already. Without `keep`
    it is rolled back at the end.
    """
    with storage_errors(), queued(path) if path else nullcontext(), engine.connect() as connection:
        connection = connection.execution_options(ledger_writing=True)
        with connection.begin() as transaction:
            limit_waits(connection)
            if connection.dialect.name != "sqlite":
                connection.exec_driver_sql(
                    f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK} + hashtext(current_schema()))"
                )
            yield connection
            if not keep:
                transaction.rollback()


@contextmanager
def storage_errors() -> Iterator[None]:
    """Turn what the database says into a StorageError with advice; secrets are left out."""
    try:
        yield
    except DBAPIError as error:
        raise as_storage_error(error.orig or error) from error
    except sqlite3.Error as error:
        raise as_storage_error(error) from error


OWNER: Final = "only the owner of the ledger's tables may, and whom the owner lets: fcl db grant NAME"
KNOWN_TROUBLE: Final = (
    ("permission denied", "not_granted", OWNER),
    ("must be owner", "not_granted", OWNER),
    ("no schema has been selected", "not_granted", OWNER),
    ("lock timeout", "locked", "another program is writing; try again when it is done"),
    ("statement timeout", "too_slow", "FORECAST_LEDGER_STATEMENT_TIMEOUT=SECONDS allows more"),
    ("idle-in-transaction", "too_slow", "FORECAST_LEDGER_STATEMENT_TIMEOUT=SECONDS allows more"),
    ("too many clients", "unreachable", "try again when others are done, or raise max_connections"),
    ("connection slots", "unreachable", "try again when others are done, or raise max_connections"),
    ("timeout expired", "unreachable", "check that the server runs, and the URL"),
    ("closed the connection", "unreachable", "the server went away: fcl log --entries shows what was recorded"),
    ("terminating connection", "unreachable", "the server went away: fcl log --entries shows what was recorded"),
    ("locked", "locked", "another program is writing; try again when it is done"),
    ("readonly", "read_only", "copy the ledger to where you may write, or check its permissions"),
    ("read-only", "read_only", "copy the ledger to where you may write, or check its permissions"),
    ("unable to open", "unreachable", "check the path and its permissions"),
    ("not a database", "foreign", "this file is not a forecast ledger"),
    ("malformed", "damaged_file", "restore the last backup: fcl db restore FILE"),
    ("disk i/o", "disk", "the disk failed; the ledger is as it was before this command"),
    ("full", "disk_full", "free some space; the ledger is as it was before this command"),
    ("facts are never changed", "guarded", "record a correction instead"),
    ("could not decode", "damaged_file", "fcl verify says where"),
    ("connection refused", "unreachable", "check that the server runs, and the URL"),
    ("could not translate host", "unreachable", "check the URL"),
    ("name or service not known", "unreachable", "check the URL"),
    ("authentication failed", "unreachable", "put the password into the file that PGPASSFILE names"),
    ("no password supplied", "unreachable", "put the password into the file that PGPASSFILE names"),
    ("no such module", "unsupported", "use a Python whose SQLite has FTS5, as nearly all do"),
    ("no such table", "foreign", "this file is not a whole forecast ledger: fcl db restore FILE"),
)


def as_storage_error(error: BaseException | Any) -> LedgerError:
    """What a driver's error means for the user."""
    said = " ".join(str(error).split())[:200]
    for sign, code, hint in KNOWN_TROUBLE:
        if sign in said.lower():
            return StorageError(f"the ledger cannot be used: {said}", hint=hint, code=code)
    return StorageError(f"the database refused: {said}", hint="fcl verify says whether the ledger is whole")


def database_version(connection: Connection) -> str:
    """Which database this is, in words."""
    if connection.dialect.name == "sqlite":
        return f"SQLite {sqlite3.sqlite_version}"
    return f"PostgreSQL {connection.exec_driver_sql('SHOW server_version').scalar()}"
