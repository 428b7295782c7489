"""Journeys of ForecastBench's sets: prices, outcomes, series by date, whose forecasts, what is left and refused."""

import json

import pytest

DUE = "2026-01-11"
MARKET = {
    "id": "q1",
    "source": "manifold",
    "question": "Does it rain in Ghent in January?",
    "resolution_criteria": "Resolves to the market's outcome.",
    "background": "It often does.",
    "market_info_open_datetime": "2025-12-01",
    "market_info_close_datetime": "2026-01-31T23:00:00+00:00",
    "market_info_resolution_criteria": "N/A",
    "url": "https://example.org/q1",
    "freeze_datetime": "2026-01-01T00:00:00+00:00",
    "freeze_datetime_value": "0.25",
    "freeze_datetime_value_explanation": "The market price.",
    "source_intro": "A market.",
    "resolution_dates": "N/A",
}
OTHER = {**MARKET, "id": "q2", "source": "infer", "question": "Does it snow?", "freeze_datetime_value": "0.0300"}
SERIES = {
    **MARKET,
    "id": "S1",
    "source": "fred",
    "question": "Will the rate on {resolution_date} be above that on {forecast_due_date}?",
    "freeze_datetime_value": "4.81",
    "market_info_open_datetime": "N/A",
    "market_info_close_datetime": "N/A",
    "resolution_dates": ["2026-01-18", "2026-02-10"],
}
PAIR = {**MARKET, "id": ["q1", "q2"], "combination_of": [MARKET, OTHER], "question": "Both?"}
RAINED = {"id": "q1", "source": "manifold", "direction": None, "resolution_date": "2026-01-20", "resolved": True}
PRICED = {"id": "q2", "source": "infer", "direction": None, "resolution_date": "2026-01-20", "resolved": False}
ROSE = {"id": "S1", "source": "fred", "direction": None, "resolution_date": "2026-01-18", "resolved": True}
OUTCOMES = [{**RAINED, "resolved_to": 1.0}, {**PRICED, "resolved_to": 0.07}, {**ROSE, "resolved_to": 0.0}]
SAID = [
    {"id": "q1", "source": "manifold", "forecast": 0.4, "resolution_date": None, "reasoning": "It is January."},
    {"id": "S1", "source": "fred", "forecast": 0.6, "resolution_date": "2026-01-18", "reasoning": None},
    {"id": "S1", "source": "fred", "forecast": None, "resolution_date": "2026-02-10", "reasoning": None},
]


def document(kind: str, records: object, **more: object) -> str:
    """As they write it: each field on a line."""
    return json.dumps(
        {"forecast_due_date": DUE, "question_set": "2026-01-11-llm.json", **more, kind: records}, indent=1
    )


QUESTIONS = document("questions", [MARKET, OTHER, SERIES])
RESOLUTIONS = document("resolutions", OUTCOMES)
FORECASTS = document("forecasts", SAID, organization="Ours", model="Oracle 3")


@pytest.fixture
def bring(fcl):
    def run(text: str, *options: object):
        return fcl("--json", "import", "forecastbench", "-", *options, stdin=text)

    return run


def counts(answer, *names: str) -> tuple[int, ...]:
    return tuple(answer.data[name] for name in names)


def losses(answer) -> dict[str, int]:
    return {loss["field"]: loss["rows"] for loss in answer.data["losses"]}


def test_three_sets_make_one_ledger_and_twice_is_once(fcl, bring) -> None:
    sets = (QUESTIONS, RESOLUTIONS, FORECASTS)
    new = [counts(bring(text), "questions_new", "forecasts_new", "resolutions_new") for text in sets]
    assert new == [(4, 2, 0), (0, 0, 2), (0, 2, 0)]
    head = fcl.head
    again = [counts(bring(text), "questions_new", "forecasts_new", "resolutions_new") for text in sets]
    assert again == [(0, 0, 0)] * 3
    assert fcl.head == head


def test_a_price_is_a_forecast_of_the_market_and_the_running_one_no_outcome(fcl, bring) -> None:
    bring(QUESTIONS)
    assert losses(bring(RESOLUTIONS))["resolved_to"] == 1
    snow, rain = sorted(fcl.json("list", "forecaster:manifold,infer"), key=lambda one: one["claim"], reverse=True)
    snow, rain = (rain, snow) if "rain" in snow["claim"] else (snow, rain)
    assert (rain["status"], snow["status"]) == ("resolved", "overdue")
    price = rain["predictions"][0]["forecasts"][0]
    assert (price["p"], price["basis"], price["made"][:10]) == ("0.25", "market", "2026-01-01")
    assert price["source"]["url"] == "https://example.org/q1"
    assert [row["value"] for row in fcl.json("score", "--rule", "brier")] == ["0.5625"]


