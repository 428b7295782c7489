"""Reading a ledger: what people see of questions, what is due, what happened, who said it and where."""

import dataclasses
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from sqlalchemy import event

import ledger
from ledger.core.query import read_query
from ledger.errors import InputError, NotFoundError
from ledger.services import due, log, people, search
from ledger.store.reading import question_keys, read_questions
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


def test_what_must_be_looked_at_is_due_and_only_a_deadline_is_overdue(book):
    for by, status in (("2025-06-14", "overdue"), ("2025-06-15", "due"), ("2025-06-16", "open")):
        assert book.add("It rains", "70%", by=by, made="2025-01-02").status == status
    for review, status in (("2025-06-14", "due"), ("2025-06-15", "due"), ("2025-06-16", "open")):
        assert book.add("It rains", "70%", review=review, made="2025-01-02").status == status
    with book.snapshot() as snapshot:
        days = [each.deadline.date if each.deadline else each.review_on for each in due.due(snapshot)]
        assert days == ["2025-06-14", "2025-06-14", "2025-06-15", "2025-06-15"]
        assert len(due.due(snapshot, within_days=1)) == due.count(snapshot, within_days=1) == 6
        assert len(due.due(snapshot, read_query("status:overdue"), 14)) == 1
        assert due.count(snapshot, read_query("not:status:overdue"), 10**12) == 5
        assert due.due(snapshot, within_days=14, limit=3) == due.due(snapshot, within_days=14)[:3]


def test_a_settled_question_is_not_due(book):
    question = book.add("It rains", "70%", by="2025-06-14", made="2025-01-02")
    book.resolve(question.id, "no", known_on="2025-06-15")
    with book.snapshot() as snapshot:
        assert due.due(snapshot, within_days=14) == []


def test_open_questions_come_first_by_the_day_to_look_at_them(book):
    late, soon, done = (
        book.add(claim, "70%", by=by, made="2025-01-02").id
        for claim, by in (("late", "2025-12-01"), ("soon", "2025-07-01"), ("done", "2025-06-16"))
    )
    book.resolve(done, "yes", known_on="2025-06-01")
    assert [each.id for each in book.list()] == [soon, late, done]
    assert [each.id for each in book.list(limit=1)] == [soon]
    assert [each.id for each in book.list(limit=3)] == [soon, late, done]


def test_lists_are_sorted_by_what_one_asks_for(book):
    for claim, p, made in (("b", "20%", "2025-01-03"), ("A", "90%", "2025-01-01"), ("c", "50%", "2025-01-02")):
        book.add(claim, p, by="2025-12-01", made=made)
    book.add("d", by="2099-12-01", question_only=True)

    def claims(*sort):
        return "".join(each.claim for each in book.list(sort=sort))

    assert claims("claim") == "Abcd"
    assert claims("-claim") == "dcbA"
    assert claims("p") == "bcAd"
    assert claims("-p") == "Acbd"
    assert claims("made") == "Acbd"
    assert claims("recorded") == "bAcd"
    assert claims("status", "-recorded", "recorded") == "dcAb"
    assert claims("by", "claim") == "Abcd"
    with pytest.raises(InputError) as refused:
        claims("colour")
    assert "one of by claim id status" in refused.value.hint


@pytest.mark.parametrize("some", [0, 5_000], ids=["among all", "among what was found"])
def test_searching_says_where_it_found_the_words(book, monkeypatch, some):
    monkeypatch.setattr("ledger.store.reading.hits.SOME", some)
    first = book.add("It rains in Ghent", "70%", by="2025-12-01", made="2025-01-02", tags=["sky"], quote="Wet 100%").id
    book.add("Ghent wins", "70%", by="2025-12-01", made="2025-01-02", forecaster="Zoë Sky", criteria="the wet paper")
    book.note_on(first, "see 5_5")

    def hits(text):
        with book.snapshot() as snapshot:
            return [(hit.question.claim, hit.where) for hit in search.search(snapshot, text)]

    assert hits("GHENT") == [("Ghent wins", ("claim",)), ("It rains in Ghent", ("claim",))]
    assert hits("sky") == [("It rains in Ghent", ("tag",)), ("Ghent wins", ("forecaster",))]
    assert hits("ghent wet") == [("Ghent wins", ("claim", "criteria")), ("It rains in Ghent", ("claim", "quote"))]
    assert hits("100%") == [("It rains in Ghent", ("quote",))]
    assert hits("5_5") == [("It rains in Ghent", ("note",))]
    assert hits("5%5") == []
    assert hits("ZOË") == [("Ghent wins", ("forecaster",))]
    for empty in ("  ", " ".join("abcdefghijk")):
        with pytest.raises(InputError):
            hits(empty)


