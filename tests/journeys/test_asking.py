"""On a terminal: the program asks, takes one step back, and writes nothing before the end."""

import signal
import stat
import time

import pytest


def listed(fcl):
    return fcl.json("list")


def test_add_asks_for_everything_with_a_deadline_proposed_from_the_claim(fcl, terminal):
    one = terminal("add")
    one.expect("Claim:")
    one.say("ECB cuts rates before July 2099")
    one.expect('Deadline [2099-06-30, from "before July 2099"]:')
    one.say("")
    one.expect("Probability:")
    one.say("60%")
    one.expect("Resolved by what? (criteria, empty to skip):")
    one.say("ECB press release")
    code, shown = one.end()
    assert code == 0
    assert "60%  by 2099-06-30" in shown
    [question] = listed(fcl)
    assert question["deadline"]["date"] == "2099-06-30"
    assert question["deadline"]["text"] == "before July 2099"
    assert question["criteria"] == "ECB press release"


def test_add_goes_a_step_back_and_explains_what_it_cannot_read(fcl, terminal):
    one = terminal("add", "It rains")
    one.expect("Deadline:")
    one.say("6/7/27")
    one.expect("cannot read '6/7/27'")
    one.expect("Deadline:")
    one.say("2098-01-31")
    one.expect("Probability:")
    one.say("<")
    one.expect("Deadline:")
    one.say("2099-01-31")
    one.expect("Probability:")
    one.say("70")
    one.expect("did you mean 70%?")
    one.expect("Probability:")
    one.say("70%")
    one.expect("skip):")
    one.say("")
    assert one.end()[0] == 0
    [question] = listed(fcl)
    assert (question["deadline"]["date"], question["criteria"]) == ("2099-01-31", None)
    assert question["predictions"][0]["p"] == "0.7"


def test_add_without_a_deadline_stays_open_for_review(fcl, terminal):
    one = terminal("add", "They fold")
    one.expect("Deadline:")
    one.say("")
    one.expect("Probability:")
    one.say("1/3")
    one.expect("skip):")
    one.say("")
    assert one.end()[0] == 0
    [question] = listed(fcl)
    assert question["deadline"] is None
    assert question["review_on"]


def test_ctrl_c_while_asking_writes_nothing(fcl, terminal):
    fcl.ok("list")
    before = fcl.head
    one = terminal("add", "They fold")
    one.expect("Deadline:")
    one.say("2099")
    one.expect("Probability:")
    time.sleep(0.5)  # Python notices a signal in the instant before it waits for a key only after that key
    one.process.send_signal(signal.SIGINT)
    code, shown = one.end()
    assert code == 130
    assert "nothing more was written" in shown
    assert "Traceback" not in shown
    assert fcl.head == before


def test_what_is_given_is_not_asked_for(fcl, terminal):
    one = terminal("add", "They fold", "50%", "--by", "2099")
    assert one.end()[0] == 0
    assert len(listed(fcl)) == 1


def test_undo_asks_and_takes_no_for_an_answer(fcl, terminal):
    id_ = fcl.add("They fold", "50%", "--by", "2099")
    before = fcl.head
    one = terminal("undo")
    one.expect(f"Undo: add {id_[:4]} (50%)")
    one.expect("by you?  [y/N]")
    one.say("")
    assert one.end()[0] == 4
    assert fcl.head == before
    again = terminal("undo")
    again.expect("[y/N]")
    again.say("y")
    code, shown = again.end()
    assert (code, "is gone" in shown) == (0, True)
    assert listed(fcl) == []


@pytest.fixture
def due(fcl):
    fcl.ok("list")
    return [
        fcl.add(
            f"Claim {number}", "80%", "--by", "2026-06-30", "--made", "2026-01-02", "--criteria", f"journal {number}"
        )
        for number in range(5)
    ]


