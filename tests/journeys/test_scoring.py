"""Scores on the command line: one history under every timing and dialect, readings, scales, baselines, intervals."""

import json
import math

import pytest

ENDS = ("low", "mid", "high")
PROBABLY = {
    "survey:low": 0.6, "survey:mid": 0.7, "survey:high": 0.78, "icd203:low": 0.55, "icd203:mid": 0.675,
    "icd203:high": 0.8, "kent:low": 0.63, "kent:mid": 0.75, "kent:high": 0.87,
}  # fmt: skip
ADDED = {"A": (("60%", "2026-01-01"), ("80%", "2026-01-05")), "B": (("30%", "2026-01-02"),)}


@pytest.fixture
def rosetta(fcl):
    """Open on 1 January, due on the 10th, known YES on the 8th; A says 60 % and, four days later, 80 %; B 30 %."""
    said = [("A", *one) for one in ADDED["A"]] + [("B", *one) for one in ADDED["B"]]
    (first, p, made), *later = said
    key = fcl.add("It rains", p, "--by", "2026-01-10", "--made", made, "-f", first)
    for who, p, made in sorted(later, key=lambda one: one[2]):
        fcl.ok("update", f"{key}", p, "-f", who, "--made", made)
    fcl.ok("resolve", key, "yes", "--known-on", "2026-01-08")
    return fcl


def scores(fcl, *options):
    rows = fcl.json("score", "--by", "forecaster", *options)
    return {row["group"]: float(row["value"]) for row in rows}


@pytest.mark.parametrize(
    ("timing", "a", "b"),
    [
        ("last", 0.04, 0.49),
        ("first", 0.16, 0.49),
        ("each", 0.10, 0.49),
        ("time-weighted", (4 * 0.16 + 3 * 0.04) / 7, 0.49),
        ("at:8d", 0.16, 0.49),
        ("at:1w", 0.16, 0.49),
        ("at:5d", 0.04, 0.49),
        ("at:2026-01-04", 0.16, 0.49),
        ("at:2026-01-05", 0.04, 0.49),
    ],
)
def test_every_timing(rosetta, timing, a, b) -> None:
    assert scores(rosetta, "--rule", "brier", "--timing", timing) == pytest.approx({"A": a, "B": b})


@pytest.mark.parametrize(
    ("dialect", "a", "b"),
    [
        ("metaculus-baseline", 30.863533386730882, -44.217935649972375),
        ("metaculus-peer", 50.21929300715014, -50.21929300715014),
        ("metaculus-spot-baseline", 67.80719051126377, -73.69655941662062),
        ("metaculus-spot-peer", 98.08292530117264, -98.08292530117264),
        ("fatebook", 0.21714285714285714, 0.98),
        ("gjo", 0.21714285714285714, 0.98),
        ("predictionbook", 0.10, 0.49),
        ("themis", 0.16, 0.49),
    ],
)
def test_every_dialect_on_one_history(rosetta, dialect, a, b) -> None:
    """Figures of the shared reference; B's 0.98 under fatebook is what the platform means, which prints 0.84."""
    assert scores(rosetta, "--dialect", dialect) == pytest.approx({"A": a, "B": b}, abs=1e-9)


def test_coverage_is_of_the_scheduled_life(rosetta) -> None:
    rows = {row["group"]: row for row in rosetta.json("score", "--by", "forecaster", "--timing", "time-weighted")}
    assert float(rows["A"]["coverage"]) == pytest.approx(0.7)
    assert float(rows["B"]["coverage"]) == pytest.approx(0.6)
    assert rows["A"]["timing"] == "time-weighted"


def test_what_a_timing_leaves_out_is_said(rosetta) -> None:
    late = rosetta.ok("score", "--timing", "at:2d")
    assert "2 over by then" in late.out
    early = rosetta.ok("score", "--timing", "at:2026-01-01")
    assert "1 with nothing said by then" in early.out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--timing", "latest"], "no timing is called 'latest'"),
        (["--timing", "at:soon"], "at:soon names no length of time"),
        (["--dialect", "metaculus"], "no dialect is called 'metaculus'"),
        (["--dialect", "gjo", "--rule", "brier"], "has a rule of its own"),
        (["--dialect", "gjo", "--timing", "first"], "has a timing of its own"),
        (["--dialect", "gjo", "--baseline", "half"], "is not measured against a baseline"),
        (["--rule", "briar"], "no scoring rule is called 'briar'"),
        (["--rule-version", "7"], "brier has no version '7'"),
        (["--reading", "loose"], "no deadline has a reading called 'loose'"),
        (["--scale", "survey:top"], "a scale has no 'top'"),
        (["--scale", "nobody"], "no scale of words is called 'nobody'"),
        (["--interval", "bayes"], "no interval is called 'bayes'"),
        (["--baseline", "luck"], "no baseline is called 'luck'"),
        (["--baseline", "base-rate:400"], "'400' is no base rate"),
        (["--baseline", "forecaster:nobody"], "has no prediction in this table"),
        (["--include", "late"], "'late' cannot be included"),
    ],
)
def test_bad_choices_are_refused_with_a_hint(rosetta, options, said) -> None:
    answer = rosetta("score", *options)
    assert answer.code == 2
    assert said in answer.err
    assert "hint:" in answer.err


