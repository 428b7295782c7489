"""The built-in proposer: weighed signs, no network, the same answer every time."""

from ledger.sources.detection.detect import detect
from ledger.sources.detection.weights import THRESHOLD
from ledger.sources.document import Document
from ledger.sources.proposals import Proposal


class Rules:
    """Proposes the sentences of a document whose signs weigh enough, each with its reasons.

    `threshold` is in hundredths. A year is ahead if it is not before that of the document, where it says its date.

    >>> Rules().name, Rules().version
    ('rules', '1')
    """

    name = "rules"
    version = "1"

    def __init__(self, threshold: int = THRESHOLD) -> None:
        self._threshold = threshold

    def propose(self, document: Document) -> list[Proposal]:
        """Candidates in the order of the text."""
        return detect(document.text, said=_year_of(document), threshold=self._threshold)


def _year_of(document: Document) -> int | None:
    year = (document.published or "")[:4]
    return int(year) if len(year) == 4 and year.isdecimal() else None
