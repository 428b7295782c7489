"""Logic: what follows for a question from others, in three values.

A bundle is `all` or `any` of its parts, by Kleene (1938): one *no* settles all-of, one *yes* any-of, whatever the
other parts are; otherwise a part that is still open leaves it open, and then a part that is annulled annuls it.
A branch stands under a condition: annulled where the condition came out otherwise or not at all, open while the
condition is open. So a condition that is reopened leaves everything as if it had never been decided.

Kleene, S. C. (1938), On notation for ordinal numbers, J. Symbolic Logic 3(4), doi 10.2307/2267778.
"""

from collections.abc import Mapping, Sequence
from typing import Final, Literal, NamedTuple

Joined = Literal["all", "any"]
Maker = Literal["parts", "condition"]

SETTLES: Final[Mapping[str, str]] = {"all": "no", "any": "yes"}
OTHERWISE: Final[Mapping[str, str]] = {"all": "yes", "any": "no"}


class State(NamedTuple):
    """What a question came out as, and when that was known.

    `verdict` is open, resolved, ambiguous or annulled; days are ISO text. `resolution` is the key of the decision
    behind it; `maker` says that it follows from `because`, the keys of other questions.
    """

    verdict: str = "open"
    outcome: str | None = None
    happened_on: str | None = None
    known_on: str | None = None
    known_at: str | None = None
    resolution: int | None = None
    maker: Maker | None = None
    because: tuple[int, ...] = ()

    @property
    def void(self) -> bool:
        """True where it was decided that nothing can be judged."""
        return self.verdict in {"ambiguous", "annulled"}

    @property
    def known(self) -> tuple[str, str]:
        """When it was known, to sort by: a bare day after the instants of that day."""
        return self.known_on or "", self.known_at or "~"


OPEN: Final = State()


class Node(NamedTuple):
    """A question among others: what was decided about itself, its condition (question, outcome), and its parts."""

    own: State = OPEN
    condition: tuple[int, str] | None = None
    parts: tuple[int, ...] = ()
    joined: Joined = "all"

    @property
    def needs(self) -> tuple[int, ...]:
        """The questions that it follows from."""
        return (*self.parts, *((self.condition[0],) if self.condition else ()))


def states(nodes: Mapping[int, Node]) -> dict[int, State]:
    """The state of every question, in an order in which each comes after those it follows from.

    What is not among the nodes is open, and so is a question that follows from itself.

    >>> yes, no = State(verdict="resolved", outcome="yes"), State(verdict="resolved", outcome="no")
    >>> nodes = {1: Node(own=yes), 2: Node(own=no), 3: Node(parts=(1, 2)), 4: Node(own=yes, condition=(3, "yes"))}
    >>> [state.outcome or state.verdict for state in states(nodes).values()]
    ['yes', 'no', 'no', 'annulled']
    """
    found: dict[int, State] = {}
    for key in nodes:
        _visit(key, nodes, found)
    return found


def _visit(start: int, nodes: Mapping[int, Node], found: dict[int, State]) -> None:
    waiting, above = [start], set[int]()
    while waiting:
        key = waiting[-1]
        missing = [need for need in nodes[key].needs if need in nodes and need not in found and need not in above]
        if key in found or not missing:
            found.setdefault(key, state_of(nodes[key], found))
            above.discard(waiting.pop())
        else:
            above.add(key)
            waiting += missing


def state_of(node: Node, others: Mapping[int, State]) -> State:
    """What a question is, given what the others are."""
    inner = bundle(node.joined, {key: others.get(key, OPEN) for key in node.parts}) if node.parts else node.own
    if node.own.void:
        inner = node.own
    if node.condition is None or node.own.void:
        return inner
    on, outcome = node.condition
    return branch(inner, others.get(on, OPEN), on=on, outcome=outcome)


def bundle(joined: Joined, parts: Mapping[int, State]) -> State:
    """All or any of some parts; a part that came out as a fraction counts as annulled.

    >>> one, other = State(verdict="resolved", outcome="no"), State(verdict="annulled")
    >>> bundle("all", {1: one, 2: other}).outcome, bundle("any", {1: one, 2: other}).verdict
    ('no', 'annulled')
    """
    deciding = {key: part for key, part in parts.items() if part.outcome == SETTLES[joined]}
    if deciding:
        first = min(deciding, key=lambda key: deciding[key].known)
        return _because({first: deciding[first]}, verdict="resolved", outcome=SETTLES[joined])
    if any(part.verdict == "open" for part in parts.values()):
        return OPEN
    void = {key: part for key, part in parts.items() if part.outcome != OTHERWISE[joined]}
    if void:
        return _because(void, verdict="annulled", outcome=None)
    return _because(parts, verdict="resolved", outcome=OTHERWISE[joined])


def _because(causes: Mapping[int, State], *, verdict: str, outcome: str | None) -> State:
    """A state that was known when the last of its causes was, and happened when all of them had."""
    last = max(causes.values(), key=lambda cause: cause.known)
    happened = [cause.happened_on for cause in causes.values()]
    return State(
        verdict=verdict,
        outcome=outcome,
        happened_on=max(day or "" for day in happened) if outcome == "yes" and all(happened) else None,
        known_on=last.known_on,
        known_at=last.known_at,
        maker="parts",
        because=tuple(causes),
    )


def branch(inner: State, condition: State, *, on: int, outcome: str) -> State:
    """A question under a condition: itself where the condition holds, open while that is open, else annulled."""
    if condition.verdict == "open":
        return OPEN
    if condition.verdict == "resolved" and holds(condition.outcome, outcome):
        return inner
    return OPEN._replace(
        verdict="annulled", known_on=condition.known_on, known_at=condition.known_at, maker="condition",
        because=(on,),
    )  # fmt: skip


def holds(came_out: str | None, wanted: str) -> bool:
    """Whether an outcome is the one wanted, or among several options the one wanted is; letter case does not matter.

    >>> holds("yes", "yes"), holds("Google, OpenAI", "openai"), holds("0.5", "yes")
    (True, True, False)
    """
    said = (came_out or "").casefold()
    return wanted.casefold() in {said, *(one.strip() for one in said.split(","))}


def circle(start: int, needs: Mapping[int, Sequence[int]]) -> list[int]:
    """A way from a question back to itself through what it follows from; empty where there is none.

    >>> circle(1, {1: [2], 2: [3], 3: [1]}), circle(1, {1: [2], 2: []})
    ([1, 2, 3, 1], [])
    """
    came_from: dict[int, int] = {}
    waiting = [start]
    while waiting:
        key = waiting.pop()
        for need in needs.get(key, ()):
            if need == start:
                return _way(key, came_from, start)
            if need not in came_from:
                came_from[need] = key
                waiting.append(need)
    return []


def _way(last: int, came_from: Mapping[int, int], start: int) -> list[int]:
    way = [start, last] if last != start else [start]
    while way[-1] != start:
        way.append(came_from[way[-1]])
    return [*reversed(way[1:]), start] if last != start else [start, start]
