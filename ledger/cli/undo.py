"""`fcl undo` and `fcl redo`: take an entry back, bring it back."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import click

from ledger.cli import lines
from ledger.cli.answer import answer
from ledger.cli.asking import confirm
from ledger.cli.globals import Command
from ledger.cli.session import session
from ledger.cli.text import printable
from ledger.cli.writing import answer_changed, tell, tell_end, writer
from ledger.core.question import Question
from ledger.errors import InputError

if TYPE_CHECKING:
    from ledger.book.foreseeing import Foreseen

UNDO: Final = """\
\b
Examples:
  fcl undo                         the newest entry
  fcl undo 118 --with-dependants   entry 118 and what builds on it

Take an entry back. It says what would change, and asks; nothing is removed from the journal, and `fcl redo`
brings it back. `fcl log --entries` shows the numbers. Without a number the newest entry is meant that can be undone:
a redact, a merge or an anchor after it is named and left as it is.
"""
REDO: Final = """\
\b
Examples:
  fcl redo
  fcl redo 118

Bring an undone entry back, the one undone last by default.
"""
LONGEST: Final = 10
NAMED: Final = 3
SPANS: Final = ((60, "s", 1), (3_600, "min", 60), (86_400, "h", 3_600))


def _entry(_context: click.Context, _parameter: click.Parameter, typed: str | None) -> int | None:
    if typed is None:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) <= LONGEST):
        raise InputError(f"cannot read {typed[:40]!r} as the number of an entry", hint="fcl log --entries shows them")
    return int(typed)


@click.command("undo", cls=Command, short_help="Take an entry back.", help=UNDO)
@click.argument("entry", callback=_entry, required=False)
@click.option("--with-dependants", is_flag=True, help="Take later entries that build on it along.")
@writer
def undo(*, entry: int | None, with_dependants: bool, note: str | None, dry_run: bool) -> None:
    """Take an entry back."""
    book = session().book
    foreseen = book.foresee_undo(entry, with_dependants=with_dependants)
    _tell_passed(foreseen)
    if dry_run:
        answer("ledger.undo", foreseen.after, [f"Would undo: {_what(foreseen)}"])
        tell_end(dry_run=True)
        return
    confirm(f"Undo: {_what(foreseen)}?")
    questions = book.undo(foreseen.act.entry, with_dependants=with_dependants, note=note)
    answer_changed("ledger.undo", questions, [_done("Undone", foreseen)])
    tell("redo: fcl redo")


@click.command("redo", cls=Command, short_help="Bring an undone entry back.", help=REDO)
@click.argument("entry", callback=_entry, required=False)
@writer
def redo(*, entry: int | None, note: str | None, dry_run: bool) -> None:
    """Bring an undone entry back."""
    book = session().book
    foreseen = book.foresee_redo(entry)
    if dry_run:
        answer("ledger.redo", foreseen.after, [f"Would redo: {_what(foreseen)}"])
        tell_end(dry_run=True)
        return
    questions = book.redo(entry, note=note)
    answer_changed("ledger.redo", questions, [_done("Redone", foreseen)])
    tell("undo: fcl undo")


def _tell_passed(foreseen: "Foreseen") -> None:
    """Say which entries are newer than the one that is meant, and why they are not, before anything is asked."""
    said = [f"{one.told}; undoing entry {foreseen.act.entry} before it" for one in foreseen.passed[:NAMED]]
    if len(foreseen.passed) > NAMED:
        said.append(f"in all {len(foreseen.passed)} such entries are newer")
    for line in said:
        if session().json:
            session().warn("passed_over", line)
        else:
            tell(line)


def _what(foreseen: "Foreseen") -> str:
    """`resolve q9tz (YES → NO), 8 s ago by you`: what was done, to what, when and by whom."""
    act = foreseen.act
    by = "you" if act.actor == session().book.actor else printable(act.actor)
    others = f" and {foreseen.others} that build on it" if foreseen.others else ""
    return f"{act.action} {_object(foreseen)}{others}, {_ago(act.recorded_at)} by {by}".replace("  ", " ")


def _object(foreseen: "Foreseen") -> str:
    if foreseen.questions == 1:
        now = {one.id: one for one in foreseen.before}
        then = {one.id: one for one in foreseen.after}
        one = next(iter({**now, **then}.values()), None)
        return f"{one.prefix} {_change(then.get(one.id), now.get(one.id))}".strip() if one else ""
    return f"of {foreseen.questions} questions" if foreseen.questions else f"(entry {foreseen.act.entry})"


def _change(then: Question | None, now: Question | None) -> str:
    """What the entry did: from the state without it to the state with it."""
    known = [one for one in (then, now) if one is not None]
    if len(known) == 1:
        return f"({lines.stated_by_all(known[0].predictions)})"
    before, after = map(_state, known)
    if before == after:
        before, after = (lines.stated_by_all(one.predictions) for one in known)
    return f"({before} → {after})" if before != after else ""


def _state(question: Question) -> str:
    return "open" if question.decision is None else lines.outcome_word(question.decision)


def _what_it_is(foreseen: "Foreseen") -> str:
    """What the question is after it; where only what was said has changed, that."""
    after = foreseen.after[0]
    before = next((one for one in foreseen.before if one.id == after.id), after)
    was, said = (lines.stated_by_all(one.predictions) for one in (before, after))
    if was != said and _state(before) == _state(after):
        return f"{after.prefix} is {said}"
    return lines.state_of(after)


def _ago(instant: str) -> str:
    seconds = max(0, int((datetime.now(tz=UTC) - datetime.fromisoformat(instant)).total_seconds()))
    for below, unit, size in SPANS:
        if seconds < below:
            return f"{seconds // size} {unit} ago"
    return f"on {instant[:10]}"


def _done(verb: str, foreseen: "Foreseen") -> str:
    if foreseen.questions > 1 or not foreseen.questions:
        return f"{verb}: {foreseen.act.action} {_object(foreseen)}"
    if foreseen.after:
        return f"{verb}. {_what_it_is(foreseen)} again."
    gone = foreseen.before[0].prefix if foreseen.before else "the question"
    return f"{verb}. {gone} is gone."
