"""Identities as a draft needs them: found by the name they have elsewhere, or made."""

from typing import Final

from sqlalchemy import Table, select

from ledger.errors import InputError, NotFoundError
from ledger.store.find import find_by_name, find_source
from ledger.store.ids import derived_id, random_id
from ledger.store.journal import Draft
from ledger.store.keys import first_key
from ledger.store.tables import forecasters, metrics, questions, source_texts, sources
from ledger.store.written import check_texts

LONGEST_NAME: Final = 200


def new_question(draft: Draft) -> int:
    """A question typed in here, with a random id."""
    return draft.add(questions, public_id=random_id())


def named_identity(draft: Draft, identity: Table, system: str, foreign_key: str) -> int:
    """The identity that has this key in that system, made where there is none."""
    found = draft.connection.scalar(
        select(identity.c.id).where(identity.c.system == system, identity.c.foreign_key == foreign_key)
    )
    if found is not None:
        return int(found)
    public_id = derived_id(identity.name, system, foreign_key)
    if kept := draft.identities[identity.name].get(public_id):
        return kept
    return draft.add(identity, public_id=public_id, system=system, foreign_key=foreign_key)


def forecaster_name(typed: str, *, hint: str | None = None) -> str:
    """A forecaster's name with single spaces; an InputError for none, a very long one, or what no store can hold.

    >>> forecaster_name(" Ann   Bee")
    'Ann Bee'
    """
    clean = " ".join(typed.split())
    if not 1 <= len(clean) <= LONGEST_NAME:
        message = f"a forecaster's name has 1 to {LONGEST_NAME} characters, not {len(clean)}"
        raise InputError(message, hint=hint)
    check_texts([clean])
    return clean


def forecaster_named(draft: Draft, name: str) -> int:
    """The forecaster of that name, made where there is none; letter case does not make a new person."""
    clean = forecaster_name(name, hint="give a name with -f")
    found = find_by_name(draft.connection, forecasters, clean)
    here = found.key if found else _named_in_draft(draft, forecasters, clean)
    return here or named_identity(draft, forecasters, "name", clean)


def _named_in_draft(draft: Draft, identity: Table, name: str) -> int | None:
    rows = draft.tables.get(identity.name)
    names = rows.columns.get("foreign_key", []) if rows else []
    wanted = name.casefold()
    places = (place for place, there in enumerate(names, 1) if str(there).casefold() == wanted)
    return next((first_key(draft.entry) + place for place in places), None)


def metric_named(draft: Draft, name: str) -> int:
    """The metric of that name, made where there is none; letter case does not make a new one."""
    found = find_by_name(draft.connection, metrics, name)
    here = found.key if found else _named_in_draft(draft, metrics, name)
    return here or named_identity(draft, metrics, "name", name)


def source_named(draft: Draft, typed: str) -> int:
    """The source with that id or URL; a URL that is new here becomes a source.

    Raises NotFoundError for an id that is none.
    """
    if found := find_source(draft.connection, typed):
        return found.key
    if here := _named_in_draft(draft, sources, typed):
        return here
    if "://" not in typed:
        raise NotFoundError(f"no source is {typed[:60]!r}", hint="fcl source list shows the ids; a URL makes a new one")
    source = named_identity(draft, sources, "url", typed)
    draft.add(source_texts, source_id=source, url=typed)
    return source
