"""Scoring rules: the unit vectors of six projects, and the tables that scoringutils publishes of its example data."""

import csv
import gzip
import io
import json
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

import numpy as np

from ledger.scoring import DISTRIBUTION_RULES, RULES, SHARE_RULES
from ledger.scoring.interval import central_interval
from ledger.scoring.interval_coverage import interval_coverage
from ledger.scoring.ranked_probability import ranked_probability_score
from ledger.scoring.weighted_interval import weighted_interval_parts
from tests.conformance.suite import Case, Check, answers, pairs_of
from tests.conftest import SHARED

SHARES = {"rps": "rps", "ranked_log_score": "ranked-log", "brier_multi": "brier-sum"}
NUMBERS = {
    "crps_normal": ("crps-normal", {}),
    "crps_ensemble": ("crps-samples", {}),
    "crps_ensemble_fair": ("crps-samples", {"fair": True}),
}
KINDS = {
    "brier", "log", "brier_two_class_sum", "rps_normalised", "crps_cdf_pwl", "wis", "interval_score", "pinball",
    *SHARES, *NUMBERS,
}  # fmt: skip


def _unit_vectors() -> Sequence[Case]:
    path = SHARED / "golden/unit_vectors.json"
    vectors = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return [vector for vector in vectors if vector["kind"] in KINDS]


@answers("golden/unit_vectors.json (rules)", cases=_unit_vectors)
def unit_vectors(case: Case) -> Iterator[Check]:
    got = np.asarray(_unit(case["kind"], case["inputs"])).squeeze().tolist()
    yield from pairs_of(got, case["expected"], case["tolerance"])


def _unit(kind: str, given: Case) -> object:
    if kind in {"brier", "log"}:
        return RULES[kind].score(probability=Decimal(str(given["p"])), outcome=Decimal(given["y"]))
    if kind == "brier_two_class_sum":
        return RULES["brier-sum"].scores(observed=given["y"], predicted=given["p"]).mean()
    if kind in SHARES:
        return SHARE_RULES[SHARES[kind]].share_scores(observed=given["k"], predicted=given["p"])
    if kind == "rps_normalised":
        return ranked_probability_score(observed=given["k"], predicted=given["p"], normalised=True)
    return _unit_of_numbers(kind, given)


def _unit_of_numbers(kind: str, given: Case) -> object:
    y = given["y"]
    if kind in NUMBERS:
        rule, options = NUMBERS[kind]
        predicted = given["x"] if "x" in given else [given["mu"], given["sd"]]
        return DISTRIBUTION_RULES[rule].scores(observed=y, predicted=predicted, **options)
    if kind == "crps_cdf_pwl":
        return DISTRIBUTION_RULES["crps-cdf"].scores(observed=y, predicted=given["F"], grid=given["x"])
    if kind == "wis":
        return DISTRIBUTION_RULES["weighted-interval"].scores(
            observed=y, predicted=given["q"], levels=given["tau"], count_median_twice=given["count_median_twice"]
        )
    if kind == "interval_score":
        ends = np.column_stack([given["lower"], given["upper"]])
        return DISTRIBUTION_RULES["interval"].scores(observed=y, predicted=ends, level=1 - given["alpha"])
    return DISTRIBUTION_RULES["pinball"].scores(observed=y, predicted=[given["q"]], levels=[given["tau"]])


def _rows(path: Path) -> list[dict[str, str]]:
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def _scores(file: str) -> dict[tuple[str, str], dict[str, float]]:
    """The mean scores of every model and target in a file of quantile forecasts."""
    forecasts: defaultdict[tuple[str, ...], list[dict[str, str]]] = defaultdict(list)
    unit = ("model", "target_type", "location", "forecast_date", "target_end_date", "horizon")
    for row in _rows(SHARED / file):
        if row["predicted"] and row["observed"]:
            forecasts[tuple(row[name] for name in unit)].append(row)
    groups: defaultdict[tuple[str, str], list[list[dict[str, str]]]] = defaultdict(list)
    for key, rows in forecasts.items():
        groups[key[0], key[1]].append(sorted(rows, key=lambda row: float(row["quantile_level"])))
    return {key: _means(group) for key, group in groups.items()}


