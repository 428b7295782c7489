"""Proposals: what the rules of questions come to from the observations that stand, beside what was decided."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Literal

from ledger.core.frame import Frame
from ledger.core.numbers import decimal_text
from ledger.core.rules import Decision, Disagreement, Rule, Undecided, Window, decide, read_rule
from ledger.errors import InputError
from ledger.question_types import TYPES, Outcome
from ledger.store import observed
from ledger.store.frames import frame_of, read_frames
from ledger.store.journal import Draft
from ledger.store.standing import Scope
from ledger.store.tables import causes, evidence, resolutions

State = Literal["proposed", "settled", "contested", "disputed", "waiting"]
MADE_BY: Final = "rule"
REOPENED: Final = "reopened"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What the rule of one question comes to; `row` is one of `machine_rules`.

    `proposed` would settle it; `settled` is decided like that already, or by hand where the rule has no verdict;
    `contested` is decided otherwise, as `stands` says, and stays so; `disputed` has no verdict because sources
    disagree, on the days of `conflicts` where they share some; `waiting` has none yet. `because` are the observations
    that the verdict rests on.
    """

    row: Any
    state: State
    why: str
    outcome: Outcome | None = None
    decision: Decision | None = None
    because: tuple[Any, ...] = ()
    conflicts: tuple[Disagreement, ...] = ()
    stands: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """A question with a rule, as it stands: the rule, what the wording fixes, and what was decided about it."""

    row: Any
    rule: Rule
    frame: Frame
    stands: Any

    @property
    def metrics(self) -> tuple[int, ...]:
        """The keys of the metrics that the rule reads, each once."""
        both = (self.row.metric_id, self.row.than_metric_id)
        return tuple(dict.fromkeys(key for key in both if key is not None))

    @property
    def window(self) -> Window:
        """The days in which observations count."""
        start, end = (date.fromisoformat(day) if day else None for day in (self.row.window_start, self.row.deadline))
        return Window(start=start, end=end)

    @property
    def verdict(self) -> str:
        """What was decided about it, in one word."""
        return str(self.stands.outcome or self.stands.verdict)


def judge(
    connection: Any,
    scope: Scope,
    *,
    today: date,
    read: Iterable[int] | None = None,
    asked: Sequence[int] | None = None,
) -> list[Judged]:
    """What the rules that read these metrics (None: any), of these questions (None: all), come to as of a scope."""
    questions = _questions(connection, scope, observed.machine_rules(connection, scope, read=read, asked=asked))
    if not questions:
        return []
    record: dict[int, list[Any]] = {}
    for row in observed.standing_observations(connection, scope, {key for one in questions for key in one.metrics}):
        record.setdefault(row.metric_id, []).append(row)
    return [_judge(one, [row for key in one.metrics for row in record.get(key, ())], today) for one in questions]


def _questions(connection: Any, scope: Scope, rows: Sequence[Any]) -> list[Ruled]:
    frames = read_frames(connection, [_Worded(id=row.wording_id, type=row.type) for row in rows])
    decisions = observed.decisions_on(connection, scope, [row.question_id for row in rows])
    return [
        Ruled(
            row=row,
            rule=replace(read_rule(row.said), than=row.than),
            frame=frame_of(frames, row.wording_id),
            stands=decisions.get(row.question_id),
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Worded:
    id: int
    type: str


def _judge(question: Ruled, record: Sequence[Any], today: date) -> Judged:
    found = decide(
        question.rule, map(observed.as_observation, record), metric=question.row.metric, window=question.window,
        today=today,
    )  # fmt: skip
    if isinstance(found, Undecided):
        return _undecided(question, found)
    try:
        outcome = _outcome(found, question.row.type, question.frame)
    except InputError as error:
        return Judged(row=question.row, state="waiting", why=f"{found.why}: {error.message}")
    by_key = {row.id: row for row in record}
    return _beside(question, found, outcome, tuple(by_key[key] for key in found.because))


def _outcome(found: Decision, type: str, frame: Frame) -> Outcome:
    """The outcome as its type reads it; what no option is called is the one for everything else, where there is one."""
    said = found.outcome
    if type == "categorical":
        said = frame.option(said) or frame.catch_all or said
    outcome = TYPES[type].read_outcome(said, frame)
    if outcome.outcome is None:
        raise InputError(f"{said!r} is no outcome", hint="decide it by hand: fcl resolve")
    return outcome


def _undecided(question: Ruled, found: Undecided) -> Judged:
    """No verdict: what was decided by hand needs none, and what the rule once settled may be disputed by now."""
    stands = question.stands
    decided = stands is not None and stands.verdict != REOPENED
    state: State = "disputed" if found.disputed else "waiting"
    if decided:
        state = "contested" if found.disputed and stands.made_by == MADE_BY else "settled"
    return Judged(
        row=question.row, state=state, why=found.why, conflicts=found.conflicts,
        stands=question.verdict if decided else None,
    )  # fmt: skip


def _beside(question: Ruled, found: Decision, outcome: Outcome, because: tuple[Any, ...]) -> Judged:
    """The decision beside what stands: what was reopened waits for an observation that came after that."""
    row, stands = question.row, question.stands
    if stands is None or (stands.verdict == REOPENED and max(found.because) > stands.id):
        return Judged(row=row, state="proposed", why=found.why, outcome=outcome, decision=found, because=because)
    if stands.verdict == REOPENED:
        return Judged(row=row, state="waiting", why=f"reopened, and nothing was observed since: {found.why}")
    same = (stands.verdict, stands.outcome) == (outcome.verdict, outcome.outcome)
    return Judged(
        row=row, state="settled" if same else "contested", why=found.why, outcome=outcome, decision=found,
        because=because, stands=question.verdict,
    )  # fmt: skip


def settle(draft: Draft, judged: Iterable[Judged]) -> list[int]:
    """Record the verdicts that are proposed, with what they rest on; the questions' keys."""
    settled = []
    for one in judged:
        if one.state == "proposed" and one.outcome and one.decision:
            _add(draft, one, _columns(one.outcome, one.decision))
            settled.append(int(one.row.question_id))
    return settled


def _columns(outcome: Outcome, decision: Decision) -> Mapping[str, Any]:
    return {
        "verdict": outcome.verdict,
        "outcome": outcome.outcome,
        "value": None if outcome.value is None else decimal_text(outcome.value),
        "y_ppm": outcome.ppm,
        "happened_on": decision.happened_on.isoformat() if decision.happened_on else None,
        "known_on": decision.known_on.isoformat(),
    }


def _add(draft: Draft, one: Judged, columns: Mapping[str, Any]) -> None:
    asked = {name: getattr(one.row, name) for name in ("question_id", "wording_id", "zone")}
    key = draft.add(resolutions, **asked, **columns, note=one.why, made_by=MADE_BY)
    for row in one.because:
        draft.add(causes, resolution_id=key, observation_id=row.id, rule_id=one.row.id)
    for text in dict.fromkeys(row.evidence for row in one.because if row.evidence):
        draft.add(evidence, resolution_id=key, text=text)
