"""`fcl import`: bring predictions in from a file."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

import click

from ledger.cli.answer import answer
from ledger.cli.dump import DUMP, import_dump
from ledger.cli.given import STDIN, read_content, shown_place
from ledger.cli.globals import Command
from ledger.cli.lines import counted
from ledger.cli.progress import progress
from ledger.cli.session import session
from ledger.cli.text import printable
from ledger.cli.writing import tell, tell_end, writer
from ledger.errors import InputError

if TYPE_CHECKING:
    from ledger.store.batch import Imported

HELP: Final = """\
\b
Examples:
  fcl import csv old.csv --dry-run
  fcl import csv old.csv --map claim=Question --map p=Confidence --map by=Deadline \\
      --date-format %d/%m/%Y --percent
  fcl import csv panel.csv --wide 2..14 --fill-blank Median
  fcl import fatebook forecasts.csv -f "Ann Bee"

\b
Formats:
  csv            any table of separated values with a header
  fatebook       the CSV that Fatebook exports
  forecastbench  a JSON set of ForecastBench, the questions first
  ledger         a whole ledger that fcl export ledger wrote, with its ids and hashes
  gjp            questions and survey forecasts of the Good Judgment Project, zipped
  hubverse       a hub's model output, or its oracle output, as CSV or Parquet
  manifold       bets, or markets, of Manifold's API, as JSON or CSV
  metaculus      the ZIP file of Metaculus' data download
  predictionbook PredictionBook's JSON, or its CSV of predictions alone
  yaml-tracker   a tracker of dated statements in YAML