@pytest.mark.parametrize(
    ("baseline", "skill"),
    [("half", 1 - 0.04 / 0.25), ("base-rate:90%", 1 - 0.04 / 0.01), ("forecaster:B", 1 - 0.04 / 0.49)],
)
def test_skill_against_a_named_baseline(rosetta, baseline, skill) -> None:
    (row,) = rosetta.json("score", "forecaster:A", "--rule", "brier", "--baseline", baseline) if (
        baseline != "forecaster:B"
    ) else [row for row in rosetta.json("score", "--by", "forecaster", "--rule", "brier", "--baseline", baseline)
            if row["group"] == "A"]  # fmt: skip
    assert float(row["skill"]) == pytest.approx(skill)
    assert row["baseline"] == baseline


@pytest.mark.parametrize(
    ("rule", "skill"),
    [
        ("quadratic", 1 - 0.08 / 0.5),
        ("spherical", 1 - (1 - 0.8 / 0.68**0.5) / (1 - 0.5**0.5)),
        ("log-bits", 1 + math.log2(0.8)),
    ],
)
def test_skill_is_above_zero_for_who_is_better_whichever_way_the_rule_counts(rosetta, rule, skill) -> None:
    (row,) = rosetta.json("score", "forecaster:A", "--rule", rule, "--baseline", "half")
    assert float(row["skill"]) == pytest.approx(skill)


def test_skill_has_an_interval_of_its_own(fcl) -> None:
    for n in range(12):
        key = fcl.add(f"Claim {n}", f"{10 + 7 * n}%", "--by", "2026-01-10", "--made", "2026-01-01")
        fcl.ok("resolve", key, "yes" if n % 3 else "no", "--known-on", "2026-01-11")
    lower, upper = ({name: float(value) for name, value in row.items() if name.startswith("skill")}
                    for row in fcl.json("score", "--rule", "brier,quadratic", "--baseline", "half"))  # fmt: skip
    assert lower == pytest.approx(upper)
    assert lower["skill_low"] < lower["skill"] < lower["skill_high"]
    assert "brier skill vs half" in fcl.ok("score", "--baseline", "half").out


def test_the_rate_of_the_table_as_baseline_has_no_skill_to_show_when_all_came_true(rosetta) -> None:
    (row,) = rosetta.json("score", "--rule", "brier", "--baseline", "climatology")
    assert row["skill"] is None
    assert float(row["baseline_score"]) == 0


@pytest.fixture
def strict(fcl):
    """By 2026 said in 2025: strictly before 2026 begins. It happened in March 2026."""
    key = fcl.add("A ship lands", "80%", "--by", "by 2026", "--made", "2025-02-01")
    fcl.ok("resolve", key, "yes", "--happened", "2026-03-01", "--known-on", "2026-03-02")
    return fcl


def test_another_reading_turns_the_outcome(strict) -> None:
    (scored,) = strict.json("score", "--rule", "brier")
    (turned,) = strict.json("score", "--rule", "brier", "--reading", "strict")
    assert (float(scored["value"]), float(turned["value"])) == pytest.approx((0.04, 0.64))
    assert (scored["reading"], turned["reading"]) == ("scored", "strict")


def test_what_nobody_can_tell_under_a_reading_is_left_out(fcl) -> None:
    key = fcl.add("A ship lands", "80%", "--by", "by 2026", "--made", "2025-02-01")
    fcl.ok("resolve", key, "yes", "--known-on", "2026-03-02")
    answer = fcl.ok("score", "--reading", "strict")
    assert "1 undecided under this reading" in answer.out


def test_another_end_of_the_scale(fcl) -> None:
    key = fcl.add("It rains", "--words", "probably", "--by", "2026-01-10", "--made", "2026-01-01")
    fcl.ok("resolve", key, "yes", "--known-on", "2026-01-11")
    values = {
        scale: float(fcl.json("score", "--rule", "brier", *(["--scale", scale] if scale else []))[0]["value"])
        for scale in ("", "survey", "survey:low", "survey:high")
    }
    assert values == pytest.approx({"": 0.09, "survey": 0.09, "survey:low": 0.16, "survey:high": 0.0484})


