"""Tallying: which predictions a calibration table counts, and what was left out and why.

The usual table is one GROUP BY. Other timings, readings, scales and groups go through the predictions one by one.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ledger.calibration.fold import folded
from ledger.calibration.tally import Tally
from ledger.calibration.weighted import WeightedCell
from ledger.core.numbers import MILLION, to_ppm
from ledger.core.query import Term
from ledger.services.excluded import (
    LATE,
    NO_DEADLINE,
    NOTHING,
    OPEN,
    TOO_EARLY,
    in_order,
    not_in_scale,
    reason_in_table,
)
from ledger.services.grouping import grouping_named, place_of
from ledger.services.selection import Picked, select_forecasts
from ledger.services.view import USUAL, View
from ledger.store.kinship import Kin
from ledger.store.scorable import Row, scorable_rows, sharing
from ledger.store.snapshot import Snapshot
from ledger.store.standing import COUNTS
from ledger.store.tallies import EARLY, UNDATED, Cell, cells

TIME_WEIGHTED = "time-weighted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A prediction by time: what it said, what came of it (parts per million) and for how many whole seconds each.

    `kin` has the last of them.
    """

    kin: Kin
    shares: tuple[tuple[int, int, int], ...]

    def cells(self) -> list[WeightedCell]:
        """A cell for each probability that it passed through; the prediction counts once, with the last."""
        last = len(self.shares) - 1
        return [
            WeightedCell(p_ppm=p_ppm, y_ppm=y_ppm, weight=seconds, n=int(place == last))
            for place, (p_ppm, y_ppm, seconds) in enumerate(self.shares)
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What a table counts: its tally, what was left out, and how many of the open ones are past their deadline.

    `kin` are the forecasts that count, where they were read one by one; `held` the predictions by time, where the
    timing weighs; `speakers` who said them. `not_in_scale` counts the phrases that the scale does not have.
    """

    tally: Tally
    excluded: Mapping[str, int]
    overdue: int = 0
    kin: tuple[Kin, ...] | None = None
    held: tuple[Held, ...] | None = None
    speakers: tuple[str, ...] = ()
    not_in_scale: Mapping[str, int] = field(default_factory=dict)

    def folded(self) -> "Count":
        """The same with what was said below 50 % read as its opposite."""
        return replace(
            self,
            tally=folded(self.tally),
            kin=None if self.kin is None else tuple(map(turned, self.kin)),
            held=None if self.held is None else tuple(map(_turned_by_time, self.held)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One prediction beside a table (one forecast under timing `each`): why it is not in it, or "counts"."""

    row: Row
    reason: str
    shares: tuple[tuple[int, int], ...] = ()

    @property
    def held(self) -> Held:
        """It by time; it counts."""
        row = self.row
        y_ppm = row.y_ppm or 0
        kin = Kin(
            question=row.question,
            question_key=row.question_key,
            forecaster=row.forecaster,
            made=row.made,
            series=row.series,
            source=row.source,
            p_ppm=self.shares[-1][0],
            y_ppm=y_ppm,
        )
        return Held(kin=kin, shares=tuple((p_ppm, y_ppm, seconds) for p_ppm, seconds in self.shares))


def turned(kin: Kin) -> Kin:
    """A forecast below 50 % as 1 - p of the opposite; as it is from 50 % on."""
    p_ppm, y_ppm, _ = _turned((kin.p_ppm, kin.y_ppm, 1))
    return replace(kin, p_ppm=p_ppm, y_ppm=y_ppm)


def _turned_by_time(held: Held) -> Held:
    return Held(kin=turned(held.kin), shares=tuple(map(_turned, held.shares)))


def _turned(share: tuple[int, int, int]) -> tuple[int, int, int]:
    p_ppm, y_ppm, seconds = share
    return share if 2 * p_ppm >= MILLION else (MILLION - p_ppm, MILLION - y_ppm, seconds)


def count_all(
    snapshot: Snapshot, terms: Sequence[Term] = (), *, include: Collection[str] = NOTHING, view: View = USUAL
) -> Count:
    """What the table over everything that matches counts."""
    if not view.usual:
        return count_of(entries(snapshot, terms, include=include, view=view), snapshot, timing=view.timing)
    excluded: Counter[str] = Counter()
    counted: list[tuple[int, int, int]] = []
    overdue = 0
    for cell in cells(snapshot, terms, recorded_late=not view.retrospective):
        n, left_out = _enters(cell, include)
        excluded.update(left_out)
        overdue += cell.overdue
        if n and cell.p_ppm is not None and cell.y_ppm is not None:
            counted.append((cell.p_ppm, cell.y_ppm, n))
    return Count(tally=Tally.from_rows(counted), excluded=in_order(excluded), overdue=overdue)


def _enters(cell: Cell, include: Collection[str]) -> tuple[int, dict[str, int]]:
    if cell.reason != COUNTS:
        return 0, {cell.reason: cell.n}
    if cell.retrospective:
        return 0, {LATE: cell.n}
    early = 0 if EARLY in include else cell.n - cell.due - cell.undated
    undated = 0 if UNDATED in include else cell.undated
    return cell.n - early - undated, {TOO_EARLY: early, NO_DEADLINE: undated}


def count_groups(
    snapshot: Snapshot,
    terms: Sequence[Term] = (),
    *,
    by: str,
    include: Collection[str] = NOTHING,
    view: View = USUAL,
) -> dict[str, Count]:
    """What each group's table counts, in the order of groups; an `InputError` for a grouping that is none."""
    groups_of = grouping_named(by)(snapshot)
    members: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries(snapshot, terms, include=include, view=view):
        for name in groups_of(entry.row):
            members[name].append(entry)
    counts = {name: count_of(some, snapshot, timing=view.timing) for name, some in members.items()}
    return dict(sorted(counts.items(), key=lambda one: place_of(by, one[0], one[1].tally.n)))


def entries(
    snapshot: Snapshot, terms: Sequence[Term] = (), *, include: Collection[str] = NOTHING, view: View = USUAL
) -> list[Entry]:
    """Every prediction that matches, one by one, by question and forecaster."""
    day = snapshot.day.isoformat()
    found = _usual(snapshot, terms, view) if view.usual else map(_picked, select_forecasts(snapshot, terms, view))
    return [
        replace(one, reason=reason_in_table(one.reason, one.row.deadline, day=day, include=include)) for one in found
    ]


def _usual(snapshot: Snapshot, terms: Sequence[Term], view: View) -> Iterable[Entry]:
    texts: dict[str, str] = {}
    for row in (sharing(row, texts) for row, _ in scorable_rows(snapshot, terms)):
        late = row.reason == COUNTS and bool(row.retrospective) and not view.retrospective
        yield Entry(row=row, reason=LATE if late else row.reason, shares=((row.p_ppm or 0, 1),))


def _picked(one: Picked) -> Entry:
    # What stood for less than a second stood, too.
    shares = tuple((to_ppm(share.probability), max(1, round(share.weight))) for share in one.shares)
    return Entry(row=one.row, reason=one.reason, shares=shares)


def count_of(found: Iterable[Entry], snapshot: Snapshot, *, timing: str = "last") -> Count:
    """What a table of these entries counts."""
    day, kept = snapshot.day.isoformat(), list(found)
    held = [entry.held for entry in kept if entry.reason == COUNTS]
    return Count(
        tally=Tally.from_rows((one.kin.p_ppm, one.kin.y_ppm, 1) for one in held),
        excluded=in_order(Counter(entry.reason for entry in kept)),
        overdue=sum(entry.reason == OPEN and (entry.row.deadline or day) < day for entry in kept),
        kin=tuple(one.kin for one in held),
        held=tuple(held) if timing == TIME_WEIGHTED else None,
        speakers=tuple(sorted({entry.row.forecaster for entry in kept if entry.reason == COUNTS})),
        not_in_scale=not_in_scale(entry.row for entry in kept),
    )
