"""Where a regular expression can take more than linear time: loops that can share the same letters.

A backtracking matcher takes more than linear time on some text only if the automaton of the expression is ambiguous
without bound: some word leads from a state p back to p and on to another state q, and from q back to q (polynomial), or
by two ways from p to p (exponential). Weber and Seidl 1991, doi:10.1016/0304-3975(91)90381-B; Weideman and others 2016,
doi:10.1007/978-3-319-40946-7_27. A search starts anew at every place, which is one more loop before the expression.
Assertions count as empty and bounded repetitions as at most three, so that what is found may be no danger: it is then
listed with a reason.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from re import _constants as op
from re import _parser as parser

SAMPLES = "aZq05_ \n\t\r.,-+/:;!'\"()%\0\u00e9\u0663\u2019\u2028\u65e5"
MOST_COPIES = 3
CATEGORIES: dict[object, Callable[[str], bool]] = {
    op.CATEGORY_DIGIT: str.isdecimal,
    op.CATEGORY_NOT_DIGIT: lambda one: not one.isdecimal(),
    op.CATEGORY_SPACE: str.isspace,
    op.CATEGORY_NOT_SPACE: lambda one: not one.isspace(),
    op.CATEGORY_WORD: lambda one: one.isalnum() or one == "_",
    op.CATEGORY_NOT_WORD: lambda one: not (one.isalnum() or one == "_"),
}


@dataclass(slots=True)
class Part:
    """A piece of the automaton: which of its positions can come first and last, and whether it can be empty."""

    first: frozenset[int] = frozenset()
    last: frozenset[int] = frozenset()
    empty: bool = True


@dataclass(slots=True)
class Automaton:
    """Positions of the expression, each with the letters it takes and the positions that can follow it (Glushkov)."""

    flags: int
    alphabet: str
    letters: list[frozenset[str]] = field(default_factory=list)
    follow: list[set[int]] = field(default_factory=list)
    twice: set[tuple[int, int]] = field(default_factory=set)
    blank: bool = False
    guarded: bool = False

    def place(self, letters: Iterable[str]) -> Part:
        """A position that takes these letters."""
        self.letters.append(frozenset(letters))
        self.follow.append(set())
        here = frozenset({len(self.letters) - 1})
        return Part(here, here, empty=False)

    def leads(self, sources: Iterable[int], goals: Iterable[int]) -> None:
        """From each of these to each of those; what leads there already does so in two ways."""
        for source, goal in product(sources, goals):
            if goal in self.follow[source]:
                self.twice.add((source, goal))
            self.follow[source].add(goal)

    def joined(self, one: Part, other: Part) -> Part:
        """One part and then the other."""
        self.leads(one.last, other.first)
        first = one.first | (other.first if one.empty else frozenset())
        return Part(first, other.last | (one.last if other.empty else frozenset()), empty=one.empty and other.empty)

    def sequence(self, items: Iterable[tuple]) -> Part:
        """All of these, one after the other."""
        whole = Part()
        for item in items:
            whole = self.joined(whole, self.part(*item))
        return whole

    def part(self, kind: object, value) -> Part:
        """The part that an item of the parsed expression stands for."""
        if kind in (op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN):
            return self.place(one for one in self.alphabet if takes(kind, value, one, self.flags))
        if kind is op.BRANCH:
            parts = [self.sequence(branch) for branch in value[1]]
            self.blank = self.blank or sum(part.empty for part in parts) > 1
            first, last = (frozenset().union(*(getattr(part, name) for part in parts)) for name in ("first", "last"))
            return Part(first, last, empty=any(part.empty for part in parts))
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            return self.repeated(*value)
        if kind is op.SUBPATTERN:
            return self.sequence(value[3])
        if kind is op.ATOMIC_GROUP:
            return self.sequence(value)
        if kind in (op.AT, op.ASSERT, op.ASSERT_NOT):
            self.guarded = self.guarded or bool(self.letters)
            return Part()
        raise NotImplementedError(f"{kind} in a regular expression")

    def repeated(self, low: int, high: int, items) -> Part:
        """The items so often; a bounded repetition as at most three copies."""
        endless = high == op.MAXREPEAT
        copies = max(low, 1) if endless else high
        whole = Part()
        for number in range(min(copies, MOST_COPIES)):
            one = self.sequence(items)
            self.blank = self.blank or one.empty
            one.empty = one.empty or number >= low
            if endless and number == min(copies, MOST_COPIES) - 1:
                self.leads(one.last, one.first)
            whole = self.joined(whole, one)
        return whole

    def steps(self, *states: int, within: tuple[set[int] | None, ...]) -> Iterator[tuple[int, ...]]:
        """Where several readers that take the same letter can go together."""
        each = (self.follow[state] & (only or self.follow[state]) for state, only in zip(states, within, strict=True))
        for goal in product(*each):
            if frozenset.intersection(*(self.letters[state] for state in goal)):
                yield goal

    def reached(self, start: tuple[int, ...], within: tuple[set[int] | None, ...]) -> set[tuple[int, ...]]:
        """All that can be reached together in one step or more."""
        seen: set[tuple[int, ...]] = set()
        waiting = [start]
        while waiting:
            for goal in self.steps(*waiting.pop(), within=within):
                if goal not in seen:
                    seen.add(goal)
                    waiting.append(goal)
        return seen


def takes(kind: object, value, one: str, flags: int) -> bool:
    """Whether an item of the parsed expression takes a letter."""
    if kind is op.ANY:
        return bool(flags & re.DOTALL) or one != "\n"
    if kind is op.NOT_LITERAL:
        return not takes(op.LITERAL, value, one, flags)
    if kind is op.IN:
        negated = value[0][0] is op.NEGATE
        return any(takes(*item, one, flags) for item in value[negated:]) != negated
    if kind is op.CATEGORY:
        return CATEGORIES[value](one)
    low, high = value if kind is op.RANGE else (value, value)
    forms = {one, one.lower(), one.upper()} if flags & re.IGNORECASE else {one}
    return any(len(form) == 1 and low <= ord(form) <= high for form in forms)


def letters_of(items) -> Iterator[str]:
    """The letters that an expression names, and one between the ends of each of its ranges."""
    for kind, value in items:
        if kind in (op.LITERAL, op.NOT_LITERAL):
            yield chr(value)
        elif kind is op.RANGE:
            yield from (chr(value[0]), chr(sum(value) // 2), chr(value[1]))
        elif kind is op.IN:
            yield from letters_of(value)
        else:
            for part in nested(kind, value):
                yield from letters_of(part)


def nested(kind: object, value) -> list:
    """The expressions within an item."""
    if kind is op.BRANCH:
        return value[1]
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        return [value[2]]
    return {op.SUBPATTERN: lambda: [value[3]], op.ATOMIC_GROUP: lambda: [value]}.get(kind, list)()


def dangers(pattern: str, flags: int = 0, *, search: bool = True) -> list[str]:
    """Which loops can share letters without bound: in words, none where matching is linear."""
    tree = parser.parse(pattern, flags)
    flags = tree.state.flags
    automaton = Automaton(flags=flags, alphabet="".join(dict.fromkeys([*SAMPLES, *letters_of(tree)])))
    whole = automaton.sequence(tree)
    loops = looping(automaton)
    found = [f"two ways around {state}" for state in loops if two_ways(automaton, state, loops[state])]
    found += [f"two ways from {one} to {other}" for one, other in automaton.twice if other in loops.get(one, ())]
    found += ["two ways to nothing"] if automaton.blank and loops else []
    start = automaton.joined(automaton.place(automaton.alphabet), whole) if search else None
    if start is not None:
        (outside,) = start.first - whole.first or start.first
        automaton.follow[outside].add(outside)
        loops = {**loops, outside: {outside}}
    for one, other in product(loops, repeat=2):
        if one != other and shares(automaton, one, other, loops):
            stops = start is not None and one == outside and other in whole.last and not automaton.guarded
            if not stops:
                found.append(f"loops at {one} and {other}")
    return found


def looping(automaton: Automaton) -> dict[int, set[int]]:
    """The positions that lie on a loop, each with those of its loop."""
    ahead = [{goal[0] for goal in automaton.reached((state,), (None,))} for state in range(len(automaton.letters))]
    around = {state: {one for one in goals if state in ahead[one]} for state, goals in enumerate(ahead)}
    return {state: loop for state, loop in around.items() if loop}


def two_ways(automaton: Automaton, state: int, loop: set[int]) -> bool:
    """Whether one word leads around the loop in two ways."""
    return any(
        one != other and (state, state) in automaton.reached((one, other), (loop, loop))
        for one, other in automaton.reached((state, state), (loop, loop))
    )


def shares(automaton: Automaton, one: int, other: int, loops: dict[int, set[int]]) -> bool:
    """Whether one word leads around each of two loops and from the first to the second."""
    if not frozenset.union(*(automaton.letters[state] for state in loops[one])) & frozenset.union(
        *(automaton.letters[state] for state in loops[other])
    ):
        return False
    return (one, other, other) in automaton.reached((one, one, other), (loops[one], None, loops[other]))
