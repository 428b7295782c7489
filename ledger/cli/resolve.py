"""`fcl resolve`, `fcl reopen` and `fcl annul`: record what came out, take a decision back, decide that none can be."""

from collections.abc import Sequence
from typing import Final

import click

from ledger.cli import lines
from ledger.cli.figures import Figures
from ledger.cli.given import read_text
from ledger.cli.globals import Command
from ledger.cli.progress import progress
from ledger.cli.session import session
from ledger.cli.writing import agree, answer_changed, answer_each, dated, ids_given, tell_end, writer
from ledger.core.question import Question
from ledger.errors import InputError
from ledger.services.deciding import read_decisions
from ledger.services.resolve import Decision

RESOLVE: Final = """\
\b
Examples:
  fcl resolve q9tz yes --known-on 2026-11-14 --evidence https://example.org/gazette/881
  fcl resolve q9tz no --amend -m "vote annulled by the court"
  fcl resolve q9tz no --judge Ann  a second opinion: both are kept, the last one stands
  fcl resolve --from outcomes.csv  columns id, outcome, known_on, evidence, judge
  fcl resolve                      on a terminal: walks through what is due

Record what a question came out as: yes, no, a fraction from 0 to 1, an option, a number, a day, `below` or
`above` an open bound, or ambiguous. Bundles and branches that follow from it follow by themselves. The walk asks
about each: y(es) n(o) a(mbiguous) v (annul) s(kip) e(vidence) q(uit).
"""
REOPEN: Final = """\
\b
Examples:
  fcl reopen q9tz -m "the count is contested"

Take a decision back: the question is open again. The decision stays in the journal.
"""
ANNUL: Final = """\
\b
Examples:
  fcl annul q9tz -m "the source stopped publishing"
  fcl annul q9tz --judge Ann       a second opinion: both are kept, the last one stands

Decide that a question cannot be judged at all. Nothing about it is scored.
"""


@click.command("resolve", cls=Figures, short_help="Record what came out; bare: walk through what is due.", help=RESOLVE)
@click.argument("id_", metavar="[ID", required=False)
@click.argument("outcome", metavar="OUTCOME]", required=False)
@click.option("--known-on", "--on", metavar="D", help="When it could be known [now].")
@click.option("--happened", "happened_on", metavar="D", help="When it happened.")
@click.option("--evidence", multiple=True, metavar="URL|TEXT", help="What shows it; may be repeated.")
@click.option("-m", "--message", metavar="T", help="Why.")
@click.option("--judge", metavar="NAME", help="Who decides [you]; another judge's verdict stands beside the first.")
@click.option("--amend", is_flag=True, help="Decide again; the earlier decision is kept.")
@click.option("--from", "from_file", metavar="FILE.csv|-", help="Many at once: all of them, or none.")
@writer
@dated
def resolve(
    *,
    id_: str | None,
    outcome: str | None,
    known_on: str | None,
    happened_on: str | None,
    evidence: tuple[str, ...],
    message: str | None,
    judge: str | None,
    amend: bool,
    from_file: str | None,
    note: str | None,
    dry_run: bool,
) -> None:
    """Record what came out."""
    decision = Decision(
        outcome=outcome or "", known_on=known_on, happened_on=happened_on, evidence=evidence, note=message, judge=judge
    )
    if from_file:
        _resolve_table(from_file, id_, amend=amend, note=note, dry_run=dry_run)
    elif id_ and outcome:
        _resolve_ids(ids_given(id_), decision, amend=amend, note=note, dry_run=dry_run)
    else:
        _walk(id_, decision, amend=amend, note=note, dry_run=dry_run)


def _resolve_ids(ids: Sequence[str], decision: Decision, *, amend: bool, note: str | None, dry_run: bool) -> None:
    agree(ids, "Resolve", dry_run=dry_run)
    book = session().book
    before = {one.id: one for one in book.show_all(ids)} if amend or decision.judge else {}
    changed = book.decide_many(ids, decision, amend=amend, note=note, dry_run=dry_run)

    def told(question: Question) -> str:
        return lines.decided(question, before.get(question.id))

    _warn_of_days(changed)
    answer_each("prediction.resolve", changed, told, several=len(ids) > 1)
    tell_end(dry_run=dry_run)


