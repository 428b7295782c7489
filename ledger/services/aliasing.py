"""Aliasing: several names of one forecaster become one, and come apart again; what was said keeps its name."""

from dataclasses import dataclass
from typing import Final

from ledger.core.dates import shown
from ledger.errors import InputError, NotFoundError, RefusedError
from ledger.store import find, standing
from ledger.store.aliases import People
from ledger.store.journal import Draft
from ledger.store.judging import is_judge
from ledger.store.making import forecaster_named
from ledger.store.tables import aliases, forecasters

NAMES: Final = "fcl forecaster list shows the names"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aliased:
    """A name and whose it is from now on, or with `removed` is no longer; what of it is on `questions` questions."""

    name: str
    same_as: str
    removed: bool
    questions: int


def alias(draft: Draft, name: str, same_as: str, *, new: bool = False) -> Aliased:
    """From now on `name` is read as `same_as`, a name that is known or, with `new`, one that nobody has yet.

    Raises NotFoundError for a name that nobody has, InputError where both are one name, RefusedError where it is so
    already or would go round in a circle.
    """
    who = _known(draft, name)
    other = _made(draft, same_as) if new else _known(draft, same_as)
    if who.key == other.key:
        raise InputError(f"{shown(who.name)} is one name", hint="give two names")
    _refuse_again(who, other, standing.scope_of(draft.connection).people)
    draft.add(aliases, forecaster_id=who.key, same_as_id=other.key, removed=False)
    return Aliased(name=who.name, same_as=other.name, removed=False, questions=len(draft.questions()))


def _refuse_again(who: find.Found, other: find.Found, people: People) -> None:
    if people.key_of(other.key) == who.key:
        message = f"{shown(other.name)} is read as {shown(who.name)}: that would go round in a circle"
        raise RefusedError(message, hint=f'first: fcl forecaster alias --remove "{other.name}"', code="circle")
    if people.key_of(who.key) == people.key_of(other.key):
        raise RefusedError(f"{shown(who.name)} and {shown(other.name)} are one already", hint=NAMES, code="same")


def unalias(draft: Draft, name: str) -> Aliased:
    """From now on `name` is a forecaster again.

    Raises NotFoundError for a name that nobody has, RefusedError for one that is read as no other.
    """
    who = _known(draft, name)
    people = standing.scope_of(draft.connection).people
    same = people.key_of(who.key)
    if same == who.key:
        raise RefusedError(f"{shown(who.name)} is read as nobody else", hint=NAMES, code="no_alias")
    draft.add(aliases, forecaster_id=who.key, same_as_id=same, removed=True)
    return Aliased(name=who.name, same_as=people.name_of(who.name), removed=True, questions=len(draft.questions()))


def _known(draft: Draft, name: str) -> find.Found:
    """Who has exactly this name, in any letter case: forecasters, and judges who never forecast.

    No part of a name will do: it would make two people one.
    """
    clean = " ".join(name.split())
    if found := find.find_by_name(draft.connection, forecasters, clean):
        return found
    if is_judge(draft.connection, clean):
        return _made(draft, clean)
    raise NotFoundError(f"nobody is called {shown(clean)}", hint=f"{NAMES}; --new gives somebody a name of nobody's")


def _made(draft: Draft, name: str) -> find.Found:
    key = forecaster_named(draft, name)
    known = find.find_by_name(draft.connection, forecasters, " ".join(name.split()))
    return known or find.Found(key=key, id=draft.public_ids[forecasters.name][key], name=" ".join(name.split()))
