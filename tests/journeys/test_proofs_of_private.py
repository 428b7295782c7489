"""Proofs of private predictions: what was revealed is what an anchor from before the reveal holds the hash of."""

import json
import sys

import pytest

from tests.journeys.test_proofs import CHECKER, changes, check
from tests.program import Fcl

SAID = ("They will be bought", "70%", "--by", "2099", "-f", "Ann", "--criteria", "a press release")


@pytest.fixture
def fcl(tmp_path):
    fcl = Fcl(tmp_path)
    fcl.early, fcl.file, fcl.proof = (tmp_path / name for name in ("early.txt", "anchors.txt", "proof.json"))
    fcl.ok("add", "My secret wedding", "90%", "--by", "2099")
    fcl.id = fcl.json("add", *SAID, "--commit")["id"]
    for file in (fcl.early, fcl.file):
        fcl.ok("anchor", "-o", file, "--no-record")
    fcl.ok("note", fcl.id, "later")
    return fcl


def reveal_and_anchor(fcl):
    fcl.ok("reveal", fcl.id)
    fcl.ok("anchor", "-o", fcl.file)


def prove(fcl, *words):
    fcl.ok("prove", fcl.id, *words, "-o", fcl.proof)
    return json.loads(fcl.proof.read_text())


def test_what_was_revealed_is_proved_by_an_anchor_from_before_the_reveal_alone(fcl):
    fcl.ok("reveal", fcl.id)
    proof = prove(fcl, "--anchor", fcl.early)
    code, out, err = check(fcl.proof, fcl.early)

    assert (code, err, proof["facts"]) == (0, "", [])
    assert out.startswith("entry 3, recorded ")
    assert '\\"claim\\":\\"They will be bought\\"' in out
    assert '\\"probability\\":\\"70%\\"' in out
    ledger = fcl.json("anchor", "--no-record")["ledger"]
    assert out.endswith(f"proved: this was committed in forecast-ledger/{ledger} as anchored with 3 entries\n")


def test_the_forecast_as_it_was_recorded_stands_beside_what_was_committed(fcl):
    reveal_and_anchor(fcl)
    proof = prove(fcl, "--anchor", fcl.file)
    code, out, err = check(fcl.proof, fcl.file)

    assert (code, err) == (0, "")
    assert {fact["header"][0] for fact in proof["facts"]} == {"wordings", "forecasters", "forecasts"}
    assert "as anchored with 3 entries\n" in out
    assert out.endswith("as anchored with 5 entries\n")
    assert 'probability: "0.7"' in out
    assert "secret" not in fcl.proof.read_text()


def test_the_early_anchor_must_be_in_the_hands_of_whoever_checks(fcl, tmp_path):
    reveal_and_anchor(fcl)
    prove(fcl, "--anchor", fcl.file)
    late = tmp_path / "late.txt"
    fcl.ok("anchor", "-o", late, "--no-record")

    assert check(fcl.proof, late)[::2] == (1, "refused: it leads to an anchor that is not in your file\n")


@pytest.mark.parametrize(
    "change",
    [
        lambda one: {**one, "body": one["body"].replace("70%", "90%")},
        lambda one: {**one, "body": one["body"].replace("bought", "sold")},
        lambda one: {**one, "body": f"{one['body']} "},
        lambda one: {**one, "salt": one["salt"][:-2] + ("00" if one["salt"][-2:] != "00" else "01")},
    ],
)
def test_another_text_or_salt_is_refused(fcl, change):
    fcl.ok("reveal", fcl.id)
    proof = prove(fcl, "--anchor", fcl.early)
    fcl.proof.write_text(json.dumps({**proof, "committed": [change(proof["committed"][0])]}))

    assert check(fcl.proof, fcl.early) == (1, "", "refused: what was revealed is not what was committed\n")


def test_the_commitment_of_another_question_or_person_is_refused_beside_a_forecast(fcl):
    for who in ("Ann", "Bob"):
        fcl.other = fcl.json("add", "They sink", "20%", "--by", "2099", "-f", who, "--commit")["id"]
        fcl.ok("reveal", fcl.other)
        fcl.ok("prove", fcl.other, "-o", fcl.home / f"{who}.json")
    reveal_and_anchor(fcl)
    proof = prove(fcl)
    anchor = fcl.home / "now.txt"
    for who, wrong in (("Ann", "question_id"), ("Bob", "question_id")):
        other = json.loads((fcl.home / f"{who}.json").read_text())
        anchor.write_text("\n".join([proof["anchor"], other["committed"][0]["anchor"]]))
        fcl.proof.write_text(json.dumps({**proof, "committed": other["committed"]}))
        assert check(fcl.proof, anchor) == (1, "", f"refused: it speaks of two: {wrong}\n")


def test_a_proof_of_a_commitment_with_anything_changed_is_refused(fcl, monkeypatch, capsys):
    fcl.ok("reveal", fcl.id)
    proof = prove(fcl, "--anchor", fcl.early)
    capsys.readouterr()
    script = compile(CHECKER.read_text(encoding="utf-8"), "check_proof.py", "exec")
    monkeypatch.setattr(sys, "argv", ["check_proof.py", str(fcl.proof), str(fcl.early)])
    tried = 0
    for path, changed in changes(proof):
        fcl.proof.write_text(json.dumps(changed))
        with pytest.raises(SystemExit) as refused:
            exec(script, {"__name__": "__main__"})
        assert str(refused.value.code).startswith("refused: "), path
        tried += 1
    assert tried > 50
    assert capsys.readouterr().out == ""


def test_without_an_anchor_between_it_warns_and_the_checker_says_so(fcl, tmp_path):
    fcl.ok("reveal", fcl.id)
    late = tmp_path / "late.txt"
    fcl.ok("anchor", "-o", late)
    answer = fcl("prove", fcl.id, "--anchor", late, "-o", fcl.proof)

    assert answer.code == 0
    assert "warning: no anchor from before the reveal holds the commitment of entry 3\n" in answer.err
    assert "as anchored with 5 entries, but not before it was revealed\n" in check(fcl.proof, late)[1]


def test_where_no_file_is_named_it_takes_the_first_anchor_that_the_ledger_recorded(fcl, tmp_path):
    recorded = tmp_path / "recorded.txt"
    fcl.ok("anchor", "-o", recorded)
    reveal_and_anchor(fcl)
    proof = prove(fcl)
    recorded.write_text(f"{recorded.read_text()}\n{proof['anchor']}")

    assert proof["committed"][0]["anchor"].splitlines()[1] == "4"
    assert check(fcl.proof, recorded)[0] == 0


def test_what_was_said_after_the_reveal_needs_a_later_anchor(fcl):
    fcl.ok("reveal", fcl.id)
    fcl.ok("update", fcl.id, "80%", "-f", "Ann")
    answer = fcl("prove", fcl.id, "--anchor", fcl.early)

    assert (answer.code, answer.err.splitlines()[0]) == (4, "error: entry 6 is not in the anchor, which ends at 3")
    prove(fcl, "--forecast", "1", "--anchor", fcl.early)
    assert check(fcl.proof, fcl.early)[0] == 0


def test_a_commitment_made_after_the_anchor_is_not_in_it(fcl, tmp_path):
    other = fcl.json("add", "They sink", "20%", "--by", "2099", "--commit")["id"]
    fcl.ok("reveal", other)

    answer = fcl("prove", other, "--anchor", fcl.early)
    assert (answer.code, answer.err.splitlines()[0]) == (4, "error: entry 6 is not in the anchor, which ends at 3")
