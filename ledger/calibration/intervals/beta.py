"""The beta distribution: its cumulative probability by a continued fraction, and the inverse of it."""

import math
from statistics import NormalDist

_CLOSE = 1e-15
_MOST_TERMS = 1_000_000
_MOST_STEPS = 200


def beta_share(x: float, a: float, b: float) -> float:
    """The probability that a Beta(a, b) variable is at most x: the regularised incomplete beta function, 0 to 1.

    By the continued fraction 26.5.8 of Abramowitz and Stegun (1964), where it converges fast. a and b are above 0.

    >>> [round(beta_share(x, 1.0, 3.0), 14) for x in (0.0, 0.2, 0.5, 1.0)]
    [0.0, 0.488, 0.875, 1.0]
    """
    if not 0 < x < 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - math.exp(_log_share(1 - x, b, a))
    return math.exp(_log_share(x, a, b))


def beta_quantile(share: float, a: float, b: float) -> float:
    """The x below which a Beta(a, b) variable lies with that probability; `share` in (0, 1/2], a and b above 0.

    Newton's method on ln(share) against ln(x), which is nearly a straight line where x is small, kept within a bracket
    that shrinks at each step.

    >>> round(beta_quantile(0.488, 1.0, 3.0), 12)
    0.2
    """
    low, high, x = 0.0, 1.0, _first_guess(share, a, b)
    for _ in range(_MOST_STEPS):
        found = beta_share(x, a, b)
        low, high = (x, high) if found < share else (low, x)
        step = _newton(x, found, share, a, b)
        if not low < step < high:
            step = (low + high) / 2
        if abs(step - x) <= _CLOSE * x:
            return step
        x = step
    return x


def _newton(x: float, found: float, share: float, a: float, b: float) -> float:
    if found <= 0:
        return x
    slope = math.exp(a * math.log(x) + (b - 1) * math.log1p(-x) - _log_beta(a, b)) / found
    return x * math.exp(math.log(share / found) / slope) if slope > 0 else x


def _first_guess(share: float, a: float, b: float) -> float:
    # Wilson's interval read backwards: the normal approximation, in the variance of the end that is sought.
    n, z = a + b, NormalDist().inv_cdf(share)
    guess = (a + z * z / 2 + z * math.sqrt(a * b / n + z * z / 4)) / (n + z * z)
    return min(max(guess, 1e-300), 1 - 1e-16)


def _log_share(x: float, a: float, b: float) -> float:
    front = a * math.log(x) + b * math.log1p(-x) - _log_beta(a, b) - math.log(a)
    return front - math.log(_fraction(x, a, b))


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


def _fraction(x: float, a: float, b: float) -> float:
    # Lentz's way to run through a continued fraction; it tends to 1 / (26.5.8).
    value, above, below = 1.0, 1.0, 0.0
    for term in range(1, _MOST_TERMS):
        half = term // 2
        if term % 2:
            factor = -(a + half) * (a + b + half) * x / ((a + 2 * half) * (a + 2 * half + 1))
        else:
            factor = half * (b - half) * x / ((a + 2 * half - 1) * (a + 2 * half))
        below = 1 / (1 + factor * below)
        above = 1 + factor / above
        value *= above * below
        if abs(above * below - 1) < _CLOSE:
            break
    return value
