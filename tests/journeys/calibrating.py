"""Ledgers for the journeys of calibration, and what they tell."""

import csv
import io
import json

import jsonschema

from ledger.cli.schema import read_schema
from tests.program import Fcl

CHECK = jsonschema.Draft202012Validator(read_schema())
HEADER = "key,claim,forecaster,p,by,made,outcome,known_on,tags"
TABLES = (
    "tally", "calibration", "calibration-bins", "calibration-curve", "summary", "excluded", "quantile-calibration",
    "pit",
)  # fmt: skip


def filled(home, lines):
    fcl = Fcl(home)
    fcl.ok("import", "csv", "-", stdin="\n".join([HEADER, *lines]) + "\n")
    return fcl


def line(key, who, p, outcome, *, by="2026-06-30", tag="a"):
    known = "2026-07-01" if outcome else ""
    return f"{key},Claim {key},{who},{p},{by},2026-01-02,{outcome},{known},{tag}"


def of_two(home):
    """Thirty questions by Ann, the first twelve by Bob too; two more open, one of them overdue."""
    said = ["10%", "30%", "50%", "70%", "90%"]
    outcomes = ["yes" if number * 7 % 10 < 2 * (number % 5) + 1 else "no" for number in range(30)]
    ann = [line(f"q{number}", "Ann", said[number % 5], outcomes[number]) for number in range(30)]
    bob = [line(f"q{number}", "Bob", said[-1 - number % 5], outcomes[number]) for number in range(12)]
    waits = [line("w1", "Ann", "60%", "", by="2026-09-30"), line("w2", "Ann", "60%", "", by="2031-01-01")]
    return filled(home, [*ann, *bob, *waits])


def in_words(home):
    """Six that Ann said in words, by 2025, of which five happened in 2025: strictly too late."""
    fcl = Fcl(home)
    for number in range(6):
        one = fcl.add(f"Claim {number}", "--words", "probably", "--by", "by 2025", "--made", "2020-01-02", "-f", "Ann")
        outcome = ["yes", "--happened", "2025-03-01"] if number else ["no"]
        fcl.ok("resolve", one, *outcome, "--known-on", "2026-01-02")
    return fcl


def told(fcl, *words):
    """Summary of a calibration in JSON, that the schema allows, with its statistics by name."""
    document = json.loads(fcl.ok("--json", "calibration", *words))
    CHECK.validate(document)
    summary = document["summary"]
    return {**summary, "rows": document["data"], **{one["metric"]: one for one in summary["statistics"]}}


def exported(fcl, table, *words):
    return list(csv.DictReader(io.StringIO(fcl.ok("export", table, *words))))
