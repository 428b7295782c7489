"""The index of words: what it takes in and forgets, and how a broken one is found and made anew."""

from pathlib import Path

import pytest

from ledger.errors import StorageError
from ledger.store import trigrams
from ledger.store.derived import rebuild
from ledger.store.reading.hits import find_hits
from ledger.store.redactable import of_question
from ledger.store.snapshot import take_snapshot
from ledger.store.tables import notes
from tests.ledgers import NOW, Ledger, told
from tests.store.blanking import messages, redact

SECRET = "ℌ℧℥ must go"


def found(ledger, word, *, as_of=None):
    """The numbers of the questions in which a word stands."""
    with ledger.store.reading() as connection:
        hits = find_hits(take_snapshot(connection, as_of=as_of, now=NOW), [word])
    return sorted(ledger.questions.index(key) for key in hits)


def note(ledger, number, words):
    with ledger.entry("note") as draft:
        draft.add(notes, question_id=ledger.questions[number], text=words)


def known(ledger, table):
    """How many rows the index knows."""
    with ledger.store.reading() as connection:
        return connection.exec_driver_sql(f"SELECT count(*) FROM {table}_trigrams_docsize").scalar()


@pytest.fixture
def noted(on_file, monkeypatch):
    """A ledger with two notes that the index knows."""
    monkeypatch.setattr(trigrams, "LATER", 0)
    note(on_file, 0, SECRET)
    note(on_file, 1, "nothing to hide")
    return on_file


def test_texts_are_taken_in_when_there_are_many_and_found_before(on_file, monkeypatch):
    monkeypatch.setattr(trigrams, "LATER", 2)
    for taken_in in (0, 0, 3, 3):
        note(on_file, 1, "a heron")
        assert known(on_file, "notes") == taken_in
        assert found(on_file, "HERON") == [1]
    note(on_file, 0, "another heron")
    assert found(on_file, "heron") == [0, 1]


def test_what_was_undone_is_not_found_but_was(noted):
    entry = noted.edit(0, claim="a heron nests")
    assert found(noted, "heron") == [0]
    noted.undo(entry)
    assert found(noted, "heron") == []
    assert found(noted, "heron", as_of=entry) == [0]


def test_an_sqlite_without_fts5_is_told(noted, monkeypatch):
    monkeypatch.setattr(
        trigrams, "_definition", lambda table, _: f"CREATE VIRTUAL TABLE {table}_trigrams USING fts9(text)"
    )
    with pytest.raises(StorageError, match="no such module") as error, noted.store.writing() as connection:
        trigrams.make_anew(connection)
    assert (error.value.code, error.value.exit_code) == ("unsupported", 6)
    assert error.value.hint == "use a Python whose SQLite has FTS5, as nearly all do"


def test_what_is_not_written_is_not_taken_in(noted):
    with noted.store.writing(keep=False) as connection:
        trigrams.make_anew(connection)
    assert messages(noted) == []


def test_nothing_is_left_in_the_file_of_what_was_redacted(noted):
    there = Path(noted.place).read_bytes()
    assert there.count("ℌ℧℥".encode()) > 1
    with noted.store.reading() as connection:
        (words,) = (
            one for one in of_question(connection, "note", noted.questions[0]) if one.table is notes and not one.blank
        )
    redact(noted, words)
    left = Path(noted.place).read_bytes()
    assert [one for one in ("ℌ℧℥", "℧℥ ", "℥ m") if one.encode() in left] == []
    assert found(noted, "ℌ℧℥") == []
    assert found(noted, "hide") == [1]
    assert known(noted, "notes") == len(noted.rows("notes"))
    assert messages(noted) == []


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("DROP TABLE notes_trigrams", "is missing"),
        ("DROP TABLE notes_trigrams; CREATE TABLE notes_trigrams (text)", "is not as it was made"),
        ("DELETE FROM notes_trigrams_docsize WHERE id = (SELECT min(id) FROM notes)", "is not what the journal says"),
        ("UPDATE notes_trigrams_docsize SET id = id + 1 WHERE id = (SELECT max(id) FROM notes)", None),
        ("UPDATE notes_trigrams_data SET block = replace(block, 'hid', 'hit')", "is not what the journal says"),
        ("DELETE FROM notes_trigrams_data WHERE id > 100", "cannot be read"),
    ],
)
def test_a_broken_index_is_found_and_made_anew(noted, damage, said):
    for statement in damage.split(";"):
        noted.run(statement)
    said = said or "is not what the journal says"
    assert messages(noted) == [f"the index of words in notes {said}"]
    with noted.store.writing() as connection:
        rebuild(connection)
    assert messages(noted) == []
    assert found(noted, "hide") == [1]


def test_a_server_without_the_extension_finds_the_same(place, monkeypatch):
    if "://" not in place:
        pytest.skip("a file brings its index along")
    with monkeypatch.context() as patch:
        patch.setattr(trigrams, "_HOME", "SELECT extension FROM nowhere")
        ledger = told(Ledger(place))
    note(ledger, 1, "a heron")
    query = "SELECT count(*) FROM pg_indexes WHERE indexname LIKE '%%trigrams' AND schemaname = current_schema()"
    for indexes in (0, 6):
        with ledger.store.reading() as connection:
            assert connection.exec_driver_sql(query).scalar() == indexes
        assert found(ledger, "HERON") == [1]
        assert messages(ledger) == []
        with ledger.store.writing() as connection:
            rebuild(connection)
    ledger.close()
