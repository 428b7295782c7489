"""Words that ask for a series: every month, quarterly, twice a year, each year until 2030."""

from typing import Final

from ledger.core.deadlines.almanac import MONTHS, SEASONS, WEEKDAYS, Frame
from ledger.core.deadlines.lengths import UNITS, read_number, read_unit
from ledger.core.deadlines.phrases import read_phrase
from ledger.core.deadlines.tokens import Tokens

_ADVERBS: Final = {
    "daily": (1, "day"),
    "weekly": (1, "week"),
    "fortnightly": (2, "week"),
    "monthly": (1, "month"),
    "quarterly": (3, "month"),
    "yearly": (1, "year"),
    "annually": (1, "year"),
    "annual": (1, "year"),
    "biennially": (2, "year"),
    "semiannually": (6, "month"),
    "hourly": (0, "hour"),
    "biweekly": (0, "week"),
    "bimonthly": (0, "month"),
    "biannually": (0, "year"),
    "biannual": (0, "year"),
}
_RULES: Final = {
    "day": "FREQ=DAILY",
    "week": "FREQ=WEEKLY;BYDAY=SU",
    "month": "FREQ=MONTHLY;BYMONTHDAY=-1",
    "year": "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31",
}
_IN_BASE_UNITS: Final = {
    "quarter": (3, "month"),
    "fortnight": (2, "week"),
    "decade": (10, "year"),
    "century": (100, "year"),
}
_EVERY: Final = ("each and every", "every single", "every", "each")
_TIMES: Final = {"once": 1, "twice": 2, "thrice": 3}
_OR_LESS: Final = ("or less", "or so", "or sooner", "or more often", "or more", "at least", "on average")
_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def read_recurring(tokens: Tokens, frame: Frame) -> tuple[str | None] | None:
    """The RFC 5545 rule of a phrase that asks for a series, in a tuple; (None,) where no rule fits, None for no series.

    A month, quarter or year is judged on its last day: BYMONTHDAY=-1 does not skip short months.
    """
    tokens.phrase("at least", "about", "around", "roughly", "on", "at")
    rule = _rule(tokens)
    if rule is None:
        return None
    tokens.phrase(*_OR_LESS)
    if tokens.done:
        return rule
    until = _last_day(tokens, frame)
    return None if until is None else (rule[0] and f"{rule[0]};UNTIL={until}",)


def _last_day(tokens: Tokens, frame: Frame) -> str | None:
    tokens.word("from") if "onward" not in tokens.rest else None
    deadline = read_phrase(tokens, frame)
    return None if deadline is None else f"{deadline.day:%Y%m%d}"


def _rule(tokens: Tokens) -> tuple[str | None] | None:
    place = tokens.place
    for reader in (_every, _adverb, _times, _after):
        rule = reader(tokens)
        if rule is not None:
            return rule
        tokens.back_to(place)
    return None


def _every(tokens: Tokens) -> tuple[str | None] | None:
    if not tokens.phrase(*_EVERY):
        return None
    month, weekday, season = tokens.among(MONTHS), tokens.among(WEEKDAYS), tokens.among(SEASONS)
    if season is not None:
        month = (season * 3 - 58) % 12
    if month is not None:
        return (f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY=-1",)
    if weekday is not None:
        return (f"FREQ=WEEKLY;BYDAY={_DAYS[weekday]}",)
    loose = tokens.phrase("couple of", "few", "so many", "several") is not None
    count = 2 if tokens.word("other", "second") else read_number(tokens)
    unit = read_unit(tokens)
    if unit is None:
        return None
    return (None,) if loose else (_every_n(int(count or 1), unit) if count is None or count == int(count) else None,)


def _adverb(tokens: Tokens) -> tuple[str | None] | None:
    tokens.phrase("a", "an")
    split = tokens.word("half", "semi", "bi") or ""
    adverb = tokens.word(*_ADVERBS)
    if adverb is None:
        return None
    if split:
        tokens.word("basis")
        return (_every_n(6, "month") if split != "bi" and adverb in ("yearly", "annually", "annual") else None,)
    tokens.word("basis")
    count, unit = _ADVERBS[adverb]
    return (_every_n(count, unit) if count else None,)


def _times(tokens: Tokens) -> tuple[str | None] | None:
    count = tokens.among(_TIMES)
    number = None if count is not None else read_number(tokens)
    if count is None and number is not None and tokens.word("times", "time"):
        count = int(number)
    unit = read_unit(tokens) if count is not None and tokens.word("a", "an", "per", "each", "every") else None
    return None if unit is None or count is None else (_times_per(count, unit),)


def _after(tokens: Tokens) -> tuple[str | None] | None:
    """Year after year, month by month, per quarter."""
    if tokens.word("per"):
        unit = read_unit(tokens)
        return None if unit is None else (_every_n(1, unit),)
    one = tokens.word(*UNITS)
    if one is None or not tokens.word("after", "by", "in") or not tokens.word(one):
        return None
    return (_every_n(1, UNITS[one]),)


def _every_n(count: int, unit: str) -> str | None:
    factor, base = _IN_BASE_UNITS.get(unit, (1, unit))
    interval = count * factor
    if base not in _RULES or not 1 <= interval <= 1000:
        return None
    if base == "month" and interval in (3, 6):
        return _times_per(12 // interval, "year")
    freq, _, by = _RULES[base].partition(";")
    return ";".join(filter(None, (freq, f"INTERVAL={interval}" if interval > 1 else "", by)))


def _times_per(times: int, unit: str) -> str | None:
    """Evenly spread month ends for a number that divides the year; a week or month has no such days."""
    if times == 1:
        return _every_n(1, unit)
    if unit != "year" or times not in (2, 3, 4, 6, 12):
        return None
    step = 12 // times
    months = ",".join(str(month) for month in range(step, 13, step))
    return _RULES["month"] if times == 12 else f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY=-1"
