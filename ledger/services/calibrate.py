"""Calibrate: how often what was said came true, over the questions that have fallen due."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ledger.calibration.bins import CENTRED
from ledger.calibration.intervals import DEFAULT_LEVEL
from ledger.calibration.summary import Statistic, summarise
from ledger.calibration.table import CalibrationRow, calibration_table
from ledger.calibration.tally import Tally
from ledger.calibration.weighted import weighted_table
from ledger.core.query import Term
from ledger.scoring import RULES
from ledger.services.excluded import NOTHING, REASONS, checked_inclusions, in_order
from ledger.services.judging import STORED, check_versions
from ledger.services.tallying import Count, count_all, count_groups
from ledger.services.view import USUAL, View
from ledger.store.snapshot import Snapshot

__all__ = ["REASONS", "Calibration", "Choice", "calibrate", "calibrate_by", "checked_inclusions", "in_order"]

ALL = "all"
USUAL_BINS = CENTRED.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is chosen about a table: its bins, the kind and level of its intervals, what it lets in, and the view.

    `include` names "early" and "undated"; `fold` reads what was said below 50 % as its opposite.
    """

    bins: str = USUAL_BINS
    interval: str = "wilson"
    level: Decimal = DEFAULT_LEVEL
    include: frozenset[str] = NOTHING
    view: View = USUAL
    fold: bool = False


PLAIN = Choice()


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """A calibration table with what it was made of.

    `n` predictions are in it, by default one per question and forecaster (timing `last`: the last forecast that came
    in time); `excluded` says how many of the others were left out for which reason, `overdue` how many of the open
    ones are past their deadline. `as_of` is the number of the last entry read and `day` the day by which questions
    count as due. `statistics` are those of the tally alone: errors and tests as if each forecast were independent,
    without nulls (see `ledger.services.conclude`). By time there are none: no count of forecasts is a measure of time.
    `effective` says of how many independent forecasts a bin is worth, where that is known to be fewer than it holds.
    """

    rows: tuple[CalibrationRow, ...]
    tally: Tally
    statistics: tuple[Statistic, ...]
    n: int
    excluded: Mapping[str, int]
    overdue: int
    count: Count
    choice: Choice
    as_of: int
    day: str
    group: str = ALL
    dialect: str = "ledger"
    effective: Mapping[int, int] = field(default_factory=dict)

    @property
    def bins(self) -> str:
        """The name of its bins."""
        return self.choice.bins

    @property
    def interval(self) -> str:
        """The kind of its intervals."""
        return self.choice.interval

    @property
    def level(self) -> Decimal:
        """The level of its intervals."""
        return self.choice.level

    @property
    def timing(self) -> str:
        """Which forecasts count."""
        return self.choice.view.timing

    @property
    def reading(self) -> str:
        """By which reading of the deadlines."""
        return self.choice.view.reading

    @property
    def scale(self) -> str | None:
        """From which scale the numbers of words are taken anew, if they are."""
        return self.choice.view.scale


def calibrate(
    snapshot: Snapshot,
    terms: Sequence[Term] = (),
    *,
    bins: str = USUAL_BINS,
    interval: str = "wilson",
    level: Decimal = DEFAULT_LEVEL,
    include: Collection[str] = (),
    retrospective: bool = True,
    view: View = USUAL,
    fold: bool = False,
) -> Calibration:
    """The calibration of the predictions that match the terms, one per question and forecaster.

    Questions count once their deadline has come: what resolved before is held back as `resolved_early`, what has no
    deadline as `no_deadline`, unless `include` names "early" or "undated". `retrospective=False` leaves out what was
    recorded after the outcome was known; `view` asks for another timing, reading or scale. An `InputError` for unknown
    bins, intervals, levels, inclusions and views.
    """
    choice = Choice(
        bins=bins,
        interval=interval,
        level=level,
        include=checked_inclusions(include),
        view=view if retrospective else replace(view, retrospective=False),
        fold=fold,
    )
    return calibrated(snapshot, terms, choice)


def calibrated(snapshot: Snapshot, terms: Sequence[Term] = (), choice: Choice = PLAIN) -> Calibration:
    """The same with the choices in one value."""
    _check(choice)
    count = count_all(snapshot, terms, include=choice.include, view=choice.view)
    return tabled(count, choice, as_of=snapshot.entry, day=snapshot.day.isoformat())


def calibrate_by(
    snapshot: Snapshot, terms: Sequence[Term] = (), choice: Choice = PLAIN, *, by: str
) -> tuple[Calibration, ...]:
    """A calibration for each group of `ledger.services.grouping` with predictions that count or do not, in its order.

    A prediction with several tags is in several groups.
    """
    _check(choice)
    counts = count_groups(snapshot, terms, by=by, include=choice.include, view=choice.view)
    entry, day = snapshot.entry, snapshot.day.isoformat()
    return tuple(tabled(count, choice, as_of=entry, day=day, group=name) for name, count in counts.items())


def _check(choice: Choice) -> None:
    checked_inclusions(choice.include)
    check_versions({rule: RULES[rule].RULE_VERSION for rule in STORED}, choice.view.rule_version)


def tabled(count: Count, choice: Choice, *, as_of: int, day: str, group: str = ALL) -> Calibration:
    """The calibration of what was counted, as of that entry and day."""
    said = count.folded() if choice.fold else count
    statistics = summarise(said.tally, bins=choice.bins, level=choice.level) if said.held is None else ()
    return Calibration(
        rows=_rows(said, choice),
        tally=said.tally,
        statistics=statistics,
        n=said.tally.n,
        excluded=said.excluded,
        overdue=said.overdue,
        count=said,
        choice=choice,
        as_of=as_of,
        day=day,
        group=group,
    )


def _rows(count: Count, choice: Choice) -> tuple[CalibrationRow, ...]:
    bins, level, interval = choice.bins, choice.level, choice.interval
    if count.held is None:
        return calibration_table(count.tally, bins=bins, level=level, interval=interval)
    cells = (cell for one in count.held for cell in one.cells())
    return weighted_table(cells, bins=bins, level=level, interval=interval)
