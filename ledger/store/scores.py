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

from ledger.errors import LedgerError
from ledger.scoring import RULES, rule_named
from ledger.store import counting, standing, stated_scores
from ledger.store.batches import insert_rows
from ledger.store.tables import resolutions, scores
from ledger.store.telling import Told, unheard

KEPT: Final = ("brier", "log")
BLOCK: Final = 500
"""Questions whose pairs are scored at a time: of so many the pairs lie in memory together."""


def score_questions(connection: Connection, questions: Sequence[int]) -> None:
    """Score every pair of these questions that has no score yet."""
    if not questions:
        return
    _score_decided(connection, questions, unheard)


def rescore(connection: Connection, told: Told = unheard) -> None:
    """Make all scores anew; `told` hears how many questions are done."""
    connection.execute(delete(scores))
    _score_decided(connection, None, told)


def score_missing(connection: Connection, told: Told = unheard) -> int:
    """Score every pair without a score by the rules of this program; how many scores that made.

    What other versions of the rules made goes; what these made stays as it is. `told` hears how many questions are
    done.
    """
    for rule, version in connection.execute(select(scores.c.rule, scores.c.rule_version).distinct()).all():
        if version != _version_of(rule):
            connection.execute(delete(scores).where(scores.c.rule == rule, scores.c.rule_version == version))
    return _score_decided(connection, None, told)


def _version_of(rule: str) -> str | None:
    """None for a rule that this program does not have."""
    try:
        return rule_named(rule).RULE_VERSION
    except LedgerError:
        return None


def _score_decided(connection: Connection, questions: Sequence[int] | None, told: Told) -> int:
    decided = select(resolutions.c.question_id).where(resolutions.c.outcome.is_not(None)).distinct()
    query = standing.narrowed(decided, resolutions.c.question_id, questions).order_by(resolutions.c.question_id)
    found = connection.scalars(query).all()
    framed, made = bool(found) and stated_scores.framed(connection), 0
    for start in range(0, len(found), BLOCK):
        made += _score(connection, found[start : start + BLOCK], framed=framed)
        told(min(start + BLOCK, len(found)), len(found))
    return made


def _score(connection: Connection, questions: Sequence[int], *, framed: bool) -> int:
    """Score the pairs of these questions that have no score yet; how many scores that made."""
    pairs = counting.scorable_pairs(questions).subquery()
    unscored = [~_scored(pairs, rule) for rule in KEPT]
    found = connection.execute(select(pairs, *unscored).where(or_(*unscored))).all()
    rows = list(chain.from_iterable(map(scores_of, found)))
    if framed:
        rows += stated_scores.unscored(connection, questions)
    if rows:
        insert_rows(connection, scores, scores.c.keys(), rows)
    return len(rows)


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
