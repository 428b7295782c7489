"""Clusters of predictions: what shares its fate is one draw of the world, however many numbers it brought."""

from collections.abc import Sequence
from typing import Final, Protocol

FEW_CLUSTERS: Final = 10
"""Below so many clusters their spread says too little about its own size: no test is made."""


class Kindred(Protocol):
    """What is read of a forecast: the key of its question, and its series and source, None where it has none."""

    @property
    def question_key(self) -> int:
        """The key of its question."""

    @property
    def series(self) -> str | None:
        """Its series."""

    @property
    def source(self) -> str | None:
        """The text it was said in."""


def clusters_of(rows: Sequence[Kindred]) -> list[int]:
    """The cluster of each: forecasts on one question, of one series, or said in one text, belong together."""
    from ledger.calibration.clusters import joined

    return joined([(one.question_key, one.series, one.source) for one in rows])
