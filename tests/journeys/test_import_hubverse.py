"""Journeys of a hub's tables: quantiles, CDFs, options, samples, outcomes, whose they are, what is left, refused."""

from pathlib import Path

import pytest

HEADER = "model_id,reference_date,target,horizon,location,target_end_date,output_type,output_type_id,value\n"
TASK = "{model},{made},{target},{horizon},25,{end},"
ORACLE = "target,location,target_end_date,output_type,output_type_id,oracle_value\n"


def said(kind: str, values: dict[str, object], **about: object) -> str:
    task = {"model": "our-model", "made": "2026-01-03", "target": "wk hosp", "horizon": 1, "end": "2026-01-10", **about}
    return "".join(f"{TASK.format(**task)}{kind},{level},{value}\n" for level, value in values.items())


QUANTILES = said("quantile", {"0.25": 10, "0.5": 20, "0.75": 40})
CDF = said("cdf", {"10": 0.25, "20": 0.5, "40": "1.0"}, target="rate")
PMF = said("pmf", {"low": 0.25, "very high": 0.75}, target="level")
SAMPLES = said("sample", {str(at): 10 * at for at in range(11)}, target="draws")
MEDIAN = said("median", {"NA": "1.5e+01"}, target="peak")
FILE = HEADER + QUANTILES + CDF + PMF + SAMPLES + MEDIAN
CAME_OUT = "wk hosp,25,2026-01-10,quantile,NA,30\nlevel,25,2026-01-10,pmf,low,0\nlevel,25,2026-01-10,pmf,very high,1\n"


@pytest.fixture
def bring(fcl):
    def run(text: str | bytes, *options: object, file: str = "-"):
        if file != "-":
            Path(file).write_text(text)
        return fcl("--json", "import", "hubverse", file, *options, stdin=text)

    return run


def counts(answer, *names: str) -> tuple[int, ...]:
    return tuple(answer.data[name] for name in names)


def losses(answer) -> dict[str, int]:
    return {loss["field"]: loss["rows"] for loss in answer.data["losses"]}


def predictions(fcl) -> dict[str, dict]:
    return {
        one["claim"].split(" (")[0]: one["predictions"][0]["forecasts"][0]["prediction"] for one in fcl.json("list")
    }


NEW = ("questions_new", "forecasts_new", "forecasts_same", "forecasts_corrected")


def test_every_output_type_is_kept_as_what_it_says(fcl, bring) -> None:
    answer = bring(FILE, "--certain")
    assert counts(answer, *NEW) == (5, 5, 0, 0)
    found = predictions(fcl)
    assert found["wk hosp"] == {"kind": "quantiles", "quantiles": {"0.25": "10", "0.5": "20", "0.75": "40"}}
    assert found["rate"] == {"kind": "cdf", "cdf": {"10": "0.25", "20": "0.5", "40": "1"}}
    assert found["level"] == {"kind": "shares", "shares": {"low": "0.25", "very high": "0.75"}}
    assert found["peak"] == {"kind": "quantiles", "quantiles": {"0.5": "15"}}
    drawn = found["draws"]["quantiles"]
    assert (len(drawn), drawn["0.01"], drawn["0.5"], drawn["0.975"]) == (23, "1", "50", "97.5")
    assert losses(answer) == {"sample": 1}


def test_twice_is_once_and_another_number_a_correction(fcl, bring) -> None:
    bring(HEADER + QUANTILES)
    head = fcl.head
    assert counts(bring((HEADER + QUANTILES).replace("\n", "\r\n")), *NEW) == (0, 0, 1, 0)
    assert fcl.head == head
    assert counts(bring(HEADER + QUANTILES.replace(",20\n", ",21\n")), *NEW) == (0, 0, 0, 1)


def test_several_horizons_are_one_prediction_that_is_revised(fcl, bring) -> None:
    later = said("quantile", {"0.25": 12, "0.5": 22}, made="2026-01-08", horizon=0)
    assert counts(bring(HEADER + QUANTILES + later), *NEW) == (1, 2, 0, 0)
    one = fcl.json("list")[0]
    assert one["deadline"]["date"] == "2026-01-10"
    assert [forecast["made"] for forecast in one["predictions"][0]["forecasts"]] == ["2026-01-03", "2026-01-08"]


