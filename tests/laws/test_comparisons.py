"""Laws of comparisons: common questions only, signs flipped by the cluster, and no rank from raw means."""

import math
import random
from decimal import Decimal
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from ledger.calibration.clusters import mean_clustered
from ledger.calibration.head_to_head import (
    DISCRIMINATION_PENALTY,
    QUESTIONS,
    REMATCHES,
    Match,
    Slice,
    average_scores,
    combined,
    discriminated_skills,
    penalty_of,
    rescaled,
    ridge_skills,
    skills_of_scores,
)
from ledger.calibration.leaderboard import leaderboard
from ledger.calibration.paired import FLIPS, diebold_mariano, flipped, paired
from ledger.errors import InputError

NINETY = Decimal("0.9")
WHOLE = st.integers(-6, 6).map(float)
SCORES = st.dictionaries(st.sampled_from("qrstuvw"), st.integers(0, 20).map(lambda n: n / 20), max_size=7)


@settings(max_examples=50)
@given(SCORES, SCORES)
def test_a_pair_is_the_paired_t_test_on_the_common_questions(a, b) -> None:
    found, turned = paired(a, b), paired(b, a)
    common = sorted(set(a) & set(b))
    differences = [a[question] - b[question] for question in common]
    assert found.n_common == found.clusters == len(common)
    assert (found.wins, found.losses) == (sum(d < 0 for d in differences), sum(d > 0 for d in differences))
    assert found.wins + found.losses + found.ties == len(common)
    assert (turned.wins, turned.losses, turned.p_value) == (found.losses, found.wins, found.p_value)
    higher = paired(a, b, lower_is_better=False)
    assert (higher.wins, higher.losses, higher.ties) == (found.losses, found.wins, found.ties)
    if not common:
        assert found.mean_difference is found.error is found.t is found.p_value is found.interval_low is None
    elif found.error:
        expected = stats.ttest_1samp(differences, 0)
        assert found.t == pytest.approx(expected.statistic, rel=1e-6)
        low, high = expected.confidence_interval(0.95)
        assert (found.interval_low, found.interval_high) == pytest.approx((low, high), rel=1e-6, abs=1e-12)
    else:
        assert found.t is found.interval_low is found.interval_high is None


def test_pairs_know_their_clusters_and_level() -> None:
    a = {"q": 0.5, "r": 0.4, "s": 0.1, "t": 0.7}
    b = {"q": 0.1, "r": 0.1, "s": 0.2, "t": 0.6}
    found = paired(a, b, clusters={"q": "x", "r": "x"}, level=NINETY)
    expected = mean_clustered([0.4, 0.3, -0.1, 0.1], clusters=["x", "x", "y", "z"])
    assert (found.clusters, found.level) == (3, NINETY)
    assert (found.mean_difference, found.error) == pytest.approx((expected.value, expected.error))
    assert found.interval_high == pytest.approx(0.175 + stats.t.ppf(0.95, 2) * expected.error)
    assert found.p_value == 0.75
    assert paired(a, b, clusters={"q": "s", "r": "s"}).clusters == 2
    with pytest.raises(InputError, match="scores on q are inf and"):
        paired({"q": math.inf}, {"q": 0.0})


@settings(max_examples=50)
@given(st.lists(WHOLE, max_size=8))
def test_every_flip_of_the_signs_counts_once(sums) -> None:
    totals = [
        sum(sign * value for sign, value in zip(signs, sums, strict=True))
        for signs in product((1, -1), repeat=len(sums))
    ]
    assert flipped(sums) == sum(abs(total) >= abs(sum(sums)) for total in totals) / len(totals)


def test_flips_are_listed_up_to_sixteen_and_drawn_beyond() -> None:
    assert flipped([0.1, 0.2, -0.3] * 5) == 1.0
    assert flipped([1.0] * 16) == flipped([0.0, *[1.0] * 16]) == 2 / 2**16
    assert flipped([1.0] * 17) == 1 / (FLIPS + 1)
    sums = [1.0] * 40 + [-1.0] * 24
    exact = 2 * stats.binom.sf(39, 64, 0.5)
    found = [flipped(sums), flipped(sums, seed=1), flipped(sums, seed=2)]
    assert found[0] == found[1] != found[2]
    assert FLIPS == 10_000
    scores = {f"q{n}": value for n, value in enumerate(sums)}
    assert [paired(scores, dict.fromkeys(scores, 0.0), **given).p_value for given in ({}, {"seed": 1})] == [
        flipped([scores[name] for name in sorted(scores)])
    ] * 2
    assert found == pytest.approx([exact] * 3, abs=0.01)
    with pytest.raises(InputError, match="finite"):
        flipped([math.nan])


