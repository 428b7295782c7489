"""Laws of drafts: whatever the words are, a draft stays in their place, makes nothing up and can be told safely."""

from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.sources.drafting import Layout, Occasion, draft_all
from ledger.sources.drafting.criteria import DRAFT
from ledger.sources.formats.plain import read
from ledger.sources.proposals import Proposal

WORDS = (
    "they", "will", "won't", "I'll", "fall", "by", "2030", "2019", "next", "year", "every month", "soon", "if", "80",
    "percent", "%", "chance", "odds", "3", "to", "1", "in", "two", "three", "very", "likely", "not", "Ann Roe", "says",
    "said", "critics", "say", "but", "according to", "\u201c", "\u201d", '"', ",", ".", "\n", ":", "J. Doe:", "and",
    "0", "Comments\n", "50-50", "before mid-2028", "against",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map(" ".join) | st.text(min_size=1, max_size=200)
SAID = Occasion(zone=UTC, now=datetime(2026, 11, 20, tzinfo=UTC), made=date(2026, 11, 18), author="A. Author")
NOBODY_KNOWS = Occasion(zone=UTC, now=SAID.now)


def drafts(text, spans, occasion=SAID):
    document = read(b"x", name="a.txt")
    whole = type(document)(text=text, sha256="", canonicaliser="", media_type="")
    return list(draft_all(whole, [Proposal(start=min(one), end=max(one)) for one in spans], occasion))


@st.composite
def spanned(draw):
    text = draw(TEXTS)
    place = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(place, place).filter(lambda one: one[0] != one[1]), min_size=1, max_size=4))
    return text, spans


@given(spanned())
@settings(max_examples=300, deadline=None)
def test_a_draft_stands_where_its_words_stand(case):
    text, spans = case
    found = drafts(text, spans)
    assert [one.number for one in found] == list(range(1, len(spans) + 1))
    assert [(one.start, one.end) for one in found] == sorted((min(one), max(one)) for one in spans)
    for one in found:
        assert one.quote == text[one.start : one.end]
        assert one.line == text.count("\n", 0, one.start) + 1
        assert one.criteria.startswith(DRAFT)


@given(spanned())
@settings(max_examples=300, deadline=None)
def test_a_draft_makes_nothing_up(case):
    text, spans = case
    names = {SAID.author, None}
    for one in drafts(text, spans):
        assert one.speaker in names or all(word in text for word in str(one.speaker).split())
        assert one.deadline is None or date.fromisoformat(one.deadline) >= date(2026, 11, 18)
        assert one.deadline_text is None or one.deadline_text.rstrip(")") in text
        assert (one.likelihood_basis == "none") is (one.probability is None)
        assert one.probability is None or 0 < Decimal(one.probability) < 1
        if one.low is not None and one.high is not None:
            assert Decimal(one.low) <= Decimal(one.high)


@given(spanned())
@settings(max_examples=200, deadline=None)
def test_without_a_day_of_making_no_deadline_depends_on_today(case):
    text, spans = case
    later = Occasion(zone=UTC, now=datetime(2028, 3, 3, tzinfo=UTC))
    on_two_days = zip(drafts(text, spans, NOBODY_KNOWS), drafts(text, spans, later), strict=True)
    assert all(one.deadline == other.deadline for one, other in on_two_days)


@given(TEXTS, TEXTS.map(str.strip).filter(bool))
@settings(max_examples=200, deadline=None)
def test_a_sentence_is_known_by_its_words_wherever_it_moves_to(before, text):
    moved = f"{before}\n{text}"
    there = Layout(text).passage(0, len(text))
    again = Layout(moved).passage(len(before) + 1, len(moved))
    assert there.sha256 == again.sha256
