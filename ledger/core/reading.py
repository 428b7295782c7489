"""Readings of a deadline's words: what came out under another window than the one that was judged."""

from decimal import Decimal
from typing import Final, NamedTuple

SCORED: Final = "scored"
ONE: Final = Decimal(1)
NOTHING: Final = Decimal(0)


class Window(NamedTuple):
    """The days, ISO text, within which something must happen; `start` None means from the beginning."""

    start: str | None
    end: str

    def holds(self, day: str) -> bool:
        """Whether that day lies within.

        >>> Window(start=None, end="2029-12-31").holds("2030-06-01")
        False
        """
        return (self.start is None or self.start <= day) and day <= self.end

    def within(self, other: "Window") -> bool:
        """Whether every day of this window is one of the other's."""
        return self.end <= other.end and (other.start is None or (self.start is not None and self.start >= other.start))


def outcome_under(
    reading: Window, *, judged: Window, outcome: Decimal, happened_on: str | None, known_on: str | None
) -> Decimal | None:
    """What a question judged by one window came out as under another reading; None where nobody can tell.

    `outcome` is 1, 0 or a fraction in between. The day on which it happened decides. Without it, a yes stays one
    where the reading's window holds the whole window that was judged, or where it was known before the reading's end;
    a no stays one where the reading's window lies within the one that was judged. A fraction moves with nothing.

    >>> strict, scored = Window(start=None, end="2029-12-31"), Window(start=None, end="2030-12-31")
    >>> outcome_under(strict, judged=scored, outcome=ONE, happened_on="2030-03-01", known_on="2030-03-02")
    Decimal('0')
    >>> outcome_under(strict, judged=scored, outcome=NOTHING, happened_on=None, known_on="2031-01-01")
    Decimal('0')
    """
    if reading == judged:
        return outcome
    if outcome not in {ONE, NOTHING}:
        return None
    if happened_on is not None:
        return ONE if reading.holds(happened_on) else NOTHING
    if outcome == ONE:
        started = reading.start is None or (judged.start is not None and reading.start <= judged.start)
        known_before = known_on is not None and known_on <= reading.end
        return ONE if started and (judged.end <= reading.end or known_before) else None
    return NOTHING if reading.within(judged) else None
