"""No unit: a mark such as "reaches 100" or "exceeds 2 billion" that does not say of what."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from ledger.core.lint._finding import Fault, Severity, Worded
from ledger.core.lint._passages import fault_at, told
from ledger.core.lint._quantities import AFTER, CURRENCIES, Quantity, quantities_in
from ledger.core.lint._words import Phrases, Span, Word, listed, words_of
from ledger.core.lint.no_criteria import needs_criteria

CODE: Final = "L210"
NAME: Final = "no-unit"
SEVERITY: Final[Severity] = "note"
MEANING: Final = "The claim sets a number as its mark without a unit, and no unit stands in the criteria."
HINT: Final = "write the unit beside the number: 100 US dollars, 100 points, 100 people"

_UNITLESS: Final = Phrases("""
    index | points | rating | score | rank | ranking | number of | count | total | tally | level | followers | seats |
    votes | subscribers | users | members | population | people | cases | deaths | countries | goals | medals | wins |
    views | downloads | stars | citations | s p | nikkei | dax | ftse | nasdaq | dow | hang seng | cac | vix | odds |
    ratio | gini | r0 | elo | magnitude | category | age | version | question | issue | pmi | approval | attendance |
    passengers | units | sales of | tests | flights | launches | employees | customers | speakers | pages | species |
    copies | percent | degrees | temperature | year | years | overs | sets | runs | places | position | pull requests
""")
_STOPS: Final = frozenset(
    listed("""
    by | before | in | on | at | and | or | within | during | this | next | for | until | after | when | as | from |
    if | through | while | every | per | again | over | the | a | an | either
""")
)
_PUNCTUATION: Final = frozenset(".,;:!?)")
_MARKS: Final = frozenset("'\"\u2032\u2033\u2019\u00b0#/-\u2013")
"""Signs that give a number its unit or its place: feet, degrees, a score of 2-1."""


def faults(question: Worded) -> Iterator[Fault]:
    """A number compared in the claim with nothing behind it, where neither claim nor criteria say what it counts.

    >>> from ledger.core.lint import Draft
    >>> [fault.message for fault in faults(Draft(claim="Oil reaches 100 by 2027"))]
    ['"100" has no unit']
    """
    claim = question.claim
    if question.unit or not needs_criteria(question) or _UNITLESS.within(claim) or _has_unit(told(question)):
        return
    words = words_of(claim)
    for one in quantities_in(claim):
        if one.side is not None and not one.unit and _bare(claim, words, one) and not _on_scale(claim, one):
            yield fault_at("claim", claim, Span(one.start, one.end), "has no unit")


def _has_unit(text: str) -> bool:
    codes = {*CURRENCIES.values(), "%"}
    return _UNITLESS.within(text) or any(one.unit in codes for one in quantities_in(text))


def _bare(claim: str, words: Sequence[Word], one: Quantity) -> bool:
    """Whether the number is in figures and the next word, behind an "or more", begins something else or is missing."""
    first = bisect_left(words, one.end, key=lambda word: word.start)
    rest = words[first : first + 3]
    following = next(iter(rest[2:] if rest[1:2] and rest[1].text in AFTER else rest), None)
    gap = claim[one.end : rest[0].start if rest else len(claim)].strip()
    ended = following is None or gap[:1] in _PUNCTUATION or following.text in _STOPS
    return claim[one.start].isdigit() and gap[:1] not in _MARKS and ended


def _on_scale(claim: str, one: Quantity) -> bool:
    """Whether the word before it is in capitals and names its scale, as in "VEI 3"."""
    before = claim[max(0, one.start - 12) : one.start].split()
    return bool(before) and len(before[-1]) > 1 and before[-1].isalpha() and before[-1].isupper()
