"""Lengths of time as people say them: a year and a half, 5 to 10 years, 1y6mo, a decade or two, a few months."""

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from ledger.core.deadlines.tokens import Tokens, unreadable

MINUTES_A_DAY: Final = 24 * 60
_SIZES: Final = {  # months, days, minutes
    "century": (1200, 0, 0),
    "decade": (120, 0, 0),
    "year": (12, 0, 0),
    "quarter": (3, 0, 0),
    "month": (1, 0, 0),
    "fortnight": (0, 14, 0),
    "week": (0, 7, 0),
    "day": (0, 1, 0),
    "hour": (0, 0, 60),
    "minute": (0, 0, 1),
}
_SPELT: Final = {
    "century": "century centuries centurys",
    "decade": "decade decades",
    "year": "year years yr yrs y",
    "quarter": "quarter quarters",
    "month": "month months mth mths mo mos",
    "fortnight": "fortnight fortnights",
    "week": "week weeks wk wks w",
    "day": "day days d",
    "hour": "hour hours hr hrs h",
    "minute": "minute minutes min mins",
}
UNITS: Final = {spelt: unit for unit, words in _SPELT.items() for spelt in words.split()}
FEW: Final = {  # strict, scored, late; house values: few months 2 to 6, few years 2 to 5 scored at 4
    "decade": (2, 3, 4),
    "year": (3, 4, 5),
    "quarter": (2, 3, 4),
    "month": (3, 6, 6),
    "week": (3, 6, 6),
    "day": (3, 5, 5),
    "hour": (3, 6, 6),
    "minute": (5, 10, 10),
}
_FIXED: Final = {
    "half a dozen": Fraction(6),
    "a dozen": Fraction(12),
    "dozen": Fraction(12),
    "half a": Fraction(1, 2),
    "half an": Fraction(1, 2),
    "a quarter of a": Fraction(1, 4),
    "quarter of a": Fraction(1, 4),
    "a hundred": Fraction(100),
}
_ONE_TO_NINETEEN: Final = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TWENTY_ON: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ONES: Final = {word: number for number, word in enumerate(_ONE_TO_NINETEEN, start=1)}
_TENS: Final = {word: number * 10 for number, word in enumerate(_TWENTY_ON, start=2)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """Months, days and minutes, and the largest unit that was said."""

    months: int = 0
    days: int = 0
    minutes: int = 0
    unit: str

    @property
    def size(self) -> float:
        """Roughly, in days: enough to tell which of two is longer."""
        return self.months * 30.44 + self.days + self.minutes / MINUTES_A_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """One length, or two joined by `to` or `or`; few: said with "few" or "couple", with what else that may mean."""

    low: Length
    high: Length
    link: str = ""
    few: str = ""
    others: tuple[tuple[str, Length], ...] = ()


def read_number(tokens: Tokens) -> Fraction | None:
    """A number in digits or words; None if there is none.

    >>> from ledger.core.deadlines.tokens import tokens_of
    >>> read_number(tokens_of("twenty-five")), read_number(tokens_of("two and a half"))
    (Fraction(25, 1), Fraction(5, 2))
    """
    digits = tokens.kind("number")
    if digits is not None:
        return Fraction(digits)
    fixed = tokens.phrase(*_FIXED)
    number = _FIXED[fixed] if fixed else _quarter_century(tokens) or _hundreds(tokens)
    if number is not None and tokens.word("dozen"):
        number *= 12
    if number is not None and tokens.phrase("and a half"):
        number += Fraction(1, 2)
    return number


def read_unit(tokens: Tokens) -> str | None:
    """A unit of time; InputError for a bare `m`, which may be minutes or months."""
    if tokens.word("m"):
        raise unreadable(f"… {tokens.rest}m", "m may be minutes or months: write min or mo")
    spelt = tokens.word(*UNITS)
    return None if spelt is None else UNITS[spelt]


def length_of(number: Fraction, unit: str) -> Length:
    """So many of a unit; parts of a month count 30 days, parts of a day are rounded up.

    >>> length_of(Fraction(3, 2), "year").months
    18
    """
    months, days, minutes = (number * size for size in _SIZES[unit])
    whole = math.floor(months)
    rest = math.ceil(days) + round((months - whole) * 30)
    return Length(months=whole, days=rest, minutes=math.ceil(minutes), unit=unit)


def read_stretch(tokens: Tokens) -> Stretch | None:
    """A length of time or a range of two; None (and nothing read) if there is none.

    >>> from ledger.core.deadlines.tokens import tokens_of
    >>> read_stretch(tokens_of("a decade or two")).high.months
    240
    """
    place = tokens.place
    joins = ("and",) if tokens.word("between") else ("to", "or", "-")
    stretch = _few(tokens) or _two_numbers(tokens, joins) or _two_lengths(tokens, joins)
    if stretch is None or stretch.low.size > stretch.high.size or stretch.high.size <= 0:
        tokens.back_to(place)
        return None
    return stretch


def read_or_more(tokens: Tokens, low: Length) -> Stretch | None:
    """The "or two" after a length: a year or two, a decade or three; None (and nothing read) if it is not there."""
    place = tokens.place
    number = read_number(tokens) if tokens.word("or") else None
    if number is None or number <= 1:
        tokens.back_to(place)
        return None
    tokens.word(*UNITS)
    return Stretch(low=low, high=length_of(number, low.unit), link="or")


def _few(tokens: Tokens) -> Stretch | None:
    place = tokens.place
    said = tokens.phrase("a couple of", "a couple", "couple of", "couple", "a few", "few")
    if said is None:
        return None
    tokens.word("more", "short")
    unit = read_unit(tokens)
    if unit is None or unit not in FEW:
        tokens.back_to(place)
        return None
    strict, scored, late = (2, 2, 3) if "couple" in said else FEW[unit]
    return _few_stretch(unit, "couple" if "couple" in said else "few", strict, scored, late)


def _few_stretch(unit: str, said: str, strict: int, scored: int, late: int) -> Stretch:
    length = length_of(Fraction(scored), unit)
    named = (("strict", strict), ("late", late))
    others = tuple((name, length_of(Fraction(n), unit)) for name, n in named if n != scored)
    return Stretch(low=length, high=length, few=said, others=others)


def _two_numbers(tokens: Tokens, joins: tuple[str, ...]) -> Stretch | None:
    place = tokens.place
    low, link = _number_or_a(tokens), tokens.word(*joins)
    high = _number_or_a(tokens) if link else None
    tokens.word("more")
    unit = read_unit(tokens) if low is not None and high is not None else None
    if low is None or high is None or unit is None:
        tokens.back_to(place)
        return None
    return Stretch(low=length_of(low, unit), high=length_of(high, unit), link="or" if link == "or" else "to")


def _two_lengths(tokens: Tokens, joins: tuple[str, ...]) -> Stretch | None:
    low = _length(tokens, compound="and" not in joins)
    if low is None:
        return None
    after = read_or_more(tokens, low)
    if after is not None and "or" in joins:
        return after
    place = tokens.place
    link = tokens.word(*joins)
    high = _length(tokens, compound=True) if link else None
    if high is None:
        tokens.back_to(place)
        return None if "and" in joins else Stretch(low=low, high=low)
    return Stretch(low=low, high=high, link="or" if link == "or" else "to")


def _length(tokens: Tokens, *, compound: bool) -> Length | None:
    total = _single(tokens)
    units = set[str]() if total is None else {total.unit}
    while compound and total is not None:
        place = tokens.place
        tokens.word("and")
        more = _single(tokens)
        if more is None or more.unit in units:
            tokens.back_to(place)
            break
        units.add(more.unit)
        total = _sum(total, more)
    return total


def _single(tokens: Tokens) -> Length | None:
    place = tokens.place
    number = _number_or_a(tokens)
    tokens.word("more", "full", "whole", "short")
    unit = None if number is None else read_unit(tokens)
    if number is None or unit is None:
        tokens.back_to(place)
        return None
    half = Fraction(1, 2) if tokens.phrase("and a half") else 0
    return length_of(number + half, unit)


def _sum(one: Length, other: Length) -> Length:
    return Length(
        months=one.months + other.months,
        days=one.days + other.days,
        minutes=one.minutes + other.minutes,
        unit=min(one.unit, other.unit, key=list(_SIZES).index),
    )


def _number_or_a(tokens: Tokens) -> Fraction | None:
    number = read_number(tokens)
    if number is not None:
        return number
    return Fraction(1) if tokens.word("a", "an") else None


def _quarter_century(tokens: Tokens) -> Fraction | None:
    if not tokens.phrase("a quarter century", "quarter century"):
        return None
    tokens.back_to(tokens.place - 1)
    return Fraction(1, 4)


def _hundreds(tokens: Tokens) -> Fraction | None:
    number = _below_hundred(tokens)
    if number is None or not tokens.word("hundred"):
        return None if number is None else Fraction(number)
    place = tokens.place
    tokens.word("and")
    rest = _below_hundred(tokens)
    if rest is None:
        tokens.back_to(place)
    return Fraction(number * 100 + (rest or 0))


def _below_hundred(tokens: Tokens) -> int | None:
    tens = tokens.among(_TENS)
    ones = tokens.among(_ONES)
    if tens is None or ones is None:
        return tens if ones is None else ones
    return tens + ones if ones < 10 else None
