"""What a deadline phrase turns out to be: a deadline, no date at all, or something that recurs."""

from datetime import date, datetime
from typing import NamedTuple


class Reading(NamedTuple):
    """Another reading of the same words: its name and its window of days (`window_start` None: from the day made)."""

    name: str
    day: date
    window_start: date | None = None


class Deadline(NamedTuple):
    """The days in which something may happen, as read from words.

    text: as said. day: the last day, used for scoring. at: the instant in UTC where a time of day was given.
    window_start: the first day, None for the day it was said. edtf: in the Extended Date/Time Format (ISO 8601-2,
    2019), where it can say it. precision: minute, day, week, month, quarter, half, season, year, decade, century,
    range or open. rule: how the words were read, one sentence for the user. readings: other readings of the words.
    """

    text: str
    day: date
    rule: str
    at: datetime | None = None
    window_start: date | None = None
    edtf: str | None = None
    precision: str = "day"
    readings: tuple[Reading, ...] = ()


class Undated(NamedTuple):
    """Words that name no date ("soon"): the question stays open, `rule` says why."""

    text: str
    rule: str


class Recurring(NamedTuple):
    """Words that ask for a series ("every month"); `rrule` is an RFC 5545 rule where one fits."""

    text: str
    rrule: str | None
