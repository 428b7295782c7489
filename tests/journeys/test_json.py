"""Every --json answer is one document that the shipped JSON Schema allows; so is every error."""

import json

import jsonschema
import pytest

from ledger.cli.schema import read_schema
from tests.program import Fcl

SCHEMA = read_schema()
CHECK = jsonschema.Draft202012Validator(SCHEMA)


def valid(text: str) -> dict:
    document = json.loads(text)
    kind = document.get("kind")
    # `oneOf` says only that nothing fits: the part that was meant says what is wrong.
    part = "answer" if kind else "failure"
    jsonschema.Draft202012Validator({**SCHEMA, "oneOf": [{"$ref": f"#/$defs/{part}"}]}).validate(document)
    CHECK.validate(document)
    return document


@pytest.fixture(scope="module")
def fcl(tmp_path_factory):
    fcl = Fcl(tmp_path_factory.mktemp("json"))
    rain = fcl.add(
        "It rains in Ghent", "70%", "--by", "2026-06-30", "--made", "2026-01-02", "-f", "Ann", "-t", "weather",
        "--criteria", "KMI reports more than 1 mm", "--quote", "rain, surely", "--source", "https://example.org/kmi",
    )  # fmt: skip
    fcl.ok("update", rain, "80%", "-f", "Ann", "--made", "2026-02-01", "-m", "clouds")
    fcl.ok("update", rain, "100%", "--certain", "-f", "Bob", "--made", "2026-02-02T10:00+01:00")
    fcl.ok("resolve", rain, "no", "--known-on", "2026-06-30", "--evidence", "https://example.org/e", "-m", "dry")
    fcl.add("It snows in Ghent", "--words", "very likely", "--by", "2026-10-01", "--made", "2026-01-02T12:00Z")
    hail = fcl.add("It hails one day", "30%", "--made", "2026-01-02", "--review", "2027-01-01")
    fcl.ok(
        "add", "Ghent is dry in {period}", "20%", "--every", "FREQ=MONTHLY;BYMONTHDAY=-1", "--starting", "2026-01",
        "--made", "2025-12-15",
    )  # fmt: skip
    fcl.ok("expand", "--until", "2026-03-31")
    rule = ("--metric", "ghent.rain", "--made", "2026-01-02", "--by", "2026-10-01", "--when")
    for when in ("any >= 4", "changed", "last > 3", "never > 4"):
        fcl.add(f"Rain in Ghent: {when}", "30%", *rule, when)
    for value, source in (("2", "KMI"), ("5", "KMI"), ("5.5", "airport")):
        fcl.ok("observe", "ghent.rain", value, "--on", f"2026-03-0{value[0]}", "--source", source)
    fcl.rain, fcl.hail = rain, hail
    return fcl


READ = [
    (),
    ("list",),
    ("list", "--each", "weather"),
    ("list", "nothing-matches-this"),
    ("show", "RAIN"),
    ("show", "RAIN@Bob"),
    ("show", "RAIN", "--context"),
    ("show", "RAIN", "RAIN"),
    ("--as-of", "2", "show", "RAIN"),
    ("search", "rains"),
    ("due",),
    ("due", "--within", "500d", "tag:weather"),
    ("log",),
    ("log", "RAIN", "--limit", "2"),
    ("log", "--entries"),
    ("score",),
    ("score", "--by", "forecaster"),
    ("score", "--rule", "log", "--min", "9"),
    ("calibration", "--include", "early,undated"),
    ("calibration", "--bins", "stated", "--level", "0.8", "--no-retrospective"),
    ("observe",),
    ("forecaster", "list"),
    ("forecaster", "show", "ann"),
    ("source", "list"),
    ("source", "show", "https://example.org/kmi"),
    ("source", "check"),
    ("source", "add", "https://example.org/new", "--dry-run"),
    ("lint",),
    ("lint", "--all", "--severity", "warning", "--off", "L102"),
    ("lint", "--rules"),
    ("words",),
    ("words", "very", "likely"),
    ("words", "--scale", "survey"),
    ("score", "--scale", "phia:low"),
    ("calibration", "--scale", "kent"),
    ("forecaster", "alias", "Bob", "Ann", "--dry-run"),
    ("export", "questions"),
    ("export", "predictions"),
    ("export", "forecasts"),
    ("export", "resolutions"),
    ("export", "scores"),
    ("export", "calibration"),
    ("config", "list"),
    ("config", "path"),
    ("config", "get", "score.bins"),
    ("completion", "bash"),
    ("schema",),
    ("verify",),
    ("anchor", "--no-record"),
    ("prove", "RAIN@Bob"),
    ("db", "init"),
    ("db", "status"),
    ("db", "upgrade"),
    ("db", "rebuild"),
    ("db", "rescore"),
]