def _means(group: list[list[dict[str, str]]]) -> dict[str, float]:
    (levels,) = {tuple(float(row["quantile_level"]) for row in rows) for rows in group}
    observed = np.array([float(rows[0]["observed"]) for rows in group])
    predicted = np.array([[float(row["predicted"]) for row in rows] for rows in group])
    given = {"observed": observed, "predicted": predicted, "levels": levels}
    parts = weighted_interval_parts(observed=observed, predicted=predicted, levels=levels)
    found = {
        "wis": parts.total,
        "overprediction": parts.overprediction,
        "underprediction": parts.underprediction,
        "dispersion": parts.dispersion,
        "bias": DISTRIBUTION_RULES["bias"].scores(**given),
        "ae_median": DISTRIBUTION_RULES["median-error"].scores(**given),
        "crps_quantiles": DISTRIBUTION_RULES["crps-quantiles"].scores(**given),
    }
    for percent in (50, 90):
        ends = central_interval(predicted=predicted, levels=levels, level=percent / 100)
        found[f"interval_coverage_{percent}"] = interval_coverage(observed=observed, predicted=ends)
    return {"n": len(group), **{name: math.fsum(values.tolist()) / len(group) for name, values in found.items()}}


def _half_unit(printed: float) -> float:
    """Half a unit of the third digit of a printed number, and what floats add."""
    return 0.5 * 10.0 ** (math.floor(math.log10(abs(printed))) - 2) * (1 + 1e-9)


GOLDEN = "golden/scoringutils_example_quantile"


def _published() -> Sequence[Case]:
    path = SHARED / f"{GOLDEN}.json"
    if not path.exists():
        return []
    golden = json.loads(path.read_text(encoding="utf-8"))
    printed = {tuple(key.split("|")): values for key, values in golden["published_3_significant_digits"].items()}
    exact = {tuple(key.strip("()").replace("'", "").split(", ")): values for key, values in golden["exact"].items()}
    return [
        {"id": " ".join(key), "key": key, "published": printed[key], "exact": exact[key]} for key in sorted(printed)
    ]


_cached = cache(_scores)


@answers(f"{GOLDEN}.json", cases=_published)
def scoringutils_golden(case: Case) -> Iterator[Check]:
    got = _cached(f"{GOLDEN}.csv.gz")[case["key"]]
    assert len(case["published"]) == 8
    for name, value in case["published"].items():
        yield Check(got=got[name], expected=value, tolerance=_half_unit(value))
    for name, value in case["exact"].items():
        yield Check(got=got[name], expected=value, tolerance=1e-9 * max(1, abs(value)))
    # with the median counted once the two are one score
    yield Check(got=got["crps_quantiles"], expected=got["wis"], tolerance=1e-9 * got["wis"])


EXAMPLES = "data/scoringutils_examples"


def _readme() -> Sequence[Case]:
    path = SHARED / EXAMPLES / "published_readme_table.csv"
    rows = _rows(path) if path.exists() else []
    return [{"id": f"{row['model']} {row['target_type']}", **row} for row in rows]


@answers(f"{EXAMPLES}/published_readme_table.csv", cases=_readme)
def scoringutils_readme(case: Case) -> Iterator[Check]:
    got = _cached(f"{EXAMPLES}/example_quantile.csv.gz")[case["model"], case["target_type"]]
    for name in set(case) & set(got):
        value = float(case[name])
        yield Check(got=got[name], expected=value, tolerance=_half_unit(value))


def _binary() -> Sequence[Case]:
    path = SHARED / "data/expected_open/EXPECTED.json"
    expected = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    start = "open_scoringutils_binary_"
    return [{"id": key, "group": key.removeprefix(start), **expected[key]} for key in expected if key.startswith(start)]


@answers("data/expected_open (scoringutils)", cases=_binary)
def scoringutils_binary(case: Case) -> Iterator[Check]:
    rows = [
        row for row in _rows(SHARED / EXAMPLES / "example_binary.csv")
        if row["predicted"] and f"{row['model']}_{row['target_type']}" == case["group"]
    ]  # fmt: skip
    assert len(rows) == case["n"]
    given = {name: [float(row[name]) for row in rows] for name in ("observed", "predicted")}
    for rule, name in (("brier", "brier"), ("log", "log_loss_nat")):
        mean = math.fsum(RULES[rule].scores(**given).tolist()) / len(rows)
        yield Check(got=mean, expected=float(case[name]), tolerance=5.1e-11)
