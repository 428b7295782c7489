"""A question as it stands, with everything that was said about it: the shape that people read.

The keys of the JSON contract are the names of these fields (`docs/` and the shipped JSON Schema list them).
Days are ISO text, instants UTC with a Z, decimals exact text; None where nothing was said. What few questions have is
in modules of its own (`particulars`, `quote`, `resolution`), loaded by who makes one: to make a class takes half a
millisecond of every command.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from ledger.core.particulars import Commitment, Condition, MachineRule, OtherReading, Rewording
    from ledger.core.quote import Quote, Source
    from ledger.core.resolution import Resolution, Scored

Status = Literal["open", "due", "overdue", "resolved", "ambiguous", "annulled"]
Joined = Literal["all", "any"]


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
