"""Making, upgrading and refusing ledgers: which version of the tables a database has.

Opening compares one row with a constant; Alembic is imported only to create or to upgrade. A new
SQLite ledger is made under another name and moved into place whole; an old one is copied beside itself
before it is upgraded; a newer one is refused.
"""

import os
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from ledger.errors import StorageError
from ledger.store import privileges
from ledger.store.connect import as_storage_error, file_of, limit_waits, make_engine, place_of, storage_errors, writing
from ledger.store.locks import queued

FIRST: Final = "0001"
HEAD: Final = "0006"
PACKAGE: Final = Path(__file__).parents[1]


def migrations_folder() -> Path:
    """Where the migrations lie: inside the installed package, or beside it in a checkout."""
    inside = PACKAGE / "migrations"
    return inside if inside.is_dir() else PACKAGE.parent / "migrations"


def version_of(engine: Engine) -> str | None:
    """The version of the tables, None where there are none of ours."""
    try:
        with engine.connect() as connection:
            limit_waits(connection)
            found = version_in(connection)
    except DBAPIError as error:
        said = str(error.orig).lower()
        if "no such table" in said or ("does not exist" in said and "alembic_version" in said):
            return None
        raise as_storage_error(error.orig) from error
    # Another program's tables, that Alembic looks after as well.
    return found if found.isascii() and found.isdigit() else None


def version_in(connection: Connection) -> str:
    """The version of the tables as it is written there, empty where it is not."""
    return connection.scalar(text("SELECT version_num FROM alembic_version")) or ""


def check_version(version: str, place: str) -> None:
    """Refuse a ledger of another version than this program's, saying what to type."""
    if version == HEAD:
        return
    _check_known(version, place)
    if version < HEAD:
        message = f"the ledger {place} is of version {version}, this program needs {HEAD}"
        raise StorageError(message, hint="fcl db upgrade (a backup is made first)", code="schema_too_old")
    message = f"the ledger {place} is of version {version[:20]}, newer than this program's {HEAD}"
    raise StorageError(message, hint="pip install --upgrade forecast-ledger", code="schema_too_new")


def _check_known(version: str, place: str) -> None:
    if version < FIRST or len(version) != len(FIRST):
        message = f"the ledger {place} was made by a version that this program does not know: {version[:20]}"
        raise StorageError(message, hint="restore a backup: fcl db restore FILE", code="schema_unknown")


def upgrade(connection: Connection, version: str = "head") -> None:
    """Bring the tables to this program's version, or to an older one, inside the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, version)


Fill = Callable[[Connection], None]


def make_file(path: Path, fill: Fill) -> None:
    """Make a new SQLite ledger; `fill` writes its genesis. Two at once: the first one stays."""
    make_folder(path)
    with queued(path):
        if path.exists():
            return
        unfinished = path.with_name(f".{path.name}.new-{os.getpid()}")
        try:
            _touch(unfinished)
            _fill_file(unfinished, fill)
            unfinished.rename(path)
        finally:
            unfinished.unlink(missing_ok=True)


def _fill_file(path: Path, fill: Fill) -> None:
    engine = make_engine(URL.create("sqlite", database=str(path)))
    try:
        make_tables(engine, fill)
    finally:
        engine.dispose()


def make_tables(engine: Engine, fill: Fill) -> None:
    """Make the tables and the genesis in one transaction, unless another program was faster."""
    with writing(engine) as connection:
        if not inspect(connection).has_table("alembic_version"):
            upgrade(connection)
            fill(connection)


def make_folder(path: Path) -> None:
    """Make the folder that a ledger is to lie in."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"cannot make a ledger at {path}: {error.strerror}"
        raise StorageError(message, hint="choose another place with --ledger PATH", code="unreachable") from error


def _touch(path: Path) -> None:
    # Made here and not by SQLite: ledgers are private to their owner.
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        message = f"cannot write in {path.parent}: {error.strerror}"
        raise StorageError(message, hint="choose another place with --ledger PATH", code="unreachable") from error


def upgrade_ledger(engine: Engine, url: URL, version: str) -> Path | None:
    """Upgrade an existing ledger after a backup beside it (SQLite only); where the backup lies.

    Raises StorageError, before anything is copied, for a version that no migration begins at.
    """
    path = file_of(url)
    _check_known(version, place_of(url))
    if path is None:
        with writing(engine) as connection:
            upgrade(connection)
            privileges.grant_again(connection)
        return None
    stamp = datetime.now(tz=UTC).strftime("%Y%m%dT%H%M%SZ")
    copy = path.with_name(f"{path.name}.backup-{version}-{stamp}")
    with queued(path):
        copy_file(path, copy)
        with writing(engine) as connection:
            upgrade(connection)
    return copy


def copy_file(source: Path, target: Path) -> None:
    """A whole copy of a SQLite ledger at one moment, moved into place when it is complete."""
    unfinished = target.with_name(f".{target.name}.new-{os.getpid()}")
    try:
        _touch(unfinished)
        with storage_errors():
            _copy(source, unfinished)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    reader = sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)
    writer = sqlite3.connect(target)
    try:
        reader.backup(writer)
    finally:
        writer.close()
        reader.close()
