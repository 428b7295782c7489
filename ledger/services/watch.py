"""Watch: record observations, see which questions their rules would settle and why, and settle them on demand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ledger.core.rules import Disagreement, disagreements
from ledger.errors import NotFoundError
from ledger.services import watching
from ledger.services.clock import clock_of
from ledger.services.observe import Recording, Wanted, record
from ledger.services.proposing import Judged, judge, settle
from ledger.services.watching import Observed, Seen
from ledger.store import find, observed
from ledger.store.journal import Draft
from ledger.store.snapshot import Snapshot
from ledger.store.standing import scope_of
from ledger.store.tables import metrics

OPEN: Final = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """An entry of observations before it is appended: what it brings, what the rules make of it, what it settles.

    `touched` are the questions that were settled because of what it corrects, `before` their states so far.
    """

    recording: Recording
    judged: Sequence[Judged]
    settled: Sequence[int]
    touched: Sequence[int]
    before: dict[int, str]


def watch(
    draft: Draft,
    wanted: Sequence[Wanted],
    *,
    correct: bool = False,
    apply: bool = False,
    date_format: str | None = None,
) -> Pending:
    """Add observations to an entry, and with `apply` the verdicts that follow; without any, every verdict there is.

    Raises what `record` raises.
    """
    recording = record(draft, wanted, correct=correct, date_format=date_format)
    judged = _judge(draft, recording.metrics if wanted else None)
    touched = observed.resting_on(draft.connection, recording.corrected)
    return Pending(
        recording=recording,
        judged=judged,
        settled=settle(draft, judged) if apply else [],
        touched=touched,
        before=observed.states_of(draft.connection, touched),
    )


def _judge(draft: Draft, read: Sequence[int] | None) -> list[Judged]:
    """What the rules come to on the ledger as it will be."""
    connection, today = draft.connection, clock_of(draft).today
    if draft.empty:
        return judge(connection, scope_of(connection), today=today, read=read)
    with draft.provisionally():
        return judge(connection, scope_of(connection), today=today, read=read)


def told(draft: Draft, pending: Pending) -> Observed:
    """What an entry of observations has come to, once it is appended."""
    connection, recording = draft.connection, pending.recording
    scope = scope_of(connection)
    rows = observed.standing_observations(connection, scope, recording.metrics)
    new = [row for row in rows if row.id in set(recording.keys)]
    found = watching.proposals(connection, pending.judged, "proposed")
    return Observed(
        observations=tuple(map(watching.seen, new)),
        same=recording.same,
        settled=found if pending.settled else (),
        proposals=() if pending.settled else found,
        contested=watching.proposals(connection, pending.judged, "contested"),
        reopened=watching.waiting(connection, _reopened(draft, pending)),
        disputed=watching.waiting(connection, pending.judged, "disputed"),
        waiting=watching.waiting(connection, pending.judged, "waiting"),
        conflicts=watching.conflicts(_conflicts(rows, new, pending.judged)),
        metrics=watching.summaries(connection, scope, rows, recording.metrics),
    )


def _reopened(draft: Draft, pending: Pending) -> list[Judged]:
    """The questions that were settled before and are open now, with what their rules come to."""
    after = observed.states_of(draft.connection, pending.touched)
    fallen = [key for key, state in after.items() if state == OPEN != pending.before.get(key, OPEN)]
    scope = scope_of(draft.connection)
    return judge(draft.connection, scope, today=clock_of(draft).today, asked=fallen) if fallen else []


def _conflicts(rows: Sequence[Any], new: Sequence[Any], judged: Iterable[Judged]) -> list[Disagreement]:
    """The days that sources disagree on: those just observed, and those that keep a rule from a verdict."""
    blocking = {(one.metric, one.on.isoformat()) for each in judged for one in each.conflicts}
    looked_at = blocking | {(row.metric, row.observed_on) for row in new}
    found = disagreements(map(observed.as_observation, rows))
    return [one for one in found if (one.metric, one.on.isoformat()) in looked_at]


def overview(snapshot: Snapshot) -> Observed:
    """Every metric, what the rules would settle, and every day on which sources disagree."""
    connection, scope = snapshot.connection, snapshot.scope
    rows = observed.standing_observations(connection, scope)
    judged = judge(connection, scope, today=snapshot.today)
    return Observed(
        proposals=watching.proposals(connection, judged, "proposed"),
        contested=watching.proposals(connection, judged, "contested"),
        disputed=watching.waiting(connection, judged, "disputed"),
        waiting=watching.waiting(connection, judged, "waiting"),
        conflicts=watching.conflicts(disagreements(map(observed.as_observation, rows))),
        metrics=watching.summaries(connection, scope, rows),
    )


def observations(snapshot: Snapshot, metric: str | None = None) -> list[Seen]:
    """What was observed of one metric, in any case, or of all; NotFoundError for one that was never named."""
    rows = observed.standing_observations(snapshot.connection, snapshot.scope, _keys(snapshot, metric))
    return list(map(watching.seen, rows))


def _keys(snapshot: Snapshot, metric: str | None) -> list[int] | None:
    if metric is None:
        return None
    found = find.find_by_name(snapshot.connection, metrics, metric)
    if found is None:
        raise NotFoundError(f"no metric is called {metric[:60]!r}", hint="fcl observe lists the metrics")
    return [found.key]


def verdicts(snapshot: Snapshot, ids: Iterable[str]) -> dict[str, str]:
    """By id, what the rules of these questions come to so far, in a sentence, where that is not what stands."""
    keys = [find.find_question(snapshot.connection, one, snapshot.scope).key for one in ids]
    judged = judge(snapshot.connection, snapshot.scope, today=snapshot.today, asked=keys)
    return {one.row.public_id: _sentence(one) for one in judged if one.state != "settled"}


def _sentence(one: Judged) -> str:
    outcome = (one.outcome.outcome or "").upper() if one.outcome else ""
    if one.state == "proposed":
        return f"{outcome}, because {one.why} (fcl observe --apply)"
    if one.state == "contested":
        return f"{outcome or 'undecided'}, because {one.why}; it stands {one.stands}"
    return f"not yet: {one.why}"