def test_the_log_tells_each_act_in_a_sentence(book, rain):
    book.update(rain, "80%", made="2025-02-01")
    book.update(rain, "82.5%", correct=True)
    book.update(rain, forecaster="Bob", words="likely", made="2025-02-02")
    book.edit(rain, claim="It rains a lot", review="2025-06-20")
    book.tag(rain, "sky", "ai")
    book.tag(rain, "ai", remove=True)
    book.note_on(rain, "a\nnote")
    book.withdraw(f"{rain}@Bob")
    book.resolve(rain, "yes", known_on="2025-05-01", message="wet")
    book.resolve(rain, "no", known_on="2025-05-02", amend=True)
    book.undo()
    book.redo()
    book.reopen(rain)
    book.add("Another", by="2099-12-01", question_only=True)
    with book.snapshot() as snapshot:
        everything = log.log(snapshot, entries=True)
        lines = log.log(snapshot, rain)
    told = [line.summary for line in reversed(lines)]
    likely = book.show(rain).predictions[1].forecasts[0].p
    assert told == [
        "It rains, by 2099-06-30; me: 70%",
        "me: 70% → 80%",
        "me: 80% corrected to 82.5%",
        f"Bob: {float(likely) * 100:g}%",
        "New wording: claim, review none → 2025-06-20",
        "Tagged sky, ai",
        "Untagged ai",
        "Note: a note",
        "Bob withdraws the forecast",
        "YES, known on 2025-05-01",
        "YES → NO, known on 2025-05-02",
        "Takes back entry 12: YES → NO, known on 2025-05-02",
        "Brings back entry 12: YES → NO, known on 2025-05-02",
        "Reopened",
    ]
    assert [line.entry for line in lines] == list(range(15, 1, -1))
    assert {line.ids for line in lines} == {(rain,)}
    assert [line.note for line in lines if line.action == "resolve"] == [None, "wet"]
    assert [line.entry for line in everything] == list(range(16, 0, -1))
    assert (everything[-1].summary, everything[-1].questions) == ("The ledger begins", 0)
    assert everything[0].summary == "Another, by 2099-12-01"
    assert everything[1:-1] == lines


def test_the_log_marks_what_was_undone_and_ends_where_one_likes(book, rain):
    book.update(rain, "80%", made="2025-02-01")
    book.undo()
    with book.snapshot() as snapshot:
        assert [(line.action, line.undone) for line in log.log(snapshot)] == [
            ("undo", False), ("update", True), ("add", False),
        ]  # fmt: skip
        assert [line.action for line in log.log(snapshot, limit=1)] == ["undo"]
        assert log.log(snapshot, limit=1)[0].summary == "Takes back entry 3: me: 70% → 80%"
    with book.snapshot(3) as snapshot:
        assert [(line.action, line.undone) for line in log.log(snapshot)] == [("update", False), ("add", False)]


def test_an_entry_about_many_questions_is_told_by_numbers(book, rain):
    other = book.add("Another", "70%", by="2025-12-01", made="2025-01-02").id
    decision = ledger.services.resolve.Decision(outcome="yes", known_on="2025-05-01")
    book.resolve_many([(rain, decision), (other, decision)])
    with book.snapshot() as snapshot:
        line = log.log(snapshot, limit=1)[0]
        assert (line.summary, line.questions) == ("2 questions: 2 resolutions", 2)
        assert set(line.ids) == {rain, other}
        assert log.log(snapshot, other)[0].summary == "YES, known on 2025-05-01"


