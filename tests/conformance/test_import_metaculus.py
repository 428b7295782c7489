"""Metaculus' downloads brought in whole, and its scoring examples, written as a download, scored as it scores."""

import csv
import gzip
import io
import json
from bisect import bisect_left
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import SHARED, needs_shared
from tests.downloads import forecast, packed, question, zipped
from tests.program import Fcl

pytestmark = needs_shared

DOWNLOADS = SHARED / "data" / "metaculus_export_format"
VECTORS = SHARED / "vectors" / "metaculus_score_math.json"
START = datetime(2026, 1, 1, tzinfo=UTC)
KINDS = {"baseline": "metaculus-baseline", "spot_baseline": "metaculus-spot-baseline",
         "peer": "metaculus-peer", "spot_peer": "metaculus-spot-peer"}  # fmt: skip


def _cases() -> list[dict[str, Any]]:
    """Those about yes and no, that look at a question when it ends: a download does not say when else."""
    every = json.loads(VECTORS.read_text(encoding="utf-8"))["cases"] if VECTORS.exists() else []
    return [
        case
        for case in every
        if case.get("score") in KINDS
        and {one["type"] for one in case["forecasts"]} == {"binary"}
        and (not case["score"].startswith("spot") or case["args"]["spot_day"] >= case["args"]["actual_close_day"])
    ]


def _after(days: float) -> str:
    return f"{START + timedelta(days=days)}"


def _question(number: int, case: dict[str, Any]) -> dict[str, str]:
    args = case["args"]
    closed = _after(args["actual_close_day"])
    return question(
        question_id=number, question_title=case["id"], open_time=_after(args["horizon_start_day"]),
        scheduled_close_time=_after(args["horizon_end_day"]), actual_close_time=closed, resolution_known_time=closed,
        resolution="yes" if args["resolution_bucket"] else "no",
    )  # fmt: skip


def _forecasts(number: int, case: dict[str, Any]) -> list[dict[str, str]]:
    return [
        forecast(
            one["value"], question_id=number, forecaster_username=f"{case['id']} {place}",
            start_time=_after(one["start"]), end_time="" if one["end"] is None else _after(one["end"]),
        )
        for place, one in enumerate(case["forecasts"])
    ]  # fmt: skip


def _expected(cases: list[dict[str, Any]]) -> dict[str, tuple[float, float]]:
    return {
        f"{case['id']} {place}": (found["score"], found["coverage"])
        for case in cases
        for place, found in enumerate(case["expected"])
        if found["coverage"]
    }


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Fcl:
    """A ledger with all the examples, each a question with forecasters of its own."""
    fcl = Fcl(tmp_path_factory.mktemp("metaculus"), TZ="UTC")
    asked = [_question(number, case) for number, case in enumerate(_cases())]
    said = [row for number, case in enumerate(_cases()) for row in _forecasts(number, case)]
    (fcl.home / "download.zip").write_bytes(packed(asked, said, cut=0))
    fcl.ok("import", "metaculus", fcl.home / "download.zip")
    return fcl


@pytest.mark.parametrize("kind", KINDS)
def test_imported_examples_have_the_scores_that_metaculus_gives_them(kind: str, scored: Fcl) -> None:
    cases = [case for case in _cases() if case["score"] == kind]
    rows = scored.json("score", "--dialect", KINDS[kind], "--by", "forecaster")
    found = {row["group"]: float(row["value"]) for row in rows if row["group"].startswith(f"{kind}/")}
    expected = {name: score for name, (score, _) in _expected(cases).items()}
    assert len(expected) >= 12
    assert found == pytest.approx(expected, abs=1e-6)


def _files(folder: str) -> dict[str, str]:
    files = {}
    for path in sorted((DOWNLOADS / folder).iterdir()):
        content = path.read_bytes()
        files[path.name.removesuffix(".gz")] = (gzip.decompress(content) if path.suffix == ".gz" else content).decode()
    return files


@pytest.mark.parametrize(
    ("folder", "count"), [("appropriations_binary", 48), ("openai_api_prices_binary", 364), ("sp500_numeric", 225)]
)
def test_a_published_download_comes_in_whole(folder: str, count: int, tmp_path: Path) -> None:
    files = _files(folder)
    fcl = Fcl(tmp_path)
    (tmp_path / "download.zip").write_bytes(zipped(files))
    answer = fcl.json("import", "metaculus", tmp_path / "download.zip")
    assert (answer["forecasts_new"], answer["rejected"], answer["ignored"]) == (count, 0, [])
    said = list(csv.reader(io.StringIO(files["forecast_data.csv"])))[1:]
    told = fcl.json("list")[0]["predictions"][0]["forecasts"]
    assert [one["p"] for one in told] == [row[7] or None for row in said]
    for one, row in zip(told, said, strict=True):
        if one["prediction"]:
            assert _median(one["prediction"]["cdf"]) == pytest.approx(float(row[14]), rel=1e-9)


def _median(cdf: dict[str, str]) -> float:
    """Where a CDF reaches one half, between its points on a straight line, as Metaculus finds it."""
    values, shares = [float(at) for at in cdf], [float(share) for share in cdf.values()]
    place = bisect_left(shares, 0.5)
    low, high = shares[place - 1], shares[place]
    return values[place - 1] + (0.5 - low) / (high - low) * (values[place] - values[place - 1])
