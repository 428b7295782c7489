"""What people can choose about a report."""

from dataclasses import dataclass

from ledger.book.base import AsOf
from ledger.book.reading import Query

TITLE = "Forecast ledger"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The predictions that match `query`, as of an entry or a day, under a `title`.

    With `public` what is private stays out: sealed predictions, and notes.
    """

    query: Query = ()
    title: str = TITLE
    public: bool = False
    as_of: AsOf = None
