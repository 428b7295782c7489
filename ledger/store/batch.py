"""A batch: what a file says, read but not yet compared with the ledger; and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from ledger.core.frame import YES_OR_NO, Frame
from ledger.core.stated import Point
from ledger.store.chain import Value

WORDING: Final = (
    "claim", "criteria", "fine_print", "type", "vague", "zone", "window_start", "deadline", "deadline_at",
    "deadline_text", "deadline_rule", "edtf", "precision", "review_on",
)  # fmt: skip
SAID: Final = ("probability", "said", "p_ppm", "kind", "basis", "phrase", "scale", "low", "high")
MADE: Final = ("made_on", "made_at", "made_text", "foreign_key")
WHERE: Final = ("quote", "source", "note")

Said = tuple[tuple[Value, ...], Sequence[Point]]
"""What `SAID` names, and the points of what is more than one probability."""
Made = tuple[str, str | None, str | None, str]
Where = tuple[str | None, str | None, str | None]
ForecastRow = tuple[int, int, int, Said, Made, Where]
"""Position of the question, position of the forecaster, line of the file, what was said, and what `MADE`, `WHERE` name.

The foreign key tells the forecasts of one forecaster on one question apart; quote and source are words and a URL.
Most rows of a file share these tuples with others, so that a large file needs little room.
"""

Withdrawal = tuple[int, int, Made]
"""Position of the question, position of the forecaster, and when the forecast that stood was taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a file says a question came out as; `known_given` tells a stated day from the day of the import."""

    verdict: str
    outcome: str | None
    value: str | None
    y_ppm: int | None
    happened_on: str | None
    known_on: str
    known_at: str | None
    known_given: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question as a file words it: `wording` in the order of `WORDING`, `readings` as (name, start, deadline)."""

    foreign_key: str
    line: int
    wording: tuple[Value, ...]
    frame: Frame = YES_OR_NO
    readings: tuple[tuple[str, str | None, str], ...] = ()
    tags: tuple[str, ...] = ()
    decided: Decided | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Questions of one system, forecasters' names, and forecasts and withdrawals with positions in these two lists.

    `renames` says that a key stays when its claim is put into other words, as the ids of platforms do.
    """

    system: str
    zone: str
    questions: Sequence[Asked]
    forecasters: Sequence[str]
    forecasts: Sequence[ForecastRow]
    renames: bool = False
    withdrawals: Sequence[Withdrawal] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """A field of a file that was not carried: in how many rows it said something, and why it was left."""

    field: str
    rows: int
    reason: str


@dataclass(slots=True, kw_only=True)
class Imported:
    """What became of a file: how much of it was new, there already, put right or left out, and why.

    `kept` counts what differs but stays as the ledger has it (`--on-duplicate skip`).
    """

    questions_new: int = 0
    questions_same: int = 0
    questions_reworded: int = 0
    forecasts_new: int = 0
    forecasts_same: int = 0
    forecasts_corrected: int = 0
    withdrawals_new: int = 0
    withdrawals_same: int = 0
    resolutions_new: int = 0
    resolutions_same: int = 0
    resolutions_amended: int = 0
    kept: int = 0
    rejected: int = 0
    problems: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    losses: tuple[Loss, ...] = ()
    warnings: list[str] = field(default_factory=list)
