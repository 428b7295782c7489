"""`fcl leaderboard`: forecasters of different questions, compared as if they had answered the same."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

import click

from ledger.cli.answer import answer
from ledger.cli.compare import unusual
from ledger.cli.counting import counted, interval_text, left_out, level_option, level_text, score_text, setting, some
from ledger.cli.globals import Command
from ledger.cli.prose import wrapped
from ledger.cli.session import session
from ledger.cli.tables import Column, table
from ledger.cli.terminal import columns, only_ascii
from ledger.cli.titles import title_of, unit_of
from ledger.errors import InputError

if TYPE_CHECKING:
    from ledger.services.leaderboard import Leaderboard, Placed
    from ledger.services.view import View

HELP = """Rank forecasters who did not answer the same questions, never by their raw means.

\b
Examples:
  fcl leaderboard
  fcl leaderboard tag:ai --min 20 --rule log
  fcl leaderboard --method relative-skill
  fcl leaderboard --dialect metaculus-baseline --resamples 2000

Every method compares answers to the same questions: fixed-effects takes the difference from the average forecaster,
given how hard each question was; relative-skill the ratio of mean scores of every pair, averaged; head-to-head a match
of every pair on every question; common the mean over the questions that all answered. The range holds the ranks that
came out when the questions were drawn again, whole clusters of one series or text at a time.
"""

METHODS: Final = "fixed-effects (the default), relative-skill, head-to-head or common."
TITLES: Final[Mapping[str, str]] = {
    "fixed-effects": "difference", "relative-skill": "ratio", "head-to-head": "skill", "common": "mean",
}  # fmt: skip
MEANINGS: Final[Mapping[str, str]] = {
    "fixed-effects": "the difference from the average forecaster on equal questions",
    "relative-skill": "the ratio of mean scores to those of the others; 1 is average",
    "head-to-head": "the difference to expect in a match, drawn a little towards 0",
    "common": "the mean over the questions that all answered",
}
AVERAGE: Final[Mapping[str, float]] = {"fixed-effects": 0.0, "relative-skill": 1.0, "head-to-head": 0.0}


@click.command("leaderboard", cls=Command, short_help="Rank forecasters of different questions.", help=HELP)
@click.argument("query", nargs=-1)
@click.option("--method", metavar="M", default="fixed-effects", help=METHODS)
@click.option(
    "--min",
    "least",
    type=click.IntRange(1),
    default=10,
    metavar="N",
    help="No rank with fewer than N questions in common with others (10).",
)
@click.option("--rule", metavar="brier", help="One scoring rule.")
@click.option("--dialect", metavar="NAME", help="Score as a platform does, such as metaculus-baseline, gjo, fatebook.")
@click.option("--seed", type=click.IntRange(0), default=1, metavar="N", help="Seed of the draws.")
@click.option(
    "--resamples",
    type=click.IntRange(2, 1_000_000),
    metavar="N",
    help="How many draws: by default as many as are quick, up to 1000.",
)
@level_option
@counted
def leaderboard(
    query: tuple[str, ...],
    *,
    method: str,
    least: int,
    rule: str | None,
    dialect: str | None,
    seed: int,
    resamples: int | None,
    level: str | None,
    view: "View",
) -> None:
    """Rank forecasters of different questions."""
    current = session()
    if rule and dialect:
        raise InputError(f"the dialect {dialect[:40]} has a rule of its own", hint="leave out --rule, or --dialect")
    found = current.book.leaderboard(
        query, method=method.lower(), rule=(rule or "brier").strip().lower(), dialect=dialect and dialect.lower(),
        minimum=least, level=setting(level, "score.level"), resamples=resamples, seed=seed, view=view,
        as_of=current.as_of,
    )  # fmt: skip
    answer("leaderboard.table", rows_of(found), lines_of(found), as_of=current.as_of, summary=summary_of(found))


def rows_of(found: "Leaderboard") -> list[dict[str, Any]]:
    """A row for each forecaster, those with a rank first, by the names of the JSON contract."""
    shared = {
        "method": found.method, "rule": found.rule, "rule_version": found.rule_version, "dialect": found.dialect,
        "timing": found.timing, "reading": found.view.reading, "scale": found.view.scale, "level": found.level,
        "resamples": found.resamples, "seed": found.seed, "better": found.better, "unit": unit_of(found.rule),
    }  # fmt: skip
    return [{**asdict(one.standing), "answered": one.answered, "why": one.why, **shared} for one in found.places]


def summary_of(found: "Leaderboard") -> dict[str, Any]:
    """How the ranks came about, and what was left out."""
    return {
        "method": found.method, "rule": found.rule, "dialect": found.dialect, "timing": found.timing,
        "reading": found.view.reading, "scale": found.view.scale, "level": found.level, "min": found.minimum,
        "forecasters": len(found.places), "ranked": found.ranked, "questions": found.questions,
        "clusters": found.clusters, "resamples": found.resamples, "seed": found.seed, "excluded": found.excluded,
        "as_of": found.as_of,
    }  # fmt: skip


def lines_of(found: "Leaderboard") -> Iterator[str]:
    """The leaderboard as people read it."""
    ranked = [one for one in found.places if one.standing.rank is not None]
    if ranked:
        yield from table([*_columns(found), *_forest_column()], _rows(found, ranked))
        yield from wrapped(_method(found), "", "  ")
        yield from wrapped(_draws(found), "", "  ")
    elif not found.places:
        yield "nothing to compare yet"
    else:
        yield "nobody can be ranked"
    if said := unusual(found.timing, found.view, found.dialect):
        yield from wrapped(said)
    for why in _unranked(found):
        yield from wrapped(why, "", "  ")
    yield from left_out(found.excluded)


def _columns(found: "Leaderboard") -> list[Column]:
    return [
        Column(title="rank", right=True),
        Column(title="range", right=True, spare=1),
        Column(title="forecaster", flexible=True),
        Column(title=TITLES[found.method], right=True),
        Column(title=f"{level_text(found.level)} interval", right=True, spare=2),
        Column(title="shrunk", right=True, spare=3),
        Column(title="n", right=True),
    ]


def _forest_column() -> list[Column]:
    return [Column(title="", spare=4)] if columns() else []


def _rows(found: "Leaderboard", ranked: Sequence["Placed"]) -> list[list[str]]:
    """The cells; on a terminal each with its interval drawn, beside the average of all."""
    cells = [_cells(one) for one in ranked]
    if not columns():
        return cells
    from ledger.charts import IN_TEXT
    from ledger.charts.forest import Interval

    standing = [one.standing for one in ranked]
    spans = [Interval(value=one.value or 0.0, low=one.interval_low, high=one.interval_high) for one in standing]
    drawn = IN_TEXT["forest"](spans, line=AVERAGE.get(found.method), ascii_only=only_ascii())
    return [[*row, plot] for row, plot in zip(cells, drawn, strict=True)]


def _cells(one: "Placed") -> list[str]:
    standing = one.standing
    low, high = standing.rank_low, standing.rank_high
    return [
        str(standing.rank),
        "-" if low is None or high is None else f"{low}-{high}",
        standing.forecaster,
        score_text(standing.value),
        interval_text(standing.interval_low, standing.interval_high),
        score_text(standing.shrunk),
        str(standing.n),
    ]


def _method(found: "Leaderboard") -> str:
    return f"{found.method} of {title_of(found.rule)}, {found.better} is better: {MEANINGS[found.method]}"


def _draws(found: "Leaderboard") -> str:
    groups = f" in {some(found.clusters, 'cluster')}" if found.clusters < found.questions else ""
    said = f"{found.resamples} resamples of {some(found.questions, 'question')}{groups}, seed {found.seed}"
    if found.clusters < 2:
        return f"{said}: one draw of the world has no interval"
    return f"{said}; so few make intervals too narrow" if found.few_clusters else said


def _unranked(found: "Leaderboard") -> Iterator[str]:
    counts = Counter(one.why for one in found.places)
    whom = "all others" if found.method == "common" else "others"
    ways = "--min 1" if found.method != "common" else "--method fixed-effects, or --min 1"
    said = {
        "too_few": f"with fewer than {some(found.minimum, 'question')} in common with {whom} not ranked: {ways}",
        "unlinked": "whom no questions link to the others not ranked",
        "infinite": f"with an infinite {title_of(found.rule)} score, certain and wrong, not ranked: --rule brier",
    }
    for why, text in said.items():
        if counts[why]:
            yield f"({some(counts[why], 'forecaster')} {text})"
