"""What a forecaster said, of any kind: a probability, shares of options, or a distribution."""

from collections.abc import Callable, Mapping
from decimal import Context, Decimal
from typing import Any, Final, NamedTuple

from ledger.core.numbers import decimal_text
from ledger.core.probability import Probability
from ledger.errors import InputError

FLAGS: Final = {
    "probability": "P",
    "shares": "--shares",
    "quantiles": "--quantiles",
    "interval": "--interval",
    "distribution": "--dist",
    "cdf": "--cdf",
}
"""How the command line takes what somebody types, by the fields of `Typed`."""

EXACT: Final = Context(prec=100)


class Point(NamedTuple):
    """One number of a prediction, in exact text: where it lies, and how much belongs there; None for a parameter."""

    at: str
    share: str | None = None


class Stated(NamedTuple):
    """What a forecaster said: its kind, the words it was said in, and what they were read as.

    The kinds and their points, in order:

    - `probability`: none, for `probability` holds it;
    - `shares`: each option, with its share;
    - `quantiles`: each value, with its level;
    - `interval`: its two ends, of levels (1 - c) / 2 and (1 + c) / 2 for a coverage c;
    - `cdf`: each value x, with F(x);
    - `normal`: mean and standard deviation; `lognormal`: the same of the natural logarithm; `uniform`: the two ends.

    Values are exact decimals or ISO days; a deviation of days is a number of them.
    """

    kind: str
    said: str
    points: tuple[Point, ...] = ()
    probability: Probability | None = None


class Typed(NamedTuple):
    """What somebody typed as a prediction, as typed: one of these at most."""

    probability: str | None = None
    shares: str | None = None
    quantiles: str | None = None
    interval: str | None = None
    distribution: str | None = None
    cdf: str | None = None

    @property
    def given(self) -> tuple[str, str] | None:
        """The field that is given and its text, None if none is; InputError for more than one.

        >>> Typed(interval="100..400@80%").given
        ('interval', '100..400@80%')
        """
        texts = {name: text for name in FLAGS if (text := getattr(self, name)) is not None}
        if len(texts) > 1:
            flags = " and ".join(FLAGS[name] for name in texts)
            raise InputError(f"{flags} say the same thing twice", hint="keep one of them")
        return next(iter(texts.items()), None)


def as_json(stated: Stated) -> dict[str, Any]:
    """A prediction for JSON: its kind, and its numbers as exact decimal text.

    >>> as_json(Stated(kind="shares", said="a=1/4 b=3/4", points=(Point(at="a", share="0.25"),)))
    {'kind': 'shares', 'shares': {'a': '0.25'}}
    """
    return {"kind": stated.kind, **_NUMBERS[stated.kind](stated)}


def coverage(stated: Stated) -> Decimal:
    """How much an interval is meant to hold, inside (0, 1): the difference of the levels of its ends.

    >>> coverage(Stated(kind="interval", said="", points=(Point(at="1", share="0.1"), Point(at="4", share="0.9"))))
    Decimal('0.8')
    """
    low, high = (Decimal(point.share or 0) for point in stated.points)
    return EXACT.subtract(high, low)


def _probability(stated: Stated) -> dict[str, Any]:
    return {"probability": None if stated.probability is None else stated.probability.text}


def _shares(stated: Stated) -> dict[str, Any]:
    return {"shares": {point.at: point.share for point in stated.points}}


def _quantiles(stated: Stated) -> dict[str, Any]:
    return {"quantiles": {point.share: point.at for point in stated.points}}


def _cdf(stated: Stated) -> dict[str, Any]:
    return {"cdf": {point.at: point.share for point in stated.points}}


def _interval(stated: Stated) -> dict[str, Any]:
    low, high = stated.points
    return {"low": low.at, "high": high.at, "coverage": decimal_text(coverage(stated))}


def _parameters(first: str, second: str) -> Callable[[Stated], dict[str, Any]]:
    return lambda stated: {first: stated.points[0].at, second: stated.points[1].at}


_NUMBERS: Final[Mapping[str, Callable[[Stated], dict[str, Any]]]] = {
    "probability": _probability,
    "shares": _shares,
    "quantiles": _quantiles,
    "interval": _interval,
    "cdf": _cdf,
    "normal": _parameters("mean", "deviation"),
    "lognormal": _parameters("mu", "sigma"),
    "uniform": _parameters("low", "high"),
}
