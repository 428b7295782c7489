"""Bulk append against one `executemany` of the same tuples into the same table.

The opponent's table has the same checks, keys and indexes, but neither guards nor chain.
"""

import csv
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from measure import Ratio, Taken, taken_by

import ledger
from ledger.store.connect import PRAGMAS
from ledger.store.tables import forecasts

ROWS = 100_000
RUNS = 5
COLUMNS = (
    "question_id",
    "forecaster_id",
    "wording_id",
    "probability",
    "said",
    "p_ppm",
    "basis",
    "made_on",
    "zone",
    "foreign_key",
)


def measure() -> Iterator[Ratio]:
    folder = Path(tempfile.mkdtemp(prefix="fcl-bench-"))
    yield _append(folder)


def _append(folder: Path) -> Ratio:
    base = folder / "base.db"
    questions, people = ledger_with_questions(base)
    rows = forecast_rows(questions, people)
    ours, theirs = [], []
    for number in range(RUNS + 1):
        copy = Path(shutil.copy(base, folder / f"ours-{number}.db"))
        taken = taken_by(lambda copy=copy: append_many(copy, rows))
        against = _executemany(Path(shutil.copy(base, folder / f"theirs-{number}.db")), rows)
        if number:
            ours.append(taken)
            theirs.append(against)
    return Ratio(
        what="append 100,000 forecasts in one entry",
        opponent="`executemany` of the same tuples, same table",
        ours=ours,
        theirs=theirs,
        bar=0.6,
        at_most=False,
    )


def ledger_with_questions(path: Path) -> tuple[list[tuple[int, int]], list[int]]:
    source = path.with_suffix(".csv")
    with source.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(["key", "claim", "forecaster", "p", "by", "made"])
        for number in range(1_000):
            writer.writerow(
                [f"q{number}", f"Claim {number}", f"Person {number % 100}", "50%", "2030-12-31", "2026-01-01"]
            )
    with ledger.open(path, actor="bench") as book:
        book.import_csv(source)
    with sqlite3.connect(path) as connection:
        questions = connection.execute("SELECT question_id, id FROM wordings").fetchall()
        people = [key for (key,) in connection.execute("SELECT id FROM forecasters")]
    return questions, people


def forecast_rows(questions: list[tuple[int, int]], people: list[int]) -> list[tuple[object, ...]]:
    rows = []
    for number in range(ROWS):
        question, wording = questions[number % len(questions)]
        percent = number * 7 % 99 + 1
        rows.append(
            (
                question,
                people[number // len(questions) % len(people)],
                wording,
                f"0.{percent:02d}".rstrip("0"),
                f"{percent}%",
                percent * 10_000,
                "stated",
                f"2026-{number % 9 + 1:02d}-{number % 28 + 1:02d}",
                "UTC",
                f"f{number}",
            )
        )
    return rows


def append_many(path: Path, rows: list[tuple[object, ...]]) -> None:
    with ledger.open(path, actor="bench") as book:
        book.write("import", lambda draft: list(draft.add_rows(forecasts, COLUMNS, rows))[:0])


def _executemany(path: Path, rows: list[tuple[object, ...]]) -> Taken:
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(pragma)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    entry = connection.execute("SELECT MAX(id) + 1 FROM entries").fetchone()[0]
    connection.execute(
        "INSERT INTO entries SELECT ?, recorded_at, recorded_on, actor, action, note, engine_version, previous_hash, "
        "facts_hash, hash FROM entries LIMIT 1",
        (entry,),
    )
    keyed = [((entry << 26) + number, entry, *row) for number, row in enumerate(rows, 1)]
    marks = ", ".join("?" * (len(COLUMNS) + 2))
    statement = f"INSERT INTO forecasts (id, entry_id, {', '.join(COLUMNS)}) VALUES ({marks})"

    def work() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(statement, keyed)
        connection.execute("COMMIT")

    taken = taken_by(work)
    connection.close()
    return taken
