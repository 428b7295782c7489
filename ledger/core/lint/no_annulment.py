"""No annulment: criteria that rest on a publication, and say nothing of the day it ends."""

from collections.abc import Iterator
from typing import Final

from ledger.core.lint._clauses import verdicts
from ledger.core.lint._finding import Fault, Severity, Worded
from ledger.core.lint._passages import fault_at, told
from ledger.core.lint._words import Phrases, place_of, words_of

CODE: Final = "L104"
NAME: Final = "no-annulment"
SEVERITY: Final[Severity] = "note"
MEANING: Final = "The criteria rest on one publication and do not say what happens if it ends or stays away."
HINT: Final = "add: ANNULLED if ..., or name what takes its place"

_MAY_END: Final = Phrases("""
    index | leaderboard | survey | ranking | rankings | dataset | database | tracker | dashboard | poll | statistics
""")
_COVERED: Final = Phrases("""
    cannot be | can not be | is not published | are not published | no longer published | not published | no longer |
    unavailable | not available | discontinued | discontinues | ceases | if the survey ends | successor | successors |
    replacement | replaced by | takes its place | instead | fallback | fall back | failing that | in its absence |
    never | ambiguous | invalid | cancelled | canceled | refunded | delayed | postponed | no test published | or if no
""")


def faults(question: Worded) -> Iterator[Fault]:
    """Criteria with YES and NO that rest on something that may end, and no word of what then.

    >>> from ledger.core.lint import Draft
    >>> text = "YES if the TIOBE index ranks Rust above Go. NO otherwise."
    >>> [fault.message for fault in faults(Draft(claim="Rust overtakes Go", criteria=text))]
    ['"index" may end, and the criteria do not say what then']
    """
    found = verdicts(told(question))
    if "annulled" in found or not {"yes", "no"} <= found or _COVERED.within(told(question)):
        return
    words = words_of(question.criteria or "")
    for span in _MAY_END.found(words)[:1]:
        yield fault_at(
            "criteria", question.criteria or "", place_of(words, span), "may end, and the criteria do not say what then"
        )
