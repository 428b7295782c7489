"""How much each forecast weighs in the platform's aggregates."""

import math
from typing import Final

from ledger.errors import InputError

_UNWEIGHTED: Final = 2
_PRIOR_COVERAGE: Final = 30
_LEAST_REPUTATION: Final = 1e-6
_POWER: Final = 6


def recency_weights(n: int) -> list[float] | None:
    """exp(sqrt(i) - sqrt(n)) for i = 1 (oldest) to n (newest), so the newest weighs 1; None, unweighted, for n <= 2.

    An `InputError` for fewer than none.

    >>> [round(weight, 3) for weight in recency_weights(4)]
    [0.368, 0.557, 0.765, 1.0]
    """
    if n < 0:
        raise InputError(f"{n} forecasts cannot be weighted")
    return [math.exp(math.sqrt(i) - math.sqrt(n)) for i in range(1, n + 1)] if n > _UNWEIGHTED else None


def reputation(*, sum_peer: float, sum_coverage: float) -> float:
    """A forecaster's past peer points per question covered, as if 30 more had given nothing; at least 0.000001.

    An `InputError` for a coverage below 0.

    >>> reputation(sum_peer=600, sum_coverage=30)
    10.0
    """
    if not sum_coverage >= 0:
        raise InputError(f"a coverage of {sum_coverage} is below 0")
    return max(sum_peer / (_PRIOR_COVERAGE + sum_coverage), _LEAST_REPUTATION)


def single_aggregation_weight(*, age: float, horizon: float, sum_peer: float, sum_coverage: float) -> float:
    """(decay^0.5 reputation^0.5)^6, where decay is exp(-age / horizon); above 0, not normalised.

    `age` of the forecast and `horizon`, from opening to the scheduled close, are in one unit of time. An `InputError`
    for a negative age or a horizon that is not above 0.

    >>> round(single_aggregation_weight(age=50, horizon=100, sum_peer=600, sum_coverage=30), 6)
    223.13016
    """
    if not age >= 0 or not horizon > 0:
        raise InputError(f"a forecast of age {age} over a horizon of {horizon} cannot be weighted")
    decay = math.exp(-age / horizon)
    root: float = decay**0.5 * reputation(sum_peer=sum_peer, sum_coverage=sum_coverage) ** 0.5
    return root**_POWER
