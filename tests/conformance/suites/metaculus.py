"""Metaculus: points of binary, multiple choice and numeric forecasts, the worked numbers of its FAQ, the old score."""

import math

from ledger.scoring.dialects import DIALECTS
from ledger.scoring.history import History, Said
from ledger.scoring.metaculus.baseline import baseline, baseline_points, spot_baseline
from ledger.scoring.metaculus.held import Held, Life, Points
from ledger.scoring.metaculus.peer import against_others, geometric_means, peer, spot_peer
from ledger.scoring.metaculus.pmf import binary_pmf, cdf_pmf, differences, option_pmf
from ledger.scoring.metaculus.relative import relative_legacy
from tests.conformance.suite import Case, Check, answers, pairs_of

# Its CDF passes 1, so that a bucket scores exactly +50; no forecaster can hold that.
BEYOND_ONE = [0, 1.3591409142295225, 1]


def _pmf(kind: str, value):
    if kind == "binary":
        return binary_pmf(value)
    if kind == "multiple_choice":
        return option_pmf(value)
    return differences(value) if value == BEYOND_ONE else cdf_pmf(value)


def _held(forecasts) -> list[Held]:
    return [
        Held(
            forecaster=f"forecaster {place}",
            pmf=_pmf(one["type"], one["value"]),
            start=one["start"],
            end=math.inf if one["end"] is None else one["end"],
            continuous=one["type"] == "numeric",
        )
        for place, one in enumerate(forecasts)
    ]


@answers("vectors/metaculus_score_math.json")
def score_math(case: Case) -> list[Check]:
    held = _held(case["forecasts"])
    if "score" not in case:
        return _means(held, case)
    return [
        check
        for points, expected in zip(_points(held, case), case["expected"], strict=True)
        for check in pairs_of([points.points, points.coverage], [expected["score"], expected["coverage"]], 1e-7)
    ]


def _means(held: list[Held], case: Case) -> list[Check]:
    found = geometric_means(held)
    got = [[mean.start, mean.compared, *mean.pmf] for mean in found]
    expected = [[one["day"], one["n_forecasters"], *one["pmf"]] for one in case["expected"]]
    return [Check(got=len(got), expected=len(expected), tolerance=0), *pairs_of(got, expected, 1e-7)]


def _points(held: list[Held], case: Case) -> list[Points]:
    args = case["args"]
    bucket, bounds = args["resolution_bucket"], args["open_bounds_count"]
    life = Life(opened=args["horizon_start_day"], closes=args["horizon_end_day"], ended=args["actual_close_day"])
    at = life.spot(args["spot_day"])
    return {
        "baseline": lambda: baseline(held, bucket=bucket, life=life, open_bounds=bounds),
        "spot_baseline": lambda: spot_baseline(held, bucket=bucket, at=at, open_bounds=bounds),
        "peer": lambda: peer(held, bucket=bucket, life=life),
        "spot_peer": lambda: spot_peer(held, bucket=bucket, at=at),
    }[case["score"]]()


def _yes(probability: float) -> float:
    return baseline_points(Held(forecaster="A", pmf=binary_pmf(probability), start=0), bucket=1)


@answers("vectors/metaculus_faq.json")
def faq(case: Case) -> list[Check]:
    return pairs_of(FAQ[case["id"].partition(":")[0].rstrip(" .0123456789")](case), case["expected"], case["tolerance"])


def _daily(case: Case) -> list[float]:
    return [0 if p is None else _yes(p) for p in case["input"]["daily_p"]]


def _average(case: Case) -> float:
    said = [
        Said(forecaster="A", probability=p, start=day)
        for day, p in enumerate(case["input"]["daily_p"])
        if p is not None
    ]
    [score] = DIALECTS["metaculus-baseline"].scores(
        [History(question="q", opened=0, closes=5, ended=5, outcome=1, said=said)]
    )
    return score.value


def _expectation(case: Case) -> list[float]:
    belief, report = case["input"]["belief"], case["input"]["report"]
    yes, no = _yes(report), _yes(1 - report)
    return [yes, no, belief * yes + (1 - belief) * no]


def _best_and_worst(case: Case) -> list[float]:
    return [_yes(p) for p in case["input"]["p"]]


def _worst_of_options(case: Case) -> float:
    n, least = case["input"]["N"], case["input"]["p"]
    pmf = option_pmf([0.0, *[1 / (n - 1)] * (n - 1)])
    assert pmf[0] == least
    return baseline_points(Held(forecaster="A", pmf=pmf, start=0), bucket=0)


def _truncation(case: Case) -> list[float]:
    """What a year's question pays that may come true in its first week (20 %), or at the end (4 %)."""
    first, rest = case["input"]["p"]
    said = [Said(forecaster="A", probability=first, start=0), Said(forecaster="A", probability=rest, start=1)]
    # Untruncated: as if the question had been scheduled to close when it did.
    year = 52 if case["id"].endswith(" truncated") else 1
    lives = [(year, 1, 1), (52, 52, 1), (52, 52, 0)]
    paid = [
        score.value
        for score in DIALECTS["metaculus-baseline"].scores(
            [
                History(question="q", opened=0, closes=closes, ended=ended, outcome=outcome, said=said)
                for closes, ended, outcome in lives
            ]
        )
    ]
    return [*paid, math.fsum(p * points for p, points in zip((0.2, 0.04, 0.76), paid, strict=True))]


FAQ = {
    "5-day baseline example": _daily,
    "5-day baseline average": _average,
    "expected score belief .8 report": _expectation,
    "best/worst binary": _best_and_worst,
    "worst MC(8) .001 clip": _worst_of_options,
    "peer from log scores": lambda case: against_others(case["input"]["logs"]),
    "truncation": _truncation,
}


@answers(
    "vectors/metaculus_relative_legacy.json",
    defects={
        "late forecast 4": "the day before the aggregate's next step counts too: coverage 0.6, score 0.2753, where the "
        "platform loses it",
        "peer, scored forecaster outside the base set": "37.8843, which is 100 ln(0.8 / geometric mean of the others): "
        "the factor n/(n-1) takes the forecaster out of the mean, and he was not in it",
        "peer, base of one": "47.0004, which is 100 ln(0.8 / 0.5): the one in the base set is somebody else",
    },
)
def relative(case: Case) -> list[Check]:
    crowd = [
        Held(forecaster="crowd", pmf=binary_pmf(step["p"]), start=step["start"]) for step in case.get("aggregate", [])
    ]
    own = _held([{"type": "binary", "value": one["p"], **one} for one in case["forecasts"]])
    found = relative_legacy(own, bucket=1, aggregate=crowd, opened=0, ended=case["actual_close_day"])
    got = [{"score": one.points, "coverage": one.coverage} for one in found]
    return pairs_of(got, case["expected"], 1e-9)
