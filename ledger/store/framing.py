"""What wordings fix and what forecasts state beyond one probability, as facts of an entry that is being written."""

from collections.abc import Iterable, Sequence
from typing import Final

from ledger.core.frame import YES_OR_NO, Frame
from ledger.core.stated import Point
from ledger.store.journal import Draft
from ledger.store.tables import frames, options, points

FIXED: Final = (
    "wording_id", "unit", "lower_bound", "upper_bound", "open_lower", "open_upper", "exclusive", "ordered",
)  # fmt: skip


def add_frames(draft: Draft, framed: Iterable[tuple[int, Frame]]) -> None:
    """The frames of wordings, by the wordings' keys; a yes/no question fixes nothing."""
    some = [(wording, frame) for wording, frame in framed if frame != YES_OR_NO]
    draft.add_used(frames, FIXED, [_row(wording, frame) for wording, frame in some])
    labels = [(wording, *label) for wording, frame in some for label in enumerate(frame.options, 1)]
    draft.add_used(options, ("wording_id", "position", "label"), labels)


def _row(wording: int, frame: Frame) -> tuple[int | str | None, ...]:
    flags = (frame.open_lower, frame.open_upper, frame.exclusive, frame.ordered)
    return (wording, frame.unit, frame.lower, frame.upper, *map(int, flags))


def add_points(draft: Draft, stated: Iterable[tuple[int, Sequence[Point]]]) -> None:
    """The points of forecasts, in order, by the forecasts' keys."""
    rows = [(forecast, n, one.at, one.share) for forecast, said in stated for n, one in enumerate(said, 1)]
    draft.add_used(points, ("forecast_id", "position", "at", "share"), rows)
