"""Decide: which verdict a rule comes to from the observations of a window, because of which of them, or why not yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from ledger.core.rules.picks import Found, at_end, early, fits
from ledger.core.rules.record import (
    UNNAMED,
    Disagreement,
    Observation,
    Point,
    Record,
    View,
    Window,
    disagreements,
    points_of,
    record_of,
    views,
)
from ledger.core.rules.rule import Rule
from ledger.core.rules.values import read_value


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a question comes out as: yes, no, or the value observed.

    `because` are the ids of the observations that it rests on: were one of them another, so might this be. Of a yes,
    and of a value, `happened_on` is the day of the observation that shows it, None where no single one does; `known_on`
    is the day of the last observation that was needed.
    """

    outcome: str
    because: tuple[int, ...]
    happened_on: date | None
    known_on: date
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """Why there is no verdict yet; `disputed` where sources disagree, on the days of `conflicts` if they share any."""

    why: str
    disputed: bool = False
    conflicts: tuple[Disagreement, ...] = ()


Verdict = Decision | Undecided


def decide(rule: Rule, observations: Iterable[Observation], *, metric: str, window: Window, today: date) -> Verdict:
    """What the rule over a metric comes to from the observations up to today, in whatever order they are given.

    What no later day can change is settled at once. What needs the whole window is settled by the first observation on
    or after its last day, which shows that the record reaches past it. A change is counted from the last observation
    before the window.

    Several sources are read together, and where they disagree about a day each is believed in turn (see `views`); and
    each source whose own record covers the window is read alone. Only what all of these come to is a verdict. Of days
    that differ between readings the latest counts: by then everybody said so.

    >>> from ledger.core.rules.rule import read_rule
    >>> seen = [Observation(id=n, metric="m", on=date(2026, 1, n), value=v) for n, v in ((3, "20"), (9, "25"))]
    >>> january = Window(start=date(2026, 1, 1), end=date(2026, 1, 31))
    >>> decide(read_rule("any >= 24"), seen, metric="m", window=january, today=date(2026, 2, 1)).why
    'm was 25 on 2026-01-09'
    >>> decide(read_rule("all >= 20"), seen, metric="m", window=january, today=date(2026, 2, 1)).why
    'the record of m ends on 2026-01-09, before the deadline 2026-01-31'
    """
    named = {metric, rule.than}
    known = [one for one in observations if one.metric in named and one.on <= today]
    together = [_by_view(rule, metric, view, window) for view in views(known)]
    undecided = [one for one in together if isinstance(one, Undecided)]
    if len(undecided) == len(together):
        return undecided[0]
    alone = _alone(rule, known, metric, window)
    decided = [one for one in together if isinstance(one, Decision)]
    outcomes = {read_value(one.outcome) for one in (*decided, *(one for _, one in alone))}
    if undecided or len(outcomes) > 1:
        return _disputed(known, decided, alone, window)
    return _agreed(decided)


def _alone(rule: Rule, known: Sequence[Observation], metric: str, window: Window) -> list[tuple[str, Decision]]:
    """What each of several sources comes to whose own record covers the window."""
    by_source: dict[str, list[Observation]] = {}
    for one in known:
        by_source.setdefault(one.source or UNNAMED, []).append(one)
    if len(by_source) == 1:
        return []
    found = []
    for source, said in sorted(by_source.items()):
        for view in views(said):
            covers = record_of(metric, points_of(view, metric, rule.than), window).covers(window)
            verdict = _by_view(rule, metric, view, window)
            if covers and isinstance(verdict, Decision):
                found.append((source, verdict))
    return found


def _agreed(decided: Sequence[Decision]) -> Decision:
    """One decision that rests on the observations of all."""
    happened = [one.happened_on for one in decided]
    return Decision(
        outcome=decided[0].outcome,
        because=tuple(dict.fromkeys(id_ for one in decided for id_ in one.because)),
        happened_on=None if None in happened else max(day for day in happened if day),
        known_on=max(one.known_on for one in decided),
        why=decided[0].why,
    )


def _disputed(
    known: Sequence[Observation],
    together: Sequence[Decision],
    alone: Sequence[tuple[str, Decision]],
    window: Window,
) -> Undecided:
    """Who says what: each source by itself, else the days that sources share, else all of them together."""
    found = disagreements(known)
    inside = tuple(one for one in found if window.holds(one.on)) or tuple(found)
    if len({read_value(one.outcome) for _, one in alone}) > 1:
        told = ", ".join(f"{one.outcome} by {source or 'no source'} ({one.why})" for source, one in alone)
    elif inside:
        more = f", and on {len(inside) - 1} more" if len(inside) > 1 else ""
        told = f"{inside[0].told}{more}"
    else:
        told = f"{alone[0][1].outcome} by each alone, {together[0].outcome} together ({together[0].why})"
    return Undecided(why=f"the sources disagree: {told}", disputed=True, conflicts=inside)


def _by_view(rule: Rule, metric: str, view: View, window: Window) -> Verdict:
    points = points_of(view, metric, rule.than)
    if not points:
        return Undecided(why=_unobserved(rule, metric, view))
    whole = record_of(metric, points, window)
    record = _needed(rule, whole)
    readable = tuple(takewhile(lambda point: fits(rule, point, record.inside[0]), record.inside))
    settled = early(rule, replace(record, inside=readable))
    if settled:
        return _decision(settled, settled.because[-1])
    if len(readable) < len(record.inside):
        point = record.inside[len(readable)]
        return Undecided(why=f"{point.told} on {point.on}, of which {rule.said!r} says nothing")
    return _when_over(rule, whole, window, points[-1])


def _needed(rule: Rule, record: Record) -> Record:
    """Of the window only the point that the rule looks at, where it looks at one."""
    picked = {"first": slice(1), "last": slice(-1, None)}.get(rule.pick, slice(None))
    return replace(record, inside=record.inside[picked])


def _when_over(rule: Rule, record: Record, window: Window, last: Point) -> Verdict:
    """What the whole window comes to, once the record reaches past it."""
    metric, end = record.metric, window.end
    if end is None:
        return Undecided(why=f"there is no deadline, and {rule.said!r} was not settled by {last.on}")
    if record.after is None:
        return Undecided(why=f"the record of {metric} ends on {last.on}, before the deadline {end}")
    if rule.fresh and not any((end - one.on).days < rule.fresh for one in record.inside):
        return Undecided(why=f"no observation of {metric} in the last {rule.fresh} days to {end}")
    found = at_end(rule, _needed(rule, record))
    if found is None:
        start = f"from {window.start} " if window.start else ""
        return Undecided(why=f"no observation of {metric} {start}to {end}")
    return _decision(found, record.after)


def _decision(found: Found, last: Point) -> Decision:
    points = dict.fromkeys((*found.because, last))
    return Decision(
        outcome=found.outcome,
        because=tuple(one.id for point in points for one in point.observations),
        happened_on=found.happened_on,
        known_on=last.on,
        why=found.why,
    )


def _unobserved(rule: Rule, metric: str, view: View) -> str:
    names = {name for name, _ in view}
    missing = [name for name in (metric, rule.than) if name and name not in names]
    if missing:
        return f"no observation of {' or '.join(missing)} yet"
    return f"no day on which both {metric} and {rule.than} were observed"
