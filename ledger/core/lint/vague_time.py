"""Vague time: soon, eventually, in the coming years, where nothing names a day."""

from collections.abc import Iterator
from typing import Final

from ledger.core.lint._dates import dates_in
from ledger.core.lint._defined import defines
from ledger.core.lint._finding import Fault, Severity, Worded
from ledger.core.lint._passages import fault_at, told
from ledger.core.lint._words import Phrases, at, place_of, words_of
from ledger.core.lint.no_criteria import needs_criteria

CODE: Final = "L302"
NAME: Final = "vague-time"
SEVERITY: Final[Severity] = "warning"
MEANING: Final = "The claim says soon, eventually or in the coming years, and no deadline and no date says when."
HINT: Final = "fcl edit ID --by DATE: which day would be too late?"

_VAGUE: Final = Phrases("""
    soon | very soon | sooner or later | eventually | ultimately | someday | some day | one day | at some point |
    in time | in due course | before long | shortly | in the short term | in the near term | in the medium term |
    in the long term | in the longer term | in the long run | in the near future | in the foreseeable future |
    in the not too distant future | in the future | in the coming years | in the coming months | in the coming weeks |
    in the coming decades | over the coming years | over the coming decades | in the years ahead |
    in the years to come | for years to come | for decades to come | in the next few years |
    within the next few years | within a few years | in a few years | in the next few months | within a few months |
    in a few months | within years | within months | within decades | in the next several years | in our lifetime |
    in our lifetimes | in my lifetime | imminent | imminently | any day now | over time | the next generation |
    down the road | down the line | sooner than expected | earlier than expected | later than expected |
    for the foreseeable future | in the next decade or two | quite soon
""")


def faults(question: Worded) -> Iterator[Fault]:
    """Words of vague time in the claim of a question without a deadline, whose criteria name no date either.

    "As soon as" and words that criteria or fine print take up in quotation marks are left alone.

    >>> from ledger.core.lint import Draft
    >>> [fault.message for fault in faults(Draft(claim="Rents fall soon"))]
    ['"soon" names no day']
    """
    dated = dates_in(told(question)) or dates_in(question.claim)
    if question.deadline is not None or not needs_criteria(question) or dated:
        return
    words = words_of(question.claim)
    for span in _VAGUE.found(words):
        place = place_of(words, span)
        named = at(words, span.start - 1) == "as" or defines(told(question), question.claim[place.start : place.end])
        if not named:
            yield fault_at("claim", question.claim, place, "names no day")
