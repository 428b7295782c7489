"""Scores of forecasts that are no probability: kept, made anew, and found out where somebody changed them."""

import math
from itertools import permutations

import pytest
from sqlalchemy import delete, event, insert, select, update

import ledger
from ledger.question_types import TYPES, Outcome
from ledger.store.frames import read_framed
from ledger.store.scores import rescore, score_questions
from ledger.store.tables import forecasts, questions, resolutions, scores, wordings
from ledger.store.verify import verify
from tests import kinds


def kept(book, by=()):
    """What is kept: claim, what was said, the rule and its score."""
    query = (
        select(wordings.c.claim, forecasts.c.said, resolutions.c.outcome, scores.c.rule, scores.c.value, *by)
        .join(forecasts, forecasts.c.id == scores.c.forecast_id)
        .join(wordings, wordings.c.id == forecasts.c.wording_id)
        .join(resolutions, resolutions.c.id == scores.c.resolution_id)
    )
    with book.store.reading() as connection:
        return sorted(map(tuple, connection.execute(query)))


def findings(connection):
    return [finding.message for finding in verify(connection).findings]


def rows(book):
    with book.store.reading() as connection:
        return sorted(map(tuple, connection.execute(select(scores))))


def scored(book, claim):
    return {rule: value for said, _, _, rule, value in kept(book) if said == claim}


@pytest.fixture
def book(place):
    kinds.told(place)
    with ledger.open(place, actor="tester") as opened:
        yield opened


def test_every_kind_is_scored_by_the_rules_of_its_type(book):
    assert {claim: sorted(scored(book, claim)) for claim in kinds.TOLD} == {
        "happens": ["brier", "log"],
        "leads": ["brier-sum", "log"],
        "ranks": ["brier-sum", "log", "rps"],
        "takes part": ["brier", "log"],
        "quantiles": ["crps-quantiles", "weighted-interval"],
        "uneven": ["crps-quantiles"],
        "interval": ["interval", "interval-coverage"],
        "normal": ["crps-normal"],
        "lognormal": ["crps-lognormal"],
        "cdf": ["crps-cdf"],
        "passed": ["interval", "interval-coverage"],
        "day": ["interval", "interval-coverage"],
        "any day": ["crps-uniform"],
    }


def test_scores_are_those_of_a_calculation_by_hand(book):
    expected = {
        "leads": {"brier-sum": 0.25 + 0.36 + 0.01, "log": -math.log(0.4)},
        "takes part": {"brier": (0.09 + 0.04 + 0.81) / 3, "log": -math.log(0.7 * 0.8 * 0.1) / 3},
        "quantiles": {"crps-quantiles": 2 * (0.25 * 30 + 0.5 * 20 + 0.25 * 100) / 3},
        "interval": {"interval": 300 + 50 * 10, "interval-coverage": 0},
        "passed": {"interval": 200 + 100 * 4, "interval-coverage": 0},
        "day": {"interval": 91 + 1 * 4, "interval-coverage": 0},
    }
    for claim, values in expected.items():
        found = scored(book, claim)
        assert {rule: found[rule] for rule in values} == pytest.approx(values)


def test_the_score_of_a_pair_is_that_of_its_type(book):
    with book.store.reading() as connection:
        said = read_framed(connection, list(connection.scalars(select(forecasts.c.id))))
        decided = {row.id: row for row in connection.execute(select(resolutions))}
        found = [row for row in connection.execute(select(scores)) if row.forecast_id in said]
    assert len({row.forecast_id for row in found}) == len(kinds.TOLD) - 1
    for row in found:
        pair = said[row.forecast_id]
        outcome = Outcome(verdict="resolved", outcome=decided[row.resolution_id].outcome)
        assert row.value == TYPES[pair.frame.type].score(row.rule, pair.stated, outcome, pair.frame)


def test_made_anew_they_are_the_same_to_the_last_digit(book):
    before = rows(book)
    with book.store.writing() as connection:
        rescore(connection)
    assert rows(book) == before
    assert before


def test_what_is_scored_is_not_scored_again(book):
    with book.store.writing() as connection:
        before = rows(book)
        score_questions(connection, list(connection.scalars(select(questions.c.id))))
    assert rows(book) == before


def _first(book, id_):
    book.update(id_, shares="Google=20% OpenAI=70% other=10%", made="2026-02-05")


