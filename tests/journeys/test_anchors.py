"""Anchors on the command line: made, kept in files, signed, and compared with what the ledger became."""

import shutil
import sqlite3
import subprocess
from contextlib import closing

import jsonschema
import pytest

from ledger.cli.schema import read_schema
from ledger.core.anchor import read_anchors
from tests.program import Fcl
from tests.store.tampering import cut

CHECK = jsonschema.Draft202012Validator(read_schema())
needs_keys = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed")


@pytest.fixture
def fcl(tmp_path):
    fcl = Fcl(tmp_path)
    fcl.file = tmp_path / "anchors.txt"
    fcl.id = fcl.add("It rains in Ghent", "70%", "--by", "2099-06-30")
    return fcl


def make_key(fcl, name, who):
    key = fcl.home / name
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", who, "-f", key], check=True)
    (fcl.home / f"{name}.signers").write_text(f"{who} {key.with_name(f'{name}.pub').read_text()}")
    return key


def test_an_anchor_is_printed_and_recorded_in_an_entry_of_its_own(fcl):
    answer = fcl("anchor")
    (anchor,) = read_anchors(answer.out)

    assert answer.out == anchor.text
    assert anchor.entries == 2
    assert answer.err == "recorded in entry 3\n"
    assert fcl.json("log", "--entries")[0]["action"] == "anchor"
    assert read_anchors(fcl("anchor").out)[0].entries == 3


def test_nothing_is_recorded_where_that_was_asked_for(fcl):
    assert fcl("anchor", "--no-record").err == ""
    assert read_anchors(fcl.ok("anchor", "--no-record"))[0].entries == 2
    assert fcl.ok("anchor", "--no-record", "-o", "-") == fcl.ok("anchor", "--no-record")
    dry = fcl("anchor", "-o", fcl.file, "--dry-run")
    assert (dry.code, dry.err) == (0, "nothing written (--dry-run)\n")
    assert not fcl.file.exists()
    assert fcl.json("verify")["entries"] == 2


def test_a_file_gathers_anchors_and_is_private(fcl):
    fcl.ok("anchor", "-o", fcl.file)
    fcl.ok("note", fcl.id, "clouds")
    fcl.ok("anchor", "-o", fcl.file)

    assert [one.entries for one in read_anchors(fcl.file.read_text())] == [2, 4]
    assert fcl.file.stat().st_mode & 0o777 == 0o600
    answer = fcl("verify", "--anchor", fcl.file)
    assert answer.code == 0
    assert "(matches 2 anchors since " in answer.out
    assert "the first 4 entries are as anchored, recorded until " in answer.out


def test_the_same_state_is_added_once(fcl):
    for _ in range(2):
        fcl.ok("anchor", "--no-record", "-o", fcl.file)
    assert len(read_anchors(fcl.file.read_text())) == 1


def test_every_json_answer_is_valid(fcl):
    for words in (("anchor", "-o", fcl.file, "--held", "a newspaper"), ("anchor", "--no-record"),
                  ("verify", "--anchor", fcl.file), ("prove", fcl.id)):  # fmt: skip
        CHECK.validate(fcl("--json", *words).document)
    made = fcl.json("anchor", "--held", "a newspaper")
    assert (made["held"], made["entry"], made["entries"], made["file"]) == ("a newspaper", 4, 3, None)


def test_a_file_of_something_else_is_left_alone(fcl):
    fcl.file.write_text("a secret\n")
    answer = fcl("anchor", "-o", fcl.file)

    assert answer.code == 2
    assert answer.err == f"error: {fcl.file} holds something else than anchors\nhint: choose another file with -o\n"
    assert fcl.file.read_text() == "a secret\n"
    assert fcl.json("verify")["entries"] == 2


