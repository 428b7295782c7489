"""Merge: another ledger, opened to be read and found whole, and no fork of this one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ledger.errors import DamageError, RefusedError, StorageError
from ledger.services.verify import damage, damage_told
from ledger.store import connect, migrate
from ledger.store.journal import read_head
from ledger.store.replicate import first_difference
from ledger.store.verify import verify


@contextmanager
def reading_other(place: str | os.PathLike[str]) -> Iterator[Any]:
    """One state of another ledger, found whole.

    Raises StorageError where there is none or it is of another version, DamageError where it is damaged.
    """
    url = connect.database_url(place)
    path, where = connect.file_of(url), connect.place_of(url)
    if path and not path.is_file():
        raise StorageError(f"there is no ledger at {where}", hint="give the file or URL of a ledger", code="missing")
    engine = connect.make_engine(url)
    try:
        version = migrate.version_of(engine)
        if version is None:
            raise StorageError(
                f"not a forecast ledger: {where}", hint="give the file or URL of a ledger", code="foreign"
            )
        migrate.check_version(version, where)
        with damage_told(), connect.reading(engine) as connection:
            _refuse_damaged(connection, where)
            yield connection
    finally:
        engine.dispose()


def _refuse_damaged(connection: Any, where: str) -> None:
    # What was last seen of it on this machine does not matter: a copy of an earlier state will do.
    if wrong := damage(verify(connection, remembered=False)):
        message = f"{where} is damaged: {wrong.message}"
        raise DamageError(message, hint=f"fcl --ledger {where} verify names everything that is")


def refuse_fork(here: Any, there: Any, where: str) -> None:
    """Refuse this ledger itself, or one that was a copy of it and went another way."""
    one, other = read_head(here), read_head(there)
    if one.ledger != other.ledger:
        return
    parted = first_difference(there, here, min(one.entry, other.entry))
    if parted:
        message = f"{where} is a fork of this ledger: entry {parted} is not the same in both"
        hint = "what it recorded since can be exported there and imported here"
        raise RefusedError(message, hint=hint, code="fork")
    message = f"{where} is this ledger itself: {other.entry} entries there, {one.entry} here"
    raise RefusedError(message, hint="fcl db copy brings a ledger to another place", code="same_ledger")
