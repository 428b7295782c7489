"""No source: criteria that do not say where one will look."""

from collections.abc import Iterator
from typing import Final

from ledger.core.lint._finding import Fault, Severity, Worded
from ledger.core.lint._passages import told
from ledger.core.lint._sources import ADDRESS, NAMED, NO_SOURCES, PUBLICATIONS, PUBLISHING
from ledger.core.lint._words import words_of
from ledger.core.lint.no_criteria import needs_criteria

CODE: Final = "L102"
NAME: Final = "no-source"
SEVERITY: Final[Severity] = "warning"
MEANING: Final = "The criteria name no source: no address, no publisher, no publication, nobody who announces it."
HINT: Final = "say where one will look, in the criteria or as what to look at: a page, a report, an index, an office"

SHORTEST: Final = 3
"""Letters of a body that is known by them."""


def faults(question: Worded) -> Iterator[Fault]:
    """Criteria of a question that people must judge, in which nothing tells where its answer will be found.

    >>> from ledger.core.lint import Draft
    >>> sold = Draft(claim="The shop is sold", criteria="YES if the shop has a new owner")
    >>> [fault.message for fault in faults(sold)]
    ['the criteria name no source']
    """
    text = told(question)
    if not text.strip() or not needs_criteria(question) or (question.look_at or "").strip():
        return
    if not names_source(text) and not _new_letters(question.claim, text):
        yield Fault(message="the criteria name no source")


def names_source(text: str) -> bool:
    """Whether a text says where to look.

    >>> names_source("YES if Eurostat gives more than 2%"), names_source("YES if it is more than 2%")
    (True, False)
    """
    return bool(ADDRESS.search(text)) or any(lexicon.within(text) for lexicon in (PUBLICATIONS, PUBLISHING, NAMED))


def _new_letters(claim: str, text: str) -> bool:
    """Whether criteria bring in a body by its letters, as in "the LBMA price": one that the claim does not have."""
    said = {claim[word.start : word.end] for word in words_of(claim)} | NO_SOURCES
    found = (text[word.start : word.end] for word in words_of(text))
    return any(len(one) >= SHORTEST and one.isalpha() and one.isupper() and one not in said for one in found)
