"""Every kind of prediction through the command line: added, changed, shown, settled, taken back."""

import json

import pytest

from tests.program import Fcl

OPTIONS = ("--options", "Google,OpenAI,Anthropic,other")
SHARES = ("--shares", "Google=50% OpenAI=25% Anthropic=20% other=5%")
KINDS = "there is binary, categorical, numeric, date"
INTERVAL = ("--interval", "1..2@80%")
BOUNDED = ("--bounds", "0..1000", "--interval", "100..400@80%")
NUMBER = ("--type", "numeric", "--unit", "USD bn")


@pytest.fixture
def fcl(tmp_path):
    made = Fcl(tmp_path)
    made.ok("db", "init")
    return made


def test_options_with_shares_are_categorical_and_come_out_as_an_option(fcl):
    id_ = fcl.add("The best model is from", *OPTIONS, *SHARES, "--by", "2027")

    shown = fcl.json("show", id_)
    assert (shown["type"], shown["options"], shown["exclusive"], shown["ordered"]) == (
        "categorical", ["Google", "OpenAI", "Anthropic", "other"], True, False,
    )  # fmt: skip
    said = shown["predictions"][0]
    assert said["p"] is None
    assert said["prediction"] == {
        "kind": "shares",
        "shares": {"Google": "0.5", "OpenAI": "0.25", "Anthropic": "0.2", "other": "0.05"},
    }
    assert fcl.ok("list", "--fields", "p,claim").splitlines()[1].startswith("Google 50%, OpenAI 25%, Anthrop…")
    assert fcl.ok("resolve", id_, "openai").startswith(f"{shown['prefix']}  OPENAI on ")
    decision = fcl.json("show", id_)["resolutions"][0]
    assert (decision["verdict"], decision["outcome"], decision["value"]) == ("resolved", "OpenAI", None)


@pytest.mark.parametrize(
    ("said", "told", "prediction"),
    [
        (
            ("--quantiles", "95%=500 5%=50 50%=140"),
            "5% 50, 50% 140, 95% 500 USD bn",
            {"kind": "quantiles", "quantiles": {"0.05": "50", "0.5": "140", "0.95": "500"}},
        ),
        (
            ("--interval", "100..400@80%"),
            "100..400 @80% USD bn",
            {"kind": "interval", "low": "100", "high": "400", "coverage": "0.8"},
        ),
        (
            ("--dist", "normal(150,40)"),
            "normal(150, 40) USD bn",
            {"kind": "normal", "mean": "150", "deviation": "40"},
        ),
        (("--dist", "uniform(0,9)"), "uniform(0, 9) USD bn", {"kind": "uniform", "low": "0", "high": "9"}),
        (("--dist", "lognormal(5,0.3)"), "lognormal(5, 0.3) USD bn", {"kind": "lognormal", "mu": "5", "sigma": "0.3"}),
        (
            ("--cdf", "0=10% 100=55% 400=98%"),
            "cdf of 3 points",
            {"kind": "cdf", "cdf": {"0": "0.1", "100": "0.55", "400": "0.98"}},
        ),
    ],
)
def test_a_number_is_said_in_six_ways(fcl, said, told, prediction):
    id_ = fcl.add("Revenue in 2027", *NUMBER, *said, "--by", "2027")

    forecast = fcl.json("show", id_)["predictions"][0]["forecasts"][0]
    assert (forecast["prediction"], forecast["told"], forecast["said"]) == (prediction, told, said[1])
    assert f"1  {forecast['made']}  {told}  stated" in fcl.ok("show", id_)


def test_a_date_is_said_as_an_interval_and_comes_out_as_a_day(fcl):
    id_ = fcl.add("AGI arrives", "--type", "date", "--interval", "2030-12..2035-12@50%", "--made", "2025-12")

    assert "2030-12-01..2035-12-31 @50%" in fcl.ok("list")
    fcl.ok("resolve", id_, "2026-11-01", "--known-on", "2026-11-02")
    assert fcl.json("show", id_)["resolutions"][0]["outcome"] == "2026-11-01"


def test_beyond_an_open_bound_it_comes_out_as_above(fcl):
    bounds = ("--bounds", "0..1000", "--open-bounds", "upper")
    id_ = fcl.add("Revenue", *NUMBER, *bounds, "--interval", "100..400@80%", "--by", "2027")

    assert "bounds      0..1000, above is possible" in fcl.ok("show", id_)
    fcl.ok("resolve", id_, "above")
    assert fcl.json("show", id_)["resolutions"][0]["outcome"] == "above"


