"""What the ledger knows of the things in a file: identities by their keys elsewhere, and what was last said of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, Table, select

from ledger.core.frame import Frame
from ledger.store.batches import one_of
from ledger.store.frames import frame_of, read_frames
from ledger.store.standing import Scope, scope_of, stands
from ledger.store.tables import (
    current_questions,
    entries,
    forecasters,
    forecasts,
    questions,
    resolutions,
    tags,
    wordings,
)
from ledger.store.written import storable

IMPORT: Final = "import"
KEYS_AT_ONCE: Final = 5_000

Known = tuple[int, int, str | None]


def identities(connection: Connection, table: Table, system: str, foreign_keys: Sequence[str]) -> dict[str, int]:
    """The keys of those that are there already, by their key in that system."""
    if connection.scalar(select(table.c.id).where(table.c.system == system).limit(1)) is None:
        return {}
    found: dict[str, int] = {}
    for some in _pieces(foreign_keys):
        query = select(table.c.foreign_key, table.c.id).where(table.c.system == system, table.c.foreign_key.in_(some))
        found.update((foreign_key, key) for foreign_key, key in connection.execute(query))
    return found


def _pieces(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    """Some thousand at a time, without those that a database cannot even be asked for."""
    keys = [key for key in keys if storable(key)]
    return (keys[at : at + KEYS_AT_ONCE] for at in range(0, len(keys), KEYS_AT_ONCE))


def forecasters_by_name(connection: Connection) -> dict[str, int]:
    """Every forecaster by name, and by name in lower case where no other has that name; the earliest first."""
    rows = connection.execute(select(forecasters.c.foreign_key, forecasters.c.id).order_by(forecasters.c.id)).all()
    named = {name.lower(): key for name, key in reversed(rows) if name}
    return named | {name: key for name, key in reversed(rows) if name}


def standing_wordings(connection: Connection, keys: Iterable[int]) -> dict[int, Row[Any]]:
    """The wording of each of these questions that stands; those that were undone have none."""
    query = (
        select(wordings)
        .join(current_questions, current_questions.c.wording_id == wordings.c.id)
        .where(one_of(current_questions.c.question_id, keys))
    )
    return {row.question_id: row for row in connection.execute(query)}


def last_imported(connection: Connection, table: Table, scope: Scope, keys: Iterable[int]) -> dict[int, Row[Any]]:
    """The newest standing fact about each question that an import brought: what the files said last time."""
    query = (
        select(table)
        .join(entries, entries.c.id == table.c.entry_id)
        .where(one_of(table.c.question_id, keys), entries.c.action == IMPORT, stands(table, scope))
        .order_by(table.c.id)
    )
    return {row.question_id: row for row in connection.execute(query)}


def claims(connection: Connection, system: str, foreign_keys: Sequence[str]) -> dict[str, str]:
    """The claims of the standing questions of a system, by their key there, as a file last worded them."""
    keys = identities(connection, questions, system, foreign_keys)
    worded = standing_wordings(connection, keys.values())
    worded |= last_imported(connection, wordings, scope_of(connection), list(worded))
    return {name: worded[key].claim for name, key in keys.items() if key in worded}


def framed(connection: Connection, system: str, foreign_keys: Sequence[str]) -> dict[str, Frame]:
    """What the standing questions of a system ask for, by their key there."""
    keys = identities(connection, questions, system, foreign_keys)
    worded = standing_wordings(connection, keys.values())
    frames = read_frames(connection, worded.values())
    return {name: frame_of(frames, worded[key].id) for name, key in keys.items() if key in worded}


def standing_resolutions(connection: Connection, keys: Iterable[int]) -> dict[int, Row[Any]]:
    """The resolution of each of these questions that stands."""
    query = (
        select(resolutions)
        .join(current_questions, current_questions.c.resolution_id == resolutions.c.id)
        .where(one_of(current_questions.c.question_id, keys))
    )
    return {row.question_id: row for row in connection.execute(query)}


def tags_of_questions(connection: Connection, scope: Scope, keys: Iterable[int]) -> set[tuple[int, str]]:
    """Which of these questions ever bore which tag: one that was taken off by hand stays off."""
    query = select(tags.c.question_id, tags.c.tag).where(one_of(tags.c.question_id, keys), stands(tags, scope))
    return {(question, tag) for question, tag in connection.execute(query)}


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownForecasts:
    """The standing forecasts of some questions: the newest under each key, and which one corrects which."""

    newest: dict[Known, Row[Any]]
    corrected_by: dict[int, int]

    def last_word(self, key: int) -> int:
        """The forecast that a new correction replaces: the end of the chain of corrections."""
        while key in self.corrected_by:
            key = self.corrected_by[key]
        return key


def known_forecasts(connection: Connection, scope: Scope, keys: Iterable[int]) -> KnownForecasts:
    """What is known of the forecasts on these questions."""
    names = "id question_id forecaster_id foreign_key probability said kind basis phrase replaces"
    query = (
        select(*(forecasts.c[name] for name in names.split()))
        .where(one_of(forecasts.c.question_id, keys), stands(forecasts, scope))
        .order_by(forecasts.c.id)
    )
    rows = connection.execute(query).all()
    return KnownForecasts(
        newest={(row.question_id, row.forecaster_id, row.foreign_key): row for row in rows},
        corrected_by={row.replaces: row.id for row in rows if row.replaces is not None},
    )
