"""`--from` and `--cluster`: calibration and scores of Parquet files instead of the ledger, here or on a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import reduce
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from ledger.cli.answer import answer
from ledger.cli.counting import interval_text, level_text, score_text, some, sum_text
from ledger.cli.prose import wrapped
from ledger.cli.tables import Column, table
from ledger.cli.titles import better, title_of
from ledger.errors import InputError

if TYPE_CHECKING:
    from ledger.services.from_files import CalibrationOfFiles, ScoresOfFiles

F = TypeVar("F", bound=Callable[..., Any])

OPTIONS: Final = (
    click.option(
        "--from", "address", metavar="PATH|URL",
        help="Count Parquet files with columns p_ppm and y_ppm instead of the ledger: a file, a folder, s3://...",
    ),
    click.option(
        "--cluster", metavar="ADDRESS",
        help="With --from: count on a Dask cluster, such as tcp://scheduler:8786; the same bits.",
    ),
)  # fmt: skip

ALIKE: Final = frozenset({"address", "cluster", "by", "level", "seed"})
OF_CALIBRATION: Final = ALIKE | {"bins", "interval", "fold", "expected_error", "resamples", "plot"}
OF_SCORES: Final = ALIKE | {"rule", "least", "interval"}


def from_files(command: F) -> F:
    """Add both options."""
    return reduce(lambda wrapped_, option: option(wrapped_), reversed(OPTIONS), command)


def check_asked(address: str | None, cluster: str | None, known: frozenset[str]) -> bool:
    """Whether files are asked for; an `InputError` for what asks for the ledger beside them."""
    if address is None:
        if cluster is not None:
            raise InputError("--cluster counts files", hint="name them: --from PATH --cluster tcp://scheduler:8786")
        return False
    context = click.get_current_context()
    for option in context.command.params:
        given = context.get_parameter_source(option.name or "") == click.core.ParameterSource.COMMANDLINE
        if option.name not in known and given and context.params.get(option.name or ""):
            named = option.opts[0] if isinstance(option, click.Option) else "a query"
            raise InputError(f"{named} does not go with --from", hint="the files say which forecasts count")
    return True


def answer_calibration(found: CalibrationOfFiles, address: str, *, plot: bool | None) -> None:
    """The calibration of files."""
    from ledger.cli.calibration_lines import body
    from ledger.cli.calibration_rows import concluded, rows_of

    table_ = found.whole.table
    summary = {
        **concluded(found.whole), "from": address, "files": found.files, "bins": table_.bins,
        "interval": table_.interval, "level": table_.level, "fold": table_.choice.fold,
        "seed": found.whole.summary.seed, "by": found.by,
        "groups": [{"group": one.table.group, **concluded(one)} for one in found.groups],
    }  # fmt: skip

    def lines() -> Iterator[str]:
        yield from wrapped(f"{some(table_.n, 'forecast')} in {some(found.files, 'file')}, bins {table_.bins}")
        yield from wrapped("errors and tests take each forecast as independent of the others")
        if found.by == "none":
            yield from body(found.whole, plot=plot is not False)
        for one in found.groups:
            yield ""
            yield from wrapped(f"{one.table.group}: {some(one.table.n, 'forecast')}")
            yield from body(one, plot=plot is True)

    answer("calibration.files", rows_of(found), lines(), ledger=False, summary=summary)


def answer_scores(found: ScoresOfFiles, address: str) -> None:
    """The scores of files."""
    summary = {
        "n": found.n, "from": address, "files": found.files, "by": found.by, "hidden": found.hidden,
        "min": found.min_n, "level": found.level, "interval": _interval(found), "replicates": found.replicates,
        "seed": found.seed,
    }  # fmt: skip
    answer("score.files", list(_rows(found)), _lines(found), ledger=False, summary=summary)


def _rows(found: ScoresOfFiles) -> Iterator[Mapping[str, Any]]:
    from ledger.services.score import version_of

    for group in found.groups:
        for rule, mean in group.means.items():
            yield {
                "group": group.group,
                "forecaster": group.group if found.by == "forecaster" else None,
                "question": None,
                "rule": rule,
                "rule_version": version_of(rule, "ledger"),
                "dialect": "ledger",
                "timing": "as counted",
                "value": mean.value,
                "n": group.n,
                "happened": group.happened,
                "expected": group.expected,
                "interval_low": mean.low,
                "interval_high": mean.high,
                "level": found.level,
                "interval": _interval(found),
                "by": found.by,
                "better": better(rule),
                "type": "binary",
                "unit": None,
                "seed": found.seed,
            }


def _lines(found: ScoresOfFiles) -> Iterator[str]:
    first, *rest = found.rules
    columns = [
        Column(title="" if found.by == "none" else found.by, flexible=True),
        Column(title="n", right=True),
        Column(title="happened", right=True, spare=1),
        Column(title="expected", right=True, spare=1),
        Column(title=title_of(first), right=True),
        Column(title=f"{level_text(found.level)} interval", right=True, spare=2),
        *(Column(title=title_of(rule), right=True) for rule in rest),
    ]
    yield from table(
        columns,
        (
            [
                group.group,
                str(group.n),
                sum_text(group.happened),
                sum_text(group.expected),
                score_text(group.means[first].value),
                interval_text(group.means[first].low, group.means[first].high),
                *(score_text(group.means[rule].value) for rule in rest),
            ]
            for group in found.groups
        ),
    )
    drawn = f"intervals from {found.replicates} draws of questions" if found.replicates else "no intervals"
    yield from wrapped(f"{some(found.n, 'forecast')} in {some(found.files, 'file')}; {drawn}")
    if found.hidden:
        yield from wrapped(f"({some(found.hidden, 'group')} with fewer than {found.min_n} not shown: --min 1)")


def _interval(found: ScoresOfFiles) -> str:
    return "bootstrap" if found.replicates else "none"