def test_an_option_added_later_leaves_earlier_forecasts_as_they_were(fcl):
    id_ = fcl.add("Best", "--options", "Google,OpenAI,other", "--shares", "Google=50% OpenAI=30% other=20%")

    fcl.ok("edit", id_, "--add-option", "xAI")
    fcl.ok("update", id_, "--shares", "Google=40% OpenAI=30% xAI=20% other=10%")
    shown = fcl.json("show", id_)
    assert (shown["options"], shown["wording"], shown["flags"]) == (
        ["Google", "OpenAI", "xAI", "other"],
        2,
        ["reworded"],
    )
    first, second = shown["predictions"][0]["forecasts"]
    assert (first["wording"], list(first["prediction"]["shares"])) == (1, ["Google", "OpenAI", "other"])
    assert (second["wording"], list(second["prediction"]["shares"])) == (2, ["Google", "OpenAI", "xAI", "other"])
    assert fcl("edit", id_, "--add-option", "GOOGLE").err.startswith("error: there is an option 'GOOGLE' already")


def test_independent_options_may_come_true_together(fcl):
    id_ = fcl.add("Ships in 2027", "--options", "a,b,c", "--independent", "--shares", "a=80% b=70% c=10%")

    fcl.ok("resolve", id_, "b, a")
    assert fcl.json("show", id_)["resolutions"][0]["outcome"] == "a, b"


def test_shares_that_do_not_add_up_are_kept_only_as_said(fcl):
    words = ("add", "Best", "--options", "a,b", "--shares", "a=60% b=50%")

    answer = fcl(*words)
    assert (answer.code, answer.err.splitlines()[0]) == (2, "error: the shares add up to 110%, not to 100%")
    fcl.ok(*words, "--as-said")


def test_a_change_of_mind_a_correction_and_the_same_again_are_told_apart(fcl):
    id_ = fcl.add("Best", *OPTIONS, *SHARES, "--made", "2026-01-01")

    fcl.ok("update", id_, "--shares", "Google=90% OpenAI=10%", "--certain", "--made", "2026-02-01")
    assert (
        fcl.ok("update", id_, "same", "--made", "2026-03-01").split("  ")[1]
        == "Google 90%, OpenAI 10%, Anthropic 0%, other 0% unchanged"
    )
    fcl.ok("update", id_, "--shares", "Google=80% OpenAI=20%", "--certain", "--correct")
    made = [
        (one["made"], one["unchanged"], one["replaces"]) for one in fcl.json("show", id_)["predictions"][0]["forecasts"]
    ]
    assert [(day, again) for day, again, _ in made] == [
        ("2026-01-01", False),
        ("2026-02-01", False),
        ("2026-03-01", False),
    ]
    assert made[-1][2] is not None


def test_still_the_same_is_a_fact_of_its_own(fcl):
    id_ = fcl.add("Rain", "70%", "--made", "2026-01-01")

    assert "70% unchanged" in fcl.ok("update", id_, "same", "--made", "2026-02-01")
    assert [one["unchanged"] for one in fcl.json("show", id_)["predictions"][0]["forecasts"]] == [False, True]
    assert "unchanged" in fcl.ok("show", id_)
    fcl.ok("update", id_, "70%", "--made", "2026-03-01")
    assert [one["unchanged"] for one in fcl.json("show", id_)["predictions"][0]["forecasts"]] == [False, True, False]


def test_a_forecast_that_ran_out_before_the_outcome_was_known_does_not_count(fcl):
    id_ = fcl.add("Rain", "70%", "--by", "2026-06-30", "--made", "2026-01-01", "--expires", "2026-03-31")

    said = fcl.json("show", id_)["predictions"][0]
    assert (said["p"], said["expired"], said["forecasts"][0]["expires"]) == (None, "2026-03-31", "2026-03-31")
    fcl.ok("resolve", id_, "yes", "--known-on", "2026-06-01")
    assert json.loads(fcl.ok("--json", "score"))["summary"]["excluded"] == {"expired": 1}
    fcl.ok(
        "update",
        "--made",
        "2026-02-01",
        fcl.add("Other", "10%", "--made", "2026-01-01"),
        "20%",
        "--expires",
        "2027-12-31",
    )


