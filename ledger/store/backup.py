"""Backups: a whole copy of a ledger at one moment, and putting one back."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import DBAPIError

from ledger.errors import DamageError, InputError, RefusedError, StorageError
from ledger.store import connect, memory, migrate
from ledger.store.journal import read_head
from ledger.store.locks import queued
from ledger.store.opening import Store
from ledger.store.schema import schema_findings
from ledger.store.tables import entries
from ledger.store.verify import Verdict, verify

SIDE_FILES = ("-journal", "-wal", "-shm")


def backup(store: Store, target: Path, *, full: bool = False) -> tuple[str, ...]:
    """Copy the ledger into a new file, damaged or not, and look at the copy; what is wrong with it, in words.

    Looked at are its pages, head and schema; with `full` everything is recomputed. Raises RefusedError where the file
    exists, StorageError on a server.
    """
    path = connect.file_of(store.url)
    if path is None:
        message = "a ledger on a server is backed up with the server's own tool"
        raise StorageError(message, hint=f"pg_dump --file=FILE '{connect.shown_url(store.url)}'", code="unsupported")
    if target.exists() or target.is_symlink():
        raise RefusedError(f"{target} exists already", hint="choose another name", code="exists")
    try:
        migrate.copy_file(path, target)
    except StorageError as error:
        if error.code != "damaged_file":
            raise
        _copy_bytes(path, target)
    return _findings(target, full=full)


def _copy_bytes(path: Path, target: Path) -> None:
    """The file as it is, where SQLite cannot read it any more; complete or not at all."""
    unfinished = target.with_name(f".{target.name}.new-{os.getpid()}")
    try:
        with queued(path), path.open("rb") as source, os.fdopen(_made_private(unfinished), "wb") as copy:
            shutil.copyfileobj(source, copy)
            copy.flush()
            os.fsync(copy.fileno())
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def _made_private(place: Path) -> int:
    return os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)


def _findings(copy: Path, *, full: bool) -> tuple[str, ...]:
    engine = connect.make_engine(connect.database_url(copy))
    try:
        with connect.reading(engine) as connection:
            found = verify(connection).findings if full else ()
            return tuple(one.message for one in found) if full else tuple(_quick_findings(connection))
    except StorageError as error:
        return (error.message,)
    finally:
        engine.dispose()


def _quick_findings(connection: Connection) -> Iterator[str]:
    """What can be found without recomputing: broken pages, entries that are missing, a schema that is not ours."""
    try:
        said = list(connection.scalars(text("PRAGMA quick_check(1)")))
    except DBAPIError as error:
        said = [str(error.orig)]
    if said != ["ok"]:
        yield f"the file is damaged: {' '.join(' '.join(map(str, said)).split())[:300]}"
    head, there = read_head(connection), connection.scalar(select(func.count()).select_from(entries))
    if there != head.entry:
        yield f"the last entry is {head.entry}, but there are {there}"
    yield from schema_findings(connection)


def restore(source: Path, path: Path) -> Path | None:
    """Put a backup in the ledger's place after verifying it; where the replaced ledger now lies.

    Raises InputError where there is no such file, StorageError where it is no ledger of this version,
    DamageError where it is damaged: then nothing was changed.
    """
    if not source.is_file():
        raise InputError(f"there is no file {source}", hint="fcl db backup FILE makes one")
    if path.exists() and source.samefile(path):
        raise InputError(f"{source} is the ledger itself", hint="give the file of a backup")
    verdict = _checked(source)
    migrate.make_folder(path)
    with queued(path):
        unfinished = path.with_name(f".{path.name}.restored")
        unfinished.unlink(missing_ok=True)
        migrate.copy_file(source, unfinished)
        replaced = _kept(path)
        unfinished.replace(path)
    # Deliberately, also backwards: what was recorded after the backup is no longer part of this ledger.
    memory.remember(verdict.ledger, memory.Seen(entry=verdict.entries, hash=verdict.head))
    return replaced


def _kept(path: Path) -> Path | None:
    """Give the ledger a second name, so that there is one in its place at every moment."""
    if not path.exists():
        return None
    _finish_writing(path)
    stamp = datetime.now(tz=UTC).strftime("%Y%m%dT%H%M%S%fZ")
    replaced = path.with_name(f"{path.name}.replaced-{stamp}")
    replaced.hardlink_to(path)
    for side in SIDE_FILES:
        beside = path.with_name(path.name + side)
        if beside.exists():
            beside.rename(replaced.with_name(replaced.name + side))
    return replaced


def _finish_writing(path: Path) -> None:
    """Let SQLite roll back what a killed writer left beside the ledger; a damaged one stays as it is."""
    engine = connect.make_engine(connect.database_url(path))
    try:
        migrate.version_of(engine)
    except StorageError:
        pass
    finally:
        engine.dispose()


def _checked(source: Path) -> Verdict:
    engine = connect.make_engine(connect.database_url(source))
    try:
        version = migrate.version_of(engine)
        if version is None:
            raise StorageError(f"not a forecast ledger: {source}", hint="give a backup of a ledger", code="foreign")
        migrate.check_version(version, str(source))
        with connect.reading(engine) as connection:
            verdict = verify(connection, remembered=False)
    finally:
        engine.dispose()
    if not verdict.whole:
        message = f"the backup is damaged: {verdict.findings[0].message}"
        raise DamageError(message, hint="try an older backup")
    return verdict
