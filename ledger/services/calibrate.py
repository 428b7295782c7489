"""Calibrate: how often what was said came true, over the questions that have fallen due."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from ledger.calibration.bins import CENTRED
from ledger.calibration.intervals import DEFAULT_LEVEL
from ledger.calibration.table import CalibrationRow, calibration_table
from ledger.calibration.tally import Tally
from ledger.core.query import Term
from ledger.errors import InputError
from ledger.store.snapshot import Snapshot
from ledger.store.standing import COUNTS
from ledger.store.tallies import Cell, cells

EARLY: Final = "early"
UNDATED: Final = "undated"
INCLUDABLE: Final = (EARLY, UNDATED)
NOTHING: Final[frozenset[str]] = frozenset()

REASONS: Final = (
    "open", "annulled", "ambiguous", "resolved_early", "no_deadline", "retrospective", "same_day",
    "after_close", "after_known", "withdrawn", "no_number",
)  # fmt: skip
"""Why a prediction can be left out, in the order in which tables list it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """A calibration table with what it was made of.

    `n` predictions are in it, one per question and forecaster (timing `last`: the last forecast that came in time);
    `excluded` says how many of the others were left out for which reason. `as_of` is the number of the last entry read
    and `day` the day by which questions count as due.
    """

    rows: tuple[CalibrationRow, ...]
    tally: Tally
    n: int
    excluded: Mapping[str, int]
    bins: str
    interval: str
    level: Decimal
    as_of: int
    day: str
    timing: str = "last"
    dialect: str = "ledger"


def calibrate(
    snapshot: Snapshot,
    terms: Sequence[Term] = (),
    *,
    bins: str = CENTRED.name,
    interval: str = "wilson",
    level: Decimal = DEFAULT_LEVEL,
    include: Collection[str] = NOTHING,
    retrospective: bool = True,
) -> Calibration:
    """The calibration of the predictions that match the terms, one per question and forecaster.

    Questions count once their deadline has come: what resolved before is held back as `resolved_early`, what has no
    deadline as `no_deadline`, unless `include` names "early" or "undated". `retrospective=False` leaves out what was
    recorded after the outcome was known. An `InputError` for unknown bins, intervals, levels or inclusions.
    """
    wanted = checked_inclusions(include)
    excluded: Counter[str] = Counter()
    counted: list[tuple[int, int, int]] = []
    for cell in cells(snapshot, terms, recorded_late=not retrospective):
        n, left_out = _enters(cell, wanted)
        excluded.update(left_out)
        if n and cell.p_ppm is not None and cell.y_ppm is not None:
            counted.append((cell.p_ppm, cell.y_ppm, n))
    tally = Tally.from_rows(counted)
    return Calibration(
        rows=calibration_table(tally, bins=bins, interval=interval, level=level),
        tally=tally,
        n=tally.n,
        excluded=in_order(excluded),
        bins=bins,
        interval=interval,
        level=level,
        as_of=snapshot.entry,
        day=snapshot.day.isoformat(),
    )


def checked_inclusions(include: Collection[str]) -> frozenset[str]:
    """The names of what to let in; an `InputError` for another.

    >>> checked_inclusions(["late"])
    Traceback (most recent call last):
    ...
    ledger.errors.InputError: 'late' cannot be included
    """
    for name in include:
        if name not in INCLUDABLE:
            raise InputError(f"{name[:40]!r} cannot be included", hint=f"there is {' and '.join(INCLUDABLE)}")
    return frozenset(include)


def in_order(excluded: Mapping[str, int]) -> Mapping[str, int]:
    """Counts of what was left out, in the order of `REASONS`, without zeros.

    >>> dict(in_order({"no_number": 2, "open": 1, "annulled": 0}))
    {'open': 1, 'no_number': 2}
    """
    return MappingProxyType({reason: excluded[reason] for reason in REASONS if excluded.get(reason)})


def _enters(cell: Cell, include: frozenset[str]) -> tuple[int, dict[str, int]]:
    if cell.reason != COUNTS:
        return 0, {cell.reason: cell.n}
    if cell.retrospective:
        return 0, {"retrospective": cell.n}
    early = 0 if EARLY in include else cell.n - cell.due - cell.undated
    undated = 0 if UNDATED in include else cell.undated
    return cell.n - early - undated, {"resolved_early": early, "no_deadline": undated}
