"""Published sets through the program: imported, scored and binned by it, against what others computed of them."""

import math
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from tests.conformance import contests
from tests.conformance.contests import DATA, Contest, published, published_tenths, rows_of
from tests.conftest import SHARED, needs_shared
from tests.program import Fcl

pytestmark = needs_shared

SETS: Mapping[str, Callable[[], Contest]] = {
    "nba": partial(contests.games, "nba_games.csv"),
    "nfl": partial(contests.games, "nfl_games.csv"),
    "ncaa": contests.tournament,
    "senate": contests.senate,
    "football": contests.college_football,
    "forecastbench": contests.forecastbench,
    "manifold": contests.manifold,
    "gjp": contests.good_judgment,
    "2020": contests.year_2020,
    "simulated": contests.simulated,
    "niamey": contests.niamey,
    "hub": contests.hub,
}
EACH = ("--timing", "each")
CASES: dict[str, tuple[str, tuple[str, ...]]] = {
    "open_538_nba_games": ("nba", ()),
    "open_538_nfl_games": ("nfl", ()),
    "open_538_ncaa": ("ncaa", ()),
    "open_538_senate_hist": ("senate", ()),
    "open_538_cfb_raw_no01": ("football", EACH),
    "open_forecastbench_market_resolved": ("forecastbench", EACH),
    "open_forecastbench_market_last_round_per_question": ("forecastbench", ()),
    "open_forecastbench_market_resolved_ai": ("forecastbench", ("tag:ai", *EACH)),
    "open_manifold_midlife": ("manifold", ("not:tag:fraction",)),
    "open_scott_alexander_2020": ("2020", ()),
    "open_niamey_EMOS": ("niamey", ()),
    **{f"open_triptych_X0{at}": ("simulated", (f"forecaster:X0{at}",)) for at in range(1, 6)},
    **{
        f"open_scoringutils_binary_{model}_{kind}": ("hub", (f"forecaster:{model}", f"tag:{kind.lower()}"))
        for model, kind in (
            ("EuroCOVIDhub-baseline", "Cases"),
            ("EuroCOVIDhub-baseline", "Deaths"),
            ("EuroCOVIDhub-ensemble", "Cases"),
            ("EuroCOVIDhub-ensemble", "Deaths"),
            ("UMass-MechBayes", "Deaths"),
            ("epiforecasts-EpiNow2", "Cases"),
            ("epiforecasts-EpiNow2", "Deaths"),
        )
    },
}
# The file takes half a win for none in its log loss (and only there); the golden file weighs both sides, as we do.
HALVES = "open_538_nfl_games"
# Ten digits are published.
CLOSE = 5.1e-11


@pytest.fixture(scope="module")
def brought(tmp_path_factory) -> Callable[[str], Fcl]:
    made: dict[str, Fcl] = {}

    def bring(name: str) -> Fcl:
        if name not in made:
            made[name] = SETS[name]().brought_in(tmp_path_factory.mktemp(name))
        return made[name]

    return bring


def scored(fcl: Fcl, *words: str) -> dict[str, dict[str, Any]]:
    """The rows of a score table without groups, by rule."""
    return {row["rule"]: row for row in fcl.json("score", "--rule", "brier,log", *words)}


def tenths(fcl: Fcl, *words: str) -> list[dict[str, Any]]:
    return fcl.json("calibration", "--bins", "10", "--include", "early,undated", *words)


@pytest.mark.parametrize("name", CASES)
def test_scores(brought, name: str) -> None:
    contest, words = CASES[name]
    expected, rows = published(name), scored(brought(contest), *words)
    assert (rows["brier"]["n"], float(rows["brier"]["happened"])) == (expected["n"], expected["sum_y"])
    assert float(rows["brier"]["expected"]) / expected["n"] == pytest.approx(expected["mean_p"], abs=5e-7)
    assert float(rows["brier"]["value"]) == pytest.approx(expected["brier"], abs=CLOSE)
    if name != HALVES:
        assert float(rows["log"]["value"]) == pytest.approx(float(expected["log_loss_nat"]), abs=CLOSE)


@pytest.mark.parametrize("name", CASES)
def test_tenths(brought, name: str) -> None:
    contest, words = CASES[name]
    expected, rows = published_tenths(name), tenths(brought(contest), *words)
    assert [row["n"] for row in rows] == [int(row["n"]) for row in expected]
    for row, other in zip(rows, expected, strict=True):
        assert float(row["frequency"]) == pytest.approx(float(other["freq"]), abs=1e-12)
        # The tally holds parts per million.
        assert float(row["mean_probability"]) == pytest.approx(float(other["mean_p"]), abs=5e-7)


def test_ties_are_half_a_win_in_the_log_score_too(brought) -> None:
    golden = contests.json_of(SHARED / "golden" / "fivethirtyeight_games.json")["expected"]["nfl_games"]
    ours = float(scored(brought("nfl"))["log"]["value"])
    games = list(rows_of(DATA / "fivethirtyeight_open" / "nfl_games.csv"))
    ties = [float(game["prob1"]) for game in games if game["prob1_outcome"] == "0.5"]
    assert ours == pytest.approx(golden["log_with_half_outcomes"], abs=1e-12)
    assert ours == pytest.approx(0.6319706046874, abs=1e-12)
    # What the other file has instead: each tie as a loss of the first team.
    as_losses = ours + math.fsum(0.5 * (math.log(p) - math.log1p(-p)) for p in ties) / len(games)
    assert as_losses == pytest.approx(published(HALVES)["log_loss_nat"], abs=CLOSE)
    assert published(HALVES)["log_loss_nat"] == 0.6320187394


