"""Tables for a file of questions that are not yes or no: what they carry, and what was left out."""

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


def exported(fcl, table, *more):
    return list(csv.DictReader(io.StringIO(fcl.ok("--now", "2026-12-31T10:00Z", "export", table, *more))))


def by_claim(fcl, table):
    ids = {row["id"]: row["claim"] for row in exported(fcl, "questions")}
    return {ids[row.get("question") or row["id"]]: row for row in exported(fcl, table)}


def picked(row, *names):
    return tuple(row[name] for name in names)


def test_questions_carry_what_they_ask_for(many):
    rows = by_claim(many, "questions")

    frame = ("type", "options", "exclusive", "ordered")
    assert picked(rows["ranks"], *frame) == ("categorical", "low, mid, high", "true", "true")
    assert picked(rows["takes part"], *frame) == ("categorical", "a, b, c", "false", "false")
    assert picked(rows["happens"], *frame) == ("binary", "", "", "")
    bounds = ("unit", "lower", "upper", "open_lower", "open_upper")
    assert picked(rows["passed"], *bounds) == ("USD bn", "0", "1000", "false", "true")
    assert picked(rows["interval"], *bounds) == ("USD bn", "", "", "", "")


def test_questions_carry_what_they_hang_on(fcl):
    first = fcl.add("First", "50%", "--by", "2027")
    second = fcl.add("Second", "50%", "--if", f"{first}=yes", "--by", "2027")
    fcl.add("Both", "30%", "--all-of", f"{first},{second}", "--by", "2027")
    fcl.add("First again", "50%", "--restates", first, "--by", "2027")
    fcl.add("Hot", "50%", "--metric", "heat", "--when", "any >= 24", "--by", "2027")

    rows = {row["claim"]: row for row in exported(fcl, "questions")}
    assert rows["Second"]["condition"] == f"{first}=yes"
    assert picked(rows["Both"], "composite", "parts") == ("all", f"{first},{second}")
    assert rows["First again"]["restates"] == first
    assert rows["Hot"]["rule"] == "heat any >= 24"


def test_forecasts_and_predictions_carry_what_was_said(many):
    for table in ("forecasts", "predictions"):
        rows = by_claim(many, table)
        assert picked(rows["interval"], "p", "kind", "told") == ("", "interval", "100..400 @80% USD bn")
        assert json.loads(rows["interval"]["prediction"]) == {
            "kind": "interval", "low": "100", "high": "400", "coverage": "0.8",
        }  # fmt: skip
        assert picked(rows["happens"], "p", "kind", "prediction", "told") == ("0.7", "", "", "")
    assert picked(by_claim(many, "predictions")["leads"], "reason", "brier", "log", "unit") == (
        "other_type", "", "0.916290731874155", "",
    )  # fmt: skip


def test_forecasts_say_when_they_run_out_and_whether_they_repeat_the_last(fcl):
    id_ = fcl.add("Rain", "70%", "--made", "2026-01-01", "--expires", "2027-03-31")
    fcl.ok("update", id_, "same", "--made", "2026-02-01")

    assert [picked(row, "expires", "unchanged") for row in exported(fcl, "forecasts")] == [
        ("2027-03-31", "false"), ("", "true"),
    ]  # fmt: skip


def test_resolutions_name_who_decided_and_on_what_it_rests(fcl):
    first = fcl.add("First", "50%", "--by", "2027")
    fcl.add("Second", "50%", "--if", f"{first}=yes", "--by", "2027")
    fcl.ok("resolve", first, "no", "--judge", "Ann")

    assert [picked(row, "claim", "judge", "made_by", "because") for row in exported(fcl, "resolutions")] == [
        ("First", "Ann", "", ""), ("Second", "", "condition", first),
    ]  # fmt: skip


def test_scores_are_told_with_their_type_and_unit(many):
    rows = [row for row in exported(many, "scores") if row["rule"] == "interval" and row["type"] == "date"]

    assert [picked(row, "value", "p", "unit", "told") for row in rows] == [
        ("95", "", "days", "2026-03-01..2026-05-31 @50%"),
    ]  # fmt: skip


def test_excluded_counts_what_is_no_yes_or_no(many):
    assert [picked(row, "reason", "n") for row in exported(many, "excluded")] == [("other_type", "12")]


def test_quantiles_and_intervals_have_a_row_for_each_level(many):
    rows = exported(many, "quantile-calibration")

    assert [picked(row, "of", "level", "n", "n_below_or_equal") for row in rows] == [
        ("quantile", "0.05", "1", "0"),
        ("quantile", "0.1", "1", "0"),
        ("quantile", "0.25", "3", "0"),
        ("quantile", "0.5", "2", "1"),
        ("quantile", "0.75", "3", "1"),
        ("quantile", "0.9", "1", "0"),
        ("interval", "0.5", "2", "0"),
        ("interval", "0.8", "1", "0"),
    ]
    assert {picked(row, "counted", "left_out") for row in rows} == {("9", "4")}


def test_what_is_settled_early_waits_as_in_every_table_of_calibration(fcl):
    (id_,) = kinds.told(fcl.ledger, "interval").values()
    early = ("--now", "2026-06-20T10:00Z", "export", "quantile-calibration")

    assert len(fcl.ok(*early).splitlines()) == 1
    assert len(fcl.ok(*early, "--include", "early").splitlines()) == 4
    assert len(fcl.ok(*early, f"not:id:{id_}", "--include", "early").splitlines()) == 1


def test_each_distribution_has_its_place(many):
    rows = by_claim(many, "pit")

    assert {claim: (float(row["pit_low"]), float(row["pit_high"])) for claim, row in rows.items()} == {
        "quantiles": pytest.approx((0.4, 0.4)),
        "uneven": pytest.approx((0.5, 1)),
        "interval": pytest.approx((0.9, 1)),
        "normal": pytest.approx((0.691462, 0.691462), abs=1e-6),
        "lognormal": pytest.approx((0.674604, 0.674604), abs=1e-6),
        "cdf": pytest.approx((0.578667, 0.578667), abs=1e-6),
        "passed": pytest.approx((0.75, 1)),
        "day": pytest.approx((0.75, 1)),
        "any day": pytest.approx((89 / 303, 89 / 303)),
    }
    assert picked(rows["day"], "pit", "unit", "kind", "outcome") == ("0.875", "days", "interval", "2026-06-01")


def test_groups_have_rows_of_their_own(many):
    assert {row["group"] for row in exported(many, "pit", "--by", "type")} == {"numeric", "date"}
    assert [row["left_out"] for row in exported(many, "pit", "--by", "forecaster")][:1] == ["4"]


def test_a_ledger_of_yes_and_no_has_no_rows_there(fcl):
    kinds.told(fcl.ledger, "happens")

    assert exported(fcl, "quantile-calibration") == exported(fcl, "pit") == []
