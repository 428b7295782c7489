"""Histories in days, as the cases of the dialects describe them."""

from collections.abc import Iterable

from ledger.scoring.history import History, Said

ROSETTA = [("A", 0.6, 0), ("A", 0.8, 4), ("B", 0.3, 1)]


def history(said: Iterable[tuple[str, float, float]], *, ended: float, closes: float | None = None) -> History:
    """A question that came out yes, open from day 0; what was said is (forecaster, probability, day)."""
    return History(
        question="q",
        opened=0,
        closes=ended if closes is None else closes,
        ended=ended,
        outcome=1,
        said=[Said(forecaster=who, probability=p, start=day) for who, p, day in said],
        day=1,
    )