def test_favourites_of_the_tournaments(brought) -> None:
    said = published("open_538_ncaa")["published"]
    row = scored(brought("ncaa"))["brier"]
    assert (said["n"], row["n"]) == (254, 253)  # the file that was published has one game fewer than the article
    assert round(100 * float(row["happened"]) / row["n"], 1) == said["favorite_won_pct"]
    assert round(100 * float(row["expected"]) / row["n"], 1) == said["expected_pct"]


def test_printed_mean_scores(brought) -> None:
    for row in rows_of(DATA / "corp_open" / "published_mcbdsc.csv"):
        contest = "simulated" if row["set"] == "triptych" else "niamey"
        ours = scored(brought(contest), f"forecaster:{row['forecast']}")["brier"]["value"]
        places = len(row["mean_score"].partition(".")[2])
        assert f"{float(ours):.{places}f}" == row["mean_score"], row


def test_what_has_only_a_price_has_no_outcome(brought) -> None:
    fcl, expected = brought("forecastbench"), published("open_forecastbench_rows")
    assert len(fcl.json("list")) == expected["questions"]
    row = scored(fcl, *EACH)["brier"]
    assert (row["n"], row["questions"]) == (expected["resolved_rows"], 775)
    assert len(fcl.json("list", "status:open,due,overdue")) == expected["questions"] - 775
    priced = [row for row in rows_of(contests.FORECASTBENCH) if row["resolved"] == "False"]
    assert len(priced) == 1484
    assert all(row["resolved_to"] for row in priced)


def test_rounds_that_list_no_resolution(tmp_path) -> None:
    """Nine prices of questions that came out about when the round was due: left out there.

    If they are imported, the five that were frozen before the outcome was known count here.
    """
    row = scored(contests.forecastbench(unlisted=True).brought_in(tmp_path), *EACH)["brier"]
    assert (published("open_forecastbench_market_resolved")["n"], row["n"]) == (1195, 1200)


def test_markets_that_came_out_as_a_probability(brought) -> None:
    fcl = brought("manifold")
    rest, four, every = (scored(fcl, *words)["brier"] for words in (("not:tag:fraction",), ("tag:fraction",), ()))
    assert (rest["n"], four["n"], every["n"]) == (73, published("open_manifold")["resolution"]["MKT"], 77)
    assert Decimal(four["happened"]) == Decimal("1.12")  # 0.17, 0.04, 0.1 and 0.81
    # (0.18 - 0.17)^2 and so on: prices at half of the life, against what they came out as
    assert float(four["value"]) == pytest.approx((0.01**2 + 0.06**2 + 0.01**2 + 0.18**2) / 4, abs=1e-12)
    total = 73 * float(rest["value"]) + 4 * float(four["value"])
    assert float(every["value"]) == pytest.approx(total / 77, abs=1e-12)


def test_the_survey_of_the_good_judgment_project(brought) -> None:
    expected, row = published("open_gjp_mini"), scored(brought("gjp"), *EACH)["brier"]
    asked = {line["key"].split()[0] for line in contests.lines(SETS["gjp"]()) if line["p"]}
    assert (row["n"], len(asked)) == (expected["rows"], expected["questions"])
    # Their Brier score sums over the options of a forecast, ours is the mean over single options.
    summed = row["n"] * float(row["value"]) / expected["forecasts"]
    assert summed == pytest.approx(expected["mean_multi_option_brier_sum"], abs=CLOSE)


def test_its_users_and_the_one_without_a_number(brought) -> None:
    names = {row["group"] for row in brought("gjp").json("score", "--by", "forecaster", "--rule", "brier", *EACH)}
    # One of them is written NULL, and not counted there.
    assert (len(names), "NULL" in names, published("open_gjp_mini")["users"]) == (547, True, 546)


def test_its_voided_questions_are_annulled(brought) -> None:
    expected, fcl = published("open_gjp_mini"), brought("gjp")
    claims = [question["claim"] for question in fcl.json("list") if question["claim"].endswith("(a)")]
    void = [question["claim"] for question in fcl.json("list", "status:annulled") if question["claim"].endswith("(a)")]
    assert (len(claims), len(void)) == (expected["ifps"], expected["voided"])


def folded(fcl: Fcl) -> dict[int, list[int]]:
    """Right and wrong by percent of confidence: 30 % that it happens is 70 % that it does not."""
    rows = fcl.json("calibration", "--bins", "stated", "--fold")
    return {
        round(100 * Decimal(row["mean_probability"])): [int(row["happened"]), row["n"] - int(row["happened"])]
        for row in rows
    }


def test_the_predictions_of_2020_folded(brought) -> None:
    fcl, expected = brought("2020"), published("open_scott_alexander_2020")
    counts = folded(fcl)
    assert {str(percent): bin_ for percent, bin_ in sorted(counts.items())} == expected["folded_bins"]
    assert len(fcl.json("list", "status:annulled")) == expected["void"]


def test_where_the_published_tally_of_2020_differs(brought) -> None:
    rows = rows_of(DATA / "scott_alexander_2020" / "published_bins.csv")
    tally = {int(row["bin_percent"]): [int(row["right"]), int(row["wrong"])] for row in rows}
    counts = folded(brought("2020"))
    assert {percent for percent in tally if tally[percent] == counts[percent]} == {50, 60, 70}
    # The author's tally of the same post; it has no 95 %, and its 80 % and 90 % do not follow from his list.
    assert (tally[80], tally[90], tally.get(95)) == ([14, 8], [16, 3], None)
    assert (counts[80], counts[90], counts[95]) == ([17, 7], [15, 5], [3, 2])
    assert sum(map(sum, tally.values())) == 87
    assert sum(map(sum, counts.values())) == 95
