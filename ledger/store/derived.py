"""What is derived, beside what it is derived from: heads, scores, and the rows that references name."""

import math
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, FromClause, Select, Table, and_, exists, func, select, text
from sqlalchemy.exc import DBAPIError

from ledger.errors import DamageError, LedgerError
from ledger.scoring import RULES
from ledger.store import counting, heads, relations, standing, stated_scores, trigrams
from ledger.store.batches import streamed
from ledger.store.chain import BLOCK
from ledger.store.scores import KEPT, rescore, score_missing, score_of
from ledger.store.tables import JOURNAL, counted, current_questions, forecasts, scores
from ledger.store.telling import Told, unheard

UNREADABLE: Final = (LedgerError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What working with values that nobody recorded can raise."""

DIGITS: Final = 1e-9
"""How far scores of distributions may lie apart: another machine rounds their last digits otherwise."""

_STATED: Final = select(forecasts.c.id).where(forecasts.c.kind.is_not(None))


def reference_findings(connection: Connection) -> Iterator[str]:
    """Columns of the journal that name rows which do not exist."""
    lost = _lost_on_file if connection.dialect.name == "sqlite" else _lost_on_server
    for table in JOURNAL:
        for column, target in lost(connection, table):
            yield f"{table.name}.{column} names rows of {target} that do not exist"


def _lost_on_file(connection: Connection, table: Table) -> list[tuple[str, str]]:
    """Such columns of a table, each with the table that it names; SQLite's own check is three times as fast."""
    return [(column, target) for column, target in connection.execute(_LOST_ON_FILE, {"name": table.name})]


_LOST_ON_FILE: Final = text(
    'SELECT DISTINCT key."from", key."table" FROM pragma_foreign_key_check(:name) AS lost '
    "JOIN pragma_foreign_key_list(:name) AS key ON key.id = lost.fkid ORDER BY 1"
)


def _lost_on_server(connection: Connection, table: Table) -> Iterator[tuple[str, str]]:
    """The same by a look for each row."""
    for key in sorted(table.foreign_keys, key=lambda key: key.parent.name):
        target = key.column.table.alias()
        lost = key.parent.is_not(None) & ~exists().where(target.c.id == key.parent)
        if connection.scalar(select(table.c.id).where(lost).limit(1)) is not None:
            yield key.parent.name, key.column.table.name


def derived_findings(connection: Connection) -> Iterator[str]:
    """What is derived and not what the journal says."""
    yield from _head_findings(connection)
    yield from _score_findings(connection)
    yield from _stated_findings(connection)
    yield from trigrams.index_findings(connection)


def _head_findings(connection: Connection) -> Iterator[str]:
    """Head tables that are not what the journal says."""
    scope = relations.scope_at(connection)
    differs = _differs(connection, current_questions, standing.current(scope))
    if differs:
        yield f"{current_questions.name} is not what the journal says"
    # What was just found right need not be worked out again.
    head = None if differs else current_questions
    if _differs(connection, counted, counting.counting(scope, head=head)):
        yield f"{counted.name} is not what the journal says"


def _differs(connection: Connection, table: Table, rows: Select[tuple[object, ...]]) -> bool:
    """Whether these are not the rows of the table: as many, and each is there. Counted, so no text need be readable."""
    made = rows.subquery("made")
    keys = [made.c[key.name] == key for key in table.primary_key]
    said = [made.c[column.name].is_not_distinct_from(column) for column in table.c if not column.primary_key]
    found = func.count(next(iter(table.primary_key)))
    anew, there = connection.execute(
        select(func.count(), found).select_from(made.outerjoin(table, and_(*keys, *said)))
    ).one()
    return not anew == there == connection.scalar(select(func.count()).select_from(table))


def _score_findings(connection: Connection) -> Iterator[str]:
    """Scores that are missing, too many, or not what the rules make of their pair."""
    pairs, wrong = 0, Counter[str]()
    for (probability, value, *said), count in _scored_pairs(connection):
        pairs += count
        for rule, score in zip(KEPT, said, strict=True):
            wrong[rule] += count if score is None or score != score_of(rule, probability, value) else 0
    for rule in KEPT:
        kept = select(func.count()).select_from(scores).where(_by(scores, rule), scores.c.forecast_id.not_in(_STATED))
        extra = (connection.scalar(kept) or 0) - pairs
        if wrong[rule] or extra:
            yield f"{wrong[rule] or abs(extra)} {rule} scores are not what the rule makes"


def _scored_pairs(connection: Connection) -> Iterator[tuple[tuple[Any, ...], int]]:
    """Probabilities beside values with their scores by the rules in turn, and of how many pairs of a block."""
    pairs = counting.scorable_pairs().subquery()
    joined: FromClause = pairs
    said = []
    for rule in KEPT:
        score = scores.alias()
        same = and_(score.c.forecast_id == pairs.c.forecast_id, score.c.resolution_id == pairs.c.resolution_id)
        joined = joined.outerjoin(score, and_(same, _by(score, rule)))
        said.append(score.c.value)
    query = select(pairs.c.probability, pairs.c.value, *said).select_from(joined)
    rows = streamed(connection, query)
    while block := rows.fetchmany(BLOCK):
        yield from Counter(map(tuple, block)).items()


def _by(score: FromClause, rule: str) -> ColumnElement[bool]:
    return and_(score.c.rule == rule, score.c.rule_version == RULES[rule].RULE_VERSION)


def _stated_findings(connection: Connection) -> Iterator[str]:
    """The same for forecasts that are no probability."""
    if not stated_scores.framed(connection):
        return
    rows = connection.execute(select(scores).where(scores.c.forecast_id.in_(_STATED)))
    kept = {tuple(key): value for *key, value in rows}
    anew = stated_scores.scores_made_anew(connection)
    wrong = Counter(
        key[2]
        for key in kept.keys() | anew.keys()
        if not math.isclose(kept.get(key, math.nan), anew.get(key, math.nan), rel_tol=DIGITS)
    )
    yield from (f"{count} {rule} scores are not what the rule makes" for rule, count in sorted(wrong.items()))


def rebuild(connection: Connection, told: Told = unheard) -> None:
    """Make the head tables, all scores and the index of words anew.

    A DamageError where the journal holds what nothing can be made of. `told` hears how many questions are scored, and
    of how many.
    """
    with _readable():
        heads.rebuild(connection)
        rescore(connection, told)
        trigrams.make_anew(connection)


def rescored(connection: Connection, told: Told = unheard) -> int:
    """Score what lacks a score by the rules of this program; how many scores that made, and errors as of `rebuild`."""
    with _readable():
        return score_missing(connection, told)


@contextmanager
def _readable() -> Iterator[None]:
    """A DamageError where the journal holds what nothing can be made of."""
    try:
        yield
    except (DBAPIError, *UNREADABLE) as error:
        raise DamageError(
            f"the journal cannot be read: {told(error)}", hint="fcl verify names the damaged entry"
        ) from error


def told(error: Exception) -> str:
    """In one line what reading a damaged ledger failed at."""
    said = error.orig if isinstance(error, DBAPIError) else error
    return " ".join(f"{said or type(said).__name__}".split())[:200]
