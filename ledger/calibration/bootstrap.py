"""The cluster bootstrap by hashed Poisson weights: the same replicates on every store, machine and day.

Replicate b counts cluster q as often as a Poisson variable of mean 1 says, drawn from (a_b h_q + c_b) mod 2147483647.
h_q is a hash of the cluster's public id, so neither the order of the rows nor the way they are split can show.
"""

from __future__ import annotations

import math
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, NamedTuple

from ledger.calibration.tally import Key, Tally
from ledger.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from decimal import Decimal

    import numpy as np
    from numpy.typing import NDArray

PRIME: Final = 2_147_483_647
"""2^31 - 1: products of two remainders stay below 2^62, inside the integers of every database."""

THRESHOLDS: Final = (
    790015084,
    1580030168,
    1975037710,
    2106706891,
    2139624186,
    2146207645,
    2147304888,
    2147461638,
    2147481231,
    2147483408,
    2147483626,
    2147483646,
)
"""A cluster counts as often as there are thresholds at or below its remainder: PRIME (1 + 1 + 1/2 + 1/6 ...) / e."""

REPLICATES: Final = 1000
SEED: Final = 1

_BITS = 62


class Spread(NamedTuple):
    """An interval and a standard error from replicates; None where they cannot be told."""

    low: float | None
    high: float | None
    error: float | None


def hash31(name: str) -> int:
    """The hash of a public id, from 0 to 2147483646: BLAKE2b of 8 bytes, big-endian, modulo 2^31 - 1.

    >>> hash31("q7bd2kmw9xzp")
    297041450
    """
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest()) % PRIME


def factors(replicate: int, *, seed: int = SEED) -> tuple[int, int]:
    """The pair (a, c) of a replicate, a from 1 and c from 0 to 2147483646, out of BLAKE2b of "seed/replicate".

    >>> factors(0, seed=1)
    (2050757493, 271240549)
    """
    drawn = blake2b(f"{seed}/{replicate}".encode(), digest_size=16).digest()
    return 1 + int.from_bytes(drawn[:8]) % (PRIME - 1), int.from_bytes(drawn[8:]) % PRIME


def weights(ids: Sequence[str], *, replicates: int = REPLICATES, seed: int = SEED) -> Iterator[NDArray[np.int64]]:
    """How often each cluster counts, replicate by replicate: vectors as long as `ids`, of integers 0 to 12, mean 1.

    Two clusters are independent of each other, which the variance of a sum needs; see Carter and Wegman (1979),
    doi 10.1016/0022-0000(79)90044-8, for the hash and Chamandy et al. (2012) for the Poisson bootstrap. An `InputError`
    unless there are at least 2 replicates.

    >>> [vector.tolist() for vector in weights(["a", "b", "c"], replicates=2)]
    [[2, 1, 4], [1, 1, 1]]
    """
    import numpy as np

    if replicates < 2:
        raise InputError(f"{replicates} replicates show no spread", hint="at least 2; 1000 is usual")
    hashes = np.array([hash31(name) for name in ids], dtype=np.int64)
    thresholds = np.array(THRESHOLDS, dtype=np.int64)
    for replicate in range(replicates):
        a, c = factors(replicate, seed=seed)
        yield np.searchsorted(thresholds, (a * hashes + c) % PRIME, side="right")


def spread(values: Iterable[float | None], *, level: Decimal) -> Spread:
    """The percentile interval and the standard deviation of replicates, those that are not defined left out.

    The share outside is split evenly; between two replicates the interval is linear. All None where fewer than two
    replicates are defined, or where all are equal: replicates that cannot differ say nothing about certainty.

    >>> from decimal import Decimal
    >>> spread([4.0, 1.0, 2.0, 3.0, 5.0], level=Decimal("0.5"))
    Spread(low=2.0, high=4.0, error=1.5811388300841898)
    >>> spread([1.0, 1.0], level=Decimal("0.5"))
    Spread(low=None, high=None, error=None)
    """
    kept = sorted(value for value in values if value is not None)
    if not 0 < level < 1:
        raise InputError(f"{level} is no level of an interval", hint="give a number between 0 and 1, such as 0.95")
    if len(kept) < 2 or kept[0] == kept[-1]:
        return Spread(None, None, None)
    tail = float((1 - level) / 2)
    mean = math.fsum(kept) / len(kept)
    error = math.sqrt(math.fsum((value - mean) ** 2 for value in kept) / (len(kept) - 1))
    return Spread(_quantile(kept, tail), _quantile(kept, 1 - tail), error)


