"""Laws of dumps: there and back again nothing has changed, and whatever was done to one on the way is noticed."""

import io
from contextlib import nullcontext
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.errors import DamageError, InputError, StorageError
from ledger.store import connect
from ledger.store.dump import dump
from ledger.store.load import load
from ledger.store.verify import verify
from tests.laws.test_store import ACTS, do, new_ledger
from tests.ledgers import Ledger, everything, needs_server, schema

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
LIVES = st.lists(ACTS, max_size=12)


def silently(_done, _all):
    """Nobody waits."""


def dumped(ledger):
    lines = []
    dump(ledger.store.engine, lines.append, told=silently)
    return "".join(lines)


def loaded(text, place, **more):
    return load(io.BytesIO(text.encode()), "x.ndjson", connect.database_url(place), told=silently, **more)


def same_there(acts, words, place_for):
    """A ledger that lived so is the same at another place, and its dump there the same bytes."""
    with new_ledger() as ledger:
        ledger.forecast(0, note=words)
        for act in acts:
            do(ledger, *act)
        text = dumped(ledger)
        with place_for(Path(ledger.place).parent) as place:
            done = loaded(text, place)
            there = Ledger(place)
            assert dumped(there) == text
            assert there.head() == ledger.head()
            assert (done.new, done.entries, done.head) == (done.entries, ledger.head().entry, ledger.head().hash)
            with there.store.reading() as connection:
                assert verify(connection).findings == ()
            assert loaded(text, place).new == 0
            there.close()


@settings(max_examples=8, deadline=None)
@given(acts=LIVES, words=WORDS)
def test_there_and_back_again_nothing_has_changed(acts, words):
    same_there(acts, words, lambda folder: nullcontext(str(folder / "there.db")))


@needs_server
@settings(max_examples=2, deadline=None)
@given(acts=LIVES, words=WORDS)
def test_nor_on_a_server(acts, words):
    same_there(acts, words, lambda _folder: schema())


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The dump of a ledger with something in every table."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        ledger = everything(Ledger(str(tmp_path_factory.mktemp("whole") / "ledger.db")))
        text = dumped(ledger)
        ledger.close()
    return text


def refused(text, folder):
    """Loading it is refused with its line, and leaves nothing behind."""
    with pytest.raises((DamageError, InputError, StorageError), match=r"^x\.ndjson") as raised:
        loaded(text, folder / "new.db")
    assert not [one for one in folder.iterdir() if not one.name.endswith(".lock")]
    return raised.value.message


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("nothing")


@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_a_dump_that_is_cut_off_is_refused_wherever_it_is(whole, folder, data):
    end = data.draw(st.integers(0, len(whole) - 1))
    assert "cut off" in refused(whole[:end], folder) or end <= whole.index("\n")


@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_lines_in_another_order_lost_or_doubled_are_refused(whole, folder, data):
    lines = whole.splitlines(keepends=True)
    some = st.integers(0, len(lines) - 1)
    one, other = data.draw(some), data.draw(some)
    changed = {
        "swapped": [*lines[:one], lines[other], *lines[one + 1 :]],
        "lost": [*lines[:one], *lines[one + 1 :]],
        "doubled": [*lines[: one + 1], lines[one], *lines[one + 1 :]],
    }
    changed["swapped"][other] = lines[one]
    if one == other:
        del changed["swapped"]
    for made in changed.values():
        refused("".join(made), folder)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_character_that_is_another_is_refused_wherever_it_is(whole, folder, data):
    at = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.sampled_from([one for one in '0129azA"{}:, é\n' if one != whole[at]]))
    # The version of the format or of the tables may become a newer one, which is refused for what it is then.
    refused(whole[:at] + other + whole[at + 1 :], folder)
