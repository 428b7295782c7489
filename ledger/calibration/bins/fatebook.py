"""The buckets of Fatebook: eleven, 10 % wide, around the tens."""

from ledger.calibration.bins.centred import CENTRED
from ledger.calibration.bins.scheme import EdgedBins

FATEBOOK = EdgedBins(name="fatebook", edges=CENTRED.edges)
"""Bucket k is around k tens. On integers: Fatebook's own floats lose the forecasts of 15 % and 35 %."""
