"""Hedge: a word of probability inside the claim, which belongs into the forecast."""

from collections.abc import Iterator
from typing import Final

from ledger.core.lint._finding import Fault, Severity, Worded
from ledger.core.lint._passages import fault_at
from ledger.core.lint._words import Phrases, at, is_name, place_of, words_of

CODE: Final = "L205"
NAME: Final = "hedge"
SEVERITY: Final[Severity] = "warning"
MEANING: Final = "The claim holds a word of probability; how likely it is belongs into the forecast."
HINT: Final = "claim the event itself, and give the word with --words or a number"

_HEDGES: Final = Phrases("""
    probably | likely | unlikely | very likely | highly likely | more likely than not | possibly | perhaps | maybe |
    presumably | conceivably | supposedly | almost certainly | certainly | surely | definitely | undoubtedly |
    no doubt | inevitably | inevitable | bound to | i think | i expect | i believe | i bet | i doubt | i guess |
    we expect | we believe | is expected to | are expected to | expected to | is likely to | are likely to |
    is set to | are set to | is poised to | are poised to | is going to likely | chance that | chance of |
    probability that | probability of | likelihood of | odds that | in all likelihood | if all goes well |
    apparently | seems likely | it seems | seems to | appears to | arguably | improbable | implausible | plausible |
    plausibly
""")
_SKIPPED: Final[frozenset[tuple[str, str]]] = frozenset({
    ("likely", "voters"), ("likely", "voter"), ("unlikely", "hero"), ("probability of", "default"),
})  # fmt: skip
_ASKED: Final = frozenset({"poll", "polls", "survey", "say", "says", "respondents", "polymarket", "forecasts"})


def faults(question: Worded) -> Iterator[Fault]:
    """Words of probability in the claim; not "most likely", "likely voters", or what polls and markets say.

    >>> from ledger.core.lint import Draft
    >>> [fault.message for fault in faults(Draft(claim="It will probably rain"))]
    ['"probably" says how likely it is, not what happens']
    """
    words = words_of(question.claim)
    if any(word.text in _ASKED for word in words):
        return
    for span in _HEDGES.found(words):
        phrase = " ".join(word.text for word in words[span.start : span.end])
        skipped = (phrase, at(words, span.end)) in _SKIPPED or at(words, span.start - 1) == "most"
        if not skipped and not is_name(question.claim, words, span.start):
            place = place_of(words, span)
            yield fault_at("claim", question.claim, place, "says how likely it is, not what happens")
