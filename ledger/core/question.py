"""A question as it stands, with everything that was said about it: the shape that people read.

The keys of the JSON contract are the names of these fields (`docs/` and the shipped JSON Schema list them).
Days are ISO text, instants UTC with a Z, decimals exact text; None where nothing was said.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Status = Literal["open", "due", "overdue", "resolved", "ambiguous", "annulled"]
Joined = Literal["all", "any"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherReading:
    """Another reading of the deadline's words: "by 2030" read strictly ends on 2029-12-31."""

    name: str
    window_start: str | None
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedDeadline:
    """The window in which it may happen: the words as said, and how the ledger reads them."""

    date: str
    at: str | None
    window_start: str
    text: str | None
    edtf: str | None
    precision: str | None
    rule: str | None
    readings: tuple[OtherReading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Verbatim words with their place in the source's canonical text (code points, end exclusive).

    `text_sha256` is that text, where the ledger had it; `place` the page, the time or the part of the file there.
    `attribution` says whose view it is; `link` opens the page with the words marked.
    """

    text: str
    sha256: str
    start: int | None
    end: int | None
    prefix: str | None
    suffix: str | None
    text_sha256: str | None = None
    place: str | None = None
    attribution: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The text something was said in."""

    id: str
    url: str | None
    title: str | None
    author: str | None
    publisher: str | None
    published: str | None
    sha256: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What one forecaster said at one time; `n` counts a forecaster's forecasts on the question.

    `p` is a probability of yes; `prediction` holds shares, quantiles or another distribution by its `kind`, and `told`
    is the same in one line. `unchanged` says that it repeats the one before: "looked again, still 70 %". `name` is the
    name under which it was said, where the forecaster goes by another.
    """

    n: int
    p: str | None
    prediction: Mapping[str, Any] | None
    told: str | None
    said: str | None
    unchanged: bool
    expires: str | None
    basis: str
    phrase: str | None
    scale: str | None
    low: str | None
    high: str | None
    made: str
    made_text: str | None
    made_basis: str | None
    recorded_at: str
    recorded_by: str
    entry: int
    wording: int
    retrospective: bool
    counts: bool
    evidence: str
    reporter: str | None
    quote: Quote | None
    source: Source | None
    replaces: int | None
    note: str | None
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """A question as said by one forecaster.

    `p` and `prediction` are what stands now, None when withdrawn or unnumbered; `expired` is the last day on which the
    last forecast stood.
    """

    forecaster: str
    forecaster_id: str
    p: str | None
    prediction: Mapping[str, Any] | None
    withdrawn: str | None
    expired: str | None
    forecasts: tuple[Forecast, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """A decision about a question; the one that `stands` is what it came out as.

    `judge` is who decided; `made_by` which machine did: a `rule` over observations, the `parts` of a bundle, or the
    `condition` of a branch, and `because` names what it rests on. What rests on something that no longer stands does
    not stand either.
    """

    n: int
    stands: bool
    verdict: str
    outcome: str | None
    value: str | None
    happened_on: str | None
    known_on: str
    recorded_at: str
    recorded_by: str
    entry: int
    judge: str | None
    made_by: str | None
    because: tuple[str, ...]
    evidence: tuple[str, ...]
    note: str | None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """What a rule makes of a forecaster's counted forecast (timing `last`) under the standing outcome."""

    forecaster: str
    rule: str
    value: float
    rule_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question with its predictions, resolutions and scores.

    `unit` and the bounds belong to numbers and dates (an open bound can be passed), `options` to a categorical
    question; `parts` are the questions of a bundle, `composite` how they are joined; `restates` is the earlier
    statement of the same claim; `rewordings` are the later wordings that changed what is forecast.
    """

    id: str
    prefix: str
    type: str
    wording: int
    status: Status
    flags: tuple[str, ...]
    claim: str
    criteria: str | None
    fine_print: str | None
    look_at: str | None
    tags: tuple[str, ...]
    series: str | None
    period: str | None
    unit: str | None
    lower: str | None
    upper: str | None
    open_lower: bool
    open_upper: bool
    options: tuple[str, ...]
    exclusive: bool
    ordered: bool
    condition: Condition | None
    composite: Joined | None
    parts: tuple[str, ...]
    restates: str | None
    rule: MachineRule | None
    deadline: StatedDeadline | None
    closes_at: str | None
    review_on: str | None
    recorded_at: str
    recorded_by: str
    notes: tuple[str, ...]
    predictions: tuple[Prediction, ...]
    resolutions: tuple[Resolution, ...]
    scores: tuple[Scored, ...]
    rewordings: tuple[Rewording, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    hash: str

    @property
    def decision(self) -> Resolution | None:
        """The resolution that stands, None while it is open."""
        return next((one for one in self.resolutions if one.stands), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesView:
    """A series as people read it."""

    id: str
    claim: str
    rule: str
    starts_on: str
    until: str | None
    occurrences: int
