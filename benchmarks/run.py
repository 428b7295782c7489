"""Measures what must be fast, as ratios against an opponent in the same run: `make bench`.

python benchmarks/run.py [SECTION ...]: all of them write results.md, some are only printed. Each section is a file
beside this one with `measure()`, which yields what has a row in the table; `report()`, where there is one, yields lines
of text that follow the table.
"""

import importlib
import os
import platform
import sqlite3
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

os.environ["XDG_STATE_HOME"] = tempfile.mkdtemp(prefix="fcl-bench-state-")
sys.path.insert(0, str(Path(__file__).parent))

SECTIONS = (
    "start",
    "writes",
    "importing",
    "bulk",
    "chained",
    "server",
    "service",
    "verifying",
    "reads",
    "calibrating",
    "scale",
    "detecting",
    "reading",
    "exporting",
    "cluster",
    "scoring",
)
HEADER = """\
# Results

Medians of several runs taken in turns with the opponent's (lowest to highest in brackets); ratios are medians of the
ratios of runs that followed each other. Bars with ≤ compare the times, ours / theirs; bars with ≥ the speeds,
theirs / ours. Made by `make bench` with Forecast Ledger {version}, Python {python}, SQLite {sqlite},
SQLAlchemy {sqlalchemy}, pandas {pandas}, {cores} cores, {machine}.

| what | ours | opponent | theirs | ratio | of processor time | bar | holds |
|---|---|---|---|---|---|---|---|"""


def header() -> str:
    import pandas as pd
    import sqlalchemy

    from ledger import __version__

    return HEADER.format(
        version=__version__,
        python=platform.python_version(),
        sqlite=sqlite3.sqlite_version,
        sqlalchemy=sqlalchemy.__version__,
        pandas=pd.__version__,
        cores=os.cpu_count(),
        machine=platform.machine(),
    )


def lines(sections: Sequence[str]) -> Iterator[str]:
    parts = {name: importlib.import_module(name) for name in sections}
    yield header()
    for part in parts.values():
        yield from (measured.row() for measured in part.measure())
    for name, part in parts.items():
        if hasattr(part, "report"):
            yield from (f"\n## {name.capitalize()}\n", *part.report())


def main() -> None:
    asked = sys.argv[1:]
    if unknown := set(asked) - set(SECTIONS):
        sys.exit(f"no section {', '.join(sorted(unknown))}; there are {', '.join(SECTIONS)}")
    said = []
    for line in lines(asked or SECTIONS):
        print(line, flush=True)
        said.append(line + "\n")
    if not asked:
        (Path(__file__).parent / "results.md").write_text("".join(said), encoding="utf-8")


if __name__ == "__main__":
    main()
