"""Bulk: a whole batch added to one entry, after it was compared with what the ledger knows.

What the file says again is passed over, so the same file twice is one import; another number under the same key
is a correction; what people changed here by hand since the last import stays, unless the file changed as well.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import Row, Table

from ledger.core.frame import YES_OR_NO, Frame
from ledger.registry import unknown_name
from ledger.store import known
from ledger.store.batch import (
    MADE,
    SAID,
    WORDING,
    Asked,
    Batch,
    ForecastRow,
    Imported,
    Made,
)
from ledger.store.chain import Value
from ledger.store.copying import copy_readings, row_values
from ledger.store.deciding import add_decisions
from ledger.store.frames import frame_of, read_frames
from ledger.store.framing import add_frames, add_points
from ledger.store.ids import derived_id
from ledger.store.journal import Draft
from ledger.store.making import forecaster_name
from ledger.store.standing import Scope, scope_of
from ledger.store.tables import (
    forecasters,
    forecasts,
    questions,
    quotes,
    readings,
    source_texts,
    sources,
    tags,
    wordings,
)
from ledger.store.withdrawing import add_withdrawals

UPDATE, SKIP, ERROR = "update", "skip", "error"
ON_DUPLICATE: Final = {UPDATE: "correct", SKIP: "leave as it is", ERROR: "refuse"}
COMPARED: Final = ("claim", "criteria", "fine_print", "deadline_text")
"""What is asked for is compared, too: type, options, unit and bounds, unless the file says nothing of them."""
TOLD: Final = {"type": "what is asked for"}

Conflict = Callable[[int, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """A batch on its way into an entry."""

    draft: Draft
    batch: Batch
    scope: Scope
    on_duplicate: str
    conflict: Conflict
    result: Imported

    def differs(self, line: int, what: str) -> bool:
        """Whether to write what differs from the ledger; what is refused or kept is counted."""
        if self.on_duplicate == ERROR:
            self.conflict(line, what)
        elif self.on_duplicate == SKIP:
            self.result.kept += 1
        return self.on_duplicate == UPDATE


def append(draft: Draft, batch: Batch, *, on_duplicate: str = UPDATE, conflict: Conflict) -> Imported:
    """Add what is new in the batch to the draft; counts of what became of it.

    `conflict` is told the line and reason of what cannot be taken in. An `InputError` for another `on_duplicate`.
    """
    if on_duplicate not in ON_DUPLICATE:
        raise unknown_name("choice for --on-duplicate", on_duplicate, known=ON_DUPLICATE)
    job = Import(
        draft=draft,
        batch=batch,
        scope=scope_of(draft.connection),
        on_duplicate=on_duplicate,
        conflict=conflict,
        result=Imported(),
    )
    keys = _identities(job, questions, batch.system, [asked.foreign_key for asked in batch.questions])
    worded = known.standing_wordings(draft.connection, [key for key in keys if not _is_new(job, key)])
    wording_of = _word(job, keys, worded)
    _tag(job, keys, worded)
    add_decisions(job, keys, wording_of, worded)
    who = _forecasters(job)
    _forecast(job, keys, wording_of, worded, who)
    add_withdrawals(job, keys, who, worded)
    return job.result


def _is_new(job: Import, key: int) -> bool:
    return key in job.draft.public_ids[questions.name]


def _identities(job: Import, table: Table, system: str, foreign_keys: Sequence[str]) -> list[int]:
    """The key of each, made where there is none."""
    found = known.identities(job.draft.connection, table, system, foreign_keys)
    missing = list(dict.fromkeys(name for name in foreign_keys if name not in found))
    rows: list[tuple[Value, ...]] = [(derived_id(table.name, system, name), system, name) for name in missing]
    if rows:
        found.update(zip(missing, job.draft.add_rows(table, ["public_id", "system", "foreign_key"], rows), strict=True))
    return [found[name] for name in foreign_keys]


def _word(job: Import, keys: Sequence[int], worded: dict[int, Row[Any]]) -> list[int]:
    """The wording that each question's new facts refer to."""
    result, asked_for = job.result, job.batch.questions
    fresh = [(key, asked) for key, asked in zip(keys, asked_for, strict=True) if key not in worded]
    rows: list[tuple[Value, ...]] = [(key, *asked.wording) for key, asked in fresh]
    added = job.draft.add_used(wordings, ("question_id", *WORDING), rows)
    written = {key: wording for (key, _), wording in zip(fresh, added, strict=True)}
    add_frames(job.draft, ((written[key], asked.frame) for key, asked in fresh))
    told: list[tuple[Value, ...]] = [(written[key], *reading) for key, asked in fresh for reading in asked.readings]
    job.draft.add_used(readings, ("wording_id", "name", "window_start", "deadline"), told)
    result.questions_new += len(fresh)
    result.questions_same += len(keys) - len(fresh)
    last = worded | known.last_imported(job.draft.connection, wordings, job.scope, worded)
    framed = read_frames(job.draft.connection, last.values())
    for key, asked in zip(keys, asked_for, strict=True):
        if key in worded:
            written[key] = _reword(job, asked, worded[key], last[key], frame_of(framed, last[key].id))
    return [written[key] for key in keys]


