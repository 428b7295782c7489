"""Scores of questions that are not yes or no: each by the rules of its type, no mean over two types or units."""

import csv
import io
import json

import pytest

from tests import kinds
from tests.program import Fcl


@pytest.fixture
def fcl(tmp_path):
    return Fcl(tmp_path)


@pytest.fixture
def many(fcl):
    kinds.told(fcl.ledger)
    return fcl


def by_rule(rows, key="value"):
    return {(row["type"], row["unit"], row["rule"]): row[key] for row in rows}


def answer(fcl, *words):
    return json.loads(fcl.ok("--json", "--numbers", *words))


def test_without_a_rule_every_type_is_scored_by_its_own(many):
    rows = answer(many, "score")["data"]

    assert by_rule(rows, "n") == {
        ("binary", None, "brier"): 1,
        ("binary", None, "log"): 1,
        ("categorical", None, "brier-sum"): 2,
        ("categorical", None, "log"): 2,
        ("categorical", None, "rps"): 1,
        ("categorical", "per option", "brier"): 1,
        ("categorical", "per option", "log"): 1,
        ("numeric", None, "crps-lognormal"): 1,
        ("numeric", "USD bn", "interval"): 2,
        ("numeric", "USD bn", "weighted-interval"): 1,
        ("numeric", "USD bn", "interval-coverage"): 2,
        ("numeric", "USD bn", "crps-quantiles"): 2,
        ("numeric", "USD bn", "crps-cdf"): 1,
        ("numeric", "km", "crps-normal"): 1,
        ("date", "days", "interval"): 1,
        ("date", "days", "interval-coverage"): 1,
        ("date", "days", "crps-uniform"): 1,
    }
    assert by_rule(rows, "better")["numeric", "USD bn", "interval-coverage"] == "nearer"
    assert by_rule(rows)["numeric", "USD bn", "interval"] == pytest.approx((800 + 600) / 2)
    assert [(row["happened"], row["expected"]) for row in rows[:3]] == [(1, 0.7), (1, 0.7), (None, None)]


def test_the_rows_stand_in_the_order_of_types_whatever_came_first(fcl):
    kinds.told(fcl.ledger, "any day", "normal", "leads", "happens")

    assert [row["type"] for row in answer(fcl, "score", "--by", "type")["data"]] == [
        *("binary", "binary", "categorical", "categorical", "numeric", "date"),
    ]


def test_by_type_no_column_is_named_twice(fcl):
    kinds.told(fcl.ledger, "leads", "normal")

    head = fcl.ok("score", "--by", "type").splitlines()[0].split()
    assert head[:3] == ["type", "unit", "rule"]


def test_an_amended_outcome_shows_the_change_of_the_score_of_its_type(fcl):
    shares = ("--options", "A,B,other", "--shares", "A=50% B=30% other=20%")
    id_ = fcl.add("Best lab", *shares, "--made", "2026-01-02", "--by", "2026-05-31")
    fcl.ok("resolve", id_, "A", "--known-on", "2026-06-01")

    told = fcl.ok("resolve", id_, "B", "--known-on", "2026-06-01", "--amend")
    assert told.endswith("(2nd resolution; the first is kept)   log 0.6931 → 1.2040\n"), told


def test_people_read_a_table_of_yes_and_no_and_one_of_all_other_types(fcl):
    kinds.told(fcl.ledger, "happens", "takes part", "normal")

    assert fcl.ok("score").splitlines() == [
        "     n  happened  expected  Brier (0-1)  95% interval    log",
        "all  1         1       0.7        0.090             -  0.357",
        "",
        "     type         unit        rule         better  n    mean  95% interval",
        "all  categorical  per option  brier        lower   1   0.313             -",
        "all  categorical  per option  log          lower   1   0.961             -",
        "all  numeric      km          crps-normal  lower   1  13.256             -",
        "fewer than 5 questions say little about anybody's skill",
        "no interval where all predictions share one question, series or text",
        "evidence: 3 retrospective",
    ]


def test_only_other_types_have_only_the_other_table(fcl):
    kinds.told(fcl.ledger, "normal")

    assert fcl.ok("score", "--by", "forecaster").splitlines()[:2] == [
        "forecaster  type     unit  rule         better  n    mean  95% interval",
        "tester      numeric  km    crps-normal  lower   1  13.256             -",
    ]


