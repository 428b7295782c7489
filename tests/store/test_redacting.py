"""Redaction: the words are gone, the chain goes on, and nothing else can hide behind it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select, text
from sqlalchemy.engine import make_url

from ledger.errors import RefusedError, StorageError
from ledger.store import connect, sweeping
from ledger.store.columns import BLANK, metadata
from ledger.store.journal import Draft, read_head
from ledger.store.redactable import KINDS, of_entry, of_question
from ledger.store.redacting import MAY_GO, blank, read_redactions
from ledger.store.schema import unguarded
from ledger.store.tables import JOURNAL, entries, evidence, notes, quotes, redactions, resolutions
from ledger.store.verify import verify
from tests.ledgers import NOW, Ledger, database, needs_server, opened, schema
from tests.store.blanking import SECRET, messages, redact

FILE = "SELECT pg_read_binary_file(pg_relation_filepath('forecasts'))"


@pytest.fixture
def said(full):
    """A question with a note, a quote and evidence, all of which hold the words."""
    with full.entry("note") as draft:
        draft.note = SECRET
        key = full.questions[0]
        draft.add(notes, question_id=key, text=SECRET)
        draft.add(notes, question_id=key, text="stays")
        quote = draft.add(quotes, exact=SECRET, prefix=f"before {SECRET}")
        decided = draft.connection.execute(select(resolutions).where(resolutions.c.question_id == key)).first()
        draft.add(evidence, resolution_id=decided.id, text=SECRET)
    full.forecast(0, "0.4", quote_id=quote, made_on="2026-01-05", note=SECRET)
    return full


def those(ledger, kind):
    with ledger.store.reading() as connection:
        return [one for one in of_question(connection, kind, ledger.questions[0]) if SECRET in one.text]


def found(ledger):
    with ledger.store.reading() as connection:
        return verify(connection)


@pytest.mark.parametrize("kind", ["quote", "note", "evidence"])
def test_a_redacted_text_is_blank_and_the_ledger_whole(said, kind):
    before = {table.name: said.rows(table) for table in JOURNAL if table is not redactions}
    words = those(said, kind)

    entry = redact(said, *words)

    assert messages(said) == []
    assert those(said, kind) == []
    changed = {name for name, rows in before.items() if said.rows(name) != rows}
    assert changed == {one.table.name for one in words}
    assert [(one.entry, one.actor, one.reason, one.texts) for one in found(said).redactions] == [
        (entry, "tester", "asked for", len(words))
    ]


def test_the_words_around_a_quote_go_with_it(said):
    redact(said, *those(said, "quote"))

    (row,) = [row for row in said.rows("quotes") if row[3] == BLANK]
    assert SECRET not in str(row)
    assert row[4] == BLANK


def test_the_note_of_an_entry_goes_and_the_chain_stays(said):
    number = said.head().entry - 1
    with said.store.reading() as connection:
        words = [one for one in of_entry(connection, "note", number) if one.table is entries]

    redact(said, *words)

    assert messages(said) == []
    assert next(row for row in said.rows("entries") if row[0] == number)[5] == BLANK


def test_one_entry_may_blank_many_texts_and_another_blank_more_of_the_same_row(ledger):
    ledger.ask()
    with ledger.entry("observe") as draft:
        metric = draft.add(metadata.tables["metrics"], public_id="m1", system="name", foreign_key="height")
        table = metadata.tables["observations"]
        key = draft.add(table, metric_id=metric, observed_on="2026-01-01", value="1", evidence=SECRET, note=SECRET)
    for column in ("note", "evidence"):
        with ledger.entry("redact") as draft:
            blank(draft, table, key, [column], reason="asked for")

    assert messages(ledger) == []
    assert len({row[4] for row in ledger.rows("redactions")}) == 1
    assert [one.texts for one in found(ledger).redactions] == [1, 1]


def test_the_guards_are_back_afterwards(said):
    redact(said, *those(said, "note"))

    with said.store.reading() as connection:
        assert unguarded(connection) == []


def test_a_redaction_that_fails_leaves_everything_as_it_was(said):
    before = {table.name: said.rows(table) for table in (entries, *JOURNAL)}
    words = those(said, "note")

    def fails():
        with said.entry("redact") as draft:
            blank(draft, words[0].table, words[0].key, words[0].columns, reason="asked for")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()

    assert {table.name: said.rows(table) for table in (entries, *JOURNAL)} == before
    assert messages(said) == []


def on_disk(ledger):
    files = Path(ledger.place).parent.glob(f"{Path(ledger.place).name}*")
    return b"".join(file.read_bytes() for file in files)


def test_the_words_are_nowhere_in_the_file_or_beside_it(tmp_path):
    ledger = Ledger(str(tmp_path / "ledger.db"))
    for number in range(40):
        ledger.ask()
        # Texts of many sizes, some over several pages: old copies of them lie in pages that were split.
        ledger.forecast(number, note=f"{SECRET} " * (1 + number * 7))
    assert SECRET.encode() in on_disk(ledger)
    with ledger.store.reading() as connection:
        words = [one for key in ledger.questions for one in of_question(connection, "note", key)]

    redact(ledger, *words)

    assert SECRET.encode() not in on_disk(ledger)
    assert messages(ledger) == []
    ledger.close()


def test_the_words_are_not_in_the_log_of_a_file_that_keeps_one(tmp_path):
    ledger = Ledger(str(tmp_path / "ledger.db"))
    ledger.run("PRAGMA user_version = 0")
    with closing(sqlite3.connect(ledger.place)) as connection:
        assert connection.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)
        ledger.ask()
        ledger.forecast(0, note=SECRET)
        assert SECRET.encode() in on_disk(ledger)
        with ledger.store.reading() as reading:
            words = of_question(reading, "note", ledger.questions[0])
        redact(ledger, *words)

        assert SECRET.encode() not in on_disk(ledger)
    ledger.close()


@needs_server
def test_the_words_are_not_in_the_files_of_the_tables_of_a_server():
    with database() as url:
        ledger = Ledger(url)
        ledger.ask()
        ledger.forecast(0, note=SECRET)
        ledger.run("CHECKPOINT")
        with ledger.store.reading() as connection:
            words = of_question(connection, "note", ledger.questions[0])
            assert SECRET.encode() in bytes(connection.scalar(text(FILE)))
        redact(ledger, *words)

        ledger.run("CHECKPOINT")
        with ledger.store.reading() as connection:
            assert SECRET.encode() not in bytes(connection.scalar(text(FILE)))
        assert messages(ledger) == []
        ledger.close()


@needs_server
@pytest.mark.parametrize("elsewhere", [False, True], ids=["a reader", "a writer in another database"])
def test_a_server_is_swept_when_nobody_sees_the_words_any_more(monkeypatch, elsewhere):
    with database() as url, database() as other:
        ledger = Ledger(url)
        ledger.ask()
        ledger.forecast(0, note=SECRET)
        with ledger.store.reading() as connection:
            words = of_question(connection, "note", ledger.questions[0])
        engine = connect.make_engine(connect.database_url(other if elsewhere else url))
        with engine.connect() as reader, monkeypatch.context() as patch:
            assert reader.scalar(text("SELECT pg_current_xact_id()" if elsewhere else "SELECT count(*) FROM entries"))
            patch.setattr(sweeping, "WAIT_SECONDS", 0.2)
            with pytest.raises(StorageError, match="may still see the words"):
                redact(ledger, *words)
        engine.dispose()
        with ledger.store.reading() as connection:
            tables = sweeping.blanked_tables(connection)
        sweeping.sweep(ledger.store, tables)
        ledger.run("CHECKPOINT")
        with ledger.store.reading() as connection:
            assert SECRET.encode() not in bytes(connection.scalar(text(FILE)))
        ledger.close()


def blank_a_note(connection, question):
    (one,) = of_question(connection, "note", question)
    draft = Draft(connection, read_head(connection), now=NOW, actor="other", action="redact")
    blank(draft, one.table, one.key, one.columns, reason="asked for")


@needs_server
def test_only_the_owner_of_a_servers_tables_can_redact():
    with schema() as url:
        ledger = Ledger(url)
        ledger.ask()
        ledger.forecast(0, note=SECRET)
        where = make_url(url).query["options"].partition("=")[2]
        role = f"writer_{where}"
        engine = create_engine(make_url(url), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE ROLE {role} LOGIN"))
            connection.execute(text(f"GRANT USAGE ON SCHEMA {where} TO {role}"))
            connection.execute(text(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {where} TO {role}"))
            try:
                other = opened(make_url(url).set(username=role).render_as_string(hide_password=False))
                with pytest.raises(RefusedError) as refused, other.writing() as writing:
                    blank_a_note(writing, ledger.questions[0])
                other.close()
                assert refused.value.message == "only the owner of the ledger's tables can blank a text"
                assert refused.value.hint == "run it as the database user that made the ledger"
            finally:
                connection.execute(text(f"DROP OWNED BY {role}"))
                connection.execute(text(f"DROP ROLE {role}"))
        engine.dispose()
        ledger.close()


def test_what_may_go_is_words_beside_a_prediction():
    """Never a column that something is worked out from, and never one that is required to be something else."""
    for name, columns in MAY_GO.items():
        for column in columns:
            assert metadata.tables[name].c[column].type.python_type is str
    never = {
        "claim",
        "probability",
        "said",
        "foreign_key",
        "public_id",
        "outcome",
        "value",
        "made_on",
        "judge",
        "actor",
    }
    assert never.isdisjoint({column for columns in MAY_GO.values() for column in columns})


def test_what_can_be_asked_for_is_all_that_may_go():
    asked = {(name, column) for kind in KINDS.values() for name, columns in kind.items() for column in columns}
    assert asked == {(name, column) for name, columns in MAY_GO.items() for column in columns}


def test_a_ledger_without_redactions_reports_none(full):
    with full.store.reading() as connection:
        assert read_redactions(connection) == ()
