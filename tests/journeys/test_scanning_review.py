"""The review of a scan on a terminal: one key decides, the whole is one entry, and nothing is half recorded."""

import os
import signal
import time

import pytest

TEXT = """\
An interview

There's an 80 percent chance we ship by the end of 2097.
It was cold. We will very likely see it before mid-2098.
Sooner or later they will fold.
"""
ASKED = ("--add", "-f", "J. Doe", "--made", "2026-01-18")
PROMPT = "y n e s b q ?:"


@pytest.fixture
def text(fcl):
    (fcl.home / "interview.txt").write_text(TEXT)
    return "interview.txt"


def entries(fcl):
    return fcl.json("log", "--entries")


def claims(fcl):
    return sorted(one["claim"] for one in fcl.json("list"))


def test_each_candidate_is_shown_in_its_place_and_decided_by_a_key(fcl, terminal, text):
    one = terminal("scan", text, *ASKED)
    shown = one.expect(PROMPT)
    assert "1/3  line 3" in shown
    assert "[[There's an 80 percent chance we ship by the end of 2097.]]" in shown
    assert "J. Doe  (as given)" in shown
    assert '2097-12-31, from "by the end of 2097"' in shown
    assert "80% (stated)" in shown
    one.say("y")
    shown = one.expect(PROMPT)
    assert "It was cold. [[We will very likely see it before mid-2098.]]" in shown
    one.say("n too vague")
    one.expect(PROMPT)
    one.say("s")
    code, shown = one.end()
    assert code == 0
    assert "Added " in shown
    assert "1 accepted, 1 rejected, 1 skipped" in shown
    [question] = fcl.json("list")
    [forecast] = question["predictions"][0]["forecasts"]
    assert (forecast["p"], forecast["made"], forecast["basis"]) == ("0.8", "2026-01-18", "stated")
    assert forecast["quote"]["start"] == TEXT.index("There's")
    assert question["criteria"].startswith("DRAFT: YES if")
    assert entries(fcl)[0]["action"] == "scan"
    fcl.ok("verify")


def test_what_was_decided_is_not_asked_again_even_where_the_text_moved(fcl, terminal, text):
    one = terminal("scan", text, *ASKED)
    for key in ("y", "n", "q"):
        one.expect(PROMPT)
        one.say(key)
    assert "1 accepted, 1 rejected, 1 not looked at" in one.end()[1]
    (fcl.home / "interview.txt").write_text("A new first paragraph.\n" + TEXT)
    again = terminal("scan", text, *ASKED)
    assert "1/1  line 6" in again.expect(PROMPT)
    again.say("q")
    assert "nothing decided: nothing recorded" in again.end()[1]
    assert len(claims(fcl)) == 1


def test_a_step_back_takes_the_last_decision_back(fcl, terminal, text):
    one = terminal("scan", text, *ASKED)
    for key in ("y", "b", "n", "b", "s", "y", "q"):
        one.expect(PROMPT)
        one.say(key)
    assert "1 accepted, 1 skipped, 1 not looked at" in one.end()[1]
    assert claims(fcl) == ["We will very likely see it before mid-2098"]


def test_the_keys_are_explained(fcl, terminal, text):
    one = terminal("scan", text, *ASKED)
    one.expect(PROMPT)
    one.say("?")
    one.expect("y(es) n(o), n REASON, e(dit) s(kip) b(ack) q(uit: records what was decided)")
    one.expect(PROMPT)
    one.say("q")
    assert one.end()[0] == 0


def test_a_draft_is_edited_until_the_ledger_takes_it(fcl, terminal, text, monkeypatch):
    editor = fcl.home / "editor.sh"
    editor.write_text(
        '#!/bin/sh\nif grep -q "by = .2019" "$1"; then sed -i "/^by = /s/2019/2096-05-01/" "$1";'
        ' else sed -i "/^by = /s/by the end of 2097/2019/" "$1"; fi\n'
    )
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    one = terminal("scan", text, *ASKED)
    one.expect(PROMPT)
    one.say("e")
    one.expect("lies before the day it was said")
    one.expect("Edit it again?  [Y/n]:")
    one.say("")
    one.expect(PROMPT)
    one.say("q")
    assert "1 accepted, 2 not looked at" in one.end()[1]
    [question] = fcl.json("list")
    assert question["deadline"]["date"] == "2096-05-01"


def test_leaving_the_editor_without_a_change_goes_back(fcl, terminal, text, monkeypatch):
    monkeypatch.setenv("EDITOR", "true")
    one = terminal("scan", text, *ASKED)
    one.expect(PROMPT)
    one.say("e")
    one.expect(PROMPT)
    one.say("q")
    assert "nothing decided: nothing recorded" in one.end()[1]


def test_where_nobody_is_named_a_name_is_asked_for(fcl, terminal, text):
    one = terminal("scan", text, "--add", "--made", "2026-01-18")
    assert "?  (nobody is named: give -f)" in one.expect(PROMPT)
    one.say("y")
    one.expect("Who says it? (a name):")
    one.say("")
    one.expect("nobody is named as its forecaster")
    one.expect(PROMPT)
    one.say("y")
    one.expect("Who says it? (a name):")
    one.say("Ann Roe")
    one.expect(PROMPT)
    one.say("q")
    assert one.end()[0] == 0
    assert fcl.json("list")[0]["predictions"][0]["forecaster"] == "Ann Roe"


def test_the_day_is_asked_for_where_the_text_has_none(fcl, terminal, text):
    one = terminal("scan", text, "--add", "-f", "J. Doe")
    one.expect("When was it said? (a day, a month or a year):")
    one.say("")
    one.expect("When was it said? (a day, a month or a year):")
    one.say("2026-01")
    one.expect(PROMPT)
    one.say("y")
    one.expect(PROMPT)
    one.say("q")
    assert one.end()[0] == 0
    assert fcl.json("list")[0]["predictions"][0]["forecasts"][0]["made"] == "2026-01-31"


def interrupted(one, number=signal.SIGINT):
    time.sleep(0.5)  # Python notices a signal in the instant before it waits for a key only after that key
    os.kill(one.process.pid, number)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_killed_in_the_middle_nothing_is_recorded(fcl, terminal, text, number):
    fcl.ok("list")
    before = fcl.head
    one = terminal("scan", text, *ASKED)
    one.expect(PROMPT)
    one.say("y")
    one.expect(PROMPT)
    interrupted(one, number)
    if number == signal.SIGINT:
        one.expect("Record what was decided (1)?  [Y/n]:")
        interrupted(one)
    assert one.end()[0] != 0
    assert fcl.head == before
    assert fcl.json("source", "list") == []
    fcl.ok("verify")


def test_interrupted_it_asks_whether_to_record_what_was_decided(fcl, terminal, text):
    one = terminal("scan", text, *ASKED)
    one.expect(PROMPT)
    one.say("y")
    one.expect(PROMPT)
    interrupted(one)
    one.expect("Record what was decided (1)?  [Y/n]:")
    one.say("")
    code, shown = one.end()
    assert (code, "1 accepted, 2 not looked at" in shown) == (0, True)
    assert claims(fcl) == ["We ship by the end of 2097"]


def test_interrupted_before_anything_was_decided_it_ends(fcl, terminal, text):
    one = terminal("scan", text, *ASKED)
    one.expect(PROMPT)
    interrupted(one)
    code, shown = one.end()
    assert (code, "Record what was decided" in shown) == (130, False)
    assert fcl.json("list") == []
