"""People and what they said it in: forecasters and sources, as they are read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from ledger.core.dates import shown
from ledger.core.quote import Quote
from ledger.errors import NotFoundError
from ledger.store import find
from ledger.store.aliases import People
from ledger.store.reading import read_questions
from ledger.store.reading.forecasts import quote_of
from ledger.store.reading.people import list_sources, questions_citing, quotes_of, read_forecasters
from ledger.store.reading.sources import source_of
from ledger.store.snapshot import Snapshot
from ledger.store.sources import relocated


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecaster:
    """A forecaster, with counts of what stands.

    `resolved` counts predictions on questions with an outcome, `counted` those of them that are scored;
    `first_made` and `last_made` are days. `aliases` are the other names under which something was said.
    """

    name: str
    id: str
    questions: int
    forecasts: int
    resolved: int
    counted: int
    first_made: str
    last_made: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSummary:
    """A source, with how many quotes of it and forecasts from it stand.

    `format` is what read its text, such as html/1; `retrieved_at` the instant at which its page was fetched.
    """

    id: str
    title: str | None
    author: str | None
    publisher: str | None
    published: str | None
    url: str | None
    sha256: str | None
    published_basis: str | None
    file: str | None
    format: str | None
    archived_url: str | None
    licence: str | None
    retrieved_at: str | None
    quotes: int
    forecasts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Citing:
    """A question of which a forecast cites a source."""

    id: str
    prefix: str
    claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Relocated:
    """Where a quote stands in the newest text of its source, and by which step it was found there."""

    start: int
    end: int
    found_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteOfSource(Quote):
    """A quote of a source; `moved_to` is its place in a text that has changed since."""

    moved_to: Relocated | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDetail:
    """A source with its quotes, in the order of its text, and the questions that cite it."""

    source: SourceSummary
    quotes: tuple[QuoteOfSource, ...]
    questions: tuple[Citing, ...]


def forecasters(snapshot: Snapshot) -> list[Forecaster]:
    """Everyone of whom a forecast stands, in order of name."""
    return [_forecaster(row, snapshot.scope.people) for row in read_forecasters(snapshot)]


def forecaster(snapshot: Snapshot, typed: str) -> Forecaster:
    """One forecaster, by name or a unique prefix of the name or id; NotFoundError for none or several."""
    found = find.find_forecaster(snapshot.connection, typed, scope=snapshot.scope)
    rows = read_forecasters(snapshot, found.key)
    if not rows:
        raise NotFoundError(f"no forecast of {shown(found.name)} stands", hint="fcl forecaster list shows the names")
    return _forecaster(rows[0], snapshot.scope.people)


def _forecaster(row: Any, people: People) -> Forecaster:
    return Forecaster(
        name=row.name,
        id=row.public_id,
        questions=row.questions,
        forecasts=row.forecasts,
        resolved=row.resolved,
        counted=row.counted,
        first_made=row.first,
        last_made=row.last,
        aliases=people.others_of(row.id),
    )


def sources(snapshot: Snapshot) -> list[SourceSummary]:
    """Every source, in the order in which they came into the ledger."""
    return [_summary(row) for row in list_sources(snapshot)]


def source(snapshot: Snapshot, typed: str) -> SourceDetail:
    """One source, by URL, key or a unique prefix of its id; NotFoundError for none."""
    found = find.find_source(snapshot.connection, typed)
    rows: Sequence[Any] = list_sources(snapshot, found.key) if found else ()
    if not found or not rows:
        raise NotFoundError(f"no source is {shown(typed)}", hint="fcl source list shows the ids")
    about = _summary(rows[0])
    return SourceDetail(
        source=about,
        quotes=tuple(_quotes(snapshot, found.key, about, rows[0].text_sha256)),
        questions=tuple(
            Citing(id=question.id, prefix=question.prefix, claim=question.claim)
            for question in read_questions(snapshot, questions_citing(snapshot, found.key))
        ),
    )


def _quotes(snapshot: Snapshot, source: int, about: SourceSummary, text_sha256: str | None) -> Iterator[QuoteOfSource]:
    rows = quotes_of(snapshot, source)
    moved = relocated(snapshot.connection, snapshot.scope, [row.id for row in rows], text_sha256)
    for row in rows:
        quote = quote_of(row, about.url)
        said = {one.name: getattr(quote, one.name) for one in fields(quote)}
        yield QuoteOfSource(**said, moved_to=_relocated(moved[row.id]) if row.id in moved else None)


def _relocated(row: Any) -> Relocated:
    return Relocated(start=row.start_offset, end=row.end_offset, found_by=row.found_by)


def _summary(row: Any) -> SourceSummary:
    known = source_of(row)
    return SourceSummary(
        id=known.id,
        title=known.title,
        author=known.author,
        publisher=known.publisher,
        published=known.published,
        url=known.url,
        sha256=known.sha256,
        published_basis=row.published_basis,
        file=row.file,
        format=row.canonicaliser,
        archived_url=row.archived_url,
        licence=row.licence,
        retrieved_at=row.retrieved_at,
        quotes=row.quotes,
        forecasts=row.forecasts,
    )
