"""Calibration with every statistic: of a million forecasts, now and as of a past entry, and of ten million pairs."""

import resource
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from measure import Ratio, in_turns
from reads import GROUP_BY, imported, resolved_rows

import ledger
from ledger.calibration.summary import summarise
from ledger.calibration.tally import Tally

MILLION = 1_000_000
PAIRS = 10 * MILLION

# What a person would write who wants the same of a past entry: the newest wording and resolution of each question, the
# last forecast of each forecaster that came in time, and then the same GROUP BY.
PAST = """
WITH worded AS (
  SELECT question_id, deadline FROM (
    SELECT question_id, deadline, ROW_NUMBER() OVER (PARTITION BY question_id ORDER BY id DESC) AS place
    FROM wordings WHERE id <= :bound) WHERE place = 1),
resolved AS (
  SELECT question_id, verdict, known_on, y_ppm FROM (
    SELECT question_id, verdict, known_on, y_ppm, ROW_NUMBER() OVER (PARTITION BY question_id ORDER BY id DESC) AS place
    FROM resolutions WHERE id <= :bound) WHERE place = 1),
ranked AS (
  SELECT f.p_ppm, r.y_ppm, ROW_NUMBER() OVER (
    PARTITION BY f.question_id, f.forecaster_id ORDER BY f.made_on DESC, f.id DESC) AS place
  FROM forecasts f JOIN worded w ON w.question_id = f.question_id JOIN resolved r ON r.question_id = f.question_id
  WHERE f.id <= :bound AND r.verdict = 'resolved' AND w.deadline <= :day
    AND f.made_on < w.deadline AND f.made_on < r.known_on)
SELECT p_ppm, y_ppm, COUNT(*) FROM ranked WHERE place = 1 AND p_ppm IS NOT NULL GROUP BY p_ppm, y_ppm
"""

# Memory is that of a process of its own, above what the same process has before the call.
MEMORY = """
import resource, sys, ledger
with ledger.open(sys.argv[1], actor="bench") as book:
    book.state()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    book.calibration()
    print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
"""


def measure() -> Iterator[Ratio]:
    place = imported(Path(tempfile.mkdtemp(prefix="fcl-bench-")) / "million.db", *resolved_rows(MILLION))
    with ledger.open(place, actor="bench") as book, sqlite3.connect(place) as connection:
        ours, theirs = in_turns(book.calibration, lambda: connection.execute(GROUP_BY).fetchall(), runs=9)
        yield Ratio(
            what="`calibration` of 1,000,000 counted forecasts with CORP and every statistic",
            opponent="one GROUP BY, same index",
            ours=ours,
            theirs=theirs,
            bar=1.5,
            at_most=True,
        )
        book.add("One more, so that the past is not the present", "50%", by="2030")
        past = book.state()["ledger"]["entries"] - 1
        bound = {"bound": (past + 1 << 26) - 1, "day": "2026-12-31"}
        ours, theirs = in_turns(
            lambda: book.calibration(as_of=past), lambda: connection.execute(PAST, bound).fetchall(), runs=3
        )
        yield Ratio(
            what="the same as of a past entry",
            opponent="the same window query by hand",
            ours=ours,
            theirs=theirs,
            bar=1.5,
            at_most=True,
        )
    print(f"memory of `calibration` of 1,000,000 above the start: {_memory(place):.0f} MB (bar 80)", file=sys.stderr)
    yield _arrays()


def _memory(place: Path) -> float:
    done = subprocess.run([sys.executable, "-c", MEMORY, str(place)], capture_output=True, text=True, check=True)
    return float(done.stdout)


def _arrays() -> Ratio:
    import numpy as np
    from sklearn.calibration import calibration_curve
    from sklearn.isotonic import IsotonicRegression
    from sklearn.metrics import brier_score_loss, log_loss

    drawn = np.random.default_rng(7)
    p = drawn.integers(1, 100, PAIRS) / 100
    y = (drawn.random(PAIRS) < p).astype(np.int8)

    def theirs() -> None:
        calibration_curve(y, p, n_bins=10)
        brier_score_loss(y, p)
        log_loss(y, p)
        IsotonicRegression().fit(p, y)

    ours, others = in_turns(lambda: summarise(Tally.from_arrays(observed=y, predicted=p)), theirs, runs=3)
    return Ratio(
        what="10,000,000 (p, y) pairs: tally and every statistic",
        opponent="scikit-learn: curve, Brier, log loss, isotonic",
        ours=ours,
        theirs=others,
        bar=5,
        at_most=False,
    )


if __name__ == "__main__":
    for ratio in measure():
        print(ratio.row(), flush=True)
    print(f"peak of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB", file=sys.stderr)
