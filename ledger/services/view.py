"""How to look at the forecasts: which of them count, and what their words are taken to mean."""

from dataclasses import dataclass
from typing import Final

from ledger.core.reading import SCORED


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """`timing`, `reading` and `scale` as they are typed, and whether what was recorded late counts.

    `timing` is a name for `ledger.scoring.timing.read_timing`; `reading` names a reading of the deadlines; `scale`
    re-reads what was said in words, `NAME` or `NAME:low|mid|high` (None leaves each number as it was recorded);
    `rule_version` insists on that version of the rules.
    """

    timing: str = "last"
    reading: str = SCORED
    scale: str | None = None
    retrospective: bool = True
    rule_version: str | None = None

    @property
    def usual(self) -> bool:
        """Whether the tables of the present can answer: last forecasts, as they were recorded.

        >>> View().usual, View(timing="first").usual
        (True, False)
        """
        return self.timing == "last" and self.reading == SCORED and self.scale is None


USUAL: Final = View()
