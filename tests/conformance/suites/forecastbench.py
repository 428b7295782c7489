"""ForecastBench: difficulty-adjusted Brier scores, the index, the peer score, what stands for a missing forecast."""

from collections.abc import Iterable

from ledger.scoring.dialects.forecastbench import brier_index, impute, leaderboard, peer
from ledger.scoring.fixed_effects import fixed_effects
from tests.conformance.suite import Case, Check, answers, pairs_of

TOLERANCE = 1e-9


@answers("vectors/forecastbench_scores.json")
def scores(case: Case) -> Iterable[Check]:
    if "expected_difference_vs_C" in case:
        return _differences(case)
    if "briers" in case:
        return pairs_of(peer(case["briers"]), case["expected"], TOLERANCE)
    if "input" in case:
        given = case["input"]
        own = given.get("model", "") if given["benchmark"] else ""
        market = {"on_due": given.get("market_on_due"), "day_before": given.get("market_due_minus_1")}
        return pairs_of(impute(source=given["source"], forecaster=own, **market), case["expected"], TOLERANCE)
    return pairs_of(brier_index(case["brier"]), case["expected"], TOLERANCE)


def _differences(case: Case) -> Iterable[Check]:
    cells = {(model, question): score for model, own in case["brier"].items() for question, score in own.items()}
    effects = fixed_effects(cells).players
    means = {place.forecaster: place.brier for place in leaderboard(cells)}
    for found in (effects, means):
        differences = {model: found[model] - found["C"] for model in found}
        yield from pairs_of(differences, case["expected_difference_vs_C"], TOLERANCE)
