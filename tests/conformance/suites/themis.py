"""Themis (Brier.fyi): three rules for outcomes that may be fractions."""

from collections.abc import Iterable

from ledger.scoring.dialects import themis as dialect
from tests.conformance.suite import Case, Check, answers, pairs_of

RULES = {"brier": dialect.brier, "log": dialect.logarithmic, "spherical": dialect.spherical}


@answers("vectors/themis_scores.json")
def scores(case: Case) -> Iterable[Check]:
    got = RULES[case["rule"]](probability=case["p"], outcome=case["r"])
    return pairs_of(got, case["expected"], 1e-6)
