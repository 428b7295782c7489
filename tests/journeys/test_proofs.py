"""Proofs as a stranger checks them: with the checker's script, a proof and an anchor, and nothing else."""

import copy
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests import kinds
from tests.program import Fcl

CHECKER = Path(__file__).parents[2] / "docs" / "check_proof.py"


@pytest.fixture
def fcl(tmp_path):
    fcl = Fcl(tmp_path)
    fcl.file, fcl.proof = tmp_path / "anchors.txt", tmp_path / "proof.json"
    fcl.ok("add", "My secret wedding", "90%", "--by", "2099", "-t", "private", "--criteria", "a secret place")
    fcl.id = fcl.add("It rains in Gent — „naß“", "70%", "--by", "2099-06-30", "-f", "Ann", "--note", "a secret note")
    fcl.ok("update", fcl.id, "75%", "-f", "Ann", "-m", "clouds")
    fcl.ok("update", fcl.id, "40%", "-f", "Secretive Bob")
    return fcl


def check(*words):
    done = subprocess.run([sys.executable, CHECKER, *words], capture_output=True, text=True, check=False, timeout=60)
    return done.returncode, done.stdout, done.stderr


def test_a_stranger_can_check_a_proof(fcl):
    fcl.ok("anchor", "-o", fcl.file)
    fcl.ok("note", fcl.id, "later")
    fcl.ok("prove", f"{fcl.id}@Ann", "--anchor", fcl.file, "-o", fcl.proof)
    code, out, err = check(fcl.proof, fcl.file)

    assert (code, err) == (0, "")
    for said in ('probability: "0.7"', 'probability: "0.75"', 'foreign_key: "Ann"', "naß", 'by "tester": forecasts'):
        assert said in out or json.dumps(said)[1:-1] in out
    ledger = fcl.json("anchor", "--no-record")["ledger"]
    assert out.endswith(f"proved: this is in forecast-ledger/{ledger} as anchored with 5 entries\n")
    assert fcl.proof.stat().st_mode & 0o777 == 0o600


def test_one_forecast_alone_is_proved(fcl):
    fcl.ok("anchor", "-o", fcl.file)
    fcl.ok("prove", f"{fcl.id}@Ann", "--forecast", "2", "--anchor", fcl.file, "-o", fcl.proof)
    _, out, _ = check(fcl.proof, fcl.file)

    assert '"0.75"' in out
    assert '"0.7"' not in out


def test_nothing_else_of_the_ledger_is_in_it(fcl):
    text = fcl.ok("prove", f"{fcl.id}@Ann")

    assert "Gent" in text
    for private in ("wedding", "secret", "Secretive", "private", '"0.4"', '"0.9"'):
        assert private not in text


def test_it_leads_to_the_present_where_no_anchor_is_named(fcl):
    fcl.proof.write_text(fcl.ok("prove", f"{fcl.id}@Ann"))
    fcl.file.write_text(fcl.ok("anchor"))

    assert check(fcl.proof, fcl.file)[0] == 0


def test_it_needs_the_name_where_there_are_several(fcl):
    answer = fcl("prove", fcl.id)

    assert answer.code == 3
    assert f"{fcl.id} has 2 forecasters\n  {fcl.id}@Ann\n  {fcl.id}@Secretive Bob\n" in answer.err


def test_what_came_after_the_anchor_is_not_in_it(fcl):
    fcl.ok("anchor", "-o", fcl.file)
    fcl.ok("update", fcl.id, "80%", "-f", "Ann")
    answer = fcl("prove", f"{fcl.id}@Ann", "--anchor", fcl.file)

    assert answer.code == 4
    assert answer.err.startswith("error: entry 7 is not in the anchor, which ends at 5\nhint: fcl anchor -o FILE")
    assert fcl("prove", f"{fcl.id}@Ann", "--forecast", "2", "--anchor", fcl.file).code == 0


def test_the_anchor_of_another_ledger_proves_nothing(fcl, tmp_path):
    fcl.ok("-L", tmp_path / "other.db", "anchor", "-o", fcl.file)
    assert fcl("prove", f"{fcl.id}@Ann", "--anchor", fcl.file).code == 5
    fcl.ok("prove", f"{fcl.id}@Ann", "-o", fcl.proof)
    code, out, err = check(fcl.proof, fcl.file)
    assert (code, out) == (1, "")
    assert err == "refused: it leads to an anchor that is not in your file\n"


def test_what_was_redacted_is_not_proved_and_the_rest_still_is(fcl):
    fcl.ok("-y", "redact", "note", fcl.id, "-m", "asked for")
    fcl.ok("anchor", "-o", fcl.file)
    answer = fcl("prove", f"{fcl.id}@Ann", "--anchor", fcl.file)

    assert answer.code == 4
    assert answer.err.startswith(
        "error: a text of 4/forecasts/1 was redacted: what it said cannot be proved any more\n"
    )
    fcl.ok("prove", f"{fcl.id}@Ann", "--forecast", "1", "--anchor", fcl.file, "-o", fcl.proof)
    assert check(fcl.proof, fcl.file)[0] == 0


