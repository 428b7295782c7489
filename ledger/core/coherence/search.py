"""The smallest sets of statements that cannot all hold.

A smallest set must hit the complement of every set known to be coherent (Reiter 1987, doi
10.1016/0004-3702(87)90062-2): so the smallest that does is tried, and either contradicts itself or is grown to a
largest coherent set, whose complement is to be hit as well (Ignatiev, Previti, Liffiton and Marques-Silva 2015,
Smallest MUS extraction with minimal hitting set dualization, LNCS 9255, 173-182). Sets come in order of size; what
contains a set found before is never tried.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

from ledger.core.coherence.dutch import DutchBook, dutch_book
from ledger.core.coherence.effort import Effort, EffortSpentError
from ledger.core.coherence.statements import Clause, Statement
from ledger.core.coherence.worlds import Worlds

EFFORT: Final = 1_500_000
"""Steps for one group of related statements, a few seconds; twice as many more where they do not do."""

Places = frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Statements that relations tie together, and the books against the smallest sets of them that contradict.

    Books are in order of size, then of loss, the greatest first. Where the search is `complete` there are no other
    sets from which no statement can be left out; otherwise the group was too large, and there may be.
    """

    statements: tuple[Statement, ...]
    books: tuple[DutchBook, ...]
    complete: bool


def contradictions(statements: Sequence[Statement], clauses: Sequence[Clause], *, effort: int = EFFORT) -> list[Group]:
    """Every group of related statements in which some contradict, or which was too large to be searched.

    `effort` bounds the steps of one group. The same statements always give the same answer.

    >>> from fractions import Fraction
    >>> from ledger.core.coherence.statements import Literal
    >>> said = [
    ...     Statement(id="rain", price=Fraction(6, 10), event=Literal("rain")),
    ...     Statement(id="dry", price=Fraction(6, 10), event=Literal("rain", False)),
    ...     Statement(id="snow", price=Fraction(6, 10), event=Literal("snow")),
    ... ]
    >>> [[each.id for each in book.statements] for group in contradictions(said, []) for book in group.books]
    [['rain', 'dry']]
    """
    found = (_searched(some, relations, effort) for some, relations in _groups(_tied(statements, clauses), clauses))
    return [group for group in found if group.books or not group.complete]


def _searched(statements: Sequence[Statement], clauses: Sequence[Clause], effort: int) -> Group:
    search = _Search(statements, Worlds(clauses))
    complete = search.ends(search.smallest, effort) or search.ends(search.by_size, effort)
    if not complete and not search.books:
        search.ends(search.shrunk, effort)
    books = sorted(search.books.values(), key=lambda book: (len(book.statements), -book.loss))
    return Group(statements=tuple(statements), books=tuple(books), complete=complete)


