"""Merging: another ledger's entries come in with their origin, twice is once, and nothing is lost."""

from contextlib import nullcontext
from datetime import timedelta

import pytest

import ledger as forecast_ledger
from ledger.errors import RefusedError
from ledger.store.redactable import of_question
from ledger.store.tables import JOURNAL, entries, notes, origins, questions
from tests.ledgers import BACKENDS, NOW, Ledger, schema, told
from tests.store.blanking import messages, redact

CONTENT = [table for table in JOURNAL if table.name not in {"ledgers", "anchors", "redactions", "origins"}]


@pytest.fixture(params=BACKENDS)
def elsewhere(request, tmp_path):
    """A place for another ledger."""
    with schema() if request.param == "postgresql" else nullcontext(str(tmp_path / "other.db")) as place:
        yield place


def merged(here, other, **options):
    with forecast_ledger.open(here.place, actor="merger") as book:
        return book.merge(other if isinstance(other, str) else other.place, **options)


def spoken(ledger):
    """What everything says, without the keys: by table, sorted."""
    kept = {}
    for table in CONTENT:
        names = [column.name for column in table.c]
        plain = [at for at, name in enumerate(names) if name != "id" and not name.endswith("_id")]
        kept[table.name] = sorted([str([row[at] for at in plain]) for row in ledger.rows(table)])
    return kept


def acts(ledger, numbers):
    return [(row[3], row[4], row[5]) for row in sorted(ledger.rows(entries)) if row[0] in numbers]


@pytest.fixture
def other(elsewhere):
    opened = told(Ledger(elsewhere))
    yield opened
    opened.close()


def test_everything_comes_in_with_its_origin(ledger, other):
    done = merged(ledger, other)

    assert messages(ledger) == []
    assert spoken(ledger) == spoken(other)
    assert done.taken_in == tuple(range(2, other.head().entry + 1))
    assert (done.known, done.closing, done.conflicts) == (0, other.head().entry + 1, ())
    assert acts(ledger, done.taken_in) == acts(other, done.taken_in)
    (closing,) = acts(ledger, [done.closing])
    assert closing[:2] == ("merger", "merge")
    there = {row[0]: row for row in other.rows(entries)}
    for row in ledger.rows(origins):
        _, entry_id, name, entry, digest, previous, recorded_at, actor, action, _, taken_in = row
        assert (entry_id, name) == (done.closing, other.head().ledger)
        assert (recorded_at, actor, action, previous, digest) == tuple(there[entry][at] for at in (1, 3, 4, 7, 9))
        assert taken_in == (done.closing if entry == 1 else entry)


def test_twice_is_once_and_a_ledger_that_grew_brings_what_is_new(ledger, other):
    merged(ledger, other)
    before = {table.name: ledger.rows(table) for table in (entries, *JOURNAL)}

    assert merged(ledger, other).taken_in == ()
    assert {table.name: ledger.rows(table) for table in (entries, *JOURNAL)} == before

    other.forecast(0, "0.6", made_on="2026-06-01")
    done = merged(ledger, other)
    assert len(done.taken_in) == 1
    assert spoken(ledger) == spoken(other)
    assert messages(ledger) == []


def test_a_dry_run_says_the_same_and_writes_nothing(ledger, other):
    before = {table.name: ledger.rows(table) for table in (entries, *JOURNAL)}

    foreseen = merged(ledger, other, dry_run=True)

    assert {table.name: ledger.rows(table) for table in (entries, *JOURNAL)} == before
    assert merged(ledger, other) == foreseen


def test_it_is_recorded_now_whatever_the_other_says(ledger, other):
    with other.entry(now=NOW + timedelta(days=3_650)) as draft:
        draft.add(notes, question_id=other.questions[0], text="from a clock that goes ahead")

    done = merged(ledger, other)

    recorded = [row[1] for row in sorted(ledger.rows(entries)) if row[0] in done.taken_in]
    assert len(set(recorded)) == 1
    assert recorded[0] < "2036"
    assert max(row[6] for row in ledger.rows(origins)) > "2036"


def test_there_and_back_and_round_nothing_comes_twice(ledger, other, tmp_path):
    ledger.forecast(ledger.ask(claim="only here"), "0.9")
    third = Ledger(str(tmp_path / "third.db"))
    merged(ledger, other)
    assert len(merged(other, ledger).taken_in) == 2
    assert len(merged(third, ledger).taken_in) == ledger.head().entry - 2
    assert merged(third, other).taken_in == ()
    assert merged(ledger, third).taken_in == ()
    assert merged(other, third).taken_in == ()
    assert merged(ledger, other).taken_in == ()

    assert spoken(ledger) == spoken(other) == spoken(third)
    for one in (ledger, other, third):
        assert messages(one) == []
    third.close()


