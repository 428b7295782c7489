"""Comparing forecasters: on the questions of both, and on a leaderboard where nobody answered the same."""

import csv
import io
import json

import jsonschema
import pytest

import ledger
from ledger.cli.schema import read_schema
from tests.conftest import SHARED, needs_shared
from tests.program import Fcl

GOLDEN = SHARED / "golden"
# ForecastBench's worked example: squared errors of numbers on three questions that came out no. C skipped the easy one.
WORKED = {"A": ("20%", "60%", "30%"), "B": ("40%", "50%", "10%"), "C": ("50%", "70%", "")}
HEADER = ("key", "claim", "forecaster", "p", "made", "by", "outcome", "known_on")


def table(said: dict[str, tuple[str, ...]], outcomes: str = "") -> str:
    """Numbers by forecaster, a column for each question; outcomes are y or n, all n unless given."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(HEADER)
    for who, numbers in said.items():
        for place, p in enumerate(numbers):
            outcome = {"y": "yes", "n": "no"}[outcomes[place] if outcomes else "n"]
            if p:
                writer.writerow((place, f"Question {place}", who, p, "2026-01-02", "2026-03-31", outcome, "2026-03-31"))
    return stream.getvalue()


def brought(home, said, outcomes="", *options) -> Fcl:
    fcl = Fcl(home)
    fcl.ok("import", "csv", "-", *options, stdin=table(said, outcomes))
    return fcl


@pytest.fixture
def worked(tmp_path) -> Fcl:
    return brought(tmp_path, WORKED)


@pytest.fixture(scope="module")
def twelve(tmp_path_factory) -> Fcl:
    """Ann is a little better than Bob on each of twelve questions; Cy answered four."""
    said = {
        "Ann": tuple(f"{10 + n}%" for n in range(12)),
        "Bob": tuple(f"{20 + 2 * n}%" for n in range(12)),
        "Cy": ("30%",) * 4 + ("",) * 8,
    }
    return brought(tmp_path_factory.mktemp("twelve"), said)


def valid(fcl: Fcl, *words: str) -> dict:
    document = json.loads(fcl.ok("--json", *words))
    jsonschema.Draft202012Validator(read_schema()).validate(document)
    return document


def board(fcl: Fcl, *words: str) -> dict[str, dict]:
    return {row["forecaster"]: row for row in fcl.json("--numbers", "leaderboard", *words)}


def test_raw_means_mislead_and_fixed_effects_do_not(worked) -> None:
    means = {
        row["group"]: row["value"] for row in worked.json("--numbers", "score", "--by", "forecaster", "--rule", "brier")
    }
    assert means["A"] - means["C"] == pytest.approx(-0.2067, abs=5e-5)
    found = board(worked, "--min", "1")
    assert found["A"]["value"] - found["C"]["value"] == pytest.approx(-0.1558, abs=5e-5)
    assert {who: row["n"] for who, row in found.items()} == {"A": 3, "B": 3, "C": 2}
    common = board(worked, "--min", "1", "--method", "common")
    assert {who: row["value"] for who, row in common.items()} == pytest.approx({"A": 0.2, "B": 0.205, "C": 0.37})


def test_too_few_questions_make_no_claim(worked) -> None:
    text = worked.ok("compare", "A", "C")
    assert "2 questions of both; 1 of A alone and 0 of B alone left out" in text
    assert "2 questions of both are too few to say who is better: at least 5" in text
    assert "better by" not in text
    row = worked.json("--numbers", "compare", "A", "C", "--rule", "brier")[0]
    assert row["mean_difference"] == pytest.approx(-0.17)
    assert (row["conclusion"], row["winner"], row["p_value"], row["t"], row["interval_low"]) == ("too_few", *[None] * 4)
    assert "nobody can be ranked" in worked.ok("leaderboard")
    assert "(3 forecasters with fewer than 10 questions in common with others not ranked: --min 1)" in worked.ok(
        "leaderboard"
    )


def test_who_is_better_and_whether_that_could_be_chance(twelve) -> None:
    text = twelve.ok("compare", "ann", "Bob")
    assert "12 questions of both; 0 of A alone and 0 of B alone left out" in text
    assert "Brier (0-1): Ann is better by 0.076, more than chance explains (p <0.001)" in text
    assert "12-0-0" in text
    rows = {row["rule"]: row for row in valid(twelve, "--numbers", "compare", "Bob", "Ann")["data"]}
    assert list(rows) == ["brier", "log"]
    assert rows["brier"]["p_value"] == pytest.approx(2 / 2**12)
    assert {row["winner"] for row in rows.values()} == {"Ann"}
    assert rows["brier"]["interval_low"] < rows["brier"]["mean_difference"] < rows["brier"]["interval_high"]
    spherical = twelve.json("compare", "Bob", "Ann", "--rule", "spherical")[0]
    assert (spherical["better"], spherical["winner"], spherical["losses"]) == ("higher", "Ann", 12)


def test_a_query_and_a_view_choose_the_questions(twelve) -> None:
    few = twelve.json("compare", "Ann", "Bob", "p:..0.15")[0]
    assert few["n_common"] == 0
    assert "no question of both has been scored" in twelve.ok("compare", "Ann", "Bob", "by:2027")
    late = twelve.ok("compare", "Ann", "Bob", "--no-retrospective")
    assert "without what was recorded after the outcome was known" in late
    assert "left out: 24 recorded after the outcome was known" in late


def test_questions_of_one_series_are_one_draw(tmp_path) -> None:
    fcl = Fcl(tmp_path)
    fcl.ok("add", "Dry in {period}", "20%", "--every", "FREQ=MONTHLY;BYMONTHDAY=-1", "--starting", "2026-01",
           "--until", "2026-06", "--made", "2025-12-15", "-f", "Ann")  # fmt: skip
    fcl.ok("expand", "--until", "2026-06-30")
    for id_ in fcl.ok("list", "--ids").split():
        fcl.ok("update", id_, "40%", "-f", "Bob", "--made", "2025-12-16")
        fcl.ok("-y", "resolve", id_, "no", "--known-on", "2026-07-02")
    row = fcl.json("compare", "Ann", "Bob")[0]
    assert (row["n_common"], row["clusters"], row["conclusion"], row["error"]) == (6, 1, "one_cluster", None)
    assert "one draw, which says nothing of chance" in fcl.ok("compare", "Ann", "Bob")
    found = fcl.json("leaderboard", "--min", "1")
    assert [(one["forecaster"], one["rank"], one["rank_low"], one["interval_low"]) for one in found] == [
        ("Ann", 1, None, None),
        ("Bob", 2, None, None),
    ]
    assert "one draw of the world has no interval" in fcl.ok("leaderboard", "--min", "1")


def test_certain_and_wrong_is_told_and_not_tested(tmp_path) -> None:
    said = {"Ann": ("100%", *["20%"] * 11), "Bob": ("30%",) * 12, "Cy": ("40%",) * 12}
    fcl = brought(tmp_path, said, "", "--certain")
    row = valid(fcl, "compare", "Ann", "Bob", "--rule", "log")["data"][0]
    assert (row["conclusion"], row["mean_a"], row["p_value"], row["infinite_a"], row["wins"]) == (
        "infinite",
        "inf",
        None,
        1,
        11,
    )
    assert "Ann was certain and wrong on 1 question; infinite scores cannot be tested" in fcl.ok(
        "compare", "Ann", "Bob"
    )
    found = {one["forecaster"]: one for one in valid(fcl, "leaderboard", "--rule", "log")["data"]}
    assert (found["Ann"]["rank"], found["Ann"]["why"], found["Bob"]["rank"]) == (None, "infinite", 1)
    assert "(1 forecaster with an infinite log score" in fcl.ok("leaderboard", "--rule", "log")


def test_nobody_unknown_and_nobody_against_themselves(twelve) -> None:
    unknown = twelve("--json", "compare", "Anne", "Bob")
    error = json.loads(unknown.err)["error"]
    assert (unknown.code, error["candidates"], error["hint"]) == (3, ["Ann"], "did you mean Ann?")
    assert twelve("compare", "Bob", "Zebulon").code == 3
    assert twelve("compare", "ann", "Ann").code == 2
    assert "cannot be compared with themselves" in twelve("compare", "ann", "Ann").err
    for words in (
        ("compare", "Ann", "Bob", "--rule", "brior"),
        ("compare", "Ann", "Bob", "--rule", "log", "--dialect", "gjo"),
        ("compare", "Ann", "Bob", "--level", "95"),
        ("compare", "Ann"),
        ("leaderboard", "--method", "mean"),
        ("leaderboard", "--method", "relative-skill", "--rule", "spherical"),
        ("leaderboard", "--method", "relative-skill", "--dialect", "metaculus-peer"),
        ("leaderboard", "--rule", "brier,log"),
        ("leaderboard", "--min", "0"),
        ("leaderboard", "--resamples", "1"),
        ("leaderboard", "--rule", "log", "--dialect", "gjo"),
    ):
        answer = twelve(*words)
        assert answer.code == 2, (words, answer)
        assert "Traceback" not in answer.err


@pytest.mark.parametrize("method", ["fixed-effects", "relative-skill", "head-to-head", "common"])
def test_a_leaderboard_says_how_it_came_about(twelve, method) -> None:
    text = twelve.ok("leaderboard", "--method", method, "--seed", "3", "--resamples", "60")
    assert f"{method} of Brier (0-1), lower is better" in text
    assert "60 resamples of 12 questions, seed 3" in text
    whom = "all others" if method == "common" else "others"
    assert f"(1 forecaster with fewer than 10 questions in common with {whom} not ranked" in text
    document = valid(twelve, "leaderboard", "--method", method)
    assert [(row["forecaster"], row["rank"], row["why"]) for row in document["data"]] == [
        ("Ann", 1, None),
        ("Bob", 2, None),
        ("Cy", None, "too_few"),
    ]
    assert (document["summary"]["ranked"], document["summary"]["resamples"]) == (2, 1000)
    assert twelve.ok("leaderboard", "--method", method) == twelve.ok("leaderboard", "--method", method)


def test_dialects_rank_in_their_own_direction(twelve) -> None:
    found = board(twelve, "--dialect", "metaculus-baseline")
    assert (found["Ann"]["rank"], found["Ann"]["better"], found["Ann"]["timing"]) == (1, "higher", "time-weighted")
    assert found["Ann"]["value"] > found["Bob"]["value"]
    assert "dialect metaculus-baseline, timing time-weighted" in twelve.ok(
        "leaderboard", "--dialect", "metaculus-baseline"
    )


def test_nothing_to_compare_yet(tmp_path) -> None:
    fcl = Fcl(tmp_path)
    fcl.add("It rains", "70%", "--by", "2030-01-01", "-f", "Ann")
    assert "nothing to compare yet" in fcl.ok("leaderboard")
    assert fcl.ok("export", "pairs").count("\n") == 1


def test_tables_of_pairs_and_places(twelve) -> None:
    rows = list(csv.DictReader(io.StringIO(twelve.ok("export", "pairs", "-o", "-"))))
    assert [(row["forecaster_a"], row["forecaster_b"], row["rule"]) for row in rows] == [
        ("Ann", "Bob", "brier"),
        ("Ann", "Bob", "log"),
    ]
    assert list(rows[0])[-1] == "as_of"
    shown = twelve.json("compare", "Ann", "Bob")
    for row, other in zip(rows, shown, strict=True):
        for name in ("mean_a", "mean_difference", "error", "t", "p_value", "interval_low", "interval_high"):
            assert float(row[name]) == float(other[name])
        assert (row["p_method"], row["wins"], row["level"]) == ("permutation", "12", "0.95")
    wide = twelve.ok("export", "pairs", "--min", "3", "forecaster:Ann,Cy", "-o", "-")
    assert "Ann,Cy,brier" in wide
    assert wide == twelve.ok("export", "pairs", "--min", "3", "forecaster:Ann,Cy", "-o", "-")
    places = list(
        csv.DictReader(io.StringIO(twelve.ok("export", "leaderboard", "--method", "common", "--rule", "log")))
    )
    assert [(row["forecaster"], row["rank"], row["why"], row["method"]) for row in places] == [
        ("Ann", "1", "", "common"),
        ("Bob", "2", "", "common"),
        ("Cy", "", "too_few", "common"),
    ]
    assert list(places[0])[-1] == "as_of"


def test_the_book_answers_the_same(twelve) -> None:
    with ledger.open(twelve.ledger) as book:
        row = book.compare("Ann", "Bob", rules=("brier",)).rows[0]
        assert (row.winner, row.conclusion) == ("Ann", "better")
        assert [one.standing.rank for one in book.leaderboard(resamples=20).places] == [1, 2, None]
        assert len(book.frame("pairs", minimum=1)) == 6
        assert len(book.frame("leaderboard", rules=("brier",), resamples=20)) == 3


@needs_shared
def test_the_synthetic_ledger_gives_its_table_of_pairs(tmp_path) -> None:
    said: dict[str, list[str]] = {}
    outcomes = {}
    for row in csv.DictReader((GOLDEN / "synthetic_ledger_600.csv").read_text(encoding="utf-8").splitlines()):
        said.setdefault(row["forecaster"], []).append(f"{row['p_percent']}%")
        outcomes[row["question_id"]] = "y" if row["outcome"] == "1" else "n"
    fcl = brought(tmp_path, said, "".join(outcomes.values()), "--certain")
    expected = json.loads((GOLDEN / "synthetic_ledger_600.json").read_text(encoding="utf-8"))["expected"]
    rows = csv.DictReader(io.StringIO(fcl.ok("export", "pairs", "--rule", "brier", "-o", "-")))
    found = {f"{row['forecaster_a']}-{row['forecaster_b']}": row for row in rows}
    assert sorted(found) == ["a-b", "a-c", "b-c"]
    printed = {"a-b": 0.73, "a-c": 0.74, "b-c": 0.90}
    for name, row in found.items():
        assert [int(row[key]) for key in ("n_common", "wins", "losses")] == [
            200, expected[name]["wins"], expected[name]["losses"],
        ]  # fmt: skip
        for key, theirs in (("mean_difference", "mean_diff"), ("error", "se"), ("t", "t")):
            assert float(row[key]) == pytest.approx(expected[name][theirs], abs=1e-9)
        assert float(row["p_value"]) == pytest.approx(printed[name], abs=0.015)
    text = fcl.ok("compare", "b", "c", "--rule", "brier")
    assert "145-54-1" in text
    assert "c is better by 0.002, which could be chance" in text