def test_a_link_that_leads_out_of_its_folder_is_not_followed(fcl, tmp_path):
    (tmp_path / "inner").mkdir()
    link = tmp_path / "inner" / "anchors.txt"
    link.symlink_to(tmp_path / "target.txt")
    answer = fcl("anchor", "-o", link)

    assert answer.code == 4
    assert "is a link that leads out of its folder" in answer.err
    assert not (tmp_path / "target.txt").exists()
    assert fcl.json("verify")["entries"] == 2


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("anchor", "--sign", "key"), 2, "--sign writes a signature beside a file\nhint: add -o FILE"),
        (("anchor", "--held", " "), 2, "nobody holds it: --held is empty\nhint: say where: "),
        (("anchor", "--held", "x", "--no-record"), 2, "--held is recorded, --no-record records nothing"),
        (
            ("verify", "--anchor", "abcd1234"),
            2,
            "'abcd1234' is too short for a hash: 8 characters\nhint: give at least",
        ),
        (("verify", "--anchor", "nowhere.txt"), 2, "cannot read the file 'nowhere.txt': No such file or directory"),
        (("verify", "--signers", "signers"), 2, "--signers checks the signature of a file\nhint: add --anchor FILE"),
        (("verify", "--anchor", "0" * 64), 5, "no entry has the hash 00000000…: entries were cut off or rewritten, or"),
        (("prove", "zzzz"), 3, "no prediction has an id that starts with 'zzzz'"),
        (("prove", "ID", "--forecast", "2"), 3, "there is no forecast 2 on ID: there are 1\nhint: fcl show ID"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_is_refused_is_refused_in_words(fcl, words, code, said):
    answer = fcl(*(fcl.id if word == "ID" else word for word in words))

    assert (answer.code, answer.out) == (code, "")
    assert answer.err.replace(fcl.id, "ID").startswith(f"error: {said}")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (0, "line 1 should be forecast-ledger/ and the ledger's id, not 'x'"),
        (1, "line 2 should be the number of entries, not 'x'"),
        (2, "line 3 should be the root in base64, not 'x'"),
        (3, "line 4 should be head and a hash, not 'x'"),
        (4, "line 5 should be recorded and an instant, not 'x'"),
        (5, "line 6 belongs to no anchor: 'x'"),
    ],
)
def test_a_line_that_is_none_of_an_anchor_is_named(fcl, line, said):
    lines = fcl.ok("anchor").splitlines()
    fcl.file.write_text("\n".join([*lines[:line], "x", *lines[line + 1 :]]))
    answer = fcl("verify", "--anchor", fcl.file)

    assert (answer.code, answer.err.splitlines()[0]) == (2, f"error: '{fcl.file}': {said}")


def test_a_hash_kept_elsewhere_is_an_anchor(fcl):
    head = fcl.json("anchor")["head"]
    fcl.ok("note", fcl.id, "clouds")

    assert "(matches anchor 2" in fcl.ok("verify", "--anchor", head[:16])
    assert fcl.json("verify", "--anchor", head.upper())["anchors"][0]["entries"] == 2


def test_a_tail_that_was_cut_off_is_missed_also_where_nobody_remembers(fcl):
    fcl.ok("anchor", "-o", fcl.file)
    fcl.ok("note", fcl.id, "clouds")
    fcl.ok("anchor", "-o", fcl.file)
    cut(fcl.ledger, 3)
    shutil.rmtree(fcl.home / "state")
    answer = fcl("verify", "--anchor", fcl.file)

    assert answer.code == 5
    said = "entries are missing at the end: the last is 3, but the anchor holds 4"
    assert answer.err.startswith(f"error: {said}; the first 2 entries are as they were anchored")


def test_another_ledger_is_told_from_the_one_that_was_anchored(fcl, tmp_path):
    fcl.ok("anchor", "-o", fcl.file)
    ours = fcl.json("anchor", "--no-record")["ledger"]
    fcl.ok("-L", tmp_path / "other.db", "db", "init")
    answer = fcl("-L", tmp_path / "other.db", "verify", "--anchor", fcl.file)
    other = fcl.json("-L", tmp_path / "other.db", "anchor", "--no-record")["ledger"]

    assert answer.code == 5
    assert f"error: the anchor is of the ledger {ours}, this is {other}\n" in answer.err


