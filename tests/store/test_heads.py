"""Head tables and scores: worked out anew for what was touched, and for nothing else."""

import pytest
from sqlalchemy import event, select

from ledger.store import heads, scores
from ledger.store.batches import one_of
from ledger.store.standing import scope_of
from ledger.store.tables import counted, current_questions, forecasts, questions


def statements(connection, work):
    """How many statements some work sends to the database."""
    sent = []

    def count(_connection, _cursor, statement, *_):
        sent.append(statement)

    event.listen(connection, "before_cursor_execute", count)
    work()
    event.remove(connection, "before_cursor_execute", count)
    return len(sent)


def test_touching_many_questions_takes_as_many_statements_as_touching_one(full):
    keys = [full.questions[full.ask()] for _ in range(30)]
    with full.store.writing() as connection:

        def refreshing(some):
            return statements(connection, lambda: heads.refresh(connection, some, known=some))

        def scoring(some):
            return statements(connection, lambda: scores.score_questions(connection, some))

        assert refreshing(keys[:1]) == refreshing(keys) <= 8
        assert scoring(full.questions[:1]) == scoring([*full.questions, *keys]) <= 8


def test_what_was_not_touched_stays_as_it_is(full):
    first, second = full.questions
    with full.store.writing() as connection:
        connection.execute(counted.update().values(deadline="touched"))
        connection.execute(current_questions.update().values(deadline="touched"))
        heads.refresh(connection, [first], known=[first])
    for table in (counted, current_questions):
        assert {row[0] for row in full.rows(table) if "touched" in row} == {second}


def test_a_question_that_no_longer_stands_has_no_row(full):
    first = full.questions[0]
    with full.store.writing() as connection:
        heads.refresh(connection, [first, 12345], known=[first, 12345])
    assert {row[0] for row in full.rows(current_questions)} == set(full.questions)
    full.undo(first >> 26)
    assert {row[0] for row in full.rows(current_questions)} == set(full.questions) - {first}


def test_made_anew_they_are_the_same(full):
    before = [full.rows(table) for table in ("counted", "current_questions", "scores")]
    with full.store.writing() as connection:
        heads.rebuild(connection)
        scores.rescore(connection)
    assert [full.rows(table) for table in ("counted", "current_questions", "scores")] == before
    assert all(before)


def test_scores_of_what_was_taken_back_stay(full):
    before = full.rows("scores")
    full.undo(full.forecasts[0] >> 26)
    assert full.rows("scores") == before


def test_a_certain_forecast_that_was_wrong_scores_infinitely(ledger):
    number = ledger.ask()
    ledger.forecast(number, "1")
    ledger.resolve(number, value="0")
    assert [row[4] for row in ledger.rows("scores")] == [1.0, float("inf")]


@pytest.mark.parametrize("size", [0, 1, 40_000])
def test_lists_of_keys_may_be_of_any_length(full, size):
    keys = [*full.questions[:1], *range(1, size)][:size]
    with full.store.reading() as connection:
        found = connection.scalars(select(questions.c.id).where(one_of(questions.c.id, keys))).all()
    assert found == full.questions[:size][:1]


def test_a_scope_knows_whether_to_look_for_corrections_and_undoing(ledger):
    def scope():
        with ledger.store.reading() as connection:
            return scope_of(connection)

    number = ledger.ask()
    entry = ledger.forecast(number)
    assert (scope().undone, scope().corrected) == (False, False)
    ledger.forecast(number, "0.7", replaces=0)
    assert (scope().undone, scope().corrected) == (False, True)
    ledger.undo(entry)
    assert (scope().undone, scope().corrected) == (True, True)


def test_many_rows_with_gaps_and_marks_come_back_as_they_went_in(ledger):
    number = ledger.ask()
    key = ledger.questions[number]
    with ledger.entry() as draft:
        who = ledger.person(draft, "Ann")
        wording = ledger.wording(draft.connection, key)
        names = ["question_id", "forecaster_id", "wording_id", "basis", "made_on", "zone", "said", "note"]
        rows = [
            (key, who, wording, "none", "2026-01-01", "UTC", f"{n} % said", None if n % 3 else 'a "%s" \\ note')
            for n in range(333)
        ]
        draft.add_rows(forecasts, names, rows)
    at = [forecasts.c.keys().index(name) for name in names]
    assert [tuple(row[place] for place in at) for row in ledger.rows("forecasts")] == rows