def _quantile(ordered: Sequence[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def interval(
    statistic: Callable[[Tally], float | None],
    tallies: Sequence[Tally],
    ids: Sequence[str],
    *,
    level: Decimal,
    replicates: int = REPLICATES,
    seed: int = SEED,
) -> Spread:
    """The percentile interval of any statistic of a tally, from the tally of each cluster and the cluster's public id.

    A replicate is the sum of the tallies, each as often as its cluster counts; one that draws no cluster, or on which
    the statistic is None, is left out. All None for fewer than two clusters. An `InputError` where ids and tallies do
    not match or an id comes twice.

    >>> from decimal import Decimal
    >>> clusters = [Tally({(700_000, y): 1}) for y in (0, 1_000_000, 1_000_000, 1_000_000)]
    >>> rate = lambda tally: float(tally.happened) / tally.n
    >>> interval(rate, clusters, ["a", "b", "c", "d"], level=Decimal("0.9"), replicates=200).high
    1.0
    """
    import numpy as np

    _check(ids, len(tallies))
    if len(ids) < 2:
        return Spread(None, None, None)
    cells: list[Key] = sorted({cell for tally in tallies for cell, _ in tally.items()})
    places = {cell: place for place, cell in enumerate(cells)}
    where = [(cluster, places[cell], n) for cluster, tally in enumerate(tallies) for cell, n in tally.items()]
    owners, columns, counts = np.array(where, dtype=np.int64).reshape(-1, 3).T

    def replicate(drawn: NDArray[np.int64]) -> float | None:
        sums = np.zeros(len(cells), dtype=np.int64)
        np.add.at(sums, columns, drawn[owners] * counts)
        tally = Tally(dict(zip(cells, sums.tolist(), strict=True)))
        return statistic(tally) if tally.n else None

    return spread(map(replicate, weights(ids, replicates=replicates, seed=seed)), level=level)


def interval_of_mean(
    sums: Sequence[tuple[int, float]],
    ids: Sequence[str],
    *,
    level: Decimal,
    replicates: int = REPLICATES,
    seed: int = SEED,
) -> Spread:
    """The percentile interval of a mean, from (how many values, their finite sum) of each cluster and its public id.

    Like `interval`, and faster. Sums are scaled to integers, so that adding them up gives the same bits everywhere.

    >>> from decimal import Decimal
    >>> low, high, error = interval_of_mean([(1, 0.1), (2, 0.5), (1, 0.9)], ["a", "b", "c"], level=Decimal("0.9"))
    >>> low < 0.375 < high
    True
    """
    import numpy as np

    _check(ids, len(sums))
    if len(ids) < 2:
        return Spread(None, None, None)
    for (_, total), name in zip(sums, ids, strict=True):
        if not math.isfinite(total):
            raise InputError(f"the sum of {name} is {total}: an interval needs finite values")
    counts = np.array([n for n, _ in sums], dtype=np.int64)
    whole, scale = _whole([total for _, total in sums])

    def replicate(drawn: NDArray[np.int64]) -> float | None:
        n = int(drawn @ counts)
        return int(drawn @ whole) / (n * scale) if n else None

    return spread(map(replicate, weights(ids, replicates=replicates, seed=seed)), level=level)


def _whole(values: Sequence[float]) -> tuple[NDArray[np.int64], float]:
    # Integers in units of a power of two, small enough that no weighted sum of them leaves 63 bits.
    import numpy as np

    room = _BITS - (len(values) * len(THRESHOLDS)).bit_length()
    scale = math.ldexp(1.0, room - math.frexp(max(map(abs, values)))[1])
    return np.array([round(value * scale) for value in values], dtype=np.int64), scale


def _check(ids: Sequence[str], clusters: int) -> None:
    if len(ids) != clusters:
        raise InputError(f"{len(ids)} ids for {clusters} clusters: give the public id of each")
    if len(set(ids)) != len(ids):
        raise InputError("an id comes twice", hint="put the rows of one id into one cluster")
