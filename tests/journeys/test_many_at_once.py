"""Much at once: in few statements, all or nothing, and stopped in the middle the ledger is as it was."""

import io
import os
import signal
import sqlite3
import sys
import tracemalloc
from contextlib import closing
from unittest import mock

import pytest
from sqlalchemy import event

import ledger
from ledger.cli import progress
from ledger.cli.main import run
from ledger.errors import BadRowsError
from ledger.services import resolve
from ledger.services.addition import Addition
from ledger.services.resolve import Decision
from ledger.store import heads, recurring, scores
from ledger.store.journal import Rows
from tests.program import Fcl

SAID = {"probability": "70%", "made": "2026-01-02"}
YES = Decision(outcome="yes", known_on="2026-06-30")


def additions(number):
    return [Addition(claim=f"Claim {n}", by="2026-06-30", **SAID) for n in range(number)]


@pytest.fixture
def book(tmp_path):
    with ledger.open(tmp_path / "ledger.db", actor="tester", zone="UTC") as opened:
        yield opened


def statements(book, act):
    """How many statements it takes."""
    said = []
    event.listen(book.store.engine, "before_cursor_execute", lambda *words: said.append(words[2]))
    act()
    return len(said)


def test_many_decisions_are_read_in_as_many_statements_as_a_few(book):
    ids = [one.id for one in book.add_many(additions(25))]
    few = statements(book, lambda: book.resolve_many([(id_, YES) for id_ in ids[:5]]))
    said = []
    many = statements(
        book, lambda: book.resolve_many([(id_, YES) for id_ in ids[5:]], told=lambda *far: said.append(far))
    )
    assert many == few
    assert said == [(20, 20)]
    assert book.verify().whole


def test_an_occurrence_takes_one_statement_more(book):
    book.add_series(
        "It rains in {period}", "60%", every="FREQ=MONTHLY;BYMONTHDAY=-1", starting="2026-01", made="2026-01-01"
    )
    said = []
    first = statements(book, lambda: book.expand(until="2026-06-30", told=lambda *far: said.append(far)))
    more = statements(book, lambda: book.expand(until="2027-12-31"))
    assert more - first == 12
    assert said == [(6, 6)]
    assert book.verify().whole


