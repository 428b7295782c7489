"""Laws of the rules for one probability: honesty pays, yes and no are alike, exact and array scores agree."""

import math
from decimal import Context, Decimal
from fractions import Fraction
from importlib import import_module
from importlib.util import find_spec
from itertools import chain
from pkgutil import iter_modules

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ledger.scoring
from ledger.errors import InputError
from ledger.registry import Registry
from ledger.scoring import DISTRIBUTION_RULES, RULES, SHARE_RULES, ScoringRule
from ledger.scoring.brier import brier_score
from ledger.scoring.logarithmic import logarithmic_score, nats

SHARES = st.integers(0, 10**18).map(lambda units: Decimal(units).scaleb(-18))
INSIDE = st.integers(1, 10**18 - 1).map(lambda units: Decimal(units).scaleb(-18))
GRID = [Decimal(step) / 20 for step in range(21)]
YES, NO = Decimal(1), Decimal(0)
FINE = Context(prec=120)

# Every rule that is listed: what 100 %, 80 %, 50 %, 20 % and 0 % earn when it happens.
EARNED = {
    "brier": (0, 0.04, 0.25, 0.64, 1),
    "brier-sum": (0, 0.08, 0.5, 1.28, 2),
    "log": (0, 0.22314355131420976, 0.6931471805599453, 1.6094379124341003, math.inf),
    "log-bits": (0, 0.32192809488736235, 1, 2.321928094887362, math.inf),
    "spherical": (1, 0.9701425001453319, 0.7071067811865476, 0.24253562503633297, 0),
    "quadratic": (1, 0.92, 0.5, -0.28, -1),
    "practical": (2.0001442835190626, 1.3562416448259225, 0, -2.644046922212203, -math.inf),
}

each_rule = pytest.mark.parametrize("rule", [RULES[name] for name in RULES], ids=list(RULES))


def _loss(rule: ScoringRule, *, said: Decimal, true: Decimal) -> float:
    """What one expects to lose by saying one thing where another is true."""
    sign = 1 if rule.BETTER == "lower" else -1
    weighted = ((true, YES), (1 - true, NO))
    return sum(
        float(weight) * sign * rule.score(probability=said, outcome=outcome) for weight, outcome in weighted if weight
    )


@pytest.mark.parametrize("name", list(RULES))
def test_what_is_earned(name: str) -> None:
    said = (YES, Decimal("0.8"), Decimal("0.5"), Decimal("0.2"), NO)
    assert tuple(RULES[name].score(probability=p, outcome=YES) for p in said) == EARNED[name]
    assert tuple(RULES[name].score(probability=1 - p, outcome=NO) for p in said) == EARNED[name]


@each_rule
def test_the_bounds_are_reached_and_the_direction_is_said(rule: ScoringRule) -> None:
    ends = rule.score(probability=YES, outcome=YES), rule.score(probability=NO, outcome=YES)
    assert rule.BETTER in {"lower", "higher"}
    assert ends == (rule.BOUNDS if rule.BETTER == "lower" else rule.BOUNDS[::-1])


@each_rule
@pytest.mark.parametrize("true", GRID)
def test_honesty_is_the_only_best_policy(rule: ScoringRule, true: Decimal) -> None:
    honest = _loss(rule, said=true, true=true)
    assert all(_loss(rule, said=said, true=true) > honest for said in GRID if said != true)


@each_rule
@given(p=SHARES, y=SHARES)
def test_yes_and_no_are_alike(rule: ScoringRule, p: Decimal, y: Decimal) -> None:
    assert rule.score(probability=p, outcome=y) == rule.score(probability=1 - p, outcome=1 - y)


@each_rule
@given(p=SHARES, q=SHARES)
def test_nearer_the_truth_is_never_worse(rule: ScoringRule, p: Decimal, q: Decimal) -> None:
    low, high = sorted((p, q))
    assert _loss(rule, said=high, true=YES) <= _loss(rule, said=low, true=YES)


