"""What the numbers of a report say: mean scores and calibration, of everything and of each forecaster."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ledger.core.query import Term
from ledger.services.conclude import Concluded, Conclusions, conclude
from ledger.services.score import Asked, Scores, scores
from ledger.services.summing import GroupScore
from ledger.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """The mean scores and the calibration of everything in a report, and of each forecaster by name."""

    scores: Scores
    conclusions: Conclusions
    of_forecasters: Mapping[str, Sequence[GroupScore]]

    @property
    def binary(self) -> GroupScore | None:
        """The mean scores of yes/no questions; None where none is scored."""
        return next((one for one in self.scores.groups if one.type == "binary" and "brier" in one.means), None)

    @property
    def whole(self) -> Concluded:
        """The calibration of everything."""
        return self.conclusions.whole

    def binary_of(self, forecaster: str) -> GroupScore | None:
        """The mean scores of a forecaster's yes/no questions; None where none is scored."""
        found = self.of_forecasters.get(forecaster, ())
        return next((one for one in found if one.type == "binary" and "brier" in one.means), None)

    def calibration_of(self, forecaster: str) -> Concluded | None:
        """The calibration of one forecaster; None where nothing of theirs counts."""
        return next((one for one in self.conclusions.groups if one.table.group == forecaster), None)


def measure(snapshot: Snapshot, terms: Sequence[Term]) -> Measures:
    """The measures of what matches the terms."""
    of_forecasters: dict[str, list[GroupScore]] = {}
    for one in scores(snapshot, terms, Asked(by="forecaster")).groups:
        of_forecasters.setdefault(one.group, []).append(one)
    return Measures(
        scores=scores(snapshot, terms),
        conclusions=conclude(snapshot, terms, by="forecaster"),
        of_forecasters=of_forecasters,
    )
