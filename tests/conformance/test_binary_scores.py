"""Published and cross-checked numbers for binary forecasts, word scales and intervals, reproduced."""

import csv
import gzip
import io
import json
import math
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal, InvalidOperation
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest

from ledger.calibration.intervals import wilson
from ledger.calibration.table import calibration_table
from ledger.calibration.tally import Tally
from ledger.core.numbers import to_ppm
from ledger.core.words import SCALES
from ledger.scoring import RULES
from tests.conftest import SHARED, needs_shared

pytestmark = needs_shared

GOLDEN = SHARED / "golden"
OPEN = SHARED / "data"
EXPECTED = OPEN / "expected_open"

Pair = tuple[Decimal, Decimal]


def _json(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text(encoding="utf-8")))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    yield from csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""))


def _mean(rule: str, pairs: Iterable[Pair]) -> float:
    scores = [RULES[rule].score(probability=p, outcome=y) for p, y in pairs]
    return math.fsum(scores) / len(scores)


def _tally(pairs: Iterable[Pair]) -> Tally:
    return Tally.from_rows((to_ppm(p), to_ppm(y), 1) for p, y in pairs)


def _vectors(kind: str) -> list[dict[str, Any]]:
    path = GOLDEN / "unit_vectors.json"
    vectors = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return [vector for vector in vectors if vector["kind"] == kind]


@pytest.mark.parametrize("vector", _vectors("brier") + _vectors("log"), ids=itemgetter("id"))
def test_single_scores(vector: dict[str, Any]) -> None:
    pair = {"probability": Decimal(str(vector["inputs"]["p"])), "outcome": Decimal(vector["inputs"]["y"])}
    score = RULES[vector["kind"]].score(**pair)
    assert score == pytest.approx(vector["expected"], abs=vector["tolerance"])


@pytest.mark.parametrize("vector", _vectors("brier_two_class_sum"), ids=itemgetter("id"))
def test_the_sum_over_two_classes_is_twice_ours(vector: dict[str, Any]) -> None:
    pairs = [(Decimal(str(p)), Decimal(y)) for p, y in zip(vector["inputs"]["p"], vector["inputs"]["y"], strict=True)]
    assert 2 * _mean("brier", pairs) == pytest.approx(vector["expected"], abs=vector["tolerance"])


@pytest.mark.parametrize("vector", _vectors("ci_wilson"), ids=itemgetter("id"))
def test_wilson_intervals(vector: dict[str, Any]) -> None:
    inputs = vector["inputs"]
    ends = wilson(happened=Decimal(inputs["s"]), n=inputs["n"], level=Decimal(str(inputs["level"])))
    assert ends == pytest.approx(tuple(vector["expected"]), abs=vector["tolerance"])


def _synthetic(forecaster: str) -> list[Pair]:
    rows = _rows(GOLDEN / "synthetic_ledger_600.csv")
    return [
        (Decimal(row["p_percent"]) / 100, Decimal(row["outcome"])) for row in rows if row["forecaster"] == forecaster
    ]


@pytest.mark.parametrize("forecaster", ["a", "b", "c"])
def test_synthetic_ledger_scores(forecaster: str) -> None:
    expected, pairs = _json(GOLDEN / "synthetic_ledger_600.json")["expected"][forecaster], _synthetic(forecaster)
    tally = _tally(pairs)
    assert (tally.n, tally.happened) == (expected["n"], expected["sum_y"])
    assert _mean("brier", pairs) == pytest.approx(expected["brier"], abs=1e-12)
    assert _mean("log", pairs) == pytest.approx(expected["log_floor_1e6"], abs=1e-9)


