"""What a proposer finds in a text, before anybody has decided about it: words in their place, with reasons."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from ledger.sources.document import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One sign in a sentence: its name, the words that showed it, and its weight in hundredths (negative: against)."""

    name: str
    words: str
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Words of a text that may be a prediction; offsets are code points of the canonical text, end exclusive.

    `score` is the sum of the weights in hundredths, None where the proposer has no such thing. What the proposer says
    of the words beyond that (`claim`, `speaker`, `deadline`, all as said or paraphrased) is a hint to the drafter.
    """

    start: int
    end: int
    score: int | None = None
    reasons: tuple[Reason, ...] = ()
    claim: str | None = None
    speaker: str | None = None
    deadline: str | None = None


class Proposer(Protocol):
    """Something that finds candidates: the built-in rules, or a language model behind the same face."""

    name: str
    version: str

    def propose(self, document: Document) -> Iterable[Proposal]:
        """Candidates in the order of the text."""
