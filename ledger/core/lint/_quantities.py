"""Quantities that stand in a text: a value, what it counts, and on which side of it the claim lies."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal

from ledger.core.lint._dates import dates_in
from ledger.core.lint._negation import is_negator
from ledger.core.lint._words import Phrases, Word, at, words_of

Side = Literal["at least", "more than", "at most", "less than"]

NUMBER_WORDS: Final = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "twenty": 20, "fifty": 50, "hundred": 100, "thousand": 1000,
}  # fmt: skip
_ONES: Final = {"one": 1, "once": 1}
_MAGNITUDES: Final = {
    "k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "mio": 6, "b": 9, "bn": 9, "billion": 9, "t": 12, "tn": 12,
    "trillion": 12,
}  # fmt: skip
_SIGNS: Final = {"$": "USD", "\u20ac": "EUR", "\u00a3": "GBP", "\u00a5": "JPY", "\u20b9": "INR"}
CURRENCIES: Final = {
    "usd": "USD", "dollar": "USD", "dollars": "USD", "eur": "EUR", "euro": "EUR", "euros": "EUR", "gbp": "GBP",
    "pounds": "GBP", "sterling": "GBP", "jpy": "JPY", "yen": "JPY", "cny": "CNY", "yuan": "CNY", "renminbi": "CNY",
    "inr": "INR", "rupees": "INR", "chf": "CHF", "francs": "CHF", "cad": "CAD", "aud": "AUD", "brl": "BRL",
    "krw": "KRW", "won": "KRW", "btc": "BTC", "eth": "ETH",
}  # fmt: skip
_UNITS: Final = {
    "%": "%", "percent": "%", "pct": "%", "pp": "points", "bps": "basis points", "km": "km", "kilometres": "km",
    "kilometers": "km", "miles": "miles", "mile": "miles", "celsius": "\u00b0C", "fahrenheit": "\u00b0F",
    "m": "m", "metres": "m", "meters": "m", "feet": "ft", "ft": "ft", "kg": "kg", "kilograms": "kg", "lbs": "lb",
    "tonnes": "t",
    "tons": "ton", "litres": "l", "liters": "l", "gallons": "gal", "barrels": "bbl", "mw": "MW", "gw": "GW",
    "twh": "TWh", "gwh": "GWh", "mph": "mph",
    "times": "times", "fold": "times",
}  # fmt: skip
_SHARES: Final = frozenset({"%", "times"})
MEASURES: Final = (
    frozenset(CURRENCIES.values()),
    frozenset({"\u00b0C", "\u00b0F"}),
    frozenset({"km", "miles", "m", "ft"}),
    frozenset({"kg", "lb", "t", "ton"}),
    frozenset({"l", "gal", "bbl"}),
    frozenset({"%", "points", "basis points"}),
)
"""Units of one measure: a claim in one and criteria in another need a rate."""
TIMES: Final = frozenset({
    "second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "night", "hours", "days", "weeks",
    "months", "years", "minutes", "seconds", "working", "calendar", "consecutive", "business",
})  # fmt: skip
_SIDES: Final[dict[Side, tuple[str, ...]]] = {
    "at least": (
        "at least", "at or above", "at or over", "no less than", "no fewer than", "not less than", "not fewer than",
        "minimum of", "reach", "reaches", "reached", "reaching", "hits", "hit", "not below", "not under",
    ),
    "more than": (
        "more than", "over", "above", "exceed", "exceeds", "exceeded", "exceeding", "greater than", "higher than",
        "larger than", "bigger than", "surpass", "surpasses", "surpassed", "beyond", "upwards of", "tops",
        "in excess of",
    ),
    "at most": (
        "at most", "at or below", "at or under", "no more than", "not more than", "no greater than", "no higher than",
        "up to", "maximum of", "not above", "not over",
    ),
    "less than": ("less than", "fewer than", "below", "under", "lower than", "smaller than"),
}  # fmt: skip
_SIDE_OF: Final = {phrase: side for side, phrases in _SIDES.items() for phrase in phrases}
_SYMBOLS: Final[dict[str, Side]] = {
    ">": "more than", "<": "less than", "\u2265": "at least", "\u2264": "at most", ">=": "at least", "<=": "at most",
}  # fmt: skip
AFTER: Final[dict[str, Side]] = {
    "more": "at least", "higher": "at least", "greater": "at least", "above": "at least", "over": "at least",
    "better": "at least", "less": "at most", "fewer": "at most", "lower": "at most", "below": "at most",
    "under": "at most",
}  # fmt: skip
_OPPOSITE: Final[dict[Side, Side]] = {
    "at least": "less than", "less than": "at least", "more than": "at most", "at most": "more than",
}  # fmt: skip
UPWARDS: Final = frozenset({"at least", "more than"})
_FILLERS: Final = frozenset({"the", "a", "us", "usd", "eur", "gbp", "about", "around", "level", "mark", "of"})
_NUMBER: Final = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
LONGEST_NUMBER: Final = 30
MEASURE_WORDS: Final = Phrases("""
    half | third | thirds | majority | plurality | double | doubles | doubled | twice | triple | triples | tripled |
    halved | tenfold | twofold | threefold | zero | at least as | as many as | standard deviation |
    statistically significant | statistical significance | p value | a quarter of | at most a quarter | record high |
    all time high | first place
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A value with its unit (% , a currency, a unit of measure, or the noun behind it, empty where there is none).

    `side` says what is meant of it, None where only the value stands; `start` and `end` are its place, `scaled` says
    that it is in thousands, millions or more.
    """

    value: Decimal
    unit: str
    side: Side | None
    start: int
    end: int
    scaled: bool

    @property
    def measures(self) -> bool:
        """Whether it can be a threshold: a share, money, something counted or compared, but no length of time."""
        if self.unit in TIMES:
            return False
        return self.side is not None or self.scaled or self.unit in _SHARES or self.unit in CURRENCIES.values()


@lru_cache(maxsize=32)
def quantities_in(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text; dates, clock times and the numbers in names (GPT-6, H5N1) are none.

    >>> [(str(one.value), one.unit, one.side) for one in quantities_in("exceeds 2.5% of $3 billion by 2030")]
    [('2.5', '%', 'more than'), ('3000000000', 'USD', None)]
    """
    words = words_of(text)
    dates = [(one.start, one.end) for one in dates_in(text)]
    return tuple(_quantities(text, words, dates))


