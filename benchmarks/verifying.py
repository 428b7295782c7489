"""Verifying a ledger of 100,000 forecasts, against reading and hashing the same rows in one bare loop."""

import json
import sqlite3
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from measure import Ratio, in_turns
from reads import imported, resolved_rows

import ledger
from ledger.store.tables import JOURNAL, entries

ROWS = 100_000
RUNS = 7
encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def measure() -> Iterator[Ratio]:
    folder = Path(tempfile.mkdtemp(prefix="fcl-bench-"))
    yield _verify(imported(folder / "many.db", *resolved_rows(ROWS)), "one on each of 100,000 resolved questions")
    yield _verify(imported(folder / "few.db", *_people_rows()), "100 forecasters on 1,000 questions, half resolved")


def _people_rows() -> tuple[list[str], Iterator[list[str]]]:
    return (
        ["key", "claim", "forecaster", "p", "by", "made", "outcome", "known_on"],
        (
            [
                f"q{n % 1_000}",
                f"Claim {n % 1_000}",
                f"Person {n // 1_000}",
                f"{n * 7 % 99 + 1}%",
                "2026-10-31",
                f"2026-{n % 9 + 1:02d}-{n % 28 + 1:02d}",
                ("yes" if n % 1_000 % 3 else "no") if n % 2 else "",
                "2026-10-31" if n % 2 else "",
            ]
            for n in range(ROWS)
        ),
    )


def _verify(place: Path, shape: str) -> Ratio:
    with ledger.open(place, actor="bench") as book:
        ours, theirs = in_turns(book.verify, lambda: _bare(place), runs=RUNS)
    return Ratio(
        what=f"`verify` of 100,000 forecasts, {shape}",
        opponent="one loop: `SELECT *` of the same rows, JSON, SHA-256",
        ours=ours,
        theirs=theirs,
        bar=0.5,
        at_most=False,
    )


def _bare(place: Path) -> None:
    """One hash for each row: no chain, no tree, nothing compared."""
    connection = sqlite3.connect(place)
    for table in (entries, *JOURNAL):
        for row in connection.execute(f"SELECT * FROM {table.name} ORDER BY id"):
            sha256(b"\0" + encode(row).encode()).digest()
    connection.close()
