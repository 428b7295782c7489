"""Scans in the store: what people said of a text's sentences, what is quoted already, and the counts of each source."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, func, select

from ledger.store import standing
from ledger.store.batches import one_of
from ledger.store.shelf import uncorrected
from ledger.store.snapshot import Snapshot
from ledger.store.tables import forecasts, judgements, questions, quotes, scans, sources, wordings

MOST: Final = 5_000


def read_judgements(snapshot: Snapshot, hashes: Iterable[str]) -> dict[str, Any]:
    """The newest standing word about each sentence, by its hash: `judgement`, `reason`, and `id` of the question."""
    query = (
        select(judgements.c.sentence_sha256, judgements.c.judgement, judgements.c.reason, questions.c.public_id)
        .outerjoin(questions, questions.c.id == judgements.c.question_id)
        .where(standing.stands(judgements, snapshot.scope))
        .order_by(judgements.c.id)
    )
    rows = (
        row
        for some in _chunks(hashes)
        for row in snapshot.connection.execute(query.where(judgements.c.sentence_sha256.in_(some)))
    )
    return {row.sentence_sha256: row for row in rows}


def _chunks(texts: Iterable[str]) -> Iterator[list[str]]:
    """Texts, each once, no more at a time than a database takes in one statement."""
    each = sorted(set(texts))
    return (each[start : start + MOST] for start in range(0, len(each), MOST))


def read_quoted(snapshot: Snapshot, source: int | None, words: Iterable[str]) -> Sequence[Any]:
    """Standing quotes that are these words, or stand in this source, with the id of the question each is about."""
    query = (
        select(quotes.c.exact, quotes.c.source_id, quotes.c.start_offset, quotes.c.end_offset, questions.c.public_id)
        .join(forecasts, forecasts.c.quote_id == quotes.c.id)
        .join(questions, questions.c.id == forecasts.c.question_id)
        .where(uncorrected(forecasts, snapshot.scope))
        .order_by(quotes.c.id)
    )
    wanted: list[ColumnElement[bool]] = [quotes.c.exact.in_(some) for some in _chunks(words)]
    if source is not None:
        wanted.append(quotes.c.source_id == source)
    return [row for one in wanted for row in snapshot.connection.execute(query.where(one))]


def read_claims(snapshot: Snapshot) -> Sequence[Any]:
    """The claims of all standing questions, with their ids, the newest wording of each last."""
    query = select(questions.c.public_id, wordings.c.claim).join(wordings, wordings.c.question_id == questions.c.id)
    return snapshot.connection.execute(
        query.where(standing.stands(wordings, snapshot.scope)).order_by(wordings.c.id)
    ).all()


def read_scans(snapshot: Snapshot, source: int | None = None) -> Sequence[Any]:
    """The newest standing scan of each text by each proposer; of one source or of all."""
    stands = standing.stands(scans, snapshot.scope)
    newest = (
        select(func.max(scans.c.id)).where(stands).group_by(scans.c.source_id, scans.c.text_sha256, scans.c.proposer)
    )
    query = select(scans, sources.c.public_id).join(sources, sources.c.id == scans.c.source_id)
    only = () if source is None else (scans.c.source_id == source,)
    return snapshot.connection.execute(query.where(scans.c.id.in_(newest), *only).order_by(scans.c.id)).all()


def read_judged(snapshot: Snapshot, sources_: Iterable[int]) -> Sequence[Any]:
    """Every standing judgement on sentences of these sources, with the scan's source, text and proposer, in order."""
    query = (
        select(judgements, scans.c.source_id, scans.c.text_sha256, scans.c.proposer)
        .join(scans, scans.c.id == judgements.c.scan_id)
        .where(and_(one_of(scans.c.source_id, sources_), standing.stands(judgements, snapshot.scope)))
    )
    return snapshot.connection.execute(query.order_by(judgements.c.id)).all()
