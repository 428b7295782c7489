"""Murphy's decomposition of the Brier score on bins, with its two within-bin terms and its bias taken out."""

import math
from dataclasses import dataclass

from ledger.calibration.binned import BinSums, Placing, added, sums_by_bin
from ledger.calibration.tally import Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Murphy:
    """The mean Brier score, split.

    score = miscalibration - discrimination + uncertainty + within_bin_variance - within_bin_covariance. Lower
    miscalibration and higher discrimination are better. The corrected three hold on average what a large sample would
    give; they may be negative, which means that none is seen, and are None for a single forecast.
    """

    score: float
    miscalibration: float
    discrimination: float
    uncertainty: float
    within_bin_variance: float
    within_bin_covariance: float
    corrected_miscalibration: float | None
    corrected_discrimination: float | None
    corrected_uncertainty: float | None


def murphy(tally: Tally, *, bins: Placing | None = None) -> Murphy | None:
    """The split on bins, or on each stated probability, where both within-bin terms are 0; None for an empty tally.

    Uncertainty is the variance of the outcomes, o (1 - o) unless some are fractions. Bins that hold one forecast are
    left uncorrected. Murphy (1973), doi 10.1175/1520-0450(1973)012<0595:ANVPOT>2.0.CO;2; the five terms of Stephenson,
    Coelho and Jolliffe (2008), doi 10.1175/2007WAF2006116.1; the correction of Ferro and Fricker (2012),
    doi 10.1002/qj.1924, never clipped.

    >>> split = murphy(Tally({(800_000, 1_000_000): 35, (800_000, 0): 13}))
    >>> round(split.miscalibration, 6), round(split.corrected_miscalibration, 6)
    (0.005017, 0.000816)
    """
    sums = sums_by_bin(tally, bins=bins)
    if not sums:
        return None
    total = added(sums)
    scale = total.n * tally.UNIT**2
    apart, discriminated = _between(sums), _discriminated(sums, total)
    uncertainty = (total.yy * total.n - total.y**2) / total.n
    noise = math.fsum(part.outcome_variance for part in sums if part.n > 1)
    spread = uncertainty / (total.n - 1) if total.n > 1 else None
    return Murphy(
        score=(total.pp - 2 * total.py + total.yy) / scale,
        miscalibration=apart / scale,
        discrimination=discriminated / scale,
        uncertainty=uncertainty / scale,
        within_bin_variance=math.fsum((part.pp * part.n - part.p**2) / part.n for part in sums) / scale,
        within_bin_covariance=2 * math.fsum((part.py * part.n - part.p * part.y) / part.n for part in sums) / scale,
        corrected_miscalibration=None if spread is None else (apart - noise) / scale,
        corrected_discrimination=None if spread is None else (discriminated - noise + spread) / scale,
        corrected_uncertainty=None if spread is None else (uncertainty + spread) / scale,
    )


def _between(sums: list[BinSums]) -> float:
    return math.fsum((part.p - part.y) ** 2 / part.n for part in sums)


def _discriminated(sums: list[BinSums], total: BinSums) -> float:
    return math.fsum((part.y * total.n - total.y * part.n) ** 2 / (part.n * total.n**2) for part in sums)