def test_diebold_and_mariano_corrected() -> None:
    d = [0.3, 0.4, -0.1, -0.2, 0.5, 0.6]
    one = diebold_mariano(d, horizon=1)
    expected = stats.ttest_1samp(d, 0)
    assert (one.statistic, one.p_value) == pytest.approx((expected.statistic, expected.pvalue))
    two, off = diebold_mariano(d, horizon=2), np.array(d) - np.mean(d)
    variance = (off @ off + 2 * off[1:] @ off[:-1]) / 36
    assert two.statistic == pytest.approx(np.mean(d) / math.sqrt(variance) * math.sqrt((7 - 4 + 2 / 6) / 6))
    assert (two.n, two.horizon, two.mean_difference) == (6, 2, pytest.approx(np.mean(d)))
    flat = diebold_mariano([1.0, 1.0], horizon=1)
    assert flat.statistic is flat.p_value is None
    for horizon in (0, 6):
        with pytest.raises(InputError, match=f"6 differences cannot be tested {horizon} steps"):
            diebold_mariano(d, horizon=horizon)
    with pytest.raises(InputError, match="finite"):
        diebold_mariano([1.0, math.inf], horizon=1)


def _match(first: str, second: str, question: str, score: float, weight: float = 1.0) -> Match:
    return Match(first=first, second=second, question=question, score=score, weight=weight)


@settings(max_examples=30)
@given(st.lists(st.tuples(st.sampled_from(["AB", "BC", "CA"]), WHOLE, st.integers(1, 4)), min_size=1, max_size=9))
def test_ridge_skills_are_the_least_penalised_squares(rows) -> None:
    matches = [_match(*pair, f"q{n}", y, w / 2) for n, (pair, y, w) in enumerate(rows)]
    tells = {match.question: 0.5 + n / 4 for n, match in enumerate(matches)}
    found = ridge_skills(matches, alpha=0.7, discriminations=tells)

    def loss(skills: dict[str, float]) -> float:
        apart = ((m, tells[m.question] * (skills[m.first] - skills[m.second])) for m in matches)
        return sum(m.weight * (m.score - d) ** 2 for m, d in apart) + 0.7 * sum(s**2 for s in skills.values())

    best = loss(found)
    for player, step in product(found, (-0.01, 0.01)):
        assert loss({**found, player: found[player] + step}) > best
    assert sum(found.values()) == pytest.approx(0, abs=1e-9)


def test_what_is_assumed_where_nothing_is_said() -> None:
    assert (REMATCHES, QUESTIONS, DISCRIMINATION_PENALTY) == (100, 100, 0.25)
    assert Match(first="A", second="B", question="q", score=1.0).weight == 1
    plain = skills_of_scores({"A": {"q": 3.0, "r": 1.0}, "B": {"q": 2.0, "r": 4.0}}, alpha=0.5)
    assert plain == pytest.approx(ridge_skills([_match("A", "B", "q", 1.0), _match("A", "B", "r", -3.0)], alpha=0.5))


def test_a_table_of_scores_is_all_its_matches() -> None:
    scores = {"A": {"q": 3.0, "r": 1.0}, "B": {"q": 2.0, "r": 4.0, "s": 1.0}, "C": {"r": 0.0}, "D": {"t": 1.0}}
    matches = [
        _match(a, b, q, scores[a][q] - scores[b][q], 2.0 if q == "r" else 1.0)
        for a, b in ("AB", "AC", "BC")
        for q in "qrs"
        if q in scores[a] and q in scores[b]
    ]
    found = skills_of_scores(scores, alpha=0.5, weights={"q": 1, "r": 2, "s": 1})
    assert found == pytest.approx({**ridge_skills(matches, alpha=0.5), "D": 0.0})


def test_discriminations_are_scaled_and_penalised() -> None:
    matches = [_match("A", "B", "q", 9.0), _match("A", "B", "r", 9.0, 3.0), _match("A", "B", "s", -9.0)]
    skills, tells = discriminated_skills(matches, alpha=1.0)
    assert (tells["q"], tells["r"], tells["s"]) == (1, 1, -1)
    apart = skills["A"] - skills["B"]
    assert 8 < apart < 9
    with pytest.raises(InputError, match="tell these players apart"):
        discriminated_skills(
            [_match("A", "B", "q", 99.0), *(_match("A", "B", f"r{n}", -1.0) for n in range(98))], alpha=0.1, penalty=0.0
        )


