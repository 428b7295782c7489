"""What tests of platforms' files share: a file brought in or refused through the Python API, and what became of it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import ledger
from ledger.book import Book
from ledger.errors import BadRowsError, LedgerError
from ledger.importers import Wishes
from tests.journeys.importing import entries

COUNTS = ("questions_new", "forecasts_new", "resolutions_new", "forecasts_same", "forecasts_corrected")


@contextmanager
def opened(folder: Path) -> Iterator[Book]:
    """A ledger of its own in a folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        with ledger.open(folder / "ledger.db", actor="tester", zone="UTC") as book:
            yield book


def as_bytes(content: Any) -> bytes:
    """A file: bytes and text as they are, anything else as JSON with a line for each element."""
    if isinstance(content, bytes):
        return content
    return (content if isinstance(content, str) else json.dumps(content, indent=0)).encode()


def take_in(book: Book, format: str, content: Any, *, dry_run: bool = False, **wishes: Any):
    return book.import_table(format, as_bytes(content), Wishes(**wishes), dry_run=dry_run)


def counts(result: Any) -> tuple[int, ...]:
    """Questions, forecasts and resolutions that are new; forecasts that were here, and that were put right."""
    return tuple(getattr(result, name) for name in COUNTS)


def lost(result: Any) -> dict[str, int]:
    return {loss.field: loss.rows for loss in result.losses}


def refused(book: Book, format: str, content: Any, **wishes: Any) -> LedgerError:
    """What is said of a file of which nothing is written."""
    before = entries(book)
    with pytest.raises(LedgerError) as caught:
        take_in(book, format, content, **wishes)
    assert entries(book) == before
    return caught.value


def told_of(book: Book, format: str, content: Any, **wishes: Any) -> str:
    """What is said of the one bad row of a file."""
    error = refused(book, format, content, **wishes)
    assert isinstance(error, BadRowsError), error
    assert error.exit_code == 5
    return "\n".join(error.problems)
