"""The Python API: a ledger as a book that one writes into and reads from.

>>> import ledger, tempfile, pathlib
>>> book = ledger.open(pathlib.Path(tempfile.mkdtemp()) / "ledger.db")
>>> rain = book.add("It rains in Ghent on 1 May 2026", "70%", by="2026-05-01", made="2026-04-24")
>>> rain = book.resolve(rain.id, "yes", known_on="2026-05-01", evidence=["KMI"])
>>> [(score.rule, score.value) for score in rain.scores]
[('brier', 0.09), ('log', 0.3566749439387324)]
"""

import unicodedata
from collections.abc import Callable
from datetime import datetime

from ledger.book.aliasing import Aliasing
from ledger.book.auditing import Auditing
from ledger.book.base import AsOf, Place
from ledger.book.comparing import Comparing
from ledger.book.documents import Documents
from ledger.book.drawing import Drawing
from ledger.book.fitting import fitting, told
from ledger.book.foreseeing import Foreseeing
from ledger.book.importing import Importing
from ledger.book.linting import Linting
from ledger.book.merging import Merging
from ledger.book.observing import Observing
from ledger.book.private import Private
from ledger.book.quoting import Quoting
from ledger.book.reading import Reading
from ledger.book.recording import Recording
from ledger.book.redacting import Redacting
from ledger.book.scanning import Scanning
from ledger.book.settling import Settling
from ledger.book.tables import Tables
from ledger.book.trusting import Trusting
from ledger.book.upkeep import Upkeep
from ledger.errors import InputError

__all__ = ["AsOf", "Book", "Place", "open"]


@fitting
class Book(
    Recording,
    Private,
    Scanning,
    Redacting,
    Settling,
    Observing,
    Reading,
    Aliasing,
    Importing,
    Quoting,
    Foreseeing,
    Tables,
    Documents,
    Drawing,
    Comparing,
    Auditing,
    Linting,
    Trusting,
    Merging,
    Upkeep,
):
    """A ledger, open for writing and reading; close it, or use it in a `with` statement.

    Ids may be any unique prefix of at least 3 characters. Dates, probabilities and outcomes are text by the
    grammars of the command line. Every method that writes takes `note`, kept with the entry, and `dry_run`.
    """


def refuse_unprintable(actor: str | None) -> None:
    """InputError for a name that would break the lines of a list, or move the cursor of a terminal."""
    found = next((one for one in actor or "" if unicodedata.category(one) == "Cc"), None)
    if found is not None:
        message = f"the name of who writes holds the control character U+{ord(found):04X}"
        raise InputError(message, hint="give another name with --as", code="bad_text")


@told
def open(  # noqa: A001 - `ledger.open` reads like the built-in
    place: Place = None,
    *,
    actor: str | None = None,
    now: Callable[[], datetime] | None = None,
    zone: str | None = None,
    date_format: str | None = None,
    make: bool = True,
) -> Book:
    """Open the ledger at a path or URL (default: the user's own), making it where there is none.

    `actor` is who writes (default the user's name), `now` gives the instant, `zone` names the IANA zone of a new
    ledger, `date_format` is the strptime form of dates that are not ISO. Without `make` no file is made: where there
    is none the book is an empty one, and what is written into it is gone when it is closed.

    Raises StorageError where the place cannot be used, InputError for an actor whose name holds control characters.
    """
    refuse_unprintable(actor)
    return Book(place, actor=actor, now=now, zone=zone, date_format=date_format, make=make)
