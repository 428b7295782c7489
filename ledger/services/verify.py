"""Verify: is the ledger what was recorded?"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Final

from ledger.core.anchor import Anchor
from ledger.errors import DamageError, StorageError
from ledger.store import memory
from ledger.store.opening import Store
from ledger.store.telling import Told, unheard
from ledger.store.verify import Verdict, broken_pages
from ledger.store.verify import verify as verify_rows

RESTORE: Final = "keep a copy of the file; fcl db restore FILE puts a backup in its place"
MAKE_ANEW: Final = "the journal is whole: fcl db rebuild makes what is derived from it anew"


def verify(store: Store, published: Sequence[Anchor | str] = (), told: Told = unheard) -> Verdict:
    """Recompute everything, and compare with anchors or hashes; a ledger that is whole is remembered as it was seen.

    `told` hears how many entries are done, and of how many.
    """
    # SQLite looks through the pages without Python, so a second processor can do it meanwhile.
    with store.reading() as connection, ThreadPoolExecutor(max_workers=1) as beside:
        pages = beside.submit(_pages, store)
        verdict = verify_rows(connection, published=published, pages=pages.result, told=told)
    if verdict.whole:
        memory.remember(verdict.ledger, memory.Seen(entry=verdict.entries, hash=verdict.head))
    return verdict


def _pages(store: Store) -> list[str]:
    with store.reading() as connection:
        return broken_pages(connection)


def damage(verdict: Verdict) -> DamageError | None:
    """The first finding as an error, None where there is none."""
    if verdict.whole:
        return None
    first, *more = verdict.findings
    others = f" (and {len(more)} more)" if more else ""
    anew = all(finding.derived for finding in verdict.findings)
    return DamageError(f"{first.message}{others}", hint=MAKE_ANEW if anew else RESTORE)


@contextmanager
def damage_told() -> Iterator[None]:
    """A file that SQLite itself finds damaged is damage as well, not trouble with storage."""
    try:
        yield
    except StorageError as error:
        if error.code != "damaged_file":
            raise
        raise DamageError(error.message, hint=error.hint) from error
