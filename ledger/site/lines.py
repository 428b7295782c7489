"""Questions in one line: all that lists of them show, small enough to keep for every one."""

from collections.abc import Iterator
from dataclasses import dataclass

from ledger.core.question import Forecast, Prediction, Question
from ledger.core.quote import Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one forecaster said last on a question, and its Brier score (0 to 1) where it has one."""

    forecaster: str
    forecaster_id: str
    p: str | None
    told: str | None
    withdrawn: bool
    brier: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A source that a forecast cites, by its id, and the quote from it where there is one."""

    source: str
    quote: Quote | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A question in short; `attention` is the day to look at it, `result` its outcome or else its status.

    `reviewed`: that day is one to look at it again, and no deadline.
    """

    id: str
    prefix: str
    claim: str
    type: str
    status: str
    result: str
    attention: str | None
    reviewed: bool
    known_on: str | None
    tags: tuple[str, ...]
    series: str | None
    period: str | None
    told: tuple[Told, ...]
    cited: tuple[Cited, ...]

    @property
    def brier(self) -> float | None:
        """The Brier score where a single forecaster has one."""
        scores = [one.brier for one in self.told if one.brier is not None]
        return scores[0] if len(scores) == 1 else None


def line_of(question: Question) -> Line:
    """A question in short."""
    decision = question.decision
    return Line(
        id=question.id,
        prefix=question.prefix,
        claim=question.claim,
        type=question.type,
        status=question.status,
        result=decision.outcome or question.status if decision and question.status == "resolved" else question.status,
        attention=question.deadline.date if question.deadline else question.review_on,
        reviewed=question.deadline is None,
        known_on=decision.known_on[:10] if decision else None,
        tags=question.tags,
        series=question.series,
        period=question.period,
        told=tuple(_told(question, one) for one in question.predictions),
        cited=tuple(dict.fromkeys(_cited(question))),
    )


def forecasts_of(question: Question) -> list[Forecast]:
    """Everything that was said on a question."""
    return [forecast for prediction in question.predictions for forecast in prediction.forecasts]


def _cited(question: Question) -> Iterator[Cited]:
    return (Cited(source=one.source.id, quote=one.quote) for one in forecasts_of(question) if one.source)


def _told(question: Question, prediction: Prediction) -> Told:
    scores = (one for one in question.scores if one.forecaster == prediction.forecaster and one.rule == "brier")
    score = next(scores, None)
    last = prediction.forecasts[-1] if prediction.forecasts else None
    return Told(
        forecaster=prediction.forecaster,
        forecaster_id=prediction.forecaster_id,
        p=last.p if last else None,
        told=last.told if last else None,
        withdrawn=prediction.withdrawn is not None,
        brier=score.value if score else None,
    )
