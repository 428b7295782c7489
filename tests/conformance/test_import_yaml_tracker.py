"""The tracker of one person's dated statements, brought in as it is published, against what it says of itself."""

import json
from collections import Counter

import pytest

from tests.conformance.contests import DATA, published
from tests.conftest import needs_shared
from tests.program import Fcl

pytestmark = needs_shared
yaml = pytest.importorskip("yaml", reason="a tracker is read with PyYAML")

FOLDER = DATA / "ai_amodei_tracker"
HORIZON = "180d"


@pytest.fixture(scope="module")
def tracker(tmp_path_factory) -> tuple[Fcl, dict[str, str]]:
    """A ledger of the tracker, and the tracker's id of each claim."""
    fcl = Fcl(tmp_path_factory.mktemp("tracker"))
    assert fcl.json("import", "yaml-tracker", FOLDER / "predictions.yaml")["rejected"] == 0
    records = yaml.safe_load((FOLDER / "predictions.yaml").read_text(encoding="utf-8"))["predictions"]
    return fcl, {" ".join(record["quote"].split()): record["id"] for record in records}


def test_statements_came_out_as_the_tracker_counts_them(tracker) -> None:
    fcl, ids = tracker
    status = published("open_amodei")["status"]
    assert status == json.loads((FOLDER / "loop-state.json").read_text(encoding="utf-8"))["status_counts"]
    questions = fcl.json("list")
    assert {question["claim"] for question in questions} == set(ids)
    outcomes = Counter(one["resolutions"][0]["value"] if one["resolutions"] else None for one in questions)
    assert outcomes == {
        "1": status["achieved"],
        "0.5": status["partially"],
        None: status["in_window"] + status["pending"],
    }


@pytest.mark.parametrize("day", ["2026-08-22", "2026-11-20", "2027-01-01", "2027-04-01"])
def test_what_is_due_and_overdue_on_a_day_is_what_the_tracker_lists(tracker, day: str) -> None:
    fcl, ids = tracker
    expected = published("open_amodei")["as_of"][day]
    found = fcl.json("--now", day, "due", "--within", HORIZON)
    assert sorted(ids[one["claim"]] for one in found if one["status"] == "overdue") == expected["overdue"]
    assert sorted(ids[one["claim"]] for one in found if one["status"] != "overdue") == expected["due_180d"]
