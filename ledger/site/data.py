"""The tables behind the pages, as files to download."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from ledger.reports import REPORTS, Choices
from ledger.site.downloads import csv_of
from ledger.site.feeds import FEEDS
from ledger.site.page import Page
from ledger.site.private import public_table
from ledger.site.view import View

if TYPE_CHECKING:
    import pandas as pd

TABLES: Final[Mapping[str, str]] = {
    "predictions": "each question as said by each forecaster, with what stands and its scores",
    "questions": "each question with its criteria, deadline and state",
    "forecasts": "everything that was said, one row for each forecast",
    "resolutions": "every decision, with its evidence",
    "scores": "the score of each prediction that counts, by rule",
    "calibration": "the calibration table",
    "calibration_bins": "the calibration table with what was to be expected of each bin",
    "summary": "statistics of the calibration, with their errors and tests",
    "tally": "what was said, how often, and what came of it",
    "excluded": "what was left out of the calibration, and why",
    "codebook": "what every column of every table means, with type, unit and range",
}
QUESTION: Final = ("question", "id")


def pages(_: View) -> Iterator[Page]:
    """The page of downloads."""
    yield Page(kind="data", title="Data", content={"tables": TABLES, "feeds": FEEDS})


def tables(view: View) -> Iterator[tuple[str, str]]:
    """The tables by name, each as CSV in which no cell can be read as a formula."""
    for name in TABLES:
        with view.reading() as snapshot:
            frame = REPORTS[name](snapshot, view.terms, Choices(filters=view.query))
        yield name, csv_of(_public(view, name, frame) if view.asked.public else frame)


def _public(view: View, name: str, frame: "pd.DataFrame") -> "pd.DataFrame":
    """A table of what the report shows, without what is private."""
    kept = public_table(name, frame, view.sealed)
    column = next((one for one in QUESTION if one in kept.columns), None)
    return kept if column is None else kept[kept[column].isin(list(view.lines))]
