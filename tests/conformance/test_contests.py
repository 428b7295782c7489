"""The ACX contest of 2022, imported as it was published: every score, total and column against the published ones."""

import csv
import io
import math
import statistics
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conformance.contests import DATA, published, published_tenths
from tests.conftest import needs_shared
from tests.program import Fcl

pytestmark = needs_shared

FOLDER = DATA / "acx_2022_contest"
OPTIONS = ("--percent", "--certain", "--annulled", "-", "--map", "made==2022-01-31", "--map", "by==2022-12-31",
           "--map", "known_on==2023-01-15")  # fmt: skip
ENTRANTS = ("--wide", "13..520", "--fill-blank", "Scott")
OTHERS = ("Scott", "Market", "Sprfrcaster avg", "Predictor avg", "Aggregate")
# Where the entrants and the columns above stand in the table of scores.
FIRST_SCORE, PLACES = 14, {"Scott": 4, "Market": 5, "Sprfrcaster avg": 6, "Predictor avg": 8, "Aggregate": 9}
COUNTED = 67
SMALL = 5.1e-11


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """The ledger that holds the contest; log scores by forecaster and question; which questions had a market."""

    fcl: Fcl
    log: Mapping[str, Mapping[str, float]]
    claims: tuple[str, ...]
    with_market: frozenset[str]
    entrants: tuple[str, ...]


