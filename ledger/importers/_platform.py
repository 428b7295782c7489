"""What files of platforms share: fields that they must have, and whose forecasts come in."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from ledger.core.dates import shown
from ledger.errors import InputError, LedgerError
from ledger.importers._table import Sheet


def need(names: Iterable[str], needed: Sequence[str], *, what: str, where: str) -> None:
    """Raise an `InputError` for the first field that such a file has and this one lacks.

    >>> need(["id"], ["id", "deadline"], what="PredictionBook export", where="line 1")
    Traceback (most recent call last):
    ...
    ledger.errors.InputError: no PredictionBook export: line 1 has no column 'deadline'
    """
    there = set(names)
    if missing := next((name for name in needed if name not in there), None):
        message = f"no {what}: {where} has no {'column' if where == 'line 1' else 'key'} {shown(missing)}"
        raise InputError(message, hint="export it again, or use fcl import csv --map", code="bad_header")


@contextmanager
def naming(column: str) -> Iterator[None]:
    """Put the name of a column before what is wrong with it."""
    try:
        yield
    except LedgerError as error:
        raise type(error)(f"{column}: {error.message}", hint=error.hint) from None


def refuse_twice(sheet: Sheet) -> None:
    """Raise an `InputError` for a header that names a column twice."""
    if twice := next((name for name in sheet.names if sheet.names.count(name) > 1), None):
        place = [at + 1 for at, name in enumerate(sheet.names) if name == twice][1]
        message = f"line 1 names the column {shown(twice)} again as column {place}"
        raise InputError(message, hint="take one of them out", code="bad_header")


class Chosen:
    """Whether a forecaster of the file is the one that was asked for; everybody is where nobody was.

    >>> chosen = Chosen("ann  BEE")
    >>> chosen("Bob"), chosen("Ann Bee")
    (False, True)
    """

    def __init__(self, wanted: str | None) -> None:
        self.wanted = wanted
        self.names: dict[str, None] = {}
        self.found = False

    def __call__(self, *names: str) -> bool:
        """One more, by any of the names that the file has for them."""
        self.names.update(dict.fromkeys(name for name in names[:1] if name))
        chosen = self.wanted is None or _folded(self.wanted) in map(_folded, names)
        self.found = self.found or chosen
        return chosen

    def refuse_nobody(self) -> None:
        """Raise an `InputError` if somebody was asked for of whom the file holds nothing."""
        if self.wanted is not None and not self.found:
            there = ", ".join(shown(name) for name in list(self.names)[:5]) or "nobody"
            raise InputError(f"no forecast in the file is by {shown(self.wanted)}", hint=f"there is {there}")


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