class _Search:
    """The search of one group; sets are of places in its statements."""

    def __init__(self, statements: Sequence[Statement], worlds: Worlds) -> None:
        self.statements, self.worlds, self.effort = statements, worlds, Effort(left=0)
        self.all = frozenset(range(len(statements)))
        self.books: dict[Places, DutchBook] = {}

    def ends(self, way: Callable[[], None], effort: int) -> bool:
        """Whether a way to search came to its end within so many steps; what it found is kept either way."""
        self.effort = Effort(left=effort)
        try:
            way()
        except EffortSpentError:
            return False
        return True

    def smallest(self) -> None:
        """Find every smallest set; `EffortSpentError` where that takes more steps than are left."""
        unhit: list[Places] = []
        for size in range(len(self.all) + 1):
            for chosen in self._hitting(frozenset(), frozenset(), unhit, size):
                self._tried(chosen, unhit)
            if frozenset() in unhit:
                return

    def by_size(self) -> None:
        """Try every set, the smallest first, as long as steps are left."""
        for size in range(1, len(self.all) + 1):
            for some in map(frozenset, combinations(sorted(self.all), size)):
                if not self._holds_found(some):
                    self._kept(some)

    def shrunk(self) -> None:
        """Find one set by leaving out what is not needed, as long as steps are left."""
        found = self._narrowed(self.all)
        for place in sorted(self.all):
            if place in found:
                found = self._narrowed(found - {place}) or found

    def _narrowed(self, places: Places) -> Places:
        """The statements on which a book against these has stakes, which is kept in place of others; or none."""
        book = self._book(places)
        if book is None:
            return frozenset()
        used = [(each, stake) for each, stake in zip(book.statements, book.stakes, strict=True) if stake]
        statements, stakes = zip(*used, strict=True)
        found = frozenset(map(self.statements.index, statements))
        self.books = {found: replace(book, statements=statements, stakes=stakes)}
        return found

    def _hitting(self, chosen: Places, barred: Places, unhit: Sequence[Places], size: int) -> Iterator[Places]:
        """The sets of at most so many places that hit every complement and hold no set found before.

        Both lists may grow between two sets.
        """
        while not self._holds_found(chosen):
            self.effort.spend(len(unhit) // 10)
            left = min((each for each in unhit if not each & chosen), key=len, default=None)
            if left is None:
                yield chosen
                continue
            if len(chosen) < size:
                for place in sorted(left - barred):
                    yield from self._hitting(chosen | {place}, barred, unhit, size)
                    barred |= {place}
            return

    def _tried(self, chosen: Places, unhit: list[Places]) -> None:
        """Keep the book against these, or add what a largest coherent set with them leaves out."""
        if not self._kept(chosen):
            unhit.append(self.all - self._grown(chosen, sorted(self.all - chosen)))

    def _grown(self, coherent: Places, others: Sequence[int]) -> Places:
        """The coherent set with others added until it contradicts itself with any more."""
        together = coherent.union(others)
        if not self._holds_found(together) and self._book(together) is None:
            return together
        if len(others) == 1:
            return coherent
        half = len(others) // 2
        return self._grown(self._grown(coherent, others[:half]), others[half:])

    def _kept(self, places: Places) -> bool:
        """Whether there is a book against these; it is kept."""
        book = self._book(places)
        if book is not None:
            self.books[places] = book
        return book is not None

    def _book(self, places: Places) -> DutchBook | None:
        return dutch_book([self.statements[place] for place in sorted(places)], self.worlds, self.effort)

    def _holds_found(self, places: Places) -> bool:
        self.effort.spend(1 + len(self.books) // 10)
        return any(found <= places for found in self.books)


def _tied(statements: Sequence[Statement], clauses: Sequence[Clause]) -> list[Statement]:
    """The statements of events that something else speaks of: any price of another event goes with all the rest."""
    left = list(statements)
    while True:
        spoken = Counter(name for each in left for name in each.names)
        spoken.update({name for clause in clauses for name, _ in clause})
        kept = [each for each in left if spoken[each.event.name] > 1]
        if len(kept) == len(left):
            return left
        left = kept


def _groups(
    statements: Sequence[Statement], clauses: Sequence[Clause]
) -> Iterator[tuple[list[Statement], list[Clause]]]:
    """The statements that share a proposition, directly or by way of clauses, with those clauses."""
    first: dict[str, str] = {}
    for names in (*(each.names for each in statements), *(tuple(name for name, _ in clause) for clause in clauses)):
        roots = [_root(first, name) for name in names]
        first.update(dict.fromkeys(roots, roots[0]))
    found: dict[str, tuple[list[Statement], list[Clause]]] = {}
    for statement in statements:
        found.setdefault(_root(first, statement.names[0]), ([], []))[0].append(statement)
    for clause in clauses:
        root = _root(first, next(iter(clause)).name)
        if root in found:
            found[root][1].append(clause)
    return iter(found.values())


def _root(first: dict[str, str], name: str) -> str:
    while first.setdefault(name, name) != name:
        first[name] = name = first.setdefault(first[name], first[name])
    return name
