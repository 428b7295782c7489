"""Spiegelhalter's test of calibration, and the certain forecasts that no test can take."""

import math
from dataclasses import dataclass

from ledger.calibration.normal import two_sided
from ledger.calibration.tally import Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationTest:
    """A number that is standard normal if every probability is right, and its two-sided p-value."""

    z: float
    p_value: float


def spiegelhalter(tally: Tally) -> CalibrationTest | None:
    """Spiegelhalter's z and its p-value: positive is over-confident, negative too timid, 0 best.

    z = sum (y - p)(1 - 2p) / sqrt(sum (1 - 2p)^2 p (1 - p)). Assumes independent forecasts, so one for each question.
    None where no variance is left (`why_no_test`). Certain forecasts that were wrong have no variance at all: show
    `certain_and_wrong` first. Outcomes that are fractions vary less than the test assumes, which makes it careful.
    Spiegelhalter (1986), doi 10.1002/sim.4780050506.

    >>> spiegelhalter(Tally({(900_000, 1_000_000): 2, (900_000, 0): 2}))
    CalibrationTest(z=2.6666666666666665, p_value=0.00766076113518)
    """
    unit, cells = tally.UNIT, tally.by_probability()
    variance = sum(n * (unit - 2 * p) ** 2 * p * (unit - p) for p, n, _, _ in cells)
    if not variance:
        return None
    z = sum((happened - n * p) * (unit - 2 * p) for p, n, happened, _ in cells) / math.sqrt(variance)
    return CalibrationTest(z=z, p_value=two_sided(z))


def why_no_test(tally: Tally) -> str | None:
    """Why there is no such test, or None if there is.

    >>> why_no_test(Tally({(500_000, 0): 2}))
    'every forecast is 0%, 50% or 100%'
    """
    if not tally.by_probability():
        return "no forecasts"
    return "every forecast is 0%, 50% or 100%" if spiegelhalter(tally) is None else None


def certain_and_wrong(tally: Tally) -> int:
    """How many forecasts of 0 or 1 did not come out so, wholly.

    >>> certain_and_wrong(Tally({(0, 1_000_000): 2, (0, 0): 3, (1_000_000, 500_000): 1, (990_000, 0): 1}))
    3
    """
    return sum(n for (p, y), n in tally.items() if p in {0, tally.UNIT} and y != p)