@pytest.mark.parametrize("forecaster", ["a", "b", "c"])
def test_synthetic_ledger_bins(forecaster: str) -> None:
    exported = [row for row in _rows(GOLDEN / "calibration_export_example.csv") if row["series"] == forecaster]
    table = calibration_table(_tally(_synthetic(forecaster)))
    assert [
        (str(row.bin), str(to_ppm(row.low)), str(to_ppm(row.high)), str(row.n), str(row.happened)) for row in table
    ] == [(row["bin"], row["p_lo_ppm"], row["p_hi_ppm"], row["n"], row["sum_y"]) for row in exported]
    for row, other in zip(table, exported, strict=True):
        assert row.expected == Decimal(other["expected_y"])
        assert row.mean_probability == pytest.approx(float(other["p_mean"]), abs=5.1e-7)
        assert row.frequency == pytest.approx(float(other["y_rate"]), abs=5.1e-7)


@pytest.mark.parametrize("forecaster", ["a", "b", "c"])
def test_synthetic_ledger_bins_give_the_cross_checked_calibration_error(forecaster: str) -> None:
    expected, tally = (
        _json(GOLDEN / "synthetic_ledger_600.json")["expected"][forecaster],
        _tally(_synthetic(forecaster)),
    )
    for bins, name in (("10", "ece10"), ("centred11", "ece_centred11")):
        gaps = sum(abs(row.happened - row.expected) for row in calibration_table(tally, bins=bins))
        assert float(gaps / tally.n) == pytest.approx(expected[name], abs=1e-12)


def _finnish(columns: tuple[str, ...], *, above: str) -> list[Pair]:
    pairs = []
    for row in _rows(GOLDEN / "fmi_pop_2003.csv"):
        try:
            p, observed = sum((Decimal(row[column]) for column in columns), Decimal(0)), Decimal(row["obs"])
        except InvalidOperation:
            continue
        if p.is_finite() and observed.is_finite():
            pairs.append((round(p, 8), Decimal(observed > Decimal(above))))
    return pairs


@pytest.mark.parametrize("hours", ["24", "48"])
@pytest.mark.parametrize(("name", "categories", "above"), [("POP", ("1", "2"), "0.2"), ("POPhi", ("2",), "4.4")])
def test_finnish_rain(hours: str, name: str, categories: tuple[str, ...], above: str) -> None:
    expected = _json(GOLDEN / "fmi_pop_2003.json")["expected"][f"{hours}_{name}"]
    pairs = _finnish(tuple(f"p{hours}_cat{category}" for category in categories), above=above)
    brier = _mean("brier", pairs)
    assert brier == pytest.approx(expected["published"]["brier"], abs=0.0005001)
    assert brier == pytest.approx(expected["exact"]["brier"], abs=1e-12)
    stated = calibration_table(_tally(pairs), bins="stated")
    reliability = math.fsum(row.n * (row.mean_probability - row.frequency) ** 2 for row in stated) / len(pairs)
    assert reliability == pytest.approx(expected["exact"]["rel"], abs=1e-12)


def _games(name: str) -> Iterator[Pair]:
    for row in _rows(OPEN / "fivethirtyeight_open" / name):
        yield Decimal(row["prob1"]), Decimal(row["prob1_outcome"])


def _tournament() -> Iterator[Pair]:
    for row in _rows(OPEN / "fivethirtyeight_open" / "historical-538-ncaa-tournament-model-results.csv"):
        yield Decimal(row["favorite_probability"]), Decimal(row["favorite_win_flag"])


def _senate() -> Iterator[Pair]:
    for row in _rows(OPEN / "fivethirtyeight_open" / "historical-senate-predictions.csv"):
        yield Decimal(row["forecast_prob"]), Decimal(row["winflag"])


def _college_football() -> Iterator[Pair]:
    for row in _rows(OPEN / "fivethirtyeight_open" / "raw_forecasts_2021_college_football.csv.gz"):
        if row["prob"] and row["outcome"] and 0 < Decimal(row["prob"]) < 1:
            yield Decimal(row["prob"]), Decimal(row["outcome"])


def _year_2020() -> Iterator[Pair]:
    for row in _rows(OPEN / "scott_alexander_2020" / "predictions_2020.csv"):
        if row["outcome"] in {"true", "false"}:
            yield Decimal(row["percent"]) / 100, Decimal(row["outcome"] == "true")


