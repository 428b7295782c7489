"""Relations between questions: which follow from others, and which decision therefore stands of each.

`ledger.core.logic` says what follows; here the graph is read, for some questions or for all. What follows stands in
the journal as a decision of its own, made in the entry that caused it: `follow` adds what is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import Connection, Row, select

from ledger.core.logic import Node, State, states
from ledger.store import standing
from ledger.store.batches import one_of
from ledger.store.standing import Ruling, Scope
from ledger.store.tables import causes, conditions, current_questions, parts, questions, resolutions, wordings

if TYPE_CHECKING:
    from ledger.store.journal import Draft

VALUES: Final = {"yes": ("1", 1_000_000), "no": ("0", 0)}
CAME_OUT: Final = ("verdict", "outcome", "happened_on", "known_on", "known_at")


class Graph(NamedTuple):
    """Some questions and those they follow from: what each is, and the decision that stands of it, by key."""

    nodes: dict[int, Node]
    states: dict[int, State]
    decisions: dict[int, int]

    @property
    def following(self) -> list[int]:
        """The questions that follow from others, each after those."""
        return [key for key in self.states if self.nodes[key].needs]

    @property
    def missing(self) -> list[int]:
        """Those whose decision is not in the journal yet."""
        return [key for key in self.following if self.states[key].maker and key not in self.decisions]


def scope_at(connection: Connection, bound: int | None = None, keys: Sequence[int] | None = None) -> Scope:
    """The scope of a ledger as of an entry, with what stands of these questions (None: all) that follow from others."""
    scope = standing.scope_of(connection, bound)
    if not scope.related:
        return scope
    graph = read_graph(connection, scope, keys)
    chosen = [graph.decisions[key] for key in graph.following if key in graph.decisions]
    return scope._replace(ruling=Ruling(questions=graph.following, resolutions=chosen))


def read_graph(connection: Connection, scope: Scope, keys: Sequence[int] | None = None) -> Graph:
    """These questions (None: all that follow from others) with everything that they follow from."""
    links = _links(connection, scope, keys)
    own = _own(connection, scope, links)
    nodes = {key: link._replace(own=own.get(key, link.own)) for key, link in links.items()}
    found = states(nodes)
    made = _made(connection, scope, [key for key, state in found.items() if state.maker])
    decisions: dict[int, int] = {}
    for key, state in found.items():
        decision = made.get((key, *_came_out(state))) if state.maker else state.resolution
        if decision is not None:
            decisions[key] = decision
    return Graph(nodes=nodes, states=found, decisions=decisions)


def _links(connection: Connection, scope: Scope, keys: Sequence[int] | None) -> dict[int, Node]:
    found: dict[int, Node] = {}
    waiting = keys
    while waiting is None or waiting:
        brought = _needs(connection, scope, waiting)
        found.update({key: Node() for key in waiting or ()} | brought)
        waiting = sorted({need for node in brought.values() for need in node.needs} - found.keys())
    return found


def _needs(connection: Connection, scope: Scope, keys: Sequence[int] | None) -> dict[int, Node]:
    part = select(parts.c.question_id, parts.c.part_id, parts.c.joined, parts.c.entry_id).where(
        standing.stands(parts, scope)
    )
    under = select(conditions.c.question_id, conditions.c.on_question_id, conditions.c.outcome).where(
        standing.stands(conditions, scope)
    )
    found: dict[int, Node] = {}
    rows = standing.narrowed(part, parts.c.question_id, keys).order_by(parts.c.id)
    said_in: dict[int, int] = {}
    for key, one, joined, entry in connection.execute(rows):
        # Said again, all the parts are said again.
        there = found[key].parts if said_in.get(key) == entry else ()
        found[key], said_in[key] = Node(parts=(*there, one), joined=joined), entry
    rows = standing.narrowed(under, conditions.c.question_id, keys).order_by(conditions.c.id)
    for key, on, outcome in connection.execute(rows):
        found[key] = found.get(key, Node())._replace(condition=(on, outcome))
    return found


def _own(connection: Connection, scope: Scope, keys: Iterable[int]) -> dict[int, State]:
    """What was decided about each of these questions itself."""
    decision = standing.standing_decision(scope._replace(ruling=None), list(keys), *CAME_OUT)
    rows = connection.execute(select(decision).where(decision.c.verdict != "reopened"))
    return {
        row.question_id: State(resolution=row.id, **{name: getattr(row, name) for name in CAME_OUT}) for row in rows
    }


def _made(connection: Connection, scope: Scope, keys: Sequence[int]) -> dict[tuple[Any, ...], int]:
    """The newest standing decision by question, maker and what it says."""
    columns = [resolutions.c[name] for name in ("question_id", "made_by", *CAME_OUT, "id")]
    query = select(*columns).where(
        one_of(resolutions.c.question_id, keys),
        resolutions.c.made_by.in_(("parts", "condition")),
        standing.stands(resolutions, scope),
    )
    return {tuple(said): key for *said, key in connection.execute(query.order_by(resolutions.c.id))}


def _came_out(state: State) -> tuple[Any, ...]:
    return (state.maker, *(getattr(state, name) for name in CAME_OUT))


def node_of(connection: Connection, key: int) -> Node:
    """A question's condition and parts, as of now."""
    return nodes_of(connection, [key]).get(key, Node())


