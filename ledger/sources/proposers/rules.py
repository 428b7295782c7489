"""The built-in proposer: weighed signs, no network, the same answer every time."""

from ledger.sources.detection.detect import detect
from ledger.sources.document import Document
from ledger.sources.proposals import Proposal


class Rules:
    """Proposes the sentences of a document whose signs weigh enough, each with its reasons.

    >>> Rules().name, Rules().version
    ('rules', '1')
    """

    name = "rules"
    version = "1"

    def propose(self, document: Document) -> list[Proposal]:
        """Candidates in the order of the text."""
        return detect(document.text)
