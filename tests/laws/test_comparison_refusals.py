"""What comparisons of forecasters refuse: the whole sentence that people read, and what to do instead."""

import math
from collections.abc import Callable
from decimal import Decimal

import pytest

from ledger.calibration.bootstrap import interval, interval_of_mean, spread, weights
from ledger.calibration.clusters import in_the_large_clustered, joined, mean_clustered, spiegelhalter_clustered
from ledger.calibration.head_to_head import (
    Match,
    Slice,
    average_scores,
    combined,
    discriminated_skills,
    rescaled,
    ridge_skills,
    skills_of_scores,
)
from ledger.calibration.leaderboard import leaderboard
from ledger.calibration.paired import diebold_mariano, flipped, paired
from ledger.calibration.pairs import every_pair
from ledger.calibration.tally import Tally
from ledger.errors import InputError

LEVEL = "give a number between 0 and 1, such as 0.95"
PARTS = "from 0 to 1000000"
FINITE = "compare by a score that stays finite, such as brier"
SCORES_AND_WEIGHTS = "scores are finite, weights finite and above 0"
HALF = Decimal("0.5")
ONE = Tally({(500_000, 0): 1})


def _match(score: float = 1.0, weight: float = 1.0, second: str = "B", question: str = "q") -> Match:
    return Match(first="A", second=second, question=question, score=score, weight=weight)


# A is a little better by both questions together, but B by the second: one tells them apart, the other turns them.
AGAINST = [_match(2.0), _match(-1.5, question="r")]

Call = Callable[[], object]
REFUSED: dict[str, list[tuple[Call, str, str | None]]] = {
    "clusters": [
        (
            lambda: joined([("a",), ("a", "b")]),
            "rows of keys have different lengths",
            "give None where a row has no such key",
        ),
        (lambda: mean_clustered([1.0], clusters="ab"), "1 values in 2 clusters: give the cluster of each value", None),
        (lambda: mean_clustered([], clusters=""), "no values have no mean", None),
        (
            lambda: mean_clustered([1.0, math.nan], clusters="ab"),
            "value 2 is nan: a mean with an error needs finite values",
            None,
        ),
        (lambda: in_the_large_clustered([]), "no rows can be tested", None),
        (
            lambda: spiegelhalter_clustered([(1, 0, 0), (1, 5, -1)]),
            "row 2: (5, -1) is not a pair of parts per million",
            PARTS,
        ),
    ],
    "bootstraps": [
        (lambda: next(weights(["a"], replicates=1)), "1 replicates show no spread", "at least 2; 1000 is usual"),
        (lambda: spread([1.0], level=Decimal(1)), "1 is no level of an interval", LEVEL),
        (
            lambda: interval_of_mean([(1, 2.0)], ["a", "b"], level=HALF),
            "2 ids for 1 clusters: give the public id of each",
            None,
        ),
        (
            lambda: interval(lambda _: 1.0, [ONE, ONE], ["a", "a"], level=HALF),
            "an id comes twice",
            "put the rows of one id into one cluster",
        ),
        (
            lambda: interval_of_mean([(1, 2.0), (1, math.nan)], ["a", "b"], level=HALF),
            "the sum of b is nan: an interval needs finite values",
            None,
        ),
    ],
    "comparisons": [
        (
            lambda: paired({"q": math.inf}, {"q": 0.5}),
            "the scores on q are inf and 0.5: only finite scores can be compared",
            FINITE,
        ),
        (lambda: flipped([math.nan]), "sums of clusters must be finite to be flipped", None),
        (
            lambda: diebold_mariano([1.0, 2.0], horizon=2),
            "2 differences cannot be tested 2 steps ahead",
            "1 <= horizon < how many",
        ),
        (lambda: diebold_mariano([1.0, math.inf], horizon=1), "differences must be finite to be tested", None),
        (
            lambda: list(every_pair({}, minimum=0)),
            "a minimum of 0 questions compares nobody",
            "at least 1; 5 is usual",
        ),
        (
            lambda: list(every_pair({"A": {"q": math.nan}})),
            "the score of A on q is nan: only finite scores can be compared",
            FINITE,
        ),
        (
            lambda: leaderboard({}, minimum=0),
            "a minimum of 0 questions ranks nobody honestly",
            "at least 1; 10 is usual",
        ),
        (
            lambda: leaderboard({"A": {"q": math.inf}}),
            "the score of A on q is inf: only finite scores can be compared",
            FINITE,
        ),
        (
            lambda: leaderboard({}, method="raw"),
            "no method is called 'raw'",
            "there is common, relative-skill, fixed-effects, head-to-head",
        ),
    ],
    "head-to-head": [
        (lambda: average_scores([]), "there are no matches to judge by", None),
        (lambda: average_scores([_match(), _match(second="A")]), "match 2: A plays against themselves", None),
        (
            lambda: average_scores([_match(math.nan)]),
            "match 1 of A and B has score nan and weight 1.0",
            SCORES_AND_WEIGHTS,
        ),
        (
            lambda: average_scores([_match(weight=math.inf)]),
            "match 1 of A and B has score 1.0 and weight inf",
            SCORES_AND_WEIGHTS,
        ),
        (
            lambda: average_scores([_match(weight=0.0)]),
            "match 1 of A and B has score 1.0 and weight 0.0",
            SCORES_AND_WEIGHTS,
        ),
        (lambda: ridge_skills([_match()], alpha=0.0), "alpha is 0.0", "the penalty is a number above 0"),
        (lambda: skills_of_scores({}, alpha=math.inf), "alpha is inf", "the penalty is a number above 0"),
        (
            lambda: discriminated_skills(AGAINST, alpha=0.1, penalty=0.0),
            "on average the questions do not tell these players apart: no discriminations can be found",
            None,
        ),
        (lambda: rescaled({"A": 1.0}, baseline="C", variance=1.0), "no forecaster is called 'C'", "there is A"),
        (
            lambda: rescaled({"A": 1.0, "B": 1.0}, baseline="A", variance=1.0),
            "skills of variance 0.0 cannot be stretched to a variance of 1.0",
            None,
        ),
        (
            lambda: rescaled({"A": 2.0, "B": 0.0}, baseline="A", variance=math.inf),
            "skills of variance 1.0 cannot be stretched to a variance of inf",
            None,
        ),
        (
            lambda: combined([Slice(skill=1.0, low=0.0, high=2.0, questions=0)]),
            "slices to combine need a question each",
            None,
        ),
    ],
}


@pytest.mark.parametrize(
    ("call", "message", "hint"),
    [pytest.param(*row, id=f"{topic} {number}") for topic, rows in REFUSED.items() for number, row in enumerate(rows)],
)
def test_the_whole_sentence_and_what_to_do_instead(call: Call, message: str, hint: str | None) -> None:
    with pytest.raises(InputError) as refusal:
        call()
    assert (refusal.value.message, refusal.value.hint) == (message, hint)


@pytest.mark.parametrize("penalty", [-1.0, -math.inf, math.nan])
def test_a_penalty_is_not_below_zero(penalty: float) -> None:
    with pytest.raises(InputError, match="is no penalty"):
        discriminated_skills(AGAINST, alpha=0.1, penalty=penalty)


def test_nobody_apart_is_no_division_by_nothing() -> None:
    with pytest.raises(InputError, match="do not tell these players apart"):
        discriminated_skills([_match(0.0)], alpha=0.1, penalty=0.0)
