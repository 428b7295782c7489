"""The lint through the command line: which questions, which rules, and what the answer looks like."""

import json
from pathlib import Path

import jsonschema
import pytest

import ledger
from ledger.cli.schema import read_schema

GOOD = (
    "The ECB deposit rate is below 2.00% on 30 June 2027", "60%", "--by", "2027-06-30",
    "--criteria", "YES if the ECB shows a rate below 2.00% for 2027-06-30. NO otherwise.",
)  # fmt: skip
VAGUE = ("Labs make significant progress", "40%", "--by", "2027", "--criteria", "YES if a paper says so. NO otherwise.")


def lint(fcl, *words):
    """The document of the answer, as the schema allows it."""
    document = json.loads(fcl.ok("--json", "lint", *words).out)
    jsonschema.Draft202012Validator(read_schema()).validate(document)
    return document


def test_one_line_for_each_finding_then_how_many(fcl):
    fcl.add(*GOOD)
    prefix = fcl.json("list", "not:ECB")[0]["prefix"] if fcl.add(*VAGUE) else ""

    assert fcl.ok("lint").out.splitlines() == [
        f'{prefix}  L201  warning  "significant" has no measure  Labs make significant progress',
        "1 warning in 1 of 2 questions",
    ]


def test_nothing_found_is_said(fcl):
    fcl.add(*GOOD)

    assert fcl.ok("lint").out == "nothing found in 1 question\n"
    assert fcl("lint", "--exit-code").code == 0


def test_the_document_tells_where_the_words_stand(fcl):
    id_ = fcl.add(*VAGUE)
    document = lint(fcl)

    assert document["data"] == [
        {
            "id": id_,
            "prefix": id_[:4],
            "claim": VAGUE[0],
            "code": "L201",
            "name": "vague-degree",
            "severity": "warning",
            "message": '"significant" has no measure',
            "hint": "give the mark in the criteria: at least 20%, above 3 million, first of five",
            "field": "claim",
            "start": 10,
            "end": 21,
            "words": "significant",
        }
    ]
    assert document["summary"] == {
        "questions": 1, "with_findings": 1, "errors": 0, "warnings": 1, "notes": 0, "off": [],
    }  # fmt: skip


def test_something_found_has_an_exit_code_of_its_own_where_asked_for(fcl):
    fcl.add(*VAGUE)

    assert fcl("lint").code == 0
    assert fcl("lint", "--exit-code").code == 10
    assert fcl("lint", "--exit-code", "--severity", "error").code == 0
    assert fcl("lint", "--exit-code", "--off", "vague-degree").code == 0


def test_rules_are_left_out_and_chosen_by_code_or_name(fcl):
    fcl.add("Labs make significant progress soon", "40%")
    found = [one["code"] for one in lint(fcl)["data"]]

    assert found == ["L101", "L201", "L302", "L301"]
    assert [one["code"] for one in lint(fcl, "--off", "l101", "--off", "no-deadline")["data"]] == ["L201", "L302"]
    assert [one["code"] for one in lint(fcl, "--only", "L302", "--only", "no-criteria")["data"]] == ["L101", "L302"]
    assert [one["code"] for one in lint(fcl, "--severity", "error")["data"]] == ["L101"]


def test_the_query_chooses_and_decided_questions_wait_for_all(fcl):
    settled = fcl.add("Ghent is lovely", "40%", "--by", "2026-10-01", "--made", "2026-01-02")
    fcl.add("Bruges is lovely", "40%", "--by", "2030")
    fcl.ok("resolve", settled, "yes", "--known-on", "2026-10-01", "--evidence", "seen")

    assert lint(fcl)["summary"]["questions"] == 1
    assert lint(fcl, "--all")["summary"]["questions"] == 2
    assert [one["claim"] for one in lint(fcl, "--all", "Ghent")["data"]] == ["Ghent is lovely"]
    assert lint(fcl, "status:yes")["summary"]["questions"] == 0


