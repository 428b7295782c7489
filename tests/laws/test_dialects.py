"""Laws of the dialects: names and empty questions change nothing; on whole days they agree where they should."""

import math
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.registry import Registry
from ledger.scoring.dialects import (
    DIALECTS,
    Dialect,
    DialectScore,
    fatebook,
    gjo,
    themis,
)
from ledger.scoring.history import History, Said

NAMES = list(DIALECTS)
each_dialect = pytest.mark.parametrize("name", NAMES)
PAGE = Path(__file__).parents[2] / "docs" / "dialects.md"


def _history(*said: tuple[str, float, float], ended: float = 7, closes: float | None = None, **other: float) -> History:
    stated = [Said(forecaster=who, probability=p, start=day) for who, p, day in said]
    numbers = {"opened": 0, "closes": closes or max(10, ended), "ended": ended, "outcome": 1, "day": 1} | other
    return History(question="q", said=stated, **numbers)


ROSETTA = _history(("A", 0.6, 0), ("A", 0.8, 4), ("B", 0.3, 1))
WITHDRAWN = _history(("A", 0.5, 0), ended=4, closes=4)
WITHDRAWN = replace(WITHDRAWN, said=[replace(WITHDRAWN.said[0], end=2)])


@st.composite
def histories(draw: st.DrawFn, *, question: str = "q", first_day: bool = False) -> History:
    """Questions with changes of mind on whole days."""
    ended = draw(st.integers(1, 12))
    cells = st.tuples(st.sampled_from("ABC"), st.integers(1, 99), st.integers(0, ended - 1))
    said = draw(st.lists(cells, max_size=8)) + ([(who, 40, 0) for who in "AB"] if first_day else [])
    return History(
        question=question,
        opened=0,
        closes=ended + draw(st.integers(0, 5)),
        ended=ended,
        outcome=draw(st.sampled_from([0, 1])),
        said=[Said(forecaster=who, probability=p / 100, start=day) for who, p, day in said],
        day=1,
    )


pairs = st.tuples(histories(question="q"), histories(question="r")).map(list)


def _values(scores: list[DialectScore]) -> dict[tuple[str, str], float]:
    return {(one.question, one.forecaster): one.value for one in scores}


def test_each_is_named_and_says_what_it_is() -> None:
    assert isinstance(DIALECTS, Registry)
    for name in NAMES:
        dialect: Dialect = DIALECTS[name]
        assert dialect.BOUNDS[0] < dialect.BOUNDS[1]
        assert dialect.BETTER in {"higher", "lower"}
        assert dialect.TIMING
        assert dialect.UNIT
        assert dialect.RULE_VERSION == "1"


@each_dialect
@settings(max_examples=30)
@given(asked=pairs)
def test_names_of_forecasters_change_nothing(name: str, asked: list[History]) -> None:
    def rename(history: History) -> History:
        return replace(history, said=[replace(one, forecaster=f"{one.forecaster}'s") for one in history.said])

    plain = {(q, f"{who}'s"): value for (q, who), value in _values(DIALECTS[name].scores(asked)).items()}
    renamed = _values(DIALECTS[name].scores([rename(history) for history in asked]))
    assert list(plain) == list(renamed)
    assert list(plain.values()) == pytest.approx(list(renamed.values()), abs=1e-9)


@each_dialect
@settings(max_examples=30)
@given(asked=pairs)
def test_a_question_nobody_forecast_changes_nothing(name: str, asked: list[History]) -> None:
    silent = replace(asked[0], question="silent", said=[])
    assert DIALECTS[name].scores([*asked, silent]) == DIALECTS[name].scores(asked)


@each_dialect
@settings(max_examples=30)
@given(asked=pairs)
def test_scores_lie_between_the_bounds_and_coverage_between_0_and_1(name: str, asked: list[History]) -> None:
    low, high = DIALECTS[name].BOUNDS
    for score in DIALECTS[name].scores(asked):
        assert low <= score.value <= high
        assert score.coverage is None or 0 <= score.coverage <= 1


@settings(max_examples=30)
@given(history=histories())
def test_gjo_is_twice_the_time_weighted_brier_where_minds_change_at_midnight(history: History) -> None:
    for score in gjo.scores([history]):
        spells = history.spells(score.forecaster)
        weighted = math.fsum(spell.length * (spell.probability - history.outcome) ** 2 for spell in spells)
        assert score.value == pytest.approx(2 * weighted / math.fsum(spell.length for spell in spells), abs=1e-12)