def test_resolve_walks_through_what_is_due(fcl, terminal, due):
    one = terminal("resolve")
    for number, key in enumerate(["y", "e", "a", "s", "v"]):
        one.expect(f"{number + 1}/5")
        one.expect("criteria: journal")
        one.expect("said: 80%")
        if key == "e":
            one.expect("?:")
            one.say("nonsense")
            one.expect("y(es) n(o) a(mbiguous)")
            one.say("e")
            one.expect("Evidence")
            one.say("https://example.org/e")
            key = "n"
        one.expect("y n a v s e q ?:")
        one.say(key)
    code, shown = one.end()
    assert code == 0
    assert "4 of 5 settled" in shown
    by_status = sorted(question["status"] for question in fcl.json("list"))
    assert by_status == ["ambiguous", "annulled", "overdue", "resolved", "resolved"]
    [no] = fcl.json("list", "status:no")
    assert no["resolutions"][0]["evidence"] == ["https://example.org/e"]
    [yes] = fcl.json("list", "status:yes")
    assert yes["resolutions"][0]["evidence"] == []


def test_leaving_the_walk_keeps_what_was_settled(fcl, terminal, due):
    one = terminal("resolve")
    one.expect("1/5")
    one.expect("y n a v s e q ?:")
    one.say("n")
    one.expect("2/5")
    one.expect("y n a v s e q ?:")
    one.say("q")
    code, shown = one.end()
    assert (code, "1 of 5 settled" in shown) == (0, True)
    assert len(fcl.json("list", "status:resolved")) == 1


def test_an_id_without_an_outcome_is_asked_about_alone(fcl, terminal, due):
    one = terminal("resolve", due[2], "--known-on", "2026-07-01")
    one.expect("1/1")
    one.say("y")
    assert one.end()[0] == 0
    assert fcl.json("show", due[2])["resolutions"][0]["known_on"][:10] == "2026-07-01"


def editor(fcl, monkeypatch, script):
    """An editor that does to the file what the script says."""
    path = fcl.home / "editor"
    path.write_text(f"#!/bin/sh\nset -eu\nfile=$1\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("VISUAL", str(path))


def test_edit_opens_the_editor(fcl, terminal, monkeypatch):
    id_ = fcl.add("They fold", "50%", "--by", "2099-06-30", "--criteria", 'two\nlines with \\n and "marks"')
    editor(fcl, monkeypatch, 'sed -i "s/They fold/They give in/" "$file"; touch -d "+1 minute" "$file"')
    code, shown = terminal("edit", id_).end()
    assert code == 0, shown
    question = fcl.json("show", id_)
    assert question["claim"] == "They give in"
    assert question["criteria"] == 'two\nlines with \\n and "marks"'
    assert (question["wording"], question["deadline"]["date"]) == (2, "2099-06-30")


def test_an_editor_left_without_saving_changes_nothing(fcl, terminal, monkeypatch):
    id_ = fcl.add("They fold", "50%", "--by", "2099-06-30")
    before = fcl.head
    editor(fcl, monkeypatch, "true")
    code, shown = terminal("edit", id_).end()
    assert (code, "nothing was written" in shown) == (4, True)
    assert fcl.head == before


def test_a_bad_edit_can_be_mended(fcl, terminal, monkeypatch):
    id_ = fcl.add("They fold", "50%", "--by", "2099-06-30")
    change = 'sed -i "s/2099-06-30/30m/;t;s/30m/2099-09-30/" "$file"; touch -d "+1 minute" "$file"'
    editor(fcl, monkeypatch, change)
    one = terminal("edit", id_)
    one.expect("cannot read '30m'")
    one.expect("Edit it again?  [y/N]")
    one.say("y")
    code, shown = one.end()
    assert code == 0, shown
    assert fcl.json("show", id_)["deadline"]["date"] == "2099-09-30"


def test_add_in_the_editor(fcl, terminal, monkeypatch):
    script = 'printf \'claim = "From the editor"\\nprobability = "0.35"\\nby = 2099-01-01\\ntags = ["a"]\\n\' > "$file"'
    editor(fcl, monkeypatch, script + '; touch -d "+1 minute" "$file"')
    code, shown = terminal("add", "-e").end()
    assert code == 0, shown
    [question] = fcl.json("list")
    assert (question["claim"], question["tags"], question["predictions"][0]["p"]) == ("From the editor", ["a"], "0.35")


def test_a_missing_editor_is_said(fcl, terminal, monkeypatch):
    id_ = fcl.add("They fold", "50%", "--by", "2099-06-30")
    monkeypatch.setenv("VISUAL", "/nope/editor")
    code, shown = terminal("edit", id_).end()
    assert code == 2
    assert "VISUAL" in shown
    assert "Traceback" not in shown
