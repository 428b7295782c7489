"""The plain ISO forms of a deadline (2027, 2027-06, 2027-06-30), read without loading the grammar."""

from datetime import date

from ledger.core.dates import FIRST_YEAR, LONGEST, month_end
from ledger.core.deadlines.values import Deadline

_PRECISIONS = {4: "year", 7: "month", 10: "day"}


def read_iso(text: str) -> Deadline | None:
    """The deadline of a year, month or day in ISO 8601, as the grammar would read it; None for anything else.

    >>> read_iso("2027-06").day
    datetime.date(2027, 6, 30)
    """
    words = text.strip(" ") if len(text) <= LONGEST else ""
    day = _last_day(words) if words.isascii() and len(words) in _PRECISIONS else None
    if day is None:
        return None
    rule = "to the last day of what is named" if len(words) < 10 else "on or before the day named"
    return Deadline(text=text, day=day, edtf=words, precision=_PRECISIONS[len(words)], rule=rule)


def _last_day(words: str) -> date | None:
    year, _, month = words.partition("-")
    if not (len(year) == 4 and year.isdigit() and int(year) >= FIRST_YEAR):
        return None
    try:
        if len(words) == 10:
            return date.fromisoformat(words)
        if len(words) == 4:
            return date(int(year), 12, 31)
        return month_end(int(year), int(month)) if month.isdigit() and 1 <= int(month) <= 12 else None
    except ValueError:
        return None
