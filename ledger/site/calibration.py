"""Calibration in full: what was said and what came true, by bins, by words, at every threshold, with the statistics."""

from collections.abc import Iterator, Mapping
from typing import Final

from ledger.site.figures import figures
from ledger.site.page import Page
from ledger.site.view import View

FIGURES: Final = ("reliability", "sharpness", "murphy", "phrases", "pit")
NAMES: Final[Mapping[str, str]] = {
    "brier": "Brier score",
    "log": "Logarithmic score",
    "brier_miscalibration": "Miscalibration (lower is better)",
    "brier_discrimination": "Discrimination (higher is better)",
    "brier_uncertainty": "Uncertainty",
    "auc": "Area under the ROC curve",
    "spiegelhalter_z": "Spiegelhalter’s z",
    "cox_slope": "Cox slope (1 is right)",
    "in_the_large": "Happened less expected, on average",
}
"""The statistics that the page shows, by their names in the table of the summary."""


def pages(view: View) -> Iterator[Page]:
    """The page of calibration."""
    whole = view.measures.whole
    statistics = {one.metric: one for one in whole.summary.statistics if one.value is not None}
    yield Page(
        kind="calibration",
        title="Calibration",
        content={
            "calibration": whole,
            "statistics": [(NAMES[name], statistics[name]) for name in NAMES if name in statistics],
        },
        figures=figures(view, FIGURES),
    )
