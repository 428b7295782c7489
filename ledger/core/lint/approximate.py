"""Approximate number: "about 3 million", where nothing says how near is near enough."""

from collections.abc import Iterator, Sequence
from typing import Final

from ledger.core.lint._finding import Fault, Severity, Worded
from ledger.core.lint._passages import fault_at, told
from ledger.core.lint._quantities import Quantity, has_measure, quantities_in
from ledger.core.lint._words import Phrases, Span, Word, place_of, words_of
from ledger.core.lint.no_criteria import needs_criteria

CODE: Final = "L211"
NAME: Final = "approximate"
SEVERITY: Final[Severity] = "warning"
MEANING: Final = "The claim names a number with about, roughly or nearly, and nothing says how near is near enough."
HINT: Final = "give both ends in the criteria: between 2.5 and 3.5 million"

_ABOUT: Final = Phrases("""
    about | around | roughly | approximately | circa | nearly | almost | close to | some | in the region of |
    on the order of | more or less | somewhere around | in the neighbourhood of | just about
""")
_TALK: Final = frozenset({
    "talk", "talks", "says", "said", "question", "questions", "article", "articles", "story", "film", "book", "report",
    "news", "thing", "think", "thinks", "worried", "concerns", "concern", "lie", "lies", "lied", "law", "treaty",
})  # fmt: skip


def faults(question: Worded) -> Iterator[Fault]:
    """A rounded number in the claim, where criteria and fine print set no threshold.

    >>> from ledger.core.lint import Draft
    >>> [fault.message for fault in faults(Draft(claim="The town has about 3,000 homes"))]
    ['"about 3,000" leaves open how near is near enough']
    """
    if not needs_criteria(question) or has_measure(told(question)):
        return
    words = words_of(question.claim)
    starts = {one.start: one for one in quantities_in(question.claim)}
    for span in _ABOUT.found(words):
        number = _number_after(question.claim, words, span, starts)
        if number is not None:
            place = Span(place_of(words, span).start, number)
            yield fault_at("claim", question.claim, place, "leaves open how near is near enough")


def _number_after(claim: str, words: Sequence[Word], span: Span, starts: dict[int, Quantity]) -> int | None:
    """The end of the number that follows directly, None where there is none or one only talks about it."""
    following = words[span.end : span.end + 1]
    talked = span.start > 0 and words[span.start - 1].text in _TALK
    if talked or not following or not _is_figure(claim, following[0], starts):
        return None
    return following[0].end


def _is_figure(claim: str, word: Word, starts: dict[int, Quantity]) -> bool:
    return word.text == "half" or (word.start in starts and claim[word.start].isdigit())
