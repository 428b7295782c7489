"""The rows behind tables: predictions with what stands of them, and the scores of those that count."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import FromClause, Select, func, select, true

from ledger.core.query import Term
from ledger.store.batches import collecting_later, one_of, streamed
from ledger.store.query import shelf_of
from ledger.store.snapshot import Snapshot
from ledger.store.standing import COUNTING, stands
from ledger.store.tables import (
    forecasters,
    forecasts,
    questions,
    resolutions,
    scores,
    series,
    source_texts,
    sources,
    tags,
    wordings,
)
from ledger.store.tallies import matching_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class PredictionRow:
    """One question as said by one forecaster: the forecast that counts, or would, and what came of it.

    `reason` is "counts" or why it does not. Keys are the ledger's own; days ISO text, decimals exact text.
    """

    question_key: int
    forecast_key: int
    question: str
    forecaster: str
    reason: str
    p: str | None
    p_ppm: int | None
    y_ppm: int | None
    deadline: str | None
    retrospective: bool
    made: str
    basis: str
    phrase: str | None
    scale: str | None
    source: str | None
    kind: str | None
    claim: str
    type: str
    series: str | None
    state: str
    outcome: str | None
    value: str | None
    happened_on: str | None
    known_on: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredForecast:
    """What one rule makes of one forecast that counts."""

    forecast_key: int
    rule: str
    rule_version: str
    value: float


def prediction_rows(snapshot: Snapshot, terms: Sequence[Term] = ()) -> list[PredictionRow]:
    """Every prediction of the snapshot that matches the terms, oldest questions first."""
    shelf = shelf_of(snapshot)
    query = predictions_of(matching_rows(shelf, terms), shelf.current, source_labels(snapshot))
    found = snapshot.connection.execute(query.order_by(questions.c.id, forecasters.c.id))
    names, texts = tuple(found.keys()), dict[str, str]()
    with collecting_later():
        return [PredictionRow(**_named(names, row, texts)) for row in found]


def _named(names: Sequence[str], row: Iterable[Any], texts: dict[str, str]) -> dict[str, Any]:
    """The values of a row by name. Each of the `texts` is held once: most are said by many rows."""
    values = {
        name: texts.setdefault(value, value) if isinstance(value, str) else value
        for name, value in zip(names, row, strict=True)
    }
    values["retrospective"] = bool(values["retrospective"])
    return values


def prediction_keys(snapshot: Snapshot, terms: Sequence[Term] = ()) -> dict[tuple[int, str], int]:
    """The key of the forecast that counts, or would, of each prediction that matches the terms, in order.

    By the key of the question and the public id of the forecaster.
    """
    rows = matching_rows(shelf_of(snapshot), terms)
    query = select(rows.c.question_id, forecasters.c.public_id, rows.c.forecast_id).join(
        forecasters, forecasters.c.id == rows.c.forecaster_id
    )
    found = snapshot.connection.execute(query.order_by(rows.c.question_id, forecasters.c.id)).all()
    return {(question, forecaster): forecast for question, forecaster, forecast in found}


def source_labels(snapshot: Snapshot) -> FromClause:
    """One name per source: its URL, else its newest title, else its id."""
    newest = (
        select(source_texts.c.source_id, func.max(source_texts.c.id).label("id"))
        .where(stands(source_texts, snapshot.scope))
        .group_by(source_texts.c.source_id)
        .subquery("newest_texts")
    )
    label = func.coalesce(source_texts.c.url, source_texts.c.title, sources.c.foreign_key, sources.c.public_id)
    text = newest.outerjoin(source_texts, source_texts.c.id == newest.c.id)
    joined = sources.outerjoin(text, newest.c.source_id == sources.c.id)
    return select(sources.c.id, label.label("label")).select_from(joined).subquery("labels")


def predictions_of(rows: FromClause, heads: FromClause, labels: FromClause) -> Select[tuple[object, ...]]:
    """The columns of `PredictionRow` for rows like those of `counted`; `heads` are like `current_questions`."""
    return select(
        rows.c.question_id.label("question_key"),
        rows.c.forecast_id.label("forecast_key"),
        questions.c.public_id.label("question"),
        func.coalesce(forecasters.c.foreign_key, forecasters.c.public_id).label("forecaster"),
        rows.c.reason,
        forecasts.c.probability.label("p"),
        rows.c.p_ppm,
        rows.c.y_ppm,
        rows.c.deadline,
        rows.c.retrospective,
        func.coalesce(forecasts.c.made_at, forecasts.c.made_on).label("made"),
        forecasts.c.basis,
        forecasts.c.phrase,
        forecasts.c.scale,
        forecasts.c.kind,
        labels.c.label.label("source"),
        wordings.c.claim,
        wordings.c.type,
        series.c.public_id.label("series"),
        heads.c.state,
        resolutions.c.outcome,
        resolutions.c.value,
        resolutions.c.happened_on,
        resolutions.c.known_on,
    ).select_from(
        rows.join(questions, questions.c.id == rows.c.question_id)
        .join(forecasters, forecasters.c.id == rows.c.forecaster_id)
        .join(forecasts, forecasts.c.id == rows.c.forecast_id)
        .join(heads, heads.c.question_id == rows.c.question_id)
        .join(wordings, wordings.c.id == heads.c.wording_id)
        .outerjoin(resolutions, resolutions.c.id == rows.c.resolution_id)
        .outerjoin(series, series.c.id == wordings.c.series_id)
        .outerjoin(labels, labels.c.id == forecasts.c.source_id)
    )


def scored_forecasts(
    snapshot: Snapshot,
    versions: Collection[tuple[str, str]],
    terms: Sequence[Term] = (),
    keys: Iterable[int] | None = None,
) -> Iterator[ScoredForecast]:
    """The scores of the forecasts that count, or of these among them, for each rule in the version asked for."""
    rows = matching_rows(shelf_of(snapshot), terms)
    query = (
        select(scores.c.forecast_id, scores.c.rule, scores.c.rule_version, scores.c.value)
        .select_from(
            rows.join(
                scores,
                (scores.c.forecast_id == rows.c.forecast_id) & (scores.c.resolution_id == rows.c.resolution_id),
            )
        )
        .where(rows.c.reason.in_(COUNTING), true() if keys is None else one_of(rows.c.forecast_id, keys))
        .order_by(scores.c.forecast_id, scores.c.rule)
    )
    wanted = {(rule, version): (rule, version) for rule, version in versions}
    for key, rule, version, value in streamed(snapshot.connection, query):
        if named := wanted.get((rule, version)):
            yield ScoredForecast(forecast_key=key, rule=named[0], rule_version=named[1], value=value)


def tags_by_question(snapshot: Snapshot) -> dict[int, tuple[str, ...]]:
    """The tags of every question that has some, in order: of each tag the newest standing word counts."""
    query = select(tags.c.question_id, tags.c.tag, tags.c.removed).where(
        tags.c.question_id.is_not(None), stands(tags, snapshot.scope)
    )
    last: dict[int, dict[str, int]] = {}
    for question, tag, removed in snapshot.connection.execute(query.order_by(tags.c.id)):
        last.setdefault(question, {})[tag] = removed
    return {question: _standing_tags(words) for question, words in last.items()}


def _standing_tags(removed: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(sorted(tag for tag, gone in removed.items() if not gone))
