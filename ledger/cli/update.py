"""`fcl update` and `fcl withdraw`: changes of mind, corrections, and forecasts taken back."""

from typing import Any, Final

import click

from ledger.cli import lines
from ledger.cli.figures import Figures
from ledger.cli.given import Words
from ledger.cli.globals import Command
from ledger.cli.kinds import SAID, STATED, options
from ledger.cli.session import session
from ledger.cli.writing import agree, answer_each, dated, ids_given, tell_end, writer
from ledger.core.question import Question
from ledger.errors import InputError
from ledger.services.quoting import Quoted
from ledger.services.said import Said

UPDATE: Final = """\
\b
Examples:
  fcl update m3xw 72% -m "inflation print 1.6%"
  fcl update m3xw@Ann same         looked again, nothing changed
  fcl update m3xw 70% --correct    it was a slip, not a change of mind
  fcl update m3xw 55% --made 2026-01-05
  fcl update k7qm --shares "Google=60% OpenAI=30% other=10%"
  fcl list --ids tag:ecb | fcl update - 60% -y

Record a forecaster's next forecast on a question. Where several have one, say whose: ID@NAME, or a new one
with -f. A forecast made earlier than the last one is a backfill, and the line says so.
"""
WITHDRAW: Final = """\
\b
Examples:
  fcl withdraw m3xw
  fcl withdraw m3xw@Ann

Take a forecast back. It stays in the journal, and no longer counts.
"""


@click.command("update", cls=Figures, short_help="Record a change of mind, or correct a number.", help=UPDATE)
@click.argument("id_", metavar="ID[@WHO]")
@click.argument("probability", metavar="P|same", required=False)
@click.option("-f", "--forecaster", metavar="NAME", help="Who says it.")
@click.option("--made", metavar="D", help="When it was said [now].")
@click.option("--correct", is_flag=True, help="It corrects the last number; it is no change of mind.")
@click.option("-m", "--message", metavar="T", help="Why.")
@click.option("--certain", is_flag=True, help="Mean 0% or 100%.")
@click.option("--words", metavar="W", help="A phrase instead of a number, or beside it.")
@click.option("--scale", metavar="S", help="The scale that reads the phrase [survey].")
@click.option("--no-number", is_flag=True, help="No probability was stated.")
@options(*STATED)
@click.option("--basis", metavar="B", help="Where the number comes from: stated, words, imputed, market, none.")
@click.option("--quote", type=Words(), metavar="T|@FILE", help="The words as said.")
@click.option("--source", metavar="URL|ID", help="Where it was said.")
@writer
@dated
def update(
    *,
    id_: str,
    probability: str | None,
    forecaster: str | None,
    made: str | None,
    correct: bool,
    message: str | None,
    quote: str | None,
    source: str | None,
    scale: str | None,
    note: str | None,
    dry_run: bool,
    **said: Any,
) -> None:
    """Record a change of mind."""
    if probability is None and not any(said[name] for name in ("words", "no_number", *SAID)):
        hint = "write P after the id (70%, or same), or --words probably, or --no-number"
        raise InputError("no probability", hint=hint, code="missing_value")
    ids = ids_given(id_)
    agree(ids, "Update", dry_run=dry_run)
    scale = scale or session().setting("words.scale", "survey")
    book = session().book
    before = {one.id: one for one in book.show_all(ids)} if correct else {}
    changed = book.update_many(
        ids,
        Said(probability=probability, scale=scale, note=message, **said),
        forecaster=forecaster,
        made=made,
        correct=correct,
        quoted=Quoted(quote=quote, source=source),
        note=note,
        dry_run=dry_run,
    )

    def told(question: Question) -> str:
        return lines.updated(question, before.get(question.id))

    answer_each("prediction.update", changed, told, several=len(ids) > 1)
    tell_end(dry_run=dry_run)


@click.command("withdraw", cls=Command, short_help="Take a forecast back; it stays in the journal.", help=WITHDRAW)
@click.argument("id_", metavar="ID[@WHO]")
@click.option("-f", "--forecaster", metavar="NAME", help="Whose forecast.")
@writer
def withdraw(*, id_: str, forecaster: str | None, note: str | None, dry_run: bool) -> None:
    """Take a forecast back."""
    ids = ids_given(id_)
    agree(ids, "Withdraw the forecasts on", dry_run=dry_run)
    changed = session().book.withdraw_many(ids, forecaster=forecaster, note=note, dry_run=dry_run)
    answer_each("prediction.withdraw", changed, lines.withdrawn, several=len(ids) > 1)
    tell_end(dry_run=dry_run)
