"""Laws of the filter language: what can be typed, and how it is read."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.query import (
    FIELDS,
    Days,
    Numbers,
    read_query,
    read_term,
)
from ledger.core.query import written as written_term
from ledger.errors import InputError, LedgerError
from tests.laws.terms import TERMS


def test_a_field_that_is_none_is_refused_with_those_that_are():
    with pytest.raises(InputError) as refused:
        read_term("tags:ai")
    assert "did you mean tag" in refused.value.hint
    assert all(field in refused.value.hint for field in FIELDS)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("status:opn", "did you mean status:open"),
        ("has:criterion", "has:criteria"),
        ("tag:", "empty value"),
        ("tag:a,,b", "empty value"),
        ("p:1.2", "not between 0 and 1"),
        ("p:70", "not between 0 and 1"),
        ("p:0.8..0.2", "ends before it begins"),
        ("by:2027-13", "2027-13"),
        ("by:2027-W60", "no week 2027-W60"),
        ("by:..", "range without an end"),
        ("by:2028..2027", "ends before it begins"),
        ("horizon:soon", "horizon: cannot be 'soon'"),
        ("brier:2", "brier: cannot be '2'"),
        ("not:not:x", "one not: is enough"),
        ("not:", "nothing to look for"),
        ("  ", "nothing to look for"),
        (":x", "no field"),
        ("a\0b", "U+0000 at offset 1"),
        ("\ud800", "U+D800 at offset 0"),
        ("x" * 3000, "too long"),
        ("tag:" + "a," * 60 + "a", "more than 50"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_hint(typed, said):
    with pytest.raises(InputError) as refused:
        read_term(typed)
    assert said in f"{refused.value.message} {refused.value.hint}"
    assert refused.value.hint


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("by:2027", "2027-01-01", "2027-12-31"),
        ("by:2027-02", "2027-02-01", "2027-02-28"),
        ("by:2027-Q3", "2027-07-01", "2027-09-30"),
        ("by:2027-h2", "2027-07-01", "2027-12-31"),
        ("by:2026-W53", "2026-12-28", "2027-01-03"),
        ("by:2027-06-30", "2027-06-30", "2027-06-30"),
        ("by:..2027-06", None, "2027-06-30"),
        ("by:2027-06..", "2027-06-01", None),
        ("made:2026..2027-Q1", "2026-01-01", "2027-03-31"),
    ],
)
def test_a_period_is_its_first_to_its_last_day(typed, first, last):
    days = [None if day is None else date.fromisoformat(day) for day in (first, last)]
    assert read_term(typed).alternatives == (Days(first=days[0], last=days[1]),)


def test_probabilities_are_read_as_everywhere():
    assert read_term("p:20%..4/5").alternatives == (Numbers(low=Decimal("0.2"), high=Decimal("0.8")),)
    assert read_term("p:..1").alternatives == (Numbers(low=None, high=Decimal(1)),)


def test_a_query_has_an_end():
    with pytest.raises(InputError, match="at most 50 terms"):
        read_query(["x"] * 51)


@given(st.text(max_size=60) | st.builds("{}:{}".format, st.sampled_from([*FIELDS, "not"]), st.text(max_size=30)))
def test_any_text_is_read_or_refused_and_what_was_read_writes_itself(text):
    try:
        term = read_term(text)
    except LedgerError as error:
        refused = error
    else:
        assert read_term(written_term(term)) == term
        return
    assert refused.hint


@given(TERMS)
def test_a_term_written_and_read_is_the_term(term):
    assert read_term(written_term(term)) == term
