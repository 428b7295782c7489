"""Cells read as what they should be; each spelling is read once, for files say the same things many times."""

import re
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Final

from ledger.core.dates import Moment, shown
from ledger.core.frame import YES_OR_NO, Frame
from ledger.core.numbers import decimal_text
from ledger.errors import InputError, LedgerError
from ledger.importers._layout import SAID as DISTRIBUTED
from ledger.importers._wishes import Wishes
from ledger.question_types import TYPES, Outcome
from ledger.services.clock import Clock
from ledger.services.said import Said, read_said
from ledger.store.batch import SAID, Made
from ledger.store.batch import Said as SaidRow
from ledger.store.journal import instant_text

NO_NUMBER: Final = "none"
_SMALL: Final = re.compile(r"[0-9](?:\.[0-9]{1,40})?[eE]-[0-9]{1,2}")
OPEN: Final = frozenset({"", "open", "pending", "unresolved"})
MOST_DIGITS: Final = 40
ADDED_ONLY: Final = "--as-said"
"""An option of `fcl add` that no file can be imported with."""
ANNULLED: Final = Outcome(verdict="annulled")


def written_out(number: str) -> str:
    """A number as programs write small ones, in plain digits; any other text as it is.

    >>> written_out("5.0e-05"), written_out("70%")
    ('0.000050', '70%')
    """
    if not _SMALL.fullmatch(number):
        return number
    plain = f"{Decimal(number):f}"
    return plain if len(plain) <= MOST_DIGITS else number


def from_unit_scale(text: str, *, field: str) -> str:
    """A number of the scale from 0 to 1 as the ledger reads it: its ends are certainties, not one percent.

    An `InputError` names the field of anything else.

    >>> from_unit_scale("0.07", field="p"), from_unit_scale("1.0", field="p")
    ('0.07', '100%')
    """
    try:
        number = Decimal(text)
    except InvalidOperation:
        message = f"{field}: cannot read {shown(text)} as a probability"
        raise InputError(message, hint="write 0.7, with a point and without a percent sign") from None
    if not number.is_finite() or not 0 <= number <= 1:
        message = f"{field}: {shown(text)} is not between 0 and 1"
        raise InputError(message, hint="this scale has no percent: write 0.7 for 70%")
    return f"{number * 100:.0f}%" if number in (0, 1) else text


def decimal_of(share: str) -> Decimal:
    """The value of what `from_unit_scale` gives.

    >>> decimal_of("0.07"), decimal_of("100%")
    (Decimal('0.07'), Decimal('1'))
    """
    return Decimal(share.removesuffix("%")) / (100 if share.endswith("%") else 1)


class Cells:
    """Readers for one file. Each raises a LedgerError that says what is wrong with the cell."""

    def __init__(self, wishes: Wishes, clock: Clock) -> None:
        self.wishes, self.clock = wishes, clock
        self.annulled = frozenset(word.strip().casefold() for word in wishes.annulled)
        self.said: Callable[..., SaidRow | None] = cache(self._said)
        self.made: Callable[[str], Made] = cache(self._made)
        self.outcome: Callable[[str, Frame], Outcome | None] = cache(self._outcome)
        self.past: Callable[[str, str], Moment] = cache(self._past)

    def _said(
        self, p: str, phrase: str, basis: str, frame: Frame = YES_OR_NO, typed: tuple[str, ...] = ()
    ) -> SaidRow | None:
        """The columns `SAID` of a forecast and its points; None where the cells are blank: nothing was said.

        `typed` holds the cells of `_layout.SAID` in that order.
        """
        number, words, base = p.strip(), phrase.strip(), basis.strip().lower()
        shaped: dict[str, Any] = {name: cell.strip() for name, cell in zip(DISTRIBUTED, typed, strict=False)}
        shaped = {name: cell for name, cell in shaped.items() if cell}
        if not number and not words and not shaped and base != NO_NUMBER:
            return None
        said = Said(
            probability=self._probability(number) if number else None,
            words=words or None,
            no_number=not number and not shaped and base == NO_NUMBER,
            basis=base or None,
            certain=self.wishes.certain,
            **shaped,
        )
        try:
            read = read_said(said, frame)
        except InputError as error:
            raise InputError(error.message, hint=self._hint(error, number)) from None
        return tuple(read.columns.get(name) for name in SAID), read.points

    def _hint(self, error: InputError, number: str) -> str | None:
        """What to write instead, in words that fit a table."""
        if ADDED_ONLY in (error.hint or ""):
            return "change them, or leave the row out"
        bare = not self.wishes.percent and number.replace(".", "", 1).isdigit()
        return f"{error.hint}; --percent if the whole table is in percent" if bare else error.hint

    def _probability(self, number: str) -> str:
        number = written_out(number)
        return f"{number}%" if self.wishes.percent and not number.endswith("%") else number

    def _made(self, text: str) -> Made:
        """Day, instant, words of a day of making, and the key that tells it from another one."""
        words = text.strip()
        moment = self._past(words, "the day it was said")
        at = instant_text(moment.at) if moment.at else None
        day = moment.on.isoformat()
        return day, at, words if words and words != day else None, (at or day) if words else ""

    def _past(self, text: str, what: str) -> Moment:
        return self.clock.past(text.strip() or None, what=what)

    def moment(self, made: Made) -> Moment:
        """A day of making as a moment again."""
        from datetime import date

        day, at, _, _ = made
        return Moment(on=date.fromisoformat(day), at=datetime.fromisoformat(at) if at else None)

    def _outcome(self, text: str, frame: Frame) -> Outcome | None:
        """What it came out as; None while it is open."""
        word = text.strip().casefold()
        if word in self.annulled:
            return ANNULLED
        if word in OPEN:
            return None
        try:
            return TYPES[frame.type].read_outcome(text, frame)
        except LedgerError as error:
            hint = f"{error.hint}; --annulled {text.strip()[:20]!r} if it means that"
            raise InputError(error.message, hint=hint) from None


def value_text(outcome: Outcome) -> str | None:
    """The value of an outcome as the ledger keeps it."""
    return None if outcome.value is None else decimal_text(outcome.value)
