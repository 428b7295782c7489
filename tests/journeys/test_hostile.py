"""Hostile words, bytes and moments: refused or made harmless, and nothing half-written."""

import fcntl
import json
import os
import signal
import subprocess
import time

import pytest

from tests.journeys.conftest import command

HOSTILE = {
    "colours": "red \x1b[31malert\x1b[0m",
    "title": "\x1b]0;owned\x07bell",
    "direction": "abc\u202egnp.exe",
    "invisible": "zero\u200bwidth\u2066iso",
    "lines": "two\nlines\r\nand\ttab",
    "c1": "csi \x9b31m",
}


@pytest.mark.parametrize("claim", HOSTILE.values(), ids=HOSTILE)
def test_strangers_words_do_nothing_to_the_terminal(fcl, claim):
    id_ = fcl.add(claim, "60%", "--by", "2099", "-f", claim.replace("\n", " "), "--criteria", claim)
    shown = [
        fcl.ok("list"), fcl.ok("show", id_), fcl.ok("update", id_, "70%"), fcl.ok("resolve", id_, "yes"),
        fcl.ok("undo", "--dry-run"), fcl("tag", "add", id_, claim), fcl("show", claim),
    ]  # fmt: skip
    for answer in shown:
        for text in (answer.out, answer.err):
            assert all(character.isprintable() or character == "\n" for character in text), ascii(text)
    assert fcl.json("show", id_)["criteria"] == claim.strip()


def test_a_text_of_a_megabyte_is_refused_or_kept_whole(fcl):
    fcl.ok("list")
    before = fcl.head
    long = "x" * 1_000_000
    (fcl.home / "long.txt").write_text(long, encoding="utf-8")
    for words in ((long, "50%"), ("a", long), ("a", "50%", "--by", long), ("a", "50%", "--criteria", "@long.txt"),
                  ("a", "50%", "-t", long), ("a", "50%", "-f", long), ("a", "50%", "--quote", long),
                  ("a", "--words", long)):  # fmt: skip
        answer = fcl("add", *words)
        assert answer.code == 2
        assert len(answer.err) < 1_000
    assert fcl.head == before


SURROGATE = os.fsdecode(b"bad\xff")


@pytest.mark.parametrize(
    "words",
    [
        ("add", SURROGATE, "50%"),
        ("add", "a", "50%", "-f", SURROGATE),
        ("add", "a", "50%", "--source", f"http://{SURROGATE}"),
        ("add", "a", "50%", "--note", SURROGATE),
        ("add", "a", "50%", "-t", SURROGATE),
        ("add", "a", "50%", "--scale", SURROGATE),
        ("add", "a", SURROGATE),
        ("add", "a", "50%", "--by", SURROGATE),
        ("--as", SURROGATE, "add", "a", "50%"),
        ("update", "ID", "50%", "-f", SURROGATE),
        ("note", "ID", SURROGATE),
        ("edit", "ID", "--claim", SURROGATE),
        ("tag", "add", "ID", SURROGATE),
        ("resolve", "ID", "yes", "--evidence", SURROGATE),
        ("resolve", "ID", SURROGATE),
        ("source", "add", f"http://{SURROGATE}"),
        ("undo", SURROGATE),
        ("import", SURROGATE, "x"),
        ("import", "csv", SURROGATE),
    ],
    ids=lambda words: ascii(" ".join(words)),
)
@pytest.mark.parametrize("as_json", [False, True], ids=["text", "json"])
def test_text_that_is_no_unicode_is_refused(fcl, words, as_json):
    id_ = fcl.add("a", "50%", "--by", "2099")
    before = fcl.head
    answer = fcl(*(["--json"] if as_json else []), *[id_ if word == "ID" else word for word in words])
    assert answer.code == 2, answer.err
    answer.err.encode()
    assert fcl.head == before


def test_the_program_itself_refuses_bytes_that_are_no_text(fcl):
    answer = fcl.process("add", SURROGATE, "50%", "--by", "2099")
    assert (answer.code, "U+DCFF at offset 3" in answer.err) == (2, True)
    nul = fcl.process("add", "a", "50%", "--criteria", "-", "--quote", "-", stdin=b"a\0b")
    assert (nul.code, "U+0000 at offset 1" in nul.err) == (2, True)
    latin = fcl.process("add", "a", "50%", "--quote", "-", stdin="caf\u00e9".encode("latin-1"))
    assert (latin.code, "not UTF-8 text: byte 3 is 0xe9" in latin.err) == (2, True)


def test_the_program_as_it_is_installed(fcl):
    assert fcl.process("add", "a", "50%", "--by", "2099").code == 0
    answer = fcl.process("--json", "list")
    assert [one["claim"] for one in json.loads(answer.out)["data"]] == ["a"]
    assert answer.err == ""
    assert fcl.process("add", "x", "-5%", "--by", "2099").code == 2


def test_interrupted_while_the_ledger_is_locked_nothing_is_written(fcl):
    fcl.ok("list")
    before = fcl.head
    with (fcl.home / "ledger.db.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        waiting = subprocess.Popen(command(("add", "a", "50%")), stderr=subprocess.PIPE, stdout=subprocess.PIPE)
        time.sleep(1.5)
        assert waiting.poll() is None
        waiting.send_signal(signal.SIGINT)
        _, err = waiting.communicate(timeout=20)
    assert (waiting.returncode, b"Traceback" in err) == (130, False)
    assert fcl.head == before
