"""Numeric questions: quantiles, an interval, a distribution or points of a CDF, and a number that comes out."""

from decimal import Decimal
from typing import Final

from ledger.core.frame import Frame
from ledger.core.stated import Stated, Typed, as_json
from ledger.question_types._quantities import read_quantity
from ledger.question_types._quantity_scores import RULES, score_quantity, tell_quantity
from ledger.question_types._taking import take
from ledger.question_types._values import ABOVE, BELOW, read_value
from ledger.question_types.outcome import Outcome

__all__ = ["as_json", "read_outcome", "read_prediction", "rules", "score", "tell", "unit"]

FORMS: Final = {
    "quantiles": '--quantiles "5%=50 50%=140 95%=500"',
    "interval": '--interval "100..400@80%"',
    "distribution": '--dist "normal(150,40)"',
    "cdf": '--cdf "0=10% 100=55% 400=98%"',
}


def read_prediction(typed: Typed, frame: Frame, *, certain: bool, as_said: bool = False) -> Stated:  # noqa: ARG001 - no number is a certainty, and every type is called alike
    """A distribution over numbers in one of four forms; InputError for values beyond a closed bound.

    >>> frame = Frame(type="numeric", unit="USD bn")
    >>> tell(read_prediction(Typed(quantiles="50%=140 5%=50 95%=500"), frame, certain=False), frame)
    '5% 50, 50% 140, 95% 500 USD bn'
    >>> tell(read_prediction(Typed(interval="100..400@80%"), frame, certain=False), frame)
    '100..400 @80% USD bn'
    """
    given = take(typed, frame, forms=FORMS, as_said=as_said)
    return read_quantity(given, frame, example=FORMS[given[0]])


def read_outcome(text: str, frame: Frame) -> Outcome:
    """A number, `below` or `above` where that side has an open bound, or a verdict; InputError for anything else.

    >>> frame = Frame(type="numeric", lower="0", upper="1000", open_upper=True)
    >>> read_outcome("1e3", frame).value, read_outcome("above", frame).outcome
    (Decimal('1000'), 'above')
    """
    outcome = read_value(text, frame)
    if outcome.outcome is None or outcome.outcome in {BELOW, ABOVE}:
        return outcome
    return outcome._replace(value=Decimal(outcome.outcome))


def rules(kind: str, _frame: Frame) -> tuple[str, ...]:
    """The continuous ranked probability score of that kind; of an interval its score, and whether it held."""
    return RULES.get(kind, ())


def score(rule: str, stated: Stated, outcome: Outcome, frame: Frame) -> float | None:
    """By a rule of `DISTRIBUTION_RULES`, in the unit of the question; see `score_quantity`.

    >>> frame = Frame(type="numeric")
    >>> said = read_prediction(Typed(interval="100..400@80%"), frame, certain=False)
    >>> round(score("interval", said, read_outcome("450", frame), frame), 9)
    800.0
    """
    return score_quantity(rule, stated, outcome, frame)


def unit(frame: Frame) -> str | None:
    """The unit of the question."""
    return frame.unit


tell = tell_quantity
