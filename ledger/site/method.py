"""How the scores are computed."""

from collections.abc import Iterator

from ledger.site.page import Page
from ledger.site.view import View


def pages(view: View) -> Iterator[Page]:
    """The page about the method."""
    calibration = view.measures.whole
    yield Page(kind="method", title="Method", content={"calibration": calibration, "scores": view.measures.scores})
