"""Journeys of Metaculus' download: every type, revisions and withdrawals, whose rows, broken rows, what is lost."""

import math

import pytest

from tests.downloads import ENDED, FORECAST, QUESTION, forecast, packed, question, table, zipped

BINARY = question()
RAINED = question(resolution="yes", actual_close_time=ENDED["Actual Close Time"],
                  resolution_known_time=ENDED["Resolution Known Time"])  # fmt: skip
REVISED = [
    forecast(0.7, end_time="2026-02-01 10:00:00+00:00"),
    forecast(0.9, start_time="2026-02-01 10:00:00+00:00"),
    forecast(0.4, forecaster_username="bob", forecaster_id="12"),
]
CROWD = forecast(0.65, forecaster_username="recency_weighted", forecaster_id="", is_bot="", forecaster_count="2")
MODEL = question(
    question_id=8, question_title="Whose model leads?", question_type="multiple_choice",
    mc_options__all_="['Google', \"Moody's, Inc.\", 'Other']",
)  # fmt: skip
SHARES = forecast("", question_id=8, probability_yes_per_category="[0.5, 0.3, 0.2]")
PRICE = question(
    question_id=9, question_title="What does it cost?", question_type="numeric", lower_bound="0.0", upper_bound="100.0",
    open_upper_bound=True, continuous_range="[0.0, 50.0, 100.00000000000001]",
)  # fmt: skip
CDF = forecast("", question_id=9, continuous_cdf="[0.0, 5e-05, 0.9]", median="75.1")
DAY = question(
    question_id=10, question_title="When does it open?", question_type="date", lower_bound="2026-01-01",
    upper_bound="2026-01-03", open_lower_bound=True, open_upper_bound=True,
    continuous_range="['2026-01-01', '2026-01-01', '2026-01-02', '2026-01-02', '2026-01-03']",
)  # fmt: skip
DAYS = forecast("", question_id=10, continuous_cdf="[0.1, 0.2, 0.3, 0.4, 0.5]")
COUNT = question(
    question_id=12, question_title="How many come?", question_type="discrete", lower_bound="-0.5", upper_bound="3.5",
    continuous_range="[-0.5, 1.5, 3.5]",
)  # fmt: skip
MANY = forecast("", question_id=12, continuous_cdf="[0.0, 0.1, 0.3, 0.6, 1.0]")


@pytest.fixture
def bring(fcl):
    def run(questions, forecasts, *options: object, **others):
        return fcl("--json", "import", "metaculus", "-", *options, stdin=packed(questions, forecasts, **others))

    return run


def counts(answer) -> tuple[int, ...]:
    names = ("questions_new", "forecasts_new", "withdrawals_new", "resolutions_new", "forecasts_same")
    return tuple(answer.data[name] for name in names)


def shown(fcl, title: str):
    """A question with its predictions."""
    found = next(one for one in fcl.json("list") if one["claim"] == title)
    return fcl.json("show", found["id"])


def lost(answer) -> dict[str, int]:
    return {loss["field"]: loss["rows"] for loss in answer.data["losses"]}


def test_a_download_is_taken_in_and_twice_is_once(fcl, bring) -> None:
    assert counts(bring([RAINED], [*REVISED, CROWD])) == (1, 4, 0, 1, 0)
    head = fcl.head
    assert counts(bring([RAINED], [*REVISED, CROWD])) == (0, 0, 0, 0, 4)
    assert fcl.head == head
    one = shown(fcl, "Does it rain in Ghent?")
    assert [prediction["forecaster"] for prediction in one["predictions"]] == [
        "ann",
        "bob",
        "metaculus:recency_weighted",
    ]
    assert [made["p"] for made in one["predictions"][0]["forecasts"]] == ["0.7", "0.9"]
    assert one["tags"] == ["health-&-pandemics", "natural-sciences"]
    assert one["deadline"]["window_start"] == "2026-01-01"
    assert one["predictions"][0]["forecasts"][0]["source"]["url"] == QUESTION["Question URL"]


def test_every_type_of_question_comes_in_and_a_dry_run_writes_nothing(fcl, bring) -> None:
    every = [BINARY, MODEL, PRICE, DAY, COUNT], [forecast(), SHARES, CDF, DAYS, MANY]
    head = fcl.head
    assert counts(bring(*every, "--dry-run")) == (5, 5, 0, 0, 0)
    assert fcl.head == head
    bring(*every)
    said = {one["claim"]: one["predictions"][0]["forecasts"][0]["prediction"] for one in fcl.json("list")}
    assert said["Whose model leads?"]["shares"] == {"Google": "0.5", "Moody's, Inc.": "0.3", "Other": "0.2"}
    assert said["What does it cost?"]["cdf"] == {"0": "0", "50": "0.00005", "100": "0.9"}
    assert said["When does it open?"]["cdf"] == {"2026-01-01": "0.2", "2026-01-02": "0.4", "2026-01-03": "0.5"}
    assert said["How many come?"]["cdf"] == {"-0.5": "0", "0.5": "0.1", "1.5": "0.3", "2.5": "0.6", "3.5": "1"}


