"""How long a table of forecasts takes to be written, as CSV and as Parquet, against pandas writing the same frame.

And to be exported whole, the reading of the ledger included, against pandas reading the same rows and writing them.
`python benchmarks/exporting.py 1000000` measures that many.
"""

import os
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from measure import Ratio, in_turns
from reads import imported

import ledger
from ledger.exporters import EXPORTERS

FORECASTERS = 100
THEIRS = {"csv": "to_csv", "parquet": "to_parquet"}
JOINED = """
SELECT q.public_id, w.foreign_key, f.*, e.recorded_at, e.actor FROM forecasts f
JOIN questions q ON q.id = f.question_id
JOIN forecasters w ON w.id = f.forecaster_id
JOIN entries e ON e.id = f.entry_id
"""


def measure(forecasts: int = 100_000) -> Iterator[Ratio]:
    folder = Path(tempfile.mkdtemp(prefix="fcl-bench-"))
    place = imported(folder / "ledger.db", *forecast_rows(forecasts))
    with ledger.open(place, actor="bench") as book:
        frame = book.frame("forecasts")
        for kind, method in THEIRS.items():
            write = getattr(frame, method)
            yield _ratio(
                f"write {forecasts:,} forecasts as {kind}", f"pandas `{method}` of the same frame",
                lambda: _written(kind, frame, folder), lambda: write(folder / f"theirs.{kind}", index=False),  # noqa: B023 - called here
            )  # fmt: skip
        yield _ratio(
            f"`export forecasts` of {forecasts:,} as csv", "pandas: `read_sql` of the same rows, `to_csv`",
            lambda: book.export("forecasts", folder / "whole.csv"), lambda: _read_and_written(place, folder),
        )  # fmt: skip


def _ratio(what: str, opponent: str, ours: Callable[[], object], theirs: Callable[[], object]) -> Ratio:
    taken = in_turns(ours, theirs, runs=3)
    return Ratio(what=what, opponent=opponent, ours=taken[0], theirs=taken[1], bar=0.5, at_most=False)


def forecast_rows(forecasts: int) -> tuple[list[str], Iterator[list[str]]]:
    """A hundred people on the same questions, half of which came true."""
    return (
        ["key", "claim", "forecaster", "p", "by", "made", "outcome", "known_on"],
        (
            [f"q{n}", f"Claim {n}", f"Person {who}", f"{(n * 7 + who * 13) % 99 + 1}%", "2026-06-30", "2026-01-01",
             "yes" if n * 7919 % 100 < 50 else "no", "2026-06-30"]
            for n in range(forecasts // FORECASTERS)
            for who in range(FORECASTERS)
        ),
    )  # fmt: skip


def _written(kind: str, frame, folder: Path) -> None:
    with (folder / f"ours.{kind}").open("w", encoding="utf-8", newline="") as stream:
        EXPORTERS[kind](frame, stream)


def _read_and_written(place: Path, folder: Path) -> None:
    import pandas as pd

    with sqlite3.connect(place) as connection:
        pd.read_sql(JOINED, connection).to_csv(folder / "theirs.csv", index=False)


if __name__ == "__main__":
    os.environ.setdefault("XDG_STATE_HOME", tempfile.mkdtemp(prefix="fcl-bench-state-"))
    for ratio in measure(*map(int, sys.argv[1:])):
        print(ratio.row(), flush=True)