def _reword(job: Import, asked: Asked, stands: Row[Any], last: Row[Any], frame: Frame) -> int:
    """The standing wording of a known question, or a new one where the file has changed."""
    said = dict(zip(WORDING, asked.wording, strict=True))
    if said["claim"] != last.claim and not job.batch.renames:
        was = str(last.claim)[:60]
        job.conflict(asked.line, f"the key {asked.foreign_key[:60]!r} belongs to another question: {was!r}")
        return int(stands.id)
    changed = {name for name in COMPARED if said[name] is not None and said[name] != getattr(last, name)}
    if asked.frame not in {YES_OR_NO, frame}:
        changed |= {"type"}
    names = " and ".join(TOLD.get(name, name) for name in sorted(changed))
    if not changed or not job.differs(asked.line, f"{names} differ from the ledger"):
        return int(stands.id)
    job.result.questions_reworded += 1
    moved = "deadline_text" in changed
    taken = set(WORDING[WORDING.index("window_start") :]) if moved else set()
    columns = row_values(stands) | {name: said[name] for name in WORDING if name in changed | taken}
    wording = job.draft.add(wordings, **columns)
    add_frames(job.draft, [(wording, asked.frame)])
    if not moved:
        copy_readings(job.draft, stands.id, wording)
    rows: list[tuple[Value, ...]] = [(wording, *reading) for reading in asked.readings if moved]
    job.draft.add_used(readings, ("wording_id", "name", "window_start", "deadline"), rows)
    return wording


def _tag(job: Import, keys: Sequence[int], worded: dict[int, Row[Any]]) -> None:
    there = known.tags_of_questions(job.draft.connection, job.scope, worded)
    rows: list[tuple[Value, ...]] = [
        (key, tag, 0)
        for key, asked in zip(keys, job.batch.questions, strict=True)
        for tag in asked.tags
        if (key, tag) not in there
    ]
    job.draft.add_used(tags, ("question_id", "tag", "removed"), rows)


def _forecast(
    job: Import, keys: Sequence[int], wording_of: Sequence[int], worded: dict[int, Row[Any]], who: Sequence[int]
) -> None:
    if not job.batch.forecasts:
        return
    rows, replaced = _new_or_corrected(job, keys, who, worded)
    corrections = len(replaced) - replaced.count(None)
    job.result.forecasts_corrected += corrections
    job.result.forecasts_new += len(rows) - corrections
    if rows:
        _add_forecasts(job, rows, replaced, keys=keys, wording_of=wording_of, who=who)


