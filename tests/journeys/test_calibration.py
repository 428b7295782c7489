"""Journeys of calibration: the table, and what may be concluded from it."""

import pytest

from tests.journeys.calibrating import HEADER, TABLES, exported, filled, in_words, line, of_two, told
from tests.program import Fcl

ENDS = ("low", "mid", "high")


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    return of_two(tmp_path_factory.mktemp("many"))


@pytest.fixture(scope="module")
def doubtful(tmp_path_factory):
    return in_words(tmp_path_factory.mktemp("doubtful"))


def test_the_seeds_are_one_text_and_so_one_cluster(tmp_path):
    fcl = Fcl(tmp_path)
    fcl.ok("demo")
    text, summary = fcl.ok("calibration"), told(fcl)

    assert text.splitlines()[1].startswith("12 rows from 12 questions in 1 cluster:")
    assert "12 predictions due by" in text.splitlines()[0]
    assert "too few to say" in text
    assert (summary["n"], summary["questions"], summary["clusters"]) == (12, 12, 1)
    assert {one["p_value"] for one in summary["statistics"]} == {None}
    assert "no test: 1 cluster" in summary["in_the_large"]["note"]


def test_what_is_overdue_is_told_among_what_is_open(many):
    assert many.ok("calibration").splitlines()[-2:] == ["left out: 2 open (1 of them overdue)", "evidence: 42 imported"]
    assert told(many)["overdue"] == 1
    assert [(row["reason"], row["n"], row["overdue"]) for row in exported(many, "excluded")] == [("open", "2", "1")]


def test_alone_each_forecast_is_a_draw(many):
    summary = told(many, "forecaster:Ann")

    assert (summary["n"], summary["questions"], summary["clusters"]) == (30, 30, 30)
    assert summary["brier"]["error_method"] == "iid"
    assert summary["cox_slope"]["error_method"] == "information"
    assert summary["brier_miscalibration"]["null_mean"] is not None
    assert (summary["seed"], summary["resamples"]) == (1, 1000)
    text = many.ok("calibration", "forecaster:Ann")
    assert " rows from " not in text
    assert "if perfect: mean and 95% point of 1000 draws, seed 1" in text
    assert "● happened" in text


def test_two_on_one_question_are_one_cluster(many):
    summary = told(many)

    assert (summary["n"], summary["questions"], summary["clusters"]) == (42, 30, 30)
    assert {summary[name]["error_method"] for name in ("brier", "in_the_large", "cox_slope")} == {"cluster"}
    assert summary["auc"]["error"] is None
    assert summary["brier_miscalibration"]["note"] == (
        "null and p of one forecast from each of 30 clusters, where it is 0.0492"
    )
    assert summary["intervals_by"] == "cluster"
    assert told(many, "forecaster:Ann")["intervals_by"] == "forecast"
    assert "intervals: the forecasts of a cluster in a bin weigh as one outcome" in many.ok("calibration").splitlines()
    assert "weigh as one" not in many.ok("calibration", "forecaster:Ann")
    assert told(many, "--resamples", "40")["auc"]["error_method"] == "poisson_bootstrap"
    assert "42 rows from 30 questions in 30 clusters" in many.ok("calibration")
    (brier,) = (row for row in exported(many, "summary") if row["metric"] == "brier")
    assert 1 < float(brier["effective_n"]) < 200


def test_miscalibration_is_never_told_without_its_null(many):
    metrics = {one["metric"] for one in told(many)["statistics"]}
    asked = told(many, "--expected-error", "--resamples", "50", "--seed", "7")

    assert "expected_calibration_error" not in metrics
    for name in ("expected_calibration_error", "brier_miscalibration", "log_miscalibration"):
        assert asked[name]["value"] is not None
        assert asked[name]["null_mean"] is not None
    assert (asked["seed"], asked["resamples"]) == (7, 50)
    assert "expected error" in many.ok("calibration", "--expected-error", "--resamples", "50")
    assert told(many, "--resamples", "50") == told(many, "--resamples", "50")


