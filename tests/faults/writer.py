"""A program that only appends: opens the ledger at a place and says each entry once it is stored.

Run as `python -m tests.faults.writer PLACE NAME COUNT ROWS`.
"""

import sys

from ledger.store.ids import derived_id
from ledger.store.tables import forecasters
from tests.ledgers import Ledger


def say(*words):
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def main(place, name, count, rows):
    ledger = Ledger(place)
    say("ready", ledger.head().ledger)
    for number in range(int(count)):
        people = [f"{name} {number} {row}" for row in range(int(rows))]
        with ledger.entry() as draft:
            values = [(derived_id("forecasters", "name", one), "name", one) for one in people]
            draft.add_rows(forecasters, ["public_id", "system", "foreign_key"], values)
        say(draft.entry, people[0])
    ledger.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
