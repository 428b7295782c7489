"""`fcl score`: mean scores of forecasts against outcomes."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import click

from ledger.calibration.sentences import FEW
from ledger.cli.answer import answer
from ledger.cli.counting import (
    counted,
    including,
    interval_text,
    left_out,
    level_option,
    level_text,
    names_of,
    not_in_scale,
    score_text,
    setting,
    some,
    sum_text,
)
from ledger.cli.from_files import OF_SCORES, answer_scores, check_asked, from_files
from ledger.cli.globals import Command
from ledger.cli.grades import line_of_rest, lines_of_grades
from ledger.cli.progress import progress
from ledger.cli.prose import wrapped
from ledger.cli.robust import lines_of_scores, told_of_scores
from ledger.cli.score_types import lines_of_types
from ledger.cli.session import session
from ledger.cli.tables import Column, table
from ledger.cli.titles import better, title_of, unit_of
from ledger.errors import InputError

if TYPE_CHECKING:
    from ledger.services.baselines import Skill
    from ledger.services.score import Scores
    from ledger.services.summing import GroupScore
    from ledger.services.view import View

NOUNS: Final[Mapping[str, str]] = {"series": "series", "basis": "bases"}

HELP = """Score forecasts against outcomes: of each forecaster's forecasts on a question the last one in time counts.

\b
Examples:
  fcl score
  fcl score tag:work made:2026 --by forecaster --min 10
  fcl score --by month --rule brier,spherical
  fcl score --timing at:30d --baseline half
  fcl score --dialect metaculus-peer --by forecaster
  fcl score type:numeric --rule crps-quantiles
  fcl score --from s3://forecasts/2026 --cluster tcp://scheduler:8786

