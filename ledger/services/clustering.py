"""Clusters of predictions: what shares its fate is one draw of the world, however many numbers it brought."""

from collections.abc import Sequence

from ledger.services.judging import Judged


def clusters_of(judged: Sequence[Judged]) -> list[int]:
    """The cluster of each: predictions on one question, of one series, or said in one text, belong together."""
    from ledger.calibration.clusters import joined

    return joined([(one.row.question_key, one.row.series, one.row.source) for one in judged])
