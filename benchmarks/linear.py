"""Whether every reader of text takes linear time: each on text of n, 2n and 4n signs, with the growth from n to 4n.

python benchmarks/linear.py prints the worst text found for every regular expression of the program, and for the readers
of deadlines, probabilities, queries, rules, claims, criteria, predictions and quotes.
"""

import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from ledger.core.coherence.claims import read_claim
from ledger.core.deadlines import read_deadline
from ledger.core.lint.judging import lint_text
from ledger.core.probability import read_probability
from ledger.core.query import read_query
from ledger.core.recurrence import read_rule as read_recurrence
from ledger.core.rules.rule import read_rule
from ledger.errors import LedgerError
from ledger.sources.anchors import find_quote
from ledger.sources.detection.detect import detect
from tests.architecture.ambiguity import letters_of, parser
from tests.architecture.test_patterns import expressions

SIZES = (25_000, 50_000, 100_000)
CAPPED = {"[a-z0-9]*$": (50, 100, 200)}
"""Expressions that only read what is at most so long: those of deadlines."""
MADE = date(2026, 1, 2)
PIECES = (
    "a", " ", "0", "-", "2027-", "by ", "not ", "1/", "(", "any >= 1 ", "end of ", "and ", "%", ".5 ", "@", "\u00e9",
    "and/or ", "12:30 ", "$1,000 ", "a. ", "if ", "yes ", "https://", "2027-01-01 ", "\n", '"', "a-",
)  # fmt: skip


def growth(take: Callable[[str], object], piece: str, sizes: tuple[int, ...] = SIZES) -> tuple[float, float]:
    """How many times longer the longest text takes than the shortest, and the seconds of the longest."""
    taken = [min(seconds(take, (piece * size)[:size] + "!") for _ in range(3)) for size in sizes]
    return taken[-1] / max(taken[0], 1e-6), taken[-1]


def seconds(take: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    with suppress(LedgerError):
        take(text)
    return time.process_time() - start


def worst(
    take: Callable[[str], object], pieces: Iterator[str], sizes: tuple[int, ...] = SIZES
) -> tuple[float, float, str]:
    """The piece whose repetition takes longest: its growth, its seconds, itself."""
    slowest = max(pieces, key=lambda piece: seconds(take, (piece * 2_000)[: min(2_000, sizes[-1])] + "!"))
    return (*growth(take, slowest, sizes), slowest)


def attacks(text: str, flags: int) -> Iterator[str]:
    """Each letter of the expression, and each two of them."""
    letters = list(dict.fromkeys([*letters_of(parser.parse(text, flags)), *"a0 "]))[:24]
    yield from letters
    yield from map("".join, product(letters, repeat=2))


def every_match(text: str, flags: int, *, search: bool) -> Callable[[str], object]:
    found = re.compile(text, flags)
    return (lambda words: sum(1 for _ in found.finditer(words))) if search else found.fullmatch


READERS: dict[str, Callable[[str], object]] = {
    "deadline": lambda text: read_deadline(text, made=MADE, zone=UTC, now=datetime(2026, 1, 2, tzinfo=UTC)),
    "probability": read_probability,
    "query": read_query,
    "rule of a metric": read_rule,
    "recurrence": read_recurrence,
    "claim (coherence)": read_claim,
    "criteria (lint)": lambda text: lint_text(text[:2_000], text),
    "predictions": detect,
    "quote": lambda text: find_quote(text, "a\n" * 4_999 + "b"),
}


def main() -> None:
    """Print a row for each, the one that grows most first."""
    rows = [(*worst(take, iter(PIECES)), name) for name, take in READERS.items()]
    for text, (_, flags, search) in expressions().items():
        take, sizes = every_match(text, flags, search=search), CAPPED.get(text, SIZES)
        rows.append((*worst(take, attacks(text, flags), sizes), ascii(" ".join(text.split()))[:60]))
    print("growth for 4 times the text | ms for 100 kB | of | on")
    for grown, taken, piece, name in sorted(rows, reverse=True):
        print(f"{grown:6.1f} | {taken * 1000:8.1f} | {name} | {piece!r} again and again")


if __name__ == "__main__":
    main()
