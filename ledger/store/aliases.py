"""Forecasters under several names: who stands for whom in a state of the ledger, and what that concerns.

The facts keep the name under which something was said. Everything that reads asks here whose it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from sqlalchemy import BigInteger, ColumnElement, Connection, case, func, literal, literal_column, or_, select

from ledger.core.aliases import resolved
from ledger.core.hindsight import ASCII_LOWER
from ledger.store.batches import one_of
from ledger.store.keys import first_key, last_key
from ledger.store.tables import aliases, forecasters, forecasts

Others = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Each forecaster who is known under other names: the key and the name, with the keys and names of those.

    `same` says whom a key stands for, `names` what the name of such a key is, `lowered` whom a name in lower case
    stands for, the forecaster's own too.
    """

    known: tuple[tuple[int, str, Others], ...] = ()
    same: Mapping[int, int] = field(init=False, compare=False, repr=False)
    names: Mapping[int, str] = field(init=False, compare=False, repr=False)
    lowered: Mapping[str, str] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Work out what is looked up for every row."""
        same = {other: key for key, _, others in self.known for other, _ in others}
        # Where a name is that of two, the first has it, as in a CASE.
        lowered = {each: name for _, name, others in reversed(self.known) for each in _lowered(name, others)}
        names = {other: name for _, _, others in self.known for other, name in others}
        for attribute, value in (("same", same), ("names", names), ("lowered", lowered)):
            object.__setattr__(self, attribute, MappingProxyType(value))

    def key_of(self, key: int) -> int:
        """The key of the forecaster that a key stands for."""
        return self.same.get(key, key)

    def name_of(self, name: str) -> str:
        """The name that a name stands for, whatever the letter case of A to Z; itself where it stands for no other."""
        return self.lowered.get(name.translate(ASCII_LOWER), name)

    def others_of(self, key: int) -> tuple[str, ...]:
        """The other names of a forecaster, in order."""
        return tuple(sorted(self.names[other] for other, one in self.same.items() if one == key))


def _lowered(name: str, others: Others) -> list[str]:
    return [one.translate(ASCII_LOWER) for one in (name, *(other for _, other in others))]


NOBODY: Final = People()
NAMED: Final = (aliases.c.forecaster_id, aliases.c.same_as_id)
"""The two forecasters that an alias speaks of."""


def people_of(connection: Connection, stands: ColumnElement[bool]) -> People:
    """Who is known under which other names, by the facts of `aliases` that stand."""
    said = select(aliases.c.forecaster_id, aliases.c.same_as_id, aliases.c.removed).where(stands).order_by(aliases.c.id)
    links = resolved((one, None if removed else same) for one, same, removed in connection.execute(said))
    names = _names(connection, {*links, *links.values()})
    others: dict[int, list[tuple[int, str]]] = {}
    for key, same in sorted(links.items()):
        others.setdefault(same, []).append((key, names[key]))
    return People(known=tuple((key, names[key], tuple(some)) for key, some in sorted(others.items())))


def _names(connection: Connection, keys: Iterable[int]) -> Mapping[int, str]:
    query = select(forecasters.c.id, func.coalesce(forecasters.c.foreign_key, forecasters.c.public_id))
    return {row[0]: row[1] for row in connection.execute(query.where(one_of(forecasters.c.id, keys)))}


def known_as(forecaster: ColumnElement[int], people: People) -> ColumnElement[int]:
    """The key of the forecaster that a column with the key of one stands for."""
    if not people.known:
        return forecaster
    # Keys are written out: a GROUP BY must be the same text as the select, which parameters never are.
    written: dict[int, ColumnElement[int]] = {
        key: literal_column(str(key), BigInteger) for key in {*people.same, *people.same.values()}
    }
    whens = ((forecaster.in_([written[one] for one, _ in others]), written[key]) for key, _, others in people.known)
    return case(*whens, else_=forecaster)


def named_as(name: ColumnElement[str], people: People) -> ColumnElement[str]:
    """The name that a column with the name of somebody stands for; letters are compared as `People.name_of` does."""
    if not people.known:
        return name
    whens = ((func.lower(name).in_(_lowered(one, others)), literal(one)) for _, one, others in people.known)
    return case(*whens, else_=name)


def questions_concerned(connection: Connection, entry: int) -> list[int]:
    """The questions on which an entry's aliases can change whose a prediction is, whatever stands."""
    within = aliases.c.id.between(first_key(entry), last_key(entry))
    named = {key for row in connection.execute(select(*NAMED).where(within)) for key in row}
    return questions_of(connection, named) if named else []


def questions_of(connection: Connection, forecaster_keys: Iterable[int]) -> list[int]:
    """The questions on which these forecasters, and all who were ever the same as one of them, said something."""
    together = _together(connection, forecaster_keys)
    query = select(forecasts.c.question_id).where(one_of(forecasts.c.forecaster_id, together)).distinct()
    return sorted(connection.scalars(query))


def _together(connection: Connection, keys: Iterable[int]) -> set[int]:
    """These forecasters and everybody who was ever said to be the same as one of them, directly or through others."""
    found: set[int] = set()
    waiting = set(keys)
    while waiting:
        found |= waiting
        near = select(*NAMED).where(or_(*(one_of(column, waiting) for column in NAMED)))
        waiting = {key for row in connection.execute(near) for key in row} - found
    return found
