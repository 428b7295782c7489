"""Deadlines as people write and say them, read into days, or refused: never guessed."""

from datetime import date, datetime, tzinfo

from ledger.core.deadlines.iso import read_iso
from ledger.core.deadlines.values import Deadline, Reading, Recurring, Undated

__all__ = ["Deadline", "Reading", "Recurring", "Undated", "read_deadline"]


def read_deadline(
    text: str,
    *,
    made: date,
    zone: tzinfo,
    now: datetime,
    made_precision: str = "day",
    date_format: str | None = None,
) -> Deadline | Undated | Recurring:
    """The days that a deadline's words mean, said on the day `made`.

    A phrase is understood to its last word or refused with InputError: no number without a unit, no slashed date, no
    two-digit year (unless `date_format`, a strptime format, says how), at most 200 characters, years 1000 to 9999.
    Vague words give Undated, words for a series Recurring. `zone` is that of a bare time of day, `now` (aware) the
    instant that "+48h" counts from when it lies on the day made. `made_precision` is day, month or year: with month,
    "in 5 years" runs to the end of that month. House values where words are loose: "by Y" is the end of Y, "few
    years" 4, "few months" 6, early, mid and late the thirds of a period.

    >>> from datetime import UTC
    >>> said = {"made": date(2025, 12, 15), "zone": UTC, "now": datetime(2025, 12, 15, 12, tzinfo=UTC)}
    >>> read_deadline("by 2030", **said).day, read_deadline("by 2030", **said).readings[0].day
    (datetime.date(2030, 12, 31), datetime.date(2029, 12, 31))
    >>> read_deadline("in another 5 to 10 years", **said).window_start
    datetime.date(2030, 12, 1)
    >>> read_deadline("soon", **said).rule
    'it names no date: the question stays open'
    >>> read_deadline("every month", **said).rrule
    'FREQ=MONTHLY;BYMONTHDAY=-1'
    >>> read_deadline("30m", **said)
    Traceback (most recent call last):
    ledger.errors.InputError: cannot read '30m' as a deadline
    """
    plain = read_iso(text) if date_format is None else None
    if plain is not None:
        return plain
    from ledger.core.deadlines.reader import read

    return read(text, made=made, zone=zone, now=now, made_precision=made_precision, date_format=date_format)
