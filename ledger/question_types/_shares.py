"""Shares of options as people type them: `Google=50% 'Open AI'=25% other=25%`."""

from decimal import Decimal
from typing import Final

from ledger.core.dates import shown
from ledger.core.frame import Frame, list_options
from ledger.core.numbers import decimal_text
from ledger.core.probability import Probability, read_probability
from ledger.core.stated import EXACT, Point
from ledger.errors import InputError
from ledger.question_types._pairs import split_pairs

TOLERANCE: Final = Decimal("1e-9")
"""How far from 1 shares may add up to: thirds are rounded to 18 digits."""

_HUNDRED: Final = Decimal(100)
_EIGHT_DIGITS: Final = Decimal("1e-8")


def read_shares(text: str, frame: Frame, *, certain: bool, as_said: bool) -> tuple[Point, ...]:
    """A share for each option, in the order of the options, from pairs with white space in between.

    A name stands in any case; one with white space is quoted. Every option is named; exclusive shares add up to 1
    within 1e-9, and where `certain` an option may go unnamed that the others leave nothing. With `as_said` what was
    said stands, whatever it adds up to. InputError for anything else; RefusedError for 0 and 1 unless `certain`.
    """
    said = _by_option(text, frame, certain=certain)
    missing = [option for option in frame.options if option not in said]
    total = total_of([share.value for share in said.values()])
    adds_up = frame.exclusive and abs(total - 1) <= TOLERANCE
    if missing and not as_said and not (adds_up and certain):
        hint = "give one to every option" + ("; --certain if it is nothing" if adds_up else "")
        raise InputError(f"no share is given to {list_options(missing)}", hint=hint)
    if frame.exclusive and not adds_up and not as_said:
        hint = "change them, or add --as-said to record them all the same"
        raise InputError(f"the shares add up to {_percent(total)}, not to 100%", hint=hint)
    shares = {option: share.text for option, share in said.items()} | dict.fromkeys(missing if adds_up else (), "0")
    return tuple(Point(at=option, share=shares[option]) for option in frame.options if option in shares)


def total_of(shares: list[Decimal]) -> Decimal:
    """The exact sum.

    >>> total_of([Decimal("0.1")] * 10) == 1
    True
    """
    total = Decimal(0)
    for share in shares:
        total = EXACT.add(total, share)
    return total


def _by_option(text: str, frame: Frame, *, certain: bool) -> dict[str, Probability]:
    said: dict[str, Probability] = {}
    for name, share in split_pairs(text, example="Google=50% 'Open AI'=25% other=25%"):
        option = frame.option(name)
        if option is None:
            raise InputError(f"no option is called {shown(name)}", hint=f"there is {list_options(frame.options)}")
        if option in said:
            raise InputError(f"{shown(option)} has two shares", hint="give one to every option")
        said[option] = read_probability(share, certain=certain)
    return said


def _percent(total: Decimal) -> str:
    return decimal_text((total * _HUNDRED).quantize(_EIGHT_DIGITS)) + "%"