def test_fewer_than_five_are_listed_and_not_counted(tmp_path):
    fcl = filled(tmp_path, [line(f"q{n}", "Ann", "80%", "yes" if n else "no") for n in range(4)])
    text = fcl.ok("calibration")

    assert [row.split()[1:] for row in text.splitlines()[3:7]] == [
        ["80%", "no", "Claim", "q0"], ["80%", "yes", "Claim", "q1"], ["80%", "yes", "Claim", "q2"],
        ["80%", "yes", "Claim", "q3"],
    ]  # fmt: skip
    assert text.splitlines()[-2:] == ["too few for a rate: 4 questions", "evidence: 4 imported"]
    assert "Brier" not in text
    assert told(fcl)["rows"][0]["n"] == 4


def test_fewer_than_twenty_are_counted_and_not_judged(tmp_path):
    fcl = filled(tmp_path, [line(f"q{n}", "Ann", "90%", "yes" if n % 2 else "no") for n in range(6)])
    text = fcl.ok("calibration", "--level", "0.9")

    assert "3 of 6 came true; at 90% said, 4 to 6 of 6 is the 90% range" in text
    assert text.splitlines()[-2] == "too few to say; the 90% statements are worth watching"
    assert "Brier (0-1)" in text
    assert "miscalibration" not in text


def test_who_was_certain_and_wrong_is_told_so_first(tmp_path):
    rows = [line(f"q{n}", "Ann", f"{10 + 5 * (n % 16)}%", "yes" if n % 3 else "no") for n in range(21)]
    fcl = filled(tmp_path, rows)
    one = fcl.add("Sure", "100%", "--certain", "--by", "2026-06-30", "--made", "2026-01-02", "-f", "Ann")
    fcl.ok("resolve", one, "no", "--known-on", "2026-07-01")
    lines = fcl.ok("calibration", "--no-plot").splitlines()
    where = lines.index("certain and wrong: 1")

    assert where < next(place for place, text in enumerate(lines) if text.startswith("Brier"))
    assert lines.count("certain and wrong: 1") == 1
    assert any(text.startswith("log (nats)") and "inf" in text for text in lines)
    assert any(text.startswith("log, floored") for text in lines)
    summary = told(fcl)
    assert (summary["certain_and_wrong"]["value"], summary["log"]["value"]) == ("1", "inf")


@pytest.mark.parametrize("outcome", ["yes", "no"])
def test_one_class_only_is_reported_and_no_error(tmp_path, outcome):
    fcl = filled(tmp_path, [line(f"q{n}", "Ann", f"{20 + n}%", outcome) for n in range(25)])
    summary = told(fcl)

    assert summary["auc"]["note"] == "one outcome class only"
    assert summary["cox_slope"]["value"] is None
    assert "slope (Cox), AUC: one outcome class only" in fcl.ok("calibration")


def test_nothing_and_a_single_one_are_no_error(tmp_path):
    fcl = Fcl(tmp_path)
    assert fcl.ok("calibration").startswith("0 predictions due")
    assert told(fcl)["brier"]["note"] == "no forecasts"
    for table in TABLES:
        assert "as_of" in fcl.ok("export", table)
    fcl.ok("import", "csv", "-", stdin=f"{HEADER}\n{line('q', 'Ann', '80%', 'yes')}\n")
    assert "too few for a rate: 1 question" in fcl.ok("calibration")
    assert told(fcl)["brier"]["error"] is None


