"""Journeys of tables in the shapes of others: model output for a hub, and pairs for the R package reliabilitydiag."""

import csv
import io

import pytest

from tests.program import Fcl as Program

SAID = (
    ("Rain", "70%"),
    ("Rain", "80%"),
    ("Winner", "--options", "a,b", "--shares", "a=25% b=75%"),
    ("Any of them", "--options", "x,y", "--independent", "--shares", "x=50% y=60%"),
    ("Level", "--type", "numeric", "--quantiles", "5%=50 50%=140 95%=500"),
    ("Band", "--type", "numeric", "--interval", "100..400@80%"),
    ("Steps", "--type", "numeric", "--cdf", "0=10% 100=55% 400=98%"),
    ("Bell", "--type", "numeric", "--dist", "normal(150,40)"),
    ("Skew", "--type", "numeric", "--dist", "lognormal(0,1)"),
    ("Flat", "--type", "numeric", "--dist", "uniform(0,10)"),
    ("Day", "--type", "date", "--interval", "2030..2035@50%"),
    ("Silent", "--no-number"),
)


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture(scope="module")
def said(tmp_path_factory) -> Program:
    """A ledger of every kind of forecast, made on one day; the first was revised."""
    program = Program(tmp_path_factory.mktemp("said"))
    for claim, *words in SAID[:1] + SAID[2:]:
        program.add(claim, *words, "--made", "2026-01-02", "--by", "2026-01-12")
    program.ok("update", program.json("list", "Rain")[0]["id"], "80%", "--made", "2026-01-05")
    return program


def test_every_kind_is_rows_of_model_output(said) -> None:
    rows = table(said.ok("export", "hubverse"))
    found: dict[str, dict[tuple[str, str], str]] = {}
    for row in rows:
        assert (row["model_id"], row["target_end_date"]) == ("tester", "2026-01-12")
        found.setdefault(f"{row['target']} {row['horizon']}", {})[row["output_type"], row["output_type_id"]] = row[
            "value"
        ]
    assert found["Rain 10"] == {("pmf", "yes"): "0.7", ("pmf", "no"): "0.3"}
    assert found["Rain 7"] == {("pmf", "yes"): "0.8", ("pmf", "no"): "0.2"}
    assert found["Winner 10"] == {("pmf", "a"): "0.25", ("pmf", "b"): "0.75"}
    assert found["Level 10"] == {("quantile", "0.05"): "50", ("quantile", "0.5"): "140", ("quantile", "0.95"): "500"}
    assert found["Band 10"] == {("quantile", "0.1"): "100", ("quantile", "0.9"): "400"}
    assert found["Steps 10"] == {("cdf", "0"): "0.1", ("cdf", "100"): "0.55", ("cdf", "400"): "0.98"}
    medians = {name: float(found[f"{name} 10"]["quantile", "0.50"]) for name in ("Bell", "Skew", "Flat")}
    assert medians == pytest.approx({"Bell": 150, "Skew": 1, "Flat": 5})
    # 1.959964 deviations above the mean.
    assert float(found["Bell 10"]["quantile", "0.975"]) == pytest.approx(150 + 40 * 1.959964, abs=1e-4)
    assert len(found["Flat 10"]) == 23
    assert {name.rpartition(" ")[0] for name in found} == {claim for claim, *_ in SAID} - {
        "Any of them",
        "Day",
        "Silent",
    }


def test_model_output_is_read_again(said, tmp_path) -> None:
    text = said.ok("export", "hubverse")
    other = Program(tmp_path)
    answer = other.json("import", "hubverse", "-", stdin=text)
    assert (answer["questions_new"], answer["forecasts_new"], answer["rejected"]) == (8, 9, 0)
    again = table(other.ok("export", "hubverse"))
    values = [(row["output_type"], row["value"]) for row in table(text)]
    assert sorted((row["output_type"], row["value"]) for row in again) == sorted(values)


def test_what_came_out_is_oracle_output_and_read_again(said, tmp_path) -> None:
    outcomes = {
        "Rain": "yes",
        "Winner": "b",
        "Level": "150",
        "Day": "2026-01-05",
        "Any of them": "x",
        "Band": "ambiguous",
    }
    named = {one["claim"]: one["id"] for one in said.json("list")}
    for claim, outcome in outcomes.items():
        said.ok("resolve", named[claim], outcome, "--known-on", "2026-01-12")
    text = said.ok("export", "hubverse-oracle")
    found = {(row["target"], row["output_type"], row["output_type_id"]): row["oracle_value"] for row in table(text)}
    assert found == {
        ("Rain", "pmf", "yes"): "1",
        ("Rain", "pmf", "no"): "0",
        ("Winner", "pmf", "a"): "0",
        ("Winner", "pmf", "b"): "1",
        ("Level", "quantile", ""): "150",
    }
    other = Program(tmp_path)
    other.ok("import", "hubverse", "-", stdin=said.ok("export", "hubverse"))
    assert other.json("import", "hubverse", "-", stdin=text)["resolutions_new"] == 3
    assert table(other.ok("export", "hubverse-oracle", "status:resolved"))[0]["oracle_value"] == "1"


def test_pairs_are_what_calibration_counts(fcl) -> None:
    for claim, p, outcome in (("One", "0.123456789", "yes"), ("Two", "30%", "no"), ("Three", "40%", "0.25")):
        one = fcl.add(claim, p, "--made", "2026-01-02", "--by", "2026-01-12")
        fcl.ok("resolve", one, outcome, "--known-on", "2026-01-12")
    early = fcl.add("Four", "50%", "--made", "2026-01-02", "--by", "2999")
    fcl.ok("resolve", early, "yes", "--known-on", "2026-01-12")
    fcl.add("Five", "60%", "--by", "2026-01-12", "--made", "2026-01-02")
    rows = table(fcl.ok("export", "reliabilitydiag").out)
    assert [(row["p"], row["y"]) for row in rows] == [("0.123456789", "1"), ("0.3", "0"), ("0.4", "0.25")]
    assert list(rows[0])[:2] == ["p", "y"]
    assert len(table(fcl.ok("export", "reliabilitydiag", "--include", "early", "--timing", "each").out)) == 4
    refused = fcl("export", "reliabilitydiag", "--timing", "time-weighted")
    assert (refused.code, "weighs every pair alike" in refused.err) == (2, True)


def test_options_that_change_nothing_are_told(fcl) -> None:
    assert (
        "reliabilitydiag is the same with and without --bins" in fcl.ok("export", "reliabilitydiag", "--bins", "10").err
    )
    assert "hubverse is the same with and without --timing" in fcl.ok("export", "hubverse", "--timing", "each").err
