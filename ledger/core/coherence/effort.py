"""How much may be worked before a search gives up: counted in steps, never in seconds, so that answers are the same."""

from dataclasses import dataclass


class EffortSpentError(Exception):
    """The search is too large for its effort; never leaves `ledger.core.coherence`."""


@dataclass(slots=True, kw_only=True)
class Effort:
    """Steps that are left."""

    left: int

    def spend(self, steps: int) -> None:
        """Take steps away; `EffortSpentError` where none are left."""
        self.left -= steps
        if self.left < 0:
            raise EffortSpentError
