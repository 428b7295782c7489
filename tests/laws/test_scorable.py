"""Laws of what goes through all forecasts one after another: the figures are those of plain sums over the same rows."""

import math
from collections import Counter, defaultdict
from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ledger as program
from ledger.calibration.leaderboard import leaderboard
from ledger.core.numbers import from_ppm
from ledger.scoring import RULES
from ledger.services import judging_types
from ledger.services.clustering import clusters_of
from ledger.services.judging import Judged
from ledger.services.leaderboard import boards
from ledger.services.matched import matched
from ledger.services.means import mean_of
from ledger.services.score import Asked, scores
from ledger.services.view import View
from ledger.store.evidence import read_evidence
from ledger.store.ids import derived_id
from ledger.store.rows import prediction_rows
from ledger.store.snapshot import take_snapshot
from ledger.store.tables import forecasts, questions, series, sources
from tests import kinds
from tests.ledgers import BACKENDS, NOW, Ledger, schema

WHO = ("Ann", "Bob", "Cem")
ASKED = st.lists(st.sampled_from([None, None, "daily", "weekly"]), min_size=2, max_size=6)
NUMBERS = st.sampled_from(["0.1", "0.25", "0.5", "0.7", "0.123456789", "1", None])
SAID = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from(WHO), NUMBERS, st.sampled_from([None, None, "a", "b"])),
    min_size=4,
    max_size=24,
)
LATER = st.lists(
    st.tuples(st.sampled_from(["annul", "alias", "withdraw", "undo", "again"]), st.integers(0, 5)), max_size=3
)


class Told(Ledger):
    """A ledger in which several questions are asked, and forecasts made, in one entry."""

    def ask_all(self, kinds_of_series):
        with self.entry() as draft:
            self.people = {who: self.person(draft, who) for who in WHO}
            self.known = {None: None, "daily": named(draft, series, "daily"), "weekly": named(draft, series, "weekly")}
            self.known |= {name: named(draft, sources, name) for name in "ab"}
            for number, name in enumerate(kinds_of_series):
                self.questions.append(named(draft, questions, str(number)))
                self.word(draft, self.questions[-1], deadline="2026-10-31", series_id=self.known[name])

    def say_all(self, said):
        with self.entry("import") as draft:
            worded = [self.wording(draft.connection, key) for key in self.questions]
            for place, who, number, source in said:
                at = place % len(self.questions)
                parts = None if number is None else round(float(number) * 1_000_000)
                draft.add(
                    forecasts, question_id=self.questions[at], forecaster_id=self.people[who], wording_id=worded[at],
                    made_on="2026-01-02", zone="UTC", source_id=self.known[source],
                    probability=number, p_ppm=parts, basis="none" if number is None else "stated",
                )  # fmt: skip

    def later(self, kind, place):
        number, who = place % len(self.questions), WHO[place % 3]
        match kind:
            case "annul":
                self.resolve(number, "annulled")
            case "alias":
                self.alias(who, WHO[(place + 1) % 3])
            case "withdraw":
                self.withdraw(number, who=who)
            case "undo":
                self.undo(self.forecast(number, "0.9", who=who))
            case "again":
                self.forecast(number, "0.3", who=who, made_on="2026-05-05")


def named(draft, table, name):
    """A new question, series or source of that name."""
    return draft.add(table, public_id=derived_id(table.name, "test", name), system="test", foreign_key=name)


@pytest.mark.parametrize("backend", BACKENDS)
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=ASKED, said=SAID, outcomes=st.lists(st.sampled_from("01-"), min_size=6, max_size=6), later=LATER)
def test_tables_of_scores_are_plain_sums(backend, tmp_path_factory, monkeypatch, asked, said, outcomes, later):
    folder = tmp_path_factory.mktemp("scorable")
    monkeypatch.setenv("XDG_STATE_HOME", str(folder / "state"))
    if backend == "sqlite":
        _hold(Told(str(folder / "ledger.db")), asked, said, outcomes, later)
    else:
        with schema() as place:
            _hold(Told(place), asked, said, outcomes, later)


