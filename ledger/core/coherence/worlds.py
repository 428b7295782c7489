"""Worlds: the ways in which everything can come out together, searched without listing them.

Davis, Logemann and Loveland (1962), A machine program for theorem-proving, doi 10.1145/368273.368557: decide one
proposition, settle what follows, go back where nothing can follow. Branches in which the bets cannot gain enough are
cut off.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ledger.core.coherence.effort import Effort
from ledger.core.coherence.statements import Clause, Literal, Statement

Known = Mapping[str, bool]
Outcomes = tuple[bool | None, ...]
"""What becomes of each statement in a world: yes, no, or None where its bet is called off."""


class Worlds:
    """The logical possibilities that some clauses leave."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self.clauses = len(clauses)
        self.names = sorted({each.name for clause in clauses for each in clause})
        self._with: dict[Literal, list[Clause]] = {}
        for clause in clauses:
            for each in clause:
                self._with.setdefault(each, []).append(clause)
        self.certain = self.settle({}, [each for clause in clauses if len(clause) == 1 for each in clause])

    def settle(self, known: Known, literals: Sequence[Literal]) -> Known | None:
        """What is known with these literals and all that follows from one clause at a time; None if they cannot hold.

        >>> rains = Worlds([frozenset({Literal("rain", False), Literal("wet")})])
        >>> rains.settle({}, [Literal("rain")])
        {'rain': True, 'wet': True}
        """
        found, waiting = dict(known), list(literals)
        while waiting:
            one = waiting.pop()
            if one.name in found:
                if found[one.name] != one.holds:
                    return None
                continue
            found[one.name] = one.holds
            for clause in self._with.get(one.negated, ()):
                left = [each for each in clause if found.get(each.name, each.holds) == each.holds]
                if not left:
                    return None
                if len(left) == 1:
                    waiting.append(left[0])
        return found

    def outside(self, statements: Sequence[Statement], effort: Effort) -> bool:
        """Whether there is a world in which every one of these bets is called off."""
        conditions = [each.given for each in statements if each.given]
        if self.certain is None or len(conditions) < len(statements):
            return False
        known = self.settle(self.certain, [each.negated for each in conditions])
        return known is not None and self._search((), -1, known, effort) is not None

    def best(
        self, statements: Sequence[Statement], stakes: Sequence[int], floor: int, effort: Effort
    ) -> Outcomes | None:
        """The world, with a bet that holds, in which these stakes gain most; None if none gains more than the floor.

        A stake is on each part of what a statement gains (`Statement.parts`). Raises `EffortSpentError`.
        """
        if self.certain is None:
            return None
        bets = tuple(
            _Bet(each, stake * each.parts(True), stake * each.parts(False))
            for each, stake in zip(statements, stakes, strict=True)
        )
        world = self._search(bets, floor, self.certain, effort)
        return None if world is None else tuple(bet.outcome(world) for bet in bets)

    def _search(self, bets: Sequence["_Bet"], floor: int, known: Known, effort: Effort) -> Known | None:
        about: dict[str, list[_Bet]] = {}
        for bet in bets:
            for name in bet.statement.names:
                about.setdefault(name, []).append(bet)
        names = list(dict.fromkeys([*about, *self.names]))
        waiting = [(sum(bet.most(known) for bet in bets), known)]
        found = None
        while waiting:
            bound, known = waiting.pop()
            effort.spend(1 + len(bets) + self.clauses // 10)
            if bound <= floor or (bets and all(bet.is_off(known) for bet in bets)):
                continue
            undecided = next((name for name in names if name not in known), None)
            if undecided is None:
                found, floor = known, bound
                continue
            either = [self.settle(known, [Literal(undecided, holds)]) for holds in (False, True)]
            bounded = ((bound - _lost(about, known, each), each) for each in either if each is not None)
            waiting += sorted(bounded, key=lambda each: each[0])
        return found


class _Bet(NamedTuple):
    """A stake on a statement: what it gains where that comes true and where not, in parts of one unit."""

    statement: Statement
    won: int
    lost: int

    def is_off(self, known: Known) -> bool:
        """Whether it is known that the bet is called off."""
        given = self.statement.given
        return given is not None and known.get(given.name, given.holds) != given.holds

    def outcome(self, world: Known) -> bool | None:
        """What becomes of it in a world."""
        event = self.statement.event
        return None if self.is_off(world) else world[event.name] == event.holds

    def most(self, known: Known) -> int:
        """The most that it can gain in any world of which this much is known."""
        given, event = self.statement.given, self.statement.event
        if self.is_off(known):
            return 0
        gains = [self.won, self.lost]
        if event.name in known:
            gains = [self.won if known[event.name] == event.holds else self.lost]
        return max(gains) if given is None or given.name in known else max(0, *gains)


def _lost(about: Mapping[str, Sequence[_Bet]], known: Known, more: Known) -> int:
    """How much less the bets can gain where more is known."""
    bets = dict.fromkeys(bet for name in more.keys() - known.keys() for bet in about.get(name, ()))
    return sum(bet.most(known) - bet.most(more) for bet in bets)
