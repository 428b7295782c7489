"""No baseline: higher, faster, cheaper, growing, and nothing says than what or since when."""

from collections.abc import Iterator, Sequence
from typing import Final

from ledger.core.lint._finding import Fault, Severity, Worded
from ledger.core.lint._passages import fault_at, told
from ledger.core.lint._quantities import has_measure
from ledger.core.lint._words import Phrases, Span, Word, at, is_name, place_of, words_of
from ledger.core.lint.no_criteria import needs_criteria

CODE: Final = "L204"
NAME: Final = "no-baseline"
SEVERITY: Final[Severity] = "warning"
MEANING: Final = "The claim compares, and nothing says with what: higher than which value, on which day?"
HINT: Final = "name the baseline: than the annual mean of 2025, than on 2026-01-01, than the second largest"

_COMPARED: Final = Phrases("""
    higher | lower | faster | slower | larger | bigger | smaller | cheaper | stronger | weaker | richer | poorer |
    longer lives | younger | older | shorter | taller | deeper | lighter | heavier | cleaner | dirtier | simpler |
    increasing | decreasing | growing | shrinking | improving | worsening | worse | better | easier | harder | safer |
    healthier | smarter | greater | fewer | warmer | colder | more expensive | more popular | more common |
    more powerful | more important | more difficult | more reliable | more productive | more efficient |
    more dangerous | more unequal | more polarised | more polarized | more capable | less expensive | less popular |
    less common | less important | less reliable | less dangerous | less efficient | more people | more often |
    more frequently | less often | more widely | much more | far more | outperforms | increases | increase |
    decreases | decrease | improves | improve | worsens | worsen | grows | grow | shrinks | shrink | accelerates |
    accelerate | slows down | slow down | speeds up | speed up | strengthens | strengthen | weakens | weaken
""")
_MOVES: Final = frozenset({
    "rise", "rises", "fall", "falls", "drop", "drops", "decline", "declines", "climb", "climbs", "slump", "slumps",
    "falling", "rising", "dropping", "declining", "dip", "dips", "jump", "jumps", "ease", "eases",
})  # fmt: skip
_MEASURED: Final = frozenset({
    "price", "prices", "rate", "rates", "unemployment", "inflation", "gdp", "sales", "revenue", "revenues", "profit",
    "profits", "population", "temperature", "temperatures", "emissions", "cost", "costs", "share", "shares", "stock",
    "stocks", "market", "markets", "demand", "supply", "output", "production", "exports", "imports", "yield", "yields",
    "wages", "rents", "ratings", "approval", "turnout", "crime", "deaths", "births", "mortality", "poverty",
    "debt", "deficit", "spending", "investment", "productivity", "employment", "usage", "traffic", "membership",
    "attendance", "subscribers", "fertility", "inequality", "adoption", "consumption", "capacity",
})  # fmt: skip
_ANCHORS: Final = frozenset({
    "than", "from", "versus", "vs", "compared", "relative", "since", "baseline", "previous", "prior", "preceding",
    "earlier", "above", "below", "level", "levels", "yoy", "annual", "annually", "record",
})  # fmt: skip
_OPINIONS: Final = frozenset(
    {"people", "expected", "most", "anyone", "many", "thought", "feared", "hoped", "we", "you"}
)
_NEAR: Final = 4
_NOUNS: Final = frozenset({"education", "court", "ground", "house", "bound", "limit", "half", "increase", "decrease"})
_BEFORE: Final = frozenset({"or", "the", "no", "a", "to", "rate", "percent", "interest", "tax", "pay", "price", "wage"})


def faults(question: Worded) -> Iterator[Fault]:
    """A comparison in the claim, where neither claim nor criteria name a baseline or set a threshold.

    Verbs of movement (rise, fall) count only behind what is measured: prices fall, governments fall otherwise.

    >>> from ledger.core.lint import Draft
    >>> [fault.message for fault in faults(Draft(claim="Unemployment is higher in 2027"))]
    ['"higher" compares, and nothing says with what']
    """
    words = words_of(question.claim)
    if not needs_criteria(question) or _anchored(words) or has_measure(f"{question.claim}\n{told(question)}"):
        return
    if _anchored(words_of(told(question))):
        return
    for span in _comparisons(question.claim, words):
        yield fault_at("claim", question.claim, place_of(words, span), "compares, and nothing says with what")


def _anchored(words: Sequence[Word]) -> bool:
    """Whether a baseline is named; what people think is none: "faster than expected"."""
    return any(word.text in _ANCHORS and at(words, n + 1) not in _OPINIONS for n, word in enumerate(words))


def _comparisons(claim: str, words: Sequence[Word]) -> Iterator[Span]:
    for span in _COMPARED.found(words):
        noun = at(words, span.end) in _NOUNS or at(words, span.start - 1) in _BEFORE
        if not noun and not is_name(claim, words, span.start):
            yield span
    for place, word in enumerate(words):
        before = {one.text for one in words[max(0, place - _NEAR) : place]}
        if word.text in _MOVES and before & _MEASURED:
            yield Span(place, place + 1)