def nodes_of(connection: Connection, keys: Sequence[int]) -> dict[int, Node]:
    """The conditions and parts of those of these questions that have any, as of now."""
    scope = standing.scope_of(connection)
    return _needs(connection, scope, keys) if scope.related else {}


def needs_of(connection: Connection, keys: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """What each of these questions, and each of those that they need, follows from, as of now."""
    return {key: node.needs for key, node in _links(connection, standing.scope_of(connection), keys).items()}


def ids_of(connection: Connection, keys: Iterable[int]) -> dict[int, str]:
    """The public ids of these questions."""
    rows = connection.execute(select(questions.c.id, questions.c.public_id).where(one_of(questions.c.id, keys)))
    return {row.id: row.public_id for row in rows}


def dependants(connection: Connection, keys: Iterable[int]) -> list[int]:
    """The questions that follow from these, directly or through others, as of now."""
    scope = standing.scope_of(connection)
    if not scope.related:
        return []
    found: dict[int, None] = {}
    waiting = list(keys)
    while waiting:
        new = [key for key in _following(connection, scope, waiting) if key not in found]
        found.update(dict.fromkeys(new))
        waiting = new
    return list(found)


def _following(connection: Connection, scope: Scope, keys: Sequence[int]) -> Iterable[int]:
    for table, need in ((parts, parts.c.part_id), (conditions, conditions.c.on_question_id)):
        query = select(table.c.question_id).where(one_of(need, keys), standing.stands(table, scope))
        yield from connection.scalars(query.distinct())


def follow(draft: Draft, spoken: Sequence[int]) -> list[int]:
    """Add to an entry the decisions that follow from what it says of these questions; all that may have changed.

    What follows is worked out on the ledger as it will be: the entry is written, read, and taken back.
    """
    connection = draft.connection
    brings = any(table.name in draft.tables for table in (parts, conditions))
    if not brings and not _related(connection, spoken):
        return []
    with draft.provisionally():
        touched = list(dict.fromkeys([*spoken, *dependants(connection, spoken)]))
        graph = read_graph(connection, standing.scope_of(connection), touched)
        worded = _wordings(connection, graph.missing)
        before = _standing_now(connection, touched)
    decisions = dict(graph.decisions)
    for key in graph.missing:
        decisions[key] = _add(draft, worded[key], graph.states[key], decisions)
    following = [key for key in touched if graph.nodes[key].needs]
    draft.turned = [key for key in following if key in before and before[key] != decisions.get(key)]
    return following


def _related(connection: Connection, keys: Sequence[int]) -> bool:
    """Whether any of these questions follows from others, or others from it."""
    scope = standing.scope_of(connection)
    return scope.related and bool(_needs(connection, scope, keys) or dependants(connection, keys))


def _standing_now(connection: Connection, keys: Sequence[int]) -> dict[int, int | None]:
    """The decision that stood of each question before this entry."""
    head = current_questions.c
    rows = connection.execute(select(head.question_id, head.resolution_id).where(one_of(head.question_id, keys)))
    return {row.question_id: row.resolution_id for row in rows}


def _wordings(connection: Connection, keys: Sequence[int]) -> dict[int, Row[Any]]:
    wording = standing.newest(wordings, standing.scope_of(connection), keys, "zone")
    return {row.question_id: row for row in connection.execute(select(wording))}


def _add(draft: Draft, wording: Row[Any], state: State, decisions: dict[int, int]) -> int:
    value, parts_per_million = VALUES.get(state.outcome or "", (None, None))
    key = draft.add(
        resolutions,
        question_id=wording.question_id,
        wording_id=wording.id,
        value=value,
        y_ppm=parts_per_million,
        zone=wording.zone,
        made_by=state.maker,
        **{name: getattr(state, name) for name in CAME_OUT},
    )
    for cause in state.because:
        draft.add(causes, resolution_id=key, because_id=decisions[cause])
    return key
