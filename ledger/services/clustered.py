"""Clustered: the same statistics with errors and tests that know which forecasts share their fate."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from ledger.calibration.auc import auc
from ledger.calibration.bootstrap import hash31, interval
from ledger.calibration.clusters import cox_clustered, in_the_large_clustered, spiegelhalter_clustered
from ledger.calibration.distributions import student_quantile, student_tails
from ledger.calibration.means import floored_log_score, mean_score
from ledger.calibration.summary import Statistic
from ledger.calibration.tally import Tally
from ledger.core.numbers import MILLION
from ledger.scoring import RULES
from ledger.services.clustering import FEW_CLUSTERS
from ledger.services.means import Mean, mean_of
from ledger.services.nulled import Statistics
from ledger.services.spread import named_clusters
from ledger.services.tallying import Held
from ledger.store.kinship import Kin

ALIKE: Final = "no interval: nothing differs between questions or clusters"
OFFSET: Final = "no interval: in each cluster the forecasts offset one another"
CLUSTERED: Final = "cluster"
BOOTSTRAPPED: Final = "poisson_bootstrap"


def thinned(kin: Sequence[Kin], clusters: Sequence[int]) -> Tally:
    """One forecast from each cluster, by the hash of its question, forecaster and time, never by what came of it.

    Every forecast of a cluster is as likely to be the one, and the order in which they were recorded is nothing to it.
    """
    first: dict[int, tuple[tuple[object, ...], Kin]] = {}
    for one, cluster in zip(kin, clusters, strict=True):
        key = (hash31(f"{one.question}/{one.forecaster}/{one.made}"), one.question, one.forecaster, one.made, one.p_ppm)
        if cluster not in first or key < first[cluster][0]:
            first[cluster] = key, one
    return Tally.from_rows((one.p_ppm, one.y_ppm, 1) for _, one in first.values())


def by_clusters(
    found: Statistics,
    kin: Sequence[Kin],
    clusters: Sequence[int],
    *,
    level: Decimal,
    resamples: int | None = None,
    seed: int = 1,
) -> Statistics:
    """The statistics with errors, intervals and p-values by clusters; values stay as they are.

    Means take the cluster-robust error, the line of Cox the sandwich, both tests the variance that the clusters show.
    The area under the curve has no error but by the bootstrap, which `resamples` asks for. Below 10 clusters nothing
    is tested, and the note says so.
    """
    rows = [(cluster, one.p_ppm, one.y_ppm) for one, cluster in zip(kin, clusters, strict=True)]
    changed = {
        **{metric: _mean(found[metric], kin, clusters, level) for metric in ("brier", "log", "log_floored")},
        **_large(found, rows, kin, clusters, level),
        **_line(found, rows, level),
        "auc": _area(found["auc"], kin, clusters, level, resamples, seed),
    }
    groups = len(set(clusters))
    told = {**found, **changed}
    if groups >= FEW_CLUSTERS:
        return told
    why = f"no test: {groups} cluster{'' if groups == 1 else 's'}"
    tested = {name for name, one in found.items() if one.p_value is not None}
    return {**told, **{name: replace(told[name], p_value=None, note=_joined(told[name].note, why)) for name in tested}}


def _mean(one: Statistic, kin: Sequence[Kin], clusters: Sequence[int], level: Decimal) -> Statistic:
    rule = one.metric.removesuffix("_floored")
    scores = {key: _score(one.metric, *key) for key in {(row.p_ppm, row.y_ppm) for row in kin}}
    values = [scores[row.p_ppm, row.y_ppm] for row in kin]
    return _with_mean(one, mean_of(values, clusters=clusters, level=level, bounds=RULES[rule].BOUNDS))


def _score(metric: str, p_ppm: int, y_ppm: int) -> float:
    alone = Tally({(p_ppm, y_ppm): 1})
    found = floored_log_score(alone) if metric == "log_floored" else mean_score(alone, rule=metric)
    return 0.0 if found.value is None else found.value


def _with_mean(one: Statistic, mean: Mean) -> Statistic:
    alike = ALIKE if mean.error == 0 else None
    return replace(
        one,
        note=_joined(one.note, alike),
        error=mean.error,
        error_method=None if mean.error is None else CLUSTERED,
        interval_low=mean.low,
        interval_high=mean.high,
    )


def _large(
    found: Statistics, rows: Sequence[tuple[int, int, int]], kin: Sequence[Kin], clusters: Sequence[int], level: Decimal
) -> Statistics:
    mean = mean_of([(one.y_ppm - one.p_ppm) / MILLION for one in kin], clusters=clusters, level=level, bounds=(-1, 1))
    large, spread = in_the_large_clustered(rows), spiegelhalter_clustered(rows)
    return {
        "in_the_large": replace(_with_mean(found["in_the_large"], mean), p_value=large.p_value),
        "spiegelhalter_z": replace(found["spiegelhalter_z"], value=spread.z, p_value=spread.p_value),
    }


def _line(found: Statistics, rows: Sequence[tuple[int, int, int]], level: Decimal) -> Statistics:
    line = cox_clustered(rows, level=level)
    clusters = len({cluster for cluster, p_ppm, _ in rows if 0 < p_ppm < MILLION})
    errors = (None, None) if line is None else (line.slope_error, line.intercept_error)
    return {
        "cox_slope": _fitted(found["cox_slope"], errors[0], clusters, 1, level),
        "cox_intercept": _fitted(found["cox_intercept"], errors[1], clusters, 0, level),
        # Its test is that of `in_the_large`, on the scale of log odds.
        "intercept_in_the_large": _bare(found["intercept_in_the_large"]),
    }


def _bare(one: Statistic) -> Statistic:
    return replace(one, error=None, error_method=None, interval_low=None, interval_high=None, p_value=None)


def _fitted(one: Statistic, error: float | None, clusters: int, perfect: int, level: Decimal) -> Statistic:
    if one.value is None:
        return _bare(one)
    if not error:
        return replace(_bare(one), note=_joined(one.note, OFFSET if clusters > 1 else "no interval: 1 cluster"))
    reach = student_quantile(level, df=clusters - 1) * error
    return replace(
        one,
        error=error,
        error_method=CLUSTERED,
        interval_low=one.value - reach,
        interval_high=one.value + reach,
        p_value=student_tails((one.value - perfect) / error, df=clusters - 1),
    )


def _area(
    one: Statistic, kin: Sequence[Kin], clusters: Sequence[int], level: Decimal, resamples: int | None, seed: int
) -> Statistic:
    bare = _bare(one)
    if one.value is None:
        return bare
    if resamples is None:
        return replace(bare, note=_joined(bare.note, "no interval without the bootstrap: ask for resamples"))
    names = named_clusters(clusters, [row.question for row in kin])
    parts: defaultdict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for row, cluster in zip(kin, clusters, strict=True):
        parts[cluster].append((row.p_ppm, row.y_ppm, 1))
    low, high, error = interval(
        auc,
        [Tally.from_rows(some) for some in parts.values()],
        [names[cluster] for cluster in parts],
        level=level,
        replicates=resamples,
        seed=seed,
    )
    return replace(
        bare, error=error, error_method=BOOTSTRAPPED if error else None, interval_low=low, interval_high=high
    )


def _joined(*notes: str | None) -> str | None:
    return "; ".join(filter(None, notes)) or None


def by_time(held: Sequence[Held], clusters: Sequence[int], *, level: Decimal) -> Statistics:
    """What can be told by time: both mean scores, and calibration in the large, as means over predictions.

    Each prediction weighs alike and is the mean of what it said over the time for which it said it. A prediction
    passes through many probabilities with one outcome, so nothing else here has a test.
    """
    found = {}
    for metric in ("brier", "log"):
        values = [_over_time(one, metric) for one in held]
        found[metric] = _timed(metric, values, clusters, level, RULES[metric].BOUNDS)
    gaps = [_gap(one) for one in held]
    large = _timed("in_the_large", gaps, clusters, level, (-1, 1))
    groups = len(set(clusters))
    if large.error and groups >= FEW_CLUSTERS:
        large = replace(large, p_value=student_tails((large.value or 0) / large.error, df=groups - 1))
    return {**found, "in_the_large": large}


def _timed(
    metric: str, values: Sequence[float], clusters: Sequence[int], level: Decimal, bounds: tuple[float, float]
) -> Statistic:
    if not values:
        return Statistic(metric=metric, value=None, note="no forecasts")
    mean = mean_of(values, clusters=clusters, level=level, bounds=bounds)
    return _with_mean(Statistic(metric=metric, value=mean.value, note="by time"), mean)


def _over_time(held: Held, metric: str) -> float:
    total = sum(seconds for _, _, seconds in held.shares)
    return math.fsum(_score(metric, p_ppm, y_ppm) * seconds for p_ppm, y_ppm, seconds in held.shares) / total


def _gap(held: Held) -> float:
    total = sum(seconds for _, _, seconds in held.shares)
    return sum((y_ppm - p_ppm) * seconds for p_ppm, y_ppm, seconds in held.shares) / (total * MILLION)