@pytest.mark.parametrize(
    ("rule", "counted", "left_out"),
    [
        ("brier", 2, "left out: 11 not yes/no questions"),
        ("log", 4, "left out: 9 of a kind that this rule does not score"),
        ("rps", 1, "left out: 12 of a kind that this rule does not score"),
        ("crps-quantiles", 2, "left out: 11 of a kind that this rule does not score"),
        ("brier,crps-normal", 3, "left out: 10 of a kind that this rule does not score"),
    ],
)
def test_a_rule_leaves_out_what_it_says_nothing_of(many, rule, counted, left_out):
    assert answer(many, "score", "--rule", rule)["summary"]["n"] == counted
    assert left_out in many.ok("score", "--rule", rule)


def test_a_rule_that_is_not_kept_is_worked_out(fcl):
    kinds.told(fcl.ledger, "quantiles")

    (row,) = answer(fcl, "score", "--rule", "median-error")["data"]
    assert (row["value"], row["unit"], row["n"]) == (20, "USD bn", 1)


def test_no_such_rule_names_the_close_ones_of_every_type(many):
    said = many("score", "--rule", "crps")

    assert (said.code, said.err) == (
        2,
        "error: no scoring rule is called 'crps'\nhint: did you mean rps or crps-cdf?\n",
    )


def test_a_baseline_is_for_yes_and_no(many):
    refused = many("score", "--rule", "rps", "--baseline", "half")
    assert (refused.code, refused.err) == (
        2,
        "error: a baseline is for yes/no questions, and rps is not\nhint: leave out --baseline\n",
    )
    rows = answer(many, "score", "--baseline", "half")["data"]
    assert {row["type"] for row in rows if row["skill"] is not None} == {"binary"}


def test_a_forecaster_has_a_line_for_each_type_and_unit(fcl):
    kinds.told(fcl.ledger, "happens", "takes part", "normal")

    assert fcl.ok("forecaster", "show", "tester").splitlines()[2:] == [
        "  3 on questions with an outcome, 3 scored",
        "  mean brier 0.090, mean log 0.357",
        "  categorical, per option: mean brier 0.313, mean log 0.961",
        "  numeric, km: mean crps-normal 13.256",
    ]


def test_what_is_scored_by_its_own_rules_is_found_as_scored(many):
    assert len(many.ok("list", "--ids", "status:scored").split()) == 13
    assert len(many.ok("list", "--ids", "brier:..0.5").split()) == 2


def test_a_comparison_says_what_is_not_yes_or_no(fcl):
    more = ("--made", "2026-01-01", "--by", "2026-02-01")
    for who in ("Ann", "Bo"):
        id_ = fcl.add(f"n of {who}", "--type", "numeric", "--interval", "1..2@80%", "-f", who, *more)
        fcl.ok("resolve", id_, "1.5", "--known-on", "2026-02-10")

    assert "2 not yes/no questions" in fcl.ok("compare", "Ann", "Bo")


@pytest.mark.parametrize("command", [("score", "--dialect", "gjo"), ("calibration",), ("leaderboard",)])
def test_what_is_for_yes_and_no_says_how_many_are_not(many, command):
    assert answer(many, *command)["summary"]["excluded"]["other_type"] == 12
    assert "12 not yes/no questions" in many.ok(*command)


def test_every_reading_and_scale_leaves_numbers_as_they_are(many):
    before = by_rule(answer(many, "score")["data"])

    assert by_rule(answer(many, "score", "--reading", "strict")["data"]) == pytest.approx(before)
    assert by_rule(answer(many, "score", "--scale", "survey:low")["data"]) == pytest.approx(before)
    assert answer(many, "score", "--robust")["summary"]["robustness"]["rule"] == "brier"


def test_a_strict_deadline_moves_yes_and_no_only(fcl):
    for said, outcome in ((("70%",), "yes"), (("--type", "numeric", "--interval", "1..2@80%"), "1")):
        id_ = fcl.add(f"It is {outcome}", *said, "--by", "by 2026", "--made", "2025-01-01")
        fcl.ok("resolve", id_, outcome, "--known-on", "2026-03-01", "--happened", "2026-02-01")

    rows = by_rule(answer(fcl, "score", "--rule", "brier,interval", "--reading", "strict")["data"])
    assert rows == pytest.approx({("binary", None, "brier"): 0.49, ("numeric", None, "interval"): 1})