@pytest.mark.parametrize("numbers", [(), ("--numbers",)], ids=["exact", "numbers"])
@pytest.mark.parametrize("words", READ, ids=" ".join)
def test_reading_answers_are_valid(fcl, words, numbers):
    answer = fcl("--json", *numbers, *(word.replace("RAIN", fcl.rain) for word in words))

    assert answer.code == 0, answer.err
    assert valid(answer.out)["schema"] == "forecast-ledger/1"


def test_exact_numbers_are_text_and_numbers_are_numbers(fcl):
    exact = valid(fcl.ok("--json", "show", fcl.rain))["data"]
    plain = valid(fcl.ok("--json", "--numbers", "show", fcl.rain))["data"]

    assert [forecast["p"] for forecast in exact["predictions"][0]["forecasts"]] == ["0.7", "0.8"]
    assert [forecast["p"] for forecast in plain["predictions"][0]["forecasts"]] == [0.7, 0.8]


def test_an_infinite_score_is_said_as_such(fcl):
    scores = fcl.json("show", f"{fcl.rain}@Bob")["scores"]

    assert {score["rule"]: score["value"] for score in scores} == {"brier": "1", "log": "inf"}


def test_show_by_one_forecaster_leaves_the_others_out(fcl):
    shown = fcl.json("show", f"{fcl.rain}@bo")

    assert [one["forecaster"] for one in shown["predictions"]] == ["Bob"]
    assert {score["forecaster"] for score in shown["scores"]} == {"Bob"}


def test_the_document_says_which_state_was_read(fcl):
    now = valid(fcl.ok("--json", "list"))["ledger"]
    then = valid(fcl.ok("--json", "--as-of", "3", "list"))["ledger"]

    assert (then["entries"], then["id"]) == (3, now["id"])
    assert then["head"] != now["head"]


def test_backups_and_what_is_restored_from_them_are_said(fcl, tmp_path):
    kept = valid(fcl.ok("--json", "db", "backup", tmp_path / "copy.db"))["data"]
    put = valid(fcl.ok("--json", "-y", "-L", tmp_path / "new.db", "db", "restore", kept["file"]))["data"]

    assert put == {"place": str(tmp_path / "new.db"), "source": kept["file"], "replaced": None}


def test_a_text_that_changed_its_quotes_and_their_context_are_valid(tmp_path):
    fcl, file = Fcl(tmp_path), tmp_path / "speech.txt"
    file.write_text("Hello.\nIt will rain in May.\nIt will snow in June.\n", encoding="utf-8")
    source = valid(fcl.ok("--json", "source", "add", file))["data"]["id"]
    words = ("--source", source, "--attribution", "own", "--reporter", "Bob")
    rain = fcl.add(
        "It rains", "70%", "--by", "2026-05-31", "--made", "2026-01-02", "--quote", "It will rain in May", *words
    )
    fcl.add("It snows", "70%", "--by", "2026-06-30", "--made", "2026-01-02", "--quote", "It will snow in June", *words)
    file.write_text("Hello, all.\nIt will rain in May.\n", encoding="utf-8")

    checked = valid(fcl("--json", "source", "check", source, "--file", file).out)
    changed = valid(fcl.ok("--json", "source", "add", file, "--of", source))["data"]
    shown = valid(fcl.ok("--json", "show", rain, "--context"))["data"]

    assert [one["state"] for one in checked["data"][0]["quotes"]] == ["moved", "lost"]
    assert [one["state"] for one in changed["quotes"]] == ["moved", "lost"]
    assert shown["predictions"][0]["forecasts"][0]["quote"]["context"]["line"] == 2
    valid(fcl.ok("--json", "source", "show", source))


