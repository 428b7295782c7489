"""Telling how far something long has come: how many are done, and of how many."""

from collections.abc import Callable

Told = Callable[[int, int], None]
"""Hears how many are done, and of how many."""


def unheard(_done: int, _all: int) -> None:
    """Progress that nobody listens to."""
