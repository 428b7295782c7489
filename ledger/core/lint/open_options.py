"""Open options: a list of options without "other", of which none may come true."""

from collections.abc import Iterator
from typing import Final

from ledger.core.lint._finding import Fault, Severity, Worded
from ledger.core.lint._words import Phrases

CODE: Final = "L501"
NAME: Final = "open-options"
SEVERITY: Final[Severity] = "warning"
MEANING: Final = "Of exclusive options one must come true, and the list has no other, none or anything else."
HINT: Final = "add an option such as other"

_CATCH_ALL: Final = Phrases("""
    other | others | another | none | neither | nobody | no one | nothing | else | rest | never | any other |
    not listed | unknown | no winner | tie or other
""")
_COMPLETE: Final = (frozenset({"yes", "no"}), frozenset({"true", "false"}), frozenset({"up", "down"}))


def faults(question: Worded) -> Iterator[Fault]:
    """Exclusive options without one for everything else; ordered options, which are steps of a scale, are left alone.

    >>> from ledger.core.lint import Draft
    >>> [fault.message for fault in faults(Draft(claim="Who wins?", type="categorical", options=("Ann", "Bob")))]
    ['the options have no "other"']
    """
    if not question.options or not question.exclusive or question.ordered:
        return
    names = frozenset(one.strip().casefold() for one in question.options)
    if names not in _COMPLETE and not any(_CATCH_ALL.within(one) for one in question.options):
        yield Fault(message='the options have no "other"', field="options")
