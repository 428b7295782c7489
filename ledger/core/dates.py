"""Moments at which something was said or became known, and which of two came first."""

import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final, NamedTuple

from ledger.errors import InputError

LONGEST: Final = 200
"""Characters of a date or a time phrase; longer input is refused unread."""

FIRST_YEAR: Final = 1000
_HINT: Final = "write 2026-11-18, 2026-11-18T10:00+01:00, 2026-11, 2026, today or yesterday"
_SLASHED: Final = "write 2026-11-18, for one with slashes can be read two ways, or give the date format"
_STAMP: Final = r"(\d{4}-\d\d-\d\d)[t ](\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)(?: ?(z|utc|[+-]\d\d:?\d\d))?"


class Moment(NamedTuple):
    """A bare day, or an instant together with its day in the ledger's zone.

    on: the local day. at: the instant in UTC, None for a bare day.

    >>> Moment(on=date(2026, 11, 18)).text
    '2026-11-18'
    >>> Moment(on=date(2026, 11, 18), at=datetime(2026, 11, 18, 10, tzinfo=UTC)).text
    '2026-11-18T10:00:00Z'
    """

    on: date
    at: datetime | None = None

    @property
    def text(self) -> str:
        """The moment in ISO 8601; an instant in UTC with Z, microseconds only where there are any."""
        return self.on.isoformat() if self.at is None else utc_text(self.at)


def utc_text(at: datetime) -> str:
    """An aware instant in ISO 8601, in UTC with Z.

    >>> utc_text(datetime(2026, 11, 18, 10, 0, 0, 5, tzinfo=UTC))
    '2026-11-18T10:00:00.000005Z'
    """
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def moment_of(at: datetime, *, zone: tzinfo) -> Moment:
    """An aware instant as a moment of the ledger's zone; InputError outside the years 1000 to 9999.

    >>> moment_of(datetime(2026, 11, 18, 23, 30, tzinfo=UTC), zone=UTC).on
    datetime.date(2026, 11, 18)
    """
    try:
        utc, local = at.astimezone(UTC), at.astimezone(zone)
    except (OverflowError, ValueError):
        raise outside(at.isoformat()) from None
    if min(utc.year, local.year) < FIRST_YEAR:
        raise outside(at.isoformat())
    return Moment(on=local.date(), at=utc)


def read_moment(text: str, *, zone: tzinfo, today: date, date_format: str | None = None) -> Moment:
    """Words for the day or instant at which something was said or known.

    An ISO date or date-time (one without a zone is read in `zone`), `today`, `yesterday`, or a month or year, which
    gives its last day: a made date is never flattered. `date_format` is a strptime format, tried first. InputError
    for anything else, for years outside 1000 to 9999, and for more than 200 characters.

    >>> read_moment("2025-12", zone=UTC, today=date(2026, 11, 20)).on
    datetime.date(2025, 12, 31)
    >>> read_moment("yesterday", zone=UTC, today=date(2026, 11, 20)).text
    '2026-11-19'
    """
    words = plain(text).lower()
    by_format = read_formatted(text.strip(), date_format, zone=zone) if date_format else None
    moment = by_format or _named(words, today) or _stamped(words, zone) or _calendar(words)
    if moment is None:
        raise InputError(f"cannot read {shown(text)} as a date", hint=_SLASHED if "/" in words else _HINT)
    return moment


def plain(text: str) -> str:
    """The words without spaces at the ends; InputError if empty, too long, or not in ASCII.

    >>> plain(" 2027 ")
    '2027'
    """
    words = text.strip()
    if not words:
        raise InputError("the date is empty", hint=_HINT)
    if len(words) > LONGEST:
        raise InputError(f"{shown(text)} is too long for a date: {len(words)} characters", hint=_HINT)
    if not words.isascii():
        raise InputError(f"cannot read {shown(text)} as a date: only ASCII letters and digits", hint=_HINT)
    return words


def shown(text: str) -> str:
    """The user's own words, quoted, shortened to 60 characters, with anything unprintable escaped.

    >>> shown("6/7/27")
    "'6/7/27'"
    """
    cut = text if len(text) <= 60 else text[:59] + "…"
    return "'" + "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in cut) + "'"


def outside(text: str) -> InputError:
    """The error for a day that the calendar of the ledger does not reach."""
    return InputError(f"{shown(text)} lies outside the years {FIRST_YEAR} to 9999", hint=_HINT)


