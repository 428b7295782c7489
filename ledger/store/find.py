"""Finding things by what people type: ids by any unique prefix, forecasters by name, sources by URL."""

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Row, Select, Table, and_, exists, func, or_, select

from ledger.core.frame import Frame
from ledger.errors import NotFoundError
from ledger.store import counting, standing
from ledger.store.frames import frame_of, read_frames
from ledger.store.ids import ALPHABET, LENGTH, SHOWN, TYPED
from ledger.store.judging import last_words
from ledger.store.tables import (
    current_questions,
    forecasters,
    forecasts,
    questions,
    resolutions,
    series,
    sources,
    tags,
    wordings,
)
from ledger.store.written import check_texts

CANDIDATES: Final = 8


class Found(NamedTuple):
    """A thing of the ledger: its key inside, its id outside, its name where it has one."""

    key: int
    id: str
    name: str = ""


def find_question(connection: Connection, typed: str, scope: standing.Scope | None = None) -> Found:
    """The standing question whose id starts with what was typed (at least 3 characters).

    `scope` says as of when it must stand; None: now. Raises NotFoundError: none, or several (then with the
    candidates).
    """
    if scope is None or scope.bound is None:
        stands = exists().where(current_questions.c.question_id == questions.c.id)
    else:
        stands = exists().where(wordings.c.question_id == questions.c.id, standing.stands(wordings, scope))
    # Asked of the few that are found: of a list of all questions, a database would begin with those.
    query = select(questions.c.id, questions.c.public_id).where(stands)
    try:
        return _by_prefix(connection, query, typed, "prediction")
    except NotFoundError as error:
        raise _series_instead(connection, typed) or error from None


def _series_instead(connection: Connection, typed: str) -> NotFoundError | None:
    """What to say where a series was named as if it were a prediction; None where none was."""
    try:
        found = find_series(connection, typed).id[:SHOWN]
    except NotFoundError:
        return None
    hint = f"fcl list series:{found}, or fcl expand {found}"
    return NotFoundError(f"{found} is a series", hint=hint, code="is_series")


def find_series(connection: Connection, typed: str) -> Found:
    """The series whose id starts with what was typed."""
    return _by_prefix(connection, select(series.c.id, series.c.public_id), typed, "series")


def _by_prefix(connection: Connection, query: Select[tuple[int, str]], typed: str, noun: str) -> Found:
    prefix = typed.strip().lower()
    if len(prefix) < TYPED or len(prefix) > LENGTH or set(prefix) - set(ALPHABET):
        message = f"no {noun} has the id {typed[:40]!r}"
        raise NotFoundError(message, hint=f"ids have {TYPED} or more of {ALPHABET}: see fcl list")
    column = query.selected_columns.public_id
    rows = connection.execute(
        query.where(column >= prefix, column <= prefix + "~").order_by(column).limit(CANDIDATES)
    ).all()
    if len(rows) == 1:
        return Found(key=rows[0].id, id=rows[0].public_id)
    if not rows:
        message = f"no {noun} has an id that starts with {typed!r}"
        raise NotFoundError(message, hint="fcl list shows the ids")
    message = f"{typed!r} matches {len(rows)}{'+' if len(rows) == CANDIDATES else ''} {noun}s"
    raise NotFoundError(
        message, hint="type one more character", code="ambiguous_id", candidates=[row.public_id for row in rows]
    )


