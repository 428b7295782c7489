"""A server that is slow, held up, or gone in the middle of a command: one clear line, exit 6, and nothing by halves."""

import time
from contextlib import contextmanager

import pytest
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

from ledger.errors import StorageError
from ledger.store import connect
from tests.faults.going import stand_in
from tests.ledgers import SERVER, Ledger, needs_server, schema
from tests.program import Fcl

pytestmark = needs_server

WENT = "the server went away: fcl log --entries shows what was recorded"
LONGER = "FORECAST_LEDGER_STATEMENT_TIMEOUT=SECONDS allows more"


@pytest.fixture
def place():
    with schema() as url:
        yield url


@pytest.fixture
def fcl(tmp_path, place):
    fcl = Fcl(tmp_path, FORECAST_LEDGER_DB=place)
    fcl.id = fcl.add("It rains in Ghent", "70%", "--by", "2099")
    return fcl


@pytest.fixture
def admin():
    """Somebody at the server itself."""
    engine = create_engine(make_url(SERVER).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def entries(fcl):
    fcl.ok("verify")
    return fcl.json("db", "status")["entries"]


def refused(answer, hint):
    """One line of what is wrong and one of what to do, exit 6."""
    said = answer.err.splitlines()
    assert (answer.code, answer.out, len(said)) == (6, "", 2), answer
    assert said[0].startswith("error: the ledger cannot be used: ")
    assert said[1] == f"hint: {hint}"


STORED = (b"INSERT INTO entries", b"COMMIT")


@pytest.mark.parametrize(
    "words", [(b"alembic_version",), (b"pg_advisory_xact_lock",), (b"INSERT INTO",), (b"INSERT INTO entries",), STORED]
)
def test_a_server_that_goes_away_while_an_entry_is_written_leaves_nothing_of_it(fcl, place, words):
    before = entries(fcl)
    with stand_in(place, *words) as (through, made):
        refused(fcl("-L", through, "add", "It snows", "50%", "--by", "2099"), WENT)
        assert made.gone.is_set()
    assert entries(fcl) == before
    fcl.ok("add", "It snows", "50%", "--by", "2099")


def test_an_entry_that_was_stored_before_its_answer_was_lost_is_there_whole(fcl, place):
    before = entries(fcl)
    with stand_in(place, *STORED, heard=True) as (through, made):
        refused(fcl("-L", through, "add", "It snows", "50%", "--by", "2099"), WENT)
        assert made.gone.is_set()
    assert entries(fcl) == before + 1
    assert fcl.json("list", "snows")[0]["claim"] == "It snows"


# What was being read is left as it is: nobody can close it on a server that is gone.
@pytest.mark.filterwarnings("ignore:.*ServerCursor")
@pytest.mark.parametrize("words", [("list",), ("verify",), ("score",), ("export", "forecasts")])
def test_a_server_that_goes_away_while_it_is_read(fcl, place, words):
    with stand_in(place, b"forecasts") as (through, made):
        refused(fcl("-L", through, *words), WENT)
        assert made.gone.is_set()


def test_a_connection_that_the_server_ends_is_told(fcl, place, admin):
    ledger = Ledger(place)
    before = entries(fcl)

    def written():
        with ledger.entry() as draft:
            ledger.word(draft, ledger.questions[0], claim="anew")
            pid = draft.connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
            admin.exec_driver_sql(f"SELECT pg_terminate_backend({pid})")

    with pytest.raises(StorageError, match=r"terminating connection|closed the connection") as error:
        written()
    assert (error.value.code, error.value.hint) == ("unreachable", WENT)
    ledger.close()
    assert entries(fcl) == before


def test_a_statement_that_takes_too_long_is_ended(fcl, place, monkeypatch):
    with monkeypatch.context() as patch, blocked(place):
        patch.setattr(connect, "LONGEST_SECONDS", 0.2)
        refused(fcl("list"), LONGER)
        refused(fcl("verify"), LONGER)
    assert fcl("list").code == 0


def test_a_table_that_somebody_locks_is_waited_for_and_then_told(fcl, place, monkeypatch):
    monkeypatch.setattr(connect, "WAIT_SECONDS", 0.2)
    with blocked(place):
        refused(fcl("list"), "another program is writing; try again when it is done")
    assert fcl("list").code == 0


def test_a_program_that_falls_silent_midway_holds_nobody_up_for_ever(fcl, place, monkeypatch):
    ledger = Ledger(place)
    before = entries(fcl)

    def written():
        with monkeypatch.context() as patch:
            patch.setattr(connect, "LONGEST_SECONDS", 0.2)
            with ledger.entry() as draft:
                ledger.word(draft, ledger.questions[0], claim="anew")
                time.sleep(0.6)

    with pytest.raises(StorageError, match=r"idle-in-transaction|closed the connection") as error:
        written()
    assert error.value.code in {"too_slow", "unreachable"}
    ledger.close()
    fcl.ok("add", "It snows", "50%", "--by", "2099")
    assert entries(fcl) == before + 1


@contextmanager
def blocked(place):
    """Somebody who holds a table of the ledger, as a table is held while it is made anew."""
    engine = create_engine(place)
    with engine.begin() as connection:
        connection.exec_driver_sql("LOCK TABLE wordings, forecasts, current_questions IN ACCESS EXCLUSIVE MODE")
        yield
    engine.dispose()