def test_an_anchor_that_was_changed_itself_is_told(fcl):
    text = fcl.ok("anchor")
    root, recorded = text.splitlines()[2], text.splitlines()[4]
    other = {"A": "B"}.get(root[0], "A") + root[1:]
    for old, new, said in (
        (root, other, "the root of 2 entries is not the one that the anchor says: the anchor was changed"),
        (recorded, "recorded 2020-01-01T00:00:00.000000Z", "entry 2 was recorded at "),
    ):
        fcl.file.write_text(text.replace(old, new))
        answer = fcl("verify", "--anchor", fcl.file)
        assert answer.code == 5
        assert answer.err.startswith(f"error: {said}")


@needs_keys
def test_a_signed_anchor_is_checked_with_the_allowed_signers(fcl):
    key = make_key(fcl, "ann", "ann@example.org")
    make_key(fcl, "bob", "bob@example.org")
    made = fcl.json("anchor", "-o", fcl.file, "--sign", key)
    print_ = subprocess.run(["ssh-keygen", "-lf", key], capture_output=True, text=True, check=True).stdout.split()[1]

    assert made["signer"] == print_
    assert fcl.ok("verify", "--anchor", fcl.file, "--signers", f"{key}.signers").endswith("signed by ann@example.org\n")
    with closing(sqlite3.connect(fcl.ledger)) as connection:
        signature, signer = connection.execute("SELECT signature, signer FROM anchors").fetchone()
    assert signature == (fcl.home / "anchors.txt.sig").read_text()
    assert signer == made["signer"]
    wrong = fcl("verify", "--anchor", fcl.file, "--signers", fcl.home / "bob.signers")
    assert wrong.code == 5
    assert " was made by nobody in " in wrong.err


@needs_keys
def test_a_second_signed_anchor_signs_the_whole_file(fcl):
    key = make_key(fcl, "ann", "ann@example.org")
    for _ in range(2):
        fcl.ok("anchor", "-o", fcl.file, "--sign", key)
    assert fcl.json("verify", "--anchor", fcl.file, "--signers", f"{key}.signers")["signers"] == ["ann@example.org"]
    refused = fcl("anchor", "-o", fcl.file)
    assert refused.code == 4
    assert f"{fcl.file} is signed: with another anchor in it, anchors.txt.sig is worth nothing" in refused.err


@needs_keys
def test_a_file_that_was_changed_after_it_was_signed_is_refused(fcl):
    key = make_key(fcl, "ann", "ann@example.org")
    fcl.ok("anchor", "-o", fcl.file, "--sign", key)
    fcl.file.write_text(fcl.file.read_text() + "\n" + fcl.ok("anchor", "--no-record"))
    answer = fcl("verify", "--anchor", fcl.file, "--signers", f"{key}.signers")

    assert answer.code == 5
    assert "is not a signature of these anchors by 'ann@example.org'" in answer.err


@needs_keys
def test_what_cannot_sign_is_refused_and_nothing_is_recorded(fcl):
    key = make_key(fcl, "ann", "ann@example.org")
    answer = fcl("anchor", "-o", fcl.file, "--sign", f"{key}.signers")

    assert answer.code == 2
    assert answer.err.startswith(f"error: cannot sign with {key}.signers: ")
    assert not fcl.file.exists()
    assert fcl.json("verify")["entries"] == 2
    unsigned = fcl("verify", "--anchor", key, "--signers", key)
    assert unsigned.code == 2
    fcl.ok("anchor", "-o", fcl.file)
    missing = fcl("verify", "--anchor", fcl.file, "--signers", f"{key}.signers")
    assert (missing.code, "there is no file" in missing.err) == (2, True)


def test_without_ssh_keygen_it_says_what_to_install(fcl):
    answer = Fcl(fcl.home, PATH="/nowhere")("anchor", "-o", fcl.file, "--sign", "key")

    assert answer.code == 7
    assert answer.err == (
        "error: signatures need ssh-keygen, which is not installed\n"
        "hint: apt install openssh-client, or see https://www.openssh.com\n"
    )
