"""What stands: the selects that put each later word in place of the earlier, now or as of any entry.

An entry stands iff the newest act on it is not an undo. Of a question the newest wording stands and
the decision that stands. What "later" means is decided here, for wordings and resolutions by the order of
the journal, and in `counting` for forecasts.

A `Scope` says how far to read. The selects run alike on SQLite and PostgreSQL; `questions` narrows one
to some questions.
"""

import functools
from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    Exists,
    FromClause,
    Select,
    Subquery,
    Table,
    and_,
    case,
    exists,
    func,
    or_,
    select,
    true,
)

from ledger.store.aliases import NOBODY, People, people_of
from ledger.store.batches import one_of
from ledger.store.keys import last_key
from ledger.store.tables import (
    aliases,
    anchors,
    causes,
    conditions,
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


class Ruling(NamedTuple):
    """Which decision stands of questions that follow from others: of `questions` those of `resolutions`, else none."""

    questions: Sequence[int]
    resolutions: Sequence[int]


class Scope(NamedTuple):
    """How far to read: up to entry `bound` (None: all), what there is to look for, and who is known by other names.

    Whether anything was ever undone, corrected, withdrawn, revealed or anchored, decided by a rule (`ruled`), or
    follows from other questions (`related`); of those `ruling` says which decision stands (see
    `ledger.store.relations`).
    """

    bound: int | None = None
    undone: bool = True
    corrected: bool = True
    withdrawn: bool = True
    revealed: bool = True
    anchored: bool = True
    ruled: bool = True
    related: bool = True
    ruling: Ruling | None = None
    people: People = NOBODY


_EVER: Final = {
    "undone": select(undos.c.id),
    "corrected": select(forecasts.c.id).where(forecasts.c.replaces.is_not(None)),
    "withdrawn": select(withdrawals.c.id),
    "revealed": select(reveals.c.id),
    "anchored": select(anchors.c.id),
    "ruled": select(causes.c.id).where(causes.c.observation_id.is_not(None)),
    "related": select(conditions.c.id).union_all(select(parts.c.id)),
    "aliased": select(aliases.c.id),
}
# Asked several times by each command: made once.
_LOOK: Final = select(*(exists(look).label(name) for name, look in _EVER.items()))


def scope_of(connection: Connection, bound: int | None = None) -> Scope:
    """The scope of a ledger as of an entry; most never did most of these things, and need no look for them."""
    found = connection.execute(_LOOK).one()
    there: dict[str, Any] = {name: bool(one) for name, one in zip(_EVER, found, strict=True)}
    aliased = there.pop("aliased")
    scope = Scope(bound=bound, **there)
    return scope._replace(people=people_of(connection, stands(aliases, scope))) if aliased else scope


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
        by_rule = and_(by_rule, resolution.c.id.not_in(select(_fallen(scope._replace(ruling=None)))))
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