def test_an_undo_there_undoes_here(ledger, other):
    merged(ledger, other)
    other.undo(other.forecast(0, "0.6", made_on="2026-06-01"))
    merged(ledger, other)

    assert spoken(ledger) == spoken(other)
    assert messages(ledger) == []


def test_what_was_undone_there_and_is_built_on_here_is_listed(ledger, other):
    merged(ledger, other)
    asked = Ledger(ledger.place)
    asked.forecast(0, "0.55", who="Cora", made_on="2026-05-05")
    asked.close()
    other.undo(2)

    done = merged(ledger, other)

    assert [(one.kind, one.here, one.there) for one in done.conflicts] == [("undone", "entry 2 is built on", "undone")]
    assert messages(ledger) == []


def test_what_both_decided_otherwise_is_kept_and_listed(ledger, other):
    first = Ledger(ledger.place)
    first.ask()
    first.resolve(0, value="0")
    first.close()

    done = merged(ledger, other)

    assert [(one.kind, one.here, one.there) for one in done.conflicts] == [("decision", "no", "yes")]
    assert len(ledger.rows("resolutions")) == 3
    assert messages(ledger) == []


def test_what_both_worded_otherwise_is_listed_once(ledger, other):
    first = Ledger(ledger.place)
    first.ask(claim="it happens, they say")
    first.close()

    assert [(one.kind, one.here, one.there) for one in merged(ledger, other).conflicts] == [
        ("wording", "it happens, they say", "it happens")
    ]
    other.forecast(0, "0.6", made_on="2026-06-01")
    assert merged(ledger, other).conflicts == ()


def test_letter_case_makes_no_second_person(ledger, other):
    first = Ledger(ledger.place)
    first.forecast(first.ask(claim="only here"), who="ANN")
    first.close()

    merged(ledger, other)

    assert sorted(row[4] for row in ledger.rows("forecasters")) == ["ANN", "Bob"]
    assert messages(ledger) == []


def test_an_id_that_means_something_else_there_is_refused(ledger, other):
    with ledger.entry() as draft:
        mine = draft.add(questions, public_id=other.rows(questions)[0][2], system="mine", foreign_key="x")
        ledger.word(draft, mine)
    before = ledger.rows(entries)

    with pytest.raises(RefusedError, match="1 ids mean one thing here and another there"):
        merged(ledger, other)
    assert ledger.rows(entries) == before


def test_a_text_redacted_there_comes_in_blank_and_stays_whole(ledger, other):
    with other.store.reading() as connection:
        words = of_question(connection, "note", other.questions[0])
    redact(other, *words)

    done = merged(ledger, other)

    assert len(done.taken_in) == other.head().entry - 2
    assert messages(ledger) == []
    assert ledger.rows("redactions") == []
    assert "[redacted]" in str(ledger.rows("forecasts"))


def test_this_ledger_itself_is_refused(ledger):
    with pytest.raises(RefusedError, match="is this ledger itself: 1 entries there, 1 here"):
        merged(ledger, ledger)


def test_a_fork_is_refused_and_says_where_it_parted(on_file, tmp_path):
    fork = str(tmp_path / "fork.db")
    with forecast_ledger.open(on_file.place) as book:
        book.backup(fork)
    parted = on_file.forecast(0, "0.6", made_on="2026-06-01")
    other = Ledger(fork)
    other.forecast(0, "0.7", made_on="2026-06-01")

    with pytest.raises(RefusedError, match=f"is a fork of this ledger: entry {parted} is not the same in both"):
        merged(on_file, other)
    other.close()


def test_a_fork_of_a_ledger_that_was_taken_in_is_refused(on_file, tmp_path):
    ledger = Ledger(str(tmp_path / "here.db"))
    fork = str(tmp_path / "fork.db")
    with forecast_ledger.open(on_file.place) as book:
        book.backup(fork)
    parted = on_file.forecast(0, "0.6", made_on="2026-06-01")
    other = Ledger(fork)
    other.forecast(0, "0.7", made_on="2026-06-01")
    merged(ledger, on_file)
    before = ledger.rows(entries)

    with pytest.raises(RefusedError, match=f"entry {parted} of the ledger .* it went another way"):
        merged(ledger, other)
    assert ledger.rows(entries) == before
    other.close()
    ledger.close()