def test_forecasters_are_counted_by_what_stands(book, rain):
    book.update(rain, "80%", made="2025-02-01")
    book.update(rain, "10%", made="2025-03-01", forecaster="Bob")
    book.add("Another", "70%", by="2025-12-01", made="2025-01-05", forecaster="Bob")
    book.resolve(rain, "yes", known_on="2025-03-01")
    with book.snapshot() as snapshot:
        bob, me = people.forecasters(snapshot)
        assert (me.name, me.questions, me.forecasts, me.resolved, me.counted) == ("me", 1, 2, 1, 1)
        assert (bob.name, bob.questions, bob.forecasts, bob.resolved, bob.counted) == ("Bob", 2, 2, 1, 0)
        assert (bob.first_made, bob.last_made) == ("2025-01-05", "2025-03-01")
        assert people.forecaster(snapshot, "bo") == bob
        with pytest.raises(NotFoundError):
            people.forecaster(snapshot, "nobody")
    with book.snapshot(2) as snapshot:
        assert [(each.name, each.forecasts) for each in people.forecasters(snapshot)] == [("me", 1)]


def test_sources_are_listed_with_what_cites_them(book):
    url = "https://example.org/i"
    quoted = book.add("It rains", "70%", by="2025-06-30", made="2025-01-02", source=url, quote="it will").id
    book.update(quoted, "60%", made="2025-01-03", source=url)
    book.add("Another", "70%", by="2025-12-01", made="2025-01-02")
    with book.snapshot() as snapshot:
        (listed,) = people.sources(snapshot)
        assert (listed.url, listed.quotes, listed.forecasts) == (url, 1, 2)
        for typed in (url, listed.id, listed.id[:4]):
            detail = people.source(snapshot, typed)
            assert detail.source == listed
            assert [quote.text for quote in detail.quotes] == ["it will"]
            assert [(each.id, each.claim) for each in detail.questions] == [(quoted, "It rains")]
        with pytest.raises(NotFoundError):
            people.source(snapshot, "https://example.org/other")


# What it costs.


@pytest.fixture
def statements(book):
    """Every statement with its parameters, as the database gets it."""
    seen = []

    def note(_connection, _cursor, statement, parameters, _context, _many):
        seen.append((statement, parameters))

    event.listen(book.store.engine, "before_cursor_execute", note)
    yield seen
    event.remove(book.store.engine, "before_cursor_execute", note)


def fill(book, number):
    for at in range(number):
        question = book.add(
            f"Claim {at}", "70%", by="2025-06-30", made="2025-01-02", quote="it will", source="https://example.org/i"
        )
        book.update(question.id, "60%", made="2025-01-03", forecaster="Bob")
        book.withdraw(f"{question.id}@Bob")
        book.resolve(question.id, "yes", known_on="2025-05-01", evidence=["x", "y"])
    return question.id


def test_reading_many_takes_as_many_statements_as_reading_one(book, statements):
    fill(book, 5)
    counts = []
    for limit in (2, 5):
        statements.clear()
        assert len(book.list(limit=limit)) == limit
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 16


LARGE = ("forecasts", "wordings", "questions", "resolutions", "current_questions", "counted", "scores")
SCANS = tuple(f"SCAN {table}" for table in LARGE)


def plans(book, statements, act) -> list[str]:
    statements.clear()
    act()
    asked = [(statement, parameters) for statement, parameters in statements if statement.startswith("SELECT")]
    with book.snapshot() as snapshot:
        explain = snapshot.connection.connection.driver_connection.execute
        return [row[3] for asking, parameters in asked for row in explain(f"EXPLAIN QUERY PLAN {asking}", parameters)]


@pytest.mark.parametrize("resolved", [False, True], ids=["open", "resolved"])
def test_daily_questions_go_by_indexes(book, statements, resolved):
    id_ = fill(book, 3)
    if not resolved:
        for question in book.list():
            book.reopen(question.id)
    for act in (
        lambda: book.list(limit=2),
        lambda: book.due(within=14, limit=2),
        lambda: book.count_due(within=14),
        lambda: book.show(id_[:5]),
        lambda: book.log(limit=3),
        lambda: book.log(id_),
    ):
        steps = plans(book, statements, act)
        assert steps
        assert [step for step in steps if step.startswith(SCANS)] == []


def test_due_reads_a_range_of_its_index(book, statements):
    fill(book, 2)
    steps = plans(book, statements, lambda: book.due(within=14, limit=2))
    assert any("ix_current_questions_state_attention_on (state=? AND attention_on<?)" in step for step in steps)


def test_keys_that_do_not_stand_are_left_out(book, rain):
    with book.snapshot() as snapshot:
        (key,) = question_keys(snapshot, ())
        assert [each.id for each in read_questions(snapshot, [key, 1, key + 1])] == [rain]
        assert read_questions(snapshot, []) == []
