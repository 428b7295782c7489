"""Undo and redo: acts of their own, that name the entry they take back or bring back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from ledger.errors import RefusedError
from ledger.store import undoing
from ledger.store.journal import Draft
from ledger.store.tables import undos

PERMANENT: Final[Mapping[str, str]] = {
    "init": "only what was recorded can be undone",
    "undo": "fcl redo brings an undone entry back",
    "redo": "only what was recorded can be undone",
    "redact": "what it blanked is gone",
    "merge": "what it took in are entries of their own, which can be",
}
PASSED: Final = ("redact", "merge", "anchor")
"""What records something and is no entry that a bare undo means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """An entry that a bare undo passes over, and what it is instead of being undone, in words."""

    entry: int
    action: str
    told: str


def passed_over(connection: Any, target: int) -> list[Passed]:
    """The entries that stand after the one that a bare undo takes back, the newest first."""
    found = undoing.recorded_after(connection, target, PASSED)
    return [Passed(entry=entry, action=action, told=_told(entry, action)) for entry, action in found]


def _told(entry: int, action: str) -> str:
    if action in PERMANENT:
        return f"{_named(entry, action)}: it cannot be undone ({PERMANENT[action]})"
    return f"{_named(entry, action)}: it is passed over (fcl undo {entry} takes it back)"


def _named(entry: int, action: str) -> str:
    """`entry 7 is a redact`."""
    return f"entry {entry} is {'an' if action[0] in 'aiu' else 'a'} {action}"


def undo(draft: Draft, entry: int | None, *, with_dependants: bool = False) -> list[int]:
    """Take an entry back, the newest one by default; the questions it spoke of.

    Raises RefusedError while standing later facts refer to it, unless they are taken along.
    """
    target = entry if entry is not None else undoing.last_undoable(draft.connection)
    if target is None:
        raise RefusedError("there is nothing to undo", hint="fcl log --entries shows what happened")
    _check(draft, target)
    dependants = undoing.dependants(draft.connection, target)
    if dependants and not with_dependants:
        listed = ", ".join(map(str, dependants[:10]))
        number = "1 later entry builds" if len(dependants) == 1 else f"{len(dependants)} later entries build"
        message = f"entry {target} cannot be undone: {number} on it ({listed})"
        raise RefusedError(message, hint="add --with-dependants to undo them too", code="has_dependants")
    touched: dict[int, None] = {}
    for one in [*sorted(dependants, reverse=True), target]:
        draft.add(undos, target_entry_id=one, act="undo")
        touched.update(dict.fromkeys(undoing.touched_questions(draft.connection, one)))
    return list(touched)


def _check(draft: Draft, target: int) -> None:
    action = undoing.action_of(draft.connection, target)
    if action is None:
        raise RefusedError(f"there is no entry {target}", hint="fcl log --entries shows the numbers")
    if action in PERMANENT:
        raise RefusedError(f"{_named(target, action)}: it cannot be undone", hint=PERMANENT[action])
    if undoing.is_undone(draft.connection, target):
        raise RefusedError(f"entry {target} is undone already", hint=f"fcl redo {target} brings it back")


def redo(draft: Draft, entry: int | None) -> list[int]:
    """Bring an undone entry back, by default all that was undone last; the questions they spoke of.

    Raises RefusedError where it was not undone, or builds on an entry that stays undone.
    """
    targets = undoing.undone_last(draft.connection) if entry is None else [entry]
    if not targets:
        raise RefusedError("nothing was undone", hint="fcl log --entries shows what happened")
    touched: dict[int, None] = {}
    for target in targets:
        _check_redo(draft, target, targets)
        draft.add(undos, target_entry_id=target, act="redo")
        touched.update(dict.fromkeys(undoing.touched_questions(draft.connection, target)))
    return list(touched)


def _check_redo(draft: Draft, target: int, targets: list[int]) -> None:
    if not undoing.is_undone(draft.connection, target):
        raise RefusedError(f"entry {target} was not undone", hint="fcl log --entries shows what happened")
    missing = [one for one in undoing.undone_requirements(draft.connection, target) if one not in targets]
    if missing:
        message = f"entry {target} builds on entry {missing[0]}, which is undone"
        raise RefusedError(message, hint=f"fcl redo {missing[0]} first")
