"""What is due among a million questions; ledgers of a million for other measurements."""

import csv
import tempfile
from collections.abc import Iterator
from pathlib import Path

from measure import Ratio, in_turns

import ledger

GROUP_BY = """
SELECT p_ppm, y_ppm, COUNT(*) FROM counted INDEXED BY ix_counted_tally
WHERE reason = 'counts' GROUP BY p_ppm, y_ppm
"""


def measure() -> Iterator[Ratio]:
    folder = Path(tempfile.mkdtemp(prefix="fcl-bench-"))
    few, many = opened(folder / "few.db", 1_000), opened(folder / "many.db", 1_000_000)
    with ledger.open(few, actor="bench") as small, ledger.open(many, actor="bench") as large:
        ours, theirs = in_turns(large.due, small.due, runs=15)
    yield Ratio(
        what="`due` among 1,000,000 questions",
        opponent="`due` among 1,000",
        ours=ours,
        theirs=theirs,
        bar=2,
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