def test_a_forecast_of_the_last_day_is_carried_and_does_not_count(fcl, bring) -> None:
    assert counts(bring(HEADER + said("quantile", {"0.5": 3}, made="2026-01-10", horizon=0)), *NEW) == (1, 1, 0, 0)
    bring(ORACLE + CAME_OUT)
    assert fcl.json("score") == []


def test_how_much_and_which_option_are_two_questions(fcl, bring) -> None:
    both = QUANTILES + said("pmf", {"low": "0.2501", "high": 0.75})
    assert counts(bring(HEADER + both), *NEW) == (2, 2, 0, 0)
    (shares,) = (one for one in fcl.json("list") if one["type"] == "categorical")
    # 0.2501 / 1.0001, to 18 digits
    assert shares["predictions"][0]["forecasts"][0]["prediction"]["shares"]["low"] == "0.250074992500749925"


def test_where_no_end_is_named_each_day_asks_a_question_of_its_own(fcl, bring) -> None:
    text = "model_id,reference_date,target,horizon,output_type,output_type_id,value\n"
    rows = "".join(f"a-b,2026-01-{day},t,1,quantile,0.5,3\n" for day in ("03", "10"))
    assert counts(bring(text + rows), *NEW) == (2, 2, 0, 0)
    assert [one["deadline"] for one in fcl.json("list")] == [None, None]


def test_oracle_output_settles_what_is_here(fcl, bring) -> None:
    bring(FILE, "--certain")
    other = "wk hosp,99,2026-01-10,quantile,NA,7\nrate,25,2026-01-10,cdf,10,1\nrate,25,2026-01-10,quantile,NA,NA\n"
    answer = bring(ORACLE + CAME_OUT + other)
    assert counts(answer, "resolutions_new", "questions_new") == (2, 0)
    assert [(loss["field"], loss["reason"][:13]) for loss in answer.data["losses"]] == [
        ("oracle_value", "no forecast o"),
        ("cdf", "on which side"),
        ("oracle_value", "not known yet"),
    ]
    outcomes = {one["claim"].split(" (")[0]: one["resolutions"][0] for one in fcl.json("list", "status:resolved")}
    assert {name: one["outcome"] for name, one in outcomes.items()} == {"wk hosp": "30", "level": "very high"}
    assert outcomes["level"]["known_on"] == "2026-01-10"
    assert counts(bring(ORACLE + CAME_OUT), "resolutions_new", "resolutions_same") == (0, 2)
    assert counts(bring(ORACLE + CAME_OUT.replace(",30\n", ",31\n")), "resolutions_amended") == (1,)


def test_the_file_says_whose_they_are_where_no_column_does(fcl, bring) -> None:
    text = "target,target_end_date,output_type,output_type_id,value\nt,2026-01-10,quantile,0.5,3\n"
    assert counts(bring(text, file="2026-01-03-team_1-model.csv"), *NEW) == (1, 1, 0, 0)
    forecast = fcl.json("list")[0]["predictions"][0]
    assert (forecast["forecaster"], forecast["forecasts"][0]["made"]) == ("team_1-model", "2026-01-03")
    refused = bring(text)
    assert (refused.code, "line 1 has no column 'model_id'" in refused.err) == (2, True)
    undated = bring(text, file="flu_2026-team_1-model.csv")
    assert (undated.code, "nothing says when they were made" in undated.err) == (2, True)


def test_whose_forecasts_can_be_chosen(bring) -> None:
    both = HEADER + QUANTILES + QUANTILES.replace("our-model", "their-model")
    answer = bring(both, "-f", "THEIR-model")
    assert counts(answer, *NEW) == (1, 1, 0, 0)
    assert losses(answer) == {"model_id": 3}
    assert "there is 'our-model', 'their-model'" in bring(both, "-f", "else").err


def test_what_is_not_carried_is_named(bring) -> None:
    rows = (
        said("mean", {"NA": 22})
        + said("median", {"NA": 20})
        + said("quantile", {"0.9": "NA"})
        + said("quantile", {"0.5": 3}, made="2026-01-17", horizon=-1)
        + said("pmf", {"low": "0.2501", "high": 0.75}, target="level")
    )
    answer = bring(HEADER + QUANTILES + rows)
    assert losses(answer) == {"mean": 1, "value": 1, "horizon": 1, "median": 1}
    reasons = [loss["reason"] for loss in answer.data["losses"]]
    assert "shares that add up to 1 within a thousandth are divided by their sum" in reasons
    assert "the same forecast as quantile, which says more" in reasons


