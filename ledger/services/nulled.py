"""Nulled: calibration statistics beside what a perfect forecaster of the same questions would get."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from ledger.calibration.bins import FITTED, scheme_for
from ledger.calibration.corp import corp
from ledger.calibration.expected_error import debiased_squared_error, maximum_calibration_error
from ledger.calibration.fold import folded
from ledger.calibration.nulls import HIGH, Null, null_of, null_of_calibration_error, null_of_miscalibration
from ledger.calibration.redraw import redraws
from ledger.calibration.summary import Statistic
from ledger.calibration.tally import Tally
from ledger.errors import InputError

RESAMPLES: Final = 1000
SOME: Final = 500
FEWER: Final = 200
QUICK: Final = 400_000
"""So many draws of a count take about a third of a second; more are made only on request."""

SLOW: Final = 10
"""How much longer one value of the logarithmic miscalibration takes than one of the other."""

ERRORS: Final = ("expected_calibration_error", "maximum_calibration_error", "debiased_squared_error")
UNNULLED: Final = "not told without what a perfect forecaster would get, which takes long here: ask for resamples"

TIE: Final = 1e-12
MURPHY: Final = "murphy_miscalibration"
FOLLOWING: Final = "bins follow the outcomes, so every draw has its own"

Statistics = dict[str, Statistic]
Draw = Callable[..., Null | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draws:
    """The outcomes to be drawn: of which forecasts, each by itself, by which bins, from which seed and how often.

    `resamples` None: 1000 times, or 500, or 200, or not at all, within the `budget` of draws. `tested` says whether
    p-values may be given; `note` what else is to be said.
    """

    tally: Tally
    bins: str
    seed: int
    resamples: int | None = None
    budget: int = QUICK
    tested: bool = True
    note: str | None = None

    @property
    def times(self) -> int | None:
        """How often; None for not at all.

        >>> Draws(tally=Tally({(700_000, 0): 3}), bins="centred11", seed=1).times
        1000
        """
        return self.patient(slow=1)

    def patient(self, *, slow: int) -> int | None:
        """How often where each draw takes `slow` times as long as usual.

        >>> Draws(tally=Tally({(700_000, 0): 3}), bins="centred11", seed=1).patient(slow=500)
        500
        """
        if self.resamples is not None:
            return self.resamples
        return next((some for some in (RESAMPLES, SOME, FEWER) if self.affords(some, slow=slow)), None)

    def times_of(self, metric: str) -> int | None:
        """How often for the null of one statistic."""
        if metric in ERRORS:
            return self.times or RESAMPLES
        return self.patient(slow=SLOW) if metric == "log_miscalibration" else self.times

    def affords(self, times: int, *, slow: int = 1) -> bool:
        """Whether so many draws are asked for, or within the budget where each takes `slow` times as long as usual.

        >>> Draws(tally=Tally({(700_000, 0): 3}), bins="centred11", seed=1).affords(1000, slow=500)
        False
        """
        return self.resamples is not None or len(self.tally.by_probability()) * times * slow <= self.budget


def with_nulls(found: Statistics, draws: Draws, *, expected_error: bool) -> Statistics:
    """The statistics with nulls beside miscalibration, and, where `expected_error` asks for them, calibration errors.

    A value that would stand without its null is left out, and its note says so; without being asked for, calibration
    errors are left out altogether. An `InputError` where they are asked for on bins that follow the outcomes.
    """
    told = {name: one for name, one in found.items() if expected_error or name not in ERRORS}
    if expected_error and draws.bins in FITTED:
        message = (
            f"there is no expected error on {draws.bins} bins: they follow the outcomes, so every draw has its own"
        )
        raise InputError(message, hint="leave out --expected-error, or take other bins, such as --bins centred11")
    scheme = scheme_for(draws.bins, draws.tally)
    drawn: dict[str, Draw] = {
        "brier_miscalibration": null_of_miscalibration,
        "log_miscalibration": _of(_log_miscalibration),
        MURPHY: lambda *a, **k: null_of_murphy(*a, bins=draws.bins, **k),
    }
    if expected_error:
        drawn |= {
            "expected_calibration_error": lambda *a, **k: null_of_calibration_error(*a, bins=draws.bins, **k),
            "maximum_calibration_error": _of(lambda tally: maximum_calibration_error(tally, bins=scheme)),
            "debiased_squared_error": _of(lambda tally: debiased_squared_error(tally, bins=scheme)),
        }
    beside = {name: _beside(told[name], draw, draws) for name, draw in drawn.items()}
    # One family of tests is enough: this null is for the eye.
    beside[MURPHY] = replace(beside[MURPHY], p_value=None)
    if draws.bins in FITTED and told[MURPHY].value is not None:
        beside[MURPHY] = replace(told[MURPHY], value=None, note=f"not told without its null: {draws.bins} {FOLLOWING}")
    return {**told, **beside}


def _beside(one: Statistic, draw: Draw, draws: Draws) -> Statistic:
    if one.value is None or not math.isfinite(one.value):
        return one
    times = draws.times_of(one.metric)
    null = None if times is None else draw(draws.tally, resamples=times, seed=draws.seed)
    if null is None:
        return replace(one, value=None, note=UNNULLED)
    fewer = f"null of {times} draws" if times != draws.times else None
    thinned = f"{draws.note}, where it is {null.observed:z.4f}" if draws.note else None
    note = "; ".join(filter(None, (one.note, fewer, thinned))) or None
    p_value = null.p_value if draws.tested else None
    return replace(one, p_value=p_value, null_mean=null.mean, null_high=null.high, note=note)


def null_of_murphy(tally: Tally, *, bins: str, resamples: int, seed: int) -> Null | None:
    """The null of Murphy's miscalibration on bins that do not follow the outcomes; None for an empty tally.

    >>> null = null_of_murphy(Tally({(800_000, 1_000_000): 35, (800_000, 0): 13}), bins="10", resamples=99, seed=1)
    >>> round(null.observed, 6), null.resamples
    (0.005017, 99)
    """
    scheme = scheme_for(bins, tally)
    cells = (folded(tally) if getattr(scheme, "folds", False) else tally).by_probability()
    if not cells or bins in FITTED:
        return None
    unit, total = tally.UNIT, sum(cell.n for cell in cells)
    places = [scheme.place(cell.p_ppm) for cell in cells]
    counts, said = Counter[int](), Counter[int]()
    for place, cell in zip(places, cells, strict=True):
        counts[place] += cell.n
        said[place] += cell.n * cell.p_ppm

    def value(happened: Iterable[int], whole: int) -> float:
        off = Counter(said)
        for place, hits in zip(places, happened, strict=True):
            off[place] -= hits * whole
        return math.fsum(off[place] ** 2 / n for place, n in counts.items()) / (total * unit * unit)

    chances = [Fraction(cell.p_ppm, unit) for cell in cells]
    observed = value((cell.happened for cell in cells), 1)
    drawn = redraws([cell.n for cell in cells], chances, resamples=resamples, seed=seed)
    return null_beside(observed, [value(draw, unit) for draw in drawn], seed=seed)


def null_beside(observed: float, values: Sequence[float], *, seed: int) -> Null:
    """An observed value beside those of the draws, at least one."""
    return Null(
        observed=observed,
        mean=math.fsum(values) / len(values),
        high=sorted(values)[math.ceil(HIGH * len(values)) - 1],
        p_value=(1 + sum(one >= observed - TIE for one in values)) / (1 + len(values)),
        resamples=len(values),
        seed=seed,
    )


def _of(statistic: Callable[[Tally], float | None]) -> Draw:
    return lambda tally, **how: null_of(statistic, tally, **how)


def _log_miscalibration(tally: Tally) -> float | None:
    split = corp(tally, rule="log")
    return None if split is None or math.isinf(split.miscalibration) else split.miscalibration
