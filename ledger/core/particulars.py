"""Particulars of a question: what few have, and what loading therefore waits for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherReading:
    """Another reading of the deadline's words: "by 2030" read strictly ends on 2029-12-31."""

    name: str
    window_start: str | None
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Only if that question comes out as that: yes, no, or an option."""

    question: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineRule:
    """What settles a question from observations of a metric; `said` is the rule as typed."""

    metric: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewording:
    """A later wording that changed what is forecast; `n` counts the wordings of the question.

    `changed` names what: claim, criteria, fine_print, window_start, deadline, options. A wording that reveals a private
    prediction changes nothing. `recorded_on` is the day in the ledger's zone.
    """

    n: int
    changed: tuple[str, ...]
    recorded_on: str
    recorded_at: str
    recorded_by: str
    entry: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """A private prediction: whose, made on which day; `revealed` is the entry that says what it was, None before."""

    forecaster: str
    made: str
    recorded_at: str
    entry: int
    revealed: int | None
