"""Laws of the cluster bootstrap: the same weights everywhere, and the right spread."""

import math
import random
from decimal import Decimal
from statistics import mean, stdev

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.calibration.bootstrap import (
    PRIME,
    REPLICATES,
    SEED,
    THRESHOLDS,
    Spread,
    factors,
    hash31,
    interval,
    interval_of_mean,
    spread,
    weights,
)
from ledger.calibration.clusters import mean_clustered
from ledger.calibration.tally import Tally
from ledger.errors import InputError

YES, NO = 1_000_000, 0
HALF, NINETY = Decimal("0.5"), Decimal("0.9")


def test_thresholds_are_those_of_the_poisson_distribution() -> None:
    reached = 0.0
    for count, threshold in enumerate(THRESHOLDS):
        reached += math.exp(-1) / math.factorial(count)
        assert threshold == math.ceil(PRIME * reached)
    assert PRIME == 2**31 - 1


def test_hashes_and_factors_never_change() -> None:
    # Published numbers hang on these: a database may hold them, and another engine must find the same.
    assert [hash31(name) for name in ("a", "q7bd2kmw9xzp")] == [1566015138, 297041450]
    assert [factors(b, seed=s) for b, s in ((0, 1), (7, 2))] == [(2050757493, 271240549), (1122242573, 1044002891)]
    drawn = list(weights(["a", "b", "c", "d"], replicates=3, seed=5))
    for b, vector in enumerate(drawn):
        a, c = factors(b, seed=5)
        left = [(a * hash31(name) + c) % PRIME for name in "abcd"]
        assert vector.tolist() == [sum(each >= threshold for threshold in THRESHOLDS) for each in left]
    assert (REPLICATES, SEED) == (1000, 1)
    assert len(list(weights(["a"], replicates=2))) == 2
    with pytest.raises(InputError, match="1 replicates"):
        next(weights(["a"], replicates=1))


@pytest.mark.parametrize(("seed", "name", "count"), [(2633, "q214651", 3), (2549, "q31431", 6)])
def test_a_remainder_on_a_threshold_has_reached_it(seed: int, name: str, count: int) -> None:
    a, c = factors(0, seed=seed)
    assert (a * hash31(name) + c) % PRIME == THRESHOLDS[count - 1]
    assert next(weights([name], seed=seed)).tolist() == [count]


def test_weights_are_poisson_and_of_each_cluster_alone() -> None:
    ids = [f"q{number}" for number in range(300)]
    table = np.array(list(weights(ids, replicates=400)))
    assert table.mean() == pytest.approx(1, abs=0.01)
    assert table.var() == pytest.approx(1, abs=0.02)
    assert table.sum(axis=1).var() / 300 == pytest.approx(1, abs=0.2)
    assert np.array_equal(table[:, ::-1], np.array(list(weights(ids[::-1], replicates=400))))


@given(st.lists(st.integers(-20, 20).map(float), min_size=2, max_size=30), st.sampled_from([HALF, NINETY]))
def test_a_spread_is_percentiles_and_a_standard_deviation(values, level) -> None:
    found = spread([None, *values, None], level=level)
    if len(set(values)) == 1:
        assert found == Spread(None, None, None)
        return
    tail = float(1 - level) / 2
    assert found[:2] == pytest.approx(tuple(np.quantile(values, [tail, 1 - tail])))
    assert found.error == pytest.approx(stdev(values))


def test_spreads_that_cannot_be() -> None:
    assert spread([1.0], level=HALF) == spread([], level=HALF) == Spread(None, None, None)
    for level in ("0", "1"):
        with pytest.raises(InputError, match="level"):
            spread([1.0, 2.0], level=Decimal(level))


def _rate(tally: Tally) -> float:
    return float(tally.happened) / tally.n


