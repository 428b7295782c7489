"""Selection: which forecasts count, under a timing, a reading of the deadlines and a scale of words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from ledger.core.query import Term
from ledger.core.reading import SCORED
from ledger.scoring.history import History, Said
from ledger.scoring.timing import WITHDRAWN, Choice, Stance, Timing, choose, read_timing
from ledger.services.readings import NOT_IN_SCALE, checked_reading, read_scale, under_reading, under_scale
from ledger.services.view import USUAL, View
from ledger.store.forecast_rows import ForecastRow, Withdrawals, forecast_rows, other_readings, standing_withdrawals
from ledger.store.snapshot import Snapshot
from ledger.store.standing import COUNTS, OTHER_TYPE

LATE: Final = "retrospective"
UNDATED: Final = "no_deadline"
UNNUMBERED: Final = "no_number"
UNSCORED: Final = "not_scored"
EXPIRED: Final = "expired"
FAR: Final = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A forecast that counts, and the seconds for which it stood under `time-weighted`, else 1."""

    row: ForecastRow
    weight: float

    @property
    def probability(self) -> Decimal:
        """What was said, if it is a probability."""
        return Decimal(str(self.row.p))


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """What counts of one prediction, one forecast each under timing `each`.

    `row` is the forecast that counts, under `time-weighted` the last of them; where nothing counts, the one that would,
    and `reason` says why not. `coverage` is the share of the question's scheduled life that was covered.
    """

    row: ForecastRow
    reason: str
    shares: tuple[Share, ...] = ()
    coverage: float | None = None

    @property
    def counts(self) -> bool:
        """Whether anything counts."""
        return self.reason == COUNTS


def select_forecasts(
    snapshot: Snapshot, terms: Sequence[Term] = (), view: View = USUAL, *, every_type: bool = False
) -> list[Picked]:
    """What counts of every prediction that matches the terms, by question, forecaster and time.

    With `every_type` what is no probability counts as well. An `InputError` for a timing, a reading or a scale that is
    none.
    """
    timing = read_timing(view.timing, today=snapshot.today)
    taken_back = standing_withdrawals(snapshot)
    rows = _viewed(snapshot, forecast_rows(snapshot, terms), view)
    if every_type:
        rows = [replace(row, reason=COUNTS) if row.reason == OTHER_TYPE else row for row in rows]
    picked = (
        one
        for key, own in _by_prediction(rows).items()
        for one in _pick(own, timing, taken_back.get(key, ()), snapshot.zone, every_type=every_type)
    )
    return [one if view.retrospective else _without_late(one) for one in picked]


def histories(
    snapshot: Snapshot, terms: Sequence[Term] = (), view: View = USUAL
) -> tuple[list[History], dict[tuple[str, str], Picked], list[Picked]]:
    """The histories of the resolved questions that match, for the dialects; whose predictions match; what is left out.

    Questions and forecasters are named by their keys in the ledger. Every forecaster's forecasts on these questions
    are in, because some dialects compare; the mapping holds, by question and forecaster, the predictions that match.
    """
    taken_back = standing_withdrawals(snapshot)
    rows = _viewed(snapshot, forecast_rows(snapshot, terms, together=True), view)
    by_question: defaultdict[int, list[ForecastRow]] = defaultdict(list)
    for row in rows:
        by_question[row.question_key].append(row)
    found: list[History] = []
    matching: dict[tuple[str, str], Picked] = {}
    left_out: list[Picked] = []
    for key, own in by_question.items():
        history = _history(str(key), own, taken_back, snapshot.zone, retrospective=view.retrospective)
        if history is not None:
            found.append(history)
        said = set() if history is None else set(history.forecasters())
        for (_, person), some in _by_prediction(own).items():
            if not some[-1].matches:
                continue
            one = _last_of(some) if view.retrospective else _without_late(_last_of(some))
            if str(person) in said:
                matching[str(key), str(person)] = one
            else:
                left_out.append(replace(one, reason=_unscored(one.row)) if one.counts else one)
    return found, matching, left_out


def _unscored(row: ForecastRow) -> str:
    return UNDATED if row.deadline is None and row.closes_on is None else UNSCORED


def _viewed(snapshot: Snapshot, rows: Iterable[ForecastRow], view: View) -> Iterable[ForecastRow]:
    if view.scale is not None:
        rows = under_scale(rows, read_scale(view.scale))
    if view.reading != SCORED:
        readings = other_readings(snapshot)
        rows = under_reading(rows, checked_reading(view.reading, readings), readings)
    return rows


def _by_prediction(rows: Iterable[ForecastRow]) -> dict[tuple[int, int], list[ForecastRow]]:
    found: defaultdict[tuple[int, int], list[ForecastRow]] = defaultdict(list)
    for row in rows:
        found[row.question_key, row.forecaster_key].append(row)
    return found


def _pick(
    rows: Sequence[ForecastRow],
    timing: Timing,
    taken_back: Sequence[tuple[str, str | None]],
    zone: str,
    *,
    every_type: bool,
) -> Iterator[Picked]:
    last = _last_of(rows)
    if timing.kind == "last" or not (last.counts or last.reason in {WITHDRAWN, EXPIRED, UNNUMBERED, NOT_IN_SCALE}):
        yield last
        return
    stances = [row for row in _in_time(rows) if row.p is not None or (every_type and row.kind is not None)]
    if not stances:
        yield last
        return
    yield from _chosen(stances, timing, taken_back, zone)


def _last_of(rows: Sequence[ForecastRow]) -> Picked:
    row = [*rows, *_in_time(rows)][-1]
    shares = (Share(row=row, weight=1),) if row.reason == COUNTS else ()
    return Picked(row=row, reason=row.reason, shares=shares)


