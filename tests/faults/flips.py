"""Bits turned over in a ledger's file: each is found, or nothing that anybody reads has changed.

Run as `python -m tests.faults.flips --n 600`; exits with 1 where altered contents pass for whole.
"""

import argparse
import functools
import os
import random
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

from ledger.errors import LedgerError
from ledger.store import backup
from ledger.store import schema as schemas
from ledger.store.columns import metadata
from ledger.store.verify import verify
from tests.ledgers import Ledger, told


def contents(place):
    """Every row of every table."""
    ledger = Ledger(str(place))
    try:
        return {name: ledger.rows(name) for name in metadata.tables}
    finally:
        ledger.close()


def found(place):
    """What verify says of a file: findings, or that it cannot be opened."""
    try:
        ledger = Ledger(str(place))
    except LedgerError as error:
        return [error.message]
    try:
        with ledger.store.reading() as connection:
            return [finding.message for finding in verify(connection).findings]
    except LedgerError as error:
        return [error.message]
    finally:
        ledger.close()


def flip(file, place):
    """Turn one bit of a file over."""
    with file.open("r+b") as content:
        content.seek(place // 8)
        octet = content.read(1)[0]
        content.seek(place // 8)
        content.write(bytes([octet ^ (1 << place % 8)]))


def flipped(whole, folder, place):
    """One bit turned over in a copy: "found", "harmless" or "undetected"; what was found is put right by the backup."""
    file = folder / "ledger.db"
    shutil.copy(whole, file)
    flip(file, place)
    if found(file) == found(whole):
        return "harmless" if contents(file) == contents(whole) else "undetected"
    backup.restore(whole, file)
    if contents(file) != contents(whole):
        sys.exit(f"bit {place}: the backup did not bring it back")
    return "found"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    schemas._made_text = functools.cache(schemas._made_text)
    chance = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as home:
        os.environ["XDG_STATE_HOME"] = home
        whole = Path(home) / "whole.db"
        told(Ledger(str(whole))).close()
        results = Counter()
        for number in range(asked.n):
            folder = Path(home) / str(number)
            folder.mkdir()
            results[flipped(whole, folder, chance.randrange(whole.stat().st_size * 8))] += 1
            shutil.rmtree(folder)
    sys.stdout.write(
        f"{asked.n} bits turned over: {results['found']} found and restored, {results['harmless']} where nothing is "
        f"kept, {results['undetected']} undetected\n"
    )
    sys.exit(bool(results["undetected"]))


if __name__ == "__main__":
    main()
