"""Storage of a ledger that is not open: brought to this program's version, to another place, or back from a backup."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ledger.book.base import Place, opened
from ledger.errors import StorageError
from ledger.store import connect, migrate
from ledger.store.backup import backup as put_copy
from ledger.store.backup import restore as put_back
from ledger.store.load import Loaded, load
from ledger.store.opening import Store
from ledger.store.places import default_ledger
from ledger.store.replicate import Replica, Told, replicate


@dataclass(frozen=True, slots=True, kw_only=True)
class Upgraded:
    """What an upgrade did: version before and after, where the copy of the old ledger lies (None on a server)."""

    place: str
    before: str
    after: str
    backup: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """Where a backup was put, and where the ledger that lay there lies now."""

    place: str
    source: str
    replaced: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """Where a ledger was copied to, whether the copy was recomputed, and what is wrong with it, in words."""

    place: str
    file: str
    verified: bool
    findings: tuple[str, ...]


def upgrade(place: Place = None) -> Upgraded:
    """Bring a ledger of an older version to this program's, after a backup beside it; nothing where it is up to date.

    Raises StorageError for a newer one, a foreign database, or where there is none.
    """
    url = connect.database_url(_named(place))
    path = connect.file_of(url)
    if path and not path.is_file():
        raise StorageError(f"there is no ledger at {path}", hint="fcl db init makes one", code="unreachable")
    engine = connect.make_engine(url)
    try:
        before = migrate.version_of(engine)
        if before is None:
            raise StorageError(f"not a forecast ledger: {connect.place_of(url)}", hint="fcl db init", code="foreign")
        older = before.isdigit() and before < migrate.HEAD
        if not older:
            migrate.check_version(before, connect.place_of(url))
        copy = migrate.upgrade_ledger(engine, url, before) if older else None
    finally:
        engine.dispose()
    return Upgraded(place=connect.place_of(url), before=before, after=migrate.HEAD, backup=str(copy) if copy else None)


def copy(source: Place, target: Place, *, told: Told = lambda _done, _all: None, dry_run: bool = False) -> Replica:
    """Bring the ledger at one place to another, a file or a server: all of it, or the entries that are missing there.

    `told` hears of its progress: rows copied, and of how many. Raises what `ledger.store.replicate.replicate` does.
    """
    urls = (connect.database_url(_named(place)) for place in (source, target))
    return replicate(*urls, told=told, keep=not dry_run)


def import_ledger(
    file: str | os.PathLike[str] | BinaryIO,
    place: Place = None,
    *,
    name: str = "the dump",
    told: Told = lambda _done, _all: None,
    dry_run: bool = False,
) -> Loaded:
    """Bring a dump, a file or a stream of bytes, to a place where no ledger is yet, an empty one, or the same.

    `name` is how messages name a stream; `told` hears of progress: rows read, and of how many. Raises InputError for a
    file that cannot be read or is no dump, DamageError naming the line where it is not as it was written, StorageError
    for a newer version, RefusedError where another ledger lies. Then the place is as it was.
    """
    url = connect.database_url(_named(place))
    if not isinstance(file, (str, os.PathLike)):
        return load(file, name, url, told=told, keep=not dry_run)
    with opened(file) as stream:
        return load(stream, os.fspath(file), url, told=told, keep=not dry_run)


def backup(file: str | os.PathLike[str], place: Place = None, *, verify: bool = False) -> Backup:
    """Copy the whole ledger in a file, as it is at one moment, into a new file, also one too damaged to be opened.

    `verify` recomputes the copy. Raises StorageError where there is no ledger of this version, or on a server,
    RefusedError where the new file exists.
    """
    url = connect.database_url(_named(place))
    path = connect.file_of(url)
    if path and not path.is_file():
        raise StorageError(f"there is no ledger at {path}", hint="fcl db init makes one", code="missing")
    store = Store(connect.make_engine(url), url)
    try:
        if path:
            _refuse_other(store)
        findings = put_copy(store, Path(file), full=verify)
    finally:
        store.close()
    return Backup(place=store.place, file=os.fspath(file), verified=verify, findings=findings)


def _refuse_other(store: Store) -> None:
    """Refuse what is no ledger, or of another version; where damage hides that, it is taken for one."""
    try:
        version = migrate.version_of(store.engine)
    except StorageError as error:
        if error.code != "damaged_file":
            raise
        return
    if version is None:
        raise StorageError(f"not a forecast ledger: {store.place}", hint="fcl db init", code="foreign")
    migrate.check_version(version, store.place)


def restore(file: str | os.PathLike[str], place: Place = None) -> Restored:
    """Put a backup in a ledger's place after verifying it; the ledger that lay there is kept beside it.

    Raises DamageError for a damaged backup, StorageError for a ledger on a server.
    """
    path = connect.file_of(connect.database_url(_named(place)))
    if path is None:
        message = "a ledger on a server is restored with the server's own tool"
        raise StorageError(message, hint="psql DATABASE < FILE", code="unsupported")
    replaced = put_back(Path(file), path)
    return Restored(place=str(path), source=os.fspath(file), replaced=str(replaced) if replaced else None)


def _named(place: Place) -> str | os.PathLike[str]:
    return default_ledger() if place is None else place