@pytest.mark.parametrize(
    "bins", ["centred11", "stated", "7", "quantile:4", "corp", "metaculus21", "fatebook", "predictionbook", "manifold"]
)
def test_every_scheme_of_bins_holds_every_prediction(many, bins):
    summary = told(many, "--bins", bins)

    assert sum(row["n"] for row in summary["rows"]) == 42
    assert summary["bins"] == bins
    assert sum(int(row["n"]) for row in exported(many, "calibration_bins", "--bins", bins)) == 42
    many.ok("config", "set", "score.bins", bins)
    assert told(many)["bins"] == bins
    many.ok("config", "set", "score.bins", "")


@pytest.mark.parametrize("interval", ["wilson", "jeffreys", "clopper-pearson", "consistency"])
def test_every_kind_of_interval(many, interval):
    rows = told(many, "--interval", interval, "--level", "0.9")["rows"]

    assert all(0 <= float(row["interval_low"]) <= float(row["interval_high"]) <= 1 for row in rows)
    assert {(row["interval"], row["level"]) for row in rows} == {(interval, "0.9")}


def test_folding_reads_the_unlikely_as_its_opposite(many):
    plain, folded = told(many), told(many, "--fold")

    assert min(float(row["low"]) for row in folded["rows"]) >= 0.45
    assert folded["n"] == plain["n"]
    assert float(folded["brier"]["value"]) == pytest.approx(float(plain["brier"]["value"]))
    assert "folded at 50%" in many.ok("calibration", "--fold")


def test_groups_have_tables_of_their_own(many):
    document = told(many, "--by", "forecaster")
    text = many.ok("calibration", "--by", "forecaster")

    assert [(one["group"], one["n"]) for one in document["groups"]] == [("Ann", 30), ("Bob", 12)]
    assert {row["group"] for row in document["rows"]} == {"Ann", "Bob"}
    assert sum(row["n"] for row in document["rows"]) == 42
    assert "Ann: 30 predictions" in text.splitlines()
    assert "● happened" not in text
    assert "● happened" in many.ok("calibration", "--by", "forecaster", "--plot")
    assert {row["group"] for row in exported(many, "tally", "--by", "forecaster")} == {"Ann", "Bob"}


def test_phrases_are_told_in_words(doubtful):
    text = doubtful.ok("calibration", "--by", "phrase")

    assert 'when Ann says "probably", 5 of 6 came true' in text.splitlines()


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (4, ": n = 4"),
        (5, ", 4 of 5 came true"),
        (19, ", 18 of 19 came true"),
        (20, ", it happens 95% of the time, n = 20"),
    ],
)
def test_rates_of_phrases_wait_for_twenty(tmp_path, n, said):
    fcl = filled(tmp_path, [line(f"q{number}", "Ann", "80%", "yes" if number else "no") for number in range(n)])

    assert f"when Ann says a number{said}" in fcl.ok("calibration", "--by", "phrase").splitlines()


def test_what_survives_every_reading_and_scale(doubtful):
    plain = doubtful.ok("calibration")
    text = doubtful.ok("calibration", "--robust")
    told_of = told(doubtful, "--robust", "--by", "forecaster")["robustness"]

    assert "6 were said in words, 6 have another reading: --robust" in plain.splitlines()
    variants = {one["variant"]: one for one in told_of["variants"]}
    whole = ("survey:low", "survey:high", *(f"{scale}:{end}" for scale in ("icd203", "kent") for end in ENDS))
    lacking = [f"{scale}:{end}" for scale in ("ipcc", "phia") for end in ENDS]
    assert {name: one["n"] for name, one in variants.items()} == {
        "as recorded": 6,
        "reading strict": 6,
        **{f"scale {scale}": 6 for scale in whole},
        **{f"scale {scale}": 0 for scale in lacking},
    }
    assert told_of["unchanged"] == ["scale survey:mid"]
    assert "changes no number: scale survey:mid" in text.splitlines()
    assert float(variants["as recorded"]["in_the_large"]) == pytest.approx(5 / 6 - 0.7)
    assert float(variants["reading strict"]["in_the_large"]) == pytest.approx(-0.7)
    assert variants["scale survey:low"]["groups"] == {"Ann": variants["scale survey:low"]["brier"]}
    conclusions = {one["conclusion"]: one["survives"] for one in told_of["conclusions"]}
    assert conclusions == {
        "more happened than was said": False,
        "better than always saying 50%": False,
        "worse than always saying how often it happened": True,
    }
    assert "survives: worse than always saying how often it happened" in text.splitlines()
    assert (
        "does not survive (2 of 9 differ): more happened than was said. reading strict: less happened than was said; "
        "scale kent:high: less happened than was said"
    ) in text.splitlines()
    assert "--robust" not in text