def test_a_column_without_a_name_is_not_read(bring) -> None:
    """As R writes the numbers of its rows."""
    text = HEADER + QUANTILES
    numbered = "".join(f'"{at or ""}",{line}' for at, line in enumerate(text.splitlines(keepends=True)))
    assert bring(numbered).data["ignored"] == ["column 1"]
    assert counts(bring(text), *NEW) == (0, 0, 1, 0)


def test_options_are_those_of_the_ledger_in_its_order(fcl, bring) -> None:
    bring(HEADER + PMF)
    again = said("pmf", {"very high": 0.5, "low": 0.5}, target="level", model="their-model")
    assert counts(bring(HEADER + again), "questions_same", "forecasts_new") == (1, 1)
    shares = [one["forecasts"][0]["prediction"]["shares"] for one in fcl.json("list")[0]["predictions"]]
    assert max(map(str, shares)) == "{'low': '0.5', 'very high': '0.5'}"
    refused = bring(HEADER + again.replace("very high", "huge"))
    assert (refused.code, "no option is called 'huge'" in refused.err) == (5, True)


BAD = [
    (QUANTILES.replace(",20\n", ',"2,0"\n'), "line 3: value: cannot read '2,0' as a number"),
    (QUANTILES.replace(",20\n", ",70 %\n"), "line 3: value: cannot read '70 %' as a number"),
    (QUANTILES.replace(",20\n", ",1e-400\n"), "line 3: value: cannot read '1e-400' as a number"),
    (QUANTILES.replace(",20\n", ",5\n"), "line 2: the quantile 5 of 50% lies below 10"),
    (QUANTILES.replace(",0.5,", ",50,"), "line 2: output_type_id: the level '50' is not inside 0 to 1"),
    (QUANTILES + said("quantile", {"0.5": 3}), "line 5: output_type_id: '0.5' comes twice in the forecast that begins"),
    (QUANTILES.replace("quantile", "quartile"), "line 2: output_type: 'quartile' is unknown"),
    (QUANTILES.replace("2026-01-03", "3/1/2026"), "line 2: cannot read '3/1/2026' as a date"),
    (QUANTILES.replace("2026-01-03", ""), "line 2: reference_date: nothing is there"),
    (QUANTILES.replace("our-model", ""), "line 2: model_id: nothing is there"),
    (CDF.replace("0.5\n", "0.1\n"), "line 2: the CDF falls from 25% at 10 to 10% at 20"),
    (PMF.replace("0.75", "0.7"), "line 2: the shares add up to 95%, not to 100%"),
    (PMF.replace("0.75", "0.745"), "line 2: the shares add up to 99.5%, not to 100%"),
    (QUANTILES.replace(",20\n", ",2_0\n"), "line 3: value: cannot read '2_0' as a number"),
    (PMF.replace("0.75", "75"), "line 2: value: '75' is not between 0 and 1"),
    (CDF.replace("10", "EW10", 1).replace("cdf,10", "cdf,EW10"), "output_type_id: cannot read 'EW10' as a number"),
    (QUANTILES + "one,two\n", "line 5: 2 cells, but the header has 9"),
]


@pytest.mark.parametrize(("rows", "told"), BAD, ids=[f"{at} {told[:50]}" for at, (_, told) in enumerate(BAD)])
def test_a_bad_row_is_told_and_nothing_is_written(fcl, rows: str, told: str) -> None:
    head = fcl.head
    answer = fcl("import", "hubverse", "-", stdin=HEADER + rows)
    assert answer.code == 5
    assert told in answer.err
    assert fcl.head == head


WRONG = [
    ("claim,p\nA,0.5\n", "no table of a hub: line 1 has no column 'output_type'"),
    (HEADER.replace("horizon", "target") + QUANTILES, "line 1 names the column 'target' again as column 4"),
    (ORACLE + CAME_OUT, "no question of this oracle output is in the ledger"),
    ((HEADER + QUANTILES.replace("25,2026", "Zoë,2026")).encode("latin-1"), "byte 0xEB at offset"),
    ("", "the file is empty"),
]


@pytest.mark.parametrize(("text", "told"), WRONG, ids=[f"{at}" for at, _ in enumerate(WRONG)])
def test_a_file_that_is_no_table_of_a_hub_is_refused_whole(fcl, text: str | bytes, told: str) -> None:
    head = fcl.head
    answer = fcl("import", "hubverse", "-", stdin=text)
    assert answer.code == 2
    assert told in answer.err
    assert fcl.head == head
