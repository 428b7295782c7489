"""How surprising a number of standard deviations is."""

import math

_SURE = 12


def sure(value: float) -> float:
    """The value to 12 significant digits, those on which the exponentials and error functions of all machines agree.

    >>> sure(0.1 + 0.2)
    0.3
    """
    return float(f"{value:.{_SURE}g}")


def two_sided(z: float) -> float:
    """The chance, 0 to 1, that a standard normal lies at least as far from 0 as z.

    >>> round(two_sided(-1.96), 4)
    0.05
    """
    return sure(math.erfc(abs(z) / math.sqrt(2)))
