"""`fcl compare`: two forecasters on the questions that both answered."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
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
)
from ledger.cli.globals import Command
from ledger.cli.prose import wrapped
from ledger.cli.session import session
from ledger.cli.tables import Column, table
from ledger.cli.titles import title_of, unit_of
from ledger.errors import InputError

if TYPE_CHECKING:
    from ledger.services.compare import Compared, Comparison
    from ledger.services.view import View

HELP = """Compare two forecasters on the questions that both answered, and only on those.

\b
Examples:
  fcl compare alice bob
  fcl compare alice bob tag:ai --rule brier
  fcl compare alice crowd --timing at:7d --level 0.9
  fcl compare alice bob --dialect metaculus-baseline

The difference is A less B. Its interval and t know that questions of one series or from one text share their fate; p
is how often a difference as large comes about if the signs of whole clusters fall at random. Wins and losses are shown
but decide nothing: who is often a little closer and now and then badly wrong wins most questions with the worse score.
With fewer than 5 questions in common nothing is claimed.
"""

LEAST: Final = 0.001


@click.command("compare", cls=Command, short_help="Compare two forecasters on the questions of both.", help=HELP)
@click.argument("a")
@click.argument("b")
@click.argument("query", nargs=-1)
@click.option("--rule", metavar="brier,log", help="The scoring rules.")
@click.option("--dialect", metavar="NAME", help="Score as a platform does, such as metaculus-baseline, gjo, fatebook.")
@click.option("--seed", type=click.IntRange(0), default=1, metavar="N", help="Seed of the signs, where drawn.")
@level_option
@counted
def compare(
    a: str,
    b: str,
    query: tuple[str, ...],
    *,
    rule: str | None,
    dialect: str | None,
    seed: int,
    level: str | None,
    view: "View",
) -> None:
    """Compare two forecasters on the questions of both."""
    current = session()
    if rule and dialect:
        raise InputError(f"the dialect {dialect[:40]} has a rule of its own", hint="leave out --rule, or --dialect")
    found = current.book.compare(
        a, b, query, rules=names_of(rule) or ("brier", "log"), dialect=dialect and dialect.lower(), seed=seed,
        level=setting(level, "score.level"), view=view, as_of=current.as_of,
    )  # fmt: skip
    answer("compare.table", rows_of(found), lines_of(found), as_of=current.as_of, summary=summary_of(found))


def rows_of(found: "Comparison") -> list[dict[str, Any]]:
    """A row for each rule, by the names of the JSON contract."""
    shared = {
        "timing": found.timing, "reading": found.view.reading, "scale": found.view.scale, "seed": found.seed,
    }  # fmt: skip
    return [{**asdict(row), "unit": unit_of(row.rule), **shared} for row in found.rows]


def summary_of(found: "Comparison") -> dict[str, Any]:
    """Who was compared, and what was left out."""
    return {
        "forecaster_a": found.forecaster_a, "forecaster_b": found.forecaster_b, "excluded": found.excluded,
        "level": found.level, "seed": found.seed, "timing": found.timing, "reading": found.view.reading,
        "scale": found.view.scale, "as_of": found.as_of,
    }  # fmt: skip


def lines_of(found: "Comparison") -> Iterator[str]:
    """The comparison as people read it."""
    first = found.rows[0]
    yield from wrapped(f"A {found.forecaster_a}", "", "  ")
    yield from wrapped(f"B {found.forecaster_b}", "", "  ")
    yield from wrapped(_counts(first), "", "  ")
    if said := unusual(found.timing, found.view, first.dialect):
        yield from wrapped(said)
    if first.n_common:
        yield from table(_columns(found), map(_cells, found.rows))
    for verdict in dict.fromkeys(sentence(row) for row in found.rows):
        yield from wrapped(verdict, "", "  ")
    yield from left_out(found.excluded)


def _counts(row: "Compared") -> str:
    clusters = f" in {some(row.clusters, 'cluster')}" if row.clusters < row.n_common else ""
    alone = f"{row.only_a} of A alone and {row.only_b} of B alone left out"
    return f"{some(row.n_common, 'question')} of both{clusters}; {alone}"


def unusual(timing: str, view: "View", dialect: str) -> str:
    """The conventions that are not the usual ones, in one line; empty where all are.

    >>> from ledger.services.view import View
    >>> unusual("first", View(timing="first", retrospective=False), "ledger")
    'timing first, without what was recorded after the outcome was known'
    """
    said: Mapping[str, str | None] = {
        "dialect": None if dialect == "ledger" else dialect,
        "timing": None if timing == "last" else timing,
        "reading": None if view.reading == "scored" else view.reading,
        "scale": view.scale,
    }
    late = [] if view.retrospective else ["without what was recorded after the outcome was known"]
    return ", ".join([*(f"{name} {value}" for name, value in said.items() if value), *late])


def _columns(found: "Comparison") -> list[Column]:
    return [
        Column(title="", flexible=True),
        Column(title="A", right=True),
        Column(title="B", right=True),
        Column(title="A - B", right=True),
        Column(title=f"{level_text(found.level)} interval", right=True, spare=2),
        Column(title="t", right=True, spare=3),
        Column(title="p", right=True),
        Column(title="won-lost-tied", right=True, spare=1),
    ]


def _cells(row: "Compared") -> list[str]:
    return [
        title_of(row.rule),
        score_text(row.mean_a),
        score_text(row.mean_b),
        "-" if row.mean_difference is None else f"{row.mean_difference:+.3f}",
        interval_text(row.interval_low, row.interval_high),
        "-" if row.t is None else f"{row.t:.2f}",
        chance_text(row.p_value),
        f"{row.wins}-{row.losses}-{row.ties}",
    ]


def chance_text(p_value: float | None) -> str:
    """A p-value to three places.

    >>> chance_text(0.73127), chance_text(0.0001), chance_text(None)
    ('0.731', '<0.001', '-')
    """
    if p_value is None:
        return "-"
    return f"<{LEAST}" if p_value < LEAST else f"{p_value:.3f}"


def sentence(row: "Compared") -> str:
    """Who is better, and whether that could be chance."""
    rule = title_of(row.rule)
    if row.conclusion == "too_few":
        return _too_few(row.n_common)
    if row.conclusion == "one_cluster":
        return "all these questions share one series or text: one draw, which says nothing of chance"
    if row.conclusion == "infinite":
        return f"{rule}: {_certain(row)}; infinite scores cannot be tested"
    if row.conclusion == "alike":
        return f"{rule}: both scored alike on every question"
    verdict = "more than chance explains" if row.conclusion == "better" else "which could be chance"
    return f"{rule}: {_ahead(row)}, {verdict} ({_chance(row)})"


def _too_few(n: int) -> str:
    from ledger.services.compare import FEW

    if not n:
        return "no question of both has been scored: nothing to compare"
    return f"{some(n, 'question')} of both {'is' if n == 1 else 'are'} too few to say who is better: at least {FEW}"


def _certain(row: "Compared") -> str:
    wrong = ((row.forecaster_a, row.infinite_a), (row.forecaster_b, row.infinite_b))
    return " and ".join(f"{who} was certain and wrong on {some(n, 'question')}" for who, n in wrong if n)


def _ahead(row: "Compared") -> str:
    difference = row.mean_difference or 0.0
    if not difference:
        return "no difference in the mean"
    first = (difference < 0) == (row.better == "lower")
    return f"{row.forecaster_a if first else row.forecaster_b} is better by {abs(difference):.3f}"


def _chance(row: "Compared") -> str:
    text = chance_text(row.p_value)
    return f"p {text}" if text.startswith("<") else f"p = {text}"
