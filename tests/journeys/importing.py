"""What tests of imports share: a table brought in, refused, and what of it is kept."""

import pytest

from ledger.book import Book
from ledger.errors import BadRowsError, LedgerError
from ledger.importers import Wishes

LONG = """question,forecaster,probability,made,deadline,outcome,known on,tags
It rains in Ghent,Ann,70%,2026-01-02,2026-03-31,yes,2026-03-31,"weather, be"
It rains in Ghent,Bob,0.4,2026-01-03,2026-03-31,,,
It rains in Ghent,Ann,80%,2026-02-01,2026-03-31,,,
The bridge opens,Ann,1/4,2026-01-02,2026-06-30,no,2026-06-30,
The road opens,Bob,,2026-01-02,2027,,,
"""
WIDE = """Question,Resolves by,Outcome,Ann,Bob
A,2026-03-31,1,40,
B,2026-03-31,0,20,35.5
C,2026-03-31,-,60,60
"""
WIDE_WISHES = {"columns": {"by": "Resolves by", "made": "=2026-01-02"}, "percent": True, "annulled": ("-",)}


def bring(book: Book, text: str | bytes, **wishes):
    data = text if isinstance(text, bytes) else text.encode()
    return book.import_table("csv", data, Wishes(**wishes))


def entries(book: Book) -> int:
    with book.snapshot() as snapshot:
        return snapshot.entry


def refused(book: Book, text: str | bytes, **wishes) -> LedgerError:
    before = entries(book)
    with pytest.raises(LedgerError) as caught:
        bring(book, text, **wishes)
    assert entries(book) == before
    assert not book.list()
    return caught.value


def problems(book: Book, text: str, **wishes) -> list[str]:
    error = refused(book, text, **wishes)
    assert isinstance(error, BadRowsError), error
    assert error.exit_code == 5
    return list(error.problems)


def said(book: Book) -> dict[tuple[str, str], list[str | None]]:
    return {
        (question.claim, one.forecaster): [forecast.p for forecast in one.forecasts]
        for question in book.list()
        for one in question.predictions
    }
