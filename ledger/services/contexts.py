"""Quotes in their context: the paragraph around each, from the text that the ledger holds of its source."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from ledger.core.question import Forecast, Prediction, Question
from ledger.core.quote import Quote
from ledger.sources.anchors import Anchor, refind
from ledger.sources.context import Context, context_of
from ledger.sources.document import Place
from ledger.store import sources as stored
from ledger.store.columns import BLANK
from ledger.store.find import find_source
from ledger.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteInContext(Quote):
    """A quote with what goes before and after it; None where there is no text, or it is not found in it."""

    context: Context | None


Text = tuple[str, tuple[Place, ...]]


def in_context(snapshot: Snapshot, questions: Iterable[Question]) -> list[Question]:
    """The questions with every quote in its context."""
    texts: dict[str, Text | None] = {}
    return [_question(snapshot, one, texts) for one in questions]


def _question(snapshot: Snapshot, question: Question, texts: dict[str, Text | None]) -> Question:
    predictions = tuple(_prediction(snapshot, one, texts) for one in question.predictions)
    return replace(question, predictions=predictions)


def _prediction(snapshot: Snapshot, prediction: Prediction, texts: dict[str, Text | None]) -> Prediction:
    return replace(prediction, forecasts=tuple(_forecast(snapshot, one, texts) for one in prediction.forecasts))


def _forecast(snapshot: Snapshot, forecast: Forecast, texts: dict[str, Text | None]) -> Forecast:
    if forecast.quote is None:
        return forecast
    source = forecast.source.id if forecast.source else None
    if source is not None and source not in texts:
        texts[source] = _text_of(snapshot, source)
    return replace(forecast, quote=_with_context(forecast.quote, texts[source] if source else None))


def _text_of(snapshot: Snapshot, source: str) -> Text | None:
    """The text of a source with its places, read once for all its quotes."""
    found = find_source(snapshot.connection, source)
    newest = stored.newest_text(snapshot.connection, found.key, snapshot.scope) if found else None
    if found is None or newest is None or newest.text in {None, BLANK}:
        return None
    return newest.text, stored.places_of(snapshot.connection, found.key, newest.text_sha256, snapshot.scope)


def _with_context(quote: Quote, text: Text | None) -> QuoteInContext:
    said = {field.name: getattr(quote, field.name) for field in fields(Quote)}
    anchor = Anchor(
        exact=quote.text, prefix=quote.prefix or "", suffix=quote.suffix or "", start=quote.start, end=quote.end
    )
    found = refind(text[0], anchor) if text else None
    context = context_of(text[0], found.start, found.end, text[1]) if text and found else None
    return QuoteInContext(**said, context=context)
