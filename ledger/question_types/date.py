"""Date questions: quantiles, an interval, a distribution or points of a CDF over days, and a day that comes out."""

from typing import Final

from ledger.core.frame import Frame
from ledger.core.stated import Stated, Typed, as_json
from ledger.question_types._quantities import read_quantity
from ledger.question_types._quantity_scores import RULES, score_quantity, tell_quantity
from ledger.question_types._taking import take
from ledger.question_types._values import read_value
from ledger.question_types.outcome import Outcome

__all__ = ["as_json", "read_outcome", "read_prediction", "rules", "score", "tell", "unit"]

FORMS: Final = {
    "quantiles": '--quantiles "5%=2028 50%=2031-06 95%=2040"',
    "interval": '--interval "2030-12..2035-12@50%"',
    "distribution": '--dist "normal(2030-06-30,400)"',
    "cdf": '--cdf "2028=10% 2031=55% 2040=98%"',
}


def read_prediction(typed: Typed, frame: Frame, *, certain: bool, as_said: bool = False) -> Stated:  # noqa: ARG001 - no day is a certainty, and every type is called alike
    """A distribution over days in one of four forms; InputError for days beyond a closed bound.

    A period counts as its first day where it begins a range, else as its last.

    >>> frame = Frame(type="date")
    >>> tell(read_prediction(Typed(interval="2030-12..2035-12@50%"), frame, certain=False), frame)
    '2030-12-01..2035-12-31 @50%'
    """
    given = take(typed, frame, forms=FORMS, as_said=as_said)
    return read_quantity(given, frame, example=FORMS[given[0]])


def read_outcome(text: str, frame: Frame) -> Outcome:
    """One day, `below` or `above` (also `never`) where that side has an open bound, or a verdict; else InputError.

    >>> frame = Frame(type="date", upper="2040-12-31", open_upper=True)
    >>> read_outcome("2031-06-15", frame).outcome, read_outcome("never", frame).outcome
    ('2031-06-15', 'above')
    """
    return read_value(text, frame)


def rules(kind: str, _frame: Frame) -> tuple[str, ...]:
    """The continuous ranked probability score of that kind; of an interval its score, and whether it held."""
    return RULES.get(kind, ())


def score(rule: str, stated: Stated, outcome: Outcome, frame: Frame) -> float | None:
    """By a rule of `DISTRIBUTION_RULES`, in days; see `score_quantity`.

    >>> frame = Frame(type="date")
    >>> said = read_prediction(Typed(interval="2030-01-01..2030-01-31@80%"), frame, certain=False)
    >>> score("interval", said, read_outcome("2030-01-20", frame), frame)
    30.0
    """
    return score_quantity(rule, stated, outcome, frame)


def unit(_frame: Frame) -> str | None:
    """Days."""
    return "days"


tell = tell_quantity
