"""What reading costs: as many statements for many questions as for one, and indexes where there are any."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import event

import ledger
from ledger.store.reading import question_keys, read_questions

TODAY = datetime(2025, 6, 15, 12, tzinfo=UTC)


@pytest.fixture
def book(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with ledger.open(tmp_path / "ledger.db", actor="me", now=lambda: TODAY, zone="UTC") as book:
        yield book


@pytest.fixture
def rain(book):
    return book.add("It rains", "70%", by="2099-06-30", made="2025-01-02").id


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
