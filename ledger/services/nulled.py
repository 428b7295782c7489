"""Nulled: calibration statistics beside what a perfect forecaster of the same questions would get."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from ledger.calibration.bins import scheme_for
from ledger.calibration.corp import corp
from ledger.calibration.expected_error import debiased_squared_error, maximum_calibration_error
from ledger.calibration.nulls import Null, null_of, null_of_calibration_error, null_of_miscalibration
from ledger.calibration.summary import Statistic
from ledger.calibration.tally import Tally

RESAMPLES: Final = 1000
FEWER: Final = 200
QUICK: Final = 400_000
"""So many draws of a count take about a third of a second; more are made only on request."""

SLOW: Final = 10
"""How much longer one value of the logarithmic miscalibration takes than one of the other."""

ERRORS: Final = ("expected_calibration_error", "maximum_calibration_error", "debiased_squared_error")
UNNULLED: Final = "not told without what a perfect forecaster would get, which takes long here: ask for resamples"

Statistics = dict[str, Statistic]
Draw = Callable[..., Null | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draws:
    """The outcomes to be drawn: of which forecasts, each by itself, by which bins, from which seed and how often.

    `resamples` None: 1000 times, or 200, or not at all, within the `budget` of draws. `tested` says whether p-values
    may be given; `note` what else is to be said.
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
        if self.resamples is not None:
            return self.resamples
        return next((some for some in (RESAMPLES, FEWER) if self.affords(some)), None)

    def affords(self, times: int, *, slow: int = 1) -> bool:
        """Whether so many draws are asked for, or within the budget where each takes `slow` times as long as usual.

        >>> Draws(tally=Tally({(700_000, 0): 3}), bins="centred11", seed=1).affords(1000, slow=500)
        False
        """
        return self.resamples is not None or len(self.tally.by_probability()) * times * slow <= self.budget


def with_nulls(found: Statistics, draws: Draws, *, expected_error: bool) -> Statistics:
    """The statistics with nulls beside miscalibration, and, where `expected_error` asks for them, calibration errors.

    A value that would stand without its null is left out, and its note says so; without being asked for, calibration
    errors are left out altogether.
    """
    told = {name: one for name, one in found.items() if expected_error or name not in ERRORS}
    times = draws.times
    patient = times if times and draws.affords(times, slow=SLOW) else None
    drawn: list[tuple[str, Draw, int | None]] = [
        ("brier_miscalibration", null_of_miscalibration, times),
        ("log_miscalibration", _of(_log_miscalibration), patient),
    ]
    if expected_error:
        scheme, times = scheme_for(draws.bins, draws.tally), times or RESAMPLES
        drawn += [
            ("expected_calibration_error", lambda *a, **k: null_of_calibration_error(*a, bins=draws.bins, **k), times),
            ("maximum_calibration_error", _of(lambda tally: maximum_calibration_error(tally, bins=scheme)), times),
            ("debiased_squared_error", _of(lambda tally: debiased_squared_error(tally, bins=scheme)), times),
        ]
    return {**told, **{name: _beside(told[name], draw, often, draws) for name, draw, often in drawn}}


def _beside(one: Statistic, draw: Draw, times: int | None, draws: Draws) -> Statistic:
    if one.value is None or not math.isfinite(one.value):
        return one
    null = None if times is None else draw(draws.tally, resamples=times, seed=draws.seed)
    if null is None:
        return replace(one, value=None, note=UNNULLED)
    note = "; ".join(filter(None, (one.note, draws.note))) or None
    p_value = null.p_value if draws.tested else None
    return replace(one, p_value=p_value, null_mean=null.mean, null_high=null.high, note=note)


def _of(statistic: Callable[[Tally], float | None]) -> Draw:
    return lambda tally, **how: null_of(statistic, tally, **how)


def _log_miscalibration(tally: Tally) -> float | None:
    split = corp(tally, rule="log")
    return None if split is None or math.isinf(split.miscalibration) else split.miscalibration
