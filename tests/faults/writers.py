"""Many programs that write to one ledger at once: what they were told, and what is there.

Run as `python -m tests.faults.writers --writers 16 --entries 500 [--server]`; exits with 1 where anything is lost,
refused, or told twice.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ledger.store.verify import verify
from tests.ledgers import Ledger, schema

ROOT = Path(__file__).parents[2]


def start(place, number, entries):
    words = [sys.executable, "-m", "tests.faults.writer", place, f"P{number}", str(entries), "1"]
    return subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def written(place, writers, entries):
    """What all of them said is stored: entry and name; SystemExit where one failed or two said the same."""
    processes = [start(place, number, entries) for number in range(writers)]
    lines = [line for process in processes for line in process.communicate()[0].splitlines()]
    failed = sum(process.returncode != 0 for process in processes)
    said = [line.split(" ", 1) for line in lines if not line.startswith("ready")]
    stored = {int(entry): name for entry, name in said}
    if failed or len(stored) != writers * entries:
        sys.exit(f"{failed} programs failed, {len(said)} entries said, {len(stored)} of them different")
    return stored


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--writers", type=int, default=16)
    parser.add_argument("--entries", type=int, default=500)
    parser.add_argument("--server", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["XDG_STATE_HOME"] = home
        if asked.server:
            with schema() as place:
                counted(place, asked)
        else:
            counted(f"{home}/ledger.db", asked)


def counted(place, asked):
    Ledger(place).close()
    begun = time.monotonic()
    said = written(place, asked.writers, asked.entries)
    seconds = time.monotonic() - begun
    ledger = Ledger(place)
    with ledger.store.reading() as connection:
        verdict = verify(connection)
    there = {row[1]: row[4] for row in ledger.rows("forecasters")}
    ledger.close()
    if not verdict.whole or there != said:
        sys.exit(f"{len(said)} entries said, {len(there)} there; {verdict.findings[:1]}")
    where = "PostgreSQL" if asked.server else "SQLite"
    sys.stdout.write(
        f"{where}: {asked.writers} programs, {len(there)} entries, 0 lost, 0 refused, chain whole, "
        f"{len(there) / seconds:.0f} entries a second\n"
    )


if __name__ == "__main__":
    main()
