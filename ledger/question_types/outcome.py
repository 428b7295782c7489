"""What a question came out as, and what every question type can read."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from ledger.core.probability import Probability


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A verdict with its outcome: `value` is what a score reads, None where there is nothing to score."""

    verdict: str
    outcome: str | None = None
    value: Decimal | None = None

    @property
    def ppm(self) -> int | None:
        """The value in parts per million."""
        return None if self.value is None else int((self.value * 1_000_000).to_integral_value())


class QuestionType(Protocol):
    """What every file of a type offers."""

    def read_prediction(self, text: str, *, certain: bool) -> Probability:
        """What a forecaster said, from what somebody typed."""

    def read_outcome(self, text: str) -> Outcome:
        """What it came out as, from what somebody typed."""