def _in_time(rows: Sequence[ForecastRow]) -> list[ForecastRow]:
    return [row for row in rows if row.before_close and row.before_known]


def _chosen(
    rows: Sequence[ForecastRow], timing: Timing, taken_back: Sequence[tuple[str, str | None]], zone: str
) -> Iterator[Picked]:
    choice = _choice(rows, timing, taken_back, zone)
    shares = tuple(Share(row=rows[place], weight=weight) for place, weight in choice.shares)
    if not shares:
        ran_out = choice.reason == WITHDRAWN and not any(row.withdrawn for row in rows)
        yield Picked(row=rows[-1], reason=EXPIRED if ran_out else choice.reason or COUNTS)
    elif timing.kind == "each":
        yield from (Picked(row=share.row, reason=COUNTS, shares=(share,)) for share in shares)
    else:
        yield Picked(row=shares[-1].row, reason=COUNTS, shares=shares, coverage=choice.coverage)


def _choice(
    rows: Sequence[ForecastRow], timing: Timing, taken_back: Sequence[tuple[str, str | None]], zone: str
) -> Choice:
    stances = [_stance(row, taken_back, zone, after) for row, after in zip(rows, [*rows[1:], None], strict=True)]
    row = rows[-1]
    closes = close_of(row, zone)
    if closes is None:
        if timing.kind in {"time-weighted", "at"} and timing.day is None:
            return Choice(shares=(), reason=UNDATED)
        closes = FAR.replace(tzinfo=ZoneInfo(zone))
    moment = timing.moment(closes).timestamp() if timing.kind == "at" else None
    end = closes.timestamp()
    return choose(
        timing, stances, opened=_opened(rows, zone), closes=end, ended=min(end, _known(row, zone, end)), moment=moment
    )


def _stance(
    row: ForecastRow, taken_back: Sequence[tuple[str, str | None]], zone: str, after: ForecastRow | None = None
) -> Stance:
    """How long a forecast stood at most: until it was taken back, or ran out with none made `after` it by then."""
    acts = [act for act in taken_back if row.withdrawn and (act[0], act[1] or "~") >= (row.made_on, row.made_at or "")]
    start = _seconds(row.made_on, row.made_at, zone)
    # Taken back on the bare day on which it was made at an hour: not before it was made.
    ends = [max(start, _seconds(on, at, zone)) for on, at in acts]
    run_out = _run_out(row, zone)
    if run_out is not None and (after is None or run_out <= _seconds(after.made_on, after.made_at, zone)):
        ends.append(max(start, run_out))
    return Stance(start=start, withdrawn=min(ends, default=None))


def _run_out(row: ForecastRow, zone: str) -> float | None:
    """When an expired forecast ended: without an instant it stood to the end of its last day."""
    if not row.expired or row.expires_on is None:
        return None
    if row.expires_at is not None:
        return _seconds(row.expires_on, row.expires_at, zone)
    return (_midnight(row.expires_on, zone) + timedelta(days=1)).timestamp()


def _history(
    question: str, rows: Sequence[ForecastRow], taken_back: Withdrawals, zone: str, *, retrospective: bool
) -> History | None:
    first = rows[0]
    closes = close_of(first, zone)
    if first.state != "resolved" or first.value is None or closes is None:
        return None
    kept = [row for row in _in_time(rows) if row.p is not None and (retrospective or not row.retrospective)]
    end, opened = closes.timestamp(), _opened(rows, zone)
    ended = min(end, _known(first, zone, end))
    if not kept or not opened < ended:
        return None
    said = [_said(row, taken_back.get((row.question_key, row.forecaster_key), ()), zone) for row in kept]
    return History(question=question, opened=opened, closes=end, ended=ended, outcome=float(first.value), said=said)


def _said(row: ForecastRow, taken_back: Sequence[tuple[str, str | None]], zone: str) -> Said:
    stance = _stance(row, taken_back, zone)
    return Said(
        forecaster=str(row.forecaster_key), probability=float(str(row.p)), start=stance.start, end=stance.withdrawn
    )


def _opened(rows: Sequence[ForecastRow], zone: str) -> float:
    """A question opens with its window, or with the first forecast if that came sooner."""
    starts = [_seconds(row.made_on, row.made_at, zone) for row in rows]
    window = rows[0].window_start
    return min(starts if window is None else [*starts, _seconds(window, None, zone)])


def close_of(row: ForecastRow, zone: str) -> datetime | None:
    """The instant of a question's scheduled close in the ledger's zone: a bare day runs to its end; None if undated."""
    day, at = (row.closes_on, row.closes_at) if row.closes_on is not None else (row.deadline, row.deadline_at)
    if day is None:
        return None
    if at is not None:
        return datetime.fromisoformat(at).astimezone(ZoneInfo(zone))
    return _midnight(day, zone) + timedelta(days=1)


def _known(row: ForecastRow, zone: str, otherwise: float) -> float:
    return otherwise if row.known_on is None else _seconds(row.known_on, row.known_at, zone)


@lru_cache(maxsize=65_536)
def _seconds(day: str, at: str | None, zone: str) -> float:
    moment = _midnight(day, zone) if at is None else datetime.fromisoformat(at)
    return moment.timestamp()


def _midnight(day: str, zone: str) -> datetime:
    on = date.fromisoformat(day)
    return datetime(on.year, on.month, on.day, tzinfo=ZoneInfo(zone))


def _without_late(one: Picked) -> Picked:
    late = one.counts and any(share.row.retrospective for share in one.shares)
    return replace(one, reason=LATE, shares=()) if late else one
