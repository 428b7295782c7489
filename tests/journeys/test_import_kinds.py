"""Tables with options, numbers and dates: imported, imported again, and refused by line."""

import csv
import io

import pytest

from tests.program import Fcl

HEADER = ["claim", "type", "options", "unit", "bounds", "open_bounds", "shares", "interval", "p", "made", "outcome"]
SHARES = "Google=50% OpenAI=30% other=20%"
ROWS = [
    ["Best lab", "", "Google,OpenAI,other", "", "", "", SHARES, "", "", "2026-01-02", "openai"],
    ["Revenue", "numeric", "", "USD bn", "0..1000", "upper", "", "100..400@80%", "", "2026-01-02", "above"],
    ["AGI", "date", "", "", "", "", "", "2030..2035@50%", "", "2026-01-02", ""],
    ["Rain", "", "", "", "", "", "", "", "70%", "2026-01-02", "yes"],
]  # fmt: skip


@pytest.fixture
def fcl(tmp_path):
    made = Fcl(tmp_path)
    made.ok("db", "init")
    return made


def table(*rows):
    sheet = io.StringIO()
    csv.writer(sheet).writerows([HEADER, *rows])
    return sheet.getvalue()


def taken(fcl):
    """What the ledger holds, by claim: type, prediction and outcome."""
    return {
        one["claim"]: (
            one["type"],
            one["predictions"][0]["forecasts"][-1]["told"] or one["predictions"][0]["p"],
            one["resolutions"][-1]["outcome"] if one["resolutions"] else None,
        )
        for one in fcl.json("list")
    }


def test_every_kind_comes_in_and_a_second_time_brings_nothing(fcl):
    fcl.ok("import", "csv", "-", stdin=table(*ROWS))

    assert taken(fcl) == {
        "Best lab": ("categorical", "Google 50%, OpenAI 30%, other 20%", "OpenAI"),
        "Revenue": ("numeric", "100..400 @80% USD bn", "above"),
        "AGI": ("date", "2030-01-01..2035-12-31 @50%", None),
        "Rain": ("binary", "0.7", "yes"),
    }
    before = fcl.ok("export", "forecasts")
    again = fcl.ok("import", "csv", "-", stdin=table(*ROWS))
    assert again.startswith("4 questions, 4 forecasts: 0 new, ")
    assert fcl.ok("export", "forecasts") == before
    fcl.ok("verify")


def test_another_number_at_the_same_time_is_a_correction(fcl):
    fcl.ok("import", "csv", "-", stdin=table(*ROWS))
    changed = [cell.replace("100..400", "200..400") for cell in ROWS[1]]

    fcl.ok("import", "csv", "-", stdin=table(changed))

    assert taken(fcl)["Revenue"][1] == "200..400 @80% USD bn"
    revenue = next(one for one in fcl.json("list") if one["claim"] == "Revenue")
    assert [one["replaces"] for one in revenue["predictions"][0]["forecasts"]] == [2]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"shares": "Google=50%"}, "line 2: a binary question does not take --shares"),
        ({"options": "a,b", "shares": "a=60% b=50%"}, "not to 100% (change them, or leave the row out)\n"),
        ({"options": "a,b", "shares": "a=50% b=50%", "outcome": "c"}, "line 2: no option is called 'c'"),
        ({"type": "numeric", "interval": "4..1@80%"}, "line 2: the low end 4 is not below the high end 1"),
        ({"type": "nominal", "p": "50%"}, "line 2: no question type is called 'nominal'"),
        ({"type": "numeric", "bounds": "0..10", "interval": "1..4@80%", "outcome": "20"}, "line 2: 20 lies above the "),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_by_line_and_nothing_is_written(fcl, row, problem):
    cells = [row.get(name, "It happens" if name == "claim" else "") for name in HEADER]

    answer = fcl("import", "csv", "-", stdin=table(cells))

    assert answer.code == 5
    assert problem in answer.err
    assert fcl.json("list") == []
