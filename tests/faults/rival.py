"""A judge in a program of its own: waits for a question, resolves it at once, and says what became of it.

Run as `python -m tests.faults.rival PLACE NAME OUTCOME [--judge]`; questions come on standard input, one a line. With
`--judge` the verdict stands beside those of others.
"""

import sys

import ledger
from ledger.errors import LedgerError


def say(*words):
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


def main(place, name, outcome, *options):
    judge = name if options else None
    with ledger.open(place, actor=name) as book:
        say("ready")
        for line in sys.stdin:
            try:
                book.resolve(line.strip(), outcome, known_on="2026-06-30", judge=judge)
            except LedgerError as error:
                say(error.code)
            else:
                say("stored")


if __name__ == "__main__":
    main(*sys.argv[1:])
