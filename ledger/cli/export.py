"""`fcl export`: a table as a file."""

import io
import sys
from typing import Any

import click
from click.core import ParameterSource

from ledger.cli.answer import answer
from ledger.cli.calibration_options import tabulated
from ledger.cli.counting import counted, names_of, some
from ledger.cli.documents import NOUNS, export_document
from ledger.cli.dump import DUMP, export_dump
from ledger.cli.globals import Command
from ledger.cli.partitions import PARTITIONED, PARTITIONS, export_partitions
from ledger.cli.session import Session, session
from ledger.cli.terminal import is_terminal
from ledger.cli.text import printable_table
from ledger.cli.writing import tell
from ledger.errors import InputError
from ledger.exporters import BINARY

TABLES = (
    "predictions", "questions", "forecasts", "resolutions", "scores", "calibration", "calibration_bins",
    "calibration_curve", "tally", "summary", "excluded", "quantile_calibration", "pit", "pairs",
    "leaderboard", "census", "hubverse", "hubverse_oracle", "reliabilitydiag", "counted",
    "codebook",
)  # fmt: skip
STATES = frozenset({
    "predictions", "questions", "forecasts", "resolutions", "hubverse", "hubverse_oracle", "codebook",
})  # fmt: skip
SCORES = frozenset({"scores", "pairs", "leaderboard"})
PAIRED = "reliabilitydiag"
BINNED = ("bins", "include", "fold", "expected_error")
SCORED = ("rule", "dialect")
FORMATS = ("csv", "tsv", "json", "ndjson", "md", "html", "parquet", "xlsx", "ics", "atom")

HELP = """Write a table, a calendar, a feed or the whole ledger to a file or to standard output.

\b
Examples:
  fcl export calibration -o calibration.csv
  fcl export predictions tag:ai -O ndjson | wc -l
  fcl export scores -o scores.csv --with-codebook
  fcl export scores -o scores.html --no-retrospective
  fcl export forecasts -o forecasts.parquet        needs [parquet]; .xlsx needs [xlsx]
  fcl export tally forecaster:alice --timing first
  fcl export summary --by forecaster -o summary.csv
  fcl --as-of 120 export calibration         the table as it stood
  fcl export counted --partition resolved_year -o s3://forecasts/ledger
                                             for fcl score --from on many machines
  fcl export ledger -o ledger.ndjson         all of it, for fcl import ledger
  fcl export ics tag:ai -o due.ics           a calendar of what is due
  fcl export atom -o feed.atom               what was added, settled, came due

\b
Tables: predictions, questions, forecasts, resolutions, scores, calibration,
calibration-bins, calibration-curve, tally, summary, excluded, quantile-calibration,
pit, pairs, leaderboard, census; hubverse (model output for a hub) and
hubverse-oracle (what came out), reliabilitydiag (p and y for the R package);
counted (what --from counts); codebook (what every column means).
The same state of a ledger and the same options give the same bytes.
Every row says by which rules, over what, and as of which entry.
"""


class Table(click.Choice[str]):
    """One of the tables; for another word, those that look like it."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The table's name as it is written, with underscores."""
        value = value.replace("-", "_")
        if value not in self.choices:
            from difflib import get_close_matches

            close = get_close_matches(value[:40].lower(), self.choices, n=2)
            guess = f" Did you mean {' or '.join(close)}?" if close else f" There is {', '.join(self.choices)}."
            self.fail(f"No such table {value[:40]!r}.{guess}", param, ctx)
        return value


