"""Golden files, and our statistics under their names."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ledger.calibration.corp import Decomposition, corp
from ledger.calibration.murphy import Murphy, murphy
from ledger.calibration.tally import Tally
from tests.conformance.suite import Case, Check
from tests.conformance.suites._forecast_sets import GOLDEN

Numbers = Mapping[str, float | None]


def golden(name: str) -> Any:
    """A file of the golden numbers, None where the reference data are absent."""
    path = GOLDEN / name
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def cases_of(name: str, build: Callable[[dict[str, Any]], list[Case]]) -> Callable[[], list[Case]]:
    """The cases of a golden file."""

    def cases() -> list[Case]:
        read = golden(name)
        return build(read) if read else []

    return cases


def checks(got: Numbers, expected: Mapping[str, Any], tolerance: float) -> Iterator[Check]:
    """A check for each expected number."""
    for name, number in expected.items():
        yield Check(got=got[name], expected=number, tolerance=tolerance)


def split_of(tally: Tally, rule: str = "brier") -> Decomposition:
    """CORP of a tally that is not empty."""
    split = corp(tally, rule=rule)
    assert split is not None
    return split


def murphy_of(tally: Tally, bins: Any = None) -> Murphy:
    """Murphy's split of a tally that is not empty."""
    split = murphy(tally, bins=bins)
    assert split is not None
    return split


def terms(split: Murphy) -> dict[str, float | None]:
    """Its parts under the names of the golden files."""
    return {
        "brier": split.score,
        "rel": split.miscalibration,
        "res": split.discrimination,
        "unc": split.uncertainty,
        "bss": (split.discrimination - split.miscalibration) / split.uncertainty,
        "wbv": split.within_bin_variance,
        "wbc": split.within_bin_covariance,
        "rel_bc": split.corrected_miscalibration,
        "res_bc": split.corrected_discrimination,
        "unc_bc": split.corrected_uncertainty,
    }
