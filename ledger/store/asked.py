"""Questions as they stand before they are decided: many of them in as many statements as one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from ledger.core.frame import Frame
from ledger.core.logic import Node
from ledger.store import relations, standing
from ledger.store.batches import one_of
from ledger.store.find import Found
from ledger.store.frames import frame_of, read_frames
from ledger.store.tables import current_questions, questions, resolutions, wordings


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question's standing wording and frame, what it follows from, and its decisions.

    `own` is what was last decided about the question itself, whether or not its condition lets it stand; `standing` is
    the decision that stands. None where there is none.
    """

    question: Found
    wording: Row[Any]
    frame: Frame
    node: Node
    own: Row[Any] | None
    standing: Row[Any] | None


def read_asked(connection: Connection, found: Sequence[Found]) -> list[Asked]:
    """Those of these questions that stand, in their order."""
    keys = [one.key for one in found]
    scope = standing.scope_of(connection)
    head = select(current_questions).where(one_of(current_questions.c.question_id, keys)).subquery()
    worded = _by_question(connection, select(wordings).join(head, head.c.wording_id == wordings.c.id))
    frames = read_frames(connection, worded.values())
    stands = _by_question(connection, select(resolutions).join(head, head.c.resolution_id == resolutions.c.id))
    decision = standing.standing_decision(scope, keys).c.id
    decided = select(resolutions).where(resolutions.c.id.in_(select(decision)), resolutions.c.verdict != "reopened")
    own = _by_question(connection, decided)
    nodes = relations.nodes_of(connection, keys)
    return [
        Asked(
            question=one,
            wording=worded[one.key],
            frame=frame_of(frames, worded[one.key].id),
            node=nodes.get(one.key, Node()),
            own=own.get(one.key),
            standing=stands.get(one.key),
        )
        for one in found
        if one.key in worded
    ]


def _by_question(connection: Connection, rows: Select[Any]) -> dict[int, Row[Any]]:
    return {row.question_id: row for row in connection.execute(rows)}


def read_whole(connection: Connection, typed: Iterable[str]) -> dict[str, Asked]:
    """Those of the standing questions whose whole id is among what was typed, by id."""
    ids = {word.strip().lower() for word in typed}
    query = select(questions.c.id, questions.c.public_id).where(questions.c.public_id.in_(ids))
    found = [Found(key=row.id, id=row.public_id) for row in connection.execute(query)]
    return {one.question.id: one for one in read_asked(connection, found)}
