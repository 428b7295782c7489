"""A history of probabilities in a word: a mark for each, higher for more."""

from collections.abc import Sequence
from typing import Final

BLOCKS: Final = "▁▂▃▄▅▆▇█"
TENS: Final = "0123456789"
LONGEST: Final = 24


def sparkline(probabilities: Sequence[float], *, longest: int = LONGEST, ascii_only: bool = False) -> str:
    """A mark for each probability, 0 to 1, oldest first, of the last `longest`; in ASCII the digit of its tens.

    The height is that of the probability itself, not of its place between the least and the greatest: 50 % is half
    high everywhere. Nothing for none.

    >>> sparkline([0.1, 0.5, 0.9, 1]), sparkline([0.1, 0.5, 0.9, 1], ascii_only=True)
    ('▁▅██', '1599')
    """
    marks = TENS if ascii_only else BLOCKS
    return "".join(marks[min(int(one * len(marks)), len(marks) - 1)] for one in probabilities[-longest:])
