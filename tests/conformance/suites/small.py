"""Tools that are dead or small: their cases where a rule of ours is theirs."""

import math
from collections.abc import Iterable

from ledger.scoring.dialects.gjo import plain_brier
from ledger.scoring.dialects.hubverse import binary_log_score, pmf_log_score
from tests.conformance.suite import Case, Check, answers, pairs_of

AVERAGE = "a time average against a market; we have no rule that scores against a market over time"
DENSITY = "a score of a density, or of one distribution under another; ours of a distribution is the CRPS"
YIELD = "a yield of stakes against a consensus, no score of a probability"
CREDIT = "credit by hand for a status; a partial hit is a fractional outcome here, and is scored by a rule"


def _over(reason: str, *ids: str) -> dict[str, str]:
    return dict.fromkeys(ids, reason)


@answers(
    "vectors/foretold_scoring.json",
    left_out=_over(AVERAGE, "average", "average, lowest time 1", "steps", "average x1000", "long", "lowest time 0")
    | {"StartAtDistribution integral": "an integral of steps, no score", "not ported: CdfCdf market score": DENSITY},
)
def foretold(case: Case) -> Iterable[Check]:
    given = case["input"]
    bits = [-_log(given["agent"], given["resolution"]), _log(given.get("market"), given["resolution"])]
    return pairs_of(math.fsum(bits) / math.log(2), case["expected"], case["tolerance"])


def _log(probability: float | None, outcome: float) -> float:
    return 0.0 if probability is None else binary_log_score(probability=probability, outcome=outcome)


POINTS = {"mixture 4 points, answer one of them": ([0.25] * 4, 0), "support missing -> Infinity": ([1.0, 0.0], 1)}


@answers(
    "vectors/squiggle_scoring.json",
    left_out=_over(
        DENSITY,
        "logScore normal(5,2) answer 4.5 = -ln pdf",
        "logScore normal(5,2) answer normal(5.2,1) ~ KL(answer||estimate)",
        "with prior normal(5.5,3): minus prior's score",
        "klDivergence(normal(5,2), normal(5,1.5))",
        "uniform(0,1) vs uniform(-1,2)",
        "discrete {1,2} vs {1,2,3} = ln(3/2)",
    ),
)
def squiggle(case: Case) -> Iterable[Check]:
    shares, answer = POINTS[case["id"]]
    return pairs_of(pmf_log_score(shares=shares, answer=answer), float(case["expected"]), 1e-12)


@answers(
    "vectors/pundittracker_yield.json",
    left_out=_over(
        YIELD,
        "stake 1 consensus 0.5 correct",
        "stake 1 consensus 0.5 wrong",
        "stake 0.5 consensus 0.25 correct",
        "stake 0.5 consensus 0.25 wrong",
        "stake 1 consensus 0.9 correct",
    ),
)
def pundittracker(case: Case) -> Iterable[Check]:
    return []


CHOICES = {
    "choice .7/.3, option1": ([0.7, 0.3], 0),
    "interval conf 1, inside": ([1, 0], 0),
    "interval conf 1, outside": ([1, 0], 1),
}


@answers(
    "vectors/magoo_forecast_cli.json",
    defects={
        "DEFECT: lognormal p5/50/95 = 50/100/200, outcome exactly the median still scores": (
            "a distribution is scored by its CRPS, never by the mass near what came true against certainty"
        )
    },
)
def magoo(case: Case) -> Iterable[Check]:
    shares, answer = CHOICES[case["id"]]
    return pairs_of(plain_brier(shares=shares, answer=answer), case["expected"], 1e-9)


@answers(
    "vectors/dario_tracker_status_credit.json",
    left_out=_over(CREDIT, "achieved", "partially", "missed", "pending", "in_window", "unverifiable", "hit rate"),
)
def dario(case: Case) -> Iterable[Check]:
    return []
