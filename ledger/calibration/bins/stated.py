"""A bin for each probability that was said."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedBins:
    """A bin for each probability that was said; its number is the probability in parts per million."""

    name: str = "stated"
    folds: bool = False

    def place(self, p_ppm: int) -> int:
        """The bin is the probability itself."""
        return p_ppm

    def bounds(self, number: int) -> tuple[int, int]:
        """Both edges are the probability itself."""
        return number, number


STATED = StatedBins()