def test_a_question_about_a_series_is_one_for_each_of_its_dates(fcl, bring) -> None:
    bring(QUESTIONS)
    later = {**ROSE, "resolution_date": "2026-02-10", "resolved_to": 0.0}
    assert counts(bring(document("resolutions", [later, OUTCOMES[2]]), "--dry-run"), "resolutions_new") == (2,)
    bring(RESOLUTIONS)
    found = {one["deadline"]["date"]: (one["claim"], one["status"]) for one in fcl.json("list", "tag:fred")}
    assert found == {
        "2026-01-18": ("Will the rate on 2026-01-18 be above that on 2026-01-11?", "resolved"),
        "2026-02-10": ("Will the rate on 2026-02-10 be above that on 2026-01-11?", "overdue"),
    }


def test_a_later_round_adds_a_price_and_another_price_corrects_one(bring) -> None:
    bring(QUESTIONS)
    later = {**MARKET, "freeze_datetime": "2026-01-15T00:00:00+00:00", "freeze_datetime_value": "0.5"}
    wanted = ("questions_same", "forecasts_new", "forecasts_corrected")
    assert counts(bring(document("questions", [later])), *wanted) == (1, 1, 0)
    assert counts(bring(document("questions", [{**MARKET, "freeze_datetime_value": "0.3"}])), *wanted) == (1, 0, 1)
    reworded = bring(document("questions", [{**MARKET, "question": "Rain?"}]))
    assert counts(reworded, "questions_reworded", "forecasts_corrected", "rejected") == (1, 1, 0)


def test_an_outcome_that_changed_is_amended_and_one_whose_day_lies_ahead_is_known_today(fcl, bring) -> None:
    bring(QUESTIONS)
    bring(RESOLUTIONS)
    other = document("resolutions", [{**RAINED, "resolved_to": 0.0}])
    assert counts(bring(other), "resolutions_new", "resolutions_amended") == (0, 1)
    ahead = bring(document("resolutions", [{**ROSE, "resolution_date": "2026-02-10", "resolved_to": 1.0}]))
    assert counts(ahead, "resolutions_new", "rejected") == (1, 0)
    early = document("resolutions", [{**PRICED, "resolution_date": "2999-12-31", "resolved": True, "resolved_to": 0}])
    assert losses(bring(early)) == {"resolution_date": 1}
    assert not fcl.json("list", "status:open,due,overdue")


def test_of_several_rows_of_a_market_the_first_with_its_last_outcome_decides(fcl, bring) -> None:
    """As rounds of 2024 have them, one for each of their dates."""
    bring(QUESTIONS)
    days = (("2026-02-10", 1.0, True), ("2026-01-18", 0.4, False), ("2026-01-25", 1.0, True), ("2026-01-20", 0.0, True))
    rows = [{**RAINED, "resolution_date": day, "resolved_to": to, "resolved": done} for day, to, done in days]
    answer = bring(document("resolutions", [*rows, *OUTCOMES[2:]]))
    assert counts(answer, "resolutions_new", "rejected") == (2, 0)
    assert losses(answer) == {"resolution_date": 2, "resolved_to": 1}
    (found,) = fcl.json("list", "tag:manifold")[0]["resolutions"]
    assert (found["outcome"], found["known_on"]) == ("yes", "2026-01-25")


def test_people_of_one_set_are_forecasters_of_their_own(fcl, bring) -> None:
    bring(QUESTIONS)
    said = [{**SAID[0], "user_id": user, "forecast": p, "searches": "rain"} for user, p in (("u1", 0.3), ("u2", 0.6))]
    answer = bring(document("forecasts", said, model="Supers"))
    assert counts(answer, "forecasts_new") == (2,)
    assert losses(answer) == {"searches": 2}
    named = {one["forecaster"]: one["p"] for one in fcl.json("list", "tag:manifold")[0]["predictions"]}
    assert (named["Supers u1"], named["Supers u2"]) == ("0.3", "0.6")
    assert counts(bring(document("forecasts", said, model="Supers"), "-f", "supers U2"), "forecasts_same") == (1,)


def test_whose_forecasts_can_be_chosen(bring) -> None:
    answer = bring(QUESTIONS, "-f", "INFER")
    assert counts(answer, "questions_new", "forecasts_new") == (4, 1)
    assert losses(answer)["forecaster"] == 1
    refused = bring(FORECASTS, "-f", "Oracle 2")
    assert refused.code == 2
    assert "no forecast in the file is by 'Oracle 2'" in refused.err


def test_what_is_not_carried_is_named(bring) -> None:
    answer = bring(document("questions", [{**MARKET, "mood": "good"}, SERIES, PAIR]))
    assert losses(answer) == {
        "source_intro": 2,
        "freeze_datetime_value_explanation": 2,
        "market_info_open_datetime": 1,
        "freeze_datetime_value": 1,
        "freeze_datetime": 1,
        "url": 1,
        "combination_of": 1,
    }
    assert answer.data["ignored"] == ["mood"]
    assert losses(bring(document("resolutions", [*OUTCOMES[:1], {**RAINED, "direction": [1, -1]}]))) == {"direction": 1}
    assert losses(bring(document("forecasts", [SAID[0], SAID[2]], model="Oracle 3"))) == {"forecast": 1}


