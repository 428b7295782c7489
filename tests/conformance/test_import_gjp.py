"""The Good Judgment Project's questions and first survey forecasts: counts, and the mean score over all options."""

import gzip
import json
from pathlib import Path

import pytest

from tests.conftest import SHARED, needs_shared
from tests.downloads import zipped
from tests.program import Fcl

pytestmark = needs_shared

GJP = SHARED / "data" / "gjp"
EXPECTED = SHARED / "data" / "expected_open" / "EXPECTED.json"
CUT = "survey_fcasts.csv:10000: answer_option: the forecast says nothing of (b) No"
CUT_SCORE = 0.02**2
"""What the reference gives the last forecast, of which the excerpt has one of two rows: 98% on what happened."""


@pytest.fixture(scope="module")
def fcl(tmp_path_factory: pytest.TempPathFactory) -> Fcl:
    """A ledger with all questions, and the excerpt of forecasts but for its last one."""
    fcl = Fcl(tmp_path_factory.mktemp("gjp"))
    files = {"ifps.csv": "ifps.csv.gz", "survey_fcasts.csv": "survey_fcasts_mini.yr1.csv.gz"}
    release = zipped({name: gzip.decompress((GJP / file).read_bytes()) for name, file in files.items()})
    (fcl.home / "gjp.zip").write_bytes(release)
    return fcl


def _expected() -> dict[str, float]:
    found: dict[str, float] = json.loads(EXPECTED.read_text(encoding="utf-8"))["open_gjp_mini"]
    return found


def test_the_excerpt_comes_in_whole_but_for_the_forecast_that_it_cuts_off(fcl: Fcl) -> None:
    place: Path = fcl.home / "gjp.zip"
    refused = fcl("import", "gjp", place, "--certain")
    assert refused.code == 5
    assert CUT in refused.err
    answer = fcl.json("import", "gjp", place, "--certain", "--skip-bad")
    expected = _expected()
    assert answer["questions_new"] == expected["ifps"]
    assert answer["forecasts_new"] == expected["forecasts"] - 1
    again = fcl.json("import", "gjp", place, "--certain", "--skip-bad")
    assert (again["questions_new"], again["forecasts_new"], again["resolutions_new"]) == (0, 0, 0)
    assert again["forecasts_same"] == expected["forecasts"] - 1


def test_people_and_voided_questions_are_as_many_as_published(fcl: Fcl) -> None:
    census = fcl.json("list", "status:annulled", "--limit", "1000")
    assert len(census) == _expected()["voided"]
    people = {row["group"] for row in fcl.json("score", "--timing", "each", "--by", "forecaster", "--rule", "brier")}
    people |= {row["group"] for row in fcl.json("score", "--timing", "each", "--by", "forecaster")}
    assert len(people - {"gjp:unknown"}) == _expected()["users"]


def test_the_mean_score_over_all_options_is_that_of_the_reference(fcl: Fcl) -> None:
    rows = {row["rule"]: row for row in fcl.json("score", "--timing", "each") if row["rule"] != "log"}
    # Yes and no are scored once here, and over both options there: twice as much.
    total = 2 * float(rows["brier"]["value"]) * rows["brier"]["n"]
    total += float(rows["brier-sum"]["value"]) * rows["brier-sum"]["n"]
    expected = _expected()
    assert rows["brier"]["n"] + rows["brier-sum"]["n"] == expected["forecasts"] - 1
    mean = (total + CUT_SCORE) / expected["forecasts"]
    assert mean == pytest.approx(expected["mean_multi_option_brier_sum"], abs=1e-9)
