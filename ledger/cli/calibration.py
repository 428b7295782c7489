"""`fcl calibration`: how often what was said came true, as a table and a diagram, and what may be concluded."""

from collections.abc import Mapping
from typing import Any

import click

from ledger.cli.answer import answer
from ledger.cli.calibration_lines import lines_of
from ledger.cli.calibration_options import tabulated
from ledger.cli.calibration_rows import rows_of, summary_of
from ledger.cli.counting import counted
from ledger.cli.from_files import OF_CALIBRATION, answer_calibration, check_asked, from_files
from ledger.cli.globals import Command
from ledger.cli.grades import lines_of_evidence
from ledger.cli.progress import progress
from ledger.cli.robust import lines_of_robustness, told_of_robustness
from ledger.cli.session import session

HELP = """Are my 70%s 70%? For each bin of what was said, how often it came true; then what may be concluded from it.

\b
Examples:
  fcl calibration
  fcl calibration forecaster:alice tag:ai --bins 10
  fcl calibration --bins stated --interval consistency --no-plot
  fcl calibration --timing at:30d --by forecaster
  fcl calibration forecaster:alice --by phrase
  fcl calibration --robust
  fcl calibration --from s3://forecasts/2026 --cluster tcp://scheduler:8786

Questions count once their deadline has come: what resolved before it is left out, and said to be, because otherwise
a perfect forecaster would look biased towards yes. Miscalibration stands beside what a perfect forecaster of the same
questions would get. Where forecasts share a question, a series or a source text, errors and tests are by such
clusters; with fewer than 10 there is no test.
"""


@click.command("calibration", cls=Command, short_help="Are my 70%s 70%? Table and diagram.", help=HELP)
@click.argument("query", nargs=-1)
@click.option("--plot/--no-plot", default=None, help="With the diagram, or without; groups have none by default.")
@click.option("--robust", is_flag=True, help="Under every reading of deadlines and scale of words; what survives all.")
@from_files
@counted
@tabulated
def calibration(
    query: tuple[str, ...],
    *,
    plot: bool | None,
    robust: bool,
    address: str | None,
    cluster: str | None,
    choices: Mapping[str, Any],
) -> None:
    """Are my 70%s 70%?"""
    if check_asked(address, cluster, OF_CALIBRATION):
        _of_files(str(address), cluster, choices, plot=plot)
        return
    current = session()
    found = current.book.calibration_summary(query, as_of=current.as_of, **choices)
    evidence = current.book.evidence(query, as_of=current.as_of, include=choices["include"], view=choices["view"])
    summary = {**summary_of(found), "evidence": evidence.counts, "rest": evidence.rest}
    lines = [] if current.json else [*lines_of(found, plot=plot, robust=robust), *lines_of_evidence(evidence)]
    if robust:
        asked = {name: value for name, value in choices.items() if name != "expected_error"}
        survived = current.book.robustness(query, as_of=current.as_of, **asked)
        summary["robustness"] = told_of_robustness(survived)
        lines = [*lines, "", *lines_of_robustness(survived)]
    answer("calibration.table", rows_of(found), lines, as_of=current.as_of, summary=summary)


def _of_files(address: str, cluster: str | None, choices: Mapping[str, Any], *, plot: bool | None) -> None:
    from ledger.book.files import calibration_of_files

    asked = {name: value for name, value in choices.items() if name not in {"include", "view"} and value is not None}
    with progress("files") as done:
        found = calibration_of_files(address, cluster=cluster, done=done, **asked)
    answer_calibration(found, address, plot=plot)