@settings(max_examples=20)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), min_size=2, max_size=12))
def test_the_two_ways_to_a_mean_agree_and_the_order_never_shows(rows) -> None:
    counts = [(misses, hits) for misses, hits in rows]
    ids = [f"id{number}" for number in range(len(counts))]
    tallies = [Tally({(500_000, NO): misses, (700_000, YES): hits}) for misses, hits in counts]
    general = interval(_rate, tallies, ids, level=NINETY, replicates=60)
    sums = [(misses + hits, float(hits)) for misses, hits in counts]
    quick = interval_of_mean(sums, ids, level=NINETY, replicates=60)
    turned = interval_of_mean(sums[::-1], ids[::-1], level=NINETY, replicates=60)
    assert quick == turned
    assert (None in quick) == (None in general)
    if None not in quick:
        assert quick == pytest.approx(general)


def test_a_replicate_is_the_weighted_sum_of_the_clusters() -> None:
    drawn = [vector.tolist() for vector in weights(["a", "b"], replicates=50, seed=3)]
    expected = [(w[0] * 0.3 + w[1] * 0.9) / (w[0] * 2 + w[1]) for w in drawn if any(w)]
    found = interval_of_mean([(2, 0.3), (1, 0.9)], ["a", "b"], level=HALF, replicates=50, seed=3)
    assert found == pytest.approx(spread(expected, level=HALF), rel=1e-12)


def test_bootstraps_that_cannot_be() -> None:
    nothing = Spread(None, None, None)
    one = Tally({(500_000, YES): 1})
    assert interval(_rate, [one], ["a"], level=HALF) == interval_of_mean([(1, 2.0)], ["a"], level=HALF) == nothing
    with pytest.raises(InputError, match="2 ids for 1"):
        interval(_rate, [one], ["a", "b"], level=HALF)
    with pytest.raises(InputError, match="twice"):
        interval(_rate, [one, one], ["a", "a"], level=HALF)
    with pytest.raises(InputError, match="sum of b is inf"):
        interval_of_mean([(1, 2.0), (1, math.inf)], ["a", "b"], level=HALF)
    assert interval_of_mean([(1, 0.0), (1, 0.0)], ["a", "b"], level=HALF, replicates=9) == nothing


def test_bootstrap_and_formula_see_what_twenty_forecasts_on_each_question_are_worth() -> None:
    # In small the simulation whose truth is known: the spread of the mean over ledgers, 20 forecasts on each question.
    generator = random.Random(5)
    means, errors, drawn, naive = [], [], [], []
    for ledger in range(80):
        rows = []
        for _ in range(60):
            p = generator.choice([0.1, 0.3, 0.5, 0.7, 0.9])
            y = generator.random() < p
            rows.append([(p + generator.uniform(-0.05, 0.05) - y) ** 2 for _ in range(20)])
        values = [score for row in rows for score in row]
        found = mean_clustered(values, clusters=[q for q, row in enumerate(rows) for _ in row])
        ids = [f"{ledger}/{question}" for question in range(60)]
        sums = [(20, math.fsum(row)) for row in rows]
        means.append(found.value)
        errors.append(found.error)
        drawn.append(interval_of_mean(sums, ids, level=NINETY, replicates=100).error)
        naive.append(stdev(values) / math.sqrt(len(values)))
    truth = stdev(means)
    assert mean(errors) == pytest.approx(truth, rel=0.2)
    assert mean(drawn) == pytest.approx(mean(errors), rel=0.05)
    assert mean(naive) < truth / 3


def test_no_forecasts_in_any_cluster_have_no_spread() -> None:
    assert interval(_rate, [Tally(), Tally()], ["a", "b"], level=HALF) == Spread(None, None, None)


def test_a_replicate_counts_in_whole_numbers() -> None:
    seen = set()

    def statistic(tally: Tally) -> float:
        seen.update(map(type, tally.values()))
        return _rate(tally)

    interval(statistic, [Tally({(500_000, YES): 1}), Tally({(500_000, NO): 2})], ["a", "b"], level=HALF, replicates=9)
    assert seen == {int}


def test_nearly_all_of_the_replicates_are_all_of_them() -> None:
    # The tail is not 0, but 1 less the tail is 1.
    assert spread([3.0, 1.0, 2.0], level=Decimal("0.99999999999999999999"))[:2] == (1.0, 3.0)
