"""Readers of strangers' text take steps in proportion to its length: calls are counted, so that no clock decides."""

import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.core.coherence.claims import read_claim
from ledger.core.deadlines import read_deadline
from ledger.core.lint.judging import lint_text
from ledger.core.probability import read_probability
from ledger.core.query import read_query
from ledger.core.recurrence import read_rule as read_recurrence
from ledger.core.rules.rule import read_rule
from ledger.errors import LedgerError
from ledger.sources.anchors import Anchor, find_quote, refind

MADE = datetime(2026, 1, 2, tzinfo=UTC)
PIECES = (
    "a ", "0", "-", "2027-", "by ", "not ", "1/", "(", "any >= 1 ", "end of ", "and ", ".5 ", "@", "and/or ", "12:30 ",
    "$1,000 ", "a. ", "yes if ", "https://", "2027-01-01 ", "\n", '"', "tag:a,", "FREQ=DAILY;", "\u0301",
)  # fmt: skip
LETTERS = "ab0129 .,:;-+/%$@()[]{}\"'\u2019<>=|&\n\t\u00e9\u0301\u202e"
READERS: dict[str, Callable[[str], object]] = {
    "deadline": lambda text: read_deadline(text, made=date(2026, 1, 2), zone=UTC, now=MADE),
    "probability": read_probability,
    "query": read_query,
    "rule": read_rule,
    "recurrence": read_recurrence,
    "claim": read_claim,
    "criteria": lambda text: lint_text("It happens.", text),
    "quote": lambda text: find_quote(text, "a\n" * 40 + "b"),
    "quote found again": lambda text: refind(text, Anchor(exact="a 0\n" * 20 + "b", prefix="a", suffix="c")),
}


def steps(read: Callable[[str], object], text: str) -> int:
    """How many calls, of Python's functions and of those in C, reading a text takes."""
    count = 0

    def counting(_frame, event: str, _value) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counting)
    try:
        with suppress(LedgerError):
            read(text)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("piece", PIECES, ids=ascii)
def test_four_times_the_text_takes_at_most_five_times_the_steps(name, piece):
    read = READERS[name]
    read_once = (piece * 40)[:40]
    steps(read, read_once)
    short, long = (steps(read, (piece * size)[:size] + "!") for size in (1_500, 6_000))
    assert long <= 5 * short + 500


@settings(deadline=None)  # calls are counted: how long they take is the machine's business
@given(st.sampled_from(sorted(READERS)), st.text(LETTERS, min_size=1, max_size=8))
def test_no_piece_that_is_found_by_chance_takes_more(name, piece):
    read = READERS[name]
    steps(read, (piece * 40)[:40])
    short, long = (steps(read, (piece * size)[:size] + "!") for size in (500, 2_000))
    assert long <= 5 * short + 500


def test_a_loop_within_a_loop_is_seen():
    def slow(text: str) -> None:
        for _ in text:
            text.strip()
            for _ in text:
                str.strip("")

    assert steps(slow, "a" * 400) > 10 * steps(slow, "a" * 100)
