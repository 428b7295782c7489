"""Writing through the command line: what is typed in is what stands, and what is refused leaves no trace."""

import json

from hypothesis import given
from hypothesis import strategies as st

from ledger.cli.predictions import parse_toml, template

MONTH_ENDS = "FREQ=MONTHLY;BYMONTHDAY=-1"


def said(fcl, id_, who=0):
    return [forecast["p"] for forecast in fcl.json("show", id_)["predictions"][who]["forecasts"]]


def briers(fcl, id_):
    return {
        score["forecaster"]: score["value"] for score in fcl.json("show", id_)["scores"] if score["rule"] == "brier"
    }


def test_the_first_command_makes_the_ledger_and_prints_one_line(fcl):
    answer = fcl.ok("add", "Rust overtakes Go in the TIOBE index", "35%", "--by", "2099", "--made", "2026-01-05")
    [line] = answer.out.splitlines()
    assert line.startswith("Added ")
    assert "35%  by 2099-12-31 (in " in line
    assert line.endswith("Rust overtakes Go in the TIOBE index")
    assert f"ledger: {fcl.ledger} (created)" in answer.err
    assert "undo: fcl undo" in answer.err
    assert 'deadline: "2099" is 2099-12-31' in answer.err
    assert fcl.ok("add", "b", "35%", "--by", "2099-12-31").err == "undo: fcl undo\n"


def test_every_option_of_add_is_kept(fcl):
    (fcl.home / "criteria.txt").write_text("line one\nline two\n", encoding="utf-8")
    id_ = fcl.add(
        "They ship it", "7:3", "--by", "the end of 2098", "--made", "2026-01-05", "--review", "2026-12-01",
        "--closes", "2098-06-30", "-f", "J. Doe", "--criteria", "@criteria.txt", "--fine-print", "@@home counts",
        "--look-at", "their blog", "--quote", "it will ship", "--source", "https://example.org/i42", "-t", "AI",
        "-t", "work", "--words", "probably", "--vague",
    )  # fmt: skip
    one = fcl.json("show", id_)
    assert (one["claim"], one["criteria"], one["fine_print"]) == ("They ship it", "line one\nline two", "@home counts")
    assert (one["deadline"]["date"], one["deadline"]["text"]) == ("2098-12-31", "the end of 2098")
    assert (one["closes_at"][:10], one["review_on"]) == ("2098-06-30", "2026-12-01")
    assert (one["tags"], one["look_at"], one["flags"]) == (["ai", "work"], "their blog", ["vague"])
    [prediction] = one["predictions"]
    [forecast] = prediction["forecasts"]
    assert (prediction["forecaster"], forecast["p"], forecast["phrase"]) == ("J. Doe", "0.7", "probably")
    assert (forecast["made"], forecast["basis"]) == ("2026-01-05", "stated")
    assert (forecast["quote"]["text"], forecast["source"]["url"]) == ("it will ship", "https://example.org/i42")


def test_words_alone_are_read_by_the_scale_and_no_number_is_no_number(fcl):
    words, none = fcl.add("a", "--words", "Probably"), fcl.add("b", "--no-number")
    [forecast] = fcl.json("show", words)["predictions"][0]["forecasts"]
    assert (forecast["p"], forecast["basis"], forecast["scale"]) == ("0.7", "words", "survey")
    [forecast] = fcl.json("show", none)["predictions"][0]["forecasts"]
    assert (forecast["p"], forecast["basis"]) == (None, "none")
    assert fcl.json("show", fcl.add("c", "--question-only"))["predictions"] == []


def test_vague_words_leave_the_question_open_with_a_warning(fcl):
    answer = fcl.ok("add", "They fold", "60%", "--by", "sooner or later")
    assert "warning: 'sooner or later' names no date: the question stays open, review on " in answer.err
    [one] = fcl.json("list")
    assert one["deadline"] is None
    assert one["review_on"]
    told = json.loads(fcl.ok("--json", "add", "They fold", "60%", "--by", "soon").out)["warnings"]
    assert [warning["code"] for warning in told] == ["no_date"]


def test_a_quote_comes_from_standard_input(fcl):
    id_ = fcl.json("add", "a", "50%", "--quote", "-", stdin="it will\nrain")["id"]
    assert fcl.json("show", id_)["predictions"][0]["forecasts"][0]["quote"]["text"] == "it will\nrain"


PREDICTIONS = """
[[prediction]]
claim = "One"
probability = 0.35
by = 2099-01-31
tags = ["a", "b"]

[[prediction]]
claim = "Every {period}"
p = "70%"
every = "FREQ=MONTHLY;BYMONTHDAY=-1"
starting = "2026-01"

[[prediction]]
claim = "Three"
no-number = true
fine-print = \"\"\"
two
lines\"\"\"
"""


def test_a_file_of_predictions_is_one_entry(fcl):
    (fcl.home / "p.toml").write_text(PREDICTIONS, encoding="utf-8")
    answer = fcl.ok("add", "--from", "p.toml", "-f", "Ann")
    assert [line.split()[0] for line in answer.out.splitlines()] == ["Added"] * 3
    assert json.loads(fcl.ok("--json", "list").out)["ledger"]["entries"] == 2
    one, three = sorted(fcl.json("list"), key=lambda one: one["claim"])
    assert (one["predictions"][0]["p"], one["predictions"][0]["forecaster"]) == ("0.35", "Ann")
    assert (one["tags"], three["fine_print"]) == (["a", "b"], "two\nlines")
    fcl.ok("-y", "undo")
    assert fcl.json("list") == []


