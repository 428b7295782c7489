"""The last words of judges in SQL, by the rule of `ledger.core.verdicts`."""

from sqlalchemy import ColumnElement, Connection, FromClause, Subquery, and_, exists, func, or_, select

from ledger.core.hindsight import ASCII_LOWER
from ledger.store import standing
from ledger.store.aliases import named_as
from ledger.store.standing import Scope
from ledger.store.tables import entries, resolutions
from ledger.store.written import check_texts


def last_words(scope: Scope) -> Subquery:
    """Each judge's last decision about each question since it was last reopened.

    Columns: `question_id`, `judge`, and `said`, which two judges share where they agree.
    """
    word, entry = resolutions.alias(), entries.alias()
    return (
        select(word.c.question_id, _judge(word, entry, scope).label("judge"), _said(word).label("said"))
        .join(entry, entry.c.id == word.c.entry_id)
        .where(
            word.c.made_by.is_(None),
            word.c.verdict != "reopened",
            standing.stands(word, scope),
            ~_superseded(word, _judge(word, entry, scope), scope),
        )
        .subquery("last_words")
    )


def _judge(word: FromClause, entry: FromClause, scope: Scope) -> ColumnElement[str]:
    return named_as(func.coalesce(word.c.judge, entry.c.actor), scope.people)


def _said(word: FromClause) -> ColumnElement[str]:
    return word.c.verdict + ":" + func.coalesce(word.c.outcome, "")


def _superseded(word: FromClause, judge: ColumnElement[str], scope: Scope) -> ColumnElement[bool]:
    """Taken back with the whole decision, or by a later word of the same judge."""
    later, entry = resolutions.alias(), entries.alias()
    same = and_(later.c.made_by.is_(None), _judge(later, entry, scope) == judge)
    return exists().where(
        later.c.question_id == word.c.question_id,
        later.c.id > word.c.id,
        entry.c.id == later.c.entry_id,
        or_(later.c.verdict == "reopened", same),
        standing.stands(later, scope),
    )


def judged_by_several(connection: Connection, scope: Scope) -> list[int]:
    """The keys of the questions on which more than one judge has a last word, in the order in which they were asked."""
    words = last_words(scope)
    query = select(words.c.question_id).group_by(words.c.question_id).having(func.count() > 1)
    return list(connection.scalars(query.order_by(words.c.question_id)))


def is_judge(connection: Connection, name: str) -> bool:
    """Whether somebody of that name, in any case of the letters A to Z, ever decided anything."""
    check_texts([name])
    judge = func.coalesce(resolutions.c.judge, entries.c.actor)
    query = select(resolutions.c.id).join(entries, entries.c.id == resolutions.c.entry_id)
    found = query.where(resolutions.c.made_by.is_(None), func.lower(judge) == name.translate(ASCII_LOWER)).limit(1)
    return connection.scalar(found) is not None