@each_rule
@given(p=SHARES, y=SHARES)
def test_scores_keep_to_their_bounds_and_are_never_minus_zero(rule: ScoringRule, p: Decimal, y: Decimal) -> None:
    score = rule.score(probability=p, outcome=y)
    assert rule.BOUNDS[0] <= score <= rule.BOUNDS[1]
    assert score != 0 or math.copysign(1, score) == 1


@given(p=SHARES, y=SHARES)
def test_squares_are_rounded_once(p: Decimal, y: Decimal) -> None:
    square = (Fraction(p) - Fraction(y)) ** 2
    assert RULES["brier"].score(probability=p, outcome=y) == float(square)
    assert RULES["brier-sum"].score(probability=p, outcome=y) == float(2 * square)
    assert RULES["quadratic"].score(probability=p, outcome=y) == float(1 - 2 * square)


@given(p=INSIDE, y=SHARES)
def test_logarithms_are_rounded_once(p: Decimal, y: Decimal) -> None:
    exact = -FINE.add(FINE.multiply(y, FINE.ln(p)), FINE.multiply(1 - y, FINE.ln(1 - p)))
    assert RULES["log"].score(probability=p, outcome=y) == float(exact)
    assert RULES["log-bits"].score(probability=p, outcome=y) == float(FINE.divide(exact, FINE.ln(Decimal(2))))
    assert nats(probability=p, outcome=y) == pytest.approx(exact, rel=Decimal("1e-38"))


@given(p=SHARES, y=SHARES)
def test_roots_are_rounded_once(p: Decimal, y: Decimal) -> None:
    squares = FINE.add(FINE.multiply(p, p), FINE.multiply(1 - p, 1 - p))
    given = FINE.add(FINE.multiply(p, y), FINE.multiply(1 - p, 1 - y))
    assert RULES["spherical"].score(probability=p, outcome=y) == float(FINE.divide(given, FINE.sqrt(squares)))


@given(p=INSIDE, y=SHARES)
def test_the_practical_score_is_the_logarithmic_one_on_another_scale(p: Decimal, y: Decimal) -> None:
    bits = RULES["log-bits"].score(probability=p, outcome=y)
    expected = 2 * (1 - bits) / math.log2(1.9999)
    assert RULES["practical"].score(probability=p, outcome=y) == pytest.approx(expected, rel=1e-12, abs=1e-14)


def test_a_fraction_is_a_target_to_squares_and_a_weight_to_the_others() -> None:
    fraction = {name: RULES[name].score(probability=Decimal("0.2"), outcome=Decimal("0.2")) for name in RULES}
    assert (fraction["brier"], fraction["brier-sum"], fraction["quadratic"]) == (0, 0, 1)
    for name in ("log", "log-bits", "spherical", "practical"):
        parts = (0.2 * EARNED[name][3], 0.8 * EARNED[name][1])
        assert fraction[name] == pytest.approx(sum(parts), abs=1e-15)


def test_certain_and_wrong_costs_one_or_infinity() -> None:
    assert RULES["brier"].score(probability=YES, outcome=NO) == 1
    assert RULES["log"].score(probability=YES, outcome=NO) == math.inf
    assert RULES["log"].score(probability=NO, outcome=YES) == math.inf
    assert RULES["log"].score(probability=NO, outcome=Decimal("0.5")) == math.inf


def test_a_stated_eight_tenths_that_happens_scores_four_hundredths() -> None:
    assert repr(RULES["brier"].score(probability=Decimal("0.8"), outcome=YES)) == "0.04"


@each_rule
@pytest.mark.parametrize("wrong", ["-0.1", "1.1", "NaN", "Infinity"])
def test_a_number_outside_the_range_is_refused(rule: ScoringRule, wrong: str) -> None:
    with pytest.raises(InputError):
        rule.score(probability=Decimal(wrong), outcome=YES)
    with pytest.raises(InputError):
        rule.score(probability=Decimal("0.5"), outcome=Decimal(wrong))


