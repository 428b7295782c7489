"""Eleven bins with the round tens that people say in the middle: edges 0, 5, 15, ..., 95, 100 %."""

from ledger.calibration.bins.scheme import EdgedBins
from ledger.core.numbers import MILLION

CENTRED = EdgedBins(name="centred11", edges=(0, *range(50_000, MILLION, 100_000), MILLION))
