"""What people choose, typed: the keyword arguments of methods that hand them on."""

from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal
from typing import TypedDict

from ledger.services.view import View

Level = Decimal | str | float


class Binned(TypedDict, total=False):
    """How a calibration table is cut.

    bins: a scheme of `ledger.calibration.bins`; interval: a kind of `ledger.calibration.intervals`, at its `level`;
    fold: below 50 % as its opposite.
    """

    bins: str
    interval: str
    level: Level
    fold: bool


class Counting(Binned, total=False):
    """How a calibration table is cut, and what enters it.

    include: what resolved `early` or is `undated`; retrospective: what was recorded late; view: timing, reading, scale.
    """

    include: Collection[str]
    retrospective: bool
    view: View


class Chosen(Counting, total=False):
    """What can be chosen about a table by name; each takes what concerns it.

    rules or a dialect: scores; by: a grouping; seed, resamples, expected_error: draws; method, minimum (questions in
    common): pairs and leaderboard.
    """

    rules: Sequence[str]
    dialect: str | None
    by: str
    seed: int
    resamples: int | None
    expected_error: bool
    method: str
    minimum: int | None


class Scoring(TypedDict, total=False):
    """The choices of `Book.scores`, which says what they mean."""

    rules: Sequence[str]
    dialect: str | None
    by: str
    min_n: int
    last: int | None
    level: Level
    interval: str
    seed: int
    baseline: str | None
    view: View


class Reading(TypedDict, total=False):
    """How a table from elsewhere is read: the fields of `ledger.importers._wishes.Wishes`, explained there."""

    columns: Mapping[str, str]
    wide: tuple[str, ...]
    forecaster: str | None
    date_format: str | None
    zone: str | None
    percent: bool
    certain: bool
    fill_blank: str | None
    annulled: tuple[str, ...]
    on_duplicate: str
    skip_bad: bool
    system: str | None
    follow: Callable[[int], None] | None
