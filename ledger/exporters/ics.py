"""The days of predictions as a calendar (RFC 5545): deadlines and reviews of open ones, each with an alarm at nine.

A day keeps its identity through every change, and its sequence rises with each, so that a calendar that took the
file in before moves the day, or lets it go where the question is settled.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from ledger.exporters._telling import about, line_of, outcome_of
from ledger.services.agenda import Appointment, Shows, agenda, every_question

if TYPE_CHECKING:
    from icalendar import Alarm, Event

    from ledger.core.query import Term
    from ledger.store.snapshot import Snapshot

PRODUCT: Final = "-//forecast-ledger//EN"
ALARM: Final = time(9)
WORDS: Final = {"deadline": "Due", "review": "Review"}


def calendar(
    snapshot: Snapshot, terms: Sequence[Term] = (), *, title: str = "Predictions", shows: Shows = every_question
) -> bytes:
    """The calendar of what matches: the same state and day give the same bytes, lines of at most 75 octets.

    `shows` says which of the questions may be told of.
    """
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", line_of(title))
    made.add("x-wr-timezone", snapshot.zone)
    for one in agenda(snapshot, terms, shows=shows):
        made.add_component(_event(one, ZoneInfo(snapshot.zone)))
    return bytes(made.to_ical())


def _event(appointment: Appointment, zone: ZoneInfo) -> Event:
    from icalendar import Event

    question, changed = appointment.question, datetime.fromisoformat(appointment.changed_at).replace(microsecond=0)
    made = Event()
    made.add("uid", f"{question.id}-{appointment.kind}@forecast-ledger")
    made.add("sequence", appointment.sequence)
    made.add("dtstamp", changed)
    made.add("last-modified", changed)
    made.add("dtstart", date.fromisoformat(appointment.day))
    made.add("summary", _summary(appointment))
    made.add("description", about(question))
    made.add("transp", "TRANSPARENT")
    made.add("status", "CANCELLED" if appointment.cancelled else "CONFIRMED")
    if question.tags:
        made.add("categories", [line_of(tag) for tag in question.tags])
    if not appointment.cancelled:
        made.add_component(_alarm(appointment, zone))
    return made


def _summary(appointment: Appointment) -> str:
    word = outcome_of(appointment.question) if appointment.cancelled else WORDS[appointment.kind]
    return f"{word}: {line_of(appointment.question.claim)}"


def _alarm(appointment: Appointment, zone: ZoneInfo) -> Alarm:
    from icalendar import Alarm

    made = Alarm()
    made.add("action", "DISPLAY")
    made.add("description", _summary(appointment))
    # An instant, because the day's own beginning is wherever the reader is.
    at = datetime.combine(date.fromisoformat(appointment.day), ALARM, zone).astimezone(UTC)
    made.add("trigger", at, parameters={"VALUE": "DATE-TIME"})
    return made
