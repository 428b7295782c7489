"""What is due among a million questions, and words among them; ledgers of a million for other measurements."""

import csv
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

from measure import Ratio, in_turns

import ledger
from ledger.book import Book
from ledger.store.query import matching

GROUP_BY = """
SELECT p_ppm, y_ppm, COUNT(*) FROM counted INDEXED BY ix_counted_tally
WHERE reason = 'counts' GROUP BY p_ppm, y_ppm
"""


def measure() -> Iterator[Ratio]:
    folder = Path(tempfile.mkdtemp(prefix="fcl-bench-"))
    few, many = opened(folder / "few.db", 1_000), opened(folder / "many.db", 1_000_000)
    with ledger.open(few, actor="bench") as small, ledger.open(many, actor="bench") as large:
        ours, theirs = in_turns(large.due, small.due, runs=15)
        yield _rare(large, many)
        yield _common(large)
    yield Ratio(
        what="`due` among 1,000,000 questions",
        opponent="`due` among 1,000",
        ours=ours,
        theirs=theirs,
        bar=2,
        at_most=True,
    )


def _rare(book: Book, place: Path) -> Ratio:
    with closing(sqlite3.connect(place)) as connection:
        like = "SELECT id FROM wordings WHERE lower(claim) LIKE '%765432%'"
        ours, theirs = in_turns(lambda: book.search("765432"), lambda: connection.execute(like).fetchall(), runs=7)
    return Ratio(
        what="`search` of a rare word among 1,000,000 questions",
        opponent="one bare LIKE over their claims",
        ours=ours,
        theirs=theirs,
        bar=0.1,
        at_most=True,
    )


def _common(book: Book) -> Ratio:
    """What the index costs where it cannot help."""

    def without() -> None:
        with patch.object(matching, "rows_that_may_hold", lambda *_: None):
            book.search("claim", limit=50)

    ours, theirs = in_turns(lambda: book.search("claim", limit=50), without, runs=3)
    return Ratio(
        what="`search` of a word that stands in each of 1,000,000 questions",
        opponent="the same without the index",
        ours=ours,
        theirs=theirs,
        bar=1.3,
        at_most=True,
    )


def resolved_rows(questions: int) -> tuple[list[str], Iterator[list[str]]]:
    """A hundred people on questions of their own, due and resolved, in whole percents."""
    return (
        ["key", "claim", "forecaster", "p", "by", "made", "outcome", "known_on"],
        (
            [
                f"q{n}",
                f"Claim {n}",
                f"Person {n % 100}",
                f"{n * 7 % 99 + 1}%",
                "2026-06-30",
                "2026-01-01",
                "yes" if n * 7919 % 100 < n * 7 % 99 + 1 else "no",
                "2026-06-30",
            ]
            for n in range(questions)
        ),
    )


def opened(path: Path, questions: int) -> Path:
    """Twenty are due, whatever the size."""
    return imported(
        path,
        ["key", "claim", "forecaster", "p", "by", "made"],
        (
            [f"q{n}", f"Claim {n}", "Ann", "60%", "2026-10-31" if n < 20 else "2035-12-31", "2026-01-01"]
            for n in range(questions)
        ),
    )


def imported(path: Path, header: list[str], rows: Iterator[list[str]]) -> Path:
    source = path.with_suffix(".csv")
    with source.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(header)
        writer.writerows(rows)
    with ledger.open(path, actor="bench") as book:
        book.import_csv(source)
    return path