def test_a_file_that_was_written_is_named(fcl, tmp_path):
    file = tmp_path / "scores.csv"

    assert valid(fcl.ok("--json", "export", "scores", "-o", file))["data"] == {
        "table": "scores",
        "file": str(file),
        "rows": 4,
    }


WRITE = [
    ("add", "Another claim", "55%", "--by", "2028", "--dry-run"),
    ("update", "RAIN@Ann", "60%", "--made", "2026-03-01", "--dry-run"),
    ("withdraw", "HAIL", "--dry-run"),
    ("edit", "RAIN", "--claim", "It rains in Ghent, Belgium", "--dry-run"),
    ("note", "RAIN", "look again", "--dry-run"),
    ("tag", "add", "RAIN", "belgium", "--dry-run"),
    ("resolve", "RAIN", "yes", "--amend", "--known-on", "2026-06-30", "-m", "recount", "--dry-run"),
    ("observe", "ghent.rain", "4.5", "--on", "2026-03-05", "--source", "KMI", "--apply", "--dry-run"),
    ("reopen", "RAIN", "-m", "recount", "--dry-run"),
    ("annul", "RAIN", "-m", "void", "--dry-run"),
    ("expand", "--until", "2026-05-31", "--dry-run"),
    ("undo", "--dry-run"),
    ("anchor", "--held", "a newspaper", "--dry-run"),
]


@pytest.mark.parametrize("words", WRITE, ids=lambda words: words[0])
def test_writing_answers_are_valid(fcl, words):
    answer = fcl("--json", "-y", *(word.replace("RAIN", fcl.rain).replace("HAIL", fcl.hail) for word in words))

    assert answer.code == 0, answer.err
    valid(answer.out)


WRONG = [
    (("show", "zzzzzz"), 3, "not_found"),
    (("add", "x", "70", "--by", "2027"), 2, None),
    (("list", "colour:red"), 2, "bad_input"),
    (("nonsense",), 2, "usage"),
    (("list", "--nonsense"), 2, "usage"),
    (("score", "--rule", "brior"), 2, None),
    (("calibration", "--bins", "quintiles"), 2, "bad_input"),
    (("--as-of", "999", "list"), 2, "bad_input"),
    (("config", "get", "score.bin"), 2, None),
    (("--ledger", "/proc/nope/x.db", "list"), 6, None),
]


@pytest.mark.parametrize(
    ("words", "code", "name"), WRONG, ids=lambda value: " ".join(value) if type(value) is tuple else ""
)
def test_errors_are_valid_on_stderr_and_nothing_is_on_stdout(fcl, words, code, name):
    answer = fcl("--json", *words)
    error = valid(answer.err)["error"]

    assert (answer.code, error["exit"], answer.out) == (code, code, "")
    assert name is None or error["code"] == name


def test_the_schema_itself_is_valid_and_printed(fcl):
    jsonschema.Draft202012Validator.check_schema(SCHEMA)

    assert json.loads(fcl.ok("schema")) == SCHEMA


@pytest.mark.parametrize(
    "spoilt",
    [
        {"kind": "prediction.list", "data": [{"id": "k7qm"}]},
        {"kind": "calibration.table", "data": []},
        {"kind": "score.table", "data": {}, "summary": {}},
        {"kind": "Prediction List", "data": []},
    ],
    ids=lambda spoilt: spoilt["kind"],
)
def test_the_schema_refuses_what_was_not_agreed(fcl, spoilt):
    document = {**valid(fcl.ok("--json", "list")), **spoilt}

    with pytest.raises(jsonschema.ValidationError):
        CHECK.validate(document)
