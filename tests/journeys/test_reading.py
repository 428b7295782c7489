"""Reading a question: what people see of it, now and as it stood."""

import dataclasses
from datetime import UTC, datetime
from hashlib import sha256

import pytest

import ledger
from ledger.store.tables import readings

TODAY = datetime(2025, 6, 15, 12, tzinfo=UTC)


@pytest.fixture
def book(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with ledger.open(tmp_path / "ledger.db", actor="me", now=lambda: TODAY, zone="UTC") as book:
        yield book


@pytest.fixture
def rain(book):
    return book.add("It rains", "70%", by="2099-06-30", made="2025-01-02").id


def test_a_question_is_shown_with_everything_that_was_said(book):
    book.add(
        "It rains", "70%", by="2025-06-30", made="2025-01-02", criteria="KMI", fine_print="at noon", look_at="kmi.be",
        quote="it will rain", source="https://example.org/i", tags=["sky", "ai"], closes="2025-06-01T10:00:00+02:00",
        vague=True, note="typed in",
    )  # fmt: skip
    (question,) = book.list()
    (prediction,) = question.predictions
    (forecast,) = prediction.forecasts
    assert (question.type, question.wording, question.status) == ("binary", 1, "open")
    assert (question.criteria, question.fine_print, question.look_at) == ("KMI", "at noon", "kmi.be")
    assert (question.tags, question.flags) == (("ai", "sky"), ("vague",))
    assert question.deadline.date == "2025-06-30"
    assert question.deadline.window_start == "2025-01-02"
    assert question.closes_at == "2025-06-01T08:00:00Z"
    assert len(question.recorded_at) == len("2026-11-20T11:58:03Z")
    assert question.recorded_by == "me"
    assert question.id.startswith(question.prefix)
    assert (prediction.forecaster, prediction.p) == ("me", "0.7")
    assert (forecast.n, forecast.made, forecast.entry, forecast.wording) == (1, "2025-01-02", 2, 1)
    assert forecast.quote.text == "it will rain"
    assert forecast.quote.sha256 == sha256(b"it will rain").hexdigest()
    assert forecast.source.url == "https://example.org/i"
    assert question.hash == f"sha256:{book_hash(book, 2)}"


def book_hash(book, entry: int) -> str:
    with book.snapshot(entry) as snapshot:
        return snapshot.hash


def test_forecasts_are_numbered_by_when_they_were_made(book, rain):
    book.update(rain, "90%", made="2025-03-01")
    book.update(rain, "80%", made="2025-02-01")
    book.update(rain, "10%", made="2025-02-01", forecaster="Bob")
    me, bob = book.show(rain).predictions
    assert [(each.n, each.p) for each in me.forecasts] == [(1, "0.7"), (2, "0.8"), (3, "0.9")]
    assert (me.p, bob.forecaster, bob.p) == ("0.9", "Bob", "0.1")


def test_a_correction_takes_the_place_of_what_it_corrects(book, rain):
    (prediction,) = book.update(rain, "75%", correct=True).predictions
    assert [(each.n, each.p, each.replaces) for each in prediction.forecasts] == [(1, "0.75", 2)]


def test_a_withdrawn_prediction_has_no_number_until_there_is_a_new_one(book, rain):
    (withdrawn,) = book.withdraw(rain).predictions
    assert withdrawn.p is None
    assert withdrawn.withdrawn is not None
    assert [each.p for each in withdrawn.forecasts] == ["0.7"]
    (again,) = book.update(rain, "60%").predictions
    assert (again.withdrawn, again.forecasts[-1].p) == (None, "0.6")


def test_what_came_after_the_close_does_not_count_and_does_not_stand(book):
    question = book.add("It rains", "70%", by="2025-06-30", made="2025-01-02", closes="2025-02-01")
    (prediction,) = book.update(question.id, "99%", made="2025-03-01").predictions
    assert [each.counts for each in prediction.forecasts] == [True, False]
    assert prediction.p == "0.7"


def test_every_decision_is_kept_and_the_last_one_stands(book, rain):
    book.resolve(rain, "yes", known_on="2025-05-01", evidence=["KMI", "https://kmi.be"], message="wet")
    book.resolve(rain, "no", known_on="2025-05-02", amend=True)
    question = book.show(rain)
    first, second = question.resolutions
    assert (first.n, first.outcome, first.value, first.evidence, first.note) == (
        1, "yes", "1", ("KMI", "https://kmi.be"), "wet",
    )  # fmt: skip
    assert (second.n, second.outcome, second.known_on) == (2, "no", "2025-05-02")
    assert question.status == "resolved"
    assert {score.rule: score.value for score in question.scores}["brier"] == 0.49
    assert question.predictions[0].forecasts[0].retrospective
    reopened = book.reopen(rain, message="too early")
    assert [each.verdict for each in reopened.resolutions] == ["resolved", "resolved", "reopened"]
    assert (reopened.status, reopened.scores) == ("open", ())
    assert book.annul(rain).status == "annulled"


def test_an_edit_is_a_new_wording_and_old_forecasts_keep_theirs(book, rain):
    before = book.show(rain)
    book.edit(rain, claim="It rains a lot")
    question = book.update(rain, "20%", made="2025-03-01")
    assert (question.wording, question.claim) == (2, "It rains a lot")
    assert "reworded" in question.flags
    assert "reworded_after_forecast" not in question.flags
    assert [each.wording for each in question.predictions[0].forecasts] == [1, 2]
    assert (question.recorded_at, question.recorded_by) == (before.recorded_at, before.recorded_by)
    assert question.hash != before.hash


@pytest.mark.parametrize(
    ("happened", "outcome", "disputed"),
    [
        ("2024-06-01", "yes", False),
        ("2025-06-01", "yes", True),
        ("2026-06-01", "no", False),
        (None, "yes", False),
    ],
)
def test_disputed_is_what_falls_between_two_readings(book, happened, outcome, disputed):
    question = book.add("It rains", "70%", by="by 2025", made="2024-01-02")
    assert [(each.name, each.date) for each in question.deadline.readings] == [("strict", "2024-12-31")]
    known = {"happened_on": happened} if happened else {}
    with ledger.open(book.place, now=lambda: datetime(2026, 6, 15, tzinfo=UTC)) as later:
        found = later.resolve(question.id, outcome, known_on="2026-06-02", **known).flags
    assert ("disputed" in found) == disputed


def test_readings_without_a_start_begin_with_the_window(book):
    question = book.add("It rains", "70%", by="by 2025", made="2024-01-02")
    with book.snapshot() as snapshot:
        assert snapshot.connection.execute(readings.select()).one().window_start is None
    assert question.deadline.readings[0].window_start == "2024-01-02"


def test_tags_and_notes_are_as_the_last_word_left_them(book, rain):
    book.tag(rain, "b", "a")
    book.tag(rain, "b", remove=True)
    book.note_on(rain, "first")
    book.note_on(rain, "second")
    question = book.show(rain)
    assert (question.tags, question.notes) == (("a",), ("first", "second"))
    assert book.tag(rain, "b").tags == ("a", "b")


def test_what_was_undone_is_not_shown(book, rain):
    before = book.show(rain)
    for act in (
        lambda: book.tag(rain, "x"),
        lambda: book.note_on(rain, "x"),
        lambda: book.update(rain, "1%"),
        lambda: book.edit(rain, claim="x"),
        lambda: book.resolve(rain, "yes", known_on="2025-05-01", evidence=["x"]),
        lambda: book.withdraw(rain),
    ):
        assert act() != before
        book.undo()
        assert book.show(rain) == before


def test_a_past_state_is_shown_as_it_was(book, rain):
    states = [book.show(rain)]
    for act in (
        lambda: book.update(rain, "80%", made="2025-02-01"),
        lambda: book.edit(rain, criteria="KMI"),
        lambda: book.tag(rain, "sky"),
        lambda: book.resolve(rain, "yes", known_on="2025-05-01"),
    ):
        act()
        states.append(book.show(rain))
    book.undo()
    for entry, state in enumerate(states, 2):
        then = book.show(rain, as_of=entry)
        assert dataclasses.replace(then, status=state.status) == state