def test_what_is_there_of_a_series_is_found_without_a_look_at_other_questions(book):
    book.add_series("It rains in {period}", "60%", every="FREQ=MONTHLY;BYMONTHDAY=-1", starting="2026-01")
    asked = []
    event.listen(book.store.engine, "before_cursor_execute", lambda *words: asked.append(words[2:4]))
    with book.store.reading() as connection:
        assert recurring.periods_there(connection, 1) == set()
        said, values = asked[-1]
        plan = [row.detail for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {said}", values)]
    assert plan
    assert not [step for step in plan if step.startswith("SCAN")]


def test_rows_of_any_block_are_named_by_their_number_and_ids_may_be_short(book, monkeypatch):
    monkeypatch.setattr(resolve, "BLOCK", 2)
    whole, loud, short, bundled = (one.id for one in book.add_many(additions(4)))
    bundle = book.add(
        "All of it", all_of=f"{bundled},{short}", by="2026-06-30", made="2026-01-02", question_only=True
    ).id
    rows = [
        (whole, YES),
        (f" {loud.upper()} ", YES),
        (short[:6], YES),
        ("zzzzzzzzzzzz", YES),
        (bundle, YES),
        (whole, YES),
    ]
    with pytest.raises(BadRowsError) as error:
        book.resolve_many(rows)
    assert [problem.split(":")[0] for problem in error.value.problems] == ["row 4", "row 5", "row 6"]
    assert [one.status for one in book.resolve_many(rows[:3])] == ["resolved"] * 3


@pytest.fixture
def fcl(tmp_path):
    """A ledger in which each of the commands has something to do; some scores are gone."""
    fcl = Fcl(tmp_path)
    with ledger.open(fcl.ledger, actor="tester", zone="UTC") as book:
        first, second = (one.id for one in book.add_many(additions(2)))
        book.resolve(first, "no", known_on="2026-06-30")
        book.add_series(
            "It rains in {period}", "60%", every="FREQ=MONTHLY;BYMONTHDAY=-1", starting="2026-01", made="2026-01-01"
        )
    with closing(sqlite3.connect(fcl.ledger)) as editor:
        editor.execute("DELETE FROM scores WHERE rule = 'log'")
        editor.commit()
    (tmp_path / "outcomes.csv").write_text(f"id,outcome,known_on\n{second},yes,2026-06-30\n")
    row = "Claim 9,tester,70%,2026-06-30,2026-01-02,yes,2026-06-30\n"
    (tmp_path / "table.csv").write_text(f"claim,forecaster,p,by,made,outcome,known_on\n{row}")
    return fcl


@pytest.fixture
def interruptible():
    """Ctrl-C means here what it means in a program on a terminal."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def content(fcl):
    with closing(sqlite3.connect(fcl.ledger)) as connection:
        return list(connection.iterdump())


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize(
    ("words", "place", "name"),
    [
        (("-y", "resolve", "--from", "outcomes.csv"), scores, "insert_rows"),
        (("import", "csv", "table.csv"), scores, "insert_rows"),
        (("expand", "--until", "2027-12-31"), heads, "_insert"),
        (("db", "rescore"), scores, "insert_rows"),
        (("db", "rebuild"), scores, "insert_rows"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, tuple) else "",
)
def test_ctrl_c_in_the_middle_leaves_the_ledger_as_it_was(fcl, monkeypatch, words, place, name):
    before = content(fcl)
    done = getattr(place, name)

    def written(*all_of_it):
        done(*all_of_it)
        signal.raise_signal(signal.SIGINT)

    monkeypatch.chdir(fcl.home)
    with monkeypatch.context() as patch:
        patch.setattr(place, name, written)
        stopped = fcl(*words)
    assert (stopped.code, stopped.out, "Traceback" in stopped.err) == (130, "", False)
    assert content(fcl) == before
    fcl.ok(*words)
    assert content(fcl) != before


class Screen(io.BytesIO):
    """What a terminal was told."""

    def isatty(self):
        return True


def test_a_terminal_is_told_how_far_each_has_come(fcl, monkeypatch):
    monkeypatch.setattr(progress, "PATIENCE_SECONDS", 0)
    monkeypatch.setattr(progress, "PAUSE_SECONDS", 0)
    monkeypatch.chdir(fcl.home)
    for words, said in (
        (("-y", "resolve", "--from", "outcomes.csv", "--dry-run"), "1 of 1 decisions read"),
        (("expand", "--until", "2027-12-31", "--dry-run"), "24 of 24 occurrences added"),
        (("db", "rescore"), "1 of 1 questions looked at"),
        (("db", "rebuild"), "1 of 1 questions scored"),
    ):
        errors = io.TextIOWrapper(Screen(), encoding="utf-8")
        with (
            mock.patch.dict(os.environ, {**fcl.environment, "TERM": "xterm"}, clear=True),
            mock.patch.multiple(sys, stdout=io.TextIOWrapper(io.BytesIO()), stderr=errors),
        ):
            assert run([*words]) == 0
        errors.flush()
        assert f" {said}\r" in errors.buffer.getvalue().decode()


def test_one_more_fact_takes_no_memory_for_those_before():
    rows = Rows()
    rows.extend(["a"], [[0] * 100_000], 100_000)
    assert min(taken_by_one_more(rows) for _ in range(3)) < 10_000


def taken_by_one_more(rows):
    tracemalloc.start()
    try:
        rows.add({"a": 1})
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_one_text_where_several_may_stand_is_that_text_and_not_its_letters(book):
    one = book.add("a", "70%", tags="weather", by="2026-06-30", made="2026-01-02")
    assert book.tag_many([one.id], "rain")[0].tags == ("rain", "weather")
    decided = book.resolve(one.id, "yes", known_on="2026-06-30", evidence="the gauge").resolutions[0]
    assert decided.evidence == ("the gauge",)
