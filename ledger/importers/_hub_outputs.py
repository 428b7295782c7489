"""A hub's output types in the ledger's words: quantiles, points of a CDF, shares of options; samples as quantiles."""

import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Final

from ledger.core.dates import shown
from ledger.core.numbers import decimal_text
from ledger.core.stated import EXACT
from ledger.errors import InputError
from ledger.importers._losses import Losses
from ledger.scoring.dialects.hubverse import LEVELS

NOTHING: Final = frozenset({"", "na", "nan", "null"})
LOOSE: Final = Decimal("1e-3")
"""How far from 1 hubs let shares add up to."""
TIGHT: Final = Decimal("1e-9")
DIGITS: Final = Decimal("1e-18")
LONGEST: Final = 40


@dataclass(slots=True)
class Group:
    """The rows of one forecast of one output type: the line of the first, and values by id, as written."""

    line: int
    values: dict[str, str] = field(default_factory=dict)

    def add(self, id: str, value: str) -> None:
        """One more row; an `InputError` where its id was there before."""
        if id in self.values:
            message = f"output_type_id: {shown(id)} comes twice in the forecast that begins in line {self.line}"
            raise InputError(message, hint="leave one of them out")
        self.values[id] = value


def number(text: str, *, field: str) -> str:
    """A number in plain digits; an `InputError` that names its field for anything else.

    >>> number("1.5e+03", field="value"), number("5e-05", field="value")
    ('1500', '0.00005')
    """
    try:
        read = Decimal(text) if len(text) <= LONGEST else Decimal("nan")
    except InvalidOperation:
        read = Decimal("nan")
    if not read.is_finite() or abs(read.adjusted()) > LONGEST or "_" in text:
        hint = "write 0.7 or 1500, with a point and without a percent sign"
        raise InputError(f"{field}: cannot read {shown(text)} as a number", hint=hint)
    return decimal_text(read)


def quantiles(values: Mapping[str, str], _losses: Losses) -> str:
    """Levels and values, as `--quantiles` takes them.

    >>> quantiles({"0.50": "12", "0.9": "15.0"}, Losses())
    '0.5=12 0.9=15'
    """
    return _pairs((_level(level), number(value, field="value")) for level, value in values.items())


def cdf(values: Mapping[str, str], _losses: Losses) -> str:
    """Thresholds and shares at or below them, as `--cdf` takes them."""
    return _pairs((number(at, field="output_type_id"), _share(share)) for at, share in values.items())


def shares(values: Mapping[str, str], losses: Losses) -> str:
    """Options and their shares, as `--shares` takes them; those that almost add up to 1 are made to.

    >>> shares({"low": "0.25", "very high": "0.75"}, Losses())
    "low=0.25 'very high'=0.75"
    """
    said = {name: Decimal(_one(share)) for name, share in values.items()}
    total = sum(said.values(), Decimal(0))
    if TIGHT < abs(total - 1) <= LOOSE:
        losses.add("value", "shares that add up to 1 within a thousandth are divided by their sum")
        said = {name: EXACT.divide(share, total).quantize(DIGITS) for name, share in said.items()}
    return " ".join(f"{_quoted(name)}={_spelled(share)}" for name, share in said.items())


def samples(values: Mapping[str, str], losses: Losses) -> str:
    """Quantiles of samples at the levels of `LEVELS`, each linear between two samples, as `--quantiles` takes them.

    Definition 7 of Hyndman and Fan (1996), doi 10.2307/2684934.

    >>> samples({"1": "10", "2": "20"}, Losses()).split()[11]
    '0.50=15'
    """
    losses.add("sample", f"samples become quantiles at {len(LEVELS)} levels: which sample is which is lost")
    drawn = sorted(Decimal(number(value, field="value")) for value in values.values())
    return _pairs((level, decimal_text(_quantile(drawn, Decimal(level)))) for level in LEVELS)


def median(values: Mapping[str, str], _losses: Losses) -> str:
    """The quantile of one half."""
    return _pairs(("0.5", number(value, field="value")) for value in values.values())


def _quantile(drawn: Sequence[Decimal], level: Decimal) -> Decimal:
    place = level * (len(drawn) - 1)
    at = int(place)
    above = drawn[min(at + 1, len(drawn) - 1)]
    return EXACT.add(drawn[at], EXACT.multiply(place - at, EXACT.subtract(above, drawn[at])))


def _level(text: str) -> str:
    level = number(text, field="output_type_id")
    if not 0 < Decimal(level) < 1:
        message = f"output_type_id: the level {shown(text)} is not inside 0 to 1"
        raise InputError(message, hint="write 0.05 for the quantile of 5%")
    return level


def _share(text: str) -> str:
    return _spelled(Decimal(_one(text)))


def _spelled(share: Decimal) -> str:
    """A share as the ledger reads it: its ends are certainties, not one percent."""
    return f"{share * 100:.0f}%" if share in (0, 1) else decimal_text(share)


def _one(text: str) -> str:
    share = number(text, field="value")
    if not 0 <= Decimal(share) <= 1:
        raise InputError(f"value: {shown(text)} is not between 0 and 1", hint="this scale has no percent: write 0.7")
    return share


def _quoted(name: str) -> str:
    if "=" in name:
        raise InputError(f"output_type_id: {shown(name)} holds an equals sign", hint="call it otherwise")
    return shlex.quote(name)


def _pairs(pairs: Iterable[tuple[str, str]]) -> str:
    return " ".join(f"{before}={after}" for before, after in pairs)


Saying = Callable[[Mapping[str, str], Losses], str]
NUMERIC: Final[Mapping[str, tuple[str, Saying]]] = {
    "quantile": ("quantiles", quantiles),
    "cdf": ("cdf", cdf),
    "sample": ("quantiles", samples),
    "median": ("quantiles", median),
}
"""Output types of numbers, the one that says most first: the field that holds each, and how it is read."""
PMF: Final = "pmf"
MEAN: Final = "mean"
TYPES: Final = (*NUMERIC, PMF, MEAN)
