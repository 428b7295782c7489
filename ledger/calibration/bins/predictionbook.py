"""The bands of PredictionBook, folded at 50 %: 50, 60, 70, 80, 90 and 100."""

from ledger.calibration.bins.scheme import EdgedBins
from ledger.core.numbers import MILLION

PREDICTIONBOOK = EdgedBins(name="predictionbook", edges=(*range(500_000, MILLION + 1, 100_000), MILLION), folds=True)
"""Band k spans 50 + 10 k % to below the next; certainty has a band of its own. 40 % counts as 60 % of the opposite."""