def test_without_words_and_readings_there_is_no_variant(many):
    assert "there is no variant" in many.ok("calibration", "--robust")


def test_other_views_count_other_forecasts(tmp_path):
    fcl = filled(tmp_path, [line(f"q{n}", "Ann", "90%", "yes" if n % 2 else "no") for n in range(6)])
    for one in fcl.json("list", "q0"):
        fcl.ok("update", one["id"], "20%", "-f", "Ann", "--made", "2026-05-01")
    counts = {
        timing: [(row["p_ppm"], row["n"]) for row in exported(fcl, "tally", "--timing", timing)]
        for timing in ("last", "first", "each", "at:90d", "at:2026-04-01")
    }

    assert counts["last"] == [("200000", "1"), ("900000", "5")]
    assert counts["first"] == counts["at:90d"] == counts["at:2026-04-01"] == [("900000", "6")]
    assert counts["each"] == [("200000", "1"), ("900000", "6")]
    assert told(fcl, "--timing", "each")["clusters"] == 6
    assert "timing each" in fcl.ok("calibration", "--timing", "each").splitlines()


def test_by_time_a_forecast_weighs_as_long_as_it_stood(tmp_path):
    fcl = filled(tmp_path, [line(f"q{n}", "Ann", "90%", "yes") for n in range(5)])
    one = fcl.json("list", "q0")[0]["id"]
    fcl.ok("update", one, "20%", "-f", "Ann", "--made", "2026-05-01")
    rows = exported(fcl, "tally", "--timing", "time-weighted")
    summary = told(fcl, "--timing", "time-weighted")

    assert [(row["p"], row["n"]) for row in rows] == [("0.2", "1"), ("0.9", "4")]
    days = [int(row["seconds"]) / 86_400 for row in rows]
    assert [round(one) for one in days] == [61, 4 * 180 + 119]
    assert all(row["seconds"] == row["happened_seconds"] for row in rows)
    assert [row["weight"] for row in summary["rows"]] == [int(row["seconds"]) for row in rows]
    mean = (4 * 0.01 + (0.01 * (days[1] - 720) + 0.64 * days[0]) / (days[1] - 720 + days[0])) / 5
    assert float(summary["brier"]["value"]) == pytest.approx(mean, abs=0.001)
    assert {one["metric"] for one in summary["statistics"]} == {"brier", "log", "in_the_large"}
    assert exported(fcl, "calibration_curve", "--timing", "time-weighted") == []
    assert fcl.json("score", "--timing", "time-weighted", "--rule", "brier")[0]["value"] == summary["brier"]["value"]


@pytest.mark.parametrize("words", [
    ("--bins", "quintiles"), ("--bins", "quantile:0"), ("--interval", "wald"), ("--level", "2"), ("--timing", "latest"),
    ("--reading", "lenient"), ("--scale", "gut"), ("--scale", "survey:top"), ("--by", "colour"),
    ("--include", "late"), ("--rule-version", "99"), ("--resamples", "0"), ("--seed", "-1"),
], ids=" ".join)  # fmt: skip
def test_what_is_none_is_refused_with_a_hint(many, words):
    for command in (("calibration",), ("export", "summary")):
        answer = many(*command, *words)

        assert (answer.code, answer.out) == (2, "")
        assert "Traceback" not in answer.err
