"""Calibration and scores of Parquet files from the command line."""

import pyarrow as pa
import pytest
from pyarrow import parquet

from tests.laws.test_partials import written
from tests.program import Fcl

ROWS = [
    (f"q{number}", "Ann" if number % 3 else "Bo", 700_000, number % 10 // 3 * 1_000_000 // 3) for number in range(90)
]
USUAL = [(question, who, p, y // 1_000_000 * 1_000_000) for question, who, p, y in ROWS]


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return written(tmp_path_factory.mktemp("files"), USUAL, files=2)


@pytest.fixture
def fcl(tmp_path):
    return Fcl(tmp_path)


def test_a_table_of_calibration_without_a_ledger(fcl, data):
    answer = fcl("calibration", "--from", data, "--json")
    assert answer.code == 0, answer.err
    assert not fcl.ledger.exists()
    document = answer.document
    assert (document["kind"], document["ledger"], document["as_of"]) == ("calibration.files", None, None)
    (row,) = [row for row in document["data"] if row["n"]]
    assert (row["n"], row["happened"], row["expected"]) == (90, "9", "63")
    assert (document["summary"]["files"], document["summary"]["from"]) == (2, data)


def test_people_are_told_that_each_forecast_is_taken_by_itself(fcl, data):
    said = fcl("calibration", "--from", data, "--no-plot").out
    assert said.startswith(
        "90 forecasts in 2 files, bins centred11\nerrors and tests take each forecast as independent"
    )


def test_scores_by_forecaster_largest_first(fcl, data):
    rows = fcl("score", "--from", data, "--by", "forecaster", "--rule", "brier", "--json").data
    assert [(row["forecaster"], row["n"], row["rule"]) for row in rows] == [("Ann", 60, "brier"), ("Bo", 30, "brier")]
    assert all(row["interval_low"] < row["value"] < row["interval_high"] for row in rows)
    assert {(row["timing"], row["dialect"], row["interval"]) for row in rows} == {("as counted", "ledger", "bootstrap")}


def test_small_groups_are_hidden_and_said_to_be(fcl, data):
    said = fcl("score", "--from", data, "--by", "forecaster", "--min", "40").out
    assert "Bo" not in said
    assert "(1 groups with fewer than 40 not shown: --min 1)" not in said
    assert "(1 group with fewer than 40 not shown: --min 1)" in said


def test_without_intervals_nothing_but_the_numbers_is_read(fcl, tmp_path):
    columns = {"p_ppm": [700_000, 200_000], "y_ppm": [1_000_000, 0]}
    parquet.write_table(pa.table(columns), tmp_path / "bare.parquet")
    answer = fcl("score", "--from", tmp_path / "bare.parquet", "--interval", "none", "--rule", "brier", "--json")
    (row,) = answer.data
    assert (row["value"], row["interval"], row["interval_low"], row["n"]) == ("0.065", "none", None, 2)
    refused = fcl("score", "--from", tmp_path / "bare.parquet")
    assert (refused.code, "has no column question" in refused.err) == (2, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["score", "--from", "here", "--timing", "first"], "--timing does not go with --from"),
        (["score", "tag:ai", "--from", "here"], "a query does not go with --from"),
        (["calibration", "--from", "here", "--robust"], "--robust does not go with --from"),
        (["score", "--cluster", "tcp://a:1"], "--cluster counts files"),
        (["score", "--from", "here", "--interval", "clustered"], "files have no clustered interval"),
        (["score", "--from", "here", "--by", "tag"], "no grouping of files is called 'tag'"),
        (["score", "--from", "here", "--rule", "crps-quantiles"], "no rule of probabilities is called"),
    ],
)
def test_what_needs_the_ledger_is_refused(fcl, words, said):
    answer = fcl(*words)
    assert answer.code == 2
    assert said in answer.err


def test_what_a_ledger_exports_gives_the_tables_of_the_ledger(fcl, tmp_path):
    source = tmp_path / "old.csv"
    lines = (
        f"q{n},Claim {n},{'Ann' if n % 4 else 'Bo'},{n * 37 % 99 + 1}%,2025-0{n % 9 + 1}-28,2025-01-01,"
        f"{'yes' if n % 3 else 'no'},{2025 + n % 2}-11-01"
        for n in range(120)
    )
    source.write_text("\n".join(["key,claim,forecaster,p,by,made,outcome,known_on", *lines]))
    assert fcl("import", "csv", source).code == 0
    assert fcl("export", "counted", "--partition", "resolved_year", "-o", tmp_path / "counted").code == 0
    here, there = fcl("calibration", "--json"), fcl("calibration", "--json", "--from", tmp_path / "counted")
    assert [row for row in there.data if row["n"]] == [row for row in here.data if row["n"]]
    assert there.document["summary"]["statistics"] == here.document["summary"]["statistics"]
    assert there.document["summary"]["files"] == 2
    told = {row["rule"]: row["value"] for row in fcl("score", "--json").data}
    assert {row["rule"]: row["value"] for row in fcl("score", "--json", "--from", tmp_path / "counted").data} == told
