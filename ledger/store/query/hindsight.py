"""The findings of hindsight as conditions, by the rules of `ledger.core.hindsight`: the same as `show` tells."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from sqlalchemy import FromClause, Select, and_, exists, false, func, or_, select

from ledger.core.hindsight import BACKDATED_DAYS, LEFT_OPEN_DAYS, SUBSTANCE
from ledger.store import counting, standing
from ledger.store.aliases import named_as
from ledger.store.query.matching import days_between
from ledger.store.shelf import Shelf
from ledger.store.standing import Condition, Scope
from ledger.store.tables import commitments, entries, forecasters, forecasts, options, resolutions, reveals, wordings

DAY: Final = len("2026-11-28")


def _rewordings(scope: Scope) -> FromClause:
    """The wordings that changed what is forecast: `question_id`, `id`, `entry_id`, `recorded_on`."""
    before, after, between, entry = wordings.alias(), wordings.alias(), wordings.alias(), entries.alias()
    another = exists().where(
        between.c.question_id == after.c.question_id,
        between.c.id > before.c.id,
        between.c.id < after.c.id,
        standing.stands(between, scope),
    )
    return (
        select(after.c.question_id, after.c.id, after.c.entry_id, entry.c.recorded_on)
        .join(before, and_(before.c.question_id == after.c.question_id, before.c.id < after.c.id))
        .join(entry, entry.c.id == after.c.entry_id)
        .where(
            standing.stands(before, scope),
            standing.stands(after, scope),
            ~another,
            _differ(before, after),
            ~_revealing(after, scope),
        )
        .subquery("rewordings")
    )


def _differ(before: FromClause, after: FromClause) -> Condition:
    texts = (before.c[name].is_distinct_from(after.c[name]) for name in SUBSTANCE)
    return or_(*texts, _lacks(before, after), _lacks(after, before))


def _lacks(one: FromClause, other: FromClause) -> Condition:
    """Some option of the one wording is none of the other, or stands in another place."""
    option, same = options.alias(), options.alias()
    kept = exists().where(
        same.c.wording_id == other.c.id, same.c.position == option.c.position, same.c.label == option.c.label
    )
    return exists().where(option.c.wording_id == one.c.id, ~kept)


def _revealing(wording: FromClause, scope: Scope) -> Condition:
    if not scope.revealed:
        return false()
    reveal, commitment = reveals.alias(), commitments.alias()
    return exists().where(
        reveal.c.entry_id == wording.c.entry_id,
        commitment.c.id == reveal.c.commitment_id,
        commitment.c.question_id == wording.c.question_id,
        standing.stands(reveal, scope),
    )


def _goalposts_moved(shelf: Shelf) -> Condition:
    later, decision = _rewordings(shelf.scope), resolutions.alias()
    found = select(later.c.question_id).join(decision, decision.c.question_id == later.c.question_id)
    late = or_(decision.c.known_on < later.c.recorded_on, decision.c.entry_id < later.c.entry_id)
    decided = and_(decision.c.verdict != "reopened", standing.stands(decision, shelf.scope))
    return shelf.current.c.question_id.in_(found.where(late, decided))


def _re_resolved(shelf: Shelf) -> Condition:
    decision = resolutions.alias()
    said = decision.c.verdict + ":" + func.coalesce(decision.c.outcome, "")
    found = select(decision.c.question_id).where(
        decision.c.verdict != "reopened",
        or_(decision.c.made_by.is_(None), decision.c.made_by == "rule"),
        standing.stands(decision, shelf.scope),
    )
    several = found.group_by(decision.c.question_id).having(func.min(said) != func.max(said))
    return shelf.current.c.question_id.in_(several)


def _left_open(shelf: Shelf) -> Condition:
    today = date.fromisoformat(shelf.today)
    last = date.fromordinal(max(1, today.toordinal() - LEFT_OPEN_DAYS)).isoformat()
    return and_(shelf.current.c.state == "open", shelf.current.c.deadline < last)


def _unrevealed(shelf: Shelf) -> Condition:
    commitment, reveal = commitments.alias(), reveals.alias()
    revealed = exists().where(reveal.c.commitment_id == commitment.c.id, standing.stands(reveal, shelf.scope))
    kept = select(commitment.c.question_id).where(standing.stands(commitment, shelf.scope), ~revealed)
    return and_(shelf.current.c.deadline < shelf.today, shelf.current.c.question_id.in_(kept))


ON_QUESTIONS: Final[dict[str, Callable[[Shelf], Condition]]] = {
    "goalposts_moved": _goalposts_moved,
    "re_resolved": _re_resolved,
    "left_open": _left_open,
    "annulled": lambda shelf: and_(shelf.current.c.state == "annulled"),
    "ambiguous": lambda shelf: and_(shelf.current.c.state == "ambiguous"),
    "unrevealed": _unrevealed,
}


def _retrospective(shelf: Shelf, row: FromClause) -> Condition:
    del shelf
    return and_(row.c.retrospective == 1)


def _reworded_after_forecast(shelf: Shelf, row: FromClause) -> Condition:
    later, made = _rewordings(shelf.scope), _in_time(shelf).subquery("in_time")
    return row.c.forecast_id.in_(
        select(made.c.id).join(later, and_(later.c.question_id == made.c.question_id, later.c.id > made.c.wording_id))
    )


def _in_time(shelf: Shelf) -> Select[Any]:
    """The forecasts made before their question closed and its outcome was known."""
    made, head, wording, resolution = forecasts.alias(), shelf.current.alias(), wordings.alias(), resolutions.alias()
    return (
        select(made.c.id, made.c.question_id, made.c.wording_id)
        .join(head, head.c.question_id == made.c.question_id)
        .join(wording, wording.c.id == head.c.wording_id)
        .outerjoin(resolution, resolution.c.id == head.c.resolution_id)
        .where(
            counting.before_close(made, wording),
            or_(resolution.c.id.is_(None), counting.before_known(made, resolution)),
        )
    )


def _own_verdict(shelf: Shelf, row: FromClause) -> Condition:
    decision, entry, forecaster = resolutions.alias(), entries.alias(), forecasters.alias()
    judge = named_as(func.coalesce(decision.c.judge, entry.c.actor), shelf.scope.people)
    return exists().where(
        decision.c.id == row.c.resolution_id,
        decision.c.made_by.is_(None),
        entry.c.id == decision.c.entry_id,
        forecaster.c.id == row.c.forecaster_id,
        func.lower(judge) == func.lower(forecaster.c.foreign_key),
    )


def _backdated(shelf: Shelf, row: FromClause) -> Condition:
    made, entry, wording, head = forecasts.alias(), entries.alias(), wordings.alias(), shelf.current.alias()
    late = exists().where(
        made.c.id == row.c.forecast_id,
        made.c.source_id.is_(None),
        made.c.quote_id.is_(None),
        entry.c.id == made.c.entry_id,
        _long_after(entry, made),
        head.c.question_id == row.c.question_id,
        wording.c.id == head.c.wording_id,
        wording.c.series_id.is_(None),
    )
    return and_(late, ~_committed_in_time(shelf, row)) if shelf.scope.revealed else late


def _committed_in_time(shelf: Shelf, row: FromClause) -> Condition:
    reveal, commitment, entry, made = reveals.alias(), commitments.alias(), entries.alias(), forecasts.alias()
    return exists().where(
        reveal.c.forecast_id == row.c.forecast_id,
        standing.stands(reveal, shelf.scope),
        commitment.c.id == reveal.c.commitment_id,
        entry.c.id == commitment.c.entry_id,
        made.c.id == row.c.forecast_id,
        ~_long_after(entry, made),
    )


def _long_after(entry: FromClause, made: FromClause) -> Condition:
    recorded = func.substr(entry.c.recorded_at, 1, DAY)
    return and_(days_between(recorded, made.c.made_on) > BACKDATED_DAYS)


ON_PREDICTIONS: Final[dict[str, Callable[[Shelf, FromClause], Condition]]] = {
    "retrospective": _retrospective,
    "reworded_after_forecast": _reworded_after_forecast,
    "own_verdict": _own_verdict,
    "backdated": _backdated,
}