def prefixes(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Each question's shortest prefix that no other question has, at least 4 characters."""
    return {id_: id_[: max(SHOWN, _shared(connection, id_) + 1)] for id_ in ids}


def _shared(connection: Connection, id_: str) -> int:
    column = questions.c.public_id
    around = connection.execute(
        select(
            select(func.max(column)).where(column < id_).scalar_subquery(),
            select(func.min(column)).where(column > id_).scalar_subquery(),
        )
    ).one()
    return max(_common(id_, other) for other in around)


def _common(one: str, other: str | None) -> int:
    length = 0
    for left, right in zip(one, other or "", strict=False):
        if left != right:
            break
        length += 1
    return length


def find_by_name(connection: Connection, identity: Table, name: str) -> Found | None:
    """A forecaster or source by the name it came under; letter case does not matter."""
    check_texts([name])
    rows = connection.execute(
        select(identity.c.id, identity.c.public_id, identity.c.foreign_key).where(
            or_(identity.c.foreign_key == name, func.lower(identity.c.foreign_key) == name.lower())
        )
    ).all()
    best = sorted(rows, key=lambda row: (row.foreign_key != name, row.id))
    return Found(key=best[0].id, id=best[0].public_id, name=best[0].foreign_key) if best else None


def find_forecaster(
    connection: Connection, typed: str, question: int | None = None, scope: standing.Scope | None = None
) -> Found:
    """A forecaster by any of his names, or by a unique prefix of a name or id; on one question or of the whole ledger.

    `scope` says as of when names stand for others; None: now.
    """
    people = (scope or standing.scope_of(connection)).people
    query = select(forecasters.c.id, forecasters.c.public_id, forecasters.c.foreign_key)
    rows = connection.execute(query.order_by(forecasters.c.foreign_key)).all()
    if question is not None:
        on_it = select(forecasts.c.forecaster_id).where(forecasts.c.question_id == question).distinct()
        there = {people.key_of(key) for key in connection.scalars(on_it)}
        rows = [row for row in rows if people.key_of(row.id) in there]
    found = _called(rows, typed)
    who = {people.key_of(row.id) for row in found}
    if len(who) == 1:
        one = next(row for row in rows if row.id in who)
        return Found(key=one.id, id=one.public_id, name=one.foreign_key)
    raise _no_forecaster(typed, found or rows, several=bool(found))


def _called(rows: Sequence[Any], typed: str) -> list[Any]:
    """Those of exactly that name, else of that name in other letters, else whose name or id starts so."""
    wanted = typed.casefold()
    exact = [row for row in rows if row.foreign_key == typed]
    exact = exact or [row for row in rows if row.foreign_key.casefold() == wanted]
    return exact or [row for row in rows if _starts(row, wanted)]


def _starts(row: Any, wanted: str) -> bool:
    return bool(row.foreign_key.casefold().startswith(wanted) or row.public_id.startswith(wanted))


def _no_forecaster(typed: str, rows: Sequence[Any], *, several: bool) -> NotFoundError:
    names = [row.foreign_key for row in rows[:CANDIDATES]]
    what = "matches several forecasters" if several else "is no forecaster here"
    return NotFoundError(
        f"{typed!r} {what}",
        hint="give the whole name" if several else "fcl forecaster list shows the names",
        code="ambiguous_forecaster" if several else "not_found",
        candidates=names,
    )


def forecasters_of(connection: Connection, scope: standing.Scope, question: int) -> list[Row[Any]]:
    """Who has a standing forecast on the question: key, id, name, in order of name; one for all the names of one."""
    made = select(counting.forecaster_of(forecasts, scope)).where(
        forecasts.c.question_id == question, standing.stands(forecasts, scope)
    )
    query = select(forecasters.c.id, forecasters.c.public_id, forecasters.c.foreign_key.label("name"))
    return list(connection.execute(query.where(forecasters.c.id.in_(made)).order_by(forecasters.c.foreign_key)))


def standing_wording(connection: Connection, question: int) -> Row[Any]:
    """The wording of a question that stands now."""
    return connection.execute(
        select(wordings)
        .join(current_questions, current_questions.c.wording_id == wordings.c.id)
        .where(current_questions.c.question_id == question)
    ).one()


def standing_resolution(connection: Connection, question: int) -> Row[Any] | None:
    """The resolution of a question that stands now, None while it is open."""
    return connection.execute(
        select(resolutions)
        .join(current_questions, current_questions.c.resolution_id == resolutions.c.id)
        .where(current_questions.c.question_id == question)
    ).one_or_none()


def wording_of(connection: Connection, key: int) -> Row[Any]:
    """A wording by its key."""
    return connection.execute(select(wordings).where(wordings.c.id == key)).one()


def own_decision(connection: Connection, question: int) -> Row[Any] | None:
    """What was last decided about a question itself, whether or not its condition lets it stand; None if nothing."""
    decision = standing.standing_decision(standing.scope_of(connection), [question]).c.id
    query = select(resolutions).where(resolutions.c.id.in_(select(decision)), resolutions.c.verdict != "reopened")
    return connection.execute(query).one_or_none()


def judges_of(connection: Connection, question: int) -> set[str]:
    """Who has decided a question since it was last reopened, in decisions that were not undone."""
    words = last_words(standing.scope_of(connection))
    return set(connection.scalars(select(words.c.judge).where(words.c.question_id == question)))


def standing_frame(connection: Connection, question: int) -> Frame:
    """What the wording of a question that stands now fixes."""
    wording = standing_wording(connection, question)
    return frame_of(read_frames(connection, [wording]), wording.id)


def forecasts_of(connection: Connection, question: int, forecaster: int) -> list[Row[Any]]:
    """A forecaster's standing forecasts on a question, under any name, in the order in which they count."""
    scope = standing.scope_of(connection)
    rows = counting.standing_forecasts(scope, [question], tuple(forecasts.c.keys()), current_questions)
    query = rows.where(counting.forecaster_of(forecasts, scope) == scope.people.key_of(forecaster))
    return sorted(connection.execute(query), key=lambda row: (row.made_on, row.made_at or "~", row.id))


def find_source(connection: Connection, typed: str) -> Found | None:
    """A source by the URL or key it came under, or by a prefix of its id."""
    if found := find_by_name(connection, sources, typed):
        return found
    prefix = typed.strip().lower()
    if len(prefix) < TYPED or set(prefix) - set(ALPHABET):
        return None
    like = and_(sources.c.public_id >= prefix, sources.c.public_id <= prefix + "~")
    rows = connection.execute(select(sources.c.id, sources.c.public_id).where(like).limit(2)).all()
    return Found(key=rows[0].id, id=rows[0].public_id) if len(rows) == 1 else None


def tags_of(connection: Connection, question: int) -> set[str]:
    """The tags of a question: of each the newest standing word counts."""
    scope = standing.scope_of(connection)
    query = select(tags.c.tag, tags.c.removed).where(tags.c.question_id == question, standing.stands(tags, scope))
    last = {row.tag: row.removed for row in connection.execute(query.order_by(tags.c.id))}
    return {tag for tag, removed in last.items() if not removed}
