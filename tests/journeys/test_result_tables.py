"""Scores, calibration and exported tables on the command line, now and as of the past."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest

from tests.program import Fcl


def test_the_score_table(settled):
    lines = settled.ok("score", "--by", "forecaster", "tag:ten").splitlines()

    assert lines[0].split() == ["forecaster", "n", "happened", "expected", "Brier", "(0-1)", "95%", "interval", "log"]
    assert lines[1].split()[:5] == ["Ann", "8", "4", "5.6", "0.290"]
    assert lines[2].split()[:5] == ["Bob", "2", "1", "1.4", "0.290"]


def test_an_infinite_score_is_shown_as_inf(settled):
    cass = next(line for line in settled.ok("score", "--by", "forecaster").splitlines() if "Cass" in line)

    assert cass.split() == ["Cass", "1", "0", "1", "1.000", "-", "inf"]


def test_small_groups_are_hidden_and_said_to_be(settled):
    text = settled.ok("score", "--by", "forecaster", "--min", "3", "tag:ten")

    assert "Bob" not in text
    assert "(1 forecaster with fewer than 3 predictions not shown: --min 1)" in text


def test_every_table_says_what_was_left_out(settled):
    assert settled.ok("score").splitlines()[-1] == "left out: 1 open, 1 annulled, 1 ambiguous"
    assert settled.ok("calibration").splitlines()[-2] == (
        "left out: 1 open (1 of them overdue), 1 annulled, 1 ambiguous, "
        "1 resolved before their deadline (--include early)"
    )


def test_the_calibration_table_and_its_diagram(settled):
    text = settled.ok("calibration", "tag:ten", "--bins", "stated")
    table = next(line.split() for line in text.splitlines() if line.strip().startswith("70%"))

    assert table == ["70%", "10", "5", "7", "70.0%", "50.0%", "0.237", "…", "0.763"]
    assert "● happened" in text
    assert "●" not in settled.ok("calibration", "tag:ten", "--no-plot")


def test_inclusions_let_early_ones_in(settled):
    counts = [settled.json("calibration", *words) for words in ((), ("--include", "early"))]

    assert [sum(row["n"] for row in rows) for rows in counts] == [11, 12]
    assert settled("calibration", "--include", "late").code == 2


def test_retrospective_ones_can_be_left_out(settled):
    document = json.loads(settled.ok("--json", "calibration", "--no-retrospective"))

    assert (document["data"], document["summary"]["excluded"]["retrospective"]) == ([], 12)


def test_the_past_is_printed_again_byte_for_byte(tmp_path):
    fcl = Fcl(tmp_path)
    ids = [fcl.add(f"Claim {number}", "60%", "--by", "2026-06-30", "--made", "2026-01-02") for number in range(2)]
    fcl.ok("resolve", ids[0], "yes", "--known-on", "2026-06-30", "--evidence", "e")
    entries = json.loads(fcl.ok("--json", "list"))["ledger"]["entries"]
    commands = [
        ("list",),
        ("show", ids[1]),
        ("score",),
        ("calibration",),
        ("log",),
        ("export", "predictions"),
        ("due",),
    ]
    # A past state goes by the day of its last entry: today.
    now = ("--now", f"{datetime.now(tz=UTC):%Y-%m-%dT%H:%M:%SZ}")
    before = [fcl.ok(*now, *words) for words in commands]
    fcl.ok("resolve", ids[1], "no", "--known-on", "2026-06-30", "--evidence", "e")
    fcl.ok("update", fcl.add("Later", "50%", "--by", "2030"), "40%")

    unchanged = [fcl.ok(*now, "--as-of", entries, *words) for words in commands]
    later = [fcl.ok(*now, *words) for words in commands]

    assert unchanged[:-1] == before[:-1]
    assert all(one != other for one, other in zip(before, later, strict=True))


@pytest.mark.parametrize("table", ["questions", "predictions", "forecasts", "resolutions", "scores", "calibration"])
@pytest.mark.parametrize("format_", ["csv", "tsv", "json", "ndjson", "md"])
def test_every_table_goes_into_every_format(settled, tmp_path, table, format_):
    file = tmp_path / f"table.{format_}"
    settled.ok("export", table, "-o", file)
    text = file.read_text(encoding="utf-8")

    assert text == settled.ok("export", table, "-O", format_)
    assert len(rows_of(text, format_)) == len(rows_of(settled.ok("export", table), "csv"))


def rows_of(text, format_):
    match format_:
        case "json":
            return json.loads(text)
        case "ndjson":
            return [json.loads(line) for line in text.splitlines()]
        case "md":
            return text.splitlines()[2:]
        case _:
            return list(csv.DictReader(io.StringIO(text), delimiter="\t" if format_ == "tsv" else ","))


def test_export_takes_a_query_and_says_what_it_wrote(settled, tmp_path):
    answer = settled("export", "scores", "forecaster:bob", "--rule", "brier", "-o", tmp_path / "bob.csv")

    assert (answer.out, answer.err.split(" to ")[0]) == ("", "scores: 2 rows written")


def test_export_refuses_unknown_extensions_folders_and_links_elsewhere(settled, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "victim.csv").write_text("precious")
    (tmp_path / "link.csv").symlink_to(tmp_path / "elsewhere" / "victim.csv")

    names = ("a.docx", "elsewhere", "link.csv")
    codes = [settled("export", "scores", "-o", tmp_path / name).code for name in names]

    assert codes == [2, 2, 4]
    assert settled("export", "scores", "-O", "csv", "-o", tmp_path / "elsewhere").code == 4
    assert (tmp_path / "elsewhere" / "victim.csv").read_text() == "precious"


def test_formulas_are_defused_on_request(tmp_path):
    fcl = Fcl(tmp_path)
    fcl.add("=HYPERLINK(1)", "50%", "--by", "2030")

    assert "=HYPERLINK" in fcl.ok("export", "questions").splitlines()[1]
    cell = next(csv.DictReader(io.StringIO(fcl.ok("export", "questions", "--spreadsheet-safe"))))["claim"]
    assert not cell.startswith("=")