OUTCOMES = [
    (BINARY, forecast(), "no", ("resolved", "no")),
    (BINARY, forecast(), "annulled", ("annulled", None)),
    (BINARY, forecast(), "ambiguous", ("ambiguous", None)),
    (MODEL, SHARES, "Moody's, Inc.", ("resolved", "Moody's, Inc.")),
    (PRICE, CDF, "above_upper_bound", ("resolved", "above")),
    (PRICE, CDF, "12.50", ("resolved", "12.5")),
    (DAY, DAYS, "2026-01-02 00:00:00+00:00", ("resolved", "2026-01-02")),
    (DAY, DAYS, "below_lower_bound", ("resolved", "below")),
]


def test_what_it_came_out_as_keeps_its_verdict(fcl, bring) -> None:
    questions, forecasts = [], []
    for number, (asked, said, resolution, _) in enumerate(OUTCOMES):
        named = {"Question ID": str(number), "Question Title": str(number), "Resolution": resolution}
        questions.append({**asked, **ENDED, **named})
        forecasts.append({**said, "Question ID": str(number)})
    assert counts(bring(questions, forecasts, cut=0))[3] == len(OUTCOMES)
    found = {one["claim"]: one["resolutions"][0] for one in fcl.json("list")}
    assert {one["known_on"] for one in found.values()} == {"2026-03-01"}
    verdicts = [(found[str(number)]["verdict"], found[str(number)]["outcome"]) for number in range(len(OUTCOMES))]
    assert verdicts == [expected for *_, expected in OUTCOMES]


def test_an_end_that_nothing_follows_is_a_withdrawal(fcl, bring) -> None:
    gone = forecast(0.6, end_time="2026-02-01 11:00:00+00:00")
    again = forecast(0.8, start_time="2026-02-01 12:00:00+00:00")
    bob = forecast(0.4, forecaster_username="bob", end_time="2026-02-02 11:00:00+00:00")
    cy = forecast(0.5, forecaster_username="cy", end_time="2026-03-01 12:00:00+00:00")
    assert counts(bring([RAINED], [gone, again, bob, cy])) == (1, 4, 2, 1, 0)
    withdrawn = {
        one["forecaster"]: (one["p"], one["withdrawn"]) for one in shown(fcl, QUESTION["Question Title"])["predictions"]
    }
    assert withdrawn == {"ann": ("0.8", None), "bob": (None, "2026-02-02"), "cy": ("0.5", None)}
    assert "withdrawn" in fcl.ok("export", "excluded").out
    assert fcl.json("list", "p:0.4") == []
    assert bring([RAINED], [gone, again, bob, cy]).data["withdrawals_same"] == 2


def test_a_withdrawal_that_came_since_is_new_and_the_forecast_is_not(fcl, bring) -> None:
    bring([BINARY], [forecast(0.6)])
    answer = bring([BINARY], [forecast(0.6, end_time="2026-02-02 11:00:00+00:00")])
    assert counts(answer) == (0, 0, 1, 0, 1)
    assert "1 withdrawal new" in fcl("import", "metaculus", "-", "--dry-run", stdin=packed(
        [BINARY], [forecast(0.6, end_time="2026-02-03 11:00:00+00:00")])).out  # fmt: skip


def test_an_end_that_lies_ahead_is_named_as_lost(bring) -> None:
    answer = bring([BINARY], [forecast(0.6, end_time="9000-01-01 00:00:00+00:00")])
    assert counts(answer)[:3] == (1, 1, 0)
    assert lost(answer)["End Time"] == 1


def test_corrections_of_number_outcome_and_title_are_corrections(bring) -> None:
    bring([RAINED], [forecast(0.6)])
    answer = bring([{**RAINED, "Resolution": "no", "Question Title": "Does it rain?"}], [forecast(0.5)])
    names = ("questions_reworded", "forecasts_corrected", "resolutions_amended", "questions_new", "forecasts_new")
    assert [answer.data[name] for name in names] == [1, 1, 1, 0, 0]


def test_an_option_that_is_added_between_two_imports_is_another_wording(fcl, bring) -> None:
    two = {**MODEL, "MC Options (All)": "['Google', 'Other']"}
    bring([two], [{**SHARES, "Probability Yes Per Category": "[0.6, 0.4]"}])
    early = {**SHARES, "Probability Yes Per Category": "[0.6, None, 0.4]"}
    late = {**SHARES, "Start Time": "2026-02-01 10:00:00+00:00"}
    answer = bring([{**MODEL, **ENDED, "Resolution": "Moody's, Inc."}], [early, late], cut=0)
    names = ("questions_reworded", "forecasts_new", "forecasts_same", "resolutions_new")
    assert [answer.data[name] for name in names] == [1, 1, 1, 1]
    one = shown(fcl, "Whose model leads?")
    assert [made["wording"] for made in one["predictions"][0]["forecasts"]] == [1, 2]
    scores = fcl.json("score", "--timing", "each", "--rule", "log", "--by", "none")
    assert float(scores[0]["value"]) == pytest.approx(-(math.log(0.4) + math.log(0.3)) / 2)


