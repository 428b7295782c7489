"""Agreement between judges beyond what chance explains: Cohen's kappa of two, Fleiss' kappa of several.

Verdicts are names and nothing more: a `no` is as far from a `yes` as from an `annulled`. All is exact until the end.
"""

import math
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from ledger.calibration.intervals.levels import DEFAULT_LEVEL, normal_quantile
from ledger.errors import InputError

Why = Literal["nothing_in_common", "one_verdict"]
CERTAIN: Final = Fraction(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far judges agree on `n` questions that all of them judged.

    `observed` and `expected` are shares, 0 to 1, of agreement and of what chance alone would give; `kappa` is
    (observed - expected) / (1 - expected): 1 for judges who always agree, 0 for as often as by chance, at least -1 for
    two. `why` says why there is none: no question (`nothing_in_common`), or all judges gave one and the same verdict
    everywhere (`one_verdict`: chance explains everything). The interval is None where there is no standard error, or
    where it is 0 and says nothing: judges who never differed on a few questions may differ on the next.
    """

    n: int
    observed: float | None = None
    expected: float | None = None
    kappa: float | None = None
    standard_error: float | None = None
    interval_low: float | None = None
    interval_high: float | None = None
    why: Why | None = None


def cohen_kappa(pairs: Sequence[tuple[Hashable, Hashable]], *, level: Decimal = DEFAULT_LEVEL) -> Agreement:
    """Agreement of two judges from their verdicts, a pair for each question, with an interval of that level.

    Cohen (1960), doi 10.1177/001316446002000104; the standard error is that of Fleiss, Cohen and Everitt (1969),
    doi 10.1037/h0028106, the interval normal and inside [-1, 1]. InputError for a level outside (0, 1).

    >>> found = cohen_kappa([("yes", "yes"), ("yes", "yes"), ("no", "no"), ("no", "yes")])
    >>> found.observed, found.expected, found.kappa
    (0.75, 0.5, 0.5)
    >>> cohen_kappa([("yes", "yes")]).why
    'one_verdict'
    """
    n = len(pairs)
    if not n:
        return Agreement(n=0, why="nothing_in_common")
    rows, columns = (Counter(judge) for judge in zip(*pairs, strict=True))
    observed = Fraction(sum(one == other for one, other in pairs), n)
    expected = Fraction(sum(count * columns[label] for label, count in rows.items()), n * n)
    if expected == CERTAIN:
        return Agreement(n=n, observed=1.0, expected=1.0, why="one_verdict")
    kappa = (observed - expected) / (1 - expected)
    error = math.sqrt(_variance(pairs, kappa, expected))
    low, high = _interval(float(kappa), error, level)
    return Agreement(
        n=n, observed=float(observed), expected=float(expected), kappa=float(kappa), standard_error=error,
        interval_low=low, interval_high=high,
    )  # fmt: skip


def _variance(pairs: Sequence[tuple[Hashable, Hashable]], kappa: Fraction, expected: Fraction) -> Fraction:
    """The large-sample variance of kappa, exact."""
    n, apart = len(pairs), 1 - kappa
    rows, columns = (Counter(judge) for judge in zip(*pairs, strict=True))
    spread = Fraction(0)
    for (one, other), count in Counter(pairs).items():
        margins = Fraction(columns[one] + rows[other], n) * apart
        spread += Fraction(count, n) * ((1 - margins) ** 2 if one == other else margins**2)
    return (spread - (kappa - expected * apart) ** 2) / (n * (1 - expected) ** 2)


def _interval(kappa: float, error: float, level: Decimal) -> tuple[float, float] | tuple[None, None]:
    half = normal_quantile(level) * error
    return (max(-1.0, kappa - half), min(1.0, kappa + half)) if half else (None, None)


def fleiss_kappa(verdicts: Sequence[Sequence[Hashable]]) -> Agreement:
    """Agreement of several judges, a row for each question with one verdict from each; without a standard error.

    Fleiss (1971), doi 10.1037/h0031619. Whose verdict is whose plays no part: chance draws from all verdicts together,
    so that for two judges it differs a little from Cohen's. InputError for rows of different lengths or of one judge.

    >>> fleiss_kappa([("yes", "yes", "yes"), ("no", "no", "yes")]).kappa
    0.25
    """
    n = len(verdicts)
    if not n:
        return Agreement(n=0, why="nothing_in_common")
    judges = len(verdicts[0])
    if judges < 2 or any(len(row) != judges for row in verdicts):
        raise InputError("every question needs a verdict from each of the judges", hint="leave the others out")
    together = Counter(label for row in verdicts for label in row)
    agreeing = sum(count * (count - 1) for row in verdicts for count in Counter(row).values())
    observed = Fraction(agreeing, n * judges * (judges - 1))
    expected = Fraction(sum(count * count for count in together.values()), (n * judges) ** 2)
    if expected == CERTAIN:
        return Agreement(n=n, observed=1.0, expected=1.0, why="one_verdict")
    kappa = (observed - expected) / (1 - expected)
    return Agreement(n=n, observed=float(observed), expected=float(expected), kappa=float(kappa))
