"""Scoring rules: the cases of scoringutils, python-prediction-scorer, Cleodora and forecasting-tools."""

from collections.abc import Iterator
from decimal import Decimal

import numpy as np

from ledger.scoring import RULES, SHARE_RULES
from ledger.scoring.brier_sum import brier_sum_of_shares
from ledger.scoring.weighted_interval import weighted_interval_score
from tests.conformance.suite import Case, Check, answers, pairs_of


def exact(rule: str, probability: float, outcome: float) -> float:
    """The exact rule on the decimals that a case shows."""
    return RULES[rule].score(probability=Decimal(str(probability)), outcome=Decimal(str(outcome)))


@answers("vectors/scoringutils_quantile_ordinal.json")
def scoringutils(case: Case) -> Iterator[Check]:
    yield from pairs_of(_scoringutils(case).tolist(), case["expected"], case.get("tolerance", 1e-12))


def _scoringutils(case: Case) -> np.ndarray:
    given = case["input"]
    if case["id"] == "Brier":
        return RULES["brier"].scores(observed=given["observed"], predicted=given["p"])
    if "p" in given:
        rule = {"ordinal RPS": "rps", "categorical log": "log"}[case["id"]]
        return SHARE_RULES[rule].share_scores(observed=given["observed_index"], predicted=given["p"])
    median = [[value] for value in given.get("median", [])]
    ends = [list(pair) for pair in zip(given.get("lower", []), given.get("upper", []), strict=True)]
    return weighted_interval_score(
        observed=given["y"],
        predicted=given.get("q") or ends or median,
        levels=given.get("levels", [0.5]),
        count_median_twice=given.get("count_median_twice", False),
    )


SCORER = {"brier": "brier-sum", "log": "log-bits", "practical": "practical", "quadratic": "quadratic"}


@answers("vectors/python_prediction_scorer.json")
def prediction_scorer(case: Case) -> Iterator[Check]:
    p, rule = case["p_assigned_to_true_alternative"], SCORER[case["rule"]]
    # the same from the side of yes and of no, exactly and on arrays
    yield Check(got=exact(rule, p, 1), expected=case["expected"], tolerance=case["tolerance"])
    yield Check(got=exact(rule, 1 - p, 0), expected=case["expected"], tolerance=case["tolerance"])
    (array,) = RULES[rule].scores(observed=[1], predicted=[p])
    yield Check(got=float(array), expected=case["expected"], tolerance=case["tolerance"])


@answers("vectors/cleodora_brier.json")
def cleodora(case: Case) -> Iterator[Check]:
    shares = np.array(case["probabilities_percent"]) / 100
    got = brier_sum_of_shares(observed=[case["correct_index"]], predicted=[shares])
    yield from pairs_of(got.tolist(), [case["expected"]], 1e-12)


@answers("vectors/forecasting_tools.json")
def forecasting_tools(case: Case) -> Iterator[Check]:
    crowd = case["community"]
    if "p" in case:
        got = _agreement(case["p"], crowd)
    else:
        got = max((_agreement(percent / 100, crowd), percent / 100) for percent in range(1, 100))[1]
    yield Check(got=got, expected=case["expected"], tolerance=1e-9)


def _agreement(p: float, crowd: float) -> float:
    return 100 * (1 - exact("log-bits", p, crowd))
