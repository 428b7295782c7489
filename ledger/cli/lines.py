"""One line for each change: what was added, updated, decided or taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from ledger.cli.text import cut, percent, printable
from ledger.core.question import Forecast, Prediction, Question

if TYPE_CHECKING:
    from ledger.core.resolution import Resolution

CLAIM: Final = 120
MOST_SCORES: Final = 3
FIRST_RULES: Final = ("brier", "log")
ORDINALS: Final = {1: "st", 2: "nd", 3: "rd"}


def claim_of(question: Question) -> str:
    """The claim, made harmless and cut."""
    return cut(printable(question.claim), CLAIM)


def line(*parts: str) -> str:
    """The parts that say something, two spaces apart."""
    return "  ".join(part for part in parts if part)


def distance(day: date, today: date) -> str:
    """How far a day is from today, in calendar years and days.

    >>> distance(date(2027, 12, 31), date(2026, 11, 20))
    'in 1 year 41 days'
    >>> distance(date(2026, 11, 19), date(2026, 11, 20))
    '1 day ago'
    """
    if day == today:
        return "today"
    early, late = sorted((day, today))
    years = late.year - early.year
    if _years_on(early, years) > late:
        years -= 1
    days = (late - _years_on(early, years)).days
    span = " ".join(counted(n, word) for n, word in ((years, "year"), (days, "day")) if n)
    return f"in {span}" if day > today else f"{span} ago"


def _years_on(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def counted(number: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "question"), counted(0, "question")
    ('1 question', '0 questions')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def when(question: Question, today: date) -> str:
    """The deadline with its distance, or the day to look again.

    A deadline with a time of day shows it in UTC.
    """
    if question.deadline is None:
        return f"no deadline (review {question.review_on})" if question.review_on else "no deadline"
    day = date.fromisoformat(question.deadline.date)
    return f"by {question.deadline.at or question.deadline.date} ({distance(day, today)})"


def stated(forecast: Forecast | None) -> str:
    """A forecast as people say it: its number, the words it was read from, or their absence.

    >>> stated(None)
    'no forecast'
    """
    if forecast is None:
        return "no forecast"
    if forecast.told is not None:
        return printable(forecast.told)
    if forecast.p is None:
        return f'no number ("{printable(forecast.phrase)}")' if forecast.phrase else "no number"
    words = f' ("{printable(forecast.phrase)}")' if forecast.basis == "words" and forecast.phrase else ""
    return percent(forecast.p) + words


def newest(question: Question) -> tuple[Prediction, Forecast] | None:
    """The forecast that was recorded last, with whose it is."""
    made = [(prediction, forecast) for prediction in question.predictions for forecast in prediction.forecasts]
    return max(made, key=lambda one: (one[1].entry, one[1].n), default=None)


def added(question: Question, today: date, *, dry_run: bool = False) -> str:
    """`Added k7qm  35%  by 2027-12-31 (in 1 year 41 days)  Rust overtakes Go`."""
    last = newest(question)
    said = stated(last[1] if last else None)
    verb = "Would add" if dry_run else f"Added {question.prefix}"
    return line(verb, said, when(question, today), claim_of(question))


def committed(question: Question, today: date) -> str:
    """`Committed k7qm  by 2027-12-31 (in 1 year 41 days)  Private prediction 3fa9c1`."""
    return line(f"Committed {question.prefix}", when(question, today), claim_of(question))


def revealed(question: Question, today: date) -> str:
    """`Revealed k7qm  70%  by 2027-12-31 (in 1 year 41 days)  They will be bought`."""
    last = newest(question)
    return line(
        f"Revealed {question.prefix}", stated(last[1] if last else None), when(question, today), claim_of(question)
    )


def updated(question: Question, before: Question | None = None) -> str:
    """`m3xw  60% → 72%  ECB cuts rates`; says whose where there are several, and what was a backfill.

    `before` is the question before a correction, whose number is no longer told by the question itself.
    """
    last = newest(question)
    if last is None:
        return line(question.prefix, claim_of(question))
    prediction, forecast = last
    whose = printable(prediction.forecaster) if len(question.predictions) > 1 else ""
    if forecast.replaces is not None:
        return line(question.prefix, whose, _correction(prediction, forecast, before), claim_of(question))
    return line(question.prefix, whose, _change(prediction, forecast), claim_of(question))


def _correction(prediction: Prediction, forecast: Forecast, before: Question | None) -> str:
    held = before.predictions if before else ()
    was = next((one for one in held if one.forecaster_id == prediction.forecaster_id), None)
    change = f"{stated(was.forecasts[-1])} → {stated(forecast)}" if was and was.forecasts else stated(forecast)
    return f"{change} (correction)"


def _change(prediction: Prediction, forecast: Forecast) -> str:
    place = prediction.forecasts.index(forecast)
    now = stated(forecast)
    if place + 1 < len(prediction.forecasts):
        later = prediction.forecasts[-1]
        return f"{now} as of {forecast.made[:10]} (backfill: {stated(later)} of {later.made[:10]} stands)"
    before = prediction.forecasts[place - 1] if place else None
    if forecast.unchanged:
        return f"{now} unchanged"
    return f"{stated(before)} → {now}" if before else now


def withdrawn(question: Question, who: str | None = None) -> str:
    """`m3xw  60% withdrawn  ECB cuts rates`."""
    taken = [one for one in question.predictions if one.withdrawn and (who is None or one.forecaster == who)]
    last = max(taken, key=lambda one: str(one.withdrawn), default=None)
    if last is None:
        return line(question.prefix, "withdrawn", claim_of(question))
    whose = printable(last.forecaster) if len(question.predictions) > 1 else ""
    return line(question.prefix, whose, f"{stated(last.forecasts[-1])} withdrawn", claim_of(question))


def edited(question: Question, today: date) -> str:
    """`m3xw  wording 2  by 2027-06-30 (in 222 days)  ECB cuts rates`."""
    return line(question.prefix, f"wording {question.wording}", when(question, today), claim_of(question))


def decided(question: Question, before: Question | None = None) -> str:
    """`q9tz  YES on 2026-11-14   p 90%   Brier 0.0100  log 0.1054`; with `before`, what changed."""
    last = question.resolutions[-1]
    was = before.decision if before else None
    if before is not None and was is not None and was.n != last.n:
        number = sum(one.verdict != "reopened" for one in question.resolutions)
        place = f"({ordinal(number)} resolution; the {'first is' if number == 2 else 'earlier ones are'} kept)"
        change = f"{outcome_word(was)} → {outcome_word(last)} {place}"
        return "   ".join(part for part in (line(question.prefix, change), _score_change(before, question)) if part)
    first = line(question.prefix, f"{outcome_word(last)} on {last.known_on[:10]}")
    if not last.stands:
        return f"{first}   waits for its condition"
    return "   ".join([first, *_scored(question)])


def outcome_word(resolution: Resolution) -> str:
    """How a decision is shouted: YES, NO, 0.25, AMBIGUOUS, OPEN."""
    word = resolution.outcome or {"reopened": "open"}.get(resolution.verdict, resolution.verdict)
    return printable(word).upper()


def ordinal(number: int) -> str:
    """A place in an order.

    >>> ordinal(2), ordinal(11), ordinal(23)
    ('2nd', '11th', '23rd')
    """
    return f"{number}{ORDINALS.get(number % 10, 'th') if number % 100 not in (11, 12, 13) else 'th'}"


def _scored(question: Question) -> Iterator[str]:
    several = len(question.predictions) > 1
    for prediction in question.predictions[:MOST_SCORES]:
        counted = [forecast for forecast in prediction.forecasts if forecast.counts]
        scores = _scores(question, prediction.forecaster)
        whose = f"{printable(prediction.forecaster)} " if several else ""
        yield f"{whose}p {stated((counted or prediction.forecasts)[-1])}"
        shown = line(*(f"{_rule(rule)} {value:.4f}" for rule, value in scores.items()))
        yield shown or f"not scored{_why_not(question, prediction)}"
    if len(question.predictions) > MOST_SCORES:
        yield f"and {len(question.predictions) - MOST_SCORES} more"


def _why_not(question: Question, prediction: Prediction) -> str:
    """Why an outcome gives a prediction no score, behind a colon; nothing where the outcome itself says it."""
    last = question.decision
    if last is None or last.verdict != "resolved" or not prediction.forecasts:
        return ""
    said = prediction.forecasts[-1]
    if prediction.withdrawn or prediction.expired:
        return ": withdrawn" if prediction.withdrawn else f": it ran out on {prediction.expired}"
    if any(forecast.counts for forecast in prediction.forecasts):
        return ": no number" if said.p is None and said.told is None else ""
    if said.made[:10] > last.known_on[:10]:
        return ": made after the outcome was known"
    closed = question.closes_at or (question.deadline.date if question.deadline else None)
    late = closed is not None and said.made[:10] > closed[:10]
    return ": made after it closed" if late else ": made on the day it closed or was known"


def _scores(question: Question, forecaster: str) -> dict[str, float]:
    found = {score.rule: score.value for score in question.scores if score.forecaster == forecaster}
    return {rule: found[rule] for rule in dict.fromkeys((*FIRST_RULES, *found)) if rule in found}


def _rule(rule: str) -> str:
    return {"brier": "Brier"}.get(rule, rule)


def _score_change(before: Question, after: Question) -> str:
    changes = []
    for prediction in after.predictions[:MOST_SCORES]:
        was, now = (_scores(one, prediction.forecaster) for one in (before, after))
        rule = next(iter({**now, **was}), None)
        if rule is None:
            continue
        whose = f"{printable(prediction.forecaster)} " if len(after.predictions) > 1 else ""
        changes.append(f"{whose}{_rule(rule)} {_number(was.get(rule))} → {_number(now.get(rule))}")
    return "   ".join(changes)


def _number(value: float | None) -> str:
    return "not scored" if value is None else f"{value:.4f}"


def reopened(question: Question) -> str:
    """`q9tz  open again  Parliament passes the budget`; what follows from other questions may not be."""
    follows = question.decision
    state = f"{outcome_word(follows)} all the same, because of other questions" if follows else "open again"
    return line(question.prefix, state, claim_of(question))


def annulled(question: Question) -> str:
    """`q9tz  ANNULLED  not scored  Parliament passes the budget`."""
    return line(question.prefix, "ANNULLED", "not scored", claim_of(question))


def tagged(question: Question) -> str:
    """`q9tz  tags: ai work  Parliament passes the budget`."""
    return line(question.prefix, f"tags: {printable(' '.join(question.tags)) or '-'}", claim_of(question))


def state_of(question: Question) -> str:
    """What a question is after an entry was taken back: `q9tz is YES again`."""
    decision = question.decision
    if decision is None:
        return f"{question.prefix} is open, {stated_by_all(question.predictions)}"
    return f"{question.prefix} is {outcome_word(decision)}"


def stated_by_all(predictions: Sequence[Prediction]) -> str:
    """What stands: of one forecaster the number, of several how many there are.

    >>> stated_by_all([])
    'no forecast'
    """
    if len(predictions) > 1:
        return f"{len(predictions)} forecasters"
    standing = predictions[0] if predictions else None
    if standing and standing.withdrawn:
        return "withdrawn"
    return stated(standing.forecasts[-1] if standing and standing.forecasts else None)
