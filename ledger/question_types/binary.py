"""Binary questions: a probability that it happens, and yes, no or a fraction in between."""

from decimal import Decimal
from typing import Final

from ledger.core.numbers import decimal_text
from ledger.core.probability import Probability, read_probability
from ledger.errors import InputError, LedgerError
from ledger.question_types.outcome import Outcome

YES: Final = Outcome(verdict="resolved", outcome="yes", value=Decimal(1))
NO: Final = Outcome(verdict="resolved", outcome="no", value=Decimal(0))
SAID: Final = {
    "yes": YES,
    "y": YES,
    "true": YES,
    "1": YES,
    "no": NO,
    "n": NO,
    "false": NO,
    "0": NO,
    "ambiguous": Outcome(verdict="ambiguous"),
    "annulled": Outcome(verdict="annulled"),
}


def read_prediction(text: str, *, certain: bool) -> Probability:
    """A probability by the grammar of `read_probability`; 0 and 1 only when certain."""
    return read_probability(text, certain=certain)


def read_outcome(text: str) -> Outcome:
    """yes, no, ambiguous, annulled, or a fraction from 0 to 1; InputError for anything else.

    >>> read_outcome("yes").value
    Decimal('1')
    >>> read_outcome("0.25").outcome
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
    return Outcome(verdict="resolved", outcome=decimal_text(fraction), value=fraction)