def test_fractions_stay_fractions_and_certainties_are_asked_about(fcl, bring) -> None:
    bring(QUESTIONS)
    bring(document("resolutions", [{**RAINED, "resolved_to": 0.35}]))
    assert fcl.json("list", "tag:manifold")[0]["resolutions"][0]["outcome"] == "0.35"
    sure = document("forecasts", [{**SAID[0], "forecast": 1.0}], model="Oracle 3")
    assert "'100%' is a certainty (add --certain" in bring(sure).err
    assert counts(bring(sure, "--certain"), "forecasts_new") == (1,)


BAD = [
    (QUESTIONS.replace('"0.25"', '"0,25"'), "line 5: freeze_datetime_value: cannot read '0,25' as a probability"),
    (QUESTIONS.replace('"0.25"', '"25"'), "line 5: freeze_datetime_value: '25' is not between 0 and 1"),
    (QUESTIONS.replace('"0.25"', '"1e-400"'), "line 5: cannot read '1e-400' as a probability"),
    (QUESTIONS.replace("2026-01-31T23:00:00+00:00", "31/1/2026"), "line 5: cannot read '31/1/2026' as a deadline"),
    (QUESTIONS.replace('"q2"', '""'), "line 21: id: nothing is there"),
    (QUESTIONS.replace('"infer"', "{}"), "line 21: source: a single value belongs here, not a list or an object"),
    (document("questions", [MARKET, {**MARKET, "question": "Rain?"}]), "another claim of this question than in line 5"),
    (document("questions", [MARKET, {**MARKET, "freeze_datetime_value": "0.9"}]), "another number than in line 5"),
]


@pytest.mark.parametrize(("text", "told"), BAD, ids=[told[:50] for _, told in BAD])
def test_a_bad_question_is_told_by_its_line_and_nothing_is_written(fcl, bring, text: str, told: str) -> None:
    head = fcl.head
    answer = bring(text)
    assert answer.code == 5
    assert told in answer.err
    assert fcl.head == head


LATER = [
    ("resolutions", {**RAINED, "resolved_to": 3}, "line 5: resolved_to: '3' is not between 0 and 1"),
    ("resolutions", {**RAINED, "resolved_to": None}, "line 5: resolved_to: nothing is there"),
    ("resolutions", {**RAINED, "resolved": "maybe", "resolved_to": 1}, "line 5: resolved: 'maybe' is neither true nor"),
    (
        "resolutions",
        {**ROSE, "resolution_date": "2026-05-05", "resolved_to": 1},
        "line 5: no question 'fred S1 2026-05-05'",
    ),
    ("resolutions", {**RAINED, "id": "q\ud800", "resolved_to": 1}, "line 5: no question 'manifold q"),
    ("forecasts", {**SAID[0], "forecast": "70 %"}, "line 5: forecast: cannot read '70 %' as a probability"),
]


def test_a_bad_outcome_or_forecast_is_told_by_its_line(fcl, bring) -> None:
    bring(QUESTIONS)
    head = fcl.head
    good = {"resolutions": OUTCOMES[0], "forecasts": SAID[1]}
    for kind, record, told in LATER:
        answer = bring(document(kind, [record, good[kind]]).replace('"question_set"', '"model": "M", "question_set"'))
        assert answer.code == 5, record
        assert told in answer.err
    assert fcl.head == head


WRONG = [
    ("claim,p\nA,0.5\n", "line 1, column 1: no JSON"),
    ("[]", "no set of ForecastBench"),
    ("17", "line 1, column 1: no JSON: neither a list nor an object"),
    ('{"questions": 3}', "no set of ForecastBench"),
    ('{"forecast_due_date": "2026-01-11", "questions": [3]}', "line 1: the list holds something that is no object"),
    ('{"questions": []}', "no set of ForecastBench: it has no forecast_due_date"),
    (document("forecasts", SAID), "no set of ForecastBench: it has no model"),
    (RESOLUTIONS, "no question of these resolutions is in the ledger"),
    (QUESTIONS.replace('"id": "q1"', '"id": "q1", "id": "q2"'), "an object names the key 'id' twice"),
    (QUESTIONS[:-20], "no JSON"),
]


@pytest.mark.parametrize(("text", "told"), WRONG, ids=[f"{at} {told[:40]}" for at, (_, told) in enumerate(WRONG)])
def test_a_file_that_is_no_set_is_refused_whole(fcl, bring, text: str, told: str) -> None:
    head = fcl.head
    answer = bring(text)
    assert answer.code == 2
    assert told in answer.err
    assert fcl.head == head