def _quantities(text: str, words: Sequence[Word], dates: Sequence[tuple[int, int]]) -> Iterator[Quantity]:
    taken = {place for start, end in dates for place in range(start, end)}
    for place, word in enumerate(words):
        value = _value(text, word)
        if value is not None and word.start not in taken:
            yield _quantity(text, words, place, value)


def _value(text: str, word: Word) -> Decimal | None:
    if word.text in NUMBER_WORDS or word.text in _ONES:
        return Decimal(NUMBER_WORDS.get(word.text) or 1)
    if not word.text.isascii() or not _NUMBER.fullmatch(word.text) or len(word.text) > LONGEST_NUMBER:
        return None
    before, after = text[max(0, word.start - 2) : word.start], text[word.end : word.end + 2]
    named = before[-1:].isalpha() or (before[-1:] in {"-", "/", ":", "#"} and before[:1].isalnum())
    clock = after[:1] == ":" and after[1:].isdigit()
    return None if named or clock else Decimal(word.text.replace(",", ""))


def _quantity(text: str, words: Sequence[Word], place: int, value: Decimal) -> Quantity:
    sign = _SIGNS.get(text[words[place].start - 1 : words[place].start].strip() or " ")
    following = place + 1
    power = _power(text, words, following, sign)
    following += bool(power)
    unit, following = _unit(text, words, following)
    end = words[min(following, len(words)) - 1].end
    return Quantity(
        value=value * 10**power,
        unit=sign or CURRENCIES.get(at(words, place - 1), "") or unit,
        side=_side(text, words, place) or _side_after(words, following),
        start=words[place].start,
        end=end + (text[end : end + 1] == "%"),
        scaled=bool(power),
    )


