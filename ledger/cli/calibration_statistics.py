"""The statistics of a calibration as people read them, in the order in which they may be believed."""

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ledger.calibration.sentences import FEW
from ledger.cli.counting import level_text
from ledger.cli.prose import wrapped
from ledger.cli.tables import Column, table

if TYPE_CHECKING:
    from ledger.calibration.summary import Statistic
    from ledger.services.conclude import Concluded

SCORES: Final = {"brier": "Brier (0-1)", "log": "log (nats)"}
FLOORED: Final = {"log_floored": "log, floored"}
TITLES: Final = {
    "brier_miscalibration": "miscalibration",
    "brier_discrimination": "discrimination",
    "brier_uncertainty": "uncertainty",
    "in_the_large": "happened - said",
    "cox_slope": "slope (Cox)",
    "spiegelhalter_z": "Spiegelhalter z",
    "auc": "AUC",
    "expected_calibration_error": "expected error",
    "maximum_calibration_error": "greatest error",
    "debiased_squared_error": "debiased squared error",
}
MANY: Final = 20
SAID: Final = 0.9
VALUES: Final = 2


def lines_of_statistics(one: "Concluded") -> Iterator[str]:
    """What was certain and wrong, then as much as so many questions allow: scores, tests, words."""
    told = {statistic.metric: statistic for statistic in one.summary.statistics}
    wrong = told.get("certain_and_wrong")
    first = f"certain and wrong: {wrong.value:g}" if wrong is not None and wrong.value else None
    if first:
        yield first
    titles = _titles(one.summary.questions, told)
    shown = [told[metric] for metric in titles if metric in told]
    if shown:
        yield from _told(_columns(one), [_cells(titles[statistic.metric], statistic) for statistic in shown])
        yield from _notes(titles, shown)
        yield from _slope(told, titles)
        yield from _draws(one, shown)
    for remark in one.summary.remarks:
        if remark != first:
            yield from wrapped(remark)


def _titles(questions: int, told: dict[str, "Statistic"]) -> dict[str, str]:
    """Below 5 questions no mean score, below 20 nothing else."""
    if questions < FEW:
        return {}
    log = told.get("log")
    floored = FLOORED if log is not None and log.value == math.inf else {}
    return {**SCORES, **floored, **(TITLES if questions >= MANY else {})}


def _told(heads: list[Column], rows: list[list[str]]) -> list[str]:
    """The table without columns in which nothing stands."""
    kept = [place for place in range(len(heads)) if place < VALUES or any(row[place] != "-" for row in rows)]
    return table([heads[place] for place in kept], ([row[place] for place in kept] for row in rows))


def _columns(one: "Concluded") -> list[Column]:
    return [
        Column(title=""),
        Column(title="value", right=True),
        Column(title=f"{level_text(one.table.level)} interval", right=True, spare=1),
        Column(title="if perfect", right=True, spare=2),
        Column(title="p", right=True),
    ]


def _cells(title: str, one: "Statistic") -> list[str]:
    interval, null = (one.interval_low, one.interval_high), (one.null_mean, one.null_high)
    return [title, figure(one.value), _between(*interval, " … "), _between(*null, ", 95% to "), _p(one.p_value)]


def figure(value: float | None) -> str:
    """A statistic with four places.

    >>> figure(0.01583), figure(float("inf")), figure(None)
    ('0.0158', 'inf', '-')
    """
    return "-" if value is None else f"{value:z.4f}" if math.isfinite(value) else f"{value:g}"


def _between(low: float | None, high: float | None, to: str) -> str:
    return "-" if low is None or high is None else f"{figure(low)}{to}{figure(high)}"


def _p(value: float | None) -> str:
    return "-" if value is None else "< 0.001" if value < 0.001 else f"{value:.3f}"


def _notes(titles: dict[str, str], shown: list["Statistic"]) -> Iterator[str]:
    """Each note once, behind all that it is about."""
    about: dict[str, list[str]] = {}
    for one in shown:
        if one.note and not one.note.endswith(" bins"):
            about.setdefault(one.note, []).append(titles[one.metric])
    for note, those in about.items():
        yield from wrapped(f"{', '.join(those)}: {note}", "", "  ")


def _slope(told: dict[str, "Statistic"], titles: dict[str, str]) -> Iterator[str]:
    slope, intercept = told.get("cox_slope"), told.get("cox_intercept")
    if "cox_slope" not in titles or slope is None or intercept is None:
        return
    if slope.value is None or intercept.value is None:
        return
    right = 1 / (1 + math.exp(-(intercept.value + slope.value * math.log(SAID / (1 - SAID)))))
    yield from wrapped(
        f"slope {slope.value:.2f}, intercept {intercept.value:.2f}: says {SAID:.0%} where {right:.0%} is right"
    )


def _draws(one: "Concluded", shown: list["Statistic"]) -> Iterator[str]:
    if any(statistic.null_mean is not None for statistic in shown):
        yield from wrapped(f"if perfect: mean and 95% point of {one.summary.resamples} draws, seed {one.summary.seed}")