def test_the_past_is_linted_as_it_stood(fcl):
    id_ = fcl.add("Ghent is lovely", "40%", "--by", "2030")
    before = json.loads(fcl.ok("--json", "list").out)["ledger"]["entries"]
    fcl.ok("edit", id_, "--criteria", "YES if the Gazette says so. NO otherwise.")

    assert lint(fcl)["data"] == []
    assert [one["code"] for one in lint(fcl, "--as-of", str(before))["data"]] == ["L101"]


@pytest.mark.parametrize("value", ["no-criteria,L301", " L301 , NO-CRITERIA"])
def test_rules_can_be_off_for_good(fcl, value):
    fcl.add("Ghent is lovely", "40%")
    fcl.ok("config", "set", "lint.off", value)

    assert lint(fcl)["data"] == []
    assert lint(fcl)["summary"]["off"] == [one.strip() for one in value.split(",")]
    assert [one["code"] for one in lint(fcl, "--only", "L101")["data"]] == ["L101"]
    assert lint(fcl, "--no-config")["data"] != []


def test_the_configuration_may_list_the_rules(fcl):
    fcl.add("Ghent is lovely", "40%")
    fcl.ok("config", "set", "lint.off", "L301")
    path = fcl.json("config", "path")["path"]
    Path(path).write_text('[lint]\noff = ["no-criteria", "L301"]\n', encoding="utf-8")

    assert lint(fcl)["data"] == []
    assert fcl.ok("config", "get", "lint.off").out == "no-criteria,L301\n"


REFUSED = [
    (("lint", "--off", "nosource"), "error: no lint rule is called 'nosource'\nhint: did you mean no-source?\n"),
    (("lint", "--only", "vague"), "error: no lint rule is called 'vague'\nhint: did you mean vague-time?\n"),
    (("config", "set", "lint.off", "hedges"), "error: no lint rule is called 'hedges'\nhint: did you mean hedge?\n"),
]


@pytest.mark.parametrize(
    ("command", "said"), REFUSED, ids=lambda value: " ".join(value) if type(value) is tuple else ""
)
def test_a_rule_that_there_is_not_is_refused(fcl, command, said):
    fcl.add("Ghent is lovely", "40%")
    answer = fcl(*command)

    assert (answer.code, answer.out, answer.err) == (2, "", said)


def test_a_rule_of_the_configuration_that_there_is_not_is_named_with_its_file(fcl):
    fcl.add("Ghent is lovely", "40%")
    path = fcl.json("config", "path")["path"]
    fcl.ok("config", "set", "user", "me")
    Path(path).write_text('[lint]\noff = ["nosource"]\n', encoding="utf-8")
    answer = fcl("lint")

    assert answer.code == 2
    assert "lint.off = [\"nosource\"]: no lint rule is called 'nosource' (did you mean no-source?)" in answer.err


def test_the_rules_are_listed_without_a_ledger(fcl):
    found = fcl.json("lint", "--rules")
    lines = fcl.ok("lint", "--rules").out.splitlines()

    assert not fcl.ledger.exists()
    assert lines[0].split() == ["code", "name", "severity", "meaning"]
    assert [line.split()[0] for line in lines[1:]] == [one["code"] for one in found]
    assert found[0]["hint"].startswith("fcl edit ID --criteria")


def test_hidden_characters_are_named_and_not_printed(fcl):
    fcl.add("Red \x1b[31malert\u202e", "40%", "--by", "2030", "--criteria", "YES if the Gazette says so. NO otherwise.")
    answer = fcl.ok("lint")

    assert "the hidden character U+001B stands in the claim" in answer.out
    assert not set("\x1b\u202e") & set(answer.out)


def test_the_book_gives_every_question_with_its_findings(fcl):
    fcl.add(*GOOD)
    fcl.add(*VAGUE)
    with ledger.open(fcl.ledger, actor="me") as book:
        found = {one.question.claim: [finding.name for finding in one.findings] for one in book.lint()}

        assert found == {GOOD[0]: [], VAGUE[0]: ["vague-degree"]}
        assert [one.findings for one in book.lint("ECB", only=["L101"], least="error")] == [()]
