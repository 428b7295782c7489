"""A question as it stands, with everything that was said about it: the shape that people read.

The keys of the JSON contract are the names of these fields (`docs/` and the shipped JSON Schema list them).
Days are ISO text, instants UTC with a Z, decimals exact text; None where nothing was said.
"""

from dataclasses import dataclass
from typing import Literal

Status = Literal["open", "due", "overdue", "resolved", "ambiguous", "annulled"]


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
    """Verbatim words with their place in the source's canonical text (code points, end exclusive)."""

    text: str
    sha256: str
    start: int | None
    end: int | None
    prefix: str | None
    suffix: str | None


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
    """What one forecaster said at one time; `n` counts a forecaster's forecasts on the question."""

    n: int
    p: str | None
    prediction: str | None
    said: str | None
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
    reporter: str | None
    quote: Quote | None
    source: Source | None
    replaces: int | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """A question as said by one forecaster; `p` is what stands now, None when withdrawn or unnumbered."""

    forecaster: str
    forecaster_id: str
    p: str | None
    withdrawn: str | None
    forecasts: tuple[Forecast, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """A decision about a question; the newest that was not undone stands."""

    n: int
    verdict: str
    outcome: str | None
    value: str | None
    happened_on: str | None
    known_on: str
    recorded_at: str
    recorded_by: str
    entry: int
    evidence: tuple[str, ...]
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """What a rule makes of a forecaster's counted forecast (timing `last`) under the standing outcome."""

    forecaster: str
    rule: str
    value: float
    rule_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question with its predictions, resolutions and scores."""

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
    condition: None
    parts: tuple[str, ...]
    deadline: StatedDeadline | None
    closes_at: str | None
    review_on: str | None
    recorded_at: str
    recorded_by: str
    notes: tuple[str, ...]
    predictions: tuple[Prediction, ...]
    resolutions: tuple[Resolution, ...]
    scores: tuple[Scored, ...]
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesView:
    """A series as people read it."""

    id: str
    claim: str
    rule: str
    starts_on: str
    until: str | None
    occurrences: int
