"""Summary: what a table lets one conclude, with errors that know what goes together, nulls, and a verdict."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from ledger.calibration.bins import CENTRED
from ledger.calibration.details import bin_details
from ledger.calibration.intervals import DEFAULT_LEVEL
from ledger.calibration.sentences import Evidence, Stage, Verdict, remarks, stage_of, verdict
from ledger.calibration.spiegelhalter import certain_and_wrong
from ledger.calibration.summary import Statistic, summarise
from ledger.calibration.tally import Tally
from ledger.services.clustered import by_clusters, by_time, thinned
from ledger.services.clustering import FEW_CLUSTERS, clusters_of
from ledger.services.independent import by_student, exact_means
from ledger.services.nulled import QUICK, RESAMPLES, Draws, Statistics, with_nulls
from ledger.services.tallying import Count
from ledger.store.kinship import Kin


@dataclass(frozen=True, slots=True, kw_only=True)
class Inference:
    """How to judge: the seed of all draws, how many (None: as many as are quick), and what to tell besides.

    `expected_error` asks for the expected calibration error, which always brings its null; `budget` is how many draws
    of a count are quick.
    """

    seed: int = 1
    resamples: int | None = None
    expected_error: bool = False
    budget: int = QUICK


QUICKLY: Final = Inference()

TESTS: Final = ("brier_miscalibration", "in_the_large", "cox_slope", "cox_intercept", "spiegelhalter_z")
"""The tests on which a verdict rests, all of them that are made."""

TWO_VARIANCES: Final = (
    "p takes the variance that outcomes have if every probability is right, the interval the one that they show"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The statistics of a table and what may be said of them.

    Its forecasts are on `questions` questions in `clusters` clusters; `resamples` were drawn for the nulls, None if
    none, and `drawn` says for which of them how many.
    """

    statistics: tuple[Statistic, ...]
    questions: int
    clusters: int
    verdict: Verdict
    remarks: tuple[str, ...]
    seed: int
    resamples: int | None
    drawn: Mapping[str, int] = field(default_factory=dict)


def summary_of(
    count: Count,
    *,
    bins: str = CENTRED.name,
    level: Decimal = DEFAULT_LEVEL,
    inference: Inference = QUICKLY,
) -> Summary:
    """The summary of what a table counts; where its `kin` is None, each forecast is taken to be alone.

    Where forecasts share a question, a series or a source text, errors and tests are by clusters, and there is none
    below 10 of them. Miscalibration and calibration errors come with what a perfect forecaster would get, else not.
    """
    clusters = [] if count.kin is None else clusters_of(count.kin)
    groups = count.tally.n if count.kin is None else len(set(clusters))
    questions = groups if count.kin is None else len({one.question_key for one in count.kin})
    draws = _draws(count, clusters, groups, bins, inference)
    if count.held is not None:
        found = by_time(count.held, clusters, level=level)
    else:
        found = _found(count, clusters, draws, level, inference)
    nulls = {} if count.held is not None else {
        name: times for name, one in found.items() if one.null_mean is not None and (times := draws.times_of(name))
    }  # fmt: skip
    word = verdict(questions=min(questions, groups), evidence=_evidence(found, count, groups, draws))
    return Summary(
        statistics=tuple(found.values()),
        questions=questions,
        clusters=groups,
        verdict=word,
        remarks=_remarks(count.tally, questions, word, level, alone=groups == count.tally.n),
        seed=inference.seed,
        resamples=None if count.held is not None else draws.times,
        drawn=nulls,
    )


def _draws(count: Count, clusters: Sequence[int], groups: int, bins: str, inference: Inference) -> Draws:
    draws = Draws(
        tally=count.tally, bins=bins, seed=inference.seed, resamples=inference.resamples, budget=inference.budget
    )
    return _of_clusters(draws, count.kin, clusters, groups) if count.kin and groups < count.tally.n else draws


