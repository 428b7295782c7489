"""Good Judgment Open, INFER and Cultivate: daily scores, the accuracy score, ordered options."""

import json
from collections.abc import Iterable

from ledger.scoring.dialects import gjo
from tests.conformance.suite import Case, Check, answers, pairs_of
from tests.conformance.suites._histories import history
from tests.conftest import SHARED


@answers("vectors/cultivate_relative_ordinal.json")
def cultivate(case: Case) -> Iterable[Check]:
    tolerance = case.get("tolerance", 1e-9)
    if "daily" in case:
        cubs = history([("Cub", 0.9, 0), ("Cub", 0.95, 3)], ended=7)
        yield from pairs_of(gjo.daily_briers(cubs, "Cub"), case["daily"], 1e-9)
        yield from pairs_of(gjo.mean_brier(case["daily"]), case["expected_mean"], tolerance)
        yield from pairs_of(gjo.scores([cubs])[0].value, case["expected_mean"], tolerance)
    elif "own_daily" in case:
        got = gjo.accuracy(own=case["own_daily"], everybody=case["all_daily"])
        yield from pairs_of(got, case["expected"], tolerance)
    else:
        yield from _ordered(case, tolerance)


def _ordered(case: Case, tolerance: float) -> Iterable[Check]:
    options = {"shares": case["p"], "answer": case["answer_index"]}
    yield from pairs_of(gjo.ordinal_brier(**options), case["expected_ordinal_brier"], tolerance)
    if "components" in case:
        yield from pairs_of(gjo.splits(**options), case["components"], tolerance)
        yield from pairs_of(gjo.plain_brier(**options), case["expected_plain_brier"], tolerance)


def _ordinals() -> list[Case]:
    path = SHARED / "golden" / "unit_vectors.json"
    vectors = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return [vector | {"origin": "port"} for vector in vectors if vector["kind"] == "ordinal_gjo"]


@answers("golden/unit_vectors.json (ordinal_gjo)", cases=_ordinals)
def ordinal(case: Case) -> Iterable[Check]:
    got = gjo.ordinal_brier(shares=case["inputs"]["p"], answer=case["inputs"]["k"])
    return pairs_of(got, case["expected"], case["tolerance"])


def _time_average() -> list[Case]:
    path = SHARED / "golden" / "time_average_example.json"
    return [json.loads(path.read_text(encoding="utf-8")) | {"origin": "port"}] if path.exists() else []


@answers("golden/time_average_example.json (gjo_daily)", cases=_time_average)
def daily(case: Case) -> Iterable[Check]:
    expected = case["expected"]
    for who in "AB":
        said = [(who, p, day) for day, p in expected[who]["history"]]
        scores = gjo.scores([history(said, ended=expected["resolve_day"], closes=expected["horizon_days"])])
        yield from pairs_of(scores[0].value, expected[who]["gjo_daily_two_class"], case["tolerance"])
