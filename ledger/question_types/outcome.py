"""What a question came out as, and what every question type offers."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final, NamedTuple, Protocol

from ledger.core.frame import Frame
from ledger.core.stated import Stated, Typed


class Outcome(NamedTuple):
    """A verdict with its outcome, in words that read back.

    `value` is the outcome of a binary question (0 to 1) or of one of a number, None for others and without an outcome.
    `ppm` is the value of a binary question in parts per million.
    """

    verdict: str
    outcome: str | None = None
    value: Decimal | None = None
    ppm: int | None = None


VERDICTS: Final[Mapping[str, Outcome]] = {
    "ambiguous": Outcome(verdict="ambiguous"),
    "annulled": Outcome(verdict="annulled"),
}
"""The words that leave a question of any type without an outcome."""


class QuestionType(Protocol):
    """What every file of a type offers."""

    def read_prediction(self, typed: Typed, frame: Frame, /, *, certain: bool, as_said: bool = False) -> Stated:
        """What a forecaster said, from what somebody typed; `as_said` lets shares through that do not add up."""

    def read_outcome(self, text: str, frame: Frame, /) -> Outcome:
        """What it came out as, from what somebody typed."""

    def rules(self, kind: str, frame: Frame, /) -> tuple[str, ...]:
        """The scoring rules that a prediction of that kind is scored by unless others are asked for."""

    def score(self, rule: str, stated: Stated, outcome: Outcome, frame: Frame, /) -> float | None:
        """The score of a prediction made under that frame; None where the rule says nothing of it."""

    def unit(self, frame: Frame, /) -> str | None:
        """What the scores of its predictions are in; None for plain numbers."""

    def tell(self, stated: Stated, frame: Frame, /) -> str:
        """A prediction in one short line, as people would write it."""

    def as_json(self, stated: Stated, /) -> dict[str, Any]:
        """A prediction for JSON: its kind, and its numbers as exact decimal text."""
