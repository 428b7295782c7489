"""Days and instants as a ledger reads them: in its own zone, never in the future."""

from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ledger.core.dates import Moment, moment_of, read_moment
from ledger.errors import RefusedError
from ledger.store.journal import Draft


class Clock(NamedTuple):
    """The instant of an entry, the ledger's zone, and the form of dates that the user asked for."""

    now: datetime
    zone_name: str
    date_format: str | None = None

    @property
    def zone(self) -> ZoneInfo:
        """The ledger's zone."""
        return ZoneInfo(self.zone_name)

    @property
    def today(self) -> date:
        """The day it is in the ledger's zone."""
        return self.now.astimezone(self.zone).date()

    def past(self, text: str | None, *, what: str) -> Moment:
        """When something was said or known: as typed, else this instant; RefusedError in the future.

        A month or year that is not over yet is read as today.
        """
        if text is None:
            return moment_of(self.now, zone=self.zone)
        moment = read_moment(text, zone=self.zone, today=self.today, date_format=self.date_format)
        if moment.on > self.today and self.today.isoformat().startswith(text.strip()):
            return Moment(on=self.today)
        if moment.on > self.today or (moment.at is not None and moment.at > self.now):
            message = f"{what} {text!r} lies in the future"
            raise RefusedError(message, hint=f"today is {self.today}", code="in_the_future")
        return moment

    def moment(self, text: str) -> Moment:
        """Any day or instant, past or future."""
        return read_moment(text, zone=self.zone, today=self.today, date_format=self.date_format)


def clock_of(draft: Draft, date_format: str | None = None) -> Clock:
    """The clock of an entry."""
    zone = draft.head.zone if draft.head else "UTC"
    return Clock(now=draft.clock, zone_name=zone, date_format=date_format)


def moment_columns(name: str, moment: Moment) -> dict[str, str | None]:
    """A moment as the two columns of a fact: its day, and its instant where there is one.

    >>> moment_columns("made", Moment(on=date(2026, 11, 20)))
    {'made_on': '2026-11-20', 'made_at': None}
    """
    from ledger.store.journal import instant_text

    return {f"{name}_on": moment.on.isoformat(), f"{name}_at": instant_text(moment.at) if moment.at else None}
