"""How well predictions are told from other sentences, and how long it takes.

python benchmarks/detecting.py [--verbose] prints precision, recall and F with their intervals, for each text, tier and
half of our own list; verbose, every sentence that was missed or proposed wrongly, with its signs.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from measure import Ratio, in_turns

from ledger.sources.detection.detect import detect, signs_of
from ledger.sources.detection.sentences import split
from ledger.sources.detection.weights import WEIGHTS
from tests.conformance.detected import own_rows, rows, tiers
from tests.conformance.labelled import HALVES, Labelled, gold, own
from tests.conftest import SHARED

SIZE = 10_000_000


def measure() -> Iterator[Ratio]:
    """Finding predictions in 10 MB of sentences, against cutting the same text into them."""
    page = "\n".join(one.words for half in HALVES for one in own(half)) + "\n"
    text = page * (SIZE // len(page))
    ours, theirs = in_turns(lambda: detect(text), lambda: split(text), runs=3)
    yield Ratio(what="predictions in 10 MB", opponent="its sentences", ours=ours, theirs=theirs, bar=20, at_most=True)


def report() -> Iterator[str]:
    """The figures, without the gold set where it is not there."""
    if SHARED.is_dir():
        yield from (*rows(), "", *tiers())
    else:
        yield from ("no gold set: the shared reference data is not beside this checkout", *own_rows())


def mistakes() -> Iterator[str]:
    """Every sentence that was missed or proposed wrongly."""
    for one in (*(gold() if SHARED.is_dir() else ()), *(one for half in HALVES for one in own(half))):
        if one.tier != "borderline" and bool(one.tier) is not bool(one.found):
            yield f"{'missed' if one.tier else 'wrong'} ({one.group}): {one.words}\n    {signs(one)}"


def signs(one: Labelled) -> str:
    """The signs of a sentence and their weights."""
    found = [sign for sentence in split(one.words) for sign in signs_of(one.words, sentence)]
    return ", ".join(f"{sign} {WEIGHTS[sign].hundredths:+}" for sign in found) or "no sign"


def main() -> None:
    """Print the figures."""
    print(*report(), *(mistakes() if "--verbose" in sys.argv[1:] else ()), sep="\n")


if __name__ == "__main__":
    main()