def _found(count: Count, clusters: Sequence[int], draws: Draws, level: Decimal, inference: Inference) -> Statistics:
    found: Statistics = {one.metric: one for one in summarise(count.tally, bins=draws.bins, level=level)}
    found |= {name: replace(found[name], value=value) for name, value in exact_means(count.tally).items()}
    found["log"] = _rounded(found["log"], count.tally)
    found["log_floored"] = _unfloored(found["log_floored"], found["log"])
    if count.kin and draws.note:
        found = by_clusters(found, count.kin, clusters, level=level, resamples=inference.resamples, seed=inference.seed)
    else:
        found = by_student(found, count.tally.n, level=level)
    found["in_the_large"] = _explained(found["in_the_large"], level)
    return with_nulls(found, draws, expected_error=inference.expected_error)


def _rounded(log: Statistic, tally: Tally) -> Statistic:
    """With a note where what was said may lie nearer to 0 or 1 than a tally can tell."""
    nearest = sum(n for (p_ppm, _), n in tally.items() if p_ppm in {1, tally.UNIT - 1})
    said = f"said within a millionth of 0 or 1, and counted as that far from it: {nearest}" if nearest else None
    return replace(log, note="; ".join(filter(None, (log.note, said))) or None)


def _unfloored(floored: Statistic, log: Statistic) -> Statistic:
    """Where the floor touches nothing, the same number to the last digit."""
    same = floored.value is not None and log.value is not None and math.isclose(floored.value, log.value, rel_tol=1e-12)
    return replace(floored, value=log.value) if same else floored


def _explained(large: Statistic, level: Decimal) -> Statistic:
    """With a note where test and interval disagree, which have different variances."""
    if large.p_value is None or large.interval_low is None or large.interval_high is None:
        return large
    holds, likely = large.interval_low <= 0 <= large.interval_high, large.p_value >= 1 - level
    return large if holds == likely else replace(large, note="; ".join(filter(None, (large.note, TWO_VARIANCES))))


def _of_clusters(draws: Draws, kin: Sequence[Kin], clusters: Sequence[int], groups: int) -> Draws:
    return replace(
        draws,
        tally=thinned(kin, clusters),
        tested=groups >= FEW_CLUSTERS,
        note=f"null and p of one forecast from each of {groups} clusters",
    )


def _evidence(found: Statistics, count: Count, groups: int, draws: Draws) -> Evidence:
    def told(metric: str) -> float | None:
        return found[metric].value if metric in found else None

    likely, unlikely = halves_of(count.tally)
    return Evidence(
        p_values={name: p for name in TESTS if name in found and (p := found[name].p_value) is not None},
        slope=told("cox_slope"),
        large=told("in_the_large"),
        z=told("spiegelhalter_z"),
        likely=likely,
        unlikely=unlikely,
        draws=draws.times,
        untested=_untested(count, groups, draws),
        certain_wrong=certain_and_wrong(count.tally),
    )


def _untested(count: Count, groups: int, draws: Draws) -> str | None:
    if groups < FEW_CLUSTERS and not draws.tested:
        return f"fewer than {FEW_CLUSTERS} clusters are not tested"
    if count.held is not None:
        return "by time there is no test of miscalibration"
    return None if draws.times else f"no test of miscalibration: --resamples {RESAMPLES}"


def halves_of(tally: Tally) -> tuple[float | None, float | None]:
    """The sums of y - p over what was said above 50 % and below; None where nothing was.

    >>> halves_of(Tally({(750_000, 1_000_000): 2, (750_000, 0): 2, (500_000, 0): 7}))
    (-1.0, None)
    """
    cells, unit = tally.by_probability(), tally.UNIT
    halves = ([one for one in cells if 2 * one.p_ppm > unit], [one for one in cells if 2 * one.p_ppm < unit])
    likely, unlikely = (
        sum(one.happened - one.n * one.p_ppm for one in some) / unit if some else None for some in halves
    )
    return likely, unlikely


def _remarks(tally: Tally, questions: int, word: Verdict, level: Decimal, *, alone: bool) -> tuple[str, ...]:
    # What is to be expected of a row is known for forecasts of which each is alone.
    few = alone and stage_of(questions) is Stage.COUNTS
    rows = bin_details(tally, bins="stated", level=level) if few else ()
    return remarks(rows, questions=questions, verdict=word, certain_wrong=certain_and_wrong(tally))
