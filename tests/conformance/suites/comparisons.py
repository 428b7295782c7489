"""Two forecasters, many forecasters, and errors that know that questions are shared."""

import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from ledger.calibration.clusters import cox_clustered, mean_clustered
from ledger.calibration.distributions import student_tails
from ledger.calibration.head_to_head import (
    Match,
    Slice,
    average_scores,
    combined,
    discriminated_skills,
    rescaled,
    ridge_skills,
)
from ledger.calibration.leaderboard import leaderboard
from ledger.calibration.paired import diebold_mariano, paired
from ledger.scoring.brier import brier_score
from tests.conformance.suite import Case, Check, answers, pairs_of
from tests.conftest import SHARED

HEAD_TO_HEAD = "vectors/metaculus_head_to_head_skill.json"
UNIT = SHARED / "golden/unit_vectors.json"
SYNTHETIC = SHARED / "golden/synthetic_ledger_600.json"


@cache
def _file() -> dict:
    return json.loads((SHARED / HEAD_TO_HEAD).read_text(encoding="utf-8"))


def _matches(case: Case) -> list[Match]:
    # Cases without matches were run on those of the first.
    return [
        Match(
            first=row["user1"],
            second=row["user2"],
            question=str(row["question"]),
            score=row["score"],
            weight=row["weight"],
        )
        for row in case.get("matches", _file()["cases"][0]["matches"])
    ]


@answers(HEAD_TO_HEAD)
def head_to_head(case: Case) -> Iterator[Check]:
    matches, expected, tolerance = _matches(case), case["expected"], _file()["absolute_tolerance"]
    if case["id"].startswith("ridge skill"):
        found = ridge_skills(matches, alpha=case["alpha"])
        yield from pairs_of(found, expected, tolerance)
        yield from pairs_of(found, case["port_value"], 1e-9)
    elif case["id"].startswith("coverage-weighted"):
        yield from pairs_of(average_scores(matches), expected, 1e-9)
    elif case["id"].startswith("ALS"):
        skills, tells = discriminated_skills(matches, alpha=2.0, penalty=0.25)
        yield from pairs_of(skills, expected["skills"], tolerance)
        yield from pairs_of(tells, expected["discriminations"], tolerance)
    elif case["id"].startswith("rescaled"):
        found = rescaled(ridge_skills(matches, alpha=2.0), baseline="C", variance=100.0)
        yield from pairs_of(found, expected, tolerance)
    else:
        yield from _combined(case, tolerance)


def _combined(case: Case, tolerance: float) -> Iterator[Check]:
    given = case["input"]
    slices = [
        Slice(
            skill=skill,
            low=given["ci"][year][0],
            high=given["ci"][year][1],
            questions=given["distinct_questions"][year],
        )
        for year, skill in given["skills"].items()
    ]
    whole = combined(slices)
    yield from pairs_of({"skill": whole.skill, "ci": [whole.low, whole.high]}, case["expected"]["X"], tolerance)


def _series() -> Sequence[Case]:
    rows = json.loads(UNIT.read_text(encoding="utf-8")) if UNIT.exists() else []
    return [row for row in rows if row["kind"] == "dm_hln"]


@answers("golden/unit_vectors.json (Diebold-Mariano)", cases=_series)
def series(case: Case) -> Iterator[Check]:
    found = diebold_mariano(case["inputs"]["d"], horizon=case["inputs"]["h"])
    yield Check(got=found.statistic, expected=case["expected"], tolerance=case["tolerance"])


def _synthetic() -> Sequence[Case]:
    if not SYNTHETIC.exists():
        return []
    expected = json.loads(SYNTHETIC.read_text(encoding="utf-8"))["expected"]
    return [{"id": name, **expected[name], "origin": "port"} for name in ("a-b", "a-c", "b-c", "pooled")]


@cache
def _csv() -> list[dict[str, str]]:
    with SYNTHETIC.with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _rows() -> list[tuple[str, float, int]]:
    return [(row["question_id"], int(row["p_percent"]) / 100, int(row["outcome"])) for row in _csv()]


@cache
def _scores() -> dict[str, dict[str, float]]:
    found = brier_score(observed=[y for _, _, y in _rows()], predicted=[p for _, p, _ in _rows()])
    scores: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for row, score in zip(_csv(), found.tolist(), strict=True):
        scores[row["forecaster"]][row["question_id"]] = score
    return scores


@answers("golden/synthetic_ledger_600.json (comparisons)", cases=_synthetic)
def synthetic(case: Case) -> Iterator[Check]:
    if case["id"] == "pooled":
        yield from _pooled(case)
        return
    first, second = case["id"].split("-")
    pair = paired(_scores()[first], _scores()[second])
    assert pair.t is not None
    yield from pairs_of(
        [pair.mean_difference, pair.error, pair.t, student_tails(pair.t, df=pair.clusters - 1)],
        [case["mean_diff"], case["se"], case["t"], case["p_t"]],
        1e-9,
    )
    yield from pairs_of([pair.wins, pair.ties, pair.losses], [case["wins"], case["ties"], case["losses"]], 0)


def _pooled(case: Case) -> Iterator[Check]:
    rows = [(question, score) for own in _scores().values() for question, score in own.items()]
    found = mean_clustered([score for _, score in rows], clusters=[question for question, _ in rows])
    yield Check(got=found.value, expected=case["brier"], tolerance=1e-9)
    yield Check(got=found.error, expected=case["se_cluster"], tolerance=1e-15)
    yield Check(got=found.clusters, expected=case["questions"], tolerance=0)
    yield from _line()
    assert found.effective_n is not None
    yield Check(got=found.effective_n, expected=case["n"] * (case["se_iid"] / case["se_cluster"]) ** 2, tolerance=1e-9)


def _line() -> Iterator[Check]:
    # statsmodels 0.15.0: Logit, cov_type "cluster", without its correction for two parameters, sqrt((N - 2) / (N - 1)).
    found = cox_clustered((int(question), round(p * 1e6), y * 1_000_000) for question, p, y in _rows())
    assert found is not None
    yield Check(got=found.intercept_error, expected=0.1554866323, tolerance=1e-9)
    yield Check(got=found.slope_error, expected=0.1262161124, tolerance=1e-9)


def _effects() -> Sequence[Case]:
    path = SHARED / "vectors/forecastbench_scores.json"
    rows = json.loads(path.read_text(encoding="utf-8"))["cases"] if path.exists() else []
    return [row for row in rows if "expected_difference_vs_C" in row]


@answers("vectors/forecastbench_scores.json (leaderboard)", cases=_effects)
def effects(case: Case) -> Iterator[Check]:
    found = leaderboard(case["brier"], method="fixed-effects", minimum=1, replicates=2)
    values = {each.forecaster: each.value or 0.0 for each in found}
    differences = {who: value - values["C"] for who, value in values.items()}
    yield from pairs_of(differences, case["expected_difference_vs_C"], 1e-9)
