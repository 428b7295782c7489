"""What happened: entries of the journal, newest first, with the facts that tell what they were about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Integer, Row, Select, Table, and_, case, func, literal, or_, select, union_all

from ledger.store import standing
from ledger.store.batches import one_of
from ledger.store.keys import first_key, last_key
from ledger.store.reading.prefixes import neighbours, prefix_of
from ledger.store.snapshot import Snapshot
from ledger.store.tables import (
    aliases,
    conditions,
    entries,
    forecasters,
    forecasts,
    metrics,
    notes,
    observations,
    parts,
    questions,
    resolutions,
    rules,
    series_forecasts,
    series_rules,
    source_texts,
    tags,
    undos,
    withdrawals,
    wordings,
)

ABOUT_QUESTIONS: Final = (wordings, conditions, parts, forecasts, withdrawals, rules, resolutions, tags, notes)
OTHERS: Final = (source_texts, series_rules, series_forecasts, observations, aliases)
FEW: Final = 20
"""Entries about more questions than this are told by numbers alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A question's id and its shortest prefix."""

    id: str
    prefix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Some entries, newest first, and what is needed to tell them.

    `targets` are the entries that an undo or redo names, `others` the entries so named that are not listed;
    `counts` the number of facts by entry and table, `touched` the questions by entry where they are few,
    `about` the facts of those questions by entry and table, up to the end of the snapshot, undone ones too.
    """

    entries: Sequence[Row[Any]]
    undone: frozenset[int]
    targets: Mapping[int, Sequence[int]]
    others: Mapping[int, Row[Any]]
    counts: Mapping[int, Mapping[str, int]]
    touched: Mapping[int, Sequence[int]]
    spread: Mapping[int, int]
    names: Mapping[int, Named]
    about: Mapping[str, Sequence[Row[Any]]]
    told: Mapping[int, str]


def read_history(snapshot: Snapshot, question: int | None = None, *, limit: int = 0) -> History:
    """The newest entries, or those that speak of one question; `limit` 0 is all."""
    rows = _read_entries(snapshot, question, limit)
    targets = _read_targets(snapshot, [row.id for row in rows])
    listed = {row.id for row in rows}
    named = sorted({one for ones in targets.values() for one in ones} - listed)
    numbers = sorted({*listed, *named})
    counts, spread = ({}, {}) if question else _read_counts(snapshot, numbers)
    few = [number for number in numbers if 0 < spread.get(number, 0) <= FEW]
    touched = {number: [question] for number in numbers} if question else _read_touched(snapshot, few)
    keys = sorted({key for ones in touched.values() for key in ones})
    return History(
        entries=rows,
        undone=_read_undone(snapshot),
        targets=targets,
        others={row.id: row for row in _entries(snapshot, one_of(entries.c.id, named))} if named else {},
        counts=counts,
        touched=touched,
        spread=spread,
        names=_read_names(snapshot, keys),
        about=_read_about(snapshot, keys),
        told=_read_told(snapshot, numbers, counts),
    )


def _entries(snapshot: Snapshot, condition: ColumnElement[bool], limit: int = 0) -> Sequence[Row[Any]]:
    query = select(entries).where(entries.c.id <= snapshot.entry, condition).order_by(entries.c.id.desc())
    return snapshot.connection.execute(query.limit(limit) if limit > 0 else query).all()


def _read_entries(snapshot: Snapshot, question: int | None, limit: int) -> Sequence[Row[Any]]:
    if question is None:
        return _entries(snapshot, entries.c.id > 0, limit)
    spoke = union_all(*(select(table.c.entry_id).where(table.c.question_id == question) for table in ABOUT_QUESTIONS))
    direct = set(snapshot.connection.scalars(spoke))
    acts = select(undos.c.entry_id).where(one_of(undos.c.target_entry_id, sorted(direct)))
    return _entries(snapshot, one_of(entries.c.id, sorted(direct.union(snapshot.connection.scalars(acts)))), limit)


def _read_undone(snapshot: Snapshot) -> frozenset[int]:
    if not snapshot.scope.undone:
        return frozenset()
    return frozenset(snapshot.connection.scalars(standing.undone_entries(snapshot.scope)))


def _brought(table: Table, numbers: Sequence[int]) -> ColumnElement[bool]:
    """The facts of these entries, as ranges of keys, which need no index on the entry."""
    runs = _runs(numbers)
    if len(runs) <= FEW:
        return or_(*(table.c.id.between(first_key(first), last_key(last)) for first, last in runs))
    inside = table.c.id.between(first_key(numbers[0]), last_key(numbers[-1]))
    return and_(inside, one_of(table.c.entry_id, numbers))


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """First and last of each run of neighbours in ascending numbers."""
    starts = [at for at in range(len(numbers)) if at == 0 or numbers[at] != numbers[at - 1] + 1]
    ends = [at - 1 for at in starts[1:]] + [len(numbers) - 1]
    return [(numbers[start], numbers[end]) for start, end in zip(starts, ends, strict=True)]


def _read_targets(snapshot: Snapshot, numbers: Sequence[int]) -> dict[int, list[int]]:
    if not numbers:
        return {}
    found: dict[int, list[int]] = {}
    acts = select(undos.c.entry_id, undos.c.target_entry_id).where(_brought(undos, sorted(numbers)))
    for row in snapshot.connection.execute(acts.order_by(undos.c.id)):
        found.setdefault(row.entry_id, []).append(row.target_entry_id)
    return found


def _read_counts(snapshot: Snapshot, numbers: Sequence[int]) -> tuple[dict[int, dict[str, int]], dict[int, int]]:
    """Facts by entry and table, and about how many questions they are (of several tables the most)."""
    counts: dict[int, dict[str, int]] = {}
    spread: dict[int, int] = {}
    if not numbers:
        return counts, spread
    parts = [_counted(table, numbers) for table in (*ABOUT_QUESTIONS, *OTHERS)]
    for row in snapshot.connection.execute(union_all(*parts)):
        counts.setdefault(row.entry_id, {})[row.name] = row.facts
        spread[row.entry_id] = max(spread.get(row.entry_id, 0), row.questions)
    return counts, spread


def _counted(table: Table, numbers: Sequence[int]) -> Select[Any]:
    distinct = func.count(table.c.question_id.distinct()) if table in ABOUT_QUESTIONS else literal(0, Integer)
    return (
        select(
            table.c.entry_id,
            literal(table.name).label("name"),
            func.count().label("facts"),
            distinct.label("questions"),
        )
        .where(_brought(table, numbers))
        .group_by(table.c.entry_id)
    )


def _read_touched(snapshot: Snapshot, numbers: Sequence[int]) -> dict[int, list[int]]:
    if not numbers:
        return {}
    parts = (
        select(table.c.entry_id, table.c.question_id).where(
            _brought(table, numbers), one_of(table.c.entry_id, numbers), table.c.question_id.is_not(None)
        )
        for table in ABOUT_QUESTIONS
    )
    found: dict[int, dict[int, None]] = {}
    for row in snapshot.connection.execute(union_all(*parts)):
        found.setdefault(row.entry_id, {})[row.question_id] = None
    return {number: sorted(ones) for number, ones in found.items()}


def _read_names(snapshot: Snapshot, keys: Sequence[int]) -> dict[int, Named]:
    query = select(questions.c.id, questions.c.public_id, *neighbours()).where(one_of(questions.c.id, keys))
    return {row.id: Named(id=row.public_id, prefix=prefix_of(row)) for row in snapshot.connection.execute(query)}


def _read_about(snapshot: Snapshot, keys: Sequence[int]) -> dict[str, list[Row[Any]]]:
    """The facts about these questions by table, oldest first."""
    return {table.name: list(snapshot.connection.execute(_about(snapshot, table, keys))) for table in ABOUT_QUESTIONS}


def _about(snapshot: Snapshot, table: Table, keys: Sequence[int]) -> Select[Any]:
    query = select(table).where(one_of(table.c.question_id, keys), table.c.id <= last_key(snapshot.entry))
    if "forecaster_id" in table.c:
        query = query.add_columns(forecasters.c.foreign_key.label("forecaster")).join(
            forecasters, forecasters.c.id == table.c.forecaster_id
        )
    return query.order_by(table.c.id)


def _read_told(snapshot: Snapshot, numbers: Sequence[int], counts: Mapping[int, Mapping[str, int]]) -> dict[int, str]:
    """What the entries that bring one source, one series, one observation or one alias say it is."""
    metric = select(metrics.c.foreign_key).where(metrics.c.id == observations.c.metric_id).scalar_subquery()
    told: dict[int, str] = {}
    for table, text in (
        (source_texts, func.coalesce(source_texts.c.title, source_texts.c.url, source_texts.c.file)),
        (series_rules, series_rules.c.claim),
        (aliases, _said_to_be()),
        (observations, metric + " " + observations.c.value + " on " + observations.c.observed_on),
    ):
        ones = [number for number in numbers if counts.get(number, {}).get(table.name) == 1]
        if ones:
            query = select(table.c.entry_id, text.label("told")).where(
                _brought(table, ones), one_of(table.c.entry_id, ones)
            )
            told.update((row.entry_id, row.told) for row in snapshot.connection.execute(query) if row.told)
    return told


def _said_to_be() -> ColumnElement[str]:
    """An alias in words."""
    one, same = (
        select(forecasters.c.foreign_key).where(forecasters.c.id == column).scalar_subquery()
        for column in (aliases.c.forecaster_id, aliases.c.same_as_id)
    )
    return one + case((aliases.c.removed == 1, " is not "), else_=" is ") + same