@click.command("export", cls=Command, short_help="Write a table to a file.", help=HELP)
@click.argument("what", type=Table((*TABLES, DUMP, *NOUNS)), metavar="WHAT")
@click.argument("query", nargs=-1)
@click.option("-o", "--output", default="-", metavar="FILE|-", help="The file; - is standard output.")
@click.option("-O", "--format", "format_", type=click.Choice(FORMATS), help="By the file's extension, else csv.")
@click.option("--spreadsheet-safe", is_flag=True, help="No cell can be read as a formula.")
@click.option("--with-codebook", is_flag=True, help="Write what the columns mean to files beside it.")
@click.option("--partition", type=click.Choice(PARTITIONS), help="The table counted in a folder of Parquet files.")
@click.option("--rule", metavar="brier,log", help="The scoring rules of the table of scores.")
@click.option("--dialect", metavar="NAME", help="The table of scores as a platform does it.")
@click.option("--method", metavar="M", default="fixed-effects", help="The method of the leaderboard.")
@click.option(
    "--min", "minimum", type=click.IntRange(1), metavar="N", help="Questions in common: pairs 5, leaderboard 10."
)
@counted
@tabulated
def export(
    what: str,
    query: tuple[str, ...],
    *,
    output: str,
    format_: str | None,
    spreadsheet_safe: bool,
    with_codebook: bool,
    partition: str | None,
    rule: str | None,
    dialect: str | None,
    method: str,
    minimum: int | None,
    choices: dict[str, Any],
) -> None:
    """Write a table to a file."""
    if what == DUMP:
        export_dump(output, format_)
        return
    if what in NOUNS:
        export_document(what, query, output, format_)
        return
    current = session()
    _warn_of_idle_options(what)
    choices = {**choices, "rules": names_of(rule), "dialect": dialect and dialect.lower()}
    choices |= {"method": method.lower(), "minimum": minimum}
    if partition:
        export_partitions(what, query, output, format_, choices, with_codebook=with_codebook)
        return
    if with_codebook:
        from ledger.exporters._descriptors import refuse_streams

        refuse_streams(None if output == "-" else output)
    if output == "-" and current.json:
        _answer_rows(current, what, query, choices)
        return
    _write(
        what, query, output, format=format_, spreadsheet_safe=spreadsheet_safe, with_codebook=with_codebook, **choices
    )


def _write(what: str, query: tuple[str, ...], output: str, *, format: str | None, **asked: Any) -> None:
    if format in NOUNS:
        raise InputError(f"a table is not written as {format}", hint=f"fcl export {format} -o FILE")
    if output == "-" and is_terminal() and format in BINARY:
        message = f"{format} is bytes, which a terminal cannot show"
        raise InputError(message, hint=f"write a file: -o {what}.{format}")
    current = session()
    shown = io.StringIO(newline="") if output == "-" and is_terminal() else None
    target = shown or (sys.stdout if output == "-" else output)
    rows = current.book.export(what, target, query, format=format, as_of=current.as_of, **asked)
    if shown:
        click.echo(printable_table(shown.getvalue()), nl=False)
    if output != "-":
        tell(f"{what}: {some(rows, 'row')} written to {output}")
        if current.json:
            answer(f"export.{what}", {"table": what, "file": output, "rows": rows}, as_of=current.as_of)


def _warn_of_idle_options(what: str) -> None:
    """Say which options that were typed have no part in the table: nobody should read more into it."""
    context = click.get_current_context()
    typed = {name for name in context.params if context.get_parameter_source(name) is ParameterSource.COMMANDLINE}
    idle = sorted(f"--{name.replace('_', '-')}" for name in typed & _idle(what))
    if idle:
        message = f"{what} is the same with and without {', '.join(idle)}"
        session().warn("idle_option", message)
        tell(f"warning: {message}")


def _idle(what: str) -> set[str]:
    if what in STATES:
        return {"timing", "reading", "scale", "no_retrospective", "rule_version", *BINNED, *SCORED}
    if what == PAIRED:
        return {*BINNED, *SCORED} - {"include"}
    if what == PARTITIONED:
        return {"timing", "reading", "scale", *BINNED, *SCORED} - {"include"}
    return set(BINNED) if what in SCORES else set(SCORED)


def _answer_rows(current: Session, what: str, query: tuple[str, ...], choices: dict[str, Any]) -> None:
    rows = current.book.records(what, query, numbers=current.numbers, as_of=current.as_of, **choices)
    answer(f"export.{what}", rows, as_of=current.as_of)
