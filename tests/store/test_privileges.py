"""Roles on PostgreSQL: who may append can neither change what is recorded nor switch the guards off."""

import re
import uuid

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, ProgrammingError

from ledger.book import Book
from ledger.errors import NotFoundError, RefusedError, StorageError
from ledger.store import connect, migrate, privileges
from ledger.store.tables import JOURNAL, entries
from ledger.store.verify import verify
from tests.ledgers import Ledger, everything, needs_server, role, schema, told, url_as

pytestmark = needs_server
DENIED = re.compile("permission denied|must be owner")
REPLACED = "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$"
GUARDED = sorted(table.name for table in (entries, *JOURNAL))


@pytest.fixture(scope="module")
def owned():
    """A ledger with rows in every table, whose owner runs the tests."""
    with schema() as url:
        everything(Ledger(url)).close()
        yield url


@pytest.fixture
def writer(owned):
    with role() as name:
        grant(owned, name)
        yield name


def grant(place, name, **how):
    with Book(place, actor="owner") as book:
        return book.grant(name, **how)


def ask(place, statement):
    """The statement, as anybody with that URL could run it."""
    engine = connect.make_engine(connect.database_url(place))
    try:
        with engine.begin() as connection:
            return connection.exec_driver_sql(statement).rowcount
    finally:
        engine.dispose()


def test_the_whole_program_works_for_a_writer():
    with schema() as url, role() as name:
        told(Ledger(url)).close()
        grant(url, name)
        ledger = told(Ledger(url_as(url, name)))
        with ledger.store.reading() as connection:
            assert verify(connection).findings == ()
        ledger.close()
        with Book(url_as(url, name), actor=name) as book:
            rain = book.add("It rains in Ghent", "70%", by="2026-05-01", made="2026-04-24")
            book.update(rain.id, "80%", made="2026-04-25")
            book.resolve(rain.id, "yes", known_on="2026-05-01", evidence=["KMI"])
            book.undo()
            book.redo()
            book.rebuild()
            assert [score.rule for score in book.show(rain.id).scores] == ["brier", "log"]
            assert book.verify().whole


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {} SET id = id",
        "DELETE FROM {}",
        "TRUNCATE {} CASCADE",
        "ALTER TABLE {} DISABLE TRIGGER ALL",
        "DROP TRIGGER guard_{0}_change ON {0}",
        "CREATE TRIGGER mine BEFORE INSERT ON {} EXECUTE FUNCTION refuse_change()",
        "DROP TABLE {} CASCADE",
    ],
)
def test_a_writer_can_neither_change_nor_unguard_the_journal(owned, writer, statement):
    engine = connect.make_engine(connect.database_url(url_as(owned, writer)))
    with engine.connect() as connection:
        for table in GUARDED:
            with pytest.raises(ProgrammingError, match=DENIED):
                connection.exec_driver_sql(statement.format(table))
            connection.rollback()
    engine.dispose()


def test_a_writer_cannot_pretend_that_guards_do_not_count(owned, writer):
    for statement in ("SET session_replication_role = replica", REPLACED):
        with pytest.raises(ProgrammingError, match=DENIED):
            ask(url_as(owned, writer), statement)


def test_the_owner_is_still_held_by_the_guards(owned, writer):
    with pytest.raises(DBAPIError, match="facts are never changed"):
        ask(owned, "UPDATE notes SET text = 'x'")


def test_a_reader_reads_and_records_nothing(owned):
    with role() as name:
        grant(owned, name, read_only=True)
        with Book(url_as(owned, name), actor=name) as book:
            assert book.verify().entries == 14
            assert ask(url_as(owned, name), "SELECT * FROM v_predictions") == len(book.frame("predictions")) > 0
            with pytest.raises(StorageError, match="permission denied") as error:
                book.add("It rains in Ghent", "70%", by="2030")
        assert (error.value.code, error.value.exit_code) == ("not_granted", 6)
        assert (
            error.value.hint == "only the owner of the ledger's tables may, and whom the owner lets: fcl db grant NAME"
        )
        with pytest.raises(ProgrammingError, match="permission denied"):
            ask(url_as(owned, name), "DELETE FROM counted")


