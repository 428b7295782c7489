"""The same forecasts under another reading of their deadlines, or another scale of their words."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from ledger.core.numbers import to_ppm
from ledger.core.reading import SCORED, Window, outcome_under
from ledger.core.words import Phrase, Scale, scale_named
from ledger.errors import InputError
from ledger.store.forecast_rows import ForecastRow, Readings
from ledger.store.standing import COUNTS, OTHER_TYPE

UNDECIDED: Final = "undecided"
NOT_IN_SCALE: Final = "not_in_scale"
WORDS: Final = "words"
ENDS: Final[Mapping[str, Callable[[Phrase], Decimal]]] = {
    "mid": lambda phrase: phrase.value,
    "low": lambda phrase: phrase.low,
    "high": lambda phrase: phrase.high,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WordScale:
    """A scale of words, with the end of each phrase's range that is meant: low, mid or high."""

    scale: Scale
    end: str

    @property
    def name(self) -> str:
        """As it is typed.

        >>> read_scale("survey:low").name
        'survey:low'
        """
        return f"{self.scale.name}:{self.end}"

    def value(self, phrase: str) -> Decimal | None:
        """The number of a phrase; None where the scale has no such phrase."""
        found = self.scale.find(phrase)
        return None if found is None else ENDS[self.end](found)


def read_scale(text: str) -> WordScale:
    """`NAME` or `NAME:low`, `NAME:mid`, `NAME:high`; an `InputError` for anything else.

    >>> read_scale("survey").end
    'mid'
    """
    name, _, end = text.strip().lower().partition(":")
    if (end or "mid") not in ENDS:
        raise InputError(f"a scale has no {end[:40]!r}", hint=f"write {name}, {name}:low, {name}:mid or {name}:high")
    return WordScale(scale=scale_named(name), end=end or "mid")


def under_scale(rows: Iterable[ForecastRow], scale: WordScale) -> Iterator[ForecastRow]:
    """The rows with each phrase's number taken from that scale; a phrase that it does not have is left out."""
    for row in rows:
        if row.basis != WORDS or row.phrase is None:
            yield row
            continue
        value = scale.value(row.phrase)
        parts = None if value is None else to_ppm(value)
        yield judged(replace(row, p=None if value is None else str(value), p_ppm=parts))


def under_reading(rows: Iterable[ForecastRow], name: str, readings: Readings) -> Iterator[ForecastRow]:
    """The rows with the deadline, the close and the outcome of the reading of that name, where a question has one.

    What is no probability stays as it is scored: no reading of a deadline changes a number or a day that came out.
    """
    for row in rows:
        other = readings.get(row.wording_key, {}).get(name)
        yield row if other is None or row.kind is not None else _moved(row, *other)


def checked_reading(name: str, readings: Readings) -> str:
    """The name of a reading that some question has, or `scored`; an `InputError` that lists them for another."""
    known = sorted({SCORED, "strict", *(one for names in readings.values() for one in names)})
    if name not in known:
        raise InputError(f"no deadline has a reading called {name[:40]!r}", hint=f"there is {', '.join(known)}")
    return name


def _moved(row: ForecastRow, start: str | None, deadline: str) -> ForecastRow:
    end = row.deadline or deadline
    moved = replace(
        row,
        deadline=deadline,
        deadline_at=None,
        window_start=start or row.window_start,
        before_close=row.before_close if row.closes_on is not None else _before_end(row, deadline),
    )
    if row.value is None or row.y_ppm is None:
        return judged(moved)
    value = outcome_under(
        Window(start=start or row.window_start, end=deadline),
        judged=Window(start=row.window_start, end=end),
        outcome=Decimal(row.value),
        happened_on=row.happened_on,
        known_on=row.known_on,
    )
    if value is None:
        return replace(moved, reason=UNDECIDED, value=None, y_ppm=None)
    return judged(replace(moved, value=str(value), y_ppm=to_ppm(value), outcome=_word(value, row.outcome)))


def _before_end(row: ForecastRow, deadline: str) -> bool:
    return row.made_on < deadline or (row.made_on == deadline and row.made_at is not None)


def _word(value: Decimal, outcome: str | None) -> str | None:
    return {Decimal(1): "yes", Decimal(0): "no"}.get(value, outcome)


def judged(row: ForecastRow) -> ForecastRow:
    """The row with its reason worked out anew, by the rules of `ledger.store.counting.reason`."""
    return replace(row, reason=reason_of(row))


def reason_of(row: ForecastRow) -> str:
    """Why a standing forecast does not count, or "counts"; the same as `ledger.store.counting.reason` (a law test)."""
    close_day = row.closes_on or row.deadline
    reasons = (
        (row.state != "resolved", row.state),
        (not row.before_known and row.made_on > (row.known_on or "~"), "after_known"),
        (not row.before_close and row.made_on > (close_day or "~"), "after_close"),
        (not (row.before_known and row.before_close), "same_day"),
        (row.withdrawn, "withdrawn"),
        (row.expired, "expired"),
        (row.p_ppm is None and row.kind is not None, OTHER_TYPE),
        # A number from words is missing only where it was looked for in another scale.
        (row.p_ppm is None and row.basis == WORDS, NOT_IN_SCALE),
        (row.p_ppm is None, "no_number"),
    )
    return next((reason for holds, reason in reasons if holds), COUNTS)
