"""A wording, from what was typed: the claim, what settles it, and the days that matter."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

from ledger.core.dates import Moment
from ledger.core.deadlines import Deadline, Recurring, Undated, read_deadline
from ledger.errors import InputError, RefusedError
from ledger.services.asked import YES_OR_NO, Asked
from ledger.services.clock import Clock, moment_columns
from ledger.store.chain import Value
from ledger.store.framing import add_frames
from ledger.store.journal import Draft, instant_text
from ledger.store.tables import readings, wordings

LONGEST_CLAIM: Final = 2_000
LONGEST_TEXT: Final = 100_000


class Worded(NamedTuple):
    """What was typed about a question; every field as the user wrote it."""

    claim: str
    criteria: str | None = None
    fine_print: str | None = None
    look_at: str | None = None
    asked: Asked = YES_OR_NO
    by: str | None = None
    closes: str | None = None
    review: str | None = None
    vague: bool = False


def precision_of(made_text: str | None) -> str:
    """How precisely a day of making is known: "2025" is a year, "2025-12" a month, else a day.

    >>> precision_of("2025-12")
    'month'
    """
    return {4: "year", 7: "month"}.get(len(made_text or ""), "day")


def add_wording(
    draft: Draft,
    worded: Worded,
    *,
    question: int,
    made: Moment,
    clock: Clock,
    made_text: str | None = None,
    same: Mapping[str, Value] = MappingProxyType({}),
) -> int:
    """One version of a question, with the other readings of its deadline; its key.

    `same` holds columns that an earlier version already had and that are not typed (series, period).
    Raises RefusedError for a deadline before the day it was said.
    """
    deadline = read_by(worded.by, made=made, clock=clock, made_text=made_text)
    columns = {
        **same,
        **text_columns(worded),
        **deadline_columns(deadline, made=made),
        **_dates(worded, made=made, clock=clock, undated=deadline is None),
    }
    if deadline is None and worded.by:
        columns["deadline_text"] = worded.by.strip()
    wording = draft.add(wordings, question_id=question, zone=clock.zone_name, **columns)
    add_frames(draft, [(wording, worded.asked.frame)])
    for reading in deadline.readings if deadline else ():
        if reading.day >= made.on:
            start = reading.window_start.isoformat() if reading.window_start else None
            draft.add(
                readings, wording_id=wording, name=reading.name, window_start=start, deadline=reading.day.isoformat()
            )
    return wording


def read_by(text: str | None, *, made: Moment, clock: Clock, made_text: str | None = None) -> Deadline | None:
    """The deadline that the words name, None for none and for words that name no day ("soon")."""
    if text is None:
        return None
    read = read_deadline(
        text,
        made=made.on,
        zone=clock.zone,
        now=made.at or clock.now,
        made_precision=precision_of(made_text),
        date_format=clock.date_format,
    )
    if isinstance(read, Undated):
        return None
    if isinstance(read, Recurring):
        rule = f' "{read.rrule}"' if read.rrule else " RULE"
        raise InputError(f"{text!r} is no deadline but a series", hint=f"use --every{rule} --starting DAY")
    if read.day < made.on:
        message = f"the deadline {text!r} ({read.day}) lies before the day it was said ({made.on})"
        raise RefusedError(message, hint="check --by and --made", code="deadline_before_made")
    return read


def text_columns(worded: Worded) -> dict[str, Value]:
    """The columns of a wording that hold text."""
    claim = claim_text(worded.claim)
    kept = other_texts(worded.criteria, worded.fine_print, worded.look_at)
    return {"claim": claim, **kept, "type": worded.asked.type, "vague": int(worded.vague)}


def claim_text(typed: str) -> str:
    """A claim with single spaces; an InputError for an empty or a very long one.

    >>> claim_text(" It  rains ")
    'It rains'
    """
    claim = " ".join(typed.split())
    if not claim or len(claim) > LONGEST_CLAIM:
        message = f"a claim has 1 to {LONGEST_CLAIM} characters, not {len(claim)}"
        raise InputError(message, hint="say in one sentence what will happen; the rest goes into --criteria")
    return claim


@lru_cache(maxsize=16)  # most questions of a file have none, or the same
def other_texts(criteria: str | None, fine_print: str | None, look_at: str | None = None) -> Mapping[str, str | None]:
    """The other texts of a wording without space around them, None for an empty one; an InputError for a long one."""
    texts = {"criteria": criteria, "fine_print": fine_print, "look_at": look_at}
    for name, text in texts.items():
        if text and len(text) > LONGEST_TEXT:
            raise InputError(f"the {name} is too long: {len(text)} characters", hint=f"at most {LONGEST_TEXT}")
    return {name: (text or "").strip() or None for name, text in texts.items()}


def deadline_columns(deadline: Deadline | None, *, made: Moment) -> dict[str, Value]:
    """The columns of a wording that hold its window and how its words were read."""
    if deadline is None:
        return {}
    start = max(deadline.window_start or made.on, made.on)
    return {
        "window_start": start.isoformat(),
        "deadline": deadline.day.isoformat(),
        "deadline_at": instant_text(deadline.at) if deadline.at else None,
        "deadline_text": deadline.text,
        "deadline_rule": deadline.rule,
        "edtf": deadline.edtf,
        "precision": deadline.precision,
    }


def _dates(worded: Worded, *, made: Moment, clock: Clock, undated: bool) -> dict[str, Value]:
    columns: dict[str, Value] = {}
    if worded.closes:
        closes = clock.moment(worded.closes)
        if closes.on < made.on:
            message = f"the close {worded.closes!r} lies before the day it was said ({made.on})"
            raise RefusedError(message, hint="check --closes and --made")
        columns |= moment_columns("closes", closes)
    if worded.review:
        columns["review_on"] = clock.moment(worded.review).on.isoformat()
    elif undated:
        columns["review_on"] = a_year_after(clock.today).isoformat()
    return columns


def a_year_after(day: date) -> date:
    """When to look again at a question that has no deadline.

    >>> a_year_after(date(2028, 2, 29))
    datetime.date(2029, 2, 28)
    """
    if (day.month, day.day) == (2, 29):
        day = day.replace(day=28)
    return day.replace(year=day.year + 1)