def test_a_forecast_that_ran_out_after_the_close_counts(fcl):
    closes = ("--by", "2026-06-30", "--closes", "2026-03-01")
    id_ = fcl.add("Rain", "70%", *closes, "--made", "2026-01-01", "--expires", "2026-03-31")

    fcl.ok("resolve", id_, "yes", "--known-on", "2026-06-30")
    assert {one["rule"]: one["value"] for one in fcl.json("show", id_)["scores"]}["brier"] == "0.09"


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        (("--options", "a,b,A", "--shares", "a=1"), "the option 'A' is named twice", "names differ by more than case"),
        (("--type", "categorical", "50%"), "a categorical question needs options", '--options "Google,OpenAI,other"'),
        (("--type", "nominal", "50%"), "no question type is called 'nominal'", KINDS),
        (("--unit", "USD", "50%"), "--unit does not go with a binary question", "it goes with --type numeric"),
        (("--ordered", "50%"), "--ordered does not go with a binary question", "it goes with --type categorical"),
        (
            (*OPTIONS, "--ordered", "--independent", *SHARES),
            "options in an order exclude each other, independent ones do not",
            "keep --ordered or --independent",
        ),
        (
            (*NUMBER, "--open-bounds", "upper", *INTERVAL),
            "there is no upper bound to leave open",
            "name it: --bounds 0..1000",
        ),
        (
            (*NUMBER, "--bounds", "9..1", *INTERVAL),
            "the lower bound 9 is not below the upper bound 1",
            "write LOW..HIGH",
        ),
        (
            ("--every", "FREQ=MONTHLY", "--starting", "2027-01", *OPTIONS, *SHARES),
            "a series is of plain yes/no questions",
            "leave --every out and add each period's question by itself",
        ),
        (
            ("--expires", "2020-01-01", "50%"),
            "the forecast would run out on 2020-01-01, before it was made on 2026-01-02",
            "check --expires and --made",
        ),
    ],
)  # fmt: skip
def test_what_does_not_belong_together_is_refused_in_one_sentence(fcl, words, message, hint):
    answer = fcl("add", "Claim {period}", "--made", "2026-01-02", *words)

    assert (answer.out, answer.err) == ("", f"error: {message}\nhint: {hint}\n")
    assert fcl.json("list") == []


@pytest.mark.parametrize(
    ("kind", "outcome", "message"),
    [
        ((*OPTIONS, *SHARES), "Meta", "no option is called 'Meta'"),
        ((*NUMBER, *BOUNDED), "2000", "2000 lies above the upper bound 1000"),
        ((*NUMBER, *BOUNDED), "above", "'above' says nothing without an upper bound that is open"),
        ((*NUMBER, "--interval", "100..400@80%"), "a lot", "cannot read 'a lot' as a number"),
        (("--type", "date", "--interval", "2030..2035@50%"), "2031", "'2031' is more than one day"),
        (("50%",), "Google", "cannot read 'Google' as an outcome"),
    ],
)  # fmt: skip
def test_an_outcome_that_cannot_be_is_refused_and_nothing_is_written(fcl, kind, outcome, message):
    id_ = fcl.add("Claim", *kind, "--by", "2040")
    before = fcl.ok("export", "resolutions")

    answer = fcl("resolve", id_, outcome)

    assert answer.code == 2
    assert answer.err.splitlines()[0] == f"error: {message}"
    assert fcl.ok("export", "resolutions") == before


def test_the_same_again_is_said_of_the_wording_that_it_was_said_of(fcl):
    number = fcl.add("Revenue", *NUMBER, "--interval", "100..400@80%", "--by", "2027")
    best = fcl.add("Best", "--options", "a,b,other", "--shares", "a=50% b=30% other=20%", "--by", "2027")
    fcl.ok("edit", best, "--add-option", "c")

    assert "100..400 @80% USD bn unchanged" in fcl.ok("update", number, "same")
    assert "a 50%, b 30%, other 20% unchanged" in fcl.ok("update", best, "same")
    fcl.ok("resolve", best, "c")
    assert {one["rule"]: one["value"] for one in fcl.json("show", best)["scores"]}["log"] == "1.6094379124341003"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("2099-01-01",), "the day it happened '2099-01-01' lies in the future"),
        (
            ("2026-11-01", "--known-on", "2026-10-01"),
            "it cannot be known on 2026-10-01 before it happened on 2026-11-01",
        ),
        (
            ("2026-11-01", "--happened", "2026-10-01"),
            "it cannot come out as 2026-11-01 and have happened on 2026-10-01",
        ),
    ],
)
def test_a_day_that_cannot_have_come_is_refused(fcl, words, message):
    id_ = fcl.add("AGI arrives", "--type", "date", "--interval", "2026..2035@50%", "--made", "2026-01-02")

    answer = fcl("resolve", id_, *words)
    assert (answer.code, answer.err.splitlines()[0]) == (4, f"error: {message}")
    assert fcl.json("show", id_)["resolutions"] == []