def sheet(name: str) -> list[list[str]]:
    text = (FOLDER / name).read_text(encoding="utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def table_of(text: str) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(io.StringIO(text, newline=""))


def file_of_predictions() -> Path:
    return FOLDER / "acx_2022_predictions.csv"


@pytest.fixture(scope="module")
def contest(tmp_path_factory) -> Contest:
    fcl = Fcl(tmp_path_factory.mktemp("acx"))
    fcl.ok("import", "csv", file_of_predictions(), *ENTRANTS, *OPTIONS)
    fcl.ok("import", "csv", file_of_predictions(), *(word for name in OTHERS for word in ("--wide", name)), *OPTIONS)
    questions = {row["id"]: row["claim"] for row in table_of(fcl.ok("export", "questions", "-o", "-"))}
    priced = fcl.ok("list", "forecaster:Market", "status:resolved", "--ids")
    fcl.ok("-y", "tag", "add", "-", "market", stdin=priced)
    log: dict[str, dict[str, float]] = {}
    for row in table_of(fcl.ok("export", "scores", "-o", "-")):
        if row["rule"] == "log":
            log.setdefault(row["forecaster"], {})[questions[row["question"]]] = float(row["value"])
    header, *rows = sheet("acx_2022_predictions.csv")
    return Contest(
        fcl=fcl,
        log=log,
        claims=tuple(" ".join(row[0].split()) for row in rows),
        with_market=frozenset(questions[id_] for id_ in priced.split()),
        entrants=tuple(header[at] or f"column {at + 1}" for at in range(12, 520)),
    )


@pytest.fixture(scope="module")
def cells() -> list[list[str]]:
    """The published scores: a row for each question in the order of the predictions, then totals."""
    return sheet("acx_2022_scores.csv")[1:]


def total(contest: Contest, name: str, *, with_market: bool = False) -> float:
    scores = contest.log[name].items()
    return math.fsum(value for claim, value in scores if claim in contest.with_market or not with_market)


def test_blanks_are_filled_and_counted(tmp_path) -> None:
    fcl, expected = Fcl(tmp_path), published("open_acx2022")
    answer = fcl("import", "csv", file_of_predictions(), *ENTRANTS, *OPTIONS)
    said, blank = 70 * 508, expected["blank_cells"]
    assert f"70 questions, {said} forecasts: 70 questions and {said} forecasts and 70 resolutions new" in answer.out
    assert (
        f"{said - blank} forecasts given + {blank} blanks filled with the number of Scott (basis imputed)" in answer.err
    )
    again = fcl("import", "csv", file_of_predictions(), *ENTRANTS, *OPTIONS)
    assert f": 0 new, 70 questions and {said} forecasts and 70 resolutions already here, 0 rejected" in again.out
    assert [row["n"] for row in fcl.json("score", "--rule", "log", "--by", "basis")] == [26_322, 7_714]


def test_every_published_score_of_an_entrant(contest: Contest, cells: list[list[str]]) -> None:
    expected, compared, equal = published("open_acx2022"), 0, 0
    for claim, row in zip(contest.claims, cells, strict=False):
        for place, name in enumerate(contest.entrants):
            cell, ours = row[FIRST_SCORE + place], contest.log[name].get(claim)
            assert (cell == "") == (ours is None)
            if ours is not None:
                compared += 1
                equal += round(ours, 2) == float(cell)
    assert (compared, equal) == (expected["cells_compared"], expected["cells_equal_2dp"]) == (34_036, 34_036)


def test_totals_and_those_of_the_questions_with_a_market(contest: Contest, cells: list[list[str]]) -> None:
    expected = published("open_acx2022")
    assert (len(contest.entrants), len(contest.with_market)) == (expected["entrants"], expected["market_questions"])
    assert {len(contest.log[name]) for name in contest.entrants} == {expected["scored"]} == {COUNTED}
    sums = [round(total(contest, name), 2) for name in contest.entrants]
    parts = [round(total(contest, name, with_market=True), 2) for name in contest.entrants]
    assert sums == [float(cell) for cell in cells[70][FIRST_SCORE:]]
    assert parts == [float(cell) for cell in cells[72][FIRST_SCORE:]]
    assert round(statistics.fmean(total(contest, name) for name in contest.entrants), 2) == expected["mean_total"]
    assert min(parts) == expected["best_sub"]
    assert round(58 * math.log(2), 1) == expected["fifty_percent_everywhere_sub"]


def test_the_table_by_forecaster_has_the_same_totals(contest: Contest) -> None:
    for words, n, with_market in ((), COUNTED, False), (("tag:market",), 58, True):
        table = {row["group"]: row for row in contest.fcl.json("score", *words, "--rule", "log", "--by", "forecaster")}
        assert {table[name]["n"] for name in contest.entrants} == {n}
        for name in contest.entrants:
            summed = total(contest, name, with_market=with_market)
            assert n * float(table[name]["value"]) == pytest.approx(summed, abs=1e-9)


def test_mean_and_spread_of_each_question(contest: Contest, cells: list[list[str]]) -> None:
    for claim, row in zip(contest.claims, cells, strict=False):
        scores = [contest.log[name][claim] for name in contest.entrants if claim in contest.log[name]]
        if row[1] == "-":
            assert scores == []
        else:
            ours = statistics.fmean(scores), statistics.stdev(scores)
            assert ours == pytest.approx((float(row[2]), float(row[3])), abs=0.00501), claim


def test_the_twelve_superforecasters(contest: Contest) -> None:
    rows = [row for row in sheet("acx_2022_scores_superforecasters.csv")[1:] if row[1] or row[0].startswith("Total")]
    ours = {tuple(_printed(contest, name)): name for name in contest.entrants}
    found = {ours[tuple(row[at] for row in rows[:70])]: float(rows[70][at]) for at in range(FIRST_SCORE, 26)}
    assert len(found) == 12
    assert {name: round(total(contest, name), 2) for name in found} == found


def _printed(contest: Contest, name: str) -> list[str]:
    scores = [contest.log[name].get(claim) for claim in contest.claims]
    return ["" if score is None else f"{score:.2f}".rstrip("0").rstrip(".") for score in scores]


def test_annulled_questions_keep_their_forecasts(contest: Contest) -> None:
    annulled = contest.fcl.json("list", "status:annulled")
    assert len(annulled) == published("open_acx2022")["annulled"]
    for question in annulled:
        assert {one["forecaster"] for one in question["predictions"]} == {*contest.entrants, *OTHERS}
        assert question["scores"] == []


GIVEN = ("basis:stated", *(f"not:forecaster:{name}" for name in OTHERS))
COLUMNS = {
    "open_acx2022_all_given_forecasts": GIVEN,
    "open_acx2022_scott": ("forecaster:Scott",),
    "open_acx2022_market": ("forecaster:Market",),
    "open_acx2022_superforecaster_avg": ("forecaster:Sprfrcaster avg",),
    "open_acx2022_predictor_avg": ("forecaster:Predictor avg",),
    "open_acx2022_aggregate": ("forecaster:Aggregate",),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_scores_and_tenths_of_what_was_given(contest: Contest, name: str) -> None:
    expected = published(name)
    scores = {row["rule"]: row for row in contest.fcl.json("score", "--rule", "brier,log", *COLUMNS[name])}
    assert (scores["brier"]["n"], float(scores["brier"]["happened"])) == (expected["n"], expected["sum_y"])
    assert float(scores["brier"]["value"]) == pytest.approx(expected["brier"], abs=SMALL)
    assert float(scores["log"]["value"]) == pytest.approx(expected["log_loss_nat"], abs=SMALL)
    rows, bins = contest.fcl.json("calibration", "--bins", "10", *COLUMNS[name]), published_tenths(name)
    assert [row["n"] for row in rows] == [int(row["n"]) for row in bins]
    for row, other in zip(rows, bins, strict=True):
        assert float(row["mean_probability"]) == pytest.approx(float(other["mean_p"]), abs=1e-12)
        assert float(row["frequency"]) == pytest.approx(float(other["freq"]), abs=1e-12)


def test_columns_that_are_no_averages_have_the_published_totals(contest: Contest, cells: list[list[str]]) -> None:
    assert round(total(contest, "Scott"), 2) == float(cells[70][PLACES["Scott"]]) == 37.96
    assert round(total(contest, "Scott", with_market=True), 2) == float(cells[72][PLACES["Scott"]]) == 34.73
    assert (len(contest.log["Market"]), cells[70][PLACES["Market"]]) == (58, "-")
    assert round(total(contest, "Market", with_market=True), 2) == float(cells[72][PLACES["Market"]]) == 26.59


# An average was published to the whole percent, but scored there before it was rounded: so these differ.
AVERAGES = {
    "Sprfrcaster avg": ((33.1, 33.14), (29.71, 29.75)),
    "Predictor avg": ((35.29, 35.3), (31.95, 31.95)),
    "Aggregate": ((34.8, 34.83), (31.77, 31.81)),
}


@pytest.mark.parametrize("name", AVERAGES)
def test_averages_were_scored_before_they_were_rounded(contest: Contest, cells: list[list[str]], name: str) -> None:
    theirs = float(cells[70][PLACES[name]]), float(cells[72][PLACES[name]])
    ours = round(total(contest, name), 2), round(total(contest, name, with_market=True), 2)
    assert tuple(zip(theirs, ours, strict=True)) == AVERAGES[name]
    for claim, row in zip(contest.claims, cells, strict=False):
        if claim in contest.log[name]:
            # Half a percent either way, which weighs most where the probability of what happened is small.
            chance = math.exp(-contest.log[name][claim])
            low, high = (-math.log(chance + half) for half in (0.005, -0.005))
            assert low - 0.005 <= float(row[PLACES[name]]) <= high + 0.005, claim
