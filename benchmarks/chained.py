"""What chain and guards cost: one forecast in an entry of its own, and a hundred thousand in one entry.

The opponent is this same program with the hashes left out, on a copy of the ledger without guards: the same calls,
transaction, queue and syncing. A barer one is in `writes`: `executemany` into the same table, and nothing derived.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from unittest import mock

from measure import Ratio, in_turns
from writes import COLUMNS, append_many, forecast_rows, ledger_with_questions

import ledger
from ledger.book import Book
from ledger.store import chain
from ledger.store.journal import Draft
from ledger.store.tables import forecasts

RUNS = 15
BULK_RUNS = 5
APPENDS = 20


def measure() -> Iterator[Ratio]:
    folder = Path(tempfile.mkdtemp(prefix="fcl-bench-"))
    base = folder / "chained.db"
    rows = forecast_rows(*ledger_with_questions(base))
    bare = unguarded(Path(shutil.copy(base, folder / "bare.db")))
    yield _bulk(folder, base, bare, rows)
    with ledger.open(base, actor="bench") as chained, ledger.open(bare, actor="bench") as plain:
        ours, theirs = in_turns(appending(chained, rows), unchained(appending(plain, rows)), runs=RUNS)
    yield Ratio(
        what=f"append a forecast in an entry of its own, {APPENDS} times",
        opponent="the same program without hashes, on tables without guards",
        ours=ours,
        theirs=theirs,
        bar=0.7,
        at_most=False,
    )


def _bulk(folder: Path, base: Path, bare: Path, rows: list[tuple[object, ...]]) -> Ratio:
    numbers = count()

    def ours() -> None:
        append_many(Path(shutil.copy(base, folder / f"chained-{next(numbers)}.db")), rows)

    def theirs() -> None:
        append_many(Path(shutil.copy(bare, folder / f"bare-{next(numbers)}.db")), rows)

    first, second = in_turns(ours, unchained(theirs), runs=BULK_RUNS)
    return Ratio(
        what="append 100,000 forecasts in one entry, with all that is derived",
        opponent="the same program without hashes, on tables without guards",
        ours=first,
        theirs=second,
        bar=0.6,
        at_most=False,
    )


def unguarded(path: Path) -> Path:
    """The ledger without its guards."""
    with closing(sqlite3.connect(path)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
    return path


def appending(book: Book, rows: list[tuple[object, ...]]) -> Callable[[], None]:
    """Some forecasts, each in an entry of its own."""
    left = iter(rows)

    def work() -> None:
        for _, row in zip(range(APPENDS), left, strict=False):
            append(book, row)

    return work


def append(book: Book, row: tuple[object, ...]) -> None:
    book.write("update", lambda draft: [draft.add(forecasts, **dict(zip(COLUMNS, row, strict=True)))][:0])


def unchained(work: Callable[[], None]) -> Callable[[], None]:
    """The work while nothing is hashed."""

    def without() -> None:
        with no_hashes():
            work()

    return without


@contextmanager
def no_hashes() -> Iterator[None]:
    with (
        mock.patch.object(Draft, "_roots", return_value=()),
        mock.patch.object(chain, "facts_hash", return_value=chain.NO_HASH),
        mock.patch.object(chain, "entry_hash", return_value=chain.NO_HASH),
    ):
        yield