def _hold(ledger, asked, said, outcomes, later):
    ledger.ask_all(asked)
    ledger.say_all(said)
    for number, outcome in enumerate(outcomes[: len(asked)]):
        if outcome != "-":
            ledger.resolve(number, value=outcome)
    for kind, place in later:
        ledger.later(kind, place)
    with ledger.store.reading() as connection:
        snapshot = take_snapshot(connection, now=NOW)
        rows, grades = prediction_rows(snapshot), read_evidence(snapshot)
        found = scores(snapshot, (), Asked(by="forecaster"))
        board = boards(snapshot, minimum=1, resamples=20)[0]
    ledger.close()
    counted = [row for row in rows if row.reason == "counts"]
    assert found.n == len(counted)
    assert found.excluded == Counter(row.reason for row in rows if row.reason != "counts")
    assert found.evidence == Counter(grades[row.forecast_key] for row in counted)
    people = {row.forecaster for row in counted}
    assert {group.group: _told(group) for group in found.groups} == {who: _plain(rows, who) for who in people}
    assert (board.questions, board.clusters, *_ranked(board)) == _plain_board(counted)


def _told(group):
    """What a group says."""
    whole = (group.n, group.questions, group.clusters, group.happened, group.expected)
    return whole, dict(group.means), dict(group.excluded)


def _plain(rows, who):
    """The same from whole rows, by the rules themselves."""
    counted = [row for row in rows if row.forecaster == who and row.reason == "counts"]
    clusters = clusters_of(counted)
    happened, expected = sum(row.y_ppm for row in counted), sum(row.p_ppm for row in counted)
    whole = len(counted), len({row.question for row in counted}), len(set(clusters))
    means = {
        rule: mean_of([_score(rule, row) for row in counted], clusters=clusters, bounds=RULES[rule].BOUNDS)
        for rule in ("brier", "log")
    }
    others = Counter(row.reason for row in rows if row.forecaster == who and row.reason != "counts")
    return (*whole, from_ppm(happened), from_ppm(expected)), means, others


def _score(rule, row):
    return RULES[rule].score(probability=Decimal(row.p), outcome=Decimal(row.value))


def _ranked(board):
    """The standings, without ranges of ranks where draws of one cluster are all alike."""
    return [one.standing for one in board.places]


def _plain_board(counted):
    """Questions, clusters and standings from a mapping of all Brier scores."""
    by_person, together = defaultdict(dict), defaultdict(list)
    for row, cluster in zip(counted, clusters_of(counted), strict=True):
        by_person[row.forecaster][row.question] = _score("brier", row)
        together[cluster].append(row.question)
    owners = {question: min(some) for some in together.values() for question in some}
    ordered = {who: dict(sorted(own.items())) for who, own in sorted(by_person.items())}
    found = leaderboard(ordered, method="fixed-effects", clusters=owners, minimum=1, replicates=20)
    if len(together) < 2:
        found = [replace(one, rank_low=None, rank_high=None) for one in found]
    return len(owners), len(together), *found


SCORED = st.lists(st.tuples(st.sampled_from(WHO), st.sampled_from("qrst"), st.integers(0, 100).map(lambda n: n / 100)))


@given(SCORED)
def test_several_scores_on_one_question_are_their_mean(scored):
    rows = [
        (SimpleNamespace(forecaster=who, question=name, question_key=ord(name), series=None, source=None), value)
        for who, name, value in scored
    ]
    found = matched([Judged(row, "counts", {"brier": value}) for row, value in rows], "brier")
    values = defaultdict(list)
    for who, name, value in scored:
        values[who, name].append(value)
    told = [(who, name, value) for who, own in found.scores.items() for name, value in own.items()]
    assert told == [(*key, math.fsum(some) / len(some)) for key, some in sorted(values.items())]
    assert found.clusters == {name: name for _, name, _ in scored}


@pytest.mark.parametrize("timing", ["last", "each"])
def test_how_many_are_read_together_changes_nothing(tmp_path, monkeypatch, timing):
    kinds.told(tmp_path / "ledger.db")
    found = []
    for block in (judging_types.BLOCK, 1):
        monkeypatch.setattr(judging_types, "BLOCK", block)
        with program.open(tmp_path / "ledger.db", actor="tester") as book, book.snapshot() as snapshot:
            found.append(scores(snapshot, (), Asked(by="type", view=View(timing=timing))))
    assert found[0] == found[1]
    assert sum(group.n for group in found[0].groups) == len(kinds.TOLD)
    assert all(math.isfinite(mean.value) for group in found[0].groups for mean in group.means.values())
