"""Binary questions: a probability that it happens, and yes, no or a fraction in between."""

from decimal import Decimal
from typing import Final

from ledger.core.frame import Frame
from ledger.core.numbers import decimal_text, percent_text
from ledger.core.probability import read_probability
from ledger.core.stated import Stated, Typed, as_json
from ledger.errors import InputError, LedgerError
from ledger.question_types._taking import take
from ledger.question_types.outcome import VERDICTS, Outcome

__all__ = ["as_json", "read_outcome", "read_prediction", "rules", "score", "tell", "unit"]

YES: Final = Outcome(verdict="resolved", outcome="yes", value=Decimal(1), ppm=1_000_000)
NO: Final = Outcome(verdict="resolved", outcome="no", value=Decimal(0), ppm=0)
SAID: Final = {
    "yes": YES,
    "y": YES,
    "true": YES,
    "1": YES,
    "no": NO,
    "n": NO,
    "false": NO,
    "0": NO,
    **VERDICTS,
}
FORMS: Final = {"probability": "P, such as 0.7, 70%, 7/10 or odds of 7:3"}


def read_prediction(typed: Typed, frame: Frame, *, certain: bool, as_said: bool = False) -> Stated:
    """A probability by the grammar of `read_probability`; 0 and 1 only when certain.

    >>> read_prediction(Typed(probability="70%"), Frame(), certain=False).probability.text
    '0.7'
    """
    _, text = take(typed, frame, forms=FORMS, as_said=as_said)
    probability = read_probability(text, certain=certain)
    return Stated(kind="probability", said=probability.said, probability=probability)


def read_outcome(text: str, _frame: Frame) -> Outcome:
    """yes, no, ambiguous, annulled, or a fraction from 0 to 1; InputError for anything else.

    >>> read_outcome("yes", Frame()).value
    Decimal('1')
    >>> read_outcome("0.25", Frame()).outcome
    '0.25'
    """
    if found := SAID.get(text.strip().lower()):
        return found
    try:
        fraction = read_probability(text, certain=True).value
    except LedgerError:
        message = f"cannot read {text[:60]!r} as an outcome"
        raise InputError(message, hint="write yes, no, ambiguous, or a fraction such as 0.25") from None
    if fraction in (0, 1):
        return YES if fraction else NO
    parts = int((fraction * 1_000_000).to_integral_value())
    return Outcome(verdict="resolved", outcome=decimal_text(fraction), value=fraction, ppm=parts)


def rules(_kind: str, _frame: Frame) -> tuple[str, ...]:
    """The Brier and the logarithmic score."""
    return ("brier", "log")


def score(rule: str, stated: Stated, outcome: Outcome, _frame: Frame) -> float | None:
    """By any of `ledger.scoring.RULES`, worked out exactly and rounded once; None without a number on either side.

    >>> said = read_prediction(Typed(probability="80%"), Frame(), certain=False)
    >>> score("brier", said, YES, Frame())
    0.04
    """
    from ledger.scoring import RULES

    if rule not in RULES or stated.probability is None or outcome.value is None:
        return None
    return RULES[rule].score(probability=stated.probability.value, outcome=outcome.value)


def unit(_frame: Frame) -> str | None:
    """None: scores of probabilities are plain numbers."""
    return None


def tell(stated: Stated, _frame: Frame) -> str:
    """The probability in percent; a dash where there is none.

    >>> tell(read_prediction(Typed(probability="7/10"), Frame(), certain=False), Frame())
    '70%'
    """
    return "-" if stated.probability is None else percent_text(stated.probability.value)