def _contest(column: str) -> Iterator[Pair]:
    for row in _rows(OPEN / "acx_2022_contest" / "acx_2022_predictions.csv"):
        if row["Resolution"] in {"0", "1"} and row[column].strip().rstrip("%"):
            yield Decimal(row[column].strip().rstrip("%")) / 100, Decimal(row["Resolution"])


SETS: dict[str, Callable[[], Iterator[Pair]]] = {
    "open_538_nba_games": lambda: _games("nba_games.csv"),
    "open_538_nfl_games": lambda: _games("nfl_games.csv"),
    "open_538_ncaa": _tournament,
    "open_538_senate_hist": _senate,
    "open_538_cfb_raw_no01": _college_football,
    "open_scott_alexander_2020": _year_2020,
    "open_acx2022_scott": lambda: _contest("Scott"),
    "open_acx2022_market": lambda: _contest("Market"),
    "open_acx2022_superforecaster_avg": lambda: _contest("Sprfrcaster avg"),
    "open_acx2022_predictor_avg": lambda: _contest("Predictor avg"),
    "open_acx2022_aggregate": lambda: _contest("Aggregate"),
}
# Of a tie, half an outcome, that file's log loss makes a no; the golden file weighs both sides, as we do.
HALVES = {"open_538_nfl_games"}


@pytest.mark.parametrize("name", SETS)
def test_open_sets_score_as_expected(name: str) -> None:
    expected, pairs = _json(EXPECTED / "EXPECTED.json")[name], list(SETS[name]())
    assert (len(pairs), float(sum(y for _, y in pairs))) == (expected["n"], expected["sum_y"])
    assert _mean("brier", pairs) == pytest.approx(expected["brier"], abs=1e-9)
    if name not in HALVES:
        assert _mean("log", pairs) == pytest.approx(expected["log_loss_nat"], abs=1e-9)


@pytest.mark.parametrize("name", SETS)
def test_open_sets_fall_into_the_expected_tenths(name: str) -> None:
    expected = [row for row in _rows(EXPECTED / "calibration_10bin" / f"{name}.csv") if float(row["n"])]
    table = calibration_table(_tally(SETS[name]()), bins="10")
    assert [row.n for row in table] == [int(row["n"]) for row in expected]
    for row, other in zip(table, expected, strict=True):
        assert row.frequency == pytest.approx(float(other["freq"]), abs=1e-12)
        assert row.mean_probability == pytest.approx(float(other["mean_p"]), abs=5e-7)


@pytest.mark.parametrize("league", ["nfl_games", "nba_games"])
def test_games_with_ties_as_half_outcomes(league: str) -> None:
    expected = _json(GOLDEN / "fivethirtyeight_games.json")["expected"][league]
    pairs = list(_games(f"{league}.csv"))
    assert _mean("brier", pairs) == pytest.approx(expected["brier_with_half_outcomes"], abs=1e-12)
    assert _mean("log", pairs) == pytest.approx(expected["log_with_half_outcomes"], abs=1e-12)


def _gold_phrases() -> list[tuple[str, dict[str, str]]]:
    path = SHARED / "gold" / "wep.csv"
    rows = list(_rows(path)) if path.exists() else []
    return [(name, row) for row in rows for name in row["phrase"].split(" / ")]


@pytest.mark.parametrize(("name", "row"), _gold_phrases())
def test_words_of_the_survey_scale(name: str, row: dict[str, str]) -> None:
    phrase = SCALES["survey"].look_up(name)
    numbers = (phrase.value, phrase.low, phrase.high)
    assert numbers == tuple(Decimal(row[column]) for column in ("house_p", "house_low", "house_high"))
    surveyed = any(row[f"{survey}_n"] for survey in ("cap2026", "mauboussin2018", "zonination2015", "fagen"))
    assert ("not surveyed" in phrase.note) is not surveyed


def test_the_survey_scale_has_no_other_words() -> None:
    gold = {SCALES["survey"].look_up(name).phrase for name, _ in _gold_phrases()}
    assert gold == {phrase.phrase for phrase in SCALES["survey"].phrases.values()}
