"""In Python: what an argument is not is told by its name, and other errors stay what they are."""

import pytest

import ledger
from ledger.errors import InputError


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    with ledger.open(tmp_path_factory.mktemp("typed") / "ledger.db", actor="me", zone="UTC") as book:
        book.add("It rains", "70%", by="2027-01-01", made="2026-01-02")
        yield book


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda book: book.add(5), "claim is text, not 5"),
        (lambda book: book.add("It snows", 0.7), "probability is text, not 0.7"),
        (lambda book: book.add("It snows", "70%", by=2027), "by is text, not 2027"),
        (lambda book: book.add("It snows", "70%", tags=[1]), "tags is a list of text, not [1]"),
        (lambda book: book.add("It snows", "70%", colour="red"), "add takes no colour"),
        (lambda book: book.resolve(book.list()[0].id, outcome=3), "outcome is text, not 3"),
        (lambda book: book.scores(by=3), "by is text, not 3"),
        (lambda book: book.list(limit="3"), "limit is a whole number, not '3'"),
        (lambda book: book.list(as_of="2026-01-02"), "as_of is a whole number or a day, not '2026-01-02'"),
        (lambda book: book.export("tally", 5), "target is text or a path or a stream"),
        (lambda _: ledger.open(5), "place is text or a path, not 5"),
    ],
)
def test_an_argument_of_another_type_is_told_by_its_name_and_nothing_is_written(book, call, message):
    before = book.list()
    with pytest.raises(InputError) as caught:
        call(book)
    assert caught.value.message.startswith(message)
    assert caught.value.hint.startswith("help(")
    assert book.list() == before


def test_what_does_not_lie_in_an_argument_stays_what_it_is(book, monkeypatch):
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'claim'"):
        book.add()
    monkeypatch.setattr("ledger.book.reading.terms_of", lambda *_: None + 1)
    with pytest.raises(TypeError, match="unsupported operand"):
        book.list()
