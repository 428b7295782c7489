"""Calibration and scores of files: whoever counted them, the same functions of the same tally as of a ledger.

The files say which forecasts count, so nothing is left out; only replicates know who shares a question with whom.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ledger.calibration.bootstrap import REPLICATES, SEED, Spread, spread
from ledger.calibration.intervals import DEFAULT_LEVEL
from ledger.calibration.means import mean_score
from ledger.calibration.tally import Tally
from ledger.core.numbers import from_ppm
from ledger.errors import InputError
from ledger.partials import GROUPINGS
from ledger.partials.files import Piece, pieces_of
from ledger.partials.partial import WHOLE, Partial, Wanted
from ledger.partials.replicating import UNITS
from ledger.partials.running import run
from ledger.registry import unknown_name
from ledger.scoring import RULES
from ledger.services.calibrate import Choice, tabled
from ledger.services.conclude import Concluded, concluded
from ledger.services.judging import STORED
from ledger.services.means import Mean
from ledger.services.summary import QUICKLY, Inference
from ledger.services.tallying import Count

Done = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """Which files to count and where: an address, the scheduler of a Dask cluster or None, and who is told of it.

    `done` is told how many of how many files are counted.
    """

    address: str
    cluster: str | None = None
    done: Done = field(default=lambda _done, _total: None)

    def counted(self, wanted: Wanted) -> tuple[Partial, int]:
        """What is wanted of them, and how many files there are."""
        if wanted.by not in GROUPINGS:
            raise unknown_name("grouping of files", wanted.by, known=dict.fromkeys(GROUPINGS))
        pieces: Sequence[Piece] = pieces_of(self.address)
        return run(pieces, wanted, cluster=self.cluster, done=lambda n: self.done(n, len(pieces))), len(pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationOfFiles:
    """The calibration of some files, whole and by groups; errors and tests take each forecast as independent."""

    whole: Concluded
    by: str
    groups: tuple[Concluded, ...]
    files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredGroup:
    """The mean scores of a group of `n` forecasts, of which `happened` came true against `expected`."""

    group: str
    n: int
    happened: Decimal
    expected: Decimal
    means: dict[str, Mean]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoresOfFiles:
    """Mean scores of some files by group, largest first; intervals from `replicates` draws of questions, 0 for none."""

    groups: tuple[ScoredGroup, ...]
    by: str
    rules: tuple[str, ...]
    n: int
    hidden: int
    min_n: int
    level: Decimal
    replicates: int
    seed: int
    files: int


def calibration_of_files(
    files: Files, choice: Choice, *, by: str = "none", inference: Inference = QUICKLY
) -> CalibrationOfFiles:
    """The calibration of everything in the files, as a ledger with these forecasts would tell it of single questions.

    Raises InputError for columns, bins and groupings that are none, NotFoundError where there are no files.
    """
    partial, number = files.counted(Wanted(by=by))
    tallies = partial.tallies()
    return CalibrationOfFiles(
        whole=_concluded(sum(tallies.values(), Tally()), choice, WHOLE, inference),
        by=by,
        groups=() if by == "none" else tuple(_concluded(one, choice, name, inference) for name, one in tallies.items()),
        files=number,
    )


def _concluded(tally: Tally, choice: Choice, group: str, inference: Inference) -> Concluded:
    table = tabled(Count(tally=tally, excluded={}), choice, as_of=0, day="", group=group)
    return concluded(table, inference)


def scores_of_files(
    files: Files,
    *,
    rules: Sequence[str] = STORED,
    by: str = "none",
    min_n: int = 1,
    level: Decimal = DEFAULT_LEVEL,
    replicates: int = REPLICATES,
    seed: int = SEED,
) -> ScoresOfFiles:
    """The mean scores of everything in the files by rules for probabilities; with `replicates` 0 without intervals.

    Raises InputError for columns, rules and groupings that are none, NotFoundError where there are no files.
    """
    for rule in rules:
        if rule not in RULES:
            raise unknown_name("rule of probabilities", rule, known=dict.fromkeys(RULES))
    if replicates == 1:
        raise InputError("1 replicate shows no spread", hint="at least 2, or 0 for no interval")
    wanted = Wanted(by=by, rules=tuple(rules) if replicates else (), replicates=replicates, seed=seed)
    partial, number = files.counted(wanted)
    groups = [_scored(name, tally, partial, rules, level) for name, tally in partial.tallies().items()]
    shown = sorted((one for one in groups if one.n >= min_n), key=lambda one: (-one.n, one.group))
    return ScoresOfFiles(
        groups=tuple(shown), by=by, rules=tuple(rules), n=sum(one.n for one in groups),
        hidden=len(groups) - len(shown), min_n=min_n, level=level, replicates=replicates, seed=seed, files=number,
    )  # fmt: skip


def _scored(name: str, tally: Tally, partial: Partial, rules: Sequence[str], level: Decimal) -> ScoredGroup:
    return ScoredGroup(
        group=name,
        n=tally.n,
        happened=tally.happened,
        expected=from_ppm(sum(p_ppm * n for (p_ppm, _), n in tally.items())),
        means={rule: _mean(tally, rule, _spread(partial, name, rule, level)) for rule in rules},
    )


def _mean(tally: Tally, rule: str, found: Spread) -> Mean:
    value = mean_score(tally, rule=rule).value
    if value is None or not math.isfinite(value):
        return Mean(value=math.inf if value is None else value, error=None, low=None, high=None)
    return Mean(value=value, error=found.error, low=found.low, high=found.high)


def _spread(partial: Partial, group: str, rule: str, level: Decimal) -> Spread:
    sums, weights = partial.sums.get((group, rule)), partial.weights.get(group)
    if sums is None or weights is None:
        return Spread(None, None, None)
    return spread((total / (n * UNITS) if n else None for total, n in zip(sums, weights, strict=True)), level=level)