def test_a_forecast_from_before_an_option_is_scored_by_what_it_gave_to_all_others(fcl, bring) -> None:
    early = {**SHARES, "Probability Yes Per Category": "[0.6, None, 0.4]"}
    bring([{**MODEL, **ENDED, "Resolution": "Moody's, Inc."}], [early], cut=0)
    made = shown(fcl, "Whose model leads?")["predictions"][0]["forecasts"][0]
    assert made["prediction"]["shares"] == {"Google": "0.6", "Other": "0.4"}
    score = fcl.json("score", "--rule", "log")[0]
    assert float(score["value"]) == pytest.approx(-math.log(0.4))


def test_whose_rows_can_be_chosen_by_name_by_id_and_by_method(fcl, bring) -> None:
    questions = [BINARY, PRICE]
    for wanted, expected in (("ANN", 2), ("12", 1), ("metaculus:recency_weighted", 1), ("recency_weighted", 1)):
        answer = bring(questions, [*REVISED, CROWD], "-f", wanted, "--dry-run")
        assert counts(answer)[:2] == (1, expected)
    nobody = bring(questions, REVISED, "-f", "Cy")
    assert nobody.code == 2
    assert "no forecast in the file is by 'Cy'" in nobody.err + nobody.out


def test_rows_that_the_export_itself_breaks_are_mended(bring) -> None:
    del (shifted := dict(CROWD))["Is Bot"]
    full = table([RAINED | ENDED], QUESTION), table([*REVISED, CROWD], FORECAST), table([shifted], FORECAST, cut=0)
    rows = full[1] + full[2].splitlines()[1].replace("0.65", "0.66").replace("10:00:00.1", "11:00:00.1") + "\r\n"
    for cut in (0, 1):
        assert counts(bring([BINARY], [*REVISED, CROWD], "--dry-run", cut=cut))[:2] == (1, 4)
    assert counts(bring([BINARY], [], forecast_data=rows))[:2] == (1, 5)


def test_geometric_means_are_read_from_the_column_of_shares(fcl, bring) -> None:
    means = [
        {**CROWD, "Forecaster Username": "geometric_mean", "Probability Yes": "", "Question ID": number,
         "Probability Yes Per Category": masses}
        for number, masses in (("7", "[0.2, 0.8]"), ("9", "[0.0, 0.25, 0.7500001, 0.0]"))
    ]  # fmt: skip
    bring([BINARY, PRICE], means)
    assert shown(fcl, QUESTION["Question Title"])["predictions"][0]["p"] == "0.8"
    cdf = shown(fcl, "What does it cost?")["predictions"][0]["forecasts"][0]["prediction"]["cdf"]
    assert cdf == {"0": "0", "50": "0.25", "100": "1"}


def test_shares_that_nearly_add_up_are_scaled_and_counted(fcl, bring) -> None:
    answer = bring([MODEL], [{**SHARES, "Probability Yes Per Category": "[0.333333, 0.333333, 0.333333]"}])
    assert lost(answer)["Probability Yes Per Category"] == 1
    shares = shown(fcl, "Whose model leads?")["predictions"][0]["forecasts"][0]["prediction"]["shares"]
    assert set(shares.values()) == {"0.333333333333333333"}


def test_what_is_not_carried_is_named_with_its_files(bring) -> None:
    early = {**SHARES, "Probability Yes Per Category": "[0.5, None, 0.5]", "Forecaster Username": "bob"}
    ahead = {**CROWD, "Start Time": "9000-01-01 00:00:00+00:00"}
    comments = "Post ID,Comment Text\n70,first\n70,second\n"
    answer = bring([RAINED, MODEL, PRICE, COUNT], [forecast(0.7, is_bot=True), SHARES, CDF, early, ahead],
                   comment_data=comments)  # fmt: skip
    assert lost(answer) == {
        "Post ID": 4, "Post Curation Status": 4, "Post Published Time": 4, "Default Project": 4,
        "Default Project ID": 4, "Actual Close Time": 1, "Question Type": 1, "Forecaster ID": 4, "Is Bot": 1,
        "Median": 1, "Start Time": 1, "comment_data.csv": 2,
    }  # fmt: skip


def test_names_may_be_hidden_and_columns_new(fcl) -> None:
    def renamed(text: str) -> str:
        return text.replace("Forecaster ID,Forecaster Username", "Spare,Forecaster (Anonymized)")

    files = {"question_data.csv": table([BINARY], QUESTION), "forecast_data.csv": renamed(table(REVISED, FORECAST))}
    answer = fcl("--json", "import", "metaculus", "-", stdin=zipped(files))
    assert counts(answer)[:2] == (1, 3)
    assert answer.data["ignored"] == ["Spare"]
