"""Journeys of the tables about calibration: each says by which rules and over what, and they agree."""

import csv
import io
import json

import pytest

from tests.journeys.calibrating import CHECK, TABLES, exported, filled, line, of_two


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    return of_two(tmp_path_factory.mktemp("many"))


@pytest.mark.parametrize("table", TABLES)
def test_every_table_says_by_which_rules_and_over_what(many, table):
    words = ("export", table, "forecaster:Ann", "tag:a", "--timing", "first", "--resamples", "20")
    text = many.ok(*words)
    rows = list(csv.DictReader(io.StringIO(text)))

    assert text.splitlines()[0].endswith(
        "dialect,timing,reading,scale,fold,include,retrospective,filters,group,counted,left_out,as_of"
    )
    assert {(row["timing"], row["filters"], row["counted"], row["left_out"]) for row in rows} <= {
        ("first", "forecaster:Ann tag:a", "30", "2")
    }
    assert bool(rows) == (table not in {"quantile-calibration", "pit"})
    assert many.ok(*words) == text
    document = json.loads(many.ok("--json", *words))
    CHECK.validate(document)
    assert (document["kind"], len(document["data"])) == (f"export.{table.replace('-', '_')}", len(rows))


def test_the_tally_gives_the_rest(many):
    """Whoever has the tally has the Brier score, and the parts by bins add up to it."""
    tally = exported(many, "tally")
    n = sum(int(row["n"]) for row in tally)
    total = sum(
        int(row["n"]) * float(row["p"]) ** 2 - 2 * float(row["p"]) * float(row["happened"])
        + float(row["happened_squared"])
        for row in tally
    )  # fmt: skip
    summary = {row["metric"]: row for row in exported(many, "summary")}
    bins = exported(many, "calibration_bins", "--bins", "stated")
    off, apart = (sum(float(row[name]) for row in bins) for name in ("miscalibration", "discrimination"))

    assert float(summary["brier"]["value"]) == pytest.approx(total / n)
    assert off - apart + float(summary["murphy_uncertainty"]["value"]) == pytest.approx(total / n)
    assert {(summary[name]["rule"], summary[name]["rule_version"]) for name in ("brier", "log")} == {
        ("brier", "1"), ("log", "1"),
    }  # fmt: skip


def test_the_curve_rises_and_has_a_band_where_each_is_alone(many):
    alone = exported(many, "calibration_curve", "forecaster:Ann", "--resamples", "30", "--seed", "3")
    together = exported(many, "calibration_curve")
    frequencies = [float(row["frequency"]) for row in alone]

    assert frequencies == sorted(frequencies)
    assert {(row["band"], row["resamples"], row["seed"], row["level"]) for row in alone} == {
        ("consistency", "30", "3", "0.95")
    }
    assert all(float(row["band_low"]) <= float(row["p"]) <= float(row["band_high"]) for row in alone)
    assert all(float(row["confidence_low"]) <= float(row["confidence_high"]) for row in alone)
    assert any(row["confidence_low"] != row["band_low"] for row in alone)
    assert {(row["band"], row["band_low"], row["confidence_low"]) for row in together} == {("", "", "")}


def test_bins_count_questions_and_say_what_is_worth_watching(many):
    rows = exported(many, "calibration_bins")

    assert all(int(row["questions"]) <= int(row["n"]) for row in rows)
    assert {row["flag"] for row in rows} <= {"", "few", "watch"}
    assert all((row["flag"] == "few") == (int(row["n"]) < 5) for row in rows)
    assert {row["kappa"] for row in rows} == {"10"}
    assert all(1 <= int(row["effective_n"]) <= int(row["n"]) for row in rows)
    assert all(float(row["miscalibration_if_perfect"]) > 0 for row in rows)
    plain = exported(many, "calibration")
    assert [(row["interval_low"], row["interval_high"]) for row in plain] == [
        (row["interval_low"], row["interval_high"]) for row in rows
    ]
    assert {row["miscalibration_if_perfect"] for row in exported(many, "calibration_bins", "--bins", "corp")} == {""}


def test_a_re_resolution_is_the_tally_minus_the_old_plus_the_new(tmp_path):
    fcl = filled(tmp_path, [line(f"q{n}", "Ann", f"{60 + n}%", "yes") for n in range(3)])
    one = fcl.json("list", "q1")[0]["id"]
    before = {row["p_ppm"]: (row["n"], row["happened"]) for row in exported(fcl, "tally")}
    entry = json.loads(fcl.ok("--json", "list"))["ledger"]["entries"]
    fcl.ok("resolve", one, "no", "--amend", "--known-on", "2026-07-01", "-m", "recount")
    after = {row["p_ppm"]: (row["n"], row["happened"]) for row in exported(fcl, "tally")}

    assert {key for key in before if before[key] != after[key]} == {"610000"}
    assert (before["610000"], after["610000"]) == (("1", "1"), ("1", "0"))
    then = {row["p_ppm"]: (row["n"], row["happened"]) for row in exported(fcl, "tally", "--as-of", entry)}
    assert then == before


def test_a_table_that_is_none_is_refused(many):
    answer = many("export", "calibration-bin")

    assert answer.code == 2
    assert "calibration_bins" in answer.err


def test_an_option_without_effect_is_said_to_have_none(fcl) -> None:
    fcl.add("It rains", "60%", "--by", "2027")
    idle = fcl.ok("export", "predictions", "--timing", "first", "--bins", "5")
    assert "predictions is the same with and without --bins, --timing" in idle.err
    assert "without" not in fcl.ok("export", "tally", "--timing", "first").err
    assert "tally is the same with and without --rule" in fcl.ok("export", "tally", "--rule", "log").err
