"""CSV import in one entry against one `executemany` of the same tuples into the same tables.

The opponent has the same checks, keys and indexes, but neither guards nor chain; nothing is read or derived.
"""

import csv
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import sqlite_utils
from measure import Peak, Ratio, Taken, peak_of, taken_by

import ledger
from ledger.store.connect import PRAGMAS

RUNS = 3
IMPORT = """
import sys, ledger
with ledger.open(sys.argv[1], actor="bench") as book:
    book.import_csv(sys.argv[2])
"""


def measure() -> Iterator[Ratio | Peak]:
    folder = Path(tempfile.mkdtemp(prefix="fcl-bench-"))
    million = _table(folder / "million.csv", rows=1_000_000, questions=10_000)
    yield _import(folder, million, "1,000,000 forecasts, 100 on each of 10,000 questions", ["forecasts"])
    peak = peak_of(IMPORT, folder / "peak.db", million)
    yield Peak(what="memory of `import csv` of 1,000,000 forecasts", megabytes=peak, bar=1000)
    yield _against_sqlite_utils(folder)
    each = _table(folder / "each.csv", rows=100_000, questions=100_000)
    yield _import(folder, each, "one forecast on each of 100,000 questions", ["questions", "wordings", "forecasts"])
    shutil.rmtree(folder)


def _table(path: Path, *, rows: int, questions: int) -> Path:
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(["key", "claim", "forecaster", "p", "by", "made"])
        for number in range(rows):
            question = number % questions
            day = f"2026-{number % 9 + 1:02d}-{number % 28 + 1:02d}"
            who = f"Person {number // questions % 100}"
            writer.writerow([f"q{question}", f"Claim {question}", who, f"{number * 7 % 99 + 1}%", "2030-12-31", day])
    return path


def _import(folder: Path, source: Path, shape: str, tables: Sequence[str]) -> Ratio:
    ours, theirs = [], []
    for number in range(RUNS):
        path = folder / f"ours-{source.stem}-{number}.db"
        ledger.open(path, actor="bench").close()
        ours.append(taken_by(_importing(path, source)))
        theirs.append(_same_tuples(path, folder / "theirs.db", tables))
        path.unlink()
    return Ratio(
        what=f"`import csv`, {shape}",
        opponent=f"`executemany` of the same {', '.join(tables)}",
        ours=ours,
        theirs=theirs,
        bar=0.35,
        at_most=False,
    )


def _against_sqlite_utils(folder: Path) -> Ratio:
    """What people use who want no ledger: each row as it stands into a table with an index."""
    source = _table(folder / "plain.csv", rows=100_000, questions=1_000)

    def plain(path: Path) -> None:
        database = sqlite_utils.Database(path)
        with source.open(encoding="utf-8", newline="") as stream:
            database["forecasts"].insert_all(csv.DictReader(stream))
        database["forecasts"].create_index(["key", "forecaster"])
        database.close()

    ours, theirs = [], []
    for number in range(RUNS):
        path = folder / f"plain-{number}.db"
        ledger.open(path, actor="bench").close()
        ours.append(taken_by(_importing(path, source)))
        theirs.append(taken_by(lambda number=number: plain(folder / f"utils-{number}.db")))
    return Ratio(
        what="`import csv`, 100,000 forecasts, 100 on each of 1,000 questions",
        opponent="sqlite-utils: the rows as they stand, one index",
        ours=ours,
        theirs=theirs,
        bar=0.35,
        at_most=False,
    )


def _importing(path: Path, source: Path) -> Callable[[], None]:
    def work() -> None:
        with ledger.open(path, actor="bench") as book:
            book.import_csv(source)

    return work


def _same_tuples(imported: Path, scratch: Path, tables: Sequence[str]) -> Taken:
    """The rows that the import wrote, into the same tables of an identical ledger without them."""
    shutil.copy(imported, scratch)
    connection = sqlite3.connect(scratch, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = OFF")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    rows = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in tables}
    for name in reversed(tables):
        connection.execute(f"DELETE FROM {name}")
    for pragma in PRAGMAS:
        connection.execute(pragma)

    def work() -> None:
        connection.execute("BEGIN IMMEDIATE")
        for name, said in rows.items():
            connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(said[0]))})", said)
        connection.execute("COMMIT")

    taken = taken_by(work)
    connection.close()
    scratch.unlink()
    return taken
