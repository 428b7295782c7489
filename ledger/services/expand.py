"""Series: a recurring prediction, and its occurrences as ordinary questions, one per period."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice
from typing import Any, Final

from ledger.core.dates import Moment
from ledger.core.series import Occurrence, SeriesView, first_occurrence, read_rule, windows
from ledger.errors import InputError, RefusedError
from ledger.services.clock import Clock, clock_of
from ledger.services.quoting import Quoted, add_quote
from ledger.services.record import Made, add_tags, made_columns
from ledger.services.rules import copy_rule
from ledger.services.said import Said, read_said
from ledger.services.wording import Worded, text_columns
from ledger.store import recurring
from ledger.store.chain import Value
from ledger.store.copying import row_values
from ledger.store.ids import SHOWN, random_id
from ledger.store.journal import Draft
from ledger.store.making import forecaster_named, named_identity
from ledger.store.tables import forecasts, questions, series, series_forecasts, series_rules, tags, wordings
from ledger.store.telling import Told, unheard

PERIOD = "{period}"
MOST: Final = 10_000
"""New occurrences that one entry may add."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """The rule of a series as typed: RFC 5545, its first occurrence, and its last day."""

    rule: str
    starting: str
    until: str | None = None


def add_series(
    draft: Draft,
    *,
    recurrence: Recurrence,
    worded: Worded,
    said: Said,
    made: Made,
    quoted: Quoted,
    tag_names: tuple[str, ...] = (),
    identity: int | None = None,
) -> int:
    """A recurring question with what one forecaster says of every occurrence; the series' key.

    Raises InputError where the claim does not name its period, or the rule does not produce the start.
    """
    if PERIOD not in worded.claim:
        raise InputError("the claim of a series must name its period", hint=f"write {PERIOD} where the month goes")
    if worded.by:
        raise InputError("a series has no --by", hint="each occurrence is due on its own day; use --until")
    clock = clock_of(draft)
    moment = clock.past(made.made, what="the day it was said")
    rule = read_rule(recurrence.rule)
    starts = first_occurrence(rule, recurrence.starting)
    until = clock.moment(recurrence.until).on if recurrence.until else None
    if until and until < starts:
        raise RefusedError(f"the series would end on {until}, before it starts on {starts}", hint="check --until")
    key = identity if identity is not None else draft.add(series, public_id=random_id())
    draft.add(
        series_rules,
        series_id=key,
        rule=rule,
        starts_on=starts.isoformat(),
        until=until.isoformat() if until else None,
        zone=clock.zone_name,
        **text_columns(worded),
    )
    _add_said(draft, key, said=said, made=made, moment=moment, clock=clock, quoted=quoted)
    add_tags(draft, tag_names, series_id=key)
    return key


def _add_said(draft: Draft, key: int, *, said: Said, made: Made, moment: Moment, clock: Clock, quoted: Quoted) -> None:
    who = draft.actor if made.forecaster is None else made.forecaster
    quote, source = add_quote(draft, quoted, who)
    draft.add(
        series_forecasts,
        series_id=key,
        forecaster_id=forecaster_named(draft, who),
        quote_id=quote,
        source_id=source,
        **read_said(said).columns,
        **made_columns(made, moment, clock),
    )


def expand(draft: Draft, only: int | None, until: str | None, told: Told = unheard) -> list[int]:
    """Add the occurrences that are not there yet; their keys.

    Without `until`, every period that has begun by today; with it, every one that ends by that day. `told` hears how
    many are added. Raises RefusedError for more than 10,000 of them.
    """
    clock = clock_of(draft)
    last = clock.moment(until).on if until else None
    rules = recurring.standing_rules(draft.connection, only)
    # Looked for one by one: a daily rule until 9999 has millions, and is refused after the first too many.
    new = list(islice(_new(draft, rules, clock.today, last), MOST + 1))
    if len(new) > MOST:
        message = f"there are more than {MOST} occurrences to add" + (f" until {last}" if last else "")
        raise RefusedError(message, hint=_earlier(new, last), code="too_many")
    added = []
    for rule, occurrences in groupby(new, key=lambda pair: pair[0]):
        template = recurring.template(draft.connection, rule.series_id)
        added += [_add_occurrence(draft, rule, one, template) for _, one in occurrences]
        told(len(added), len(new))
    return added


def _new(draft: Draft, rules: list[Any], today: date, until: date | None) -> Iterator[tuple[Any, Occurrence]]:
    for rule in rules:
        there = recurring.periods_there(draft.connection, rule.series_id)
        yield from ((rule, one) for one in _wanted(rule, today, until) if one.period not in there)


def _earlier(new: list[tuple[Any, Occurrence]], until: date | None) -> str:
    """How to ask for fewer: one series, to the day of the last occurrence that still goes."""
    rule, last = next((one for one in reversed(new[:MOST]) if one[0] is new[0][0]), new[0])
    sooner = last.deadline if until is None else min(until, last.deadline)
    return f"in one go at most {MOST}: fcl expand {rule.public_id[:SHOWN]} --until {sooner}"


def _wanted(rule: Any, today: date, until: date | None) -> Iterator[Occurrence]:
    ends = date.fromisoformat(rule.until) if rule.until else None
    last = until or today
    bound = min(last, ends) if ends else last
    found = windows(rule.rule, start=date.fromisoformat(rule.starts_on), until=bound, begun=until is None)
    return (one for one in found if ends is None or one.deadline <= ends)


def _add_occurrence(draft: Draft, rule: Any, occurrence: Occurrence, template: recurring.Template) -> int:
    question = named_identity(draft, questions, "series", f"{rule.public_id}/{occurrence.period}")
    wording = draft.add(wordings, question_id=question, **occurrence_columns(rule, occurrence))
    for said in template.forecasts:
        values: dict[str, Value] = {name: value for name, value in row_values(said).items() if name != "series_id"}
        draft.add(forecasts, question_id=question, wording_id=wording, **values)
    for tag in sorted(template.tags):
        draft.add(tags, question_id=question, tag=tag, removed=0)
    if template.machine_rule:
        copy_rule(draft, template.machine_rule, question)
    return question


def occurrence_columns(rule: Any, occurrence: Occurrence) -> dict[str, Value]:
    """The wording of one occurrence, from the series' own."""
    filled = {
        name: None if text is None else text.replace(PERIOD, occurrence.period)
        for name, text in ((name, getattr(rule, name)) for name in ("claim", "criteria", "fine_print", "look_at"))
    }
    return {
        **filled,
        "type": rule.type,
        "vague": rule.vague,
        "zone": rule.zone,
        "window_start": occurrence.window_start.isoformat(),
        "deadline": occurrence.deadline.isoformat(),
        "deadline_rule": f"{occurrence.period} of {rule.rule}",
        "edtf": occurrence.period if "W" not in occurrence.period else None,
        "precision": "period",
        "series_id": rule.series_id,
        "period": occurrence.period,
    }


def series_view(draft: Draft, key: int) -> SeriesView:
    """A series as it stands."""
    rule = recurring.standing_rules(draft.connection, key)[0]
    return SeriesView(
        id=rule.public_id,
        claim=rule.claim,
        rule=rule.rule,
        starts_on=rule.starts_on,
        until=rule.until,
        occurrences=len(recurring.periods_there(draft.connection, key)),
    )
