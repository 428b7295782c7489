"""Laws of goalposts: how far claims moved that were said again, and the middle of what was said about a day."""

from datetime import date, timedelta
from decimal import Decimal
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.goalposts import Statement, apart, chain_of, drift
from ledger.core.middle import Middle, middle_of

days = st.dates(date(1950, 1, 1), date(2150, 12, 31))
chances = st.integers(0, 1000).map(lambda parts: str(Decimal(parts).scaleb(-3)))


def statement(number: int, made: date, deadline: date | None, p: str | None = None, **more) -> Statement:
    told = {
        "prefix": f"q{number}", "claim": "AGI", "restates": f"q{number - 1}" if number else None, "low": None,
        "high": None, "told": None, "status": "open", "outcome": None, "scores": {},
    }  # fmt: skip
    return Statement(
        question=f"q{number}", made=made.isoformat(), deadline=deadline and deadline.isoformat(), p=p, **(told | more)
    )


LINES = st.lists(st.tuples(days, days, chances), min_size=2, max_size=6).map(
    lambda said: [statement(number, *one) for number, one in enumerate(sorted(said))]
)


@given(LINES)
def test_the_steps_of_a_line_add_up_to_its_drift(line):
    chain = chain_of("Doe", line)

    assert len(chain.steps) == len(line) - 1
    assert sum(step.moved for step in chain.steps) == chain.drift.moved
    assert sum(step.days for step in chain.steps) == chain.drift.days
    assert sum(Decimal(step.confidence) for step in chain.steps) == Decimal(chain.drift.confidence)
    assert not chain.branching


@given(days, st.integers(1, 5000), st.integers(0, 9000))
def test_always_so_many_days_away_is_a_rate_of_one_and_a_deadline_that_stays_of_zero(made, passed, ahead):
    first = statement(0, made, made + timedelta(ahead))
    later = made + timedelta(passed)

    assert drift(first, statement(1, later, later + timedelta(ahead))).rate == 1
    assert drift(first, statement(1, later, made + timedelta(ahead))).rate == 0


@given(days, days, days)
def test_no_rate_without_days_between(made, one, other):
    found = drift(statement(0, made, one), statement(1, made, other))

    assert (found.days, found.moved, found.rate) == (0, (other - one).days, None)


@given(days, days, chances)
def test_what_lacks_a_deadline_or_a_number_did_not_move_it(made, deadline, p):
    bare, full = statement(0, made, None, None), statement(1, made + timedelta(1), deadline, p)
    found = drift(bare, full)

    assert (found.moved, found.rate, found.confidence) == (None, None, None)


@pytest.mark.parametrize(
    ("restates", "branching"),
    [((None, "q0", "q1"), False), ((None, "q0", "q0"), True), ((None, None, "q0"), True), ((None, "q0", None), True)],
)
def test_a_chain_that_is_no_line_branches(restates, branching):
    said = [statement(number, date(2025, 1, 1 + number), None, restates=one) for number, one in enumerate(restates)]

    assert chain_of("Doe", said).branching == branching


scored = st.fixed_dictionaries({}, optional={"brier": st.floats(0, 1)})
CHAINS = st.lists(st.tuples(scored, scored), max_size=6).map(
    lambda ends: [
        chain_of("Doe", [statement(at, date(2025, 1, 1 + at), None, scores=scores) for at, scores in enumerate(both)])
        for both in ends
    ]
)


@given(CHAINS)
def test_first_and_latest_are_scored_apart_each_over_what_is_settled(chains):
    found = apart(chains, "brier")
    first = [one.first.scores["brier"] for one in chains if one.first.scores]
    latest = [one.latest.scores["brier"] for one in chains if one.latest.scores]

    assert (found.n_first, found.n_latest) == (len(first), len(latest))
    assert found.mean_first == (pytest.approx(fmean(first)) if first else None)
    assert found.mean_latest == (pytest.approx(fmean(latest)) if latest else None)
    assert found.n_both == sum(1 for one in chains if one.first.scores and one.latest.scores)


@given(st.lists(st.tuples(st.integers(1, 999), days), min_size=2, max_size=7, unique_by=lambda one: one[0]))
def test_a_median_lies_between_the_ends_and_between_its_neighbours(said):
    levels, known = sorted(level for level, _ in said), sorted(day for _, day in said)
    quantiles = {str(Decimal(level).scaleb(-3)): day.isoformat() for level, day in zip(levels, known, strict=True)}
    found = middle_of({"kind": "quantiles", "quantiles": quantiles})

    assert (found.low, found.high) == (known[0].isoformat(), known[-1].isoformat())
    assert (found.median is None) == (levels[0] > 500 or levels[-1] < 500)
    below = max((day.isoformat() for level, day in zip(levels, known, strict=True) if level <= 500), default="")
    above = min((day.isoformat() for level, day in zip(levels, known, strict=True) if level >= 500), default="~")
    assert found.median is None or below <= found.median <= above


@given(days, st.integers(0, 5000))
def test_an_interval_and_a_uniform_distribution_have_the_same_middle(low, width):
    ends = {"low": low.isoformat(), "high": (low + timedelta(width)).isoformat()}
    found = middle_of({"kind": "interval", "coverage": "0.8", **ends})

    assert found == middle_of({"kind": "uniform", **ends})
    assert abs(2 * (date.fromisoformat(found.median) - low).days - width) <= 1


def test_the_middle_of_other_forms():
    normal = {"kind": "normal", "mean": "2030-06-30", "deviation": "400"}
    cdf = {"kind": "cdf", "cdf": {"2028-01-01": "0.25", "2028-01-31": "0.75", "2030-01-01": "0.75"}}

    assert middle_of(normal) == Middle(median="2030-06-30", low=None, high=None)
    assert middle_of(cdf) == Middle(median="2028-01-16", low="2028-01-01", high="2030-01-01")
    assert middle_of({"kind": "shares", "shares": {"a": "1"}}) == Middle(median=None, low=None, high=None)
