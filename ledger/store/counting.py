"""What counts: of each forecaster's forecasts on a question the last one made that can count, and why none does.

"Later" is for forecasts the day made, then the instant, then the order of the journal.
"""

import functools
import operator
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    FromClause,
    Select,
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

from ledger.store.aliases import known_as
from ledger.store.standing import COUNTS, OTHER_TYPE, Condition, Scope, current, narrowed, stands
from ledger.store.tables import commitments, entries, forecasts, resolutions, reveals, withdrawals, wordings

# A key as text of fixed length, that sorts as the number.
KEY_BASE: Final = 10**18
KEY_DIGITS: Final = 19
PICKED: Final = ("id", "question_id", "forecaster_id", "p_ppm", "kind", "made_on", "made_at")


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
            *(_told(name, scope) for name in columns),
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


def _told(name: str, scope: Scope) -> ColumnElement[Any]:
    """A column of a forecast; whose it is by the name that the forecaster goes by."""
    column: ColumnElement[Any] = forecasts.c[name]
    return forecaster_of(forecasts, scope).label(name) if name == "forecaster_id" else column


def forecaster_of(said: Any, scope: Scope) -> ColumnElement[int]:
    """The key of the forecaster who said it, one for all the names of one."""
    return known_as(said.c.forecaster_id, scope.people)


def _late_record(scope: Scope, entry: Any, resolution: Any) -> Condition:
    """Recorded after the outcome was known; what was committed before then and revealed later is not late."""
    late = recorded_late(entry, resolution)
    if not scope.revealed:
        return late
    reveal, commitment, committed = reveals.alias(), commitments.alias(), entries.alias()
    in_time = exists().where(
        reveal.c.forecast_id == forecasts.c.id,
        commitment.c.id == reveal.c.commitment_id,
        committed.c.id == commitment.c.entry_id,
        ~recorded_late(committed, resolution),
        stands(reveal, scope),
    )
    return and_(late, ~in_time)


def recorded_late(entry: Any, resolution: Any) -> Condition:
    """Recorded after the outcome was known; on equal days only where both instants say so."""
    # An instant that is not known is not later: NULL would swallow the other side of the `or`.
    later = func.coalesce(entry.c.recorded_at > resolution.c.known_at, false())
    return or_(entry.c.recorded_on > resolution.c.known_on, and_(entry.c.recorded_on == resolution.c.known_on, later))


def _uncorrected(scope: Scope) -> Condition:
    if not scope.corrected:
        return true()
    correction = forecasts.alias()
    return ~exists().where(correction.c.replaces == forecasts.c.id, stands(correction, scope))


def _in_ignorance(made: Any, resolution: Any) -> Condition:
    return or_(resolution.c.id.is_(None), before_known(made, resolution))


def _bit(condition: Condition) -> ColumnElement[int]:
    return case((condition, 1), else_=0)


def _withdrawn(scope: Scope, resolution: Any) -> Condition:
    """Taken back after it was made and before the outcome was known."""
    if not scope.withdrawn:
        return false()
    act = withdrawals.alias()
    return exists().where(
        act.c.question_id == forecasts.c.question_id,
        forecaster_of(act, scope) == forecaster_of(forecasts, scope),
        taken_back(act, forecasts),
        or_(resolution.c.known_on.is_(None), act.c.made_on <= resolution.c.known_on),
        stands(act, scope),
    )


def taken_back(act: Any, made: Any) -> Condition:
    """Whether a withdrawal came after a forecast: by day, by instant where both have one, else by place in the journal.

    One entry may bring both, and then their places say nothing.
    """
    instants = and_(act.c.made_at.is_not(None), made.c.made_at.is_not(None), act.c.made_at != made.c.made_at)
    later = case((instants, act.c.made_at > made.c.made_at), else_=act.c.id > made.c.id)
    return or_(act.c.made_on > made.c.made_on, and_(act.c.made_on == made.c.made_on, later))


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
        .group_by(head.c.question_id, forecaster_of(forecasts, scope))
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