def _second(book, id_):
    book.update(id_, shares="Google=0% OpenAI=0% other=100%", made="2026-03-05", certain=True)


def _decided(book, id_):
    book.resolve(id_, "OpenAI", known_on="2026-06-10", judge="Ann")


def _decided_otherwise(book, id_):
    book.resolve(id_, "Google", known_on="2026-02-20", judge="Bo")


ACTS = (_first, _second, _decided, _decided_otherwise)


def test_in_any_order_the_same_pairs_have_the_same_scores(tmp_path):
    found = set()
    for number, order in enumerate(permutations(ACTS)):
        with ledger.open(tmp_path / f"{number}.db", actor="tester") as book:
            (one,) = book.add_many(kinds.additions("leads"))
            try:
                for act in order:
                    act(book, one.id)
            except ledger.errors.RefusedError:
                continue
            found.add(tuple(kept(book)))
    (every,) = found
    values = {(said, outcome, rule): value for _, said, outcome, rule, value in every}
    # Made after it was known that it was Google, the last forecast has no score under that verdict.
    assert len(values) == 2 * (2 + 3)
    assert values["Google=0% OpenAI=0% other=100%", "OpenAI", "log"] == math.inf


def test_an_option_added_later_counts_as_the_one_that_stood_for_all_others(place):
    with ledger.open(place, actor="tester") as book:
        (one,) = book.add_many(kinds.additions("leads"))
        book.edit(one.id, options=["xAI"])
        book.update(one.id, shares="Google=40% OpenAI=30% xAI=20% other=10%", made="2026-02-05")
        book.resolve(one.id, "xAI", known_on="2026-06-10")
        values = {said: value for _, said, _, rule, value in kept(book) if rule == "log"}
    early, late = sorted(values)
    assert early.startswith("Google=40%")
    assert values[early] == pytest.approx(-math.log(0.2))
    assert values[late] == pytest.approx(-math.log(0.1))


def test_of_no_outcome_there_is_no_score(place):
    with ledger.open(place, actor="tester") as book:
        some = book.add_many(kinds.additions("leads", "interval"))
        book.resolve(some[0].id, "ambiguous", known_on="2026-06-10")
        book.annul(some[1].id)
        assert rows(book) == []


CHANGES = {
    "another value": (update(scores).where(scores.c.rule == "interval").values(value=7), "3 interval scores"),
    "one that is gone": (delete(scores).where(scores.c.rule == "crps-cdf"), "1 crps-cdf scores"),
    "another rule": (update(scores).where(scores.c.rule == "rps").values(rule="spherical"), "1 spherical scores"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_score_that_is_not_what_the_rule_makes_is_found(book, change):
    statement, said = CHANGES[change]
    with book.store.writing() as connection:
        assert findings(connection) == []
        connection.execute(statement)
        assert f"{said} are not what the rule makes" in findings(connection)


def test_the_last_digits_may_be_those_of_another_machine(book):
    with book.store.writing() as connection:
        connection.execute(update(scores).where(scores.c.rule == "crps-cdf").values(value=scores.c.value * (1 + 1e-13)))
        assert findings(connection) == []


def test_a_score_of_yes_or_no_that_belongs_to_no_pair_is_still_found(book):
    with book.store.writing() as connection:
        forecast = connection.scalar(select(forecasts.c.id).where(forecasts.c.probability.is_not(None)))
        other = connection.scalar(select(resolutions.c.id).where(resolutions.c.outcome == "low"))
        row = {"forecast_id": forecast, "resolution_id": other, "rule": "log", "rule_version": "1", "value": 1}
        connection.execute(insert(scores).values(**row))
        assert findings(connection) == ["1 log scores are not what the rule makes"]


def test_a_ledger_of_yes_and_no_is_asked_once_whether_there_is_more(tmp_path):
    kinds.told(tmp_path / "ledger.db", "happens")
    with ledger.open(tmp_path / "ledger.db", actor="tester") as book, book.store.writing() as connection:
        sent = []
        event.listen(connection, "before_cursor_execute", lambda *told: sent.append(told[2]))
        rescore(connection)
        assert [statement for statement in sent if "points" in statement or "options" in statement] == []
        assert sum("frames" in statement for statement in sent) == 1
