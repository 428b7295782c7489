"""Several events: a claim that joins two things that could come out apart."""

from collections.abc import Iterator, Sequence
from typing import Final

from ledger.core.lint._finding import Fault, Severity, Worded
from ledger.core.lint._passages import fault_at, told
from ledger.core.lint._words import Phrases, Span, Word, at, listed, words_of

CODE: Final = "L212"
NAME: Final = "several-events"
SEVERITY: Final[Severity] = "note"
MEANING: Final = (
    "The claim joins events that could come out apart, and the criteria do not say how they count together."
)
HINT: Final = "record each as a question and join them with --all-of or --any-of, or say in the criteria: both, either"

_VERBS: Final = frozenset(
    listed("""
    will | won't | is | isn't | are | aren't | has | hasn't | have | haven't | does | doesn't | do | don't | was |
    were | would | cannot | can't | wins | loses | reaches | falls | rises | becomes | signs | launches | releases |
    announces | resigns | leaves | joins | passes | beats | exceeds | closes | opens | happens | ends | begins |
    starts | merges | buys | sells | cuts | raises | drops | survives | returns | remains | stays | keeps | gets |
    makes | takes | enters | adopts | bans | approves | rejects | invades | withdraws | defaults | collapses | dies |
    retires | grows | shrinks | win | lose | reach | fall | rise | become | sign | launch | release | announce |
    resign | leave | join | pass | beat | exceed | close | end | begin | start | open | then | finishes | lands |
    qualifies | finds | publishes | says | disappear | disappears | define
""")
)
_COVERED: Final = Phrases("""
    both | all of | either | each | any of | one of them | at least one | neither | first | second | all three
""")
_NEAR: Final = 5
_SUBJECTS: Final = frozenset(
    listed("""
    it | they | he | she | then | also | subsequently | later | not | still | never | the | a | its | their | all | no
""")
)


def faults(question: Worded) -> Iterator[Fault]:
    """A second verb behind "and" or a semicolon in the claim of a question that is no bundle.

    Criteria that say both, either or each take care of it. Two subjects of one verb ("France and Spain sign") are no
    two events here, and neither are verbs that the list does not know.

    >>> from ledger.core.lint import Draft
    >>> [fault.message for fault in faults(Draft(claim="Ann wins the vote and resigns within a year"))]
    ['"and resigns" may come out apart from what stands before it']
    """
    if question.composite is not None or question.condition is not None or _COVERED.within(told(question)):
        return
    words = words_of(question.claim)
    verb = next((n for n, word in enumerate(words) if word.text in _VERBS), len(words))
    for place in range(verb + 1, len(words)):
        first = _after_joint(question.claim, words, place)
        end = None if first is None else _verb(words, first)
        if end is not None:
            span = Span(words[place].start, words[end].end)
            yield fault_at("claim", question.claim, span, "may come out apart from what stands before it")
            return


def _after_joint(claim: str, words: Sequence[Word], place: int) -> int | None:
    """Where another clause can begin: behind this "and", or here behind a semicolon; None where nothing joins."""
    if words[place].text == "and":
        return None if _between(words, place) else place + 1
    return place if ";" in claim[words[place - 1].end : words[place].start] else None


def _between(words: Sequence[Word], place: int) -> bool:
    return any(word.text in {"between", "both"} for word in words[max(0, place - 6) : place])


def _verb(words: Sequence[Word], first: int) -> int | None:
    """The verb that stands here, or a little later behind a subject that begins here."""
    if at(words, first) in _VERBS:
        return first
    if at(words, first) not in _SUBJECTS:
        return None
    return next((one for one in range(first + 1, min(first + _NEAR, len(words))) if words[one].text in _VERBS), None)
