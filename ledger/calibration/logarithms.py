"""Natural logarithms of ratios of whole numbers, the same to the last digit on every machine."""

import math

_LN2 = 0.6931471805599453
# Odd reciprocals, the last first: with |s| at most 1/5 the first one left out adds less than 1e-17.
_SERIES = tuple(1 / (2 * place + 1) for place in range(11, -1, -1))


def ln_ratio(part: int, whole: int) -> float:
    """ln(part / whole) for part >= 0 and whole > 0; minus infinity for part = 0.

    Only additions, multiplications and divisions, which every machine rounds alike; a library's logarithm may differ
    from machine to machine. Within two units in the last place. Depends on the ratio alone.

    >>> ln_ratio(1, 2), ln_ratio(3, 3), ln_ratio(0, 5)
    (-0.6931471805599453, 0.0, -inf)
    """
    if part > whole:
        return -ln_ratio(whole, part)
    if part == 0:
        return -math.inf
    # Doubled until it is at least 2/3 and less than 4/3 of the whole.
    doublings = whole.bit_length() - part.bit_length()
    doublings += (3 * part << doublings) < 2 * whole
    doublings -= (3 * part << doublings) >= 4 * whole
    part <<= doublings
    slope = (part - whole) / (part + whole)
    square, total = slope * slope, 0.0
    for term in _SERIES:
        total = total * square + term
    return 2 * slope * total - doublings * _LN2
