"""Scores of forecasts that are no probability: shares of options, quantiles, intervals and distributions.

Each by the rules of its question's type, under the frame of the wording that it was made under: an option that came
later counts as the one that stood for all others then.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Select, exists, select

from ledger.question_types import TYPES, Outcome
from ledger.scoring import rule_named
from ledger.store import counting, standing
from ledger.store.batches import one_of
from ledger.store.frames import Framed, read_framed
from ledger.store.tables import forecasts, frames, resolutions, scores

Key = tuple[int, int, str, str]
"""Keys of the forecast and the resolution, the rule and its version."""


def framed(connection: Connection) -> bool:
    """Whether any question of the ledger asks for more than a probability; most ledgers have none."""
    return bool(connection.scalar(select(exists(select(frames.c.id)))))


def stated_pairs(questions: Sequence[int] | None = None) -> Select[Any]:
    """Every forecast that is no probability beside every outcome it came before, standing or not."""
    query = select(
        forecasts.c.id.label("forecast_id"),
        resolutions.c.id.label("resolution_id"),
        resolutions.c.outcome,
        resolutions.c.value,
    ).where(
        forecasts.c.question_id == resolutions.c.question_id,
        forecasts.c.kind.is_not(None),
        resolutions.c.outcome.is_not(None),
        counting.before_known(forecasts, resolutions),
    )
    return standing.narrowed(query, resolutions.c.question_id, questions)


def scores_made_anew(connection: Connection, questions: Sequence[int] | None = None) -> dict[Key, float]:
    """The scores of all such pairs of these questions; none where a rule says nothing."""
    return _made(connection, connection.execute(stated_pairs(questions)).all(), frozenset())


def _made(connection: Connection, pairs: Sequence[Any], there: AbstractSet[Key]) -> dict[Key, float]:
    """The scores of these pairs but for those that are there."""
    said = read_framed(connection, sorted({pair.forecast_id for pair in pairs}))
    return {
        key: value
        for pair in pairs
        for rule in usual_rules(said[pair.forecast_id])
        if (key := (pair.forecast_id, pair.resolution_id, rule, rule_named(rule).RULE_VERSION)) not in there
        and (value := score_stated(rule, said[pair.forecast_id], pair.outcome, pair.value)) is not None
    }


def unscored(connection: Connection, questions: Sequence[int] | None) -> list[tuple[int, int, str, str, float]]:
    """The same without those that the ledger has, as rows."""
    pairs = connection.execute(stated_pairs(questions)).all()
    columns = (scores.c.forecast_id, scores.c.resolution_id, scores.c.rule, scores.c.rule_version)
    query = select(*columns).where(one_of(scores.c.forecast_id, sorted({pair.forecast_id for pair in pairs})))
    there: set[Key] = set(map(tuple, connection.execute(query)))
    return [(*key, value) for key, value in _made(connection, pairs, there).items()]


def usual_rules(forecast: Framed) -> tuple[str, ...]:
    """The rules that a forecast of its kind is scored by unless others are asked for."""
    return TYPES[forecast.frame.type].rules(forecast.stated.kind, forecast.frame)


def score_stated(rule: str, forecast: Framed, outcome: str, value: str | None) -> float | None:
    """What a rule makes of a forecast under an outcome, in the words of a resolution; None where it says nothing."""
    decided = Outcome(verdict="resolved", outcome=outcome, value=None if value is None else Decimal(value))
    return TYPES[forecast.frame.type].score(rule, forecast.stated, decided, forecast.frame)
