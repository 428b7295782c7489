"""Polarity disagrees: the claim denies what the criteria call YES, or the other way round."""

from collections.abc import Iterator, Sequence
from typing import Final

from ledger.core.lint._clauses import is_for_yes, verdicts
from ledger.core.lint._finding import Fault, Severity, Worded
from ledger.core.lint._negation import denials, is_negator
from ledger.core.lint._passages import fault_at
from ledger.core.lint._words import Span, Word, listed, words_of

CODE: Final = "L406"
NAME: Final = "polarity-disagrees"
SEVERITY: Final[Severity] = "error"
MEANING: Final = "The claim denies what the criteria call YES, or asserts what they deny."
HINT: Final = "YES means that the claim as worded came true"

_AUXILIARY: Final = frozenset({"be", "been", "have", "has", "had", "yet", "ever", "even"})
_SMALL: Final = frozenset(
    listed("""
    a | an | the | in | on | at | by | of | to | for | as | is | are | was | were | do | does | did | will | would |
    any | it | there | more | less | later | earlier | least | most | fewer | greater | higher | only | if
""")
)
SHORTEST: Final = 3
_DENYING: Final = frozenset({"unless", "fail", "fails", "failed", "instead", "rather", "except", "neither", "without"})


def faults(question: Worded) -> Iterator[Fault]:
    """A verb that only one of claim and YES denies, all of whose other words agree.

    The verb is the first word of content behind a negator; it must stand in both, and nothing else be denied.

    >>> from ledger.core.lint import Draft
    >>> wrong = Draft(claim="The Fed does not cut rates", criteria="YES if the Fed cuts rates")
    >>> [fault.message for fault in faults(wrong)]
    ['"cuts" counts as YES, and the claim denies it']
    """
    criteria = question.criteria or ""
    if "yes" not in verdicts(criteria):
        return
    claimed = words_of(question.claim)
    settled = [word for word in words_of(criteria) if is_for_yes(criteria, word.start)]
    denied, turned = _denied(claimed), _denied(settled)
    if denied and not _turns(settled):
        yield from _faults(criteria, settled, denied, "counts as YES, and the claim denies it")
    elif turned & {_stem(word) for word in claimed} and not _turns(claimed):
        yield from _faults(criteria, settled, turned, "is denied for YES, and the claim asserts it")


def _denied(words: Sequence[Word]) -> set[str]:
    """The stems of what is denied: for each negator the first word of content behind it."""
    behind = (words[place + 1 : place + 5] for place in denials(words))
    first = (next((word for word in some if word.text not in _AUXILIARY), None) for some in behind)
    return {_stem(word) for word in first if word is not None and word.text not in _SMALL}


def _turns(words: Sequence[Word]) -> bool:
    """Whether anything is denied or made an exception of."""
    return any(is_negator(word.text) or word.text in _DENYING for word in words)


def _stem(word: Word) -> str:
    """A word without the usual endings of a verb; two forms of one verb mostly meet there."""
    text = word.text
    for ending in ("ing", "ed", "es", "s"):
        if text.endswith(ending) and not text.endswith("ss") and len(text) - len(ending) >= SHORTEST:
            return text.removesuffix(ending).rstrip("e")
    return text.rstrip("e")


def _faults(criteria: str, words: Sequence[Word], stems: set[str], what: str) -> Iterator[Fault]:
    for word in words:
        if _stem(word) in stems:
            yield fault_at("criteria", criteria, Span(word.start, word.end), what)
            return
