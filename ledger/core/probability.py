"""Probabilities as people type them, read exactly or refused with what to type instead."""

import re
from dataclasses import dataclass, field
from decimal import Context, Decimal
from functools import lru_cache

from ledger.core.numbers import decimal_text, ratio, to_ppm
from ledger.errors import InputError, RefusedError

LONGEST = 40

_NUMBER = r"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"
_SHAPE = re.compile(rf"(?P<first>{_NUMBER})(?: ?(?P<percent>%)|(?P<sign>[/:])(?P<second>{_NUMBER}))?")
_WIDE = Context(prec=4 * LONGEST)
_HUNDRED = Decimal(100)
_FORMS = "write it as 0.7, 70%, 7/10 or odds of 7:3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Probability:
    """A probability in [0, 1], exact, beside the words it was said in.

    `text` is its plain decimal without trailing zeros; `ppm` the nearest part per million, the key of bins and tallies.
    An `InputError` if the value lies outside [0, 1].

    >>> Probability(value=Decimal("0.70"), said="7 in 10").text
    '0.7'
    """

    value: Decimal
    said: str
    ppm: int = field(init=False, compare=False, repr=False)
    text: str = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        if self.value.is_nan() or not 0 <= self.value <= 1:
            raise _not_between(self.said, hint=_FORMS)
        object.__setattr__(self, "ppm", to_ppm(self.value))
        object.__setattr__(self, "text", decimal_text(self.value))


def read_probability(text: str, *, certain: bool = False) -> Probability:
    """A probability from `0.7`, `.7`, `70%`, `70.5%`, `7/10` or `7:3` (odds for), of at most 40 characters.

    Ratios are rounded half-even to 18 digits; everything else is kept exactly. Never guesses: a bare `70` or `1` is an
    `InputError`, and so is every other shape. 0 and 1 are a `RefusedError` unless `certain`.

    >>> read_probability("70.50%").text
    '0.705'
    >>> read_probability("7:3").ppm
    700000
    >>> read_probability("1")
    Traceback (most recent call last):
    ...
    ledger.errors.InputError: cannot tell what '1' means as a probability
    >>> read_probability("100%")
    Traceback (most recent call last):
    ...
    ledger.errors.RefusedError: '100%' is a certainty
    """
    probability = _read(text)
    if not certain and probability.value in {0, 1}:
        raise RefusedError(
            f"{probability.said!r} is a certainty",
            hint="add --certain if you mean it: the log score is infinite when it turns out wrong",
        )
    return probability


@lru_cache(maxsize=4096)
def _read(text: str) -> Probability:
    said = text.strip(" \t\r\n")
    shape = _SHAPE.fullmatch(said) if len(said) <= LONGEST else None
    if shape is None:
        raise InputError(f"cannot read {_shown(said)} as a probability", hint=_advice(said))
    return Probability(value=_value(shape, said), said=said)


def _value(shape: re.Match[str], said: str) -> Decimal:
    first = Decimal(shape["first"])
    if shape["percent"]:
        return _percent(first, said)
    if shape["sign"]:
        return _ratio(first, Decimal(shape["second"]), sign=shape["sign"], said=said)
    return _bare(first, said)


def _bare(number: Decimal, said: str) -> Decimal:
    if number == 1 and "." not in said:
        raise InputError(f"cannot tell what {said!r} means as a probability", hint="did you mean 1% or 100%?")
    if number > 1:
        raise _not_between(said, hint=f"did you mean {said}%?" if number <= _HUNDRED else _FORMS)
    return number


def _percent(number: Decimal, said: str) -> Decimal:
    if number > _HUNDRED:
        raise _not_between(said, hint="nothing is more likely than 100%")
    return number.scaleb(-2, _WIDE)


def _ratio(first: Decimal, second: Decimal, *, sign: str, said: str) -> Decimal:
    whole = second if sign == "/" else _WIDE.add(first, second)
    if not whole:
        raise InputError(f"{said!r} divides by nothing", hint=_FORMS)
    if first > whole:
        raise _not_between(said, hint=f"did you mean odds of {said.replace('/', ':')}?")
    share = ratio(first, whole)
    if share == 1 and first != whole:
        raise InputError(f"{said!r} is nearer to certain than 18 digits can say", hint="write it with fewer digits")
    return share


def _not_between(said: str, *, hint: str) -> InputError:
    return InputError(f"{_shown(said)} is not between 0 and 1", hint=hint)


def _shown(said: str) -> str:
    return repr(said if len(said) <= LONGEST else f"{said[:LONGEST]}…")


def _advice(said: str) -> str:
    if "," in said and len(said) <= LONGEST and _SHAPE.fullmatch(said.replace(",", ".")):
        return f"write {said.replace(',', '.')}, with a point"
    if len(said) > LONGEST:
        return f"a probability has at most {LONGEST} characters: {_FORMS}"
    return _FORMS
