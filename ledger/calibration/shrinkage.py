"""Shrinkage: noisy values drawn towards their average."""

import math
from collections.abc import Sequence

_FEWEST = 3


def shrunk(found: Sequence[tuple[float | None, float | None]]) -> list[float | None]:
    """Values drawn towards their average, the more the greater their error: m + (x - m) t / (t + e^2).

    From rows (value x, standard error e). t is how much the true values vary, by the moments of DerSimonian and Laird
    (1986), doi 10.1016/0197-2456(86)90046-2, not below 0, and m the mean by weights 1 / (t + e^2). All None for fewer
    than three rows, or where a value or an error above 0 is missing.

    >>> [round(x, 3) for x in shrunk([(0.1, 0.05), (0.2, 0.05), (0.6, 0.1)])]
    [0.113, 0.206, 0.527]
    >>> shrunk([(0.1, 0.05), (0.2, 0.05)])
    [None, None]
    """
    rows = [(x, error**2) for x, error in found if x is not None and error]
    if len(rows) < len(found) or len(rows) < _FEWEST:
        return [None] * len(found)
    heavy = [1 / variance for _, variance in rows]
    total = math.fsum(heavy)
    middle = math.fsum(w * x for w, (x, _) in zip(heavy, rows, strict=True)) / total
    scatter = math.fsum(w * (x - middle) ** 2 for w, (x, _) in zip(heavy, rows, strict=True))
    between = (scatter - (len(rows) - 1)) / (total - math.fsum(w * w for w in heavy) / total)
    true = max(between, 0.0)
    heavy = [1 / (true + variance) for _, variance in rows]
    middle = math.fsum(w * x for w, (x, _) in zip(heavy, rows, strict=True)) / math.fsum(heavy)
    return [middle + (x - middle) * true / (true + variance) for x, variance in rows]
