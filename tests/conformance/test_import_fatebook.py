"""Fatebook's own scoring examples, written as its export, brought in and scored as it scores."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import SHARED, needs_shared
from tests.program import Fcl

pytestmark = needs_shared

VECTORS = SHARED / "vectors" / "fatebook_scoring.json"
HEADER = (
    "Question title,Forecast created by,Forecast (scale = 0-1),Forecast created at,Question created at,"
    "Question resolve by,Resolution,Resolved at\n"
)
START = datetime.fromisoformat("2026-01-01T00:00:00")
DOCUMENTED_DEFECT = "port"


def _cases() -> list[dict[str, Any]]:
    every = json.loads(VECTORS.read_text(encoding="utf-8"))["cases"] if VECTORS.exists() else []
    return [case for case in every if case["origin"] != DOCUMENTED_DEFECT]


def _after(days: float) -> str:
    return f"{START + timedelta(days=days):%Y-%m-%d %H:%M:%S}"


def _rows(case: dict[str, Any]) -> Iterator[str]:
    ends = f"{_after(30)},{case['resolution']},{_after(case['days'])}"
    for one in case["forecasts"]:
        yield f'"It rains",user {one["user"]},{one["p"]},{_after(one["day"])},{_after(0)},{ends}\n'


def _early(case: dict[str, Any]) -> set[str]:
    """Who was there from the first day: days without a forecast are no part of the score here, but are there."""
    return {one["user"] for one in case["forecasts"] if one["day"] < 1}


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case["id"])
def test_an_imported_example_has_the_score_that_fatebook_gives_it(case: dict[str, Any], tmp_path: Path) -> None:
    fcl = Fcl(tmp_path)
    export = HEADER + "".join(_rows(case))
    fcl.ok("import", "fatebook", "-", "--tz", "UTC", stdin=export)
    rows = fcl.json("score", "--dialect", "fatebook", "--by", "forecaster")
    found = {row["group"]: float(row["value"]) for row in rows}
    expected = {f"user {user}": case["port_full"][user]["absolute"] for user in _early(case)}
    assert {name: found[name] for name in expected} == pytest.approx(expected, abs=case["tolerance"])
