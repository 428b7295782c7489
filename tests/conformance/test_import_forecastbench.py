"""ForecastBench's twelve open rounds as its own sets, brought in one by one, against what others computed of them."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.contests import DATA, FORECASTBENCH, published, published_tenths, rows_of
from tests.conformance.test_open_sets import CLOSE, scored, tenths
from tests.conftest import needs_shared
from tests.program import Fcl

pytestmark = needs_shared

RAW = DATA / "forecastbench_open"
RESOLVED = 775
ABOUT = {"resolution_criteria": "", "background": "", "source_intro": "", "resolution_dates": "N/A"}


def _sets(*, unlisted: bool, place: Path = FORECASTBENCH) -> Iterator[dict[str, Any]]:
    """The rounds as sets of questions and of resolutions; `unlisted` has prices of what no round resolves."""
    found = list(rows_of(place))
    resolved = {(row["source"], row["id"]) for row in found if row["resolved"] == "True"}
    for due in sorted({row["round_due"] for row in found}):
        rows = [row for row in found if row["round_due"] == due]
        listed = [
            row for row in rows if unlisted or row["resolved"] == "True" or (row["source"], row["id"]) not in resolved
        ]
        yield {"forecast_due_date": due, "questions": [*map(_question, listed)]}
        yield {"forecast_due_date": due, "resolutions": [_resolution(row) for row in rows if row["resolved"]]}


def _question(row: dict[str, str]) -> dict[str, Any]:
    return ABOUT | {
        **{name: row[name] for name in ("id", "source", "question", "url", "freeze_datetime")},
        "freeze_datetime_value": row["crowd_probability"],
        "market_info_close_datetime": row["market_close"],
    }


def _resolution(row: dict[str, str]) -> dict[str, Any]:
    names = ("id", "source", "resolution_date")
    outcome = {"resolved": row["resolved"] == "True", "resolved_to": float(row["resolved_to"])}
    return {name: row[name] for name in names} | outcome | {"direction": None}


def _bring(fcl: Fcl, whole: dict[str, Any], *options: str) -> dict[str, Any]:
    """The answer to a set brought in, of which nothing is rejected."""
    found = fcl.json("import", "forecastbench", "-", *options, stdin=json.dumps(whole))
    assert found["rejected"] == 0
    return {**found, "left": {loss["field"]: loss["rows"] for loss in found["losses"]}}


@pytest.fixture(scope="module")
def rounds(tmp_path_factory) -> tuple[Fcl, int]:
    """A ledger of twelve rounds, and how many running prices were left."""
    fcl = Fcl(tmp_path_factory.mktemp("rounds"))
    return fcl, sum(_bring(fcl, one)["left"].get("resolved_to", 0) for one in _sets(unlisted=False))


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> tuple[Fcl, list[dict[str, Any]], list[dict[str, Any]]]:
    """A ledger of one whole round, its two sets as they are published, and the answers to them."""
    fcl = Fcl(tmp_path_factory.mktemp("whole"))
    sets = [
        json.loads(gzip.decompress((RAW / f"2026-03-29{name}.json.gz").read_bytes()))
        for name in ("-llm", "_resolution_set")
    ]
    return fcl, sets, [_bring(fcl, one) for one in sets]


@pytest.mark.parametrize(
    ("name", "timing"),
    [
        ("open_forecastbench_market_resolved", "each"),
        ("open_forecastbench_market_last_round_per_question", "last"),
    ],
)
def test_the_markets_have_the_scores_and_bins_that_were_computed_of_them(rounds, name: str, timing: str) -> None:
    expected, rows = published(name), scored(rounds[0], "--timing", timing)
    assert (rows["brier"]["n"], float(rows["brier"]["happened"])) == (expected["n"], expected["sum_y"])
    assert float(rows["brier"]["value"]) == pytest.approx(expected["brier"], abs=CLOSE)
    assert float(rows["log"]["value"]) == pytest.approx(expected["log_loss_nat"], abs=CLOSE)
    bins = [row["n"] for row in tenths(rounds[0], "--timing", timing)]
    assert bins == [int(row["n"]) for row in published_tenths(name)]


def test_questions_about_ai_have_the_scores_that_were_computed_of_them(tmp_path) -> None:
    fcl, expected = Fcl(tmp_path), published("open_forecastbench_market_resolved_ai")
    for one in _sets(unlisted=False, place=RAW / "ai_market_questions_by_round.csv"):
        _bring(fcl, one)
    rows = scored(fcl, "--timing", "each")
    assert (rows["brier"]["n"], float(rows["brier"]["happened"])) == (expected["n"], expected["sum_y"])
    assert float(rows["brier"]["value"]) == pytest.approx(expected["brier"], abs=CLOSE)
    assert float(rows["log"]["value"]) == pytest.approx(expected["log_loss_nat"], abs=CLOSE)


def test_what_is_open_has_a_price_and_no_outcome(rounds) -> None:
    fcl, prices = rounds
    assert prices == 1484
    every = published("open_forecastbench_rows")["questions"]
    assert len(fcl.json("list", "status:open,due,overdue")) == every - RESOLVED
    assert len(fcl.json("list")) == every


def test_prices_of_rounds_that_list_no_resolution_count_here(rounds, tmp_path) -> None:
    """Nine prices of questions that came out about when the round was due; five were frozen before it was known."""
    fcl = Fcl(tmp_path)
    fcl.ledger.write_bytes(rounds[0].ledger.read_bytes())
    sets = [one for one in _sets(unlisted=True) if "questions" in one]
    assert sum(_bring(fcl, one)["forecasts_new"] for one in sets) == 9
    assert scored(fcl, "--timing", "each")["brier"]["n"] == published("open_forecastbench_market_resolved")["n"] + 5


def test_a_whole_round_comes_in_as_it_is_published_and_twice_is_once(whole) -> None:
    fcl, sets, (asked, settled) = whole
    # 250 markets, and 250 series of which most have eight dates.
    assert (asked["questions_new"], asked["forecasts_new"]) == (2248, 250)
    assert settled["resolutions_new"] == sum(one["resolved"] for one in sets[1]["resolutions"])
    assert settled["left"] == {"resolved_to": sum(not one["resolved"] for one in sets[1]["resolutions"])}
    again = [_bring(fcl, one) for one in sets]
    assert [(one["questions_new"], one["forecasts_new"], one["resolutions_new"]) for one in again] == [(0, 0, 0)] * 2


def test_forecasts_of_a_whole_round_find_their_questions(whole) -> None:
    """The share that came true is what Always 0 loses: over this round, where the leaderboard has every round."""
    fcl, (_, outcomes), _ = whole
    resolved = [one for one in outcomes["resolutions"] if one["resolved"]]
    for p in (0, 1):
        said = [{name: one[name] for name in ("id", "source", "resolution_date")} | {"forecast": p} for one in resolved]
        about = {"forecast_due_date": outcomes["forecast_due_date"], "organization": "FRI", "model": f"Always {p}"}
        assert _bring(fcl, about | {"forecasts": said}, "--certain")["forecasts_new"] == len(resolved)
    found = {row["group"]: row for row in fcl.json("score", "--rule", "brier", "--by", "forecaster")}
    happened = sum(one["resolved_to"] for one in resolved) / len(resolved)
    for name, loss in (("Always 0", happened), ("Always 1", 1 - happened)):
        assert found[name]["n"] == len(resolved)
        assert float(found[name]["value"]) == pytest.approx(loss, abs=1e-12)
