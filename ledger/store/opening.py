"""A ledger, opened: made on first use, or read as an empty one; refused where it is foreign or of another version."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, Engine, select
from sqlalchemy.engine import URL

from ledger.errors import StorageError
from ledger.store import connect, memory, migrate, trigrams
from ledger.store.batches import collecting_later
from ledger.store.ids import random_id
from ledger.store.journal import Draft, Head, read_head
from ledger.store.tables import entries, ledgers


class Store:
    """An open ledger: its transactions, and nothing about what they mean."""

    def __init__(self, engine: Engine, url: URL, *, created: bool = False) -> None:
        """Opened by `open_store`."""
        self.engine = engine
        self.url = url
        self.created = created

    @property
    def place(self) -> str:
        """The file or URL, without its password."""
        return connect.place_of(self.url)

    def reading(self) -> AbstractContextManager[Connection]:
        """A transaction that only reads."""
        return connect.reading(self.engine)

    @contextmanager
    def writing(self, *, keep: bool = True) -> Iterator[Connection]:
        """A transaction that writes, alone; the new head is remembered when it is done.

        Without `keep` everything is rolled back at the end: what would happen, and nothing written. Raises
        StorageError where another program has meanwhile brought the ledger to another version.
        """
        held = connect.writing(self.engine, connect.file_of(self.url), keep=keep)
        with collecting_later(), held as connection:
            migrate.check_version(migrate.version_in(connection), self.place)
            before = read_head(connection)
            yield connection
            after = read_head(connection)
            more = keep and after.entry > before.entry
            if more:
                trigrams.take_in(connection)
            known = more and _extends_memory(connection, before)
        if known:
            # Another writer may have been faster to say so: never back.
            memory.move_forward(after.ledger, memory.Seen(entry=after.entry, hash=after.hash))

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()


class PassingStore(Store):
    """A new ledger in a folder of its own, which is gone when it is closed: what is where there is no ledger yet."""

    def __init__(self, place: URL, genesis: migrate.Fill) -> None:
        """Opened by `open_store`."""
        self._named = place
        self._folder = TemporaryDirectory(prefix="fcl-ledger-")
        path = Path(self._folder.name) / "ledger.db"
        migrate.make_file(path, genesis)
        url = URL.create("sqlite", database=str(path))
        super().__init__(connect.make_engine(url), url)

    @property
    def place(self) -> str:
        """Where there is no ledger yet."""
        return connect.place_of(self._named)

    def close(self) -> None:
        """Give the connections back, and forget what was written."""
        super().close()
        self._folder.cleanup()


def _extends_memory(connection: Connection, head: Head) -> bool:
    seen = memory.recall(head.ledger)
    if seen is None or (seen.entry, seen.hash) == (head.entry, head.hash):
        return True
    return bool(connection.scalar(select(entries.c.hash).where(entries.c.id == seen.entry)) == seen.hash)


def open_store(place: str | os.PathLike[str], *, now: datetime, actor: str, zone: str, make: bool = True) -> Store:
    """Open the ledger at a path or URL; where there is none, make one, or without `make` one that passes.

    On a server one is made all the same: whether there is none, or none that this role may see, is not to be told.

    Raises StorageError where the place cannot be used, the file is foreign or damaged, or its tables are
    of another version.
    """
    url = connect.database_url(place)

    def genesis(connection: Connection) -> None:
        draft = Draft(connection, None, now=now, actor=actor, action="init")
        draft.add(ledgers, public_id=random_id(), zone=zone)
        draft.append()

    there = _is_there(url)
    if not there and not make and connect.file_of(url):
        return PassingStore(url, genesis)
    if not there:
        _make(url, genesis)
    store = Store(connect.make_engine(url), url, created=not there)
    try:
        _check(store)
    except BaseException:
        store.close()
        raise
    return store


def _check(store: Store) -> None:
    version = migrate.version_of(store.engine)
    if version is None:
        raise _foreign(store.place)
    migrate.check_version(version, store.place)


def _is_there(url: URL) -> bool:
    """Whether anything lies at a path, or tables of ours on a server."""
    path = connect.file_of(url)
    if path:
        return _is_file(path)
    engine = connect.make_engine(url)
    try:
        return migrate.version_of(engine) is not None
    finally:
        engine.dispose()


def _is_file(path: Path) -> bool:
    try:
        path.lstat()
        size = path.stat().st_size if path.is_file() else None
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError) as error:
        message = f"cannot look at {str(path)[:200]!r}: {getattr(error, 'strerror', None) or error}"
        raise StorageError(message, hint="choose another place with --ledger PATH", code="unreachable") from error
    if size == 0:
        message = f"the ledger {path} is empty: its content is lost"
        raise StorageError(message, hint="fcl db restore FILE, or remove the empty file", code="truncated")
    return True


def _make(url: URL, genesis: migrate.Fill) -> None:
    path = connect.file_of(url)
    if path:
        migrate.make_file(path, genesis)
        return
    engine = connect.make_engine(url)
    try:
        migrate.make_tables(engine, genesis)
    finally:
        engine.dispose()


def _foreign(place: str) -> StorageError:
    return StorageError(
        f"not a forecast ledger: {place}", hint="choose another place with --ledger PATH", code="foreign"
    )