def test_json_predictions_are_all_or_nothing(fcl):
    fcl.ok("list")
    before = fcl.head
    bad = fcl("add", "--from", "-", stdin='[{"claim": "a", "p": 0.5}, {"claim": "b", "p": 7}]')
    assert (bad.code, bad.err.splitlines()[0]) == (2, "error: prediction 2: '7' is not between 0 and 1")
    assert fcl.head == before
    exact = '[{"claim": "a", "p": 0.1234567890123456789}, {"claim": "b", "p": "1/3"}]'
    assert [one["predictions"][0]["p"] for one in fcl.json("add", "--from", "-", stdin=exact)] == [
        "0.1234567890123456789",
        "0.333333333333333333",
    ]


def test_minds_change_and_slips_are_corrected(fcl):
    id_ = fcl.add("a", "60%", "--by", "2099", "--made", "2026-01-05")
    assert "  60% → 72%  a\n" in fcl.ok("update", id_[:5], "72%", "-m", "news", "--made", "2026-02-01").out
    assert "  72% → 70% (correction)  a\n" in fcl.ok("update", id_[:3], "70%", "--correct").out
    assert said(fcl, id_) == ["0.6", "0.7"]
    assert "65% as of 2026-01-20 (backfill: 70% of 2026-02-01 stands)" in fcl.ok(
        "update", id_, "65%", "--made", "2026-01-20"
    ).out  # fmt: skip
    assert said(fcl, id_) == ["0.6", "0.65", "0.7"]
    assert "  70% unchanged  a\n" in fcl.ok("update", id_, "same").out
    assert "  70% withdrawn  a\n" in fcl.ok("withdraw", id_).out
    assert fcl.json("show", id_)["predictions"][0]["p"] is None


def test_two_forecasters_are_told_apart(fcl):
    id_ = fcl.add("a", "80%", "--by", "2026-06-30", "--made", "2026-01-02", "-f", "Ann")
    assert "  Bob  30%  a" in fcl.ok("update", id_, "30%", "-f", "Bob", "--made", "2026-01-03").out
    for verb in (["update", id_, "50%"], ["withdraw", id_]):
        answer = fcl(*verb)
        assert (answer.code, "Ann" in answer.err, "Bob" in answer.err) == (3, True, True)
    assert "  Bob  30% → 40%  a" in fcl.ok("update", f"{id_}@bo", "40%", "--made", "2026-01-04").out
    told = fcl.ok("resolve", id_, "no", "--known-on", "2026-06-30").out
    assert "Ann p 80%   Brier 0.6400  log 1.6094" in told
    assert "Bob p 40%   Brier 0.1600  log 0.5108" in told
    assert briers(fcl, id_) == {"Ann": "0.64", "Bob": "0.16"}


def test_wordings_notes_and_tags(fcl):
    id_ = fcl.add("a", "60%", "--by", "2098")
    assert "wording 2" in fcl.ok("edit", id_, "--criteria", "as written", "--claim", "b").out
    assert "deadline: 2099-12-31" in fcl.ok("edit", id_, "--by", "2099").err
    fcl.ok("note", id_, "moved to March")
    fcl.ok("note", id_, "-", stdin="minutes\nof the meeting\n")
    assert "tags: ecb rates" in fcl.ok("tag", "add", id_, "Rates", "ecb").out
    assert "tags: ecb" in fcl.ok("tag", "rm", id_, "rates").out
    one = fcl.json("show", id_)
    assert (one["claim"], one["criteria"], one["deadline"]["date"]) == ("b", "as written", "2099-12-31")
    assert (one["wording"], one["tags"], said(fcl, id_)) == (3, ["ecb"], ["0.6"])
    assert one["notes"] == ["moved to March", "minutes\nof the meeting"]


def test_many_ids_from_standard_input_are_one_entry_after_one_yes(fcl):
    ids = [fcl.add(f"claim {n}", "60%", "--by", "2026-06-30", "--made", "2026-01-02") for n in range(3)]
    listed = "\n".join(ids)
    before = fcl.head
    for verb in (["update", "-", "70%"], ["withdraw", "-"], ["tag", "add", "-", "x"], ["resolve", "-", "yes"],
                 ["reopen", "-"], ["annul", "-"]):  # fmt: skip
        answer = fcl(*verb, stdin=listed)
        assert (answer.code, "-y" in answer.err) == (2, True), verb
    assert fcl.head == before
    changed = fcl.json("-y", "update", "-", "70%", "--made", "2026-02-01", stdin=listed)
    assert sorted(one["id"] for one in changed) == sorted(ids)
    lines = fcl.ok("-y", "resolve", "-", "yes", "--known-on", "2026-06-30", stdin=listed).out.splitlines()
    assert len(lines) == 3
    fcl.ok("-y", "undo")
    assert {one["status"] for one in fcl.json("list")} == {"overdue"}


def test_one_bad_id_among_many_stops_them_all(fcl):
    id_ = fcl.add("a", "60%", "--by", "2099")
    before = fcl.head
    assert fcl("-y", "update", "-", "70%", stdin=f"{id_} zzzz").code == 3
    assert fcl.head == before


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.sampled_from("a\"\\\n\r\t'\x7f\x00ü")))
def test_the_editor_gets_every_text_back_as_it_was(claim, criteria):
    written = template({"claim": claim, "criteria": criteria, "vague": True}, ("claim", "criteria", "vague"))
    assert parse_toml(written, "it") == {"claim": claim, "criteria": criteria, "vague": True}