def _power(text: str, words: Sequence[Word], place: int, sign: str | None) -> int:
    """The power of ten that a word behind a number stands for; "7 m" are metres, "7m" and "$7 m" are millions."""
    if not _adjacent(text, words, place):
        return 0
    apart = words[place].start > words[place - 1].end
    return 0 if len(words[place].text) == 1 and apart and sign is None else _MAGNITUDES.get(words[place].text, 0)


def _adjacent(text: str, words: Sequence[Word], place: int) -> bool:
    """Whether a word follows the one before it with nothing but a space or a hyphen between."""
    return 0 < place < len(words) and text[words[place - 1].end : words[place].start] in {"", " ", "-", "\u00a0"}


def _unit(text: str, words: Sequence[Word], place: int) -> tuple[str, int]:
    """What stands behind a number, and the place after it."""
    end = words[place - 1].end
    rest = text[end : end + 4].lstrip()
    if rest[:1] == "%":
        return "%", place
    if rest[:2] in {"\u00b0C", "\u00b0F"}:
        return rest[:2], place + 1
    if not _adjacent(text, words, place):
        return "", place
    pair = f"{at(words, place)} {at(words, place + 1)}"
    known = {"per cent": "%", "percentage points": "points", "basis points": "basis points", "us dollars": "USD"}
    if pair in known:
        return known[pair], place + 2
    word = at(words, place)
    unit = _UNITS.get(word) or CURRENCIES.get(word) or _noun(word)
    return unit, place + bool(unit)


def _noun(word: str) -> str:
    """A word as the name of what is counted, without its plural; empty for a word of structure."""
    if not word.isalpha() or len(word) < 3 or word in _STRUCTURE:
        return ""
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


_STRUCTURE: Final = frozenset({
    "the", "and", "for", "are", "was", "were", "has", "have", "had", "will", "than", "that", "with", "from", "before",
    "after", "until", "during", "within", "between", "more", "less", "fewer", "not", "but", "other", "same", "new",
    "different", "separate", "such", "its", "their", "his", "her", "per", "out", "times", "time", "above", "below",
    "over", "under", "into", "when", "while", "where", "which", "who", "then", "this", "these", "those", "next",
    "would", "does", "did", "can", "may", "least", "most", "largest", "consecutive", "major", "additional",
    "full", "main", "distinct", "independent", "of", "or",
})  # fmt: skip


def _side(text: str, words: Sequence[Word], place: int) -> Side | None:
    """On which side of the number the claim lies, by the words and signs before it."""
    signs = "".join(text[max(0, words[place].start - 4) : words[place].start].split()).rstrip("$\u20ac\u00a3\u00a5")
    if found := _SYMBOLS.get(signs[-2:]) or _SYMBOLS.get(signs[-1:]):
        return found
    last = place
    while last > 0 and at(words, last - 1) in _FILLERS and place - last < 3:
        last -= 1
    for end in (last, place):
        for length in (3, 2, 1):
            side = _SIDE_OF.get(" ".join(word.text for word in words[max(0, end - length) : end]))
            if side is not None:
                return _turned(side, words, end - length)
    return None


def _turned(side: Side, words: Sequence[Word], place: int) -> Side:
    """The side, or its opposite where a negator stands shortly before: "does not exceed"."""
    return _OPPOSITE[side] if any(is_negator(word.text) for word in words[max(0, place - 2) : max(0, place)]) else side


def _side_after(words: Sequence[Word], place: int) -> Side | None:
    """The side that "or more" gives a number from behind, if need be after the noun."""
    for start in (place, place - 1):
        if at(words, start) in {"or", "and"}:
            return AFTER.get(at(words, start + 1))
    return None


@lru_cache(maxsize=16)
def has_measure(text: str) -> bool:
    """Whether a text sets a threshold: a share, a sum, a number that is compared, half, twice.

    >>> [has_measure(one) for one in ("YES if at least three labs", "YES if it happens by 2030", "within 90 days")]
    [True, False, False]
    """
    return any(one.measures for one in quantities_in(text)) or MEASURE_WORDS.within(text)
