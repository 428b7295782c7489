"""Watching: what observations and rules come to, as people see it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ledger.core.rules import Disagreement, disagreements
from ledger.services.proposing import Judged
from ledger.store import find, observed
from ledger.store.standing import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An observation as it stands; `corrects` says that it is in place of an earlier one."""

    metric: str
    on: str
    value: str
    source: str | None
    evidence: str | None
    note: str | None
    corrects: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A question that its rule would settle, or has settled; `because` tells the observations that it rests on.

    `stands` is what was decided otherwise, and is not overwritten; then `outcome` may be None: the sources disagree.
    """

    question: str
    prefix: str
    claim: str
    outcome: str | None
    happened_on: str | None
    known_on: str | None
    why: str
    because: tuple[str, ...]
    stands: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A question whose rule has no verdict yet, and why."""

    question: str
    prefix: str
    claim: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one source says of a day."""

    value: str
    source: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A day of which sources say different things: all of it stands, none is picked."""

    metric: str
    on: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """A metric: how many observations of it stand, the last of them, and how many questions its rules would settle."""

    name: str
    observations: int
    last_on: str | None
    last_value: str | None
    conflicts: int
    questions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """What was recorded, what it would settle or has settled, and what stands in the way.

    `same` counts observations that were there already; `reopened` are questions that are open again because what
    settled them was corrected; `contested` are decided otherwise, and stay so; of `disputed` ones the sources say
    different things, `conflicts` are the days on which they do.
    """

    observations: tuple[Seen, ...] = ()
    same: int = 0
    settled: tuple[Proposal, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    contested: tuple[Proposal, ...] = ()
    reopened: tuple[Waiting, ...] = ()
    disputed: tuple[Waiting, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    metrics: tuple[Metric, ...] = ()


def seen(row: Any) -> Seen:
    """An observation from a row of `standing_observations`."""
    return Seen(
        metric=row.metric, on=row.observed_on, value=row.value, source=row.source, evidence=row.evidence,
        note=row.note, corrects=row.replaces is not None,
    )  # fmt: skip


def proposals(connection: Any, judged: Sequence[Judged], state: str) -> tuple[Proposal, ...]:
    """Those in that state, in the order of the questions."""
    chosen = [one for one in judged if one.state == state]
    prefixes = find.prefixes(connection, [one.row.public_id for one in chosen])
    return tuple(_proposal(one, prefixes[one.row.public_id]) for one in chosen)


def _proposal(one: Judged, prefix: str) -> Proposal:
    happened = one.decision.happened_on if one.decision else None
    return Proposal(
        question=one.row.public_id,
        prefix=prefix,
        claim=one.row.claim,
        outcome=one.outcome.outcome if one.outcome else None,
        happened_on=happened.isoformat() if happened else None,
        known_on=one.decision.known_on.isoformat() if one.decision else None,
        why=one.why,
        because=tuple(_told(row) for row in one.because),
        stands=one.stands,
    )


def _told(row: Any) -> str:
    source = f" ({row.source})" if row.source else ""
    return f"{row.metric} {row.value} on {row.observed_on}{source}"


def waiting(connection: Any, judged: Sequence[Judged], state: str | None = None) -> tuple[Waiting, ...]:
    """Why the questions in that state (None: all of these) have no verdict by their rules."""
    chosen = [one for one in judged if state in {None, one.state}]
    prefixes = find.prefixes(connection, [one.row.public_id for one in chosen])
    return tuple(
        Waiting(question=one.row.public_id, prefix=prefixes[one.row.public_id], claim=one.row.claim, why=one.why)
        for one in chosen
    )


def conflicts(found: Iterable[Disagreement]) -> tuple[Conflict, ...]:
    """Disagreements, for people."""
    return tuple(
        Conflict(
            metric=one.metric,
            on=one.on.isoformat(),
            said=tuple(Said(value=each.value, source=each.source) for each in one.said),
        )
        for one in found
    )


def summaries(
    connection: Any, scope: Scope, record: Sequence[Any], read: Sequence[int] | None = None
) -> tuple[Metric, ...]:
    """The metrics of a record, in order of name; without `read` those as well that only a rule names."""
    by_name: dict[str, list[Any]] = {}
    for row in record:
        by_name.setdefault(row.metric, []).append(row)
    rules = observed.machine_rules(connection, scope, read=read)
    asked = Counter(name for rule in rules for name in {rule.metric, rule.than} if name)
    wanted = by_name.keys() if read is not None else by_name.keys() | asked.keys()
    return tuple(_summary(name, by_name.get(name, []), asked[name]) for name in sorted(wanted))


def _summary(name: str, record: Sequence[Any], questions: int) -> Metric:
    return Metric(
        name=name,
        observations=len(record),
        last_on=record[-1].observed_on if record else None,
        last_value=record[-1].value if record else None,
        conflicts=len(disagreements(map(observed.as_observation, record))),
        questions=questions,
    )
