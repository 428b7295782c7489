"""Spreads: how sure one can be of a mean score, by the clustered standard error or by the bootstrap."""

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, Protocol

from ledger.registry import unknown_name
from ledger.services.means import Mean, mean_of

Bounds = tuple[float, float]


class Spread(Protocol):
    """What every way to an interval offers."""

    def __call__(self, values: Sequence[float], *, clusters: Sequence[int], ids: Sequence[str], bounds: Bounds) -> Mean:
        """The mean of values with its interval; `clusters` and public `ids` of the questions stand beside them."""


def spread_named(name: str, *, level: Decimal, seed: int) -> Spread:
    """The way of that name at a level, with the seed of the bootstrap; an `InputError` that lists them for another.

    >>> spread_named("jackknife", level=Decimal("0.95"), seed=1)
    Traceback (most recent call last):
    ...
    ledger.registry._UnknownNameError: no interval is called 'jackknife'
    """
    if name not in SPREADS:
        raise unknown_name("interval", name, known=SPREADS)
    return SPREADS[name](level=level, seed=seed)


class _Maker(Protocol):
    def __call__(self, *, level: Decimal, seed: int) -> Spread: ...


def _clustered(*, level: Decimal, seed: int) -> Spread:
    del seed

    def mean(values: Sequence[float], *, clusters: Sequence[int], ids: Sequence[str], bounds: Bounds) -> Mean:
        del ids
        return mean_of(values, clusters=clusters, level=level, bounds=bounds)

    return mean


def _bootstrap(*, level: Decimal, seed: int) -> Spread:
    from ledger.calibration.bootstrap import interval_of_mean

    def mean(values: Sequence[float], *, clusters: Sequence[int], ids: Sequence[str], bounds: Bounds) -> Mean:
        del bounds
        value = math.fsum(values) / len(values)
        if not math.isfinite(value):
            return Mean(value=value, error=None, low=None, high=None)
        names = named_clusters(clusters, ids)
        sums: dict[str, list[float]] = {}
        for one, cluster in zip(values, clusters, strict=True):
            sums.setdefault(names[cluster], []).append(one)
        told = [(len(some), math.fsum(some)) for some in sums.values()]
        low, high, error = interval_of_mean(told, list(sums), level=level, seed=seed)
        return Mean(value=value, error=error, low=low, high=high)

    return mean


def named_clusters(clusters: Sequence[int], ids: Sequence[str]) -> dict[int, str]:
    """The public id by which each cluster is drawn: the least of its questions'.

    >>> named_clusters([0, 1, 0], ["q7", "m3", "k2"])
    {0: 'k2', 1: 'm3'}
    """
    names: dict[int, str] = {}
    for cluster, name in zip(clusters, ids, strict=True):
        names[cluster] = min(names.get(cluster, name), name)
    return names


SPREADS: Final[dict[str, _Maker]] = {"clustered": _clustered, "bootstrap": _bootstrap}
"""Every way to an interval by name."""
