"""Laws of the scoring rules: honesty pays, yes and no are alike, exact and array scores agree."""

import math
from decimal import Context, Decimal
from fractions import Fraction
from importlib.util import find_spec
from pkgutil import iter_modules

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ledger.scoring
from ledger.errors import InputError
from ledger.registry import Registry
from ledger.scoring import RULES, ScoringRule
from ledger.scoring.brier import brier_score
from ledger.scoring.logarithmic import logarithmic_score

SHARES = st.integers(0, 10**18).map(lambda units: Decimal(units).scaleb(-18))
INSIDE = st.integers(1, 10**18 - 1).map(lambda units: Decimal(units).scaleb(-18))
GRID = [Decimal(step) / 20 for step in range(21)]
YES, NO = Decimal(1), Decimal(0)

each_rule = pytest.mark.parametrize("rule", [RULES[name] for name in RULES], ids=list(RULES))


def _expected(rule: ScoringRule, *, said: Decimal, true: Decimal) -> float:
    weighted = ((true, YES), (1 - true, NO))
    return sum(float(weight) * rule.score(probability=said, outcome=outcome) for weight, outcome in weighted if weight)


@each_rule
@pytest.mark.parametrize("true", GRID)
def test_honesty_is_the_only_best_policy(rule: ScoringRule, true: Decimal) -> None:
    honest = _expected(rule, said=true, true=true)
    assert all(_expected(rule, said=said, true=true) > honest for said in GRID if said != true)


@each_rule
@given(p=SHARES, y=SHARES)
def test_yes_and_no_are_alike(rule: ScoringRule, p: Decimal, y: Decimal) -> None:
    assert rule.score(probability=p, outcome=y) == rule.score(probability=1 - p, outcome=1 - y)


@each_rule
@given(p=SHARES, q=SHARES)
def test_nearer_the_truth_is_never_worse(rule: ScoringRule, p: Decimal, q: Decimal) -> None:
    low, high = sorted((p, q))
    assert rule.score(probability=high, outcome=YES) <= rule.score(probability=low, outcome=YES)


@each_rule
@given(p=SHARES)
def test_scores_are_never_negative_not_even_minus_zero(rule: ScoringRule, p: Decimal) -> None:
    assert math.copysign(1, rule.score(probability=p, outcome=YES)) == 1
    assert rule.score(probability=YES, outcome=YES) == 0
    assert math.copysign(1, rule.score(probability=NO, outcome=NO)) == 1


@given(p=SHARES, y=SHARES)
def test_the_brier_score_is_rounded_once(p: Decimal, y: Decimal) -> None:
    assert RULES["brier"].score(probability=p, outcome=y) == float((Fraction(p) - Fraction(y)) ** 2)


@given(p=INSIDE, y=SHARES)
def test_the_log_score_is_rounded_once(p: Decimal, y: Decimal) -> None:
    fine = Context(prec=120)
    exact = -fine.add(fine.multiply(y, fine.ln(p)), fine.multiply(1 - y, fine.ln(1 - p)))
    assert RULES["log"].score(probability=p, outcome=y) == float(exact)


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


ARRAYS = {"brier": brier_score, "log": logarithmic_score}
each_array_rule = pytest.mark.parametrize("name", list(ARRAYS))


@each_array_rule
@given(pairs=st.lists(st.tuples(SHARES, SHARES), min_size=1, max_size=20))
def test_array_scores_agree_with_exact_ones(name: str, pairs: list[tuple[Decimal, Decimal]]) -> None:
    # An array holds floats, so the exact rule is asked about those floats.
    observed, predicted = (np.array([float(value) for value in column]) for column in zip(*pairs, strict=True))
    exact = [
        RULES[name].score(probability=Decimal(p), outcome=Decimal(y)) for y, p in zip(observed, predicted, strict=True)
    ]
    np.testing.assert_allclose(ARRAYS[name](observed=observed, predicted=predicted), exact, rtol=1e-12, atol=1e-15)


@each_array_rule
def test_shapes_broadcast_or_are_refused(name: str) -> None:
    assert ARRAYS[name](observed=[[0], [1]], predicted=[0.1, 0.2, 0.3]).shape == (2, 3)
    with pytest.raises(InputError, match=r"\(2,\) and \(3,\)"):
        ARRAYS[name](observed=[0, 1], predicted=[0.1, 0.2, 0.3])


@each_array_rule
@pytest.mark.parametrize("wrong", [[-0.1], [1.1], [math.nan], [math.inf], ["likely"], [None], [[0.1], [0.1, 0.2]]])
def test_arrays_outside_the_range_are_refused(name: str, wrong: list[float]) -> None:
    with pytest.raises(InputError, match="predicted"):
        ARRAYS[name](observed=1, predicted=wrong)
    with pytest.raises(InputError, match="observed"):
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
    files = {module.name for module in iter_modules(ledger.scoring.__path__) if not module.name.startswith("_")}
    assert files == {str(vars(RULES[name])["__name__"]).rpartition(".")[2] for name in RULES}


def test_a_registry_lists_without_importing() -> None:
    broken = Registry[object]("thing", {"gone": "no_such_module_at_all:thing"})
    assert (list(broken), "gone" in broken, len(broken)) == (["gone"], True, 1)
    assert find_spec("no_such_module_at_all") is None
    with pytest.raises(ModuleNotFoundError):
        broken["gone"]
