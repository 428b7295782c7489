"""`fcl score`: mean scores of forecasts against outcomes."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

import click

from ledger.cli.answer import answer
from ledger.cli.counting import (
    counted,
    interval_text,
    left_out,
    level_option,
    level_text,
    names_of,
    score_text,
    setting,
    some,
    sum_text,
)
from ledger.cli.globals import Command
from ledger.cli.prose import wrapped
from ledger.cli.session import session
from ledger.cli.tables import Column, table

if TYPE_CHECKING:
    from ledger.services.score import GroupScore, Scores

TITLES: Final[Mapping[str, str]] = {"brier": "Brier (0-1)"}
NOUNS: Final[Mapping[str, str]] = {"series": "series", "basis": "bases"}

HELP = """Score forecasts against outcomes: of each forecaster's forecasts on a question the last one in time counts.

\b
Examples:
  fcl score
  fcl score tag:work made:2026 --by forecaster --min 10
  fcl score --by month --rule brier

Lower is better. Brier is the squared difference, from 0 to 1; log is the negative natural logarithm of the
probability given to what happened, infinite for a certain forecast that was wrong.
"""


@click.command("score", cls=Command, short_help="Score forecasts against outcomes.", help=HELP)
@click.argument("query", nargs=-1)
@click.option("--rule", metavar="brier,log", help="The scoring rules.")
@click.option(
    "--by", default="none", metavar="WHAT",
    help="forecaster, tag, month, source, series, horizon, type, basis, phrase or none.",
)  # fmt: skip
@click.option("--min", "least", type=click.IntRange(1), default=1, metavar="N", help="Hide groups with fewer than N.")
@level_option
@counted
def score(
    query: tuple[str, ...], *, rule: str | None, by: str, least: int, level: str | None, no_retrospective: bool
) -> None:
    """Score forecasts against outcomes."""
    current = session()
    found = current.book.scores(
        query, rules=names_of(rule) or ("brier", "log"), by=by.lower(), min_n=least,
        level=setting(level, "score.level"), retrospective=not no_retrospective, as_of=current.as_of,
    )  # fmt: skip
    answer("score.table", rows_of(found), lines_of(found), as_of=current.as_of, summary=summary_of(found))


def rows_of(scores: "Scores") -> list[dict[str, Any]]:
    """A row for each group and rule, by the names of the JSON contract."""
    from ledger.scoring import RULES

    return [
        {
            "group": group.group,
            "forecaster": group.group if scores.by == "forecaster" else None,
            "question": None,
            "rule": rule,
            "rule_version": RULES[rule].RULE_VERSION,
            "dialect": scores.dialect,
            "timing": scores.timing,
            "value": mean.value,
            "n": group.n,
            "questions": group.questions,
            "happened": group.happened,
            "expected": group.expected,
            "interval_low": mean.low,
            "interval_high": mean.high,
            "level": scores.level,
            "interval": scores.interval,
            "by": scores.by,
            "excluded": group.excluded,
        }
        for group in scores.groups
        for rule, mean in group.means.items()
    ]


def summary_of(scores: "Scores") -> dict[str, Any]:
    """What the whole table counts and leaves out."""
    return {"n": scores.n, "excluded": scores.excluded, "hidden": scores.hidden, "min": scores.min_n,
            "as_of": scores.as_of}  # fmt: skip


def lines_of(scores: "Scores") -> Iterator[str]:
    """The table as people read it."""
    if scores.groups:
        yield from table(_columns(scores), (_cells(scores, group) for group in scores.groups))
    elif not scores.n:
        yield "nothing to score yet"
    if scores.hidden:
        one = "group" if scores.by == "none" else scores.by
        hidden = some(scores.hidden, one) if scores.hidden == 1 else f"{scores.hidden} {NOUNS.get(one, f'{one}s')}"
        yield from wrapped(f"({hidden} with fewer than {some(scores.min_n, 'prediction')} not shown: --min 1)")
    yield from left_out(scores.excluded)


def _columns(scores: "Scores") -> list[Column]:
    first, *rest = scores.rules
    return [
        Column(title="" if scores.by == "none" else scores.by, flexible=True),
        Column(title="n", right=True),
        Column(title="happened", right=True, spare=1),
        Column(title="expected", right=True, spare=1),
        Column(title=TITLES.get(first, first), right=True),
        Column(title=f"{level_text(scores.level)} interval", right=True, spare=2),
        *(Column(title=TITLES.get(rule, rule), right=True) for rule in rest),
    ]


def _cells(scores: "Scores", group: "GroupScore") -> list[str]:
    first, *rest = scores.rules
    mean = group.means[first]
    return [
        group.group,
        str(group.n),
        sum_text(group.happened),
        sum_text(group.expected),
        score_text(mean.value),
        interval_text(mean.low, mean.high),
        *(score_text(group.means[rule].value) for rule in rest),
    ]
