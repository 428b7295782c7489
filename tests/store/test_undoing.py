"""What an undo must know: what builds on an entry, what it spoke of, which entry is meant."""

import pytest

from ledger.store.tables import notes, readings, tags
from ledger.store.undoing import (
    action_of,
    dependants,
    is_undone,
    last_undoable,
    touched_questions,
    undone_last,
    undone_requirements,
)


def ask(ledger, function, *words):
    with ledger.store.reading() as connection:
        return function(connection, *words)


def entry_of(key):
    return key >> 26


def test_everything_said_on_a_question_builds_on_its_entry(ledger):
    number, other = ledger.ask(), ledger.ask()
    asked = entry_of(ledger.questions[number])
    forecast = ledger.forecast(number)
    edited = ledger.edit(number, claim="another")
    ledger.forecast(other, who="Bob")
    decided = ledger.resolve(number)
    with ledger.entry("note") as draft:
        draft.add(notes, question_id=ledger.questions[number], text="a note")
    with ledger.entry("tag") as tagging:
        tagging.add(tags, question_id=ledger.questions[number], tag="ai", removed=0)
    assert ask(ledger, dependants, asked) == [forecast, edited, decided, draft.entry, tagging.entry]


def test_a_person_named_first_makes_nobody_depend(ledger):
    number, other = ledger.ask(), ledger.ask()
    first = ledger.forecast(number, who="Ann")
    ledger.forecast(other, who="Ann")
    assert ask(ledger, dependants, first) == []


def test_a_later_decision_does_not_build_on_the_one_before(ledger):
    number = ledger.ask()
    forecast, first = ledger.forecast(number), ledger.resolve(number, value="0")
    ledger.resolve(number)
    assert ask(ledger, dependants, first) == ask(ledger, dependants, forecast) == []


def test_a_correction_builds_on_what_it_corrects(ledger):
    number = ledger.ask()
    first = ledger.forecast(number, "0.8")
    correction = ledger.forecast(number, "0.7", replaces=0)
    assert ask(ledger, dependants, first) == [correction]


def test_what_was_said_under_an_edit_builds_on_it_and_so_on(ledger):
    number = ledger.ask()
    edited = ledger.edit(number, claim="another")
    forecast = ledger.forecast(number)
    correction = ledger.forecast(number, "0.7", replaces=0)
    with ledger.entry() as draft:
        draft.add(
            readings, wording_id=ledger.wording(draft.connection, ledger.questions[number]), name="s", deadline="x"
        )
    assert ask(ledger, dependants, edited) == [forecast, correction, draft.entry]


def test_what_was_undone_depends_on_nothing_and_needs_it_to_come_back(ledger):
    number = ledger.ask()
    asked, forecast = entry_of(ledger.questions[number]), ledger.forecast(number)
    ledger.undo(forecast)
    assert ask(ledger, dependants, asked) == []
    ledger.undo(asked)
    assert ask(ledger, undone_requirements, forecast) == [asked]
    assert ask(ledger, undone_requirements, asked) == []
    assert ledger.rows("current_questions") == []
    ledger.redo(asked)
    assert ask(ledger, undone_requirements, forecast) == []
    assert len(ledger.rows("current_questions")) == 1


def test_the_newest_entry_that_records_something_is_meant(ledger):
    assert ask(ledger, last_undoable) is None
    assert ask(ledger, undone_last) == []
    number = ledger.ask()
    forecast = ledger.forecast(number)
    assert ask(ledger, last_undoable) == forecast
    ledger.undo(forecast)
    assert (ask(ledger, last_undoable), ask(ledger, undone_last)) == (entry_of(ledger.questions[0]), [forecast])
    assert ask(ledger, is_undone, forecast)
    ledger.redo(forecast)
    assert (ask(ledger, last_undoable), ask(ledger, undone_last)) == (forecast, [])
    assert not ask(ledger, is_undone, forecast)


def test_the_entry_undone_last_is_brought_back_first(ledger):
    number = ledger.ask()
    first, second = ledger.forecast(number, who="Ann"), ledger.forecast(number, who="Bob")
    ledger.undo(first)
    ledger.undo(second)
    assert ask(ledger, undone_last) == [second]
    ledger.redo(second)
    assert ask(ledger, undone_last) == [first]


def test_entries_and_what_they_spoke_of(full):
    first, second = full.questions
    assert ask(full, touched_questions, entry_of(full.forecasts[0])) == [first]
    assert ask(full, touched_questions, entry_of(second)) == [second]
    assert ask(full, touched_questions, 1) == []
    assert ask(full, action_of, 1) == "init"
    assert ask(full, action_of, 999) is None


@pytest.mark.parametrize("entry", [0, 1, 999])
def test_nothing_builds_on_what_is_no_act(full, entry):
    assert ask(full, dependants, entry) == []
