"""The hubverse (hubEvals, scoringutils): pairwise relative skill, plain and against a baseline."""

from collections.abc import Iterable

from ledger.scoring.relative_skill import relative_skill
from tests.conformance.suite import Case, Check, answers, pairs_of

TOLERANCE = 1e-9


@answers("vectors/hubverse_relative_skill.json")
def skill(case: Case) -> Iterable[Check]:
    models = case["models"]
    means = {model: {"target": mean} for model, mean in zip(models, case["mean_scores"], strict=True)}
    found = relative_skill(means, baseline="Flusight-baseline")
    yield from pairs_of([found[model].value for model in models], case["expected_relative_skill"], TOLERANCE)
    yield from pairs_of([found[model].scaled for model in models], case["expected_scaled_relative_skill"], TOLERANCE)
