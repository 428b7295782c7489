"""Scores of arrays against the library scoringrules on the same arrays, which does not look at what it is given."""

from collections.abc import Callable, Iterator

import numpy as np
import scoringrules
from measure import Ratio, in_turns

from ledger.scoring.brier import brier_score
from ledger.scoring.crps_normal import crps_of_normal
from ledger.scoring.crps_samples import crps_of_samples

PAIRS = 5_000_000
NUMBERS = 200_000
SAMPLES = 50
RUNS = 5
LIBRARY = "scoringrules"


def measure() -> Iterator[Ratio]:
    random = np.random.default_rng(1)
    p = random.random(PAIRS)
    y = (random.random(PAIRS) < p).astype(float)
    yield _ratio(
        f"Brier scores of {PAIRS:,} pairs",
        lambda: brier_score(observed=y, predicted=p),
        lambda: scoringrules.brier_score(y, p),
    )
    x, mean, sd = random.normal(size=NUMBERS), random.normal(size=NUMBERS), random.random(NUMBERS) + 0.5
    both = np.stack([mean, sd], axis=-1)
    yield _ratio(
        f"CRPS of {NUMBERS:,} normal forecasts",
        lambda: crps_of_normal(observed=x, predicted=both),
        lambda: scoringrules.crps_normal(x, mean, sd),
    )
    drawn = random.normal(size=(NUMBERS, SAMPLES))
    yield _ratio(
        f"CRPS of {NUMBERS:,} forecasts of {SAMPLES} samples",
        lambda: crps_of_samples(observed=x, predicted=drawn),
        lambda: scoringrules.crps_ensemble(x, drawn),
    )


def _ratio(what: str, ours: Callable[[], object], theirs: Callable[[], object]) -> Ratio:
    first, second = in_turns(ours, theirs, runs=RUNS)
    return Ratio(what=what, opponent=LIBRARY, ours=first, theirs=second, bar=2, at_most=True)
