"""Scores as derived rows: what each rule makes of each forecast under each resolution it came before.

A score depends on its pair alone, so undo, re-resolution and "as of" never touch it: `standing` picks
the pair. New pairs are scored in the transaction that causes them.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from typing import Any, Final

from sqlalchemy import Connection, Exists, FromClause, delete, exists, or_, select

from ledger.scoring import RULES
from ledger.store import counting, standing, stated_scores
from ledger.store.batches import insert_rows
from ledger.store.tables import resolutions, scores

KEPT: Final = ("brier", "log")


def score_questions(connection: Connection, questions: Sequence[int]) -> None:
    """Score every pair of these questions that has no score yet."""
    if not questions:
        return
    decided = select(resolutions.c.question_id).where(resolutions.c.outcome.is_not(None)).distinct()
    found = connection.scalars(standing.narrowed(decided, resolutions.c.question_id, questions)).all()
    if found:
        _score(connection, found)


def rescore(connection: Connection) -> None:
    """Make all scores anew."""
    connection.execute(delete(scores))
    _score(connection, None)


def _score(connection: Connection, questions: Sequence[int] | None) -> None:
    pairs = counting.scorable_pairs(questions).subquery()
    unscored = [~_scored(pairs, rule) for rule in KEPT]
    found = connection.execute(select(pairs, *unscored).where(or_(*unscored))).all()
    rows = list(chain.from_iterable(map(scores_of, found)))
    if stated_scores.framed(connection):
        rows += stated_scores.unscored(connection, questions)
    if rows:
        insert_rows(connection, scores, scores.c.keys(), rows)


def _scored(pairs: FromClause, rule: str) -> Exists:
    return exists().where(
        scores.c.forecast_id == pairs.c.forecast_id,
        scores.c.resolution_id == pairs.c.resolution_id,
        scores.c.rule == rule,
        scores.c.rule_version == RULES[rule].RULE_VERSION,
    )


def scores_of(pair: Sequence[Any]) -> Iterator[tuple[int, int, str, str, float]]:
    """The rows of a pair that are missing: its keys, probability and value, then for each rule whether to score."""
    forecast, resolution, probability, value, *missing = pair
    for rule, wanted in zip(KEPT, missing, strict=True):
        if wanted:
            yield forecast, resolution, rule, RULES[rule].RULE_VERSION, score_of(rule, probability, value)


@lru_cache(maxsize=65_536)
def score_of(rule: str, probability: str, value: str) -> float:
    """The score of a stated probability under an outcome's value.

    >>> score_of("brier", "0.8", "1")
    0.04
    """
    return RULES[rule].score(probability=Decimal(probability), outcome=Decimal(value))
