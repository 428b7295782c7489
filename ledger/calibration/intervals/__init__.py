"""Intervals for the frequency in a bin, by name: one kind in each file."""

from ledger.calibration.intervals.kind import Cells, Ends, Interval
from ledger.calibration.intervals.levels import DEFAULT_LEVEL, normal_quantile, tail_of
from ledger.calibration.intervals.score import wilson
from ledger.registry import Registry

__all__ = [
    "DEFAULT_LEVEL",
    "INTERVALS",
    "Cells",
    "Ends",
    "Interval",
    "interval_named",
    "normal_quantile",
    "tail_of",
    "wilson",
]

INTERVALS: Registry[Interval] = Registry(
    "interval",
    {
        "wilson": "ledger.calibration.intervals.score:wilson",
        "jeffreys": "ledger.calibration.intervals.jeffreys:jeffreys",
        "clopper-pearson": "ledger.calibration.intervals.exact:clopper_pearson",
        "consistency": "ledger.calibration.intervals.consistency:consistency",
    },
)
"""Every kind of interval by name."""


def interval_named(name: str) -> Interval:
    """The interval of that name; an `InputError` that lists them if there is none.

    >>> interval_named("wilson") is wilson
    True
    """
    return INTERVALS[name]
