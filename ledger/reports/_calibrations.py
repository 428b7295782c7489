"""What the tables about calibration share: the calibrations that were asked for, and what every row says of them."""

from collections.abc import Mapping, Sequence
from typing import Final

from ledger.core.query import Term
from ledger.reports import Choices
from ledger.reports._frame import Kind, Scalar
from ledger.scoring import RULES
from ledger.services.calibrate import Calibration, Choice, calibrate_by, calibrated
from ledger.services.conclude import Concluded, conclude, entrants_of, widened, with_kin
from ledger.services.summary import Inference
from ledger.store.snapshot import Snapshot

CONTEXT: Final[Mapping[str, Kind]] = {
    "dialect": "text",
    "timing": "text",
    "reading": "text",
    "scale": "text",
    "fold": "flag",
    "include": "text",
    "retrospective": "flag",
    "filters": "text",
    "group": "text",
    "counted": "integer",
    "left_out": "integer",
    "as_of": "integer",
}
"""The last columns of every such table: by which rules, over what, and how many predictions are in and out."""

RULE: Final[Mapping[str, Kind]] = {"rule": "text", "rule_version": "text"}
BRIER: Final[tuple[Scalar, ...]] = ("brier", RULES["brier"].RULE_VERSION)


def context_of(table: Calibration, choices: Choices) -> tuple[Scalar, ...]:
    """The cells of `CONTEXT` for the rows of one calibration."""
    left_out = sum(table.excluded.values())
    return (table.dialect, *context(choices, table.group, counted=table.n, left_out=left_out), table.as_of)


def context(choices: Choices, group: str, *, counted: int, left_out: int) -> tuple[Scalar, ...]:
    """The cells of `CONTEXT` but for the first and the last."""
    return (
        choices.view.timing,
        choices.view.reading,
        choices.view.scale,
        choices.fold,
        ",".join(sorted(choices.include)) or None,
        choices.retrospective,
        choices.filters or None,
        group,
        counted,
        left_out,
    )


def choice_of(choices: Choices) -> Choice:
    """What is chosen about a calibration."""
    return Choice(
        bins=choices.bins,
        interval=choices.interval,
        level=choices.level,
        include=choices.include,
        view=choices.view,
        fold=choices.fold,
    )


def calibrations(snapshot: Snapshot, terms: Sequence[Term], choices: Choices) -> tuple[Calibration, ...]:
    """The calibration of everything that matches, or one for each group."""
    choice = choice_of(choices)
    if choices.by == "none":
        return (calibrated(snapshot, terms, choice),)
    return calibrate_by(snapshot, terms, choice, by=choices.by)


def widened_calibrations(snapshot: Snapshot, terms: Sequence[Term], choices: Choices) -> tuple[Calibration, ...]:
    """The same with intervals that know what goes together."""
    entrants = entrants_of(snapshot, terms, choice_of(choices))
    found = calibrations(snapshot, terms, choices)
    return tuple(widened(with_kin(one, entrants) if choices.by == "none" else one) for one in found)


def conclusions(snapshot: Snapshot, terms: Sequence[Term], choices: Choices) -> tuple[Concluded, ...]:
    """The same with their summaries."""
    inference = Inference(seed=choices.seed, resamples=choices.resamples, expected_error=choices.expected_error)
    found = conclude(snapshot, terms, choice_of(choices), by=choices.by, inference=inference)
    return (found.whole,) if choices.by == "none" else found.groups
