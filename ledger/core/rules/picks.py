"""What each pick of a rule makes of the points inside a window: settled early, settled at the end, or not yet.

A pick that seeks something is settled by the first points that show it: `any` by one that meets the comparison, `never`
and `all` by one that must not be there. The greatest value and the count only rise and the least value only falls, so a
threshold that was passed stays passed. Everything else is settled when the window is over.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal
from itertools import pairwise
from typing import Any, Final

from ledger.core.rules.record import Point, Record
from ledger.core.rules.rule import CHANGES, SIZES, TIMES, Rule
from ledger.core.rules.values import Value, comparable, compare, read_value

Points = tuple[Point, ...]
FOUND: Final[Mapping[str, str]] = {
    "any": "yes", "never": "no", "all": "no", TIMES: "yes", "changed": "yes", "unchanged": "no",
}  # fmt: skip
OTHERWISE: Final = {"yes": "no", "no": "yes"}
EXACT: Final = Context(prec=700)
"""Wide enough for the sum of any two numbers that can be observed."""

RISING: Final = (">=", "<")
FALLING: Final = ("<=", ">")
"""Comparisons that stay as they are once the value is level with the threshold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An outcome, the points that it rests on, the day on which it happened where there is one, and why."""

    outcome: str
    because: Points
    why: str
    happened_on: date | None = None


def target_of(rule: Rule, point: Point) -> Value | None:
    """What the value of a point is compared with; None where a number would be added to words or a day."""
    if point.other is None:
        return read_value(rule.threshold or "")
    if rule.threshold is None:
        return point.other.read
    other = point.other.read
    return EXACT.add(other, Decimal(rule.threshold)) if isinstance(other, Decimal) else None


def fits(rule: Rule, point: Point, first: Point) -> bool:
    """Whether the rule can say anything of the point; `first` is the first of its window."""
    if rule.pick == "count" or (rule.comparison is None and rule.pick not in SIZE_OF):
        return True
    target = first.seen.read if rule.comparison is None else target_of(rule, point)
    return target is not None and comparable(point.seen.read, rule.comparison or ">", target)


def meets(rule: Rule, point: Point) -> bool:
    """Whether the point meets the comparison; it fits."""
    target = target_of(rule, point)
    return target is not None and compare(point.seen.read, str(rule.comparison), target)


def early(rule: Rule, record: Record) -> Found | None:
    """What no later observation can change, None for nothing yet."""
    if rule.pick in FOUND:
        found = _sought(rule, record)
        return _by_finding(rule, found) if found else None
    if rule.pick == "first" and record.inside:
        return _by_value(rule, record.inside[0], "first")
    if rule.comparison and rule.pick in SIZES:
        return _by_size(rule, record)
    return None


def at_end(rule: Rule, record: Record) -> Found | None:
    """What the whole window comes to where nothing settled it early; None where it holds too little to say so."""
    if not record.inside and rule.pick != "count":
        return None
    if rule.pick in FOUND:
        before = (record.before,) if record.before and rule.pick in CHANGES else ()
        return _by_absence(rule, (*before, *record.inside))
    if rule.pick == "last":
        return _by_value(rule, record.inside[-1], "last")
    return _of_all(rule, record)


def _sought(rule: Rule, record: Record) -> Points:
    """The first points that show what the rule seeks, none where there are none."""
    if rule.pick in CHANGES:
        return _change(record)
    if rule.days is not None:
        return _stretch(rule, record.inside)
    wanted = rule.pick != "all"
    shown = [one for one in record.inside if meets(rule, one) == wanted]
    number = rule.times or 1
    return tuple(shown[:number]) if len(shown) >= number else ()


def _change(record: Record) -> Points:
    start = (record.before,) if record.before else ()
    pairs = pairwise((*start, *record.inside))
    return next((pair for pair in pairs if pair[0].seen.read != pair[1].seen.read), ())


def _stretch(rule: Rule, points: Sequence[Point]) -> Points:
    """The first points in a row that all meet the rule, from first to last as many days as it asks for."""
    run: list[Point] = []
    for point in points:
        if not meets(rule, point):
            run.clear()
            continue
        run.append(point)
        if (point.on - run[0].on).days >= (rule.days or 0):
            return tuple(run)
    return ()


def _by_finding(rule: Rule, found: Points) -> Found:
    outcome, last = FOUND[rule.pick], found[-1]
    happened = last.on if outcome == "yes" else None
    return Found(outcome=outcome, because=found, happened_on=happened, why=_told_finding(rule, found))


def _told_finding(rule: Rule, found: Points) -> str:
    first, last = found[0], found[-1]
    if rule.pick in CHANGES:
        return f"{last.seen.metric} changed from {first.seen.value} to {last.seen.value} on {last.on}"
    if rule.days is not None:
        return f"{last.seen.metric} was {_condition(rule)} from {first.on} to {last.on}"
    if rule.pick == TIMES:
        return f"{last.seen.metric} was {_condition(rule)} on {_days(len(found))}, last on {last.on}"
    return f"{last.told} on {last.on}"


def _condition(rule: Rule) -> str:
    if rule.than is None or rule.threshold is None:
        return f"{rule.comparison} {rule.than or rule.threshold}"
    sign, number = ("-", rule.threshold[1:]) if rule.threshold.startswith("-") else ("+", rule.threshold)
    return f"{rule.comparison} {rule.than} {sign} {number}"


def _by_absence(rule: Rule, points: Points) -> Found:
    return Found(outcome=OTHERWISE[FOUND[rule.pick]], because=points, why=_told_absence(rule, points))


def _told_absence(rule: Rule, points: Points) -> str:
    metric, days = points[0].seen.metric, _days(len(points))
    if rule.pick in CHANGES:
        return f"{metric} was {points[-1].seen.value} on all of {days}"
    if rule.pick == "all":
        return f"{metric} was {_condition(rule)} on all of {days}"
    if rule.pick == TIMES:
        number = sum(meets(rule, one) for one in points)
        return f"{metric} was {_condition(rule)} on {number} of {days}"
    if rule.days is not None:
        return f"{metric} was never {_condition(rule)} for {_days(rule.days)} on end"
    return f"{metric} was {_condition(rule)} on none of {days}"


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"


def _greatest(points: Points) -> Point:
    return max(points, key=_size)


def _least(points: Points) -> Point:
    return min(points, key=_size)


def _size(point: Point) -> Any:
    return point.seen.read


SIZE_OF: Final[Mapping[str, Callable[[Points], Point]]] = {"max": _greatest, "min": _least}


def _by_size(rule: Rule, record: Record) -> Found | None:
    """Settled by the first day on which the greatest, the least or the count has passed its threshold for good."""
    threshold: Any = read_value(rule.threshold or "")
    for number, point in enumerate(record.inside, 1):
        value: Any = number if rule.pick == "count" else point.seen.read
        if _firm(str(rule.comparison), value, threshold, rising=rule.pick != "min"):
            because = record.inside[:number] if rule.pick == "count" else (point,)
            why = _told_count(record.metric, because) if rule.pick == "count" else f"{point.told} on {point.on}"
            return _by_threshold(rule, value, because, why, point.on)
    return None


def _firm(comparison: str, value: Any, threshold: Any, *, rising: bool) -> bool:
    passed = value > threshold if rising else value < threshold
    return bool(passed or (value == threshold and comparison in (RISING if rising else FALLING)))


def _by_threshold(rule: Rule, value: Any, because: Points, why: str, on: date | None) -> Found:
    holds = compare(value, str(rule.comparison), read_value(rule.threshold or ""))
    return Found(outcome="yes" if holds else "no", because=because, why=why, happened_on=on if holds else None)


def _told_count(metric: str, points: Points) -> str:
    last = f", last on {points[-1].on}" if points else ""
    return f"{metric} was observed on {_days(len(points))}{last}"


def _by_value(rule: Rule, point: Point, place: str) -> Found:
    why = f"{point.told} on {point.on}, the {place} day observed"
    if rule.comparison is None:
        return Found(outcome=point.seen.value, because=(point,), why=why, happened_on=point.on)
    yes = meets(rule, point)
    return Found(outcome="yes" if yes else "no", because=(point,), why=why, happened_on=point.on if yes else None)


def _of_all(rule: Rule, record: Record) -> Found:
    """The greatest, the least or the count of a whole window."""
    points = record.inside
    if rule.pick == "count":
        why, told, on = _told_count(record.metric, points), str(len(points)), None
        value: Any = Decimal(len(points))
    else:
        point: Point = SIZE_OF[rule.pick](points)
        least = "least" if rule.pick == "min" else "greatest"
        why = f"{point.told} on {point.on}, the {least} of {_days(len(points))}"
        value, told, on = point.seen.read, point.seen.value, point.on
    if rule.comparison is None:
        return Found(outcome=told, because=points, why=why, happened_on=on)
    return _by_threshold(rule, value, points, why, on)
