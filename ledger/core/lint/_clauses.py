"""Criteria cut into clauses, each with the verdict that it is about."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from ledger.core.lint._words import Span, sentences

Verdict = Literal["yes", "no", "annulled", ""]

_VERDICT: Final = re.compile(
    r"""
      \b(?P<yes>YES|(?i:yes(?=[,:]?[ ](?:if|when|only|unless)\b)))\b
    | \b(?P<no>NO(?![ ]?\.[ ]?\d)|(?i:no(?=[,:]?[ ](?:if|when|otherwise|unless)\b))|(?i:otherwise))\b
    | \b(?P<annulled>(?i:annul(?:led|s)?|void(?:ed)?|n/a)|AMBIGUOUS|CANCELL?ED)\b
    | \b(?i:resolve[sd]?|resolution|judged|counts?|count)\b[ ](?i:to|as|is)?[ ]?["'\u201c\u2018*_]{0,4}(?:
        (?P<resolved_yes>(?i:yes|true|positive(?:ly)?|affirmative(?:ly)?))
      | (?P<resolved_no>(?i:no|false|negative(?:ly)?))
      | (?P<resolved_annulled>(?i:ambiguous(?:ly)?|cancell?ed|invalid|unresolved))
      )\b
    """,
    re.VERBOSE,
)
_VERDICTS: Final[tuple[Verdict, ...]] = ("yes", "no", "annulled")


class Clause(NamedTuple):
    """A stretch of criteria and the verdict that it gives, empty where it says none."""

    verdict: Verdict
    start: int
    end: int


@lru_cache(maxsize=16)
def clauses_of(criteria: str) -> tuple[Clause, ...]:
    """The clauses of criteria.

    >>> [clause.verdict for clause in clauses_of("Resolves YES if it rains, NO if not. Void if nobody measured.")]
    ['yes', 'no', 'annulled']
    """
    return tuple(clause for sentence in sentences(criteria) for clause in _clauses(criteria, sentence))


def _clauses(criteria: str, sentence: Span) -> Iterator[Clause]:
    found = list(_VERDICT.finditer(criteria, sentence.start, sentence.end))
    if not found:
        yield Clause("", sentence.start, sentence.end)
    starts = [sentence.start, *(one.start() for one in found[1:]), sentence.end]
    for one, start, end in zip(found, starts, starts[1:], strict=False):
        yield Clause(_verdict(one), start, end)


def _verdict(found: re.Match[str]) -> Verdict:
    return next(name for name in _VERDICTS if str(found.lastgroup).endswith(name))


def verdicts(criteria: str) -> frozenset[Verdict]:
    """Every verdict that criteria speak of.

    >>> sorted(verdicts("YES if it rains; NO if not"))
    ['no', 'yes']
    """
    return frozenset(clause.verdict for clause in clauses_of(criteria) if clause.verdict)


@lru_cache(maxsize=16)
def for_yes(criteria: str) -> tuple[Span, ...]:
    """Where criteria say when it is YES; where no clause does, everything that is about no other verdict.

    >>> text = "YES if it rains. NO if it snows."
    >>> [text[span.start : span.end] for span in for_yes(text)]
    ['YES if it rains.']
    """
    found = clauses_of(criteria)
    wanted = "yes" if any(clause.verdict == "yes" for clause in found) else ""
    return tuple(Span(clause.start, clause.end) for clause in found if clause.verdict == wanted)


def is_for_yes(criteria: str, place: int) -> bool:
    """Whether a place in criteria lies in what they say about YES.

    >>> [is_for_yes("YES if it rains. NO if it snows.", place) for place in (4, 20)]
    [True, False]
    """
    spans = for_yes(criteria)
    last = bisect_right(spans, place, key=lambda span: span.start) - 1
    return last >= 0 and place < spans[last].end
