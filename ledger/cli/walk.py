"""The walk through what is due: each question with its criteria, and one key to settle it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import click

from ledger.cli import lines
from ledger.cli.asking import ask, explain
from ledger.cli.session import session
from ledger.cli.text import printable
from ledger.cli.writing import tell, tell_end
from ledger.core.question import Question
from ledger.errors import LedgerError
from ledger.services.resolve import Decision

OUTCOMES: Final = {
    "y": "yes", "yes": "yes", "n": "no", "no": "no", "a": "ambiguous", "ambiguous": "ambiguous",
    "v": "annulled", "annul": "annulled",
}  # fmt: skip
SKIP: Final = frozenset({"s", "skip", ""})
QUIT: Final = frozenset({"q", "quit"})
EVIDENCE: Final = frozenset({"e", "evidence"})
KEYS: Final = "y(es) n(o) a(mbiguous) v (annul) s(kip) e(vidence) q(uit)"


def walk(questions: Sequence[Question], decision: Decision, *, amend: bool, note: str | None, dry_run: bool) -> None:
    """Ask about each question; every answer is recorded at once, so quitting keeps what was settled."""
    settled = 0
    for number, question in enumerate(questions, 1):
        _show(question, number, len(questions))
        settling = _ask(question, decision, amend=amend, note=note, dry_run=dry_run)
        if settling is None:
            break
        settled += settling
    tell(f"{settled} of {len(questions)} settled" if questions else "nothing is due")
    tell_end(dry_run=dry_run and bool(settled))


def _show(question: Question, number: int, total: int) -> None:
    day = question.deadline.date if question.deadline else f"review {question.review_on}"
    click.echo(f"\n{number}/{total}  {question.prefix}  {day}  {printable(question.claim)}", err=True)
    parts = (("criteria", question.criteria), ("fine print", question.fine_print), ("look at", question.look_at))
    for name, text in parts:
        if text:
            click.echo(f"  {name}: {_indented(text)}", err=True)
    click.echo(f"  said: {lines.stated_by_all(question.predictions)}", err=True)


def _indented(text: str) -> str:
    return printable(text.strip(), lines=True).replace("\n", "\n    ")


def _ask(question: Question, decision: Decision, *, amend: bool, note: str | None, dry_run: bool) -> int | None:
    """1 if it was settled, 0 if skipped, None to stop the walk."""
    while True:
        key = ask("y n a v s e q ?").lower()
        if key in QUIT:
            return None
        if key in SKIP:
            return 0
        if key in EVIDENCE:
            evidence = ask("Evidence (URL or text)")
            decision = replace(decision, evidence=(*decision.evidence, evidence)) if evidence else decision
        elif key in OUTCOMES:
            wanted = replace(decision, outcome=OUTCOMES[key])
            if _record(question, wanted, amend=amend, note=note, dry_run=dry_run):
                return 1
        else:
            click.echo(f"  {KEYS}", err=True)


def _record(question: Question, decision: Decision, *, amend: bool, note: str | None, dry_run: bool) -> bool:
    try:
        changed = session().book.decide_many([question.id], decision, amend=amend, note=note, dry_run=dry_run)
    except LedgerError as error:
        explain(error)
        return False
    click.echo(lines.decided(changed[0], question if amend else None))
    return True
