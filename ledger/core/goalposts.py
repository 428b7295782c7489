"""Goalposts: one speaker's claim said again with another deadline or another confidence, and how far it moved."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import fsum

from ledger.core.numbers import decimal_text
from ledger.core.question import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A claim as one speaker said it on the day `made`; `p` and `told` are the speaker's word on it that stands.

    `deadline` is the day that moves: the question's, or of a date question the middle of what was said, with its ends
    `low` and `high`. `restates` is the id of the speaker's statement before it, None for the earliest. `scores` are
    those of the ledger by rule, empty while the question is open.
    """

    question: str
    prefix: str
    claim: str
    restates: str | None
    made: str
    deadline: str | None
    low: str | None
    high: str | None
    p: str | None
    told: str | None
    status: Status
    outcome: str | None
    scores: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """From one statement to a later one: ids, days between them, days by which the deadline moved (back: below 0).

    `rate` is days of deadline for each day that passed: 0 for a deadline that stays, 1 for "always so many years
    away"; None without two deadlines, and unless days passed. `confidence` is the change of p, exact, -1 to 1.
    """

    earlier: str
    later: str
    days: int
    moved: int | None
    rate: float | None
    confidence: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Two statements or more of one claim by one speaker, in the order made.

    `steps` go from each statement to those that restate it, `drift` from the first of all to the latest. `branching`:
    some statement was restated twice, or there are several that restate none, so that it is no single line.
    """

    forecaster: str
    statements: tuple[Statement, ...]
    steps: tuple[Drift, ...]
    drift: Drift
    branching: bool

    @property
    def first(self) -> Statement:
        """The earliest statement."""
        return self.statements[0]

    @property
    def latest(self) -> Statement:
        """The newest statement."""
        return self.statements[-1]


def chain_of(forecaster: str, statements: Sequence[Statement]) -> Chain:
    """The chain of one speaker's statements of a claim, at least two, in the order made."""
    by_id = {one.question: one for one in statements}
    earlier = [one.restates for one in statements]
    return Chain(
        forecaster=forecaster,
        statements=tuple(statements),
        steps=tuple(drift(by_id[one.restates], one) for one in statements if one.restates),
        drift=drift(statements[0], statements[-1]),
        branching=len(set(earlier)) < len(earlier),
    )


def drift(earlier: Statement, later: Statement) -> Drift:
    """How far the goalposts moved from one statement to another.

    >>> from dataclasses import replace
    >>> old = Statement(
    ...     question="a", prefix="a", claim="AGI", restates=None, made="2024-03-01", deadline="2027-12-31", low=None,
    ...     high=None, p="0.6", told=None, status="open", outcome=None, scores={},
    ... )
    >>> new = replace(old, question="b", restates="a", made="2026-03-01", deadline="2029-12-31", p="0.7")
    >>> found = drift(old, new)
    >>> found.days, found.moved, round(found.rate, 3), found.confidence
    (730, 731, 1.001, '0.1')
    """
    days = _days(earlier.made, later.made)
    moved = _days(earlier.deadline, later.deadline) if earlier.deadline and later.deadline else None
    return Drift(
        earlier=earlier.question,
        later=later.question,
        days=days,
        moved=moved,
        rate=moved / days if moved is not None and days > 0 else None,
        confidence=decimal_text(Decimal(later.p) - Decimal(earlier.p)) if earlier.p and later.p else None,
    )


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """The mean score of first and of latest statements by one rule, each over the chains in which it is scored.

    Of `n_first` chains the first statement is scored, of `n_latest` the latest, of `n_both` both. A mean is None where
    there is nothing to average.
    """

    rule: str
    n_first: int
    mean_first: float | None
    n_latest: int
    mean_latest: float | None
    n_both: int


def apart(chains: Sequence[Chain], rule: str) -> Apart:
    """First and latest statements scored apart by that rule."""
    first, latest = (
        {place: one.scores[rule] for place, one in enumerate(ends) if rule in one.scores}
        for ends in ([one.first for one in chains], [one.latest for one in chains])
    )
    return Apart(
        rule=rule,
        n_first=len(first),
        mean_first=_mean(first.values()),
        n_latest=len(latest),
        mean_latest=_mean(latest.values()),
        n_both=len(first.keys() & latest.keys()),
    )


def _mean(scores: Collection[float]) -> float | None:
    return fsum(scores) / len(scores) if scores else None
