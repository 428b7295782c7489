"""What is derived, beside what it is derived from: heads, scores, and the rows that references name."""

import math
from collections import Counter
from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection, Select, Table, and_, exists, func, select
from sqlalchemy.exc import DBAPIError

from ledger.errors import DamageError, LedgerError
from ledger.scoring import RULES
from ledger.store import counting, heads, relations, standing, stated_scores
from ledger.store.scores import KEPT, rescore, score_of
from ledger.store.tables import JOURNAL, counted, current_questions, forecasts, scores

UNREADABLE: Final = (LedgerError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What working with values that nobody recorded can raise."""

DIGITS: Final = 1e-9
"""How far scores of distributions may lie apart: another machine rounds their last digits otherwise."""

_STATED: Final = select(forecasts.c.id).where(forecasts.c.kind.is_not(None))


def reference_findings(connection: Connection) -> Iterator[str]:
    """Columns of the journal that name rows which do not exist."""
    for table in JOURNAL:
        for key in sorted(table.foreign_keys, key=lambda key: key.parent.name):
            target = key.column.table.alias()
            lost = key.parent.is_not(None) & ~exists().where(target.c.id == key.parent)
            if connection.scalar(select(table.c.id).where(lost).limit(1)) is not None:
                yield f"{table.name}.{key.parent.name} names rows of {key.column.table.name} that do not exist"


def derived_findings(connection: Connection) -> Iterator[str]:
    """What is derived and not what the journal says."""
    yield from _head_findings(connection)
    yield from _score_findings(connection)
    yield from _stated_findings(connection)


def _head_findings(connection: Connection) -> Iterator[str]:
    """Head tables that are not what the journal says."""
    scope = relations.scope_at(connection)
    for table, rows in ((current_questions, standing.current(scope)), (counted, counting.counting(scope))):
        if _differs(connection, table, rows):
            yield f"{table.name} is not what the journal says"


def _differs(connection: Connection, table: Table, rows: Select[tuple[object, ...]]) -> bool:
    made = rows.subquery()
    kept, anew = select(*table.c), select(*(made.c[column.name] for column in table.c))
    # Whether, not which: what stands there need not be text that can be read.
    return any(connection.scalar(select(exists(one.except_(other)))) for one, other in ((kept, anew), (anew, kept)))


def _score_findings(connection: Connection) -> Iterator[str]:
    """Scores that are missing, too many, or not what the rules make of their pair."""
    pairs = counting.scorable_pairs().subquery()
    for rule in KEPT:
        same = and_(scores.c.rule == rule, scores.c.rule_version == RULES[rule].RULE_VERSION)
        pair = and_(scores.c.forecast_id == pairs.c.forecast_id, scores.c.resolution_id == pairs.c.resolution_id, same)
        query = select(pairs.c.probability, pairs.c.value, scores.c.value.label("score")).select_from(
            pairs.outerjoin(scores, pair)
        )
        count = wrong = 0
        for probability, value, score in connection.execute(query, execution_options={"stream_results": True}):
            count += 1
            wrong += score is None or score != score_of(rule, probability, value)
        kept = select(func.count()).select_from(scores).where(same, scores.c.forecast_id.not_in(_STATED))
        extra = (connection.scalar(kept) or 0) - count
        if wrong or extra:
            yield f"{wrong or abs(extra)} {rule} scores are not what the rule makes"


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


def rebuild(connection: Connection) -> None:
    """Make the head tables and all scores anew; a DamageError where the journal holds what nothing can be made of."""
    try:
        heads.rebuild(connection)
        rescore(connection)
    except (DBAPIError, *UNREADABLE) as error:
        raise DamageError(
            f"the journal cannot be read: {told(error)}", hint="fcl verify names the damaged entry"
        ) from error


def told(error: Exception) -> str:
    """In one line what reading a damaged ledger failed at."""
    said = error.orig if isinstance(error, DBAPIError) else error
    return " ".join(f"{said or type(said).__name__}".split())[:200]