Brier is the squared difference, from 0 to 1; log is the negative natural logarithm of the probability given to what
happened, infinite for a certain forecast that was wrong: lower is better. Other rules and the dialects of platforms
say in the title which way is good. Questions that are not yes or no are scored by the rules of their type, apart by
type and unit. Intervals know that predictions on one question, of one series or from one text
share their fate; forecasters on different questions are compared by fcl compare, not by these means.
"""

BASELINES: Final = "half, base-rate:30%, climatology or forecaster:NAME: adds the skill against it."


@click.command("score", cls=Command, short_help="Score forecasts against outcomes.", help=HELP)
@click.argument("query", nargs=-1)
@click.option("--rule", metavar="brier,log", help="The scoring rules; else those of each type.")
@click.option("--dialect", metavar="NAME", help="Score as a platform does, such as metaculus-peer, gjo, fatebook.")
@click.option(
    "--by", default="none", metavar="WHAT",
    help="forecaster, tag, month, source, series, horizon, type, basis, phrase or none.",
)  # fmt: skip
@click.option("--min", "least", type=click.IntRange(1), default=1, metavar="N", help="Hide groups with fewer than N.")
@click.option("--last", type=click.IntRange(1), metavar="N", help="Only the N whose outcomes were known last.")
@click.option("--interval", metavar="KIND", help="Interval of a mean: clustered (the default), or bootstrap.")
@click.option("--seed", type=click.IntRange(0), default=1, metavar="N", help="Seed of the bootstrap.")
@click.option("--baseline", metavar="R", help=BASELINES)
@click.option("--robust", is_flag=True, help="Under every reading of deadlines and scale of words; what survives all.")
@level_option
@from_files
@including
@counted
def score(
    query: tuple[str, ...],
    *,
    rule: str | None,
    dialect: str | None,
    by: str,
    least: int,
    last: int | None,
    interval: str | None,
    seed: int,
    baseline: str | None,
    robust: bool,
    level: str | None,
    address: str | None,
    cluster: str | None,
    include: str | None,
    view: "View",
) -> None:
    """Score forecasts against outcomes."""
    if check_asked(address, cluster, OF_SCORES):
        _of_files(
            str(address), cluster, interval,
            rules=names_of(rule), by=by.lower(), min_n=least, level=setting(level, "score.level"), seed=seed,
        )  # fmt: skip
        return
    current = session()
    if rule and dialect:
        raise InputError(f"the dialect {dialect[:40]} has a rule of its own", hint="leave out --rule, or --dialect")
    _check(include)
    choices: dict[str, Any] = {
        "rules": names_of(rule), "dialect": dialect and dialect.lower(), "by": by.lower(),
        "min_n": least, "last": last, "interval": (interval or "clustered").lower(), "seed": seed, "baseline": baseline,
        "level": setting(level, "score.level"), "view": view, "as_of": current.as_of,
    }  # fmt: skip
    found = current.book.scores(query, **choices)
    summary = summary_of(found)
    lines: Iterable[str] = lines_of(found)
    if robust:
        survived = current.book.robust_scores(query, **choices)
        summary["robustness"] = told_of_scores(survived)
        lines = chain(lines, [""], lines_of_scores(survived))
    answer("score.table", rows_of(found), lines, as_of=current.as_of, summary=summary)


def _of_files(address: str, cluster: str | None, interval: str | None, **asked: Any) -> None:
    from ledger.book.files import scores_of_files

    if interval not in {None, "bootstrap", "none"}:
        raise InputError(f"files have no {interval} interval", hint="--interval bootstrap draws questions; or none")
    drawn = {"replicates": 0} if interval == "none" else {}
    asked = {name: value for name, value in asked.items() if value is not None} | drawn
    with progress("files") as done:
        found = scores_of_files(address, cluster=cluster, done=done, **asked)
    answer_scores(found, address)


def _check(include: str | None) -> None:
    """Scores count what resolved early or has no deadline in any case; a wrong word is wrong all the same."""
    from ledger.services.calibrate import checked_inclusions

    checked_inclusions(names_of(include))


def rows_of(scores: "Scores") -> list[dict[str, Any]]:
    """A row for each group and rule, by the names of the JSON contract."""
    from ledger.services.score import version_of

    return [
        {
            "group": group.group,
            "forecaster": group.group if scores.by == "forecaster" else None,
            "question": None,
            "rule": rule,
            "rule_version": version_of(rule, scores.dialect),
            "dialect": scores.dialect,
            "timing": scores.timing,
            "value": mean.value,
            "n": group.counts[rule].n,
            "questions": group.counts[rule].questions,
            "happened": group.happened,
            "expected": group.expected,
            "interval_low": mean.low,
            "interval_high": mean.high,
            "level": scores.level,
            "interval": scores.interval,
            "by": scores.by,
            "excluded": group.excluded,
            "clusters": group.counts[rule].clusters,
            "better": better(rule),
            "type": group.type,
            "unit": unit_of(rule) or group.unit,
            "coverage": group.coverage,
            "reading": scores.reading,
            "scale": scores.scale,
            "seed": scores.seed,
            "baseline": scores.baseline,
            **skill_keys(group, rule),
        }
        for group in scores.groups
        for rule, mean in group.means.items()
    ]


def skill_keys(group: "GroupScore", rule: str) -> dict[str, Any]:
    """The skill of a group under a rule; all None where no baseline was asked for."""
    skill = group.skill.get(rule)
    names = {"skill": "value", "skill_low": "low", "skill_high": "high", "skill_n": "n", "baseline_score": "reference"}
    return {key: skill and getattr(skill, name) for key, name in names.items()}


def summary_of(scores: "Scores") -> dict[str, Any]:
    """What the whole table counts and leaves out."""
    return {
        "n": scores.n,
        "excluded": scores.excluded,
        "hidden": scores.hidden,
        "min": scores.min_n,
        "dialect": scores.dialect,
        "timing": scores.timing,
        "reading": scores.reading,
        "scale": scores.scale,
        "not_in_scale": scores.not_in_scale,
        "interval": scores.interval,
        "level": scores.level,
        "seed": scores.seed,
        "baseline": scores.baseline,
        "as_of": scores.as_of,
        "evidence": scores.evidence,
        "rest": None if scores.rest is None else {"n": scores.rest.n, "scores": rows_of(scores.rest)},
    }


def lines_of(scores: "Scores") -> Iterator[str]:
    """The table as people read it: a line for each group of yes/no questions; then a table of all other types."""
    groups = [group for group in scores.groups if group.expected is not None]
    others = [group for group in scores.groups if group.expected is None]
    if groups:
        yield from table(_columns(scores, groups[0]), (_cells(scores, group) for group in groups))
    if groups and others:
        yield ""
    if others:
        yield from lines_of_types(scores, others)
    if not scores.n:
        yield "nothing to score yet"
    if scores.hidden:
        one = "group" if scores.by == "none" else scores.by
        hidden = some(scores.hidden, one) if scores.hidden == 1 else f"{scores.hidden} {NOUNS.get(one, f'{one}s')}"
        yield from wrapped(f"({hidden} with fewer than {some(scores.min_n, 'prediction')} not shown: --min 1)")
    yield from wrapped_notes(scores)
    yield from lines_of_grades(scores.evidence)
    if scores.rest is not None:
        yield from line_of_rest(scores.rest)
    yield from left_out(scores.excluded)
    yield from not_in_scale(scores.scale, scores.not_in_scale)


def wrapped_notes(scores: "Scores") -> Iterator[str]:
    """What else a reader must know: the conventions that are not the usual ones, and how few draws there were."""
    usual = (scores.timing, scores.dialect, scores.reading, scores.scale) == ("last", "ledger", "scored", None)
    if not usual:
        said = {"dialect": scores.dialect, "timing": scores.timing, "reading": scores.reading, "scale": scores.scale}
        yield from wrapped(", ".join(f"{name} {value}" for name, value in said.items() if value))
    if any(1 <= group.questions < FEW for group in scores.groups):
        yield from wrapped(f"fewer than {FEW} questions say little about anybody's skill")
    if any(group.skill[rule].value is None for group in scores.groups for rule in group.skill if group.n):
        yield from wrapped(f"no skill where {scores.baseline} is perfect, or a certain forecast was wrong")
    if any(group.n and group.clusters == 1 for group in scores.groups):
        yield from wrapped("no interval where all predictions share one question, series or text")


def _columns(scores: "Scores", group: "GroupScore") -> list[Column]:
    first, *rest = group.means
    return [
        Column(title="" if scores.by == "none" else scores.by, flexible=True),
        Column(title="n", right=True),
        Column(title="happened", right=True, spare=1),
        Column(title="expected", right=True, spare=1),
        Column(title=title_of(first), right=True),
        Column(title=f"{level_text(scores.level)} interval", right=True, spare=2),
        *(Column(title=title_of(rule), right=True) for rule in rest),
        *_skill_columns(scores, first),
        *([Column(title="coverage", right=True, spare=3)] if _covered(scores) else []),
    ]


def _cells(scores: "Scores", group: "GroupScore") -> list[str]:
    first, *rest = group.means
    mean = group.means[first]
    return [
        group.group,
        str(group.n),
        sum_text(group.happened or Decimal(0)),
        sum_text(group.expected or Decimal(0)),
        score_text(mean.value),
        interval_text(mean.low, mean.high),
        *(score_text(group.means[rule].value) for rule in rest),
        *(_skill_cells(group.skill[first]) if scores.baseline else []),
        *(["-" if group.coverage is None else f"{group.coverage:.0%}"] if _covered(scores) else []),
    ]


def _skill_columns(scores: "Scores", rule: str) -> list[Column]:
    if not scores.baseline:
        return []
    title = f"{rule} skill vs {scores.baseline}"
    return [Column(title=title, right=True), Column(title="interval", right=True, spare=2)]


def _skill_cells(skill: "Skill") -> list[str]:
    return [score_text(skill.value), interval_text(skill.low, skill.high)]


def _covered(scores: "Scores") -> bool:
    return any(group.coverage is not None for group in scores.groups if group.expected is not None)