def leaves(value, path=()):
    """Every value in a document that holds no others, with the way to it."""
    if isinstance(value, dict | list):
        for key, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(one, (*path, key))
    else:
        yield path, value


def other(value):
    """Something else of the same kind."""
    if isinstance(value, str) and value.startswith(("left ", "right ")):
        side, digest = value.split()
        return [
            f"{'left' if side == 'right' else 'right'} {digest}",
            f"{side} {digest[:-1]}{'0' if digest[-1] != '0' else '1'}",
        ]
    if isinstance(value, str):
        return [f"{value}x", f"{value[:-1]}"] if value else ["x"]
    return [value + 1] if isinstance(value, int) else ["x"]


def changes(proof):
    """The proof with one value after the other changed, each field and each item taken out or doubled."""
    for path, value in leaves(proof):
        for changed in other(value):
            copied = copy.deepcopy(proof)
            inner = copied
            for key in path[:-1]:
                inner = inner[key]
            inner[path[-1]] = changed
            yield path, copied
    for name in proof:
        yield ("without", name), {key: value for key, value in proof.items() if key != name}
    for at, fact in enumerate(proof["facts"]):
        for name in fact:
            copied = copy.deepcopy(proof)
            del copied["facts"][at][name]
            yield ("without", at, name), copied
            if isinstance(fact[name], list) and fact[name]:
                copied = copy.deepcopy(proof)
                copied["facts"][at][name].pop()
                yield ("shorter", at, name), copied
                copied = copy.deepcopy(proof)
                copied["facts"][at][name].append(copied["facts"][at][name][-1])
                yield ("longer", at, name), copied


def test_a_proof_with_anything_changed_is_refused(fcl, monkeypatch, capsys):
    """In this process, as a script of its own would take a minute; the first ones as a script as well."""
    fcl.ok("anchor", "-o", fcl.file)
    fcl.ok("note", fcl.id, "later")
    proof = fcl.json("prove", f"{fcl.id}@Ann", "--anchor", fcl.file)
    script = compile(CHECKER.read_text(encoding="utf-8"), "check_proof.py", "exec")
    tried = 0
    for path, changed in changes(proof):
        fcl.proof.write_text(json.dumps(changed))
        if tried % 100 == 0:
            assert check(fcl.proof, fcl.file)[0] == 1, path
        monkeypatch.setattr(sys, "argv", ["check_proof.py", str(fcl.proof), str(fcl.file)])
        with pytest.raises(SystemExit) as refused:
            exec(script, {"__name__": "__main__"})
        assert str(refused.value.code).startswith("refused: "), path
        tried += 1
    assert tried > 300
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "null", '{"proof": 1', '{"proof": "forecast-ledger/proof/1", "anchor": 3}']
)
def test_what_is_no_proof_is_refused(fcl, text):
    fcl.ok("anchor", "-o", fcl.file)
    fcl.proof.write_text(text)
    code, out, err = check(fcl.proof, fcl.file)

    assert (code, out) == (1, "")
    assert err.startswith("refused: ")
    assert "Traceback" not in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("files", [0, 1, 3])
def test_without_a_proof_and_an_anchor_the_checker_says_how_it_is_called(fcl, files):
    assert check(*[fcl.file] * files) == (2, "", "usage: python check_proof.py PROOF ANCHOR\n")


def test_the_checker_says_plainly_what_it_cannot_read(fcl, tmp_path):
    fcl.ok("anchor", "-o", fcl.file)
    fcl.proof.write_text('{"proof": ')
    gone = tmp_path / "gone.json"

    assert check(fcl.proof, fcl.file)[2] == (
        "refused: the proof is no JSON: Expecting value: line 1 column 11 (char 10)\n"
    )
    assert check(gone, fcl.file)[2] == f"refused: {str(gone)!r} cannot be read: No such file or directory\n"


def test_predictions_of_every_kind_are_proved(tmp_path):
    fcl = Fcl(tmp_path)
    ids = kinds.told(fcl.ledger)
    file, proof = tmp_path / "anchors.txt", tmp_path / "proof.json"
    fcl.ok("anchor", "-o", file)
    for claim, id_ in ids.items():
        fcl.ok("prove", id_, "--anchor", file, "-o", proof)
        code, out, err = check(proof, file)
        assert (code, err) == (0, ""), claim
        assert json.dumps(claim) in out
        assert not [one for one in ids if one != claim and f'claim: "{one}"' in out]
