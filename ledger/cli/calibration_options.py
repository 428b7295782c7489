"""What `fcl calibration` and `fcl export` ask alike: bins, intervals, groups, draws."""

from collections.abc import Callable
from functools import reduce, wraps
from typing import TYPE_CHECKING, Any, Final

import click

from ledger.cli.counting import names_of, setting

if TYPE_CHECKING:
    from ledger.services.view import View

BINS: Final = (
    "centred11 (the default), stated, a number of equal bins, quantile:N, corp, or those of metaculus21, fatebook, "
    "predictionbook, manifold."
)
INTERVAL: Final = "wilson (the default), jeffreys, clopper-pearson, or consistency: where it falls if all is right."
BY: Final = "A table for each forecaster, tag, month, source, series, horizon, type, basis or phrase."

OPTIONS: Final = (
    click.option("--bins", metavar="BINS", help=BINS),
    click.option("--interval", metavar="KIND", help=INTERVAL),
    click.option("--level", metavar="0.95", help="Level of the intervals."),
    click.option("--by", default="none", metavar="WHAT", help=BY),
    click.option("--fold", is_flag=True, help="Read what was said below 50% as its opposite."),
    click.option("--include", metavar="early,undated", help="Let in what resolved early or has no deadline."),
    click.option("--expected-error", is_flag=True, help="Tell the expected calibration error, too, with its null."),
    click.option("--seed", type=click.IntRange(0), default=1, metavar="N", help="Seed of all draws."),
    click.option(
        "--resamples", type=click.IntRange(1, 1_000_000), metavar="N",
        help="How many draws: by default as many as are quick, up to 1000.",
    ),
)  # fmt: skip


def tabulated(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of a table about calibration; the command gets them as `choices`, to hand to the book.

    It stands below `counted`, whose `view` becomes one of the choices.
    """

    @wraps(command)
    def with_choices(
        *args: Any, bins: str | None, interval: str | None, level: str | None, by: str, fold: bool,
        include: str | None, expected_error: bool, seed: int, resamples: int | None, view: "View", **others: Any,
    ) -> Any:  # fmt: skip
        choices = {
            "bins": setting(bins and bins.lower(), "score.bins"),
            "interval": setting(interval and interval.lower(), "score.interval"),
            "level": setting(level, "score.level"),
            "by": by.lower(),
            "fold": fold,
            "include": names_of(include),
            "expected_error": expected_error,
            "seed": seed,
            "resamples": resamples,
            "view": view,
        }
        return command(*args, choices=choices, **others)

    return reduce(lambda wrapped_, option: option(wrapped_), reversed(OPTIONS), with_choices)