Bring predictions in from a file. A csv table is long, with a row for each forecast, or wide, with a column for each
forecaster. --map says which column holds what (claim, p, by, made, forecaster, outcome, known_on, criteria, tags,
source, quote, note ...), or one value for every row: --map made==2026-01-05; --mapping keeps that in a TOML file. Of
the other formats -f says whose forecasts come in. A file imported twice brings only what is new in it. What is not
carried is named. If a row cannot be read, nothing is written (exit 5), unless --skip-bad.
"""
MOST_SHOWN: Final = 50
NOUNS: Final = ("question", "forecast", "withdrawal", "resolution")
LONGEST_PLACE: Final = 200


def _mapped(_context: click.Context, _parameter: click.Parameter, pairs: tuple[str, ...]) -> dict[str, str]:
    columns: dict[str, str] = {}
    for pair in pairs:
        field, equals, column = pair.partition("=")
        if not equals or not field.strip() or not column:
            raise InputError(f"cannot read --map {pair[:60]!r}", hint="write --map claim=Question")
        columns[field.strip()] = column
    return columns


@click.command("import", cls=Command, short_help="Bring predictions in from a file.", help=HELP)
@click.argument("kind", metavar="FORMAT")
@click.argument("place", metavar="FILE|-")
@click.option("--map", "columns", multiple=True, callback=_mapped, metavar="F=COLUMN", help="Which column holds what.")
@click.option("--mapping", metavar="FILE.toml", help="A file that says so, and how the table is written.")
@click.option("--wide", multiple=True, metavar="COLUMN|M..N", help="Columns that hold one forecaster each.")
@click.option("--date-format", metavar="F", help="How its dates are written: %d/%m/%Y.")
@click.option("--tz", "zone", metavar="Z", help="Time zone of times without one [the ledger's].")
@click.option(
    "-f",
    "--forecaster",
    metavar="NAME",
    help="Whose forecasts: where no column says it [you], or of a platform's file [all].",
)
@click.option(
    "--on-duplicate", type=click.Choice(["update", "skip", "error"]), default="update", help="What is here but differs."
)
@click.option("--skip-bad", is_flag=True, help="Leave out rows that cannot be read, and list them.")
@click.option("--fill-blank", metavar="FORECASTER", help="The column whose number fills blanks; basis imputed.")
@click.option("--percent", is_flag=True, help="Bare numbers are percent.")
@click.option("--certain", is_flag=True, help="Take 0% and 100% as meant.")
@click.option("--annulled", multiple=True, metavar="WORD", help="What else the table writes for annulled.")
@click.option("--system", metavar="NAME", help="Keeps files apart whose keys are alike [FORMAT].")
@writer
def import_(*, kind: str, place: str, mapping: str | None, note: str | None, dry_run: bool, **wishes: Any) -> None:
    """Bring predictions in from a file."""
    from ledger.importers import IMPORTERS
    from ledger.importers._mapping import with_mapping
    from ledger.importers._wishes import Wishes
    from ledger.registry import unknown_name

    if kind == DUMP:
        import_dump(place, dry_run=dry_run)
        return
    if kind not in IMPORTERS:
        raise unknown_name("import format", kind, known=dict.fromkeys([*IMPORTERS, DUMP]))
    data = read_content(place)
    if mapping is not None:
        wishes = with_mapping(wishes, read_content(mapping), name=shown_place(mapping))
    named = None if place == STDIN else place[:LONGEST_PLACE]
    lines = data.count(b"\n")
    with progress("lines read") as told:
        asked = Wishes(**wishes, file=named, follow=lambda line: told(line, max(line, lines)))
        result = session().book.import_table(kind, data, asked, note=note, dry_run=dry_run)
    _report(result)
    answer("ledger.import", result, [_summary(result, dry_run=dry_run)])
    tell_end(dry_run=False, undo=_changed(result) and not dry_run)


def _changed(result: "Imported") -> bool:
    return bool(
        result.questions_new
        or result.questions_reworded
        or result.forecasts_new
        or result.forecasts_corrected
        or result.withdrawals_new
        or result.resolutions_new
        or result.resolutions_amended
    )


def _report(result: "Imported") -> None:
    for warning in result.warnings:
        session().warn("import", warning)
    told = {loss.field for loss in result.losses}
    if unread := [name for name in result.ignored if name not in told]:
        tell(f"columns not read: {_listed(unread)}")
    for loss in result.losses:
        tell(f"not carried: {printable(loss.field)} ({counted(loss.rows, 'row')}): {printable(loss.reason)}")
    for problem in result.problems[:MOST_SHOWN]:
        tell(f"  {printable(problem)}")
    if len(result.problems) > MOST_SHOWN:
        tell(f"  and {result.rejected - MOST_SHOWN} more")


def _listed(names: Iterable[str]) -> str:
    return printable(", ".join(names))[:500]


def _summary(result: "Imported", *, dry_run: bool) -> str:
    """`118 questions, 203 forecasts: 110 questions and 195 forecasts new, ..., 0 rejected.`."""
    questions = result.questions_new + result.questions_same + result.questions_reworded
    forecasts = result.forecasts_new + result.forecasts_same + result.forecasts_corrected
    counts = ", ".join(_counts(result))
    tail = "  Nothing written (--dry-run)." if dry_run else ""
    total = f"{counted(questions, 'question')}, {counted(forecasts, 'forecast')}"
    return f"{total}: {counts}, {result.rejected} rejected.{tail}"


def _counts(result: "Imported") -> Iterator[str]:
    for words, *numbers in (
        ("new", result.questions_new, result.forecasts_new, result.withdrawals_new, result.resolutions_new),
        (
            "already here",
            result.questions_same,
            result.forecasts_same,
            result.withdrawals_same,
            result.resolutions_same,
        ),
        ("changed", result.questions_reworded, result.forecasts_corrected, 0, result.resolutions_amended),
    ):
        named = [counted(number, noun) for number, noun in zip(numbers, NOUNS, strict=True) if number]
        if named:
            yield f"{' and '.join(named)} {words}"
        elif words != "changed":
            yield f"0 {words}"
    if result.kept:
        yield f"{result.kept} left as they were"
