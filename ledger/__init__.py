"""Forecast Ledger: dated predictions, resolution criteria, outcomes, scores.

>>> import ledger
>>> ledger.__version__
'0.1.0'
"""

from typing import TYPE_CHECKING, Any

from ledger.version import __version__

if TYPE_CHECKING:
    from ledger.book import Book, open
    from ledger.book.files import calibration_of_files, scores_of_files

__all__ = ["Book", "__version__", "calibration_of_files", "open", "scores_of_files"]


def __getattr__(name: str) -> Any:
    """Load the Python API when it is first asked for: `fcl --help` needs none of it."""
    if name in {"open", "Book"}:
        from ledger import book

        return getattr(book, name)
    if name in {"calibration_of_files", "scores_of_files"}:
        from ledger.book import files

        return getattr(files, name)
    message = f"module 'ledger' has no attribute {name!r}"
    raise AttributeError(message)