def test_a_writer_that_becomes_a_reader_writes_no_more(owned, writer):
    grant(owned, writer, read_only=True)
    with Book(url_as(owned, writer), actor=writer) as book, pytest.raises(StorageError, match="permission denied"):
        book.add("It rains in Ghent", "70%", by="2030")


def test_a_dry_run_grants_nothing(owned):
    with role() as name:
        statements = grant(owned, name, dry_run=True)
        assert [statement.split(" ON ")[0] for statement in statements] == [
            "REVOKE ALL", "GRANT USAGE", "GRANT SELECT", "GRANT INSERT", "GRANT INSERT, UPDATE, DELETE",
        ]  # fmt: skip
        with pytest.raises(StorageError, match="no schema has been selected") as error:
            Ledger(url_as(owned, name))
        assert error.value.code == "not_granted"


def test_what_was_granted_by_hand_is_taken_back(owned, writer):
    ask(owned, f"GRANT ALL ON ALL TABLES IN SCHEMA {connect.database_url(owned).query['options'][14:]} TO {writer}")
    grant(owned, writer)
    with pytest.raises(ProgrammingError, match="permission denied"):
        ask(url_as(owned, writer), "TRUNCATE notes")


@pytest.mark.parametrize("odd", ['we"ird', "%s :x ü", "'; DROP TABLE notes; --", "SELECT"])
def test_names_are_quoted(owned, odd):
    with role(f"{odd} {uuid.uuid4().hex}") as name:
        assert all(name.replace('"', '""') in statement for statement in grant(owned, name))
        ledger = Ledger(url_as(owned, name))
        assert ledger.rows("notes")
        ledger.close()


def test_a_role_that_is_not_there(owned):
    with pytest.raises(NotFoundError) as error:
        grant(owned, "nobody at all")
    assert error.value.message == "the server has no role 'nobody at all'"
    assert error.value.hint == "createuser 'nobody at all' makes one"


def test_roles_that_no_privilege_binds_are_refused(owned):
    owner = connect.database_url(owned).username
    with role() as member:
        ask(owned, f"GRANT {owner} TO {member}")
        for name in (owner, member):
            with pytest.raises(RefusedError) as error:
                grant(owned, name)
            assert error.value.message == (
                f"no privilege binds {name!r}: it owns the ledger's tables, belongs to who does, or is a superuser"
            )
            assert error.value.hint == "let another role write: createuser NAME"


def test_a_file_has_no_roles(tmp_path):
    with pytest.raises(StorageError) as error:
        grant(tmp_path / "ledger.db", "ann")
    assert error.value.message == "a ledger in a file has no roles: who may write the file may write the ledger"
    assert error.value.code == "unsupported"


def test_a_writer_cannot_grant(owned, writer):
    with role() as other, pytest.raises(StorageError) as error:
        grant(url_as(owned, writer), other)
    assert error.value.message == "only who owns the ledger's tables can let others in"
    assert (error.value.hint, error.value.code) == ("run it with the URL of the owner", "not_granted")


def test_an_upgrade_grants_the_new_tables_to_those_who_had_the_old():
    with schema() as url, role() as appends, role() as reads:
        told(Ledger(url)).close()
        grant(url, appends)
        grant(url, reads, read_only=True)
        ask(url, f"REVOKE ALL ON notes, tags FROM {appends}, {reads}")
        engine = connect.make_engine(connect.database_url(url))
        migrate.upgrade_ledger(engine, connect.database_url(url), migrate.HEAD)
        with connect.reading(engine) as connection:
            may = text("SELECT has_table_privilege(CAST(:name AS name), 'notes', :what)")
            found = [
                connection.scalar(may, {"name": name, "what": what})
                for name in (appends, reads)
                for what in ("SELECT", "INSERT", "UPDATE")
            ]
        engine.dispose()
        assert found == [True, True, False, True, False, False]


def test_the_tables_that_are_granted_are_all_there_are():
    every = {*privileges.APPENDED, *privileges.REPLACED}
    assert every == {table.name for table in entries.metadata.sorted_tables}
