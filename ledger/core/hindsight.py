"""Hindsight: what about a question was said, worded or decided once its answer could be known, or by whom it was due.

Each finding is a fact with its days, not a verdict on anybody: there are honest reasons for every one of them. Days of
recording are those of the journal, in UTC; whoever owns the machine's clock owns them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from ledger.core.question import Forecast, Prediction, Question, StatedDeadline, Status
from ledger.core.verdicts import verdict_of

if TYPE_CHECKING:
    from ledger.core.particulars import Commitment, Rewording
    from ledger.core.resolution import Resolution

FINDINGS: Final[Mapping[str, str]] = MappingProxyType({
    "retrospective": "recorded after the outcome was known",
    "reworded_after_forecast": "worded otherwise after the forecast that counts was made",
    "goalposts_moved": "worded otherwise after the outcome was known or recorded",
    "re_resolved": "decided again with another outcome",
    "left_open": "open long after its deadline",
    "annulled": "decided to be impossible to judge, and never scored",
    "ambiguous": "decided to be neither, and never scored",
    "own_verdict": "decided by the forecaster",
    "unrevealed": "committed, past its deadline and never revealed",
    "backdated": "said to be made long before it was recorded, without a source or a quote",
})  # fmt: skip
"""Every finding, in the order of tables, and what it means."""
OF_PREDICTIONS: Final = ("retrospective", "reworded_after_forecast", "own_verdict", "backdated")
"""Findings about one forecaster's prediction; the others are about a question, whoever forecast it."""
SUBSTANCE: Final = ("claim", "criteria", "fine_print", "window_start", "deadline")
"""Columns of a wording that say what is forecast; the options of a question are the rest."""
LEFT_OPEN_DAYS: Final = 30
"""Days after its deadline for which a question may be open."""
BACKDATED_DAYS: Final = 7
"""Days from the day on which a forecast was made in which it may be recorded without a source."""
ASCII_LOWER: Final = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding: whose, what was done on a day (`on`, None for what was not done), and the day it should be read by.

    `since` is the day on which the outcome was known, the deadline ran out, or the forecast was made; `days` from it to
    `on`, or to today. `entry` is the entry that shows it, `times` how often it was done, `what` what was changed, the
    outcomes in order, or the judge.
    """

    finding: str
    forecaster: str | None = None
    on: str | None = None
    since: str
    days: int
    entry: int | None = None
    times: int = 1
    what: tuple[str, ...] = ()


class Past(NamedTuple):
    """What hindsight looks at of a question; `today` is the day by which a deadline has passed, ISO text."""

    status: Status
    series: str | None
    deadline: StatedDeadline | None
    predictions: tuple[Prediction, ...]
    resolutions: tuple[Resolution, ...]
    rewordings: tuple[Rewording, ...]
    commitments: tuple[Commitment, ...]
    today: str

    @property
    def decision(self) -> Resolution | None:
        """The resolution that stands, None while it is open."""
        return next((one for one in self.resolutions if one.stands), None)

    def committed(self, forecast: Forecast) -> Commitment | None:
        """The commitment that a forecast revealed."""
        return next((one for one in self.commitments if one.revealed == forecast.entry), None)


def past_of(question: Question, today: str) -> Past:
    """The past of a question as it stands on a day."""
    return Past(
        status=question.status,
        series=question.series,
        deadline=question.deadline,
        predictions=question.predictions,
        resolutions=question.resolutions,
        rewordings=question.rewordings,
        commitments=question.commitments,
        today=today,
    )


def findings(past: Past, *, grace: int = LEFT_OPEN_DAYS) -> Iterator[Finding]:
    """Everything found about a question, in the order of `FINDINGS`; `grace` days after its deadline it may be open."""
    yield from filter(None, (_retrospective(past, each) for each in past.predictions))
    if past.rewordings:
        yield from filter(None, (_reworded(past, each) for each in past.predictions))
        yield from _moved(past)
    if past.resolutions:
        yield from _re_resolved(past)
    yield from _left_open(past, grace)
    if past.resolutions:
        yield from _void(past)
        yield from filter(None, (_own_verdict(past, each) for each in past.predictions))
    yield from _unrevealed(past)
    yield from filter(None, (_backdated(past, each) for each in past.predictions))


def flags(found: Iterable[Finding]) -> tuple[str, ...]:
    """The names of some findings, each once, in order.

    >>> found = [Finding(finding=name, since="2026-06-30", days=9) for name in ("annulled", "backdated", "backdated")]
    >>> flags(found)
    ('annulled', 'backdated')
    """
    return tuple(dict.fromkeys(one.finding for one in found))


def standing_forecast(prediction: Prediction) -> Forecast:
    """The forecast that counts, or would: the last that was made in time, else the last."""
    said = prediction.forecasts
    return next((one for one in reversed(said) if one.counts), said[-1])


def days_between(later: str, earlier: str) -> int:
    """Days from one ISO day or instant to a later one.

    >>> days_between("2026-03-01T08:00:00Z", "2026-02-27")
    2
    """
    return (date.fromisoformat(later[:10]) - date.fromisoformat(earlier[:10])).days


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same but for the letter case of A to Z, as both databases compare them.

    >>> same_name("Ann", "ANN"), same_name("Ann", "Anna")
    (True, False)
    """
    return one.translate(ASCII_LOWER) == other.translate(ASCII_LOWER)


