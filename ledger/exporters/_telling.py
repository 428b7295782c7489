"""Questions in words, as calendars and feeds hold them: nothing in them controls, hides or turns."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from ledger.core.characters import printable
from ledger.core.numbers import percent_text

if TYPE_CHECKING:
    from ledger.core.question import Prediction, Question


def line_of(text: str) -> str:
    r"""A text on one line.

    >>> line_of("it rains\r\nBEGIN:VEVENT\x07")
    'it rains BEGIN:VEVENT\\x07'
    """
    return printable(" ".join(text.split()))


def about(question: Question) -> str:
    """What is asked, who said what, what decides it, and how it came out: a line for each."""
    return "\n".join(_lines(question))


def _lines(question: Question) -> Iterator[str]:
    yield line_of(question.claim)
    yield from (f"{line_of(one.forecaster)}: {_said(one)}" for one in question.predictions)
    if question.deadline:
        words = f", said as {line_of(question.deadline.text)}" if question.deadline.text else ""
        yield f"deadline: {question.deadline.at or question.deadline.date}{words}"
    if question.criteria:
        yield f"criteria: {printable(question.criteria, lines=True)}"
    if question.decision:
        yield f"outcome: {outcome_of(question)}, known on {question.decision.known_on}"
        yield from (f"evidence: {line_of(one)}" for one in question.decision.evidence)
    yield f"fcl show {question.id}"


def _said(prediction: Prediction) -> str:
    if prediction.withdrawn:
        return f"withdrawn {prediction.withdrawn}"
    if prediction.p is not None:
        return percent_text(Decimal(prediction.p))
    last = prediction.forecasts[-1].told if prediction.forecasts else None
    return line_of(last) if last else "no number"


def outcome_of(question: Question) -> str:
    """How it came out, in one word: yes, no, an option, a value, or the verdict where there is no outcome."""
    decision = question.decision
    return line_of(decision.outcome or decision.verdict) if decision else question.status
