"""What wordings fix about predictions: options, bounds and units, and the points of forecasts that have several."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Row, select

from ledger.core.frame import Frame
from ledger.core.stated import Point, Stated
from ledger.store.batches import one_of
from ledger.store.tables import forecasts, frames, options, points, wordings

PROBABILITY: Final = "binary"


class Framed(NamedTuple):
    """A forecast that is no probability, with the frame of the wording that it was made under."""

    stated: Stated
    frame: Frame


def read_frames(connection: Connection, wordings: Iterable[Any]) -> dict[int, Frame]:
    """The frames of these wordings (rows with `id` and `type`), by key; yes/no questions have none to read."""
    types = {row.id: row.type for row in wordings if row.type != PROBABILITY}
    if not types:
        return {}
    labels: dict[int, list[str]] = {}
    chosen = select(options.c.wording_id, options.c.label).where(one_of(options.c.wording_id, types))
    for wording, label in connection.execute(chosen.order_by(options.c.wording_id, options.c.position)):
        labels.setdefault(wording, []).append(label)
    rows = connection.execute(select(frames).where(one_of(frames.c.wording_id, types)))
    return {row.wording_id: _frame(row, types[row.wording_id], labels.get(row.wording_id, ())) for row in rows}


def _frame(row: Row[Any], type: str, labels: Sequence[str]) -> Frame:
    return Frame(
        type=type,
        options=tuple(labels),
        exclusive=bool(row.exclusive),
        ordered=bool(row.ordered),
        unit=row.unit,
        lower=row.lower_bound,
        upper=row.upper_bound,
        open_lower=bool(row.open_lower),
        open_upper=bool(row.open_upper),
    )


def read_stated(connection: Connection, keys: Iterable[int]) -> dict[int, Stated]:
    """What these forecasts state that is more than one probability, by key."""
    found: dict[int, list[Any]] = {}
    query = (
        select(points.c.forecast_id, points.c.at, points.c.share, forecasts.c.kind, forecasts.c.said)
        .join(forecasts, forecasts.c.id == points.c.forecast_id)
        .where(one_of(points.c.forecast_id, keys))
    )
    for row in connection.execute(query.order_by(points.c.forecast_id, points.c.position)):
        found.setdefault(row.forecast_id, []).append(row)
    return {key: _stated(rows) for key, rows in found.items()}


def _stated(rows: Sequence[Any]) -> Stated:
    said = tuple(Point(at=row.at, share=row.share) for row in rows)
    return Stated(kind=rows[0].kind, said=rows[0].said or "", points=said)


def frame_of(frames: Mapping[int, Frame], wording: int) -> Frame:
    """The frame of a wording; a yes/no question's where none was read."""
    return frames.get(wording) or Frame()


def read_framed(connection: Connection, keys: Sequence[int]) -> dict[int, Framed]:
    """Those of these forecasts that are no probability, by key."""
    if not keys:
        return {}
    made = select(forecasts.c.id, forecasts.c.wording_id).where(one_of(forecasts.c.id, keys))
    under = {row.id: row.wording_id for row in connection.execute(made)}
    worded = select(wordings.c.id, wordings.c.type).where(one_of(wordings.c.id, sorted(set(under.values()))))
    found = read_frames(connection, connection.execute(worded))
    return {
        key: Framed(stated=stated, frame=frame_of(found, under[key]))
        for key, stated in read_stated(connection, keys).items()
    }
