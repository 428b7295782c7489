"""PredictionBook's own scoring examples, written as its JSON, brought in and scored as it scores."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import SHARED, needs_shared
from tests.program import Fcl

pytestmark = needs_shared

VECTORS = SHARED / "vectors" / "predictionbook_scoring.json"


def _cases() -> list[dict[str, Any]]:
    """Those with judged responses: of a ledger without any there is no row to compare, and bands are no import."""
    every = json.loads(VECTORS.read_text(encoding="utf-8"))["cases"] if VECTORS.exists() else []
    return [case for case in every if case.get("responses") and "score" in case["expected"]]


def _prediction(number: int, *, confidence: int, outcome: bool) -> dict[str, Any]:
    said = {"id": number, "user_label": "user", "confidence": confidence, "created_at": "2026-01-02T09:00:00.000Z"}
    return {
        "id": number,
        "description": f"Event {number}",
        "created_at": "2026-01-02T09:00:00.000Z",
        "deadline": "2026-03-01T00:00:00.000Z",
        "outcome": outcome,
        "last_judgement_at": "2026-03-01T00:00:00.000Z",
        "responses": [said],
    }


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case["id"])
def test_an_imported_example_has_the_score_that_predictionbook_gives_it(case: dict[str, Any], tmp_path: Path) -> None:
    fcl = Fcl(tmp_path)
    responses = enumerate(case["responses"], 1)
    export = [_prediction(number, **one) for number, one in responses]
    fcl.ok("import", "predictionbook", "-", "--certain", stdin=json.dumps(export))
    (row,) = fcl.json("score", "--dialect", "predictionbook", "--by", "forecaster")
    assert float(row["value"]) == pytest.approx(case["expected"]["score"], abs=1e-9)
    assert row["n"] == case["expected"]["count"]