def _retrospective(past: Past, prediction: Prediction) -> Finding | None:
    forecast, decision = standing_forecast(prediction), past.decision
    if not forecast.retrospective or decision is None:
        return None
    return _dated("retrospective", forecast, since=decision.known_on, forecaster=prediction.forecaster)


def _dated(
    name: str,
    done: Forecast | Resolution | Rewording,
    *,
    since: str,
    forecaster: str | None = None,
    times: int = 1,
    what: tuple[str, ...] = (),
) -> Finding:
    on = done.recorded_at[:10]
    return Finding(
        finding=name,
        forecaster=forecaster,
        on=on,
        since=since[:10],
        days=days_between(on, since),
        entry=done.entry,
        times=times,
        what=what,
    )


def _reworded(past: Past, prediction: Prediction) -> Finding | None:
    forecast = standing_forecast(prediction)
    later = [one for one in past.rewordings if one.n > forecast.wording]
    if not later or not forecast.counts:
        return None
    return _changes("reworded_after_forecast", later, since=forecast.made, forecaster=prediction.forecaster)


def _changes(name: str, later: list[Rewording], *, since: str, forecaster: str | None = None) -> Finding:
    changed = tuple(dict.fromkeys(part for one in later for part in one.changed))
    return _dated(name, later[0], since=since, forecaster=forecaster, times=len(later), what=changed)


def _moved(past: Past) -> Iterator[Finding]:
    decisions = [one for one in past.resolutions if one.verdict != "reopened"]
    later = [one for one in past.rewordings if any(_too_late(one, decision) for decision in decisions)]
    if later:
        known = min(decision.known_on for decision in decisions if _too_late(later[0], decision))
        yield _changes("goalposts_moved", later, since=known)


def _too_late(rewording: Rewording, decision: Resolution) -> bool:
    return rewording.recorded_on > decision.known_on or rewording.entry > decision.entry


def _re_resolved(past: Past) -> Iterator[Finding]:
    """What follows from other questions is not decided again by anybody: it is found where they were."""
    decided = [one for one in past.resolutions if one.verdict != "reopened" and one.made_by in {None, "rule"}]
    changes = [one for before, one in pairwise(decided) if verdict_of(before) != verdict_of(one)]
    if changes:
        outcomes = (_word(decided[0]), *map(_word, changes))
        first = decided[0].recorded_at
        yield _dated("re_resolved", changes[-1], since=first, times=len(changes), what=outcomes)


def _word(decision: Resolution) -> str:
    return decision.outcome or decision.verdict


def _left_open(past: Past, grace: int) -> Iterator[Finding]:
    if past.status == "overdue" and past.deadline is not None:
        days = days_between(past.today, past.deadline.date)
        if days > grace:
            yield Finding(finding="left_open", since=past.deadline.date, days=days)


def _void(past: Past) -> Iterator[Finding]:
    decision = past.decision
    if decision is not None and decision.verdict in {"annulled", "ambiguous"}:
        yield _dated(decision.verdict, decision, since=decision.known_on, what=_maker(decision))


def _maker(decision: Resolution) -> tuple[str, ...]:
    return tuple(filter(None, (decision.judge or decision.made_by,)))


def _own_verdict(past: Past, prediction: Prediction) -> Finding | None:
    decision = past.decision
    if decision is None or decision.judge is None or not same_name(decision.judge, prediction.forecaster):
        return None
    what = (_word(decision),)
    return _dated("own_verdict", decision, since=decision.known_on, forecaster=prediction.forecaster, what=what)


def _unrevealed(past: Past) -> Iterator[Finding]:
    if past.deadline is None or past.deadline.date >= past.today:
        return
    for one in past.commitments:
        if one.revealed is None:
            yield Finding(
                finding="unrevealed",
                forecaster=one.forecaster,
                since=past.deadline.date,
                days=days_between(past.today, past.deadline.date),
                entry=one.entry,
            )


def _backdated(past: Past, prediction: Prediction) -> Finding | None:
    """An occurrence of a series is recorded late by nature: the forecast was recorded with the series."""
    forecast = standing_forecast(prediction)
    if past.series is not None or forecast.source is not None or forecast.quote is not None:
        return None
    recorded = past.committed(forecast) or forecast
    if days_between(recorded.recorded_at, forecast.made) <= BACKDATED_DAYS:
        return None
    return _dated("backdated", forecast, since=forecast.made, forecaster=prediction.forecaster)