def test_averages_rescaling_and_slices() -> None:
    matches = [_match("A", "B", "q", 9.0), _match("A", "B", "r", 3.0, 2.0), _match("C", "A", "q", 6.0)]
    assert average_scores(matches) == pytest.approx({"A": 9 / 4, "B": -5.0, "C": 6.0})
    found = rescaled({"A": 5.0, "B": 1.0, "C": 3.0}, baseline="B", variance=24.0)
    assert found == pytest.approx({"A": 12.0, "B": 0.0, "C": 6.0})
    assert rescaled({"A": 5.0, "B": 1.0}, baseline="B", variance=0.0) == {"A": 0.0, "B": 0.0}
    whole = combined(
        [Slice(skill=10.0, low=6.0, high=14.0, questions=3), Slice(skill=4.0, low=2.0, high=6.0, questions=1)]
    )
    reach = math.sqrt(12**2 + 2**2) / 4
    assert (whole.skill, whole.low, whole.high, whole.questions) == pytest.approx((8.5, 8.5 - reach, 8.5 + reach, 4))


def test_the_penalty_is_error_over_skill() -> None:
    generator = random.Random(2)
    skills = {"A": 8.0, "B": 0.0, "C": -8.0}
    matches, noises = [], {}
    for n in range(60):
        for a, b in ("AB", "CB", "CA"):
            pair, weight, noise = ((a, b) if n % 2 else (b, a)), 1.0 + n % 3, generator.gauss(0, 5)
            matches.append(_match(*pair, f"q{n}", skills[pair[0]] - skills[pair[1]] + noise, weight))
            noises.setdefault(a + b, []).append((noise if n % 2 else -noise, weight))
    error = np.mean([_scatter(own) for own in noises.values()])
    first = ridge_skills(matches, alpha=error)
    expected = error / np.var(list(first.values()), ddof=1)
    assert penalty_of(matches, rematches=60, questions=60) == pytest.approx(expected)
    assert penalty_of(matches, rematches=60) == pytest.approx(error)
    assert penalty_of(matches) == 1.0
    only = ridge_skills(matches, alpha=1.0)
    assert penalty_of(matches, questions=60) == pytest.approx(1 / np.var(list(only.values()), ddof=1))
    assert penalty_of(matches, questions=61, rematches=61) == 1.0
    assert penalty_of([_match("A", "B", "q", 1.0)] * 2, rematches=2) == 1.0


def _scatter(rows: list[tuple[float, float]]) -> float:
    values, heavy = zip(*rows, strict=True)
    return np.average((np.array(values) - np.average(values, weights=heavy)) ** 2, weights=heavy)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: average_scores([]), "no matches"),
        (lambda: ridge_skills([_match("A", "A", "q", 1.0)], alpha=1.0), "match 1: A plays"),
        (lambda: penalty_of([_match("A", "B", "q", math.nan)]), "score nan"),
        (lambda: average_scores([_match("A", "B", "q", 1.0, 0.0)]), "weight 0.0"),
        (lambda: ridge_skills([_match("A", "B", "q", 1.0)], alpha=0.0), "alpha is 0.0"),
        (lambda: skills_of_scores({"A": {"q": 1.0}}, alpha=math.inf), "alpha is inf"),
        (lambda: rescaled({"A": 1.0, "B": 0.0}, baseline="C", variance=1.0), "no forecaster is called 'C'"),
        (lambda: rescaled({"A": 1.0, "B": 1.0}, baseline="A", variance=1.0), "cannot be stretched"),
        (lambda: rescaled({"A": 1.0, "B": 0.0}, baseline="A", variance=-1.0), "cannot be stretched"),
        (lambda: combined([]), "need a question"),
        (lambda: combined([Slice(skill=1.0, low=0.0, high=2.0, questions=0)]), "need a question"),
        (lambda: leaderboard({"A": {"q": math.inf}}), "score of A on q is inf"),
        (lambda: leaderboard({}, minimum=0), "minimum of 0"),
        (lambda: leaderboard({}, method="raw"), "no method is called 'raw'"),
    ],
)
def test_bad_input_is_refused_by_name(call, message) -> None:
    with pytest.raises(InputError, match=message):
        call()