def test_groups_hide_and_keep_by_type(many):
    document = answer(many, "score", "--min", "2")
    assert {(row["type"], row["unit"]) for row in document["data"]} == {
        ("categorical", None), ("numeric", "USD bn"), ("date", "days"),
    }  # fmt: skip
    assert document["summary"]["hidden"] == 4
    assert answer(many, "score", "--last", "3")["summary"]["n"] == 3


def test_a_unit_is_shown_as_printable_text(fcl):
    id_ = fcl.add("n", "--type", "numeric", "--unit", "\x1b[31mkm", "--interval", "1..2@80%", "--made", "2026-01-01")
    fcl.ok("resolve", id_, "1.5", "--known-on", "2026-02-01")

    assert "\x1b" not in fcl.ok("score")


@pytest.fixture
def moving(fcl):
    """A number said to be 100..200, from 11 January 300..400, closed at the end of the 20th; it was 150."""
    id_ = fcl.add("n", "--type", "numeric", "--interval", "100..200@50%", "--made", "2026-01-01", "--by", "2026-01-20")
    fcl.ok("update", id_, "--interval", "300..400@50%", "--made", "2026-01-11")
    fcl.ok("resolve", id_, "150", "--known-on", "2026-02-01")
    return fcl


@pytest.mark.parametrize(
    ("timing", "values"),
    [
        ("last", [700]),
        ("first", [100]),
        ("each", [100, 700]),
        ("at:10d", [100]),
        ("at:2026-01-15", [700]),
        ("time-weighted", [400]),
    ],
)
def test_timings_choose_among_forecasts_of_a_number(moving, timing, values):
    frame = moving.ok("export", "scores", "--rule", "interval", "--timing", timing)
    assert [float(row["value"]) for row in csv.DictReader(io.StringIO(frame))] == pytest.approx(values)
    (row,) = answer(moving, "score", "--rule", "interval", "--timing", timing)["data"]
    assert (row["n"], row["value"]) == (len(values), pytest.approx(sum(values) / len(values)))


def test_a_rule_that_says_nothing_of_part_of_the_time_says_nothing(moving):
    (id_,) = moving.ok("list", "--ids").split()
    moving.ok("update", id_, "--dist", "normal(300,10)", "--made", "2026-01-16")

    document = answer(moving, "score", "--timing", "time-weighted")
    assert (document["data"], document["summary"]["excluded"]) == ([], {"other_rule": 1})


@pytest.mark.parametrize("said", [("70%",), ("--type", "numeric", "--interval", "1..2@50%")])
def test_a_forecast_that_ran_out_weighs_until_the_end_of_its_last_day(fcl, said):
    id_ = fcl.add("n", *said, "--made", "2026-01-01", "--by", "2026-01-20", "--expires", "2026-01-05")
    fcl.ok("resolve", id_, "yes" if len(said) == 1 else "2", "--known-on", "2026-02-01")

    rows = answer(fcl, "score", "--timing", "time-weighted")["data"]
    assert {row["coverage"] for row in rows} == {0.25}
    for timing in ("last", "first", "each"):
        document = answer(fcl, "score", "--timing", timing)
        assert (document["data"], document["summary"]["excluded"]) == ([], {"expired": 1})


def test_a_forecast_that_was_followed_before_it_ran_out_counts_among_each(fcl):
    id_ = fcl.add("n", "70%", "--made", "2026-01-01", "--by", "2026-01-20", "--expires", "2026-01-10")
    fcl.ok("update", id_, "80%", "--made", "2026-01-05")
    fcl.ok("resolve", id_, "yes", "--known-on", "2026-02-01")

    assert answer(fcl, "score", "--timing", "each")["summary"]["n"] == 2


def test_what_was_recorded_late_can_be_left_out_and_the_past_stays(many):
    assert answer(many, "score", "--no-retrospective")["summary"]["excluded"] == {"retrospective": 13}
    entries = json.loads(many.ok("--json", "score"))["ledger"]["entries"]
    assert answer(many, "--as-of", entries - 1, "score")["summary"] | {"n": 12} == {
        **answer(many, "score")["summary"], "n": 12, "excluded": {"open": 1}, "as_of": entries - 1,
        "evidence": {"retrospective": 12},
    }  # fmt: skip
