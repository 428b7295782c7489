"""Looking things up: what is due, lists in an order, searches, the log, who said it and where."""

from datetime import UTC, datetime

import pytest

import ledger
from ledger.core.query import read_query
from ledger.errors import InputError, NotFoundError
from ledger.services import due, log, people, search

TODAY = datetime(2025, 6, 15, 12, tzinfo=UTC)


@pytest.fixture
def book(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with ledger.open(tmp_path / "ledger.db", actor="me", now=lambda: TODAY, zone="UTC") as book:
        yield book


@pytest.fixture
def rain(book):
    return book.add("It rains", "70%", by="2099-06-30", made="2025-01-02").id


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