def _resolve_table(place: str, id_: str | None, *, amend: bool, note: str | None, dry_run: bool) -> None:
    if id_:
        raise InputError("--from brings its own ids", hint="leave ID and OUTCOME out")
    decisions = read_decisions(read_text(place))
    agree(list(dict.fromkeys(typed for typed, _ in decisions)), "Resolve", dry_run=dry_run)
    with progress("decisions read") as told:
        changed = session().book.resolve_many(decisions, amend=amend, told=told, note=note, dry_run=dry_run)
    _warn_of_days(changed)
    answer_changed("prediction.resolve", changed, map(lines.decided, changed))
    tell_end(dry_run=dry_run)


def _warn_of_days(changed: Sequence[Question]) -> None:
    """A yes that happened outside the window is kept as it was decided, and not passed over in silence."""
    for question in changed:
        last, deadline = question.resolutions[-1], question.deadline
        if last.outcome != "yes" or last.happened_on is None or deadline is None:
            continue
        if not deadline.window_start <= last.happened_on <= deadline.date:
            window = f"{deadline.window_start} to {deadline.date}"
            message = f"{question.prefix} is yes, and happened on {last.happened_on}, outside its window {window}"
            session().warn("outside_window", message)


def _walk(id_: str | None, decision: Decision, *, amend: bool, note: str | None, dry_run: bool) -> None:
    if not session().interactive:
        what = "no OUTCOME" if id_ else "no ID and OUTCOME"
        raise InputError(what, hint="fcl resolve ID yes, or --from FILE.csv", code="missing_value")
    from ledger.cli.walk import walk

    questions = [session().book.show(id_)] if id_ else [one for one in session().book.due() if _is_asked(one)]
    walk(questions, decision, amend=amend, note=note, dry_run=dry_run)


def _is_asked(question: Question) -> bool:
    """Whether somebody has to decide: a bundle comes out as its parts do, and what waits was decided already."""
    return question.composite is None and "waiting" not in question.flags


@click.command("reopen", cls=Command, short_help="Take a decision back.", help=REOPEN)
@click.argument("id_", metavar="ID")
@click.option("-m", "--message", metavar="T", help="Why.")
@writer
def reopen(*, id_: str, message: str | None, note: str | None, dry_run: bool) -> None:
    """Take a decision back."""
    ids = ids_given(id_)
    agree(ids, "Reopen", dry_run=dry_run)
    changed = session().book.reopen_many(ids, message=message, note=note, dry_run=dry_run)
    answer_each("prediction.reopen", changed, lines.reopened, several=len(ids) > 1)
    tell_end(dry_run=dry_run)


@click.command("annul", cls=Command, short_help="Decide that a question cannot be judged.", help=ANNUL)
@click.argument("id_", metavar="ID")
@click.option("-m", "--message", metavar="T", help="Why.")
@click.option("--judge", metavar="NAME", help="Who decides [you]; another judge's verdict stands beside the first.")
@writer
def annul(*, id_: str, message: str | None, judge: str | None, note: str | None, dry_run: bool) -> None:
    """Decide that a question cannot be judged."""
    ids = ids_given(id_)
    agree(ids, "Annul", dry_run=dry_run)
    book = session().book
    before = {one.id: one for one in book.show_all(ids) if one.decision} if judge else {}
    changed = book.annul_many(ids, message=message, judge=judge, note=note, dry_run=dry_run)

    def told(question: Question) -> str:
        was = before.get(question.id)
        return lines.decided(question, was) if was else lines.annulled(question)

    answer_each("prediction.annul", changed, told, several=len(ids) > 1)
    tell_end(dry_run=dry_run)
