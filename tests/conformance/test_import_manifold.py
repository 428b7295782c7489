"""Eighty markets of Manifold and their bets, brought in as they lie there, against what others computed of them."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping

import pytest

from tests.conformance.contests import DATA, published, published_tenths, rows_of
from tests.conformance.test_open_sets import CLOSE, scored, tenths
from tests.conftest import needs_shared
from tests.program import Fcl

pytestmark = needs_shared

FOLDER = DATA / "manifold_80_markets"
DECIDED = "status:yes,no"


def _table(rows: Iterable[Mapping[str, str]]) -> str:
    listed = list(rows)
    text = io.StringIO()
    writer = csv.DictWriter(text, listed[0])
    writer.writeheader()
    writer.writerows(listed)
    return text.getvalue()


def _first_halves() -> Iterable[Mapping[str, str]]:
    """The bets up to the middle of each market's life: up to its close, or its resolution if that came first."""
    middles = {
        row["id"]: (int(row["createdTime"]) + min(int(row["closeTime"]), int(row["resolutionTime"]))) / 2
        for row in rows_of(FOLDER / "markets.csv")
    }
    return (bet for bet in rows_of(FOLDER / "bets.csv.gz") if int(bet["createdTime"]) <= middles[bet["contractId"]])


@pytest.fixture(scope="module")
def halves(tmp_path_factory) -> Fcl:
    fcl = Fcl(tmp_path_factory.mktemp("manifold"))
    fcl.ok("import", "manifold", FOLDER / "markets.csv")
    fcl.ok("import", "manifold", "-", stdin=_table(_first_halves()))
    return fcl


def test_prices_of_the_middle_have_the_scores_and_bins_that_were_computed_of_them(halves: Fcl) -> None:
    expected, rows = published("open_manifold_midlife"), scored(halves, DECIDED)
    assert (rows["brier"]["n"], float(rows["brier"]["happened"])) == (expected["n"], expected["sum_y"])
    assert float(rows["brier"]["value"]) == pytest.approx(expected["brier"], abs=CLOSE)
    assert float(rows["log"]["value"]) == pytest.approx(expected["log_loss_nat"], abs=CLOSE)
    bins = [row["n"] for row in tenths(halves, DECIDED)]
    assert bins == [int(row["n"]) for row in published_tenths("open_manifold_midlife")]


def test_markets_come_out_as_they_were_resolved_and_every_bet_is_counted(halves: Fcl) -> None:
    expected = published("open_manifold")
    outcomes = Counter(row["resolution"] for row in rows_of(FOLDER / "markets.csv"))
    found = Counter(one["resolutions"][0]["outcome"] for one in halves.json("list"))
    assert (found["yes"], found["no"]) == (outcomes["YES"], outcomes["NO"])
    fractions = {row["resolutionProbability"] for row in rows_of(FOLDER / "markets.csv") if row["resolution"] == "MKT"}
    assert set(found) - {"yes", "no"} == fractions
    assert outcomes == expected["resolution"]
    answer = halves.json("import", "manifold", "-", "--dry-run", stdin=_table(rows_of(FOLDER / "bets.csv.gz")))
    lost = {loss["field"]: loss["rows"] for loss in answer["losses"]}
    assert answer["forecasts_new"] + answer["forecasts_same"] + lost["createdTime"] == expected["bets"]
    assert lost == {"createdTime": 367, "probBefore": expected["bets"] - 367}
