"""Partial sums: tables of forecasts too big for one machine, counted piece by piece and added up.

A piece is a Parquet file with a row for each forecast that counts. Of each piece whole numbers are made, and whole
numbers add up to the same whatever the order: one process, many workers, or a worker that dies and is replaced give the
same bits.
"""

from typing import Final

GROUPINGS: Final = ("none", "forecaster")
"""What files can be grouped by."""

PROBABILITY, OUTCOME, QUESTION, FORECASTER = "p_ppm", "y_ppm", "question", "forecaster"
"""The columns: what was said and what came of it in parts per million, and whose forecast on which question it was."""
