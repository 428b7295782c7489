"""What a question hangs on: the condition of a branch, the parts of a bundle, the earlier statement of a claim."""

from collections.abc import Iterable, Sequence
from typing import Final, Literal, NamedTuple

from ledger.core.frame import Frame
from ledger.core.logic import circle
from ledger.errors import InputError, RefusedError
from ledger.question_types import TYPES
from ledger.store import find, relations, standing
from ledger.store.ids import SHOWN
from ledger.store.journal import Draft
from ledger.store.restating import restated_by
from ledger.store.tables import conditions, parts, restatements

Joined = Literal["all", "any"]
BRANCHING: Final = ("binary", "categorical")


class Related(NamedTuple):
    """What was typed about other questions: `ID=OUTCOME`, ids of parts with commas in between, an id."""

    condition: str | None = None
    all_of: str | None = None
    any_of: str | None = None
    restates: str | None = None

    @property
    def joined(self) -> Joined | None:
        """How the parts are joined; InputError where they are joined in two ways."""
        if self.all_of is not None and self.any_of is not None:
            raise InputError("a bundle is all of its parts or any of them", hint="keep --all-of or --any-of")
        return "all" if self.all_of is not None else "any" if self.any_of is not None else None

    @property
    def given(self) -> bool:
        """True where anything was typed."""
        return any(one is not None for one in (self.condition, self.all_of, self.any_of, self.restates))


def relate(draft: Draft, question: int, related: Related, *, type: str = "binary", speaker: str | None = None) -> None:
    """Say what a question hangs on; `speaker` is who says it in this entry, None where nobody does.

    Raises InputError for an outcome that the condition cannot have, a part that is no yes/no question or is named
    twice, and a question that would follow from itself or restate itself; RefusedError for a bundle that is no yes/no
    question, and for the restatement of what somebody else said.
    """
    joined = related.joined
    needs: list[int] = []
    if related.condition is not None:
        needs.append(_add_condition(draft, question, related.condition))
    if joined is not None:
        if type != "binary":
            raise RefusedError(f"a bundle is a yes/no question, not a {type} one", hint=f"leave --type {type} out")
        needs += _add_parts(draft, question, related.all_of or related.any_of or "", joined)
    if related.restates is not None:
        _add_restatement(draft, question, related.restates, speaker)
    _refuse_circle(draft, question, needs)


def _add_condition(draft: Draft, question: int, typed: str) -> int:
    id_, sign, outcome = typed.partition("=")
    if not sign or not outcome.strip():
        raise InputError(f"{typed[:60]!r} is no condition", hint="write ID=yes, ID=no or ID=OPTION")
    on = find.find_question(draft.connection, id_)
    if on.key == question:
        raise InputError(f"{id_} cannot be conditional on itself", hint="name another question: --if ID=yes")
    draft.add(conditions, question_id=question, on_question_id=on.key, outcome=_outcome(draft, on, outcome))
    return on.key


def _outcome(draft: Draft, on: find.Found, typed: str) -> str:
    frame = find.standing_frame(draft.connection, on.key)
    if frame.type not in BRANCHING:
        message = f"{on.id[:SHOWN]} is a {frame.type} question: nothing can be conditional on it"
        raise InputError(message, hint="a condition is a yes/no question or one with options")
    outcome = TYPES[frame.type].read_outcome(typed, frame)
    if outcome.outcome is None or not _possible(frame, outcome.outcome):
        raise InputError(f"a condition cannot be {typed[:40]!r}", hint=f"write {on.id[:SHOWN]}={_examples(frame)}")
    return outcome.outcome


def _possible(frame: Frame, outcome: str) -> bool:
    return outcome in (frame.options or ("yes", "no"))


def _examples(frame: Frame) -> str:
    return " or =".join((frame.options or ("yes", "no"))[:4])


def _add_parts(draft: Draft, question: int, typed: str, joined: Joined) -> list[int]:
    ids = [one.strip() for one in typed.split(",") if one.strip()]
    if len(ids) < 2:
        raise InputError("a bundle has two parts or more", hint=f"--{joined}-of ID,ID")
    found = [find.find_question(draft.connection, one) for one in ids]
    keys = [one.key for one in found]
    for position, one in enumerate(found, 1):
        if one.key == question:
            raise InputError(f"{one.id[:SHOWN]} cannot be a part of itself", hint="name other questions")
        if one.key in keys[: position - 1]:
            raise InputError(f"{one.id[:SHOWN]} is named twice among the parts", hint="name each part once")
        kind = find.standing_wording(draft.connection, one.key).type
        if kind != "binary":
            message = f"{one.id[:SHOWN]} is a {kind} question and cannot be a part"
            raise InputError(message, hint="the parts of a bundle are yes/no questions")
        draft.add(parts, question_id=question, part_id=one.key, position=position, joined=joined)
    return keys


def _add_restatement(draft: Draft, question: int, typed: str, speaker: str | None) -> None:
    earlier = find.find_question(draft.connection, typed)
    if earlier.key == question:
        raise InputError(f"{earlier.id[:SHOWN]} cannot restate itself", hint="name the earlier statement")
    _refuse_round(draft, question, earlier)
    _refuse_stranger(draft, question, earlier, speaker)
    draft.add(restatements, question_id=question, restates_id=earlier.key)


def _refuse_round(draft: Draft, question: int, earlier: find.Found) -> None:
    links = {**restated_by(draft.connection, standing.scope_of(draft.connection)), question: earlier.key}
    if way := circle(question, {later: (one,) for later, one in links.items()}):
        ids = relations.ids_of(draft.connection, way)
        told = " restates ".join(ids[key][:SHOWN] for key in way)
        raise InputError(f"that goes round in a circle: {told}", hint="name the earlier statement")


def _refuse_stranger(draft: Draft, question: int, earlier: find.Found, speaker: str | None) -> None:
    """A claim is restated by who made it; what nobody said yet, or nobody says now, is nobody's to move."""
    scope = standing.scope_of(draft.connection)
    now = [str(one.name) for one in find.forecasters_of(draft.connection, scope, question)]
    now += [speaker] if speaker else []
    before = [str(one.name) for one in find.forecasters_of(draft.connection, scope, earlier.key)]
    if now and before and not _folded(now) & _folded(before):
        message = f"{' and '.join(now[:3])} did not say {earlier.id[:SHOWN]}: {' and '.join(before[:3])} did"
        raise RefusedError(message, hint="leave --restates out, or say with -f whose statement it is", code="stranger")


def _folded(names: Iterable[str]) -> set[str]:
    return {" ".join(name.split()).casefold() for name in names}


def _refuse_circle(draft: Draft, question: int, new: Sequence[int]) -> None:
    """A question that follows from itself, directly or through others, would never be settled."""
    if not new:
        return
    needs = {**relations.needs_of(draft.connection, new), question: new}
    if way := circle(question, needs):
        ids = relations.ids_of(draft.connection, way)
        told = " follows from ".join(ids[key][:SHOWN] for key in way)
        raise InputError(f"that goes round in a circle: {told}", hint="leave one of them out")
