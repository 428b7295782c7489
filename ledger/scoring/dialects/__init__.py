"""Dialects by name: the exact convention of one platform in each file, from the histories of questions to scores."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from ledger.registry import Registry
from ledger.scoring.history import History


@dataclass(frozen=True, slots=True, kw_only=True)
class DialectScore:
    """What a dialect makes of one forecaster on one question.

    `coverage` is the share of the question's life, 0 to 1, for which the forecaster stood by a number, where the
    dialect reckons one (None where it does not). A forecaster whom the dialect does not score is left out.
    """

    question: str
    forecaster: str
    value: float
    coverage: float | None = None


class Dialect(Protocol):
    """What every file of a dialect offers.

    `BOUNDS` are the least and the greatest value there can be; `BETTER` says which way is good; `TIMING` says in the
    words of the command line which forecasts it reads; `UNIT` says what one is ("points", "Brier 0-2", "nats").
    """

    RULE_VERSION: str
    BOUNDS: tuple[float, float]
    BETTER: Literal["higher", "lower"]
    TIMING: str
    UNIT: str

    def scores(self, histories: Sequence[History]) -> list[DialectScore]:
        """The score of every forecaster on every question, in the order of the histories, then of first saying."""


DIALECTS: Registry[Dialect] = Registry(
    "dialect",
    {
        "metaculus-baseline": "ledger.scoring.dialects.metaculus_baseline",
        "metaculus-peer": "ledger.scoring.dialects.metaculus_peer",
        "metaculus-spot-baseline": "ledger.scoring.dialects.metaculus_spot_baseline",
        "metaculus-spot-peer": "ledger.scoring.dialects.metaculus_spot_peer",
        "gjo": "ledger.scoring.dialects.gjo",
        "fatebook": "ledger.scoring.dialects.fatebook",
        "predictionbook": "ledger.scoring.dialects.predictionbook",
        "manifold": "ledger.scoring.dialects.manifold",
        "forecastbench": "ledger.scoring.dialects.forecastbench",
        "themis": "ledger.scoring.dialects.themis",
        "hubverse": "ledger.scoring.dialects.hubverse",
    },
)
