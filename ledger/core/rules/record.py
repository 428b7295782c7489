"""The record of a metric: what was observed on which day by whom, and how sources that disagree can be read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ledger.core.rules.values import Value, read_value

UNNAMED: Final = ""
Day = tuple[str, date]
Said = dict[Day, dict[str, list["Observation"]]]
View = Mapping[Day, "Observation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """A measured value of a metric on a day; `id` is whatever its keeper knows it by."""

    id: int
    metric: str
    on: date
    value: str
    source: str | None = None

    @property
    def read(self) -> Value:
        """The value as a number, a day or words."""
        return read_value(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The days, both included, in which observations count; None where there is no limit."""

    start: date | None = None
    end: date | None = None

    def holds(self, day: date) -> bool:
        """Whether that day lies within.

        >>> Window(end=date(2026, 1, 31)).holds(date(2026, 2, 1))
        False
        """
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A day on which a metric was said to have several values: one observation for each source and value."""

    metric: str
    on: date
    said: tuple[Observation, ...]

    @property
    def told(self) -> str:
        """It in words.

        >>> seen = [Observation(id=n, metric="m", on=date(2025, 4, 1), value=v, source=s) for n, v, s in
        ...         ((1, "OpenAI", "history"), (2, "Google", "catalog"))]
        >>> disagreements(seen)[0].told
        'm on 2025-04-01: Google (catalog), OpenAI (history)'
        """
        values = ", ".join(f"{one.value} ({one.source or 'no source'})" for one in self.said)
        return f"{self.metric} on {self.on}: {values}"


def disagreements(observations: Iterable[Observation]) -> list[Disagreement]:
    """The days on which one metric has different values, by metric and day; numbers are compared as numbers."""
    said = _said(observations)
    return [
        Disagreement(metric=day[0], on=day[1], said=tuple(one for seen in said[day].values() for one in seen))
        for day in sorted(said)
        if _disagree(said[day])
    ]


def _said(observations: Iterable[Observation]) -> Said:
    """By metric and day, then by source, one observation for each value: the one that came first."""
    found: Said = {}
    for one in sorted(observations, key=lambda one: (one.source or UNNAMED, one.value, one.id)):
        seen = found.setdefault((one.metric, one.on), {}).setdefault(one.source or UNNAMED, [])
        if all(one.read != other.read for other in seen):
            seen.append(one)
    return found


def _disagree(by_source: Mapping[str, Sequence[Observation]]) -> bool:
    return len({one.read for seen in by_source.values() for one in seen}) > 1


def views(observations: Iterable[Observation]) -> Iterator[View]:
    """Every way to read the record: one value for each metric and day.

    Each source that takes part in a disagreement is believed in turn, the others fill the days that it leaves out;
    where a source has several values for one day, each of them in turn. Where nobody disagrees there is one way.
    """
    said = _said(observations)
    disputed = [by_source for by_source in said.values() if _disagree(by_source)]
    sources = sorted({source for by_source in disputed for source in by_source})
    turns = max((len(seen) for by_source in disputed for seen in by_source.values()), default=1)
    for place in range(max(len(sources), 1)):
        order = [*sources[place:], *sources[:place]]
        for turn in range(turns):
            yield {day: _believed(by_source, order, turn) for day, by_source in said.items()}


def _believed(by_source: Mapping[str, Sequence[Observation]], order: Sequence[str], turn: int) -> Observation:
    source = next((one for one in order if one in by_source), None)
    seen = next(iter(by_source.values())) if source is None else by_source[source]
    return seen[min(turn, len(seen) - 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One day of a view: what was observed, of the metric and of the one it is compared with."""

    seen: Observation
    other: Observation | None = None

    @property
    def on(self) -> date:
        """The day."""
        return self.seen.on

    @property
    def observations(self) -> tuple[Observation, ...]:
        """What it rests on."""
        return (self.seen,) if self.other is None else (self.seen, self.other)

    @property
    def told(self) -> str:
        """It in words, without the day."""
        beside = f" and {self.other.metric} {self.other.value}" if self.other else ""
        return f"{self.seen.metric} was {self.seen.value}{beside}"


def points_of(view: View, metric: str, than: str | None) -> list[Point]:
    """The days of a view on which the metric was observed, and the other one too, in order."""
    seen = sorted((one for (name, _), one in view.items() if name == metric), key=lambda one: one.on)
    if than is None:
        return [Point(seen=one) for one in seen]
    return [Point(seen=one, other=view[than, one.on]) for one in seen if (than, one.on) in view]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The points of a view about a window: the last before it, those inside, and the first on or after its last day."""

    metric: str
    before: Point | None
    inside: tuple[Point, ...]
    after: Point | None

    def covers(self, window: Window) -> bool:
        """Whether it begins by the first day of the window and reaches to the last."""
        begun = self.before or window.start is None or (self.inside and self.inside[0].on == window.start)
        return bool(begun and self.after)


def record_of(metric: str, points: Sequence[Point], window: Window) -> Record:
    """What the points of a metric, in order, say about a window."""
    start, end = window.start or date.min, window.end or date.max
    return Record(
        metric=metric,
        before=next((one for one in reversed(points) if one.on < start), None),
        inside=tuple(one for one in points if window.holds(one.on)),
        after=next((one for one in points if one.on >= end), None),
    )