def day_of(year: int, month: int, day: int) -> date:
    """A day of the calendar; InputError for 31 February and for years outside 1000 to 9999.

    >>> day_of(2028, 2, 29)
    datetime.date(2028, 2, 29)
    """
    if not FIRST_YEAR <= year <= 9999:
        raise outside(f"year {year}")
    try:
        return date(year, month, day)
    except ValueError:
        raise InputError(f"there is no day {year:04}-{month:02}-{day:02}", hint=_HINT) from None


def month_end(year: int, month: int) -> date:
    """The last day of a month.

    >>> month_end(2028, 2)
    datetime.date(2028, 2, 29)
    """
    first = day_of(year, month, 1)
    return date(year, 12, 31) if month == 12 else first.replace(month=month + 1) - timedelta(days=1)


def read_stamp(text: str, *, zone: tzinfo) -> datetime | None:
    """An ISO date with a time of day as an aware instant; None if it has not that form, InputError for hour 25.

    >>> read_stamp("2027-01-31T15:00+01:00", zone=UTC).isoformat()
    '2027-01-31T15:00:00+01:00'
    """
    found = re.fullmatch(_STAMP, text.lower())
    if found is None:
        return None
    day, time, offset = found.groups()
    offset = {None: "", "z": "+00:00", "utc": "+00:00"}.get(offset, offset)
    try:
        at = datetime.fromisoformat(f"{day}T{time}{offset}")
    except ValueError:
        raise InputError(f"{shown(text)} is not a time of day on a day of the calendar", hint=_HINT) from None
    return at if at.tzinfo else at.replace(tzinfo=zone)


def read_formatted(text: str, date_format: str, *, zone: tzinfo) -> Moment | None:
    """A date in the user's own strptime format, an instant if the format has an hour; None if it does not fit.

    >>> read_formatted("06/07/2027", "%d/%m/%Y", zone=UTC).text
    '2027-07-06'
    """
    try:
        read = datetime.strptime(text, date_format)  # noqa: DTZ007 - the zone is settled two lines below
    except (ValueError, re.error) as error:
        if _is_bad_format(error):
            raise InputError(f"{shown(date_format)} is not a date format", hint="write it as in %d/%m/%Y") from None
        return None
    if not FIRST_YEAR <= read.year <= 9999:
        raise outside(text)
    if not re.search("%[HIcXfT]", date_format):
        return Moment(on=read.date())
    return moment_of(read if read.tzinfo else read.replace(tzinfo=zone), zone=zone)


def made_before_close(made: Moment, closes: Moment) -> bool:
    """Whether a forecast was made before its question closed.

    Two bare days: strictly earlier; the same day does not count, for nobody knows the order. Two instants: strictly
    earlier. An instant and a bare closing day: the day runs to its end, so an instant on that day counts. A bare day
    and a closing instant: an earlier local day counts, the same day does not.

    >>> deadline = Moment(on=date(2026, 6, 30))
    >>> made_before_close(deadline, deadline)
    False
    >>> made_before_close(Moment(on=date(2026, 6, 30), at=datetime(2026, 6, 30, 21, tzinfo=UTC)), deadline)
    True
    """
    if made.at is not None and closes.at is None:
        return made.on <= closes.on
    return made_before_known(made, closes)


def made_before_known(made: Moment, known: Moment) -> bool:
    """Whether a forecast was made before the outcome was knowable.

    Two instants are compared as such; wherever one side is a bare day the local days are compared, and equal days do
    not count: the outcome may have been known that morning.

    >>> made_before_known(Moment(on=date(2026, 6, 29)), Moment(on=date(2026, 6, 30)))
    True
    """
    if made.at is not None and known.at is not None:
        return made.at < known.at
    return made.on < known.on


def same_day(made: Moment, limit: Moment) -> bool:
    """Whether a forecast that did not come before its limit fails only because the order within the day is unknown.

    >>> same_day(Moment(on=date(2026, 6, 30)), Moment(on=date(2026, 6, 30)))
    True
    """
    return made.on == limit.on and (made.at is None or limit.at is None)


def _named(words: str, today: date) -> Moment | None:
    back = {"today": 0, "yesterday": 1}.get(words)
    return None if back is None else Moment(on=today - timedelta(days=back))


def _stamped(words: str, zone: tzinfo) -> Moment | None:
    at = read_stamp(words, zone=zone)
    return None if at is None else moment_of(at, zone=zone)


def _calendar(words: str) -> Moment | None:
    found = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", words)
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    if year is None or month is None:
        return Moment(on=day_of(int(words), 12, 31))
    return Moment(on=month_end(year, month) if day is None else day_of(year, month, day))


def _is_bad_format(error: Exception) -> bool:
    said = str(error)
    if isinstance(error, re.error) or said.startswith("stray %"):
        return True
    return "directive" in said and not said.startswith("time data")
