"""The journal: what is written comes back, in entries that follow each other."""

from datetime import timedelta

import pytest

from ledger.errors import InputError, RefusedError
from ledger.store import chain
from ledger.store.columns import metadata
from ledger.store.journal import Draft, read_head
from ledger.store.keys import first_key
from ledger.store.tables import forecasters, notes, questions, tags
from ledger.store.written import place_text
from tests.ledgers import NOW, opened


def test_genesis_names_the_ledger_and_its_zone(ledger):
    head = ledger.head()
    assert (head.entry, head.zone, head.recorded_at) == (1, "Europe/Berlin", "2026-11-20T12:00:00.000000Z")
    assert ledger.rows("ledgers") == [(first_key(1) + 1, 1, head.ledger, "Europe/Berlin")]
    assert ledger.rows("entries")[0][7] == chain.NO_HASH


def test_opened_again_it_is_the_same_ledger(full):
    again = opened(full.place)
    with again.reading() as connection:
        assert read_head(connection) == full.head()
    again.close()
    assert not again.created


def test_keys_tell_entry_and_number(ledger):
    with ledger.entry() as draft:
        keys = [draft.add(questions, public_id=f"q{n}") for n in range(3)]
        many = draft.add_rows(notes, ["question_id", "text"], [(keys[0], "a"), (keys[1], "b")])
    assert keys == [first_key(2) + n for n in (1, 2, 3)]
    assert list(many) == [first_key(2) + 1, first_key(2) + 2]
    assert [row[:2] for row in ledger.rows("notes")] == [(key, 2) for key in many]


def test_rows_with_other_columns_stand_side_by_side(ledger):
    with ledger.entry() as draft:
        draft.add(questions, public_id="a")
        draft.add_rows(questions, ["public_id", "system", "foreign_key"], [("b", "x", "1"), ("c", "x", "2")])
        draft.add_rows(questions, ["public_id"], [])
        draft.add(questions, public_id="d", system="y", foreign_key="1")
    told = [row[2:] for row in ledger.rows("questions")]
    assert told == [("a", None, None), ("b", "x", "1"), ("c", "x", "2"), ("d", "y", "1")]


def test_many_rows_are_those_that_were_given(ledger):
    rows = [(f"p{n}", "import", str(n)) for n in range(1_237)]
    with ledger.entry() as draft:
        keys = draft.add_rows(forecasters, ["public_id", "system", "foreign_key"], rows)
    assert ledger.rows("forecasters") == [(key, 2, *row) for key, row in zip(keys, rows, strict=True)]


def test_the_clock_never_runs_back(ledger):
    ledger.ask()
    with ledger.entry(now=NOW - timedelta(days=3)) as draft:
        draft.add(questions, public_id="later")
    assert ledger.head().recorded_at == "2026-11-20T12:00:00.000000Z"


def test_days_are_those_of_the_ledgers_zone(ledger):
    with ledger.entry(now=NOW.replace(hour=23, minute=30)) as draft:
        draft.add(questions, public_id="late")
    assert ledger.head().recorded_on == "2026-11-21"


def test_flags_are_stored_as_numbers(ledger):
    number = ledger.ask(vague=True)
    with ledger.entry("tag") as draft:
        draft.add(tags, question_id=ledger.questions[number], tag="ai", removed=False)
    assert ledger.rows("tags")[0][-1] == 0


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b", "\udfff"])
def test_text_that_no_store_can_hold_is_refused(ledger, text):
    with pytest.raises(InputError, match=r"U\+[0-9A-F]{4} at offset [01]"), ledger.entry() as draft:
        draft.add(questions, public_id=text)
    rows = [("fine", None, None), ("x", "y", text)]
    with pytest.raises(InputError, match="cannot be stored"), ledger.entry() as draft:
        draft.add_rows(questions, ["public_id", "system", "foreign_key"], rows)
    assert ledger.head().entry == 1
    assert ledger.rows("questions") == []


@pytest.mark.parametrize("value", [1, 0.5, b"a"])
def test_values_that_a_database_would_turn_are_refused(ledger, value):
    with pytest.raises(TypeError, match=r"questions\.public_id holds str"), ledger.entry() as draft:
        draft.add(questions, public_id=value)
    with pytest.raises(TypeError), ledger.entry() as draft:
        draft.add_rows(questions, ["public_id"], [("fine",), (value,)])
    assert ledger.head().entry == 1


def test_actor_and_note_are_checked_as_well(ledger):
    with ledger.store.writing() as connection:
        draft = Draft(connection, read_head(connection), now=NOW, actor="me", action="add", note="\ud800")
        draft.add(questions, public_id="x")
        with pytest.raises(InputError):
            draft.append()
    assert ledger.head().entry == 1


def test_too_many_rows_for_one_entry_are_refused(ledger, monkeypatch):
    monkeypatch.setattr("ledger.store.journal.FACTS_PER_ENTRY", 2)
    with pytest.raises(RefusedError, match="at most 2 rows"), ledger.entry() as draft:
        draft.add_rows(questions, ["public_id"], [("a",), ("b",), ("c",)])


def fail_after_writing(ledger):
    with ledger.entry() as draft:
        draft.add(questions, public_id="lost")
        draft.append()
        raise ZeroDivisionError


def test_a_failure_leaves_nothing_behind(full):
    before = {name: full.rows(name) for name in metadata.tables}
    with pytest.raises(ZeroDivisionError):
        fail_after_writing(full)
    assert {name: full.rows(name) for name in metadata.tables} == before


def test_what_is_not_kept_is_not_written(full):
    before = full.head()
    with full.store.writing(keep=False) as connection:
        draft = Draft(connection, read_head(connection), now=NOW, actor="me", action="add")
        draft.add(questions, public_id="tried")
        assert draft.append().entry == before.entry + 1
    assert full.head() == before


def test_places_are_written_without_local_keys():
    assert place_text("quotes", first_key(7) + 12) == "7/quotes/12"
    assert place_text("quotes", None) is None
