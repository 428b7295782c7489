"""The vague words of a question that nothing defines."""

from collections.abc import Iterator

from ledger.core.lint._clauses import is_for_yes
from ledger.core.lint._defined import defines
from ledger.core.lint._finding import Fault, Field, Worded
from ledger.core.lint._passages import fault_at, told
from ledger.core.lint._vague import is_term
from ledger.core.lint._words import Phrases, is_name, place_of, words_of


def unmeasured(question: Worded, lexicon: Phrases, what: str, *, claim_only: bool = False) -> Iterator[Fault]:
    """A fault for each phrase of the lexicon in claim and YES, once, that is no name, no term, and not defined."""
    seen: set[str] = set()
    for phrase, fault in _vague(question, lexicon, what, claim_only=claim_only):
        if phrase not in seen and not defines(told(question), phrase):
            yield fault
        seen.add(phrase)


def _vague(question: Worded, lexicon: Phrases, what: str, *, claim_only: bool) -> Iterator[tuple[str, Fault]]:
    yield from _vague_in("claim", question.claim, lexicon, what)
    criteria = "" if claim_only else question.criteria or ""
    for phrase, fault in _vague_in("criteria", criteria, lexicon, what):
        if is_for_yes(criteria, fault.start or 0):
            yield phrase, fault


def _vague_in(field: Field, text: str, lexicon: Phrases, what: str) -> Iterator[tuple[str, Fault]]:
    words = words_of(text)
    for span in lexicon.found(words):
        if not is_term(words, span.start, span.end) and not is_name(text, words, span.start):
            phrase = " ".join(word.text for word in words[span.start : span.end])
            yield phrase, fault_at(field, text, place_of(words, span), what)
