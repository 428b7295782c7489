"""What stands: the selects that put each later word in place of the earlier, now or as of any entry.

An entry stands iff the newest act on it is not an undo. Of a question the newest wording stands and
the newest resolution; of a forecaster's forecasts on it the last one made that can count. This module
alone decides what "later" means: for wordings and resolutions the order of the journal, for forecasts
the day made, then the instant, then the order of the journal.

A `Scope` says how far to read. The selects run alike on SQLite and PostgreSQL; `questions` narrows one
to some questions.
"""

import functools
import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    Connection,
    Exists,
    FromClause,
    Select,
    Subquery,
    Table,
    Text,
    and_,
    case,
    cast,
    exists,
    false,
    func,
    or_,
    select,
    true,
)

from ledger.store.batches import one_of
from ledger.store.keys import last_key
from ledger.store.tables import (
    causes,
    commitments,
    conditions,
    entries,
    forecasts,
    observations,
    parts,
    resolutions,
    reveals,
    undos,
    withdrawals,
    wordings,
)

Condition = ColumnElement[bool]
COUNTS: Final = "counts"
OTHER_TYPE: Final = "other_type"
COUNTING: Final = (COUNTS, OTHER_TYPE)
"""The reasons of what counts: as a probability, or by the rules of its own type."""
# A key as text of fixed length, that sorts as the number.
KEY_BASE: Final = 10**18
KEY_DIGITS: Final = 19
PICKED: Final = ("id", "question_id", "forecaster_id", "p_ppm", "kind", "made_on", "made_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """Which decision stands of questions that follow from others: of `questions` those of `resolutions`, else none."""

    questions: Sequence[int]
    resolutions: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """How far to read: up to entry `bound` (None: all), and what there is to look for.

    Whether anything was ever undone, corrected or revealed, decided by a rule (`ruled`), or follows from other
    questions (`related`); of those `ruling` says which decision stands (see `ledger.store.relations`).
    """

    bound: int | None = None
    undone: bool = True
    corrected: bool = True
    revealed: bool = True
    ruled: bool = True
    related: bool = True
    ruling: Ruling | None = None


def scope_of(connection: Connection, bound: int | None = None) -> Scope:
    """The scope of a ledger as of an entry; most never did most of these things, and need no look for them."""
    looks = {
        "undone": select(undos.c.id),
        "corrected": select(forecasts.c.id).where(forecasts.c.replaces.is_not(None)),
        "revealed": select(reveals.c.id),
        "ruled": select(causes.c.id).where(causes.c.observation_id.is_not(None)),
        "related": select(conditions.c.id).union_all(select(parts.c.id)),
    }
    found = connection.execute(select(*(exists(look).label(name) for name, look in looks.items()))).one()
    undone, corrected, revealed, ruled, related = map(bool, found)
    return Scope(bound=bound, undone=undone, corrected=corrected, revealed=revealed, ruled=ruled, related=related)


def stands(table: Table | FromClause, scope: Scope) -> Condition:
    """True for the facts of entries that stand in the scope."""
    within = _within(table, scope)
    return and_(within, table.c.entry_id.not_in(select(_undone(scope.bound)))) if scope.undone else within


@functools.lru_cache(maxsize=64)
def _undone(bound: int | None) -> CTE:
    # Said once for a whole statement: nested where it is used, it would be too deep for SQLite.
    return undone_entries(Scope(bound=bound)).cte("undone")


def undone_entries(scope: Scope) -> Select[tuple[int]]:
    """The entries whose newest act is an undo."""
    acts, later = undos.alias(), undos.alias()
    superseded = exists().where(
        later.c.target_entry_id == acts.c.target_entry_id, later.c.id > acts.c.id, _within(later, scope)
    )
    return select(acts.c.target_entry_id).where(acts.c.act == "undo", _within(acts, scope), ~superseded)


def _within(table: Table | FromClause, scope: Scope) -> Condition:
    return true() if scope.bound is None else table.c.id <= last_key(scope.bound)


def newest(table: Table, scope: Scope, questions: Sequence[int] | None, *columns: str) -> Subquery:
    """The newest standing fact of each question in that table: its id, its question, and these columns."""
    query = select(*_said(table, columns)).where(*_newest(table, scope, stands))
    return narrowed(query, table.c.question_id, questions).subquery(f"newest_{table.name}")


def _said(table: Table, columns: Sequence[str]) -> list[ColumnElement[Any]]:
    return [table.c[name] for name in ("id", "question_id", *columns)]


def _newest(table: Table, scope: Scope, standing: Callable[[Any, Scope], Condition]) -> tuple[Condition, Condition]:
    later = table.alias()
    superseded: Exists = exists().where(
        later.c.question_id == table.c.question_id, later.c.id > table.c.id, standing(later, scope)
    )
    return standing(table, scope), ~superseded


def decided(resolution: Any, scope: Scope) -> Condition:
    """True for decisions that stand by themselves: a judge's, and a rule's while what it observed stands."""
    if not (scope.ruled or scope.related):
        return stands(resolution, scope)
    by_rule = resolution.c.made_by == "rule"
    if scope.ruled:
        by_rule = and_(by_rule, resolution.c.id.not_in(select(_fallen(replace(scope, ruling=None)))))
    return and_(stands(resolution, scope), or_(resolution.c.made_by.is_(None), by_rule))


@functools.lru_cache(maxsize=64)
def _fallen(scope: Scope) -> CTE:
    """The decisions that rest on an observation which was undone or corrected."""
    correction = observations.alias()
    corrected = select(correction.c.replaces).where(correction.c.replaces.is_not(None), stands(correction, scope))
    rests = causes.join(observations, observations.c.id == causes.c.observation_id)
    gone = or_(~stands(observations, scope), observations.c.id.in_(corrected))
    return select(causes.c.resolution_id).select_from(rests).where(gone).cte("fallen")


def standing_decision(scope: Scope, questions: Sequence[int] | None, *columns: str) -> Subquery:
    """The decision that stands of each question that has one: by itself, or as the scope's ruling says."""
    own = and_(*_newest(resolutions, scope, decided))
    if scope.ruling is not None:
        ruled = one_of(resolutions.c.question_id, scope.ruling.questions)
        own = or_(and_(~ruled, own), one_of(resolutions.c.id, scope.ruling.resolutions))
    query = select(*_said(resolutions, columns)).where(own)
    return narrowed(query, resolutions.c.question_id, questions).subquery("standing_decision")


def narrowed(query: Select[Any], column: ColumnElement[int], questions: Sequence[int] | None) -> Select[Any]:
    """The query for some questions only, or for all."""
    return query if questions is None else query.where(one_of(column, questions))


def current(scope: Scope, questions: Sequence[int] | None = None) -> Select[Any]:
    """One row per standing question: the columns of `current_questions`."""
    wording = newest(wordings, scope, questions, "window_start", "deadline", "review_on")
    resolution = standing_decision(scope, questions, "verdict")
    closed = resolution.c.verdict != "reopened"
    return select(
        wording.c.question_id,
        wording.c.id.label("wording_id"),
        case((closed, resolution.c.id)).label("resolution_id"),
        case((closed, resolution.c.verdict), else_="open").label("state"),
        wording.c.window_start,
        wording.c.deadline,
        wording.c.review_on,
        func.coalesce(wording.c.deadline, wording.c.review_on).label("attention_on"),
    ).select_from(wording.outerjoin(resolution, resolution.c.question_id == wording.c.question_id))


def before_known(made: Any, known: Any) -> Condition:
    """Made before it was known: on equal days only where both instants say so."""
    return or_(
        made.c.made_on < known.c.known_on,
        and_(made.c.made_on == known.c.known_on, made.c.made_at < known.c.known_at),
    )


def closing(wording: Any) -> tuple[ColumnElement[str], ColumnElement[str]]:
    """Day and instant at which a wording's question closes: its close, else its deadline."""
    day = func.coalesce(wording.c.closes_on, wording.c.deadline)
    return day, case((wording.c.closes_on.is_not(None), wording.c.closes_at), else_=wording.c.deadline_at)


def before_close(made: Any, wording: Any) -> Condition:
    """Made before the close; a bare closing day runs to its end, a bare day of making is not before it."""
    day, instant = closing(wording)
    return or_(
        day.is_(None),
        made.c.made_on < day,
        and_(made.c.made_on == day, made.c.made_at.is_not(None), or_(instant.is_(None), made.c.made_at < instant)),
    )


def standing_forecasts(
    scope: Scope,
    questions: Sequence[int] | None = None,
    columns: Sequence[str] = PICKED,
    head: FromClause | None = None,
) -> Select[Any]:
    """Every forecast that stands and was not corrected, on questions that stand.

    Columns: those asked for of the forecast, and `state`, `before_close`, `before_known`, `retrospective`,
    `withdrawn`, `expired` (0 or 1), `close_day`, `known_on`, `resolution_id`, `y_ppm`, `deadline`. `head`
    holds the rows of `current` where they are known already.
    """
    head = current(scope, questions).subquery("head") if head is None else head
    return narrowed(_with_head(scope, head, columns), forecasts.c.question_id, questions)


def _with_head(scope: Scope, head: FromClause, columns: Sequence[str]) -> Select[Any]:
    wording, resolution, entry = wordings.alias(), resolutions.alias(), entries.alias()
    return (
        select(
            *(forecasts.c[name] for name in columns),
            head.c.state,
            _bit(before_close(forecasts, wording)).label("before_close"),
            _bit(_in_ignorance(forecasts, resolution)).label("before_known"),
            _bit(_late_record(scope, entry, resolution)).label("retrospective"),
            _bit(_withdrawn(scope, resolution)).label("withdrawn"),
            _bit(_expired(wording, resolution)).label("expired"),
            closing(wording)[0].label("close_day"),
            resolution.c.known_on,
            resolution.c.id.label("resolution_id"),
            resolution.c.y_ppm,
            wording.c.deadline,
            entry.c.recorded_at,
            entry.c.actor.label("recorded_by"),
        )
        .select_from(
            forecasts.join(head, head.c.question_id == forecasts.c.question_id)
            .join(wording, wording.c.id == head.c.wording_id)
            .join(entry, entry.c.id == forecasts.c.entry_id)
            .outerjoin(resolution, resolution.c.id == head.c.resolution_id)
        )
        .where(stands(forecasts, scope), _uncorrected(scope))
    )


def _late_record(scope: Scope, entry: Any, resolution: Any) -> Condition:
    """Recorded after the outcome was known; what was committed before then and revealed later is not late."""
    late = _recorded_late(entry, resolution)
    if not scope.revealed:
        return late
    reveal, commitment, committed = reveals.alias(), commitments.alias(), entries.alias()
    in_time = exists().where(
        reveal.c.forecast_id == forecasts.c.id,
        commitment.c.id == reveal.c.commitment_id,
        committed.c.id == commitment.c.entry_id,
        ~_recorded_late(committed, resolution),
        stands(reveal, scope),
    )
    return and_(late, ~in_time)


def _recorded_late(entry: Any, resolution: Any) -> Condition:
    # An instant that is not known is not later: NULL would swallow the other side of the `or`.
    later = func.coalesce(entry.c.recorded_at > resolution.c.known_at, false())
    return or_(entry.c.recorded_on > resolution.c.known_on, and_(entry.c.recorded_on == resolution.c.known_on, later))


def _uncorrected(scope: Scope) -> Condition:
    correction = forecasts.alias()
    corrected = exists().where(correction.c.replaces == forecasts.c.id, stands(correction, scope))
    return ~corrected if scope.corrected else true()


def _in_ignorance(made: Any, resolution: Any) -> Condition:
    return or_(resolution.c.id.is_(None), before_known(made, resolution))


def _bit(condition: Condition) -> ColumnElement[int]:
    return case((condition, 1), else_=0)


def _withdrawn(scope: Scope, resolution: Any) -> Condition:
    """Taken back after it was made and before the outcome was known."""
    act = withdrawals.alias()
    return exists().where(
        act.c.question_id == forecasts.c.question_id,
        act.c.forecaster_id == forecasts.c.forecaster_id,
        or_(
            act.c.made_on > forecasts.c.made_on,
            and_(act.c.made_on == forecasts.c.made_on, act.c.id > forecasts.c.id),
        ),
        or_(resolution.c.known_on.is_(None), act.c.made_on <= resolution.c.known_on),
        stands(act, scope),
    )


def _expired(wording: Any, resolution: Any) -> Condition:
    """Ran out before the close and before the outcome was known; on its last day it still stands."""
    day = closing(wording)[0]
    return and_(
        forecasts.c.expires_on < resolution.c.known_on,
        or_(day.is_(None), forecasts.c.expires_on < day),
    )


def counting(scope: Scope, questions: Sequence[int] | None = None, head: FromClause | None = None) -> Select[Any]:
    """One row per question and forecaster under timing `last`: the columns of `counted`.

    `reason` is "counts", or why the forecast does not: the question is open, annulled, ambiguous; the
    forecast was made after the close or after the outcome was known, on the same day, was withdrawn, or
    has no number. What resolved early or has no deadline is told by `deadline` and the reader's day.
    `head` holds the rows of `current` where they are known already.
    """
    head = current(scope, questions).subquery("head") if head is None else head
    last = _last_keys(scope, questions, head).subquery("last")
    picked = select(cast(func.substr(last.c.key, func.length(last.c.key) - KEY_DIGITS + 1), BigInteger) - KEY_BASE)
    made = _with_head(scope, head, PICKED).where(forecasts.c.id.in_(picked)).subquery("made")
    return select(
        made.c.question_id,
        made.c.forecaster_id,
        made.c.id.label("forecast_id"),
        made.c.resolution_id,
        reason(made).label("reason"),
        made.c.p_ppm,
        made.c.y_ppm,
        made.c.deadline,
        made.c.retrospective,
    )


def _last_keys(scope: Scope, questions: Sequence[int] | None, head: FromClause) -> Select[Any]:
    """Of each forecaster on each question the greatest `_order`: a MAX needs no sorting, a window does."""
    wording, resolution = wordings.alias(), resolutions.alias()
    query = (
        select(func.max(_order(wording, resolution)).label("key"))
        .select_from(
            head.join(wording, wording.c.id == head.c.wording_id)
            .outerjoin(resolution, resolution.c.id == head.c.resolution_id)
            .join(forecasts, forecasts.c.question_id == head.c.question_id)
        )
        .where(stands(forecasts, scope), _uncorrected(scope))
        .group_by(head.c.question_id, forecasts.c.forecaster_id)
    )
    return narrowed(query, head.c.question_id, questions)


def _order(wording: Any, resolution: Any) -> ColumnElement[str]:
    """A text that sorts as forecasts count: late before in time, by day, by instant, by place in the journal.

    A bare day sorts after the instants of that day: "~" is greater than any digit.
    """
    in_time = and_(before_close(forecasts, wording), _in_ignorance(forecasts, resolution))
    parts = (forecasts.c.made_on, func.coalesce(forecasts.c.made_at, "~"), cast(forecasts.c.id + KEY_BASE, Text))
    return functools.reduce(operator.add, parts, case((in_time, "1"), else_="0"))


def reason(row: Any) -> ColumnElement[str]:
    """Why a standing forecast does not count, or "counts"."""
    return case(
        (row.c.state != "resolved", row.c.state),
        (and_(row.c.before_known == 0, row.c.made_on > row.c.known_on), "after_known"),
        (and_(row.c.before_close == 0, row.c.made_on > row.c.close_day), "after_close"),
        (or_(row.c.before_known == 0, row.c.before_close == 0), "same_day"),
        (row.c.withdrawn == 1, "withdrawn"),
        (row.c.expired == 1, "expired"),
        (and_(row.c.p_ppm.is_(None), row.c.kind.is_not(None)), OTHER_TYPE),
        (row.c.p_ppm.is_(None), "no_number"),
        else_=COUNTS,
    )


def scorable_pairs(questions: Sequence[int] | None = None) -> Select[Any]:
    """Every forecast with a number beside every resolution it came before, standing or not."""
    query = select(
        forecasts.c.id.label("forecast_id"),
        resolutions.c.id.label("resolution_id"),
        forecasts.c.probability,
        resolutions.c.value,
    ).where(
        forecasts.c.question_id == resolutions.c.question_id,
        forecasts.c.probability.is_not(None),
        resolutions.c.value.is_not(None),
        before_known(forecasts, resolutions),
    )
    return narrowed(query, resolutions.c.question_id, questions)
