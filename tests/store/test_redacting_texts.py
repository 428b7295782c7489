"""Redaction of a source's text: every row that holds it goes, with its bytes and what a model answered about it."""

import pytest

from ledger.errors import NotFoundError, RefusedError
from ledger.services.redact import Target, redact
from ledger.sources.document import text_hash
from ledger.store.making import named_identity
from ledger.store.tables import contents, scans, source_texts, sources
from tests.store.blanking import SECRET, messages

URL = "https://example.org/i42"


def a_text(draft, source, text, *, bytes_=False, **about):
    hashes = {"sha256": text_hash(f"bytes of {text}"), "text_sha256": text_hash(text)}
    draft.add(source_texts, source_id=source, text=text, **hashes, **about)
    if bytes_:
        draft.add(contents, source_id=source, sha256=hashes["sha256"], content=f"base64 of {text}")
    return hashes["text_sha256"]


def a_scan(draft, source, text_sha256, answer):
    draft.add(
        scans, source_id=source, text_sha256=text_sha256, proposer="model", version="1", answer=answer, sentences=2,
        flagged=1, dropped=0,
    )  # fmt: skip


@pytest.fixture
def told(ledger):
    """A source whose text stands in two rows, with its bytes and an answer; and an earlier text of it."""
    with ledger.entry("source") as draft:
        source = named_identity(draft, sources, "url", URL)
        a_text(draft, source, "an earlier text", bytes_=True)
    with ledger.entry("source") as draft:
        digest = a_text(draft, source, SECRET, bytes_=True)
    with ledger.entry("scan") as draft:
        a_scan(draft, source, digest, f"I found {SECRET}")
    with ledger.entry("source") as draft:
        a_text(draft, source, SECRET, licence="MIT")
    return ledger


def blanked(ledger, **target):
    with ledger.entry("redact") as draft:
        return redact(draft, Target(what="text", **target), "asked for")


def held(ledger, words):
    names = ("source_texts", "contents", "scans")
    return sum(words in str(cell) for name in names for row in ledger.rows(name) for cell in row)


def test_two_texts_are_told_apart_however_many_rows_hold_them(told):
    with pytest.raises(NotFoundError) as refused:
        blanked(told, id=URL)
    assert [one[:2] for one in refused.value.candidates] == ["1 ", "2 "]


def test_a_text_goes_with_its_bytes_and_its_answers_and_leaves_the_others(told):
    before = held(told, "an earlier text")
    done = blanked(told, id=URL, number=2)
    assert done.tables == ("contents", "scans", "source_texts")
    assert len(done.places) == 4
    assert held(told, SECRET) == 0
    assert held(told, "an earlier text") == before
    assert messages(told) == []


def test_what_an_entry_brought_goes_wherever_it_stands(told):
    done = blanked(told, entry=told.rows("scans")[0][1])
    assert done.tables == ("contents", "scans", "source_texts")
    assert messages(told) == []


def test_all_of_them_go_and_go_once(told):
    assert len(blanked(told, id=URL, every=True).places) == 6
    assert messages(told) == []
    with pytest.raises(RefusedError) as refused:
        blanked(told, id=URL, every=True)
    assert refused.value.message == f"the text of {URL} is redacted already"


def test_a_text_that_came_back_is_blanked_again(told):
    blanked(told, id=URL, every=True)
    with told.entry("source") as draft:
        (source,) = {row[2] for row in told.rows("source_texts")}
        a_text(draft, source, SECRET, note="typed in again")
    assert len(blanked(told, id=URL).places) == 1
    assert messages(told) == []
