"""Summary: what a table lets one conclude, with errors that know what goes together, nulls, and a verdict."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from ledger.calibration.bins import CENTRED
from ledger.calibration.details import bin_details
from ledger.calibration.intervals import DEFAULT_LEVEL
from ledger.calibration.sentences import Stage, Verdict, remarks, stage_of, verdict
from ledger.calibration.spiegelhalter import certain_and_wrong
from ledger.calibration.summary import Statistic, summarise
from ledger.calibration.tally import Tally
from ledger.services.clustered import FEW_CLUSTERS, by_clusters, by_time, clusters_of, thinned
from ledger.services.nulled import QUICK, Draws, Statistics, with_nulls
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The statistics of a table and what may be said of them.

    Its forecasts are on `questions` questions in `clusters` clusters; `resamples` were drawn for the nulls, None if
    none.
    """

    statistics: tuple[Statistic, ...]
    questions: int
    clusters: int
    verdict: Verdict
    remarks: tuple[str, ...]
    seed: int
    resamples: int | None


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
    if count.held is not None:
        found, drawn = by_time(count.held, clusters, level=level), None
    else:
        found, drawn = _found(count, clusters, groups, bins, level, inference)
    word = _verdict(found, min(questions, groups), certain_and_wrong(count.tally))
    return Summary(
        statistics=tuple(found.values()),
        questions=questions,
        clusters=groups,
        verdict=word,
        remarks=_remarks(count.tally, questions, word, level, alone=groups == count.tally.n),
        seed=inference.seed,
        resamples=drawn,
    )


def _found(
    count: Count, clusters: Sequence[int], groups: int, bins: str, level: Decimal, inference: Inference
) -> tuple[Statistics, int | None]:
    found: Statistics = {one.metric: one for one in summarise(count.tally, bins=bins, level=level)}
    draws = Draws(
        tally=count.tally, bins=bins, seed=inference.seed, resamples=inference.resamples, budget=inference.budget
    )
    if count.kin and groups < count.tally.n:
        found = by_clusters(found, count.kin, clusters, level=level, resamples=inference.resamples, seed=inference.seed)
        draws = _of_clusters(draws, count.kin, clusters, groups)
    return with_nulls(found, draws, expected_error=inference.expected_error), draws.times


def _of_clusters(draws: Draws, kin: Sequence[Kin], clusters: Sequence[int], groups: int) -> Draws:
    return replace(
        draws,
        tally=thinned(kin, clusters),
        tested=groups >= FEW_CLUSTERS,
        note=f"null and p of one forecast from each of {groups} clusters",
    )


def _verdict(found: Statistics, questions: int, wrong: int) -> Verdict:
    def told(metric: str, name: str = "value") -> float | None:
        value: float | None = getattr(found.get(metric), name, None)
        return value

    return verdict(
        questions=questions,
        p_value=told("brier_miscalibration", "p_value"),
        slope=told("cox_slope"),
        z=told("spiegelhalter_z"),
        certain_wrong=wrong,
    )


def _remarks(tally: Tally, questions: int, word: Verdict, level: Decimal, *, alone: bool) -> tuple[str, ...]:
    # What is to be expected of a row is known for forecasts of which each is alone.
    few = alone and stage_of(questions) is Stage.COUNTS
    rows = bin_details(tally, bins="stated", level=level) if few else ()
    return remarks(rows, questions=questions, verdict=word, certain_wrong=certain_and_wrong(tally))