@settings(max_examples=30)
@given(history=histories(first_day=True))
def test_fatebook_is_gjo_for_whoever_is_there_from_the_first_day(history: History) -> None:
    ours, theirs = _values(fatebook.scores([history])), _values(gjo.scores([history]))
    for who in "AB":
        assert ours["q", who] == pytest.approx(theirs["q", who], abs=1e-12)


@settings(max_examples=30)
@given(history=histories(first_day=True))
def test_relative_scores_of_two_are_opposite(history: History) -> None:
    two = replace(history, said=[one for one in history.said if one.forecaster != "C"])
    for relative in (fatebook.relative(two), gjo.relative(two)):
        assert relative["A"] == pytest.approx(-relative["B"], abs=1e-12)


def test_gjo_reads_the_end_of_full_days_only() -> None:
    history = _history(("A", 0.5, 0.5), ("A", 0.9, 1), ("B", 0.2, 2.2), ended=2.5)
    assert gjo.daily_briers(history, "A") == pytest.approx([0.5, 0.02])
    assert gjo.daily_briers(history, "B") == [None, None]
    assert [(one.forecaster, one.coverage) for one in gjo.scores([history])] == [("A", 0.2)]
    assert gjo.relative(history) == {"A": 0.0}
    assert gjo.daily_briers(_history(("A", 0.5, 0), ended=3, day=2), "A") == [0.5]


def test_a_withdrawn_forecast_stops_counting() -> None:
    assert gjo.daily_briers(WITHDRAWN, "A") == [0.5, 0.5, None, None]
    assert fatebook.daily_briers(WITHDRAWN, "A") == [0.5, 0.5, None, None]
    for name in ("predictionbook", "manifold", "forecastbench", "hubverse"):
        assert DIALECTS[name].scores([WITHDRAWN]) == []
    assert themis.extract(WITHDRAWN, "A", criterion="midpoint") is None
    assert themis.extract(WITHDRAWN, "A", criterion="duration-percent-25") == 0.5


def test_fatebook_takes_means_within_days_and_weighs_the_last_by_its_length() -> None:
    history = _history(("A", 0.5, 0.5), ("A", 0.9, 0.75), ("A", 0.4, 2), ended=2.5)
    assert fatebook.daily_briers(history, "A") == pytest.approx([0.18, 0.02, 0.72])
    assert fatebook.absolute(history, "A") == pytest.approx((0.18 + 0.02 + 0.36) / 2.5)
    assert fatebook.relative(history) == {}
    assert fatebook.daily_briers(_history(("A", 0.5, 4), ended=6, day=2), "A") == [None, None, 0.5]
    shifted = replace(
        history, opened=10, closes=20, ended=12.5, said=[replace(one, start=one.start + 10) for one in history.said]
    )
    assert fatebook.scores([shifted])[0].value == pytest.approx(fatebook.scores([history])[0].value)
    assert fatebook.scores([shifted])[0].coverage == pytest.approx(0.2)


def test_fatebook_relative_is_over_all_days() -> None:
    history = _history(("A", 0.5, 0), ("B", 1.0, 1.5), ended=1.75, closes=2)
    assert fatebook.relative(history) == pytest.approx({"A": 0.75 * 0.25 / 1.75, "B": -0.75 * 0.25 / 1.75})
    late = _history(("A", 0.5, 0), ("B", 0.5, 7), ("C", 0.5, 1))
    assert list(fatebook.relative(late)) == ["A", "C"]


def test_what_is_said_too_late_does_not_count() -> None:
    history = _history(("A", 0.6, 0), ("A", 0.8, 7), ("B", 0.9, 8))
    for name, value in {"predictionbook": 0.16, "manifold": 0.16, "hubverse": -math.log(0.6), "gjo": 0.32}.items():
        assert _values(DIALECTS[name].scores([history])) == {("q", "A"): pytest.approx(value)}


def test_the_page_shows_what_every_dialect_makes_of_one_history() -> None:
    table = PAGE.read_text(encoding="utf-8").partition("## One history")[2]
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| (.*) \|$", table, re.MULTILINE))
    assert list(rows) == NAMES
    for name in NAMES:
        shown = [float(cell) for cell in re.findall(r"-?\d+\.\d+", rows[name])]
        assert shown == [round(one.value, 6) for one in DIALECTS[name].scores([ROSETTA])], name
