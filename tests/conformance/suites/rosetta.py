"""One history scored by every dialect but those of Metaculus, which are answered beside its other cases."""

import json
import math
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from ledger.scoring.brier import score as brier
from ledger.scoring.dialects import DIALECTS, fatebook, forecastbench, themis
from ledger.scoring.timing import Stance, choose, read_timing
from tests.conformance.suite import Case, Check, answers, pairs_of
from tests.conformance.suites._histories import ROSETTA, history
from tests.conftest import SHARED

ASKED = history(ROSETTA, ended=7, closes=10)


def _score(dialect: str, who: str) -> float:
    return next(one.value for one in DIALECTS[dialect].scores([ASKED]) if one.forecaster == who)


def _brier(timing: str, who: str) -> float:
    own = [(day, Decimal(str(p))) for one, p, day in ROSETTA if one == who]
    times = {"opened": ASKED.opened, "closes": ASKED.closes, "ended": ASKED.ended}
    shares = choose(read_timing(timing), [Stance(start=day) for day, _ in own], **times).shares
    scored = [(weight, brier(probability=own[place][1], outcome=Decimal(1))) for place, weight in shares]
    return math.fsum(weight * score for weight, score in scored) / math.fsum(weight for weight, _ in scored)


ANSWERS: Mapping[str, Callable[[], Any]] = {
    "Fatebook absolute A": lambda: _score("fatebook", "A"),
    "Fatebook relative A": lambda: fatebook.relative(ASKED)["A"],
    "Fatebook relative B": lambda: fatebook.relative(ASKED)["B"],
    "GJO / Cultivate mean Brier B over scored days": lambda: _score("gjo", "B"),
    "PredictionBook A (all responses equal weight, one-sided)": lambda: _score("predictionbook", "A"),
    "PredictionBook B": lambda: _score("predictionbook", "B"),
    "last forecast, one-sided Brier A, B": lambda: [_brier("last", who) for who in "AB"],
    "duration-weighted one-sided Brier A": lambda: _brier("time-weighted", "A"),
    "ForecastBench Brier index of A's last forecast": lambda: forecastbench.brier_index(_brier("last", "A")),
    "Themis midpoint criterion (day 3.5) Brier A": lambda: _score("themis", "A"),
    "Themis time-average criterion Brier A": lambda: themis.scores([ASKED], criterion="time-average")[0].value,
}


DEFECT = "Fatebook absolute B (defect: day without forecast counted as 0)"
FORETOLD = "Foretold time-average A against B as market"
YIELD = "PunditTracker yield A at stake 1, consensus .45 (mean of .6 and .3)"


def _others() -> list[Case]:
    path = SHARED / "vectors" / "rosetta.json"
    found = json.loads(path.read_text(encoding="utf-8"))["cases"] if path.exists() else []
    return [case for case in found if not case["id"].startswith("Metaculus")]


@answers(
    "vectors/rosetta.json",
    cases=_others,
    defects={DEFECT: "the day without a forecast does not count: 0.98"},
    left_out={
        FORETOLD: "a score against a market over time, of a dead tool",
        YIELD: "a yield of stakes, no score of a probability",
    },
)
def rosetta(case: Case) -> Iterable[Check]:
    return pairs_of(ANSWERS[case["id"]](), case["expected"], 1e-9)
