"""Standing forecasts column by column: what `read_questions` tells of each, without an object for each.

A table of a million forecasts says few days and names, each a great many times. Its columns come as the database gives
them; what belongs to an entry, a question or a forecaster is read once and looked up.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from operator import and_
from typing import Any, Final

from sqlalchemy import Column, func, select

from ledger.core.quote import Quote, Source
from ledger.core.stated import as_json
from ledger.question_types import TYPES
from ledger.store import counting, standing
from ledger.store.batches import one_of, streamed
from ledger.store.evidence import read_evidence
from ledger.store.frames import frame_of, read_frames, read_stated
from ledger.store.keys import place_of
from ledger.store.reading.forecasts import COLUMNS, quote_of, read_repeats
from ledger.store.reading.questions import pieces
from ledger.store.reading.sources import read_sources
from ledger.store.reading.texts import to_seconds
from ledger.store.snapshot import Snapshot
from ledger.store.tables import current_questions, entries, forecasters, forecasts, questions, quotes, wordings

Pair = tuple[int, int]
Columns = Mapping[str, Sequence[Any]]

WHOSE: Final = ("question_id", "forecaster_id")
BITS: Final = ("before_close", "before_known", "retrospective")
READ: Final = (*WHOSE, *(name for name in COLUMNS if name not in WHOSE), *BITS)
AS_THEY_ARE: Final = (
    "said", "basis", "phrase", "scale", "low", "high", "made_text", "made_basis", "reporter", "note",
)  # fmt: skip


def read_columns(snapshot: Snapshot, predictions: Mapping[Pair, object]) -> Iterator[Columns]:
    """The forecasts of these predictions (keys of question and forecaster), each forecaster's in the order made.

    A few thousand questions at a time, in the order of their keys, on each the forecasters in the order of their first
    forecasts. Columns are named as the fields of `ledger.core.question.Forecast`; `pair` is the prediction, `question`
    the id and `forecaster` the name.
    """
    for keys in pieces(sorted({question for question, _ in predictions})):
        said: dict[Pair, list[Any]] = {}
        for row in _read_rows(snapshot, keys):
            said.setdefault((row[0], row[1]), []).append(row)
        kept = [rows for pair, rows in said.items() if pair in predictions]
        if kept:
            found = dict(zip(READ, zip(*chain.from_iterable(kept), strict=True), strict=True))
            yield _told(snapshot, keys, found) | {"n": [n for rows in kept for n in range(1, len(rows) + 1)]}


def _read_rows(snapshot: Snapshot, keys: Sequence[int]) -> Any:
    """By question in the order made: a bare day after the instants of that day."""
    head = current_questions if snapshot.latest else None
    query = counting.standing_forecasts(snapshot.scope, keys, COLUMNS, head)
    columns = query.selected_columns
    made = (forecasts.c.question_id, forecasts.c.made_on, func.coalesce(forecasts.c.made_at, "~"), forecasts.c.id)
    return streamed(snapshot.connection, query.with_only_columns(*(columns[name] for name in READ)).order_by(*made))


def _told(snapshot: Snapshot, keys: Sequence[int], found: Columns) -> dict[str, Sequence[Any]]:
    asked, forecaster, entry = found["question_id"], found["forecaster_id"], found["entry_id"]
    recorded_at = {key: to_seconds(at) for key, at in _read(snapshot, entries.c.recorded_at, entry).items()}
    evidence, repeats = read_evidence(snapshot, keys), read_repeats(snapshot, keys)
    return {
        **{name: found[name] for name in AS_THEY_ARE},
        **_versions(snapshot, keys, found),
        **_cited(snapshot, found),
        "pair": list(zip(asked, forecaster, strict=True)),
        "question": _each(_read(snapshot, questions.c.public_id, asked), asked),
        "forecaster": _each(_read(snapshot, forecasters.c.foreign_key, forecaster), forecaster),
        "p": found["probability"],
        "made": found["made_on"],
        "recorded_at": _each(recorded_at, entry),
        "recorded_by": _each(_read(snapshot, entries.c.actor, entry), entry),
        "entry": entry,
        "retrospective": list(map(bool, found["retrospective"])),
        "counts": list(map(bool, map(and_, found["before_close"], found["before_known"]))),
        "replaces": [place_of(key)[0] if key else None for key in found["replaces"]],
        "expires": [to_seconds(at) if at else on for at, on in _pairs(found, "expires_at", "expires_on")],
        "unchanged": list(map(repeats.__contains__, found["id"])),
        "evidence": _each(evidence, found["id"]),
    }


def _read(snapshot: Snapshot, column: Column[str], keys: Sequence[int]) -> Mapping[int, str]:
    """What a column of its table holds for these keys."""
    query = select(column.table.c.id, column).where(one_of(column.table.c.id, set(keys)))
    return dict(iter(streamed(snapshot.connection, query)))


def _each(values: Mapping[int, str], keys: Sequence[int]) -> list[str]:
    return list(map(values.__getitem__, keys))


def _pairs(found: Columns, *names: str) -> Iterator[tuple[Any, ...]]:
    return zip(*(found[name] for name in names), strict=True)


def _versions(snapshot: Snapshot, keys: Sequence[int], found: Columns) -> dict[str, Sequence[Any]]:
    """What depends on the wordings of the questions: which one it was said under, and what is more than a number."""
    query = select(wordings.c.id, wordings.c.question_id, wordings.c.type).order_by(wordings.c.id)
    standing_ones = standing.narrowed(query, wordings.c.question_id, keys)
    rows = snapshot.connection.execute(standing_ones.where(standing.stands(wordings, snapshot.scope))).all()
    numbers, last = dict[int, int](), dict[int, int]()
    for row in rows:
        numbers[row.id] = last[row.question_id] = last.get(row.question_id, 0) + 1
    under = [numbers.get(wording, last[asked]) for wording, asked in _pairs(found, "wording_id", "question_id")]
    return {"wording": under, **_stated(snapshot, rows, found)}


def _stated(snapshot: Snapshot, rows: Sequence[Any], found: Columns) -> dict[str, Sequence[Any]]:
    if not any(found["kind"]):
        return dict.fromkeys(("prediction", "told"), [None] * len(found["kind"]))
    stated = read_stated(snapshot.connection, [key for key, kind in _pairs(found, "id", "kind") if kind])
    frames, types = read_frames(snapshot.connection, rows), {row.question_id: TYPES[row.type] for row in rows}
    return {
        "prediction": [as_json(stated[key]) if key in stated else None for key in found["id"]],
        "told": [
            types[asked].tell(stated[key], frame_of(frames, wording)) if key in stated else None
            for key, asked, wording in _pairs(found, "id", "question_id", "wording_id")
        ],
    }


def _cited(snapshot: Snapshot, found: Columns) -> dict[str, Sequence[Quote | Source | None]]:
    if not any(found["quote_id"]) and not any(found["source_id"]):
        return dict.fromkeys(("quote", "source"), [None] * len(found["id"]))
    asked = select(quotes).where(one_of(quotes.c.id, filter(None, set(found["quote_id"]))))
    cited = {row.id: row for row in snapshot.connection.execute(asked)}
    within = [source or (quote and cited[quote].source_id) for source, quote in _pairs(found, "source_id", "quote_id")]
    sources = read_sources(snapshot, sorted(filter(None, set(within))))
    said_in = [sources.get(key) for key in within]
    return {
        "source": said_in,
        "quote": [
            quote_of(cited[key], source.url if source else None) if key else None
            for key, source in zip(found["quote_id"], said_in, strict=True)
        ],
    }
