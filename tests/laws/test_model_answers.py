"""Whatever a language model says about whatever text: no word is proposed that the text does not have."""

import json
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ledger.sources.folding import fold
from ledger.sources.prompting.chunks import chunks
from ledger.sources.prompting.grounding import says
from ledger.sources.proposers.model import CANDIDATES, Model
from tests.sources.models import Fake, document, shown

PARTS = [
    "rain", "Rain", "will", "“will", "fall", "by", "0.5", "2,027", "no", "not", "it", "*it*", "it’s", "-", "{mark}",
    "Roe", "\u202e", "\x1b[1m",
]  # fmt: skip
WORDS = st.sampled_from([*PARTS, "\n", "\n\n"])
TEXTS = st.lists(WORDS, max_size=60).map(" ".join)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
HINTS = TEXTS | JSON
CANDIDATE = st.fixed_dictionaries(
    {"quote": TEXTS}, optional={"claim": HINTS, "speaker": HINTS, "deadline": HINTS, "other": JSON}
)
ANSWERS = (
    st.lists(CANDIDATE | JSON, max_size=50).map(lambda found: json.dumps({"predictions": found}))
    | JSON.map(json.dumps)
    | st.text(max_size=60)
)


@given(TEXTS, ANSWERS, st.none() | TEXTS)
def test_only_words_and_hints_of_the_text_come_through(text, answer, author):
    model = Model(Fake(answer))
    found = model.propose(document(text, author=author))
    assert [(one.start, one.end) for one in found] == sorted({(one.start, one.end) for one in found})
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert one.score is None
        assert one.deadline is None or says(text, one.deadline)
        assert one.speaker is None or says(text, one.speaker) or says(author, one.speaker)
    account = model.account
    assert account.dropped == sum(account.counts.get(name, 0) for name in CANDIDATES)
    assert len(account.warnings) == len(account.counts)


@given(TEXTS, st.lists(TEXTS, max_size=8))
def test_every_quote_is_proposed_once_or_counted(text, quotes):
    model = Model(Fake(json.dumps({"predictions": [{"quote": quote} for quote in quotes]})))
    found = model.propose(document(text))
    if text.strip():
        assert len(found) + model.account.dropped == len(quotes)
    folded = [fold(quote).text.strip() for quote in quotes]
    assert all(text[one.start : one.end] in quotes or _folded(text, one) in folded for one in found)


def _folded(text, one):
    return fold(text[one.start : one.end]).text.strip()


@given(st.text(alphabet="ab .\n", max_size=200), st.integers(2, 30))
def test_pieces_hold_all_of_the_text_but_white_space_and_none_is_too_long(text, longest):
    pieces = list(chunks(text, longest))
    assert all(0 < one.end - one.start <= longest for one in pieces)
    assert all(one.end <= other.start for one, other in pairwise(pieces))
    assert "".join("".join(text[one.start : one.end].split()) for one in pieces) == "".join(text.split())


@given(TEXTS)
def test_a_text_is_shown_as_it_is(text):
    model = Model(fake := Fake('{"predictions": []}'))
    model.propose(document(text))
    assert "".join(shown(asked) for _, asked in fake.asked) == (text if text.strip() else "")