def _add_forecasts(
    job: Import,
    rows: Sequence[ForecastRow],
    replaced: Sequence[int | None],
    *,
    keys: Sequence[int],
    wording_of: Sequence[int],
    who: Sequence[int],
) -> None:
    asked, names, _, said, made, where = zip(*rows, strict=True)
    words, urls, remarks = zip(*where, strict=True)
    source_ids = _sources(job, urls)
    columns: dict[str, Sequence[Value]] = {
        "question_id": [keys[at] for at in asked],
        "forecaster_id": [who[at] for at in names],
        "wording_id": [wording_of[at] for at in asked],
        **_columns(SAID, [columns for columns, _ in said]),
        **_columns(MADE, made),
        "zone": [job.batch.zone] * len(rows),
        "quote_id": _quotes(job, words, source_ids),
        "source_id": source_ids,
        "note": remarks,
        "replaces": replaced,
    }
    added = job.draft.add_used_columns(forecasts, columns, len(rows))
    add_points(job.draft, ((key, points) for key, (_, points) in zip(added, said, strict=True) if points))


def _columns(names: Sequence[str], rows: Sequence[tuple[Value, ...]] | Sequence[Made]) -> dict[str, Sequence[Value]]:
    return {name: list(map(itemgetter(at), rows)) for at, name in enumerate(names)}


def _new_or_corrected(
    job: Import, keys: Sequence[int], who: Sequence[int], worded: dict[int, Row[Any]]
) -> tuple[Sequence[ForecastRow], list[int | None]]:
    """The rows to write, and the forecast that each of them corrects."""
    every = job.batch.forecasts
    seen = known.known_forecasts(job.draft.connection, job.scope, worded) if worded else None
    if seen is None or not seen.newest:
        return every, [None] * len(every)
    judged = [(row, seen.newest.get((keys[row[0]], who[row[1]], row[4][-1]))) for row in every]
    kept = [(row, before) for row, before in judged if before is None or _is_correction(job, row, before)]
    return [row for row, _ in kept], [before and seen.last_word(before.id) for _, before in kept]


def _is_correction(job: Import, row: ForecastRow, before: Row[Any]) -> bool:
    said = dict(zip(SAID, row[3][0], strict=True))
    same = ("probability", "phrase", "basis") if said["kind"] is None else ("kind", "said", "basis")
    if all(said[name] == getattr(before, name) for name in same):
        job.result.forecasts_same += 1
        return False
    return job.differs(row[2], f"{said['said'] or 'no number'}: the ledger has {before.probability or 'none'}")


def _forecasters(job: Import) -> list[int]:
    """The key of each name; letter case does not make a new person."""
    named = known.forecasters_by_name(job.draft.connection)
    clean = [forecaster_name(name) for name in job.batch.forecasters]
    spelled: dict[str, str] = {}
    for name in clean:
        spelled.setdefault(name.lower(), name)
    missing = [name for lower, name in spelled.items() if name not in named and lower not in named]
    made = dict(zip(missing, _identities(job, forecasters, "name", missing), strict=True))
    return [_key_of(name, named, made, spelled) for name in clean]


def _key_of(name: str, named: dict[str, int], made: dict[str, int], spelled: dict[str, str]) -> int:
    lower = name.lower()
    return named.get(name) or named.get(lower) or made[spelled[lower]]


def _sources(job: Import, urls: Sequence[str | None]) -> list[int | None]:
    distinct = list(dict.fromkeys(url for url in urls if url))
    if not distinct:
        return [None] * len(urls)
    keys = dict(zip(distinct, _identities(job, sources, "url", distinct), strict=True))
    fresh: list[tuple[Value, ...]] = [
        (key, url) for url, key in keys.items() if key in job.draft.public_ids[sources.name]
    ]
    job.draft.add_used(source_texts, ("source_id", "url"), fresh)
    return [keys[url] if url else None for url in urls]


def _quotes(job: Import, words: Sequence[str | None], source_ids: Sequence[int | None]) -> list[int | None]:
    rows: list[tuple[Value, ...]] = [(source, exact) for source, exact in zip(source_ids, words, strict=True) if exact]
    keys = iter(job.draft.add_used(quotes, ("source_id", "exact"), rows))
    return [next(keys) if exact else None for exact in words]
