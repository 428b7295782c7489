"""Several names of one: the columns of SQL say whom they stand for as Python does, and heads follow every alias."""

import pytest
from sqlalchemy import literal, select

from ledger.store.aliases import NOBODY, People, known_as, named_as
from ledger.store.standing import scope_of
from ledger.store.tables import counted
from ledger.store.undoing import touched_questions
from ledger.store.verify import verify

KNOWN = People(known=((1, "Ann", ((2, "Bob"), (5, "Ann R."))), (3, "BOB", ((4, "Žaba"),))))


@pytest.mark.parametrize("people", [NOBODY, KNOWN])
def test_sql_and_python_agree_whom_a_key_and_a_name_stand_for(ledger, people):
    names = ["Ann", "ANN", "bob", "BOB", "ann r.", "Žaba", "žABA", "ŽABA", "Cem", ""]
    with ledger.store.reading() as connection:
        keys = [connection.scalar(select(known_as(literal(key), people))) for key in range(7)]
        found = [connection.scalar(select(named_as(literal(name), people))) for name in names]
    assert keys == [people.key_of(key) for key in range(7)]
    assert found == [people.name_of(name) for name in names]


def whose(ledger):
    """The names of the forecasters in the head table, by question."""
    names = {row[0]: row[-1] for row in ledger.rows("forecasters")}
    return [(row[0], names[row[1]]) for row in ledger.rows(counted)]


def test_heads_follow_an_alias_its_undoing_and_those_before_it(ledger):
    first, second = ledger.ask(), ledger.ask()
    for number, who in ((first, "Ann"), (first, "Annie"), (second, "Annie"), (second, "A.")):
        ledger.forecast(number, "0.6", who=who)
    one, other = (ledger.questions[number] for number in (first, second))
    near = ledger.alias("A.", "Annie")
    assert whose(ledger) == [(one, "Ann"), (one, "Annie"), (other, "Annie")]
    far = ledger.alias("Annie", "Ann")
    assert whose(ledger) == [(one, "Ann"), (other, "Ann")]
    ledger.undo(near)
    assert whose(ledger) == [(one, "Ann"), (other, "Ann"), (other, "A.")]
    ledger.redo(near)
    ledger.undo(far)
    assert whose(ledger) == [(one, "Ann"), (one, "Annie"), (other, "Annie")]
    with ledger.store.reading() as connection:
        assert verify(connection).findings == ()


def test_an_alias_touches_every_question_of_all_the_names_and_no_other(ledger):
    numbers = [ledger.ask() for _ in range(4)]
    for number, who in zip(numbers, ("Ann", "Annie", "A.", "Bob"), strict=True):
        ledger.forecast(number, who=who)
    ledger.alias("A.", "Annie")
    entry = ledger.alias("Annie", "Ann")
    with ledger.store.reading() as connection:
        assert touched_questions(connection, entry) == ledger.questions[:3]


def test_undoing_can_close_a_circle_which_has_no_effect_and_past_states_stay(ledger):
    number = ledger.ask()
    for who in ("Ann", "Bob"):
        ledger.forecast(number, who=who)
    first = ledger.alias("Ann", "Bob")
    ledger.alias("Ann", "Bob", removed=1)
    ledger.undo(ledger.alias("Bob", "Ann") - 1)
    assert [name for _, name in whose(ledger)] == ["Bob"]
    with ledger.store.reading() as connection:
        assert scope_of(connection, first - 1).people == NOBODY
        assert [name for _, name, _ in scope_of(connection, first).people.known] == ["Bob"]
        assert verify(connection).findings == ()
