"""The index of words narrows search down and never changes what it finds, whatever stands in texts and words."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from ledger.store import trigrams
from ledger.store.query.matching import ASCII_LOWER, spellings
from ledger.store.reading.hits import find_hits
from ledger.store.snapshot import take_snapshot
from ledger.store.tables import notes, questions
from tests.ledgers import BACKENDS, NOW, Ledger, schema

LETTERS = "aAiIsSkKzZ" + "İıßẞſKΣσςéÉÅÅådž😀" + "\"*%_'/\\^-+(): ."
CHANCE = Random(20261129)
TEXTS = ["".join(CHANCE.choices(LETTERS, k=CHANCE.randint(1, 25))) for _ in range(400)]
NOTES = [text[::-1] for text in TEXTS]

words = st.one_of(
    st.text(LETTERS, min_size=1, max_size=6),
    st.builds(
        lambda text, start, size, form: form(text[start : start + size]) or "x",
        st.sampled_from([*TEXTS, *NOTES]),
        st.integers(0, 22),
        st.integers(1, 25),
        st.sampled_from([str, str.lower, str.upper, str.title, str.swapcase]),
    ),
)


@pytest.fixture(scope="module", params=BACKENDS)
def ledger(request, tmp_path_factory):
    """Each text is a claim, and backwards the note of the same question; the index knows nearly all of them."""
    home = tmp_path_factory.mktemp("words")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(home))
        patch.setattr(trigrams, "LATER", 300)
        if request.param == "sqlite":
            ledger = filled(str(home / "ledger.db"))
            yield ledger
            ledger.close()
            return
        with schema() as url:
            ledger = filled(url)
            event.listen(
                ledger.store.engine, "begin", lambda one: one.exec_driver_sql("SET LOCAL enable_seqscan = off")
            )
            yield ledger
            ledger.close()


def by_index(connection):
    """A few hundred rows are read faster whole."""
    connection.exec_driver_sql("SET LOCAL enable_seqscan = off")


def filled(place):
    ledger = Ledger(place)
    for some in (range(350), range(350, 400)):
        with ledger.entry() as draft:
            for number in some:
                key = draft.add(questions, public_id=f"q{number:011}", system="test", foreign_key=str(number))
                ledger.word(draft, key, claim=TEXTS[number])
                draft.add(notes, question_id=key, text=NOTES[number])
                ledger.questions.append(key)
    return ledger


@given(words)
@settings(deadline=None, max_examples=150)
def test_search_finds_what_reading_every_text_finds(ledger, word):
    forms = spellings(word)

    def told(texts):
        return {key for key, text in zip(ledger.questions, texts, strict=True) if holds(text)}

    def holds(text):
        return any(form in text.translate(ASCII_LOWER) for form in forms)

    with ledger.store.reading() as connection:
        hits = find_hits(take_snapshot(connection, now=NOW), [word])
    assert {key for key, where in hits.items() if "claim" in where} == told(TEXTS)
    assert {key for key, where in hits.items() if "note" in where} == told(NOTES)


def test_the_index_is_asked(ledger):
    with ledger.store.reading() as connection:
        if connection.dialect.name == "sqlite":
            known = connection.exec_driver_sql("SELECT count(*) FROM notes_trigrams_docsize").scalar()
            assert known == 350
        else:
            query = "EXPLAIN SELECT id FROM notes WHERE lower(text) LIKE '%%issa%%'"
            assert "ix_notes_text_trigrams" in str(connection.exec_driver_sql(query).all())