ARRAYS = {name: RULES[name].scores for name in RULES}
each_array_rule = pytest.mark.parametrize("name", list(ARRAYS))


@each_array_rule
@given(pairs=st.lists(st.tuples(SHARES, SHARES), min_size=1, max_size=20))
def test_array_scores_agree_with_exact_ones(name: str, pairs: list[tuple[Decimal, Decimal]]) -> None:
    # An array holds floats, so the exact rule is asked about those floats.
    observed, predicted = (np.array([float(value) for value in column]) for column in zip(*pairs, strict=True))
    exact = [
        RULES[name].score(probability=Decimal(p), outcome=Decimal(y)) for y, p in zip(observed, predicted, strict=True)
    ]
    np.testing.assert_allclose(ARRAYS[name](observed=observed, predicted=predicted), exact, rtol=1e-12, atol=2e-15)


@each_array_rule
def test_arrays_earn_what_single_forecasts_do(name: str) -> None:
    said = np.array([1, 0.8, 0.5, 0.2, 0])
    for scores in (ARRAYS[name](observed=1, predicted=said), ARRAYS[name](observed=0, predicted=1 - said)):
        np.testing.assert_allclose(scores, EARNED[name], rtol=1e-14, atol=1e-15)
        assert not np.signbit(scores[scores == 0]).any()


@each_array_rule
def test_shapes_broadcast_or_are_refused(name: str) -> None:
    assert ARRAYS[name](observed=[[0], [1]], predicted=[0.1, 0.2, 0.3]).shape == (2, 3)
    with pytest.raises(InputError, match=r"\(2,\) and \(3,\)"):
        ARRAYS[name](observed=[0, 1], predicted=[0.1, 0.2, 0.3])


@each_array_rule
@pytest.mark.parametrize("wrong", [[-0.1], [1.1], [math.nan], [math.inf], ["likely"], [None], [[0.1], [0.1, 0.2]]])
def test_arrays_outside_the_range_are_refused(name: str, wrong: list[float]) -> None:
    with pytest.raises(InputError, match=r"^predicted"):
        ARRAYS[name](observed=1, predicted=wrong)
    with pytest.raises(InputError, match=r"^observed"):
        ARRAYS[name](observed=wrong, predicted=0.5)


@each_array_rule
def test_the_arrays_handed_in_are_not_changed(name: str) -> None:
    observed, predicted = np.array([0.0, 1.0]), np.array([0.0, 0.25])
    ARRAYS[name](observed=observed, predicted=predicted)
    assert (observed.tolist(), predicted.tolist()) == ([0, 1], [0, 0.25])


@each_rule
def test_every_rule_carries_its_version(rule: ScoringRule) -> None:
    assert rule.RULE_VERSION


def test_an_unknown_rule_is_refused_with_the_close_ones() -> None:
    with pytest.raises(InputError) as refusal:
        RULES["brior"]
    assert refusal.value.hint == "did you mean brier?"
    assert RULES.get("brior") is None


def test_every_file_of_a_rule_is_listed() -> None:
    names = [module.name for module in iter_modules(ledger.scoring.__path__) if not module.name.startswith("_")]
    modules = [import_module(f"ledger.scoring.{name}") for name in names]
    listed = list(chain.from_iterable(registry.values() for registry in (RULES, SHARE_RULES, DISTRIBUTION_RULES)))
    assert [module for module in modules if hasattr(module, "RULE_VERSION") and module not in listed] == []
    assert [rule for rule in listed if rule not in modules] == []


def test_the_functions_have_names_of_their_own() -> None:
    assert RULES["brier"].scores is brier_score
    assert RULES["log"].scores is logarithmic_score


def test_a_registry_lists_without_importing() -> None:
    broken = Registry[object]("thing", {"gone": "no_such_module_at_all:thing"})
    assert (list(broken), "gone" in broken, len(broken)) == (["gone"], True, 1)
    assert find_spec("no_such_module_at_all") is None
    with pytest.raises(ModuleNotFoundError):
        broken["gone"]