def test_the_last_known_only(fcl) -> None:
    for day, outcome in ((11, "yes"), (12, "no"), (13, "yes")):
        key = fcl.add(f"Claim {day}", "90%", "--by", f"2026-01-{day}", "--made", "2026-01-01")
        fcl.ok("resolve", key, outcome, "--known-on", f"2026-01-{day + 1}")
    (row,) = fcl.json("score", "--rule", "brier", "--last", "2")
    assert (row["n"], float(row["value"])) == (2, pytest.approx((0.81 + 0.01) / 2))


def test_a_bootstrap_says_its_seed_and_repeats_itself(fcl) -> None:
    for n in range(12):
        key = fcl.add(f"Claim {n}", f"{10 + 7 * n}%", "--by", "2026-01-10", "--made", "2026-01-01")
        fcl.ok("resolve", key, "yes" if n % 3 else "no", "--known-on", "2026-01-11")
    first, again, other = (
        fcl.ok("--json", "score", "--interval", "bootstrap", "--seed", seed).out for seed in (1, 1, 2)
    )
    assert first == again != other
    row = json.loads(first)["data"][0]
    assert float(row["interval_low"]) < float(row["value"]) < float(row["interval_high"])
    assert (row["seed"], row["interval"]) == (1, "bootstrap")


def test_a_withdrawal_ends_what_is_scored(fcl) -> None:
    key = fcl.add("It rains", "60%", "--by", "2026-01-10", "--made", "2026-01-01", "-f", "A")
    fcl.ok("--now", "2026-01-06T00:00:00Z", "withdraw", key, "-f", "A")
    fcl.ok("resolve", key, "yes", "--known-on", "2026-01-11")
    assert "1 withdrawn" in fcl.ok("score").out
    # Midnight UTC on the 6th, in a ledger of an hour further east: five days and an hour of ten.
    for options in (["--timing", "time-weighted"], ["--dialect", "metaculus-baseline"]):
        (row, *_) = fcl.json("score", *options)
        assert float(row["coverage"]) == pytest.approx(121 / 240)


@pytest.fixture
def two_readings(fcl):
    """A says "probably", B 60 %, on six claims of 2025 "by 2026"; four came true in 2026, strictly too late."""
    for month in range(1, 7):
        claim = f"Claim {month}"
        key = fcl.add(claim, "--words", "probably", "--by", "by 2026", "--made", f"2025-0{month}-01", "-f", "A")
        fcl.ok("update", key, "60%", "-f", "B", "--made", "2025-08-01")
        came = ["yes", "--happened", f"2026-0{month}-02"] if month < 5 else ["no"]
        fcl.ok("resolve", key, *came, "--known-on", f"2026-0{month}-03")
    return fcl


def test_what_survives_every_reading_and_scale(two_readings) -> None:
    answer = json.loads(two_readings.ok("--json", "score", "--by", "forecaster", "--rule", "brier", "--robust").out)[
        "summary"
    ]["robustness"]
    values = {one["variant"]: [float(value) for value in one["values"].values()] for one in answer["variants"]}
    assert values == {
        "as recorded": pytest.approx([0.67 / 3, 0.68 / 3]),
        "reading strict": pytest.approx([0.49, 0.36]),
        **{f"scale {end}": pytest.approx([(4 * (1 - p) ** 2 + 2 * p**2) / 6, 0.68 / 3]) for end, p in PROBABLY.items()},
        # They do not have the phrase, so that only B is left.
        **{f"scale {scale}:{end}": pytest.approx([0.68 / 3]) for scale in ("ipcc", "phia") for end in ENDS},
    }
    told = {one["conclusion"]: (one["survives"], sorted(one["differs"])) for one in answer["conclusions"]}
    assert told == {
        "A: better than always saying 50%": (False, ["reading strict", "scale kent:high"]),
        "B: better than always saying 50%": (False, ["reading strict"]),
        "A scores better than B, each on its own questions": (
            False,
            ["reading strict", "scale icd203:high", "scale icd203:low", "scale kent:high", "scale kent:mid",
             "scale survey:high", "scale survey:low"],
        ),
    }  # fmt: skip


def test_what_survives_is_said_in_words(two_readings) -> None:
    text = two_readings.ok("score", "forecaster:B", "--robust").out
    assert "reading strict" in text
    assert "scale survey" not in text
    assert "does not survive (1 of 1 differ): all: better than always saying 50%" in text


def test_where_there_is_no_variant_it_says_so(rosetta) -> None:
    assert "there is no variant" in rosetta.ok("score", "--robust").out
