"""Several judges in programs of their own resolve one question at the same moment: one wins, or all are kept."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import ledger
from ledger.store.verify import verify

ROOT = Path(__file__).parents[2]
OUTCOMES = {"Ann": "yes", "Ben": "no", "Cleo": "yes", "Dan": "no"}
ROUNDS = 6


@pytest.fixture
def questions(place):
    """The questions of a new ledger, each forecast before it was known."""
    with ledger.open(place, actor="tester", zone="UTC") as book:
        return [book.add(f"It rains in town {n}", "70%", by="2026-06-30", made="2026-01-02").id for n in range(ROUNDS)]


@pytest.fixture
def rivals(place, questions):
    """Start the judges; each question then goes to all of them at once, and comes back with what became of it."""
    started = []

    def start(*options):
        for name, outcome in OUTCOMES.items():
            words = [sys.executable, "-m", "tests.faults.rival", place, name, outcome, *options]
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
            started.append(subprocess.Popen(words, cwd=ROOT, env=os.environ, text=True, **pipes))
        assert [one.stdout.readline() for one in started] == ["ready\n"] * len(started)
        return [dict(zip(OUTCOMES, ask(question), strict=True)) for question in questions]

    def ask(question):
        for one in started:
            one.stdin.write(f"{question}\n")
            one.stdin.flush()
        return [one.stdout.readline().strip() for one in started]

    yield start
    for one in started:
        one.kill()
        one.communicate()


def whole(place, entries):
    """Every question as it stands, in a ledger that is whole and has so many entries."""
    with ledger.open(place, actor="tester") as book:
        with book.store.reading() as connection:
            verdict = verify(connection)
        assert (verdict.findings, verdict.entries) == ((), entries)
        return {one.id: one for one in book.list()}


def test_of_rivals_exactly_one_decides_and_the_others_are_told_that_it_is_decided(place, questions, rivals):
    said = rivals()

    for one in said:
        assert sorted(one.values()) == ["already_resolved"] * (len(OUTCOMES) - 1) + ["stored"]
    stands = whole(place, entries=1 + 2 * ROUNDS)
    for question, one in zip(questions, said, strict=True):
        winner = next(name for name, became in one.items() if became == "stored")
        (resolution,) = stands[question].resolutions
        assert (resolution.recorded_by, resolution.outcome) == (winner, OUTCOMES[winner])
        assert "contested" not in stands[question].flags


def test_judges_side_by_side_are_all_kept_and_the_last_one_stands(place, questions, rivals):
    said = rivals("--judge")

    assert [set(one.values()) for one in said] == [{"stored"}] * ROUNDS
    stands = whole(place, entries=1 + ROUNDS + ROUNDS * len(OUTCOMES))
    for question in questions:
        resolutions = stands[question].resolutions
        assert {one.judge: one.outcome for one in resolutions} == OUTCOMES
        assert [one.stands for one in resolutions] == [False] * (len(OUTCOMES) - 1) + [True]
        assert "contested" in stands[question].flags
