"""`fcl observe`: record what was measured, see which questions it would settle, and settle them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import click

from ledger.cli.answer import answer
from ledger.cli.given import read_text
from ledger.cli.globals import Command
from ledger.cli.lines import counted, line
from ledger.cli.session import session
from ledger.cli.text import printable
from ledger.cli.writing import dated, tell, tell_end, writer
from ledger.errors import InputError

if TYPE_CHECKING:
    from ledger.services.observed_table import Layout
    from ledger.services.watching import Conflict, Metric, Observed, Proposal, Seen

HELP: Final = """\
\b
Examples:
  fcl observe arena.leader OpenAI --on 2026-02-06 --evidence https://lmarena.ai
  fcl observe arena.leader Google --on 2026-02-06 --correct
  fcl observe --from arena.csv --metric "arena.{lab}" --value rating --on date --source arena
  fcl observe --apply              settles everything that the rules settle now
  fcl observe                      metrics, conflicts, and what would be settled

Record what a metric was on a day, and see which questions with a rule over it (fcl add --metric NAME --when RULE)
that would settle and why; --apply settles them. Sources that disagree about a day are both kept, and nothing that
depends on whom one believes is settled. What is there already is passed over: twice is once.

With --from, --value, --on, --where and the others name columns of a table. Of several rows of one day --greatest
and --least keep the one with the greatest or the least number.
"""
MOST: Final = 50
FILE_ONLY: Final = ("metric_given", "value_column", "source_column", "where", "greatest", "least")
FLAGS: Final = {"metric_given": "metric", "value_column": "value"}


@click.command("observe", cls=Command, short_help="Record what was measured; see what it settles.", help=HELP)
@click.argument("metric", metavar="[METRIC", required=False)
@click.argument("value", metavar="VALUE]", required=False)
@click.option("--on", metavar="D|COLUMN", help="When it was so [today].")
@click.option("--evidence", metavar="URL|TEXT", help="What shows it.")
@click.option("--source", metavar="S", help="Who says so.")
@click.option("--correct", is_flag=True, help="In place of what that source said of the day.")
@click.option("--apply", is_flag=True, help="Settle what would be settled.")
@click.option("-m", "--message", metavar="T", help="A remark on the observation.")
@click.option("--from", "from_file", metavar="FILE.csv|-", help="Many at once: all of them, or none.")
@click.option("--metric", "metric_given", metavar="NAME", help="Whose rows they are; may hold {COLUMN}.")
@click.option("--value", "value_column", metavar="COLUMN", help="What was measured.")
@click.option("--source-column", metavar="COLUMN", help="Who says so, row by row.")
@click.option("--where", multiple=True, metavar="COLUMN=A,B", help="Only these rows; repeatable.")
@click.option("--greatest", metavar="COLUMN", help="Of one day only the row with the greatest number there.")
@click.option("--least", metavar="COLUMN", help="Of one day only the row with the least number there.")
@writer
@dated
def observe(*, apply: bool, correct: bool, note: str | None, dry_run: bool, **given: Any) -> None:
    """Record what was measured; see what it settles."""
    if not given["from_file"] and given["metric"] is None and not apply:
        _overview(given)
        return
    found = _recorded(given, apply=apply, correct=correct, note=note, dry_run=dry_run)
    answer("observe", found, _lines(found, dry_run=dry_run))
    _remark(found)
    wrote = bool(found.observations or found.settled)
    tell_end(dry_run=dry_run, undo=wrote)


def _recorded(given: dict[str, Any], *, apply: bool, correct: bool, note: str | None, dry_run: bool) -> "Observed":
    from ledger.services.observe import Wanted

    book = session().book
    if given["from_file"]:
        from ledger.services.observed_table import read_observations

        wanted = read_observations(read_text(given["from_file"]), _layout(given))
        return book.observe_many(wanted, correct=correct, apply=apply, note=note, dry_run=dry_run)
    _refuse_columns(given)
    if given["metric"] is None:
        return book.observe_many([], apply=apply, note=note, dry_run=dry_run)
    if given["value"] is None:
        raise InputError("no value", hint="fcl observe METRIC VALUE --on DAY", code="missing_value")
    typed = {name: given[name] for name in ("metric", "value", "on", "evidence", "source")}
    one = Wanted(**typed, note=given["message"])
    return book.observe_many([one], correct=correct, apply=apply, note=note, dry_run=dry_run)


def _layout(given: dict[str, Any]) -> "Layout":
    """What the options say about a table; InputError where one is missing or does not belong to it."""
    from ledger.services.observed_table import Layout, read_where

    if given["metric"] is not None:
        raise InputError("--from brings its own values", hint="leave METRIC and VALUE out, and write --metric NAME")
    for name in ("metric_given", "value_column", "on"):
        if given[name] is None:
            flag = FLAGS.get(name, name)
            hint = "fcl observe --from FILE.csv --metric NAME --value COLUMN --on COLUMN"
            raise InputError(f"no --{flag}", hint=hint, code="missing_value")
    if given["source"] and given["source_column"]:
        raise InputError("a source for every row, or a column of sources", hint="keep --source or --source-column")
    return Layout(
        metric=given["metric_given"],
        value=given["value_column"],
        note=given["message"],
        where=read_where(given["where"]),
        **{name: given[name] for name in ("on", "source", "source_column", "evidence", "greatest", "least")},
    )


def _refuse_columns(given: dict[str, Any]) -> None:
    for name in FILE_ONLY:
        if given[name]:
            flag = FLAGS.get(name, name).replace("_", "-")
            raise InputError(f"--{flag} goes with --from", hint="write METRIC VALUE --on DAY, or --from FILE.csv")


def _overview(given: dict[str, Any]) -> None:
    _refuse_columns(given)
    for name in ("on", "evidence", "source", "message"):
        if given[name]:
            raise InputError("no metric", hint="fcl observe METRIC VALUE --on DAY", code="missing_value")
    found = session().book.observed()
    answer("observe", found, [*map(_metric, found.metrics), *_outcomes(found)])
    if not found.metrics:
        tell("nothing was observed, and no question has a rule: fcl add CLAIM P --metric NAME --when RULE")


def _metric(metric: "Metric") -> str:
    last = f"last {metric.last_on}  {printable(metric.last_value or '')}" if metric.last_on else "never observed"
    return line(
        printable(metric.name),
        counted(metric.observations, "observation"),
        last,
        counted(metric.questions, "question"),
        counted(metric.conflicts, "conflict") if metric.conflicts else "",
    )


def _lines(found: "Observed", *, dry_run: bool) -> Iterator[str]:
    """One line for each observation (for many, how many), then for what it does to questions."""
    if len(found.observations) > MOST:
        yield f"{counted(len(found.observations), 'observation')} of {_listed([one.name for one in found.metrics])}"
    else:
        yield from map(_seen, found.observations)
    yield from (f"{one.prefix}  open again  {printable(one.why)}" for one in found.reopened)
    verb = "would settle" if dry_run else "settled"
    yield from (line(f"{verb} {_verdict(one)}", _because(one)) for one in found.settled)
    yield from _outcomes(found)


def _seen(one: "Seen") -> str:
    mark = "(correction)" if one.corrects else ""
    return line(printable(one.metric), one.on, printable(one.value), printable(one.source or ""), mark)


def _outcomes(found: "Observed") -> Iterator[str]:
    """What would be settled, what stands otherwise, and what is in conflict."""
    yield from (
        line(f"would settle {_verdict(one)}", _because(one), " (fcl observe --apply)") for one in found.proposals
    )
    yield from (
        line(f"contested {one.prefix}", f"it stands {_word(one.stands)}", _contrary(one)) for one in found.contested
    )
    yield from (line(f"disputed {one.prefix}", printable(one.why)) for one in found.disputed)
    yield from map(_conflict, found.conflicts[:MOST])
    if len(found.conflicts) > MOST:
        yield f"and {len(found.conflicts) - MOST} more days on which sources disagree"


def _verdict(one: "Proposal") -> str:
    return f"{one.prefix}  {_word(one.outcome)}"


def _word(outcome: str | None) -> str:
    return printable(outcome or "undecided").upper()


def _because(one: "Proposal") -> str:
    return f"because {printable(one.why)}"


def _contrary(one: "Proposal") -> str:
    by_rule = f"but {_word(one.outcome)} by its rule: " if one.outcome else "but "
    return by_rule + printable(one.why)


def _conflict(one: "Conflict") -> str:
    said = ", ".join(f"{each.value} ({each.source or 'no source'})" for each in one.said)
    return line("conflict", printable(one.metric), one.on, printable(said))


def _listed(names: list[str]) -> str:
    shown = ", ".join(map(printable, names[:4]))
    return f"{shown} and {len(names) - 4} more" if len(names) > 4 else shown


def _remark(found: "Observed") -> None:
    if found.same:
        tell(f"{counted(found.same, 'observation')} already here")
    if unread := [one.name for one in found.metrics if not one.questions]:
        tell(f"no question has a rule over {_listed(unread)}")
    if found.waiting:
        tell(f"{counted(len(found.waiting), 'question')} cannot be settled yet: fcl show ID says why")
