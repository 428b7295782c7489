"""Measures what must be fast, as ratios against an opponent in the same run: `make bench`.

Opponents are defined in the files beside this one. Results are printed and written to results.md.
"""

import os
import platform
import sqlite3
import sys
import tempfile
from pathlib import Path

os.environ["XDG_STATE_HOME"] = tempfile.mkdtemp(prefix="fcl-bench-state-")
sys.path.insert(0, str(Path(__file__).parent))

import calibrating
import detecting
import pandas as pd
import reading
import reads
import sqlalchemy
import start
import writes

from ledger import __version__

HEADER = """\
# Results

Medians of several runs taken in turns with the opponent's (lowest to highest in brackets). Bars with ≤ compare the
times, ours / theirs; bars with ≥ the speeds, theirs / ours. Made by `make bench` with Forecast Ledger {version},
Python {python}, SQLite {sqlite}, SQLAlchemy {sqlalchemy}, pandas {pandas}, {cores} cores, {machine}.

| what | ours | opponent | theirs | ratio | bar | holds |
|---|---|---|---|---|---|---|
"""


def main() -> None:
    lines = [
        HEADER.format(
            version=__version__,
            python=platform.python_version(),
            sqlite=sqlite3.sqlite_version,
            sqlalchemy=sqlalchemy.__version__,
            pandas=pd.__version__,
            cores=os.cpu_count(),
            machine=platform.machine(),
        )
    ]
    print(lines[0], end="")
    for part in (start, writes, reads, calibrating, detecting, reading):
        for ratio in part.measure():
            print(ratio.row(), flush=True)
            lines.append(ratio.row() + "\n")
    (Path(__file__).parent / "results.md").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
