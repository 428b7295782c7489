"""What judges said of a question: the last word of each, and whether these differ."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ledger.core.resolution import Resolution


def last_words(resolutions: Iterable[Resolution]) -> dict[str, Resolution]:
    """Each judge's last decision since the question was last reopened, from its resolutions in order.

    The judge who spoke last comes last. What a machine made is nobody's word.
    """
    found: dict[str, Resolution] = {}
    for one in resolutions:
        if one.verdict == "reopened":
            found.clear()
        elif one.judge is not None:
            found.pop(one.judge, None)
            found[one.judge] = one
    return found


def verdict_of(resolution: Resolution) -> tuple[str, str | None]:
    """What two judges agree or differ about: the verdict, and the outcome where it has one."""
    return resolution.verdict, resolution.outcome


def contested(resolutions: Iterable[Resolution]) -> bool:
    """Whether the last words of the judges differ, from a question's resolutions in order."""
    return len(set(map(verdict_of, last_words(resolutions).values()))) > 1
