"""Laws of rescoring: it comes to what making all scores anew comes to, and touches what is missing alone."""

from contextlib import nullcontext
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import and_, delete, update

import ledger
from ledger.scoring import RULES
from ledger.store import scores as scoring
from ledger.store.scores import rescore, score_missing
from ledger.store.tables import scores
from tests import kinds
from tests.laws.test_store import ACTS, do, new_ledger
from tests.ledgers import BACKENDS, schema

MARK = 2.0**70
FATES = {
    "kept": update(scores).values(value=MARK),
    "lost": delete(scores),
    "older": update(scores).values(rule_version="0"),
    "unknown": update(scores).values(rule=scores.c.rule + " of old"),
}
FATE = st.lists(st.sampled_from([*FATES]), min_size=1, max_size=7)


@pytest.fixture(autouse=True, scope="module")
def small_blocks():
    with mock.patch.object(scoring, "BLOCK", 2):
        yield


def rows_of(connection):
    return {tuple(key): value for *key, value in connection.execute(scores.select())}


def meet(connection, key, fate):
    same = and_(*(column == said for column, said in zip(list(scores.c)[:4], key, strict=True)))
    connection.execute(FATES[fate].where(same))


def held_to_the_laws(store, fates):
    """Whatever each score meets with, what is kept stays and the others are made; then none is missing."""
    with store.writing(keep=False) as connection:
        rescore(connection)
        whole = rows_of(connection)
        fate = {key: fates[at % len(fates)] for at, key in enumerate(whole)}
        for key in whole:
            meet(connection, key, fate[key])
        heard = []
        made = score_missing(connection, lambda *far: heard.append(far))
        assert rows_of(connection) == {key: MARK if fate[key] == "kept" else value for key, value in whole.items()}
        assert made == sum(one != "kept" for one in fate.values())
        assert heard == sorted(heard)
        assert [*heard[-1:]] == [(total, total) for _, total in heard[-1:]]
        assert score_missing(connection) == 0


@settings(max_examples=10, deadline=None)
@given(st.lists(ACTS, min_size=3, max_size=15), FATE)
def test_only_what_is_missing_is_scored_and_then_all_is_as_made_anew(acts, fates):
    with new_ledger() as ledger:
        for act in acts:
            do(ledger, *act)
        ledger.forecast(0, "0.3")
        ledger.resolve(0, known_on="2026-11-01")
        held_to_the_laws(ledger.store, fates)


@pytest.fixture(params=BACKENDS)
def place(request, tmp_path):
    with nullcontext(tmp_path / "ledger.db") if request.param == "sqlite" else schema() as where:
        yield where


def test_forecasts_of_every_kind_too(place):
    kinds.told(place)
    with ledger.open(place, actor="tester") as book:
        for fates in (["kept"], ["lost"], ["older", "kept"], ["kept", "lost", "unknown"]):
            held_to_the_laws(book.store, fates)


def test_after_a_change_of_a_rule_its_scores_alone_are_made_and_the_ledger_is_whole_again(place):
    kinds.told(place, "happens", "leads", "normal")
    with ledger.open(place, actor="tester") as book, mock.patch.object(RULES["brier"], "RULE_VERSION", "2"):
        assert not book.verify().whole
        assert book.rescore() == 1
        assert book.verify().whole
        assert [(one.rule, one.rule_version) for one in book.show(book.list("happens")[0].id).scores] == [
            ("brier", "2"),
            ("log", "1"),
        ]
        assert book.rescore() == 0
