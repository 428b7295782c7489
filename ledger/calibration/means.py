"""Mean scores of a tally, with their errors."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Context, Decimal

from ledger.calibration.logarithms import ln_ratio
from ledger.calibration.tally import Tally
from ledger.errors import InputError
from ledger.scoring import RULES

FLOOR = Decimal("0.0001")

_HIGHEST = Decimal("0.5")
_EXACT = Context(prec=60)

# The score of one forecast from p, y and the whole, all in parts.
Score = Callable[[int, int, int], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeanScore:
    """The mean of a score over a tally.

    `value` is None for no forecasts and infinite if any score is; `error` is the standard error of the mean as if
    forecasts were independent, None below two forecasts or at infinity. With a floor, `n_floored` forecasts gave what
    came out less than `floor`.
    """

    rule: str
    value: float | None
    error: float | None
    n: int
    floor: Decimal | None = None
    n_floored: int = 0


def mean_score(tally: Tally, *, rule: str = "brier") -> MeanScore:
    """The mean of a rule of `RULES` over a tally, lower is better, with its standard error sd / sqrt(n).

    The logarithmic score is in nats and honest: infinite if a certain forecast was wrong (see `floored_log_score`).
    An `InputError` for other names and negative counts.

    >>> tally = Tally({(800_000, 1_000_000): 35, (800_000, 0): 13})
    >>> mean_score(tally).value, round(mean_score(tally, rule="log").error, 6)
    (0.2025, 0.089861)
    """
    return _mean(tally, _score_of(rule), rule=rule)


def floored_log_score(tally: Tally, *, floor: Decimal = FLOOR) -> MeanScore:
    """The mean logarithmic score in nats with the probability given to what came out raised to at least `floor`.

    Nothing else is altered: a hit at 100 % scores 0. `floor` lies above 0 and at most at 1/2, else an `InputError`.
    `n_floored` counts the forecasts below it.

    >>> floored_log_score(Tally({(1_000_000, 0): 1, (990_000, 1_000_000): 99})).value
    0.10205323621472825
    """
    parts = _EXACT.multiply(floor, Decimal(tally.UNIT))
    if not floor.is_finite() or not 0 < floor <= _HIGHEST or parts != int(parts):
        raise InputError(f"{floor} is no floor", hint="a number of millionths above 0 and at most 0.5, such as 0.0001")
    least = int(parts)
    mean = _mean(tally, lambda p, y, unit: _floored(p, y, unit, least), rule="log")
    below = sum(n for (p, y), n in tally.items() if (y and p < least) or (y < tally.UNIT and tally.UNIT - p < least))
    return MeanScore(rule="log", value=mean.value, error=mean.error, n=mean.n, floor=floor, n_floored=below)


def _mean(tally: Tally, score: Score, *, rule: str) -> MeanScore:
    n = sum(cell.n for cell in tally.by_probability())
    if not n:
        return MeanScore(rule=rule, value=None, error=None, n=0)
    scores = [(score(p, y, tally.UNIT), count) for (p, y), count in tally.items()]
    if any(math.isinf(each) for each, _ in scores):
        return MeanScore(rule=rule, value=math.inf, error=None, n=n)
    # Beside the first score, so that equal scores have exactly that mean and no error.
    first = scores[0][0]
    value = first + math.fsum((each - first) * count for each, count in scores) / n
    if n == 1:
        return MeanScore(rule=rule, value=value, error=None, n=n)
    spread = math.fsum((each - value) ** 2 * count for each, count in scores) / (n - 1)
    return MeanScore(rule=rule, value=value, error=math.sqrt(spread / n), n=n)


def _score_of(rule: str) -> Score:
    scored = RULES[rule].score
    if rule in _QUICK:
        return _QUICK[rule]
    return lambda p, y, unit: scored(
        probability=_EXACT.divide(Decimal(p), Decimal(unit)), outcome=_EXACT.divide(Decimal(y), Decimal(unit))
    )


def _brier(p: int, y: int, unit: int) -> float:
    return (p - y) ** 2 / unit**2


def _log(p: int, y: int, unit: int) -> float:
    return _floored(p, y, unit, 0)


def _floored(p: int, y: int, unit: int, least: int) -> float:
    happened = y * -ln_ratio(max(p, least), unit) if y else 0.0
    missed = (unit - y) * -ln_ratio(max(unit - p, least), unit) if y < unit else 0.0
    return (happened + missed) / unit


# The same scores as the rules give, from whole numbers, which is quicker than from decimals.
_QUICK: dict[str, Score] = {"brier": _brier, "log": _log}
